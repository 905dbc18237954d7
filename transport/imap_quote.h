/* Strings inside IMAP commands (RFC 3501, 4.3 and "astring"). */
#ifndef EXOSH_TRANSPORT_IMAP_QUOTE_H
#define EXOSH_TRANSPORT_IMAP_QUOTE_H

#include "base/strbuf.h"

/* Whether `text` may stand in a command as an atom or quoted string; if not (CR, LF), it can't be
 * part of any name that exosh sends. 8-bit bytes are let through quoted: a name that a server lists
 * raw it takes raw. */
bool imap_quote_possible(const char *text);
/* Appends `text` as it must stand for a mailbox name or other astring: an atom where the grammar
 * allows, else a quoted string. */
void imap_quote_astring(struct strbuf *command, const char *text);
/* Whether `text` is an atom that can stand as a keyword in a flag list. */
bool imap_quote_is_keyword(const char *text, size_t length);

#endif

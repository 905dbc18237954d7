/* Modified UTF-7, the encoding of IMAP mailbox names (RFC 3501, 5.1.3), to and from UTF-8. */
#ifndef EXOSH_TRANSPORT_IMAP_UTF7_H
#define EXOSH_TRANSPORT_IMAP_UTF7_H

#include "base/strbuf.h"

/* Appends the UTF-8 form. 0, or -1 where `text` is not modified UTF-7 (output is then undefined):
 * bad base64, lone surrogates, 8-bit or control bytes, an unfinished shift. Needless encodings of
 * ASCII, which some servers send, are taken. */
int imap_utf7_to_utf8(const char *text, struct strbuf *utf8_r);
/* Appends the modified UTF-7 form of UTF-8. 0, or -1 where `text` is not UTF-8. */
int imap_utf7_from_utf8(const char *text, struct strbuf *utf7_r);
/* Appends UTF-8 whatever `name` is: modified UTF-7, else UTF-8 as it stands, else Latin-1. For
 * names that servers list. */
void imap_utf7_decode_name(const char *name, struct strbuf *utf8_r);

/* Appends text that anybody may have written in a form that can be shown and stored: UTF-8 as it is,
 * other bytes as Latin-1, control characters as U+FFFD. */
void imap_utf7_add_clean(struct strbuf *utf8, const char *text, size_t length);

/* Decodes one UTF-8 character of at most `length` bytes. Its length, or 0 where it is invalid. */
size_t imap_utf7_decode_char(const char *text, size_t length, uint32_t *char_r);
void imap_utf7_add_char(struct strbuf *utf8, uint32_t character);

#endif

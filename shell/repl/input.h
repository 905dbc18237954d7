/* Is what was typed a whole input? */
#ifndef EXOSH_REPL_INPUT_H
#define EXOSH_REPL_INPUT_H

#include "base/base.h"

struct session;

/* Whether the prompt should ask for more lines: something is open, or the text ends in the name of a
 * parameter that takes a value (documents break commands there); the latter not after an empty line. */
bool input_is_incomplete(struct session *s, const char *text, bool empty_line);
/* When the text ends in a quote that nothing opened, such as `Get-MigrationBatch IMAPBatch1"`, and is
 * right without it: the text without it, malloc()ed. Else NULL. */
char *input_without_stray_quote(const char *text);

#endif

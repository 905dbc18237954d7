/* The prompt's text. */
#ifndef EXOSH_REPL_PROMPT_H
#define EXOSH_REPL_PROMPT_H

#include "base/strbuf.h"

struct session;

/* Adds what the function `prompt` returns, or "PS /folder> " when there is no such function. */
void prompt_append(struct session *s, struct strbuf *out);

#endif

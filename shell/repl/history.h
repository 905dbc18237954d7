/* What was typed: kept in a file of the user's, and for Get-History. */
#ifndef EXOSH_REPL_HISTORY_H
#define EXOSH_REPL_HISTORY_H

#include "base/base.h"

struct session;

/* Reads the file of earlier sessions: $EXOSH_HOME/history, mode 0600. */
void history_load(void);
/* Adds an input, also to the file, unless it may hold a secret. */
void history_add(const char *text);
/* Whether the text looks as if a password or the like stood in it: it must not be written down. */
bool history_is_secret(const char *text);

/* Adds what ran to the session's list (Get-History). Times are DateTime ticks, local. */
void history_record(struct session *s, const char *text, int64_t started, int64_t ended,
		    bool completed);
int64_t history_now(void);

#endif

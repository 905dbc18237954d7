/* The prompt: reads lines with readline, runs them, until exit or end of input. */
#ifndef EXOSH_REPL_REPL_H
#define EXOSH_REPL_REPL_H

#include "base/base.h"

struct session;

/* Returns the exit code. `greet`: print the two lines of greeting first. */
int repl_run(struct session *s, bool greet);

#endif

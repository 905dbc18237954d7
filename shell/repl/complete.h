/* The Tab key: commands, parameters, their values, variables; files otherwise. */
#ifndef EXOSH_REPL_COMPLETE_H
#define EXOSH_REPL_COMPLETE_H

#include "base/base.h"

struct session;

/* Makes readline complete for this session. */
void complete_init(struct session *s);

/* What can stand in place of line[start, end): malloc()ed texts in a malloc()ed array, sorted, each once;
 * *count_r 0 and NULL when only files can. */
char **complete_candidates(struct session *s, const char *line, size_t start, size_t end,
			   size_t *count_r);

#endif

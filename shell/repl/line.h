/* One line from the terminal, with readline's editing. */
#ifndef EXOSH_REPL_LINE_H
#define EXOSH_REPL_LINE_H

#include "base/base.h"

enum line_result {
	LINE_READ,
	LINE_CANCELLED, /* Ctrl+C */
	LINE_END,       /* Ctrl+D, or the terminal went away */
};

/* Prepares readline. Call once, in the thread that reads. */
void line_init(void);
/* LINE_READ: *text_r is malloc()ed. It has line ends in it when several lines were pasted. */
enum line_result line_read(const char *prompt, char **text_r) WARN_UNUSED;

#endif

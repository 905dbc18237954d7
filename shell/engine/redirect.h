/* Redirections of a command's streams (> file, 2>&1, *> $null) and the variables of -OutVariable and family. */
#ifndef EXOSH_ENGINE_REDIRECT_H
#define EXOSH_ENGINE_REDIRECT_H

#include "engine/cmdlet_call.h"

/* Sets up c->next and c->streams as the command's redirections and common parameters say. */
enum status redirect_open(struct cmdlet_call *c) WARN_UNUSED;
/* Ends what was opened: files are complete afterwards. */
void redirect_close(struct cmdlet_call *c);
/* For programs: the path that output goes to as bytes when its only redirection is `> file`; NULL: none. */
const char *redirect_plain_file(const struct cmdlet_call *c, enum ast_stream stream,
				bool *append_r);

#endif

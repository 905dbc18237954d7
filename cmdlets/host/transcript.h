/* Transcripts: files that get all that the host shows. Several may run; the one started last is stopped first. */
#ifndef EXOSH_CMDLETS_HOST_TRANSCRIPT_H
#define EXOSH_CMDLETS_HOST_TRANSCRIPT_H

#include "engine/session.h"

struct transcript_options {
	bool append;            /* at the end of what the file has */
	bool minimal_header;    /* only when it began */
	bool invocation_header; /* when each command began */
};

/* Opens the file (mode 0600 when it is new: a transcript may hold anything) and writes the header. 0, or -1 with
 * errno. */
int transcript_start(struct session *s, const char *path, const struct transcript_options *options);
/* Writes the footer of the newest one and closes it: its path, malloc()ed; NULL when none runs. */
char *transcript_stop(struct session *s);

#endif

/*
 * A file that is written anew. What stood at its path stays whole until the new one is: the new one is written beside
 * it and renamed at the end. What can't be replaced that way is written directly: devices and pipes, a file with
 * several names (hard links), a file in a folder that takes no new ones.
 */
#ifndef EXOSH_BASE_REPLACEMENT_H
#define EXOSH_BASE_REPLACEMENT_H

#include <sys/types.h>

struct replacement {
	int fd;          /* to write to */
	char *path;      /* links followed */
	char *temporary; /* the file beside it, or NULL */
};

/* Zeroed memory is one that was never opened. `mode`: of a file that was not there. 0, or -1 with errno (EISDIR, EACCES
 * where an old file may not be written ...). */
int replacement_open(struct replacement *r, const char *path, mode_t mode);
/* Closes, and puts the new file in its place. 0, or -1 with errno; the old one is then as it was. */
int replacement_finish(struct replacement *r);
/* Throws away what was not finished. */
void replacement_close(struct replacement *r);

#endif

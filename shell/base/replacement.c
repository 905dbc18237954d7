#include "base/replacement.h"

#include "base/xmalloc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* With the rights of the old file. -1: there can be none. */
static int open_beside(struct replacement *r, const struct stat *old)
{
	r->temporary = xasprintf("%s.XXXXXX", r->path);
	int fd = mkostemp(r->temporary, O_CLOEXEC);
	if (fd < 0) {
		free(r->temporary);
		r->temporary = NULL;
		return -1;
	}
	fchmod(fd, old->st_mode & 07777);
	if (fchown(fd, old->st_uid, old->st_gid) < 0)
		errno = 0; /* another owner's file becomes ours, as when it is written anew */
	return fd;
}

int replacement_open(struct replacement *r, const char *path, mode_t mode)
{
	struct stat old;
	char *real = realpath(path, NULL);
	bool exists = real && stat(real, &old) == 0;
	*r = (struct replacement){.fd = -1, .path = real ? real : xstrdup(path)};
	if (exists && S_ISDIR(old.st_mode)) {
		errno = EISDIR;
		return -1;
	}
	if (exists && access(real, W_OK) < 0)
		return -1;
	if (exists && S_ISREG(old.st_mode) && old.st_nlink == 1)
		r->fd = open_beside(r, &old);
	if (r->fd < 0)
		r->fd = open(r->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	return r->fd < 0 ? -1 : 0;
}

int replacement_finish(struct replacement *r)
{
	int result = close(r->fd);
	r->fd = -1;
	if (result == 0 && r->temporary)
		result = rename(r->temporary, r->path);
	if (result == 0) {
		free(r->temporary);
		r->temporary = NULL;
	}
	return result;
}

void replacement_close(struct replacement *r)
{
	if (!r->path)
		return;
	int error = errno;
	if (r->fd >= 0)
		close(r->fd);
	if (r->temporary)
		unlink(r->temporary);
	free(r->temporary);
	free(r->path);
	*r = (struct replacement){.fd = -1};
	errno = error;
}

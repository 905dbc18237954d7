#include "transport/sync_spool.h"
#include "base/xmalloc.h"
#include "transport/failure.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sync_spool {
	FILE *file; /* NULL: none could be made */
};

struct sync_spool *sync_spool_create(void)
{
	struct sync_spool *spool = xcalloc(1, sizeof(*spool));
	spool->file = tmpfile();
	return spool;
}

void sync_spool_free(struct sync_spool **spool)
{
	if (!*spool)
		return;
	if ((*spool)->file)
		fclose((*spool)->file);
	free(*spool);
	*spool = NULL;
}

static int fail(struct error *error)
{
	return error_set(error, FAILURE_LOCAL, "A temporary file can't be written: %s",
			 strerror(errno));
}

int sync_spool_write(struct sync_spool *spool, const char *bytes, size_t length,
		     struct error *error)
{
	if (!spool->file || fwrite(bytes, 1, length, spool->file) != length)
		return fail(error);
	return 0;
}

int sync_spool_read(struct sync_spool *spool,
		    int (*take)(void *context, const char *bytes, size_t length,
				struct error *error),
		    void *context, struct error *error)
{
	char buffer[16384];
	size_t length;

	if (!spool->file || fflush(spool->file) != 0)
		return fail(error);
	rewind(spool->file);
	while ((length = fread(buffer, 1, sizeof(buffer), spool->file)) > 0)
		if (take(context, buffer, length, error) < 0)
			return -1;
	return ferror(spool->file) ? fail(error) : 0;
}

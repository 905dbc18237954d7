/* Keeps one message for a moment, in a file without a name. */
#ifndef EXOSH_TRANSPORT_SYNC_SPOOL_H
#define EXOSH_TRANSPORT_SYNC_SPOOL_H

#include "base/error.h"

struct sync_spool;

struct sync_spool *sync_spool_create(void);
void sync_spool_free(struct sync_spool **spool);
int sync_spool_write(struct sync_spool *spool, const char *bytes, size_t length,
		     struct error *error);
/* Gives everything that was written, in pieces. */
int sync_spool_read(struct sync_spool *spool,
		    int (*take)(void *context, const char *bytes, size_t length,
				struct error *error),
		    void *context, struct error *error);

#endif

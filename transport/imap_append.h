/* APPEND commands in batches: MULTIAPPEND (RFC 3502), LITERAL+ (RFC 7888) and UIDPLUS (RFC 4315) where
 * the server offers them, one message a command where not. */
#ifndef EXOSH_TRANSPORT_IMAP_APPEND_H
#define EXOSH_TRANSPORT_IMAP_APPEND_H

#include "base/error.h"
#include "transport/target.h"

struct imap_append;

struct imap_append *imap_append_create(struct imap_client *client,
				       const struct target_events *events);
void imap_append_free(struct imap_append **append);

/* Messages go to this folder (raw name) from now on. No batch may be open. */
void imap_append_set_folder(struct imap_append *append, const char *name);
/* At most this many messages in a batch; 1: and the next only when it is settled; 0: as many as is good. */
void imap_append_limit(struct imap_append *append, unsigned messages);
/* Whether another message may be begun without piling up too much. */
bool imap_append_ready(const struct imap_append *append);
void imap_append_begin(struct imap_append *append, const struct target_message *message);
void imap_append_write(struct imap_append *append, const void *bytes, size_t length);
void imap_append_end(struct imap_append *append);
/* Ends the batch, if one is open, so that the server answers it. */
void imap_append_finish(struct imap_append *append);

#endif

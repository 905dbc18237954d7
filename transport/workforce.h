/* The worker threads of the service: one for each mailbox that is being copied. Used by its loop's thread only. */
#ifndef EXOSH_TRANSPORT_WORKFORCE_H
#define EXOSH_TRANSPORT_WORKFORCE_H

#include "transport/schedule.h"
#include "transport/state.h"

#include <uv.h>

struct workforce_thread;

struct workforce {
	struct schedule schedule; /* who is at work */
	struct workforce_thread *threads;
	uv_async_t *finished; /* sent when a thread has ended: call workforce_collect() */
};

/* Starts a pass over the user's mailbox. false: no thread could be made (it is logged). */
bool workforce_start(struct workforce *workforce, const struct state_due *due, int64_t endpoint_id,
		     enum schedule_kind kind);
/* Sends the notification mail of a batch. */
bool workforce_notify(struct workforce *workforce, const struct state_due *due);
/* Forgets the threads that have ended. false: what came out of one could not be written to the store. */
bool workforce_collect(struct workforce *workforce);
/* Asks the workers of that user, of that batch (0: none), or all when both are 0, to stop soon. */
void workforce_stop(struct workforce *workforce, int64_t user_id, int64_t batch_id);
/* Whether a user of the batch is at work; batch 0: any. */
bool workforce_is_busy(const struct workforce *workforce, int64_t batch_id);

#endif

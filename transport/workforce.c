#include "transport/workforce.h"
#include "base/xmalloc.h"
#include "transport/notify.h"
#include "transport/service_log.h"
#include "transport/worker.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define STACK_SIZE ((size_t)1024 * 1024)

struct workforce_thread {
	pthread_t id;
	atomic_bool stop, ended;
	int64_t user_id; /* 0: it sends the batch's notification mail */
	int64_t batch_id;
	bool recorded; /* valid when ended */
	uv_async_t *finished;
	struct workforce_thread *next;
};

static bool notify(int64_t batch_id)
{
	struct error error = ERROR_INIT;
	struct state *state = state_open_home(&error);
	bool recorded = state && notify_batch(state, batch_id, &error) == 0;
	if (!recorded)
		service_log("batch %lld: %s", (long long)batch_id, error.message);
	error_clear(&error);
	state_close(&state);
	return recorded;
}

static void *thread_main(void *argument)
{
	struct workforce_thread *thread = argument;
	thread->recorded = thread->user_id ? worker_run(thread->user_id, &thread->stop)
					   : notify(thread->batch_id);
	uv_async_t *finished = thread->finished;
	atomic_store(&thread->ended, true);
	uv_async_send(finished);
	return NULL;
}

static bool start(struct workforce *workforce, const struct state_due *due)
{
	struct workforce_thread *thread = xcalloc(1, sizeof(*thread));
	thread->user_id = due->user_id;
	thread->batch_id = due->batch_id;
	thread->finished = workforce->finished;
	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	int failed = pthread_create(&thread->id, &attributes, thread_main, thread);
	pthread_attr_destroy(&attributes);
	if (failed) {
		service_log("no thread for %s: %s", due->email, strerror(failed));
		free(thread);
		return false;
	}
	thread->next = workforce->threads;
	workforce->threads = thread;
	return true;
}

bool workforce_start(struct workforce *workforce, const struct state_due *due, int64_t endpoint_id,
		     enum schedule_kind kind)
{
	if (!start(workforce, due))
		return false;
	schedule_add(&workforce->schedule, due->user_id, endpoint_id, kind, due->email);
	return true;
}

bool workforce_notify(struct workforce *workforce, const struct state_due *due)
{
	return start(workforce, due);
}

bool workforce_collect(struct workforce *workforce)
{
	bool recorded = true;
	for (struct workforce_thread **place = &workforce->threads; *place;) {
		struct workforce_thread *thread = *place;
		if (!atomic_load(&thread->ended)) {
			place = &thread->next;
			continue;
		}
		pthread_join(thread->id, NULL);
		schedule_remove(&workforce->schedule, thread->user_id);
		recorded = recorded && thread->recorded;
		*place = thread->next;
		free(thread);
	}
	return recorded;
}

void workforce_stop(struct workforce *workforce, int64_t user_id, int64_t batch_id)
{
	bool all = !user_id && !batch_id;
	for (struct workforce_thread *thread = workforce->threads; thread; thread = thread->next)
		if (all || thread->user_id == user_id || thread->batch_id == batch_id)
			atomic_store(&thread->stop, true);
}

bool workforce_is_busy(const struct workforce *workforce, int64_t batch_id)
{
	for (struct workforce_thread *thread = workforce->threads; thread; thread = thread->next)
		if (!batch_id || thread->batch_id == batch_id)
			return true;
	return false;
}

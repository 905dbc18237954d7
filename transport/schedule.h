/*
 * Who may run now, and when to try again: the slots of endpoints, backoff after failures, the time between incremental
 * passes. Knows numbers only; the store and the threads are the service's.
 */
#ifndef EXOSH_TRANSPORT_SCHEDULE_H
#define EXOSH_TRANSPORT_SCHEDULE_H

#include "base/base.h"

#define SCHEDULE_INCREMENTAL_MS (INT64_C(24) * 60 * 60 * 1000)
/* Passes in a row that may fail for passing reasons without moving a message. */
#define SCHEDULE_MAX_ATTEMPTS 6
/* Passes in a row that may meet the server's limits: with their pauses more than a day, since some limits are for one. */
#define SCHEDULE_MAX_BUSY 30
/* More threads than this help no machine, whatever the endpoints allow. */
#define SCHEDULE_MAX_RUNNING 300

/* How long to wait after the `attempts`th failure in a row: 5 s, 15 s, 45 s … 5 min. `base_ms` 0: 5 s. */
int64_t schedule_backoff(int64_t attempts, int64_t base_ms);

/* The same where the server's limits were met: 1 min, 2 min, 4 min … 1 h. `base_ms` 0: 1 min. */
int64_t schedule_backoff_busy(int64_t attempts, int64_t base_ms);

enum schedule_kind { SCHEDULE_INITIAL, SCHEDULE_INCREMENTAL };

struct schedule_entry {
	int64_t user_id, endpoint_id;
	enum schedule_kind kind;
	char *email; /* owned */
};

/* What runs at the moment. */
struct schedule {
	struct schedule_entry *running;
	size_t count, capacity;
};

void schedule_clear(struct schedule *schedule);
/* How many more of that kind may start: `limit` of the endpoint and `total` over all, both negative for no limit. */
int64_t schedule_free(const struct schedule *schedule, int64_t endpoint_id, enum schedule_kind kind,
		      int64_t limit, int64_t total);
/* Whether that user, or another one with the same target mailbox, runs: never two in one mailbox. */
bool schedule_is_busy(const struct schedule *schedule, int64_t user_id, const char *email);
bool schedule_is_running(const struct schedule *schedule, int64_t user_id);
void schedule_add(struct schedule *schedule, int64_t user_id, int64_t endpoint_id,
		  enum schedule_kind kind, const char *email);
void schedule_remove(struct schedule *schedule, int64_t user_id);

#endif

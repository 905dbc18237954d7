#include "transport/schedule.h"
#include "base/xmalloc.h"

#include <stdlib.h>
#include <strings.h>

#define BACKOFF_BASE_MS 5000
#define BACKOFF_FACTOR 3
#define BACKOFF_MAX_MS (INT64_C(5) * 60 * 1000)
#define BUSY_BASE_MS 60000
#define BUSY_FACTOR 2
#define BUSY_MAX_MS (INT64_C(60) * 60 * 1000)

int64_t schedule_backoff(int64_t attempts, int64_t base_ms)
{
	int64_t wait = base_ms > 0 ? base_ms : BACKOFF_BASE_MS;
	while (--attempts > 0 && wait < BACKOFF_MAX_MS)
		wait *= BACKOFF_FACTOR;
	return MIN(wait, BACKOFF_MAX_MS);
}

int64_t schedule_backoff_busy(int64_t attempts, int64_t base_ms)
{
	int64_t wait = base_ms > 0 ? base_ms : BUSY_BASE_MS;
	while (--attempts > 0 && wait < BUSY_MAX_MS)
		wait *= BUSY_FACTOR;
	return MIN(wait, BUSY_MAX_MS);
}

void schedule_clear(struct schedule *schedule)
{
	for (size_t i = 0; i < schedule->count; i++)
		free(schedule->running[i].email);
	free(schedule->running);
	*schedule = (struct schedule){NULL, 0, 0};
}

int64_t schedule_free(const struct schedule *schedule, int64_t endpoint_id, enum schedule_kind kind,
		      int64_t limit, int64_t total)
{
	int64_t same = 0, all = (int64_t)schedule->count;
	for (size_t i = 0; i < schedule->count; i++)
		same += schedule->running[i].endpoint_id == endpoint_id &&
			schedule->running[i].kind == kind;
	int64_t available = SCHEDULE_MAX_RUNNING - all;
	if (total >= 0)
		available = MIN(available, total - all);
	if (limit >= 0)
		available = MIN(available, limit - same);
	return MAX(available, 0);
}

bool schedule_is_busy(const struct schedule *schedule, int64_t user_id, const char *email)
{
	for (size_t i = 0; i < schedule->count; i++)
		if (schedule->running[i].user_id == user_id ||
		    !strcasecmp(schedule->running[i].email, email))
			return true;
	return false;
}

bool schedule_is_running(const struct schedule *schedule, int64_t user_id)
{
	for (size_t i = 0; i < schedule->count; i++)
		if (schedule->running[i].user_id == user_id)
			return true;
	return false;
}

void schedule_add(struct schedule *schedule, int64_t user_id, int64_t endpoint_id,
		  enum schedule_kind kind, const char *email)
{
	GROW(schedule->running, schedule->count, schedule->capacity);
	schedule->running[schedule->count++] =
		(struct schedule_entry){user_id, endpoint_id, kind, xstrdup(email)};
}

void schedule_remove(struct schedule *schedule, int64_t user_id)
{
	for (size_t i = 0; i < schedule->count; i++) {
		if (schedule->running[i].user_id != user_id)
			continue;
		free(schedule->running[i].email);
		schedule->running[i] = schedule->running[--schedule->count];
		return;
	}
}

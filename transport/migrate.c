#include "transport/migrate.h"
#include "base/strbuf.h"
#include "transport/report.h"

#include <string.h>

/* Statuses as sets of bits, so that each rule is one line. */
#define USER(name) (1u << USER_STATUS_##name)
#define BATCH(name) (1u << BATCH_STATUS_##name)

static const unsigned running_users = USER(VALIDATING) | USER(PROVISIONING) | USER(SYNCING) |
				      USER(INCREMENTAL_SYNCING) | USER(COMPLETING) | USER(STARTING);
static const unsigned synced_users = USER(SYNCED) | USER(INCREMENTAL_SYNCED);

bool migrate_user_is_running(enum user_status status)
{
	return running_users >> status & 1;
}

int migrate_user_next(enum user_status status, bool synced, enum migrate_event event)
{
	unsigned bit = 1u << status;
	switch (event) {
	case MIGRATE_START:
		return bit & (USER(FAILED) | USER(INCREMENTAL_FAILED) | USER(COMPLETION_FAILED) |
			      USER(STOPPED) | USER(INCREMENTAL_STOPPED))
			       ? USER_STATUS_QUEUED
			       : -1;
	case MIGRATE_STOP:
		if (bit & running_users)
			return USER_STATUS_STOPPING;
		if (bit & USER(QUEUED))
			return synced ? USER_STATUS_INCREMENTAL_STOPPED : USER_STATUS_STOPPED;
		return bit & synced_users ? USER_STATUS_INCREMENTAL_STOPPED : -1;
	case MIGRATE_REMOVE:
		return bit & USER(REMOVING) ? -1 : USER_STATUS_REMOVING;
	case MIGRATE_COMPLETE:
		return bit & synced_users ? USER_STATUS_COMPLETING : -1;
	case MIGRATE_SYNC:
		return bit & synced_users ? (int)status : -1;
	}
	return -1;
}

static unsigned batch_statuses(enum migrate_event event)
{
	const unsigned all = (1u << BATCH_STATUS_COUNT) - 1;
	switch (event) {
	case MIGRATE_START:
		return all & ~(BATCH(STOPPING) | BATCH(REMOVING) | BATCH(CORRUPTED) |
			       BATCH(COMPLETED) | BATCH(COMPLETING));
	case MIGRATE_STOP:
		return BATCH(STARTING) | BATCH(WAITING) | BATCH(SYNCING) |
		       BATCH(INCREMENTAL_SYNCING) | BATCH(SYNCED) | BATCH(SYNCED_WITH_ERRORS) |
		       BATCH(COMPLETING);
	case MIGRATE_COMPLETE:
		return BATCH(SYNCED) | BATCH(SYNCED_WITH_ERRORS);
	case MIGRATE_REMOVE:
		return all;
	case MIGRATE_SYNC:
		return all & ~(BATCH(REMOVING) | BATCH(CORRUPTED));
	}
	return 0;
}

bool migrate_batch_allows(enum batch_status status, enum migrate_event event)
{
	return batch_statuses(event) >> status & 1;
}

char *migrate_batch_allowed(enum migrate_event event)
{
	unsigned left = batch_statuses(event);
	struct strbuf text = STRBUF_INIT;
	for (int status = 0; left; status++) {
		unsigned bit = 1u << status;
		if (!(left & bit))
			continue;
		left &= ~bit;
		if (text.length)
			strbuf_adds(&text, left ? ", " : " or ");
		strbuf_adds(&text, batch_status_names[status]);
	}
	return strbuf_detach(&text, NULL);
}

enum batch_status migrate_batch_derive(enum batch_status status,
				       const struct state_batch_counts *counts)
{
	const int64_t *by = counts->by_status, *summary = counts->by_summary;
	int64_t failed = summary[USER_SUMMARY_FAILED], synced = summary[USER_SUMMARY_SYNCED];
	int64_t completed = summary[USER_SUMMARY_COMPLETED];
	int64_t stopped = summary[USER_SUMMARY_STOPPED];
	int64_t later = by[USER_STATUS_INCREMENTAL_SYNCING], last = by[USER_STATUS_COMPLETING];
	if (!counts->total)
		return status;
	if (summary[USER_SUMMARY_ACTIVE] - by[USER_STATUS_REMOVING] > later + last)
		return BATCH_STATUS_SYNCING;
	if (later)
		return BATCH_STATUS_INCREMENTAL_SYNCING;
	if (last)
		return BATCH_STATUS_COMPLETING;
	if (completed && !synced && !stopped)
		return failed ? BATCH_STATUS_COMPLETED_WITH_ERRORS : BATCH_STATUS_COMPLETED;
	if (synced || completed)
		return failed ? BATCH_STATUS_SYNCED_WITH_ERRORS : BATCH_STATUS_SYNCED;
	if (stopped)
		return BATCH_STATUS_STOPPED;
	if (failed == by[USER_STATUS_FAILED] + by[USER_STATUS_CORRUPTED])
		return failed ? BATCH_STATUS_FAILED : status;
	return BATCH_STATUS_SYNCED_WITH_ERRORS; /* what fails now was synced once */
}

/* The column that counts the time spent in this status. */
static int64_t *duration_of(struct state_user *user, enum user_status status)
{
	if (migrate_user_is_running(status))
		return user->stalled_since ? &user->stalled_ms : &user->in_progress_ms;
	switch (user_status_summary(status)) {
	case USER_SUMMARY_ACTIVE:
		return status == USER_STATUS_QUEUED ? &user->queued_ms : &user->in_progress_ms;
	case USER_SUMMARY_SYNCED:
		return &user->synced_ms;
	default:
		return NULL;
	}
}

void migrate_user_add_time(struct state_user *user, int64_t now)
{
	int64_t *duration = duration_of(user, user->status);
	if (duration && user->status_since)
		*duration += MAX(now - user->status_since, 0);
}

void migrate_user_set_status(struct state_user *user, enum user_status status, int64_t now)
{
	migrate_user_add_time(user, now);
	user->status = status;
	user->status_since = now;
	user->last_updated_at = now;
}

void migrate_user_set_error(struct state_user *user, struct arena *arena, const char *type,
			    const char *message, const char *cause)
{
	user->error_type = type ? arena_strdup(arena, type) : NULL;
	user->error_summary = user->error = NULL;
	if (!type)
		return;
	struct strbuf text = STRBUF_INIT;
	strbuf_adds(&text, message);
	if (cause)
		strbuf_addf(&text, " --> %s", cause);
	user->error_summary = arena_strdup(arena, text.data);
	strbuf_insert(&text, 0, ": ", 2);
	strbuf_insert(&text, 0, type, strlen(type));
	user->error = arena_strdup(arena, text.data);
	strbuf_clear(&text);
}

/* When a user that is to run may do so. */
static int64_t due_time(const struct state_user *user, int64_t now)
{
	return MAX(now, user->start_after);
}

static void plan(struct state_user *user, enum migrate_event event, int64_t now)
{
	switch (event) {
	case MIGRATE_START:
		user->attempts = 0;
		user->next_attempt_at = due_time(user, now);
		user->error_type = user->error_summary = user->error = NULL;
		user->server_response = NULL;
		break;
	case MIGRATE_COMPLETE:
	case MIGRATE_SYNC:
		user->attempts = 0;
		user->next_attempt_at = now;
		break;
	case MIGRATE_STOP:
	case MIGRATE_REMOVE:
		user->next_attempt_at = 0;
		break;
	}
}

int migrate_user_apply(struct state *state, struct state_user *user, enum migrate_event event,
		       int64_t now, struct error *error)
{
	static const char *const lines[] = {
		[MIGRATE_START] = "The user was started.",
		[MIGRATE_STOP] = "The user was stopped.",
		[MIGRATE_REMOVE] = "The user is being removed from its batch.",
		[MIGRATE_COMPLETE] = "The last pass was asked for.",
		[MIGRATE_SYNC] = "A pass was asked for.",
	};
	int next = migrate_user_next(user->status, user->initial_synced_at != 0, event);
	bool hopeless = event == MIGRATE_START && user->error_type &&
			!strcmp(user->error_type, MIGRATE_ERROR_CSV_ROW);
	if (next < 0 || hopeless)
		return 0;
	if (next != (int)user->status) {
		migrate_user_set_status(user, (enum user_status)next, now);
		user->stalled_since = 0;
	}
	plan(user, event, now);
	if (state_user_update(state, user, error) < 0 ||
	    report_add(state, user->batch_id, user->id, REPORT_INFORMATION, error, "%s",
		       lines[event]) < 0)
		return -1;
	return 1;
}

static void note_batch_times(struct state_batch *batch, int64_t now)
{
	switch (batch->status) {
	case BATCH_STATUS_SYNCED:
	case BATCH_STATUS_SYNCED_WITH_ERRORS:
		if (!batch->initial_synced_at)
			batch->initial_synced_at = now;
		break;
	case BATCH_STATUS_COMPLETED:
	case BATCH_STATUS_COMPLETED_WITH_ERRORS:
		batch->completed_at = now;
		break;
	case BATCH_STATUS_STARTING:
		if (!batch->started_at)
			batch->started_at = now;
		break;
	default:
		break;
	}
}

int migrate_batch_set_status(struct state *state, struct state_batch *batch,
			     enum batch_status status, int64_t now, struct error *error)
{
	if (batch->status != status) {
		batch->status = status;
		batch->status_since = now;
		note_batch_times(batch, now);
		if (report_add(state, batch->id, 0, REPORT_INFORMATION, error, "The batch is %s.",
			       batch_status_names[status]) < 0)
			return -1;
	}
	return state_batch_update(state, batch, error);
}

/* The status that a batch should have; its own when nothing is to change. */
static enum batch_status wanted_status(const struct state_batch *batch,
				       const struct state_batch_counts *counts)
{
	const unsigned fixed = BATCH(CREATED) | BATCH(WAITING) | BATCH(REMOVING) | BATCH(CORRUPTED);
	if (fixed >> batch->status & 1)
		return batch->status;
	if (batch->status != BATCH_STATUS_STOPPING)
		return migrate_batch_derive(batch->status, counts);
	int64_t active = counts->by_summary[USER_SUMMARY_ACTIVE];
	if (active > counts->by_status[USER_STATUS_REMOVING])
		return BATCH_STATUS_STOPPING;
	return BATCH_STATUS_STOPPED;
}

static const char *describe_failures(struct arena *arena, const struct state_batch *batch,
				     const struct state_batch_counts *counts)
{
	int64_t failed = counts->by_summary[USER_SUMMARY_FAILED];
	if (!failed)
		return NULL;
	struct strbuf text = STRBUF_INIT;
	strbuf_addf(
		&text,
		"%lld of %lld users failed. Their errors are shown by Get-MigrationUser -BatchId "
		"'%s' -StatusSummary Failed.",
		(long long)failed, (long long)counts->total, batch->name);
	const char *message = arena_strdup(arena, text.data);
	strbuf_clear(&text);
	return message;
}

static int refresh(struct state *state, struct arena *arena, int64_t batch_id, int64_t now,
		   struct error *error)
{
	struct state_batch batch;
	struct state_batch_counts counts;
	int found = state_batch_get_id(state, arena, batch_id, &batch, error);
	if (found <= 0 || batch.removed_at)
		return found < 0 ? -1 : 0;
	if (state_batch_count(state, batch_id, &counts, error) < 0)
		return -1;
	const char *before = batch.message ? batch.message : "";
	const char *message = describe_failures(arena, &batch, &counts);
	enum batch_status status = wanted_status(&batch, &counts);
	if (status == batch.status && !strcmp(before, message ? message : ""))
		return 0;
	batch.message = message;
	return migrate_batch_set_status(state, &batch, status, now, error);
}

int migrate_batch_refresh(struct state *state, int64_t batch_id, int64_t now, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = state_begin(state, error);
	if (result == 0) {
		result = refresh(state, &arena, batch_id, now, error);
		if (result < 0)
			state_rollback(state);
		else
			result = state_commit(state, true, error);
	}
	arena_clear(&arena);
	return result;
}

/* What the service tidies up between passes. */
#include "transport/migrate.h"
#include "transport/report.h"
#include "transport/sync.h"

static int leave_batch(struct state *state, const struct state_user *user, int64_t now,
		       struct error *error)
{
	if (sync_forget(state, user->id, error) < 0 ||
	    state_user_archive(state, user->id, now, error) < 0)
		return -1;
	return report_add(state, user->batch_id, 0, REPORT_INFORMATION, error,
			  "The user %s was removed from the batch.", user->email);
}

static int settle_user(struct state *state, struct arena *arena, int64_t user_id, int64_t now,
		       struct error *error)
{
	struct state_user user;
	int found = state_user_get_id(state, arena, user_id, &user, error);
	if (found <= 0 || user.removed_at)
		return found < 0 ? -1 : 0;
	int result = 0;
	if (user.status == USER_STATUS_REMOVING) {
		result = leave_batch(state, &user, now, error);
	} else if (user.status == USER_STATUS_STOPPING) {
		migrate_user_set_status(&user,
					user.initial_synced_at ? USER_STATUS_INCREMENTAL_STOPPED
							       : USER_STATUS_STOPPED,
					now);
		user.stalled_since = 0;
		result = state_user_update(state, &user, error);
	} else if (migrate_user_is_running(user.status) && !user.next_attempt_at) {
		user.next_attempt_at = now;
		result = state_user_update(state, &user, error);
	}
	return result < 0 ? -1 : migrate_batch_refresh(state, user.batch_id, now, error);
}

static int archive_batch(struct state *state, struct arena *arena, int64_t batch_id, int64_t now,
			 struct error *error)
{
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	struct state_users users;
	filter.batch_id = batch_id;
	if (state_user_list(state, arena, &filter, &users, error) < 0)
		return -1;
	for (size_t i = 0; i < users.count; i++)
		if (sync_forget(state, users.items[i].id, error) < 0)
			return -1;
	return state_batch_archive(state, batch_id, now, error);
}

static int settle_batch(struct state *state, struct arena *arena, int64_t batch_id, bool busy,
			int64_t removal_delay, int64_t now, struct error *error)
{
	struct state_batch batch;
	int found = state_batch_get_id(state, arena, batch_id, &batch, error);
	if (found <= 0 || batch.removed_at)
		return found < 0 ? -1 : 0;
	switch (batch.status) {
	case BATCH_STATUS_WAITING:
		if (batch.start_after > now)
			return 0;
		if (migrate_batch_set_status(state, &batch, BATCH_STATUS_STARTING, now, error) < 0)
			return -1;
		/* Its users may all have failed before: then no pass comes that would tell. */
		return migrate_batch_refresh(state, batch_id, now, error);
	case BATCH_STATUS_STARTING:
	case BATCH_STATUS_STOPPING:
		return migrate_batch_refresh(state, batch_id, now, error);
	case BATCH_STATUS_REMOVING:
		if (busy || now < batch.status_since + removal_delay)
			return 0;
		return archive_batch(state, arena, batch_id, now, error);
	default:
		return 0;
	}
}

int migrate_settle_user(struct state *state, int64_t user_id, int64_t now, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = state_begin(state, error);
	if (result == 0) {
		result = settle_user(state, &arena, user_id, now, error);
		if (result < 0)
			state_rollback(state);
		else
			result = state_commit(state, true, error);
	}
	arena_clear(&arena);
	return result;
}

int migrate_settle_batch(struct state *state, int64_t batch_id, bool busy, int64_t removal_delay,
			 int64_t now, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = state_begin(state, error);
	if (result == 0) {
		result = settle_batch(state, &arena, batch_id, busy, removal_delay, now, error);
		if (result < 0)
			state_rollback(state);
		else
			result = state_commit(state, true, error);
	}
	arena_clear(&arena);
	return result;
}

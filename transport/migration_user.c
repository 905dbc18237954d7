#include "base/strbuf.h"
#include "transport/migrate.h"
#include "transport/migration_private.h"

#include <stdio.h>
#include <string.h>

int migration_user_list(struct migration *migration, struct arena *arena,
			const struct state_user_filter *filter, struct state_users *list_r,
			struct error *error)
{
	migration_attend(migration);
	if (state_user_list(migration->state, arena, filter, list_r, error) < 0)
		return migration_store_failed(error);
	int64_t now = state_now();
	for (size_t i = 0; i < list_r->count; i++)
		migrate_user_add_time(&list_r->items[i], now);
	return 0;
}

static int not_found(const char *identity, struct error *error)
{
	return error_set(error, MIGRATION_ERROR_USER_NOT_FOUND,
			 "The migration user '%s' couldn't be found.", identity);
}

int migration_user_find(struct migration *migration, struct arena *arena, const char *identity,
			struct state_users *list_r, struct error *error)
{
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	filter.identity = identity;
	if (migration_user_list(migration, arena, &filter, list_r, error) < 0)
		return -1;
	return list_r->count ? 0 : not_found(identity, error);
}

/* The user, not one of history. */
static int require_user(struct migration *migration, struct arena *arena, int64_t user_id,
			struct state_user *row_r, struct error *error)
{
	int found = state_user_get_id(migration->state, arena, user_id, row_r, error);
	if (found < 0)
		return migration_store_failed(error);
	if (found && !row_r->removed_at)
		return 0;
	char name[32];
	snprintf(name, sizeof(name), "%lld", (long long)user_id);
	return not_found(found ? row_r->email : name, error);
}

static int wrong_status(const struct state_user *user, const char *verb, enum migrate_event event,
			struct error *error)
{
	struct strbuf allowed = STRBUF_INIT;
	for (int status = 0; status < USER_STATUS_COUNT; status++)
		if (migrate_user_next((enum user_status)status, true, event) >= 0)
			strbuf_addf(&allowed, "%s%s", allowed.length ? ", " : "",
				    user_status_names[status]);
	error_set(
		error, MIGRATION_ERROR_USER_STATE,
		"The migration user '%s' can't be %s because its status is %s. It can be in these "
		"statuses: %s.%s%s",
		user->email, verb, user_status_names[user->status], allowed.data,
		user->error ? " " : "", user->error ? user->error : "");
	strbuf_clear(&allowed);
	return -1;
}

static int apply(struct migration *migration, struct arena *arena, int64_t user_id,
		 enum migrate_event event, const char *verb, struct error *error)
{
	struct state_user user;
	if (require_user(migration, arena, user_id, &user, error) < 0)
		return -1;
	int applied =
		event == MIGRATE_START
			? migration_restart_user(migration, arena, &user, error)
			: migrate_user_apply(migration->state, &user, event, state_now(), error);
	if (applied == 0 && event != MIGRATE_REMOVE)
		return wrong_status(&user, verb, event, error);
	if (applied < 0 ||
	    migrate_batch_refresh(migration->state, user.batch_id, state_now(), error) < 0)
		return migration_store_failed(error);
	return 0;
}

static int change(struct migration *migration, int64_t user_id, enum migrate_event event,
		  const char *verb, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = migration_begin(migration, error);
	if (result == 0)
		result = migration_end(
			migration, apply(migration, &arena, user_id, event, verb, error), error);
	arena_clear(&arena);
	return result < 0 ? -1 : migration_wake(error);
}

int migration_user_start(struct migration *migration, int64_t user_id, struct error *error)
{
	return change(migration, user_id, MIGRATE_START, "started", error);
}

int migration_user_stop(struct migration *migration, int64_t user_id, struct error *error)
{
	return change(migration, user_id, MIGRATE_STOP, "stopped", error);
}

int migration_user_remove(struct migration *migration, int64_t user_id, struct error *error)
{
	return change(migration, user_id, MIGRATE_REMOVE, "removed", error);
}

static int set_row(struct migration *migration, struct arena *arena, int64_t user_id,
		   const struct migration_user_change *change, struct error *error)
{
	struct state_user user;
	if (require_user(migration, arena, user_id, &user, error) < 0)
		return -1;
	if (change->start_after != MIGRATION_UNCHANGED) {
		user.start_after = change->start_after;
		if (user.status == USER_STATUS_QUEUED)
			user.next_attempt_at = MAX(state_now(), user.start_after);
	}
	if (change->complete_after != MIGRATION_UNCHANGED)
		user.complete_after = change->complete_after;
	user.skipped_approved |= change->approve_skipped_items;
	if (state_user_update(migration->state, &user, error) < 0)
		return migration_store_failed(error);
	if (!change->sync_now)
		return 0;
	return apply(migration, arena, user_id, MIGRATE_SYNC, "synchronized now", error);
}

int migration_user_set(struct migration *migration, int64_t user_id,
		       const struct migration_user_change *change, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = migration_begin(migration, error);
	if (result == 0)
		result = migration_end(migration,
				       set_row(migration, &arena, user_id, change, error), error);
	arena_clear(&arena);
	return result < 0 ? -1 : migration_wake(error);
}

void migration_append_rate(struct strbuf *text, int64_t bytes_per_minute)
{
	double value = (double)bytes_per_minute;
	static const char *const units[] = {"B", "KB", "MB", "GB"};
	size_t unit = 0;
	for (; value >= 1024 && unit + 1 < countof(units); unit++)
		value /= 1024;
	strbuf_addf(text, "%.*f %s/min", unit ? 1 : 0, value, units[unit]);
}

static void describe_running(struct strbuf *text, const struct state_user *user, int64_t now)
{
	strbuf_adds(text, user_status_names[user->status]);
	if (user->stalled_since) {
		int64_t seconds = MAX(user->next_attempt_at - now, 0) / 1000;
		strbuf_addf(text, ": attempt %lld failed, the next one in %lld s: %s",
			    (long long)user->attempts, (long long)seconds,
			    user->error_summary ? user->error_summary : "");
		return;
	}
	if (user->current_folder)
		strbuf_addf(text, ": folder '%s'", user->current_folder);
	if (user->folders_total)
		strbuf_addf(text, ", %lld of %lld folders done", (long long)user->folders_done,
			    (long long)user->folders_total);
	if (user->bytes_per_minute > 0) {
		strbuf_adds(text, ", ");
		migration_append_rate(text, user->bytes_per_minute);
	}
	if (user->seconds_left > 90)
		strbuf_addf(text, ", about %lld min left",
			    (long long)(user->seconds_left + 59) / 60);
	else if (user->seconds_left)
		strbuf_addf(text, ", about %lld s left", (long long)user->seconds_left);
	if (user->last_activity_at && now - user->last_activity_at > 30000)
		strbuf_addf(text, ", silent for %lld s",
			    (long long)(now - user->last_activity_at) / 1000);
}

const char *migration_user_detail(struct arena *arena, const struct state_user *user, int64_t now)
{
	struct strbuf text = STRBUF_INIT;
	if (migrate_user_is_running(user->status)) {
		describe_running(&text, user, now);
	} else {
		strbuf_adds(&text, user_status_names[user->status]);
		bool waits = user->status == USER_STATUS_QUEUED && user->next_attempt_at <= now;
		if (waits)
			strbuf_adds(&text, ": waiting for a free slot of the endpoint");
		else if (user->next_attempt_at > now)
			strbuf_addf(&text, ": the next pass in %lld min",
				    (long long)(user->next_attempt_at - now + 59999) / 60000);
	}
	const char *detail = arena_strdup(arena, text.data);
	strbuf_clear(&text);
	return detail;
}

int migration_report(struct migration *migration, struct arena *arena, int64_t batch_id,
		     int64_t user_id, struct state_report *list_r, struct error *error)
{
	if (state_report_list(migration->state, arena, batch_id, user_id, list_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_skipped_items(struct migration *migration, struct arena *arena, int64_t user_id,
			    int64_t limit, struct state_skipped_list *list_r, struct error *error)
{
	if (state_skipped_list(migration->state, arena, user_id, limit, list_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

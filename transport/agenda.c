#include "transport/agenda.h"
#include "transport/migrate.h"

/* How long a removed batch shows as Removing. */
#define REMOVAL_DELAY_MS 5000
/* Due users that are read beyond the free slots, since some may have to wait for another user of the same mailbox. */
#define SPARE_USERS 50

struct agenda {
	struct state *state;
	struct workforce *workforce;
	struct arena arena;
	int64_t now, removal_delay;
};

/* Users that no worker has are settled; workers whose user was stopped or removed are told. */
static int settle_users(struct agenda *agenda, struct error *error)
{
	struct state_due_users users;
	if (state_unsettled_users(agenda->state, &agenda->arena, &users, error) < 0)
		return -1;
	for (size_t i = 0; i < users.count; i++) {
		int64_t id = users.items[i].user_id;
		struct state_user user;
		if (!schedule_is_running(&agenda->workforce->schedule, id)) {
			if (migrate_settle_user(agenda->state, id, agenda->now, error) < 0)
				return -1;
			continue;
		}
		if (state_user_get_id(agenda->state, &agenda->arena, id, &user, error) < 0)
			return -1;
		if (!migrate_user_is_running(user.status))
			workforce_stop(agenda->workforce, id, 0);
	}
	return 0;
}

static int settle_batches(struct agenda *agenda, struct error *error)
{
	struct state_batch_filter filter = {.status = -1};
	struct state_batches batches;
	if (state_batch_list(agenda->state, &agenda->arena, &filter, &batches, error) < 0)
		return -1;
	for (size_t i = 0; i < batches.count; i++) {
		int64_t id = batches.items[i].id;
		bool busy = workforce_is_busy(agenda->workforce, id);
		if (busy && batches.items[i].status == BATCH_STATUS_REMOVING)
			workforce_stop(agenda->workforce, 0, id);
		if (migrate_settle_batch(agenda->state, id, busy, agenda->removal_delay,
					 agenda->now, error) < 0)
			return -1;
	}
	return 0;
}

/* The row is read inside the transaction: a shell may have changed it since it was listed. */
static int complete_user(struct agenda *agenda, int64_t user_id, struct error *error)
{
	struct state_user user;
	if (state_begin(agenda->state, error) < 0)
		return -1;
	int result = state_user_get_id(agenda->state, &agenda->arena, user_id, &user, error);
	if (result == 1)
		result = migrate_user_apply(agenda->state, &user, MIGRATE_COMPLETE, agenda->now,
					    error);
	if (result < 0) {
		state_rollback(agenda->state);
		return -1;
	}
	return state_commit(agenda->state, true, error);
}

static int complete_users(struct agenda *agenda, struct error *error)
{
	struct state_due_users users;
	if (state_completable_users(agenda->state, &agenda->arena, agenda->now, &users, error) < 0)
		return -1;
	for (size_t i = 0; i < users.count; i++)
		if (complete_user(agenda, users.items[i].user_id, error) < 0)
			return -1;
	return 0;
}

static int start_kind(struct agenda *agenda, const struct state_endpoint *endpoint,
		      enum schedule_kind kind, int64_t total, struct error *error)
{
	bool initial = kind == SCHEDULE_INITIAL;
	const struct schedule *schedule = &agenda->workforce->schedule;
	int64_t limit = initial ? endpoint->max_migrations : endpoint->max_incremental_syncs;
	int64_t available = schedule_free(schedule, endpoint->id, kind, limit, total);
	struct state_due_users due;
	if (!available)
		return 0;
	if (state_due_users(agenda->state, &agenda->arena, endpoint->id, initial, agenda->now,
			    available + SPARE_USERS, &due, error) < 0)
		return -1;
	for (size_t i = 0; i < due.count && available; i++) {
		const struct state_due *user = &due.items[i];
		if (schedule_is_busy(schedule, user->user_id, user->email))
			continue;
		if (!workforce_start(agenda->workforce, user, endpoint->id, kind))
			return 0;
		available--;
	}
	return 0;
}

static int start_users(struct agenda *agenda, struct error *error)
{
	int64_t total = state_setting_number(agenda->state, "limits.migrations", STATE_UNLIMITED);
	struct state_endpoints endpoints;
	if (state_endpoint_list(agenda->state, &agenda->arena, &endpoints, error) < 0)
		return -1;
	for (size_t i = 0; i < endpoints.count; i++) {
		const struct state_endpoint *endpoint = &endpoints.items[i];
		if (start_kind(agenda, endpoint, SCHEDULE_INITIAL, total, error) < 0 ||
		    start_kind(agenda, endpoint, SCHEDULE_INCREMENTAL, total, error) < 0)
			return -1;
	}
	return 0;
}

/* Marked first: a mail that can't be sent is told of in the batch's report, and not tried for ever. */
static int send_reports(struct agenda *agenda, struct error *error)
{
	struct state_due_users batches;
	if (state_batches_to_report(agenda->state, &agenda->arena, agenda->now, &batches, error) <
	    0)
		return -1;
	for (size_t i = 0; i < batches.count; i++) {
		int64_t id = batches.items[i].batch_id;
		if (state_batch_set_reported(agenda->state, id, agenda->now, error) < 0)
			return -1;
		workforce_notify(agenda->workforce, &batches.items[i]);
	}
	return 0;
}

int agenda_look(struct state *state, struct workforce *workforce, int64_t now, int64_t *next_r,
		bool *work_r, struct error *error)
{
	struct agenda agenda = {.state = state, .workforce = workforce, .now = now};
	agenda.removal_delay =
		state_setting_number(state, "removal.milliseconds", REMOVAL_DELAY_MS);
	arena_init(&agenda.arena);
	int result = settle_users(&agenda, error);
	if (result == 0)
		result = settle_batches(&agenda, error);
	if (result == 0)
		result = complete_users(&agenda, error);
	if (result == 0)
		result = start_users(&agenda, error);
	if (result == 0)
		result = send_reports(&agenda, error);
	if (result == 0)
		result = state_has_work(state, work_r, error);
	if (result == 0)
		result = state_next_event(state, now, agenda.removal_delay, next_r, error);
	arena_clear(&agenda.arena);
	return result;
}

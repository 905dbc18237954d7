/* What there is to do: the queries of the scheduler. */
#include "transport/state_private.h"

/* Batches whose users may run. */
#define STARTED                                            \
	"batch.removed_at IS NULL AND batch.status NOT IN" \
	" ('Created', 'Waiting', 'Stopping', 'Removing', 'Corrupted')"
/* Statuses of a user that somebody is working on, or was when the service died. */
#define RUNNING_NAMES "'Validating', 'Provisioning', 'Syncing', 'IncrementalSyncing', 'Completing'"
#define RUNNING "(" RUNNING_NAMES ")"

static int read_due(struct state *state, sqlite3_stmt *statement, struct arena *arena,
		    struct state_due_users *list_r, struct error *error)
{
	static const struct state_column columns[] = {
		STATE_FIELD(struct state_due, INTEGER, user_id),
		STATE_FIELD(struct state_due, INTEGER, batch_id),
		STATE_FIELD(struct state_due, TEXT, email),
	};
	static const struct state_table table = {"migration_user", sizeof(struct state_due),
						 columns, countof(columns)};
	return state_row_all(state, &table, statement, arena, &list_r->items, &list_r->count,
			     error);
}

int state_due_users(struct state *state, struct arena *arena, int64_t endpoint_id, bool initial,
		    int64_t now, int64_t limit, struct state_due_users *list_r, struct error *error)
{
	sqlite3_stmt *statement = state_statement(
		state,
		"SELECT user.id, batch.id, user.email FROM migration_user AS user JOIN batch ON "
		"batch.id = "
		"user.batch_id"
		" WHERE user.next_attempt_at <= ?1 AND user.removed_at IS NULL"
		" AND (user.initial_synced_at IS NULL) = ?2 AND batch.endpoint_id = ?3 AND " STARTED
		" ORDER BY user.next_attempt_at, user.id LIMIT ?4",
		error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, now);
	sqlite3_bind_int(statement, 2, initial);
	sqlite3_bind_int64(statement, 3, endpoint_id);
	sqlite3_bind_int64(statement, 4, limit);
	return read_due(state, statement, arena, list_r, error);
}

int state_unsettled_users(struct state *state, struct arena *arena, struct state_due_users *list_r,
			  struct error *error)
{
	sqlite3_stmt *statement =
		state_statement(state,
				"SELECT id, batch_id, email FROM migration_user AS user WHERE "
				"removed_at IS NULL AND"
				" (status IN ('Stopping', 'Removing') OR"
				" (status IN " RUNNING " AND next_attempt_at IS NULL)) ORDER BY id",
				error);
	if (!statement)
		return -1;
	return read_due(state, statement, arena, list_r, error);
}

int state_completable_users(struct state *state, struct arena *arena, int64_t now,
			    struct state_due_users *list_r, struct error *error)
{
	sqlite3_stmt *statement = state_statement(
		state,
		"SELECT user.id, batch.id, user.email FROM migration_user AS user JOIN batch ON "
		"batch.id = "
		"user.batch_id"
		" WHERE user.status IN ('Synced', 'IncrementalSynced') AND user.removed_at IS NULL"
		" AND (batch.auto_complete OR coalesce(user.complete_after, batch.complete_after) "
		"<= ?1)"
		" AND " STARTED " ORDER BY user.id",
		error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, now);
	return read_due(state, statement, arena, list_r, error);
}

int state_batches_to_report(struct state *state, struct arena *arena, int64_t now,
			    struct state_due_users *list_r, struct error *error)
{
	sqlite3_stmt *statement = state_statement(
		state,
		"SELECT 0, id, name FROM batch WHERE removed_at IS NULL"
		" AND notification_emails IS NOT NULL AND NOT skip_reports AND report_interval > 0"
		" AND CASE WHEN status IN ('Syncing', 'IncrementalSyncing', 'Completing')"
		"  THEN coalesce(last_report_at, started_at) + report_interval * 1000 <= ?1"
		"  ELSE status IN ('Synced', 'SyncedWithErrors', 'Completed', "
		"'CompletedWithErrors',"
		"   'Failed') AND coalesce(last_report_at, 0) < status_since END",
		error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, now);
	return read_due(state, statement, arena, list_r, error);
}

int state_batch_set_reported(struct state *state, int64_t batch_id, int64_t now,
			     struct error *error)
{
	sqlite3_stmt *statement =
		state_statement(state, "UPDATE batch SET last_report_at = ?2 WHERE id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, batch_id);
	sqlite3_bind_int64(statement, 2, now);
	return state_run(state, statement, error);
}

static int query_number(struct state *state, const char *sql, int64_t first, int64_t second,
			int64_t *number_r, struct error *error)
{
	sqlite3_stmt *statement = state_statement(state, sql, error);
	if (!statement)
		return -1;
	const int64_t values[] = {first, second};
	for (int i = 0; i < sqlite3_bind_parameter_count(statement); i++)
		sqlite3_bind_int64(statement, i + 1, values[i]);
	int result = state_step(state, statement, error);
	if (result == 1)
		*number_r = sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return result < 0 ? -1 : 0;
}

int state_next_event(struct state *state, int64_t now, int64_t removal_delay, int64_t *at_r,
		     struct error *error)
{
	return query_number(
		state,
		"SELECT coalesce(min(at), 0) FROM ("
		"SELECT min(next_attempt_at) AS at FROM migration_user AS user WHERE "
		"next_attempt_at > ?1"
		" AND removed_at IS NULL"
		" UNION ALL SELECT min(start_after) FROM batch"
		"  WHERE status = 'Waiting' AND removed_at IS NULL"
		" UNION ALL SELECT min(complete_after) FROM batch"
		"  WHERE status IN ('Synced', 'SyncedWithErrors') AND complete_after > ?1"
		"  AND removed_at IS NULL"
		" UNION ALL SELECT min(complete_after) FROM migration_user AS user WHERE "
		"complete_after > ?1"
		"  AND removed_at IS NULL"
		" UNION ALL SELECT min(status_since) + ?2 FROM batch"
		"  WHERE status = 'Removing' AND removed_at IS NULL)",
		now, removal_delay, at_r, error);
}

int state_has_work(struct state *state, bool *work_r, struct error *error)
{
	int64_t number = 0;
	if (query_number(state,
			 "SELECT EXISTS (SELECT 1 FROM batch WHERE removed_at IS NULL"
			 "  AND status IN ('Starting', 'Waiting', 'Stopping', 'Removing'))"
			 " OR EXISTS (SELECT 1 FROM migration_user AS user JOIN batch ON batch.id "
			 "= user.batch_id"
			 "  WHERE user.next_attempt_at IS NOT NULL AND user.removed_at IS NULL"
			 "  AND " STARTED ")"
			 " OR EXISTS (SELECT 1 FROM migration_user AS user WHERE removed_at IS NULL"
			 "  AND (status IN " RUNNING " OR status IN ('Stopping', 'Removing')))",
			 0, 0, &number, error) < 0)
		return -1;
	*work_r = number != 0;
	return 0;
}

int state_endpoint_activity(struct state *state, int64_t endpoint_id, int64_t *initial_r,
			    int64_t *incremental_r, struct error *error)
{
	static const char sql[] =
		"SELECT count(*) FROM migration_user AS user JOIN batch ON batch.id = user.batch_id"
		" WHERE batch.endpoint_id = ?1 AND user.removed_at IS NULL"
		" AND (user.initial_synced_at IS NULL) = ?2 AND user.next_attempt_at IS NULL"
		" AND user.status IN " RUNNING;
	return query_number(state, sql, endpoint_id, 1, initial_r, error) < 0 ||
			       query_number(state, sql, endpoint_id, 0, incremental_r, error) < 0
		       ? -1
		       : 0;
}

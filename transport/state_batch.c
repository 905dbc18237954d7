#include "transport/state_private.h"

#include <string.h>

#define FIELD(kind, field) STATE_FIELD(struct state_batch, kind, field)

static const struct state_column columns[] = {
	FIELD(INTEGER, id),
	FIELD(TEXT, guid),
	FIELD(TEXT, name),
	FIELD(OPTIONAL, endpoint_id),
	FIELD(TEXT, endpoint_name),
	FIELD(OPTIONAL, connection_id),
	STATE_FIELD_NAMED(struct state_batch, status, batch_status_names),
	FIELD(TEXT, message),
	FIELD(TEXT, triggered_action),
	FIELD(TEXT, submitted_by),
	FIELD(INTEGER, created_at),
	FIELD(OPTIONAL, started_at),
	FIELD(OPTIONAL, initial_synced_at),
	FIELD(OPTIONAL, last_synced_at),
	FIELD(OPTIONAL, completed_at),
	FIELD(INTEGER, status_since),
	FIELD(OPTIONAL, start_after),
	FIELD(OPTIONAL, complete_after),
	FIELD(TEXT, time_zone),
	FIELD(TEXT, notification_emails),
	FIELD(INTEGER, report_interval),
	FIELD(OPTIONAL, last_report_at),
	FIELD(BOOL, skip_reports),
	FIELD(TEXT, excluded_folders),
	FIELD(TEXT, included_folders),
	FIELD(TEXT, content_filter),
	FIELD(TEXT, content_filter_language),
	FIELD(TEXT, locale),
	FIELD(INTEGER, bad_item_limit),
	FIELD(INTEGER, large_item_limit),
	FIELD(INTEGER, auto_retry_count),
	FIELD(INTEGER, retry_count),
	FIELD(BOOL, allow_incremental_syncs),
	FIELD(BOOL, allow_unknown_columns),
	FIELD(BOOL, auto_complete),
	FIELD(BOOL, analyze_only),
	FIELD(OPTIONAL, removed_at),
};

static const struct state_table table = {"batch", sizeof(struct state_batch), columns,
					 countof(columns)};

static const struct state_column warning_columns[] = {
	STATE_FIELD(struct state_warning, INTEGER, csv_row),
	STATE_FIELD(struct state_warning, TEXT, email),
	STATE_FIELD(struct state_warning, TEXT, message),
};

static const struct state_table warning_table = {"validation_warning", sizeof(struct state_warning),
						 warning_columns, countof(warning_columns)};

int state_batch_insert(struct state *state, struct state_batch *row, struct error *error)
{
	return state_row_insert(state, &table, row, error);
}

int state_batch_update(struct state *state, const struct state_batch *row, struct error *error)
{
	return state_row_update(state, &table, row, error);
}

int state_batch_get(struct state *state, struct arena *arena, const char *name,
		    struct state_batch *row_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(
		state, &table, "WHERE (name = ?1 OR guid = lower(?1)) AND removed_at IS NULL",
		error);
	if (!statement)
		return -1;
	sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
	return state_row_one(state, &table, statement, arena, row_r, error);
}

int state_batch_get_id(struct state *state, struct arena *arena, int64_t id,
		       struct state_batch *row_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &table, "WHERE id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, id);
	return state_row_one(state, &table, statement, arena, row_r, error);
}

int state_batch_list(struct state *state, struct arena *arena,
		     const struct state_batch_filter *filter, struct state_batches *list_r,
		     struct error *error)
{
	sqlite3_stmt *statement = state_row_select(
		state, &table,
		"WHERE (?1 = 0 OR endpoint_id = ?1) AND (?2 IS NULL OR status = ?2)"
		" AND (removed_at IS NOT NULL) = ?3 ORDER BY id",
		error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, filter->endpoint_id);
	if (filter->status >= 0)
		sqlite3_bind_text(statement, 2, batch_status_names[filter->status], -1,
				  SQLITE_STATIC);
	sqlite3_bind_int(statement, 3, filter->removed);
	return state_row_all(state, &table, statement, arena, &list_r->items, &list_r->count,
			     error);
}

static int count_users(struct state *state, int64_t batch_id, struct state_batch_counts *counts,
		       struct error *error)
{
	sqlite3_stmt *statement = state_statement(
		state, "SELECT status, users FROM user_count WHERE batch_id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, batch_id);
	int result;
	while ((result = state_step(state, statement, error)) == 1) {
		const char *name = (const char *)sqlite3_column_text(statement, 0);
		int status = status_find(user_status_names, USER_STATUS_COUNT, name);
		int64_t count = sqlite3_column_int64(statement, 1);
		if (status < 0)
			continue;
		counts->by_status[status] = count;
		counts->by_summary[user_status_summary((enum user_status)status)] += count;
		counts->total += count;
	}
	return result;
}

int state_batch_count(struct state *state, int64_t batch_id, struct state_batch_counts *counts_r,
		      struct error *error)
{
	memset(counts_r, 0, sizeof(*counts_r));
	if (count_users(state, batch_id, counts_r, error) < 0)
		return -1;
	sqlite3_stmt *statement = state_statement(
		state, "SELECT count(*) FROM validation_warning WHERE batch_id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, batch_id);
	int result = state_step(state, statement, error);
	if (result == 1)
		counts_r->warnings = sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return result < 0 ? -1 : 0;
}

int state_batch_add_warning(struct state *state, int64_t batch_id,
			    const struct state_warning *warning, struct error *error)
{
	sqlite3_stmt *statement =
		state_statement(state,
				"INSERT INTO validation_warning (batch_id, csv_row, email, message)"
				" VALUES (?1, ?2, ?3, ?4)",
				error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, batch_id);
	sqlite3_bind_int64(statement, 2, warning->csv_row);
	sqlite3_bind_text(statement, 3, warning->email, -1, SQLITE_STATIC);
	sqlite3_bind_text(statement, 4, warning->message, -1, SQLITE_STATIC);
	return state_run(state, statement, error);
}

int state_batch_warnings(struct state *state, struct arena *arena, int64_t batch_id,
			 struct state_warnings *list_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &warning_table,
						   "WHERE batch_id = ?1 ORDER BY csv_row", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, batch_id);
	return state_row_all(state, &warning_table, statement, arena, &list_r->items,
			     &list_r->count, error);
}

int state_batch_archive(struct state *state, int64_t batch_id, int64_t now, struct error *error)
{
	static const char *const steps[] = {
		"UPDATE migration_user SET secret = NULL, next_attempt_at = NULL,"
		" removed_at = coalesce(removed_at, ?2) WHERE batch_id = ?1",
		"UPDATE batch SET removed_at = ?2 WHERE id = ?1",
	};
	if (state_begin(state, error) < 0)
		return -1;
	for (size_t i = 0; i < countof(steps); i++) {
		sqlite3_stmt *statement = state_statement(state, steps[i], error);
		if (statement) {
			sqlite3_bind_int64(statement, 1, batch_id);
			sqlite3_bind_int64(statement, 2, now);
		}
		if (!statement || state_run(state, statement, error) < 0) {
			state_rollback(state);
			return -1;
		}
	}
	return state_commit(state, true, error);
}

#include "base/strbuf.h"
#include "transport/state_private.h"

#define FIELD(kind, field) STATE_FIELD(struct state_user, kind, field)

static const struct state_column columns[] = {
	FIELD(INTEGER, id),
	FIELD(INTEGER, batch_id),
	FIELD(INTEGER, csv_row),
	FIELD(TEXT, guid),
	FIELD(TEXT, email),
	FIELD(TEXT, mailbox_guid),
	FIELD(TEXT, request_guid),
	FIELD(TEXT, source_user),
	FIELD(BLOB, secret),
	FIELD(TEXT, user_root),
	STATE_FIELD_NAMED(struct state_user, status, user_status_names),
	FIELD(INTEGER, status_since),
	FIELD(INTEGER, attempts),
	FIELD(OPTIONAL, next_attempt_at),
	FIELD(OPTIONAL, stalled_since),
	FIELD(OPTIONAL, start_after),
	FIELD(OPTIONAL, complete_after),
	FIELD(INTEGER, created_at),
	FIELD(OPTIONAL, initial_synced_at),
	FIELD(OPTIONAL, last_synced_at),
	FIELD(OPTIONAL, last_updated_at),
	FIELD(OPTIONAL, last_activity_at),
	FIELD(TEXT, error_type),
	FIELD(TEXT, error_summary),
	FIELD(TEXT, error),
	FIELD(TEXT, server_response),
	FIELD(INTEGER, source_items),
	FIELD(INTEGER, source_bytes),
	FIELD(INTEGER, synced_items),
	FIELD(INTEGER, skipped_items),
	FIELD(INTEGER, duplicate_items),
	FIELD(INTEGER, transferred_items),
	FIELD(INTEGER, transferred_bytes),
	FIELD(INTEGER, bytes_per_minute),
	FIELD(INTEGER, percentage),
	FIELD(INTEGER, seconds_left),
	FIELD(TEXT, current_folder),
	FIELD(INTEGER, folders_done),
	FIELD(INTEGER, folders_total),
	FIELD(INTEGER, queued_ms),
	FIELD(INTEGER, in_progress_ms),
	FIELD(INTEGER, synced_ms),
	FIELD(INTEGER, stalled_ms),
	FIELD(BOOL, skipped_approved),
	FIELD(OPTIONAL, removed_at),
};

static const struct state_table table = {"migration_user", sizeof(struct state_user), columns,
					 countof(columns)};

int state_user_insert(struct state *state, struct state_user *row, struct error *error)
{
	return state_row_insert(state, &table, row, error);
}

int state_user_update(struct state *state, const struct state_user *row, struct error *error)
{
	return state_row_update(state, &table, row, error);
}

int state_user_get_id(struct state *state, struct arena *arena, int64_t id,
		      struct state_user *row_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &table, "WHERE id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, id);
	return state_row_one(state, &table, statement, arena, row_r, error);
}

/* A summary stands for several statuses. */
static void add_summary(struct strbuf *tail, enum user_status_summary summary)
{
	const char *separator = " AND status IN (";
	for (int status = 0; status < USER_STATUS_COUNT; status++) {
		if (user_status_summary((enum user_status)status) != summary)
			continue;
		strbuf_addf(tail, "%s'%s'", separator, user_status_names[status]);
		separator = ", ";
	}
	strbuf_addc(tail, ')');
}

int state_user_list(struct state *state, struct arena *arena,
		    const struct state_user_filter *filter, struct state_users *list_r,
		    struct error *error)
{
	/* Only what is asked for becomes a condition, so that the index of each is used. */
	struct strbuf tail = STRBUF_INIT;
	strbuf_adds(&tail, "WHERE 1");
	if (filter->batch_id)
		strbuf_adds(&tail, " AND batch_id = ?1");
	if (filter->status >= 0)
		strbuf_adds(&tail, " AND status = ?2");
	if (filter->email)
		strbuf_adds(&tail, " AND email = ?3");
	if (filter->identity)
		strbuf_adds(&tail, " AND (email = ?4 OR guid = lower(?4))");
	if (filter->mailbox_guid)
		strbuf_adds(&tail, " AND mailbox_guid = lower(?5)");
	if (filter->summary >= 0)
		add_summary(&tail, (enum user_status_summary)filter->summary);
	if (!filter->removed)
		strbuf_adds(&tail, " AND removed_at IS NULL");
	strbuf_adds(&tail, " ORDER BY id LIMIT ?6");
	sqlite3_stmt *statement = state_row_select(state, &table, tail.data, error);
	strbuf_clear(&tail);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, filter->batch_id);
	if (filter->status >= 0)
		sqlite3_bind_text(statement, 2, user_status_names[filter->status], -1,
				  SQLITE_STATIC);
	sqlite3_bind_text(statement, 3, filter->email, -1, SQLITE_STATIC);
	sqlite3_bind_text(statement, 4, filter->identity, -1, SQLITE_STATIC);
	sqlite3_bind_text(statement, 5, filter->mailbox_guid, -1, SQLITE_STATIC);
	sqlite3_bind_int64(statement, 6, filter->limit ? filter->limit : -1);
	return state_row_all(state, &table, statement, arena, &list_r->items, &list_r->count,
			     error);
}

int state_user_progress(struct state *state, const struct state_user_progress *progress,
			struct error *error)
{
	sqlite3_stmt *statement = state_statement(
		state,
		"UPDATE migration_user SET current_folder = ?2, folders_done = ?3,"
		" folders_total = ?4, source_items = ?5, source_bytes = ?6, synced_items = ?7,"
		" skipped_items = ?8, duplicate_items = ?9, transferred_items = ?10,"
		" transferred_bytes = ?11, bytes_per_minute = ?12, percentage = ?13,"
		" seconds_left = ?14, last_activity_at = ?15, last_updated_at = ?15 WHERE id = ?1",
		error);
	if (!statement)
		return -1;
	const int64_t numbers[] = {
		progress->folders_done,      progress->folders_total,
		progress->source_items,      progress->source_bytes,
		progress->synced_items,      progress->skipped_items,
		progress->duplicate_items,   progress->transferred_items,
		progress->transferred_bytes, progress->bytes_per_minute,
		progress->percentage,        progress->seconds_left,
		progress->last_activity_at,
	};
	sqlite3_bind_int64(statement, 1, progress->user_id);
	sqlite3_bind_text(statement, 2, progress->current_folder, -1, SQLITE_STATIC);
	for (size_t i = 0; i < countof(numbers); i++)
		sqlite3_bind_int64(statement, (int)i + 3, numbers[i]);
	return state_run(state, statement, error);
}

static int archive_step(struct state *state, const char *sql, int64_t user_id, int64_t now,
			struct error *error)
{
	sqlite3_stmt *statement = state_statement(state, sql, error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, user_id);
	sqlite3_bind_int64(statement, 2, now);
	return state_run(state, statement, error);
}

int state_user_archive(struct state *state, int64_t user_id, int64_t now, struct error *error)
{
	static const char *const steps[] = {
		"UPDATE user_count SET users = users - 1 WHERE (batch_id, status) ="
		" (SELECT batch_id, status FROM migration_user WHERE id = ?1 AND removed_at IS "
		"NULL)",
		"UPDATE migration_user SET secret = NULL, next_attempt_at = NULL, removed_at = ?2"
		" WHERE id = ?1 AND removed_at IS NULL",
	};
	if (state_begin(state, error) < 0)
		return -1;
	for (size_t i = 0; i < countof(steps); i++)
		if (archive_step(state, steps[i], user_id, now, error) < 0) {
			state_rollback(state);
			return -1;
		}
	return state_commit(state, false, error);
}

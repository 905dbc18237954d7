#include "transport/state_private.h"

#define SKIPPED(kind, field) STATE_FIELD(struct state_skipped, kind, field)

static const struct state_column skipped_columns[] = {
	SKIPPED(INTEGER, id),     SKIPPED(INTEGER, user_id),  SKIPPED(TEXT, kind),
	SKIPPED(TEXT, folder),    SKIPPED(INTEGER, uid),      SKIPPED(TEXT, sender),
	SKIPPED(TEXT, recipient), SKIPPED(TEXT, subject),     SKIPPED(TEXT, message_class),
	SKIPPED(INTEGER, size),   SKIPPED(OPTIONAL, sent_at), SKIPPED(OPTIONAL, received_at),
	SKIPPED(TEXT, failure),   SKIPPED(INTEGER, seen_at),
};

static const struct state_table skipped_table = {"skipped_item", sizeof(struct state_skipped),
						 skipped_columns, countof(skipped_columns)};

#define ENTRY(kind, field) STATE_FIELD(struct state_report_entry, kind, field)

static const struct state_column entry_columns[] = {
	ENTRY(INTEGER, id), ENTRY(INTEGER, batch_id), ENTRY(OPTIONAL, user_id),
	ENTRY(INTEGER, at), ENTRY(TEXT, level),       ENTRY(TEXT, text),
};

static const struct state_table entry_table = {"report_entry", sizeof(struct state_report_entry),
					       entry_columns, countof(entry_columns)};

int state_skipped_remove(struct state *state, int64_t user_id, const char *folder, int64_t uid,
			 struct error *error)
{
	sqlite3_stmt *statement = state_statement(
		state, "DELETE FROM skipped_item WHERE user_id = ?1 AND folder = ?2 AND uid = ?3",
		error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, user_id);
	sqlite3_bind_text(statement, 2, folder, -1, SQLITE_STATIC);
	sqlite3_bind_int64(statement, 3, uid);
	return state_run(state, statement, error);
}

int state_skipped_put(struct state *state, struct state_skipped *row, struct error *error)
{
	if (state_begin(state, error) < 0)
		return -1;
	if (state_skipped_remove(state, row->user_id, row->folder, row->uid, error) < 0 ||
	    state_row_insert(state, &skipped_table, row, error) < 0) {
		state_rollback(state);
		return -1;
	}
	return state_commit(state, false, error);
}

int state_skipped_list(struct state *state, struct arena *arena, int64_t user_id, int64_t limit,
		       struct state_skipped_list *list_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(
		state, &skipped_table, "WHERE user_id = ?1 ORDER BY id LIMIT ?2", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, user_id);
	sqlite3_bind_int64(statement, 2, limit ? limit : -1);
	return state_row_all(state, &skipped_table, statement, arena, &list_r->items,
			     &list_r->count, error);
}

int state_skipped_count(struct state *state, int64_t user_id, int64_t *count_r, struct error *error)
{
	*count_r = 0;
	sqlite3_stmt *statement = state_statement(
		state, "SELECT count(*) FROM skipped_item WHERE user_id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, user_id);
	int result = state_step(state, statement, error);
	if (result == 1)
		*count_r = sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return result < 0 ? -1 : 0;
}

int state_report_add(struct state *state, struct state_report_entry *row, struct error *error)
{
	return state_row_insert(state, &entry_table, row, error);
}

int state_report_list(struct state *state, struct arena *arena, int64_t batch_id, int64_t user_id,
		      struct state_report *list_r, struct error *error)
{
	sqlite3_stmt *statement =
		state_row_select(state, &entry_table,
				 user_id ? "WHERE user_id = ?1 ORDER BY id"
					 : "WHERE batch_id = ?1 AND user_id IS NULL ORDER BY id",
				 error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, user_id ? user_id : batch_id);
	return state_row_all(state, &entry_table, statement, arena, &list_r->items, &list_r->count,
			     error);
}

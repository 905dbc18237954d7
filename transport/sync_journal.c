#include "transport/sync_journal.h"
#include "base/xmalloc.h"
#include "transport/state_private.h"
#include "transport/sync.h"

#include <stdlib.h>
#include <string.h>

static const char *column_text(sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);
	return text ? (const char *)text : "";
}

int sync_journal_folders(struct state *state, int64_t mailbox_id,
			 struct sync_journal_folders *folders_r, struct error *error)
{
	sqlite3_stmt *query = state_statement(
		state,
		"SELECT id, source, target, uid_validity, uid_next, messages, mod_seq, "
		"target_validity, target_next, clean FROM sync_folder WHERE mailbox_id = ?",
		error);
	int step;

	*folders_r = (struct sync_journal_folders){0};
	if (!query)
		return -1;
	sqlite3_bind_int64(query, 1, mailbox_id);
	while ((step = state_step(state, query, error)) > 0) {
		GROW(folders_r->items, folders_r->count, folders_r->capacity);
		folders_r->items[folders_r->count++] = (struct sync_journal_folder){
			.id = sqlite3_column_int64(query, 0),
			.source = xstrdup(column_text(query, 1)),
			.target = xstrdup(column_text(query, 2)),
			.uid_validity = (uint32_t)sqlite3_column_int64(query, 3),
			.uid_next = (uint32_t)sqlite3_column_int64(query, 4),
			.messages = (uint32_t)sqlite3_column_int64(query, 5),
			.mod_seq = (uint64_t)sqlite3_column_int64(query, 6),
			.target_validity = (uint32_t)sqlite3_column_int64(query, 7),
			.target_next = sqlite3_column_int64(query, 8),
			.clean = sqlite3_column_int(query, 9),
		};
	}
	return step;
}

void sync_journal_folders_clear(struct sync_journal_folders *folders)
{
	for (size_t i = 0; i < folders->count; i++) {
		free(folders->items[i].source);
		free(folders->items[i].target);
	}
	free(folders->items);
	*folders = (struct sync_journal_folders){0};
}

struct sync_journal_folder *sync_journal_folders_find(const struct sync_journal_folders *folders,
						      const char *source)
{
	for (size_t i = 0; i < folders->count; i++)
		if (!strcmp(folders->items[i].source, source))
			return &folders->items[i];
	return NULL;
}

int sync_journal_put_folder(struct state *state, int64_t mailbox_id,
			    struct sync_journal_folder *folder, bool durable, struct error *error)
{
	sqlite3_stmt *change = state_statement(
		state,
		"INSERT INTO sync_folder (id, mailbox_id, source, target, uid_validity, uid_next, "
		"messages, mod_seq, target_validity, target_next, clean) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
		"ON CONFLICT (id) DO UPDATE SET target = ?4, uid_validity = ?5, uid_next = ?6, "
		"messages = ?7, mod_seq = ?8, target_validity = ?9, target_next = ?10, clean = ?11",
		error);

	if (!change)
		return -1;
	if (folder->id)
		sqlite3_bind_int64(change, 1, folder->id);
	sqlite3_bind_int64(change, 2, mailbox_id);
	sqlite3_bind_text(change, 3, folder->source, -1, SQLITE_STATIC);
	sqlite3_bind_text(change, 4, folder->target, -1, SQLITE_STATIC);
	sqlite3_bind_int64(change, 5, folder->uid_validity);
	sqlite3_bind_int64(change, 6, folder->uid_next);
	sqlite3_bind_int64(change, 7, folder->messages);
	sqlite3_bind_int64(change, 8, (int64_t)folder->mod_seq);
	sqlite3_bind_int64(change, 9, folder->target_validity);
	sqlite3_bind_int64(change, 10, folder->target_next);
	sqlite3_bind_int(change, 11, folder->clean);
	if (state_begin(state, error) < 0)
		return -1;
	if (state_run(state, change, error) < 0) {
		state_rollback(state);
		return -1;
	}
	if (!folder->id)
		folder->id = sqlite3_last_insert_rowid(state_database(state));
	return state_commit(state, durable, error);
}

/* Runs a statement whose only parameter is the folder's id. */
static int run_for_folder(struct state *state, const char *sql, int64_t folder_id,
			  struct error *error)
{
	sqlite3_stmt *change = state_statement(state, sql, error);

	if (!change)
		return -1;
	sqlite3_bind_int64(change, 1, folder_id);
	return state_run(state, change, error);
}

int sync_journal_drop_messages(struct state *state, int64_t folder_id, struct error *error)
{
	return run_for_folder(state, "DELETE FROM sync_message WHERE folder_id = ?", folder_id,
			      error);
}

int sync_journal_drop_folder(struct state *state, int64_t folder_id, struct error *error)
{
	return run_for_folder(state, "DELETE FROM sync_folder WHERE id = ?", folder_id, error);
}

int sync_forget(struct state *state, int64_t mailbox_id, struct error *error)
{
	return run_for_folder(state, "DELETE FROM sync_folder WHERE mailbox_id = ?", mailbox_id,
			      error);
}

int sync_journal_put(struct state *state, int64_t folder_id, const struct sync_row *rows,
		     size_t count, struct error *error)
{
	if (!count)
		return 0;
	if (state_begin(state, error) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		sqlite3_stmt *change = state_statement(
			state,
			"INSERT OR REPLACE INTO sync_message (folder_id, uid, state, target_id, "
			"identity, size, flags) VALUES (?, ?, ?, ?, ?, ?, ?)",
			error);
		if (change) {
			sqlite3_bind_int64(change, 1, folder_id);
			sqlite3_bind_int64(change, 2, rows[i].uid);
			sqlite3_bind_int(change, 3, rows[i].state);
			sqlite3_bind_int64(change, 4, rows[i].target_id);
			sqlite3_bind_int64(change, 5, rows[i].identity);
			sqlite3_bind_int64(change, 6, (int64_t)rows[i].size);
			sqlite3_bind_int64(change, 7, rows[i].flags);
		}
		if (!change || state_run(state, change, error) < 0) {
			state_rollback(state);
			return -1;
		}
	}
	return state_commit(state, false, error);
}

int sync_journal_delete(struct state *state, int64_t folder_id, uint32_t uid, struct error *error)
{
	sqlite3_stmt *change = state_statement(
		state, "DELETE FROM sync_message WHERE folder_id = ? AND uid = ?", error);

	if (!change)
		return -1;
	sqlite3_bind_int64(change, 1, folder_id);
	sqlite3_bind_int64(change, 2, uid);
	return state_run(state, change, error);
}

static struct sync_row read_row(sqlite3_stmt *query)
{
	return (struct sync_row){
		.uid = (uint32_t)sqlite3_column_int64(query, 0),
		.state = (enum sync_row_state)sqlite3_column_int(query, 1),
		.target_id = sqlite3_column_int64(query, 2),
		.identity = sqlite3_column_int64(query, 3),
		.size = (uint64_t)sqlite3_column_int64(query, 4),
		.flags = sqlite3_column_int64(query, 5),
	};
}

int sync_journal_get(struct state *state, int64_t folder_id, uint32_t uid, struct sync_row *row_r,
		     struct error *error)
{
	sqlite3_stmt *query = state_statement(state,
					      "SELECT uid, state, target_id, identity, size, flags "
					      "FROM sync_message WHERE folder_id = ? AND uid = ?",
					      error);

	if (!query)
		return -1;
	sqlite3_bind_int64(query, 1, folder_id);
	sqlite3_bind_int64(query, 2, uid);
	int step = state_step(state, query, error);
	if (step > 0) {
		*row_r = read_row(query);
		sqlite3_reset(query);
	}
	return step;
}

int sync_journal_each(struct state *state, int64_t folder_id, bool open_only,
		      sync_journal_visit *visit, void *context, struct error *error)
{
	static const char all[] = "SELECT uid, state, target_id, identity, size, flags "
				  "FROM sync_message WHERE folder_id = ? ORDER BY uid";
	static const char open[] = "SELECT uid, state, target_id, identity, size, flags "
				   "FROM sync_message WHERE folder_id = ? AND state <> 0 "
				   "ORDER BY uid";
	sqlite3_stmt *query = state_statement(state, open_only ? open : all, error);
	int step = 0, result = 0;

	if (!query)
		return -1;
	sqlite3_bind_int64(query, 1, folder_id);
	while (result == 0 && (step = state_step(state, query, error)) > 0) {
		struct sync_row row = read_row(query);
		result = visit(context, &row, error);
	}
	if (result)
		sqlite3_reset(query);
	return step < 0 || result < 0 ? -1 : 0;
}

int sync_journal_totals(struct state *state, int64_t mailbox_id, struct sync_totals *totals_r,
			struct error *error)
{
	sqlite3_stmt *query = state_statement(
		state,
		"SELECT count(*) FILTER (WHERE state = 0), sum(size) FILTER (WHERE state = 0), "
		"count(*) FILTER (WHERE state IN (1, 2)), count(*) FILTER (WHERE state = 3) FROM "
		"sync_message "
		"WHERE folder_id IN (SELECT id FROM sync_folder WHERE mailbox_id = ?)",
		error);

	*totals_r = (struct sync_totals){0};
	if (!query)
		return -1;
	sqlite3_bind_int64(query, 1, mailbox_id);
	int step = state_step(state, query, error);
	if (step <= 0)
		return step;
	totals_r->copied = (uint64_t)sqlite3_column_int64(query, 0);
	totals_r->copied_bytes = (uint64_t)sqlite3_column_int64(query, 1);
	totals_r->skipped = (uint64_t)sqlite3_column_int64(query, 2);
	totals_r->filtered = (uint64_t)sqlite3_column_int64(query, 3);
	sqlite3_reset(query);
	return 0;
}

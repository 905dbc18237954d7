/* Rows as structs: the column tables of state_private.h turned into statements. */
#include "base/strbuf.h"
#include "transport/state_private.h"

#include <string.h>

const char *state_column_text(struct arena *arena, sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	if (!text)
		return NULL;
	return arena_strndup(arena, text, (size_t)sqlite3_column_bytes(statement, column));
}

static void bind_optional(sqlite3_stmt *statement, int at, int64_t value)
{
	if (value)
		sqlite3_bind_int64(statement, at, value);
	else
		sqlite3_bind_null(statement, at);
}

static void bind_column(sqlite3_stmt *statement, int at, const struct state_column *column,
			const void *row)
{
	const char *field = (const char *)row + column->offset;
	const struct state_blob *blob;
	const char *text;
	switch (column->type) {
	case STATE_COLUMN_INTEGER:
		sqlite3_bind_int64(statement, at, *(const int64_t *)field);
		break;
	case STATE_COLUMN_OPTIONAL:
		bind_optional(statement, at, *(const int64_t *)field);
		break;
	case STATE_COLUMN_BOOL:
		sqlite3_bind_int(statement, at, *(const bool *)field);
		break;
	case STATE_COLUMN_INT:
		sqlite3_bind_int(statement, at, *(const int *)field);
		break;
	case STATE_COLUMN_TEXT:
		text = *(const char *const *)field;
		sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
		break;
	case STATE_COLUMN_BLOB:
		blob = (const struct state_blob *)field;
		sqlite3_bind_blob64(statement, at, blob->data, blob->size, SQLITE_STATIC);
		break;
	case STATE_COLUMN_NAME:
		text = column->names[*(const int *)field];
		sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
		break;
	}
}

static int read_name(sqlite3_stmt *statement, int at, const struct state_column *column)
{
	const char *text = (const char *)sqlite3_column_text(statement, at);
	int found = text ? status_find(column->names, column->name_count, text) : -1;
	return found < 0 ? 0 : found;
}

static void read_column(sqlite3_stmt *statement, int at, const struct state_column *column,
			struct arena *arena, void *row)
{
	char *field = (char *)row + column->offset;
	struct state_blob *blob;
	switch (column->type) {
	case STATE_COLUMN_INTEGER:
	case STATE_COLUMN_OPTIONAL:
		*(int64_t *)field = sqlite3_column_int64(statement, at);
		break;
	case STATE_COLUMN_BOOL:
		*(bool *)field = sqlite3_column_int(statement, at) != 0;
		break;
	case STATE_COLUMN_INT:
		*(int *)field = sqlite3_column_int(statement, at);
		break;
	case STATE_COLUMN_TEXT:
		*(const char **)field = state_column_text(arena, statement, at);
		break;
	case STATE_COLUMN_BLOB:
		blob = (struct state_blob *)field;
		blob->size = (size_t)sqlite3_column_bytes(statement, at);
		blob->data = NULL;
		if (blob->size)
			blob->data = memcpy(arena_alloc(arena, blob->size),
					    sqlite3_column_blob(statement, at), blob->size);
		break;
	case STATE_COLUMN_NAME:
		*(int *)field = read_name(statement, at, column);
		break;
	}
}

/* Binds all columns but the key as parameters 1… */
static void bind_row(sqlite3_stmt *statement, const struct state_table *table, const void *row)
{
	for (size_t i = 1; i < table->column_count; i++)
		bind_column(statement, (int)i, &table->columns[i], row);
}

int state_row_insert(struct state *state, const struct state_table *table, void *row,
		     struct error *error)
{
	struct strbuf sql = STRBUF_INIT;
	strbuf_addf(&sql, "INSERT INTO %s (", table->name);
	for (size_t i = 1; i < table->column_count; i++)
		strbuf_addf(&sql, "%s%s", i > 1 ? ", " : "", table->columns[i].name);
	strbuf_adds(&sql, ") VALUES (?");
	for (size_t i = 2; i < table->column_count; i++)
		strbuf_adds(&sql, ", ?");
	strbuf_addc(&sql, ')');
	sqlite3_stmt *statement = state_statement(state, sql.data, error);
	strbuf_clear(&sql);
	if (!statement)
		return -1;
	bind_row(statement, table, row);
	if (state_run(state, statement, error) < 0)
		return -1;
	*(int64_t *)((char *)row + table->columns[0].offset) =
		sqlite3_last_insert_rowid(state_database(state));
	return 0;
}

int state_row_update(struct state *state, const struct state_table *table, const void *row,
		     struct error *error)
{
	struct strbuf sql = STRBUF_INIT;
	strbuf_addf(&sql, "UPDATE %s SET ", table->name);
	for (size_t i = 1; i < table->column_count; i++)
		strbuf_addf(&sql, "%s%s = ?", i > 1 ? ", " : "", table->columns[i].name);
	strbuf_addf(&sql, " WHERE %s = ?", table->columns[0].name);
	sqlite3_stmt *statement = state_statement(state, sql.data, error);
	strbuf_clear(&sql);
	if (!statement)
		return -1;
	bind_row(statement, table, row);
	bind_column(statement, (int)table->column_count, &table->columns[0], row);
	return state_run(state, statement, error);
}

sqlite3_stmt *state_row_select(struct state *state, const struct state_table *table,
			       const char *tail, struct error *error)
{
	struct strbuf sql = STRBUF_INIT;
	strbuf_adds(&sql, "SELECT ");
	for (size_t i = 0; i < table->column_count; i++)
		strbuf_addf(&sql, "%s%s.%s", i ? ", " : "", table->name, table->columns[i].name);
	strbuf_addf(&sql, " FROM %s %s", table->name, tail);
	sqlite3_stmt *statement = state_statement(state, sql.data, error);
	strbuf_clear(&sql);
	return statement;
}

int state_row_next(struct state *state, const struct state_table *table, sqlite3_stmt *statement,
		   struct arena *arena, void *row, struct error *error)
{
	int result = state_step(state, statement, error);
	if (result <= 0)
		return result;
	memset(row, 0, table->row_size);
	for (size_t i = 0; i < table->column_count; i++)
		read_column(statement, (int)i, &table->columns[i], arena, row);
	return 1;
}

int state_row_one(struct state *state, const struct state_table *table, sqlite3_stmt *statement,
		  struct arena *arena, void *row, struct error *error)
{
	int result = state_row_next(state, table, statement, arena, row, error);
	sqlite3_reset(statement);
	return result;
}

int state_row_all(struct state *state, const struct state_table *table, sqlite3_stmt *statement,
		  struct arena *arena, void *items_r, size_t *count_r, struct error *error)
{
	char *items = NULL;
	size_t count = 0, capacity = 0;
	int result;
	do {
		if (count == capacity) {
			/* The arena keeps the smaller arrays until it is cleared: at most as much again. */
			size_t larger = capacity ? capacity * 2 : 8;
			char *moved = arena_alloc(arena, larger * table->row_size);
			if (count)
				memcpy(moved, items, count * table->row_size);
			items = moved;
			capacity = larger;
		}
		result = state_row_next(state, table, statement, arena,
					items + count * table->row_size, error);
		count += result == 1;
	} while (result == 1);
	memcpy(items_r, &items, sizeof(items));
	*count_r = count;
	return result;
}

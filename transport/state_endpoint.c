#include "transport/state_private.h"

#define FIELD(kind, field) STATE_FIELD(struct state_endpoint, kind, field)

static const struct state_column columns[] = {
	FIELD(INTEGER, id),
	FIELD(TEXT, guid),
	FIELD(TEXT, name),
	FIELD(TEXT, type),
	FIELD(TEXT, host),
	FIELD(INT, port),
	FIELD(INT, security),
	FIELD(TEXT, authentication),
	FIELD(BOOL, accept_untrusted),
	FIELD(INTEGER, max_migrations),
	FIELD(INTEGER, max_incremental_syncs),
	FIELD(INTEGER, created_at),
	FIELD(INTEGER, changed_at),
};

static const struct state_table table = {"endpoint", sizeof(struct state_endpoint), columns,
					 countof(columns)};

int state_endpoint_insert(struct state *state, struct state_endpoint *row, struct error *error)
{
	return state_row_insert(state, &table, row, error);
}

int state_endpoint_update(struct state *state, const struct state_endpoint *row,
			  struct error *error)
{
	return state_row_update(state, &table, row, error);
}

int state_endpoint_get(struct state *state, struct arena *arena, const char *name,
		       struct state_endpoint *row_r, struct error *error)
{
	sqlite3_stmt *statement =
		state_row_select(state, &table, "WHERE name = ?1 OR guid = lower(?1)", error);
	if (!statement)
		return -1;
	sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
	return state_row_one(state, &table, statement, arena, row_r, error);
}

int state_endpoint_get_id(struct state *state, struct arena *arena, int64_t id,
			  struct state_endpoint *row_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &table, "WHERE id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, id);
	return state_row_one(state, &table, statement, arena, row_r, error);
}

int state_endpoint_list(struct state *state, struct arena *arena, struct state_endpoints *list_r,
			struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &table, "ORDER BY name", error);
	if (!statement)
		return -1;
	return state_row_all(state, &table, statement, arena, &list_r->items, &list_r->count,
			     error);
}

int state_endpoint_delete(struct state *state, int64_t id, struct error *error)
{
	sqlite3_stmt *statement =
		state_statement(state, "DELETE FROM endpoint WHERE id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, id);
	return state_run(state, statement, error);
}

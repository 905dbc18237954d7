#include "transport/state_private.h"

#define FIELD(kind, field) STATE_FIELD(struct state_connection, kind, field)

static const struct state_column columns[] = {
	FIELD(INTEGER, id),        FIELD(TEXT, guid),          FIELD(TEXT, kind),
	FIELD(TEXT, organization), FIELD(TEXT, user_name),     FIELD(TEXT, app_id),
	FIELD(TEXT, tenant_id),    FIELD(TEXT, authority),     FIELD(TEXT, host),
	FIELD(INT, port),          FIELD(INT, security),       FIELD(BLOB, secret),
	FIELD(TEXT, secret_kind),  FIELD(INTEGER, created_at),
};

static const struct state_table table = {"connection", sizeof(struct state_connection), columns,
					 countof(columns)};

int state_connection_insert(struct state *state, struct state_connection *row, struct error *error)
{
	return state_row_insert(state, &table, row, error);
}

int state_connection_get(struct state *state, struct arena *arena, int64_t id,
			 struct state_connection *row_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &table, "WHERE id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, id);
	return state_row_one(state, &table, statement, arena, row_r, error);
}

int state_connection_list(struct state *state, struct arena *arena,
			  struct state_connections *list_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &table, "ORDER BY id", error);
	if (!statement)
		return -1;
	return state_row_all(state, &table, statement, arena, &list_r->items, &list_r->count,
			     error);
}

int state_connection_delete(struct state *state, int64_t id, struct error *error)
{
	sqlite3_stmt *statement =
		state_statement(state, "DELETE FROM connection WHERE id = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, id);
	return state_run(state, statement, error);
}

/* The SQL side of the store, for transport/state_*.c and transport/sync_journal.c only. */
#ifndef EXOSH_TRANSPORT_STATE_PRIVATE_H
#define EXOSH_TRANSPORT_STATE_PRIVATE_H

#include "transport/state.h"

#include <sqlite3.h>

sqlite3 *state_database(struct state *state);

/* A prepared statement for `sql`, reset and without bindings. It belongs to the state, which keeps it for the next
 * call; do not finalize it. Only one user of the same text at a time. NULL: error. */
sqlite3_stmt *state_statement(struct state *state, const char *sql, struct error *error);

/* Sets *error from what the database said last, in words that name the store's path. Returns -1. */
int state_fail(struct state *state, struct error *error);

/* Steps once. 1: a row is there (its statement must be reset by the caller, or is by the next
 * state_statement()), 0: done (statement reset), -1: error (statement reset). */
int state_step(struct state *state, sqlite3_stmt *statement, struct error *error) WARN_UNUSED;

/* Runs a statement that gives no rows. Returns 0 or -1. */
int state_run(struct state *state, sqlite3_stmt *statement, struct error *error) WARN_UNUSED;

/* Text of a column copied into the arena; NULL for NULL. */
const char *state_column_text(struct arena *arena, sqlite3_stmt *statement, int column);

/*
 * Rows of a table as plain structs: one table of columns gives SELECT, INSERT and UPDATE. The struct begins with
 * nothing special; the column named "id" is the key and must be the first.
 */
enum state_column_type {
	STATE_COLUMN_INTEGER,  /* int64_t */
	STATE_COLUMN_OPTIONAL, /* int64_t: a time or a reference; 0 is kept as NULL */
	STATE_COLUMN_BOOL,     /* bool */
	STATE_COLUMN_INT,      /* int */
	STATE_COLUMN_TEXT,     /* const char *, NULL is NULL */
	STATE_COLUMN_BLOB,     /* struct state_blob */
	STATE_COLUMN_NAME,     /* int (an enum), kept as its name from `names` */
};

struct state_column {
	const char *name;
	enum state_column_type type;
	size_t offset;
	const char *const *names; /* STATE_COLUMN_NAME */
	size_t name_count;
};

struct state_table {
	const char *name;
	size_t row_size;
	const struct state_column *columns;
	size_t column_count;
};

/* Inserts the row (its id is not used) and sets its id. */
int state_row_insert(struct state *state, const struct state_table *table, void *row,
		     struct error *error) WARN_UNUSED;
/* Writes all columns of the row with that id. */
int state_row_update(struct state *state, const struct state_table *table, const void *row,
		     struct error *error) WARN_UNUSED;
/* "SELECT <columns of table> FROM <table> <tail>"; `tail` begins with WHERE, JOIN or ORDER BY. Bind its parameters, then
 * read. The statement is the state's, as with state_statement(). */
sqlite3_stmt *state_row_select(struct state *state, const struct state_table *table,
			       const char *tail, struct error *error);
/* 1: *row filled, texts in the arena; 0: no more; -1: error. */
int state_row_next(struct state *state, const struct state_table *table, sqlite3_stmt *statement,
		   struct arena *arena, void *row, struct error *error) WARN_UNUSED;
/* The first row only: 1 found, 0 none, -1 error. */
int state_row_one(struct state *state, const struct state_table *table, sqlite3_stmt *statement,
		  struct arena *arena, void *row, struct error *error) WARN_UNUSED;
/* All rows as an array in the arena; `items_r` is the address of a pointer to the table's struct. 0 or -1. */
int state_row_all(struct state *state, const struct state_table *table, sqlite3_stmt *statement,
		  struct arena *arena, void *items_r, size_t *count_r,
		  struct error *error) WARN_UNUSED;

/* For tables of columns: STATE_FIELD(struct state_user, TEXT, email). */
#define STATE_FIELD(type, kind, field)                                      \
	{                                                                   \
#field, STATE_COLUMN_##kind, offsetof(type, field), NULL, 0 \
	}
#define STATE_FIELD_NAMED(type, field, table)                                           \
	{                                                                               \
#field, STATE_COLUMN_NAME, offsetof(type, field), table, countof(table) \
	}

#endif

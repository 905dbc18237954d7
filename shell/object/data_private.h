/*
 * System.Data without a database: tables, their columns and rows, views of them. data_table.c lists the types;
 * data_expression.c reads what Select(), Compute() and RowFilter are given.
 */
#ifndef EXOSH_OBJECT_DATA_PRIVATE_H
#define EXOSH_OBJECT_DATA_PRIVATE_H

#include "object/array.h"
#include "object/type.h"

#include <string.h>

/* System.Data.DataRowState, same numbers. */
enum row_state {
	ROW_DETACHED = 1,
	ROW_UNCHANGED = 2,
	ROW_ADDED = 4,
	ROW_DELETED = 8,
	ROW_MODIFIED = 16,
};

struct data_table {
	struct cell cell;
	Value name;
	Value columns, rows; /* lists of DataColumn and DataRow */
	Value key;           /* array of DataColumn, or $null */
	Value set;           /* the DataSet that it belongs to, or $null */
	Value view;          /* DefaultView, made on demand */
	bool case_sensitive;
};

struct data_column {
	struct cell cell;
	Value name, caption, default_value;
	Value table; /* or $null */
	const struct type *type;
	bool refuses_null, unique, read_only, counts;
	int64_t seed, step, next; /* of a column that counts (AutoIncrement) */
	int32_t max_length;
};

struct data_row {
	struct cell cell;
	Value table;
	Value values;   /* list: one of each column */
	Value original; /* list: what AcceptChanges() saw last, or $null */
	Value error;    /* RowError, a string */
	enum row_state state;
};

/* The columns or the rows of a table, as scripts hold them. */
struct data_part {
	struct cell cell;
	Value table;
};

/* The table of a struct data_part. */
static inline Value table_of(Value self)
{
	return ((struct data_part *)self.cell)->table;
}

struct data_view {
	struct cell cell;
	Value table;
	Value filter, sort; /* strings */
};

extern struct type type_data_table, type_data_column, type_data_row, type_dataset, type_data_view,
	type_data_row_view, type_data_columns, type_data_rows, type_data_tables,
	type_data_row_state;

static inline struct data_table *data_table(Value v)
{
	return (struct data_table *)v.cell;
}
static inline struct data_column *data_column(Value v)
{
	return (struct data_column *)v.cell;
}
static inline struct data_row *data_row(Value v)
{
	return (struct data_row *)v.cell;
}
static inline struct list *data_columns(Value table)
{
	return value_as_list(data_table(table)->columns);
}
static inline struct list *data_rows(Value table)
{
	return value_as_list(data_table(table)->rows);
}
static inline bool is_db_null(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == value_type(v) &&
	       strcmp(v.cell->type->name, "System.DBNull") == 0;
}

/* Where the column of that name (case ignored), of that number, or that is the value itself stands in the table; -1 when it is none. */
ptrdiff_t data_find_column(Value table, Value column);
/* A new DataColumnCollection, DataRowCollection of the table. */
Value data_part_new(const struct type *type, Value table);
/* A detached row with the columns' default values. */
Value data_row_new(Value table);
/* Puts a value into a row: converts it to the column's type. ERROR: a .NET exception in its words. */
enum status data_row_set(Value row, size_t column, Value value) WARN_UNUSED;
/* A detached row becomes one of its table; ERROR when a rule of a column is broken. */
enum status data_row_attach(Value row, size_t at) WARN_UNUSED;
/* Whether two cells are equal as the table compares: DBNull to itself only. */
bool data_equal(Value table, Value a, Value b);
void data_row_accept(Value row);
void data_row_reject(Value row);
void data_row_delete(Value row);

/* The rows (those that are deleted left out) that `filter` is true for, ordered by `sort` ("Age DESC, Name"); either may be
 * $null or empty. *result_r is a list. ERROR: SyntaxErrorException, EvaluateException. */
enum status data_select(Value table, Value filter, Value sort, Value *result_r) WARN_UNUSED;
/* "SUM(Age)" over those rows. */
enum status data_compute(Value table, Value expression, Value filter, Value *result_r) WARN_UNUSED;

#endif

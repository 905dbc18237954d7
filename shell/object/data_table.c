/* System.Data.DataTable, the collection of its rows, and DataSet. */
#include "object/data_private.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/primitive_members.h"
#include "object/small_types.h"
#include "object/string.h"

static void table_mark(void *cell)
{
	struct data_table *t = cell;
	gc_mark(t->name);
	gc_mark(t->columns);
	gc_mark(t->rows);
	gc_mark(t->key);
	gc_mark(t->set);
	gc_mark(t->view);
}

static Value table_new(Value name)
{
	struct data_table *t = gc_alloc(&type_data_table, VALUE_OBJECT, sizeof(*t));
	Value made = value_cell(VALUE_OBJECT, t);
	t->columns = t->rows = t->key = t->set = t->view = NULL_VALUE;
	t->name = value_is_null(name) ? string_empty() : name;
	t->columns = list_new();
	t->rows = list_new();
	return made;
}

static enum status table_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = table_new(argc > 0 ? argv[0] : NULL_VALUE);
	return OK;
}

/* ---- copies ---- */

static void copy_columns(Value from, Value to)
{
	for (size_t i = 0; i < data_columns(from)->count; i++) {
		const struct data_column *old = data_column(data_columns(from)->items[i]);
		struct data_column *c = gc_alloc(&type_data_column, VALUE_OBJECT, sizeof(*c));
		struct cell head = c->cell;
		*c = *old;
		c->cell = head;
		c->table = to;
		list_add(data_columns(to), value_cell(VALUE_OBJECT, c));
	}
	Value key = data_table(from)->key;
	if (value_count(key) == 0)
		return;
	Value keys = array_new(value_count(key));
	for (size_t i = 0; i < value_count(key); i++)
		value_as_array(keys)->items[i] =
			data_columns(to)->items[data_find_column(from, value_item(key, i))];
	data_table(to)->key = keys;
}

/* A row of another table with columns of the same names. */
static void import_row(Value table, Value row)
{
	Value made = data_row_new(table), source = data_row(row)->table;
	for (size_t i = 0; i < data_columns(table)->count; i++) {
		ptrdiff_t at =
			data_find_column(source, data_column(data_columns(table)->items[i])->name);
		if (at >= 0)
			value_as_list(data_row(made)->values)->items[i] =
				value_item(data_row(row)->values, (size_t)at);
	}
	data_row(made)->state =
		data_row(row)->state == ROW_DETACHED ? ROW_ADDED : data_row(row)->state;
	list_add(data_rows(table), made);
}

static Value clone_of(Value table)
{
	Value made = table_new(data_table(table)->name);
	data_table(made)->case_sensitive = data_table(table)->case_sensitive;
	copy_columns(table, made);
	return made;
}

static enum status clone(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	*result_r = clone_of(self);
	return OK;
}

static enum status copy(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	*result_r = clone_of(self);
	for (size_t i = 0; i < data_rows(self)->count; i++)
		import_row(*result_r, data_rows(self)->items[i]);
	return OK;
}

static enum status get_changes(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	Value made = clone_of(self);
	for (size_t i = 0; i < data_rows(self)->count; i++)
		if (data_row(data_rows(self)->items[i])->state != ROW_UNCHANGED)
			import_row(made, data_rows(self)->items[i]);
	*result_r = data_rows(made)->count > 0 ? made : NULL_VALUE;
	return OK;
}

static enum status import(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	import_row(self, argv[0]);
	return OK;
}

/* ---- rows ---- */

static enum status new_row(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	*result_r = data_row_new(self);
	return OK;
}

static enum status accept_changes(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r UNUSED)
{
	for (size_t i = data_rows(self)->count; i-- > 0;)
		data_row_accept(data_rows(self)->items[i]);
	return OK;
}

static enum status reject_changes(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r UNUSED)
{
	for (size_t i = data_rows(self)->count; i-- > 0;)
		data_row_reject(data_rows(self)->items[i]);
	return OK;
}

static enum status clear_rows(Value table)
{
	struct list *rows = data_rows(table);
	for (size_t i = 0; i < rows->count; i++)
		data_row(rows->items[i])->state = ROW_DETACHED;
	list_clear(rows);
	return OK;
}

static enum status clear(Value self, int argc UNUSED, const Value *argv UNUSED,
			 Value *result_r UNUSED)
{
	return clear_rows(self);
}

static enum status select_rows(Value self, int argc, const Value *argv, Value *result_r)
{
	Value rows;
	if (data_select(self, argc > 0 ? argv[0] : NULL_VALUE, argc > 1 ? argv[1] : NULL_VALUE,
			&rows) != OK)
		return ERROR;
	*result_r = array_new_typed(type_array_of(&type_data_row, 1), value_count(rows));
	for (size_t i = 0; i < value_count(rows); i++)
		value_as_array(*result_r)->items[i] = value_item(rows, i);
	return OK;
}

static enum status compute(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return data_compute(self, argv[0], argv[1], result_r);
}

/* ---- properties ---- */

static enum status get_columns(Value self, Value *result_r)
{
	*result_r = data_part_new(&type_data_columns, self);
	return OK;
}

static enum status get_rows(Value self, Value *result_r)
{
	*result_r = data_part_new(&type_data_rows, self);
	return OK;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = data_table(self)->name;
	return OK;
}

static enum status set_name(Value self, Value value)
{
	data_table(self)->name = value;
	return OK;
}

static enum status get_case(Value self, Value *result_r)
{
	*result_r = value_bool(data_table(self)->case_sensitive);
	return OK;
}

static enum status set_case(Value self, Value value)
{
	data_table(self)->case_sensitive = value.integer;
	return OK;
}

static enum status get_set(Value self, Value *result_r)
{
	*result_r = data_table(self)->set;
	return OK;
}

static enum status get_key(Value self, Value *result_r)
{
	Value key = data_table(self)->key;
	*result_r = array_new_typed(type_array_of(&type_data_column, 1), value_count(key));
	for (size_t i = 0; i < value_count(key); i++)
		value_as_array(*result_r)->items[i] = value_item(key, i);
	return OK;
}

static enum status set_key(Value self, Value value)
{
	data_table(self)->key = value;
	for (size_t i = 0; i < value_count(value); i++)
		data_column(value_item(value, i))->refuses_null = true;
	return OK;
}

static enum status get_view(Value self, Value *result_r)
{
	struct data_table *t = data_table(self);
	if (value_is_null(t->view)) {
		struct data_view *v = gc_alloc(&type_data_view, VALUE_OBJECT, sizeof(*v));
		v->table = self;
		v->filter = v->sort = string_empty();
		t->view = value_cell(VALUE_OBJECT, v);
	}
	*result_r = t->view;
	return OK;
}

static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(false);
	return OK;
}

static enum status get_capacity(Value self UNUSED, Value *result_r)
{
	*result_r = value_int(50);
	return OK;
}

static enum status dispose(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	return OK;
}

static enum status table_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = data_table(self)->name;
	return OK;
}

static enum status next_row(struct enumerator *e, bool *more_r, Value *item_r)
{
	const struct list *rows = value_as_list(e->state);
	*more_r = e->position < rows->count;
	if (*more_r)
		*item_r = rows->items[e->position++];
	return OK;
}

/* A pipeline gets the rows: a table is a list source, whose list is its default view. */
static enum status enumerate_table(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .state = data_table(self)->rows, .next = next_row};
	return OK;
}

static enum status merge(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	for (size_t i = 0; i < data_rows(argv[0])->count; i++)
		import_row(self, data_rows(argv[0])->items[i]);
	return OK;
}

#define TABLE "System.Data.DataTable"
static const struct member table_members[] = {
	METHOD("void AcceptChanges()", accept_changes),
	METHOD("void BeginLoadData()", dispose),
	METHOD("void Clear()", clear),
	METHOD(TABLE " Clone()", clone),
	METHOD("System.Object Compute(string expression, string filter)", compute),
	METHOD(TABLE " Copy()", copy),
	METHOD("void Dispose()", dispose),
	METHOD("void EndLoadData()", dispose),
	METHOD(TABLE " GetChanges()", get_changes),
	METHOD("void ImportRow(System.Data.DataRow row)", import),
	METHOD("void Merge(" TABLE " table)", merge),
	METHOD("System.Data.DataRow NewRow()", new_row),
	METHOD("void RejectChanges()", reject_changes),
	METHOD("System.Data.DataRow[] Select()", select_rows),
	METHOD("System.Data.DataRow[] Select(string filterExpression)", select_rows),
	METHOD("System.Data.DataRow[] Select(string filterExpression, string sort)", select_rows),
	METHOD("string ToString()", table_to_string),
	PROPERTY_RW("bool CaseSensitive {get;set;}", get_case, set_case),
	PROPERTY("System.Data.DataColumnCollection Columns {get;}", get_columns),
	PROPERTY("System.Data.DataSet DataSet {get;}", get_set),
	PROPERTY("System.Data.DataView DefaultView {get;}", get_view),
	PROPERTY("bool HasErrors {get;}", get_false),
	PROPERTY("int MinimumCapacity {get;set;}", get_capacity),
	PROPERTY_RW("System.Data.DataColumn[] PrimaryKey {get;set;}", get_key, set_key),
	PROPERTY("System.Data.DataRowCollection Rows {get;}", get_rows),
	PROPERTY_RW("string TableName {get;set;}", get_name, set_name),
	CONSTRUCTOR(TABLE " new()", table_construct),
	CONSTRUCTOR(TABLE " new(string tableName)", table_construct),
	MEMBER_END,
};
struct type type_data_table = {
	.name = TABLE,
	.members = table_members,
	.mark = table_mark,
	.enumerate = enumerate_table,
};

/* ---- DataRowCollection ---- */

/* (row) or the values of a new one, of which $null stands for the default. */
static enum status rows_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value table = table_of(self);
	if (argv[0].tag == VALUE_OBJECT && argv[0].cell->type == &type_data_row)
		return data_row_attach(argv[0], SIZE_MAX);
	if (value_count(argv[0]) > data_columns(table)->count)
		return throw_exception(
			"System.ArgumentException",
			"Input array is longer than the number of columns in this table.");
	Value row = data_row_new(table);
	for (size_t i = 0; i < value_count(argv[0]); i++)
		if (!value_is_null(value_item(argv[0], i)) &&
		    data_row_set(row, i, value_item(argv[0], i)) != OK)
			return ERROR;
	*result_r = row;
	return data_row_attach(row, SIZE_MAX);
}

static enum status rows_insert(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r UNUSED)
{
	return data_row_attach(argv[0], (size_t)argv[1].integer);
}

static ptrdiff_t place_of(Value self, Value row)
{
	const struct list *rows = data_rows(table_of(self));
	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i].cell == row.cell)
			return (ptrdiff_t)i;
	return -1;
}

static enum status rows_remove_at(Value self, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	struct list *rows = data_rows(table_of(self));
	if (argv[0].integer < 0 || (size_t)argv[0].integer >= rows->count)
		return throw_exception("System.IndexOutOfRangeException",
				       "There is no row at position %d.", (int)argv[0].integer);
	data_row(rows->items[argv[0].integer])->state = ROW_DETACHED;
	list_remove_at(rows, (size_t)argv[0].integer, 1);
	return OK;
}

static enum status rows_remove(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	ptrdiff_t at = place_of(self, argv[0]);
	if (at < 0)
		return throw_exception("System.IndexOutOfRangeException",
				       "The given DataRow is not in the current "
				       "DataRowCollection.");
	Value place = value_int((int32_t)at);
	return rows_remove_at(self, 1, &place, result_r);
}

static enum status rows_index_of(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_int((int32_t)place_of(self, argv[0]));
	return OK;
}

static bool has_key(Value row, Value key, Value wanted)
{
	Value table = data_row(row)->table;
	for (size_t i = 0; i < value_count(key); i++) {
		ptrdiff_t column = data_find_column(table, value_item(key, i));
		if (!data_equal(table, value_item(data_row(row)->values, (size_t)column),
				value_base(value_item(wanted, i))))
			return false;
	}
	return true;
}

static enum status rows_find(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value table = table_of(self), key = data_table(table)->key;
	const struct list *rows = data_rows(table);
	if (value_count(key) == 0)
		return throw_exception("System.Data.MissingPrimaryKeyException",
				       "Table doesn't have a primary key.");
	if (value_count(key) != value_count(argv[0]))
		return throw_exception("System.ArgumentException",
				       "Expecting %zu value(s) for the key being indexed, but "
				       "received %zu value(s).",
				       value_count(key), value_count(argv[0]));
	*result_r = NULL_VALUE;
	for (size_t i = 0; i < rows->count && value_is_null(*result_r); i++)
		if (data_row(rows->items[i])->state != ROW_DELETED &&
		    has_key(rows->items[i], key, argv[0]))
			*result_r = rows->items[i];
	return OK;
}

static enum status rows_contains(Value self, int argc, const Value *argv, Value *result_r)
{
	if (rows_find(self, argc, argv, result_r) != OK)
		return ERROR;
	*result_r = value_bool(!value_is_null(*result_r));
	return OK;
}

static enum status rows_clear(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	return clear_rows(table_of(self));
}

static enum status rows_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)data_rows(table_of(self))->count);
	return OK;
}

/* As in lists, a negative index counts from the end. */
static enum status rows_get_index(Value self, Value index, Value *result_r)
{
	const struct list *rows = data_rows(table_of(self));
	Value at;
	if (convert_to(index, &type_int32, &at) != OK)
		return ERROR;
	int64_t place = at.integer < 0 ? at.integer + (int64_t)rows->count : at.integer;
	bool there = place >= 0 && (size_t)place < rows->count;
	*result_r = there ? rows->items[place] : NULL_VALUE;
	return OK;
}

static enum status enumerate_rows(Value self, struct enumerator *e)
{
	*e = (struct enumerator){
		.source = self, .state = data_table(table_of(self))->rows, .next = next_row};
	return OK;
}

static void part_mark(void *cell)
{
	gc_mark(((struct data_part *)cell)->table);
}

static const struct member rows_members[] = {
	METHOD("void Add(System.Data.DataRow row)", rows_add),
	METHOD("System.Data.DataRow Add(Params System.Object[] values)", rows_add),
	METHOD("void Clear()", rows_clear),
	METHOD("bool Contains(System.Object key)", rows_contains),
	METHOD("bool Contains(System.Object[] keys)", rows_contains),
	METHOD("System.Data.DataRow Find(System.Object key)", rows_find),
	METHOD("System.Data.DataRow Find(System.Object[] keys)", rows_find),
	METHOD("int IndexOf(System.Data.DataRow row)", rows_index_of),
	METHOD("void InsertAt(System.Data.DataRow row, int pos)", rows_insert),
	METHOD("void Remove(System.Data.DataRow row)", rows_remove),
	METHOD("void RemoveAt(int index)", rows_remove_at),
	PROPERTY("int Count {get;}", rows_count),
	MEMBER_END,
};
static const struct type *const collection_interfaces[] = {&type_icollection, &type_ienumerable,
							   NULL};
struct type type_data_rows = {
	.name = "System.Data.DataRowCollection",
	.members = rows_members,
	.interfaces = collection_interfaces,
	.mark = part_mark,
	.enumerate = enumerate_rows,
	.get_index = rows_get_index,
};

struct type *const data_types[] = {
	&type_data_table,
	&type_data_column,
	&type_data_row,
	&type_data_row_state,
	&type_data_columns,
	&type_data_rows,
	&type_data_view,
	&type_data_row_view,
	&type_dataset,
	&type_data_tables,
	NULL,
};

/* System.Data.DataView: the rows of a table that a filter lets through, in an order of their own; and DataSet. */
#include "object/data_private.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/string.h"

static struct data_view *view(Value v)
{
	return (struct data_view *)v.cell;
}

static void view_mark(void *cell)
{
	struct data_view *v = cell;
	gc_mark(v->table);
	gc_mark(v->filter);
	gc_mark(v->sort);
}

static enum status view_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct data_view *v = gc_alloc(&type_data_view, VALUE_OBJECT, sizeof(*v));
	v->table = argc > 0 ? argv[0] : NULL_VALUE;
	v->filter = argc > 1 ? value_to_string(argv[1]) : string_empty();
	v->sort = argc > 2 ? value_to_string(argv[2]) : string_empty();
	*result_r = value_cell(VALUE_OBJECT, v);
	return OK;
}

static enum status rows_of(Value self, Value *rows_r)
{
	const struct data_view *v = view(self);
	if (!value_is_null(v->table))
		return data_select(v->table, v->filter, v->sort, rows_r);
	*rows_r = list_new();
	return OK;
}

/* ---- DataRowView: a row, seen through a view ---- */

static Value row_of(Value self)
{
	return ((struct data_part *)self.cell)->table;
}

static enum status row_view_get_index(Value self, Value index, Value *result_r)
{
	return type_data_row.get_index(row_of(self), index, result_r);
}

static enum status row_view_set_index(Value self, Value index, Value value)
{
	return type_data_row.set_index(row_of(self), index, value);
}

static bool row_view_get(Value self, const char *name, Value *result_r)
{
	return type_data_row.get_dynamic(row_of(self), name, result_r);
}

static enum status row_view_set(Value self, const char *name, Value value)
{
	return type_data_row.set_dynamic(row_of(self), name, value);
}

static struct property *row_view_list(Value self, size_t *count_r)
{
	return type_data_row.list_dynamic(row_of(self), count_r);
}

static enum status get_row(Value self, Value *result_r)
{
	*result_r = row_of(self);
	return OK;
}

static enum status delete_row(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	data_row_delete(row_of(self));
	return OK;
}

static void part_mark(void *cell)
{
	gc_mark(((struct data_part *)cell)->table);
}

static const struct member row_view_members[] = {
	METHOD("void Delete()", delete_row),
	PROPERTY("System.Data.DataRow Row {get;}", get_row),
	MEMBER_END,
};
struct type type_data_row_view = {
	.name = "System.Data.DataRowView",
	.members = row_view_members,
	.mark = part_mark,
	.get_index = row_view_get_index,
	.set_index = row_view_set_index,
	.get_dynamic = row_view_get,
	.set_dynamic = row_view_set,
	.list_dynamic = row_view_list,
};

/* ---- the view ---- */

#define TEXT(NAME, FIELD)                                          \
	static enum status get_##NAME(Value self, Value *result_r) \
	{                                                          \
		*result_r = view(self)->FIELD;                     \
		return OK;                                         \
	}                                                          \
	static enum status set_##NAME(Value self, Value value)     \
	{                                                          \
		Value before = view(self)->FIELD, rows;            \
		view(self)->FIELD = value;                         \
		if (rows_of(self, &rows) == OK)                    \
			return OK;                                 \
		view(self)->FIELD = before;                        \
		return ERROR;                                      \
	}
TEXT(filter, filter)
TEXT(sort, sort)

static enum status get_table(Value self, Value *result_r)
{
	*result_r = view(self)->table;
	return OK;
}

static enum status get_count(Value self, Value *result_r)
{
	Value rows;
	if (rows_of(self, &rows) != OK)
		return ERROR;
	*result_r = value_int((int32_t)value_count(rows));
	return OK;
}

static enum status get_index(Value self, Value index, Value *result_r)
{
	Value rows, at;
	if (rows_of(self, &rows) != OK || convert_to(index, &type_int32, &at) != OK)
		return ERROR;
	int64_t place = at.integer < 0 ? at.integer + (int64_t)value_count(rows) : at.integer;
	bool there = place >= 0 && (size_t)place < value_count(rows);
	*result_r = there ? data_part_new(&type_data_row_view, value_item(rows, (size_t)place))
			  : NULL_VALUE;
	return OK;
}

static enum status next_row_view(struct enumerator *e, bool *more_r, Value *item_r)
{
	*more_r = e->position < value_count(e->state);
	if (*more_r)
		*item_r = data_part_new(&type_data_row_view, value_item(e->state, e->position++));
	return OK;
}

static enum status enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = next_row_view};
	return rows_of(self, &e->state);
}

static bool has_row(Value table, Value wanted)
{
	for (size_t i = 0; i < data_rows(table)->count; i++) {
		const struct list *values =
			value_as_list(data_row(data_rows(table)->items[i])->values);
		size_t k = 0;
		while (k < values->count &&
		       data_equal(table, values->items[k], value_item(data_row(wanted)->values, k)))
			k++;
		if (k == values->count)
			return true;
	}
	return false;
}

/* (), (name), (distinct, column names) */
static enum status to_table(Value self, int argc, const Value *argv, Value *result_r)
{
	Value rows, source = view(self)->table, made, name = data_table(source)->name, ignored;
	Value chosen = argc == 2 ? argv[1] : NULL_VALUE;
	bool distinct = argc == 2 && argv[0].integer;
	if (argc == 1)
		name = argv[0];
	if (rows_of(self, &rows) != OK)
		return ERROR;
	if (member_invoke_static(&type_data_table, "new", 1, &name, &made) != OK)
		return ERROR;
	Value columns = data_part_new(&type_data_columns, made);
	size_t count = argc == 2 ? value_count(chosen) : data_columns(source)->count;
	for (size_t i = 0; i < count; i++) {
		Value wanted = argc == 2 ? value_item(chosen, i) : value_int((int32_t)i);
		ptrdiff_t at = data_find_column(source, wanted);
		if (at < 0)
			return throw_exception("System.ArgumentException",
					       "Column '%s' does not belong to table %s.",
					       value_text(wanted),
					       string_data(data_table(source)->name));
		const struct data_column *c = data_column(data_columns(source)->items[at]);
		Value arguments[] = {c->name, type_value(c->type)};
		if (member_invoke(columns, "Add", 2, arguments, &ignored) != OK)
			return ERROR;
	}
	for (size_t i = 0; i < value_count(rows); i++) {
		Value row = data_row_new(made);
		for (size_t k = 0; k < count; k++) {
			Value column = data_column(data_columns(made)->items[k])->name;
			size_t at = (size_t)data_find_column(source, column);
			value_as_list(data_row(row)->values)->items[k] =
				value_item(data_row(value_item(rows, i))->values, at);
		}
		if ((!distinct || !has_row(made, row)) && data_row_attach(row, SIZE_MAX) != OK)
			return ERROR;
	}
	*result_r = made;
	return OK;
}

#define VIEW "System.Data.DataView"
static const struct member view_members[] = {
	METHOD("System.Data.DataTable ToTable()", to_table),
	METHOD("System.Data.DataTable ToTable(string tableName)", to_table),
	METHOD("System.Data.DataTable ToTable(bool distinct, Params string[] columnNames)",
	       to_table),
	PROPERTY("int Count {get;}", get_count),
	PROPERTY_RW("string RowFilter {get;set;}", get_filter, set_filter),
	PROPERTY_RW("string Sort {get;set;}", get_sort, set_sort),
	PROPERTY("System.Data.DataTable Table {get;}", get_table),
	CONSTRUCTOR(VIEW " new()", view_construct),
	CONSTRUCTOR(VIEW " new(System.Data.DataTable table)", view_construct),
	MEMBER_END,
};
static const struct type *const collection_interfaces[] = {&type_icollection, &type_ienumerable,
							   NULL};
struct type type_data_view = {
	.name = VIEW,
	.members = view_members,
	.interfaces = collection_interfaces,
	.mark = view_mark,
	.enumerate = enumerate,
	.get_index = get_index,
};

/* ---- DataSet: tables by name ---- */

struct data_set {
	struct cell cell;
	Value name, tables; /* list */
};

static struct data_set *set_of(Value v)
{
	return (struct data_set *)v.cell;
}

static void set_mark(void *cell)
{
	struct data_set *s = cell;
	gc_mark(s->name);
	gc_mark(s->tables);
}

static enum status set_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct data_set *s = gc_alloc(&type_dataset, VALUE_OBJECT, sizeof(*s));
	*result_r = value_cell(VALUE_OBJECT, s);
	s->tables = NULL_VALUE;
	s->name = argc > 0 ? argv[0] : string_from("NewDataSet");
	s->tables = list_new();
	return OK;
}

static enum status get_set_name(Value self, Value *result_r)
{
	*result_r = set_of(self)->name;
	return OK;
}

static enum status set_set_name(Value self, Value value)
{
	set_of(self)->name = value;
	return OK;
}

static enum status get_tables(Value self, Value *result_r)
{
	*result_r = data_part_new(&type_data_tables, self);
	return OK;
}

static const struct member set_members[] = {
	PROPERTY_RW("string DataSetName {get;set;}", get_set_name, set_set_name),
	PROPERTY("System.Data.DataTableCollection Tables {get;}", get_tables),
	CONSTRUCTOR("System.Data.DataSet new()", set_construct),
	CONSTRUCTOR("System.Data.DataSet new(string dataSetName)", set_construct),
	MEMBER_END,
};
struct type type_dataset = {
	.name = "System.Data.DataSet",
	.members = set_members,
	.mark = set_mark,
};

static struct list *tables_of(Value self)
{
	return value_as_list(set_of(((struct data_part *)self.cell)->table)->tables);
}

static ptrdiff_t find_table(Value self, Value wanted)
{
	const struct list *tables = tables_of(self);
	wanted = value_base(wanted);
	if (value_is_integer(wanted))
		return wanted.integer >= 0 && (size_t)wanted.integer < tables->count
			       ? wanted.integer
			       : -1;
	for (size_t i = 0; i < tables->count; i++)
		if (wanted.tag == VALUE_STRING
			    ? string_equal_ignore_case(data_table(tables->items[i])->name, wanted)
			    : wanted.cell == tables->items[i].cell)
			return (ptrdiff_t)i;
	return -1;
}

/* (table), (), (name): a table without a name is Table1, Table2... */
static enum status tables_add(Value self, int argc, const Value *argv, Value *result_r)
{
	Value table = argc > 0 ? argv[0] : NULL_VALUE;
	bool given = table.tag == VALUE_OBJECT;
	if (!given && member_invoke_static(&type_data_table, "new", argc, argv, &table) != OK)
		return ERROR;
	struct data_table *t = data_table(table);
	for (int n = 1; string_length(t->name) == 0; n++) {
		Value name = string_printf("Table%d", n);
		if (find_table(self, name) < 0)
			t->name = name;
	}
	if (find_table(self, t->name) >= 0)
		return throw_exception("System.Data.DuplicateNameException",
				       "A DataTable named '%s' already belongs to this DataSet.",
				       string_data(t->name));
	t->set = ((struct data_part *)self.cell)->table;
	list_add(tables_of(self), table);
	if (!given)
		*result_r = table;
	return OK;
}

static enum status tables_contains(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(find_table(self, argv[0]) >= 0);
	return OK;
}

static enum status tables_remove(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	ptrdiff_t at = find_table(self, argv[0]);
	if (at < 0)
		return throw_exception("System.ArgumentException",
				       "Table %s does not belong to this DataSet.",
				       value_text(argv[0]));
	data_table(tables_of(self)->items[at])->set = NULL_VALUE;
	list_remove_at(tables_of(self), (size_t)at, 1);
	return OK;
}

static enum status tables_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)tables_of(self)->count);
	return OK;
}

static enum status tables_get_index(Value self, Value index, Value *result_r)
{
	ptrdiff_t at = find_table(self, index);
	*result_r = at < 0 ? NULL_VALUE : tables_of(self)->items[at];
	return OK;
}

static enum status next_table(struct enumerator *e, bool *more_r, Value *item_r)
{
	*more_r = e->position < tables_of(e->source)->count;
	if (*more_r)
		*item_r = tables_of(e->source)->items[e->position++];
	return OK;
}

static enum status enumerate_tables(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = next_table};
	return OK;
}

static const struct member tables_members[] = {
	METHOD("void Add(System.Data.DataTable table)", tables_add),
	METHOD("System.Data.DataTable Add(string name)", tables_add),
	METHOD("System.Data.DataTable Add()", tables_add),
	METHOD("bool Contains(string name)", tables_contains),
	METHOD("void Remove(System.Data.DataTable table)", tables_remove),
	METHOD("void Remove(string name)", tables_remove),
	PROPERTY("int Count {get;}", tables_count),
	MEMBER_END,
};
struct type type_data_tables = {
	.name = "System.Data.DataTableCollection",
	.members = tables_members,
	.interfaces = collection_interfaces,
	.mark = part_mark,
	.enumerate = enumerate_tables,
	.get_index = tables_get_index,
};

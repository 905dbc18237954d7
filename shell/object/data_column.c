/* System.Data.DataColumn and the collection of a table's columns. */
#include "object/data_private.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/primitive_members.h"
#include "object/string.h"
#include "object/type_private.h"

static void column_mark(void *cell)
{
	struct data_column *c = cell;
	gc_mark(c->name);
	gc_mark(c->caption);
	gc_mark(c->default_value);
	gc_mark(c->table);
}

static Value column_new(Value name, const struct type *type)
{
	struct data_column *c = gc_alloc(&type_data_column, VALUE_OBJECT, sizeof(*c));
	c->name = value_is_null(name) ? string_empty() : name;
	c->caption = c->table = NULL_VALUE;
	c->default_value = db_null();
	c->type = type;
	c->step = 1;
	c->max_length = -1;
	return value_cell(VALUE_OBJECT, c);
}

/* (), (name), (name, type) */
static enum status column_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = column_new(argc > 0 ? argv[0] : NULL_VALUE,
			       argc > 1 ? value_as_type(argv[1]) : &type_string);
	return OK;
}

static enum status column_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(data_column(self)->name));
	return OK;
}

#define FIELD(NAME, MAKE, TAKE)                                    \
	static enum status get_##NAME(Value self, Value *result_r) \
	{                                                          \
		const struct data_column *c = data_column(self);   \
		*result_r = MAKE;                                  \
		return OK;                                         \
	}                                                          \
	static enum status set_##NAME(Value self, Value value)     \
	{                                                          \
		struct data_column *c = data_column(self);         \
		TAKE;                                              \
		return OK;                                         \
	}
FIELD(name, c->name, c->name = value)
FIELD(caption, value_is_null(c->caption) ? c->name : c->caption, c->caption = value)
FIELD(type, type_value(c->type), c->type = value_as_type(value))
FIELD(allow_null, value_bool(!c->refuses_null), c->refuses_null = !value.integer)
FIELD(unique, value_bool(c->unique), c->unique = value.integer)
FIELD(read_only, value_bool(c->read_only), c->read_only = value.integer)
FIELD(seed, value_int64(c->seed), c->seed = c->next = value.integer)
FIELD(step, value_int64(c->step), c->step = value.integer)
FIELD(max_length, value_int(c->max_length), c->max_length = (int32_t)value.integer)

static enum status get_counts(Value self, Value *result_r)
{
	*result_r = value_bool(data_column(self)->counts);
	return OK;
}

/* Only whole numbers count: a column of another type becomes one of them. */
static enum status set_counts(Value self, Value value)
{
	struct data_column *c = data_column(self);
	c->counts = value.integer;
	if (c->counts && c->type != &type_int32 && c->type != &type_int64 && c->type != &type_int16)
		c->type = &type_int32;
	return OK;
}

static enum status get_default(Value self, Value *result_r)
{
	*result_r = data_column(self)->default_value;
	return OK;
}

static enum status set_default(Value self, Value value)
{
	struct data_column *c = data_column(self);
	if (value_is_null(value) || is_db_null(value)) {
		c->default_value = db_null();
		return OK;
	}
	return convert_to(value, c->type, &c->default_value);
}

static enum status get_ordinal(Value self, Value *result_r)
{
	Value table = data_column(self)->table;
	*result_r = value_int(value_is_null(table) ? -1 : (int32_t)data_find_column(table, self));
	return OK;
}

static enum status get_table(Value self, Value *result_r)
{
	*result_r = data_column(self)->table;
	return OK;
}

static void list_move(struct list *list, size_t from, size_t to)
{
	Value moved = list->items[from];
	list_remove_at(list, from, 1);
	list_insert(list, to, moved);
}

static enum status set_ordinal(Value self, int argc UNUSED, const Value *argv,
			       Value *result_r UNUSED)
{
	Value table = data_column(self)->table;
	if (value_is_null(table))
		return throw_exception("System.ArgumentException",
				       "Column must belong to a table.");
	size_t from = (size_t)data_find_column(table, self), to = (size_t)argv[0].integer;
	if (argv[0].integer < 0 || to >= data_columns(table)->count)
		return throw_argument("System.ArgumentOutOfRangeException", "ordinal",
				      "Ordinal '%d' exceeds the maximum number.",
				      (int)argv[0].integer);
	list_move(data_columns(table), from, to);
	for (size_t i = 0; i < data_rows(table)->count; i++)
		list_move(value_as_list(data_row(data_rows(table)->items[i])->values), from, to);
	return OK;
}

#define COLUMN "System.Data.DataColumn"
static const struct member column_members[] = {
	METHOD("void SetOrdinal(int ordinal)", set_ordinal),
	METHOD("string ToString()", object_to_string),
	PROPERTY_RW("bool AllowDBNull {get;set;}", get_allow_null, set_allow_null),
	PROPERTY_RW("bool AutoIncrement {get;set;}", get_counts, set_counts),
	PROPERTY_RW("long AutoIncrementSeed {get;set;}", get_seed, set_seed),
	PROPERTY_RW("long AutoIncrementStep {get;set;}", get_step, set_step),
	PROPERTY_RW("string Caption {get;set;}", get_caption, set_caption),
	PROPERTY_RW("string ColumnName {get;set;}", get_name, set_name),
	PROPERTY_RW("type DataType {get;set;}", get_type, set_type),
	PROPERTY_RW("System.Object DefaultValue {get;set;}", get_default, set_default),
	PROPERTY_RW("int MaxLength {get;set;}", get_max_length, set_max_length),
	PROPERTY("int Ordinal {get;}", get_ordinal),
	PROPERTY_RW("bool ReadOnly {get;set;}", get_read_only, set_read_only),
	PROPERTY("System.Data.DataTable Table {get;}", get_table),
	PROPERTY_RW("bool Unique {get;set;}", get_unique, set_unique),
	CONSTRUCTOR(COLUMN " new()", column_construct),
	CONSTRUCTOR(COLUMN " new(string columnName)", column_construct),
	CONSTRUCTOR(COLUMN " new(string columnName, type dataType)", column_construct),
	MEMBER_END,
};
struct type type_data_column = {
	.name = COLUMN,
	.members = column_members,
	.mark = column_mark,
	.to_string = column_to_string_hook,
};

/* ---- the collection ---- */

ptrdiff_t data_find_column(Value table, Value column)
{
	const struct list *list = data_columns(table);
	column = value_base(column);
	if (value_is_integer(column))
		return column.integer >= 0 && (size_t)column.integer < list->count ? column.integer
										   : -1;
	for (size_t i = 0; i < list->count; i++)
		if (column.tag == VALUE_STRING
			    ? string_equal_ignore_case(data_column(list->items[i])->name, column)
			    : column.tag == VALUE_OBJECT && column.cell == list->items[i].cell)
			return (ptrdiff_t)i;
	return -1;
}

/* A column without a name is Column1, Column2... */
static void give_name(Value table, Value column)
{
	for (int n = 1; string_length(data_column(column)->name) == 0; n++) {
		Value name = string_printf("Column%d", n);
		if (data_find_column(table, name) < 0)
			data_column(column)->name = name;
	}
}

static enum status add_column(Value table, Value column)
{
	struct data_column *c = data_column(column);
	if (!value_is_null(c->table))
		return throw_exception("System.ArgumentException",
				       "Column '%s' already belongs to this or another DataTable.",
				       string_data(c->name));
	give_name(table, column);
	if (data_find_column(table, c->name) >= 0)
		return throw_exception("System.Data.DuplicateNameException",
				       "A column named '%s' already belongs to this DataTable.",
				       string_data(c->name));
	c->table = table;
	list_add(data_columns(table), column);
	for (size_t i = 0; i < data_rows(table)->count; i++) {
		Value value = c->default_value;
		if (c->counts) {
			value = value_integer(c->type->tag, c->next);
			c->next += c->step;
		}
		list_add(value_as_list(data_row(data_rows(table)->items[i])->values), value);
	}
	return OK;
}

/* (column), (), (name), (name, type) */
static enum status add(Value self, int argc, const Value *argv, Value *result_r)
{
	if (argc == 1 && argv[0].tag == VALUE_OBJECT)
		return add_column(table_of(self), argv[0]);
	return column_construct(self, argc, argv, result_r) == OK
		       ? add_column(table_of(self), *result_r)
		       : ERROR;
}

static enum status add_range(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	for (size_t i = 0; i < value_count(argv[0]); i++)
		if (add_column(table_of(self), value_item(argv[0], i)) != OK)
			return ERROR;
	return OK;
}

static enum status contains(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(data_find_column(table_of(self), argv[0]) >= 0);
	return OK;
}

static enum status index_of(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_int((int32_t)data_find_column(table_of(self), argv[0]));
	return OK;
}

static enum status remove_column(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	Value table = table_of(self);
	ptrdiff_t at = data_find_column(table, argv[0]);
	if (at < 0 && value_is_integer(argv[0]))
		return throw_exception("System.IndexOutOfRangeException", "Cannot find column %d.",
				       (int)argv[0].integer);
	if (at < 0) {
		Value name = value_to_string(argv[0]);
		return throw_exception("System.ArgumentException",
				       "Column '%s' does not belong to table %s.",
				       string_data(name), string_data(data_table(table)->name));
	}
	data_column(data_columns(table)->items[at])->table = NULL_VALUE;
	list_remove_at(data_columns(table), (size_t)at, 1);
	for (size_t i = 0; i < data_rows(table)->count; i++)
		list_remove_at(value_as_list(data_row(data_rows(table)->items[i])->values),
			       (size_t)at, 1);
	return OK;
}

static enum status clear(Value self, int argc UNUSED, const Value *argv UNUSED,
			 Value *result_r UNUSED)
{
	Value first = value_int(0), ignored;
	while (data_columns(table_of(self))->count > 0)
		if (remove_column(self, 1, &first, &ignored) != OK)
			return ERROR;
	return OK;
}

static enum status get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)data_columns(table_of(self))->count);
	return OK;
}

static enum status get_index(Value self, Value index, Value *result_r)
{
	ptrdiff_t at = data_find_column(table_of(self), index);
	*result_r = at < 0 ? NULL_VALUE : data_columns(table_of(self))->items[at];
	return OK;
}

static enum status item(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return get_index(self, argv[0], result_r);
}

static enum status next_column(struct enumerator *e, bool *more_r, Value *item_r)
{
	const struct list *list = data_columns(table_of(e->source));
	*more_r = e->position < list->count;
	if (*more_r)
		*item_r = list->items[e->position++];
	return OK;
}

static enum status enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = next_column};
	return OK;
}

static void part_mark(void *cell)
{
	gc_mark(((struct data_part *)cell)->table);
}

Value data_part_new(const struct type *type, Value table)
{
	struct data_part *p = gc_alloc(type, VALUE_OBJECT, sizeof(*p));
	p->table = table;
	return value_cell(VALUE_OBJECT, p);
}

static const struct member columns_members[] = {
	METHOD("void Add(" COLUMN " column)", add),
	METHOD(COLUMN " Add(string columnName, type type)", add),
	METHOD(COLUMN " Add(string columnName)", add),
	METHOD(COLUMN " Add()", add),
	METHOD("void AddRange(" COLUMN "[] columns)", add_range),
	METHOD("void Clear()", clear),
	METHOD("bool Contains(string name)", contains),
	METHOD("int IndexOf(" COLUMN " column)", index_of),
	METHOD("int IndexOf(string columnName)", index_of),
	METHOD("void Remove(" COLUMN " column)", remove_column),
	METHOD("void Remove(string name)", remove_column),
	METHOD("void RemoveAt(int index)", remove_column),
	METHOD(COLUMN " get_Item(int index)", item),
	METHOD(COLUMN " get_Item(string name)", item),
	PROPERTY("int Count {get;}", get_count),
	MEMBER_END,
};
static const struct type *const collection_interfaces[] = {&type_icollection, &type_ienumerable,
							   NULL};
struct type type_data_columns = {
	.name = "System.Data.DataColumnCollection",
	.members = columns_members,
	.interfaces = collection_interfaces,
	.mark = part_mark,
	.enumerate = enumerate,
	.get_index = get_index,
};

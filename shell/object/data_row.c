/* System.Data.DataRow: its columns are properties and indexes. */
#include "object/data_private.h"

#include "base/strbuf.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type_private.h"

static void row_mark(void *cell)
{
	struct data_row *r = cell;
	gc_mark(r->table);
	gc_mark(r->values);
	gc_mark(r->original);
	gc_mark(r->error);
}

Value data_row_new(Value table)
{
	struct data_row *r = gc_alloc(&type_data_row, VALUE_OBJECT, sizeof(*r));
	Value made = value_cell(VALUE_OBJECT, r);
	r->table = table;
	r->original = r->values = NULL_VALUE;
	r->error = string_empty();
	r->values = list_new();
	r->state = ROW_DETACHED;
	for (size_t i = 0; i < data_columns(table)->count; i++) {
		struct data_column *c = data_column(data_columns(table)->items[i]);
		Value value = c->default_value;
		if (c->counts) {
			value = value_integer(c->type->tag, c->next);
			c->next += c->step;
		}
		list_add(value_as_list(r->values), value);
	}
	return made;
}

static struct list *values_of(Value row)
{
	struct list *values = value_as_list(data_row(row)->values);
	while (values->count < data_columns(data_row(row)->table)->count) /* a column came later */
		list_add(values, db_null());
	return values;
}

/* "<why>Couldn't store <x> in Age Column.  Expected type is Int32.": of the conversion's sentence, why is the part that .NET
 * says, behind 'Error: ' in quotes. */
static enum status refuse(const struct data_column *c, Value value)
{
	static const char before[] = "Error: \"";
	struct error_record *record = value_as_error_record(error_take());
	const char *text = value_text(((struct exception *)record->exception.cell)->message);
	const char *why = strstr(text, before), *name = strrchr(c->type->name, '.');
	why = why != NULL ? why + strlen(before) : text;
	return throw_exception("System.ArgumentException",
			       "%.*sCouldn't store <%s> in %s Column.  Expected type is %s.",
			       (int)strlen(why) - (why != text), why, value_text(value),
			       string_data(c->name), name != NULL ? name + 1 : c->type->name);
}

static enum status check_length(const struct data_column *c, Value value)
{
	if (c->max_length >= 0 && value.tag == VALUE_STRING &&
	    (int64_t)string_length(value) > c->max_length)
		return throw_exception("System.ArgumentException",
				       "Cannot set column '%s'. The value violates the MaxLength "
				       "limit of this column.",
				       string_data(c->name));
	return OK;
}

enum status data_row_set(Value row, size_t column, Value value)
{
	struct data_row *r = data_row(row);
	const struct data_column *c = data_column(data_columns(r->table)->items[column]);
	if (r->state == ROW_DELETED)
		return throw_exception(
			"System.Data.DeletedRowInaccessibleException",
			"Deleted row information cannot be accessed through the row.");
	if (c->read_only && r->state != ROW_DETACHED)
		return throw_exception("System.Data.ReadOnlyException", "Column '%s' is read only.",
				       string_data(c->name));
	value = value_base(value);
	if (value_is_null(value) && (c->type->flags & TYPE_VALUE || c->type->tag < VALUE_STRING))
		return throw_exception(
			"System.ArgumentException",
			"Cannot set Column '%s' to be null. Please use DBNull instead.",
			string_data(c->name));
	if (value_is_null(value) || is_db_null(value))
		value = db_null();
	else if (convert_to(value, c->type, &value) != OK)
		return refuse(c, value);
	if (check_length(c, value) != OK)
		return ERROR;
	if (r->state == ROW_UNCHANGED) {
		r->original = list_new();
		for (size_t i = 0; i < values_of(row)->count; i++)
			list_add(value_as_list(r->original), values_of(row)->items[i]);
		r->state = ROW_MODIFIED;
	}
	values_of(row)->items[column] = value;
	return OK;
}

bool data_equal(Value table, Value a, Value b)
{
	if (is_db_null(a) || is_db_null(b))
		return is_db_null(a) && is_db_null(b);
	return value_equal(a, b, !data_table(table)->case_sensitive);
}

static bool is_key(Value table, Value column)
{
	Value key = data_table(table)->key;
	return value_count(key) == 1 && value_item(key, 0).cell == column.cell;
}

static enum status check_rules(Value row)
{
	Value table = data_row(row)->table;
	for (size_t i = 0; i < data_columns(table)->count; i++) {
		Value column = data_columns(table)->items[i], value = values_of(row)->items[i];
		const struct data_column *c = data_column(column);
		if (is_db_null(value) && (c->refuses_null || is_key(table, column)))
			return throw_exception("System.Data.NoNullAllowedException",
					       "Column '%s' does not allow nulls.",
					       string_data(c->name));
		if (!c->unique && !is_key(table, column))
			continue;
		for (size_t k = 0; k < data_rows(table)->count; k++) {
			Value other = data_rows(table)->items[k];
			if (other.cell == row.cell || data_row(other)->state == ROW_DELETED ||
			    !data_equal(table, values_of(other)->items[i], value))
				continue;
			return throw_exception("System.Data.ConstraintException",
					       "Column '%s' is constrained to be unique.  Value "
					       "'%s' is already present.",
					       string_data(c->name), value_text(value));
		}
	}
	return OK;
}

enum status data_row_attach(Value row, size_t at)
{
	if (data_row(row)->state != ROW_DETACHED)
		return throw_exception("System.ArgumentException",
				       "This row already belongs to this table.");
	if (check_rules(row) != OK)
		return ERROR;
	struct list *rows = data_rows(data_row(row)->table);
	list_insert(rows, MIN(at, rows->count), row);
	data_row(row)->state = ROW_ADDED;
	return OK;
}

static void detach(Value row)
{
	struct list *rows = data_rows(data_row(row)->table);
	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i].cell == row.cell) {
			list_remove_at(rows, i, 1);
			break;
		}
	data_row(row)->state = ROW_DETACHED;
}

void data_row_accept(Value row)
{
	struct data_row *r = data_row(row);
	if (r->state == ROW_DELETED)
		detach(row);
	else if (r->state != ROW_DETACHED)
		r->state = ROW_UNCHANGED;
	r->original = NULL_VALUE;
}

void data_row_reject(Value row)
{
	struct data_row *r = data_row(row);
	if (r->state == ROW_ADDED) {
		detach(row);
		return;
	}
	if (!value_is_null(r->original))
		r->values = r->original;
	r->original = NULL_VALUE;
	if (r->state != ROW_DETACHED)
		r->state = ROW_UNCHANGED;
}

void data_row_delete(Value row)
{
	if (data_row(row)->state == ROW_ADDED)
		detach(row);
	else if (data_row(row)->state != ROW_DETACHED)
		data_row(row)->state = ROW_DELETED;
}

/* ---- as scripts see it ---- */

static enum status no_column(Value row, Value column)
{
	if (value_is_integer(column))
		return throw_exception("System.IndexOutOfRangeException", "Cannot find column %d.",
				       (int)column.integer);
	return throw_exception("System.ArgumentException",
			       "Column '%s' does not belong to table %s.", value_text(column),
			       string_data(data_table(data_row(row)->table)->name));
}

static enum status get_item(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	ptrdiff_t at = data_find_column(data_row(self)->table, argv[0]);
	if (at < 0)
		return no_column(self, argv[0]);
	if (data_row(self)->state == ROW_DELETED)
		return throw_exception(
			"System.Data.DeletedRowInaccessibleException",
			"Deleted row information cannot be accessed through the row.");
	*result_r = values_of(self)->items[at];
	return OK;
}

static enum status set_item(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	ptrdiff_t at = data_find_column(data_row(self)->table, argv[0]);
	return at < 0 ? no_column(self, argv[0]) : data_row_set(self, (size_t)at, argv[1]);
}

static enum status get_index(Value self, Value index, Value *result_r)
{
	ptrdiff_t at = data_find_column(data_row(self)->table, index);
	*result_r = at < 0 ? NULL_VALUE : values_of(self)->items[at];
	return OK;
}

/* An index is the language's: what it says is nobody's to wrap. */
static enum status set_index(Value self, Value index, Value value)
{
	Value arguments[] = {value_base(index), value}, ignored;
	if (set_item(self, 2, arguments, &ignored) == OK)
		return OK;
	struct error_record *record = value_as_error_record(error_take());
	struct exception *e = (struct exception *)record->exception.cell;
	return throw_operation(e->cell.type->name, "%s", value_text(e->message));
}

static bool get_dynamic(Value self, const char *name, Value *result_r)
{
	ptrdiff_t at = data_find_column(data_row(self)->table, string_from(name));
	if (at < 0)
		return false;
	*result_r = values_of(self)->items[at];
	return true;
}

static enum status set_dynamic(Value self, const char *name, Value value)
{
	ptrdiff_t at = data_find_column(data_row(self)->table, string_from(name));
	if (at < 0)
		return throw_error_type(
			"System.Management.Automation.SetValueInvocationException",
			"ExceptionWhenSetting", CATEGORY_NOT_SPECIFIED, NULL_VALUE,
			"Exception setting \"%s\": \"The property '%s' cannot be found on this "
			"object. Verify that the property exists and can be set.\"",
			name, name);
	if (data_row_set(self, (size_t)at, value) == OK)
		return OK;
	struct error_record *record = value_as_error_record(error_take());
	struct exception *e = (struct exception *)record->exception.cell;
	return throw_error_type("System.Management.Automation.SetValueInvocationException",
				"CatchFromBaseAdapterSetValue", CATEGORY_NOT_SPECIFIED, NULL_VALUE,
				"Exception setting \"%s\": \"%s\"", name, value_text(e->message));
}

static struct property *list_dynamic(Value self, size_t *count_r)
{
	const struct list *columns = data_columns(data_row(self)->table);
	struct property *shown = gc_alloc_buffer((columns->count + 1) * sizeof(*shown));
	for (size_t i = 0; i < columns->count; i++)
		shown[i] = (struct property){string_data(data_column(columns->items[i])->name),
					     values_of(self)->items[i]};
	*count_r = columns->count;
	return shown;
}

static enum status get_values(Value self, Value *result_r)
{
	*result_r = array_from(values_of(self)->items, values_of(self)->count);
	return OK;
}

static enum status set_values(Value self, Value value)
{
	for (size_t i = 0; i < MIN(value_count(value), values_of(self)->count); i++)
		if (!value_is_null(value_item(value, i)) &&
		    data_row_set(self, i, value_item(value, i)) != OK)
			return ERROR;
	return OK;
}

static enum status get_state(Value self, Value *result_r)
{
	*result_r = enum_value(&type_data_row_state, data_row(self)->state);
	return OK;
}

static enum status get_table(Value self, Value *result_r)
{
	*result_r = data_row(self)->table;
	return OK;
}

static enum status get_error(Value self, Value *result_r)
{
	*result_r = data_row(self)->error;
	return OK;
}

static enum status set_error(Value self, Value value)
{
	data_row(self)->error = value;
	return OK;
}

static enum status has_errors(Value self, Value *result_r)
{
	*result_r = value_bool(string_length(data_row(self)->error) > 0);
	return OK;
}

static enum status is_null(Value self, int argc, const Value *argv, Value *result_r)
{
	if (get_item(self, argc, argv, result_r) != OK)
		return ERROR;
	*result_r = value_bool(is_db_null(*result_r));
	return OK;
}

#define ACTION(function, call)                                                             \
	static enum status function(Value self, int argc UNUSED, const Value *argv UNUSED, \
				    Value *result_r UNUSED)                                \
	{                                                                                  \
		call(self);                                                                \
		return OK;                                                                 \
	}
ACTION(accept_changes, data_row_accept)
ACTION(reject_changes, data_row_reject)
ACTION(delete_row, data_row_delete)
ACTION(edit, (void)) /* values are stored as they come */

static const struct member row_members[] = {
	METHOD("void AcceptChanges()", accept_changes),
	METHOD("void BeginEdit()", edit),
	METHOD("void EndEdit()", edit),
	METHOD("void Delete()", delete_row),
	METHOD("bool IsNull(int columnIndex)", is_null),
	METHOD("bool IsNull(string columnName)", is_null),
	METHOD("bool IsNull(System.Data.DataColumn column)", is_null),
	METHOD("void RejectChanges()", reject_changes),
	METHOD("System.Object get_Item(int columnIndex)", get_item),
	METHOD("System.Object get_Item(string columnName)", get_item),
	METHOD("System.Object get_Item(System.Data.DataColumn column)", get_item),
	METHOD("void set_Item(int columnIndex, System.Object value)", set_item),
	METHOD("void set_Item(string columnName, System.Object value)", set_item),
	METHOD("string ToString()", object_to_string),
	PROPERTY_RW("string RowError {get;set;}", get_error, set_error),
	PROPERTY("System.Data.DataRowState RowState {get;}", get_state),
	PROPERTY("System.Data.DataTable Table {get;}", get_table),
	PROPERTY_RW("System.Object[] ItemArray {get;set;}", get_values, set_values),
	PROPERTY("bool HasErrors {get;}", has_errors),
	MEMBER_END,
};
struct type type_data_row = {
	.name = "System.Data.DataRow",
	.members = row_members,
	.mark = row_mark,
	.get_index = get_index,
	.set_index = set_index,
	.get_dynamic = get_dynamic,
	.set_dynamic = set_dynamic,
	.list_dynamic = list_dynamic,
};

static const struct enum_member state_members[] = {
	{"Detached", ROW_DETACHED}, {"Unchanged", ROW_UNCHANGED}, {"Added", ROW_ADDED},
	{"Deleted", ROW_DELETED},   {"Modified", ROW_MODIFIED},   {NULL, 0},
};
struct type type_data_row_state = {
	.name = "System.Data.DataRowState",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = state_members,
};

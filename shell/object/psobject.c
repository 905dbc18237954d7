#include "object/psobject.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject_members.h"
#include "object/runtime.h"
#include "object/shape.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <string.h>

static void psobject_mark(void *cell)
{
	struct psobject *o = cell;
	gc_mark(o->base);
	gc_mark_cell(o->shape);
	gc_mark_value_buffer(o->values, o->shape->count);
	gc_mark(o->members);
	gc_mark(o->type_names);
}

/* "@{a=1; b=2}" */
static enum status psobject_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	struct psobject *o = value_as_psobject(self);
	if (o->base.tag != VALUE_UNSET) {
		value_append_string(o->base, out);
		return OK;
	}
	return psobject_append_text(self, out);
}

struct type type_psobject = {
	.name = "System.Management.Automation.PSObject",
	.alias = "psobject",
	.tag = VALUE_PSOBJECT,
	.mark = psobject_mark,
	.to_string = psobject_to_string,
	.members = psobject_type_members,
	.convert = psobject_convert,
};

struct type type_pscustomobject = {
	.name = "System.Management.Automation.PSCustomObject",
	.tag = VALUE_PSOBJECT,
	.members = pscustomobject_members,
	.mark = psobject_mark,
	.to_string = psobject_to_string,
	.convert = pscustomobject_convert,
};

/* What [pscustomobject] names: casts make custom objects, but as a type it is PSObject. */
struct type type_custom_literal = {
	.name = "System.Management.Automation.PSObject",
	.alias = "psobject",
	.tag = VALUE_PSOBJECT,
	.members = psobject_type_members,
	.convert = pscustomobject_convert,
};

static struct psobject *psobject_alloc(const struct type *type, Value base)
{
	struct psobject *o = gc_alloc(type, VALUE_PSOBJECT, sizeof(*o));
	o->base = base;
	o->shape = shape_empty();
	return o;
}

Value psobject_new(void)
{
	return value_cell(VALUE_PSOBJECT, psobject_alloc(&type_pscustomobject, UNSET_VALUE));
}

Value psobject_wrap(Value base)
{
	if (base.tag == VALUE_PSOBJECT)
		return base;
	return value_cell(VALUE_PSOBJECT, psobject_alloc(&type_psobject, base));
}

Value psobject_new_typed(const char *type_name)
{
	Value v = psobject_new();
	if (type_name != NULL)
		value_add_type_name(v, type_name);
	return v;
}

void psobject_set(Value object, const char *name, Value value)
{
	struct psobject *o = value_as_psobject(object);
	if (value.tag == VALUE_VOID)
		value = NULL_VALUE;
	ptrdiff_t found = shape_find(o->shape, name);
	if (found >= 0) {
		o->values[found] = value;
		return;
	}
	size_t count = o->shape->count;
	/* Room doubles: at 0, 4, 8, 16... values. */
	if (count == 0 || (count >= 4 && (count & (count - 1)) == 0))
		o->values = gc_realloc_buffer(o->values, count * sizeof(Value),
					      MAX(count * 2, (size_t)4) * sizeof(Value));
	o->values[count] = value;
	o->shape = shape_add(o->shape, name_intern(name));
}

bool psobject_get(Value object, const char *name, Value *value_r)
{
	const struct psobject *o = value_as_psobject(object);
	ptrdiff_t found = shape_find(o->shape, name);
	if (found < 0)
		return false;
	*value_r = o->values[found];
	return true;
}

bool psobject_remove(Value object, const char *name)
{
	struct psobject *o = value_as_psobject(object);
	ptrdiff_t found = shape_find(o->shape, name);
	if (found < 0)
		return false;
	size_t count = o->shape->count, room = 4;
	while (room < count)
		room *= 2;
	Value *values = gc_alloc_buffer(room * sizeof(Value));
	memcpy(values, o->values, (size_t)found * sizeof(Value));
	memcpy(values + found, o->values + found + 1, (count - (size_t)found - 1) * sizeof(Value));
	o->values = values;
	o->shape = shape_without(o->shape, (size_t)found);
	return true;
}

size_t psobject_count(Value object)
{
	return value_as_psobject(object)->shape->count;
}

const char *psobject_name_at(Value object, size_t i)
{
	return value_as_psobject(object)->shape->names[i];
}

Value psobject_value_at(Value object, size_t i)
{
	return value_as_psobject(object)->values[i];
}

Value psobject_from_shape(struct shape *shape, const Value *values)
{
	struct psobject *o = psobject_alloc(&type_pscustomobject, UNSET_VALUE);
	size_t room = 4;
	while (room < shape->count)
		room *= 2;
	o->values = gc_alloc_buffer(room * sizeof(Value));
	if (shape->count > 0)
		memcpy(o->values, values, shape->count * sizeof(Value));
	o->shape = shape;
	return value_cell(VALUE_PSOBJECT, o);
}

Value psobject_copy(Value object)
{
	struct psobject *o = value_as_psobject(object);
	Value made = psobject_from_shape(shape_empty(), NULL);
	struct psobject *copy = value_as_psobject(made);
	copy->cell.type = o->cell.type;
	copy->base = o->base;
	for (size_t i = 0; i < o->shape->count; i++)
		psobject_set(made, o->shape->names[i], o->values[i]);
	copy->members = o->members;
	copy->type_names = o->type_names;
	return made;
}

static void type_names_of(const struct type *type, Value list)
{
	for (; type != NULL; type = type->base) {
		struct strbuf name = STRBUF_INIT;
		type_append_full_name(type, &name);
		list_add(value_as_list(list), string_from_strbuf(&name));
	}
}

Value value_type_names(Value v)
{
	Value extras;
	Value own = v.tag == VALUE_PSOBJECT            ? value_as_psobject(v)->type_names
		    : member_extras(v, false, &extras) ? value_as_psobject(extras)->type_names
						       : NULL_VALUE;
	if (!value_is_null(own)) {
		Value names = array_new(value_count(own));
		names.cell->type = &type_string_array;
		for (size_t i = 0; i < value_count(own); i++)
			value_as_array(names)->items[i] = value_item(own, i);
		return names;
	}
	Value list = list_new();
	if (!value_is_null(v))
		type_names_of(value_type(v), list);
	Value names = list_to_array(value_as_list(list));
	names.cell->type = &type_string_array;
	return names;
}

Value value_type_name_list(Value object)
{
	Value target = object;
	if (object.tag != VALUE_PSOBJECT && !member_extras(object, true, &target))
		target = psobject_wrap(object); /* text and numbers: a list that changes nothing */
	struct psobject *o = value_as_psobject(target);
	if (o->type_names.tag != VALUE_LIST) {
		Value names =
			value_is_null(o->type_names) ? value_type_names(object) : o->type_names;
		Value list = list_new_typed(type_string_collection());
		for (size_t i = 0; i < value_count(names); i++)
			list_add(value_as_list(list), value_item(names, i));
		o->type_names = list;
	}
	return o->type_names;
}

void value_add_type_name(Value object, const char *name)
{
	list_insert(value_as_list(value_type_name_list(object)), 0, string_from(name));
}

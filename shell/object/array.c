#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"
#include "object/type.h"
#include "object/type_private.h"

#include <string.h>

static void array_mark(void *cell)
{
	struct array *a = cell;
	gc_mark_value_buffer(a->items, a->count);
	gc_mark_buffer(a->bytes);
	gc_mark_buffer(a->lengths);
	gc_mark_buffer(a->lower_bounds);
}

static enum status array_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	struct array *a = value_as_array(e->source);
	*more_r = e->position < a->count;
	if (*more_r)
		*item_r = array_get(a, e->position++);
	return OK;
}

static enum status array_enumerate(Value self, struct enumerator *e)
{
	e->source = self;
	e->position = 0;
	e->next = array_next;
	return OK;
}

const struct type *const array_interfaces[] = {
	&type_ilist, &type_icollection, &type_ienumerable, &type_generic_ienumerable, NULL,
};

struct type type_array = {
	.name = "System.Array",
	.alias = "array",
	.tag = VALUE_ARRAY,
	.flags = TYPE_ABSTRACT,
	.members = array_members,
	.interfaces = array_interfaces,
	.mark = array_mark,
	.enumerate = array_enumerate,
	.convert = array_convert,
	.to_string = NULL,
};

#define ARRAY_TYPE(variable, type_name, item) \
	struct type variable = {              \
		.name = type_name,            \
		.base = &type_array,          \
		.tag = VALUE_ARRAY,           \
		.mark = array_mark,           \
		.enumerate = array_enumerate, \
		.convert = array_convert,     \
		.element = &(item),           \
		.rank = 1,                    \
		.flags = TYPE_SEALED,         \
	}
ARRAY_TYPE(type_object_array, "System.Object[]", type_object);
ARRAY_TYPE(type_string_array, "System.String[]", type_string);
ARRAY_TYPE(type_byte_array, "System.Byte[]", type_byte);
ARRAY_TYPE(type_int32_array, "System.Int32[]", type_int32);
ARRAY_TYPE(type_char_array, "System.Char[]", type_char);

Value array_new(size_t count)
{
	struct array *a = gc_alloc(&type_object_array, VALUE_ARRAY, sizeof(*a));
	a->count = count;
	a->items = count > 0 ? gc_alloc_buffer(count * sizeof(Value)) : NULL;
	return value_cell(VALUE_ARRAY, a); /* all zero: VALUE_NULL */
}

Value array_new_typed(const struct type *array_type, size_t count)
{
	if (array_type->element == &type_byte) {
		Value v = array_new_bytes(NULL, count);
		v.cell->type = array_type;
		return v;
	}
	Value v = array_new(count);
	struct array *a = value_as_array(v);
	a->cell.type = array_type;
	if (array_type->element->flags & (TYPE_VALUE | TYPE_ENUM)) {
		Value start = type_default(array_type->element);
		for (size_t i = 0; i < count; i++)
			a->items[i] = start;
	}
	return v;
}

Value array_new_ranks(const struct type *array_type, const int32_t *lengths,
		      const int32_t *lower_bounds)
{
	size_t count = 1, size = (size_t)array_type->rank * sizeof(int32_t);
	for (int i = 0; i < array_type->rank; i++)
		count *= (size_t)lengths[i];
	Value v = array_new_typed(array_type, count);
	struct array *a = value_as_array(v);
	a->lengths = gc_alloc_bytes(size);
	memcpy(a->lengths, lengths, size);
	if (lower_bounds != NULL) {
		a->lower_bounds = gc_alloc_bytes(size);
		memcpy(a->lower_bounds, lower_bounds, size);
	}
	return v;
}

Value array_from(const Value *items, size_t count)
{
	Value v = array_new(count);
	struct array *a = value_as_array(v);
	if (count > 0)
		memcpy(a->items, items, count * sizeof(Value));
	return v;
}

Value array_new_bytes(const void *bytes, size_t count)
{
	struct array *a = gc_alloc(&type_byte_array, VALUE_ARRAY, sizeof(*a));
	a->count = count;
	a->bytes = gc_alloc_bytes(MAX(count, (size_t)1));
	if (bytes != NULL)
		memcpy(a->bytes, bytes, count);
	return value_cell(VALUE_ARRAY, a);
}

Value array_new_strings(const char *const *texts, size_t count)
{
	Value v = array_new(count);
	struct array *a = value_as_array(v);
	a->cell.type = &type_string_array;
	for (size_t i = 0; i < count; i++)
		a->items[i] = string_from(texts[i]);
	return v;
}

Value array_get(const struct array *a, size_t i)
{
	return a->bytes != NULL ? value_integer(VALUE_BYTE, a->bytes[i]) : a->items[i];
}

enum status array_set(struct array *a, size_t i, Value v)
{
	const struct type *element = a->cell.type->element;
	if (element != &type_object) {
		enum status status = convert_to(v, element, &v);
		if (status != OK)
			return status;
	}
	if (v.tag == VALUE_VOID)
		v = NULL_VALUE;
	if (a->bytes != NULL)
		a->bytes[i] = (uint8_t)v.integer;
	else
		a->items[i] = v;
	return OK;
}

size_t value_count(Value v)
{
	v = value_base(v);
	if (v.tag == VALUE_ARRAY)
		return value_as_array(v)->count;
	if (v.tag == VALUE_LIST)
		return value_as_list(v)->count;
	return 1;
}

Value value_item(Value v, size_t i)
{
	Value base = value_base(v);
	if (base.tag == VALUE_ARRAY)
		return array_get(value_as_array(base), i);
	if (base.tag == VALUE_LIST)
		return value_as_list(base)->items[i];
	return v;
}

/* NameValueCollection and BitArray. */
#include "object/specialized.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/collections.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/generic.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/small_types.h"
#include "object/string.h"
#include "object/type_private.h"
#include "object/utility_types.h"

#include <string.h>

/* ---- NameValueCollection: names, case ignored, each with one value or more ---- */

struct name_values {
	struct cell cell;
	Value names, values; /* lists; of values, lists of strings */
};

struct type type_name_values;

static void name_values_mark(void *cell)
{
	struct name_values *c = cell;
	gc_mark(c->names);
	gc_mark(c->values);
}

static struct name_values *of(Value v)
{
	return (struct name_values *)v.cell;
}

Value name_values_new(void)
{
	struct name_values *c = gc_alloc(&type_name_values, VALUE_OBJECT, sizeof(*c));
	Value made = value_cell(VALUE_OBJECT, c);
	c->names = c->values = NULL_VALUE;
	c->names = list_new();
	c->values = list_new();
	return made;
}

static size_t count_of(Value v)
{
	return value_count(of(v)->names);
}

static ptrdiff_t index_of(Value self, Value name)
{
	for (size_t i = 0; i < count_of(self); i++) {
		Value known = value_item(of(self)->names, i);
		if (value_is_null(name)
			    ? value_is_null(known)
			    : !value_is_null(known) &&
				      strcasecmp(string_data(known), string_data(name)) == 0)
			return (ptrdiff_t)i;
	}
	return -1;
}

void name_values_add(Value self, Value name, Value value)
{
	ptrdiff_t at = index_of(self, name);
	if (at < 0) {
		at = (ptrdiff_t)count_of(self);
		list_add(value_as_list(of(self)->names), name);
		list_add(value_as_list(of(self)->values), list_new());
	}
	list_add(value_as_list(value_item(of(self)->values, (size_t)at)), value);
}

/* "1,2", or $null when there are none. */
static Value joined(Value self, ptrdiff_t at)
{
	if (at < 0)
		return NULL_VALUE;
	Value values = value_item(of(self)->values, (size_t)at);
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < value_count(values); i++) {
		strbuf_adds(&text, i ? "," : "");
		value_append_string(value_item(values, i), &text);
	}
	return value_count(values) ? string_from_strbuf(&text) : NULL_VALUE;
}

static enum status add(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	if (argc == 2) {
		name_values_add(self, argv[0], argv[1]);
		return OK;
	}
	for (size_t i = 0; i < count_of(argv[0]); i++) {
		Value values = value_item(of(argv[0])->values, i);
		for (size_t k = 0; k < value_count(values); k++)
			name_values_add(self, value_item(of(argv[0])->names, i),
					value_item(values, k));
	}
	return OK;
}

static enum status set(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	ptrdiff_t at = index_of(self, argv[0]);
	if (at >= 0)
		value_as_list(of(self)->values)->items[at] = list_new();
	name_values_add(self, argv[0], argv[1]);
	return OK;
}

static enum status out_of_range(void)
{
	return throw_argument("System.ArgumentOutOfRangeException", "index",
			      "Index was out of range. Must be non-negative and less than the size "
			      "of the collection.");
}

static enum status get(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (value_is_integer(argv[0])) {
		if (argv[0].integer < 0 || (size_t)argv[0].integer >= count_of(self))
			return out_of_range();
		*result_r = joined(self, argv[0].integer);
		return OK;
	}
	*result_r = joined(self, index_of(self, argv[0]));
	return OK;
}

static Value strings_of(Value list)
{
	Value made = array_new_typed(&type_string_array, value_count(list));
	for (size_t i = 0; i < value_count(list); i++)
		value_as_array(made)->items[i] = value_item(list, i);
	return made;
}

static enum status get_values(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	ptrdiff_t at = index_of(self, argv[0]);
	*result_r = at < 0 ? NULL_VALUE : strings_of(value_item(of(self)->values, (size_t)at));
	return OK;
}

static enum status get_key(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (argv[0].integer < 0 || (size_t)argv[0].integer >= count_of(self))
		return out_of_range();
	*result_r = value_item(of(self)->names, (size_t)argv[0].integer);
	return OK;
}

static enum status remove_name(Value self, int argc UNUSED, const Value *argv,
			       Value *result_r UNUSED)
{
	ptrdiff_t at = index_of(self, argv[0]);
	if (at >= 0) {
		list_remove_at(value_as_list(of(self)->names), (size_t)at, 1);
		list_remove_at(value_as_list(of(self)->values), (size_t)at, 1);
	}
	return OK;
}

static enum status clear(Value self, int argc UNUSED, const Value *argv UNUSED,
			 Value *result_r UNUSED)
{
	of(self)->names = list_new();
	of(self)->values = list_new();
	return OK;
}

static enum status has_keys(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	*result_r = value_bool(count_of(self) > 0);
	return OK;
}

static enum status get_all_keys(Value self, Value *result_r)
{
	*result_r = strings_of(of(self)->names);
	return OK;
}

static enum status get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)count_of(self));
	return OK;
}

/* Enumerating gives the names. */
static enum status next_name(struct enumerator *e, bool *more_r, Value *item_r)
{
	*more_r = e->position < count_of(e->source);
	if (*more_r)
		*item_r = value_item(of(e->source)->names, e->position++);
	return OK;
}

static enum status enumerate_names(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = next_name};
	return OK;
}

static enum status get_index(Value self, Value index, Value *result_r)
{
	index = value_base(index);
	return get(self, 1, &index, result_r);
}

static enum status set_index(Value self, Value index, Value value)
{
	Value arguments[] = {value_to_string(index), value_to_string(value)}, ignored;
	return set(self, 2, arguments, &ignored);
}

static enum status names_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, value_type(self)->name);
	return OK;
}

static bool append_encoded(Value text, struct strbuf *out)
{
	Value encoded;
	if (value_is_null(text))
		return true;
	if (member_invoke_static(&type_http_utility, "UrlEncode", 1, &text, &encoded) != OK)
		return false;
	strbuf_adds(out, string_data(encoded));
	return true;
}

/* name=value&name=value */
static enum status query_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	size_t start = out->length;
	for (size_t i = 0; i < count_of(self); i++) {
		Value name = value_item(of(self)->names, i),
		      values = value_item(of(self)->values, i);
		for (size_t k = 0; k < value_count(values); k++) {
			if (out->length > start)
				strbuf_addc(out, '&');
			if (!append_encoded(name, out))
				return ERROR;
			if (!value_is_null(name))
				strbuf_addc(out, '=');
			if (!append_encoded(value_item(values, k), out))
				return ERROR;
		}
	}
	return OK;
}

static enum status construct(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r)
{
	*result_r = name_values_new();
	return OK;
}

#define NAME_VALUES "System.Collections.Specialized.NameValueCollection"
static const struct member name_values_members[] = {
	METHOD("void Add(string name, string value)", add),
	METHOD("void Add(" NAME_VALUES " c)", add),
	METHOD("void Clear()", clear),
	METHOD("string Get(string name)", get),
	METHOD("string Get(int index)", get),
	METHOD("string GetKey(int index)", get_key),
	METHOD("string[] GetValues(string name)", get_values),
	METHOD("bool HasKeys()", has_keys),
	METHOD("string ToString()", object_to_string),
	METHOD("void Remove(string name)", remove_name),
	METHOD("void Set(string name, string value)", set),
	PROPERTY("string[] AllKeys {get;}", get_all_keys),
	PROPERTY("int Count {get;}", get_count),
	PROPERTY("System.Object Keys {get;}", get_all_keys),
	CONSTRUCTOR(NAME_VALUES " new()", construct),
	MEMBER_END,
};
static const struct type *const collection_interfaces[] = {&type_icollection, &type_ienumerable,
							   NULL};
struct type type_name_values = {
	.name = NAME_VALUES,
	.members = name_values_members,
	.interfaces = collection_interfaces,
	.mark = name_values_mark,
	.enumerate = enumerate_names,
	.get_index = get_index,
	.set_index = set_index,
	.to_string = names_to_string,
};
/* What is shown of it as of its base; ToString() makes the query. */
static struct type type_query = {
	.name = "System.Web.HttpUtility+HttpQSCollection",
	.base = &type_name_values,
	.tag = VALUE_OBJECT,
	.to_string = query_to_string,
};

Value name_values_new_query(void)
{
	Value made = name_values_new();
	made.cell->type = &type_query;
	return made;
}

/* ---- BitArray ---- */

struct bits {
	struct cell cell;
	Value flags; /* array of booleans */
};

static struct type type_bit_array;

static struct array *flags_of(Value v)
{
	return value_as_array(((struct bits *)v.cell)->flags);
}

static void bits_mark(void *cell)
{
	gc_mark(((struct bits *)cell)->flags);
}

static Value bits_new(size_t count)
{
	struct bits *b = gc_alloc(&type_bit_array, VALUE_OBJECT, sizeof(*b));
	Value made = value_cell(VALUE_OBJECT, b);
	b->flags = NULL_VALUE;
	b->flags = array_new_typed(type_array_of(&type_bool, 1), count);
	return made;
}

/* (length [, value]), (byte[]), (int[]), (bool[]) */
static enum status bits_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	if (argv[0].tag == VALUE_INT32) {
		if (argv[0].integer < 0)
			return throw_argument("System.ArgumentOutOfRangeException", "length",
					      "Non-negative number required.");
		*result_r = bits_new((size_t)argv[0].integer);
		for (size_t i = 0; argc > 1 && i < flags_of(*result_r)->count; i++)
			flags_of(*result_r)->items[i] = argv[1];
		return OK;
	}
	const struct type *element = argv[0].cell->type->element;
	size_t width = element == &type_bool ? 1 : element == &type_byte ? 8 : 32;
	size_t count = value_count(argv[0]);
	*result_r = bits_new(count * width);
	for (size_t i = 0; i < count * width; i++)
		flags_of(*result_r)->items[i] =
			value_bool(value_item(argv[0], i / width).integer >> (i % width) & 1);
	return OK;
}

static enum status bit_at(Value self, Value index, Value **place_r)
{
	if (index.integer < 0 || (size_t)index.integer >= flags_of(self)->count)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	*place_r = &flags_of(self)->items[index.integer];
	return OK;
}

static enum status bits_get(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value *place;
	if (bit_at(self, argv[0], &place) != OK)
		return ERROR;
	*result_r = *place;
	return OK;
}

static enum status bits_set(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	Value *place;
	if (bit_at(self, argv[0], &place) != OK)
		return ERROR;
	*place = argv[1];
	return OK;
}

static enum status bits_set_all(Value self, int argc UNUSED, const Value *argv,
				Value *result_r UNUSED)
{
	for (size_t i = 0; i < flags_of(self)->count; i++)
		flags_of(self)->items[i] = argv[0];
	return OK;
}

enum bit_operation { BIT_AND, BIT_OR, BIT_XOR };

static enum status combine(Value self, Value other, enum bit_operation operation, Value *result_r)
{
	if (flags_of(self)->count != flags_of(other)->count)
		return throw_exception("System.ArgumentException",
				       "Array lengths must be the same.");
	for (size_t i = 0; i < flags_of(self)->count; i++) {
		bool a = flags_of(self)->items[i].integer, b = flags_of(other)->items[i].integer;
		flags_of(self)->items[i] = value_bool(operation == BIT_AND  ? a && b
						      : operation == BIT_OR ? a || b
									    : a != b);
	}
	*result_r = self;
	return OK;
}

#define COMBINE(function, operation)                                                \
	static enum status function(Value self, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                \
	{                                                                           \
		return combine(self, argv[0], operation, result_r);                 \
	}
COMBINE(bits_and, BIT_AND)
COMBINE(bits_or, BIT_OR)
COMBINE(bits_xor, BIT_XOR)

static enum status bits_not(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	for (size_t i = 0; i < flags_of(self)->count; i++)
		flags_of(self)->items[i] = value_bool(!flags_of(self)->items[i].integer);
	*result_r = self;
	return OK;
}

static enum status bits_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)flags_of(self)->count);
	return OK;
}

static enum status next_bit(struct enumerator *e, bool *more_r, Value *item_r)
{
	*more_r = e->position < flags_of(e->source)->count;
	if (*more_r)
		*item_r = flags_of(e->source)->items[e->position++];
	return OK;
}

static enum status enumerate_bits(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = next_bit};
	return OK;
}

static enum status bits_get_index(Value self, Value index, Value *result_r)
{
	Value at;
	if (convert_to(index, &type_int32, &at) != OK)
		return ERROR;
	*result_r = NULL_VALUE; /* PowerShell takes an index that is not there for $null */
	bool there = at.integer >= 0 && (size_t)at.integer < flags_of(self)->count;
	return there ? bits_get(self, 1, &at, result_r) : OK;
}

static enum status bits_set_index(Value self, Value index, Value value)
{
	Value arguments[2], ignored;
	if (convert_to(index, &type_int32, &arguments[0]) != OK ||
	    convert_to(value, &type_bool, &arguments[1]) != OK)
		return ERROR;
	return bits_set(self, 2, arguments, &ignored);
}

#define BITS "System.Collections.BitArray"
static const struct member bits_members[] = {
	METHOD(BITS " And(" BITS " value)", bits_and),
	METHOD(BITS " Or(" BITS " value)", bits_or),
	METHOD(BITS " Xor(" BITS " value)", bits_xor),
	METHOD(BITS " Not()", bits_not),
	METHOD("bool Get(int index)", bits_get),
	METHOD("void Set(int index, bool value)", bits_set),
	METHOD("void SetAll(bool value)", bits_set_all),
	PROPERTY("int Count {get;}", bits_get_count),
	PROPERTY("int Length {get;}", bits_get_count),
	CONSTRUCTOR(BITS " new(int length)", bits_construct),
	CONSTRUCTOR(BITS " new(int length, bool defaultValue)", bits_construct),
	CONSTRUCTOR(BITS " new(byte[] bytes)", bits_construct),
	CONSTRUCTOR(BITS " new(bool[] values)", bits_construct),
	CONSTRUCTOR(BITS " new(int[] values)", bits_construct),
	MEMBER_END,
};
static struct type type_bit_array = {
	.name = BITS,
	.members = bits_members,
	.interfaces = collection_interfaces,
	.mark = bits_mark,
	.enumerate = enumerate_bits,
	.get_index = bits_get_index,
	.set_index = bits_set_index,
};

struct type *const specialized_types[] = {&type_name_values, &type_query, &type_bit_array, NULL};

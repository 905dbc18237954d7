/* System.Text.StringBuilder: growing text outside the collected heap. */
#include "object/string_builder.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/array.h"
#include "object/composite_format.h"
#include "object/convert.h"
#include "object/culture.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"

#include <limits.h>
#include <string.h>

struct string_builder {
	struct cell cell;
	struct strbuf text;
	bool ascii; /* so far: indexes are byte offsets */
	int capacity;
};

static struct string_builder *as_builder(Value v)
{
	return (struct string_builder *)v.cell;
}

static bool is_builder(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_string_builder;
}

static void builder_finalize(void *cell)
{
	struct string_builder *b = cell;
	gc_account(-(ptrdiff_t)b->text.capacity);
	strbuf_clear(&b->text);
}

static Value builder_alloc(int capacity)
{
	struct string_builder *b = gc_alloc(&type_string_builder, VALUE_OBJECT, sizeof(*b));
	strbuf_init(&b->text);
	b->ascii = true;
	b->capacity = capacity;
	return value_cell(VALUE_OBJECT, b);
}

/* To be called after text was added from byte `start` on. */
static void grown(struct string_builder *b, size_t start, size_t capacity_before)
{
	if (b->ascii)
		b->ascii = utf8_is_ascii(b->text.data + start, b->text.length - start);
	if (b->text.capacity != capacity_before)
		gc_account((ptrdiff_t)b->text.capacity - (ptrdiff_t)capacity_before);
}

Value string_builder_new(const char *text, size_t length)
{
	Value v = builder_alloc(16);
	struct string_builder *b = as_builder(v);
	size_t capacity = b->text.capacity;
	strbuf_add(&b->text, text, length);
	grown(b, 0, capacity);
	return v;
}

void string_builder_add(Value builder, const char *text, size_t length)
{
	struct string_builder *b = as_builder(builder);
	size_t start = b->text.length, capacity = b->text.capacity;
	strbuf_add(&b->text, text, length);
	grown(b, start, capacity);
}

static int units(const struct string_builder *b)
{
	return (int)(b->ascii ? b->text.length : utf8_utf16_length(b->text.data, b->text.length));
}

static size_t offset_of(const struct string_builder *b, int64_t index)
{
	return b->ascii ? (size_t)index
			: utf8_utf16_offset(b->text.data, b->text.length, (size_t)index);
}

static enum status negative(const char *name, int64_t value)
{
	return throw_exception("System.ArgumentOutOfRangeException",
			       "%s ('%d') must be a non-negative value. (Parameter '%s')\n"
			       "Actual value was %d.",
			       name, (int)value, name, (int)value);
}

static enum status out_of_range(const char *name)
{
	return throw_argument(
		"System.ArgumentOutOfRangeException", name,
		"Index was out of range. Must be non-negative and less than or equal to "
		"the size of the collection.");
}

/* A range of `total` UTF-16 units; ERROR as .NET has it. */
static enum status check_range(int64_t start, int64_t count, int total, const char *start_name,
			       const char *count_name)
{
	if (start < 0)
		return negative(start_name, start);
	if (count < 0)
		return negative(count_name, count);
	if (start > total)
		return out_of_range(start_name);
	if (count > total - start)
		return out_of_range(count_name);
	return OK;
}

/* What Append() and Insert() make of a value: its ToString(). */
static enum status append_value(Value v, struct strbuf *out)
{
	v = value_base(v);
	if (v.tag == VALUE_STRING) {
		strbuf_add(out, string_data(v), string_length(v));
		return OK;
	}
	if (is_builder(v)) {
		strbuf_add(out, as_builder(v)->text.data, as_builder(v)->text.length);
		return OK;
	}
	if (v.tag == VALUE_ARRAY && v.cell->type == &type_char_array) {
		for (size_t i = 0; i < value_count(v); i++)
			value_append_string(value_item(v, i), out);
		return OK;
	}
	return value_format(v, NULL, out);
}

static enum status appended(Value self, size_t start, size_t capacity, enum status status,
			    Value *result_r)
{
	grown(as_builder(self), start, capacity);
	*result_r = self;
	return status;
}

/* Append(value) | (char, repeatCount) | (text or chars or builder, start, count) */
static enum status builder_append(Value self, int argc, const Value *argv, Value *result_r)
{
	struct string_builder *b = as_builder(self);
	size_t start = b->text.length, capacity = b->text.capacity;
	if (argc == 1)
		return appended(self, start, capacity, append_value(argv[0], &b->text), result_r);
	if (argc == 2) {
		if (argv[1].integer < 0)
			return negative("repeatCount", argv[1].integer);
		char bytes[4];
		size_t size = utf8_encode((uint32_t)argv[0].integer, bytes);
		for (int64_t i = 0; i < argv[1].integer; i++)
			strbuf_add(&b->text, bytes, size);
		return appended(self, start, capacity, OK, result_r);
	}
	struct strbuf text = STRBUF_INIT;
	enum status status = append_value(argv[0], &text);
	Value whole = string_from_strbuf(&text);
	if (status == OK)
		status = check_range(argv[1].integer, argv[2].integer,
				     (int)value_as_string(whole)->utf16_length, "startIndex",
				     "count");
	if (status != OK)
		return status;
	Value part = string_slice(whole, (size_t)argv[1].integer, (size_t)argv[2].integer);
	return appended(self, start, capacity, append_value(part, &b->text), result_r);
}

static enum status builder_append_line(Value self, int argc, const Value *argv, Value *result_r)
{
	struct string_builder *b = as_builder(self);
	size_t start = b->text.length, capacity = b->text.capacity;
	enum status status = argc > 0 ? append_value(argv[0], &b->text) : OK;
	strbuf_addc(&b->text, '\n');
	return appended(self, start, capacity, status, result_r);
}

/* ([provider,] format, args...): the last may be an array of them */
static enum status builder_append_format(Value self, int argc, const Value *argv, Value *result_r)
{
	struct string_builder *b = as_builder(self);
	const struct culture *before = culture_current();
	size_t start = b->text.length, capacity = b->text.capacity;
	Value text;
	if (argv[0].tag != VALUE_STRING) {
		culture_use(culture_from_provider(argv[0]));
		argv++;
		argc--;
	}
	enum status status;
	if (argc == 2 && argv[1].tag == VALUE_ARRAY && value_as_array(argv[1])->items != NULL)
		status = composite_format(argv[0], (int)value_count(argv[1]),
					  value_as_array(argv[1])->items, &text);
	else
		status = composite_format(argv[0], argc - 1, argv + 1, &text);
	culture_use(before);
	if (status != OK)
		return status;
	return appended(self, start, capacity, append_value(text, &b->text), result_r);
}

static enum status builder_append_join(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	struct string_builder *b = as_builder(self);
	size_t start = b->text.length, capacity = b->text.capacity;
	struct enumerator e;
	enum status status = value_enumerate(argv[1], &e);
	for (bool first = true; status == OK; first = false) {
		bool more;
		Value item;
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		if (!first)
			status = append_value(argv[0], &b->text);
		if (status == OK)
			status = append_value(item, &b->text);
	}
	return appended(self, start, capacity, status, result_r);
}

/* Insert(index, value [, count]) | (index, chars, start, count) */
static enum status builder_insert(Value self, int argc, const Value *argv, Value *result_r)
{
	struct string_builder *b = as_builder(self);
	struct strbuf text = STRBUF_INIT;
	if (argv[0].integer < 0 || argv[0].integer > units(b))
		return out_of_range("index");
	if (append_value(argv[1], &text) != OK)
		return ERROR;
	size_t capacity = b->text.capacity, at = offset_of(b, argv[0].integer);
	int64_t count = argc == 3 ? argv[2].integer : 1;
	if (argc == 4) {
		Value slice = string_slice(string_from_strbuf(&text), (size_t)argv[2].integer,
					   (size_t)argv[3].integer);
		strbuf_adds(&text, string_data(slice));
	}
	for (int64_t i = 0; i < count; i++)
		strbuf_insert(&b->text, at, text.data, text.length);
	strbuf_clear(&text);
	return appended(self, 0, capacity, OK, result_r);
}

static enum status builder_remove(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct string_builder *b = as_builder(self);
	if (check_range(argv[0].integer, argv[1].integer, units(b), "startIndex", "length") != OK)
		return ERROR;
	size_t start = offset_of(b, argv[0].integer);
	size_t end = offset_of(b, argv[0].integer + argv[1].integer);
	strbuf_remove(&b->text, start, end - start);
	*result_r = self;
	return OK;
}

static enum status builder_clear(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	struct string_builder *b = as_builder(self);
	strbuf_reset(&b->text);
	b->ascii = true;
	*result_r = self;
	return OK;
}

static void replace_all(struct string_builder *b, size_t start, size_t end, const char *old_text,
			size_t old_length, const char *new_text, size_t new_length)
{
	struct strbuf out = STRBUF_INIT;
	const char *p = b->text.data, *stop = p + end;
	strbuf_add(&out, p, start);
	for (p += start; p < stop;) {
		const char *found = memmem(p, (size_t)(stop - p), old_text, old_length);
		if (found == NULL)
			break;
		strbuf_add(&out, p, (size_t)(found - p));
		strbuf_add(&out, new_text, new_length);
		p = found + old_length;
	}
	strbuf_add(&out, p, (size_t)(b->text.data + b->text.length - p));
	size_t capacity = b->text.capacity;
	strbuf_clear(&b->text);
	b->text = out;
	grown(b, 0, capacity);
}

/* Replace(old, new [, start, count]) with texts or characters */
static enum status builder_replace(Value self, int argc, const Value *argv, Value *result_r)
{
	struct string_builder *b = as_builder(self);
	struct strbuf from = STRBUF_INIT, to = STRBUF_INIT;
	int64_t start = 0, count = units(b);
	if (argc > 2) {
		start = argv[2].integer;
		count = argv[3].integer;
		if (check_range(start, count, units(b), "startIndex", "count") != OK)
			return ERROR;
	}
	value_append_string(argv[0], &from);
	value_append_string(argv[1], &to);
	if (from.length == 0) {
		strbuf_clear(&to);
		return throw_argument("System.ArgumentException", "oldValue",
				      "The value cannot be an empty string.");
	}
	replace_all(b, offset_of(b, start), offset_of(b, start + count), from.data, from.length,
		    to.data, to.length);
	strbuf_clear(&from);
	strbuf_clear(&to);
	*result_r = self;
	return OK;
}

static enum status builder_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct string_builder *b = as_builder(self);
	size_t start = 0, end = b->text.length;
	if (argc == 2) {
		int total = units(b);
		if (argv[0].integer < 0 || argv[1].integer < 0 ||
		    argv[0].integer + argv[1].integer > total)
			return throw_argument(
				"System.ArgumentOutOfRangeException",
				argv[0].integer < 0 ? "startIndex" : "length",
				"Index and length must refer to a location within the "
				"string.");
		start = offset_of(b, argv[0].integer);
		end = offset_of(b, argv[0].integer + argv[1].integer);
	}
	*result_r = string_new(b->text.data + start, end - start);
	return OK;
}

static enum status builder_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_add(out, as_builder(self)->text.data, as_builder(self)->text.length);
	return OK;
}

static enum status builder_get_length(Value self, Value *result_r)
{
	*result_r = value_int(units(as_builder(self)));
	return OK;
}

static enum status builder_set_length(Value self, Value value)
{
	struct string_builder *b = as_builder(self);
	if (value.integer < 0)
		return negative("value", value.integer);
	int length = units(b);
	if (value.integer <= length)
		strbuf_set_length(&b->text, offset_of(b, value.integer));
	else
		strbuf_add_repeat(&b->text, '\0', (size_t)(value.integer - length));
	return OK;
}

static enum status builder_get_capacity(Value self, Value *result_r)
{
	struct string_builder *b = as_builder(self);
	while (b->capacity < units(b))
		b->capacity *= 2;
	*result_r = value_int(b->capacity);
	return OK;
}

static enum status builder_set_capacity(Value self, Value value)
{
	struct string_builder *b = as_builder(self);
	if (value.integer < units(b))
		return throw_argument("System.ArgumentOutOfRangeException", "value",
				      "capacity was less than the current size.");
	b->capacity = (int)value.integer;
	return OK;
}

static enum status builder_get_max_capacity(Value self UNUSED, Value *result_r)
{
	*result_r = value_int(INT_MAX);
	return OK;
}

static enum status builder_ensure_capacity(Value self, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	struct string_builder *b = as_builder(self);
	if (argv[0].integer < 0)
		return negative("capacity", argv[0].integer);
	b->capacity = MAX(b->capacity, (int)argv[0].integer);
	return builder_get_capacity(self, result_r);
}

static enum status builder_get_index(Value self, Value index, Value *result_r)
{
	const struct string_builder *b = as_builder(self);
	int32_t i;
	if (convert_to_int(index, &i) != OK)
		return ERROR;
	if (i < 0 || i >= units(b))
		return throw_exception("System.IndexOutOfRangeException",
				       "Index was outside the bounds of the array.");
	Value whole = string_new(b->text.data, b->text.length);
	*result_r = b->ascii ? value_char((uint16_t)b->text.data[i])
			     : value_char(string_unit_at(value_as_string(whole), (size_t)i));
	return OK;
}

static enum status builder_set_index(Value self, Value index, Value value)
{
	struct string_builder *b = as_builder(self);
	Value character;
	int32_t i;
	if (convert_to_int(index, &i) != OK || convert_to(value, &type_char, &character) != OK)
		return ERROR;
	if (i < 0 || i >= units(b))
		return throw_argument(
			"System.ArgumentOutOfRangeException", "index",
			"Index was out of range. Must be non-negative and less than the "
			"size of the collection.");
	size_t start = offset_of(b, i), end = offset_of(b, i + 1), capacity = b->text.capacity;
	char bytes[4];
	size_t size = utf8_encode((uint32_t)character.integer, bytes);
	strbuf_remove(&b->text, start, end - start);
	strbuf_insert(&b->text, start, bytes, size);
	grown(b, start, capacity);
	return OK;
}

static enum status builder_chars(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return builder_get_index(self, argv[0], result_r);
}

static enum status builder_copy_to(Value self, int argc UNUSED, const Value *argv,
				   Value *result_r UNUSED)
{
	const struct string_builder *b = as_builder(self);
	if (argv[1].tag != VALUE_ARRAY)
		return throw_argument("System.ArgumentNullException", "destination",
				      "Value cannot be null.");
	struct array *destination = value_as_array(argv[1]);
	if (check_range(argv[0].integer, argv[3].integer, units(b), "sourceIndex", "count") != OK)
		return ERROR;
	if (argv[2].integer < 0 || (size_t)(argv[2].integer + argv[3].integer) > destination->count)
		return throw_argument(
			"System.ArgumentException", "destinationIndex",
			"Either offset did not refer to a position in the string, or there "
			"is an insufficient length of destination character array.");
	size_t count;
	uint16_t *all = string_to_utf16(string_new(b->text.data, b->text.length), &count);
	for (int64_t i = 0; i < argv[3].integer; i++)
		destination->items[argv[2].integer + i] = value_char(all[argv[0].integer + i]);
	return OK;
}

static bool builder_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_OBJECT && a.cell == b.cell;
}

static enum status builder_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value other = value_base(argv[0]);
	*result_r = value_bool(is_builder(other) &&
			       as_builder(self)->text.length == as_builder(other)->text.length &&
			       memcmp(as_builder(self)->text.data, as_builder(other)->text.data,
				      as_builder(self)->text.length) == 0);
	return OK;
}

/* () | (capacity) | (value [, capacity]) | (value, start, length, capacity) */
static enum status builder_construct(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	if (argc == 0) {
		*result_r = builder_alloc(16);
		return OK;
	}
	Value capacity = argv[argc - 1];
	if (capacity.tag == VALUE_INT32 && capacity.integer < 0)
		return negative("capacity", capacity.integer);
	int wanted =
		capacity.tag == VALUE_INT32 && capacity.integer > 0 ? (int)capacity.integer : 16;
	*result_r = builder_alloc(wanted);
	if (argv[0].tag != VALUE_STRING)
		return OK;
	Value text = argv[0];
	if (argc == 4) {
		if (check_range(argv[1].integer, argv[2].integer,
				(int)value_as_string(text)->utf16_length, "startIndex",
				"length") != OK)
			return ERROR;
		text = string_slice(text, (size_t)argv[1].integer, (size_t)argv[2].integer);
	}
	return builder_append(*result_r, 1, &text, result_r);
}

static enum status builder_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag != VALUE_STRING && !value_is_integer(from))
		return throw_exception("System.InvalidCastException",
				       "Invalid cast from '%s' to 'System.Text.StringBuilder'.",
				       value_type(from)->name);
	Value argument = from.tag == VALUE_STRING ? from : value_int((int32_t)from.integer);
	return builder_construct(NULL_VALUE, 1, &argument, result_r);
}

#define BUILDER "System.Text.StringBuilder "
#define APPEND(text) METHOD(BUILDER "Append(" text ")", builder_append)
#define INSERT(text) METHOD(BUILDER "Insert(int index, " text ")", builder_insert)
#define FORMAT_ARGUMENTS(text) METHOD(BUILDER "AppendFormat(" text ")", builder_append_format)
#define PROVIDER "System.IFormatProvider provider, "

static const struct member builder_members[] = {
	PROPERTY_RW("int Capacity {get;set;}", builder_get_capacity, builder_set_capacity),
	PROPERTY("int MaxCapacity {get;}", builder_get_max_capacity),
	PROPERTY_RW("int Length {get;set;}", builder_get_length, builder_set_length),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "char Chars(int index) {get;set;}",
	 .call = builder_chars},
	APPEND("char value, int repeatCount"),
	APPEND("char[] value, int startIndex, int charCount"),
	APPEND("string value"),
	APPEND("string value, int startIndex, int count"),
	APPEND("System.Text.StringBuilder value"),
	APPEND("System.Text.StringBuilder value, int startIndex, int count"),
	APPEND("bool value"),
	APPEND("char value"),
	APPEND("sbyte value"),
	APPEND("byte value"),
	APPEND("short value"),
	APPEND("int value"),
	APPEND("long value"),
	APPEND("float value"),
	APPEND("double value"),
	APPEND("decimal value"),
	APPEND("ushort value"),
	APPEND("uint value"),
	APPEND("ulong value"),
	APPEND("System.Object value"),
	APPEND("char[] value"),
	FORMAT_ARGUMENTS("string format, System.Object arg0"),
	FORMAT_ARGUMENTS("string format, System.Object arg0, System.Object arg1"),
	FORMAT_ARGUMENTS(
		"string format, System.Object arg0, System.Object arg1, System.Object arg2"),
	FORMAT_ARGUMENTS("string format, Params System.Object[] args"),
	FORMAT_ARGUMENTS(PROVIDER "string format, System.Object arg0"),
	FORMAT_ARGUMENTS(PROVIDER "string format, System.Object arg0, System.Object arg1"),
	FORMAT_ARGUMENTS(PROVIDER "string format, System.Object arg0, System.Object arg1, "
				  "System.Object arg2"),
	FORMAT_ARGUMENTS(PROVIDER "string format, Params System.Object[] args"),
	METHOD(BUILDER "AppendJoin(string separator, Params System.Object[] values)",
	       builder_append_join),
	METHOD(BUILDER "AppendJoin(string separator, Params string[] values)", builder_append_join),
	METHOD(BUILDER "AppendJoin(char separator, Params System.Object[] values)",
	       builder_append_join),
	METHOD(BUILDER "AppendJoin(char separator, Params string[] values)", builder_append_join),
	METHOD(BUILDER "AppendLine()", builder_append_line),
	METHOD(BUILDER "AppendLine(string value)", builder_append_line),
	METHOD(BUILDER "Clear()", builder_clear),
	METHOD("void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)",
	       builder_copy_to),
	METHOD("int EnsureCapacity(int capacity)", builder_ensure_capacity),
	METHOD("bool Equals(System.Text.StringBuilder sb)", builder_equals),
	METHOD("bool Equals(System.Object obj)", builder_equals),
	INSERT("string value, int count"),
	INSERT("string value"),
	INSERT("bool value"),
	INSERT("char value"),
	INSERT("char[] value"),
	INSERT("char[] value, int startIndex, int charCount"),
	INSERT("int value"),
	INSERT("long value"),
	INSERT("double value"),
	INSERT("decimal value"),
	INSERT("System.Object value"),
	METHOD(BUILDER "Remove(int startIndex, int length)", builder_remove),
	METHOD(BUILDER "Replace(string oldValue, string newValue)", builder_replace),
	METHOD(BUILDER "Replace(string oldValue, string newValue, int startIndex, int count)",
	       builder_replace),
	METHOD(BUILDER "Replace(char oldChar, char newChar)", builder_replace),
	METHOD(BUILDER "Replace(char oldChar, char newChar, int startIndex, int count)",
	       builder_replace),
	METHOD("string ToString()", builder_to_string),
	METHOD("string ToString(int startIndex, int length)", builder_to_string),
	CONSTRUCTOR(BUILDER "new()", builder_construct),
	CONSTRUCTOR(BUILDER "new(int capacity)", builder_construct),
	CONSTRUCTOR(BUILDER "new(string value)", builder_construct),
	CONSTRUCTOR(BUILDER "new(string value, int capacity)", builder_construct),
	CONSTRUCTOR(BUILDER "new(string value, int startIndex, int length, int capacity)",
		    builder_construct),
	CONSTRUCTOR(BUILDER "new(int capacity, int maxCapacity)", builder_construct),
	MEMBER_END,
};

struct type type_string_builder = {
	.name = "System.Text.StringBuilder",
	.tag = VALUE_OBJECT,
	.flags = TYPE_SEALED,
	.members = builder_members,
	.finalize = builder_finalize,
	.convert = builder_convert,
	.to_string = builder_to_string_hook,
	.equals = builder_equals_value,
	.get_index = builder_get_index,
	.set_index = builder_set_index,
};

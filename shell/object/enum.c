/* Enumerations: text to value and back, and the members of [enum]. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/error_record.h"
#include "object/primitive_members.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* In the order of their values, as .NET lists them. */
void enum_append_names(const struct type *type, const char *separator, struct strbuf *out)
{
	size_t count = 0;
	while (type->enum_members[count].name != NULL)
		count++;
	const struct enum_member *sorted[count + 1];
	for (size_t i = 0; i < count; i++) {
		size_t k = i;
		for (; k > 0 &&
		       (uint64_t)sorted[k - 1]->value > (uint64_t)type->enum_members[i].value;
		     k--)
			sorted[k] = sorted[k - 1];
		sorted[k] = &type->enum_members[i];
	}
	for (size_t i = 0; i < count; i++)
		strbuf_addf(out, "%s%s", i > 0 ? separator : "", sorted[i]->name);
}

static const char *name_of(const struct type *type, int64_t value)
{
	for (const struct enum_member *m = type->enum_members; m->name != NULL; m++)
		if (m->value == value)
			return m->name;
	return NULL;
}

static uint64_t all_flags(const struct type *type)
{
	uint64_t all = 0;
	for (const struct enum_member *m = type->enum_members; m->name != NULL; m++)
		all |= (uint64_t)m->value;
	return all;
}

/* "ReadOnly, Hidden": the members that make up the value, largest taken first, smallest shown first. */
static bool append_flags(const struct type *type, uint64_t value, struct strbuf *out)
{
	const struct enum_member *chosen[64];
	size_t count = 0;
	uint64_t rest = value;
	while (rest != 0 && count < countof(chosen)) {
		const struct enum_member *best = NULL;
		for (const struct enum_member *m = type->enum_members; m->name != NULL; m++) {
			uint64_t bits = (uint64_t)m->value;
			if (bits != 0 && (rest & bits) == bits &&
			    (best == NULL || bits > (uint64_t)best->value))
				best = m;
		}
		if (best == NULL)
			return false;
		rest &= ~(uint64_t)best->value;
		chosen[count++] = best;
	}
	while (count-- > 0) {
		strbuf_adds(out, chosen[count]->name);
		if (count > 0)
			strbuf_adds(out, ", ");
	}
	return true;
}

enum status enum_to_string(Value self, const char *format, struct strbuf *out)
{
	const struct type *type = value_type(self);
	char letter = format != NULL && format[0] != '\0' ? format[0] : 'G';
	if (letter == 'D' || letter == 'd') {
		strbuf_addf(out, "%" PRId64, self.integer);
		return OK;
	}
	if (letter == 'X' || letter == 'x') {
		int digits =
			type->underlying->tag == VALUE_BYTE || type->underlying->tag == VALUE_SBYTE
				? 2
			: type->underlying->tag == VALUE_INT16 ||
					type->underlying->tag == VALUE_UINT16
				? 4
			: type->underlying->tag == VALUE_INT64 ||
					type->underlying->tag == VALUE_UINT64
				? 16
				: 8;
		uint64_t bits =
			digits == 16 ? (uint64_t)self.integer
				     : (uint64_t)self.integer & ((UINT64_C(1) << digits * 4) - 1);
		strbuf_addf(out, "%0*" PRIX64, digits, bits);
		return OK;
	}
	const char *name = name_of(type, self.integer);
	size_t length = out->length;
	if (name != NULL) {
		strbuf_adds(out, name);
	} else if (!(type->flags & TYPE_FLAGS) || self.integer == 0 ||
		   !append_flags(type, (uint64_t)self.integer, out)) {
		strbuf_set_length(out, length);
		strbuf_addf(out, "%" PRId64, self.integer);
	}
	return OK;
}

bool enum_is_defined(const struct type *type, int64_t value)
{
	if (name_of(type, value) != NULL)
		return true;
	return (type->flags & TYPE_FLAGS) && ((uint64_t)value & ~all_flags(type)) == 0;
}

static enum status throw_undefined(Value v, const struct type *type)
{
	struct strbuf sb = STRBUF_INIT;
	strbuf_adds(&sb, "Cannot convert value \"");
	value_append_display(v, &sb);
	strbuf_adds(&sb, "\" to type \"");
	type_append_to_string(type, &sb);
	strbuf_adds(&sb, "\" due to enumeration values that are not valid. Specify one of the "
			 "following enumeration values and try again. The possible enumeration "
			 "values are \"");
	enum_append_names(type, ",", &sb);
	strbuf_adds(&sb, "\".");
	return convert_throw("UndefinedIntegerToEnum", NULL_VALUE, string_from_strbuf(&sb));
}

/* One name of a list, exact or an unmistakable beginning; false with the matches in `like`. */
static bool match_name(const struct type *type, const char *name, size_t length, int64_t *value_r,
		       struct strbuf *like)
{
	const struct enum_member *found = NULL;
	size_t matches = 0;
	for (const struct enum_member *m = type->enum_members; m->name != NULL; m++) {
		if (strlen(m->name) < length || !bytes_equal_ignore_case(m->name, name, length))
			continue;
		if (m->name[length] == '\0') {
			*value_r = m->value;
			return true;
		}
		strbuf_addf(like, "%s%s", matches++ > 0 ? ", " : "", m->name);
		found = m;
	}
	if (matches != 1)
		return false;
	*value_r = found->value;
	return true;
}

/* The whole number that the text is, when it is one. */
static bool match_number(const char *text, size_t length, int64_t *value_r)
{
	char *copy = xstrndup(text, length), *end;
	*value_r = strtoll(copy, &end, 10);
	bool ok = end != copy && *end == '\0';
	free(copy);
	return ok;
}

static enum status parse_text(const struct type *type, Value from, Value *result_r)
{
	Value text = value_to_string(from);
	const char *at = string_data(text);
	int64_t all = 0, one;
	if (strchr(at, ',') == NULL && match_number(at, strlen(at), &one)) {
		if (!enum_is_defined(type, one))
			return throw_undefined(from, type);
		*result_r = value_enum(type->enum_number, one);
		return OK;
	}
	struct strbuf like = STRBUF_INIT;
	for (bool more = true; more;) {
		const char *end = strchrnul(at, ',');
		more = *end == ',';
		const char *stop = end;
		while (at < stop && char_is_white_space((unsigned char)*at))
			at++;
		while (stop > at && char_is_white_space((unsigned char)stop[-1]))
			stop--;
		strbuf_reset(&like);
		if (!match_name(type, at, (size_t)(stop - at), &one, &like)) {
			struct strbuf reason = STRBUF_INIT;
			if (like.length > 0)
				strbuf_addf(
					&reason,
					"The identifier name %s cannot be processed because it is "
					"either too similar or identical to the following "
					"enumerator names: %s. Use a more specific identifier "
					"name.",
					string_data(text), like.data);
			else {
				strbuf_addf(
					&reason,
					"Unable to match the identifier name %s to a valid "
					"enumerator name. Specify one of the following enumerator "
					"names and try again:\n",
					string_data(text));
				enum_append_names(type, ", ", &reason);
			}
			enum status status = convert_throw_reason(
				"SubstringDisambiguationEnumParseThrewAnException", from, type,
				reason.data);
			strbuf_clear(&reason);
			strbuf_clear(&like);
			return status;
		}
		all |= one;
		at = end + 1;
	}
	strbuf_clear(&like);
	*result_r = value_enum(type->enum_number, all);
	return OK;
}

/* The items of an array, or-ed together. */
static enum status parse_items(const struct type *type, Value from, Value *result_r)
{
	int64_t all = 0;
	for (size_t i = 0; i < value_count(from); i++) {
		enum status status = enum_parse(type, value_item(from, i), result_r);
		if (status != OK)
			return status;
		all |= result_r->integer;
	}
	*result_r = value_enum(type->enum_number, all);
	return OK;
}

enum status enum_parse(const struct type *type, Value from, Value *result_r)
{
	from = value_base(from);
	if (from.tag == VALUE_ENUM && from.extra == type->enum_number) {
		*result_r = from;
		return OK;
	}
	if (from.tag == VALUE_ARRAY || from.tag == VALUE_LIST)
		return parse_items(type, from, result_r);
	if (value_is_number(from) || from.tag == VALUE_ENUM) {
		Value number;
		enum status status = convert_to(from, type->underlying, &number);
		if (status != OK)
			return status;
		if (!enum_is_defined(type, number.integer))
			return throw_undefined(from, type);
		*result_r = value_enum(type->enum_number, number.integer);
		return OK;
	}
	if (from.tag == VALUE_STRING)
		return parse_text(type, from, result_r);
	if (from.tag == VALUE_BOOL || from.tag == VALUE_CHAR || from.tag == VALUE_DATETIME) {
		struct strbuf reason = STRBUF_INIT;
		strbuf_addf(&reason, "Invalid cast from '%s' to '%s'.", value_type(from)->name,
			    type->name);
		enum status status =
			convert_throw_reason("InvalidCastIConvertible", from, type, reason.data);
		strbuf_clear(&reason);
		return status;
	}
	return convert_throw_final(from, type);
}

static enum status enum_get_value(Value self, Value *result_r)
{
	*result_r = value_integer(value_type(self)->underlying->tag, self.integer);
	return OK;
}

static enum status enum_has_flag(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool((self.integer & argv[0].integer) == argv[0].integer);
	return OK;
}

static enum status enum_compare_to(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value other = value_base(argv[0]);
	*result_r = value_int((self.integer > other.integer) - (self.integer < other.integer));
	return OK;
}

static enum status check_enum(const struct type *type)
{
	if (type->flags & TYPE_ENUM)
		return OK;
	return throw_argument("System.ArgumentException", "enumType",
			      "Type provided must be an Enum.");
}

static int by_unsigned_value(const void *a, const void *b)
{
	uint64_t x = (uint64_t)(*(const struct enum_member *const *)a)->value;
	uint64_t y = (uint64_t)(*(const struct enum_member *const *)b)->value;
	return x != y ? (x > y) - (x < y) : (a > b) - (a < b);
}

/* The members as .NET lists them: by value, negative ones last. */
static const struct enum_member **sorted_members(const struct type *type, size_t *count_r)
{
	size_t count = 0;
	while (type->enum_members[count].name != NULL)
		count++;
	const struct enum_member **sorted = gc_alloc_bytes((count + 1) * sizeof(*sorted));
	for (size_t i = 0; i < count; i++)
		sorted[i] = &type->enum_members[i];
	qsort(sorted, count, sizeof(*sorted), by_unsigned_value);
	*count_r = count;
	return sorted;
}

static enum status enum_static_get_names(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	enum status status = check_enum(type);
	if (status != OK)
		return status;
	size_t count;
	const struct enum_member **members = sorted_members(type, &count);
	Value names = array_new(count);
	names.cell->type = &type_string_array;
	for (size_t i = 0; i < count; i++)
		value_as_array(names)->items[i] = string_from(members[i]->name);
	*result_r = names;
	return OK;
}

static enum status enum_static_get_values(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	enum status status = check_enum(type);
	if (status != OK)
		return status;
	size_t count;
	const struct enum_member **members = sorted_members(type, &count);
	Value values = array_new_typed(type_array_of(type, 1), count);
	for (size_t i = 0; i < count; i++)
		value_as_array(values)->items[i] = value_enum(type->enum_number, members[i]->value);
	*result_r = values;
	return OK;
}

static enum status enum_static_get_name(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	enum status status = check_enum(type);
	if (status != OK)
		return status;
	const char *name = name_of(type, value_base(argv[1]).integer);
	*result_r = name != NULL ? string_from(name) : NULL_VALUE;
	return OK;
}

static enum status enum_static_is_defined(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	enum status status = check_enum(type);
	if (status != OK)
		return status;
	Value v = value_base(argv[1]);
	bool defined = false;
	if (v.tag == VALUE_STRING) {
		for (const struct enum_member *m = type->enum_members; m->name != NULL; m++)
			defined |= strcmp(m->name, string_data(v)) == 0;
	} else {
		defined = name_of(type, v.integer) != NULL;
	}
	*result_r = value_bool(defined);
	return OK;
}

/* .NET's Enum.Parse: whole names only, unlike PowerShell's conversion. */
static bool parse_dotnet(const struct type *type, Value text, bool ignore_case, Value *result_r)
{
	const char *at = string_data(text);
	int64_t all = 0, one;
	for (bool more = true; more;) {
		const char *end = strchrnul(at, ',');
		more = *end == ',';
		const char *stop = end;
		while (at < stop && char_is_white_space((unsigned char)*at))
			at++;
		while (stop > at && char_is_white_space((unsigned char)stop[-1]))
			stop--;
		size_t length = (size_t)(stop - at);
		const struct enum_member *found = NULL;
		for (const struct enum_member *m = type->enum_members; m->name != NULL && !found;
		     m++)
			if (strlen(m->name) == length &&
			    (ignore_case ? bytes_equal_ignore_case(m->name, at, length)
					 : memcmp(m->name, at, length) == 0))
				found = m;
		if (found != NULL)
			all |= found->value;
		else if (length > 0 && match_number(at, length, &one))
			all |= one;
		else
			return false;
		at = end + 1;
	}
	*result_r = value_enum(type->enum_number, all);
	return true;
}

static enum status enum_static_parse(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	enum status status = check_enum(type);
	if (status != OK)
		return status;
	Value text = value_to_string(argv[1]);
	if (string_length(text) == 0)
		return throw_argument("System.ArgumentException", "value",
				      "Must specify valid information for parsing in the string.");
	if (!parse_dotnet(type, text, argc > 2 && argv[2].integer, result_r))
		return throw_exception("System.ArgumentException",
				       "Requested value '%s' was not found.", string_data(text));
	return OK;
}

static enum status enum_static_try_parse(Value self UNUSED, int argc, const Value *argv,
					 Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	Value parsed = value_enum(type->enum_number, 0);
	bool ok =
		parse_dotnet(type, value_to_string(argv[1]), argc > 3 && argv[2].integer, &parsed);
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], parsed);
}

/* TryParse(text[, ignoreCase], [ref] result): the type is that of what the reference holds. */
static enum status enum_static_try_parse_into(Value self UNUSED, int argc, const Value *argv,
					      Value *result_r)
{
	Value held;
	enum status status = reference_get(argv[argc - 1], &held);
	if (status != OK)
		return status;
	if (held.tag != VALUE_ENUM)
		return throw_argument("System.ArgumentException", "enumType",
				      "Type provided must be an Enum.");
	const struct type *type = value_type(held);
	Value parsed = value_enum(type->enum_number, 0);
	bool ok =
		parse_dotnet(type, value_to_string(argv[0]), argc > 2 && argv[1].integer, &parsed);
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], parsed);
}

static enum status enum_static_to_object(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	enum status status = check_enum(type);
	if (status != OK)
		return status;
	Value number;
	status = convert_to(argv[1], &type_int64, &number);
	if (status == OK)
		*result_r = value_enum(type->enum_number, number.integer);
	return status;
}

static enum status enum_static_underlying(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	enum status status = check_enum(type);
	if (status == OK)
		*result_r = type_value(type->underlying);
	return status;
}

static enum status enum_get_type_code(Value self, int argc, const Value *argv, Value *result_r)
{
	return value_get_type_code(value_integer(value_type(self)->underlying->tag, self.integer),
				   argc, argv, result_r);
}

const struct member enum_members[] = {
	METHOD("int CompareTo(System.Object target)", enum_compare_to),
	METHOD("bool HasFlag(System.Enum flag)", enum_has_flag),
	METHOD("System.TypeCode GetTypeCode()", enum_get_type_code),
	METHOD("string ToString()", object_to_string),
	METHOD("string ToString(string format)", object_to_string),
	{.kind = MEMBER_PROPERTY,
	 .signature = "System.Object value__ {get;}",
	 .get = enum_get_value},
	STATIC_METHOD("static string[] GetNames(type enumType)", enum_static_get_names),
	STATIC_METHOD("static array GetValues(type enumType)", enum_static_get_values),
	STATIC_METHOD("static string GetName(type enumType, System.Object value)",
		      enum_static_get_name),
	STATIC_METHOD("static bool IsDefined(type enumType, System.Object value)",
		      enum_static_is_defined),
	STATIC_METHOD("static System.Object Parse(type enumType, string value)", enum_static_parse),
	STATIC_METHOD("static System.Object Parse(type enumType, string value, bool ignoreCase)",
		      enum_static_parse),
	STATIC_METHOD(
		"static bool TryParse(type enumType, string value, [ref] System.Object result)",
		enum_static_try_parse),
	STATIC_METHOD("static bool TryParse(type enumType, string value, bool ignoreCase, [ref] "
		      "System.Object result)",
		      enum_static_try_parse),
	STATIC_METHOD("static bool TryParse(string value, [ref] System.Object result)",
		      enum_static_try_parse_into),
	STATIC_METHOD("static bool TryParse(string value, bool ignoreCase, [ref] System.Object "
		      "result)",
		      enum_static_try_parse_into),
	STATIC_METHOD("static System.Object ToObject(type enumType, System.Object value)",
		      enum_static_to_object),
	STATIC_METHOD("static type GetUnderlyingType(type enumType)", enum_static_underlying),
	MEMBER_END,
};

/* Operators on text: -f, -like, -replace, -split, -join, and ranges. */
#include "engine/operators.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/composite_format.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/number.h"
#include "object/regex.h"
#include "object/runtime.h"
#include "object/string.h"

#include <math.h>
#include <string.h>

static bool is_many(Value v)
{
	return v.tag == VALUE_ARRAY || v.tag == VALUE_LIST;
}

enum status operator_format(Value left, Value right, Value *result_r)
{
	Value format = value_to_string(left);
	Value one[1] = {right};
	const Value *items = one;
	size_t count = 1;
	if (right.tag == VALUE_ARRAY && value_as_array(right)->items) {
		items = value_as_array(right)->items;
		count = value_as_array(right)->count;
	} else if (right.tag == VALUE_LIST) {
		items = value_as_list(right)->items;
		count = value_as_list(right)->count;
	}
	if (composite_format(format, (int)count, items, result_r) == OK)
		return OK;
	Value inner = value_as_error_record(runtime()->error)->exception;
	Value message = string_printf("Error formatting a string: %s.", error_message());
	Value e = exception_new(exception_type("System.Management.Automation.RuntimeException"),
				message, inner);
	return throw_value(error_record_new(e, "FormatError", CATEGORY_INVALID_OPERATION, format));
}

enum status operator_like(bool negate, bool ignore_case, Value left, Value right, Value *result_r)
{
	const char *pattern = string_data(value_to_string(right));
	if (!is_many(left)) {
		bool is = wildcard_match(pattern, string_data(value_to_string(left)), ignore_case);
		*result_r = value_bool(is != negate);
		return OK;
	}
	Value kept = list_new();
	size_t count = value_count(left);
	for (size_t i = 0; i < count; i++) {
		Value item = value_item(left, i);
		if (wildcard_match(pattern, string_data(value_to_string(item)), ignore_case) !=
		    negate)
			list_add(value_as_list(kept), item);
	}
	*result_r = list_to_array(value_as_list(kept));
	return OK;
}

enum status operator_replace(bool ignore_case, Value left, Value right, Value *result_r)
{
	Value pattern = right, replacement = string_empty();
	if (is_many(right)) {
		size_t count = value_count(right);
		if (count > 2)
			return throw_error("BadReplaceArgument", CATEGORY_INVALID_OPERATION, right,
					   "The -replace operator allows only two elements to "
					   "follow it, not %zu.",
					   count);
		pattern = count > 0 ? value_item(right, 0) : string_empty();
		if (count > 1)
			replacement = value_item(right, 1);
	}
	if (value_is_null(replacement))
		replacement = string_empty();
	else if (replacement.tag != VALUE_SCRIPT_BLOCK)
		replacement = value_to_string(replacement);
	if (!is_many(left))
		return regex_replace(value_to_string(left), pattern, replacement, ignore_case,
				     result_r);
	size_t count = value_count(left);
	Value made = array_new(count);
	for (size_t i = 0; i < count; i++)
		if (regex_replace(value_to_string(value_item(left, i)), pattern, replacement,
				  ignore_case, &value_as_array(made)->items[i]) != OK)
			return ERROR;
	*result_r = made;
	return OK;
}

enum status operator_split(bool ignore_case, Value left, Value right, Value *result_r)
{
	Value pattern = right, options = NULL_VALUE;
	int32_t limit = 0;
	if (is_many(right)) {
		size_t count = value_count(right);
		pattern = count > 0 ? value_item(right, 0) : string_empty();
		if (count > 1 && convert_to_int(value_item(right, 1), &limit) != OK)
			return ERROR;
		if (count > 2)
			options = value_to_string(value_item(right, 2));
	}
	if (pattern.tag != VALUE_SCRIPT_BLOCK && pattern.tag != VALUE_OBJECT)
		pattern = value_to_string(pattern);
	Value pieces = list_new();
	size_t count = value_count(left);
	if (value_is_null(left))
		list_add(value_as_list(pieces), string_empty());
	else
		for (size_t i = 0; i < count; i++)
			if (regex_split(value_to_string(value_item(left, i)), pattern, limit,
					options, ignore_case, pieces) != OK)
				return ERROR;
	const struct list *l = value_as_list(pieces);
	Value made = array_new_typed(&type_string_array, l->count);
	memcpy(value_as_array(made)->items, l->items, l->count * sizeof(Value));
	*result_r = made;
	return OK;
}

enum status operator_join(Value left, Value right, Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	struct strbuf separator = STRBUF_INIT;
	if (!value_is_null(right))
		value_append_string(right, &separator);
	if (!value_is_enumerable(left)) {
		if (!value_is_null(left))
			value_append_string(left, &text);
	} else {
		struct enumerator e;
		bool more, first = true;
		Value item;
		enum status status = value_enumerate(left, &e);
		while (status == OK && (status = enumerator_next(&e, &more, &item)) == OK && more) {
			if (!first)
				strbuf_add(&text, separator.data, separator.length);
			first = false;
			if (item.tag == VALUE_STRING)
				strbuf_add(&text, string_data(item), string_length(item));
			else
				value_append_joined(item, &text);
		}
		if (status != OK) {
			strbuf_clear(&text);
			strbuf_clear(&separator);
			return status;
		}
	}
	strbuf_clear(&separator);
	*result_r = string_from_strbuf(&text);
	return OK;
}

/* ---- ranges ---- */

/* A character, or a text of one that is no digit. */
static bool range_character(Value v, int *unit_r)
{
	if (v.tag == VALUE_CHAR) {
		*unit_r = (int)v.integer;
		return true;
	}
	if (v.tag != VALUE_STRING || value_as_string(v)->utf16_length != 1)
		return false;
	*unit_r = string_unit_at(value_as_string(v), 0);
	return *unit_r < '0' || *unit_r > '9';
}

static enum status range_end(Value v, int32_t *result_r)
{
	Value number = v;
	if (value_is_null(v)) {
		*result_r = 0;
		return OK;
	}
	if (v.tag == VALUE_STRING && !number_parse(string_data(v), string_length(v), &number))
		return throw_error_type("System.FormatException", "System.FormatException",
					CATEGORY_OPERATION_STOPPED, NULL_VALUE,
					"The input string '%s' was not in a correct format.",
					string_data(v));
	if (value_is_number(number)) {
		double d = nearbyint(number_to_double(number));
		if (!(d >= INT32_MIN && d <= INT32_MAX))
			return throw_error_type(
				"System.OverflowException", "System.OverflowException",
				CATEGORY_OPERATION_STOPPED, NULL_VALUE,
				"Value was either too large or too small for an Int32.");
		*result_r = (int32_t)d;
		return OK;
	}
	return convert_to_int(number, result_r);
}

enum status operator_range_ends(Value from, Value to, struct range_ends *ends_r)
{
	int first, last;
	ends_r->characters = range_character(from, &first) && range_character(to, &last);
	if (!ends_r->characters)
		return range_end(from, &ends_r->first) == OK ? range_end(to, &ends_r->last) : ERROR;
	ends_r->first = first;
	ends_r->last = last;
	return OK;
}

enum status operator_range(Value from, Value to, Value *result_r)
{
	struct range_ends ends;
	if (operator_range_ends(from, to, &ends) != OK)
		return ERROR;
	int32_t first = ends.first, last = ends.last;
	int64_t count = (first <= last ? (int64_t)last - first : (int64_t)first - last) + 1;
	if (count > INT32_MAX / 2)
		return throw_error_type("System.OutOfMemoryException",
					"System.OutOfMemoryException", CATEGORY_OPERATION_STOPPED,
					NULL_VALUE, "Array dimensions exceeded supported range.");
	Value made = array_new((size_t)count);
	Value *items = value_as_array(made)->items;
	int32_t step = first <= last ? 1 : -1;
	for (int64_t i = 0; i < count; i++) {
		int32_t n = (int32_t)(first + i * step);
		items[i] = ends.characters ? value_char((uint16_t)n) : value_int(n);
	}
	*result_r = made;
	return OK;
}

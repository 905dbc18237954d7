#include "object/compare.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/bigint.h"
#include "object/convert.h"
#include "object/decimal.h"
#include "object/error_record.h"
#include "object/number.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNORDERED 2 /* NaN beside anything */

static int order(double a, double b)
{
	return a < b ? -1 : a > b ? 1 : a == b ? 0 : UNORDERED;
}

static int compare_numbers(Value a, Value b)
{
	if (a.tag <= VALUE_INT64 && b.tag <= VALUE_INT64)
		return (a.integer > b.integer) - (a.integer < b.integer);
	if (value_is_integer(a) && value_is_integer(b)) {
		__int128 x = a.tag == VALUE_UINT64 ? (__int128)(uint64_t)a.integer : a.integer;
		__int128 y = b.tag == VALUE_UINT64 ? (__int128)(uint64_t)b.integer : b.integer;
		return (x > y) - (x < y);
	}
	if (a.tag == VALUE_BIGINT || b.tag == VALUE_BIGINT || a.tag == VALUE_DECIMAL ||
	    b.tag == VALUE_DECIMAL) {
		/* The difference has the sign that is asked for. */
		Value difference;
		Value error = runtime()->error;
		if (number_arithmetic(ARITHMETIC_SUBTRACT, a, b, &difference) == OK) {
			double d = number_to_double(difference);
			return (d > 0) - (d < 0);
		}
		runtime()->error = error;
	}
	return order(number_to_double(a), number_to_double(b));
}

/* Text read as a number beside a number, as the operators do; the number's type decides for blank text. */
static bool number_beside(Value number, Value other, Value *number_r)
{
	if (value_is_number(other)) {
		*number_r = other;
		return true;
	}
	if (other.tag == VALUE_STRING) {
		const struct type *type = value_type(number);
		if (value_is_integer(number) && convert_try(other, &type_double, number_r)) {
			Value whole;
			if (convert_try(other, &type_int64, &whole) &&
			    (double)whole.integer == number_r->real)
				*number_r = whole;
			return true;
		}
		return convert_try(other, type, number_r);
	}
	if (other.tag == VALUE_BOOL || other.tag == VALUE_CHAR || other.tag == VALUE_ENUM) {
		*number_r = value_integer(VALUE_INT64, other.integer);
		return true;
	}
	return convert_try(other, value_type(number), number_r) && value_is_number(*number_r);
}

static bool strings_equal(Value a, Value b, bool ignore_case)
{
	return string_equal_culture(a, b, ignore_case);
}

static bool objects_same(Value a, Value b, bool ignore_case)
{
	if (value_is_cell(a) && value_is_cell(b) && a.cell == b.cell)
		return true;
	const struct type *type = value_type(a);
	if (type->equals != NULL && type->equals(a, b, ignore_case))
		return true;
	int order_found;
	if (type->equals == NULL && type->compare != NULL && value_type(b) == type) {
		Value error = runtime()->error;
		bool same =
			type->compare(a, b, ignore_case, &order_found) == OK && order_found == 0;
		runtime()->error = error;
		return same;
	}
	return false;
}

bool value_equal(Value a, Value b, bool ignore_case)
{
	a = value_base(a);
	b = value_base(b);
	if (value_is_null(a) || value_is_null(b))
		return value_is_null(a) && value_is_null(b);
	if (a.tag == VALUE_INT32 && b.tag == VALUE_INT32)
		return a.integer == b.integer;
	if (a.tag == VALUE_STRING)
		return strings_equal(a, b.tag == VALUE_STRING ? b : value_to_string(b),
				     ignore_case);
	Value other;
	if (value_is_number(a)) {
		if (number_beside(a, b, &other))
			return compare_numbers(a, other) == 0;
		return false;
	}
	switch (a.tag) {
	case VALUE_BOOL:
		return value_is_true(a) == value_is_true(b);
	case VALUE_CHAR:
		if (b.tag == VALUE_CHAR || convert_try(b, &type_char, &b)) {
			uint32_t x = (uint32_t)a.integer, y = (uint32_t)b.integer;
			return x == y || (ignore_case && char_to_upper(x) == char_to_upper(y));
		}
		return false;
	case VALUE_ENUM:
	case VALUE_DATETIME:
	case VALUE_TIMESPAN:
		return convert_try(b, value_type(a), &other) && a.integer == other.integer;
	default:
		break;
	}
	if (objects_same(a, b, ignore_case))
		return true;
	if (value_type(b) == value_type(a) || a.tag == VALUE_ARRAY || a.tag == VALUE_LIST ||
	    a.tag == VALUE_HASHTABLE || a.tag == VALUE_PSOBJECT || a.tag == VALUE_SCRIPT_BLOCK ||
	    a.tag == VALUE_TYPE)
		return false;
	return convert_try(b, value_type(a), &other) &&
	       objects_same(a, value_base(other), ignore_case);
}

static enum status throw_not_comparable(Value a)
{
	struct strbuf text = STRBUF_INIT;
	value_append_string(a, &text);
	enum status status =
		throw_error("NotIcomparable", CATEGORY_INVALID_OPERATION, a,
			    "Cannot compare \"%s\" because it is not IComparable.", text.data);
	strbuf_clear(&text);
	return status;
}

static enum status throw_comparison_failure(Value a, Value b)
{
	struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
	value_append_string(a, &x);
	value_append_string(b, &y);
	struct error_record *cause = value_as_error_record(runtime()->error);
	Value inner = ((struct exception *)cause->exception.cell)->inner;
	if (value_is_null(inner))
		inner = cause->exception;
	char *reason = strdup(error_message());
	enum status status = throw_error(
		"ComparisonFailure", CATEGORY_INVALID_OPERATION, NULL_VALUE,
		"Could not compare \"%s\" to \"%s\". Error: \"%s\"", x.data, y.data, reason);
	struct error_record *record = value_as_error_record(runtime()->error);
	((struct exception *)record->exception.cell)->inner = inner;
	free(reason);
	strbuf_clear(&x);
	strbuf_clear(&y);
	return status;
}

/* $null is less than anything but a negative number. */
static int compare_to_null(Value v)
{
	if (value_is_number(v) && number_to_double(v) < 0)
		return -1;
	return 1;
}

static enum status compare_converted(Value a, Value b, bool ignore_case, int *order_r)
{
	Value other;
	const struct type *type = value_type(a);
	if (convert_to(b, type, &other) != OK) {
		if (type->flags & TYPE_ENUM)
			return ERROR;
		return throw_comparison_failure(a, b);
	}
	switch (a.tag) {
	case VALUE_BOOL:
	case VALUE_CHAR:
	case VALUE_ENUM:
	case VALUE_DATETIME:
	case VALUE_TIMESPAN: {
		int64_t x = a.integer, y = other.integer;
		if (a.tag == VALUE_CHAR && ignore_case) {
			x = char_to_upper((uint32_t)x);
			y = char_to_upper((uint32_t)y);
		}
		*order_r = (x > y) - (x < y);
		return OK;
	}
	default:
		return type->compare(a, value_base(other), ignore_case, order_r);
	}
}

enum status value_compare(Value a, Value b, bool ignore_case, int *order_r)
{
	a = value_base(a);
	b = value_base(b);
	if (value_is_null(a)) {
		*order_r = value_is_null(b) ? 0 : -compare_to_null(b);
		return OK;
	}
	if (value_is_null(b)) {
		*order_r = compare_to_null(a);
		return OK;
	}
	if (a.tag == VALUE_STRING) {
		*order_r = string_compare(a, value_to_string(b), ignore_case);
		return OK;
	}
	if (value_is_number(a)) {
		Value other;
		if (!number_beside(a, b, &other)) {
			if (convert_to(b, value_type(a), &other) == OK)
				return throw_not_comparable(a);
			return b.tag == VALUE_STRING ? ERROR : throw_comparison_failure(a, b);
		}
		*order_r = compare_numbers(a, other);
		return OK;
	}
	if (a.tag <= VALUE_ENUM || value_type(a)->compare != NULL)
		return compare_converted(a, b, ignore_case, order_r);
	if (value_equal(a, b, ignore_case)) {
		*order_r = 0;
		return OK;
	}
	return throw_not_comparable(a);
}

int value_compare_sort(Value a, Value b, bool case_sensitive)
{
	a = value_base(a);
	b = value_base(b);
	if (value_is_null(a) || value_is_null(b))
		return !value_is_null(a) - !value_is_null(b);
	int found;
	if (a.tag == VALUE_STRING && b.tag == VALUE_STRING)
		return string_compare(a, b, !case_sensitive);
	Value error = runtime()->error;
	enum status status = value_compare(a, b, !case_sensitive, &found);
	runtime()->error = error;
	if (status == OK)
		return found == UNORDERED ? 0 : found;
	return string_compare(value_to_string(a), value_to_string(b), !case_sensitive);
}

bool value_equals(Value a, Value b, bool ignore_case)
{
	a = value_base(a);
	b = value_base(b);
	if (a.tag != b.tag)
		return value_is_null(a) && value_is_null(b);
	switch (a.tag) {
	case VALUE_STRING:
		return ignore_case ? string_equal_ignore_case(a, b) : string_equal(a, b);
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		return a.real == b.real || (isnan(a.real) && isnan(b.real));
	case VALUE_DECIMAL:
		return decimal_compare(a, b) == 0;
	case VALUE_BIGINT:
		return bigint_compare(a, b) == 0;
	case VALUE_ENUM:
		return a.extra == b.extra && a.integer == b.integer;
	default:
		if (!value_is_cell(a))
			return value_is_null(a) || a.integer == b.integer;
		return objects_same(a, b, ignore_case);
	}
}

uint32_t value_hash(Value v, bool ignore_case)
{
	v = value_base(v);
	switch (v.tag) {
	case VALUE_STRING:
		return string_hash(v, ignore_case);
	case VALUE_DECIMAL:
		return decimal_hash(v);
	case VALUE_BIGINT:
		return bigint_hash(v);
	default:
		break;
	}
	if (value_is_cell(v)) {
		const struct type *type = value_type(v);
		if (type->hash != NULL)
			return type->hash(v);
		if (type->equals != NULL && v.tag != VALUE_TYPE)
			return 1;
	}
	uint64_t bits = (uint64_t)v.integer;
	if ((v.tag == VALUE_DOUBLE || v.tag == VALUE_SINGLE) && v.real == 0)
		bits = 0; /* 0 and -0 are equal */
	bits ^= bits >> 32;
	bits *= UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(bits >> 32) ^ v.tag;
}

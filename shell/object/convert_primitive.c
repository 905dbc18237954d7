/* Conversion to the types whose values stand in the Value itself: numbers, characters, booleans. */
#include "base/strbuf.h"
#include "object/bigint.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/decimal.h"
#include "object/error_record.h"
#include "object/number.h"
#include "object/primitive_members.h"
#include "object/string.h"
#include "object/string_private.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct integer_range {
	int64_t low;
	uint64_t high;
	const char *what; /* "Value was either too large or too small for ..." */
} ranges[] = {
	[VALUE_CHAR] = {0, UINT16_MAX, "a character"},
	[VALUE_SBYTE] = {INT8_MIN, INT8_MAX, "a signed byte"},
	[VALUE_BYTE] = {0, UINT8_MAX, "an unsigned byte"},
	[VALUE_INT16] = {INT16_MIN, INT16_MAX, "an Int16"},
	[VALUE_UINT16] = {0, UINT16_MAX, "a UInt16"},
	[VALUE_INT32] = {INT32_MIN, INT32_MAX, "an Int32"},
	[VALUE_UINT32] = {0, UINT32_MAX, "a UInt32"},
	[VALUE_INT64] = {INT64_MIN, INT64_MAX, "an Int64"},
	[VALUE_UINT64] = {0, UINT64_MAX, "a UInt64"},
};

void integer_range_message(enum value_tag tag, struct strbuf *out)
{
	strbuf_addf(out, "Value was either too large or too small for %s.", ranges[tag].what);
}

static enum status throw_range(const char *id, Value v, const struct type *to)
{
	struct strbuf reason = STRBUF_INIT;
	integer_range_message(to->tag, &reason);
	enum status status = convert_throw_reason(id, v, to, reason.data);
	strbuf_clear(&reason);
	return status;
}

static enum status throw_format(Value text, const struct type *to)
{
	const char *id = to->tag >= VALUE_SINGLE ? "InvalidCastFromStringToDoubleOrSingle"
						 : "InvalidCastFromStringToInteger";
	struct strbuf reason = STRBUF_INIT;
	strbuf_addf(&reason, "The input string '%s' was not in a correct format.",
		    string_data(text));
	enum status status = convert_throw_reason(id, text, to, reason.data);
	strbuf_clear(&reason);
	return status;
}

static enum status throw_invalid(const char *from, Value v, const struct type *to)
{
	struct strbuf reason = STRBUF_INIT;
	strbuf_addf(&reason, "Invalid cast from '%s' to '%s'.", from, strrchr(to->name, '.') + 1);
	enum status status = convert_throw_reason("InvalidCastIConvertible", v, to, reason.data);
	strbuf_clear(&reason);
	return status;
}

bool integer_fits(enum value_tag tag, int64_t i)
{
	return i >= ranges[tag].low && (i < 0 || (uint64_t)i <= ranges[tag].high);
}

static bool unsigned_fits(enum value_tag tag, uint64_t u)
{
	return u <= ranges[tag].high;
}

/* Rounds half to even; false when the result does not fit. */
bool double_to_integer(double d, enum value_tag tag, Value *result_r)
{
	double rounded = nearbyint(d);
	if (tag == VALUE_UINT64) {
		if (!(rounded >= 0 && rounded < 18446744073709551616.0))
			return false;
		*result_r = value_integer(tag, (int64_t)(uint64_t)rounded);
		return true;
	}
	if (!(rounded >= -9223372036854775808.0 && rounded < 9223372036854775808.0))
		return false;
	*result_r = value_integer(tag, (int64_t)rounded);
	return integer_fits(tag, (int64_t)rounded);
}

/* A number of any type to an integer type; false when it does not fit. */
static bool number_to_integer(Value v, enum value_tag tag, Value *result_r)
{
	int64_t i;
	uint64_t u;
	switch (v.tag) {
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		return double_to_integer(v.real, tag, result_r);
	case VALUE_DECIMAL:
		if (tag == VALUE_UINT64) {
			bool fits = decimal_to_uint64(v, &u);
			*result_r = value_integer(tag, (int64_t)u);
			return fits;
		}
		if (!decimal_to_int64(v, &i))
			return false;
		break;
	case VALUE_BIGINT:
		if (tag == VALUE_UINT64) {
			bool fits = bigint_to_uint64(v, &u);
			*result_r = value_integer(tag, (int64_t)u);
			return fits;
		}
		if (!bigint_to_int64(v, &i))
			return false;
		break;
	case VALUE_UINT64:
		*result_r = value_integer(tag, v.integer);
		return unsigned_fits(tag, (uint64_t)v.integer);
	default:
		i = v.integer;
	}
	*result_r = value_integer(tag, i);
	return integer_fits(tag, i);
}

static Value trimmed(Value text)
{
	const char *start = string_data(text), *end = start + string_length(text);
	while (start < end && char_is_white_space((unsigned char)*start))
		start++;
	while (end > start && char_is_white_space((unsigned char)end[-1]))
		end--;
	return start == string_data(text) && *end == '\0'
		       ? text
		       : string_new(start, (size_t)(end - start));
}

/* "1,234.5" without its commas; false when there is none, or anything that is no digit. */
static bool without_commas(const char *text, struct strbuf *out)
{
	bool comma = false;
	const char *at = text;
	if (*at == '-' || *at == '+')
		strbuf_addc(out, *at++);
	for (; *at != '\0'; at++) {
		if (*at == ',')
			comma = true;
		else if (strchr("0123456789.eE+-", *at) != NULL)
			strbuf_addc(out, *at);
		else
			return false;
	}
	return comma;
}

/* As the language reads numbers, with a sign, blanks around and thousands separators. */
static bool text_to_number(Value text, Value *number_r)
{
	if (number_parse_literal(string_data(text), string_length(text), true, number_r))
		return true;
	struct strbuf plain = STRBUF_INIT;
	bool ok = without_commas(string_data(text), &plain) &&
		  number_parse_literal(plain.data, plain.length, true, number_r);
	strbuf_clear(&plain);
	return ok;
}

static bool has_exponent(Value text)
{
	return strpbrk(string_data(text), "xX") == NULL && strpbrk(string_data(text), "eE") != NULL;
}

static enum status string_to_integer(Value original, const struct type *to, Value *result_r)
{
	Value text = trimmed(original), number;
	if (string_length(original) == 0) {
		*result_r = value_integer(to->tag, 0);
		return OK;
	}
	if (!text_to_number(text, &number))
		return throw_format(original, to);
	if (number_to_integer(number, to->tag, result_r))
		return OK;
	bool whole = value_is_integer(number) || number.tag == VALUE_BIGINT ||
		     (!has_exponent(text) && strchr(string_data(text), '.') == NULL);
	return whole ? throw_range("InvalidCastFromStringToInteger", original, to)
		     : throw_format(original, to);
}

static enum status string_to_real(Value original, const struct type *to, Value *result_r)
{
	static const struct {
		const char *text;
		double value;
	} special[] = {
		{"NaN", NAN},
		{"Infinity", INFINITY},
		{"-Infinity", -INFINITY},
		{"+Infinity", INFINITY},
	};
	Value text = trimmed(original), number = value_int(0);
	double d = 0;
	for (size_t i = 0; i < countof(special); i++) {
		if (name_equal(string_data(text), special[i].text)) {
			*result_r = (Value){.tag = to->tag, .real = special[i].value};
			return OK;
		}
	}
	if (string_length(original) > 0 && !text_to_number(text, &number))
		return throw_format(original, to);
	d = number_to_double(number);
	if (d == 0 && *string_data(text) == '-')
		d = -0.0;
	*result_r = (Value){.tag = to->tag, .real = to->tag == VALUE_SINGLE ? (double)(float)d : d};
	return OK;
}

static enum status convert_to_char(Value from, const struct type *to, Value *result_r)
{
	if (from.tag == VALUE_STRING) {
		if (value_as_string(from)->utf16_length != 1)
			return convert_throw_reason("InvalidCastParseTargetInvocation", from, to,
						    "String must be exactly one character long.");
		*result_r = value_char(string_unit_at(value_as_string(from), 0));
		return OK;
	}
	if (value_is_integer(from) || from.tag == VALUE_ENUM) {
		if (number_to_integer(from, VALUE_CHAR, result_r))
			return OK;
		return throw_range("InvalidCastIConvertible", from, to);
	}
	if (from.tag == VALUE_BOOL || value_is_number(from) || from.tag == VALUE_DATETIME)
		return throw_invalid(strrchr(value_type(from)->name, '.') + 1, from, to);
	return convert_throw_final(from, to);
}

static enum status convert_to_integer(Value from, const struct type *to, Value *result_r)
{
	if (from.tag == VALUE_STRING)
		return string_to_integer(from, to, result_r);
	if (from.tag == VALUE_BOOL || from.tag == VALUE_CHAR || from.tag == VALUE_ENUM ||
	    value_is_number(from)) {
		if (number_to_integer(from, to->tag, result_r))
			return OK;
		if (from.tag == VALUE_BIGINT)
			return throw_range("InvalidCastTargetInvocationExceptionop_Explicit", from,
					   to);
		if (to->tag >= VALUE_INT64 &&
		    (from.tag == VALUE_DOUBLE || from.tag == VALUE_SINGLE))
			return convert_throw_reason(
				"InvalidCastIConvertible", from, to,
				"Arithmetic operation resulted in an overflow.");
		return throw_range("InvalidCastIConvertible", from, to);
	}
	if (from.tag == VALUE_DATETIME)
		return throw_invalid("DateTime", from, to);
	return convert_throw_final(from, to);
}

static enum status convert_to_real(Value from, const struct type *to, Value *result_r)
{
	if (from.tag == VALUE_STRING)
		return string_to_real(from, to, result_r);
	if (from.tag == VALUE_CHAR)
		return throw_invalid("Char", from, to);
	if (from.tag == VALUE_BOOL || from.tag == VALUE_ENUM || value_is_number(from)) {
		double d = number_to_double(from);
		if (to->tag == VALUE_SINGLE)
			d = (double)(float)d;
		*result_r = (Value){.tag = to->tag, .real = d};
		return OK;
	}
	if (from.tag == VALUE_DATETIME)
		return throw_invalid("DateTime", from, to);
	return convert_throw_final(from, to);
}

enum status convert_to_primitive(Value from, const struct type *to, Value *result_r)
{
	if (to->tag == VALUE_BOOL) {
		*result_r = value_bool(value_is_true(from));
		return OK;
	}
	if (to->tag == VALUE_CHAR)
		return convert_to_char(from, to, result_r);
	if (to->tag == VALUE_SINGLE || to->tag == VALUE_DOUBLE)
		return convert_to_real(from, to, result_r);
	if (to->tag == VALUE_STRING) {
		*result_r = value_to_string(from);
		return OK;
	}
	return convert_to_integer(from, to, result_r);
}

/* System.Decimal as scripts see it. */
#include "object/decimal.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/bigint.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/culture.h"
#include "object/error_record.h"
#include "object/number_text.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/to_string.h"

static struct decimal *as_decimal(Value v)
{
	return (struct decimal *)v.cell;
}

static enum status overflow(void)
{
	return throw_exception("System.OverflowException",
			       "Value was either too large or too small for a Decimal.");
}

static enum status decimal_parse_text(Value text, unsigned styles, const struct culture *culture,
				      Value *result_r)
{
	struct strbuf plain = STRBUF_INIT;
	if (text.tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "s", "Value cannot be null.");
	if (!number_text_plain(string_data(text), styles, culture, &plain)) {
		strbuf_clear(&plain);
		return throw_exception("System.FormatException",
				       "The input string '%s' was not in a correct format.",
				       string_data(text));
	}
	bool ok = decimal_parse(plain.data, plain.length, result_r);
	strbuf_clear(&plain);
	return ok ? OK : overflow();
}

/* (s [, style] [, provider]) */
static enum status decimal_parse_static(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	unsigned styles = NUMBER_STYLE_NUMBER;
	const struct culture *culture = culture_current();
	number_text_options(argc, argv, &styles, &culture);
	return decimal_parse_text(argv[0], styles, culture, result_r);
}

static enum status decimal_try_parse(Value self, int argc, const Value *argv, Value *result_r)
{
	Value parsed;
	bool ok = decimal_parse_static(self, argc - 1, argv, &parsed) == OK;
	if (!ok) {
		error_take();
		parsed = decimal_from_int64(0);
	}
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], parsed);
}

static enum status decimal_to_string_hook(Value v, const char *format, struct strbuf *out)
{
	return number_format(v, format, out);
}

static enum status decimal_get_scale(Value self, Value *result_r)
{
	*result_r = value_integer(VALUE_BYTE, as_decimal(self)->scale);
	return OK;
}

#define CONSTANT(name, value)                                                     \
	static enum status decimal_get_##name(Value self UNUSED, Value *result_r) \
	{                                                                         \
		*result_r = value;                                                \
		return OK;                                                        \
	}
CONSTANT(zero, decimal_from_int64(0))
CONSTANT(one, decimal_from_int64(1))
CONSTANT(minus_one, decimal_from_int64(-1))
CONSTANT(max, decimal_from_parts(UINT32_MAX, UINT32_MAX, UINT32_MAX, false, 0))
CONSTANT(min, decimal_from_parts(UINT32_MAX, UINT32_MAX, UINT32_MAX, true, 0))

#define OPERATION(name, op)                                                                      \
	static enum status decimal_##name(Value self UNUSED, int argc UNUSED, const Value *argv, \
					  Value *result_r)                                       \
	{                                                                                        \
		return decimal_arithmetic(op, argv[0], argv[1], result_r);                       \
	}
OPERATION(add, ARITHMETIC_ADD)
OPERATION(subtract, ARITHMETIC_SUBTRACT)
OPERATION(multiply, ARITHMETIC_MULTIPLY)
OPERATION(divide, ARITHMETIC_DIVIDE)
OPERATION(remainder, ARITHMETIC_REMAINDER)

#define ROUNDING(name, mode)                                                                     \
	static enum status decimal_##name(Value self UNUSED, int argc UNUSED, const Value *argv, \
					  Value *result_r)                                       \
	{                                                                                        \
		return decimal_round(argv[0], 0, mode, result_r) ? OK : overflow();              \
	}
ROUNDING(floor, DECIMAL_TO_NEGATIVE_INFINITY)
ROUNDING(ceiling, DECIMAL_TO_POSITIVE_INFINITY)
ROUNDING(truncate, DECIMAL_TO_ZERO)

/* (d [, decimals] [, mode]) */
static enum status decimal_round_static(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	int decimals = 0;
	enum decimal_rounding mode = DECIMAL_TO_EVEN;
	for (int i = 1; i < argc; i++) {
		if (argv[i].tag == VALUE_ENUM)
			mode = (enum decimal_rounding)argv[i].integer;
		else
			decimals = (int)argv[i].integer;
	}
	if (decimals < 0 || decimals > 28)
		return throw_argument(
			"System.ArgumentOutOfRangeException", "decimals",
			"Decimal can only round to between 0 and 28 digits of precision.");
	return decimal_round(argv[0], decimals, mode, result_r) ? OK : overflow();
}

static enum status decimal_negate_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	*result_r = decimal_negate(argv[0]);
	return OK;
}

static enum status decimal_abs(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = as_decimal(argv[0])->negative ? decimal_negate(argv[0]) : argv[0];
	return OK;
}

static enum status decimal_max(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = argv[decimal_compare(argv[0], argv[1]) < 0];
	return OK;
}

static enum status decimal_min(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = argv[decimal_compare(argv[0], argv[1]) > 0];
	return OK;
}

static enum status decimal_sign(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = value_int(decimal_is_zero(argv[0])        ? 0
			      : as_decimal(argv[0])->negative ? -1
							      : 1);
	return OK;
}

static enum status decimal_is_integer(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	Value whole;
	bool ok = decimal_round(argv[0], 0, DECIMAL_TO_ZERO, &whole);
	*result_r = value_bool(ok && decimal_compare(whole, argv[0]) == 0);
	return OK;
}

static enum status decimal_get_bits(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	const struct decimal *d = as_decimal(argv[0]);
	uint32_t flags = (uint32_t)d->scale << 16 | (uint32_t)d->negative << 31;
	uint32_t words[] = {d->low, d->middle, d->high, flags};
	*result_r = array_new_typed(&type_int32_array, countof(words));
	for (size_t i = 0; i < countof(words); i++)
		value_as_array(*result_r)->items[i] = value_int((int32_t)words[i]);
	return OK;
}

/* ToInt32() and its kind cut the fraction off. */
static enum status to_integer(Value v, enum value_tag tag, int64_t low, int64_t high,
			      const char *what, Value *result_r)
{
	Value whole;
	int64_t i;
	if (!decimal_round(v, 0, DECIMAL_TO_ZERO, &whole) || !decimal_to_int64(whole, &i) ||
	    i < low || i > high)
		return throw_exception("System.OverflowException",
				       "Value was either too large or too small for %s.", what);
	*result_r = value_integer(tag, i);
	return OK;
}

#define TO_INTEGER(name, tag, low, high, what)                                   \
	static enum status decimal_to_##name(Value self UNUSED, int argc UNUSED, \
					     const Value *argv, Value *result_r) \
	{                                                                        \
		return to_integer(argv[0], tag, low, high, what, result_r);      \
	}
TO_INTEGER(byte, VALUE_BYTE, 0, UINT8_MAX, "an unsigned byte")
TO_INTEGER(sbyte, VALUE_SBYTE, INT8_MIN, INT8_MAX, "a signed byte")
TO_INTEGER(short, VALUE_INT16, INT16_MIN, INT16_MAX, "an Int16")
TO_INTEGER(ushort, VALUE_UINT16, 0, UINT16_MAX, "a UInt16")
TO_INTEGER(int, VALUE_INT32, INT32_MIN, INT32_MAX, "an Int32")
TO_INTEGER(uint, VALUE_UINT32, 0, UINT32_MAX, "a UInt32")
TO_INTEGER(long, VALUE_INT64, INT64_MIN, INT64_MAX, "an Int64")

static enum status decimal_to_double_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					    Value *result_r)
{
	*result_r = value_double(decimal_to_double(argv[0]));
	return OK;
}

static enum status decimal_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	return to_string_with(self, argc, argv, number_format, result_r);
}

static enum status decimal_compare_to(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	Value other = value_base(argv[0]);
	if (value_is_null(other)) {
		*result_r = value_int(1);
		return OK;
	}
	if (other.tag != VALUE_DECIMAL)
		return throw_exception("System.ArgumentException",
				       "Object must be of type Decimal.");
	*result_r = value_int(decimal_compare(self, other));
	return OK;
}

static enum status decimal_compare_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	*result_r = value_int(decimal_compare(argv[0], argv[1]));
	return OK;
}

static bool decimal_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_DECIMAL && decimal_compare(a, b) == 0;
}

static enum status decimal_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(decimal_equals_value(self, value_base(argv[0]), false));
	return OK;
}

static enum status decimal_equals_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	*result_r = value_bool(decimal_compare(argv[0], argv[1]) == 0);
	return OK;
}

static enum status decimal_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	*order_r = decimal_compare(a, b);
	return OK;
}

static enum status decimal_convert(Value from, const struct type *to, Value *result_r)
{
	if (from.tag == VALUE_STRING) {
		if (string_length(from) == 0) {
			*result_r = decimal_from_int64(0);
			return OK;
		}
		/* text is a number of the language first, so that "1.10" goes by way of a double */
		Value number;
		if (number_parse_literal(string_data(from), string_length(from), true, &number)) {
			if (number.tag == VALUE_DECIMAL) {
				*result_r = number;
				return OK;
			}
			if (decimal_convert(number, to, result_r) == OK)
				return OK;
			(void)error_take();
		}
		return decimal_parse_text(from, NUMBER_STYLE_NUMBER, &culture_invariant, result_r);
	}
	if (from.tag == VALUE_UINT64) {
		*result_r = decimal_from_uint64((uint64_t)from.integer);
		return OK;
	}
	if (value_is_integer(from) || from.tag == VALUE_BOOL || from.tag == VALUE_CHAR ||
	    from.tag == VALUE_ENUM) {
		*result_r = decimal_from_int64(from.integer);
		return OK;
	}
	if (from.tag == VALUE_DOUBLE)
		return decimal_from_double(from.real, result_r) ? OK : overflow();
	if (from.tag == VALUE_SINGLE) {
		/* seven digits are what a float has */
		Value text = string_printf("%.6e", from.real);
		if (!decimal_parse(string_data(text), string_length(text), result_r))
			return overflow();
		return decimal_from_double(decimal_to_double(*result_r), result_r) ? OK
										   : overflow();
	}
	if (from.tag == VALUE_BIGINT)
		return bigint_to_decimal(from, result_r) ? OK : overflow();
	return throw_exception("System.InvalidCastException",
			       "Invalid cast from '%s' to 'Decimal'.", value_type(from)->name);
}

static enum status decimal_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	return decimal_convert(argv[0], &type_decimal, result_r);
}

static enum status decimal_construct_parts(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	if (argv[4].integer > 28)
		return throw_argument("System.ArgumentOutOfRangeException", "scale",
				      "Decimal's scale value must be between 0 and 28, inclusive.");
	*result_r = decimal_from_parts((uint32_t)argv[0].integer, (uint32_t)argv[1].integer,
				       (uint32_t)argv[2].integer, value_is_true_bool(argv[3]),
				       (int)argv[4].integer);
	return OK;
}

static const struct member decimal_members[] = {
	PROPERTY("byte Scale {get;}", decimal_get_scale),
	METHOD("int CompareTo(System.Object value)", decimal_compare_to),
	METHOD("int CompareTo(decimal value)", decimal_compare_to),
	METHOD("bool Equals(System.Object value)", decimal_equals),
	METHOD("bool Equals(decimal value)", decimal_equals),
	METHOD("string ToString()", decimal_to_string),
	METHOD("string ToString(string format)", decimal_to_string),
	METHOD("string ToString(System.IFormatProvider provider)", decimal_to_string),
	METHOD("string ToString(string format, System.IFormatProvider provider)",
	       decimal_to_string),
	STATIC_PROPERTY("static decimal MaxValue {get;}", decimal_get_max),
	STATIC_PROPERTY("static decimal MinusOne {get;}", decimal_get_minus_one),
	STATIC_PROPERTY("static decimal MinValue {get;}", decimal_get_min),
	STATIC_PROPERTY("static decimal One {get;}", decimal_get_one),
	STATIC_PROPERTY("static decimal Zero {get;}", decimal_get_zero),
	STATIC_METHOD("static decimal Abs(decimal value)", decimal_abs),
	STATIC_METHOD("static decimal Add(decimal d1, decimal d2)", decimal_add),
	STATIC_METHOD("static decimal Ceiling(decimal d)", decimal_ceiling),
	STATIC_METHOD("static int Compare(decimal d1, decimal d2)", decimal_compare_static),
	STATIC_METHOD("static decimal Divide(decimal d1, decimal d2)", decimal_divide),
	STATIC_METHOD("static bool Equals(decimal d1, decimal d2)", decimal_equals_static),
	STATIC_METHOD("static decimal Floor(decimal d)", decimal_floor),
	STATIC_METHOD("static int[] GetBits(decimal d)", decimal_get_bits),
	STATIC_METHOD("static bool IsInteger(decimal value)", decimal_is_integer),
	STATIC_METHOD("static decimal Max(decimal x, decimal y)", decimal_max),
	STATIC_METHOD("static decimal Min(decimal x, decimal y)", decimal_min),
	STATIC_METHOD("static decimal Multiply(decimal d1, decimal d2)", decimal_multiply),
	STATIC_METHOD("static decimal Negate(decimal d)", decimal_negate_static),
	STATIC_METHOD("static decimal Parse(string s)", decimal_parse_static),
	STATIC_METHOD("static decimal Parse(string s, System.Globalization.NumberStyles style)",
		      decimal_parse_static),
	STATIC_METHOD("static decimal Parse(string s, System.IFormatProvider provider)",
		      decimal_parse_static),
	STATIC_METHOD("static decimal Parse(string s, System.Globalization.NumberStyles style, "
		      "System.IFormatProvider provider)",
		      decimal_parse_static),
	STATIC_METHOD("static decimal Remainder(decimal d1, decimal d2)", decimal_remainder),
	STATIC_METHOD("static decimal Round(decimal d)", decimal_round_static),
	STATIC_METHOD("static decimal Round(decimal d, int decimals)", decimal_round_static),
	STATIC_METHOD("static decimal Round(decimal d, System.MidpointRounding mode)",
		      decimal_round_static),
	STATIC_METHOD("static decimal Round(decimal d, int decimals, System.MidpointRounding mode)",
		      decimal_round_static),
	STATIC_METHOD("static int Sign(decimal d)", decimal_sign),
	STATIC_METHOD("static decimal Subtract(decimal d1, decimal d2)", decimal_subtract),
	STATIC_METHOD("static byte ToByte(decimal value)", decimal_to_byte),
	STATIC_METHOD("static double ToDouble(decimal d)", decimal_to_double_static),
	STATIC_METHOD("static short ToInt16(decimal value)", decimal_to_short),
	STATIC_METHOD("static int ToInt32(decimal d)", decimal_to_int),
	STATIC_METHOD("static long ToInt64(decimal d)", decimal_to_long),
	STATIC_METHOD("static sbyte ToSByte(decimal value)", decimal_to_sbyte),
	STATIC_METHOD("static ushort ToUInt16(decimal value)", decimal_to_ushort),
	STATIC_METHOD("static uint ToUInt32(decimal d)", decimal_to_uint),
	STATIC_METHOD("static decimal Truncate(decimal d)", decimal_truncate),
	STATIC_METHOD("static bool TryParse(string s, [ref] decimal result)", decimal_try_parse),
	STATIC_METHOD(
		"static bool TryParse(string s, System.IFormatProvider provider, [ref] decimal "
		"result)",
		decimal_try_parse),
	STATIC_METHOD("static bool TryParse(string s, System.Globalization.NumberStyles style, "
		      "System.IFormatProvider provider, [ref] decimal result)",
		      decimal_try_parse),
	CONSTRUCTOR("decimal new(int value)", decimal_construct),
	CONSTRUCTOR("decimal new(uint value)", decimal_construct),
	CONSTRUCTOR("decimal new(long value)", decimal_construct),
	CONSTRUCTOR("decimal new(ulong value)", decimal_construct),
	CONSTRUCTOR("decimal new(float value)", decimal_construct),
	CONSTRUCTOR("decimal new(double value)", decimal_construct),
	CONSTRUCTOR("decimal new(int lo, int mid, int hi, bool isNegative, byte scale)",
		    decimal_construct_parts),
	MEMBER_END,
};

struct type type_decimal = {
	.name = "System.Decimal",
	.alias = "decimal",
	.tag = VALUE_DECIMAL,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = decimal_members,
	.convert = decimal_convert,
	.to_string = decimal_to_string_hook,
	.equals = decimal_equals_value,
	.compare = decimal_compare_values,
	.hash = decimal_hash,
};

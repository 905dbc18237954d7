/* Members of the numeric types and of bool: one set of functions, which learn the type from [type]self. */
#include "base/strbuf.h"
#include "object/bigint.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/culture.h"
#include "object/decimal.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/number.h"
#include "object/number_private.h"
#include "object/number_text.h"
#include "object/primitive_members.h"
#include "object/reference.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *short_name(const struct type *type)
{
	return strrchr(type->name, '.') + 1;
}

static enum status number_compare_to(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	Value other = value_base(argv[0]);
	if (value_is_null(other)) {
		*result_r = value_int(1);
		return OK;
	}
	if (other.tag != self.tag)
		return throw_exception("System.ArgumentException", "Object must be of type %s.",
				       short_name(value_type(self)));
	if (self.tag == VALUE_SINGLE || self.tag == VALUE_DOUBLE) {
		bool a = isnan(self.real), b = isnan(other.real);
		*result_r = value_int(a || b ? (int)b - (int)a
					     : (self.real > other.real) - (self.real < other.real));
		return OK;
	}
	/* .NET gives the difference of small numbers, and the sign of others. */
	if (self.tag <= VALUE_UINT16)
		*result_r = value_int(self.tag == VALUE_BOOL
					      ? (int32_t)((self.integer > other.integer) -
							  (self.integer < other.integer))
					      : (int32_t)(self.integer - other.integer));
	else if (self.tag == VALUE_UINT64)
		*result_r = value_int(((uint64_t)self.integer > (uint64_t)other.integer) -
				      ((uint64_t)self.integer < (uint64_t)other.integer));
	else
		*result_r =
			value_int((self.integer > other.integer) - (self.integer < other.integer));
	return OK;
}

/* What the text stands for in `type` by these styles; 0: done, 1: no number, 2: does not fit. */
static int parse(const struct type *type, Value text, unsigned styles, Value *result_r)
{
	struct strbuf plain = STRBUF_INIT;
	bool is_real = type->tag == VALUE_SINGLE || type->tag == VALUE_DOUBLE;
	const struct culture *culture = culture_current();
	if (is_real) {
		Value trimmed = text;
		const char *at = string_data(trimmed);
		while (char_is_white_space((unsigned char)*at))
			at++;
		static const struct {
			const char *text;
			double value;
		} names[] = {{"NaN", NAN},
			     {"∞", INFINITY},
			     {"-∞", -INFINITY},
			     {"Infinity", INFINITY},
			     {"-Infinity", -INFINITY}};
		for (size_t i = 0; i < countof(names); i++) {
			if (name_equal(at, names[i].text)) {
				*result_r = (Value){.tag = type->tag, .real = names[i].value};
				return 0;
			}
		}
	}
	if (!number_text_plain(string_data(text), styles, culture, &plain)) {
		strbuf_clear(&plain);
		return 1;
	}
	int answer = 0;
	if (is_real) {
		double d = strtod(plain.data, NULL);
		*result_r = (Value){.tag = type->tag,
				    .real = type->tag == VALUE_SINGLE ? (double)(float)d : d};
	} else if (styles & (NUMBER_HEX | NUMBER_BINARY)) {
		int base = styles & NUMBER_HEX ? 16 : 2;
		char *end;
		uint64_t bits = strtoull(plain.data, &end, base);
		size_t digits = strspn(plain.data, "0");
		int width = type->tag == VALUE_SBYTE || type->tag == VALUE_BYTE     ? 8
			    : type->tag == VALUE_INT16 || type->tag == VALUE_UINT16 ? 16
			    : type->tag == VALUE_INT32 || type->tag == VALUE_UINT32 ? 32
										    : 64;
		size_t room = (size_t)(width / (base == 16 ? 4 : 1));
		if (plain.length - digits > room)
			answer = 2;
		int64_t i = type->tag == VALUE_SBYTE   ? (int8_t)bits
			    : type->tag == VALUE_INT16 ? (int16_t)bits
			    : type->tag == VALUE_INT32 ? (int32_t)bits
						       : (int64_t)bits;
		*result_r = value_integer(type->tag, i);
	} else {
		/* Digits with an optional sign and a fraction of zeros. */
		Value decimal, whole;
		if (strpbrk(plain.data, ".eE") == NULL) {
			if (!bigint_parse(plain.data, plain.length, 10, &decimal))
				answer = 1;
		} else if (!decimal_parse(plain.data, plain.length, &decimal)) {
			answer = 2;
		}
		if (answer == 0 && decimal.tag == VALUE_DECIMAL) {
			Value back = bigint_from_decimal(decimal), again;
			if (!bigint_to_decimal(back, &again) ||
			    decimal_compare(again, decimal) != 0)
				answer = 2;
			decimal = back;
		}
		if (answer == 0) {
			if (!convert_try(decimal, type, &whole))
				answer = 2;
			else
				*result_r = whole;
		}
	}
	strbuf_clear(&plain);
	return answer;
}

/* The styles, provider and so on behind the text, in any of the overloads. */
static int parse_with(const struct type *type, int argc, const Value *argv, Value *result_r)
{
	bool is_real = type->tag == VALUE_SINGLE || type->tag == VALUE_DOUBLE;
	unsigned styles = is_real ? NUMBER_STYLE_FLOAT | NUMBER_THOUSANDS : NUMBER_STYLE_INTEGER;
	const struct culture *culture = culture_current();
	number_text_options(argc, argv, &styles, &culture);
	const struct culture *before = culture_use(culture);
	int answer = parse(type, argv[0], styles, result_r);
	culture_use(before);
	return answer;
}

static enum status number_parse_text(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	switch (parse_with(type, argc, argv, result_r)) {
	case 0:
		return OK;
	case 1:
		return throw_exception("System.FormatException",
				       "The input string '%s' was not in a correct format.",
				       string_data(argv[0]));
	default: {
		struct strbuf message = STRBUF_INIT;
		integer_range_message(type->tag, &message);
		enum status status =
			throw_exception("System.OverflowException", "%s", message.data);
		strbuf_clear(&message);
		return status;
	}
	}
}

static enum status number_try_parse(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	Value parsed = type_default(type);
	bool ok = parse_with(type, argc, argv, &parsed) == 0;
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], ok ? parsed : type_default(type));
}

static enum status get_max(Value self, Value *result_r)
{
	const struct type *type = value_as_type(self);
	static const int64_t max[] = {
		[VALUE_SBYTE] = INT8_MAX,    [VALUE_BYTE] = UINT8_MAX,  [VALUE_INT16] = INT16_MAX,
		[VALUE_UINT16] = UINT16_MAX, [VALUE_INT32] = INT32_MAX, [VALUE_UINT32] = UINT32_MAX,
		[VALUE_INT64] = INT64_MAX,   [VALUE_UINT64] = -1,
	};
	if (type->tag == VALUE_DOUBLE)
		*result_r = value_double(DBL_MAX);
	else if (type->tag == VALUE_SINGLE)
		*result_r = (Value){.tag = VALUE_SINGLE, .real = (double)FLT_MAX};
	else
		*result_r = value_integer(type->tag, max[type->tag]);
	return OK;
}

static enum status get_min(Value self, Value *result_r)
{
	const struct type *type = value_as_type(self);
	static const int64_t min[] = {
		[VALUE_SBYTE] = INT8_MIN,  [VALUE_INT16] = INT16_MIN, [VALUE_INT32] = INT32_MIN,
		[VALUE_INT64] = INT64_MIN, [VALUE_UINT64] = 0,
	};
	if (type->tag == VALUE_DOUBLE)
		*result_r = value_double(-DBL_MAX);
	else if (type->tag == VALUE_SINGLE)
		*result_r = (Value){.tag = VALUE_SINGLE, .real = -(double)FLT_MAX};
	else
		*result_r = value_integer(type->tag, min[type->tag]);
	return OK;
}

#define REAL_CONSTANT(function, double_value, single_value)                                    \
	static enum status function(Value self, Value *result_r)                               \
	{                                                                                      \
		bool single = value_as_type(self)->tag == VALUE_SINGLE;                        \
		*result_r = (Value){.tag = single ? VALUE_SINGLE : VALUE_DOUBLE,               \
				    .real = single ? (double)(single_value) : (double_value)}; \
		return OK;                                                                     \
	}
REAL_CONSTANT(get_epsilon, 4.9406564584124654e-324, 1.401298464e-45f)
REAL_CONSTANT(get_nan, NAN, NAN)
REAL_CONSTANT(get_positive_infinity, INFINITY, INFINITY)
REAL_CONSTANT(get_negative_infinity, -INFINITY, -INFINITY)
REAL_CONSTANT(get_pi, M_PI, (float)M_PI)
REAL_CONSTANT(get_e, M_E, (float)M_E)

#define REAL_TEST(function, test)                                                          \
	static enum status function(Value self UNUSED, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                       \
	{                                                                                  \
		double d = argv[0].real;                                                   \
		*result_r = value_bool(test);                                              \
		return OK;                                                                 \
	}
REAL_TEST(is_nan, isnan(d))
REAL_TEST(is_infinity, isinf(d))
REAL_TEST(is_positive_infinity, isinf(d) && d > 0)
REAL_TEST(is_negative_infinity, isinf(d) && d < 0)
REAL_TEST(is_finite, isfinite(d))
REAL_TEST(is_integer_real, isfinite(d) && d == trunc(d))
REAL_TEST(is_negative_real, signbit(d))

static bool less(Value a, Value b)
{
	int order;
	return value_compare(a, b, false, &order) == OK && order == -1;
}

static enum status static_max(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	*result_r = less(argv[0], argv[1]) ? argv[1] : argv[0];
	return OK;
}

static enum status static_min(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	*result_r = less(argv[1], argv[0]) ? argv[1] : argv[0];
	return OK;
}

static enum status static_clamp(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = less(argv[0], argv[1]) ? argv[1] : less(argv[2], argv[0]) ? argv[2] : argv[0];
	return OK;
}

static enum status static_abs(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	Value v = argv[0];
	if (v.tag == VALUE_DOUBLE || v.tag == VALUE_SINGLE) {
		*result_r = (Value){.tag = v.tag, .real = fabs(v.real)};
		return OK;
	}
	*result_r = v.integer < 0 && v.tag != VALUE_UINT64 ? value_integer(v.tag, -v.integer) : v;
	return OK;
}

static enum status static_sign(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	double d = number_to_double(argv[0]);
	*result_r = value_int((d > 0) - (d < 0));
	return OK;
}

static enum status static_is_even(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	*result_r = value_bool((argv[0].integer & 1) == 0);
	return OK;
}

static enum status static_is_odd(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = value_bool(argv[0].integer & 1);
	return OK;
}

static enum status static_is_negative(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	*result_r = value_bool(argv[0].tag != VALUE_UINT64 && argv[0].integer < 0);
	return OK;
}

static enum status static_pop_count(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	uint64_t bits =
		argv[0].tag <= VALUE_UINT32 ? (uint32_t)argv[0].integer : (uint64_t)argv[0].integer;
	*result_r = value_integer(argv[0].tag, __builtin_popcountll(bits));
	return OK;
}

static int bits_of(enum value_tag tag)
{
	static const int bits[] = {
		[VALUE_SBYTE] = 8,  [VALUE_BYTE] = 8,    [VALUE_INT16] = 16, [VALUE_UINT16] = 16,
		[VALUE_INT32] = 32, [VALUE_UINT32] = 32, [VALUE_INT64] = 64, [VALUE_UINT64] = 64,
	};
	return bits[tag];
}

/* The number's bits alone, without the sign above them. */
static uint64_t own_bits(Value v)
{
	int bits = bits_of((enum value_tag)v.tag);
	return (uint64_t)v.integer & (bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1);
}

/* The same type with these bits. */
static Value from_bits(enum value_tag tag, uint64_t bits)
{
	int unused = 64 - bits_of(tag);
	bool is_signed = tag == VALUE_SBYTE || tag == VALUE_INT16 || tag == VALUE_INT32 ||
			 tag == VALUE_INT64;
	int64_t number = is_signed ? (int64_t)(bits << unused) >> unused
				   : (int64_t)(bits << unused >> unused);
	return value_integer(tag, number);
}

#define INTEGER_FUNCTION(function, expression)                                             \
	static enum status function(Value self UNUSED, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                       \
	{                                                                                  \
		Value v = argv[0];                                                         \
		UNUSED enum value_tag tag = (enum value_tag)v.tag;                         \
		UNUSED uint64_t bits = own_bits(v);                                        \
		*result_r = expression;                                                    \
		return OK;                                                                 \
	}
#define LEADING (bits ? __builtin_clzll(bits) - (64 - bits_of(tag)) : bits_of(tag))
#define ROTATED(by) (bits << (by) | bits >> (bits_of(tag) - (by)))
INTEGER_FUNCTION(static_leading, value_integer(tag, LEADING))
INTEGER_FUNCTION(static_trailing, value_integer(tag, bits ? __builtin_ctzll(bits) : bits_of(tag)))
INTEGER_FUNCTION(static_log2, value_integer(tag, bits ? bits_of(tag) - 1 - LEADING : 0))
INTEGER_FUNCTION(static_is_power, value_bool(v.integer > 0 && (bits & (bits - 1)) == 0))
INTEGER_FUNCTION(static_is_positive, value_bool(tag == VALUE_UINT64 || v.integer >= 0))
INTEGER_FUNCTION(static_rotate_left,
		 argv[1].integer ? from_bits(tag, ROTATED(argv[1].integer &(bits_of(tag) - 1))) : v)
INTEGER_FUNCTION(static_rotate_right,
		 argv[1].integer ? from_bits(tag, ROTATED((bits_of(tag) - argv[1].integer) &
							  (bits_of(tag) - 1)))
				 : v)
INTEGER_FUNCTION(static_copy_sign,
		 (v.integer < 0) == (argv[1].integer < 0) ? v : from_bits(tag, 0 - bits))
INTEGER_FUNCTION(static_max_magnitude, llabs(v.integer) >= llabs(argv[1].integer) ? v : argv[1])
INTEGER_FUNCTION(static_min_magnitude, llabs(v.integer) <= llabs(argv[1].integer) ? v : argv[1])

static enum status static_div_rem(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	return member_invoke_static(type_find("System.Math"), "DivRem", argc, argv, result_r);
}

static enum status static_create(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return convert_to(argv[0], value_as_type(self), result_r);
}

/* What [math] has under the same name. */
#define MATH(function, name)                                                                       \
	static enum status function(Value self UNUSED, int argc, const Value *argv,                \
				    Value *result_r)                                               \
	{                                                                                          \
		return member_invoke_static(type_find("System.Math"), name, argc, argv, result_r); \
	}
MATH(static_round, "Round")
MATH(static_floor, "Floor")
MATH(static_ceiling, "Ceiling")
MATH(static_truncate, "Truncate")
MATH(static_sqrt, "Sqrt")
MATH(static_pow, "Pow")
MATH(static_exp, "Exp")
MATH(static_log, "Log")
MATH(static_log10, "Log10")

#define COMMON(name)                                                                               \
	METHOD("int CompareTo(System.Object value)", number_compare_to),                           \
		METHOD("int CompareTo(" name " value)", number_compare_to),                        \
		METHOD("System.TypeCode GetTypeCode()", value_get_type_code),                      \
		METHOD("string ToString()", object_to_string),                                     \
		METHOD("string ToString(string format)", object_to_string),                        \
		METHOD("string ToString(System.IFormatProvider provider)", object_to_string),      \
		METHOD("string ToString(string format, System.IFormatProvider provider)",          \
		       object_to_string),                                                          \
		STATIC_METHOD("static " name " Parse(string s)", number_parse_text),               \
		STATIC_METHOD("static " name                                                       \
			      " Parse(string s, System.Globalization.NumberStyles style)",         \
			      number_parse_text),                                                  \
		STATIC_METHOD("static " name " Parse(string s, System.IFormatProvider provider)",  \
			      number_parse_text),                                                  \
		STATIC_METHOD("static " name                                                       \
			      " Parse(string s, System.Globalization.NumberStyles style, "         \
			      "System.IFormatProvider provider)",                                  \
			      number_parse_text),                                                  \
		STATIC_METHOD("static bool TryParse(string s, [ref] " name " result)",             \
			      number_try_parse),                                                   \
		STATIC_METHOD(                                                                     \
			"static bool TryParse(string s, System.Globalization.NumberStyles style, " \
			"System.IFormatProvider provider, [ref] " name " result)",                 \
			number_try_parse),                                                         \
		STATIC_METHOD("static bool TryParse(string s, System.IFormatProvider provider, "   \
			      "[ref] " name " result)",                                            \
			      number_try_parse),                                                   \
		STATIC_METHOD("static " name " Max(" name " x, " name " y)", static_max),          \
		STATIC_METHOD("static " name " Min(" name " x, " name " y)", static_min),          \
		STATIC_METHOD("static " name " Clamp(" name " value, " name " min, " name " max)", \
			      static_clamp),                                                       \
		STATIC_METHOD("static " name " Abs(" name " value)", static_abs),                  \
		STATIC_METHOD("static int Sign(" name " value)", static_sign),                     \
		STATIC_PROPERTY("static " name " MaxValue {get;}", get_max),                       \
		STATIC_PROPERTY("static " name " MinValue {get;}", get_min)

#define INTEGER_TABLE(table, name)                                                                 \
	const struct member table[] = {                                                            \
		COMMON(name),                                                                      \
		STATIC_METHOD("static bool IsEvenInteger(" name " value)", static_is_even),        \
		STATIC_METHOD("static bool IsOddInteger(" name " value)", static_is_odd),          \
		STATIC_METHOD("static bool IsNegative(" name " value)", static_is_negative),       \
		STATIC_METHOD("static " name " PopCount(" name " value)", static_pop_count),       \
		STATIC_METHOD("static " name " LeadingZeroCount(" name " value)", static_leading), \
		STATIC_METHOD("static " name " TrailingZeroCount(" name " value)",                 \
			      static_trailing),                                                    \
		STATIC_METHOD("static " name " Log2(" name " value)", static_log2),                \
		STATIC_METHOD("static bool IsPow2(" name " value)", static_is_power),              \
		STATIC_METHOD("static bool IsPositive(" name " value)", static_is_positive),       \
		STATIC_METHOD("static " name " RotateLeft(" name " value, int rotateAmount)",      \
			      static_rotate_left),                                                 \
		STATIC_METHOD("static " name " RotateRight(" name " value, int rotateAmount)",     \
			      static_rotate_right),                                                \
		STATIC_METHOD("static " name " CopySign(" name " value, " name " sign)",           \
			      static_copy_sign),                                                   \
		STATIC_METHOD("static " name " MaxMagnitude(" name " x, " name " y)",              \
			      static_max_magnitude),                                               \
		STATIC_METHOD("static " name " MinMagnitude(" name " x, " name " y)",              \
			      static_min_magnitude),                                               \
		STATIC_METHOD("static System.ValueTuple[" name "," name "] DivRem(" name           \
			      " left, " name " right)",                                            \
			      static_div_rem),                                                     \
		STATIC_METHOD("static " name " CreateChecked(System.Object value)",                \
			      static_create),                                                      \
		MEMBER_END,                                                                        \
	}
INTEGER_TABLE(sbyte_members, "sbyte");
INTEGER_TABLE(byte_members, "byte");
INTEGER_TABLE(int16_members, "short");
INTEGER_TABLE(uint16_members, "ushort");
INTEGER_TABLE(int32_members, "int");
INTEGER_TABLE(uint32_members, "uint");
INTEGER_TABLE(int64_members, "long");
INTEGER_TABLE(uint64_members, "ulong");

#define REAL_TABLE(table, name)                                                                    \
	const struct member table[] = {                                                            \
		COMMON(name),                                                                      \
		STATIC_METHOD("static bool IsNaN(" name " d)", is_nan),                            \
		STATIC_METHOD("static bool IsInfinity(" name " d)", is_infinity),                  \
		STATIC_METHOD("static bool IsPositiveInfinity(" name " d)", is_positive_infinity), \
		STATIC_METHOD("static bool IsNegativeInfinity(" name " d)", is_negative_infinity), \
		STATIC_METHOD("static bool IsFinite(" name " d)", is_finite),                      \
		STATIC_METHOD("static bool IsInteger(" name " value)", is_integer_real),           \
		STATIC_METHOD("static bool IsNegative(" name " d)", is_negative_real),             \
		STATIC_METHOD("static " name " Round(" name " x)", static_round),                  \
		STATIC_METHOD("static " name " Round(" name " x, int digits)", static_round),      \
		STATIC_METHOD("static " name " Floor(" name " x)", static_floor),                  \
		STATIC_METHOD("static " name " Ceiling(" name " x)", static_ceiling),              \
		STATIC_METHOD("static " name " Truncate(" name " x)", static_truncate),            \
		STATIC_METHOD("static " name " Sqrt(" name " x)", static_sqrt),                    \
		STATIC_METHOD("static " name " Pow(" name " x, " name " y)", static_pow),          \
		STATIC_METHOD("static " name " Exp(" name " x)", static_exp),                      \
		STATIC_METHOD("static " name " Log(" name " x)", static_log),                      \
		STATIC_METHOD("static " name " Log10(" name " x)", static_log10),                  \
		STATIC_PROPERTY("static " name " Epsilon {get;}", get_epsilon),                    \
		STATIC_PROPERTY("static " name " NaN {get;}", get_nan),                            \
		STATIC_PROPERTY("static " name " PositiveInfinity {get;}", get_positive_infinity), \
		STATIC_PROPERTY("static " name " NegativeInfinity {get;}", get_negative_infinity), \
		STATIC_PROPERTY("static " name " Pi {get;}", get_pi),                              \
		STATIC_PROPERTY("static " name " E {get;}", get_e),                                \
		MEMBER_END,                                                                        \
	}
REAL_TABLE(single_members, "float");
REAL_TABLE(double_members, "double");

/* bool */
static bool parse_bool(Value text, bool *result_r)
{
	const char *at = string_data(text), *end = at + string_length(text);
	while (at < end && char_is_white_space((unsigned char)*at))
		at++;
	while (end > at && (char_is_white_space((unsigned char)end[-1]) || end[-1] == '\0'))
		end--;
	size_t length = (size_t)(end - at);
	*result_r = length == 4 && bytes_equal_ignore_case(at, "True", 4);
	return *result_r || (length == 5 && bytes_equal_ignore_case(at, "False", 5));
}

static enum status bool_parse(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	bool parsed;
	if (!parse_bool(argv[0], &parsed))
		return throw_exception("System.FormatException",
				       "String '%s' was not recognized as a valid Boolean.",
				       string_data(argv[0]));
	*result_r = value_bool(parsed);
	return OK;
}

static enum status bool_try_parse(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	bool parsed = false;
	*result_r = value_bool(parse_bool(argv[0], &parsed));
	return reference_set(argv[1], value_bool(parsed));
}

static enum status bool_get_true_string(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("True");
	return OK;
}

static enum status bool_get_false_string(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("False");
	return OK;
}

const struct member bool_members[] = {
	METHOD("int CompareTo(System.Object obj)", number_compare_to),
	METHOD("int CompareTo(bool value)", number_compare_to),
	METHOD("System.TypeCode GetTypeCode()", value_get_type_code),
	METHOD("string ToString()", object_to_string),
	METHOD("string ToString(System.IFormatProvider provider)", object_to_string),
	STATIC_METHOD("static bool Parse(string value)", bool_parse),
	STATIC_METHOD("static bool TryParse(string value, [ref] bool result)", bool_try_parse),
	STATIC_PROPERTY("static string TrueString {get;}", bool_get_true_string),
	STATIC_PROPERTY("static string FalseString {get;}", bool_get_false_string),
	MEMBER_END,
};

/* System.Numerics.BigInteger as scripts see it. */
#include "object/bigint_private.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/culture.h"
#include "object/decimal.h"
#include "object/error_record.h"
#include "object/number_text.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/to_string.h"
#include "object/tuple.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum status not_parsed(void)
{
	return throw_exception("System.FormatException", "The value could not be parsed.");
}

/* Two's complement, low byte first, as few bytes as the sign allows. */
static void to_bytes(Value v, struct strbuf *out)
{
	mpz_t view, z;
	bigint_view(v, view);
	bool negative = mpz_sgn(view) < 0;
	mpz_init(z);
	if (negative) /* -(x + 1) has the inverted bits of x's two's complement */
		mpz_com(z, view);
	else
		mpz_set(z, view);
	size_t count = (mpz_sizeinbase(z, 2) + 7) / 8;
	strbuf_add_repeat(out, '\0', count);
	mpz_export(out->data + out->length - count, NULL, -1, 1, 0, 0, z);
	if (mpz_sgn(z) == 0)
		out->data[out->length - count] = '\0';
	if (out->data[out->length - 1] & 0x80)
		strbuf_addc(out, '\0');
	for (size_t i = 0; negative && i < out->length; i++)
		out->data[i] = (char)~out->data[i];
	mpz_clear(z);
}

static Value from_bytes(const uint8_t *bytes, size_t count, bool is_unsigned, bool big_endian)
{
	mpz_t z, power;
	mpz_init(z);
	mpz_import(z, count, big_endian ? 1 : -1, 1, 0, 0, bytes);
	if (!is_unsigned && count > 0 && (bytes[big_endian ? 0 : count - 1] & 0x80)) {
		mpz_init(power);
		mpz_setbit(power, count * 8);
		mpz_sub(z, z, power);
		mpz_clear(power);
	}
	return bigint_take_mpz(z);
}

/* Hexadecimal two's complement: a leading digit of 8 or more means a negative number. */
static Value from_hex(const char *digits, bool binary)
{
	mpz_t z, power;
	size_t bits = strlen(digits) * (binary ? 1 : 4);
	mpz_init_set_str(z, digits, binary ? 2 : 16);
	if (bits > 0 && mpz_tstbit(z, bits - 1)) {
		mpz_init(power);
		mpz_setbit(power, bits);
		mpz_sub(z, z, power);
		mpz_clear(power);
	}
	return bigint_take_mpz(z);
}

/* "1234", "1.00" with a fraction of zeros, "1e5" */
static bool from_plain(const char *text, Value *result_r)
{
	char *copy = strdup(text);
	char *exponent_text = strpbrk(copy, "eE");
	long exponent = exponent_text != NULL ? strtol(exponent_text + 1, NULL, 10) : 0;
	if (exponent_text != NULL)
		*exponent_text = '\0';
	char *point = strchr(copy, '.');
	size_t fraction = 0;
	if (point != NULL) {
		fraction = strlen(point + 1);
		memmove(point, point + 1, fraction + 1);
	}
	Value whole;
	bool ok = exponent > -100000 && exponent < 100000 &&
		  bigint_parse(copy, strlen(copy), 10, &whole);
	free(copy);
	long shift = exponent - (long)fraction;
	if (!ok)
		return false;
	mpz_t view, z;
	bigint_view(whole, view);
	mpz_init(z);
	mpz_ui_pow_ui(z, 10, (unsigned long)labs(shift));
	if (shift >= 0)
		mpz_mul(z, z, view);
	else if (mpz_divisible_p(view, z))
		mpz_tdiv_q(z, view, z);
	else
		ok = false;
	if (ok)
		*result_r = bigint_from_mpz(z);
	mpz_clear(z);
	return ok;
}

static enum status parse_text(Value text, unsigned styles, const struct culture *culture,
			      Value *result_r)
{
	struct strbuf plain = STRBUF_INIT;
	if (text.tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "value",
				      "Value cannot be null.");
	bool ok = number_text_plain(string_data(text), styles, culture, &plain);
	if (ok && (styles & (NUMBER_HEX | NUMBER_BINARY)))
		*result_r = from_hex(plain.data, (styles & NUMBER_BINARY) != 0);
	else
		ok = ok && from_plain(plain.data, result_r);
	strbuf_clear(&plain);
	return ok ? OK : not_parsed();
}

static enum status bigint_parse_static(Value self UNUSED, int argc, const Value *argv,
				       Value *result_r)
{
	unsigned styles = NUMBER_STYLE_INTEGER;
	const struct culture *culture = culture_current();
	number_text_options(argc, argv, &styles, &culture);
	return parse_text(argv[0], styles, culture, result_r);
}

static enum status bigint_try_parse(Value self, int argc, const Value *argv, Value *result_r)
{
	Value parsed;
	bool ok = bigint_parse_static(self, argc - 1, argv, &parsed) == OK;
	if (!ok) {
		error_take();
		parsed = bigint_from_int64(0);
	}
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], parsed);
}

static void format_hex(Value v, bool upper, int width, struct strbuf *out)
{
	struct strbuf bytes = STRBUF_INIT, text = STRBUF_INIT;
	mpz_t view;
	to_bytes(v, &bytes);
	for (size_t i = bytes.length; i-- > 0;)
		strbuf_addf(&text, upper ? "%02X" : "%02x", (unsigned char)bytes.data[i]);
	bigint_view(v, view);
	bool negative = mpz_sgn(view) < 0;
	char sign = negative ? (upper ? 'F' : 'f') : '0';
	/* as few digits as keep the sign: "0FF", "F" */
	size_t skip = 0;
	while (skip + 1 < text.length && text.data[skip] == sign) {
		char next = text.data[skip + 1];
		bool next_negative = !(next >= '0' && next <= '7');
		if (next_negative != negative)
			break;
		skip++;
	}
	for (int digits = (int)(text.length - skip); digits < width; digits++)
		strbuf_addc(out, sign);
	strbuf_adds(out, text.data + skip);
	strbuf_clear(&bytes);
	strbuf_clear(&text);
}

static enum status bigint_format(Value v, const char *format, struct strbuf *out)
{
	char letter = format != NULL ? *format : '\0';
	bool standard = letter == '\0' || format[1 + strspn(format + 1, "0123456789")] == '\0';
	int width = letter != '\0' ? atoi(format + 1) : 0;
	if (!standard || strchr("DdGgRrXx", letter) == NULL)
		return number_format(v, format, out);
	if (letter == 'X' || letter == 'x') {
		format_hex(v, letter == 'X', width, out);
		return OK;
	}
	struct strbuf digits = STRBUF_INIT;
	bigint_append(v, &digits);
	bool negative = digits.data[0] == '-';
	if (negative)
		strbuf_adds(out, culture_current()->negative_sign);
	if (letter == 'D' || letter == 'd')
		for (int i = (int)digits.length - negative; i < width; i++)
			strbuf_addc(out, '0');
	strbuf_adds(out, digits.data + negative);
	strbuf_clear(&digits);
	return OK;
}

static enum status bigint_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	return to_string_with(self, argc, argv, bigint_format, result_r);
}

#define CONSTANT(name, value)                                                    \
	static enum status bigint_get_##name(Value self UNUSED, Value *result_r) \
	{                                                                        \
		*result_r = value;                                               \
		return OK;                                                       \
	}
CONSTANT(zero, bigint_from_int64(0))
CONSTANT(one, bigint_from_int64(1))
CONSTANT(minus_one, bigint_from_int64(-1))

#define QUESTION(name, expression)                                        \
	static enum status bigint_get_##name(Value self, Value *result_r) \
	{                                                                 \
		mpz_t z;                                                  \
		bigint_view(self, z);                                     \
		*result_r = expression;                                   \
		return OK;                                                \
	}
QUESTION(is_zero, value_bool(mpz_sgn(z) == 0))
QUESTION(is_one, value_bool(mpz_cmp_ui(z, 1) == 0))
QUESTION(is_even, value_bool(mpz_even_p(z)))
QUESTION(is_power_of_two, value_bool(mpz_sgn(z) > 0 && mpz_popcount(z) == 1))
QUESTION(sign, value_int(mpz_sgn(z)))

#define OPERATION(name, op)                                                                     \
	static enum status bigint_##name(Value self UNUSED, int argc UNUSED, const Value *argv, \
					 Value *result_r)                                       \
	{                                                                                       \
		return bigint_arithmetic(op, argv[0], argv[1], result_r);                       \
	}
OPERATION(add, ARITHMETIC_ADD)
OPERATION(subtract, ARITHMETIC_SUBTRACT)
OPERATION(multiply, ARITHMETIC_MULTIPLY)
OPERATION(divide, ARITHMETIC_DIVIDE)
OPERATION(remainder, ARITHMETIC_REMAINDER)

/* Functions of GMP that take two numbers. */
#define BINARY(name, function)                                                                  \
	static enum status bigint_##name(Value self UNUSED, int argc UNUSED, const Value *argv, \
					 Value *result_r)                                       \
	{                                                                                       \
		mpz_t x, y, z;                                                                  \
		bigint_view(argv[0], x);                                                        \
		bigint_view(argv[1], y);                                                        \
		mpz_init(z);                                                                    \
		function(z, x, y);                                                              \
		*result_r = bigint_take_mpz(z);                                                 \
		return OK;                                                                      \
	}
BINARY(gcd, mpz_gcd)
BINARY(and, mpz_and)
BINARY(or, mpz_ior)
BINARY(xor, mpz_xor)

static enum status bigint_not(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	mpz_t x, z;
	bigint_view(argv[0], x);
	mpz_init(z);
	mpz_com(z, x);
	*result_r = bigint_take_mpz(z);
	return OK;
}

static enum status bigint_shift_left(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	mpz_t x, z;
	bigint_view(argv[0], x);
	mpz_init(z);
	if (argv[1].integer >= 0)
		mpz_mul_2exp(z, x, (mp_bitcnt_t)argv[1].integer);
	else
		mpz_fdiv_q_2exp(z, x, (mp_bitcnt_t)-argv[1].integer);
	*result_r = bigint_take_mpz(z);
	return OK;
}

static enum status bigint_shift_right(Value self, int argc, const Value *argv, Value *result_r)
{
	Value reversed[] = {argv[0], value_int((int32_t)-argv[1].integer)};
	return bigint_shift_left(self, argc, reversed, result_r);
}

static enum status bigint_negate_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	*result_r = bigint_negate(argv[0]);
	return OK;
}

static enum status bigint_abs(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	mpz_t x;
	bigint_view(argv[0], x);
	*result_r = mpz_sgn(x) < 0 ? bigint_negate(argv[0]) : argv[0];
	return OK;
}

static enum status bigint_max(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	*result_r = argv[bigint_compare(argv[0], argv[1]) < 0];
	return OK;
}

static enum status bigint_min(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	*result_r = argv[bigint_compare(argv[0], argv[1]) > 0];
	return OK;
}

static enum status negative_exponent(Value exponent)
{
	struct strbuf text = STRBUF_INIT;
	value_append_string(exponent, &text);
	enum status status = throw_exception(
		"System.ArgumentOutOfRangeException",
		"exponent ('%s') must be a non-negative value. (Parameter 'exponent')\n"
		"Actual value was %s.",
		text.data, text.data);
	strbuf_clear(&text);
	return status;
}

static enum status bigint_pow(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	mpz_t x, z;
	if (argv[1].integer < 0)
		return negative_exponent(argv[1]);
	bigint_view(argv[0], x);
	mpz_init(z);
	mpz_pow_ui(z, x, (unsigned long)argv[1].integer);
	*result_r = bigint_take_mpz(z);
	return OK;
}

static enum status bigint_mod_pow(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	mpz_t base, exponent, modulus, z;
	bigint_view(argv[0], base);
	bigint_view(argv[1], exponent);
	bigint_view(argv[2], modulus);
	if (mpz_sgn(exponent) < 0)
		return negative_exponent(argv[1]);
	if (mpz_sgn(modulus) == 0)
		return throw_exception("System.DivideByZeroException",
				       "Attempted to divide by zero.");
	mpz_init(z);
	mpz_powm(z, base, exponent, modulus);
	/* .NET's remainder has the sign of the dividend */
	if (mpz_sgn(z) > 0 && mpz_sgn(base) < 0 && mpz_odd_p(exponent)) {
		if (mpz_sgn(modulus) > 0)
			mpz_sub(z, z, modulus);
		else
			mpz_add(z, z, modulus);
	}
	*result_r = bigint_take_mpz(z);
	return OK;
}

static double logarithm(Value v)
{
	mpz_t x;
	signed long exponent;
	bigint_view(v, x);
	if (mpz_sgn(x) < 0)
		return NAN;
	if (mpz_sgn(x) == 0)
		return -INFINITY;
	double mantissa = mpz_get_d_2exp(&exponent, x);
	return log(mantissa) + (double)exponent * M_LN2;
}

static enum status bigint_log(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	double result = logarithm(argv[0]);
	*result_r = value_double(argc > 1 ? result / log(argv[1].real) : result);
	return OK;
}

static enum status bigint_log10(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	mpz_t x;
	bigint_view(argv[0], x);
	*result_r = value_double(mpz_sizeinbase(x, 2) <= 53 ? log10(mpz_get_d(x))
							    : logarithm(argv[0]) / M_LN10);
	return OK;
}

/* (dividend, divisor) gives both; (dividend, divisor, [ref] remainder) the quotient. */
static enum status bigint_div_rem(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	Value parts[2];
	if (bigint_arithmetic(ARITHMETIC_DIVIDE, argv[0], argv[1], &parts[0]) != OK ||
	    bigint_arithmetic(ARITHMETIC_REMAINDER, argv[0], argv[1], &parts[1]) != OK)
		return ERROR;
	if (argc > 2) {
		*result_r = parts[0];
		return reference_set(argv[2], parts[1]);
	}
	*result_r = value_tuple_new(parts, 2);
	return OK;
}

static enum status bigint_to_byte_array(Value self, int argc, const Value *argv, Value *result_r)
{
	struct strbuf bytes = STRBUF_INIT;
	to_bytes(self, &bytes);
	bool is_unsigned = argc > 0 && value_is_true_bool(argv[0]);
	if (is_unsigned && bytes.length > 1 && bytes.data[bytes.length - 1] == '\0')
		strbuf_set_length(&bytes, bytes.length - 1);
	if (argc > 1 && value_is_true_bool(argv[1]))
		for (size_t i = 0; i < bytes.length / 2; i++) {
			char c = bytes.data[i];
			bytes.data[i] = bytes.data[bytes.length - 1 - i];
			bytes.data[bytes.length - 1 - i] = c;
		}
	*result_r = array_new_bytes(bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return OK;
}

static enum status bigint_get_bit_length(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r)
{
	mpz_t x;
	bigint_view(self, x);
	size_t bits = mpz_sgn(x) == 0 ? 0 : mpz_sizeinbase(x, 2);
	if (mpz_sgn(x) < 0 && mpz_scan1(x, 0) == bits - 1)
		bits--; /* -2^n needs one bit less beside the sign */
	*result_r = value_int64((int64_t)bits);
	return OK;
}

/* The other operand of comparisons and Equals, when it is an integer of any kind. */
static bool as_bigint(Value v, Value *result_r)
{
	v = value_base(v);
	if (v.tag == VALUE_BIGINT)
		*result_r = v;
	else if (v.tag == VALUE_UINT64)
		*result_r = bigint_from_uint64((uint64_t)v.integer);
	else if (value_is_integer(v))
		*result_r = bigint_from_int64(v.integer);
	else
		return false;
	return true;
}

static enum status bigint_compare_to(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	Value other;
	if (value_is_null(argv[0])) {
		*result_r = value_int(1);
		return OK;
	}
	if (!as_bigint(argv[0], &other))
		return throw_argument("System.ArgumentException", "obj",
				      "The parameter must be a BigInteger.");
	*result_r = value_int(bigint_compare(self, other));
	return OK;
}

static enum status bigint_compare_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	*result_r = value_int(bigint_compare(argv[0], argv[1]));
	return OK;
}

static bool bigint_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_BIGINT && bigint_compare(a, b) == 0;
}

static enum status bigint_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value other;
	*result_r = value_bool(as_bigint(argv[0], &other) && bigint_compare(self, other) == 0);
	return OK;
}

static enum status bigint_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	*order_r = bigint_compare(a, b);
	return OK;
}

static enum status bigint_convert(Value from, const struct type *to, Value *result_r)
{
	if (from.tag == VALUE_STRING) {
		const char *text = string_data(from);
		text += strspn(text, " \t\r\n");
		if (*text == '\0') {
			*result_r = bigint_from_int64(0);
			return OK;
		}
		/* text is a number of the language first: beyond a decimal's range it is a double */
		Value number;
		if (number_parse_literal(string_data(from), string_length(from), true, &number)) {
			if (number.tag != VALUE_BIGINT)
				return bigint_convert(number, to, result_r);
			*result_r = number;
			return OK;
		}
		return parse_text(from, NUMBER_STYLE_NUMBER, &culture_invariant, result_r);
	}
	if (from.tag == VALUE_BOOL || from.tag == VALUE_CHAR || from.tag == VALUE_ENUM) {
		*result_r = bigint_from_int64(from.integer);
		return OK;
	}
	if (as_bigint(from, result_r))
		return OK;
	if (from.tag == VALUE_DOUBLE || from.tag == VALUE_SINGLE) {
		if (bigint_from_double(from.real, result_r))
			return OK;
		return throw_exception("System.OverflowException",
				       isnan(from.real) ? "The value is not a number."
							: "BigInteger cannot represent infinity.");
	}
	if (from.tag == VALUE_DECIMAL) {
		*result_r = bigint_from_decimal(from);
		return OK;
	}
	if (from.tag == VALUE_ARRAY && value_as_array(from)->bytes != NULL) {
		*result_r = from_bytes(value_as_array(from)->bytes, value_as_array(from)->count,
				       false, false);
		return OK;
	}
	return throw_exception("System.InvalidCastException",
			       "Invalid cast from '%s' to 'System.Numerics.BigInteger'.",
			       value_type(from)->name);
}

static enum status bigint_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	return bigint_convert(argv[0], &type_bigint, result_r);
}

static const struct member bigint_members[] = {
	PROPERTY("bool IsPowerOfTwo {get;}", bigint_get_is_power_of_two),
	PROPERTY("bool IsZero {get;}", bigint_get_is_zero),
	PROPERTY("bool IsOne {get;}", bigint_get_is_one),
	PROPERTY("bool IsEven {get;}", bigint_get_is_even),
	PROPERTY("int Sign {get;}", bigint_get_sign),
	METHOD("int CompareTo(long other)", bigint_compare_to),
	METHOD("int CompareTo(ulong other)", bigint_compare_to),
	METHOD("int CompareTo(bigint other)", bigint_compare_to),
	METHOD("int CompareTo(System.Object obj)", bigint_compare_to),
	METHOD("bool Equals(System.Object obj)", bigint_equals),
	METHOD("bool Equals(long other)", bigint_equals),
	METHOD("bool Equals(ulong other)", bigint_equals),
	METHOD("bool Equals(bigint other)", bigint_equals),
	METHOD("long GetBitLength()", bigint_get_bit_length),
	METHOD("byte[] ToByteArray()", bigint_to_byte_array),
	METHOD("byte[] ToByteArray(bool isUnsigned, bool isBigEndian)", bigint_to_byte_array),
	METHOD("string ToString()", bigint_to_string),
	METHOD("string ToString(System.IFormatProvider provider)", bigint_to_string),
	METHOD("string ToString(string format)", bigint_to_string),
	METHOD("string ToString(string format, System.IFormatProvider provider)", bigint_to_string),
	STATIC_PROPERTY("static bigint MinusOne {get;}", bigint_get_minus_one),
	STATIC_PROPERTY("static bigint One {get;}", bigint_get_one),
	STATIC_PROPERTY("static bigint Zero {get;}", bigint_get_zero),
	STATIC_METHOD("static bigint Abs(bigint value)", bigint_abs),
	STATIC_METHOD("static bigint Add(bigint left, bigint right)", bigint_add),
	STATIC_METHOD("static int Compare(bigint left, bigint right)", bigint_compare_static),
	STATIC_METHOD("static bigint Divide(bigint dividend, bigint divisor)", bigint_divide),
	STATIC_METHOD("static System.ValueTuple[bigint,bigint] DivRem(bigint left, bigint right)",
		      bigint_div_rem),
	STATIC_METHOD(
		"static bigint DivRem(bigint dividend, bigint divisor, [ref] bigint remainder)",
		bigint_div_rem),
	STATIC_METHOD("static bigint GreatestCommonDivisor(bigint left, bigint right)", bigint_gcd),
	STATIC_METHOD("static double Log(bigint value)", bigint_log),
	STATIC_METHOD("static double Log(bigint value, double baseValue)", bigint_log),
	STATIC_METHOD("static double Log10(bigint value)", bigint_log10),
	STATIC_METHOD("static bigint Max(bigint left, bigint right)", bigint_max),
	STATIC_METHOD("static bigint Min(bigint left, bigint right)", bigint_min),
	STATIC_METHOD("static bigint ModPow(bigint value, bigint exponent, bigint modulus)",
		      bigint_mod_pow),
	STATIC_METHOD("static bigint Multiply(bigint left, bigint right)", bigint_multiply),
	STATIC_METHOD("static bigint Negate(bigint value)", bigint_negate_static),
	STATIC_METHOD("static bigint Parse(string value)", bigint_parse_static),
	STATIC_METHOD("static bigint Parse(string value, System.Globalization.NumberStyles style)",
		      bigint_parse_static),
	STATIC_METHOD("static bigint Parse(string value, System.IFormatProvider provider)",
		      bigint_parse_static),
	STATIC_METHOD("static bigint Parse(string value, System.Globalization.NumberStyles style, "
		      "System.IFormatProvider provider)",
		      bigint_parse_static),
	STATIC_METHOD("static bigint Pow(bigint value, int exponent)", bigint_pow),
	STATIC_METHOD("static bigint Remainder(bigint dividend, bigint divisor)", bigint_remainder),
	STATIC_METHOD("static bigint Subtract(bigint left, bigint right)", bigint_subtract),
	STATIC_METHOD("static bool TryParse(string value, [ref] bigint result)", bigint_try_parse),
	STATIC_METHOD("static bool TryParse(string value, System.Globalization.NumberStyles style, "
		      "System.IFormatProvider provider, [ref] bigint result)",
		      bigint_try_parse),
	OPERATOR("static bigint op_Addition(bigint left, bigint right)", bigint_add),
	OPERATOR("static bigint op_Subtraction(bigint left, bigint right)", bigint_subtract),
	OPERATOR("static bigint op_Multiply(bigint left, bigint right)", bigint_multiply),
	OPERATOR("static bigint op_Division(bigint dividend, bigint divisor)", bigint_divide),
	OPERATOR("static bigint op_Modulus(bigint dividend, bigint divisor)", bigint_remainder),
	OPERATOR("static bigint op_UnaryNegation(bigint value)", bigint_negate_static),
	OPERATOR("static bigint op_BitwiseAnd(bigint left, bigint right)", bigint_and),
	OPERATOR("static bigint op_BitwiseOr(bigint left, bigint right)", bigint_or),
	OPERATOR("static bigint op_ExclusiveOr(bigint left, bigint right)", bigint_xor),
	OPERATOR("static bigint op_OnesComplement(bigint value)", bigint_not),
	OPERATOR("static bigint op_LeftShift(bigint value, int shift)", bigint_shift_left),
	OPERATOR("static bigint op_RightShift(bigint value, int shift)", bigint_shift_right),
	CONSTRUCTOR("bigint new(int value)", bigint_construct),
	CONSTRUCTOR("bigint new(uint value)", bigint_construct),
	CONSTRUCTOR("bigint new(long value)", bigint_construct),
	CONSTRUCTOR("bigint new(ulong value)", bigint_construct),
	CONSTRUCTOR("bigint new(float value)", bigint_construct),
	CONSTRUCTOR("bigint new(double value)", bigint_construct),
	CONSTRUCTOR("bigint new(decimal value)", bigint_construct),
	CONSTRUCTOR("bigint new(byte[] value)", bigint_construct),
	MEMBER_END,
};

struct type type_bigint = {
	.name = "System.Numerics.BigInteger",
	.alias = "bigint",
	.tag = VALUE_BIGINT,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = bigint_members,
	.convert = bigint_convert,
	.to_string = bigint_format,
	.equals = bigint_equals_value,
	.compare = bigint_compare_values,
	.hash = bigint_hash,
};

/* Numbers as the language writes them: 12, 0x1F, 0b101, 1.5e3, 10kb, and the type suffixes. */
#include "object/bigint.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/decimal.h"
#include "object/number.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct literal {
	const char
		*digits; /* whole text of the number proper, without prefix, suffix, multiplier */
	size_t length;
	int base;
	bool negative, is_real, has_exponent;
	enum value_tag
		suffix; /* VALUE_NULL: none; VALUE_DECIMAL for d, VALUE_UINT32 stands for u */
	int64_t multiplier;
};

static const struct {
	const char *text;
	enum value_tag tag;
} suffixes[] = {
	{"uy", VALUE_BYTE},  {"us", VALUE_UINT16}, {"ul", VALUE_UINT64},
	{"u", VALUE_UINT32}, {"y", VALUE_SBYTE},   {"s", VALUE_INT16},
	{"l", VALUE_INT64},  {"n", VALUE_BIGINT},  {"d", VALUE_DECIMAL},
};
static const struct {
	const char *text;
	int64_t factor;
} multipliers[] = {
	{"kb", INT64_C(1) << 10}, {"mb", INT64_C(1) << 20}, {"gb", INT64_C(1) << 30},
	{"tb", INT64_C(1) << 40}, {"pb", INT64_C(1) << 50},
};

static bool is_digit_of(char c, int base)
{
	if (base == 16)
		return isxdigit((unsigned char)c);
	return c >= '0' && c < '0' + base;
}

/* Takes the text apart; false when it has not the shape of a number. */
static bool literal_scan(const char *text, size_t length, bool sign, struct literal *l)
{
	const char *at = text, *end = text + length;
	*l = (struct literal){.base = 10, .multiplier = 1};
	if (sign && at < end && (*at == '-' || *at == '+'))
		l->negative = *at++ == '-';
	if (end - at > 2 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X'))
		l->base = 16;
	else if (end - at > 2 && at[0] == '0' && (at[1] == 'b' || at[1] == 'B') &&
		 (at[2] == '0' || at[2] == '1'))
		l->base = 2;
	if (l->base != 10)
		at += 2;
	l->digits = at;
	size_t count = 0;
	for (; at < end && is_digit_of(*at, l->base); at++)
		count++;
	if (l->base == 10 && at < end && *at == '.') {
		l->is_real = true;
		for (at++; at < end && is_digit_of(*at, 10); at++)
			count++;
	}
	if (count == 0)
		return false;
	if (l->base == 10 && at < end && (*at == 'e' || *at == 'E')) {
		const char *exponent = at + 1;
		if (exponent < end && (*exponent == '+' || *exponent == '-'))
			exponent++;
		if (exponent < end && is_digit_of(*exponent, 10)) {
			l->is_real = l->has_exponent = true;
			for (at = exponent; at < end && is_digit_of(*at, 10); at++)
				;
		}
	}
	l->length = (size_t)(at - l->digits);
	for (size_t i = 0; i < countof(suffixes); i++) {
		size_t n = strlen(suffixes[i].text);
		if ((size_t)(end - at) >= n && strncasecmp(at, suffixes[i].text, n) == 0) {
			l->suffix = suffixes[i].tag;
			at += n;
			break;
		}
	}
	for (size_t i = 0; i < countof(multipliers) && end - at >= 2; i++) {
		if (strncasecmp(at, multipliers[i].text, 2) == 0) {
			l->multiplier = multipliers[i].factor;
			at += 2;
			break;
		}
	}
	return at == end;
}

/* Of a real literal without the suffix d. */
static bool literal_real(const struct literal *l, Value *result_r)
{
	char *digits = strndup(l->digits, l->length);
	double d = strtod(digits, NULL) * (double)l->multiplier;
	free(digits);
	if (l->negative)
		d = -d;
	if (l->suffix == VALUE_NULL) {
		*result_r = value_double(d);
		return true;
	}
	if (l->suffix == VALUE_BIGINT)
		return bigint_from_double(nearbyint(d), result_r);
	const struct type *type = value_type(value_integer(l->suffix, 0));
	if (l->suffix == VALUE_UINT32 && d > UINT32_MAX)
		type = &type_uint64;
	return convert_try(value_double(d), type, result_r);
}

static bool literal_decimal(const struct literal *l, Value *result_r)
{
	Value factor = decimal_from_int64(l->multiplier);
	if (!decimal_parse(l->digits, l->length, result_r) ||
	    decimal_arithmetic(ARITHMETIC_MULTIPLY, *result_r, factor, result_r) != OK)
		return false;
	if (l->negative)
		*result_r = decimal_negate(*result_r);
	return true;
}

/* Reads up to 64 bits; false when there are more. */
static bool literal_bits(const struct literal *l, uint64_t *bits_r)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < l->length; i++) {
		char c = l->digits[i];
		unsigned digit = c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10);
		if (__builtin_mul_overflow(bits, (uint64_t)l->base, &bits) ||
		    __builtin_add_overflow(bits, (uint64_t)digit, &bits))
			return false;
	}
	*bits_r = bits;
	return true;
}

/* 0xFF has the sign of its type's top bit when its digits fill it: 0xFFFFFFFF is -1. */
static int64_t sign_extended(const struct literal *l, uint64_t bits)
{
	size_t digits = l->length;
	int per_digit = l->base == 16 ? 4 : 1;
	size_t width = digits * (size_t)per_digit;
	if (l->suffix == VALUE_SBYTE && width == 8)
		return (int8_t)bits;
	if (l->suffix == VALUE_INT16 && width == 16)
		return (int16_t)bits;
	if (l->suffix == VALUE_NULL && width == 32)
		return (int32_t)(uint32_t)bits;
	return (int64_t)bits;
}

static bool fits_integer(Value v, const struct type *type, Value *result_r)
{
	return convert_try(v, type, result_r);
}

/* The first type that holds an integer without suffix. */
static bool literal_widen(const struct literal *l, __int128 i, Value *result_r)
{
	if (i >= INT32_MIN && i <= INT32_MAX)
		*result_r = value_int((int32_t)i);
	else if (i >= INT64_MIN && i <= INT64_MAX)
		*result_r = value_int64((int64_t)i);
	else if (!literal_decimal(l, result_r))
		return literal_real(l, result_r);
	return true;
}

static bool literal_large(const struct literal *l, Value *result_r)
{
	if (l->suffix == VALUE_BIGINT || l->base != 10) {
		if (l->suffix != VALUE_BIGINT && l->suffix != VALUE_NULL)
			return false;
		if (!bigint_parse(l->digits, l->length, l->base, result_r))
			return false;
		Value factor = bigint_from_int64(l->multiplier * (l->negative ? -1 : 1));
		return bigint_arithmetic(ARITHMETIC_MULTIPLY, *result_r, factor, result_r) == OK;
	}
	if (l->suffix != VALUE_NULL)
		return false;
	return literal_decimal(l, result_r) || literal_real(l, result_r);
}

static bool literal_integer(const struct literal *l, Value *result_r)
{
	uint64_t bits;
	if (l->suffix == VALUE_BIGINT || !literal_bits(l, &bits))
		return literal_large(l, result_r);
	bool is_unsigned = l->suffix == VALUE_UINT32 || l->suffix == VALUE_UINT64 ||
			   l->suffix == VALUE_BYTE || l->suffix == VALUE_UINT16;
	__int128 i =
		l->base == 10 || is_unsigned ? (__int128)bits : (__int128)sign_extended(l, bits);
	i *= l->multiplier;
	if (l->negative)
		i = -i;
	if (l->suffix == VALUE_NULL && l->base != 10 && bits > INT64_MAX && l->multiplier == 1) {
		*result_r = value_int64((int64_t)i); /* sixteen digits, and the sign */
		return true;
	}
	if (l->suffix == VALUE_NULL)
		return literal_widen(l, i, result_r);
	if (is_unsigned) {
		if (i < 0 || i > UINT64_MAX)
			return false;
		const struct type *type = value_type(value_integer(l->suffix, 0));
		if (l->suffix == VALUE_UINT32 && i > UINT32_MAX)
			type = &type_uint64;
		return fits_integer(value_integer(VALUE_UINT64, (int64_t)(uint64_t)i), type,
				    result_r);
	}
	if (i < INT64_MIN || i > INT64_MAX)
		return false;
	return fits_integer(value_int64((int64_t)i), value_type(value_integer(l->suffix, 0)),
			    result_r);
}

bool number_parse_literal(const char *text, size_t length, bool sign, Value *result_r)
{
	struct literal l;
	if (!literal_scan(text, length, sign, &l))
		return false;
	if (l.suffix == VALUE_DECIMAL)
		return l.base == 10 && literal_decimal(&l, result_r);
	return l.is_real ? literal_real(&l, result_r) : literal_integer(&l, result_r);
}

bool number_parse(const char *text, size_t length, Value *result_r)
{
	return number_parse_literal(text, length, false, result_r);
}

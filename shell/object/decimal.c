/* Arithmetic of System.Decimal: a 96-bit integer over a power of ten, rounded half to even when it must be. */
#include "object/decimal.h"

#include "base/strbuf.h"
#include "object/error_record.h"

#include <ctype.h>
#include <gmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCALE_MAX 28

typedef unsigned __int128 uint128;

static struct decimal *as_decimal(Value v)
{
	return (struct decimal *)v.cell;
}

static uint128 mantissa_of(const struct decimal *d)
{
	return (uint128)d->high << 64 | (uint128)d->middle << 32 | d->low;
}

static Value decimal_make(uint128 mantissa, int scale, bool negative)
{
	struct decimal *d = gc_alloc(&type_decimal, VALUE_DECIMAL, sizeof(*d));
	d->low = (uint32_t)mantissa;
	d->middle = (uint32_t)(mantissa >> 32);
	d->high = (uint32_t)(mantissa >> 64);
	d->scale = (uint8_t)scale;
	d->negative = negative && mantissa != 0;
	return value_cell(VALUE_DECIMAL, d);
}

static bool fits(uint128 mantissa)
{
	return mantissa >> 96 == 0;
}

static uint128 power_of_ten(int exponent)
{
	uint128 power = 1;
	while (exponent-- > 0)
		power *= 10;
	return power;
}

static void set_mpz(mpz_t z, uint128 value)
{
	uint64_t words[2] = {(uint64_t)value, (uint64_t)(value >> 64)};
	mpz_import(z, 2, -1, sizeof(words[0]), 0, 0, words);
}

static uint128 get_mpz(const mpz_t z)
{
	uint64_t words[2] = {0, 0};
	mpz_export(words, NULL, -1, sizeof(words[0]), 0, 0, z);
	return (uint128)words[1] << 64 | words[0];
}

/* Divides z by 10^digits, rounding half to even; `sticky` says that something below z was lost already. */
static void scale_down(mpz_t z, int digits, bool sticky)
{
	mpz_t power, rest;
	mpz_init(power);
	mpz_init(rest);
	mpz_ui_pow_ui(power, 10, (unsigned long)digits);
	mpz_tdiv_qr(z, rest, z, power);
	mpz_mul_2exp(rest, rest, 1);
	int half = mpz_cmp(rest, power);
	if (half > 0 || (half == 0 && (sticky || mpz_odd_p(z))))
		mpz_add_ui(z, z, 1);
	mpz_clear(power);
	mpz_clear(rest);
}

/* z * 10^-scale as a decimal, with as many digits as it can hold; false when too large. */
static bool from_mpz(mpz_t z, int scale, bool negative, bool sticky, Value *result_r)
{
	mpz_t rounded;
	mpz_init_set(rounded, z);
	int digits = MAX(scale - SCALE_MAX, 0);
	for (;; digits++) {
		mpz_set(rounded, z);
		if (digits > 0)
			scale_down(rounded, digits, sticky);
		if (mpz_sizeinbase(rounded, 2) <= 96 || digits > scale)
			break;
	}
	bool ok = digits <= scale && mpz_sizeinbase(rounded, 2) <= 96;
	if (ok)
		*result_r = decimal_make(get_mpz(rounded), scale - digits, negative);
	mpz_clear(rounded);
	return ok;
}

static enum status overflow(void)
{
	return throw_exception("System.OverflowException",
			       "Value was either too large or too small for a Decimal.");
}

static bool add(const struct decimal *a, const struct decimal *b, bool subtract, Value *result_r)
{
	bool b_negative = subtract ? !b->negative : b->negative;
	int scale = MAX(a->scale, b->scale);
	if (a->scale == b->scale) {
		uint128 x = mantissa_of(a), y = mantissa_of(b);
		bool same = a->negative == b_negative;
		uint128 sum = same ? x + y : x > y ? x - y : y - x;
		bool negative = same || x > y ? a->negative : b_negative;
		if (fits(sum)) {
			*result_r = decimal_make(sum, scale, negative);
			return true;
		}
	}
	mpz_t x, y, power;
	mpz_init(x);
	mpz_init(y);
	mpz_init(power);
	set_mpz(x, mantissa_of(a));
	set_mpz(y, mantissa_of(b));
	mpz_ui_pow_ui(power, 10, (unsigned long)abs(a->scale - b->scale));
	mpz_mul(a->scale < b->scale ? x : y, a->scale < b->scale ? x : y, power);
	if (a->negative)
		mpz_neg(x, x);
	if (b_negative)
		mpz_neg(y, y);
	mpz_add(x, x, y);
	bool negative = mpz_sgn(x) < 0;
	mpz_abs(x, x);
	bool ok = from_mpz(x, scale, negative, false, result_r);
	mpz_clear(x);
	mpz_clear(y);
	mpz_clear(power);
	return ok;
}

static bool multiply(const struct decimal *a, const struct decimal *b, Value *result_r)
{
	bool negative = a->negative != b->negative;
	int scale = a->scale + b->scale;
	if (a->high == 0 && b->high == 0 && a->middle == 0 && b->middle == 0 &&
	    scale <= SCALE_MAX) {
		*result_r = decimal_make((uint128)a->low * b->low, scale, negative);
		return true;
	}
	mpz_t x, y;
	mpz_init(x);
	mpz_init(y);
	set_mpz(x, mantissa_of(a));
	set_mpz(y, mantissa_of(b));
	mpz_mul(x, x, y);
	bool ok = from_mpz(x, scale, negative, false, result_r);
	mpz_clear(x);
	mpz_clear(y);
	return ok;
}

/* Takes zeros off the end of the fraction. */
static Value strip_zeros(Value v)
{
	const struct decimal *d = as_decimal(v);
	uint128 mantissa = mantissa_of(d);
	int scale = d->scale;
	while (scale > 0 && mantissa % 10 == 0) {
		mantissa /= 10;
		scale--;
	}
	return decimal_make(mantissa, scale, d->negative);
}

static bool divide(const struct decimal *a, const struct decimal *b, Value *result_r)
{
	bool negative = a->negative != b->negative, ok, exact;
	int scale = a->scale - b->scale;
	mpz_t x, y, rest;
	mpz_init(x);
	mpz_init(y);
	mpz_init(rest);
	set_mpz(x, mantissa_of(a));
	set_mpz(y, mantissa_of(b));
	mpz_t power;
	mpz_init(power);
	exact = mpz_divisible_p(x, y) != 0;
	if (exact && scale < 0) {
		mpz_ui_pow_ui(power, 10, (unsigned long)-scale);
		mpz_mul(x, x, power);
		scale = 0;
	} else if (!exact) {
		/* enough digits that what is lost lies below the last one kept */
		int more = SCALE_MAX + 3 - scale;
		mpz_ui_pow_ui(power, 10, (unsigned long)more);
		mpz_mul(x, x, power);
		scale += more;
	}
	mpz_tdiv_qr(x, rest, x, y);
	ok = from_mpz(x, scale, negative, mpz_sgn(rest) != 0, result_r);
	if (ok && !exact)
		*result_r = strip_zeros(*result_r);
	mpz_clear(power);
	mpz_clear(x);
	mpz_clear(y);
	mpz_clear(rest);
	return ok;
}

static bool remainder_of(const struct decimal *a, const struct decimal *b, Value *result_r)
{
	int scale = MAX(a->scale, b->scale);
	mpz_t x, y, power;
	mpz_init(x);
	mpz_init(y);
	mpz_init(power);
	set_mpz(x, mantissa_of(a));
	set_mpz(y, mantissa_of(b));
	mpz_ui_pow_ui(power, 10, (unsigned long)abs(a->scale - b->scale));
	mpz_mul(a->scale < b->scale ? x : y, a->scale < b->scale ? x : y, power);
	mpz_tdiv_r(x, x, y);
	bool ok = from_mpz(x, scale, a->negative, false, result_r);
	mpz_clear(x);
	mpz_clear(y);
	mpz_clear(power);
	return ok;
}

enum status decimal_arithmetic(enum arithmetic op, Value a, Value b, Value *result_r)
{
	const struct decimal *x = as_decimal(a), *y = as_decimal(b);
	bool ok = false;
	if ((op == ARITHMETIC_DIVIDE || op == ARITHMETIC_REMAINDER) && mantissa_of(y) == 0)
		return throw_exception("System.DivideByZeroException",
				       "Attempted to divide by zero.");
	switch (op) {
	case ARITHMETIC_ADD:
	case ARITHMETIC_SUBTRACT:
		ok = add(x, y, op == ARITHMETIC_SUBTRACT, result_r);
		break;
	case ARITHMETIC_MULTIPLY:
		ok = multiply(x, y, result_r);
		break;
	case ARITHMETIC_DIVIDE:
		ok = divide(x, y, result_r);
		break;
	case ARITHMETIC_REMAINDER:
		ok = remainder_of(x, y, result_r);
		break;
	}
	return ok ? OK : overflow();
}

Value decimal_from_int64(int64_t i)
{
	uint64_t absolute = i < 0 ? -(uint64_t)i : (uint64_t)i;
	return decimal_make(absolute, 0, i < 0);
}

Value decimal_from_uint64(uint64_t i)
{
	return decimal_make(i, 0, false);
}

bool decimal_from_double(double d, Value *result_r)
{
	char text[40];
	if (isnan(d) || fabs(d) >= 7.9228162514264338e28)
		return false;
	snprintf(text, sizeof(text), "%.14e", d);
	if (!decimal_parse(text, strlen(text), result_r))
		return false;
	*result_r = strip_zeros(*result_r);
	return true;
}

bool decimal_parse(const char *text, size_t length, Value *result_r)
{
	const char *p = text, *end = text + length;
	bool negative = false, digits = false, point = false, ok;
	int scale = 0;
	if (p < end && (*p == '-' || *p == '+'))
		negative = *p++ == '-';
	mpz_t z;
	mpz_init(z);
	for (; p < end && (isdigit((unsigned char)*p) || (*p == '.' && !point)); p++) {
		if (*p == '.') {
			point = true;
			continue;
		}
		digits = true;
		mpz_mul_ui(z, z, 10);
		mpz_add_ui(z, z, (unsigned long)(*p - '0'));
		scale += point;
	}
	ok = digits;
	if (ok && p < end && (*p == 'e' || *p == 'E')) {
		char *stop;
		long exponent = strtol(p + 1, &stop, 10);
		ok = stop == end && stop > p + 1;
		scale -= (int)MAX(MIN(exponent, 100000), -100000);
		p = end;
	}
	if (ok && scale < 0) {
		if (scale < -60 && mpz_sgn(z) != 0) {
			ok = false;
		} else {
			mpz_t power;
			mpz_init(power);
			mpz_ui_pow_ui(power, 10, (unsigned long)MIN(-scale, 60));
			mpz_mul(z, z, power);
			mpz_clear(power);
			scale = 0;
		}
	}
	if (scale > 1000) { /* nothing is left of it */
		mpz_set_ui(z, 0);
		scale = SCALE_MAX;
	}
	ok = ok && p == end && from_mpz(z, scale, negative, false, result_r);
	mpz_clear(z);
	return ok;
}

double decimal_to_double(Value v)
{
	static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,
					1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
					1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28};
	const struct decimal *d = as_decimal(v);
	double low = (double)((uint64_t)d->middle << 32 | d->low);
	double result = (low + (double)d->high * 18446744073709551616.0) / powers[d->scale];
	return d->negative ? -result : result;
}

/* The integer nearest to v, halves to even. */
static uint128 nearest_integer(const struct decimal *d)
{
	uint128 power = power_of_ten(d->scale), mantissa = mantissa_of(d);
	uint128 whole = mantissa / power, rest = mantissa % power * 2;
	return whole + (rest > power || (rest == power && whole % 2 == 1));
}

bool decimal_to_int64(Value v, int64_t *result_r)
{
	const struct decimal *d = as_decimal(v);
	uint128 whole = nearest_integer(d);
	uint128 limit = (uint128)INT64_MAX + d->negative;
	if (whole > limit)
		return false;
	*result_r = (int64_t)(d->negative ? -(uint64_t)whole : (uint64_t)whole);
	return true;
}

bool decimal_to_uint64(Value v, uint64_t *result_r)
{
	const struct decimal *d = as_decimal(v);
	uint128 whole = nearest_integer(d);
	if (whole > UINT64_MAX || (d->negative && whole != 0))
		return false;
	*result_r = (uint64_t)whole;
	return true;
}

Value decimal_negate(Value v)
{
	const struct decimal *d = as_decimal(v);
	return decimal_make(mantissa_of(d), d->scale, !d->negative);
}

int decimal_compare(Value a, Value b)
{
	const struct decimal *x = as_decimal(a), *y = as_decimal(b);
	if (x->negative != y->negative)
		return x->negative ? -1 : 1;
	int order;
	if (x->scale == y->scale) {
		uint128 m = mantissa_of(x), n = mantissa_of(y);
		order = (m > n) - (m < n);
	} else {
		mpz_t m, n, power;
		mpz_init(m);
		mpz_init(n);
		mpz_init(power);
		set_mpz(m, mantissa_of(x));
		set_mpz(n, mantissa_of(y));
		mpz_ui_pow_ui(power, 10, (unsigned long)abs(x->scale - y->scale));
		if (x->scale < y->scale)
			mpz_mul(m, m, power);
		else
			mpz_mul(n, n, power);
		order = mpz_cmp(m, n);
		order = (order > 0) - (order < 0);
		mpz_clear(m);
		mpz_clear(n);
		mpz_clear(power);
	}
	return x->negative ? -order : order;
}

bool decimal_is_zero(Value v)
{
	return mantissa_of(as_decimal(v)) == 0;
}

uint32_t decimal_hash(Value v)
{
	const struct decimal *d = as_decimal(strip_zeros(v));
	return d->low ^ d->middle * 31 ^ d->high * 961 ^ (uint32_t)d->scale << 16 ^
	       (uint32_t)d->negative << 31;
}

void decimal_digits(Value v, bool *negative_r, char *digits, int *scale_r)
{
	const struct decimal *d = as_decimal(v);
	uint128 mantissa = mantissa_of(d);
	char reversed[32];
	size_t count = 0;
	do {
		reversed[count++] = (char)('0' + (int)(mantissa % 10));
		mantissa /= 10;
	} while (mantissa != 0);
	for (size_t i = 0; i < count; i++)
		digits[i] = reversed[count - 1 - i];
	digits[count] = '\0';
	*negative_r = d->negative;
	*scale_r = d->scale;
}

void decimal_append(Value v, struct strbuf *out)
{
	char digits[32];
	bool negative;
	int scale;
	decimal_digits(v, &negative, digits, &scale);
	int count = (int)strlen(digits);
	if (negative)
		strbuf_addc(out, '-');
	if (scale == 0) {
		strbuf_adds(out, digits);
	} else if (count > scale) {
		strbuf_add(out, digits, (size_t)(count - scale));
		strbuf_addc(out, '.');
		strbuf_adds(out, digits + count - scale);
	} else {
		strbuf_adds(out, "0.");
		strbuf_add_repeat(out, '0', (size_t)(scale - count));
		strbuf_adds(out, digits);
	}
}

bool decimal_round(Value v, int decimals, enum decimal_rounding mode, Value *result_r)
{
	const struct decimal *d = as_decimal(v);
	if (d->scale <= decimals) {
		*result_r = v;
		return true;
	}
	uint128 power = power_of_ten(d->scale - decimals), mantissa = mantissa_of(d);
	uint128 whole = mantissa / power, rest = mantissa % power;
	bool up = false;
	switch (mode) {
	case DECIMAL_TO_EVEN:
		up = rest * 2 > power || (rest * 2 == power && whole % 2 == 1);
		break;
	case DECIMAL_AWAY_FROM_ZERO:
		up = rest * 2 >= power;
		break;
	case DECIMAL_TO_ZERO:
		break;
	case DECIMAL_TO_NEGATIVE_INFINITY:
		up = rest != 0 && d->negative;
		break;
	case DECIMAL_TO_POSITIVE_INFINITY:
		up = rest != 0 && !d->negative;
		break;
	}
	whole += up;
	if (!fits(whole))
		return false;
	*result_r = decimal_make(whole, decimals, d->negative);
	return true;
}

Value decimal_from_parts(uint32_t low, uint32_t middle, uint32_t high, bool negative, int scale)
{
	return decimal_make((uint128)high << 64 | (uint128)middle << 32 | low, scale, negative);
}

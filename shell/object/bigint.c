/* System.Numerics.BigInteger: the limbs stand in the cell itself, GMP works on them in place. */
#include "object/bigint.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/bigint_private.h"
#include "object/decimal.h"
#include "object/error_record.h"

#include <gmp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void bigint_view(Value v, mpz_t view_r)
{
	const struct bigint *b = (const struct bigint *)v.cell;
	mpz_roinit_n(view_r, b->limbs, b->size);
}

Value bigint_from_mpz(const mpz_t z)
{
	size_t limbs = mpz_size(z);
	struct bigint *b =
		gc_alloc(&type_bigint, VALUE_BIGINT, sizeof(*b) + limbs * sizeof(mp_limb_t));
	b->size = mpz_sgn(z) < 0 ? -(mp_size_t)limbs : (mp_size_t)limbs;
	if (limbs > 0)
		memcpy(b->limbs, mpz_limbs_read(z), limbs * sizeof(mp_limb_t));
	return value_cell(VALUE_BIGINT, b);
}

Value bigint_take_mpz(mpz_t z)
{
	Value v = bigint_from_mpz(z);
	mpz_clear(z);
	return v;
}

Value bigint_from_int64(int64_t i)
{
	mpz_t z;
	mpz_init_set_si(z, (long)i);
	return bigint_take_mpz(z);
}

Value bigint_from_uint64(uint64_t i)
{
	mpz_t z;
	mpz_init_set_ui(z, (unsigned long)i);
	return bigint_take_mpz(z);
}

bool bigint_from_double(double d, Value *result_r)
{
	if (!isfinite(d))
		return false;
	mpz_t z;
	mpz_init_set_d(z, trunc(d));
	*result_r = bigint_take_mpz(z);
	return true;
}

Value bigint_from_decimal(Value v)
{
	char digits[32];
	bool negative;
	int scale;
	decimal_digits(v, &negative, digits, &scale);
	size_t count = strlen(digits);
	size_t whole = count > (size_t)scale ? count - (size_t)scale : 0;
	digits[whole] = '\0';
	mpz_t z;
	mpz_init_set_str(z, whole > 0 ? digits : "0", 10);
	if (negative)
		mpz_neg(z, z);
	return bigint_take_mpz(z);
}

bool bigint_parse(const char *text, size_t length, int base, Value *result_r)
{
	bool negative = length > 0 && *text == '-';
	size_t sign = length > 0 && (*text == '-' || *text == '+');
	static const char digits[] = "0123456789abcdefABCDEF";
	char *copy = malloc(length + 1);
	if (copy == NULL)
		abort();
	memcpy(copy, text, length);
	copy[length] = '\0';
	char allowed[sizeof(digits)] = "";
	strncat(allowed, digits, base == 16 ? 22 : (size_t)base);
	bool ok = length > sign && strspn(copy + sign, allowed) == length - sign;
	if (ok) {
		mpz_t z;
		mpz_init_set_str(z, copy + sign, base);
		if (negative)
			mpz_neg(z, z);
		*result_r = bigint_take_mpz(z);
	}
	free(copy);
	return ok;
}

double bigint_to_double(Value v)
{
	mpz_t view, rest;
	bigint_view(v, view);
	size_t bits = mpz_sizeinbase(view, 2);
	if (bits <= 53)
		return mpz_get_d(view);
	if (bits > 1024)
		return mpz_sgn(view) < 0 ? -INFINITY : INFINITY;
	/* mpz_get_d() cuts; a double wants the nearest: keep 64 bits and whether more follow */
	mpz_init(rest);
	mpz_abs(rest, view);
	size_t shift = bits > 64 ? bits - 64 : 0;
	bool sticky = shift > 0 && mpz_scan1(rest, 0) < shift;
	mpz_tdiv_q_2exp(rest, rest, shift);
	uint64_t top = mpz_get_ui(rest);
	mpz_clear(rest);
	if (sticky)
		top |= 1;
	double d = ldexp((double)top, (int)shift);
	return mpz_sgn(view) < 0 ? -d : d;
}

bool bigint_to_int64(Value v, int64_t *result_r)
{
	mpz_t view;
	bigint_view(v, view);
	if (!mpz_fits_slong_p(view))
		return false;
	*result_r = mpz_get_si(view);
	return true;
}

bool bigint_to_uint64(Value v, uint64_t *result_r)
{
	mpz_t view;
	bigint_view(v, view);
	if (!mpz_fits_ulong_p(view))
		return false;
	*result_r = mpz_get_ui(view);
	return true;
}

bool bigint_to_decimal(Value v, Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	bigint_append(v, &text);
	bool ok = text.length < 40 && decimal_parse(text.data, text.length, result_r);
	strbuf_clear(&text);
	return ok;
}

enum status bigint_arithmetic(enum arithmetic op, Value a, Value b, Value *result_r)
{
	mpz_t x, y, result;
	bigint_view(a, x);
	bigint_view(b, y);
	if ((op == ARITHMETIC_DIVIDE || op == ARITHMETIC_REMAINDER) && mpz_sgn(y) == 0)
		return throw_exception("System.DivideByZeroException",
				       "Attempted to divide by zero.");
	mpz_init(result);
	switch (op) {
	case ARITHMETIC_ADD:
		mpz_add(result, x, y);
		break;
	case ARITHMETIC_SUBTRACT:
		mpz_sub(result, x, y);
		break;
	case ARITHMETIC_MULTIPLY:
		mpz_mul(result, x, y);
		break;
	case ARITHMETIC_DIVIDE:
		mpz_tdiv_q(result, x, y);
		break;
	case ARITHMETIC_REMAINDER:
		mpz_tdiv_r(result, x, y);
		break;
	}
	*result_r = bigint_take_mpz(result);
	return OK;
}

Value bigint_negate(Value v)
{
	mpz_t view, z;
	bigint_view(v, view);
	mpz_init(z);
	mpz_neg(z, view);
	return bigint_take_mpz(z);
}

int bigint_compare(Value a, Value b)
{
	mpz_t x, y;
	bigint_view(a, x);
	bigint_view(b, y);
	int order = mpz_cmp(x, y);
	return (order > 0) - (order < 0);
}

bool bigint_is_zero(Value v)
{
	return ((const struct bigint *)v.cell)->size == 0;
}

uint32_t bigint_hash(Value v)
{
	const struct bigint *b = (const struct bigint *)v.cell;
	uint32_t hash = (uint32_t)b->size;
	for (mp_size_t i = 0; i < labs(b->size); i++)
		hash = hash * 31 ^ (uint32_t)b->limbs[i] ^ (uint32_t)(b->limbs[i] >> 32);
	return hash;
}

void bigint_append(Value v, struct strbuf *out)
{
	mpz_t view;
	bigint_view(v, view);
	size_t start = out->length, room = mpz_sizeinbase(view, 10) + 2;
	strbuf_add_repeat(out, ' ', room);
	mpz_get_str(out->data + start, 10, view);
	strbuf_set_length(out, start + strlen(out->data + start));
}

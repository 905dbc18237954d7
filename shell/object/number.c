#include "object/number.h"
#include "base/strbuf.h"
#include "object/bigint.h"
#include "object/convert.h"
#include "object/culture.h"
#include "object/decimal.h"
#include "object/error_record.h"
#include "object/number_private.h"
#include "object/runtime.h"
#include "object/string.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double number_to_double(Value v)
{
	switch (v.tag) {
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		return v.real;
	case VALUE_UINT64:
		return (double)(uint64_t)v.integer;
	case VALUE_DECIMAL:
		return decimal_to_double(v);
	case VALUE_BIGINT:
		return bigint_to_double(v);
	default:
		return (double)v.integer;
	}
}

enum status number_throw_wrapped(void)
{
	struct error_record *bare = value_as_error_record(runtime()->error);
	Value inner = bare->exception;
	Value message = ((struct exception *)inner.cell)->message;
	Value outer = exception_new(exception_type("System.Management.Automation.RuntimeException"),
				    message, inner);
	Value record =
		error_record_new(outer, "RuntimeException", CATEGORY_NOT_SPECIFIED, NULL_VALUE);
	((struct exception *)outer.cell)->error_record = record;
	return throw_value(record);
}

static enum status throw_zero(void)
{
	(void)throw_exception("System.DivideByZeroException", "Attempted to divide by zero.");
	return number_throw_wrapped();
}

static enum status real_arithmetic(enum arithmetic op, double a, double b, Value *result_r)
{
	double r = 0;
	switch (op) {
	case ARITHMETIC_ADD:
		r = a + b;
		break;
	case ARITHMETIC_SUBTRACT:
		r = a - b;
		break;
	case ARITHMETIC_MULTIPLY:
		r = a * b;
		break;
	case ARITHMETIC_DIVIDE:
		r = a / b;
		break;
	case ARITHMETIC_REMAINDER:
		r = fmod(a, b);
		break;
	}
	*result_r = value_double(r);
	return OK;
}

/* Exact in 128 bits; what does not fit `tag` becomes a double. */
static enum status whole_arithmetic(enum arithmetic op, enum value_tag tag, __int128 a, __int128 b,
				    Value *result_r)
{
	__int128 r = 0;
	switch (op) {
	case ARITHMETIC_ADD:
		r = a + b;
		break;
	case ARITHMETIC_SUBTRACT:
		r = a - b;
		break;
	case ARITHMETIC_MULTIPLY:
		if (__builtin_mul_overflow(a, b, &r))
			return real_arithmetic(op, (double)a, (double)b, result_r);
		break;
	case ARITHMETIC_DIVIDE:
		if (b == 0)
			return throw_zero();
		if (a % b != 0)
			return real_arithmetic(op, (double)a, (double)b, result_r);
		r = a / b;
		break;
	case ARITHMETIC_REMAINDER:
		if (b == 0)
			return throw_zero();
		r = a % b;
		break;
	}
	bool fits = tag == VALUE_INT32    ? r >= INT32_MIN && r <= INT32_MAX
		    : tag == VALUE_UINT32 ? r >= 0 && r <= UINT32_MAX
		    : tag == VALUE_UINT64 ? r >= 0 && r <= UINT64_MAX
					  : r >= INT64_MIN && r <= INT64_MAX;
	if (fits)
		*result_r = value_integer(tag, (int64_t)r);
	else
		*result_r = value_double((double)r);
	return OK;
}

static bool to_decimal(Value v, Value *decimal_r)
{
	switch (v.tag) {
	case VALUE_DECIMAL:
		*decimal_r = v;
		return true;
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		return decimal_from_double(v.real, decimal_r);
	case VALUE_UINT64:
		*decimal_r = decimal_from_uint64((uint64_t)v.integer);
		return true;
	case VALUE_BIGINT:
		return bigint_to_decimal(v, decimal_r);
	default:
		*decimal_r = decimal_from_int64(v.integer);
		return true;
	}
}

static bool to_bigint(Value v, Value *bigint_r)
{
	switch (v.tag) {
	case VALUE_BIGINT:
		*bigint_r = v;
		return true;
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		return bigint_from_double(v.real, bigint_r);
	case VALUE_DECIMAL:
		*bigint_r = bigint_from_decimal(v);
		return true;
	case VALUE_UINT64:
		*bigint_r = bigint_from_uint64((uint64_t)v.integer);
		return true;
	default:
		*bigint_r = bigint_from_int64(v.integer);
		return true;
	}
}

static enum status decimal_mixed(enum arithmetic op, Value a, Value b, Value *result_r)
{
	Value x, y;
	if (!to_decimal(a, &x) || !to_decimal(b, &y)) {
		(void)throw_exception("System.OverflowException",
				      "Value was either too large or too small for a Decimal.");
		return number_throw_wrapped();
	}
	if (decimal_arithmetic(op, x, y, result_r) != OK)
		return number_throw_wrapped();
	return OK;
}

static enum status bigint_mixed(enum arithmetic op, Value a, Value b, Value *result_r)
{
	Value x, y;
	if (!to_bigint(a, &x) || !to_bigint(b, &y)) {
		(void)throw_exception("System.OverflowException",
				      "BigInteger cannot represent infinity.");
		return number_throw_wrapped();
	}
	if (bigint_arithmetic(op, x, y, result_r) != OK)
		return number_throw_wrapped();
	return OK;
}

static __int128 whole(Value v)
{
	return v.tag == VALUE_UINT64 ? (__int128)(uint64_t)v.integer : (__int128)v.integer;
}

/* bool, char and enum count as their integers. */
static bool is_whole(Value v)
{
	return value_is_integer(v) || v.tag == VALUE_BOOL || v.tag == VALUE_CHAR ||
	       v.tag == VALUE_ENUM;
}

enum value_tag number_common_tag(Value a, Value b)
{
	if (a.tag == VALUE_UINT64 || b.tag == VALUE_UINT64) {
		/* A negative number beside an unsigned one: only decimal holds both. */
		if ((a.tag != VALUE_UINT64 && a.integer < 0) ||
		    (b.tag != VALUE_UINT64 && b.integer < 0))
			return VALUE_DECIMAL;
		return VALUE_UINT64;
	}
	if (a.tag == VALUE_INT64 || b.tag == VALUE_INT64)
		return VALUE_INT64;
	if (a.tag == VALUE_UINT32 || b.tag == VALUE_UINT32)
		return a.integer < 0 || b.integer < 0 ? VALUE_INT64 : VALUE_UINT32;
	return VALUE_INT32;
}

enum status number_arithmetic(enum arithmetic op, Value a, Value b, Value *result_r)
{
	if (a.tag == VALUE_INT32 && b.tag == VALUE_INT32 && op <= ARITHMETIC_MULTIPLY) {
		int64_t x = a.integer, y = b.integer;
		int64_t r = op == ARITHMETIC_ADD        ? x + y
			    : op == ARITHMETIC_SUBTRACT ? x - y
							: x * y;
		*result_r = r == (int32_t)r ? value_int((int32_t)r) : value_double((double)r);
		return OK;
	}
	if (a.tag == VALUE_BIGINT)
		return bigint_mixed(op, a, b, result_r);
	if (a.tag == VALUE_DECIMAL)
		return decimal_mixed(op, a, b, result_r);
	if (b.tag == VALUE_BIGINT)
		return bigint_mixed(op, a, b, result_r);
	if (b.tag == VALUE_DECIMAL)
		return decimal_mixed(op, a, b, result_r);
	if (!is_whole(a) || !is_whole(b))
		return real_arithmetic(op, number_to_double(a), number_to_double(b), result_r);
	enum value_tag tag = number_common_tag(a, b);
	if (tag == VALUE_DECIMAL)
		return decimal_mixed(op, a, b, result_r);
	return whole_arithmetic(op, tag, whole(a), whole(b), result_r);
}

enum status number_negate(Value v, Value *result_r)
{
	switch (v.tag) {
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		*result_r = (Value){.tag = v.tag, .real = -v.real};
		return OK;
	case VALUE_DECIMAL:
		*result_r = decimal_negate(v);
		return OK;
	case VALUE_BIGINT:
		*result_r = bigint_negate(v);
		return OK;
	default:
		return number_arithmetic(ARITHMETIC_SUBTRACT, value_int(0), v, result_r);
	}
}

size_t integer_to_text(int64_t i, char *out)
{
	char reversed[24];
	size_t count = 0, length = 0;
	uint64_t u = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
	do {
		reversed[count++] = (char)('0' + u % 10);
		u /= 10;
	} while (u > 0);
	if (i < 0)
		out[length++] = '-';
	while (count > 0)
		out[length++] = reversed[--count];
	return length;
}

/* "d.ddde+xx" of printf into digits without trailing zeros; returns where the point stands. */
static int take_digits(const char *text, char digits[32])
{
	size_t count = 0;
	const char *at = text;
	for (; *at != 'e'; at++)
		if (*at != '.')
			digits[count++] = *at;
	while (count > 1 && digits[count - 1] == '0')
		count--;
	digits[count] = '\0';
	return atoi(at + 1) + 1;
}

static int double_digits(double d, int precision, char digits[32])
{
	char text[64];
	snprintf(text, sizeof(text), "%.*e", precision - 1, d);
	return take_digits(text, digits);
}

int double_shortest(double d, bool single, char digits[32])
{
	char text[64];
	int most = single ? 9 : 17;
	int first = single ? 6 : 15;
	if (fpclassify(single ? (double)(float)d : d) == FP_SUBNORMAL || d < 1e-300)
		first = 1;
	for (int precision = first;; precision++) {
		snprintf(text, sizeof(text), "%.*e", precision - 1, d);
		if (precision == most ||
		    (single ? strtof(text, NULL) == (float)d : strtod(text, NULL) == d))
			return take_digits(text, digits);
	}
}

/* General form: digits with the point at `point`, scientific when that is beyond `limit` digits. */
static void append_general(bool negative, const char *digits, int point, int limit,
			   struct strbuf *out)
{
	const char *separator = culture_current()->decimal_separator;
	int count = (int)strlen(digits);
	if (negative)
		strbuf_addc(out, '-');
	if (point > limit || point < -4 + 1) {
		strbuf_addc(out, digits[0]);
		if (count > 1)
			strbuf_addf(out, "%s%s", separator, digits + 1);
		strbuf_addf(out, "E%c%02d", point > 0 ? '+' : '-', abs(point - 1));
		return;
	}
	if (point <= 0) {
		strbuf_addf(out, "0%s", separator);
		strbuf_add_repeat(out, '0', (size_t)-point);
		strbuf_adds(out, digits);
	} else if (count <= point) {
		strbuf_adds(out, digits);
		strbuf_add_repeat(out, '0', (size_t)(point - count));
	} else {
		strbuf_add(out, digits, (size_t)point);
		strbuf_addf(out, "%s%s", separator, digits + point);
	}
}

static bool append_special(double d, struct strbuf *out)
{
	const struct culture *culture = culture_current();
	if (isnan(d))
		strbuf_adds(out, culture->nan_symbol);
	else if (isinf(d))
		strbuf_adds(out, d < 0 ? culture->negative_infinity : culture->positive_infinity);
	else if (d == 0)
		strbuf_adds(out, signbit(d) ? "-0" : "0");
	else
		return false;
	return true;
}

void number_append_short(Value v, struct strbuf *out)
{
	char digits[32];
	if (append_special(v.real, out))
		return;
	/* Whole numbers are frequent, and exact. */
	if (fabs(v.real) < (v.tag == VALUE_SINGLE ? 1e6 : 1e15) &&
	    v.real == (double)(int64_t)v.real) {
		char text[24];
		strbuf_add(out, text, integer_to_text((int64_t)v.real, text));
		return;
	}
	int precision = v.tag == VALUE_SINGLE ? 7 : 15;
	int point = double_digits(fabs(v.real), precision, digits);
	append_general(v.real < 0, digits, point, precision, out);
}

void number_append(Value v, struct strbuf *out)
{
	char digits[32];
	switch (v.tag) {
	case VALUE_SINGLE:
	case VALUE_DOUBLE: {
		if (append_special(v.real, out))
			return;
		bool single = v.tag == VALUE_SINGLE;
		int point = double_shortest(fabs(v.real), single, digits);
		append_general(v.real < 0, digits, point, single ? 9 : 17, out);
		return;
	}
	case VALUE_DECIMAL:
		decimal_append(v, out);
		return;
	case VALUE_BIGINT:
		bigint_append(v, out);
		return;
	case VALUE_UINT64:
		strbuf_addf(out, "%llu", (unsigned long long)v.integer);
		return;
	default:
		strbuf_add(out, digits, integer_to_text(v.integer, digits));
	}
}

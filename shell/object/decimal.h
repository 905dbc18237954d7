/* System.Decimal: 96 bits and a scale of 0 to 28. All `Value` parameters are VALUE_DECIMAL. */
#ifndef EXOSH_OBJECT_DECIMAL_H
#define EXOSH_OBJECT_DECIMAL_H

#include "object/gc.h"
#include "object/number.h"

struct decimal {
	struct cell cell;
	uint32_t low, middle, high;
	uint8_t scale;
	bool negative;
};

Value decimal_from_int64(int64_t i);
Value decimal_from_uint64(uint64_t i);
/* false: out of range, NaN. (15 significant digits are kept, as .NET does.) */
bool decimal_from_double(double d, Value *result_r);
/* Plain text, optional sign, point, exponent; false when it is no number or too large. */
bool decimal_parse(const char *text, size_t length, Value *result_r);
double decimal_to_double(Value v);
/* Rounds half to even; false when out of range. */
bool decimal_to_int64(Value v, int64_t *result_r);
bool decimal_to_uint64(Value v, uint64_t *result_r);
/* ERROR: System.OverflowException, System.DivideByZeroException (bare, see throw_exception). */
enum status decimal_arithmetic(enum arithmetic op, Value a, Value b, Value *result_r) WARN_UNUSED;
Value decimal_negate(Value v);
int decimal_compare(Value a, Value b);
bool decimal_is_zero(Value v);
uint32_t decimal_hash(Value v); /* equal for 1.0 and 1.00 */
/* Invariant text: "-1.50". */
void decimal_append(Value v, struct strbuf *out);
/* Sign, digits without leading zeros (at least "0") and how many of them stand after the point: what
 * formatting needs. digits: at least 32 bytes. */
void decimal_digits(Value v, bool *negative_r, char *digits, int *scale_r);

/* System.MidpointRounding, same numbers. */
enum decimal_rounding {
	DECIMAL_TO_EVEN,
	DECIMAL_AWAY_FROM_ZERO,
	DECIMAL_TO_ZERO,
	DECIMAL_TO_NEGATIVE_INFINITY,
	DECIMAL_TO_POSITIVE_INFINITY,
};
/* To at most `decimals` places (0 to 28); false: out of range. */
bool decimal_round(Value v, int decimals, enum decimal_rounding mode, Value *result_r);
Value decimal_from_parts(uint32_t low, uint32_t middle, uint32_t high, bool negative, int scale);

#endif

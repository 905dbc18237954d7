/* System.Numerics.BigInteger, over GMP. All `Value` parameters are VALUE_BIGINT. */
#ifndef EXOSH_OBJECT_BIGINT_H
#define EXOSH_OBJECT_BIGINT_H

#include "object/gc.h"
#include "object/number.h"

Value bigint_from_int64(int64_t i);
Value bigint_from_uint64(uint64_t i);
/* Truncates; false for NaN and infinities. */
bool bigint_from_double(double d, Value *result_r);
/* Of a VALUE_DECIMAL, truncated. */
Value bigint_from_decimal(Value v);
/* Digits with an optional sign; `base` 10, 16 or 2 (no prefix; 16 and 2 are unsigned). */
bool bigint_parse(const char *text, size_t length, int base, Value *result_r);
double bigint_to_double(Value v);
/* false when out of range */
bool bigint_to_int64(Value v, int64_t *result_r);
bool bigint_to_uint64(Value v, uint64_t *result_r);
bool bigint_to_decimal(Value v, Value *result_r);
/* ERROR: System.DivideByZeroException (bare, see throw_exception). Division truncates. */
enum status bigint_arithmetic(enum arithmetic op, Value a, Value b, Value *result_r) WARN_UNUSED;
Value bigint_negate(Value v);
int bigint_compare(Value a, Value b);
bool bigint_is_zero(Value v);
uint32_t bigint_hash(Value v);
void bigint_append(Value v, struct strbuf *out);

#endif

/* Lets programs link while the types behind these functions are being written. Goes when they land. */
#include <stdlib.h>

#define PENDING(name)                              \
	__attribute__((weak)) void name(void);     \
	__attribute__((weak)) void name(void)      \
	{                                          \
		abort();                           \
	}
PENDING(bigint_append)
PENDING(bigint_arithmetic)
PENDING(bigint_compare)
PENDING(bigint_from_decimal)
PENDING(bigint_from_double)
PENDING(bigint_from_int64)
PENDING(bigint_from_uint64)
PENDING(bigint_hash)
PENDING(bigint_is_zero)
PENDING(bigint_negate)
PENDING(bigint_parse)
PENDING(bigint_to_decimal)
PENDING(bigint_to_double)
PENDING(bigint_to_int64)
PENDING(bigint_to_uint64)
PENDING(datetime_new)
PENDING(datetime_now)
PENDING(datetime_to_local)
PENDING(datetime_to_utc)
PENDING(decimal_append)
PENDING(decimal_arithmetic)
PENDING(decimal_compare)
PENDING(decimal_digits)
PENDING(decimal_from_double)
PENDING(decimal_from_int64)
PENDING(decimal_from_uint64)
PENDING(decimal_hash)
PENDING(decimal_is_zero)
PENDING(decimal_negate)
PENDING(decimal_parse)
PENDING(decimal_to_double)
PENDING(decimal_to_int64)
PENDING(decimal_to_uint64)

/* -band, -bor, -bxor, -bnot, -shl, -shr. */
#include "engine/operators.h"

#include "object/bigint.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/number.h"
#include "object/string.h"
#include "object/type.h"

#include <math.h>

/* An integer of one of the kinds that bits are taken of: int32, uint32, int64, uint64. */
static enum status to_bits(Value v, Value *result_r)
{
	switch (v.tag) {
	case VALUE_NULL:
		*result_r = value_int(0);
		return OK;
	case VALUE_BOOL:
	case VALUE_CHAR:
	case VALUE_SBYTE:
	case VALUE_BYTE:
	case VALUE_INT16:
	case VALUE_UINT16:
		*result_r = value_int((int32_t)v.integer);
		return OK;
	case VALUE_INT32:
	case VALUE_UINT32:
	case VALUE_INT64:
	case VALUE_UINT64:
		*result_r = v;
		return OK;
	case VALUE_ENUM: {
		enum value_tag tag = type_enum(v.extra)->underlying->tag;
		*result_r = value_integer(tag, v.integer);
		return to_bits(*result_r, result_r);
	}
	case VALUE_STRING: {
		Value number;
		if (number_parse(string_data(v), string_length(v), &number))
			return to_bits(number, result_r);
		return convert_to(v, &type_int32, result_r);
	}
	default: {
		if (!value_is_number(v))
			return convert_to(v, &type_int32, result_r);
		double d = nearbyint(number_to_double(v));
		if (d >= INT32_MIN && d <= INT32_MAX)
			*result_r = value_int((int32_t)d);
		else if (d >= -9223372036854775808.0 && d < 9223372036854775808.0)
			*result_r = value_int64((int64_t)d);
		else
			return convert_to(v, &type_int64, result_r);
		return OK;
	}
	}
}

static enum value_tag wider(enum value_tag a, enum value_tag b)
{
	if (a == VALUE_UINT64 || b == VALUE_UINT64)
		return VALUE_UINT64;
	if (a == VALUE_INT64 || b == VALUE_INT64)
		return VALUE_INT64;
	return a == VALUE_UINT32 || b == VALUE_UINT32 ? VALUE_UINT32 : VALUE_INT32;
}

static Value fit(enum value_tag tag, int64_t bits)
{
	switch (tag) {
	case VALUE_SBYTE:
		return value_integer(tag, (int8_t)bits);
	case VALUE_BYTE:
		return value_integer(tag, (uint8_t)bits);
	case VALUE_INT16:
		return value_integer(tag, (int16_t)bits);
	case VALUE_UINT16:
		return value_integer(tag, (uint16_t)bits);
	case VALUE_INT32:
		return value_integer(tag, (int32_t)bits);
	case VALUE_UINT32:
		return value_integer(tag, (uint32_t)bits);
	default:
		return value_integer(tag, bits);
	}
}

static enum status shift(bool left, Value v, Value by, Value *result_r)
{
	Value x;
	int32_t count;
	enum value_tag tag = v.tag;
	if (to_bits(v, &x) != OK || convert_to_int(by, &count) != OK)
		return ERROR;
	if (!value_is_integer(v))
		tag = x.tag;
	count &= x.tag == VALUE_INT64 || x.tag == VALUE_UINT64 ? 63 : 31;
	int64_t bits;
	if (left)
		bits = (int64_t)((uint64_t)x.integer << count);
	else if (x.tag == VALUE_UINT64)
		bits = (int64_t)((uint64_t)x.integer >> count);
	else
		bits = x.integer >> count;
	*result_r = fit(tag, bits);
	return OK;
}

enum status operator_bits(enum ast_operator op, Value left, Value right, Value *result_r)
{
	if (op == AST_OP_SHL || op == AST_OP_SHR)
		return shift(op == AST_OP_SHL, left, right, result_r);
	/* An enum beside text that names one of its values. */
	if (left.tag == VALUE_ENUM && right.tag == VALUE_STRING &&
	    enum_parse(type_enum(left.extra), right, &right) != OK)
		return ERROR;
	Value x, y;
	if (to_bits(left, &x) != OK || to_bits(right, &y) != OK)
		return ERROR;
	int64_t bits = op == AST_OP_BAND  ? x.integer & y.integer
		       : op == AST_OP_BOR ? x.integer | y.integer
					  : x.integer ^ y.integer;
	if (left.tag == VALUE_ENUM)
		*result_r = value_enum(left.extra, bits);
	else
		*result_r = fit(wider(x.tag, y.tag), bits);
	return OK;
}

enum status operator_complement(Value v, Value *result_r)
{
	Value x;
	if (to_bits(v, &x) != OK)
		return ERROR;
	*result_r = v.tag == VALUE_ENUM ? value_enum(v.extra, ~v.integer) : fit(x.tag, ~x.integer);
	return OK;
}

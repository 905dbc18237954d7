/* System.BitConverter; this machine, like those of PowerShell, is little-endian. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/string.h"
#include "object/type.h"
#include "object/utility_types.h"

#include <string.h>

static size_t size_of(enum value_tag tag)
{
	switch (tag) {
	case VALUE_BOOL:
		return 1;
	case VALUE_CHAR:
	case VALUE_INT16:
	case VALUE_UINT16:
		return 2;
	case VALUE_INT32:
	case VALUE_UINT32:
	case VALUE_SINGLE:
		return 4;
	default:
		return 8;
	}
}

static enum status get_bytes(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value v = argv[0];
	if (v.tag == VALUE_SINGLE) {
		float f = (float)v.real;
		*result_r = array_new_bytes(&f, sizeof(f));
	} else {
		*result_r = array_new_bytes(&v.integer, size_of(v.tag));
	}
	return OK;
}

/* The bytes of one value at the start index. */
static enum status take(const Value *argv, int argc, size_t size, void *bytes_r)
{
	struct array *a = value_as_array(argv[0]);
	int64_t at = argc > 1 ? argv[1].integer : 0;
	if (at < 0 || at >= (int64_t)a->count)
		return throw_argument("System.ArgumentOutOfRangeException", "startIndex",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	if (at + (int64_t)size > (int64_t)a->count)
		return throw_argument(
			"System.ArgumentException", "value",
			"The array starting from the specified index is not long enough to read "
			"a value of the specified type.");
	memcpy(bytes_r, a->bytes + at, size);
	return OK;
}

#define TO_INTEGER(function, value_tag, c_type)                                     \
	static enum status function(Value self UNUSED, int argc, const Value *argv, \
				    Value *result_r)                                \
	{                                                                           \
		c_type bits = 0;                                                    \
		enum status status = take(argv, argc, sizeof(bits), &bits);         \
		*result_r = value_integer(value_tag, (int64_t)bits);                \
		return status;                                                      \
	}
#define TO_REAL(function, value_tag, c_type)                                        \
	static enum status function(Value self UNUSED, int argc, const Value *argv, \
				    Value *result_r)                                \
	{                                                                           \
		c_type bits = 0;                                                    \
		enum status status = take(argv, argc, sizeof(bits), &bits);         \
		*result_r = (Value){.tag = value_tag, .real = (double)bits};        \
		return status;                                                      \
	}
TO_INTEGER(to_char, VALUE_CHAR, uint16_t)
TO_INTEGER(to_int16, VALUE_INT16, int16_t)
TO_INTEGER(to_uint16, VALUE_UINT16, uint16_t)
TO_INTEGER(to_int32, VALUE_INT32, int32_t)
TO_INTEGER(to_uint32, VALUE_UINT32, uint32_t)
TO_INTEGER(to_int64, VALUE_INT64, int64_t)
TO_INTEGER(to_uint64, VALUE_UINT64, uint64_t)
TO_REAL(to_single, VALUE_SINGLE, float)
TO_REAL(to_double, VALUE_DOUBLE, double)

static enum status to_boolean(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	uint8_t byte = 0;
	enum status status = take(argv, argc, 1, &byte);
	*result_r = value_bool(byte);
	return status;
}

/* "01-FF" */
static enum status to_string(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct array *a = value_as_array(argv[0]);
	int64_t at = argc > 1 ? argv[1].integer : 0;
	int64_t count = argc > 2 ? argv[2].integer : (int64_t)a->count - at;
	if (at < 0 || count < 0 || at + count > (int64_t)a->count)
		return throw_argument("System.ArgumentOutOfRangeException", "startIndex",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	struct strbuf out = STRBUF_INIT;
	for (int64_t i = at; i < at + count; i++)
		strbuf_addf(&out, "%s%02X", i > at ? "-" : "", a->bytes[i]);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status double_to_bits(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	*result_r = value_int64(argv[0].integer); /* the same 64 bits */
	return OK;
}

static enum status bits_to_double(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	*result_r = (Value){.tag = VALUE_DOUBLE, .integer = argv[0].integer};
	return OK;
}

static enum status double_to_unsigned_bits(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	*result_r = value_integer(VALUE_UINT64, argv[0].integer);
	return OK;
}

static uint32_t single_bits(Value single)
{
	float real = (float)single.real;
	uint32_t bits;
	memcpy(&bits, &real, sizeof(bits));
	return bits;
}

static enum status single_to_bits(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	*result_r = value_int((int32_t)single_bits(argv[0]));
	return OK;
}

static enum status single_to_unsigned_bits(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	*result_r = value_integer(VALUE_UINT32, single_bits(argv[0]));
	return OK;
}

static enum status bits_to_single(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	uint32_t bits = (uint32_t)argv[0].integer;
	float real;
	memcpy(&real, &bits, sizeof(real));
	*result_r = (Value){.tag = VALUE_SINGLE, .real = real};
	return OK;
}

static enum status is_little_endian(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

#define GET_BYTES(name) STATIC_METHOD("static byte[] GetBytes(" name " value)", get_bytes)
#define TO(method, name, function) \
	STATIC_METHOD("static " name " " method "(byte[] value, int startIndex)", function)

static const struct member members[] = {
	GET_BYTES("bool"),
	GET_BYTES("char"),
	GET_BYTES("short"),
	GET_BYTES("int"),
	GET_BYTES("long"),
	GET_BYTES("ushort"),
	GET_BYTES("uint"),
	GET_BYTES("ulong"),
	GET_BYTES("float"),
	GET_BYTES("double"),
	TO("ToChar", "char", to_char),
	TO("ToInt16", "short", to_int16),
	TO("ToInt32", "int", to_int32),
	TO("ToInt64", "long", to_int64),
	TO("ToUInt16", "ushort", to_uint16),
	TO("ToUInt32", "uint", to_uint32),
	TO("ToUInt64", "ulong", to_uint64),
	TO("ToSingle", "float", to_single),
	TO("ToDouble", "double", to_double),
	TO("ToBoolean", "bool", to_boolean),
	STATIC_METHOD("static string ToString(byte[] value, int startIndex, int length)",
		      to_string),
	STATIC_METHOD("static string ToString(byte[] value)", to_string),
	STATIC_METHOD("static string ToString(byte[] value, int startIndex)", to_string),
	STATIC_METHOD("static long DoubleToInt64Bits(double value)", double_to_bits),
	STATIC_METHOD("static double Int64BitsToDouble(long value)", bits_to_double),
	STATIC_METHOD("static ulong DoubleToUInt64Bits(double value)", double_to_unsigned_bits),
	STATIC_METHOD("static double UInt64BitsToDouble(ulong value)", bits_to_double),
	STATIC_METHOD("static int SingleToInt32Bits(float value)", single_to_bits),
	STATIC_METHOD("static uint SingleToUInt32Bits(float value)", single_to_unsigned_bits),
	STATIC_METHOD("static float Int32BitsToSingle(int value)", bits_to_single),
	STATIC_METHOD("static float UInt32BitsToSingle(uint value)", bits_to_single),
	STATIC_PROPERTY("static bool IsLittleEndian {get;}", is_little_endian),
	MEMBER_END,
};

struct type type_bit_converter = {
	.name = "System.BitConverter",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = members,
};

/* System.Convert */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/culture.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/number.h"
#include "object/overload.h"
#include "object/primitive_members.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type_private.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static enum status throw_format(const char *text)
{
	return throw_exception("System.FormatException", "%s", text);
}

/* The cause of a failed conversion as the bare exception that .NET gives. */
static enum status throw_cause(Value from, const struct type *type)
{
	if (from.tag == VALUE_STRING || value_is_number(from)) {
		const char *message = error_message();
		const char *quoted = strstr(message, "Error: \"");
		char *cause = strdup(quoted != NULL ? quoted + 8 : message);
		size_t length = strlen(cause);
		if (quoted != NULL && length > 0 && cause[length - 1] == '"')
			cause[length - 1] = '\0';
		bool range =
			strstr(cause, "too large") != NULL || strstr(cause, "overflow") != NULL;
		enum status status = throw_exception(
			range ? "System.OverflowException" : "System.FormatException", "%s", cause);
		free(cause);
		return status;
	}
	const char *dot = strrchr(type->name, '.');
	if (from.tag == VALUE_DATETIME || from.tag == VALUE_CHAR || from.tag == VALUE_BOOL)
		return throw_exception("System.InvalidCastException",
				       "Invalid cast from '%s' to '%s'.",
				       strrchr(value_type(from)->name, '.') + 1, dot + 1);
	return throw_exception("System.InvalidCastException",
			       "Unable to cast object of type '%s' to type 'System.IConvertible'.",
			       value_type(from)->name);
}

/* Text goes through the type's own Parse, which is stricter than PowerShell's conversion. */
static enum status to_type(Value from, const struct type *type, Value *result_r)
{
	from = value_base(from);
	if (value_is_null(from)) {
		*result_r = type == &type_string ? string_empty() : type_default(type);
		return OK;
	}
	if (from.tag == VALUE_STRING && type != &type_string) {
		const struct member_group *parse = type_find_group(type, "Parse", true);
		if (parse != NULL) {
			const struct signature *signatures = group_signatures(parse);
			return signatures[0].member->call(type_value(type), 1, &from, result_r);
		}
	}
	if (type == &type_bool && from.tag != VALUE_BOOL && !value_is_number(from))
		return throw_cause(from, type);
	if (convert_to(from, type, result_r) == OK)
		return OK;
	return throw_cause(from, type);
}

/* Each ToX has its type in a row; the name says which. */
#define TO(function, type)                                                                 \
	static enum status function(Value self UNUSED, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                       \
	{                                                                                  \
		return to_type(argv[0], &(type), result_r);                                \
	}
TO(to_boolean, type_bool)
TO(to_char, type_char)
TO(to_single, type_single)
TO(to_double, type_double)
TO(to_decimal, type_decimal)
TO(to_datetime, type_datetime)

/* Text in base 2, 8 or 16: the bits of the type. */
static enum status from_base(Value text, Value base, const struct type *type, Value *result_r)
{
	int64_t b = base.integer;
	if (b != 2 && b != 8 && b != 10 && b != 16)
		return throw_exception("System.ArgumentException", "Invalid Base.");
	if (b == 10)
		return to_type(text, type, result_r);
	const char *at = string_data(text);
	if (b == 16 && at[0] == '0' && (at[1] | 0x20) == 'x')
		at += 2;
	if (*at == '\0')
		return string_length(text) == 0
			       ? throw_argument(
					 "System.ArgumentOutOfRangeException", "startIndex",
					 "Index was out of range. Must be non-negative and less "
					 "than the size of the collection.")
			       : throw_format("Could not find any recognizable digits.");
	if (*at == '-')
		return throw_exception("System.ArgumentException",
				       "String cannot contain a minus sign if the base is not 10.");
	int width = type == &type_sbyte || type == &type_byte     ? 8
		    : type == &type_int16 || type == &type_uint16 ? 16
		    : type == &type_int32 || type == &type_uint32 ? 32
								  : 64;
	uint64_t bits = 0;
	for (; *at != '\0'; at++) {
		int digit = isdigit((unsigned char)*at)   ? *at - '0'
			    : isalpha((unsigned char)*at) ? (*at | 0x20) - 'a' + 10
							  : 99;
		if (digit >= b)
			return bits == 0 && at == string_data(text)
				       ? throw_format("Could not find any recognizable digits.")
				       : throw_format(
						 "Additional non-parsable characters are at the "
						 "end of the string.");
		if (__builtin_mul_overflow(bits, (uint64_t)b, &bits) ||
		    __builtin_add_overflow(bits, (uint64_t)digit, &bits) ||
		    (width < 64 && bits >> width != 0)) {
			struct strbuf message = STRBUF_INIT;
			integer_range_message(type->tag, &message);
			enum status status =
				throw_exception("System.OverflowException", "%s", message.data);
			strbuf_clear(&message);
			return status;
		}
	}
	int64_t i = type == &type_sbyte   ? (int8_t)bits
		    : type == &type_int16 ? (int16_t)bits
		    : type == &type_int32 ? (int32_t)bits
					  : (int64_t)bits;
	*result_r = value_integer(type->tag, i);
	return OK;
}

#define TO_INTEGER(function, type)                                                  \
	static enum status function(Value self UNUSED, int argc, const Value *argv, \
				    Value *result_r)                                \
	{                                                                           \
		if (argc > 1 && argv[1].tag == VALUE_INT32)                         \
			return from_base(argv[0], argv[1], &(type), result_r);      \
		return to_type(argv[0], &(type), result_r);                         \
	}
TO_INTEGER(to_sbyte, type_sbyte)
TO_INTEGER(to_byte, type_byte)
TO_INTEGER(to_int16, type_int16)
TO_INTEGER(to_uint16, type_uint16)
TO_INTEGER(to_int32, type_int32)
TO_INTEGER(to_uint32, type_uint32)
TO_INTEGER(to_int64, type_int64)
TO_INTEGER(to_uint64, type_uint64)

static enum status to_string(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	if (argc > 1 && argv[1].tag == VALUE_INT32) {
		int64_t base = argv[1].integer;
		if (base != 2 && base != 8 && base != 10 && base != 16)
			return throw_exception("System.ArgumentException", "Invalid Base.");
		if (base == 10) {
			*result_r = value_to_string(argv[0]);
			return OK;
		}
		uint64_t bits = argv[0].tag == VALUE_INT32   ? (uint32_t)argv[0].integer
				: argv[0].tag == VALUE_INT16 ? (uint16_t)argv[0].integer
				: argv[0].tag == VALUE_BYTE  ? (uint8_t)argv[0].integer
							     : (uint64_t)argv[0].integer;
		char text[65];
		size_t at = sizeof(text);
		do {
			text[--at] = "0123456789abcdef"[bits % (uint64_t)base];
			bits /= (uint64_t)base;
		} while (bits != 0);
		*result_r = string_new(text + at, sizeof(text) - at);
		return OK;
	}
	Value v = value_base(argv[0]);
	if (value_is_null(v)) {
		*result_r = string_empty();
		return OK;
	}
	return object_to_string(v, argc > 1 ? 1 : 0, argv + 1, result_r);
}

static const char base64_digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* The slice [offset, offset+length) of a byte[] argument. */
static enum status byte_range(int argc, const Value *argv, const uint8_t **bytes_r, size_t *count_r)
{
	struct array *a = value_as_array(argv[0]);
	int64_t offset = 0, count = (int64_t)a->count;
	if (argc > 2 && argv[1].tag == VALUE_INT32) {
		offset = argv[1].integer;
		count = argv[2].integer;
	}
	if (offset < 0 || count < 0 || offset + count > (int64_t)a->count)
		return throw_argument("System.ArgumentOutOfRangeException", "offset",
				      "Offset and length must refer to a position in the string.");
	*bytes_r = a->bytes + offset;
	*count_r = (size_t)count;
	return OK;
}

static enum status to_base64_string(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	const uint8_t *bytes;
	size_t count;
	enum status status = byte_range(argc, argv, &bytes, &count);
	if (status != OK)
		return status;
	bool breaks = argv[argc - 1].tag == VALUE_ENUM && argv[argc - 1].integer == 1;
	struct strbuf out = STRBUF_INIT;
	size_t column = 0;
	for (size_t i = 0; i < count; i += 3) {
		if (breaks && column == 76) {
			strbuf_adds(&out, "\r\n");
			column = 0;
		}
		size_t left = count - i;
		uint32_t bits = (uint32_t)bytes[i] << 16;
		if (left > 1)
			bits |= (uint32_t)bytes[i + 1] << 8;
		if (left > 2)
			bits |= bytes[i + 2];
		strbuf_addc(&out, base64_digits[bits >> 18]);
		strbuf_addc(&out, base64_digits[bits >> 12 & 63]);
		strbuf_addc(&out, left > 1 ? base64_digits[bits >> 6 & 63] : '=');
		strbuf_addc(&out, left > 2 ? base64_digits[bits & 63] : '=');
		column += 4;
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status from_base64_string(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	uint32_t bits = 0;
	int digits = 0, padding = 0;
	bool valid = true;
	for (const char *at = string_data(argv[0]); *at != '\0' && valid; at++) {
		if (isspace((unsigned char)*at))
			continue;
		const char *digit = *at == '=' ? NULL : strchr(base64_digits, *at);
		if (*at == '=') {
			padding++;
			valid = digits >= 2 && padding <= 2;
			digits++;
			bits <<= 6;
		} else if (digit == NULL || padding > 0) {
			valid = false;
		} else {
			bits = bits << 6 | (uint32_t)(digit - base64_digits);
			digits++;
		}
		if (digits == 4) {
			char three[3] = {(char)(bits >> 16), (char)(bits >> 8), (char)bits};
			strbuf_add(&out, three, (size_t)(3 - padding));
			digits = 0;
			bits = 0;
		}
	}
	if (!valid || digits != 0) {
		strbuf_clear(&out);
		return throw_format(
			"The input is not a valid Base-64 string as it contains a "
			"non-base 64 character, more than two padding characters, or an "
			"illegal character among the padding characters.");
	}
	*result_r = array_new_bytes(out.data, out.length);
	strbuf_clear(&out);
	return OK;
}

static enum status hex_string(int argc, const Value *argv, const char *digits, Value *result_r)
{
	const uint8_t *bytes;
	size_t count;
	enum status status = byte_range(argc, argv, &bytes, &count);
	if (status != OK)
		return status;
	struct strbuf out = STRBUF_INIT;
	for (size_t i = 0; i < count; i++) {
		strbuf_addc(&out, digits[bytes[i] >> 4]);
		strbuf_addc(&out, digits[bytes[i] & 15]);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status to_hex_string(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	return hex_string(argc, argv, "0123456789ABCDEF", result_r);
}

static enum status to_hex_string_lower(Value self UNUSED, int argc, const Value *argv,
				       Value *result_r)
{
	return hex_string(argc, argv, "0123456789abcdef", result_r);
}

static enum status from_hex_string(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	const char *at = string_data(argv[0]);
	size_t length = string_length(argv[0]);
	if (length % 2 != 0)
		return throw_format("The input is not a valid hex string as its length is not a "
				    "multiple of 2.");
	if (strspn(at, "0123456789abcdefABCDEF") != length)
		return throw_format("The input is not a valid hex string as it contains a non-hex "
				    "character.");
	Value made = array_new_bytes(NULL, length / 2);
	for (size_t i = 0; i < length / 2; i++) {
		char two[3] = {at[i * 2], at[i * 2 + 1], '\0'};
		value_as_array(made)->bytes[i] = (uint8_t)strtoul(two, NULL, 16);
	}
	*result_r = made;
	return OK;
}

static enum status change_type(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	static const struct type *const by_code[] = {
		[1] = &type_object,  [3] = &type_bool,     [4] = &type_char,
		[5] = &type_sbyte,   [6] = &type_byte,     [7] = &type_int16,
		[8] = &type_uint16,  [9] = &type_int32,    [10] = &type_uint32,
		[11] = &type_int64,  [12] = &type_uint64,  [13] = &type_single,
		[14] = &type_double, [15] = &type_decimal, [16] = &type_datetime,
		[18] = &type_string,
	};
	const struct type *type = NULL;
	if (argv[1].tag == VALUE_TYPE)
		type = value_as_type(argv[1]);
	else if (argv[1].integer >= 0 && argv[1].integer < (int64_t)countof(by_code))
		type = by_code[argv[1].integer];
	if (type == NULL)
		return throw_argument("System.ArgumentException", "typeCode",
				      "Unknown TypeCode value.");
	return to_type(argv[0], type, result_r);
}

static enum status get_type_code(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	if (value_is_null(argv[0])) {
		*result_r = enum_value(&type_type_code, 0);
		return OK;
	}
	return value_get_type_code(value_base(argv[0]), 0, NULL, result_r);
}

static enum status get_db_null(Value self UNUSED, Value *result_r)
{
	bool found;
	return member_get_static(&type_db_null, "Value", result_r, &found);
}

static enum status is_db_null(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	Value v = value_base(argv[0]);
	*result_r = value_bool(v.tag == VALUE_OBJECT && v.cell->type == &type_db_null);
	return OK;
}

#define CONVERT(name, type, function)                                             \
	STATIC_METHOD("static " type " " name "(System.Object value)", function), \
		STATIC_METHOD("static " type " " name                             \
			      "(System.Object value, System.IFormatProvider "     \
			      "provider)",                                        \
			      function)
#define CONVERT_INTEGER(name, type, function) \
	CONVERT(name, type, function),        \
		STATIC_METHOD("static " type " " name "(string value, int fromBase)", function)

static const struct member convert_members[] = {
	STATIC_METHOD("static System.Object ChangeType(System.Object value, System.TypeCode "
		      "typeCode)",
		      change_type),
	STATIC_METHOD("static System.Object ChangeType(System.Object value, type conversionType)",
		      change_type),
	STATIC_METHOD("static System.Object ChangeType(System.Object value, type conversionType, "
		      "System.IFormatProvider provider)",
		      change_type),
	STATIC_METHOD("static System.TypeCode GetTypeCode(System.Object value)", get_type_code),
	STATIC_METHOD("static bool IsDBNull(System.Object value)", is_db_null),
	STATIC_PROPERTY("static System.Object DBNull {get;}", get_db_null),
	CONVERT("ToBoolean", "bool", to_boolean),
	CONVERT("ToChar", "char", to_char),
	CONVERT_INTEGER("ToSByte", "sbyte", to_sbyte),
	CONVERT_INTEGER("ToByte", "byte", to_byte),
	CONVERT_INTEGER("ToInt16", "short", to_int16),
	CONVERT_INTEGER("ToUInt16", "ushort", to_uint16),
	CONVERT_INTEGER("ToInt32", "int", to_int32),
	CONVERT_INTEGER("ToUInt32", "uint", to_uint32),
	CONVERT_INTEGER("ToInt64", "long", to_int64),
	CONVERT_INTEGER("ToUInt64", "ulong", to_uint64),
	CONVERT("ToSingle", "float", to_single),
	CONVERT("ToDouble", "double", to_double),
	CONVERT("ToDecimal", "decimal", to_decimal),
	CONVERT("ToDateTime", "datetime", to_datetime),
	CONVERT("ToString", "string", to_string),
	STATIC_METHOD("static string ToString(byte value, int toBase)", to_string),
	STATIC_METHOD("static string ToString(short value, int toBase)", to_string),
	STATIC_METHOD("static string ToString(int value, int toBase)", to_string),
	STATIC_METHOD("static string ToString(long value, int toBase)", to_string),
	STATIC_METHOD("static string ToBase64String(byte[] inArray)", to_base64_string),
	STATIC_METHOD("static string ToBase64String(byte[] inArray, "
		      "System.Base64FormattingOptions options)",
		      to_base64_string),
	STATIC_METHOD("static string ToBase64String(byte[] inArray, int offset, int length)",
		      to_base64_string),
	STATIC_METHOD("static string ToBase64String(byte[] inArray, int offset, int length, "
		      "System.Base64FormattingOptions options)",
		      to_base64_string),
	STATIC_METHOD("static byte[] FromBase64String(string s)", from_base64_string),
	STATIC_METHOD("static byte[] FromHexString(string s)", from_hex_string),
	STATIC_METHOD("static string ToHexString(byte[] inArray)", to_hex_string),
	STATIC_METHOD("static string ToHexString(byte[] inArray, int offset, int length)",
		      to_hex_string),
	STATIC_METHOD("static string ToHexStringLower(byte[] inArray)", to_hex_string_lower),
	STATIC_METHOD("static string ToHexStringLower(byte[] inArray, int offset, int length)",
		      to_hex_string_lower),
	MEMBER_END,
};

struct type type_convert_class = {
	.name = "System.Convert",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = convert_members,
};

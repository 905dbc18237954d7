/* System.Guid: 16 bytes kept in the order in which the text shows them. */
#include "object/guid.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/reference.h"
#include "object/string.h"

#include <ctype.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct guid {
	struct cell cell;
	uint8_t bytes[16];
};

static const uint8_t *bytes_of(Value v)
{
	return ((const struct guid *)v.cell)->bytes;
}

Value guid_new(const uint8_t bytes[16])
{
	struct guid *g = gc_alloc(&type_guid, VALUE_OBJECT, sizeof(*g));
	memcpy(g->bytes, bytes, 16);
	return value_cell(VALUE_OBJECT, g);
}

Value guid_random(void)
{
	uint8_t bytes[16];
	if (RAND_bytes(bytes, sizeof(bytes)) != 1)
		abort();
	bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x40); /* RFC 9562, 4.1 and 4.2 */
	bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80);
	return guid_new(bytes);
}

/* .NET keeps the first three fields as little-endian integers: the order of ToByteArray(). */
static void swap_fields(uint8_t *bytes)
{
	static const uint8_t order[] = {3, 2, 1, 0, 5, 4, 7, 6};
	uint8_t copy[8];
	memcpy(copy, bytes, sizeof(copy));
	for (size_t i = 0; i < sizeof(order); i++)
		bytes[i] = copy[order[i]];
}

static int hex_digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : (c | 32) - 'a' + 10;
}

enum guid_failure { GUID_OK, GUID_UNRECOGNIZED, GUID_NOT_HEX, GUID_DASHES };

/* 32 digits, between dashes when `dashes`. */
static enum guid_failure read_digits(const char *p, size_t length, bool dashes, uint8_t *bytes)
{
	static const uint8_t dash_at[] = {8, 13, 18, 23};
	if (length != (dashes ? 36 : 32))
		return GUID_DASHES;
	size_t count = 0;
	for (size_t i = 0; i < length; i++) {
		if (dashes && memchr(dash_at, (int)i, sizeof(dash_at)) != NULL) {
			if (p[i] != '-')
				return GUID_DASHES;
			continue;
		}
		if (!isxdigit((unsigned char)p[i]))
			return GUID_NOT_HEX;
		uint8_t *byte = &bytes[count / 2];
		*byte = (uint8_t)(count % 2 ? *byte << 4 | hex_digit(p[i]) : hex_digit(p[i]));
		count++;
	}
	return GUID_OK;
}

/* "{0x6f9619ff,0x8b86,0xd011,{0xb4,...}}" */
static enum guid_failure read_hex_form(const char *text, uint8_t *bytes)
{
	static const uint8_t sizes[] = {4, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1};
	size_t at = 0;
	const char *p = text;
	for (size_t i = 0; i < sizeof(sizes); i++) {
		char *end;
		p += strspn(p, "{, ");
		if (strncasecmp(p, "0x", 2) != 0)
			return GUID_UNRECOGNIZED;
		unsigned long field = strtoul(p + 2, &end, 16);
		if (end == p + 2)
			return GUID_NOT_HEX;
		for (size_t j = sizes[i]; j-- > 0;)
			bytes[at++] = (uint8_t)(field >> (8 * j));
		p = end;
	}
	return strcmp(p, "}}") == 0 ? GUID_OK : GUID_UNRECOGNIZED;
}

static enum guid_failure parse_any(const char *text, char form, uint8_t *bytes)
{
	while (isspace((unsigned char)*text))
		text++;
	size_t length = strlen(text);
	while (length > 0 && isspace((unsigned char)text[length - 1]))
		length--;
	char first = length > 0 ? text[0] : '\0';
	bool dashed = memchr(text, '-', length) != NULL;
	if (length < 32)
		return GUID_UNRECOGNIZED;
	if (form == '\0') {
		if (first == '(')
			form = 'P';
		else if (first == '{')
			form = dashed ? 'B' : 'X';
		else
			form = dashed ? 'D' : 'N';
		if (form == 'N' && length != 32)
			return GUID_UNRECOGNIZED;
	}
	switch (form) {
	case 'N':
		return read_digits(text, length, false, bytes);
	case 'D':
		return read_digits(text, length, true, bytes);
	case 'B':
	case 'P':
		if (length != 38 || first != (form == 'B' ? '{' : '(') ||
		    text[37] != (form == 'B' ? '}' : ')'))
			return GUID_DASHES;
		return read_digits(text + 1, 36, true, bytes);
	default: {
		char *copy = strndup(text, length);
		enum guid_failure failure = read_hex_form(copy, bytes);
		free(copy);
		return failure;
	}
	}
}

bool guid_parse(const char *text, Value *result_r)
{
	uint8_t bytes[16];
	if (parse_any(text, '\0', bytes) != GUID_OK)
		return false;
	*result_r = guid_new(bytes);
	return true;
}

static enum status parse_or_throw(const char *text, char form, Value *result_r)
{
	static const char *const messages[] = {
		[GUID_UNRECOGNIZED] = "Unrecognized Guid format.",
		[GUID_NOT_HEX] = "Guid string should only contain hexadecimal characters.",
		[GUID_DASHES] = "Guid should contain 32 digits with 4 dashes "
				"(xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
	};
	uint8_t bytes[16];
	enum guid_failure failure = parse_any(text, form, bytes);
	if (failure != GUID_OK)
		return throw_exception("System.FormatException", "%s", messages[failure]);
	*result_r = guid_new(bytes);
	return OK;
}

static enum status guid_to_string_hook(Value self, const char *format, struct strbuf *out)
{
	const uint8_t *b = bytes_of(self);
	char form = format == NULL || *format == '\0' ? 'D' : (char)toupper((unsigned char)*format);
	if (strchr("NDBPX", form) == NULL ||
	    (format != NULL && *format != '\0' && format[1] != '\0'))
		return throw_exception(
			"System.FormatException",
			"Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", "
			"\"p\", \"B\", \"b\", \"X\" or \"x\".");
	if (form == 'X') {
		strbuf_addf(out, "{0x%02x%02x%02x%02x,0x%02x%02x,0x%02x%02x,{", b[0], b[1], b[2],
			    b[3], b[4], b[5], b[6], b[7]);
		for (int i = 8; i < 16; i++)
			strbuf_addf(out, "0x%02x%s", b[i], i < 15 ? "," : "}}");
		return OK;
	}
	if (form == 'B' || form == 'P')
		strbuf_addc(out, form == 'B' ? '{' : '(');
	for (int i = 0; i < 16; i++) {
		if (form != 'N' && (i == 4 || i == 6 || i == 8 || i == 10))
			strbuf_addc(out, '-');
		strbuf_addf(out, "%02x", b[i]);
	}
	if (form == 'B' || form == 'P')
		strbuf_addc(out, form == 'B' ? '}' : ')');
	return OK;
}

static enum status guid_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	bool given = argc > 0 && argv[0].tag == VALUE_STRING;
	if (guid_to_string_hook(self, given ? string_data(argv[0]) : NULL, &out) != OK)
		return ERROR;
	*result_r = string_from_strbuf(&out);
	return OK;
}

/* PowerShell's own property: the text. */
static enum status guid_get_guid(Value self, Value *result_r)
{
	return guid_to_string(self, 0, NULL, result_r);
}

static enum status guid_get_version(Value self, Value *result_r)
{
	*result_r = value_int(bytes_of(self)[6] >> 4);
	return OK;
}

static enum status guid_get_variant(Value self, Value *result_r)
{
	*result_r = value_int(bytes_of(self)[8] >> 4);
	return OK;
}

static enum status guid_get_empty(Value self UNUSED, Value *result_r)
{
	*result_r = guid_new((const uint8_t[16]){0});
	return OK;
}

static enum status guid_get_all_bits_set(Value self UNUSED, Value *result_r)
{
	uint8_t bytes[16];
	memset(bytes, 0xff, sizeof(bytes));
	*result_r = guid_new(bytes);
	return OK;
}

static enum status guid_new_guid(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	*result_r = guid_random();
	return OK;
}

/* RFC 9562, 5.7: 48 bits of milliseconds since 1970, then chance. */
static enum status guid_new_version_7(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	uint64_t milliseconds = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
	uint8_t bytes[16];
	*result_r = guid_random();
	memcpy(bytes, bytes_of(*result_r), sizeof(bytes));
	for (int i = 0; i < 6; i++)
		bytes[i] = (uint8_t)(milliseconds >> (40 - 8 * i));
	bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x70);
	*result_r = guid_new(bytes);
	return OK;
}

static enum status guid_to_byte_array(Value self, int argc, const Value *argv, Value *result_r)
{
	uint8_t bytes[16];
	memcpy(bytes, bytes_of(self), sizeof(bytes));
	if (argc == 0 || !value_is_true_bool(argv[0]))
		swap_fields(bytes);
	*result_r = array_new_bytes(bytes, sizeof(bytes));
	return OK;
}

static enum status null_argument(const char *name)
{
	return throw_argument("System.ArgumentNullException", name, "Value cannot be null.");
}

static enum status guid_parse_static(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return null_argument("input");
	return parse_or_throw(string_data(argv[0]), '\0', result_r);
}

static enum status guid_parse_exact(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	if (argv[0].tag != VALUE_STRING || argv[1].tag != VALUE_STRING)
		return null_argument(argv[0].tag != VALUE_STRING ? "input" : "format");
	char form = (char)toupper((unsigned char)*string_data(argv[1]));
	if (string_length(argv[1]) != 1 || strchr("NDBPX", form) == NULL)
		return throw_exception(
			"System.FormatException",
			"Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", "
			"\"p\", \"B\", \"b\", \"X\" or \"x\".");
	return parse_or_throw(string_data(argv[0]), form, result_r);
}

static enum status guid_try_parse(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	Value parsed = guid_new((const uint8_t[16]){0});
	bool ok = argv[0].tag == VALUE_STRING && guid_parse(string_data(argv[0]), &parsed);
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], parsed);
}

static bool guid_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_OBJECT && b.cell->type == &type_guid &&
	       memcmp(bytes_of(a), bytes_of(b), 16) == 0;
}

static enum status guid_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(guid_equals_value(self, value_base(argv[0]), false));
	return OK;
}

static enum status guid_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	int order = memcmp(bytes_of(a), bytes_of(b), 16);
	*order_r = (order > 0) - (order < 0);
	return OK;
}

static enum status guid_compare_to(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value other = value_base(argv[0]);
	int order = 1;
	if (!value_is_null(other)) {
		if (value_type(other) != &type_guid)
			return throw_argument("System.ArgumentException", "value",
					      "Object must be of type GUID.");
		(void)guid_compare_values(self, other, false, &order);
	}
	*result_r = value_int(order);
	return OK;
}

/* Of the four little-endian words, xored. */
static uint32_t guid_hash(Value v)
{
	uint8_t bytes[16];
	uint32_t words[4];
	memcpy(bytes, bytes_of(v), sizeof(bytes));
	swap_fields(bytes);
	memcpy(words, bytes, sizeof(words));
	return words[0] ^ words[1] ^ words[2] ^ words[3];
}

static enum status guid_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	if (argc == 0)
		return guid_get_empty(self, result_r);
	if (argv[0].tag == VALUE_STRING)
		return parse_or_throw(string_data(argv[0]), '\0', result_r);
	if (argv[0].tag != VALUE_ARRAY)
		return null_argument("g");
	const struct array *array = value_as_array(argv[0]);
	if (array->count != 16)
		return throw_argument("System.ArgumentException", "b",
				      "Byte array for Guid must be exactly 16 bytes long.");
	uint8_t bytes[16];
	memcpy(bytes, array->bytes, sizeof(bytes));
	swap_fields(bytes);
	*result_r = guid_new(bytes);
	return OK;
}

static enum status guid_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag == VALUE_ARRAY && value_as_array(from)->bytes != NULL)
		return guid_construct(NULL_VALUE, 1, &from, result_r);
	Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
	return parse_or_throw(string_data(text), '\0', result_r);
}

static const struct member guid_members[] = {
	PROPERTY("int Variant {get;}", guid_get_variant),
	PROPERTY("int Version {get;}", guid_get_version),
	SCRIPT_PROPERTY("System.Object Guid {get=$this.ToString();}", guid_get_guid),
	METHOD("int CompareTo(System.Object value)", guid_compare_to),
	METHOD("int CompareTo(guid value)", guid_compare_to),
	METHOD("bool Equals(System.Object o)", guid_equals),
	METHOD("bool Equals(guid g)", guid_equals),
	METHOD("byte[] ToByteArray()", guid_to_byte_array),
	METHOD("byte[] ToByteArray(bool bigEndian)", guid_to_byte_array),
	METHOD("string ToString()", guid_to_string),
	METHOD("string ToString(string format)", guid_to_string),
	METHOD("string ToString(string format, System.IFormatProvider provider)", guid_to_string),
	STATIC_PROPERTY("static guid AllBitsSet {get;}", guid_get_all_bits_set),
	STATIC_PROPERTY("static guid Empty {get;}", guid_get_empty),
	STATIC_METHOD("static guid CreateVersion7()", guid_new_version_7),
	STATIC_METHOD("static guid NewGuid()", guid_new_guid),
	STATIC_METHOD("static guid Parse(string input)", guid_parse_static),
	STATIC_METHOD("static guid ParseExact(string input, string format)", guid_parse_exact),
	STATIC_METHOD("static bool TryParse(string input, [ref] guid result)", guid_try_parse),
	CONSTRUCTOR("guid new()", guid_construct),
	CONSTRUCTOR("guid new(byte[] b)", guid_construct),
	CONSTRUCTOR("guid new(string g)", guid_construct),
	MEMBER_END,
};

struct type type_guid = {
	.name = "System.Guid",
	.alias = "guid",
	.tag = VALUE_OBJECT,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = guid_members,
	.convert = guid_convert,
	.to_string = guid_to_string_hook,
	.equals = guid_equals_value,
	.compare = guid_compare_values,
	.hash = guid_hash,
};

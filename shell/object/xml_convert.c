/* System.Xml.XmlConvert: values and names as XML Schema writes them. */
#include "base/strbuf.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/number.h"
#include "object/small_types.h"
#include "object/string.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TICKS_PER_SECOND INT64_C(10000000)

static const struct enum_member mode_members[] = {
	{"Local", 0}, {"Utc", 1}, {"Unspecified", 2}, {"RoundtripKind", 3}, {NULL, 0}};
static struct type type_mode = {
	.name = "System.Xml.XmlDateTimeSerializationMode",
	.flags = TYPE_ENUM,
	.enum_members = mode_members,
};

/* ---- to text ---- */

/* P1DT2H3M4.5S */
static void append_duration(int64_t ticks, struct strbuf *out)
{
	uint64_t left = ticks < 0 ? -(uint64_t)ticks : (uint64_t)ticks;
	uint64_t fraction = left % TICKS_PER_SECOND, seconds = left / TICKS_PER_SECOND;
	strbuf_adds(out, ticks < 0 ? "-P" : "P");
	if (seconds / 86400 > 0)
		strbuf_addf(out, "%dD", (int)(seconds / 86400));
	seconds %= 86400;
	if (seconds == 0 && fraction == 0) {
		strbuf_adds(out, left == 0 ? "T0S" : "");
		return;
	}
	strbuf_addc(out, 'T');
	if (seconds / 3600 > 0)
		strbuf_addf(out, "%dH", (int)(seconds / 3600));
	if (seconds / 60 % 60 > 0)
		strbuf_addf(out, "%dM", (int)(seconds / 60 % 60));
	if (seconds % 60 == 0 && fraction == 0)
		return;
	strbuf_addf(out, "%d", (int)(seconds % 60));
	if (fraction > 0) {
		char digits[16];
		int length = snprintf(digits, sizeof(digits), ".%07d", (int)fraction);
		while (digits[length - 1] == '0')
			length--;
		strbuf_add(out, digits, (size_t)length);
	}
	strbuf_addc(out, 'S');
}

static enum status date_text(int argc, const Value *argv, Value *result_r)
{
	Value date = argv[0], format = argc > 1 && argv[1].tag == VALUE_STRING
					       ? argv[1]
					       : string_from("yyyy-MM-ddTHH:mm:ss.FFFFFFFK");
	if (argc > 1 && argv[1].tag == VALUE_ENUM && argv[1].integer < 2 &&
	    member_invoke(date, argv[1].integer == 1 ? "ToUniversalTime" : "ToLocalTime", 0, NULL,
			  &date) != OK)
		return ERROR;
	if (argc > 1 && argv[1].tag == VALUE_ENUM && argv[1].integer == 2)
		date.extra = 0;
	return member_invoke(date, "ToString", 1, &format, result_r);
}

static enum status to_string(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	Value v = argv[0];
	if (v.tag == VALUE_DATETIME)
		return date_text(argc, argv, result_r);
	if (v.tag == VALUE_BOOL)
		strbuf_adds(&text, v.integer ? "true" : "false");
	else if (v.tag == VALUE_TIMESPAN)
		append_duration(v.integer, &text);
	else if ((v.tag == VALUE_DOUBLE || v.tag == VALUE_SINGLE) && isinf(number_to_double(v)))
		strbuf_adds(&text, number_to_double(v) > 0 ? "INF" : "-INF");
	else
		value_append_string(v, &text);
	*result_r = string_from_strbuf(&text);
	return OK;
}

/* ---- from text ---- */

static enum status invalid(Value text, const char *type)
{
	return throw_exception("System.FormatException", "The string '%s' is not a valid %s value.",
			       string_data(text), type);
}

static enum status to_boolean(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	const char *text = string_data(string_trim_ascii(argv[0]));
	bool yes = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
	*result_r = value_bool(yes);
	return yes || strcmp(text, "0") == 0 || strcmp(text, "false") == 0
		       ? OK
		       : invalid(argv[0], "Boolean");
}

/* "1.5S" at *at: the number before the unit, which moves on behind it. */
static bool take_part(const char **at, char unit, double *number_r)
{
	size_t length = strspn(*at, "0123456789.");
	if (length == 0 || (*at)[length] != unit)
		return false;
	*number_r = strtod(*at, NULL);
	*at += length + 1;
	return true;
}

/* Years of 365 days, months of 30, as the framework has it. */
static bool read_duration(const char *at, int64_t *ticks_r)
{
	static const struct {
		char unit;
		bool is_time;
		double seconds;
	} parts[] = {
		{'Y', false, 365 * 86400.0},
		{'M', false, 30 * 86400.0},
		{'D', false, 86400},
		{'H', true, 3600},
		{'M', true, 60},
		{'S', true, 1},
	};
	bool negative = *at == '-', in_time = false, any = false;
	double seconds = 0, number;
	at += negative;
	if (*at++ != 'P')
		return false;
	for (size_t i = 0; i < countof(parts); i++) {
		if (parts[i].is_time && !in_time && *at == 'T') {
			in_time = true;
			at++;
		}
		if (parts[i].is_time != in_time || !take_part(&at, parts[i].unit, &number))
			continue;
		seconds += number * parts[i].seconds;
		any = true;
	}
	*ticks_r = (int64_t)round(seconds * (double)TICKS_PER_SECOND) * (negative ? -1 : 1);
	return any && *at == '\0';
}

static enum status to_timespan(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	int64_t ticks = 0;
	if (!read_duration(string_data(string_trim_ascii(argv[0])), &ticks))
		return invalid(argv[0], "TimeSpan");
	*result_r = value_timespan(ticks);
	return OK;
}

static enum status parse(const struct type *type, Value text, Value *result_r)
{
	text = string_trim_ascii(text);
	if (type == &type_double && strstr(string_data(text), "INF") != NULL) {
		*result_r = value_double(string_data(text)[0] == '-' ? -INFINITY : INFINITY);
		return OK;
	}
	if (member_invoke_static(type, "Parse", 1, &text, result_r) == OK)
		return OK;
	struct exception *e =
		(struct exception *)value_as_error_record(error_take())->exception.cell;
	if (!value_is_null(e->inner))
		e = (struct exception *)e->inner.cell;
	return throw_exception(e->cell.type->name, "%s", value_text(e->message));
}

#define PARSE(NAME, TYPE)                                                              \
	static enum status NAME(Value self UNUSED, int argc UNUSED, const Value *argv, \
				Value *result_r)                                       \
	{                                                                              \
		return parse(&TYPE, argv[0], result_r);                                \
	}
PARSE(to_int32, type_int32)
PARSE(to_int64, type_int64)
PARSE(to_double, type_double)
PARSE(to_decimal, type_decimal)
PARSE(to_guid, type_guid)

/* In the mode's kind: local, UTC, or as the text says. */
static enum status to_datetime(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	enum { ROUNDTRIP_KIND = 128 };
	Value arguments[] = {string_trim_ascii(argv[0]), NULL_VALUE,
			     enum_value(&type_date_time_styles, ROUNDTRIP_KIND)};
	if (member_invoke_static(&type_datetime, "Parse", 3, arguments, result_r) != OK) {
		(void)error_take();
		return invalid(argv[0], "AllXsd");
	}
	if (argv[1].integer == 2)
		result_r->extra = 0;
	if (argv[1].integer > 1)
		return OK;
	if (result_r->extra == 0) { /* it has no zone: it is of the one that is asked for */
		result_r->extra = argv[1].integer == 1 ? 1 : 2;
		return OK;
	}
	return member_invoke(*result_r, argv[1].integer == 1 ? "ToUniversalTime" : "ToLocalTime", 0,
			     NULL, result_r);
}

/* ---- names ---- */

static bool is_name_character(unsigned char c, bool first, bool colon)
{
	return isalpha(c) || c == '_' || c >= 0x80 || (colon && c == ':') ||
	       (!first && (isdigit(c) || c == '-' || c == '.'));
}

/* _x0020_ for what a name must not have. */
static Value encode(Value name, bool token, bool colon)
{
	struct strbuf text = STRBUF_INIT;
	const char *start = string_data(name);
	for (const char *p = start; *p != '\0'; p++)
		if (is_name_character((unsigned char)*p, p == start && !token, colon))
			strbuf_addc(&text, *p);
		else
			strbuf_addf(&text, "_x%04X_", (unsigned char)*p);
	return string_from_strbuf(&text);
}

static enum status encode_name(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = encode(argv[0], false, true);
	return OK;
}

static enum status encode_local_name(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	*result_r = encode(argv[0], false, false);
	return OK;
}

static enum status encode_token(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = encode(argv[0], true, true);
	return OK;
}

static enum status decode_name(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	for (const char *p = string_data(argv[0]); *p != '\0'; p++) {
		bool coded = strncmp(p, "_x", 2) == 0 && strlen(p) >= 7 && p[6] == '_' &&
			     strspn(p + 2, "0123456789abcdefABCDEF") == 4;
		if (!coded) {
			strbuf_addc(&text, *p);
			continue;
		}
		uint16_t unit = (uint16_t)strtoul(p + 2, NULL, 16);
		strbuf_adds(&text, string_data(string_from_utf16(&unit, 1)));
		p += 6;
	}
	*result_r = string_from_strbuf(&text);
	return OK;
}

static enum status verify_name(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	const char *start = string_data(argv[0]);
	for (const char *p = start; *p != '\0'; p++)
		if (!is_name_character((unsigned char)*p, p == start, true))
			return throw_exception("System.Xml.XmlException",
					       p == start ? "Name cannot begin with the '%c' "
							    "character, hexadecimal value 0x%02X."
							  : "The '%c' character, hexadecimal value "
							    "0x%02X, cannot be included in a name.",
					       *p, (unsigned char)*p);
	*result_r = argv[0];
	return OK;
}

#define TO_STRING(type) STATIC_METHOD("static string ToString(" type " value)", to_string)
static const struct member members[] = {
	STATIC_METHOD("static string DecodeName(string name)", decode_name),
	STATIC_METHOD("static string EncodeLocalName(string name)", encode_local_name),
	STATIC_METHOD("static string EncodeName(string name)", encode_name),
	STATIC_METHOD("static string EncodeNmToken(string name)", encode_token),
	STATIC_METHOD("static bool ToBoolean(string s)", to_boolean),
	STATIC_METHOD("static datetime ToDateTime(string s, "
		      "System.Xml.XmlDateTimeSerializationMode dateTimeOption)",
		      to_datetime),
	STATIC_METHOD("static decimal ToDecimal(string s)", to_decimal),
	STATIC_METHOD("static double ToDouble(string s)", to_double),
	STATIC_METHOD("static guid ToGuid(string s)", to_guid),
	STATIC_METHOD("static int ToInt32(string s)", to_int32),
	STATIC_METHOD("static long ToInt64(string s)", to_int64),
	TO_STRING("bool"),
	TO_STRING("char"),
	TO_STRING("decimal"),
	TO_STRING("sbyte"),
	TO_STRING("short"),
	TO_STRING("int"),
	TO_STRING("long"),
	TO_STRING("byte"),
	TO_STRING("ushort"),
	TO_STRING("uint"),
	TO_STRING("ulong"),
	TO_STRING("float"),
	TO_STRING("double"),
	TO_STRING("timespan"),
	TO_STRING("datetime"),
	STATIC_METHOD("static string ToString(datetime value, string format)", to_string),
	STATIC_METHOD("static string ToString(datetime value, "
		      "System.Xml.XmlDateTimeSerializationMode dateTimeOption)",
		      to_string),
	TO_STRING("guid"),
	STATIC_METHOD("static timespan ToTimeSpan(string s)", to_timespan),
	STATIC_METHOD("static string VerifyName(string name)", verify_name),
	MEMBER_END,
};
static struct type type_xml_convert = {.name = "System.Xml.XmlConvert", .members = members};

struct type *const xml_convert_types[] = {&type_xml_convert, &type_mode, NULL};

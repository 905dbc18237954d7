/* Members of System.Char. Categories are Unicode's, from ICU. */
#include "object/convert.h"
#include "object/error_record.h"
#include "object/primitive_members.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <unicode/uchar.h>

#define MASK_LETTER (U_GC_LU_MASK | U_GC_LL_MASK | U_GC_LT_MASK | U_GC_LM_MASK | U_GC_LO_MASK)
#define MASK_PUNCTUATION                                                                           \
	(U_GC_PC_MASK | U_GC_PD_MASK | U_GC_PS_MASK | U_GC_PE_MASK | U_GC_PI_MASK | U_GC_PF_MASK | \
	 U_GC_PO_MASK)
#define MASK_SYMBOL (U_GC_SM_MASK | U_GC_SC_MASK | U_GC_SK_MASK | U_GC_SO_MASK)

/* Of IsDigit(c) and IsDigit(s, index). */
static enum status unit_argument(int argc, const Value *argv, uint32_t *unit_r)
{
	if (argc == 1) {
		*unit_r = (uint32_t)argv[0].integer;
		return OK;
	}
	const struct string *s = value_as_string(argv[0]);
	if (argv[1].integer < 0 || argv[1].integer >= (int64_t)s->utf16_length)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	*unit_r = string_unit_at(s, (size_t)argv[1].integer);
	return OK;
}

#define TEST(function, test)                                                        \
	static enum status function(Value self UNUSED, int argc, const Value *argv, \
				    Value *result_r)                                \
	{                                                                           \
		uint32_t c;                                                         \
		enum status status = unit_argument(argc, argv, &c);                 \
		if (status == OK)                                                   \
			*result_r = value_bool(test);                               \
		return status;                                                      \
	}
TEST(is_digit, U_GET_GC_MASK((UChar32)c) & U_GC_ND_MASK)
TEST(is_letter, U_GET_GC_MASK((UChar32)c) & MASK_LETTER)
TEST(is_letter_or_digit, U_GET_GC_MASK((UChar32)c) & (MASK_LETTER | U_GC_ND_MASK))
TEST(is_number, U_GET_GC_MASK((UChar32)c) & (U_GC_ND_MASK | U_GC_NL_MASK | U_GC_NO_MASK))
TEST(is_upper, U_GET_GC_MASK((UChar32)c) & U_GC_LU_MASK)
TEST(is_lower, U_GET_GC_MASK((UChar32)c) & U_GC_LL_MASK)
TEST(is_white_space, char_is_white_space(c))
TEST(is_punctuation, U_GET_GC_MASK((UChar32)c) & MASK_PUNCTUATION)
TEST(is_symbol, U_GET_GC_MASK((UChar32)c) & MASK_SYMBOL)
TEST(is_separator, U_GET_GC_MASK((UChar32)c) & (U_GC_ZS_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK))
TEST(is_control, U_GET_GC_MASK((UChar32)c) & U_GC_CC_MASK)
TEST(is_surrogate, (c & 0xf800) == 0xd800)
TEST(is_high_surrogate, (c & 0xfc00) == 0xd800)
TEST(is_low_surrogate, (c & 0xfc00) == 0xdc00)
TEST(is_ascii, c < 0x80)
TEST(is_ascii_digit, c >= '0' && c <= '9')
TEST(is_ascii_lower, c >= 'a' && c <= 'z')
TEST(is_ascii_upper, c >= 'A' && c <= 'Z')
TEST(is_ascii_letter, (c | 0x20) >= 'a' && (c | 0x20) <= 'z')
TEST(is_ascii_letter_or_digit, ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9'))
TEST(is_ascii_hex_digit, (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'))

static enum status get_numeric_value(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	uint32_t c;
	enum status status = unit_argument(argc, argv, &c);
	if (status == OK) {
		double d = u_getNumericValue((UChar32)c);
		*result_r = value_double(d == U_NO_NUMERIC_VALUE ? -1 : d);
	}
	return status;
}

static enum status get_unicode_category(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	/* ICU's categories in the numbers of System.Globalization.UnicodeCategory. */
	static const uint8_t numbers[] = {
		[U_UNASSIGNED] = 29,
		[U_UPPERCASE_LETTER] = 0,
		[U_LOWERCASE_LETTER] = 1,
		[U_TITLECASE_LETTER] = 2,
		[U_MODIFIER_LETTER] = 3,
		[U_OTHER_LETTER] = 4,
		[U_NON_SPACING_MARK] = 5,
		[U_ENCLOSING_MARK] = 7,
		[U_COMBINING_SPACING_MARK] = 6,
		[U_DECIMAL_DIGIT_NUMBER] = 8,
		[U_LETTER_NUMBER] = 9,
		[U_OTHER_NUMBER] = 10,
		[U_SPACE_SEPARATOR] = 11,
		[U_LINE_SEPARATOR] = 12,
		[U_PARAGRAPH_SEPARATOR] = 13,
		[U_CONTROL_CHAR] = 14,
		[U_FORMAT_CHAR] = 15,
		[U_PRIVATE_USE_CHAR] = 17,
		[U_SURROGATE] = 16,
		[U_DASH_PUNCTUATION] = 19,
		[U_START_PUNCTUATION] = 20,
		[U_END_PUNCTUATION] = 21,
		[U_CONNECTOR_PUNCTUATION] = 18,
		[U_OTHER_PUNCTUATION] = 24,
		[U_MATH_SYMBOL] = 25,
		[U_CURRENCY_SYMBOL] = 26,
		[U_MODIFIER_SYMBOL] = 27,
		[U_OTHER_SYMBOL] = 28,
		[U_INITIAL_PUNCTUATION] = 22,
		[U_FINAL_PUNCTUATION] = 23,
	};
	uint32_t c;
	enum status status = unit_argument(argc, argv, &c);
	if (status == OK)
		*result_r = value_enum(type_unicode_category.enum_number,
				       numbers[u_charType((UChar32)c)]);
	return status;
}

static enum status to_upper(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_char((uint16_t)char_to_upper((uint32_t)argv[0].integer));
	return OK;
}

static enum status to_lower(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_char((uint16_t)char_to_lower((uint32_t)argv[0].integer));
	return OK;
}

static enum status char_compare_to(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value other = value_base(argv[0]);
	if (value_is_null(other)) {
		*result_r = value_int(1);
		return OK;
	}
	if (other.tag != VALUE_CHAR)
		return throw_exception("System.ArgumentException", "Object must be of type Char.");
	*result_r = value_int((int32_t)(self.integer - other.integer));
	return OK;
}

static enum status char_parse(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	if (value_as_string(argv[0])->utf16_length != 1)
		return throw_exception("System.FormatException",
				       "String must be exactly one character long.");
	*result_r = value_char(string_unit_at(value_as_string(argv[0]), 0));
	return OK;
}

static enum status char_try_parse(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	const struct string *s = value_as_string(argv[0]);
	bool ok = s->utf16_length == 1;
	*result_r = value_bool(ok);
	return reference_set(argv[1], value_char(ok ? string_unit_at(s, 0) : 0));
}

static enum status char_to_text(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = string_from_unit((uint16_t)argv[0].integer);
	return OK;
}

static enum status from_utf32(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	int64_t code = argv[0].integer;
	if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return throw_argument(
			"System.ArgumentOutOfRangeException", "utf32",
			"A valid UTF32 value is between 0x000000 and 0x10ffff, "
			"inclusive, and should not include surrogate codepoint values "
			"(0x00d800 ~ 0x00dfff).");
	uint16_t units[2] = {(uint16_t)code, 0};
	size_t count = 1;
	if (code >= 0x10000) {
		units[0] = (uint16_t)(0xd800 + ((code - 0x10000) >> 10));
		units[1] = (uint16_t)(0xdc00 + (code & 0x3ff));
		count = 2;
	}
	*result_r = string_from_utf16(units, count);
	return OK;
}

static enum status to_utf32(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	uint32_t high, low = 0;
	if (argv[0].tag == VALUE_STRING) {
		enum status status = unit_argument(2, argv, &high);
		if (status != OK)
			return status;
		const struct string *s = value_as_string(argv[0]);
		if ((size_t)argv[1].integer + 1 < s->utf16_length)
			low = string_unit_at(s, (size_t)argv[1].integer + 1);
	} else {
		high = (uint32_t)argv[0].integer;
		low = (uint32_t)argv[1].integer;
	}
	bool pair = (high & 0xfc00) == 0xd800 && (low & 0xfc00) == 0xdc00;
	*result_r = value_int(pair ? (int32_t)(0x10000 + ((high & 0x3ff) << 10 | (low & 0x3ff)))
				   : (int32_t)high);
	return OK;
}

static enum status is_surrogate_pair(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	Value code;
	enum status status = to_utf32(self, argc, argv, &code);
	*result_r = value_bool(status == OK && code.integer >= 0x10000);
	return status;
}

static enum status get_max_value(Value self UNUSED, Value *result_r)
{
	*result_r = value_char(UINT16_MAX);
	return OK;
}

static enum status get_min_value(Value self UNUSED, Value *result_r)
{
	*result_r = value_char(0);
	return OK;
}

#define BOTH(name, function)                                     \
	STATIC_METHOD("static bool " name "(char c)", function), \
		STATIC_METHOD("static bool " name "(string s, int index)", function)
static enum status is_between(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	*result_r = value_bool(argv[0].integer >= argv[1].integer &&
			       argv[0].integer <= argv[2].integer);
	return OK;
}

#define ONE(name, function) STATIC_METHOD("static bool " name "(char c)", function)

const struct member char_members[] = {
	METHOD("int CompareTo(System.Object value)", char_compare_to),
	METHOD("int CompareTo(char value)", char_compare_to),
	METHOD("System.TypeCode GetTypeCode()", value_get_type_code),
	METHOD("string ToString()", object_to_string),
	METHOD("string ToString(System.IFormatProvider provider)", object_to_string),
	BOTH("IsControl", is_control),
	BOTH("IsDigit", is_digit),
	BOTH("IsHighSurrogate", is_high_surrogate),
	BOTH("IsLetter", is_letter),
	BOTH("IsLetterOrDigit", is_letter_or_digit),
	BOTH("IsLower", is_lower),
	BOTH("IsLowSurrogate", is_low_surrogate),
	BOTH("IsNumber", is_number),
	BOTH("IsPunctuation", is_punctuation),
	BOTH("IsSeparator", is_separator),
	BOTH("IsSurrogate", is_surrogate),
	BOTH("IsSymbol", is_symbol),
	BOTH("IsUpper", is_upper),
	BOTH("IsWhiteSpace", is_white_space),
	STATIC_METHOD("static bool IsBetween(char c, char minInclusive, char maxInclusive)",
		      is_between),
	ONE("IsAscii", is_ascii),
	ONE("IsAsciiDigit", is_ascii_digit),
	ONE("IsAsciiHexDigit", is_ascii_hex_digit),
	ONE("IsAsciiLetter", is_ascii_letter),
	ONE("IsAsciiLetterLower", is_ascii_lower),
	ONE("IsAsciiLetterUpper", is_ascii_upper),
	ONE("IsAsciiLetterOrDigit", is_ascii_letter_or_digit),
	STATIC_METHOD("static bool IsSurrogatePair(string s, int index)", is_surrogate_pair),
	STATIC_METHOD("static bool IsSurrogatePair(char highSurrogate, char lowSurrogate)",
		      is_surrogate_pair),
	STATIC_METHOD("static string ConvertFromUtf32(int utf32)", from_utf32),
	STATIC_METHOD("static int ConvertToUtf32(char highSurrogate, char lowSurrogate)", to_utf32),
	STATIC_METHOD("static int ConvertToUtf32(string s, int index)", to_utf32),
	STATIC_METHOD("static double GetNumericValue(char c)", get_numeric_value),
	STATIC_METHOD("static double GetNumericValue(string s, int index)", get_numeric_value),
	STATIC_METHOD("static System.Globalization.UnicodeCategory GetUnicodeCategory(char c)",
		      get_unicode_category),
	STATIC_METHOD("static char Parse(string s)", char_parse),
	STATIC_METHOD("static bool TryParse(string s, [ref] char result)", char_try_parse),
	STATIC_METHOD("static char ToLower(char c)", to_lower),
	STATIC_METHOD("static char ToLower(char c, cultureinfo culture)", to_lower),
	STATIC_METHOD("static char ToLowerInvariant(char c)", to_lower),
	STATIC_METHOD("static string ToString(char c)", char_to_text),
	STATIC_METHOD("static char ToUpper(char c)", to_upper),
	STATIC_METHOD("static char ToUpper(char c, cultureinfo culture)", to_upper),
	STATIC_METHOD("static char ToUpperInvariant(char c)", to_upper),
	STATIC_PROPERTY("static char MaxValue {get;}", get_max_value),
	STATIC_PROPERTY("static char MinValue {get;}", get_min_value),
	MEMBER_END,
};

static const struct enum_member unicode_categories[] = {
	{"UppercaseLetter", 0},
	{"LowercaseLetter", 1},
	{"TitlecaseLetter", 2},
	{"ModifierLetter", 3},
	{"OtherLetter", 4},
	{"NonSpacingMark", 5},
	{"SpacingCombiningMark", 6},
	{"EnclosingMark", 7},
	{"DecimalDigitNumber", 8},
	{"LetterNumber", 9},
	{"OtherNumber", 10},
	{"SpaceSeparator", 11},
	{"LineSeparator", 12},
	{"ParagraphSeparator", 13},
	{"Control", 14},
	{"Format", 15},
	{"Surrogate", 16},
	{"PrivateUse", 17},
	{"ConnectorPunctuation", 18},
	{"DashPunctuation", 19},
	{"OpenPunctuation", 20},
	{"ClosePunctuation", 21},
	{"InitialQuotePunctuation", 22},
	{"FinalQuotePunctuation", 23},
	{"OtherPunctuation", 24},
	{"MathSymbol", 25},
	{"CurrencySymbol", 26},
	{"ModifierSymbol", 27},
	{"OtherSymbol", 28},
	{"OtherNotAssigned", 29},
	{NULL, 0},
};
struct type type_unicode_category = {
	.name = "System.Globalization.UnicodeCategory",
	.flags = TYPE_ENUM,
	.enum_members = unicode_categories,
};

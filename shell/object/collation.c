/*
 * Culture-aware order of text. .NET on Linux asks ICU; for plain ASCII the same order is computed here,
 * without loading a collator: first by the letters regardless of case, then lower case before upper.
 */
#include "object/string.h"
#include "object/string_private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>

/* The order of printable ASCII in the root collation; blanks and controls that count stand before. */
static const char collation_order[] =
	"\t\n\v\f\r "
	"_-,;:!?.'\"()[]{}@*/"
	"\\&#%`^+<=>|~$0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ";

static uint8_t weights[128]; /* primary; 0: ignored, or not for the fast path */

static void weights_fill(void)
{
	uint8_t next = 1;
	for (const char *at = collation_order; *at != '\0'; at++) {
		weights[(unsigned char)*at] = next;
		bool lower = *at >= 'a' && *at <= 'z';
		next = (uint8_t)(next + !lower); /* a and A are alike at first */
	}
}

static UCollator *collator(bool ignore_case)
{
	static UCollator *collators[2];
	if (collators[ignore_case] == NULL) {
		UErrorCode status = U_ZERO_ERROR;
		collators[ignore_case] = ucol_open("en_US", &status);
		if (ignore_case)
			ucol_setStrength(collators[ignore_case], UCOL_SECONDARY);
	}
	return collators[ignore_case];
}

static int compare_with_icu(Value a, Value b, bool ignore_case)
{
	size_t count_a, count_b;
	const uint16_t *x = string_to_utf16(a, &count_a), *y = string_to_utf16(b, &count_b);
	return (int)ucol_strcoll(collator(ignore_case), (const UChar *)x, (int32_t)count_a,
				 (const UChar *)y, (int32_t)count_b);
}

int string_compare(Value a, Value b, bool ignore_case)
{
	const struct string *x = value_as_string(a), *y = value_as_string(b);
	if (x == y)
		return 0;
	if (!x->ascii || !y->ascii)
		return compare_with_icu(a, b, ignore_case);
	if (weights['a'] == 0)
		weights_fill();
	int case_order = 0;
	size_t common = MIN(x->length, y->length);
	for (size_t i = 0; i < common; i++) {
		unsigned char c = (unsigned char)x->data[i], d = (unsigned char)y->data[i];
		if (c == d) {
			if (UNLIKELY(weights[c] == 0))
				return compare_with_icu(a, b, ignore_case);
			continue;
		}
		if (weights[c] != weights[d]) {
			/* Control characters do not count; only ICU's whole view is right then. */
			for (size_t k = i; k < x->length; k++)
				if (weights[(unsigned char)x->data[k]] == 0)
					return compare_with_icu(a, b, ignore_case);
			for (size_t k = i; k < y->length; k++)
				if (weights[(unsigned char)y->data[k]] == 0)
					return compare_with_icu(a, b, ignore_case);
			return weights[c] < weights[d] ? -1 : 1;
		}
		if (weights[c] == 0)
			return compare_with_icu(a, b, ignore_case);
		if (case_order == 0)
			case_order = c > d ? -1 : 1; /* lower case has the higher code */
	}
	const struct string *rest = x->length > y->length ? x : y;
	for (size_t i = common; i < rest->length; i++)
		if (weights[(unsigned char)rest->data[i]] == 0)
			return compare_with_icu(a, b, ignore_case);
	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return ignore_case ? 0 : case_order;
}

bool string_equal_culture(Value a, Value b, bool ignore_case)
{
	const struct string *x = value_as_string(a), *y = value_as_string(b);
	if (x == y)
		return true;
	if (x->ascii && y->ascii) {
		if (x->length == y->length) {
			if (ignore_case ? bytes_equal_ignore_case(x->data, y->data, x->length)
					: memcmp(x->data, y->data, x->length) == 0)
				return true;
		}
	}
	return string_compare(a, b, ignore_case) == 0;
}

uint32_t char_to_upper(uint32_t code)
{
	if (code < 0x80)
		return code >= 'a' && code <= 'z' ? code - 32 : code;
	/* .NET maps these two to themselves, unlike Unicode's simple mapping. */
	if (code == 0x131 || code == 0x17f)
		return code;
	return (uint32_t)u_toupper((UChar32)code);
}

uint32_t char_to_lower(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code + 32 : code;
	if (code == 0x130)
		return code;
	return (uint32_t)u_tolower((UChar32)code);
}

bool char_is_white_space(uint32_t code)
{
	if (code < 0x80)
		return code == ' ' || (code >= 9 && code <= 13);
	return code == 0x85 || code == 0xa0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 ||
	       code == 0x202f || code == 0x205f || code == 0x3000;
}

/* Text: members as PowerShell 7.6 answers, order, UTF-16 positions, names, wildcards. */
#include "object_test.h"

#include <stdio.h>

static const struct object_case cases[] = {
	{"string", ".Substring", {"abcdef", "#2"}, "=cdef"},
	{"string", ".Substring", {"abcdef", "#1", "#3"}, "=bcd"},
	{"string",
	 ".Substring",
	 {"abc", "#9"},
	 "!startIndex cannot be larger than length of string. (Parameter 'startIndex')"},
	{"string",
	 ".Substring",
	 {"abc", "#-1"},
	 "!startIndex ('-1') must be a non-negative value. (Parameter 'startIndex')\nActual value "
	 "was -1."},
	{"string", ".Remove", {"abcdef", "#2"}, "=ab"},
	{"string", ".Remove", {"abcdef", "#1", "#2"}, "=adef"},
	{"string",
	 ".Remove",
	 {"abc", "#7"},
	 "!startIndex cannot be larger than length of string. (Parameter 'startIndex')"},
	{"string", ".Insert", {"abc", "#1", "XY"}, "=aXYbc"},
	{"string",
	 ".Insert",
	 {"abc", "#9", "x"},
	 "!startIndex ('9') must be less than or equal to '3'. (Parameter 'startIndex')\nActual "
	 "value was 9."},
	{"string", ".PadLeft", {"7", "#3", "0"}, "=007"},
	{"string", ".PadRight", {"ab", "#4"}, "=ab  "},
	{"string",
	 ".PadLeft",
	 {"a", "#-1"},
	 "!totalWidth ('-1') must be a non-negative value. (Parameter 'totalWidth')\nActual value "
	 "was -1."},
	{"string", ".ToUpper", {"straße ä"}, "=STRAßE Ä"},
	{"string", ".ToLower", {"ÄBC"}, "=äbc"},
	{"string", ".Trim", {"  a b "}, "=a b"},
	{"string", ".TrimStart", {"xxaxx", "x"}, "=axx"},
	{"string", ".TrimEnd", {"xxaxx", "x"}, "=xxa"},
	{"string", ".Contains", {"abc", "b"}, "=True"},
	{"string", ".StartsWith", {"abc", "ab"}, "=True"},
	{"string", ".EndsWith", {"abc", "bc"}, "=True"},
	{"string", ".IndexOf", {"abcabc", "c"}, "=2"},
	{"string", ".IndexOf", {"abcabc", "c", "#3"}, "=5"},
	{"string",
	 ".IndexOf",
	 {"abc", "c", "#7"},
	 "!Index was out of range. Must be non-negative and less than or equal to the size of the "
	 "collection. (Parameter 'startIndex')"},
	{"string", ".LastIndexOf", {"abcabc", "b"}, "=4"},
	{"string", ".Replace", {"aXbXc", "X", "--"}, "=a--b--c"},
	{"string",
	 ".Replace",
	 {"abc", "", "x"},
	 "!The value cannot be an empty string. (Parameter 'oldValue')"},
	{"string", ".Split", {"a,b,,c", ","}, "=a|b||c"},
	{"string", ".Split", {"a,b,c", ",", "#2"}, "=a|b,c"},
	{"string", ".CompareTo", {"abc", "abd"}, "=-1"},
	{"string", ".Equals", {"a", "A"}, "=False"},
	{"string", ".IndexOfAny", {"hello", "lo"}, "=2"},
	{"string", ".Normalize", {"é"}, "=é"},
	{"string", ".IndexOf", {"a😀b", "b"}, "=3"},
	{"string", ".Substring", {"a😀b", "#3"}, "=b"},
	{"string", ".Replace", {"äöä", "ä", "ae"}, "=aeöae"},
};

static int sign(int i)
{
	return (i > 0) - (i < 0);
}

/* The order of .NET's en-US collation. */
static void culture_order(void **state UNUSED)
{
	static const char *const ascending[] = {
		"",   " a", "_a", "-a",  "1", "10", "2",     "a",    "A", "a b", "a-b",
		"a1", "ab", "AB", "abc", "b", "B",  "co-op", "coop", "z", "Z",   "\xc3\xa9",
	};
	for (size_t i = 0; i + 1 < countof(ascending) - 1; i++) {
		Value a = string_from(ascending[i]), b = string_from(ascending[i + 1]);
		if (string_compare(a, b, false) >= 0)
			fail_msg("'%s' does not stand before '%s'", ascending[i], ascending[i + 1]);
		assert_int_equal(sign(string_compare(b, a, false)), 1);
	}
	assert_int_equal(string_compare(string_from("abc"), string_from("ABC"), true), 0);
	/* Soft hyphen and controls do not count. */
	assert_true(string_equal_culture(string_from("ab"),
					 string_from("a\xc2\xad"
						     "b"),
					 false));
	assert_true(string_equal_culture(string_from("a"), string_from("a\x01"), false));
	assert_false(string_equal_culture(string_from("ss"), string_from("\xc3\x9f"), true));
	assert_true(string_equal_culture(string_from("\xc3\xa9"), string_from("e\xcc\x81"), false));
}

static void units(void **state UNUSED)
{
	Value v = string_from("a\xf0\x9f\x98\x80z");
	assert_int_equal(value_as_string(v)->utf16_length, 4);
	assert_int_equal(string_unit_at(value_as_string(v), 1), 0xd83d);
	assert_int_equal(string_unit_at(value_as_string(v), 2), 0xde00);
	/* Halves of a pair come apart and together again. */
	Value head = string_slice(v, 0, 2), tail = string_slice(v, 2, 2);
	assert_int_equal(value_as_string(head)->utf16_length, 2);
	assert_true(string_equal(string_concat(head, tail), v));
	size_t count;
	uint16_t *utf16 = string_to_utf16(v, &count);
	assert_true(string_equal(string_from_utf16(utf16, count), v));
	/* Bytes that are no UTF-8 become U+FFFD. */
	assert_string_equal(string_data(string_new("a\xff\xc3", 3)), "a\xef\xbf\xbd\xef\xbf\xbd");
}

static void interning(void **state UNUSED)
{
	Value a = string_intern("name", 4), b = string_intern("names", 4),
	      c = string_intern("Name", 4);
	assert_ptr_equal(a.cell, b.cell);
	assert_ptr_not_equal(a.cell, c.cell);
	assert_int_equal(string_hash(a, true), string_hash(c, true));
	assert_int_not_equal(string_hash(a, false), string_hash(c, false));
	for (int i = 0; i < 10000; i++) {
		char text[16];
		int length = snprintf(text, sizeof(text), "x%d", i);
		string_intern(text, (size_t)length);
	}
	assert_ptr_equal(string_intern("name", 4).cell, a.cell);
}

static void wildcards(void **state UNUSED)
{
	static const struct {
		const char *pattern, *text;
		bool matches;
	} rows[] = {
		{"a*", "abc", true},
		{"a?c", "ABC", true},
		{"a[b-d]e", "ace", true},
		{"a[b-d]e", "afe", false},
		{"*b*", "abc", true},
		{"*", "", true},
		{"?", "", false},
		{"a`*b", "a*b", true},
		{"a`*b", "axb", false},
		{"[[]x", "[x", true},
		{"*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
		{"[a-z]*", "9", false},
		{"\xc3\xa4*", "\xc3\x84x", true},
	};
	for (size_t i = 0; i < countof(rows); i++)
		if (wildcard_match(rows[i].pattern, rows[i].text, true) != rows[i].matches)
			fail_msg("%s against %s", rows[i].pattern, rows[i].text);
	assert_false(wildcard_match("a*", "ABC", false));
	assert_true(wildcard_has_special("a?"));
	assert_false(wildcard_has_special("a`?"));
}

static void members(void **state UNUSED)
{
	object_test_run(cases, countof(cases));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members),   cmocka_unit_test(culture_order),
		cmocka_unit_test(units),     cmocka_unit_test(interning),
		cmocka_unit_test(wildcards),
	};
	return cmocka_run_group_tests(tests, object_test_setup, NULL);
}

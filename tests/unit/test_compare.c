/* -eq, -lt and Sort-Object's order, as PowerShell 7.6 answers. */
#include "object_test.h"

#include "object/compare.h"
#include "object/psobject.h"

static Value of(const char *text)
{
	return object_test_argument(text);
}

static void equality(void **state UNUSED)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} rows[] = {
		{"#1", "1", true},
		{"1", "#1", true},
		{"1.0", "#1", false},
		{"#1", "1.0", true},
		{"#1", "abc", false},
		{"#null", "#0", false},
		{"", "#null", false},
		{"#null", "#null", true},
		{"#True", "false", true},
		{"#True", "#5", true},
		{"#5", "#True", false},
		{"#1", "#1.0", true},
		{"#1", "#1d", true},
		{"abc", "ABC", true},
		{"#1.5", "1.5", true},
		{"#5n", "#5", true},
		{"#18446744073709551615ul", "#-1", false},
	};
	for (size_t i = 0; i < countof(rows); i++)
		if (value_equal(of(rows[i].a), of(rows[i].b), true) != rows[i].equal)
			fail_msg("%s -eq %s", rows[i].a, rows[i].b);
	assert_false(value_equal(of("abc"), of("ABC"), false));
}

static void order(void **state UNUSED)
{
	static const struct {
		const char *a, *b;
		int order;
	} rows[] = {
		{"#1", "#2", -1},    {"#10", "9", 1},     {"10", "#9", -1},     {"#null", "#1", -1},
		{"#null", "#-1", 1}, {"#1", "#null", 1},  {"#-1", "#null", -1}, {"a", "B", -1},
		{"#1.5", "#1", 1},   {"#-1", "#5ul", -1}, {"#True", "#5", 0},   {"#3n", "#2.5", 1},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		int found;
		assert_int_equal(value_compare(of(rows[i].a), of(rows[i].b), true, &found), OK);
		if (found != rows[i].order)
			fail_msg("%s to %s: %d", rows[i].a, rows[i].b, found);
	}
	int found;
	assert_int_equal(value_compare(of("#1"), of("abc"), true, &found), ERROR);
	assert_string_equal(error_message(),
			    "Cannot convert value \"abc\" to type \"System.Int32\". "
			    "Error: \"The input string 'abc' was not in a correct "
			    "format.\"");
	error_take();
	Value plain;
	assert_int_equal(member_invoke_static(&type_object, "new", 0, NULL, &plain), OK);
	assert_int_equal(value_compare(plain, of("#5"), true, &found), ERROR);
	assert_string_equal(error_message(),
			    "Cannot compare \"System.Object\" because it is not IComparable.");
	error_take();
}

static void sort_never_fails(void **state UNUSED)
{
	assert_true(value_compare_sort(of("#2"), of("#10"), false) < 0);
	assert_true(value_compare_sort(of("2"), of("10"), false) > 0);
	assert_true(value_compare_sort(of("#null"), of("#1"), false) < 0);
	(void)value_compare_sort(psobject_new(), of("#1"), false);
	assert_true(value_is_null(object_test_runtime.error));
}

static void keys(void **state UNUSED)
{
	assert_true(value_equals(of("a"), of("A"), true));
	assert_int_equal(value_hash(of("a"), true), value_hash(of("A"), true));
	assert_false(value_equals(of("#1"), of("#1l"), false));
	assert_true(value_equals(of("#1.0d"), of("#1.00d"), false));
	assert_int_equal(value_hash(of("#1.0d"), false), value_hash(of("#1.00d"), false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equality),
		cmocka_unit_test(order),
		cmocka_unit_test(sort_never_fails),
		cmocka_unit_test(keys),
	};
	return cmocka_run_group_tests(tests, object_test_setup, NULL);
}

/* Names of types: finding, printing, relations. */
#include "object_test.h"

#include "base/strbuf.h"
#include "object/hashtable.h"

static const struct type *find(const char *text)
{
	return type_find_text(text, strlen(text));
}

static void names(void **state UNUSED)
{
	static const struct {
		const char *text, *name, *printed;
	} rows[] = {
		{"int", "System.Int32", "int"},
		{"INT32", "System.Int32", "int"},
		{"System.Int32", "System.Int32", "int"},
		{"object", "System.Object", "System.Object"},
		{"int[]", "System.Int32[]", "int[]"},
		{"string[,]", "System.String[,]", "string[,]"},
		{"int[][]", "System.Int32[][]", "int[][]"},
		{"hashtable", "System.Collections.Hashtable", "hashtable"},
		{"ordered", "System.Collections.Specialized.OrderedDictionary", "ordered"},
		{"Collections.ArrayList", "System.Collections.ArrayList",
		 "System.Collections.ArrayList"},
		{"System.Collections.Generic.List[int]",
		 "System.Collections.Generic.List`1[[System.Int32]]",
		 "System.Collections.Generic.List[int]"},
		{"System.Collections.Generic.Dictionary[string, int[]]",
		 "System.Collections.Generic.Dictionary`2[[System.String],[System.Int32[]]]",
		 "System.Collections.Generic.Dictionary[string,int[]]"},
		{"System.Collections.Generic.List`1[[System.String, mscorlib]]",
		 "System.Collections.Generic.List`1[[System.String]]",
		 "System.Collections.Generic.List[string]"},
		{"nullable[datetime]", "System.Nullable`1[[System.DateTime]]",
		 "System.Nullable[datetime]"},
		{"System.FormatException", "System.FormatException", "System.FormatException"},
		{"string, mscorlib", "System.String", "string"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		const struct type *type = find(rows[i].text);
		if (type == NULL)
			fail_msg("[%s] is not found", rows[i].text);
		struct strbuf printed = STRBUF_INIT;
		type_print_name(type, &printed);
		assert_string_equal(type->name, rows[i].name);
		assert_string_equal(printed.data, rows[i].printed);
		strbuf_clear(&printed);
	}
	static const char *const unknown[] = {"nosuch",
					      "",
					      "int[",
					      "int[]x",
					      "[int]",
					      "List[",
					      "System.Collections.Generic.List[nosuch]",
					      "System.Collections.Generic.List[int,int]"};
	for (size_t i = 0; i < countof(unknown); i++)
		if (find(unknown[i]) != NULL)
			fail_msg("[%s] is found", unknown[i]);
}

static void one_type_each(void **state UNUSED)
{
	assert_ptr_equal(find("object[]"), &type_object_array);
	assert_ptr_equal(find("System.Collections.Generic.List[object]"), &type_object_list);
	assert_ptr_equal(find("System.Collections.Generic.List[int]"),
			 find("System.Collections.Generic.List`1[int]"));
	assert_ptr_equal(type_array_of(&type_int64, 1), find("long[]"));
}

static void relations(void **state UNUSED)
{
	assert_true(type_is_a(&type_int32, &type_value_type));
	assert_true(type_is_a(&type_string_array, &type_object_array));
	assert_false(type_is_a(&type_int32_array, &type_object_array));
	assert_true(type_is_a(&type_object_array, &type_ienumerable));
	assert_true(type_is_a(find("System.Collections.Generic.List[int]"),
			      find("System.Collections.Generic.IEnumerable[int]")));
	assert_false(type_is_a(find("System.Collections.Generic.List[int]"),
			       find("System.Collections.Generic.IEnumerable[string]")));
	assert_true(type_is_a(find("System.IO.FileNotFoundException"), &type_exception));
	assert_true(value_is_a(hashtable_new(), &type_idictionary));
	assert_false(value_is_a(NULL_VALUE, &type_object));
}

static void enums(void **state UNUSED)
{
	const struct type *day = find("DayOfWeek");
	Value v;
	assert_non_null(day);
	assert_int_equal(convert_to(string_from("mon"), day, &v), OK);
	assert_int_equal(v.integer, 1);
	assert_string_equal(string_data(value_to_string(v)), "Monday");
	assert_ptr_equal(type_enum(v.extra), day);
	assert_int_equal(convert_to(string_from("T"), day, &v), ERROR);
	error_take();
	assert_int_equal(convert_to(value_int(99), day, &v), ERROR);
	error_take();
	const struct type *flags = find("System.IO.FileAttributes");
	assert_int_equal(convert_to(string_from("readonly, hidden"), flags, &v), OK);
	assert_string_equal(string_data(value_to_string(v)), "ReadOnly, Hidden");
}

static void members_of_types(void **state UNUSED)
{
	static const struct {
		const char *type, *property, *expected;
	} rows[] = {
		{"int", "Name", "Int32"},
		{"int", "Namespace", "System"},
		{"int", "BaseType", "System.ValueType"},
		{"int[,]", "Name", "Int32[,]"},
		{"System.Collections.Generic.List[int]", "Name", "List`1"},
		{"int", "IsValueType", "True"},
		{"string", "IsClass", "True"},
		{"DayOfWeek", "IsEnum", "True"},
		{"System.Collections.Generic.List[int]", "FullName",
		 "System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib, "
		 "Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e]]"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		Value v;
		bool found;
		assert_int_equal(
			member_get(type_value(find(rows[i].type)), rows[i].property, &v, &found),
			OK);
		assert_true(found);
		assert_string_equal(string_data(value_to_string(v)), rows[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(one_type_each),
		cmocka_unit_test(relations),
		cmocka_unit_test(enums),
		cmocka_unit_test(members_of_types),
	};
	return cmocka_run_group_tests(tests, object_test_setup, NULL);
}

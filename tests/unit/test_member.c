/* Lookup, overloads, added members, indexes, and the errors of each. */
#include "object_test.h"

#include "object/ets.h"
#include "object/hashtable.h"
#include "object/psobject.h"

static const struct object_case cases[] = {
	{"math", "Abs", {"#-5"}, "=5"},
	{"math", "Abs", {"-5"}, "=5"},
	{"math", "Max", {"#1", "#2.5"}, "=2"}, /* the first argument decides */
	{"math", "Max", {"#1l", "#2"}, "=2"},
	{"math", "Round", {"#2.567", "#2"}, "=2.57"},
	{"math", "Round", {"#2.5"}, "=2"},
	{"math",
	 "Abs",
	 {"x"},
	 "!Cannot convert value \"x\" to type \"System.Double\". Error: \"The input string 'x' was "
	 "not in a correct format.\""},
	{"string",
	 ".Substring",
	 {"abc"},
	 "!Cannot find an overload for \"Substring\" and the argument count: \"0\"."},
	{"string",
	 ".Foo",
	 {"abc"},
	 "!Method invocation failed because [System.String] does not contain a method named "
	 "'Foo'."},
	{"string", "Join", {",", "a"}, "=a"},
	{"string",
	 "Join",
	 {",", "#1", "#2", "#3"},
	 "!startIndex ('2') must be less than or equal to '-2'. (Parameter 'startIndex')\nActual "
	 "value was 2."},
	{"string", "Format", {"{0}-{1}", "#1", "#2"}, "=1-2"},
	{"string", "Concat", {"#1", "#2"}, "=12"},
	{"string", "new", {"x", "#3"}, "=xxx"},
	{"string",
	 "new",
	 {NULL},
	 "!Cannot find an overload for \"new\" and the argument count: \"0\"."},
	{"int", "Parse", {"x"}, "!The input string 'x' was not in a correct format."},
	{"int", "Parse", {"1,000"}, "!The input string '1,000' was not in a correct format."},
	{"int", "Parse", {" 5 "}, "=5"},
	{"int", "Parse", {"FF", "HexNumber"}, "=255"},
	{"int", ".CompareTo", {"#5", "x"}, "!Object must be of type Int32."},
	{"bool", "Parse", {"x"}, "!String 'x' was not recognized as a valid Boolean."},
	{"char", "IsDigit", {"5"}, "=True"},
	{"char", "IsDigit", {"55", "#1"}, "=True"},
	{"convert", "ToInt32", {"zz", "#16"}, "!Could not find any recognizable digits."},
	{"convert", "ToString", {"#255", "#16"}, "=ff"},
	{"convert", "ToString", {"#-1", "#2"}, "=11111111111111111111111111111111"},
};

static void statics_and_overloads(void **state UNUSED)
{
	object_test_run(cases, countof(cases));
}

static Value get(Value v, const char *name)
{
	Value result;
	bool found;
	assert_int_equal(member_get(v, name, &result, &found), OK);
	return found ? result : UNSET_VALUE;
}

static void note_properties(void **state UNUSED)
{
	Value o = psobject_new();
	psobject_set(o, "Name", string_from("x"));
	assert_string_equal(string_data(get(o, "NAME")), "x");
	assert_int_equal(get(o, "nothing").tag, VALUE_UNSET);
	assert_int_equal(member_set(o, "name", value_int(2)), OK);
	assert_int_equal(get(o, "Name").integer, 2);
	assert_int_equal(member_set(o, "other", value_int(2)), ERROR);
	assert_string_equal(error_message(),
			    "Exception setting \"other\": \"The property 'other' "
			    "cannot be found on this object. Verify that the property "
			    "exists and can be set.\"");
	error_take();
	assert_string_equal(string_data(value_to_string(o)), "@{Name=2}");
	/* The text of a row made from a shape is the same. */
	static const char *const names[] = {"A", "B"};
	Value row = psobject_from_shape(shape_make(names, 2), (Value[]){value_int(1), NULL_VALUE});
	assert_string_equal(string_data(value_to_string(row)), "@{A=1; B=}");
	psobject_set(row, "C", value_int(3));
	assert_int_equal(psobject_count(row), 3);
}

static void added_members(void **state UNUSED)
{
	Value list = list_new(), same, alias;
	Value note = member_object_new(MEMBER_NOTE_PROPERTY, "Tag", string_from("t"), NULL_VALUE);
	assert_int_equal(member_add(list, note, false, &same), OK);
	assert_ptr_equal(same.cell, list.cell); /* sticks to the object itself */
	assert_string_equal(string_data(get(list, "tag")), "t");
	alias = member_object_new(MEMBER_ALIAS_PROPERTY, "Size", string_from("Count"), NULL_VALUE);
	assert_int_equal(member_add(list, alias, false, &same), OK);
	assert_int_equal(get(list, "Size").integer, 0);
	assert_int_equal(member_add(list, note, false, &same), ERROR);
	error_take();
	assert_int_equal(member_add(list, note, true, &same), OK);
	/* Text cannot carry members: a wrapper does, and is text still. */
	Value text = string_from("abc"), wrapped;
	assert_int_equal(member_add(text, note, false, &wrapped), OK);
	assert_int_equal(wrapped.tag, VALUE_PSOBJECT);
	assert_string_equal(string_data(get(wrapped, "Tag")), "t");
	assert_int_equal(get(wrapped, "Length").integer, 3);
	assert_ptr_equal(value_type(wrapped), &type_string);
	gc_collect();
	gc_collect();
	assert_string_equal(string_data(get(list, "Tag")), "t");
	assert_true(member_remove(list, "tag"));
	assert_int_equal(get(list, "Tag").tag, VALUE_UNSET);
}

static void type_data(void **state UNUSED)
{
	Value o = psobject_new_typed("My.Widget");
	psobject_set(o, "N", value_int(21));
	Value alias =
		member_object_new(MEMBER_ALIAS_PROPERTY, "Number", string_from("N"), NULL_VALUE);
	assert_int_equal(type_data_add("My.Widget", alias, false), OK);
	assert_int_equal(get(o, "number").integer, 21);
	assert_int_equal(type_data_add("My.Widget", alias, false), ERROR);
	error_take();
	Value names;
	type_data_set("My.Widget", "DefaultDisplayPropertySet", string_from("N"));
	assert_true(type_data_get(o, "DefaultDisplayPropertySet", &names));
	assert_true(type_data_remove("My.Widget"));
	assert_int_equal(get(o, "number").tag, VALUE_UNSET);
}

static void enumeration_of_members(void **state UNUSED)
{
	Value items = list_new(), result;
	for (int i = 1; i <= 3; i++) {
		Value h = hashtable_new();
		hashtable_set_text(value_as_hashtable(h), i < 3 ? "a" : "b", value_int(i));
		list_add(value_as_list(items), h);
	}
	assert_int_equal(value_count(get(items, "a")), 2);
	assert_int_equal(get(items, "b").integer, 3); /* one alone is no array */
	assert_int_equal(get(items, "Count").integer, 3);
	assert_int_equal(get(value_int(5), "Length").integer, 1);
	assert_int_equal(get(NULL_VALUE, "Count").integer, 0);
	Value texts = array_new_strings((const char *const[]){"a", "b"}, 2);
	assert_int_equal(member_invoke(texts, "ToUpper", 0, NULL, &result), OK);
	assert_string_equal(string_data(value_item(result, 1)), "B");
}

static void indexes(void **state UNUSED)
{
	Value a = array_from((Value[]){value_int(1), value_int(2), value_int(3)}, 3), r;
	assert_int_equal(member_get_index(a, value_int(-1), &r), OK);
	assert_int_equal(r.integer, 3);
	assert_int_equal(member_get_index(a, value_int(9), &r), OK);
	assert_true(value_is_null(r));
	Value both = array_from((Value[]){value_int(0), value_int(2), value_int(9)}, 3);
	assert_int_equal(member_get_index(a, both, &r), OK);
	assert_int_equal(value_count(r), 2);
	assert_int_equal(member_set_index(a, value_int(7), value_int(0)), ERROR);
	assert_string_equal(error_message(), "Index was outside the bounds of the array.");
	error_take();
	assert_int_equal(member_get_index(NULL_VALUE, value_int(0), &r), ERROR);
	assert_string_equal(error_message(), "Cannot index into a null array.");
	error_take();
	assert_int_equal(member_get_index(string_from("abc"), value_int(1), &r), OK);
	assert_int_equal(r.integer, 'b');
	const int32_t lengths[] = {2, 3};
	Value grid = array_new_ranks(type_array_of(&type_int32, 2), lengths, NULL);
	Value place = array_from((Value[]){value_int(1), value_int(2)}, 2);
	assert_int_equal(member_set_index(grid, place, string_from("7")), OK);
	assert_int_equal(value_as_array(grid)->items[5].integer, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statics_and_overloads),  cmocka_unit_test(note_properties),
		cmocka_unit_test(added_members),          cmocka_unit_test(type_data),
		cmocka_unit_test(enumeration_of_members), cmocka_unit_test(indexes),
	};
	return cmocka_run_group_tests(tests, object_test_setup, NULL);
}

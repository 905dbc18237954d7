/* Hashtable, OrderedDictionary and the growth and order of their tables. */
#include "object_test.h"

#include "object/hashtable.h"

#include <stdio.h>

static void keys_and_case(void **state UNUSED)
{
	Value v = hashtable_new();
	struct hashtable *h = value_as_hashtable(v);
	Value found;
	hashtable_set_text(h, "One", value_int(1));
	hashtable_set_text(h, "ONE", value_int(2));
	assert_int_equal(h->count, 1);
	assert_true(hashtable_get_text(h, "one", &found));
	assert_int_equal(found.integer, 2);
	/* Keys of other types do not meet: 1, 1L and "1" are three. */
	hashtable_set(h, value_int(1), value_int(10));
	hashtable_set(h, value_int64(1), value_int(11));
	hashtable_set_text(h, "1", value_int(12));
	assert_int_equal(h->count, 4);
	assert_true(hashtable_get(h, value_int64(1), &found));
	assert_int_equal(found.integer, 11);
	Value exact = hashtable_new_typed(&type_hashtable, false);
	hashtable_set_text(value_as_hashtable(exact), "A", value_int(1));
	assert_false(hashtable_get_text(value_as_hashtable(exact), "a", &found));
}

static void grows_and_shrinks(void **state UNUSED)
{
	Value v = hashtable_new();
	struct hashtable *h = value_as_hashtable(v);
	Value found;
	for (int i = 0; i < 20000; i++)
		hashtable_set(h, value_int(i), value_int(-i));
	for (int i = 0; i < 20000; i += 2)
		assert_true(hashtable_remove(h, value_int(i)));
	assert_false(hashtable_remove(h, value_int(0)));
	assert_int_equal(h->count, 10000);
	for (int i = 0; i < 20000; i++)
		assert_int_equal(hashtable_get(h, value_int(i), &found), i % 2);
	/* Coming and going does not make it grow without end. */
	for (int i = 0; i < 200000; i++) {
		hashtable_set(h, value_int(100000 + i), NULL_VALUE);
		hashtable_remove(h, value_int(100000 + i));
	}
	assert_true(h->capacity <= 65536);
}

static void order_is_kept(void **state UNUSED)
{
	Value v = hashtable_new_ordered();
	struct hashtable *h = value_as_hashtable(v);
	Value key, value;
	char name[16];
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "k%d", (i * 37) % 100);
		hashtable_set_text(h, name, value_int(i));
	}
	hashtable_remove(h, string_from("k37"));
	hashtable_insert_at(h, 0, string_from("first"), value_int(-1));
	assert_true(hashtable_at(h, 0, &key, &value));
	assert_string_equal(string_data(key), "first");
	int before = -2;
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
		assert_true(value.integer > before);
		before = (int)value.integer;
	}
	assert_int_equal(h->count, 100);
	assert_false(hashtable_at(h, 100, &key, &value));
}

static void change_stops_enumeration(void **state UNUSED)
{
	Value v = hashtable_new(), item;
	struct enumerator e;
	bool more;
	hashtable_set_text(value_as_hashtable(v), "a", value_int(1));
	hashtable_set_text(value_as_hashtable(v), "b", value_int(2));
	assert_int_equal(hashtable_enumerate(v, &e), OK);
	assert_int_equal(enumerator_next(&e, &more, &item), OK);
	hashtable_set_text(value_as_hashtable(v), "c", value_int(3));
	assert_int_equal(enumerator_next(&e, &more, &item), ERROR);
	assert_string_equal(error_message(),
			    "Collection was modified; enumeration operation may not "
			    "execute.");
	error_take();
}

static void members(void **state UNUSED)
{
	Value v = hashtable_new(), result;
	bool found;
	Value pair[] = {string_from("Count"), value_int(7)};
	assert_int_equal(member_invoke(v, "Add", 2, pair, &result), OK);
	/* A key hides the property of its name. */
	assert_int_equal(member_get(v, "Count", &result, &found), OK);
	assert_int_equal(result.integer, 7);
	assert_int_equal(member_invoke(v, "Add", 2, pair, &result), ERROR);
	assert_string_equal(error_message(),
			    "Exception calling \"Add\" with \"2\" argument(s): \"Item "
			    "has already been added. Key in dictionary: 'Count'  Key "
			    "being added: 'Count'\"");
	error_take();
	assert_int_equal(member_invoke(v, "ContainsKey", 1, pair, &result), OK);
	assert_true(value_is_true(result));
	assert_int_equal(member_set(v, "x", value_int(1)), OK);
	assert_int_equal(member_get_index(v, string_from("X"), &result), OK);
	assert_int_equal(result.integer, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_and_case), cmocka_unit_test(grows_and_shrinks),
		cmocka_unit_test(order_is_kept), cmocka_unit_test(change_stops_enumeration),
		cmocka_unit_test(members),
	};
	return cmocka_run_group_tests(tests, object_test_setup, NULL);
}

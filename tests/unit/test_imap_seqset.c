#include "base/base.h"
#include "transport/imap_seqset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect(const struct imap_seqset *set, const char *text)
{
	struct strbuf out = STRBUF_INIT;

	imap_seqset_print(set, &out);
	assert_string_equal(out.data, text);
	strbuf_clear(&out);
}

static void test_add_and_remove(void **state)
{
	struct imap_seqset set;
	(void)state;

	imap_seqset_init(&set);
	imap_seqset_add(&set, 5, 7);
	imap_seqset_add(&set, 9, 9);
	imap_seqset_add(&set, 1, 2);
	expect(&set, "1:2,5:7,9");
	imap_seqset_add(&set, 8, 8);
	expect(&set, "1:2,5:9");
	imap_seqset_add(&set, 3, 4);
	expect(&set, "1:9");
	imap_seqset_remove(&set, 4);
	imap_seqset_remove(&set, 1);
	imap_seqset_remove(&set, 9);
	imap_seqset_remove(&set, 77);
	expect(&set, "2:3,5:8");
	assert_true(imap_seqset_contains(&set, 5));
	assert_false(imap_seqset_contains(&set, 4));
	assert_false(imap_seqset_contains(&set, 9));
	assert_int_equal(imap_seqset_size(&set), 6);
	imap_seqset_add(&set, UINT32_MAX, UINT32_MAX);
	assert_true(imap_seqset_contains(&set, UINT32_MAX));
	imap_seqset_clear(&set);
}

static void test_parse(void **state)
{
	static const char *const bad[] = {"",  "0",     "1:",         ":1", "1,,2",
					  "a", "1:2:3", "4294967296", "*"};
	struct imap_seqset set = {0};
	(void)state;

	assert_int_equal(imap_seqset_parse(&set, "7:5,1,2,9xx", 9), 0);
	expect(&set, "1:2,5:7,9");
	imap_seqset_clear(&set);
	for (size_t i = 0; i < countof(bad); i++) {
		if (imap_seqset_parse(&set, bad[i], strlen(bad[i])) == 0)
			fail_msg("'%s' was taken", bad[i]);
		imap_seqset_clear(&set);
	}
}

/* Against a plain array of marks. */
static void test_random(void **state)
{
	bool marks[300] = {0};
	struct imap_seqset set = {0};
	uint64_t size = 0;
	(void)state;

	srand(1);
	for (int i = 0; i < 3000; i++) {
		uint32_t first = 1 + (uint32_t)rand() % 290, last = first + (uint32_t)rand() % 4;
		if (rand() % 2) {
			imap_seqset_add(&set, first, last);
			memset(marks + first, true, last - first + 1);
		} else {
			imap_seqset_remove(&set, first);
			marks[first] = false;
		}
	}
	for (uint32_t i = 0; i < countof(marks); i++) {
		assert_int_equal(imap_seqset_contains(&set, i), marks[i]);
		size += marks[i];
	}
	assert_int_equal(imap_seqset_size(&set), size);
	imap_seqset_clear(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add_and_remove),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

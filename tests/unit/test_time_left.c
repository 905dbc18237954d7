#include "cmdlets/migration/time_left.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void first_measure_is_shown(void **state)
{
	(void)state;
	struct time_left t = {0};
	assert_int_equal(time_left_update(&t, -1, 1000), -1);
	assert_int_equal(time_left_update(&t, 100, 2000), 100);
}

static void a_true_estimate_counts_down(void **state)
{
	(void)state;
	struct time_left t = {0};
	for (int i = 0; i <= 100; i++)
		assert_int_equal(time_left_update(&t, 100 - i, i * 1000), 100 - i);
}

/* Measures that swing between half and twice the truth: what is shown moves by a few seconds a second. */
static void jumps_are_smoothed(void **state)
{
	(void)state;
	struct time_left t = {0};
	int64_t before = time_left_update(&t, 600, 0);
	for (int i = 1; i <= 120; i++) {
		int64_t truth = 600 - i, measured = i % 2 ? truth / 2 : truth * 2;
		int64_t shown = time_left_update(&t, measured, i * 1000);
		assert_true(llabs(shown - before) <= 50);
		before = shown;
	}
	assert_in_range(before, 400, 760);
}

static void follows_a_lasting_change(void **state)
{
	(void)state;
	struct time_left t = {0};
	int64_t shown = time_left_update(&t, 1000, 0);
	for (int i = 1; i <= 120; i++)
		shown = time_left_update(&t, 200, i * 1000);
	assert_in_range(shown, 150, 220);
}

static void silence_counts_down_and_is_forgotten(void **state)
{
	(void)state;
	struct time_left t = {0};
	time_left_update(&t, 100, 0);
	assert_int_equal(time_left_update(&t, -1, 10000), 90);
	assert_int_equal(time_left_update(&t, -1, 40000), -1);
	assert_int_equal(time_left_update(&t, 500, 41000), 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_measure_is_shown),
		cmocka_unit_test(a_true_estimate_counts_down),
		cmocka_unit_test(jumps_are_smoothed),
		cmocka_unit_test(follows_a_lasting_change),
		cmocka_unit_test(silence_counts_down_and_is_forgotten),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

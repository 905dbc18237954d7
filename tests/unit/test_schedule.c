#include "transport/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_backoff_grows_to_five_minutes(void **context)
{
	(void)context;
	assert_int_equal(schedule_backoff(1, 0), 5000);
	assert_int_equal(schedule_backoff(2, 0), 15000);
	assert_int_equal(schedule_backoff(3, 0), 45000);
	assert_int_equal(schedule_backoff(50, 0), 300000);
	assert_int_equal(schedule_backoff_busy(1, 0), 60000);
	assert_int_equal(schedule_backoff_busy(3, 0), 240000);
	assert_int_equal(schedule_backoff_busy(50, 0), 3600000);
	assert_int_equal(schedule_backoff(2, 10), 30);
}

static void test_slots_are_counted_by_endpoint_and_kind(void **context)
{
	(void)context;
	struct schedule schedule = {NULL, 0, 0};
	for (int64_t user = 1; user <= 3; user++)
		schedule_add(&schedule, user, 7, SCHEDULE_INITIAL, user == 1 ? "a@b" : "c@d");
	schedule_add(&schedule, 4, 7, SCHEDULE_INCREMENTAL, "e@f");
	assert_int_equal(schedule_free(&schedule, 7, SCHEDULE_INITIAL, 5, -1), 2);
	assert_int_equal(schedule_free(&schedule, 7, SCHEDULE_INCREMENTAL, 1, -1), 0);
	assert_int_equal(schedule_free(&schedule, 8, SCHEDULE_INITIAL, 5, -1), 5);
	assert_int_equal(schedule_free(&schedule, 7, SCHEDULE_INITIAL, -1, 6), 2);
	assert_int_equal(schedule_free(&schedule, 7, SCHEDULE_INITIAL, -1, -1),
			 SCHEDULE_MAX_RUNNING - 4);
	/* lowered below what runs: no new ones, and none is thrown out */
	assert_int_equal(schedule_free(&schedule, 7, SCHEDULE_INITIAL, 1, -1), 0);
	schedule_remove(&schedule, 2);
	assert_int_equal(schedule_free(&schedule, 7, SCHEDULE_INITIAL, 5, -1), 3);
	schedule_clear(&schedule);
}

static void test_never_two_in_one_mailbox(void **context)
{
	(void)context;
	struct schedule schedule = {NULL, 0, 0};
	schedule_add(&schedule, 1, 7, SCHEDULE_INITIAL, "ann@contoso.edu");
	assert_true(schedule_is_busy(&schedule, 2, "Ann@Contoso.edu"));
	assert_true(schedule_is_busy(&schedule, 1, "other@contoso.edu"));
	assert_false(schedule_is_busy(&schedule, 2, "bob@contoso.edu"));
	schedule_remove(&schedule, 1);
	assert_false(schedule_is_busy(&schedule, 2, "Ann@Contoso.edu"));
	assert_false(schedule_is_running(&schedule, 1));
	schedule_clear(&schedule);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_backoff_grows_to_five_minutes),
		cmocka_unit_test(test_slots_are_counted_by_endpoint_and_kind),
		cmocka_unit_test(test_never_two_in_one_mailbox),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/strbuf.h"
#include "transport/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_time(int64_t at, const char *start)
{
	struct state_report_entry entry = {.at = at, .level = "Informational", .text = "Hello."};
	struct strbuf line = STRBUF_INIT;
	report_render_entry(&entry, &line);
	assert_memory_equal(line.data, start, strlen(start));
	assert_string_equal(line.data + line.length - 8, "] Hello.");
	strbuf_clear(&line);
}

static void test_times_read_as_in_exchange(void **context)
{
	(void)context;
	assert_time(INT64_C(1764034685000), "11/25/2025 1:38:05 AM [");
	assert_time(INT64_C(1764072000999), "11/25/2025 12:00:00 PM [");
	assert_time(INT64_C(1764028800000), "11/25/2025 12:00:00 AM [");
}

static void test_one_line_for_each_entry(void **context)
{
	(void)context;
	struct state_report_entry entries[] = {
		{.at = 1000, .level = "Warning", .text = "one"},
		{.at = 2000, .level = "Error", .text = "two"},
	};
	struct state_report report = {entries, countof(entries)};
	struct strbuf text = STRBUF_INIT;
	report_render(&report, &text);
	assert_non_null(strstr(text.data, "1/1/1970 12:00:01 AM ["));
	assert_non_null(strstr(text.data, "] one\n1/1/1970 12:00:02 AM ["));
	assert_int_equal(text.data[text.length - 1], '\n');
	strbuf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times_read_as_in_exchange),
		cmocka_unit_test(test_one_line_for_each_entry),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/base.h"
#include "transport/content_filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static int64_t utc(int year, int month, int day, int hour)
{
	struct tm time = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = hour};
	return timegm(&time);
}

static bool passes(const char *text, const char *language,
		   const struct content_filter_message *message)
{
	struct error error = ERROR_INIT;
	struct content_filter *filter = content_filter_parse(text, language, &error);

	if (!filter)
		fail_msg("%s: %s", text, error.message);
	bool result = content_filter_passes(filter, message);
	content_filter_free(&filter);
	return result;
}

static void test_expressions(void **state)
{
	/* Received on the 1st of February 2016, noon. */
	const struct content_filter_message message = {utc(2016, 2, 1, 12), utc(2016, 1, 31, 9),
						       2000};
	static const struct {
		const char *text, *language;
		bool passes;
	} cases[] = {
		{"Received -gt '01/01/2016 00:00:00'", NULL, true},
		{"((Received -lt '01/01/2017 00:00:00') -and (Received -gt '01/01/2015'))", NULL,
		 true},
		{"received -LT '2016-02-01T12:00:00Z'", NULL, false},
		{"Received -le \"2016-02-01 12:00\"", NULL, true},
		{"Received -eq '2/1/2016 12:00:00 PM'", NULL, true},
		{"Received -eq '1/2/2016 12:00'", "en-GB", true},
		{"Received -eq '1.2.2016 12:00'", "de-DE", true},
		{"Received -eq '1/2/2016 12:00'", "en-US", false},
		{"Received -ne '2/1/2016 12:00 AM'", NULL, true},
		{"Sent -lt '2016-02-01' -and Received -ge '2016-02-01'", NULL, true},
		{"Size -gt 1KB", NULL, true},
		{"Size -gt '1.99 KB'", NULL, false},
		{"Size -le 2000", NULL, true},
		{"Size -gt 1GB -or Size -lt 1GB -and Received -gt '2000-01-01'", NULL, true},
		{"(Size -gt 1GB -or Size -lt 1GB) -and Received -gt '2020-01-01'", NULL, false},
		{"-not (Size -gt 1GB)", NULL, true},
		{"-not Size -gt 1 -or !(Size -eq 2000)", NULL, false},
	};
	(void)state;

	for (size_t i = 0; i < countof(cases); i++)
		if (passes(cases[i].text, cases[i].language, &message) != cases[i].passes)
			fail_msg("%s", cases[i].text);
}

static void test_unknown_dates(void **state)
{
	const struct content_filter_message message = {.size = 1};
	(void)state;

	assert_false(passes("Sent -lt '2030-01-01'", NULL, &message));
	assert_false(passes("Sent -ge '1970-01-01'", NULL, &message));
	assert_true(passes("Sent -ne '2030-01-01'", NULL, &message));
}

static void test_needs_sent(void **state)
{
	struct error error = ERROR_INIT;
	struct content_filter *filter =
		content_filter_parse("Size -gt 1 -or -not (Sent -gt '2020-01-01')", NULL, &error);
	(void)state;

	assert_true(content_filter_needs_sent(filter));
	content_filter_free(&filter);
	filter = content_filter_parse("Received -gt '2020-01-01'", NULL, &error);
	assert_false(content_filter_needs_sent(filter));
	content_filter_free(&filter);
}

static void test_refusals(void **state)
{
	static const struct {
		const char *text, *problem;
	} cases[] = {
		{"Subject -like '*x*'", "'Subject': only Received, Sent and Size"},
		{"Received -like '2016*'", "'-like': one of -eq"},
		{"Received -gt 'yesterday'", "a date is expected"},
		{"Received -gt '13/01/2016'", "a date is expected"},
		{"Received -gt '04/31/2016'", "a date is expected"},
		{"Received -gt '2016-01-01 25:00'", "a date is expected"},
		{"Received -gt '2016-01-01", "a date is expected"},
		{"Size -gt large", "a size is expected"},
		{"(Size -gt 1", "')' is expected"},
		{"Size -gt 1 Size -lt 2", "-and, -or or the end"},
		{"Size -gt 1 -and", "only Received"},
		{"", "'the end'"},
	};
	struct error error = ERROR_INIT;
	char deep[2000];
	(void)state;

	for (size_t i = 0; i < countof(cases); i++) {
		assert_null(content_filter_parse(cases[i].text, NULL, &error));
		if (!strstr(error.message, cases[i].problem))
			fail_msg("%s: %s", cases[i].text, error.message);
	}
	memset(deep, '(', sizeof(deep) - 1);
	deep[sizeof(deep) - 1] = '\0';
	assert_null(content_filter_parse(deep, NULL, &error));
	assert_non_null(strstr(error.message, "too deeply"));
	error_clear(&error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_expressions),
		cmocka_unit_test(test_unknown_dates),
		cmocka_unit_test(test_needs_sent),
		cmocka_unit_test(test_refusals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Bars at the terminal: what is drawn, and that it is taken away again. */
#include "cmdlets/console_progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void set(struct console_progress *p, int id, int parent, const char *activity, int percent)
{
	const struct progress record = {.id = id,
					.parent = parent,
					.activity = activity,
					.status = "at work",
					.percent = percent,
					.seconds = percent < 0 ? -1 : 90};
	console_progress_set(p, &record);
}

static void test_draw(void **state UNUSED)
{
	struct console_progress *p = console_progress_create();
	struct strbuf out = STRBUF_INIT;
	set(p, 1, -1, "Wave1", 50);
	set(p, 3, 1, "ann@contoso.com", -1);
	set(p, 2, 1, "bo", 0);
	console_progress_draw(p, 80, 24, false, &out);
	assert_string_equal(
		out.data, "Wave1  [==========>         ]  50%  00:01:30 left  at work\n\r"
			  "  ann@contoso.com  at work\n\r"
			  "  bo               [>                   ]   0%  00:01:30 left  at work");
	strbuf_reset(&out);
	console_progress_hide(p, 80, &out);
	assert_string_equal(out.data, "\033[2A\r\033[J");
	strbuf_reset(&out);
	/* In a terminal that has got narrower the first and the last line take two rows each. */
	console_progress_draw(p, 80, 24, false, &out);
	strbuf_reset(&out);
	console_progress_hide(p, 50, &out);
	assert_string_equal(out.data, "\033[4A\r\033[J");
	strbuf_reset(&out);
	console_progress_hide(p, 80, &out);
	assert_string_equal(out.data, "");
	strbuf_clear(&out);
	console_progress_free(&p);
}

static void test_complete(void **state UNUSED)
{
	struct console_progress *p = console_progress_create();
	struct strbuf out = STRBUF_INIT;
	const struct progress done = {.id = 1, .completed = true};
	set(p, 1, -1, "Wave1", 50);
	set(p, 2, 1, "ann", 10);
	set(p, 7, -1, "Other", -1);
	console_progress_set(p, &done); /* takes ann along */
	console_progress_draw(p, 80, 24, false, &out);
	assert_string_equal(out.data, "Other  at work");
	strbuf_clear(&out);
	console_progress_free(&p);
}

static void test_limits(void **state UNUSED)
{
	struct console_progress *p = console_progress_create();
	struct strbuf out = STRBUF_INIT;
	for (int i = 0; i < 100; i++)
		set(p, i, -1, "x\033[31m\xC2\x9B", 100);
	console_progress_draw(p, 30, 10, false, &out);
	size_t lines = 1;
	for (const char *c = out.data; *c; c++)
		lines += *c == '\n';
	assert_int_equal(lines, 8);
	assert_null(strchr(out.data, '\033')); /* no control character of the text gets through */
	assert_null(strstr(out.data, "\xC2\x9B"));
	strbuf_clear(&out);
	console_progress_free(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_draw),
					   cmocka_unit_test(test_complete),
					   cmocka_unit_test(test_limits)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

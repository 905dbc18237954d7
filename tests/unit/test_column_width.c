/* Cells, cutting, wrapping and sharing out the width of a line. */
#include "formatters/column_width.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_cells(const char *text, size_t cells)
{
	assert_int_equal(text_cells(text, strlen(text)), cells);
}

static void test_cells(void **state)
{
	(void)state;
	assert_cells("", 0);
	assert_cells("plain", 5);
	assert_cells("bl\xc3\xa5", 3);
	assert_cells("\xe6\x97\xa5\xe6\x9c\xac", 4);
	assert_cells("\xf0\x9f\x98\x80", 2);
	assert_cells("\x1b[32;1mok\x1b[0m", 2);
	assert_cells("\x1b[", 2); /* no whole sequence */
}

static void assert_cell(const char *text, size_t width, enum text_alignment alignment, bool pad,
			const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	text_append_cell(&out, text, strlen(text), width, alignment, pad);
	assert_string_equal(out.data, expected);
	strbuf_clear(&out);
}

static void test_cell(void **state)
{
	(void)state;
	assert_cell("ab", 4, ALIGN_LEFT, true, "ab  ");
	assert_cell("ab", 4, ALIGN_LEFT, false, "ab");
	assert_cell("ab", 4, ALIGN_RIGHT, true, "  ab");
	assert_cell("ab", 5, ALIGN_CENTER, true, " ab  ");
	assert_cell("abcdef", 4, ALIGN_LEFT, true, "abc" ELLIPSIS);
	assert_cell("abcdef", 4, ALIGN_RIGHT, true, ELLIPSIS "def");
	assert_cell("abcdef", 1, ALIGN_LEFT, true, "a"); /* no room for it */
	assert_cell("ab\ncd", 8, ALIGN_LEFT, false, "ab" ELLIPSIS);
	/* Half of a wide character does not fit: a blank fills the gap. */
	assert_cell("\xe6\x97\xa5\xe6\x9c\xac", 3, ALIGN_LEFT, true, "\xe6\x97\xa5" ELLIPSIS);
	assert_cell("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4, ALIGN_LEFT, true,
		    "\xe6\x97\xa5" ELLIPSIS " ");
}

static void assert_wrapped(const char *text, size_t first, size_t following, const char *expected)
{
	struct text_lines lines = TEXT_LINES_INIT;
	struct strbuf joined = STRBUF_INIT;
	text_wrap(text, strlen(text), first, following, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		size_t length;
		const char *line = text_line(&lines, i, &length);
		strbuf_addf(&joined, "%s%.*s", i ? "|" : "", (int)length, line);
	}
	assert_string_equal(joined.data, expected);
	strbuf_clear(&joined);
	text_lines_clear(&lines);
}

static void test_wrap(void **state)
{
	(void)state;
	assert_wrapped("", 10, 10, "");
	assert_wrapped("one two three", 8, 8, "one two |three");
	assert_wrapped("abcdefghij", 4, 4, "abcd|efgh|ij");
	assert_wrapped("a\nb\r\nc", 10, 10, "a|b|c");
	assert_wrapped("aa bb cc dd", 3, 6, "aa |bb cc |dd");
	assert_wrapped("\xe6\x97\xa5\xe6\x9c\xac", 3, 3, "\xe6\x97\xa5|\xe6\x9c\xac");
}

static void test_widths(void **state)
{
	(void)state;
	int shared[] = {0, 0, 0};
	column_widths_assign(shared, 3, 20);
	assert_int_equal(shared[0], 6);
	assert_int_equal(shared[1], 6);
	assert_int_equal(shared[2], 6);
	int rest[] = {5, 0};
	column_widths_assign(rest, 2, 20);
	assert_int_equal(rest[1], 14);
	int cut[] = {10, 10, 10};
	column_widths_assign(cut, 3, 25);
	assert_int_equal(cut[2], 3);
	int hidden[] = {10, 10, 10};
	column_widths_assign(hidden, 3, 21);
	assert_int_equal(hidden[1], 10);
	assert_int_equal(hidden[2], -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_cell),
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_widths),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

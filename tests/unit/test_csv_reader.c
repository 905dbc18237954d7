/* Records and fields of comma-separated values. */
#include "formatters/csv_reader.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* All records: fields between '[' and ']', records on lines of their own. */
static void assert_records(const char *delimiter, const char *text, const char *expected)
{
	struct csv_reader r;
	struct strbuf seen = STRBUF_INIT;
	csv_reader_init(&r, delimiter);
	csv_reader_set_text(&r, text, strlen(text));
	while (csv_reader_next(&r) == 1) {
		for (size_t i = 0; i < r.count; i++) {
			size_t length;
			const char *field = csv_reader_field(&r, i, &length);
			strbuf_addf(&seen, "[%.*s]", (int)length, field);
		}
		strbuf_addc(&seen, '\n');
	}
	assert_string_equal(seen.data, expected);
	strbuf_clear(&seen);
	csv_reader_clear(&r);
}

static void test_plain(void **state)
{
	(void)state;
	assert_records(",", "a,b\n1,2\n", "[a][b]\n[1][2]\n");
	assert_records(",", "a,b\r\n1,2", "[a][b]\n[1][2]\n");
	assert_records(";", "a;b,c", "[a][b,c]\n");
	assert_records("\t", "a\tb c", "[a][b c]\n");
	assert_records(",", "", "");
	assert_records(",", "a,,\n", "[a][][]\n");
}

static void test_quotes(void **state)
{
	(void)state;
	assert_records(",", "\"a,b\",\"c\"\"d\"", "[a,b][c\"d]\n");
	assert_records(",", "\"line\nbreak\",x\ny", "[line\nbreak][x]\n[y]\n");
	assert_records(",", "\"a\"b,c", "[ab][c]\n");
	assert_records(",", "a\"b,c", "[a\"b][c]\n");
	assert_records(",", "\"never closed,\nx", "[never closed,\nx]\n");
	assert_records(",", "\"\",x", "[][x]\n");
}

static void test_blanks(void **state)
{
	(void)state;
	assert_records(",", " a , b", "[a ][b]\n");
	assert_records(",", "  \"a\" ,b", "[a ][b]\n");
	assert_records(",", "\n\na\n\n", "[a]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_blanks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

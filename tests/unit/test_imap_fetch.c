#include "base/strbuf.h"
#include "transport/imap_fetch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct imap_parser_limits limits = {1000, 1000};

static void read_line(struct imap_parser *parser, const char *line, struct arena *arena,
		      struct imap_fetch *fetch_r)
{
	struct imap_piece piece;
	size_t used;

	assert_int_equal(imap_parser_next(parser, line, strlen(line), &used, &piece),
			 IMAP_PARSER_RESPONSE);
	assert_true(imap_fetch_read(imap_parser_root(parser), arena, fetch_r));
}

static void test_fetch(void **state)
{
	struct imap_parser *parser = imap_parser_create(&limits);
	struct arena arena;
	struct imap_fetch fetch;
	(void)state;

	arena_init(&arena);
	read_line(
		parser,
		"* 12 FETCH (UID 77 FLAGS (\\Seen Zeta \\recent $Forwarded \\FLAGGED) INTERNALDATE "
		"\"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 4286 MODSEQ (12345))\r\n",
		&arena, &fetch);
	assert_int_equal(fetch.number, 12);
	assert_int_equal(fetch.uid, 77);
	assert_int_equal(fetch.flags, IMAP_FLAG_SEEN | IMAP_FLAG_FLAGGED);
	assert_string_equal(fetch.keywords, "$Forwarded Zeta");
	assert_int_equal(fetch.date.seconds, 837596665);
	assert_int_equal(fetch.date.zone, -420);
	assert_int_equal(fetch.size, 4286);
	assert_int_equal(fetch.modseq, 12345);
	assert_int_equal(fetch.items & IMAP_FETCH_BODY, 0);
	read_line(parser, "* 1 FETCH (UID 0 FLAGS NIL INTERNALDATE \"nonsense\")\r\n", &arena,
		  &fetch);
	assert_int_equal(fetch.items, 0);
	arena_clear(&arena);
	imap_parser_free(&parser);
}

static void test_dates(void **state)
{
	static const char *const good[] = {
		"17-Jul-1996 02:44:25 -0700", " 1-Jan-1970 00:00:00 +0000",
		"31-Dec-2038 23:59:59 +1400", "29-Feb-2024 12:00:00 -0330"};
	static const char *const bad[] = {"", "17-Jul-1996", "17-Xxx-1996 02:44:25 -0700",
					  "aa-Jul-1996 02:44:25 -0700",
					  "17-Jul-1996 02:44:25 -07:0"};
	struct imap_date date;
	char text[IMAP_DATE_SIZE];
	(void)state;

	for (size_t i = 0; i < countof(good); i++) {
		assert_true(imap_date_parse(good[i], &date));
		imap_date_print(&date, text);
		assert_string_equal(text, good[i]);
	}
	assert_true(imap_date_parse("1-Jan-1970 00:00:10 +0000", &date));
	assert_int_equal(date.seconds, 10);
	for (size_t i = 0; i < countof(bad); i++)
		assert_false(imap_date_parse(bad[i], &date));
}

static void test_flags(void **state)
{
	struct strbuf out = STRBUF_INIT;
	(void)state;

	imap_flags_print(IMAP_FLAG_SEEN | IMAP_FLAG_DRAFT, "$Junk x", &out);
	assert_string_equal(out.data, "(\\Seen \\Draft $Junk x)");
	strbuf_reset(&out);
	imap_flags_print(0, "", &out);
	assert_string_equal(out.data, "()");
	strbuf_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fetch),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_flags),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

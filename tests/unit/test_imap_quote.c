#include "base/base.h"
#include "transport/imap_capability.h"
#include "transport/imap_quote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_astring(void **state)
{
	static const char *const pairs[][2] = {
		{"INBOX", "INBOX"},     {"Sent Items", "\"Sent Items\""},
		{"", "\"\""},           {"a\"b\\c", "\"a\\\"b\\\\c\""},
		{"nil", "\"nil\""},     {"[Gmail]/All", "\"[Gmail]/All\""},
		{"a*b%c", "\"a*b%c\""}, {"caf\xc3\xa9", "\"caf\xc3\xa9\""},
		{"R&-D/x", "R&-D/x"},   {"(x)", "\"(x)\""},
	};
	struct strbuf out = STRBUF_INIT;
	(void)state;

	for (size_t i = 0; i < countof(pairs); i++) {
		strbuf_reset(&out);
		imap_quote_astring(&out, pairs[i][0]);
		assert_string_equal(out.data, pairs[i][1]);
	}
	strbuf_clear(&out);
	assert_true(imap_quote_possible("a b"));
	assert_false(imap_quote_possible("a\r\nb"));
}

static void test_keywords(void **state)
{
	(void)state;
	assert_true(imap_quote_is_keyword("$Forwarded", 10));
	assert_false(imap_quote_is_keyword("\\Seen", 5));
	assert_false(imap_quote_is_keyword("a]", 2));
	assert_false(imap_quote_is_keyword("", 0));
}

static void test_capabilities(void **state)
{
	(void)state;
	assert_int_equal(imap_capability_parse("literal+", 8), IMAP_CAPABILITY_LITERAL_PLUS);
	assert_int_equal(imap_capability_parse("QRESYNC", 7),
			 IMAP_CAPABILITY_QRESYNC | IMAP_CAPABILITY_CONDSTORE);
	assert_int_equal(imap_capability_parse("X-UNHEARD-OF", 12), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_astring),
		cmocka_unit_test(test_keywords),
		cmocka_unit_test(test_capabilities),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

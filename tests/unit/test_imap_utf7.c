#include "base/base.h"
#include "transport/imap_utf7.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct {
	const char *utf7, *utf8;
} pairs[] = {
	{"INBOX", "INBOX"},
	{"", ""},
	{"R&-D", "R&D"},
	{"&-", "&"},
	{"Entw&APw-rfe", "Entwürfe"},
	{"~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/台北/日本語"}, /* RFC 3501, 5.1.3 */
	{"emoji &2D3crA-", "emoji 💬"},
	{"&AOk-&-&AOk-", "é&é"},
};

static const char *const bad[] = {
	"&", "&AOk", "&A-", "&!!!-", "&2D0-", "&3Kw-", "caf\xc3\xa9", "a\tb", "&AOl-x&",
};

static void test_both_ways(void **state)
{
	struct strbuf out = STRBUF_INIT;
	(void)state;

	for (size_t i = 0; i < countof(pairs); i++) {
		strbuf_reset(&out);
		assert_int_equal(imap_utf7_to_utf8(pairs[i].utf7, &out), 0);
		assert_string_equal(out.data, pairs[i].utf8);
		strbuf_reset(&out);
		assert_int_equal(imap_utf7_from_utf8(pairs[i].utf8, &out), 0);
		assert_string_equal(out.data, pairs[i].utf7);
	}
	strbuf_clear(&out);
}

static void test_bad(void **state)
{
	struct strbuf out = STRBUF_INIT;
	(void)state;

	for (size_t i = 0; i < countof(bad); i++) {
		strbuf_reset(&out);
		if (imap_utf7_to_utf8(bad[i], &out) == 0)
			fail_msg("'%s' was taken", bad[i]);
	}
	assert_int_equal(imap_utf7_from_utf8("\xed\xa0\x80", &out), -1);
	assert_int_equal(imap_utf7_from_utf8("\xc0\xaf", &out), -1);
	strbuf_clear(&out);
}

/* What servers list is shown somehow, whatever it is. */
static void test_names(void **state)
{
	struct strbuf out = STRBUF_INIT;
	(void)state;

	imap_utf7_decode_name("caf\xc3\xa9", &out);
	assert_string_equal(out.data, "café");
	strbuf_reset(&out);
	imap_utf7_decode_name("caf\xe9", &out);
	assert_string_equal(out.data, "café");
	strbuf_reset(&out);
	imap_utf7_decode_name("AT&T", &out);
	assert_string_equal(out.data, "AT&T");
	strbuf_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_ways),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

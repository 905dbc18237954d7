#include "base/base.h"
#include "transport/message_header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t identity(const char *header)
{
	return message_identity(header, strlen(header));
}

static void expect(const char *header, const char *name, const char *value)
{
	char *found = message_header_get(header, strlen(header), name);

	if (value)
		assert_string_equal(found, value);
	else
		assert_null(found);
	free(found);
}

static void test_identity(void **state)
{
	int64_t plain = identity("Message-ID: <a@b>\r\nDate: x\r\nSubject: one two\r\n\r\nbody");
	(void)state;

	/* Order, case, folding, line ends and other fields don't matter. */
	assert_int_equal(plain,
			 identity("subject:  one\n\ttwo\nX-New: 1\ndate: x\nMessage-Id:<a@b>\n"));
	assert_int_not_equal(plain,
			     identity("Message-ID: <a@c>\r\nDate: x\r\nSubject: one two\r\n\r\n"));
	assert_int_not_equal(plain,
			     identity("Message-ID: <a@b>\r\nDate: y\r\nSubject: one two\r\n\r\n"));
	/* What stands in the body is no header. */
	assert_int_equal(identity("X: y\r\n\r\nMessage-ID: <a@b>\r\n"), 0);
	assert_int_equal(identity(""), 0);
}

static void test_fields(void **state)
{
	const char *header =
		"Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_?=\r\n =?ISO-8859-1?B?YXVzIE38bmNoZW4=?= !\r\n"
		"From : A  B\r\n <a@b>\r\nEmpty:\r\n\r\nTo: nobody\r\n";
	(void)state;

	expect(header, "subject", "Grüße aus München !");
	expect(header, "From", "A B <a@b>");
	expect(header, "Empty", "");
	expect(header, "To", NULL);
	expect("Subject: =?x-unknown?Q?a?= =?utf-8?Q?b", "Subject",
	       "=?x-unknown?Q?a?= =?utf-8?Q?b");
	expect("Subject: caf\xe9 =?utf-8?Q?=1B[31m?=", "Subject", "café �[31m");
	expect("Subject: a\x01"
	       "b",
	       "Subject", "a�b");
}

static void test_date(void **state)
{
	static const struct {
		const char *header;
		int64_t seconds;
	} cases[] = {
		{"Date: Wed, 17 Jul 1996 02:44:25 -0700\r\n", 837596665},
		{"Date: 17 Jul 1996 09:44 +0000 (UTC)\r\n", 837596640},
		{"Date: yesterday\r\n", 0},
		{"", 0},
	};
	(void)state;

	for (size_t i = 0; i < countof(cases); i++)
		assert_int_equal(message_header_date(cases[i].header, strlen(cases[i].header)),
				 cases[i].seconds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identity),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_date),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

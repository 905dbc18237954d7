#include "base/base.h"
#include "transport/server_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* As the servers really say it. */
static void test_known_texts(void **state)
{
	static const struct {
		const char *text;
		enum server_words meaning;
	} cases[] = {
		{"NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)",
		 SERVER_WORDS_BUSY},
		{"NO [ALERT] Too many simultaneous connections. (Failure)", SERVER_WORDS_BUSY},
		{"NO [LIMIT] FETCH Rate limit hit.", SERVER_WORDS_BUSY},
		{"BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds",
		 SERVER_WORDS_BUSY},
		{"NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded "
		 "(mail_max_userip_connections=10)",
		 SERVER_WORDS_BUSY},
		{"NO [LIMIT] Too many keywords", SERVER_WORDS_TEMPORARY},
		{"NO [ALERT] Maximum connection limit reached", SERVER_WORDS_BUSY},
		{"NO [OVERQUOTA] Quota exceeded (mailbox for user is full)", SERVER_WORDS_FULL},
		{"NO [ALERT] You exceeded your mail quota.", SERVER_WORDS_FULL},
		{"NO Over quota", SERVER_WORDS_FULL},
		{"BAD User is authenticated but not connected.", SERVER_WORDS_TEMPORARY},
		{"NO Server Unavailable. 15", SERVER_WORDS_TEMPORARY},
		{"NO [UNAVAILABLE] Temporary authentication failure.", SERVER_WORDS_TEMPORARY},
		{"NO [SERVERBUG] Internal error occurred. Refer to server log for more "
		 "information.",
		 SERVER_WORDS_TEMPORARY},
		{"NO System Error (Failure)", SERVER_WORDS_TEMPORARY},
		{"NO [AUTHENTICATIONFAILED] Authentication failed, try again later.",
		 SERVER_WORDS_PLAIN},
		{"NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", SERVER_WORDS_PLAIN},
		{"NO LOGIN failed.", SERVER_WORDS_PLAIN},
		{"NO [TOOBIG] Message too large", SERVER_WORDS_PLAIN},
		{"NO [ALERT] Web login required: https://support.google.com/mail/answer/78754 "
		 "(Failure)",
		 SERVER_WORDS_PLAIN},
		{"BYE Session invalidated - AccessTokenExpired", SERVER_WORDS_OVER},
		{"NO [EXPIRED] Token is used up", SERVER_WORDS_OVER},
		{"", SERVER_WORDS_PLAIN},
	};
	(void)state;

	for (size_t i = 0; i < countof(cases); i++)
		if (server_words_read(cases[i].text) != cases[i].meaning)
			fail_msg("%s", cases[i].text);
	assert_int_equal(server_words_read(NULL), SERVER_WORDS_PLAIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_known_texts)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

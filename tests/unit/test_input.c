#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "repl/history.h"
#include "repl/input.h"

static void test_stray_quote(void **state)
{
	static const struct {
		const char *text, *without;
	} cases[] = {
		{"Get-MigrationBatch IMAPBatch1\"", "Get-MigrationBatch IMAPBatch1"},
		{"Get-MigrationBatch IMAPBatch1'  ", "Get-MigrationBatch IMAPBatch1"},
		/* the beginning of a longer string */
		{"Write-Output \"", NULL},
		{"$x = \"", NULL},
		{"Write-Output \"abc", NULL},
		/* nothing stray */
		{"Write-Output \"abc\"", NULL},
		{"Write-Output 'a''b'", NULL},
		/* more is wrong than the quote */
		{"if (1) { foo\"", NULL},
		{"", NULL},
		{"\"", NULL},
	};
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		char *without = input_without_stray_quote(cases[i].text);
		if (cases[i].without)
			assert_string_equal(without, cases[i].without);
		else
			assert_null(without);
		free(without);
	}
}

static void test_open_input(void **state)
{
	(void)state;
	/* What is open needs no session to be seen. */
	assert_true(input_is_incomplete(NULL, "if (1) {", false));
	assert_true(input_is_incomplete(NULL, "@'\nabc", false));
	assert_true(input_is_incomplete(NULL, "foo |", true));
	assert_false(input_is_incomplete(NULL, "foo )", false));
	assert_false(input_is_incomplete(NULL, "$x = 1", false));
	assert_false(input_is_incomplete(NULL, "", false));
}

static void test_secrets(void **state)
{
	(void)state;
	assert_true(history_is_secret("$Password = 'x'"));
	assert_true(history_is_secret("ConvertTo-SecureString x -AsPlainText -Force"));
	assert_true(history_is_secret("$cred = Get-Credential"));
	assert_false(history_is_secret("Get-MigrationBatch | Format-List Status"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stray_quote),
		cmocka_unit_test(test_open_input),
		cmocka_unit_test(test_secrets),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

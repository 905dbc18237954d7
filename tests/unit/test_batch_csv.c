#include "base/strbuf.h"
#include "transport/batch_csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void parse_bytes(const void *bytes, size_t size, struct batch_csv *csv)
{
	struct error error = ERROR_INIT;
	if (batch_csv_parse(bytes, size, false, csv, &error) < 0)
		fail_msg("%s", error.message);
}

static void parse(const char *text, struct batch_csv *csv)
{
	parse_bytes(text, strlen(text), csv);
}

static void assert_refused(const char *text, const char *part)
{
	struct batch_csv csv;
	struct error error = ERROR_INIT;
	assert_int_equal(batch_csv_parse(text, strlen(text), false, &csv, &error), -1);
	if (!strstr(error.message, part))
		fail_msg("\"%s\" doesn't contain \"%s\"", error.message, part);
	assert_null(csv.rows);
	error_clear(&error);
}

static void test_documented_file(void **context)
{
	(void)context;
	struct batch_csv csv;
	parse("EmailAddress,UserName,Password\r\n"
	      "terrya@contoso.edu,terry.adams,1091990\r\n"
	      "annb@contoso.edu,ann.beebe,2111991\r\n"
	      "paulc@contoso.edu,paul.cannon,3281986\r\n",
	      &csv);
	assert_int_equal(csv.count, 3);
	assert_string_equal(csv.rows[1].email, "annb@contoso.edu");
	assert_string_equal(csv.rows[1].user, "ann.beebe");
	assert_string_equal(csv.rows[2].password, "3281986");
	assert_int_equal(csv.rows[2].number, 4);
	assert_null(csv.rows[0].user_root);
	assert_null(csv.rows[0].problem);
	batch_csv_clear(&csv);
}

static void test_administrator_logins_pass_as_they_are(void **context)
{
	(void)context;
	struct batch_csv csv;
	parse("EmailAddress,UserName,Password,UserRoot\n"
	      "a@contoso.edu,Contoso/mailadmin/terry.adams,P@ssw0rd,/users/terry.adams\n"
	      "b@contoso.edu,ann.beebe*mailadmin,P@ssw0rd,\n"
	      "c@contoso.edu,#paul@contoso.edu#mailadmin#,P@ssw0rd,\n",
	      &csv);
	assert_string_equal(csv.rows[0].user, "Contoso/mailadmin/terry.adams");
	assert_string_equal(csv.rows[0].user_root, "/users/terry.adams");
	assert_string_equal(csv.rows[1].user, "ann.beebe*mailadmin");
	assert_string_equal(csv.rows[2].user, "#paul@contoso.edu#mailadmin#");
	assert_null(csv.rows[2].user_root);
	batch_csv_clear(&csv);
}

static void test_quotes_order_and_blank_lines(void **context)
{
	(void)context;
	struct batch_csv csv;
	parse("#TYPE Selected.System.Management.Automation.PSCustomObject\n"
	      "\"Password\",\"UserName\",\"EmailAddress\"\n\n"
	      "\" a,\"\"b\"\" \", ann ,\"ann@contoso.edu\"\n   \n"
	      "x,bob,bob@contoso.edu",
	      &csv);
	assert_int_equal(csv.count, 2);
	assert_string_equal(csv.rows[0].password, " a,\"b\" ");
	assert_string_equal(csv.rows[0].user, "ann");
	assert_string_equal(csv.rows[1].email, "bob@contoso.edu");
	batch_csv_clear(&csv);
}

static void to_utf16(const char *ascii, bool big_endian, bool mark, struct strbuf *out)
{
	if (mark)
		strbuf_add(out, big_endian ? "\xfe\xff" : "\xff\xfe", 2);
	for (; *ascii; ascii++) {
		char pair[2] = {big_endian ? '\0' : *ascii, big_endian ? *ascii : '\0'};
		strbuf_add(out, pair, 2);
	}
}

static void test_encodings(void **context)
{
	(void)context;
	static const char text[] = "EmailAddress,UserName,Password\r\na@contoso.edu,a,s\r\n";
	struct batch_csv csv;
	parse("\xef\xbb\xbf"
	      "EmailAddress,UserName,Password\na@contoso.edu,a,p\xc3\xa4ss\xe2\x82\xac\n",
	      &csv);
	assert_string_equal(csv.rows[0].password, "p\xc3\xa4ss\xe2\x82\xac");
	batch_csv_clear(&csv);
	for (int i = 0; i < 4; i++) {
		struct strbuf wide = STRBUF_INIT;
		to_utf16(text, i & 1, i & 2, &wide);
		parse_bytes(wide.data, wide.length, &csv);
		assert_string_equal(csv.rows[0].email, "a@contoso.edu");
		assert_string_equal(csv.rows[0].password, "s");
		batch_csv_clear(&csv);
		strbuf_clear(&wide);
	}
	/* U+1F511 as a pair */
	struct strbuf wide = STRBUF_INIT;
	to_utf16("EmailAddress,UserName,Password\na@contoso.edu,a,", false, true, &wide);
	strbuf_add(&wide, "\x3d\xd8\x11\xdd", 4);
	parse_bytes(wide.data, wide.length, &csv);
	assert_string_equal(csv.rows[0].password, "\xf0\x9f\x94\x91");
	batch_csv_clear(&csv);
	strbuf_clear(&wide);
}

static void test_bad_rows_stay_with_themselves(void **context)
{
	(void)context;
	static const struct {
		const char *row, *problem;
	} cases[] = {
		{"ann@contoso.edu,ann,p", NULL},
		{"bob@contoso.edu,bob", "Expected number: 3. Actual number: 2."},
		{"cid@contoso.edu,cid,p,extra", "Actual number: 4."},
		{"dan@contoso.edu,,p", "\"UserName\""},
		{"eve@contoso.edu,eve,", "\"Password\""},
		{",fay,p", "\"EmailAddress\""},
		{"no-address,gus,p", "\"no-address\""},
		{"../../x@contoso.edu,hal,p", "isn't a valid email address"},
		{"ida@contoso.edu,ida,p\xe4ss", "UTF-8"},
		{"jim@contoso.edu,jim,\"a\nb\"", "line break"},
	};
	struct strbuf text = STRBUF_INIT;
	strbuf_adds(&text, "EmailAddress,UserName,Password\n");
	for (size_t i = 0; i < countof(cases); i++)
		strbuf_addf(&text, "%s\n", cases[i].row);
	struct batch_csv csv;
	parse(text.data, &csv);
	assert_int_equal(csv.count, countof(cases));
	for (size_t i = 0; i < countof(cases); i++) {
		const char *problem = csv.rows[i].problem;
		if (!cases[i].problem)
			assert_null(problem);
		else if (!problem || !strstr(problem, cases[i].problem))
			fail_msg("row %zu: %s", i, problem ? problem : "no problem");
	}
	batch_csv_clear(&csv);
	strbuf_clear(&text);
}

static void test_wrong_files_are_refused(void **context)
{
	(void)context;
	assert_refused("", "can't be empty");
	assert_refused("\n\n", "can't be empty");
	assert_refused("EmailAddress,UserName,Password\n", "no rows");
	assert_refused("Email Address,UserName,Password\na@b.c,a,p\n",
		       "Column \"EmailAddress\" is missing from the CSV file.");
	assert_refused("EmailAddress,UserName\na@b.c,a\n", "Column \"Password\" is missing");
	assert_refused("EmailAddress;UserName;Password\na@b.c;a;p\n", "separated by commas");
	assert_refused("EmailAddress,UserName,Password,Shoe\na@b.c,a,p,9\n", "\"Shoe\"");
	assert_refused("EmailAddress,UserName,Password,password\na@b.c,a,p,9\n", "more than once");
	assert_refused("EmailAddress,UserName,Password\na@b.c,a,\"p\n", "row 2");
	struct batch_csv csv;
	assert_int_equal(batch_csv_parse("Email\0x", 7, false, &csv, NULL), -1);
}

static void test_unknown_columns_may_be_allowed(void **context)
{
	(void)context;
	static const char text[] = "Shoe,EmailAddress,UserName,Password\n9,a@b.co,a,p\n";
	struct batch_csv csv;
	assert_int_equal(batch_csv_parse(text, strlen(text), true, &csv, NULL), 0);
	assert_string_equal(csv.rows[0].email, "a@b.co");
	batch_csv_clear(&csv);
}

static void test_duplicates_name_the_first_row(void **context)
{
	(void)context;
	struct batch_csv csv;
	parse("EmailAddress,UserName,Password\na@b.co,a,p\nb@b.co,b,p\nA@B.co,c,p\n", &csv);
	assert_int_equal(csv.rows[0].duplicate_of, 0);
	assert_int_equal(csv.rows[1].duplicate_of, 0);
	assert_int_equal(csv.rows[2].duplicate_of, 2);
	batch_csv_clear(&csv);
}

static void test_limits(void **context)
{
	(void)context;
	struct strbuf text = STRBUF_INIT;
	strbuf_adds(&text, "EmailAddress,UserName,Password\n");
	for (int i = 0; i < BATCH_CSV_MAX_ROWS; i++)
		strbuf_addf(&text, "u%d@contoso.edu,u%d,p\n", i, i);
	struct batch_csv csv;
	parse(text.data, &csv);
	assert_int_equal(csv.count, BATCH_CSV_MAX_ROWS);
	batch_csv_clear(&csv);
	strbuf_adds(&text, "one@more.edu,one,p\n");
	assert_refused(text.data, "more than 50,000 rows");
	strbuf_add_repeat(&text, ' ', BATCH_CSV_MAX_BYTES);
	assert_refused(text.data, "larger than 10 MB");
	strbuf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_documented_file),
		cmocka_unit_test(test_administrator_logins_pass_as_they_are),
		cmocka_unit_test(test_quotes_order_and_blank_lines),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_bad_rows_stay_with_themselves),
		cmocka_unit_test(test_wrong_files_are_refused),
		cmocka_unit_test(test_unknown_columns_may_be_allowed),
		cmocka_unit_test(test_duplicates_name_the_first_row),
		cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What compiled code does, without cmdlets: each row is evaluated in a session of its own scope. */
#include "base/strbuf.h"
#include "engine/chunk.h"
#include "engine/compile.h"
#include "engine/disasm.h"
#include "engine/host.h"
#include "engine/output.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct strbuf shown = STRBUF_INIT;

static enum status write_object(struct host *host UNUSED, Value v)
{
	value_append_string(v, &shown);
	strbuf_addc(&shown, ';');
	return OK;
}

static void write_text(struct host *host UNUSED, enum host_stream stream UNUSED, const char *text,
		       size_t length)
{
	strbuf_add(&shown, text, length);
}

static void write_error_record(struct host *host UNUSED, Value record)
{
	strbuf_addf(&shown, "!%s;", string_data(value_as_error_record(record)->id));
}

static int width(struct host *host UNUSED)
{
	return 80;
}

static struct host host = {
	.write_object = write_object,
	.write_text = write_text,
	.write_error_record = write_error_record,
	.width = width,
};

/* Runs text as the prompt does; what comes out, items ended by ";", errors as "!id;". */
static void expect(struct session *s, const char *text, const char *output)
{
	strbuf_reset(&shown);
	enum status status = session_run_text(s, text, strlen(text));
	(void)status;
	if (strcmp(shown.data, output) != 0)
		fail_msg("%s\n  expected %s\n  got      %s", text, output, shown.data);
}

struct row {
	const char *text, *output;
};

static void run_rows(const struct row *rows, size_t count)
{
	struct session *s = session_create(&host);
	for (size_t i = 0; i < count; i++)
		expect(s, rows[i].text, rows[i].output);
	session_free(&s);
}

static void test_operands_are_read_in_order(void **state UNUSED)
{
	static const struct row rows[] = {
		{"$x = 1; $x + ($x = 5)", "6;"},
		{"$i = 1; $i + $i++; $i++ + $i", "2;5;"},
		{"$a = 1, 2, 3; $i = 0; $a[$i++] = $i; \"$a\"", "1 2 3;"},
		{"$x = 2; $y = ($x = 3) + $x; $y", "6;"},
		{"$x = 1; $x = $x + $x * ($x = 10); $x", "11;"},
	};
	run_rows(rows, countof(rows));
}

static void test_integers_overflow_to_double(void **state UNUSED)
{
	static const struct row rows[] = {
		{"(2147483647 + 1).GetType().Name", "Double;"},
		{"$i = 2147483647; $i++; $i.GetType().Name", "Double;"},
		{"$s = 2147483640; foreach ($n in 1..10) { $s += $n }; $s", "2147483695;"},
		{"(9223372036854775807 + 1).GetType().Name", "Double;"},
		{"7 / 2; 6 / 2; -7 % 3", "3.5;3;-1;"},
	};
	run_rows(rows, countof(rows));
}

static void test_slots_and_names_are_the_same_variables(void **state UNUSED)
{
	static const struct row rows[] = {
		{"$kept = 'from before'", ""},
		{"\"$kept\"; $kept = 'new'", "from before;"},
		{"$kept", "new;"},
		{"function f { $v = 'f'; g }; function g { $v }; f", "f;"},
		{"& { $n = 1; . { $n = 2 }; $n }", "2;"},
		{"& { $n = 1; & { $n = 2 }; $n }", "1;"},
		{"function h { $q; $q = 'own'; $q }; $q = 'outer'; h; $q", "outer;own;outer;"},
		{"$b = & { $c = 5; { $c * 2 }.GetNewClosure() }; $c = 1; & $b", "10;"},
	};
	run_rows(rows, countof(rows));
}

static void test_control_flow_runs_finally(void **state UNUSED)
{
	static const struct row rows[] = {
		{"function f { try { return 1 } finally { 2 } }; f", "1;2;"},
		{"foreach ($i in 1..3) { try { if ($i -eq 2) { break }; $i } finally { 'f' } }",
		 "1;f;f;"},
		{"foreach ($i in 1..2) { try { continue } finally { \"f$i\" } }", "f1;f2;"},
		{"try { try { throw 'a' } finally { 'f' } } catch { \"c $_\" }", "f;c a;"},
		{"$r = foreach ($j in 1, 2) { try { $j; break } finally { 'z' } }; \"$r\"", "1 z;"},
		{"function g { break }; foreach ($i in 1..3) { $i; g }; 'after'", "1;after;"},
		{":o foreach ($a in 1..2) { foreach ($b in 1..2) { continue o }; 'no' }; 'end'",
		 "end;"},
	};
	run_rows(rows, countof(rows));
}

static void test_errors_end_their_statement_only(void **state UNUSED)
{
	static const struct row rows[] = {
		{"1/0; 'next'", "!RuntimeException;next;"},
		{"function f { 1/0; 'after' }; f; 'end'", "!RuntimeException;after;end;"},
		{"try { 1/0; 'no' } catch { 'caught' }", "caught;"},
		{"function f { 1/0; 'no' }; try { f } catch { 'caught' }", "caught;"},
		{"while (1/0) { 'x' }; 'after'", "!RuntimeException;after;"},
		{"\"a$(1/0)b\"", "!RuntimeException;ab;"},
		{"throw 'x'; 'no'", "!x;"},
		{"& { trap { \"t $_\"; continue } throw 'x'; 'on' }", "t x;on;"},
	};
	run_rows(rows, countof(rows));
}

static void test_deep_recursion_is_an_error(void **state UNUSED)
{
	static const struct row rows[] = {
		{"function deep { deep }; try { deep } catch { $_.FullyQualifiedErrorId }",
		 "CallDepthOverflow;"},
		{"function down($n) { if ($n) { down ($n - 1) } else { 'bottom' } }; down 500",
		 "bottom;"},
	};
	run_rows(rows, countof(rows));
}

static void test_typed_variables_convert(void **state UNUSED)
{
	static const struct row rows[] = {
		{"& { [int]$n = '5'; $n = '7'; $n + 1 }", "8;"},
		{"& { [int]$n = 1; try { $n = 'x' } catch { $_.Exception.GetType().Name }; $n }",
		 "RuntimeException;1;"},
		{"function f([int]$n, [string]$s) { \"$($n + 1)[$s]\" }; f 4; f '4' 5",
		 "5[];5[5];"},
	};
	run_rows(rows, countof(rows));
}

/* The listing shows what was compiled: slots by name, constants as they are. */
static void test_disassembly_names_variables(void **state UNUSED)
{
	struct session *s = session_create(&host);
	Value block;
	const char *text = "$total = 0; foreach ($i in 1..3) { $total += $i }";
	assert_int_equal(script_compile_text(s, text, strlen(text), NULL, &block), OK);
	struct code *code = compile_chunk(value_as_script_block(block)->code, CODE_OWN_SCOPE);
	assert_non_null(code);
	struct strbuf listing = STRBUF_INIT;
	disasm_code(code, &listing);
	assert_non_null(strstr(listing.data, "ADD"));
	assert_non_null(strstr(listing.data, "$total $total $i"));
	assert_non_null(strstr(listing.data, "FOREACHRANGE"));
	strbuf_clear(&listing);
	session_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_operands_are_read_in_order),
		cmocka_unit_test(test_integers_overflow_to_double),
		cmocka_unit_test(test_slots_and_names_are_the_same_variables),
		cmocka_unit_test(test_control_flow_runs_finally),
		cmocka_unit_test(test_errors_end_their_statement_only),
		cmocka_unit_test(test_deep_recursion_is_an_error),
		cmocka_unit_test(test_typed_variables_convert),
		cmocka_unit_test(test_disassembly_names_variables),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	strbuf_clear(&shown);
	return failed;
}

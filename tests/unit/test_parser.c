#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "syntax/ast_dump.h"
#include "syntax/parser.h"

static struct syntax_tree *parse(const char *text, unsigned flags)
{
	return parse_script(text, strlen(text), NULL, flags);
}

/* ---- shape: the tree in one line, a level in brackets ---- */

/* Turns the dump's indentation into brackets and leaves out what nearly every script has. */
static void shape_of(const char *text, unsigned flags, struct strbuf *out)
{
	struct syntax_tree *tree = parse(text, flags);
	struct strbuf dump = STRBUF_INIT;
	int level = 0;
	for (size_t i = 0; i < tree->root->end->statements.count; i++) {
		if (i > 0)
			strbuf_adds(out, "; ");
		strbuf_reset(&dump);
		ast_dump(tree->root->end->statements.items[i], false, &dump);
		bool first = true;
		char *save = NULL;
		for (char *line = strtok_r(dump.data, "\n", &save); line;
		     line = strtok_r(NULL, "\n", &save)) {
			int indent = (int)strspn(line, " ") / 2;
			for (; level > indent; level--)
				strbuf_addc(out, ']');
			if (!first)
				strbuf_addc(out, indent > level ? '[' : ' ');
			level = indent;
			first = false;
			strbuf_adds(out, line + strspn(line, " "));
		}
		for (; level > 0; level--)
			strbuf_addc(out, ']');
	}
	strbuf_clear(&dump);
	syntax_tree_unref(&tree);
}

struct text_pair {
	const char *text, *expected;
};

#define VARIABLE "VariableExpression "
#define NUMBER "ConstantExpression Int32 "
#define WORD "StringConstantExpression BareWord "
#define EXPRESSION(inner) "Pipeline[CommandExpression[" inner "]]"

static const struct text_pair shapes[] = {
	/* precedence */
	{"1 + 2 * 3", EXPRESSION("BinaryExpression Plus[" NUMBER
				 "1 BinaryExpression Multiply[" NUMBER "2 " NUMBER "3]]")},
	{"-1, 2", EXPRESSION("ArrayLiteral[" NUMBER "-1 " NUMBER "2]")},
	{"1..2, 3",
	 EXPRESSION("BinaryExpression DotDot[" NUMBER "1 ArrayLiteral[" NUMBER "2 " NUMBER "3]]")},
	{"-join $a, $b",
	 EXPRESSION("ArrayLiteral[UnaryExpression Join[" VARIABLE "a] " VARIABLE "b]")},
	{"[int]$a -eq 2",
	 EXPRESSION("BinaryExpression Ieq[ConvertExpression int[" VARIABLE "a] " NUMBER "2]")},
	{"$a -ceq 1 -and !$b", EXPRESSION("BinaryExpression And[BinaryExpression Ceq[" VARIABLE
					  "a " NUMBER "1] UnaryExpression Not[" VARIABLE "b]]")},
	{"$a ?? 1 ? 2 : 3",
	 EXPRESSION("TernaryExpression[BinaryExpression QuestionQuestion[" VARIABLE "a " NUMBER
		    "1] " NUMBER "2 " NUMBER "3]")},
	{",1", EXPRESSION("ArrayLiteral[" NUMBER "1]")},
	/* members */
	{"$a.b[0]",
	 EXPRESSION("IndexExpression[MemberExpression[" VARIABLE "a " WORD "'b'] " NUMBER "0]")},
	{"[a]::b(1)",
	 EXPRESSION("InvokeMemberExpression static[TypeExpression a " WORD "'b' " NUMBER "1]")},
	{"$a.b[int](1)",
	 EXPRESSION("InvokeMemberExpression int[" VARIABLE "a " WORD "'b' " NUMBER "1]")},
	{"${a}?.b", EXPRESSION("MemberExpression null-conditional[" VARIABLE "a " WORD "'b']")},
	/* commands */
	{"a -b:1 -c 2", "Pipeline[Command[" WORD "'a' CommandParameter b:[" NUMBER
			"1] CommandParameter c " NUMBER "2]]"},
	{"a x,2 | b", "Pipeline[Command[" WORD "'a' ArrayLiteral[" WORD "'x' " NUMBER
		      "2]] Command[" WORD "'b']]"},
	{"& $x 2>&1", "Pipeline[Command Ampersand[" VARIABLE "x Redirection Error to Output]]"},
	{"a\n | b", "Pipeline[Command[" WORD "'a'] Command[" WORD "'b']]"},
	{"a && b || c", "PipelineChain OrOr[PipelineChain AndAnd[Pipeline[Command[" WORD
			"'a']] Pipeline[Command[" WORD "'b']]] Pipeline[Command[" WORD "'c']]]"},
	{"a &", "Pipeline background[Command[" WORD "'a']]"},
	{"a --% b \"c\" | d",
	 "Pipeline[Command[" WORD "'a' " WORD "'--%' " WORD "'b \"c\" '] Command[" WORD "'d']]"},
	/* strings */
	{"\"a $b $($c)\"",
	 EXPRESSION("ExpandableStringExpression DoubleQuoted[StringConstantExpression DoubleQuoted "
		    "'a ' "
		    "VariableExpression b StringConstantExpression DoubleQuoted ' ' "
		    "SubExpression[StatementBlock[" EXPRESSION(VARIABLE "c") "]]]")},
	/* statements */
	{"$x = 1", "AssignmentStatement Equals[" VARIABLE "x " EXPRESSION(NUMBER "1") "]"},
	{"$x += if (1) {2}", "AssignmentStatement Plus[" VARIABLE "x IfStatement[" EXPRESSION(
				     NUMBER "1") " StatementBlock[" EXPRESSION(NUMBER "2") "]]]"},
	{":l while (1) {break l}",
	 "WhileStatement :l[" EXPRESSION(NUMBER "1") " StatementBlock[BreakState"
						     "ment[" WORD "'l']]]"},
	{"@{a=1;'b'=2}",
	 EXPRESSION("Hashtable[" WORD "'a' " EXPRESSION(
		 NUMBER
		 "1") " StringConstantExpression SingleQuoted 'b' " EXPRESSION(NUMBER "2") "]")},
	{"1; 2", EXPRESSION(NUMBER "1") "; " EXPRESSION(NUMBER "2")},
};

static void test_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(shapes); i++) {
		struct strbuf out = STRBUF_INIT;
		shape_of(shapes[i].text, 0, &out);
		if (strcmp(out.data, shapes[i].expected) != 0)
			print_message("case: %s\n", shapes[i].text);
		assert_string_equal(out.data, shapes[i].expected);
		strbuf_clear(&out);
	}
}

/* ---- numbers ---- */

static const struct text_pair numbers[] = {
	{"2147483647", "Int32 2147483647"},
	{"2147483648", "Int64 2147483648"},
	{"9223372036854775808", "Decimal 9223372036854775808"},
	{"79228162514264337593543950336", "Double 7.9228162514264338e+28"},
	{"0xFFFFFFFF", "Int32 -1"},
	{"0x100000000", "Int64 4294967296"},
	{"0b11111111", "Int32 -1"},
	{"0xFFuy", "Byte 255"},
	{"1kb", "Int32 1024"},
	{"1.5kb", "Double 1536"},
	{"5.50d", "Decimal 5.50"},
	{"1e3d", "Decimal 1000"},
	{"5nkb", "BigInteger 5120"},
	{"1.5l", "Int64 2"},
	{"-5", "Int32 -5"},
	{"1e-5", "Double 1.0000000000000001e-05"},
};

static void test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(numbers); i++) {
		struct strbuf out = STRBUF_INIT;
		shape_of(numbers[i].text, 0, &out);
		char expected[200];
		snprintf(expected, sizeof(expected), EXPRESSION("ConstantExpression %s"),
			 numbers[i].expected);
		assert_string_equal(out.data, expected);
		strbuf_clear(&out);
	}
}

/* ---- errors: id and place of each, line:column ---- */

static const struct text_pair errors[] = {
	{"if (1) {", "MissingEndCurlyBrace 1:8 +"},
	{"foo (", "ExpectedExpression 1:6 +, MissingEndParenthesisInExpression 1:6 +"},
	{"1 +", "ExpectedValueExpression 1:4 +"},
	{"1 2", "UnexpectedToken 1:3"},
	{"foo |", "EmptyPipeElement 1:6 +"},
	{"'abc", "TerminatorExpectedAtEndOfString 1:1 +"},
	{"Get-MigrationBatch IMAPBatch1\"", "TerminatorExpectedAtEndOfString 1:30 +"},
	{"$x = \n1; 5 = 1", "InvalidLeftHandSide 2:4"},
	{"foo }\nbar )", "UnexpectedToken 1:5, UnexpectedToken 2:5"},
	{"@{a=1;A=2}", "DuplicateKeyInHashLiteral 1:7"},
	{"function f($a,$a) {}", "DuplicateFormalParameter 1:15"},
	{"$y = @x", "SplattingNotPermitted 1:6"},
	{"try {} finally { return }", "ControlLeavingFinally 1:18"},
	{"foreach (x in 1) {}", "MissingVariableNameAfterForeach 1:10, UnexpectedToken 1:16"},
	{"switch (1) {}", "MissingSwitchConditionExpression 1:13"},
	{"class A { [int] m() { } }", "MethodHasCodePathNotReturn 1:17"},
	{"class A { m() { if (1) { $x = 1 }; $x } }", "VariableNotLocal 1:36"},
	{"class A { m($p) { try { $x = $p } catch { throw }; $x; { $y } } }", ""},
	{"data { $x }", "VariableReferenceNotSupportedInDataSection 1:8"},
	{"\"$(')')\"",
	 "TerminatorExpectedAtEndOfString 1:4, MissingEndParenthesisInSubexpression 1:6"},
	{"'\xf0\x9f\x98\x80' )", "UnexpectedToken 1:6"}, /* columns count UTF-16 */
};

static void test_errors(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(errors); i++) {
		struct syntax_tree *tree = parse(errors[i].text, 0);
		struct strbuf out = STRBUF_INIT;
		for (size_t n = 0; n < tree->error_count; n++) {
			int line, column;
			source_position(&tree->source, tree->errors[n].extent.start, &line,
					&column);
			strbuf_addf(&out, "%s%s %d:%d%s", n ? ", " : "", tree->errors[n].id, line,
				    column, tree->errors[n].incomplete ? " +" : "");
		}
		if (strcmp(out.data, errors[i].expected) != 0)
			print_message("case: %s\n", errors[i].text);
		assert_string_equal(out.data, errors[i].expected);
		strbuf_clear(&out);
		syntax_tree_unref(&tree);
	}
}

static void test_message_is_powershells(void **state)
{
	(void)state;
	struct syntax_tree *tree = parse("foo }", 0);
	assert_int_equal(tree->error_count, 1);
	assert_string_equal(tree->errors[0].message,
			    "Unexpected token '}' in expression or statement.");
	syntax_tree_unref(&tree);
}

/* ---- the prompt ---- */

static void test_incomplete(void **state)
{
	static const char *const incomplete[] = {"if (1) {", "foo |", "foo `",
						 "@'\nx",    "(1 +",  "$x ="};
	static const char *const complete[] = {"", "foo", "foo )", "if (1) {}", "1 2", "# foo"};
	(void)state;
	for (size_t i = 0; i < countof(incomplete); i++) {
		struct syntax_tree *tree = parse(incomplete[i], 0);
		assert_true(parse_is_incomplete(tree));
		syntax_tree_unref(&tree);
	}
	for (size_t i = 0; i < countof(complete); i++) {
		struct syntax_tree *tree = parse(complete[i], 0);
		assert_false(parse_is_incomplete(tree));
		syntax_tree_unref(&tree);
	}
}

/* ---- documented commands over two lines ---- */

static size_t statement_count(const char *text, unsigned flags, size_t *errors_r)
{
	struct syntax_tree *tree = parse(text, flags);
	size_t count = tree->root->end->statements.count;
	*errors_r = tree->error_count;
	syntax_tree_unref(&tree);
	return count;
}

static void test_join_lines(void **state)
{
	static const char article[] =
		"New-MigrationEndpoint -IMAP -Port 143 -MaxConcurrentMigrations\n"
		"50 -MaxConcurrentIncrementalSyncs 25\n";
	static const char *const valid[] = {"foo -a\nbar -b 5", "foo -a\n5", "foo -a\n$x = 5",
					    "foo -a\n5 | bar", "foo -a\n$x -eq 5"};
	size_t count;
	(void)state;
	assert_int_equal(statement_count(article, PARSE_JOIN_LINES, &count), 1);
	assert_int_equal(count, 0);
	statement_count(article, 0, &count);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < countof(valid); i++) {
		assert_int_equal(statement_count(valid[i], PARSE_JOIN_LINES, &count), 2);
		assert_int_equal(count, 0);
	}
}

/* ---- structure ---- */

static void test_function_parts(void **state)
{
	(void)state;
	struct syntax_tree *tree = parse("# .SYNOPSIS\n# Does it.\n"
					 "function f { [CmdletBinding()] param([int]$a = 5, $b)\n"
					 "begin {1} end {2} }",
					 0);
	assert_int_equal(tree->error_count, 0);
	const struct ast_function *f = (struct ast_function *)tree->root->end->statements.items[0];
	assert_int_equal(f->ast.kind, AST_FUNCTION);
	assert_int_equal(f->body->param_block->attributes.count, 1);
	assert_int_equal(f->body->param_block->parameters.count, 2);
	assert_non_null(f->body->begin);
	assert_null(f->body->process);
	assert_int_equal(f->body->help.start, 0);
	assert_int_equal(f->body->help.end, strlen("# .SYNOPSIS\n# Does it."));
	syntax_tree_unref(&tree);
}

static void test_requires(void **state)
{
	(void)state;
	struct syntax_tree *tree = parse("#Requires -Version 5.1\n#requires -Modules a, b\nfoo", 0);
	assert_non_null(tree->root->requires);
	assert_string_equal(tree->root->requires->version, "5.1");
	assert_int_equal(tree->root->requires->module_count, 2);
	assert_string_equal(tree->root->requires->modules[1], "b");
	syntax_tree_unref(&tree);
}

static void test_type_names(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena);
	const char list[] = "System.Collections.Generic.List[int[]]";
	const struct ast_type_name *type = parse_type_name(&arena, list, strlen(list));
	assert_string_equal(type->name, "System.Collections.Generic.List");
	assert_int_equal(type->argument_count, 1);
	assert_int_equal(type->arguments[0]->array_count, 1);
	assert_null(parse_type_name(&arena, "int[", 4));
	assert_null(parse_type_name(&arena, "int]", 4));
	assert_null(parse_type_name(&arena, "", 0));
	arena_clear(&arena);
}

/* ---- abuse ---- */

static void assert_too_complicated(const char *piece, size_t times)
{
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < times; i++)
		strbuf_adds(&text, piece);
	struct syntax_tree *tree = parse(text.data, PARSE_JOIN_LINES);
	assert_true(tree->error_count > 0);
	assert_string_equal(tree->errors[0].id, "ScriptTooComplicated");
	syntax_tree_unref(&tree);
	strbuf_clear(&text);
}

static void test_deep_nesting(void **state)
{
	(void)state;
	assert_too_complicated("(", 100000);
	assert_too_complicated("{", 100000);
	assert_too_complicated("@{a=", 100000);
	assert_too_complicated("if(1){", 100000);
	assert_too_complicated("[a[", 100000);
	assert_too_complicated("!", 100000);
	assert_too_complicated("1+", 100000);
}

static void test_broken_utf8(void **state)
{
	(void)state;
	struct syntax_tree *tree = parse_script("'\xff\xc3'", 4, NULL, 0);
	assert_int_equal(tree->error_count, 0);
	assert_string_equal(tree->source.text, "'\xef\xbf\xbd\xef\xbf\xbd'");
	syntax_tree_unref(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_message_is_powershells),
		cmocka_unit_test(test_incomplete),
		cmocka_unit_test(test_join_lines),
		cmocka_unit_test(test_function_parts),
		cmocka_unit_test(test_requires),
		cmocka_unit_test(test_type_names),
		cmocka_unit_test(test_deep_nesting),
		cmocka_unit_test(test_broken_utf8),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

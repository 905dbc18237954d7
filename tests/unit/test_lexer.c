#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "syntax/lexer.h"
#include "syntax/source.h"

/* One line: the tokens of `text` in `mode`, each as Kind or Kind(text). */
static void tokens_of(const char *text, enum lexer_mode mode, struct strbuf *out)
{
	struct arena arena;
	struct source source;
	struct diagnostics diagnostics;
	struct lexer lexer;
	struct token token;
	arena_init(&arena);
	source_init(&source, text, strlen(text), NULL);
	diagnostics_init(&diagnostics, &arena, &source);
	lexer_init(&lexer, &arena, &diagnostics, source.text, source.length);
	lexer.mode = mode;
	lexer.allow_signed_numbers = true;
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token))
		strbuf_addf(out, "%s%s(%.*s)", out->length ? " " : "", token_kind_name(&token),
			    (int)token.text.length, token.text.data);
	struct parse_error *errors;
	size_t count;
	diagnostics_finish(&diagnostics, &errors, &count);
	for (size_t i = 0; i < count; i++)
		strbuf_addf(out, " !%s", errors[i].id);
	lexer_clear(&lexer);
	source_clear(&source);
	arena_clear(&arena);
}

struct token_case {
	enum lexer_mode mode;
	const char *text, *tokens;
};

#define E LEXER_EXPRESSION
#define C LEXER_COMMAND

static const struct token_case cases[] = {
	/* the same text, two meanings */
	{E, "5-3", "Number(5) Number(-3)"},
	{C, "5-3", "Generic(5-3)"},
	{E, "$a-eq$b", "Variable(a) Ieq(-eq) Variable(b)"},
	{C, "$a-eq$b", "Generic($a-eq$b)"},
	{C, "-eq", "Parameter(eq)"},
	{C, "$a.b $a[0] $a::b",
	 "Variable(a) Generic(.b) Variable(a) Generic([0]) Variable(a) Generic(::b)"},
	/* words */
	{C, "a=b a>b 1..3 *.txt .\\x",
	 "Generic(a=b) Generic(a>b) Generic(1..3) Generic(*.txt) Generic(.\\x)"},
	{C, "a'b c'd\"e f\"", "Generic(ab cde f)"},
	{C, "a`nb `u{41}", "Generic(a\nb) Generic(A)"},
	{C, "if if-x foreach", "If(if) Generic(if-x) Foreach(foreach)"},
	{C, "-name -a:b --x --",
	 "Parameter(name) Parameter(a) Identifier(b) Generic(--x) MinusMinus(--)"},
	{C,
	 "\xe2\x80\x93"
	 "Port 993",
	 "Parameter(Port) Number(993)"},
	/* strings */
	{E, "'a''b' \"c\"\"d`te\"", "StringLiteral(a'b) StringExpandable(c\"d\te)"},
	{E, "\xe2\x80\x98x\xe2\x80\x99 \xe2\x80\x9cy\xe2\x80\x9d",
	 "StringLiteral(x) StringExpandable(y)"},
	{E, "@'\na\n'@", "HereStringLiteral(a)"},
	{E, "@\"\n\n\"@", "HereStringExpandable()"},
	{E, "\"$(')')\"", "StringExpandable(\"$(')')\")"},
	/* variables */
	{E, "$env:x ${a b} $a::b $$ $^ $?x",
	 "Variable(env:x) Variable(a b) Variable(a) ColonColon(::) "
	 "Identifier(b) Variable($) Variable(^) Variable(?) Identifier(x)"},
	{E, "@a @( @{", "SplattedVariable(a) AtParen(@() AtCurly(@{)"},
	/* blanks, comments, line ends */
	{C, "a #b\nc <# d\n#> e `\nf",
	 "Identifier(a) NewLine(\n) Identifier(c) Identifier(e) Identifier(f)"},
	{C, "a `\n b", "Identifier(a) Identifier(b)"},
	/* redirections */
	{C, "2>&1 *> >> 3>", "Redirection(2>&1) Redirection(*>) Redirection(>>) Redirection(3>)"},
	{E, "5>3", "Number(5) Redirection(>) Number(3)"},
	/* errors */
	{E, "\"abc", "StringExpandable(abc) !TerminatorExpectedAtEndOfString"},
	{E, "${abc", "Variable(abc) !IncompleteDollarVariableReference"},
	{E, "\"$b: c\"", "StringExpandable(\"$b: c\") !InvalidVariableReferenceWithDrive"},
	{E, "<# x", " !MissingTerminatorMultiLineComment"},
	{E, "@'\nx\n '@", "HereStringLiteral(x\n '@) !WhitespaceBeforeHereStringFooter"},
	{E, "@ x", "Unknown(@) Identifier(x) !UnrecognizedToken"},
	{E, "300y", "Number(300y) !BadNumericConstant"},
	{C, "300y", "Generic(300y)"},
};

static void test_tokens(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(cases); i++) {
		struct strbuf out = STRBUF_INIT;
		tokens_of(cases[i].text, cases[i].mode, &out);
		if (strcmp(out.data, cases[i].tokens) != 0)
			print_message("case %zu: %s\n", i, cases[i].text);
		assert_string_equal(out.data, cases[i].tokens);
		strbuf_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_tokens)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

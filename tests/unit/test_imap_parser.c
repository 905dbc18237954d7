#include "base/strbuf.h"
#include "transport/imap_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct imap_parser_limits limits = {.max_line = 200, .max_response = 400};

static void print_node(const struct imap_node *node, struct strbuf *out)
{
	if (node->type == IMAP_NODE_LIST) {
		strbuf_addc(out, '(');
		for (const struct imap_node *child = node->children; child; child = child->next) {
			print_node(child, out);
			strbuf_adds(out, child->next ? " " : "");
		}
		strbuf_addc(out, ')');
	} else if (node->type == IMAP_NODE_STREAMED) {
		strbuf_adds(out, "<streamed>");
	} else {
		strbuf_addf(out, node->type == IMAP_NODE_ATOM ? "%s" : "'%s'", node->text);
	}
}

/* Feeds `input` in pieces of `step` bytes and writes what comes out, one event a line. */
static void run(const char *input, size_t step, bool stream, struct strbuf *out)
{
	struct imap_parser *parser = imap_parser_create(&limits);
	size_t length = strlen(input), start = 0, end = 0;

	for (bool more = true; more;) {
		struct imap_piece piece;
		size_t used;
		switch (imap_parser_next(parser, input + start, end - start, &used, &piece)) {
		case IMAP_PARSER_MORE:
			more = end < length;
			end = MIN(length, end + step);
			break;
		case IMAP_PARSER_LITERAL:
			if (stream)
				imap_parser_stream(parser);
			break;
		case IMAP_PARSER_DATA:
			strbuf_add(out, piece.bytes, piece.length);
			strbuf_adds(out, piece.last ? "|" : "");
			break;
		case IMAP_PARSER_RESPONSE:
			print_node(imap_parser_root(parser), out);
			break;
		case IMAP_PARSER_BAD:
			strbuf_addf(out, "bad: %s", imap_parser_problem(parser));
			more = false;
		}
		start += used;
	}
	imap_parser_free(&parser);
}

static const struct {
	const char *input, *expected;
	bool stream;
} cases[] = {
	{"* 3 EXISTS\r\n", "(* 3 EXISTS)", false},
	{"* LIST (\\HasNoChildren \\Sent) \"/\" \"a \\\"b\\\" \\\\c\"\r\n",
	 "(* LIST (\\HasNoChildren \\Sent) '/' 'a \"b\" \\c')", false},
	{"* LIST () NIL [Gmail]\n", "(* LIST () NIL [Gmail])", false},
	{"* OK [UIDVALIDITY 1] a (strange\" text\r\n", "(* OK '[UIDVALIDITY 1] a (strange\" text')",
	 false},
	{"x1 NO\r\n", "(x1 NO)", false},
	{"+ go (on\r\n", "(+ 'go (on')", false},
	{"* 1 FETCH (UID 7 BODY[HEADER.FIELDS (DATE FROM)] {5}\r\nab\r\nc FLAGS ())\r\n",
	 "(* 1 FETCH (UID 7 BODY[HEADER.FIELDS (DATE FROM)] 'ab\r\nc' FLAGS ()))", false},
	{"* 1 FETCH (BODY[] {5}\r\nab)\r\n)\r\nx OK done\r\n",
	 "ab)\r\n|(* 1 FETCH (BODY[] <streamed>))(x OK 'done')", true},
	{"* 1 FETCH (BODY[] ~{0}\r\n)\r\n", "|(* 1 FETCH (BODY[] <streamed>))", true},
	{"* LIST () \"/\" {3+}\r\na b\r\n", "(* LIST () '/' 'a b')", false},
	{"\r\n", "()", false},
	{"* X {abc}\r\n", "(* X {abc})", false},
	{"* X )\r\n", "bad: a closing parenthesis too many", false},
	{"* X (a\r\n", "bad: a list doesn't end", false},
	{"* X \"a\r\n", "bad: a quoted string doesn't end", false},
	{"* X {399}\r\n", "bad: a string longer than any server needs", false},
	{"* X {99999999999999999999999}\r\n", "bad: a string longer than any server needs", false},
};

static void test_cases(void **state)
{
	struct strbuf out = STRBUF_INIT;
	(void)state;

	for (size_t i = 0; i < countof(cases); i++) {
		strbuf_reset(&out);
		run(cases[i].input, strlen(cases[i].input), cases[i].stream, &out);
		assert_string_equal(out.data, cases[i].expected);
		strbuf_reset(&out);
		run(cases[i].input, 1, cases[i].stream, &out);
		assert_string_equal(out.data, cases[i].expected);
	}
	strbuf_clear(&out);
}

/* Whatever a server sends, memory is bounded. */
static void test_limits(void **state)
{
	struct strbuf input = STRBUF_INIT, out = STRBUF_INIT;
	(void)state;

	strbuf_add_repeat(&input, 'a', 201);
	run(input.data, 10, false, &out);
	assert_string_equal(out.data, "bad: a line longer than any server needs");
	strbuf_reset(&input);
	strbuf_reset(&out);
	strbuf_add_repeat(&input, '(', 70);
	strbuf_adds(&input, "\r\n");
	run(input.data, 100, false, &out);
	assert_string_equal(out.data, "bad: lists are nested too deeply");
	strbuf_clear(&input);
	strbuf_clear(&out);
}

static void test_code(void **state)
{
	struct imap_code code;
	(void)state;

	imap_code_parse("[APPENDUID 38505 3955:3957] Done.", &code);
	assert_true(imap_code_is(&code, "appenduid"));
	assert_int_equal(code.arguments_length, 15);
	assert_string_equal(code.text, "Done.");
	imap_code_parse("[ALERT] x", &code);
	assert_true(imap_code_is(&code, "ALERT"));
	assert_int_equal(code.arguments_length, 0);
	imap_code_parse("plain", &code);
	assert_int_equal(code.name_length, 0);
	assert_string_equal(code.text, "plain");
	imap_code_parse(NULL, &code);
	assert_string_equal(code.text, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_code),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

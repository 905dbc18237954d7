#include "syntax/lexer.h"
#include "syntax/lexer_private.h"

#include "base/xmalloc.h"

#include <stdlib.h>
#include <string.h>

void lexer_init(struct lexer *lexer, struct arena *arena, struct diagnostics *diagnostics,
		const char *text, uint32_t length)
{
	memset(lexer, 0, sizeof(*lexer));
	lexer->arena = arena;
	lexer->diagnostics = diagnostics;
	lexer->text = text;
	lexer->end = length;
}

void lexer_clear(struct lexer *lexer)
{
	free(lexer->comments);
	lexer->comments = NULL;
	lexer->comment_count = lexer->comment_capacity = 0;
}

uint32_t lexer_source_offset(const struct lexer *lexer, uint32_t position)
{
	return lexer->map ? lexer->map[position] : position;
}

struct extent lexer_extent(const struct lexer *lexer, uint32_t from, uint32_t to)
{
	from = MIN(from, lexer->end);
	to = MIN(to, lexer->end);
	return (struct extent){lexer_source_offset(lexer, from), lexer_source_offset(lexer, to)};
}

void lexer_finish(struct lexer *l, struct token *t, enum token_kind kind)
{
	t->kind = kind;
	t->where = lexer_extent(l, t->at, l->position);
	if (!t->text.data)
		t->text = (struct ast_text){l->text + t->at, l->position - t->at};
}

/* ---- what stands between tokens ---- */

static void note_comment(struct lexer *l, uint32_t from)
{
	struct extent where = lexer_extent(l, from, l->position);
	if (l->comment_count > 0 && l->comments[l->comment_count - 1].start >= where.start)
		return; /* read again after going back */
	GROW(l->comments, l->comment_count, l->comment_capacity);
	l->comments[l->comment_count++] = where;
}

static void skip_line_comment(struct lexer *l)
{
	uint32_t from = l->position;
	while (l->position < l->end && l->text[l->position] != '\n' && l->text[l->position] != '\r')
		l->position++;
	note_comment(l, from);
}

static void skip_block_comment(struct lexer *l)
{
	uint32_t from = l->position;
	l->position += 2;
	while (l->position < l->end) {
		if (l->text[l->position] == '#' && lexer_byte_at(l, l->position + 1) == '>') {
			l->position += 2;
			note_comment(l, from);
			return;
		}
		l->position++;
	}
	diagnostics_add_incomplete(l->diagnostics, lexer_extent(l, from, l->position),
				   lexer_source_offset(l, l->position),
				   DIAGNOSTIC_UNTERMINATED_COMMENT);
}

/* At a backtick: a line continuation, or a blank that is escaped but means nothing by itself? */
static bool skip_continuation(struct lexer *l)
{
	uint32_t size;
	unsigned class = lexer_class_at(l, l->position + 1, &size);
	if (size == 0) {
		if (l->position + 1 >= l->end) {
			l->position++;
			diagnostics_add_incomplete(
				l->diagnostics, lexer_extent(l, l->position, l->position),
				lexer_source_offset(l, l->position), DIAGNOSTIC_INCOMPLETE_STRING);
			return true;
		}
		return false;
	}
	if (!(class & (CHAR_SPACE | CHAR_NEWLINE)))
		return false;
	bool pair = lexer_byte_at(l, l->position + 1) == '\r' &&
		    lexer_byte_at(l, l->position + 2) == '\n';
	l->position += 1 + size + pair;
	return true;
}

/* Moves to the next token. Line ends are tokens. */
static void skip_blanks(struct lexer *l)
{
	for (;;) {
		uint32_t size;
		unsigned class = lexer_class_at(l, l->position, &size);
		char c = lexer_byte_at(l, l->position);
		if (class & CHAR_SPACE && size > 0)
			l->position += size;
		else if (c == '#')
			skip_line_comment(l);
		else if (c == '<' && lexer_byte_at(l, l->position + 1) == '#')
			skip_block_comment(l);
		else if (c != '`' || !skip_continuation(l))
			return;
	}
}

/* ---- words ---- */

void lexer_word(struct lexer *l, struct token *t)
{
	struct string_builder b;
	uint32_t size;
	string_builder_init(&b, l->position);
	while (l->position < l->end) {
		uint32_t c = lexer_char_at(l, l->position, &size);
		unsigned class = lexer_class(c);
		if (class & CHAR_ENDS_WORD)
			break;
		if (c == '`' && l->position + 1 < l->end) {
			l->position++;
			lexer_escape(l, &b.text);
		} else if (class & CHAR_SINGLE_QUOTE) {
			lexer_quoted(l, &b, size, false, t);
		} else if (class & CHAR_DOUBLE_QUOTE) {
			lexer_quoted(l, &b, size, true, t);
		} else if (c != '$' || !lexer_dollar(l, &b, false, t)) {
			strbuf_add(&b.text, l->text + l->position, size);
			l->position += size;
		}
	}
	string_builder_finish(&b, l, t);
	lexer_finish(l, t, TOKEN_GENERIC);
}

static uint32_t skip_letters(const struct lexer *l, uint32_t at)
{
	uint32_t size;
	while (lexer_class_at(l, at, &size) & (CHAR_LETTER | CHAR_DIGIT))
		at += size;
	return at;
}

static bool is_type_name_char(const struct lexer *l, uint32_t at, uint32_t *size_r)
{
	char c = lexer_byte_at(l, at);
	return lexer_class_at(l, at, size_r) & (CHAR_LETTER | CHAR_DIGIT) ||
	       (c && strchr(".`+#\\", c));
}

/* At a letter. */
static void read_identifier(struct lexer *l, struct token *t)
{
	uint32_t end = skip_letters(l, l->position), size;
	if (l->mode == LEXER_TYPE_NAME) {
		while (is_type_name_char(l, end, &size))
			end += size;
	} else if (!l->simple_names && l->mode == LEXER_COMMAND && !lexer_ends_word_at(l, end)) {
		lexer_word(l, t);
		return;
	}
	enum token_kind kind = TOKEN_IDENTIFIER;
	if (l->mode != LEXER_TYPE_NAME && !l->simple_names)
		kind = token_keyword(l->text + l->position, end - l->position);
	l->position = end;
	lexer_finish(l, t, kind);
	t->text.data = arena_strndup(l->arena, t->text.data, t->text.length);
}

/* At :name */
static void read_label(struct lexer *l, struct token *t)
{
	uint32_t name = l->position + 1;
	l->position = skip_letters(l, name);
	lexer_finish(l, t, TOKEN_LABEL);
	t->text = (struct ast_text){arena_strndup(l->arena, l->text + name, l->position - name),
				    l->position - name};
}

/* ---- operators ---- */

/* A symbol of `size` bytes. Among a command's arguments it is one only when it stands alone. */
static void read_symbol(struct lexer *l, struct token *t, uint32_t size, enum token_kind kind)
{
	if (l->mode == LEXER_COMMAND && !lexer_ends_word_at(l, l->position + size)) {
		lexer_word(l, t);
		return;
	}
	l->position += size;
	lexer_finish(l, t, kind);
	t->op = token_symbol_operator(kind);
}

/* A bracket or another mark that means the same everywhere. */
static void read_mark(struct lexer *l, struct token *t, uint32_t size, enum token_kind kind)
{
	l->position += size;
	lexer_finish(l, t, kind);
	t->op = token_symbol_operator(kind);
}

/* At -name: reads up to a character that ends a parameter's name. */
static void read_parameter(struct lexer *l, struct token *t, uint32_t dash_size)
{
	uint32_t name = l->position + dash_size, at = name, size = 0;
	for (; at < l->end; at += size) {
		unsigned class = lexer_class_at(l, at, &size);
		char c = l->text[at];
		if (c == ':') {
			t->has_colon = true;
			break;
		}
		if (class & CHAR_ENDS_WORD || c == '.' || c == '[')
			break;
		if (l->mode != LEXER_COMMAND &&
		    !(class & (CHAR_LETTER | CHAR_DIGIT | CHAR_VARIABLE)))
			break;
		if (class & (CHAR_SINGLE_QUOTE | CHAR_DOUBLE_QUOTE) && l->mode == LEXER_COMMAND) {
			lexer_word(l, t);
			return;
		}
	}
	l->position = at + t->has_colon;
	lexer_finish(l, t, TOKEN_PARAMETER);
	t->text = (struct ast_text){arena_strndup(l->arena, l->text + name, at - name), at - name};
}

static bool may_begin_parameter(const struct lexer *l, uint32_t at)
{
	uint32_t size;
	return lexer_class_at(l, at, &size) & CHAR_LETTER || lexer_byte_at(l, at) == '?';
}

/* In an expression, -eq and its like. */
static bool read_dash_operator(struct lexer *l, struct token *t, uint32_t dash_size)
{
	uint32_t word = l->position + dash_size, end = word;
	while ((lexer_byte_at(l, end) | 0x20) >= 'a' && (lexer_byte_at(l, end) | 0x20) <= 'z')
		end++;
	const struct token_operator *op = token_dash_operator(l->text + word, end - word);
	if (end == word || !op)
		return false;
	l->position = end;
	lexer_finish(l, t, TOKEN_DASH_OPERATOR);
	t->op = op;
	return true;
}

static bool begins_signed_number(const struct lexer *l, uint32_t at)
{
	uint32_t size;
	if (l->mode == LEXER_COMMAND || !l->allow_signed_numbers)
		return false;
	at += lexer_byte_at(l, at) == '.';
	return lexer_class_at(l, at, &size) & CHAR_DIGIT;
}

static void read_dash(struct lexer *l, struct token *t, uint32_t size)
{
	uint32_t next = l->position + size, next_size;
	unsigned class = lexer_class_at(l, next, &next_size);
	if (class & CHAR_DASH) {
		read_symbol(l, t, size + next_size, TOKEN_MINUS_MINUS);
	} else if (lexer_byte_at(l, next) == '=') {
		read_symbol(l, t, size + 1, TOKEN_MINUS_EQUALS);
	} else if (may_begin_parameter(l, next)) {
		if (l->mode == LEXER_COMMAND || !read_dash_operator(l, t, size))
			read_parameter(l, t, size);
	} else if (!begins_signed_number(l, next)) {
		read_symbol(l, t, size, TOKEN_MINUS);
	} else if (!lexer_number(l, t)) {
		lexer_word(l, t);
	}
}

static void read_plus(struct lexer *l, struct token *t)
{
	char next = lexer_byte_at(l, l->position + 1);
	if (next == '+')
		read_symbol(l, t, 2, TOKEN_PLUS_PLUS);
	else if (next == '=')
		read_symbol(l, t, 2, TOKEN_PLUS_EQUALS);
	else if (!begins_signed_number(l, l->position + 1))
		read_symbol(l, t, 1, TOKEN_PLUS);
	else if (!lexer_number(l, t))
		lexer_word(l, t);
}

static void read_question(struct lexer *l, struct token *t)
{
	char next = lexer_byte_at(l, l->position + 1);
	if (l->mode == LEXER_COMMAND)
		lexer_word(l, t);
	else if (next == '?')
		read_symbol(l, t, lexer_byte_at(l, l->position + 2) == '=' ? 3 : 2,
			    lexer_byte_at(l, l->position + 2) == '=' ? TOKEN_COALESCE_EQUALS
								     : TOKEN_COALESCE);
	else
		read_symbol(l, t, 1, TOKEN_QUESTION);
}

static void read_exclamation(struct lexer *l, struct token *t)
{
	uint32_t size, next = l->position + 1;
	if (l->mode != LEXER_COMMAND && lexer_class_at(l, next, &size) & CHAR_LETTER)
		lexer_word(l, t);
	else
		read_symbol(l, t, 1, TOKEN_EXCLAIM);
}

static void read_dot(struct lexer *l, struct token *t)
{
	uint32_t size;
	char next = lexer_byte_at(l, l->position + 1);
	if (next >= '0' && next <= '9') {
		if (!lexer_number(l, t))
			lexer_word(l, t);
	} else if (next == '.') {
		read_symbol(l, t, 2, TOKEN_DOT_DOT);
	} else if (next == '$' || lexer_class_at(l, l->position + 1, &size) &
					  (CHAR_SINGLE_QUOTE | CHAR_DOUBLE_QUOTE)) {
		read_mark(l, t, 1, TOKEN_DOT); /* .$command and ."command" */
	} else {
		read_symbol(l, t, 1, TOKEN_DOT);
	}
}

static void read_colon(struct lexer *l, struct token *t)
{
	uint32_t size;
	if (lexer_byte_at(l, l->position + 1) == ':')
		read_symbol(l, t, 2, TOKEN_COLON_COLON);
	else if (l->labels && lexer_class_at(l, l->position + 1, &size) & CHAR_LETTER)
		read_label(l, t);
	else if (l->mode == LEXER_COMMAND)
		lexer_word(l, t);
	else
		read_symbol(l, t, 1, TOKEN_COLON);
}

/* ---- redirections ---- */

static const enum ast_stream streams[] = {
	AST_STREAM_ALL,     AST_STREAM_OUTPUT, AST_STREAM_ERROR,       AST_STREAM_WARNING,
	AST_STREAM_VERBOSE, AST_STREAM_DEBUG,  AST_STREAM_INFORMATION,
};

/* At n> or *> or >; `at` is the position of the >. */
static void read_redirection(struct lexer *l, struct token *t, uint32_t at, enum ast_stream from)
{
	bool numbered = at > l->position;
	t->redirection.from = from;
	char next = lexer_byte_at(l, at + 1), target = lexer_byte_at(l, at + 2);
	uint32_t end = at + 1;
	if (next == '>') {
		t->redirection.append = true;
		end++;
	} else if (numbered && next == '&' && target >= '1' && target <= '6') {
		t->redirection.merge = true;
		t->redirection.to = streams[target - '0'];
		end += 2;
	}
	l->position = end;
	lexer_finish(l, t, TOKEN_REDIRECTION);
}

static void read_digit(struct lexer *l, struct token *t)
{
	char c = l->text[l->position];
	if (l->mode == LEXER_COMMAND && c >= '1' && c <= '6' &&
	    lexer_byte_at(l, l->position + 1) == '>')
		read_redirection(l, t, l->position + 1, streams[c - '0']);
	else if (!lexer_number(l, t))
		lexer_word(l, t);
}

static void read_asterisk(struct lexer *l, struct token *t)
{
	char next = lexer_byte_at(l, l->position + 1);
	if (next == '>')
		read_redirection(l, t, l->position + 1, AST_STREAM_ALL);
	else if (next == '=')
		read_symbol(l, t, 2, TOKEN_MULTIPLY_EQUALS);
	else
		read_symbol(l, t, 1, TOKEN_MULTIPLY);
}

/* ---- $ and @ ---- */

static void read_at(struct lexer *l, struct token *t)
{
	uint32_t size;
	unsigned class = lexer_class_at(l, l->position + 1, &size);
	char next = lexer_byte_at(l, l->position + 1);
	if (next == '(') {
		read_mark(l, t, 2, TOKEN_AT_PAREN);
	} else if (next == '{') {
		read_mark(l, t, 2, TOKEN_AT_CURLY);
	} else if (class & (CHAR_SINGLE_QUOTE | CHAR_DOUBLE_QUOTE)) {
		lexer_here_string(l, t, 1 + size, class & CHAR_DOUBLE_QUOTE);
	} else if (class & CHAR_VARIABLE || next == '$' || next == '^') {
		lexer_variable(l, t, true);
	} else {
		l->position++;
		diagnostics_add(l->diagnostics, lexer_extent(l, t->at, l->position),
				DIAGNOSTIC_UNRECOGNIZED_TOKEN);
		t->has_error = true;
		lexer_finish(l, t, TOKEN_UNKNOWN);
	}
}

static void read_dollar(struct lexer *l, struct token *t)
{
	if (lexer_byte_at(l, l->position + 1) == '(')
		read_mark(l, t, 2, TOKEN_DOLLAR_PAREN);
	else
		lexer_variable(l, t, false);
}

static void read_newline(struct lexer *l, struct token *t)
{
	bool pair = l->text[l->position] == '\r' && lexer_byte_at(l, l->position + 1) == '\n';
	read_mark(l, t, pair ? 2 : 1, TOKEN_NEWLINE);
}

/* What does not begin with an ASCII symbol. */
static void read_other(struct lexer *l, struct token *t)
{
	uint32_t size;
	unsigned class = lexer_class_at(l, l->position, &size);
	if (class & CHAR_LETTER)
		read_identifier(l, t);
	else if (class & CHAR_DIGIT)
		read_digit(l, t);
	else if (class & CHAR_DASH)
		read_dash(l, t, size);
	else if (class & CHAR_SINGLE_QUOTE)
		lexer_string(l, t, size, false);
	else if (class & CHAR_DOUBLE_QUOTE)
		lexer_string(l, t, size, true);
	else
		lexer_word(l, t);
}

static void read_token(struct lexer *l, struct token *t)
{
	char next = lexer_byte_at(l, l->position + 1);
	switch (l->text[l->position]) {
	case '\n':
	case '\r':
		read_newline(l, t);
		return;
	case '(':
		read_mark(l, t, 1, TOKEN_LEFT_PAREN);
		return;
	case ')':
		read_mark(l, t, 1, TOKEN_RIGHT_PAREN);
		return;
	case '{':
		read_mark(l, t, 1, TOKEN_LEFT_CURLY);
		return;
	case '}':
		read_mark(l, t, 1, TOKEN_RIGHT_CURLY);
		return;
	case ';':
		read_mark(l, t, 1, TOKEN_SEMICOLON);
		return;
	case ',':
		read_mark(l, t, 1, TOKEN_COMMA);
		return;
	case '|':
		read_mark(l, t, next == '|' ? 2 : 1, next == '|' ? TOKEN_OR_OR : TOKEN_PIPE);
		return;
	case '&':
		read_mark(l, t, next == '&' ? 2 : 1, next == '&' ? TOKEN_AND_AND : TOKEN_AMPERSAND);
		return;
	case '[':
		if (l->mode == LEXER_COMMAND)
			lexer_word(l, t);
		else
			read_mark(l, t, 1, TOKEN_LEFT_BRACKET);
		return;
	case ']':
		read_mark(l, t, 1, TOKEN_RIGHT_BRACKET);
		return;
	case '=':
		read_symbol(l, t, 1, TOKEN_EQUALS);
		return;
	case '/':
		read_symbol(l, t, next == '=' ? 2 : 1,
			    next == '=' ? TOKEN_DIVIDE_EQUALS : TOKEN_DIVIDE);
		return;
	case '%':
		read_symbol(l, t, next == '=' ? 2 : 1,
			    next == '=' ? TOKEN_REMAINDER_EQUALS : TOKEN_REMAINDER);
		return;
	case '>':
		read_redirection(l, t, l->position, AST_STREAM_OUTPUT);
		return;
	case '<':
		read_mark(l, t, 1, TOKEN_REDIRECT_INPUT);
		return;
	case '+':
		read_plus(l, t);
		return;
	case '*':
		read_asterisk(l, t);
		return;
	case '.':
		read_dot(l, t);
		return;
	case ':':
		read_colon(l, t);
		return;
	case '?':
		read_question(l, t);
		return;
	case '!':
		read_exclamation(l, t);
		return;
	case '$':
		read_dollar(l, t);
		return;
	case '@':
		read_at(l, t);
		return;
	default:
		read_other(l, t);
		return;
	}
}

void lexer_next(struct lexer *lexer, struct token *token_r)
{
	uint32_t before = lexer->position;
	memset(token_r, 0, sizeof(*token_r));
	skip_blanks(lexer);
	token_r->at = lexer->position;
	token_r->spaced_before = lexer->position > before;
	if (lexer->position >= lexer->end)
		lexer_finish(lexer, token_r, TOKEN_END);
	else
		read_token(lexer, token_r);
}

void lexer_next_verbatim(struct lexer *l, struct token *t)
{
	memset(t, 0, sizeof(*t));
	while (lexer_byte_at(l, l->position) == ' ' || lexer_byte_at(l, l->position) == '\t')
		l->position++;
	t->at = l->position;
	bool quoted = false;
	for (; l->position < l->end; l->position++) {
		char c = l->text[l->position], next = lexer_byte_at(l, l->position + 1);
		if (c == '\n' || c == '\r')
			break;
		if (c == '"')
			quoted = !quoted;
		if (!quoted && (c == '|' || (c == '&' && next == '&')))
			break;
	}
	lexer_finish(l, t, TOKEN_GENERIC);
	t->text.data = arena_strndup(l->arena, t->text.data, t->text.length);
}

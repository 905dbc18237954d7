/* Strings, here-strings, variables, and what stands within them. */
#include "syntax/lexer_private.h"

#include "base/xmalloc.h"

#include <stdlib.h>
#include <string.h>

/* ---- escapes ---- */

static void add_code_point(struct strbuf *sb, uint32_t c)
{
	if (c < 0x80) {
		strbuf_addc(sb, (char)c);
	} else if (c < 0x800) {
		strbuf_addc(sb, (char)(0xc0 | c >> 6));
		strbuf_addc(sb, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		strbuf_addc(sb, (char)(0xe0 | c >> 12));
		strbuf_addc(sb, (char)(0x80 | (c >> 6 & 0x3f)));
		strbuf_addc(sb, (char)(0x80 | (c & 0x3f)));
	} else {
		strbuf_addc(sb, (char)(0xf0 | c >> 18));
		strbuf_addc(sb, (char)(0x80 | (c >> 12 & 0x3f)));
		strbuf_addc(sb, (char)(0x80 | (c >> 6 & 0x3f)));
		strbuf_addc(sb, (char)(0x80 | (c & 0x3f)));
	}
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Behind `u: reads {hex digits}. */
static void read_unicode_escape(struct lexer *l, struct strbuf *sb)
{
	uint32_t brace = l->position;
	if (lexer_byte_at(l, brace) != '{') {
		diagnostics_add(l->diagnostics, lexer_extent(l, brace - 2, brace),
				DIAGNOSTIC_UNICODE_ESCAPE);
		add_code_point(sb, 0xfffd);
		return;
	}
	uint32_t value = 0, at = brace + 1;
	for (; hex_value(lexer_byte_at(l, at)) >= 0; at++) {
		if (at - brace > 6) {
			diagnostics_add(l->diagnostics, lexer_extent(l, at, at + 1),
					DIAGNOSTIC_UNICODE_DIGITS);
			l->position = at;
			add_code_point(sb, 0xfffd);
			return;
		}
		value = value * 16 + (uint32_t)hex_value(lexer_byte_at(l, at));
	}
	l->position = at;
	if (lexer_byte_at(l, at) != '}' || at == brace + 1) {
		uint32_t from = at == brace + 1 ? brace - 2 : at;
		diagnostics_add(l->diagnostics, lexer_extent(l, from, at + 1),
				DIAGNOSTIC_UNICODE_ESCAPE);
		if (lexer_byte_at(l, at) == '}')
			l->position++;
		add_code_point(sb, 0xfffd);
		return;
	}
	l->position++;
	if (value > 0x10ffff) {
		diagnostics_add(l->diagnostics, lexer_extent(l, brace + 1, at),
				DIAGNOSTIC_UNICODE_VALUE);
		value = 0xfffd;
	} else if (value >= 0xd800 && value <= 0xdfff) {
		value = 0xfffd; /* half a pair cannot be written in UTF-8 */
	}
	add_code_point(sb, value);
}

void lexer_escape(struct lexer *l, struct strbuf *sb)
{
	static const char letters[] = "0abefnrtv", values[] = "\0\a\b\033\f\n\r\t\v";
	uint32_t size;
	lexer_char_at(l, l->position, &size);
	const char *c = l->text + l->position;
	l->position += size;
	const char *letter = size == 1 && *c ? strchr(letters, *c) : NULL;
	if (letter)
		strbuf_addc(sb, values[letter - letters]);
	else if (size == 1 && *c == 'u')
		read_unicode_escape(l, sb);
	else
		strbuf_add(sb, c, size);
}

/* ---- parts ---- */

void string_builder_init(struct string_builder *b, uint32_t from)
{
	memset(b, 0, sizeof(*b));
	strbuf_init(&b->text);
	b->text_from = from;
}

static void add_part(struct string_builder *b, struct string_part part)
{
	GROW(b->parts, b->count, b->capacity);
	b->parts[b->count++] = part;
}

static struct ast_text copy_text(struct lexer *l, const struct strbuf *sb)
{
	return (struct ast_text){arena_strndup(l->arena, sb->data, sb->length), sb->length};
}

/* What was read as plain text becomes a part of its own. */
static void flush_text(struct lexer *l, struct string_builder *b, uint32_t to)
{
	if (b->text.length > 0)
		add_part(b, (struct string_part){STRING_PART_TEXT, b->text_from, to,
						 copy_text(l, &b->text), false});
	strbuf_reset(&b->text);
}

void string_builder_finish(struct string_builder *b, struct lexer *l, struct token *t)
{
	if (b->count == 0) {
		t->text = copy_text(l, &b->text);
	} else {
		flush_text(l, b, l->position);
		t->text = (struct ast_text){l->text + t->at, l->position - t->at};
		t->part_count = b->count;
		t->parts = ARENA_ARRAY(l->arena, struct string_part, b->count);
		memcpy(t->parts, b->parts, b->count * sizeof(*b->parts));
	}
	free(b->parts);
	strbuf_clear(&b->text);
}

/* ---- variables ---- */

/* Behind ${: reads the name up to }. */
static bool read_braced_name(struct lexer *l, struct strbuf *name, struct token *t)
{
	uint32_t brace = l->position - 1;
	while (l->position < l->end) {
		char c = l->text[l->position++];
		if (c == '}') {
			if (name->length == 0) {
				uint32_t at = l->position - 1;
				diagnostics_add(l->diagnostics, lexer_extent(l, at, at + 1),
						DIAGNOSTIC_EMPTY_VARIABLE);
				strbuf_adds(name, ":Error:");
			}
			return true;
		}
		if (c == '`' && l->position < l->end) {
			lexer_escape(l, name);
			continue;
		}
		if (c == '{')
			diagnostics_add(l->diagnostics,
					lexer_extent(l, l->position, l->position + 1),
					DIAGNOSTIC_BRACE_IN_VARIABLE);
		strbuf_addc(name, c);
	}
	t->has_error = true;
	diagnostics_add_incomplete(l->diagnostics, lexer_extent(l, brace, l->position),
				   lexer_source_offset(l, l->position),
				   DIAGNOSTIC_INCOMPLETE_VARIABLE);
	return true;
}

static bool is_scope(const char *prefix)
{
	static const char *const scopes[] = {
		"global:", "local:", "script:", "private:", "variable:"};
	for (size_t i = 0; i < countof(scopes); i++)
		if (strcasecmp(scopes[i], prefix) == 0)
			return true;
	return false;
}

/* Behind $ or @: reads a name without braces. Returns false when there is none. */
static bool read_plain_name(struct lexer *l, struct strbuf *name, uint32_t sigil)
{
	char first = lexer_byte_at(l, l->position);
	if (first == '$' || first == '^' || first == '?') {
		strbuf_addc(name, first);
		l->position++;
		return true;
	}
	for (;;) {
		uint32_t size;
		unsigned class = lexer_class_at(l, l->position, &size);
		if (class & CHAR_VARIABLE) {
			strbuf_add(name, l->text + l->position, size);
			l->position += size;
			continue;
		}
		if (lexer_byte_at(l, l->position) != ':')
			break;
		if (lexer_byte_at(l, l->position + 1) == ':')
			break;
		unsigned next = lexer_class_at(l, l->position + 1, &size);
		if (!(next & CHAR_VARIABLE) && name->length == 0)
			break;
		strbuf_addc(name, ':');
		l->position++;
		if (!(next & CHAR_VARIABLE)) {
			diagnostics_add(l->diagnostics, lexer_extent(l, sigil, l->position),
					is_scope(name->data) ? DIAGNOSTIC_INVALID_VARIABLE
							     : DIAGNOSTIC_INVALID_DRIVE_VARIABLE);
			break;
		}
	}
	return name->length > 0;
}

/* At $ or @. Moves behind the name; false: this is no variable. */
static bool read_variable(struct lexer *l, struct strbuf *name, struct token *t, bool splatted)
{
	uint32_t sigil = l->position++;
	char c = lexer_byte_at(l, l->position);
	bool found;
	if (c == '{' && !splatted) {
		l->position++;
		found = read_braced_name(l, name, t);
	} else {
		found = read_plain_name(l, name, sigil);
	}
	if (!found)
		l->position = sigil;
	return found;
}

/* Among a command's arguments, what may follow a variable without making it part of a word. */
static bool may_follow_variable(const struct lexer *l, bool braced)
{
	char c = lexer_byte_at(l, l->position);
	return lexer_ends_word_at(l, l->position) || c == '.' || c == '[' || c == '=' ||
	       (c == ':' && !braced);
}

void lexer_variable(struct lexer *l, struct token *t, bool splatted)
{
	struct strbuf name = STRBUF_INIT;
	bool braced = lexer_byte_at(l, l->position + 1) == '{';
	if (!read_variable(l, &name, t, splatted)) {
		strbuf_clear(&name);
		lexer_word(l, t);
		return;
	}
	if (l->mode == LEXER_COMMAND && !may_follow_variable(l, braced)) {
		l->position = t->at;
		strbuf_clear(&name);
		lexer_word(l, t);
		return;
	}
	t->text = copy_text(l, &name);
	strbuf_clear(&name);
	lexer_finish(l, t, splatted ? TOKEN_SPLATTED_VARIABLE : TOKEN_VARIABLE);
}

/* ---- $( ) within a string ---- */

/* In a string, "" and `" within $( ) stand for one quote. Makes *size_r that of the pair. */
static bool is_escaped_quote(const struct lexer *l, uint32_t at, uint32_t *size_r)
{
	uint32_t size, quote_size;
	uint32_t c = lexer_char_at(l, at, &size);
	if ((c != '`' && !(lexer_class(c) & CHAR_DOUBLE_QUOTE)) ||
	    !(lexer_class_at(l, at + size, &quote_size) & CHAR_DOUBLE_QUOTE))
		return false;
	*size_r = size + quote_size;
	return true;
}

/* At the ( of $(: finds its ) by counting parentheses only, as PowerShell does. Sets what is behind it. */
static bool find_statements_end(struct lexer *l, bool here_string, uint32_t *end_r, bool *escaped_r)
{
	int depth = 0;
	uint32_t at = l->position, size;
	*escaped_r = false;
	for (; at < l->end; at += size) {
		uint32_t c = lexer_char_at(l, at, &size);
		if (c == '(') {
			depth++;
		} else if (c == ')' && --depth == 0) {
			*end_r = at + 1;
			return true;
		} else if (!here_string && is_escaped_quote(l, at, &size)) {
			*escaped_r = true;
		}
	}
	*end_r = l->end;
	return false;
}

bool lexer_dollar(struct lexer *l, struct string_builder *b, bool here_string, struct token *t)
{
	uint32_t from = l->position;
	struct string_part part = {.from = from};
	if (lexer_byte_at(l, from + 1) == '(') {
		l->position++;
		part.kind = STRING_PART_STATEMENTS;
		if (!find_statements_end(l, here_string, &part.to, &part.escaped_quotes)) {
			t->has_error = true;
			diagnostics_add_incomplete(l->diagnostics, lexer_extent(l, from, part.to),
						   lexer_source_offset(l, part.to),
						   DIAGNOSTIC_INCOMPLETE_SUBEXPRESSION);
		}
		flush_text(l, b, from);
		l->position = part.to;
	} else {
		struct strbuf name = STRBUF_INIT;
		if (!read_variable(l, &name, t, false)) {
			strbuf_clear(&name);
			return false;
		}
		flush_text(l, b, from);
		part.kind = STRING_PART_VARIABLE;
		part.to = l->position;
		part.text = copy_text(l, &name);
		strbuf_clear(&name);
	}
	add_part(b, part);
	b->text_from = part.to;
	return true;
}

void lexer_init_part(struct lexer *child, struct lexer *parent, const struct string_part *part)
{
	uint32_t from = part->from + 2, to = part->to;
	*child = *parent;
	child->comments = NULL;
	child->comment_count = child->comment_capacity = 0;
	child->mode = LEXER_EXPRESSION;
	child->allow_signed_numbers = child->simple_names = child->ternary_ends_number = false;
	child->position = from;
	child->end = to;
	if (!part->escaped_quotes)
		return;

	char *text = arena_alloc(parent->arena, to - from + 1);
	uint32_t *map = ARENA_ARRAY(parent->arena, uint32_t, to - from + 1);
	uint32_t length = 0, size = 0;
	for (uint32_t at = from; at < to; at += size) {
		if (is_escaped_quote(parent, at, &size)) {
			map[length] = lexer_source_offset(parent, at);
			text[length++] = '"';
			continue;
		}
		lexer_char_at(parent, at, &size);
		for (uint32_t i = 0; i < size; i++) {
			map[length] = lexer_source_offset(parent, at + i);
			text[length++] = parent->text[at + i];
		}
	}
	map[length] = lexer_source_offset(parent, to);
	child->text = text;
	child->map = map;
	child->position = 0;
	child->end = length;
}

/* ---- strings ---- */

void lexer_quoted(struct lexer *l, struct string_builder *b, uint32_t quote_size, bool expandable,
		  struct token *t)
{
	unsigned quote = expandable ? CHAR_DOUBLE_QUOTE : CHAR_SINGLE_QUOTE;
	uint32_t from = l->position, size;
	l->position += quote_size;
	while (l->position < l->end) {
		uint32_t c = lexer_char_at(l, l->position, &size);
		if (lexer_class(c) & quote) {
			l->position += size;
			if (!(lexer_class_at(l, l->position, &size) & quote))
				return;
		} else if (expandable && c == '$' && lexer_dollar(l, b, false, t)) {
			continue;
		} else if (expandable && c == '`' && l->position + 1 < l->end) {
			l->position++;
			lexer_escape(l, &b->text);
			continue;
		}
		strbuf_add(&b->text, l->text + l->position, size);
		l->position += size;
	}
	t->has_error = true;
	diagnostics_add_incomplete(l->diagnostics, lexer_extent(l, from, l->position),
				   lexer_source_offset(l, l->position),
				   DIAGNOSTIC_TERMINATOR_EXPECTED, expandable ? "\"" : "'");
}

void lexer_string(struct lexer *l, struct token *t, uint32_t quote_size, bool expandable)
{
	struct string_builder b;
	string_builder_init(&b, l->position + quote_size);
	lexer_quoted(l, &b, quote_size, expandable, t);
	string_builder_finish(&b, l, t);
	lexer_finish(l, t, expandable ? TOKEN_STRING_EXPANDABLE : TOKEN_STRING);
}

/* ---- here-strings ---- */

static uint32_t newline_size(const struct lexer *l, uint32_t at)
{
	if (lexer_byte_at(l, at) == '\r')
		return lexer_byte_at(l, at + 1) == '\n' ? 2 : 1;
	return lexer_byte_at(l, at) == '\n' ? 1 : 0;
}

/* Behind @" : blanks and the line end. False (and the error): something else stands there. */
static bool skip_here_string_header(struct lexer *l)
{
	uint32_t size;
	while (lexer_class_at(l, l->position, &size) & CHAR_SPACE && size > 0)
		l->position += size;
	if (l->position >= l->end)
		return true;
	size = newline_size(l, l->position);
	if (size > 0) {
		l->position += size;
		return true;
	}
	diagnostics_add(l->diagnostics, lexer_extent(l, l->position, l->position + 1),
			DIAGNOSTIC_CHARACTERS_AFTER_HERE_STRING);
	while (l->position < l->end && newline_size(l, l->position) == 0)
		l->position++;
	return false;
}

/* At the start of a line: is it the closing quote and @? Returns their size, or 0. */
static uint32_t footer_size(const struct lexer *l, uint32_t at, unsigned quote)
{
	uint32_t size;
	if (lexer_class_at(l, at, &size) & quote && lexer_byte_at(l, at + size) == '@')
		return size + 1;
	return 0;
}

/* An unterminated here-string whose footer is only indented deserves to be told so. */
static void report_unterminated(struct lexer *l, const struct token *t, unsigned quote,
				uint32_t content)
{
	bool indented = false, line_start = false;
	for (uint32_t at = content; at < l->end; at++) {
		uint32_t size;
		unsigned class = lexer_class_at(l, at, &size);
		if (class & CHAR_NEWLINE) {
			line_start = true;
			indented = false;
			continue;
		}
		if (line_start && indented && footer_size(l, at, quote) > 0) {
			diagnostics_add_incomplete(l->diagnostics, lexer_extent(l, at, l->end),
						   l->end, DIAGNOSTIC_WHITESPACE_BEFORE_FOOTER);
			return;
		}
		if (class & CHAR_SPACE)
			indented = true;
		else
			line_start = false;
	}
	diagnostics_add_incomplete(
		l->diagnostics, lexer_extent(l, t->at, l->end), lexer_source_offset(l, l->position),
		DIAGNOSTIC_TERMINATOR_EXPECTED, quote == CHAR_DOUBLE_QUOTE ? "\"@" : "'@");
}

void lexer_here_string(struct lexer *l, struct token *t, uint32_t header_size, bool expandable)
{
	unsigned quote = expandable ? CHAR_DOUBLE_QUOTE : CHAR_SINGLE_QUOTE;
	struct string_builder b;
	uint32_t size, footer = 0;
	l->position += header_size;
	bool readable = skip_here_string_header(l);
	uint32_t content = l->position;
	string_builder_init(&b, content);
	if (readable)
		footer = footer_size(l, content, quote);
	while (readable && footer == 0 && l->position < l->end) {
		uint32_t c = lexer_char_at(l, l->position, &size);
		uint32_t line_end = newline_size(l, l->position);
		if (line_end > 0) {
			footer = footer_size(l, l->position + line_end, quote);
			if (footer > 0) {
				footer += line_end;
				break;
			}
			size = line_end;
		} else if (expandable && c == '$' && lexer_dollar(l, &b, true, t)) {
			continue;
		} else if (expandable && c == '`' && l->position + 1 < l->end) {
			l->position++;
			lexer_escape(l, &b.text);
			continue;
		}
		strbuf_add(&b.text, l->text + l->position, size);
		l->position += size;
	}
	if (footer == 0) {
		t->has_error = true;
		if (readable)
			report_unterminated(l, t, quote, content);
	}
	string_builder_finish(&b, l, t);
	l->position += footer;
	lexer_finish(l, t, expandable ? TOKEN_HERE_STRING_EXPANDABLE : TOKEN_HERE_STRING);
}

/* What the lexer's files share. */
#ifndef EXOSH_SYNTAX_LEXER_PRIVATE_H
#define EXOSH_SYNTAX_LEXER_PRIVATE_H

#include "base/strbuf.h"
#include "syntax/lexer.h"

/* What a code point can be. */
enum char_class {
	CHAR_SPACE = 1,
	CHAR_NEWLINE = 2,
	CHAR_LETTER = 4, /* or _ */
	CHAR_DIGIT = 8,
	CHAR_ENDS_WORD = 16,   /* a new token begins here whatever came before */
	CHAR_ENDS_NUMBER = 32, /* may follow a number in an expression */
	CHAR_DASH = 64,
	CHAR_SINGLE_QUOTE = 128,
	CHAR_DOUBLE_QUOTE = 256,
	CHAR_VARIABLE = 512, /* may stand in a variable's name without braces */
};

#define CHAR_NONE 0xffffffffu /* behind the end */

/* The code point at a position (CHAR_NONE at the end), and how many bytes it takes. */
uint32_t lexer_char_at(const struct lexer *l, uint32_t position, uint32_t *size_r);
unsigned lexer_class(uint32_t c);
unsigned lexer_class_at(const struct lexer *l, uint32_t position, uint32_t *size_r);
static inline char lexer_byte_at(const struct lexer *l, uint32_t position)
{
	return position < l->end ? l->text[position] : '\0';
}
/* Does a word end at this position? */
bool lexer_ends_word_at(const struct lexer *l, uint32_t position);

void lexer_finish(struct lexer *l, struct token *t, enum token_kind kind);
void lexer_word(struct lexer *l, struct token *t);
/* Returns false and leaves the position alone when the text is no number, but a word. */
bool lexer_number(struct lexer *l, struct token *t);
void lexer_variable(struct lexer *l, struct token *t, bool splatted);
void lexer_string(struct lexer *l, struct token *t, uint32_t quote_size, bool expandable);
void lexer_here_string(struct lexer *l, struct token *t, uint32_t header_size, bool expandable);

/* Text with something to expand in it, while it is read. */
struct string_builder {
	struct strbuf text; /* since the last part */
	uint32_t text_from;
	struct string_part *parts;
	size_t count, capacity;
};
void string_builder_init(struct string_builder *b, uint32_t from);
/* Gives the token its text and parts, and frees the builder. */
void string_builder_finish(struct string_builder *b, struct lexer *l, struct token *t);
/* At a quote within a word, or at the start of a string: reads up to behind the closing quote. */
void lexer_quoted(struct lexer *l, struct string_builder *b, uint32_t quote_size, bool expandable,
		  struct token *t);
/* At a $: reads a variable or $( ) as a part; false when it is a plain $. */
bool lexer_dollar(struct lexer *l, struct string_builder *b, bool here_string, struct token *t);
/* Behind a backtick: adds what the escape stands for. */
void lexer_escape(struct lexer *l, struct strbuf *sb);

#endif

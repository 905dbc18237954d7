/*
 * Text to tokens. What a character means depends on where it stands, so the parser sets the mode before
 * it asks: `-5` is a number in an expression and a word among a command's arguments.
 */
#ifndef EXOSH_SYNTAX_LEXER_H
#define EXOSH_SYNTAX_LEXER_H

#include "syntax/diagnostics.h"
#include "syntax/token.h"

enum lexer_mode {
	LEXER_EXPRESSION,
	LEXER_COMMAND,   /* where a statement begins, and a command's arguments: words go on to the
			    next blank */
	LEXER_TYPE_NAME, /* within [ ] */
};

struct lexer {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const char *text; /* all of it; lexing goes on to `end` only */
	uint32_t position, end;
	/* NULL: an offset in `text` is an offset in the source. Else where each byte comes from: the
	 * statements in a "$( )" are read from a copy when they hold doubled quotes. */
	const uint32_t *map;
	enum lexer_mode mode;
	bool allow_signed_numbers; /* an operand is due: -5 is one token */
	bool labels;               /* :name may stand before a loop */
	bool simple_names;         /* a name is due: letters and digits only, no keyword */
	bool ternary_ends_number;  /* within ?: a number may stand right before : and ? */
	/* Comments in their order: help and #Requires are read from them. */
	struct extent *comments;
	size_t comment_count, comment_capacity;
};

void lexer_init(struct lexer *lexer, struct arena *arena, struct diagnostics *diagnostics,
		const char *text, uint32_t length);
void lexer_clear(struct lexer *lexer);
/* Reads the token at the current position and moves behind it. */
void lexer_next(struct lexer *lexer, struct token *token_r);
/* Where a position of the lexer's text is in the source. */
uint32_t lexer_source_offset(const struct lexer *lexer, uint32_t position);
struct extent lexer_extent(const struct lexer *lexer, uint32_t from, uint32_t to);
/* After --%: everything to the end of the line or to a | or &&, || outside of quotes. */
void lexer_next_verbatim(struct lexer *lexer, struct token *token_r);
/* Makes `child` read a $( ) part of an expandable string, from behind the $( up to its ). */
void lexer_init_part(struct lexer *child, struct lexer *parent, const struct string_part *part);

#endif

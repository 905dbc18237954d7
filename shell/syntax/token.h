/* What the lexer hands to the parser. */
#ifndef EXOSH_SYNTAX_TOKEN_H
#define EXOSH_SYNTAX_TOKEN_H

#include "syntax/ast.h"

enum token_kind {
#define TOKEN(kind, name, text) TOKEN_##kind,
#include "syntax/tokens.def"
};

/* Binding strength of the binary operators, weakest first. */
enum precedence {
	PRECEDENCE_NONE, /* not a binary operator */
	PRECEDENCE_LOGICAL,
	PRECEDENCE_BITWISE,
	PRECEDENCE_COMPARISON,
	PRECEDENCE_COALESCE,
	PRECEDENCE_ADD,
	PRECEDENCE_MULTIPLY,
	PRECEDENCE_FORMAT,
	PRECEDENCE_RANGE,
};

struct token_operator {
	const char *text; /* lower case, with its dash where it has one */
	const char *name; /* PowerShell's TokenKind */
	enum precedence precedence;
	enum ast_operator binary;
	int unary; /* enum ast_operator, or -1 */
	bool case_sensitive;
};

/* A piece of "text $variable $(statements)". Offsets are the lexer's own (see lexer_source_offset). */
enum string_part_kind { STRING_PART_TEXT, STRING_PART_VARIABLE, STRING_PART_STATEMENTS };

struct string_part {
	enum string_part_kind kind;
	uint32_t from, to;    /* with its $ and brackets */
	struct ast_text text; /* TEXT: escapes resolved; VARIABLE: the path */
	bool escaped_quotes;  /* STATEMENTS: holds "" or `" that mean one " */
};

struct token_number {
	enum ast_number_type type;
	union {
		int64_t integer;
		double real;
		const char *digits;
	};
};

struct token {
	enum token_kind kind;
	uint32_t at;         /* where it begins in the lexer's text: for going back */
	struct extent where; /* in the source */
	bool has_error;
	bool has_colon;     /* PARAMETER: -name: */
	bool spaced_before; /* a blank, a comment or a line end stands before it */
	/* The word without sigils and with escapes resolved: identifier, string, variable path, label,
	 * parameter name. Other kinds: the text as written. */
	struct ast_text text;
	const struct token_operator *op; /* NULL: no operator */
	struct token_number number;
	struct string_part *parts; /* expandable strings and words with something to expand */
	size_t part_count;
	struct {
		enum ast_stream from, to;
		bool merge, append;
	} redirection;
};

/* PowerShell's name of the kind, and the text that messages use for it. */
const char *token_kind_name(const struct token *token);
const char *token_kind_text(enum token_kind kind);
/* The keyword that these letters are (case does not matter), or TOKEN_IDENTIFIER. */
enum token_kind token_keyword(const char *text, size_t length);
bool token_is_keyword(enum token_kind kind);
/* The operator of a word such as "-eq" (its dash may be any of PowerShell's dashes: give the letters
 * only), or NULL. */
const struct token_operator *token_dash_operator(const char *letters, size_t length);
/* The operator that a symbol is, or NULL. */
const struct token_operator *token_symbol_operator(enum token_kind kind);

#endif

#include "syntax/token.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *name, *text;
	bool keyword;
} kinds[] = {
#define TOKEN(kind, name, text) [TOKEN_##kind] = {name, text, false},
#define KEYWORD(kind, name, text) [TOKEN_##kind] = {name, text, true},
#include "syntax/tokens.def"
};

#define NO_UNARY (-1)
#define COMPARISON(word, name, op)                                                 \
	{"-" word, "I" name, PRECEDENCE_COMPARISON, op, NO_UNARY, false},          \
		{"-i" word, "I" name, PRECEDENCE_COMPARISON, op, NO_UNARY, false}, \
	{                                                                          \
		"-c" word, "C" name, PRECEDENCE_COMPARISON, op, NO_UNARY, true     \
	}

static const struct token_operator dash_operators[] = {
	COMPARISON("eq", "eq", AST_OP_EQ),
	COMPARISON("ne", "ne", AST_OP_NE),
	COMPARISON("gt", "gt", AST_OP_GT),
	COMPARISON("ge", "ge", AST_OP_GE),
	COMPARISON("lt", "lt", AST_OP_LT),
	COMPARISON("le", "le", AST_OP_LE),
	COMPARISON("like", "like", AST_OP_LIKE),
	COMPARISON("notlike", "notlike", AST_OP_NOT_LIKE),
	COMPARISON("match", "match", AST_OP_MATCH),
	COMPARISON("notmatch", "notmatch", AST_OP_NOT_MATCH),
	COMPARISON("replace", "replace", AST_OP_REPLACE),
	COMPARISON("contains", "contains", AST_OP_CONTAINS),
	COMPARISON("notcontains", "notcontains", AST_OP_NOT_CONTAINS),
	COMPARISON("in", "in", AST_OP_IN),
	COMPARISON("notin", "notin", AST_OP_NOT_IN),
	{"-split", "Isplit", PRECEDENCE_COMPARISON, AST_OP_SPLIT, AST_OP_UNARY_SPLIT, false},
	{"-isplit", "Isplit", PRECEDENCE_COMPARISON, AST_OP_SPLIT, AST_OP_UNARY_SPLIT, false},
	{"-csplit", "Csplit", PRECEDENCE_COMPARISON, AST_OP_SPLIT, AST_OP_UNARY_SPLIT, true},
	{"-join", "Join", PRECEDENCE_COMPARISON, AST_OP_JOIN, AST_OP_UNARY_JOIN, false},
	{"-is", "Is", PRECEDENCE_COMPARISON, AST_OP_IS, NO_UNARY, false},
	{"-isnot", "IsNot", PRECEDENCE_COMPARISON, AST_OP_IS_NOT, NO_UNARY, false},
	{"-as", "As", PRECEDENCE_COMPARISON, AST_OP_AS, NO_UNARY, false},
	{"-shl", "Shl", PRECEDENCE_COMPARISON, AST_OP_SHL, NO_UNARY, false},
	{"-shr", "Shr", PRECEDENCE_COMPARISON, AST_OP_SHR, NO_UNARY, false},
	{"-and", "And", PRECEDENCE_LOGICAL, AST_OP_AND, NO_UNARY, false},
	{"-or", "Or", PRECEDENCE_LOGICAL, AST_OP_OR, NO_UNARY, false},
	{"-xor", "Xor", PRECEDENCE_LOGICAL, AST_OP_XOR, NO_UNARY, false},
	{"-band", "Band", PRECEDENCE_BITWISE, AST_OP_BAND, NO_UNARY, false},
	{"-bor", "Bor", PRECEDENCE_BITWISE, AST_OP_BOR, NO_UNARY, false},
	{"-bxor", "Bxor", PRECEDENCE_BITWISE, AST_OP_BXOR, NO_UNARY, false},
	{"-f", "Format", PRECEDENCE_FORMAT, AST_OP_FORMAT, NO_UNARY, false},
	{"-not", "Not", PRECEDENCE_NONE, AST_OP_NOT, AST_OP_NOT, false},
	{"-bnot", "Bnot", PRECEDENCE_NONE, AST_OP_BNOT, AST_OP_BNOT, false},
};

static const struct {
	enum token_kind kind;
	struct token_operator op;
} symbol_operators[] = {
	{TOKEN_PLUS, {"+", "Plus", PRECEDENCE_ADD, AST_OP_ADD, AST_OP_PLUS, false}},
	{TOKEN_MINUS, {"-", "Minus", PRECEDENCE_ADD, AST_OP_SUBTRACT, AST_OP_MINUS, false}},
	{TOKEN_MULTIPLY, {"*", "Multiply", PRECEDENCE_MULTIPLY, AST_OP_MULTIPLY, NO_UNARY, false}},
	{TOKEN_DIVIDE, {"/", "Divide", PRECEDENCE_MULTIPLY, AST_OP_DIVIDE, NO_UNARY, false}},
	{TOKEN_REMAINDER, {"%", "Rem", PRECEDENCE_MULTIPLY, AST_OP_REMAINDER, NO_UNARY, false}},
	{TOKEN_DOT_DOT, {"..", "DotDot", PRECEDENCE_RANGE, AST_OP_RANGE, NO_UNARY, false}},
	{TOKEN_COALESCE,
	 {"??", "QuestionQuestion", PRECEDENCE_COALESCE, AST_OP_COALESCE, NO_UNARY, false}},
	{TOKEN_EXCLAIM, {"!", "Exclaim", PRECEDENCE_NONE, AST_OP_NOT, AST_OP_NOT, false}},
	{TOKEN_PLUS_PLUS,
	 {"++", "PlusPlus", PRECEDENCE_NONE, AST_OP_PRE_INCREMENT, AST_OP_PRE_INCREMENT, false}},
	{TOKEN_MINUS_MINUS,
	 {"--", "MinusMinus", PRECEDENCE_NONE, AST_OP_PRE_DECREMENT, AST_OP_PRE_DECREMENT, false}},
	{TOKEN_COMMA, {",", "Comma", PRECEDENCE_NONE, AST_OP_COMMA, AST_OP_COMMA, false}},
};

const char *token_kind_name(const struct token *token)
{
	return token->kind == TOKEN_DASH_OPERATOR ? token->op->name : kinds[token->kind].name;
}

const char *token_kind_text(enum token_kind kind)
{
	return kinds[kind].text;
}

bool token_is_keyword(enum token_kind kind)
{
	return kinds[kind].keyword;
}

enum token_kind token_keyword(const char *text, size_t length)
{
	if (length < 2 || length > 13)
		return TOKEN_IDENTIFIER;
	int first = text[0] | 0x20;
	for (size_t kind = TOKEN_ASSEMBLY; kind < countof(kinds); kind++) {
		const char *word = kinds[kind].text;
		if (word[0] == first && strncasecmp(word, text, length) == 0 && !word[length])
			return (enum token_kind)kind;
	}
	return TOKEN_IDENTIFIER;
}

const struct token_operator *token_dash_operator(const char *letters, size_t length)
{
	for (size_t i = 0; i < countof(dash_operators); i++) {
		const char *word = dash_operators[i].text + 1;
		if (strncasecmp(word, letters, length) == 0 && !word[length])
			return &dash_operators[i];
	}
	return NULL;
}

const struct token_operator *token_symbol_operator(enum token_kind kind)
{
	for (size_t i = 0; i < countof(symbol_operators); i++)
		if (symbol_operators[i].kind == kind)
			return &symbol_operators[i].op;
	return NULL;
}

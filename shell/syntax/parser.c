#include "syntax/parser.h"
#include "syntax/parser_private.h"

#include "base/xmalloc.h"
#include "syntax/ast_walk.h"
#include "syntax/check.h"
#include "syntax/source.h"

#include <stdlib.h>

/* So deep may brackets, blocks and strings be nested: enough for any script that people write, and
 * safe for the stack, also for the passes that walk the tree. */
enum { DEPTH_MAX = 600 };
/* 1 + 1 + 1 ... makes a tall tree without any nesting. */
enum { HEIGHT_MAX = 3000 };

/* ---- tokens ---- */

const struct token *parser_peek(struct parser *p)
{
	if (!p->has_token) {
		lexer_next(p->lexer, &p->token);
		p->has_token = true;
	}
	return &p->token;
}

struct token parser_take(struct parser *p)
{
	struct token token = *parser_peek(p);
	p->has_token = false;
	p->previous_end = token.where.end;
	return token;
}

bool parser_take_kind(struct parser *p, enum token_kind kind, struct token *token_r)
{
	if (parser_peek(p)->kind != kind)
		return false;
	struct token token = parser_take(p);
	if (token_r)
		*token_r = token;
	return true;
}

void parser_go_back(struct parser *p, const struct token *token)
{
	p->lexer->position = token->at;
	p->has_token = false;
}

/* Tokens that are read alike in every mode need not be read again. */
static bool is_same_in_all_modes(enum token_kind kind)
{
	switch (kind) {
	case TOKEN_END:
	case TOKEN_NEWLINE:
	case TOKEN_SEMICOLON:
	case TOKEN_COMMA:
	case TOKEN_PIPE:
	case TOKEN_AND_AND:
	case TOKEN_OR_OR:
	case TOKEN_AMPERSAND:
	case TOKEN_LEFT_PAREN:
	case TOKEN_RIGHT_PAREN:
	case TOKEN_LEFT_CURLY:
	case TOKEN_RIGHT_CURLY:
	case TOKEN_AT_PAREN:
	case TOKEN_AT_CURLY:
	case TOKEN_DOLLAR_PAREN:
	case TOKEN_STRING:
	case TOKEN_STRING_EXPANDABLE:
	case TOKEN_HERE_STRING:
	case TOKEN_HERE_STRING_EXPANDABLE:
		return true;
	default:
		return false;
	}
}

enum lexer_mode parser_set_mode(struct parser *p, enum lexer_mode mode)
{
	enum lexer_mode old = p->lexer->mode;
	if (old != mode && p->has_token && !is_same_in_all_modes(p->token.kind))
		parser_go_back(p, &p->token);
	p->lexer->mode = mode;
	return old;
}

const struct token *parser_peek_name(struct parser *p)
{
	if (p->has_token && !is_same_in_all_modes(p->token.kind))
		parser_go_back(p, &p->token);
	p->lexer->simple_names = true;
	const struct token *token = parser_peek(p);
	p->lexer->simple_names = false;
	return token;
}

/* What is missing is missed behind the last real token, so line ends do not count as the previous one. */
void parser_skip_newlines(struct parser *p)
{
	while (parser_peek(p)->kind == TOKEN_NEWLINE)
		p->has_token = false;
}

void parser_skip_newlines_and_semicolons(struct parser *p)
{
	while (parser_peek(p)->kind == TOKEN_NEWLINE || parser_peek(p)->kind == TOKEN_SEMICOLON)
		p->has_token = false;
}

void parser_skip_to_boundary(struct parser *p)
{
	int depth = 0;
	for (;; parser_skip(p)) {
		switch (parser_peek(p)->kind) {
		case TOKEN_END:
			return;
		case TOKEN_LEFT_PAREN:
		case TOKEN_AT_PAREN:
		case TOKEN_DOLLAR_PAREN:
		case TOKEN_LEFT_CURLY:
		case TOKEN_AT_CURLY:
			depth++;
			break;
		case TOKEN_RIGHT_PAREN:
		case TOKEN_RIGHT_CURLY:
			if (depth-- == 0)
				return;
			break;
		case TOKEN_NEWLINE:
		case TOKEN_SEMICOLON:
			if (depth == 0)
				return;
			break;
		default:
			break;
		}
	}
}

struct extent parser_before_next(struct parser *p)
{
	const struct token *next = parser_peek(p);
	uint32_t at = next->where.start;
	if (next->kind != TOKEN_END && at > 0)
		at--;
	return (struct extent){at, at};
}

struct extent parser_after_previous(const struct parser *p)
{
	return (struct extent){p->previous_end, p->previous_end};
}

const char *parser_token_text(const struct parser *p, const struct token *token)
{
	return arena_strndup(p->arena, p->tree->source.text + token->where.start,
			     token->where.end - token->where.start);
}

bool parser_enter(struct parser *p)
{
	p->depth++;
	p->depth_reached = MAX(p->depth_reached, p->depth);
	if (p->depth <= DEPTH_MAX)
		return true;
	if (p->depth == DEPTH_MAX + 1)
		parser_error(p, parser_peek(p)->where, TOO_COMPLICATED);
	/* Nothing that follows could be understood any more. */
	p->lexer->position = p->lexer->end;
	p->has_token = false;
	return false;
}

/* ---- nodes ---- */

void *parser_node(struct parser *p, size_t size, enum ast_kind kind, struct extent where)
{
	struct ast *node = arena_alloc(p->arena, size);
	node->kind = kind;
	node->extent = where;
	return node;
}

struct ast *parser_error_node(struct parser *p, struct extent where)
{
	return parser_node(p, sizeof(struct ast), AST_ERROR, where);
}

struct ast_string *parser_string_node(struct parser *p, const struct token *token,
				      enum ast_string_type type)
{
	struct ast_string *string = NODE(p, ast_string, AST_STRING, token->where);
	string->type = type;
	/* Symbols point into the source; names are copied already, but may lie within a longer text. */
	string->value.data = arena_strndup(p->arena, token->text.data, token->text.length);
	string->value.length = token->text.length;
	return string;
}

void list_builder_add(struct list_builder *b, struct ast *item)
{
	GROW(b->items, b->count, b->capacity);
	b->items[b->count++] = item;
}

struct ast_list list_builder_finish(struct list_builder *b, struct arena *arena)
{
	struct ast_list list = {NULL, b->count};
	if (b->count > 0) {
		list.items = ARENA_ARRAY(arena, struct ast *, b->count);
		memcpy(list.items, b->items, b->count * sizeof(*b->items));
	}
	free(b->items);
	*b = (struct list_builder)LIST_BUILDER_INIT;
	return list;
}

/* ---- entry ---- */

/* Leaves an empty script and the one error that it is too complicated. */
static void refuse(struct parser *p)
{
	struct ast_script_block *root = p->tree->root;
	root->end = NODE(p, ast_statement_block, AST_STATEMENT_BLOCK, root->body);
	root->param_block = NULL;
	root->dynamic_param = root->begin = root->process = root->clean = NULL;
	root->has_named_blocks = false;
	diagnostics_truncate(p->diagnostics, 0);
	parser_error(p, root->body, TOO_COMPLICATED);
}

struct syntax_tree *parse_script(const char *text, size_t length, const char *path, unsigned flags)
{
	struct syntax_tree *tree = xcalloc(1, sizeof(*tree));
	struct diagnostics diagnostics;
	struct lexer lexer;
	tree->references = 1;
	arena_init(&tree->arena);
	source_init(&tree->source, text, length, path);
	diagnostics_init(&diagnostics, &tree->arena, &tree->source);
	lexer_init(&lexer, &tree->arena, &diagnostics, tree->source.text, tree->source.length);
	struct parser p = {
		.lexer = &lexer,
		.arena = &tree->arena,
		.diagnostics = &diagnostics,
		.tree = tree,
		.join_lines = flags & PARSE_JOIN_LINES,
	};
	tree->root = parse_script_file(&p);
	if (p.links > HEIGHT_MAX / 2 && ast_height(&tree->root->ast) > HEIGHT_MAX)
		refuse(&p);
	else if (p.depth_reached < DEPTH_MAX)
		check_script(&diagnostics, tree->root);
	lexer_clear(&lexer);
	diagnostics_finish(&diagnostics, &tree->errors, &tree->error_count);
	return tree;
}

bool parse_is_incomplete(const struct syntax_tree *tree)
{
	/* Later errors are often consequences of the first. */
	return tree->error_count > 0 && tree->errors[0].incomplete;
}

struct ast_type_name *parse_type_name(struct arena *arena, const char *text, size_t length)
{
	struct source source;
	struct diagnostics diagnostics;
	struct lexer lexer;
	source_init(&source, text, length, NULL);
	diagnostics_init(&diagnostics, arena, &source);
	lexer_init(&lexer, arena, &diagnostics, source.text, source.length);
	lexer.mode = LEXER_TYPE_NAME;
	struct syntax_tree tree = {.source = source};
	struct parser p = {
		.lexer = &lexer, .arena = arena, .diagnostics = &diagnostics, .tree = &tree};
	struct ast_type_name *type = parse_type(&p);
	if (parser_peek(&p)->kind != TOKEN_END || p.broken_type)
		type = NULL;
	lexer_clear(&lexer);
	free(diagnostics.errors);
	source_clear(&source);
	return type;
}

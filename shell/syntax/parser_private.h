/*
 * What the parser's files share. Each grammar function is named after what it reads. Those that may find
 * nothing return NULL and have then read nothing; the caller knows what was missing and says so.
 */
#ifndef EXOSH_SYNTAX_PARSER_PRIVATE_H
#define EXOSH_SYNTAX_PARSER_PRIVATE_H

#include "syntax/lexer.h"
#include "syntax/parser.h"

#include <string.h>

struct parser {
	struct lexer *lexer;
	struct arena *arena;
	struct diagnostics *diagnostics;
	struct syntax_tree *tree; /* NULL: only a type name is read */
	struct token token;       /* read ahead, when has_token */
	bool has_token;
	uint32_t previous_end; /* where the last token that was taken ends */
	int depth, depth_reached;
	size_t links;       /* of all chains such as a + b + c, whose trees grow to the left */
	bool disable_comma; /* 1, 2 are two things here, not one array */
	bool join_lines;
	bool broken_type; /* the type name that was read last has an error */
	/* [attribute]s that were read in looking for what follows them; they are not read twice. */
	struct parsed_attribute {
		const char *text;
		uint32_t from, to, previous_end;
		struct ast *node;
	} attributes[64];
	unsigned attribute_next;
};

/* ---- tokens ---- */

/* The next token, which stays. Valid until the parser moves on. */
const struct token *parser_peek(struct parser *p);
struct token parser_take(struct parser *p);
static inline void parser_skip(struct parser *p)
{
	(void)parser_take(p);
}
bool parser_take_kind(struct parser *p, enum token_kind kind, struct token *token_r);
/* Does the next token begin with this character? Before a statement's kind is known, [ and : are part
 * of words. */
static inline bool parser_begins_with(struct parser *p, char c)
{
	const struct token *token = parser_peek(p);
	return token->at < p->lexer->end && p->lexer->text[token->at] == c;
}
/* Goes back to a token that was taken or peeked. */
void parser_go_back(struct parser *p, const struct token *token);
/* Changes how the next token is read; what was read ahead is read again. Returns the old mode. */
enum lexer_mode parser_set_mode(struct parser *p, enum lexer_mode mode);
void parser_skip_newlines(struct parser *p);
void parser_skip_newlines_and_semicolons(struct parser *p);
/* After an error: moves on to (not over) a line end, semicolon or closing bracket that is not within
 * brackets opened on the way. */
void parser_skip_to_boundary(struct parser *p);
/* The next token is a name, not a keyword: member, key, label. */
const struct token *parser_peek_name(struct parser *p);
/* Where something is missing: right behind the last token. */
struct extent parser_after_previous(const struct parser *p);
/* The place before the next token, one back from it. */
struct extent parser_before_next(struct parser *p);
static inline struct extent extent_after(struct extent where)
{
	return (struct extent){where.end, where.end};
}

#define parser_error(p, place, what, ...) \
	diagnostics_add((p)->diagnostics, (place), DIAGNOSTIC_##what, ##__VA_ARGS__)
#define parser_incomplete(p, place, what, ...)                                   \
	diagnostics_add_incomplete((p)->diagnostics, (place), (p)->previous_end, \
				   DIAGNOSTIC_##what, ##__VA_ARGS__)
/* A token's text, for messages. */
const char *parser_token_text(const struct parser *p, const struct token *token);

/* Bounds the nesting: false (with an error) when it is too deep. Pair with parser_leave(). */
bool parser_enter(struct parser *p);
static inline void parser_leave(struct parser *p)
{
	p->depth--;
}

/* ---- nodes ---- */

void *parser_node(struct parser *p, size_t size, enum ast_kind kind, struct extent where);
#define NODE(p, type, kind, where) \
	((struct type *)parser_node((p), sizeof(struct type), (kind), (where)))
struct ast *parser_error_node(struct parser *p, struct extent where);
struct ast_string *parser_string_node(struct parser *p, const struct token *token,
				      enum ast_string_type type);
static inline struct extent extent_join(struct extent a, struct extent b)
{
	return (struct extent){a.start, b.end};
}

/* A list that grows on the heap and ends in the arena. */
struct list_builder {
	struct ast **items;
	size_t count, capacity;
};
#define LIST_BUILDER_INIT  \
	{                  \
		NULL, 0, 0 \
	}
void list_builder_add(struct list_builder *b, struct ast *item);
struct ast_list list_builder_finish(struct list_builder *b, struct arena *arena);

/* ---- grammar: blocks (parse_block.c) ---- */

struct ast_script_block *parse_script_file(struct parser *p);
/* At {. */
struct ast_script_block *parse_script_block(struct parser *p, bool is_filter);
/* The statements up to something that ends a list. Traps go to traps. */
struct ast_statement_block *parse_statement_list(struct parser *p);
/* { statements }, or NULL when there is no {. */
struct ast_statement_block *parse_statement_block(struct parser *p);
/* $a, [int]$b = 5: up to the closing ), which is taken too; false when it is missing. */
bool parse_parameter_list(struct parser *p, struct ast_list *parameters_r);

/* ---- statements (parse_statement.c, parse_flow.c) ---- */

struct ast *parse_statement(struct parser *p);
struct ast *parse_flow_statement(struct parser *p, const struct token *keyword, bool *known_r);
struct ast *parse_labeled_statement(struct parser *p, const struct token *label);
struct ast *parse_function(struct parser *p, const struct token *keyword);
struct ast *parse_using(struct parser *p);

/* ---- classes (parse_class.c) ---- */

struct ast *parse_class(struct parser *p, struct ast_list attributes, const struct token *keyword);
struct ast *parse_enum(struct parser *p, struct ast_list attributes, const struct token *keyword);

/* ---- commands (parse_command.c) ---- */

/* Pipelines joined by && and ||, or an assignment. */
struct ast *parse_pipeline_chain(struct parser *p);
/* One argument of a command, a list with commas if `lists`. */
struct ast *parse_command_argument(struct parser *p, bool lists);

/* ---- expressions (parse_expression.c, parse_primary.c) ---- */

struct ast *parse_expression(struct parser *p);
struct ast *parse_unary_expression(struct parser *p);
/* A variable, literal, or something in brackets, with members and indexes behind it. */
struct ast *parse_primary_expression(struct parser *p);
struct ast *parse_members(struct parser *p, struct ast *target);
/* A name (member, key, label) or the expression that stands for one. */
struct ast *parse_hashtable(struct parser *p, const struct token *open);
struct ast_variable *parse_variable_path(struct parser *p, struct extent where,
					 const struct ast_text *path, bool splatted);
struct ast *parse_string_token(struct parser *p, const struct token *token);

/* ---- types and attributes (parse_type.c) ---- */

/* [Attribute(...)] and [type] as long as they come. */
struct ast_list parse_attribute_list(struct parser *p, bool in_expression);
/* A type's name without its outer brackets. */
struct ast_type_name *parse_type(struct parser *p);

#endif

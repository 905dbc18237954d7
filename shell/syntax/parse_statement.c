/* What a statement begins with decides what it is. */
#include "syntax/parser_private.h"

#include "syntax/parse_comment.h"

/* A word that can name a function or a type. */
static bool is_name(const struct token *token)
{
	switch (token->kind) {
	case TOKEN_IDENTIFIER:
	case TOKEN_GENERIC:
	case TOKEN_NUMBER:
	case TOKEN_PARAMETER:
	case TOKEN_EQUALS:
	case TOKEN_COLON:
	case TOKEN_COLON_COLON:
	case TOKEN_DOT:
		return true;
	default:
		return token_is_keyword(token->kind) || token->op;
	}
}

/* function name(parameters) { body } */
struct ast *parse_function(struct parser *p, const struct token *keyword)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	parser_skip_newlines(p);
	if (!is_name(parser_peek(p))) {
		parser_incomplete(p, parser_after_previous(p), MISSING_NAME_AFTER_KEYWORD,
				  parser_token_text(p, keyword));
		parser_set_mode(p, outer_mode);
		return parser_error_node(p, keyword->where);
	}
	struct token name = parser_take(p);
	parser_set_mode(p, LEXER_EXPRESSION);
	struct ast_function *function = NODE(p, ast_function, AST_FUNCTION, keyword->where);
	function->name = name.kind == TOKEN_GENERIC && name.part_count == 0
				 ? name.text.data
				 : parser_token_text(p, &name);
	function->is_filter = keyword->kind == TOKEN_FILTER;
	parser_skip_newlines(p);
	bool closed = true;
	if (parser_take_kind(p, TOKEN_LEFT_PAREN, NULL)) {
		function->has_parameters = true;
		closed = parse_parameter_list(p, &function->parameters);
		parser_skip_newlines(p);
	}
	if (!closed) {
		parser_set_mode(p, outer_mode);
		return parser_error_node(p, extent_join(keyword->where, parser_after_previous(p)));
	}
	if (parser_peek(p)->kind != TOKEN_LEFT_CURLY) {
		parser_incomplete(p, parser_after_previous(p), MISSING_FUNCTION_BODY);
		parser_set_mode(p, outer_mode);
		return parser_error_node(p, extent_join(keyword->where, parser_after_previous(p)));
	}
	function->body = parse_script_block(p, function->is_filter);
	function->ast.extent.end = p->previous_end;
	function->body->help = parse_find_help(p, function->ast.extent, function->body->body, true);
	parser_set_mode(p, outer_mode);
	return &function->ast;
}

/* using namespace X, using module X, using assembly X */
struct ast *parse_using(struct parser *p)
{
	struct token keyword = parser_take(p), kind = parser_take(p);
	struct ast_using_statement *using =
		NODE(p, ast_using_statement, AST_USING, extent_join(keyword.where, kind.where));
	using->name = "";
	if (kind.kind == TOKEN_NAMESPACE) {
		using->type = AST_USING_NAMESPACE;
	} else if (kind.kind == TOKEN_MODULE) {
		using->type = AST_USING_MODULE;
	} else if (kind.kind == TOKEN_ASSEMBLY) {
		using->type = AST_USING_ASSEMBLY;
	} else {
		parser_go_back(p, &kind);
		p->previous_end = keyword.where.end;
		parser_incomplete(p, parser_after_previous(p), MISSING_USING_DIRECTIVE);
		return &using->ast;
	}
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	struct ast *item = NULL;
	if (parser_peek(p)->kind != TOKEN_NEWLINE && parser_peek(p)->kind != TOKEN_SEMICOLON)
		item = parse_command_argument(p, false);
	parser_set_mode(p, outer_mode);
	if (!item) {
		parser_incomplete(p, extent_after(kind.where), MISSING_USING_ITEM);
		return &using->ast;
	}
	using->ast.extent.end = item->extent.end;
	if (item->kind == AST_STRING)
		using->name = ((struct ast_string *)item)->value.data;
	else if (item->kind == AST_HASHTABLE && kind.kind == TOKEN_MODULE)
		using->module_specification = item;
	else
		parser_error(p, item->extent, INVALID_USING_ITEM,
			     arena_strndup(p->arena, p->tree->source.text + item->extent.start,
					   item->extent.end - item->extent.start));
	const struct token *next = parser_peek(p);
	if (next->kind != TOKEN_NEWLINE && next->kind != TOKEN_SEMICOLON && next->kind != TOKEN_END)
		parser_error(p, next->where, UNEXPECTED_TOKEN, parser_token_text(p, next));
	return &using->ast;
}

/* Statements of other ages: the words are reserved, and nothing can be said with them. */
static struct ast *parse_reserved(struct parser *p, const struct token *keyword)
{
	parser_error(p, keyword->where, RESERVED_KEYWORD, parser_token_text(p, keyword));
	return parser_error_node(p, keyword->where);
}

/* parallel { } and sequence { } belonged to workflows. */
static struct ast *parse_workflow_block(struct parser *p, const struct token *keyword)
{
	struct ast_statement_block *body = parse_statement_block(p);
	if (body)
		parser_error(p, keyword->where, UNEXPECTED_KEYWORD, parser_token_text(p, keyword));
	else
		parser_incomplete(p, extent_after(keyword->where), MISSING_STATEMENT_AFTER_KEYWORD,
				  parser_token_text(p, keyword));
	return parser_error_node(p, extent_join(keyword->where, parser_after_previous(p)));
}

/* :label before a loop. Only here a colon begins a name. */
static struct ast *parse_colon(struct parser *p)
{
	parser_go_back(p, parser_peek(p));
	p->lexer->labels = true;
	struct token label = *parser_peek(p);
	p->lexer->labels = false;
	if (label.kind == TOKEN_LABEL)
		return parse_labeled_statement(p, &label);
	return parse_pipeline_chain(p);
}

/* [attributes] before a class or enum; an expression otherwise. */
static struct ast *parse_attributed_statement(struct parser *p)
{
	parser_set_mode(p, LEXER_EXPRESSION);
	struct token start = *parser_peek(p);
	struct ast_list attributes = parse_attribute_list(p, false);
	parser_set_mode(p, LEXER_COMMAND);
	parser_skip_newlines(p);
	struct token keyword = *parser_peek(p);
	if (attributes.count > 0 && (keyword.kind == TOKEN_CLASS || keyword.kind == TOKEN_ENUM)) {
		parser_skip(p);
		struct ast *type = keyword.kind == TOKEN_CLASS
					   ? parse_class(p, attributes, &keyword)
					   : parse_enum(p, attributes, &keyword);
		type->extent.start = start.where.start;
		return type;
	}
	parser_go_back(p, &start);
	return parse_pipeline_chain(p);
}

static struct ast *parse_statement_at(struct parser *p)
{
	parser_set_mode(p, LEXER_COMMAND);
	struct token token = *parser_peek(p);
	bool known;
	if (parser_begins_with(p, '['))
		return parse_attributed_statement(p);
	if (parser_begins_with(p, ':'))
		return parse_colon(p);
	switch (token.kind) {
	case TOKEN_END:
	case TOKEN_RIGHT_CURLY:
	case TOKEN_RIGHT_PAREN:
		return NULL;
	case TOKEN_FUNCTION:
	case TOKEN_FILTER:
		parser_skip(p);
		return parse_function(p, &token);
	case TOKEN_CLASS:
		parser_skip(p);
		return parse_class(p, (struct ast_list){0}, &token);
	case TOKEN_ENUM:
		parser_skip(p);
		return parse_enum(p, (struct ast_list){0}, &token);
	case TOKEN_USING: {
		struct ast *using = parse_using(p);
		parser_error(p, using->extent, USING_NOT_FIRST);
		return using;
	}
	case TOKEN_FROM:
	case TOKEN_DEFINE:
	case TOKEN_VAR:
		parser_skip(p);
		return parse_reserved(p, &token);
	case TOKEN_WORKFLOW: {
		parser_skip(p);
		struct ast *workflow = parse_function(p, &token);
		parser_error(p, workflow->extent, WORKFLOW);
		return workflow;
	}
	case TOKEN_PARALLEL:
	case TOKEN_SEQUENCE:
		parser_skip(p);
		return parse_workflow_block(p, &token);
	default:
		break;
	}
	struct ast *statement = parse_flow_statement(p, &token, &known);
	return known ? statement : parse_pipeline_chain(p);
}

struct ast *parse_statement(struct parser *p)
{
	struct ast *statement = NULL;
	enum lexer_mode outer_mode = p->lexer->mode;
	if (parser_enter(p))
		statement = parse_statement_at(p);
	parser_leave(p);
	parser_set_mode(p, outer_mode);
	return statement;
}

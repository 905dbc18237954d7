/* Scripts and script blocks: using, param, named blocks, statements. */
#include "syntax/parser_private.h"

#include "syntax/parse_comment.h"

/* ---- statements ---- */

static bool ends_statement_list(enum token_kind kind)
{
	return kind == TOKEN_END || kind == TOKEN_RIGHT_CURLY || kind == TOKEN_RIGHT_PAREN;
}

struct ast_statement_block *parse_statement_list(struct parser *p)
{
	struct list_builder statements = LIST_BUILDER_INIT, traps = LIST_BUILDER_INIT;
	struct extent where = parser_after_previous(p);
	bool first = true;
	bool outer_disable_comma = p->disable_comma;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	p->disable_comma = false;
	for (;;) {
		parser_skip_newlines_and_semicolons(p);
		struct ast *statement = parse_statement(p);
		if (!statement)
			break;
		if (first)
			where = statement->extent;
		first = false;
		where.end = statement->extent.end;
		list_builder_add(statement->kind == AST_TRAP ? &traps : &statements, statement);
		if (ends_statement_list(parser_peek(p)->kind))
			break;
	}
	parser_set_mode(p, outer_mode);
	p->disable_comma = outer_disable_comma;
	struct ast_statement_block *block =
		NODE(p, ast_statement_block, AST_STATEMENT_BLOCK, where);
	block->statements = list_builder_finish(&statements, p->arena);
	block->traps = list_builder_finish(&traps, p->arena);
	return block;
}

struct ast_statement_block *parse_statement_block(struct parser *p)
{
	struct token open, close;
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_LEFT_CURLY, &open))
		return NULL;
	struct ast_statement_block *block = parse_statement_list(p);
	block->ast.extent.start = open.where.start;
	if (parser_take_kind(p, TOKEN_RIGHT_CURLY, &close)) {
		block->ast.extent.end = close.where.end;
	} else {
		block->ast.extent.end = p->previous_end;
		parser_incomplete(p, open.where, MISSING_END_CURLY);
	}
	return block;
}

/* ---- parameters ---- */

static struct ast_parameter *parse_parameter(struct parser *p)
{
	struct token variable, equals, start = *parser_peek(p);
	struct ast_list attributes = parse_attribute_list(p, false);
	parser_skip_newlines(p);
	if (parser_peek(p)->kind != TOKEN_VARIABLE) {
		if (attributes.count == 0)
			return NULL;
		parser_incomplete(p, parser_after_previous(p), INVALID_FUNCTION_PARAMETER);
		/* Go on behind what stands there instead. */
		while (parser_peek(p)->kind != TOKEN_COMMA &&
		       parser_peek(p)->kind != TOKEN_RIGHT_PAREN &&
		       parser_peek(p)->kind != TOKEN_RIGHT_CURLY &&
		       parser_peek(p)->kind != TOKEN_END)
			parser_skip(p);
		variable = start;
		variable.text = (struct ast_text){"__error__", 9};
	} else {
		variable = parser_take(p);
	}
	struct ast_parameter *parameter = NODE(p, ast_parameter, AST_PARAMETER,
					       extent_join(start.where, parser_after_previous(p)));
	parameter->attributes = attributes;
	parameter->name = arena_strndup(p->arena, variable.text.data, variable.text.length);
	parameter->name_extent = variable.where;
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_EQUALS, &equals))
		return parameter;
	parser_skip_newlines(p);
	bool outer = p->disable_comma;
	p->disable_comma = true;
	parameter->default_value = parse_expression(p);
	p->disable_comma = outer;
	if (!parameter->default_value) {
		parser_incomplete(p, extent_after(equals.where), MISSING_EXPRESSION_AFTER_TOKEN,
				  "=");
		parameter->default_value = parser_error_node(p, equals.where);
	}
	parameter->ast.extent.end = parameter->default_value->extent.end;
	return parameter;
}

bool parse_parameter_list(struct parser *p, struct ast_list *parameters_r)
{
	struct list_builder parameters = LIST_BUILDER_INIT;
	struct token comma = {0};
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	for (;;) {
		parser_skip_newlines(p);
		struct ast_parameter *parameter = parse_parameter(p);
		if (!parameter) {
			if (comma.at > 0)
				parser_incomplete(p, extent_after(comma.where),
						  MISSING_EXPRESSION_AFTER_TOKEN, ",");
			break;
		}
		list_builder_add(&parameters, &parameter->ast);
		parser_skip_newlines(p);
		if (!parser_take_kind(p, TOKEN_COMMA, &comma))
			break;
	}
	parser_skip_newlines(p);
	bool closed = parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL);
	if (!closed)
		parser_incomplete(p, parser_after_previous(p), MISSING_END_PAREN_IN_PARAMETERS);
	parser_set_mode(p, outer_mode);
	*parameters_r = list_builder_finish(&parameters, p->arena);
	return closed;
}

/* [attributes] param ( ... ), or NULL. */
static struct ast_param_block *parse_param_block(struct parser *p)
{
	parser_skip_newlines(p);
	struct token start = *parser_peek(p);
	struct ast_list attributes = {0};
	if (parser_begins_with(p, '[')) {
		parser_set_mode(p, LEXER_EXPRESSION);
		attributes = parse_attribute_list(p, false);
		parser_set_mode(p, LEXER_COMMAND);
		parser_skip_newlines(p);
	}
	if (parser_peek(p)->kind != TOKEN_PARAM) {
		parser_go_back(p, &start);
		return NULL;
	}
	struct token keyword = parser_take(p);
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_LEFT_PAREN, NULL)) {
		parser_go_back(p, attributes.count > 0 ? &start : &keyword);
		return NULL;
	}
	struct ast_param_block *block = NODE(p, ast_param_block, AST_PARAM_BLOCK, start.where);
	block->attributes = attributes;
	parse_parameter_list(p, &block->parameters);
	block->ast.extent.end = p->previous_end;
	return block;
}

/* ---- named blocks ---- */

static struct ast_statement_block **block_slot(struct ast_script_block *script,
					       enum token_kind kind)
{
	switch (kind) {
	case TOKEN_DYNAMICPARAM:
		return &script->dynamic_param;
	case TOKEN_BEGIN:
		return &script->begin;
	case TOKEN_PROCESS:
		return &script->process;
	case TOKEN_END_BLOCK:
		return &script->end;
	case TOKEN_CLEAN:
		return &script->clean;
	default:
		return NULL;
	}
}

/* Reads begin {} process {} ... */
static void parse_named_blocks(struct parser *p, struct ast_script_block *script)
{
	script->has_named_blocks = true;
	for (;;) {
		parser_skip_newlines_and_semicolons(p);
		const struct token *next = parser_peek(p);
		struct ast_statement_block **slot = block_slot(script, next->kind);
		if (!slot) {
			if (next->kind != TOKEN_RIGHT_CURLY && next->kind != TOKEN_END) {
				parser_error(p, next->where, MISSING_NAMED_BLOCKS,
					     parser_token_text(p, next));
				parse_statement_list(p);
			}
			return;
		}
		struct token keyword = parser_take(p);
		struct ast_statement_block *block = parse_statement_block(p);
		if (!block) {
			parser_incomplete(p, extent_after(keyword.where),
					  MISSING_NAMED_STATEMENT_BLOCK,
					  parser_token_text(p, &keyword));
			block = NODE(p, ast_statement_block, AST_STATEMENT_BLOCK, keyword.where);
		}
		block->ast.extent.start = keyword.where.start;
		if (*slot)
			parser_error(p, block->ast.extent, DUPLICATE_BLOCK,
				     token_kind_text(keyword.kind));
		else
			*slot = block;
	}
}

/* Behind the param block. */
static void parse_body(struct parser *p, struct ast_script_block *script, bool is_filter)
{
	parser_skip_newlines_and_semicolons(p);
	if (block_slot(script, parser_peek(p)->kind)) {
		parse_named_blocks(p, script);
		return;
	}
	struct ast_statement_block *block = parse_statement_list(p);
	if (script->param_block)
		block->ast.extent.start = script->param_block->ast.extent.start;
	if (block->ast.extent.end < block->ast.extent.start)
		block->ast.extent.end = block->ast.extent.start;
	if (is_filter)
		script->process = block;
	else
		script->end = block;
}

/* ---- script blocks ---- */

static struct ast_list parse_usings(struct parser *p)
{
	struct list_builder usings = LIST_BUILDER_INIT;
	parser_skip_newlines_and_semicolons(p);
	while (parser_peek(p)->kind == TOKEN_USING) {
		list_builder_add(&usings, parse_using(p));
		parser_skip_newlines_and_semicolons(p);
	}
	return list_builder_finish(&usings, p->arena);
}

static struct ast_script_block *script_node(struct parser *p, struct extent where)
{
	struct ast_script_block *script = NODE(p, ast_script_block, AST_SCRIPT_BLOCK, where);
	script->tree = p->tree;
	return script;
}

struct ast_script_block *parse_script_block(struct parser *p, bool is_filter)
{
	struct token open = parser_take(p), close;
	struct ast_script_block *script = script_node(p, open.where);
	script->body = (struct extent){open.where.end, open.where.end};
	if (!parser_enter(p)) {
		parser_leave(p);
		return script;
	}
	bool outer_disable_comma = p->disable_comma;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	p->disable_comma = false;
	script->usings = parse_usings(p);
	script->param_block = parse_param_block(p);
	parse_body(p, script, is_filter);
	p->disable_comma = outer_disable_comma;
	if (parser_take_kind(p, TOKEN_RIGHT_CURLY, &close)) {
		script->ast.extent.end = close.where.end;
		script->body.end = close.where.start;
	} else {
		script->ast.extent.end = script->body.end = p->previous_end;
		parser_incomplete(p, open.where, MISSING_END_CURLY);
	}
	parser_set_mode(p, outer_mode);
	parser_leave(p);
	return script;
}

struct ast_script_block *parse_script_file(struct parser *p)
{
	struct extent all = {0, p->lexer->end};
	struct ast_script_block *script = script_node(p, all);
	script->body = all;
	parser_set_mode(p, LEXER_COMMAND);
	script->usings = parse_usings(p);
	script->param_block = parse_param_block(p);
	parse_body(p, script, false);
	while (parser_peek(p)->kind != TOKEN_END) {
		/* A bracket that nothing opened: say so and read on, to find other errors. */
		parser_error(p, parser_peek(p)->where, UNEXPECTED_TOKEN,
			     parser_token_text(p, parser_peek(p)));
		parser_skip(p);
		parse_statement_list(p);
	}
	script->requires = parse_requires(p);
	script->help = parse_script_help(p, script);
	return script;
}

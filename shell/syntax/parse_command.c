/* Pipelines, their chains, commands and redirections. */
#include "syntax/parser_private.h"

#include <stdlib.h>

/* ---- redirections ---- */

static const char *stream_name(enum ast_stream stream)
{
	static const char *const names[] = {
		[AST_STREAM_ALL] = "*",
		[AST_STREAM_OUTPUT] = "output",
		[AST_STREAM_ERROR] = "error",
		[AST_STREAM_WARNING] = "warning",
		[AST_STREAM_VERBOSE] = "verbose",
		[AST_STREAM_DEBUG] = "debug",
		[AST_STREAM_INFORMATION] = "information",
	};
	return names[stream];
}

enum { STREAM_COUNT = AST_STREAM_INFORMATION + 1 };

static struct ast_redirection *parse_redirection(struct parser *p)
{
	struct token token = parser_take(p);
	if (token.kind == TOKEN_REDIRECT_INPUT) {
		parser_error(p, token.where, REDIRECTION_NOT_SUPPORTED,
			     parser_token_text(p, &token));
		enum lexer_mode mode = parser_set_mode(p, LEXER_COMMAND);
		parse_command_argument(p, false);
		parser_set_mode(p, mode);
		return NULL;
	}
	struct ast_redirection *redirection =
		NODE(p, ast_redirection, AST_REDIRECTION, token.where);
	redirection->from = token.redirection.from;
	redirection->append = token.redirection.append;
	redirection->merge = token.redirection.merge;
	redirection->to = token.redirection.to;
	if (token.redirection.merge) {
		if (redirection->to != AST_STREAM_OUTPUT ||
		    redirection->from == AST_STREAM_OUTPUT) {
			parser_error(p, token.where, REDIRECTION_NOT_SUPPORTED,
				     parser_token_text(p, &token));
			redirection->to = AST_STREAM_OUTPUT;
		}
		return redirection;
	}
	enum lexer_mode mode = parser_set_mode(p, LEXER_COMMAND);
	redirection->location = parse_command_argument(p, false);
	parser_set_mode(p, mode);
	if (redirection->location) {
		redirection->ast.extent.end = redirection->location->extent.end;
	} else {
		parser_error(p, parser_after_previous(p), MISSING_FILE_SPECIFICATION);
		redirection->location = parser_error_node(p, token.where);
	}
	return redirection;
}

/* One redirection a stream: the slots are kept in the streams' order. */
static void add_redirection(struct parser *p, struct ast_redirection *slots[STREAM_COUNT])
{
	struct ast_redirection *redirection = parse_redirection(p);
	if (!redirection)
		return;
	enum ast_stream from = redirection->from;
	if (slots[from])
		parser_error(p, redirection->ast.extent, STREAM_ALREADY_REDIRECTED,
			     stream_name(from));
	else
		slots[from] = redirection;
}

static struct ast_list finish_redirections(struct parser *p,
					   struct ast_redirection *slots[STREAM_COUNT])
{
	struct list_builder list = LIST_BUILDER_INIT;
	for (int i = 0; i < STREAM_COUNT; i++)
		if (slots[i])
			list_builder_add(&list, &slots[i]->ast);
	return list_builder_finish(&list, p->arena);
}

static bool is_redirection(enum token_kind kind)
{
	return kind == TOKEN_REDIRECTION || kind == TOKEN_REDIRECT_INPUT;
}

/* ---- arguments ---- */

static bool ends_command(enum token_kind kind)
{
	switch (kind) {
	case TOKEN_END:
	case TOKEN_NEWLINE:
	case TOKEN_SEMICOLON:
	case TOKEN_PIPE:
	case TOKEN_AND_AND:
	case TOKEN_OR_OR:
	case TOKEN_AMPERSAND:
	case TOKEN_RIGHT_PAREN:
	case TOKEN_RIGHT_CURLY:
		return true;
	default:
		return false;
	}
}

/* Anything that is not an expression and not punctuation is a word here: keywords, operators... */
static struct ast *parse_bare_word(struct parser *p)
{
	struct token token = parser_take(p);
	if (token.part_count > 0)
		return parse_string_token(p, &token);
	struct ast_string *word = parser_string_node(p, &token, AST_STRING_BARE);
	if (token.kind != TOKEN_GENERIC && token.kind != TOKEN_IDENTIFIER) {
		/* As written: -x is "-x" and not the parameter's name. */
		word->value.data = parser_token_text(p, &token);
		word->value.length = token.where.end - token.where.start;
	}
	return &word->ast;
}

static struct ast *parse_one_argument(struct parser *p)
{
	const struct token *token = parser_peek(p);
	if (ends_command(token->kind) || is_redirection(token->kind) ||
	    token->kind == TOKEN_COMMA || token->kind == TOKEN_UNKNOWN)
		return NULL;
	struct ast *expression = parse_primary_expression(p);
	return expression ? expression : parse_bare_word(p);
}

struct ast *parse_command_argument(struct parser *p, bool lists)
{
	struct ast *first = parse_one_argument(p);
	struct token comma;
	if (!first || !lists || parser_peek(p)->kind != TOKEN_COMMA)
		return first;
	struct list_builder elements = LIST_BUILDER_INIT;
	struct extent where = first->extent;
	list_builder_add(&elements, first);
	while (parser_take_kind(p, TOKEN_COMMA, &comma)) {
		parser_skip_newlines(p);
		struct ast *element = parse_one_argument(p);
		if (!element) {
			parser_incomplete(p, extent_after(comma.where), MISSING_EXPRESSION, ",");
			element = parser_error_node(p, comma.where);
		}
		list_builder_add(&elements, element);
		where.end = element->extent.end;
	}
	struct ast_array_literal *array = NODE(p, ast_array_literal, AST_ARRAY_LITERAL, where);
	array->elements = list_builder_finish(&elements, p->arena);
	return &array->ast;
}

/* ---- commands ---- */

struct command_builder {
	struct ast_command *node;
	struct list_builder elements;
	struct ast_redirection *redirections[STREAM_COUNT];
	bool parameters_over; /* after -- */
	struct extent where;
};

static void add_element(struct command_builder *c, struct ast *element)
{
	list_builder_add(&c->elements, element);
	c->where.end = element->extent.end;
}

/* -Name, -Name:argument */
static void parse_parameter_element(struct parser *p, struct command_builder *c)
{
	struct token token = parser_take(p);
	struct ast_command_parameter *parameter =
		NODE(p, ast_command_parameter, AST_COMMAND_PARAMETER, token.where);
	parameter->name = token.text.data;
	parameter->has_colon = token.has_colon;
	if (token.has_colon) {
		/* What looks like another parameter is the value. */
		if (parser_peek(p)->kind == TOKEN_PARAMETER)
			parameter->argument = parse_bare_word(p);
		else
			parameter->argument = parse_command_argument(p, true);
		if (parameter->argument)
			parameter->ast.extent.end = parameter->argument->extent.end;
		else
			parser_error(p, extent_after(token.where), PARAMETER_REQUIRES_ARGUMENT,
				     parser_token_text(p, &token));
	}
	add_element(c, &parameter->ast);
}

/* Behind --% */
static void parse_verbatim(struct parser *p, struct command_builder *c)
{
	struct token token;
	lexer_next_verbatim(p->lexer, &token);
	p->previous_end = token.where.end;
	c->node->verbatim_from = c->elements.count;
	add_element(c, &parser_string_node(p, &token, AST_STRING_BARE)->ast);
}

static bool is_verbatim_marker(const struct token *token)
{
	return token->kind == TOKEN_GENERIC && token->where.end - token->where.start == 3 &&
	       token->text.length == 3 && memcmp(token->text.data, "--%", 3) == 0;
}

static void parse_element(struct parser *p, struct command_builder *c)
{
	struct token token = *parser_peek(p);
	if (is_redirection(token.kind)) {
		add_redirection(p, c->redirections);
		c->where.end = p->previous_end;
	} else if (token.kind == TOKEN_COMMA) {
		parser_error(p, token.where, MISSING_ARGUMENT);
		parser_skip(p);
	} else if (token.kind == TOKEN_MINUS_MINUS && !c->parameters_over) {
		c->parameters_over = true;
		struct ast_command_parameter *dashes =
			NODE(p, ast_command_parameter, AST_COMMAND_PARAMETER, token.where);
		dashes->name = "-";
		parser_skip(p);
		add_element(c, &dashes->ast);
	} else if (token.kind == TOKEN_PARAMETER && !c->parameters_over) {
		parse_parameter_element(p, c);
	} else if (is_verbatim_marker(&token)) {
		add_element(c, parse_bare_word(p));
		parse_verbatim(p, c);
	} else {
		struct ast *argument = parse_command_argument(p, true);
		if (argument)
			add_element(c, argument);
		else
			parser_skip(p); /* the lexer has said what is wrong with it */
	}
}

static int assignment_operator(enum token_kind kind)
{
	switch (kind) {
	case TOKEN_EQUALS:
		return AST_OP_ASSIGN;
	case TOKEN_PLUS_EQUALS:
		return AST_OP_ADD;
	case TOKEN_MINUS_EQUALS:
		return AST_OP_SUBTRACT;
	case TOKEN_MULTIPLY_EQUALS:
		return AST_OP_MULTIPLY;
	case TOKEN_DIVIDE_EQUALS:
		return AST_OP_DIVIDE;
	case TOKEN_REMAINDER_EQUALS:
		return AST_OP_REMAINDER;
	case TOKEN_COALESCE_EQUALS:
		return AST_OP_COALESCE;
	default:
		return -1;
	}
}

/* Can the text on the next line be a statement? It begins with a value; a value, then something that
 * does not belong behind one, on the same line, is an error. */
static bool is_next_line_an_error(struct parser *p)
{
	size_t errors = p->diagnostics->count;
	bool broken = false;
	parser_set_mode(p, LEXER_EXPRESSION);
	struct ast *value = parse_expression(p);
	if (value && p->diagnostics->count > errors) {
		/* An error within: on its line or beyond it? */
		uint32_t from = value->extent.start,
			 at = p->diagnostics->errors[errors].extent.start;
		broken = at > from && at <= p->tree->source.length &&
			 !memchr(p->tree->source.text + from, '\n', at - from);
	} else if (value && assignment_operator(parser_peek(p)->kind) < 0) {
		parser_set_mode(p, LEXER_COMMAND);
		enum token_kind next = parser_peek(p)->kind;
		broken = !ends_command(next) && !is_redirection(next);
	}
	parser_set_mode(p, LEXER_COMMAND);
	diagnostics_truncate(p->diagnostics, errors);
	return broken;
}

/* Documents break long commands over lines without a backtick. At a line end behind `-Parameter`: when
 * the next line is an error as it stands, it is read as the rest of the command. A valid script has no
 * such line. Moves to the next line when it says yes. */
static bool may_join_next_line(struct parser *p, const struct command_builder *c)
{
	struct ast *last = c->elements.items[c->elements.count - 1];
	if (!p->join_lines || parser_peek(p)->kind != TOKEN_NEWLINE ||
	    last->kind != AST_COMMAND_PARAMETER ||
	    ((struct ast_command_parameter *)last)->has_colon)
		return false;
	struct token newline = parser_take(p), first = *parser_peek(p);
	uint32_t previous_end = last->extent.end;
	p->join_lines = false; /* one look ahead at a time */
	bool join = is_next_line_an_error(p);
	p->join_lines = true;
	parser_go_back(p, join ? &first : &newline);
	p->previous_end = previous_end;
	return join && !ends_command(parser_peek(p)->kind);
}

/* The command's name. A parameter cannot be one. */
static bool parse_name(struct parser *p, struct command_builder *c)
{
	struct ast *name = NULL;
	if (is_redirection(parser_peek(p)->kind))
		name = parse_bare_word(p);
	else if (parser_peek(p)->kind != TOKEN_COMMA)
		name = parse_command_argument(p, false);
	if (!name)
		return false;
	add_element(c, name);
	return true;
}

/* A command, or NULL when the next token cannot begin one. */
static struct ast *parse_command(struct parser *p)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	struct token start = *parser_peek(p);
	struct command_builder c = {.node = NODE(p, ast_command, AST_COMMAND, start.where),
				    .where = start.where};
	bool named;
	if (start.kind == TOKEN_DOT || start.kind == TOKEN_AMPERSAND) {
		parser_skip(p);
		c.node->invocation =
			start.kind == TOKEN_DOT ? AST_INVOCATION_DOT : AST_INVOCATION_AMPERSAND;
		named = parse_name(p, &c);
		if (!named) {
			parser_error(p, start.where, MISSING_EXPRESSION,
				     parser_token_text(p, &start));
			parser_set_mode(p, outer_mode);
			free(c.elements.items);
			return parser_error_node(p, start.where);
		}
	} else {
		named = parse_name(p, &c);
	}
	while (named && (!ends_command(parser_peek(p)->kind) || may_join_next_line(p, &c)))
		parse_element(p, &c);
	parser_set_mode(p, outer_mode);
	c.node->ast.extent = c.where;
	c.node->elements = list_builder_finish(&c.elements, p->arena);
	c.node->redirections = finish_redirections(p, c.redirections);
	return named ? &c.node->ast : NULL;
}

/* ---- pipelines ---- */

static struct ast *parse_assignment(struct parser *p, struct ast *left, int op)
{
	struct token token = parser_take(p);
	parser_skip_newlines(p);
	struct ast_assignment *assignment = NODE(p, ast_assignment, AST_ASSIGNMENT, left->extent);
	assignment->op = (enum ast_operator)op;
	assignment->left = left;
	assignment->op_extent = token.where;
	assignment->right = parse_statement(p);
	if (!assignment->right) {
		parser_incomplete(p, extent_after(token.where), EXPECTED_VALUE_EXPRESSION,
				  parser_token_text(p, &token));
		assignment->right = parser_error_node(p, token.where);
	}
	assignment->ast.extent.end = assignment->right->extent.end;
	return &assignment->ast;
}

/* An expression as an element of a pipeline, with its redirections. */
static struct ast *finish_command_expression(struct parser *p, struct ast *expression)
{
	struct ast_redirection *slots[STREAM_COUNT] = {NULL};
	struct ast_command_expression *node =
		NODE(p, ast_command_expression, AST_COMMAND_EXPRESSION, expression->extent);
	node->expression = expression;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	while (is_redirection(parser_peek(p)->kind)) {
		add_redirection(p, slots);
		node->ast.extent.end = p->previous_end;
	}
	parser_set_mode(p, outer_mode);
	node->redirections = finish_redirections(p, slots);
	return &node->ast;
}

/* Does nothing but blanks stand between two tokens? */
static bool is_blank_between(struct parser *p, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (!strchr(" \t", p->tree->source.text[from]))
			return false;
	return true;
}

/* A | may also begin the next line; lines of comments may come before it, but no blank one. */
static bool find_pipe(struct parser *p)
{
	if (parser_peek(p)->kind == TOKEN_PIPE)
		return true;
	if (parser_peek(p)->kind != TOKEN_NEWLINE)
		return false;
	struct token here = *parser_peek(p);
	uint32_t line = here.where.end;
	p->has_token = false;
	while (parser_peek(p)->kind == TOKEN_NEWLINE &&
	       !is_blank_between(p, line, p->token.where.start)) {
		line = p->token.where.end;
		p->has_token = false;
	}
	if (parser_peek(p)->kind == TOKEN_PIPE)
		return true;
	parser_go_back(p, &here);
	return false;
}

static void parse_rest_of_pipeline(struct parser *p, struct ast_pipeline *pipeline,
				   struct list_builder *elements)
{
	struct token pipe;
	while (find_pipe(p)) {
		pipe = parser_take(p);
		parser_skip_newlines(p);
		const struct token *next = parser_peek(p);
		if (next->kind == TOKEN_END) {
			parser_incomplete(p, extent_after(pipe.where), EMPTY_PIPE_ELEMENT);
			break;
		}
		struct ast *expression = parse_expression(p);
		struct ast *element =
			expression ? finish_command_expression(p, expression) : parse_command(p);
		if (expression)
			parser_error(p, expression->extent, EXPRESSION_NOT_FIRST);
		if (!element) {
			parser_error(p, extent_after(pipe.where), EMPTY_PIPE_ELEMENT);
			continue;
		}
		list_builder_add(elements, element);
		pipeline->ast.extent.end = element->extent.end;
	}
}

/* A pipeline or an assignment; NULL when the next token can begin neither. */
static struct ast *parse_pipeline(struct parser *p)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	struct ast *element, *expression = parse_expression(p);
	int op = expression ? assignment_operator(parser_peek(p)->kind) : -1;
	if (op >= 0) {
		element = parse_assignment(p, expression, op);
		parser_set_mode(p, outer_mode);
		return element;
	}
	parser_set_mode(p, outer_mode);
	element = expression ? finish_command_expression(p, expression) : parse_command(p);
	if (!element) {
		/* A pipe with nothing before it. */
		struct token pipe = *parser_peek(p);
		if (pipe.kind != TOKEN_PIPE)
			return NULL;
		parser_incomplete(p, pipe.where, EMPTY_PIPE_ELEMENT);
	}
	struct list_builder elements = LIST_BUILDER_INIT;
	struct ast_pipeline *pipeline = NODE(p, ast_pipeline, AST_PIPELINE,
					     element ? element->extent : parser_peek(p)->where);
	if (element)
		list_builder_add(&elements, element);
	parse_rest_of_pipeline(p, pipeline, &elements);
	pipeline->elements = list_builder_finish(&elements, p->arena);
	return &pipeline->ast;
}

/* After a pipeline: what may follow, or an error about what does. */
static void check_pipeline_end(struct parser *p)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	const struct token *next = parser_peek(p);
	if (!ends_command(next->kind))
		parser_error(p, next->where, UNEXPECTED_TOKEN, parser_token_text(p, next));
	parser_set_mode(p, outer_mode);
}

static void set_background(struct ast *pipeline)
{
	if (pipeline->kind == AST_PIPELINE)
		((struct ast_pipeline *)pipeline)->background = true;
	else if (pipeline->kind == AST_PIPELINE_CHAIN)
		((struct ast_pipeline_chain *)pipeline)->background = true;
}

struct ast *parse_pipeline_chain(struct parser *p)
{
	struct token token;
	struct ast *left = parse_pipeline(p);
	if (!left || left->kind == AST_ASSIGNMENT)
		return left;
	check_pipeline_end(p);
	while (parser_peek(p)->kind == TOKEN_AND_AND || parser_peek(p)->kind == TOKEN_OR_OR) {
		token = parser_take(p);
		p->links++;
		parser_skip_newlines(p);
		struct ast *right = parse_pipeline(p);
		if (!right) {
			struct extent where = extent_after(token.where);
			if (parser_peek(p)->kind != TOKEN_END)
				where = extent_join(token.where, parser_peek(p)->where);
			parser_incomplete(p, where, EMPTY_CHAIN_ELEMENT);
			return left;
		}
		struct ast_pipeline_chain *chain = NODE(p, ast_pipeline_chain, AST_PIPELINE_CHAIN,
							extent_join(left->extent, right->extent));
		chain->left = left;
		chain->right = right;
		chain->is_or = token.kind == TOKEN_OR_OR;
		left = &chain->ast;
		check_pipeline_end(p);
	}
	if (parser_take_kind(p, TOKEN_AMPERSAND, NULL))
		set_background(left);
	return left;
}

/* Variables, literals, brackets, and the members, indexes and calls behind them. */
#include "syntax/parser_private.h"

#include "syntax/lexer_private.h"

/* ---- variables and strings ---- */

static const struct {
	const char *name;
	enum ast_scope scope;
} scopes[] = {
	{"global", AST_SCOPE_GLOBAL}, {"script", AST_SCOPE_SCRIPT},
	{"local", AST_SCOPE_LOCAL},   {"private", AST_SCOPE_PRIVATE},
	{"using", AST_SCOPE_USING},   {"variable", AST_SCOPE_VARIABLE},
};

struct ast_variable *parse_variable_path(struct parser *p, struct extent where,
					 const struct ast_text *path, bool splatted)
{
	struct ast_variable *variable = NODE(p, ast_variable, AST_VARIABLE, where);
	const char *colon = memchr(path->data, ':', path->length);
	variable->splatted = splatted;
	if (!colon || colon == path->data) {
		variable->name = path->data;
		return variable;
	}
	size_t length = (size_t)(colon - path->data);
	variable->name = arena_strndup(p->arena, colon + 1, path->length - length - 1);
	for (size_t i = 0; i < countof(scopes); i++) {
		if (strlen(scopes[i].name) == length &&
		    strncasecmp(scopes[i].name, path->data, length) == 0) {
			variable->scope = scopes[i].scope;
			return variable;
		}
	}
	variable->scope = AST_SCOPE_DRIVE;
	variable->drive = arena_strndup(p->arena, path->data, length);
	return variable;
}

/* The statements of a "$( )", read with a lexer of their own. */
static struct ast *parse_string_statements(struct parser *p, const struct string_part *part)
{
	struct lexer child, *outer = p->lexer;
	struct token outer_token = p->token;
	bool outer_has_token = p->has_token, outer_disable_comma = p->disable_comma;
	uint32_t outer_previous_end = p->previous_end;
	struct extent where = lexer_extent(outer, part->from, part->to);
	struct ast_sub_expression *node = NODE(p, ast_sub_expression, AST_SUB_EXPRESSION, where);
	lexer_init_part(&child, outer, part);
	p->lexer = &child;
	p->has_token = false;
	p->disable_comma = false;
	p->previous_end = MIN(where.start + 2, where.end);
	if (parser_enter(p))
		node->body = parse_statement_list(p);
	else
		node->body = NODE(p, ast_statement_block, AST_STATEMENT_BLOCK, where);
	parser_leave(p);
	if (!parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL))
		parser_incomplete(p, parser_peek(p)->where, MISSING_END_PAREN_IN_SUBEXPRESSION);
	lexer_clear(&child);
	p->lexer = outer;
	p->token = outer_token;
	p->has_token = outer_has_token;
	p->disable_comma = outer_disable_comma;
	p->previous_end = outer_previous_end;
	return &node->ast;
}

static enum ast_string_type string_type(enum token_kind kind)
{
	switch (kind) {
	case TOKEN_STRING:
		return AST_STRING_SINGLE;
	case TOKEN_STRING_EXPANDABLE:
		return AST_STRING_DOUBLE;
	case TOKEN_HERE_STRING:
		return AST_STRING_SINGLE_HERE;
	case TOKEN_HERE_STRING_EXPANDABLE:
		return AST_STRING_DOUBLE_HERE;
	default:
		return AST_STRING_BARE;
	}
}

/* A string or word token as a node; what is to be expanded in it is parsed. */
struct ast *parse_string_token(struct parser *p, const struct token *token)
{
	enum ast_string_type type = string_type(token->kind);
	if (token->part_count == 0)
		return &parser_string_node(p, token, type)->ast;
	struct ast_expandable_string *string =
		NODE(p, ast_expandable_string, AST_EXPANDABLE_STRING, token->where);
	struct list_builder parts = LIST_BUILDER_INIT;
	string->type = type;
	for (size_t i = 0; i < token->part_count; i++) {
		const struct string_part *part = &token->parts[i];
		struct extent where = lexer_extent(p->lexer, part->from, part->to);
		struct ast *node;
		if (part->kind == STRING_PART_TEXT) {
			struct ast_string *text = NODE(p, ast_string, AST_STRING, where);
			text->type = type;
			text->value = part->text;
			node = &text->ast;
		} else if (part->kind == STRING_PART_VARIABLE) {
			node = &parse_variable_path(p, where, &part->text, false)->ast;
		} else {
			node = parse_string_statements(p, part);
		}
		list_builder_add(&parts, node);
	}
	string->parts = list_builder_finish(&parts, p->arena);
	return &string->ast;
}

static struct ast *parse_number(struct parser *p)
{
	struct token token = parser_take(p);
	struct ast_number *number = NODE(p, ast_number, AST_NUMBER, token.where);
	number->type = token.number.type;
	number->integer = token.number.integer;
	if (number->type == AST_NUMBER_DOUBLE)
		number->real = token.number.real;
	else if (number->type == AST_NUMBER_DECIMAL || number->type == AST_NUMBER_BIGINT)
		number->digits = token.number.digits;
	return &number->ast;
}

/* ---- brackets ---- */

static struct ast *parse_paren(struct parser *p)
{
	struct token open = parser_take(p), close;
	struct ast_paren *paren = NODE(p, ast_paren, AST_PAREN, open.where);
	bool outer_disable_comma = p->disable_comma;
	bool outer_ternary = p->lexer->ternary_ends_number;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	p->disable_comma = p->lexer->ternary_ends_number = false;
	parser_skip_newlines(p);
	paren->pipeline = parse_pipeline_chain(p);
	if (!paren->pipeline) {
		parser_incomplete(p, parser_after_previous(p), EXPECTED_EXPRESSION);
		paren->pipeline = parser_error_node(p, parser_after_previous(p));
	}
	parser_skip_newlines(p);
	p->disable_comma = outer_disable_comma;
	p->lexer->ternary_ends_number = outer_ternary;
	if (!parser_take_kind(p, TOKEN_RIGHT_PAREN, &close))
		parser_incomplete(p, parser_after_previous(p), MISSING_END_PAREN_IN_EXPRESSION);
	parser_set_mode(p, outer_mode);
	paren->ast.extent.end = p->previous_end;
	return &paren->ast;
}

/* $( ) and @( ) */
static struct ast *parse_sub_expression(struct parser *p)
{
	struct token open = parser_take(p);
	bool outer_ternary = p->lexer->ternary_ends_number;
	p->lexer->ternary_ends_number = false;
	/* Both nodes look the same. */
	struct ast_sub_expression *node =
		NODE(p, ast_sub_expression,
		     open.kind == TOKEN_AT_PAREN ? AST_ARRAY_EXPRESSION : AST_SUB_EXPRESSION,
		     open.where);
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	node->body = parse_statement_list(p);
	p->lexer->ternary_ends_number = outer_ternary;
	if (!parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL))
		parser_incomplete(p, parser_peek(p)->where, MISSING_END_PAREN_IN_SUBEXPRESSION);
	parser_set_mode(p, outer_mode);
	node->ast.extent.end = p->previous_end;
	return &node->ast;
}

static struct ast *parse_key(struct parser *p)
{
	const struct token *token = parser_peek_name(p);
	if (token->kind == TOKEN_IDENTIFIER) {
		struct ast_string *name = parser_string_node(p, token, AST_STRING_BARE);
		parser_skip(p);
		return &name->ast;
	}
	return parse_unary_expression(p);
}

/* key = statement; false when there is no more. */
static bool parse_hashtable_entry(struct parser *p, struct list_builder *keys,
				  struct list_builder *values)
{
	struct token equals;
	parser_skip_newlines_and_semicolons(p);
	bool outer = p->disable_comma;
	p->disable_comma = true;
	struct ast *key = parse_key(p);
	p->disable_comma = outer;
	if (!key)
		return false;
	struct ast *value;
	if (!parser_take_kind(p, TOKEN_EQUALS, &equals)) {
		parser_error(p, parser_after_previous(p), MISSING_EQUALS_IN_HASH);
		value = parser_error_node(p, parser_after_previous(p));
		parser_skip_to_boundary(p);
	} else {
		parser_skip_newlines(p);
		p->disable_comma = false;
		value = parse_statement(p);
		p->disable_comma = outer;
		if (!value) {
			parser_incomplete(p, extent_after(equals.where), MISSING_STATEMENT_IN_HASH);
			value = parser_error_node(p, equals.where);
		}
	}
	list_builder_add(keys, key);
	list_builder_add(values, value);
	return true;
}

struct ast *parse_hashtable(struct parser *p, const struct token *open)
{
	struct list_builder keys = LIST_BUILDER_INIT, values = LIST_BUILDER_INIT;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	bool outer_ternary = p->lexer->ternary_ends_number;
	p->lexer->ternary_ends_number = false;
	struct ast_hashtable *table = NODE(p, ast_hashtable, AST_HASHTABLE, open->where);
	while (parse_hashtable_entry(p, &keys, &values)) {
		const struct token *next = parser_peek(p);
		if (next->kind != TOKEN_NEWLINE && next->kind != TOKEN_SEMICOLON)
			break;
	}
	parser_skip_newlines_and_semicolons(p);
	p->lexer->ternary_ends_number = outer_ternary;
	if (!parser_take_kind(p, TOKEN_RIGHT_CURLY, NULL))
		parser_incomplete(p, extent_after(open->where), MISSING_END_CURLY);
	parser_set_mode(p, outer_mode);
	table->ast.extent.end = p->previous_end;
	table->keys = list_builder_finish(&keys, p->arena);
	table->values = list_builder_finish(&values, p->arena);
	return &table->ast;
}

static struct ast *parse_script_block_expression(struct parser *p)
{
	struct token open = *parser_peek(p);
	struct ast_script_block_expression *node =
		NODE(p, ast_script_block_expression, AST_SCRIPT_BLOCK_EXPRESSION, open.where);
	bool outer_ternary = p->lexer->ternary_ends_number;
	p->lexer->ternary_ends_number = false;
	node->body = parse_script_block(p, false);
	p->lexer->ternary_ends_number = outer_ternary;
	node->ast.extent = node->body->ast.extent;
	return &node->ast;
}

/* ---- members ---- */

static struct ast *parse_atom(struct parser *p);

/* What stands at the current position, without a blank before it. */
static char next_char(struct parser *p, uint32_t ahead)
{
	if (p->has_token)
		parser_go_back(p, &p->token);
	return lexer_byte_at(p->lexer, p->lexer->position + ahead);
}

static bool is_blank(char c)
{
	return c == '\0' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Does . :: ?. [ or ?[ follow at once? Sets its size. A dot of a .. range is none. */
static enum token_kind member_operator(struct parser *p, uint32_t *size_r)
{
	uint32_t here = p->lexer->position;
	bool had_token = p->has_token;
	struct token kept = p->token;
	if (had_token && kept.spaced_before)
		return TOKEN_END;
	bool command = p->lexer->mode == LEXER_COMMAND;
	enum token_kind kind = TOKEN_END;
	char c = next_char(p, 0), second = next_char(p, 1);
	if (c == '[') {
		kind = TOKEN_LEFT_BRACKET;
		*size_r = 1;
	} else if (c == '.' && second != '.' && !(command && is_blank(second))) {
		kind = TOKEN_DOT;
		*size_r = 1;
	} else if (c == ':' && second == ':' && !(command && is_blank(next_char(p, 2)))) {
		kind = TOKEN_COLON_COLON;
		*size_r = 2;
	} else if (c == '?' && second == '.' && !command) {
		kind = TOKEN_QUESTION_DOT;
		*size_r = 2;
	} else if (c == '?' && second == '[' && !command) {
		kind = TOKEN_QUESTION_BRACKET;
		*size_r = 2;
	}
	if (kind == TOKEN_END && had_token) {
		p->lexer->position = here;
		p->token = kept;
		p->has_token = true;
	}
	return kind;
}

/* The name behind . or ::, or an expression that gives it. */
static struct ast *parse_member_name(struct parser *p)
{
	parser_skip_newlines(p);
	const struct token *token = parser_peek_name(p);
	if (token->kind == TOKEN_IDENTIFIER) {
		struct ast_string *name = parser_string_node(p, token, AST_STRING_BARE);
		parser_skip(p);
		return &name->ast;
	}
	struct ast *atom = parse_atom(p);
	return atom ? atom : parse_unary_expression(p);
}

/* Behind the ( of a call. */
static struct ast_list parse_arguments(struct parser *p)
{
	struct list_builder arguments = LIST_BUILDER_INIT;
	struct token comma = {0};
	bool complete = true;
	bool outer = p->disable_comma, outer_ternary = p->lexer->ternary_ends_number;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	p->disable_comma = true;
	p->lexer->ternary_ends_number = false;
	for (;;) {
		parser_skip_newlines(p);
		struct ast *argument = parse_expression(p);
		if (!argument) {
			if (comma.at > 0) {
				parser_incomplete(p, extent_after(comma.where),
						  MISSING_EXPRESSION_AFTER_TOKEN, ",");
				complete = false;
			}
			break;
		}
		list_builder_add(&arguments, argument);
		parser_skip_newlines(p);
		if (!parser_take_kind(p, TOKEN_COMMA, &comma))
			break;
	}
	parser_skip_newlines(p);
	p->disable_comma = outer;
	p->lexer->ternary_ends_number = outer_ternary;
	if (!parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL) && complete)
		parser_incomplete(p, parser_after_previous(p), MISSING_END_PAREN_IN_CALL);
	parser_set_mode(p, outer_mode);
	return list_builder_finish(&arguments, p->arena);
}

/* $x.Method[int, string]( : the types, when a call really follows. Otherwise nothing is read. */
static bool parse_type_arguments(struct parser *p, struct ast_list *types_r)
{
	struct list_builder types = LIST_BUILDER_INIT;
	size_t errors = p->diagnostics->count;
	uint32_t position = p->lexer->position, previous_end = p->previous_end;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_TYPE_NAME);
	bool valid = true;
	parser_skip(p); /* [ */
	do {
		struct ast_type_name *type = parse_type(p);
		valid = type;
		if (type)
			list_builder_add(&types, &type->ast);
	} while (valid && parser_take_kind(p, TOKEN_COMMA, NULL));
	valid = valid && parser_take_kind(p, TOKEN_RIGHT_BRACKET, NULL);
	parser_set_mode(p, outer_mode);
	valid = valid && next_char(p, 0) == '(';
	*types_r = list_builder_finish(&types, p->arena);
	if (!valid) {
		p->lexer->position = position;
		p->has_token = false;
		p->previous_end = previous_end;
		diagnostics_truncate(p->diagnostics, errors);
	}
	return valid;
}

static struct ast *parse_call(struct parser *p, struct ast *target, struct ast *member,
			      enum token_kind op, struct ast_list types)
{
	struct ast_invoke_member *call =
		NODE(p, ast_invoke_member, AST_INVOKE_MEMBER, target->extent);
	call->target = target;
	call->member = member;
	call->is_static = op == TOKEN_COLON_COLON;
	call->null_conditional = op == TOKEN_QUESTION_DOT;
	call->type_arguments = (struct ast_type_name **)types.items;
	call->type_argument_count = types.count;
	if (next_char(p, 0) == '(') {
		parser_skip(p);
		call->arguments = parse_arguments(p);
	} else {
		struct list_builder arguments = LIST_BUILDER_INIT;
		parser_peek(p);
		list_builder_add(&arguments, parse_script_block_expression(p));
		call->arguments = list_builder_finish(&arguments, p->arena);
	}
	call->ast.extent.end = p->previous_end;
	return &call->ast;
}

static struct ast *parse_member(struct parser *p, struct ast *target, enum token_kind op)
{
	struct ast_list types = {0};
	struct ast *member = parse_member_name(p);
	if (!member) {
		parser_incomplete(p, parser_after_previous(p), MISSING_PROPERTY_NAME);
		member = parser_error_node(p, parser_after_previous(p));
	} else {
		if (next_char(p, 0) == '[')
			parse_type_arguments(p, &types);
		char c = next_char(p, 0);
		if (c == '(' || c == '{')
			return parse_call(p, target, member, op, types);
	}
	struct ast_member *node =
		NODE(p, ast_member, AST_MEMBER, extent_join(target->extent, member->extent));
	node->target = target;
	node->member = member;
	node->is_static = op == TOKEN_COLON_COLON;
	node->null_conditional = op == TOKEN_QUESTION_DOT;
	return &node->ast;
}

static struct ast *parse_index(struct parser *p, struct ast *target, enum token_kind op)
{
	struct ast_index *node = NODE(p, ast_index, AST_INDEX, target->extent);
	bool outer = p->disable_comma, outer_ternary = p->lexer->ternary_ends_number;
	uint32_t bracket_end = p->previous_end;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	p->disable_comma = p->lexer->ternary_ends_number = false;
	node->target = target;
	node->null_conditional = op == TOKEN_QUESTION_BRACKET;
	parser_skip_newlines(p);
	node->index = parse_expression(p);
	p->disable_comma = outer;
	p->lexer->ternary_ends_number = outer_ternary;
	if (!node->index) {
		struct extent where = {bracket_end, bracket_end};
		parser_incomplete(p, where, MISSING_INDEX);
		node->index = parser_error_node(p, (struct extent){bracket_end - 1, bracket_end});
	}
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_RIGHT_BRACKET, NULL) && node->index->kind != AST_ERROR)
		parser_incomplete(p, parser_after_previous(p), MISSING_END_BRACKET);
	parser_set_mode(p, outer_mode);
	node->ast.extent.end = p->previous_end;
	return &node->ast;
}

struct ast *parse_members(struct parser *p, struct ast *target)
{
	uint32_t size = 0;
	for (;; p->links++) {
		enum token_kind op = member_operator(p, &size);
		if (op == TOKEN_END)
			return target;
		p->lexer->position += size;
		p->previous_end = lexer_source_offset(p->lexer, p->lexer->position);
		if (op == TOKEN_LEFT_BRACKET || op == TOKEN_QUESTION_BRACKET)
			target = parse_index(p, target, op);
		else
			target = parse_member(p, target, op);
	}
}

/* ---- primary ---- */

static struct ast *parse_atom(struct parser *p)
{
	struct token token = *parser_peek(p);
	switch (token.kind) {
	case TOKEN_VARIABLE:
	case TOKEN_SPLATTED_VARIABLE:
		parser_skip(p);
		return &parse_variable_path(p, token.where, &token.text,
					    token.kind == TOKEN_SPLATTED_VARIABLE)
				->ast;
	case TOKEN_NUMBER:
		return parse_number(p);
	case TOKEN_STRING:
	case TOKEN_STRING_EXPANDABLE:
	case TOKEN_HERE_STRING:
	case TOKEN_HERE_STRING_EXPANDABLE:
		parser_skip(p);
		return parse_string_token(p, &token);
	case TOKEN_LEFT_CURLY:
		return parse_script_block_expression(p);
	case TOKEN_LEFT_PAREN:
		return parse_paren(p);
	case TOKEN_AT_PAREN:
	case TOKEN_DOLLAR_PAREN:
		return parse_sub_expression(p);
	case TOKEN_AT_CURLY:
		parser_skip(p);
		return parse_hashtable(p, &token);
	default:
		return NULL;
	}
}

struct ast *parse_primary_expression(struct parser *p)
{
	struct ast *expression = parse_atom(p);
	return expression ? parse_members(p, expression) : NULL;
}

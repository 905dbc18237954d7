/* Operators: ternary, binary by precedence, comma, unary and casts. */
#include "syntax/parser_private.h"

/* ---- unary ---- */

static struct ast *parse_operand_of(struct parser *p, const struct token *op)
{
	parser_skip_newlines(p);
	struct ast *operand = parse_unary_expression(p);
	if (!operand) {
		parser_incomplete(p, parser_after_previous(p), MISSING_OPERAND,
				  parser_token_text(p, op));
		operand = parser_error_node(p, op->where);
	}
	return operand;
}

static struct ast *parse_prefix_operator(struct parser *p)
{
	struct token token = parser_take(p);
	struct ast *operand = parse_operand_of(p, &token);
	struct extent where = extent_join(token.where, operand->extent);
	if (token.kind == TOKEN_COMMA) {
		struct ast_array_literal *array =
			NODE(p, ast_array_literal, AST_ARRAY_LITERAL, where);
		array->elements.items = ARENA_NEW(p->arena, struct ast *);
		array->elements.items[0] = operand;
		array->elements.count = 1;
		return &array->ast;
	}
	struct ast_unary *unary = NODE(p, ast_unary, AST_UNARY, where);
	unary->op = (enum ast_operator)token.op->unary;
	unary->case_sensitive = token.op->case_sensitive;
	unary->operand = operand;
	return &unary->ast;
}

/* The operand of a cast; a comma is no operator here. */
static struct ast *parse_cast_operand(struct parser *p)
{
	bool outer = p->disable_comma;
	p->disable_comma = true;
	struct ast *operand = parse_unary_expression(p);
	p->disable_comma = outer;
	return operand;
}

/* The child with the attributes before it wrapped around, the last innermost. */
static struct ast *wrap_in_attributes(struct parser *p, struct ast_list attributes,
				      struct ast *child)
{
	p->links += attributes.count;
	for (size_t i = attributes.count; i-- > 0;) {
		struct ast *attribute = attributes.items[i];
		struct extent where = extent_join(attribute->extent, child->extent);
		if (attribute->kind == AST_ATTRIBUTE) {
			struct ast_attributed_expression *node = NODE(
				p, ast_attributed_expression, AST_ATTRIBUTED_EXPRESSION, where);
			node->attribute = (struct ast_attribute *)attribute;
			node->child = child;
			child = &node->ast;
		} else {
			struct ast_convert *node = NODE(p, ast_convert, AST_CONVERT, where);
			node->type = ((struct ast_type_constraint *)attribute)->type;
			node->child = child;
			child = &node->ast;
		}
	}
	return child;
}

/* $x++ */
static struct ast *parse_postfix_operator(struct parser *p, struct ast *operand)
{
	const struct token *token = parser_peek(p);
	if (token->kind != TOKEN_PLUS_PLUS && token->kind != TOKEN_MINUS_MINUS)
		return operand;
	struct token op = parser_take(p);
	struct ast_unary *unary =
		NODE(p, ast_unary, AST_UNARY, extent_join(operand->extent, op.where));
	unary->op = op.kind == TOKEN_PLUS_PLUS ? AST_OP_POST_INCREMENT : AST_OP_POST_DECREMENT;
	unary->operand = operand;
	return &unary->ast;
}

static struct ast *parse_type_expression(struct parser *p, struct ast *constraint)
{
	struct ast_type_expression *node =
		NODE(p, ast_type_expression, AST_TYPE_EXPRESSION, constraint->extent);
	node->type = ((struct ast_type_constraint *)constraint)->type;
	return parse_postfix_operator(p, parse_members(p, &node->ast));
}

/* [int]$x, [int]::MaxValue, [Attribute()]$x */
static struct ast *parse_bracketed(struct parser *p)
{
	struct ast_list attributes = parse_attribute_list(p, true);
	if (attributes.count == 0)
		return NULL;
	struct ast *last = attributes.items[attributes.count - 1];
	struct ast *child = NULL;
	if (last->kind == AST_ATTRIBUTE) {
		parser_skip_newlines(p);
		child = parse_cast_operand(p);
		if (!child) {
			parser_incomplete(p, last->extent, UNEXPECTED_ATTRIBUTE,
					  ((struct ast_attribute *)last)->type->full_text);
			return parser_error_node(p, last->extent);
		}
	} else {
		char next = p->has_token ? '\0'
					 : p->lexer->text[MIN(p->lexer->position, p->lexer->end)];
		if (next != '.' && next != ':')
			child = parse_cast_operand(p);
		if (!child) {
			attributes.count--;
			child = parse_type_expression(p, last);
		}
	}
	return wrap_in_attributes(p, attributes, child);
}

static struct ast *parse_unary_at(struct parser *p)
{
	bool outer = p->lexer->allow_signed_numbers;
	p->lexer->allow_signed_numbers = true;
	if (p->has_token && (p->token.kind == TOKEN_MINUS || p->token.kind == TOKEN_PLUS))
		parser_go_back(p, &p->token);
	const struct token *token = parser_peek(p);
	p->lexer->allow_signed_numbers = outer;
	if (token->op && token->op->unary >= 0) {
		if (token->kind == TOKEN_COMMA && p->disable_comma)
			return NULL;
		return parse_prefix_operator(p);
	}
	if (token->kind == TOKEN_LEFT_BRACKET)
		return parse_bracketed(p);
	struct ast *primary = parse_primary_expression(p);
	return primary ? parse_postfix_operator(p, primary) : NULL;
}

struct ast *parse_unary_expression(struct parser *p)
{
	struct ast *expression = NULL;
	if (parser_enter(p))
		expression = parse_unary_at(p);
	parser_leave(p);
	return expression;
}

/* ---- comma ---- */

static struct ast *parse_array_literal(struct parser *p)
{
	struct token comma;
	struct ast *first = parse_unary_expression(p);
	if (!first || p->disable_comma || parser_peek(p)->kind != TOKEN_COMMA)
		return first;
	struct list_builder elements = LIST_BUILDER_INIT;
	struct extent where = first->extent;
	list_builder_add(&elements, first);
	while (parser_take_kind(p, TOKEN_COMMA, &comma)) {
		parser_skip_newlines(p);
		struct ast *element = parse_unary_expression(p);
		if (!element) {
			parser_incomplete(p, extent_after(comma.where),
					  MISSING_EXPRESSION_AFTER_TOKEN, ",");
			element = parser_error_node(p, comma.where);
			list_builder_add(&elements, element);
			where.end = comma.where.end;
			break;
		}
		list_builder_add(&elements, element);
		where.end = element->extent.end;
	}
	struct ast_array_literal *array = NODE(p, ast_array_literal, AST_ARRAY_LITERAL, where);
	array->elements = list_builder_finish(&elements, p->arena);
	return &array->ast;
}

/* ---- binary ---- */

static enum precedence binary_precedence(const struct token *token)
{
	return token->op ? token->op->precedence : PRECEDENCE_NONE;
}

/* Precedence climbing: all binary operators group to the left. */
static struct ast *parse_binary(struct parser *p, enum precedence weakest)
{
	struct ast *left = parse_array_literal(p);
	for (; left; p->links++) {
		enum precedence precedence = binary_precedence(parser_peek(p));
		if (precedence == PRECEDENCE_NONE || precedence < weakest)
			break;
		struct token op = parser_take(p);
		parser_skip_newlines(p);
		struct ast *right = parse_binary(p, precedence + 1);
		if (!right) {
			parser_incomplete(p, parser_after_previous(p), EXPECTED_VALUE_EXPRESSION,
					  parser_token_text(p, &op));
			right = parser_error_node(p, op.where);
		}
		struct ast_binary *node =
			NODE(p, ast_binary, AST_BINARY, extent_join(left->extent, right->extent));
		node->op = op.op->binary;
		node->case_sensitive = op.op->case_sensitive;
		node->left = left;
		node->right = right;
		node->op_extent = op.where;
		left = &node->ast;
	}
	if (left && parser_peek(p)->kind == TOKEN_PARAMETER) {
		/* $x -foo: there is no such operator. */
		struct token word = parser_take(p);
		parser_error(p, word.where, UNEXPECTED_TOKEN, parser_token_text(p, &word));
		left = parser_error_node(p, extent_join(left->extent, word.where));
	}
	return left;
}

/* ---- ternary ---- */

/* Behind condition ?. */
static struct ast *parse_ternary(struct parser *p, struct ast *condition)
{
	struct token question = parser_take(p), colon;
	if (!parser_enter(p)) {
		parser_leave(p);
		return parser_error_node(p, condition->extent);
	}
	bool outer = p->lexer->ternary_ends_number;
	p->lexer->ternary_ends_number = true;
	struct ast_ternary *node = NODE(p, ast_ternary, AST_TERNARY, condition->extent);
	node->condition = condition;
	parser_skip_newlines(p);
	node->if_true = parse_expression(p);
	if (!node->if_true) {
		parser_incomplete(p, parser_after_previous(p), EXPECTED_VALUE_EXPRESSION, "?");
		node->if_true = parser_error_node(p, question.where);
	}
	parser_skip_newlines(p);
	p->lexer->ternary_ends_number = outer;
	if (!parser_take_kind(p, TOKEN_COLON, &colon)) {
		if (node->if_true->kind != AST_ERROR)
			parser_incomplete(p, parser_peek(p)->where, MISSING_COLON_IN_TERNARY);
		parser_leave(p);
		return parser_error_node(p, extent_join(condition->extent, node->if_true->extent));
	}
	parser_skip_newlines(p);
	node->if_false = parse_expression(p);
	if (!node->if_false) {
		parser_incomplete(p, parser_after_previous(p), EXPECTED_VALUE_EXPRESSION, ":");
		node->if_false = parser_error_node(p, colon.where);
	}
	node->ast.extent.end = node->if_false->extent.end;
	parser_leave(p);
	return &node->ast;
}

struct ast *parse_expression(struct parser *p)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	struct ast *expression = parse_binary(p, PRECEDENCE_LOGICAL);
	if (expression && parser_peek(p)->kind == TOKEN_QUESTION)
		expression = parse_ternary(p, expression);
	parser_set_mode(p, outer_mode);
	return expression;
}

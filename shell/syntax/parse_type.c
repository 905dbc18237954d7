/* [type names] and [attributes(...)]. */
#include "syntax/parser_private.h"

#include <stdlib.h>

/* ---- type names ---- */

/* Behind the [ of an array: commas and ]. */
static bool parse_rank(struct parser *p, struct ast_type_name *type, int **ranks)
{
	int rank = 1;
	while (parser_take_kind(p, TOKEN_COMMA, NULL))
		rank++;
	if (parser_peek(p)->kind != TOKEN_RIGHT_BRACKET)
		return false;
	int *longer = ARENA_ARRAY(p->arena, int, type->array_count + 1);
	if (type->array_count > 0)
		memcpy(longer, *ranks, type->array_count * sizeof(int));
	longer[type->array_count++] = rank;
	*ranks = longer;
	parser_skip(p);
	return true;
}

/* Behind the [ of generic arguments: each may stand in brackets of its own (with an assembly). */
static bool parse_generic_arguments(struct parser *p, struct ast_type_name *type)
{
	struct list_builder arguments = LIST_BUILDER_INIT;
	bool valid = true;
	do {
		bool bracketed = parser_take_kind(p, TOKEN_LEFT_BRACKET, NULL);
		struct ast_type_name *argument = parse_type(p);
		if (!argument) {
			parser_incomplete(p, parser_after_previous(p), MISSING_TYPE_NAME);
			valid = false;
			break;
		}
		list_builder_add(&arguments, &argument->ast);
		if (bracketed && !parser_take_kind(p, TOKEN_RIGHT_BRACKET, NULL)) {
			parser_incomplete(p, parser_after_previous(p), END_BRACKET_EXPECTED);
			valid = false;
			break;
		}
	} while (parser_take_kind(p, TOKEN_COMMA, NULL));
	struct ast_list list = list_builder_finish(&arguments, p->arena);
	type->arguments = (struct ast_type_name **)list.items;
	type->argument_count = list.count;
	if (valid && !parser_take_kind(p, TOKEN_RIGHT_BRACKET, NULL)) {
		parser_incomplete(p, parser_after_previous(p), END_BRACKET_EXPECTED);
		valid = false;
	}
	return valid;
}

/* [] [,] [T] behind a name, as many as there are. */
static void parse_type_suffixes(struct parser *p, struct ast_type_name *type)
{
	struct token open;
	while (parser_take_kind(p, TOKEN_LEFT_BRACKET, &open)) {
		enum token_kind next = parser_peek(p)->kind;
		if (next == TOKEN_RIGHT_BRACKET || next == TOKEN_COMMA) {
			if (!parse_rank(p, type, &type->array_ranks)) {
				parser_incomplete(p, parser_after_previous(p),
						  END_BRACKET_EXPECTED);
				return;
			}
		} else if (next == TOKEN_IDENTIFIER || next == TOKEN_LEFT_BRACKET) {
			if (type->argument_count > 0 || type->array_count > 0) {
				parser_error(p, parser_peek(p)->where, UNEXPECTED_TOKEN,
					     parser_token_text(p, parser_peek(p)));
				return;
			}
			if (!parse_generic_arguments(p, type))
				return;
		} else {
			parser_incomplete(p, parser_after_previous(p), END_BRACKET_EXPECTED);
			return;
		}
	}
}

/* , Assembly.Name, Version=1.0.0.0 up to the closing bracket */
static const char *parse_assembly(struct parser *p)
{
	struct lexer *l = p->lexer;
	parser_go_back(p, parser_peek(p));
	uint32_t from = l->position;
	while (l->position < l->end && l->text[l->position] != ']' && l->text[l->position] != '\n')
		l->position++;
	p->previous_end = lexer_source_offset(l, l->position);
	return arena_strndup(p->arena, l->text + from, l->position - from);
}

/* The name's text without blanks. */
static const char *compact_text(struct parser *p, struct extent where)
{
	const char *text = p->tree->source.text;
	char *copy = arena_alloc(p->arena, where.end - where.start + 1);
	size_t length = 0;
	for (uint32_t i = where.start; i < where.end; i++)
		if (!strchr(" \t\r\n", text[i]))
			copy[length++] = text[i];
	return copy;
}

struct ast_type_name *parse_type(struct parser *p)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_TYPE_NAME);
	struct token name;
	struct ast_type_name *type = NULL;
	if (parser_enter(p) && parser_take_kind(p, TOKEN_IDENTIFIER, &name)) {
		type = NODE(p, ast_type_name, AST_TYPE_NAME, name.where);
		type->name = arena_strndup(p->arena, name.text.data, name.text.length);
		parse_type_suffixes(p, type);
		type->ast.extent.end = p->previous_end;
		type->full_text = compact_text(p, type->ast.extent);
	}
	parser_leave(p);
	parser_set_mode(p, outer_mode);
	return type;
}

/* ---- attributes ---- */

static void parse_attribute_arguments(struct parser *p, struct ast_attribute *attribute)
{
	struct list_builder positional = LIST_BUILDER_INIT, named = LIST_BUILDER_INIT,
			    values = LIST_BUILDER_INIT;
	struct token comma = {0};
	bool outer = p->disable_comma;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	p->disable_comma = true;
	for (;;) {
		parser_skip_newlines(p);
		struct token name = *parser_peek_name(p);
		if (name.kind == TOKEN_IDENTIFIER) {
			struct ast *value = NULL;
			parser_skip(p);
			struct ast_string *text = parser_string_node(p, &name, AST_STRING_BARE);
			parser_skip_newlines(p);
			struct token equals;
			if (parser_take_kind(p, TOKEN_EQUALS, &equals)) {
				parser_skip_newlines(p);
				value = parse_expression(p);
				if (!value) {
					parser_incomplete(p, equals.where,
							  MISSING_EXPRESSION_IN_ATTRIBUTE);
					value = parser_error_node(p, equals.where);
				}
			}
			for (size_t i = 0; i < named.count; i++)
				if (strcasecmp(((struct ast_string *)named.items[i])->value.data,
					       text->value.data) == 0)
					parser_error(p, name.where, DUPLICATE_NAMED_ARGUMENT,
						     text->value.data);
			list_builder_add(&named, &text->ast);
			list_builder_add(&values, value);
		} else {
			struct ast *value = parse_expression(p);
			if (!value) {
				if (comma.at > 0)
					parser_incomplete(p, comma.where,
							  MISSING_EXPRESSION_AFTER_TOKEN, ",");
				break;
			}
			list_builder_add(&positional, value);
		}
		parser_skip_newlines(p);
		if (!parser_take_kind(p, TOKEN_COMMA, &comma))
			break;
	}
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL))
		parser_incomplete(p, parser_before(parser_peek(p)),
				  MISSING_END_PAREN_IN_EXPRESSION);
	parser_set_mode(p, outer_mode);
	p->disable_comma = outer;
	attribute->names = ARENA_ARRAY(p->arena, const char *, named.count + 1);
	for (size_t i = 0; i < named.count; i++)
		attribute->names[i] = ((struct ast_string *)named.items[i])->value.data;
	free(named.items);
	attribute->positional = list_builder_finish(&positional, p->arena);
	attribute->values = list_builder_finish(&values, p->arena);
}

/* At [: one attribute or type constraint. NULL after an error, which is told. */
static struct ast *parse_attribute(struct parser *p)
{
	struct token open = parser_take(p);
	struct ast *node;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_TYPE_NAME);
	parser_skip_newlines(p);
	struct ast_type_name *type = parse_type(p);
	if (!type) {
		parser_incomplete(p, open.where, MISSING_TYPE_NAME);
		parser_go_back(p, &open);
		p->previous_end = open.where.start;
		parser_set_mode(p, outer_mode);
		return NULL;
	}
	if (parser_peek(p)->kind == TOKEN_COMMA) {
		parser_skip(p);
		type->assembly = parse_assembly(p);
	}
	if (parser_take_kind(p, TOKEN_LEFT_PAREN, NULL)) {
		struct ast_attribute *attribute = NODE(p, ast_attribute, AST_ATTRIBUTE, open.where);
		attribute->type = type;
		parse_attribute_arguments(p, attribute);
		node = &attribute->ast;
	} else {
		struct ast_type_constraint *constraint =
			NODE(p, ast_type_constraint, AST_TYPE_CONSTRAINT, open.where);
		constraint->type = type;
		node = &constraint->ast;
	}
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_RIGHT_BRACKET, NULL))
		parser_incomplete(p, parser_before(parser_peek(p)), END_BRACKET_EXPECTED_ATTRIBUTE);
	node->extent.end = p->previous_end;
	parser_set_mode(p, outer_mode);
	return node;
}

/* Attributes are often read before it is known what they belong to; keep them for the second time. */
static struct ast *parse_attribute_once(struct parser *p)
{
	uint32_t from = parser_peek(p)->at;
	for (size_t i = 0; i < countof(p->attributes); i++) {
		struct parsed_attribute *known = &p->attributes[i];
		if (known->node && known->from == from && known->text == p->lexer->text) {
			p->has_token = false;
			p->lexer->position = known->to;
			p->previous_end = known->previous_end;
			return known->node;
		}
	}
	struct ast *node = parse_attribute(p);
	if (!node)
		return NULL;
	uint32_t to = p->has_token ? p->token.at : p->lexer->position;
	p->attributes[p->attribute_next++ % countof(p->attributes)] =
		(struct parsed_attribute){p->lexer->text, from, to, p->previous_end, node};
	return node;
}

struct ast_list parse_attribute_list(struct parser *p, bool in_expression)
{
	struct list_builder list = LIST_BUILDER_INIT;
	while (parser_peek(p)->kind == TOKEN_LEFT_BRACKET) {
		struct ast *attribute = parse_attribute_once(p);
		if (!attribute)
			break;
		list_builder_add(&list, attribute);
		if (!in_expression) {
			struct token here = *parser_peek(p);
			uint32_t previous_end = p->previous_end;
			parser_skip_newlines(p);
			if (parser_peek(p)->kind != TOKEN_LEFT_BRACKET &&
			    here.kind == TOKEN_NEWLINE) {
				parser_go_back(p, &here);
				p->previous_end = previous_end;
			}
		}
	}
	return list_builder_finish(&list, p->arena);
}

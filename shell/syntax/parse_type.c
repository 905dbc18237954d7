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

/* Behind the [ of generic arguments: each may stand in brackets of its own (with an assembly). */
static void parse_generic_arguments(struct parser *p, struct ast_type_name *type)
{
	struct list_builder arguments = LIST_BUILDER_INIT;
	do {
		bool bracketed = parser_take_kind(p, TOKEN_LEFT_BRACKET, NULL);
		struct ast_type_name *argument = parse_type(p);
		if (!argument) {
			parser_incomplete(p, parser_after_previous(p), MISSING_TYPE_NAME);
			p->broken_type = true;
			break;
		}
		list_builder_add(&arguments, &argument->ast);
		if (bracketed && parser_take_kind(p, TOKEN_COMMA, NULL))
			argument->assembly = parse_assembly(p);
		if (bracketed && !parser_take_kind(p, TOKEN_RIGHT_BRACKET, NULL)) {
			p->broken_type = true;
			break;
		}
	} while (parser_take_kind(p, TOKEN_COMMA, NULL));
	struct ast_list list = list_builder_finish(&arguments, p->arena);
	type->arguments = (struct ast_type_name **)list.items;
	type->argument_count = list.count;
	if (!parser_take_kind(p, TOKEN_RIGHT_BRACKET, NULL))
		p->broken_type = true;
}

/* [] [,] [T] behind a name, as many as there are. What is wrong is told by the caller, who misses the
 * closing bracket. */
static void parse_type_suffixes(struct parser *p, struct ast_type_name *type)
{
	while (!p->broken_type && parser_take_kind(p, TOKEN_LEFT_BRACKET, NULL)) {
		parser_skip_newlines(p);
		enum token_kind next = parser_peek(p)->kind;
		if (next == TOKEN_RIGHT_BRACKET || next == TOKEN_COMMA) {
			if (!parse_rank(p, type, &type->array_ranks))
				p->broken_type = true;
		} else if (next != TOKEN_IDENTIFIER && next != TOKEN_LEFT_BRACKET) {
			if (next == TOKEN_END)
				parser_incomplete(p, parser_after_previous(p), MISSING_TYPE_NAME);
			else
				parser_error(p, parser_peek(p)->where, UNEXPECTED_TOKEN,
					     parser_token_text(p, parser_peek(p)));
			p->broken_type = true;
		} else if (type->argument_count > 0 || type->array_count > 0) {
			parser_error(p, parser_peek(p)->where, UNEXPECTED_TOKEN,
				     parser_token_text(p, parser_peek(p)));
			p->broken_type = true;
		} else {
			parse_generic_arguments(p, type);
		}
	}
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
	p->broken_type = false;
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

struct attribute_arguments {
	struct list_builder positional, names, values;
};

/* name = value, or name alone, which means $true. NULL: something else; it may be broken. */
static struct ast_string *parse_named_argument(struct parser *p, struct ast **value_r,
					       bool *broken_r)
{
	struct token name = *parser_peek_name(p), equals;
	uint32_t previous_end = p->previous_end;
	*value_r = NULL;
	if (name.kind != TOKEN_IDENTIFIER)
		return NULL;
	struct ast_string *text = parser_string_node(p, &name, AST_STRING_BARE);
	parser_skip(p);
	parser_skip_newlines(p);
	if (parser_take_kind(p, TOKEN_EQUALS, &equals)) {
		parser_skip_newlines(p);
		*value_r = parse_expression(p);
		if (!*value_r) {
			parser_incomplete(p, extent_after(equals.where),
					  MISSING_EXPRESSION_IN_ATTRIBUTE);
			*value_r = parser_error_node(p, extent_after(equals.where));
		}
		return text;
	}
	enum token_kind next = parser_peek(p)->kind;
	if (next == TOKEN_COMMA || next == TOKEN_RIGHT_PAREN)
		return text;
	/* Neither; the list ends before the name, and reading goes on behind it. */
	p->previous_end = previous_end;
	*broken_r = true;
	return NULL;
}

static void add_named_argument(struct parser *p, struct attribute_arguments *a,
			       struct ast_string *name, struct ast *value)
{
	for (size_t i = 0; i < a->names.count; i++)
		if (strcasecmp(((struct ast_string *)a->names.items[i])->value.data,
			       name->value.data) == 0)
			parser_error(p, name->ast.extent, DUPLICATE_NAMED_ARGUMENT,
				     name->value.data);
	list_builder_add(&a->names, &name->ast);
	list_builder_add(&a->values, value);
}

static void finish_arguments(struct parser *p, struct attribute_arguments *a,
			     struct ast_attribute *attribute)
{
	attribute->names = ARENA_ARRAY(p->arena, const char *, a->names.count + 1);
	for (size_t i = 0; i < a->names.count; i++)
		attribute->names[i] = ((struct ast_string *)a->names.items[i])->value.data;
	free(a->names.items);
	attribute->positional = list_builder_finish(&a->positional, p->arena);
	attribute->values = list_builder_finish(&a->values, p->arena);
}

/* Behind the (. False when the ) is missing. */
static bool parse_attribute_arguments(struct parser *p, struct ast_attribute *attribute)
{
	struct attribute_arguments arguments = {LIST_BUILDER_INIT, LIST_BUILDER_INIT,
						LIST_BUILDER_INIT};
	struct token comma = {0};
	bool outer = p->disable_comma;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	p->disable_comma = true;
	for (;;) {
		struct ast *value;
		bool broken = false;
		parser_skip_newlines(p);
		struct ast_string *name = parse_named_argument(p, &value, &broken);
		if (broken)
			break;
		if (name) {
			add_named_argument(p, &arguments, name, value);
		} else if ((value = parse_expression(p))) {
			list_builder_add(&arguments.positional, value);
		} else {
			if (comma.at > 0)
				parser_incomplete(p, extent_after(comma.where),
						  MISSING_EXPRESSION_AFTER_TOKEN, ",");
			break;
		}
		parser_skip_newlines(p);
		if (!parser_take_kind(p, TOKEN_COMMA, &comma))
			break;
	}
	parser_skip_newlines(p);
	bool closed = parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL);
	if (!closed)
		parser_incomplete(p, parser_after_previous(p), MISSING_END_PAREN_IN_EXPRESSION);
	parser_set_mode(p, outer_mode);
	p->disable_comma = outer;
	finish_arguments(p, &arguments, attribute);
	return closed;
}

/* At [: one attribute or type constraint. NULL after an error, which is told. */
static struct ast *parse_attribute(struct parser *p)
{
	struct token open = parser_take(p);
	struct ast *node;
	bool closed = true;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_TYPE_NAME);
	parser_skip_newlines(p);
	struct ast_type_name *type = parse_type(p);
	if (!type) {
		parser_incomplete(p, extent_after(open.where), MISSING_TYPE_NAME);
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
		closed = parse_attribute_arguments(p, attribute);
		parser_skip_newlines(p);
		node = &attribute->ast;
	} else {
		struct ast_type_constraint *constraint =
			NODE(p, ast_type_constraint, AST_TYPE_CONSTRAINT, open.where);
		constraint->type = type;
		node = &constraint->ast;
	}
	if (!parser_take_kind(p, TOKEN_RIGHT_BRACKET, NULL) && closed) {
		if (node->kind == AST_ATTRIBUTE)
			parser_incomplete(p, parser_after_previous(p),
					  END_BRACKET_EXPECTED_ATTRIBUTE);
		else
			parser_error(p, parser_before_next(p), END_BRACKET_EXPECTED_ATTRIBUTE);
	}
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

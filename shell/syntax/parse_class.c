/* Classes and enumerations. */
#include "syntax/parser_private.h"

#include <stdlib.h>

/* ---- pieces ---- */

/* The name behind class or enum. */
static const char *parse_type_definition_name(struct parser *p, const struct token *keyword)
{
	parser_skip_newlines(p);
	const struct token *name = parser_peek_name(p);
	if (name->kind != TOKEN_IDENTIFIER) {
		parser_incomplete(p, parser_after_previous(p), MISSING_NAME_AFTER_KEYWORD,
				  parser_token_text(p, keyword));
		return NULL;
	}
	const char *text = arena_strndup(p->arena, name->text.data, name->text.length);
	parser_skip(p);
	return text;
}

/* : Base, Interface */
static struct ast_list parse_base_types(struct parser *p)
{
	struct list_builder types = LIST_BUILDER_INIT;
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_COLON, NULL))
		return (struct ast_list){0};
	do {
		parser_set_mode(p, LEXER_TYPE_NAME);
		parser_skip_newlines(p);
		struct ast_type_name *type = parse_type(p);
		if (!type) {
			parser_incomplete(p, parser_after_previous(p), TYPE_NAME_EXPECTED);
			break;
		}
		list_builder_add(&types, &type->ast);
		parser_skip_newlines(p);
	} while (parser_take_kind(p, TOKEN_COMMA, NULL));
	parser_set_mode(p, LEXER_EXPRESSION);
	return list_builder_finish(&types, p->arena);
}

static struct ast *definition_error(struct parser *p, const struct token *keyword)
{
	parser_set_mode(p, LEXER_COMMAND);
	return parser_error_node(p, extent_join(keyword->where, parser_after_previous(p)));
}

/* ---- members of classes ---- */

struct member_head {
	struct list_builder attributes;
	struct ast_type_name *type;
	unsigned flags;
};

/* [attribute()] [type] static hidden, in any order */
static bool parse_member_head(struct parser *p, struct member_head *head)
{
	for (;;) {
		const struct token *token = parser_peek(p);
		if (token->kind == TOKEN_LEFT_BRACKET) {
			struct ast_list found = parse_attribute_list(p, false);
			if (found.count == 0)
				return false;
			for (size_t i = 0; i < found.count; i++) {
				struct ast *item = found.items[i];
				if (item->kind == AST_ATTRIBUTE)
					list_builder_add(&head->attributes, item);
				else if (head->type)
					parser_error(p, item->extent, TOO_MANY_TYPES);
				else
					head->type = ((struct ast_type_constraint *)item)->type;
			}
		} else if (token->kind == TOKEN_STATIC || token->kind == TOKEN_HIDDEN) {
			unsigned flag =
				token->kind == TOKEN_STATIC ? AST_MEMBER_STATIC : AST_MEMBER_HIDDEN;
			if (head->flags & flag)
				parser_error(p, token->where, DUPLICATE_QUALIFIER,
					     parser_token_text(p, token));
			head->flags |= flag;
			parser_skip(p);
		} else {
			return true;
		}
		parser_skip_newlines(p);
	}
}

static bool ends_member(enum token_kind kind)
{
	return kind == TOKEN_NEWLINE || kind == TOKEN_SEMICOLON || kind == TOKEN_RIGHT_CURLY;
}

/* A property or value ends with its line or a semicolon, which is part of it; more may follow, as nowhere else. */
static void finish_member(struct parser *p, struct ast_class_member *member)
{
	member->ast.extent.end = p->previous_end;
	if (!ends_member(parser_peek(p)->kind))
		parser_error(p, parser_after_previous(p), MISSING_PROPERTY_TERMINATOR);
	else if (parser_take_kind(p, TOKEN_SEMICOLON, NULL))
		member->ast.extent.end = p->previous_end;
	parser_skip_newlines_and_semicolons(p);
}

static void parse_property(struct parser *p, struct ast_class_member *member)
{
	struct token name = parser_take(p);
	member->member_kind = AST_CLASS_PROPERTY;
	member->name = arena_strndup(p->arena, name.text.data, name.text.length);
	member->name_extent = name.where;
	if (parser_take_kind(p, TOKEN_EQUALS, NULL)) {
		parser_skip_newlines(p);
		member->initial = parse_expression(p);
	}
	finish_member(p, member);
}

/* : base(arguments) of a constructor */
static bool parse_base_call(struct parser *p, struct ast_class_member *member)
{
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_COLON, NULL))
		return true;
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_BASE, NULL)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_BASE_CALL);
		return false;
	}
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_LEFT_PAREN, NULL)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_METHOD_PARAMETERS);
		return false;
	}
	struct list_builder arguments = LIST_BUILDER_INIT;
	bool outer = p->disable_comma;
	p->disable_comma = true;
	member->has_base_call = true;
	do {
		parser_skip_newlines(p);
		struct ast *argument = parse_expression(p);
		if (!argument)
			break;
		list_builder_add(&arguments, argument);
		parser_skip_newlines(p);
	} while (parser_take_kind(p, TOKEN_COMMA, NULL));
	p->disable_comma = outer;
	member->base_arguments = list_builder_finish(&arguments, p->arena);
	parser_skip_newlines(p);
	if (parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL))
		return true;
	parser_incomplete(p, parser_after_previous(p), MISSING_END_PAREN_IN_CALL);
	return false;
}

static bool parse_method(struct parser *p, struct ast_class_member *member, const char *class_name)
{
	struct token name = parser_take(p);
	member->name = arena_strndup(p->arena, name.text.data, name.text.length);
	member->name_extent = name.where;
	member->member_kind = strcasecmp(member->name, class_name) == 0 ? AST_CLASS_CONSTRUCTOR
									: AST_CLASS_METHOD;
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_LEFT_PAREN, NULL)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_METHOD_PARAMETERS);
		parser_incomplete(p, parser_after_previous(p), MISSING_FUNCTION_BODY);
		return false;
	}
	if (!parse_parameter_list(p, &member->parameters))
		return false;
	if (member->member_kind == AST_CLASS_CONSTRUCTOR && !(member->flags & AST_MEMBER_STATIC) &&
	    !parse_base_call(p, member))
		return false;
	parser_skip_newlines(p);
	if (parser_peek(p)->kind != TOKEN_LEFT_CURLY) {
		parser_incomplete(p, parser_after_previous(p), MISSING_FUNCTION_BODY);
		return false;
	}
	member->body = parse_script_block(p, false);
	member->ast.extent.end = p->previous_end;
	return true;
}

/* One member, or NULL at the end or after an error. */
static struct ast *parse_class_member(struct parser *p, const char *class_name)
{
	struct token start = *parser_peek(p);
	struct member_head head = {LIST_BUILDER_INIT, NULL, 0};
	bool valid = parse_member_head(p, &head);
	struct ast_class_member *member = NODE(p, ast_class_member, AST_CLASS_MEMBER, start.where);
	bool has_head = head.type || head.flags || head.attributes.count > 0;
	member->flags = head.flags;
	member->type = head.type;
	member->attributes = list_builder_finish(&head.attributes, p->arena);
	if (!valid)
		return NULL;
	if (parser_peek(p)->kind == TOKEN_VARIABLE) {
		parse_property(p, member);
		return &member->ast;
	}
	if (parser_peek_name(p)->kind == TOKEN_IDENTIFIER) {
		if (parse_method(p, member, class_name))
			return &member->ast;
		parser_skip_to_boundary(p);
		return NULL;
	}
	if (has_head)
		parser_incomplete(p, parser_after_previous(p), INCOMPLETE_MEMBER);
	return NULL;
}

struct ast *parse_class(struct parser *p, struct ast_list attributes, const struct token *keyword)
{
	struct ast_type_definition *type =
		NODE(p, ast_type_definition, AST_TYPE_DEFINITION, keyword->where);
	if (p->tree)
		p->tree->has_types = true;
	struct list_builder members = LIST_BUILDER_INIT;
	struct token open;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	type->attributes = attributes;
	type->name = parse_type_definition_name(p, keyword);
	if (!type->name)
		return definition_error(p, keyword);
	type->base_types = parse_base_types(p);
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_LEFT_CURLY, &open)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_TYPE_BODY, "class", "class");
		return definition_error(p, keyword);
	}
	for (;;) {
		parser_skip_newlines(p);
		uint32_t before = parser_peek(p)->at;
		struct ast *member = parse_class_member(p, type->name);
		if (member)
			list_builder_add(&members, member);
		else if (parser_peek(p)->at == before || parser_peek(p)->kind == TOKEN_END)
			break;
	}
	type->members = list_builder_finish(&members, p->arena);
	if (!parser_take_kind(p, TOKEN_RIGHT_CURLY, NULL))
		parser_incomplete(p, extent_after(open.where), MISSING_END_CURLY);
	type->ast.extent.end = p->previous_end;
	parser_set_mode(p, outer_mode);
	return &type->ast;
}

/* ---- enumerations ---- */

static struct ast *parse_enum_value(struct parser *p)
{
	const struct token *peeked = parser_peek_name(p);
	if (peeked->kind != TOKEN_IDENTIFIER)
		return NULL;
	struct token name = parser_take(p), equals;
	struct ast_class_member *member = NODE(p, ast_class_member, AST_CLASS_MEMBER, name.where);
	member->member_kind = AST_ENUM_VALUE;
	member->name = arena_strndup(p->arena, name.text.data, name.text.length);
	member->name_extent = name.where;
	if (parser_take_kind(p, TOKEN_EQUALS, &equals)) {
		parser_skip_newlines(p);
		member->initial = parse_expression(p);
		if (!member->initial) {
			parser_incomplete(p, extent_after(equals.where), EXPECTED_VALUE_EXPRESSION,
					  "=");
			member->initial = parser_error_node(p, equals.where);
		}
	}
	finish_member(p, member);
	return &member->ast;
}

struct ast *parse_enum(struct parser *p, struct ast_list attributes, const struct token *keyword)
{
	struct ast_type_definition *type =
		NODE(p, ast_type_definition, AST_TYPE_DEFINITION, keyword->where);
	if (p->tree)
		p->tree->has_types = true;
	struct list_builder members = LIST_BUILDER_INIT;
	struct token open;
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	type->type = AST_TYPE_ENUM;
	type->attributes = attributes;
	type->name = parse_type_definition_name(p, keyword);
	if (!type->name)
		return definition_error(p, keyword);
	type->base_types = parse_base_types(p);
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_LEFT_CURLY, &open)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_TYPE_BODY, "enum", "enum");
		return definition_error(p, keyword);
	}
	for (;;) {
		parser_skip_newlines(p);
		struct ast *member = parse_enum_value(p);
		if (!member)
			break;
		list_builder_add(&members, member);
	}
	type->members = list_builder_finish(&members, p->arena);
	if (!parser_take_kind(p, TOKEN_RIGHT_CURLY, NULL))
		parser_incomplete(p, extent_after(open.where), MISSING_END_CURLY);
	type->ast.extent.end = p->previous_end;
	parser_set_mode(p, outer_mode);
	return &type->ast;
}

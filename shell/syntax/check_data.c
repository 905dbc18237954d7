/* A data section holds values, not a program: few statements, no variables but the constant ones. */
#include "syntax/check.h"

#include "syntax/ast_walk.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct data_check {
	struct diagnostics *d;
	const struct ast_list *commands; /* those that -SupportedCommand allows */
};

#define error(c, place, what, ...) \
	diagnostics_add((c)->d, (place), DIAGNOSTIC_##what, ##__VA_ARGS__)

static bool is_allowed_variable(const struct ast_variable *v)
{
	static const char *const names[] = {"true", "false", "null", "PSCulture", "PSUICulture"};
	for (size_t i = 0; v->scope == AST_SCOPE_NONE && i < countof(names); i++)
		if (strcasecmp(v->name, names[i]) == 0)
			return true;
	return false;
}

static bool is_allowed_command(const struct data_check *c, const char *name)
{
	if (strcasecmp(name, "ConvertFrom-StringData") == 0)
		return true;
	for (size_t i = 0; i < c->commands->count; i++) {
		const struct ast *command = c->commands->items[i];
		if (command->kind == AST_STRING &&
		    strcasecmp(((const struct ast_string *)command)->value.data, name) == 0)
			return true;
	}
	return false;
}

static void check_command(const struct data_check *c, const struct ast_command *command)
{
	const struct ast *name = command->elements.items[0];
	const char *text =
		name->kind == AST_STRING ? ((const struct ast_string *)name)->value.data : "";
	if (command->invocation == AST_INVOCATION_DOT)
		error(c, command->ast.extent, DATA_DOT_SOURCING);
	else if (command->invocation == AST_INVOCATION_AMPERSAND)
		error(c, command->ast.extent, DATA_OPERATOR, "&");
	else if (!is_allowed_command(c, text))
		error(c, command->ast.extent, DATA_COMMAND, text);
}

/* Simple types, and arrays of them. */
static bool is_allowed_type(const struct ast_type_name *type)
{
	static const char *const names[] = {
		"bool",   "boolean", "byte",   "char",   "datetime", "decimal", "double", "float",
		"int",    "int16",   "int32",  "int64",  "long",     "sbyte",   "short",  "single",
		"string", "uint",    "uint16", "uint32", "uint64",   "ulong",   "ushort",
	};
	const char *name = type->full_text;
	if (strncasecmp(name, "System.", 7) == 0)
		name += 7;
	size_t length = strcspn(name, "[");
	if (name[length] && strcmp(name + length, "[]") != 0)
		return false;
	for (size_t i = 0; i < countof(names); i++)
		if (strlen(names[i]) == length && strncasecmp(name, names[i], length) == 0)
			return true;
	return false;
}

static void check_type(const struct data_check *c, const struct ast_type_name *type,
		       struct extent where)
{
	if (!is_allowed_type(type))
		error(c, where, DATA_TYPE, type->full_text);
}

/* -replace is told as -ireplace: these operators are there with and without attention to case. */
static const char *operator_text(const struct data_check *c, struct extent where)
{
	static const char *const cased[] = {"-imatch", "-inotmatch", "-ireplace", "-isplit"};
	const char *text = arena_strndup(c->d->arena, c->d->source->text + where.start,
					 where.end - where.start);
	for (size_t i = 0; i < countof(cased); i++)
		if (strcasecmp(text + 1, cased[i] + 2) == 0)
			return cased[i];
	return text;
}

static void check_binary(const struct data_check *c, const struct ast_binary *binary)
{
	switch (binary->op) {
	case AST_OP_RANGE:
	case AST_OP_FORMAT:
	case AST_OP_MATCH:
	case AST_OP_NOT_MATCH:
	case AST_OP_REPLACE:
	case AST_OP_SPLIT:
	case AST_OP_JOIN:
	case AST_OP_AS:
		error(c, binary->op_extent, DATA_OPERATOR, operator_text(c, binary->op_extent));
		break;
	default:
		break;
	}
}

static void check_unary(const struct data_check *c, const struct ast_unary *unary)
{
	struct extent sign = {unary->ast.extent.start, unary->ast.extent.start + 1};
	switch (unary->op) {
	case AST_OP_UNARY_SPLIT:
	case AST_OP_UNARY_JOIN:
		while (isalpha((unsigned char)c->d->source->text[sign.end]))
			sign.end++;
		error(c, unary->ast.extent, DATA_OPERATOR, operator_text(c, sign));
		break;
	case AST_OP_PRE_INCREMENT:
	case AST_OP_POST_INCREMENT:
		error(c, unary->ast.extent, DATA_OPERATOR, "++");
		break;
	case AST_OP_PRE_DECREMENT:
	case AST_OP_POST_DECREMENT:
		error(c, unary->ast.extent, DATA_OPERATOR, "--");
		break;
	default:
		break;
	}
}

static void check_node(const struct ast *node, void *context)
{
	const struct data_check *c = context;
	switch (node->kind) {
	case AST_VARIABLE:
		if (!is_allowed_variable((const struct ast_variable *)node))
			error(c, node->extent, DATA_VARIABLE);
		break;
	case AST_COMMAND:
		check_command(c, (const struct ast_command *)node);
		break;
	case AST_BINARY:
		check_binary(c, (const struct ast_binary *)node);
		break;
	case AST_UNARY:
		check_unary(c, (const struct ast_unary *)node);
		break;
	case AST_CONVERT: {
		const struct ast_type_name *type = ((const struct ast_convert *)node)->type;
		check_type(c, type,
			   ((struct extent){type->ast.extent.start - 1, type->ast.extent.end + 1}));
		break;
	}
	case AST_TYPE_EXPRESSION:
		check_type(c, ((const struct ast_type_expression *)node)->type, node->extent);
		break;
	case AST_ATTRIBUTED_EXPRESSION:
		error(c, ((const struct ast_attributed_expression *)node)->attribute->ast.extent,
		      DATA_ATTRIBUTE);
		break;
	case AST_ASSIGNMENT:
		error(c, node->extent, DATA_ASSIGNMENT);
		break;
	case AST_MEMBER:
		error(c, node->extent, DATA_PROPERTY);
		break;
	case AST_INVOKE_MEMBER:
		error(c, node->extent, DATA_METHOD);
		break;
	case AST_INDEX:
		error(c, node->extent, DATA_INDEX);
		break;
	case AST_SCRIPT_BLOCK_EXPRESSION:
	case AST_SCRIPT_BLOCK:
		error(c, node->extent, DATA_SCRIPT_BLOCK);
		break;
	case AST_FUNCTION:
		error(c, node->extent, DATA_FUNCTION);
		break;
	case AST_WHILE:
	case AST_FOR:
		error(c, node->extent, DATA_FOR_WHILE);
		break;
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
		error(c, node->extent, DATA_DO);
		break;
	case AST_FOREACH:
		error(c, node->extent, DATA_FOREACH);
		break;
	case AST_SWITCH:
		error(c, node->extent, DATA_SWITCH);
		break;
	case AST_TRY:
		error(c, node->extent, DATA_TRY);
		break;
	case AST_TRAP:
		error(c, node->extent, DATA_TRAP);
		break;
	case AST_RETURN:
	case AST_THROW:
	case AST_EXIT:
	case AST_BREAK:
	case AST_CONTINUE:
		error(c, node->extent, DATA_FLOW);
		break;
	case AST_REDIRECTION:
		error(c, node->extent, DATA_REDIRECTION);
		break;
	case AST_DATA:
		error(c, node->extent, DATA_DATA);
		break;
	default:
		break;
	}
	ast_each_child(node, check_node, context);
}

void check_data_section(struct diagnostics *d, const struct ast_data *data)
{
	struct data_check c = {d, &data->supported_commands};
	ast_each_child(&data->body->ast, check_node, &c);
}

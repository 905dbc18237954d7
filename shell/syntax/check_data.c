/* A data section holds values, not a program: few statements, no variables but the constant ones. */
#include "syntax/check.h"

#include "syntax/ast_walk.h"

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
	if (command->invocation != AST_INVOCATION_NONE || !is_allowed_command(c, text))
		error(c, command->ast.extent, DATA_COMMAND, text);
}

static const char *operator_text(const struct data_check *c, struct extent where)
{
	return arena_strndup(c->d->arena, c->d->source->text + where.start,
			     where.end - where.start);
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
	case AST_BINARY: {
		const struct ast_binary *binary = (const struct ast_binary *)node;
		if (binary->op == AST_OP_RANGE || binary->op == AST_OP_FORMAT)
			error(c, binary->op_extent, DATA_OPERATOR,
			      operator_text(c, binary->op_extent));
		break;
	}
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

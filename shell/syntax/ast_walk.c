#include "syntax/ast_walk.h"

#include "base/xmalloc.h"

#include <stdlib.h>

struct walk {
	void (*visit)(const struct ast *child, void *context);
	void *context;
};

static void one(const struct walk *w, const void *child)
{
	if (child)
		w->visit(child, w->context);
}

static void all(const struct walk *w, const struct ast_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		one(w, list->items[i]);
}

static void pairs(const struct walk *w, const struct ast_list *conditions,
		  struct ast_statement_block **bodies)
{
	for (size_t i = 0; i < conditions->count; i++) {
		one(w, conditions->items[i]);
		one(w, bodies[i]);
	}
}

static void script_block_children(const struct walk *w, const struct ast_script_block *s)
{
	all(w, &s->usings);
	one(w, s->param_block);
	one(w, s->dynamic_param);
	one(w, s->begin);
	one(w, s->process);
	one(w, s->end);
	one(w, s->clean);
}

static void member_children(const struct walk *w, const struct ast_class_member *m)
{
	all(w, &m->attributes);
	one(w, m->initial);
	all(w, &m->parameters);
	all(w, &m->base_arguments);
	one(w, m->body);
}

/* Expressions and commands. */
static bool expression_children(const struct walk *w, const struct ast *node)
{
	switch (node->kind) {
	case AST_EXPANDABLE_STRING:
		all(w, &((const struct ast_expandable_string *)node)->parts);
		return true;
	case AST_UNARY:
		one(w, ((const struct ast_unary *)node)->operand);
		return true;
	case AST_BINARY:
		one(w, ((const struct ast_binary *)node)->left);
		one(w, ((const struct ast_binary *)node)->right);
		return true;
	case AST_TERNARY:
		one(w, ((const struct ast_ternary *)node)->condition);
		one(w, ((const struct ast_ternary *)node)->if_true);
		one(w, ((const struct ast_ternary *)node)->if_false);
		return true;
	case AST_ARRAY_LITERAL:
		all(w, &((const struct ast_array_literal *)node)->elements);
		return true;
	case AST_ARRAY_EXPRESSION:
		one(w, ((const struct ast_array_expression *)node)->body);
		return true;
	case AST_SUB_EXPRESSION:
		one(w, ((const struct ast_sub_expression *)node)->body);
		return true;
	case AST_PAREN:
		one(w, ((const struct ast_paren *)node)->pipeline);
		return true;
	case AST_HASHTABLE: {
		const struct ast_hashtable *table = (const struct ast_hashtable *)node;
		for (size_t i = 0; i < table->keys.count; i++) {
			one(w, table->keys.items[i]);
			one(w, table->values.items[i]);
		}
		return true;
	}
	case AST_SCRIPT_BLOCK_EXPRESSION:
		one(w, ((const struct ast_script_block_expression *)node)->body);
		return true;
	case AST_CONVERT:
		one(w, ((const struct ast_convert *)node)->child);
		return true;
	case AST_ATTRIBUTED_EXPRESSION:
		one(w, ((const struct ast_attributed_expression *)node)->attribute);
		one(w, ((const struct ast_attributed_expression *)node)->child);
		return true;
	case AST_MEMBER:
		one(w, ((const struct ast_member *)node)->target);
		one(w, ((const struct ast_member *)node)->member);
		return true;
	case AST_INVOKE_MEMBER:
		one(w, ((const struct ast_invoke_member *)node)->target);
		one(w, ((const struct ast_invoke_member *)node)->member);
		all(w, &((const struct ast_invoke_member *)node)->arguments);
		return true;
	case AST_INDEX:
		one(w, ((const struct ast_index *)node)->target);
		one(w, ((const struct ast_index *)node)->index);
		return true;
	case AST_COMMAND:
		all(w, &((const struct ast_command *)node)->elements);
		all(w, &((const struct ast_command *)node)->redirections);
		return true;
	case AST_COMMAND_EXPRESSION:
		one(w, ((const struct ast_command_expression *)node)->expression);
		all(w, &((const struct ast_command_expression *)node)->redirections);
		return true;
	case AST_COMMAND_PARAMETER:
		one(w, ((const struct ast_command_parameter *)node)->argument);
		return true;
	case AST_REDIRECTION:
		one(w, ((const struct ast_redirection *)node)->location);
		return true;
	default:
		return false;
	}
}

static bool statement_children(const struct walk *w, const struct ast *node)
{
	switch (node->kind) {
	case AST_PIPELINE:
		all(w, &((const struct ast_pipeline *)node)->elements);
		return true;
	case AST_PIPELINE_CHAIN:
		one(w, ((const struct ast_pipeline_chain *)node)->left);
		one(w, ((const struct ast_pipeline_chain *)node)->right);
		return true;
	case AST_ASSIGNMENT:
		one(w, ((const struct ast_assignment *)node)->left);
		one(w, ((const struct ast_assignment *)node)->right);
		return true;
	case AST_IF:
		pairs(w, &((const struct ast_if *)node)->conditions,
		      ((const struct ast_if *)node)->bodies);
		one(w, ((const struct ast_if *)node)->otherwise);
		return true;
	case AST_WHILE:
		one(w, ((const struct ast_loop *)node)->condition);
		one(w, ((const struct ast_loop *)node)->body);
		return true;
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
		one(w, ((const struct ast_loop *)node)->body);
		one(w, ((const struct ast_loop *)node)->condition);
		return true;
	case AST_FOR:
		one(w, ((const struct ast_for *)node)->initializer);
		one(w, ((const struct ast_for *)node)->condition);
		one(w, ((const struct ast_for *)node)->iterator);
		one(w, ((const struct ast_for *)node)->body);
		return true;
	case AST_FOREACH:
		one(w, ((const struct ast_foreach *)node)->variable);
		one(w, ((const struct ast_foreach *)node)->condition);
		one(w, ((const struct ast_foreach *)node)->throttle_limit);
		one(w, ((const struct ast_foreach *)node)->body);
		return true;
	case AST_SWITCH:
		one(w, ((const struct ast_switch *)node)->condition);
		pairs(w, &((const struct ast_switch *)node)->conditions,
		      ((const struct ast_switch *)node)->bodies);
		one(w, ((const struct ast_switch *)node)->otherwise);
		return true;
	case AST_TRY:
		one(w, ((const struct ast_try *)node)->body);
		all(w, &((const struct ast_try *)node)->catches);
		one(w, ((const struct ast_try *)node)->finally);
		return true;
	case AST_CATCH:
		one(w, ((const struct ast_catch *)node)->body);
		return true;
	case AST_TRAP:
		one(w, ((const struct ast_trap *)node)->body);
		return true;
	case AST_RETURN:
	case AST_THROW:
	case AST_EXIT:
		one(w, ((const struct ast_flow *)node)->pipeline);
		return true;
	case AST_BREAK:
	case AST_CONTINUE:
		one(w, ((const struct ast_jump *)node)->label);
		return true;
	case AST_DATA:
		all(w, &((const struct ast_data *)node)->supported_commands);
		one(w, ((const struct ast_data *)node)->body);
		return true;
	default:
		return false;
	}
}

static void other_children(const struct walk *w, const struct ast *node)
{
	switch (node->kind) {
	case AST_FUNCTION:
		all(w, &((const struct ast_function *)node)->parameters);
		one(w, ((const struct ast_function *)node)->body);
		break;
	case AST_TYPE_DEFINITION:
		all(w, &((const struct ast_type_definition *)node)->attributes);
		all(w, &((const struct ast_type_definition *)node)->members);
		break;
	case AST_CLASS_MEMBER:
		member_children(w, (const struct ast_class_member *)node);
		break;
	case AST_USING:
		one(w, ((const struct ast_using_statement *)node)->module_specification);
		break;
	case AST_STATEMENT_BLOCK:
		all(w, &((const struct ast_statement_block *)node)->traps);
		all(w, &((const struct ast_statement_block *)node)->statements);
		break;
	case AST_SCRIPT_BLOCK:
		script_block_children(w, (const struct ast_script_block *)node);
		break;
	case AST_PARAM_BLOCK:
		all(w, &((const struct ast_param_block *)node)->attributes);
		all(w, &((const struct ast_param_block *)node)->parameters);
		break;
	case AST_PARAMETER:
		all(w, &((const struct ast_parameter *)node)->attributes);
		one(w, ((const struct ast_parameter *)node)->default_value);
		break;
	case AST_ATTRIBUTE:
		all(w, &((const struct ast_attribute *)node)->positional);
		all(w, &((const struct ast_attribute *)node)->values);
		break;
	default:
		break;
	}
}

void ast_each_child(const struct ast *node, void (*visit)(const struct ast *child, void *context),
		    void *context)
{
	struct walk w = {visit, context};
	if (!expression_children(&w, node) && !statement_children(&w, node))
		other_children(&w, node);
}

const struct ast *ast_single_expression(const struct ast *statement)
{
	const struct ast_pipeline *pipeline = (const struct ast_pipeline *)statement;
	if (statement->kind != AST_PIPELINE || pipeline->elements.count != 1 ||
	    pipeline->background || pipeline->elements.items[0]->kind != AST_COMMAND_EXPRESSION)
		return NULL;
	const struct ast_command_expression *element =
		(const struct ast_command_expression *)pipeline->elements.items[0];
	return element->redirections.count == 0 ? element->expression : NULL;
}

/* Nodes that are still to be looked at, each with its level. */
struct pending {
	struct pending_node {
		const struct ast *node;
		size_t level;
	} * nodes;
	size_t count, capacity, level;
};

static void add_pending(const struct ast *child, void *context)
{
	struct pending *p = context;
	GROW(p->nodes, p->count, p->capacity);
	p->nodes[p->count++] = (struct pending_node){child, p->level + 1};
}

size_t ast_height(const struct ast *root)
{
	struct pending p = {0};
	size_t height = 0;
	add_pending(root, &p);
	while (p.count > 0) {
		struct pending_node next = p.nodes[--p.count];
		p.level = next.level;
		height = MAX(height, next.level);
		ast_each_child(next.node, add_pending, &p);
	}
	free(p.nodes);
	return height;
}

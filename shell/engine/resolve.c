#include "engine/resolve.h"

struct walk {
	void (*assigned)(void *context, const char *name, bool typed);
	void *context;
	bool may_assign; /* something that can change a variable was seen */
};

static void walk(struct walk *w, const struct ast *ast);

static void walk_list(struct walk *w, const struct ast_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		walk(w, list->items[i]);
}

/* The target of an assignment. */
static void walk_target(struct walk *w, const struct ast *target, bool typed)
{
	w->may_assign = true;
	switch (target->kind) {
	case AST_VARIABLE: {
		const struct ast_variable *v = (const struct ast_variable *)target;
		if (w->assigned && (v->scope == AST_SCOPE_NONE || v->scope == AST_SCOPE_LOCAL ||
				    v->scope == AST_SCOPE_VARIABLE))
			w->assigned(w->context, v->name, typed);
		break;
	}
	case AST_CONVERT:
		walk_target(w, ((const struct ast_convert *)target)->child, true);
		break;
	case AST_ATTRIBUTED_EXPRESSION:
		walk_target(w, ((const struct ast_attributed_expression *)target)->child, true);
		break;
	case AST_PAREN: {
		const struct ast *inner = ((const struct ast_paren *)target)->pipeline;
		if (inner->kind == AST_PIPELINE) {
			const struct ast_pipeline *p = (const struct ast_pipeline *)inner;
			if (p->elements.count == 1 &&
			    p->elements.items[0]->kind == AST_COMMAND_EXPRESSION)
				inner = ((const struct ast_command_expression *)
						 p->elements.items[0])
						->expression;
		}
		walk_target(w, inner, typed);
		break;
	}
	case AST_ARRAY_LITERAL: {
		const struct ast_list *list = &((const struct ast_array_literal *)target)->elements;
		for (size_t i = 0; i < list->count; i++)
			walk_target(w, list->items[i], typed);
		break;
	}
	default:
		walk(w, target);
	}
}

static void walk_block(struct walk *w, const struct ast_statement_block *block)
{
	if (!block)
		return;
	walk_list(w, &block->statements);
	walk_list(w, &block->traps);
}

static void walk_optional(struct walk *w, const struct ast *ast)
{
	if (ast)
		walk(w, ast);
}

static void walk_regex(struct walk *w)
{
	if (w->assigned)
		w->assigned(w->context, "Matches", false);
}

static void walk_expression(struct walk *w, const struct ast *ast)
{
	switch (ast->kind) {
	case AST_EXPANDABLE_STRING:
		walk_list(w, &((const struct ast_expandable_string *)ast)->parts);
		break;
	case AST_UNARY: {
		const struct ast_unary *u = (const struct ast_unary *)ast;
		if (u->op >= AST_OP_PRE_INCREMENT && u->op <= AST_OP_POST_DECREMENT)
			walk_target(w, u->operand, false);
		else
			walk(w, u->operand);
		break;
	}
	case AST_BINARY: {
		const struct ast_binary *b = (const struct ast_binary *)ast;
		if (b->op == AST_OP_MATCH || b->op == AST_OP_NOT_MATCH)
			walk_regex(w);
		walk(w, b->left);
		walk(w, b->right);
		break;
	}
	case AST_TERNARY: {
		const struct ast_ternary *t = (const struct ast_ternary *)ast;
		walk(w, t->condition);
		walk(w, t->if_true);
		walk(w, t->if_false);
		break;
	}
	case AST_ARRAY_LITERAL:
		walk_list(w, &((const struct ast_array_literal *)ast)->elements);
		break;
	case AST_ARRAY_EXPRESSION:
	case AST_SUB_EXPRESSION:
		walk_block(w, ((const struct ast_sub_expression *)ast)->body);
		break;
	case AST_PAREN:
		walk(w, ((const struct ast_paren *)ast)->pipeline);
		break;
	case AST_HASHTABLE:
		walk_list(w, &((const struct ast_hashtable *)ast)->keys);
		walk_list(w, &((const struct ast_hashtable *)ast)->values);
		break;
	case AST_CONVERT:
		walk(w, ((const struct ast_convert *)ast)->child);
		break;
	case AST_ATTRIBUTED_EXPRESSION:
		walk(w, ((const struct ast_attributed_expression *)ast)->child);
		break;
	case AST_MEMBER:
		walk(w, ((const struct ast_member *)ast)->target);
		walk(w, ((const struct ast_member *)ast)->member);
		break;
	case AST_INVOKE_MEMBER:
		w->may_assign = true;
		walk(w, ((const struct ast_invoke_member *)ast)->target);
		walk(w, ((const struct ast_invoke_member *)ast)->member);
		walk_list(w, &((const struct ast_invoke_member *)ast)->arguments);
		break;
	case AST_INDEX:
		walk(w, ((const struct ast_index *)ast)->target);
		walk(w, ((const struct ast_index *)ast)->index);
		break;
	default:
		break;
	}
}

static void walk_command(struct walk *w, const struct ast *ast)
{
	switch (ast->kind) {
	case AST_COMMAND:
		w->may_assign = true;
		walk_list(w, &((const struct ast_command *)ast)->elements);
		walk_list(w, &((const struct ast_command *)ast)->redirections);
		break;
	case AST_COMMAND_EXPRESSION:
		walk(w, ((const struct ast_command_expression *)ast)->expression);
		walk_list(w, &((const struct ast_command_expression *)ast)->redirections);
		break;
	case AST_COMMAND_PARAMETER:
		walk_optional(w, ((const struct ast_command_parameter *)ast)->argument);
		break;
	case AST_REDIRECTION:
		walk_optional(w, ((const struct ast_redirection *)ast)->location);
		break;
	case AST_PIPELINE:
		walk_list(w, &((const struct ast_pipeline *)ast)->elements);
		break;
	case AST_PIPELINE_CHAIN:
		walk(w, ((const struct ast_pipeline_chain *)ast)->left);
		walk(w, ((const struct ast_pipeline_chain *)ast)->right);
		break;
	default:
		walk_expression(w, ast);
	}
}

static void walk_switch(struct walk *w, const struct ast_switch *s)
{
	walk(w, s->condition);
	if (s->flags & AST_SWITCH_REGEX)
		walk_regex(w);
	for (size_t i = 0; i < s->conditions.count; i++) {
		const struct ast *condition = s->conditions.items[i];
		if (condition->kind == AST_SCRIPT_BLOCK_EXPRESSION)
			walk_block(
				w,
				((const struct ast_script_block_expression *)condition)->body->end);
		else
			walk(w, condition);
		walk_block(w, s->bodies[i]);
	}
	walk_block(w, s->otherwise);
}

static void walk(struct walk *w, const struct ast *ast)
{
	switch (ast->kind) {
	case AST_ASSIGNMENT: {
		const struct ast_assignment *a = (const struct ast_assignment *)ast;
		walk(w, a->right);
		walk_target(w, a->left, false);
		break;
	}
	case AST_IF: {
		const struct ast_if *i = (const struct ast_if *)ast;
		walk_list(w, &i->conditions);
		for (size_t n = 0; n < i->conditions.count; n++)
			walk_block(w, i->bodies[n]);
		walk_block(w, i->otherwise);
		break;
	}
	case AST_WHILE:
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
		walk(w, ((const struct ast_loop *)ast)->condition);
		walk_block(w, ((const struct ast_loop *)ast)->body);
		break;
	case AST_FOR: {
		const struct ast_for *f = (const struct ast_for *)ast;
		walk_optional(w, f->initializer);
		walk_optional(w, f->condition);
		walk_optional(w, f->iterator);
		walk_block(w, f->body);
		break;
	}
	case AST_FOREACH: {
		const struct ast_foreach *f = (const struct ast_foreach *)ast;
		walk_target(w, &f->variable->ast, false);
		walk(w, f->condition);
		walk_block(w, f->body);
		break;
	}
	case AST_SWITCH:
		walk_switch(w, (const struct ast_switch *)ast);
		break;
	case AST_TRY: {
		const struct ast_try *t = (const struct ast_try *)ast;
		walk_block(w, t->body);
		for (size_t i = 0; i < t->catches.count; i++)
			walk_block(w, ((const struct ast_catch *)t->catches.items[i])->body);
		walk_block(w, t->finally);
		break;
	}
	case AST_TRAP:
		walk_block(w, ((const struct ast_trap *)ast)->body);
		break;
	case AST_RETURN:
	case AST_THROW:
	case AST_EXIT:
		walk_optional(w, ((const struct ast_flow *)ast)->pipeline);
		break;
	case AST_BREAK:
	case AST_CONTINUE:
		walk_optional(w, ((const struct ast_jump *)ast)->label);
		break;
	case AST_DATA: {
		const struct ast_data *d = (const struct ast_data *)ast;
		if (d->variable && w->assigned)
			w->assigned(w->context, d->variable, false);
		walk_block(w, d->body);
		break;
	}
	case AST_STATEMENT_BLOCK:
		walk_block(w, (const struct ast_statement_block *)ast);
		break;
	default:
		walk_command(w, ast);
	}
}

void resolve_assigned(const struct ast_script_block *block,
		      void (*assigned)(void *context, const char *name, bool typed), void *context)
{
	struct walk w = {.assigned = assigned, .context = context};
	if (block->param_block)
		for (size_t i = 0; i < block->param_block->parameters.count; i++) {
			const struct ast_parameter *p =
				(const struct ast_parameter *)
					block->param_block->parameters.items[i];
			walk_optional(&w, p->default_value);
		}
	walk_block(&w, block->dynamic_param);
	walk_block(&w, block->begin);
	walk_block(&w, block->process);
	walk_block(&w, block->end);
	walk_block(&w, block->clean);
}

bool resolve_may_assign(const struct ast *expression)
{
	struct walk w = {0};
	walk(&w, expression);
	return w.may_assign;
}

/*
 * A method sees its own variables only, and each must have a value on every way that leads to where it is
 * read. This follows the ways through a method: `flow` is what has been assigned so far.
 */
#include "syntax/check.h"

#include "base/hashmap.h"
#include "syntax/ast_walk.h"

#include <string.h>
#include <strings.h>

/* Methods with more variables than bits are not looked at. */
enum { VARIABLES_MAX = 256, WORDS = VARIABLES_MAX / 64 };

struct flow {
	bool ended; /* nothing gets here */
	uint64_t assigned[WORDS];
};

struct target { /* of break and continue */
	const char *label;
	struct flow breaks, continues;
	struct target *outer;
};

struct follow {
	struct diagnostics *d;
	const struct ast_type_definition *type;
	struct hashmap numbers; /* name to its bit, plus 1 */
	size_t count;
	struct flow flow;
	struct target *targets;
};

static const struct flow nowhere = {.ended = true};

/* What is assigned whichever of the two ways was taken. */
static struct flow either(struct flow a, struct flow b)
{
	if (a.ended)
		return b;
	if (b.ended)
		return a;
	for (size_t i = 0; i < WORDS; i++)
		a.assigned[i] &= b.assigned[i];
	return a;
}

/* The bit of a variable, or -1 when there are too many. */
static int number_of(struct follow *f, const char *name)
{
	uintptr_t known = (uintptr_t)hashmap_get(&f->numbers, name);
	if (known)
		return (int)known - 1;
	if (f->count >= VARIABLES_MAX)
		return -1;
	hashmap_put(&f->numbers, name, (void *)(uintptr_t)(f->count + 1));
	return (int)f->count++;
}

static bool is_assigned(const struct follow *f, int number)
{
	return number < 0 || f->flow.assigned[number / 64] >> (number % 64) & 1;
}

static void assign(struct follow *f, const char *name)
{
	int number = number_of(f, name);
	if (number >= 0)
		f->flow.assigned[number / 64] |= UINT64_C(1) << (number % 64);
}

/* These have a value in every method. */
static bool is_automatic(const char *name)
{
	static const char *const names[] = {
		"null",
		"true",
		"false",
		"_",
		"args",
		"PSItem",
		"input",
		"this",
		"PSScriptRoot",
		"PSCommandPath",
		"MyInvocation",
		"PSBoundParameters",
		"PSCmdlet",
		"Error",
		"PWD",
		"Matches",
		"LASTEXITCODE",
		"?",
		"OutputEncoding",
		"StackTrace",
		"NestedPromptLevel",
	};
	for (size_t i = 0; i < countof(names); i++)
		if (strcasecmp(names[i], name) == 0)
			return true;
	return false;
}

static void follow(struct follow *f, const struct ast *node);

static void follow_child(const struct ast *child, void *context)
{
	follow(context, child);
}

static void follow_optional(struct follow *f, const void *node)
{
	if (node)
		follow(f, node);
}

static void read_variable(struct follow *f, const struct ast_variable *v)
{
	if (f->flow.ended || v->scope != AST_SCOPE_NONE || is_automatic(v->name) ||
	    is_assigned(f, number_of(f, v->name)))
		return;
	diagnostics_add(f->d, v->ast.extent, DIAGNOSTIC_VARIABLE_NOT_LOCAL);
}

/* ---- assignment ---- */

static bool is_local(const struct ast_variable *v)
{
	return v->scope == AST_SCOPE_NONE || v->scope == AST_SCOPE_LOCAL ||
	       v->scope == AST_SCOPE_PRIVATE || v->scope == AST_SCOPE_VARIABLE;
}

/* `$Name = 1` where the class has a property Name. */
static void check_property(struct follow *f, const struct ast_variable *v)
{
	for (size_t i = 0; v->scope == AST_SCOPE_NONE && i < f->type->members.count; i++) {
		const struct ast_class_member *m =
			(const struct ast_class_member *)f->type->members.items[i];
		if (m->member_kind != AST_CLASS_PROPERTY || strcasecmp(m->name, v->name) != 0)
			continue;
		if (m->flags & AST_MEMBER_STATIC)
			diagnostics_add(f->d, v->ast.extent, DIAGNOSTIC_MISSING_TYPE_IN_ASSIGNMENT,
					f->type->name, m->name);
		else
			diagnostics_add(f->d, v->ast.extent, DIAGNOSTIC_MISSING_THIS, m->name);
	}
}

static void assign_to(struct follow *f, const struct ast *left)
{
	const struct ast *inner;
	switch (left->kind) {
	case AST_VARIABLE:
		check_property(f, (const struct ast_variable *)left);
		if (is_local((const struct ast_variable *)left))
			assign(f, ((const struct ast_variable *)left)->name);
		break;
	case AST_CONVERT:
		assign_to(f, ((const struct ast_convert *)left)->child);
		break;
	case AST_ATTRIBUTED_EXPRESSION:
		assign_to(f, ((const struct ast_attributed_expression *)left)->child);
		break;
	case AST_ARRAY_LITERAL: {
		const struct ast_list *list = &((const struct ast_array_literal *)left)->elements;
		for (size_t i = 0; i < list->count; i++)
			assign_to(f, list->items[i]);
		break;
	}
	case AST_PAREN:
		inner = ast_single_expression(((const struct ast_paren *)left)->pipeline);
		if (inner)
			assign_to(f, inner);
		break;
	default:
		follow(f, left);
	}
}

/* ---- branches ---- */

static struct flow follow_from(struct follow *f, struct flow start, const struct ast *node)
{
	f->flow = start;
	follow(f, node);
	return f->flow;
}

/* `right` is reached only sometimes. */
static void follow_maybe(struct follow *f, const struct ast *left, const struct ast *right)
{
	follow(f, left);
	struct flow before = f->flow;
	f->flow = either(before, follow_from(f, before, right));
}

static void follow_if(struct follow *f, const struct ast_if *node)
{
	struct flow end = nowhere;
	for (size_t i = 0; i < node->conditions.count; i++) {
		follow(f, node->conditions.items[i]);
		struct flow otherwise = f->flow;
		end = either(end, follow_from(f, otherwise, &node->bodies[i]->ast));
		f->flow = otherwise;
	}
	follow_optional(f, node->otherwise);
	f->flow = either(end, f->flow);
}

static void follow_ternary(struct follow *f, const struct ast_ternary *node)
{
	follow(f, node->condition);
	struct flow start = f->flow;
	struct flow yes = follow_from(f, start, node->if_true);
	f->flow = either(yes, follow_from(f, start, node->if_false));
}

static void follow_try(struct follow *f, const struct ast_try *node)
{
	struct flow start = f->flow;
	struct flow end = follow_from(f, start, &node->body->ast);
	for (size_t i = 0; i < node->catches.count; i++)
		end = either(end, follow_from(f, start, node->catches.items[i]));
	if (!node->finally) {
		f->flow = end;
		return;
	}
	struct flow last = follow_from(f, start, &node->finally->ast);
	f->flow = last;
	if (node->catches.count > 0 && !last.ended) {
		f->flow = end;
		for (size_t i = 0; i < WORDS; i++)
			f->flow.assigned[i] |= last.assigned[i];
	}
}

/* ---- loops ---- */

static void open_target(struct follow *f, struct target *target, const char *label)
{
	*target = (struct target){label, nowhere, nowhere, f->targets};
	f->targets = target;
}

static void close_target(struct follow *f)
{
	f->targets = f->targets->outer;
}

/* What a loop that may not run at all leaves is what was there before its body. */
static void follow_body(struct follow *f, const struct ast *body, const char *label)
{
	struct target target;
	struct flow before = f->flow;
	open_target(f, &target, label);
	follow(f, body);
	close_target(f);
	f->flow = before;
}

static void follow_for(struct follow *f, const struct ast_for *loop)
{
	struct target target;
	follow_optional(f, loop->initializer);
	follow_optional(f, loop->condition);
	struct flow before = f->flow;
	open_target(f, &target, loop->label);
	follow(f, &loop->body->ast);
	f->flow = either(f->flow, target.continues);
	follow_optional(f, loop->iterator);
	close_target(f);
	f->flow = loop->condition ? before : target.breaks;
}

static void follow_do(struct follow *f, const struct ast_loop *loop)
{
	struct target target;
	open_target(f, &target, loop->label);
	follow(f, &loop->body->ast);
	close_target(f);
	f->flow = either(f->flow, target.continues);
	follow(f, loop->condition);
	f->flow = either(f->flow, target.breaks);
}

static void follow_foreach(struct follow *f, const struct ast_foreach *loop)
{
	follow(f, loop->condition);
	assign(f, loop->variable->name);
	follow_body(f, &loop->body->ast, loop->label);
}

static void follow_switch(struct follow *f, const struct ast_switch *node)
{
	follow(f, node->condition);
	struct flow start = f->flow;
	for (size_t i = 0; i < node->conditions.count; i++) {
		f->flow = start;
		follow(f, node->conditions.items[i]);
		follow_body(f, &node->bodies[i]->ast, node->label);
	}
	f->flow = start;
	if (node->otherwise)
		follow_body(f, &node->otherwise->ast, node->label);
	f->flow = start;
}

static void follow_jump(struct follow *f, const struct ast_jump *jump)
{
	struct target *target = f->targets;
	if (jump->label && jump->label->kind == AST_STRING) {
		const char *label = ((const struct ast_string *)jump->label)->value.data;
		while (target && !(target->label && strcasecmp(target->label, label) == 0))
			target = target->outer;
	}
	if (target && jump->ast.kind == AST_BREAK)
		target->breaks = either(target->breaks, f->flow);
	else if (target)
		target->continues = either(target->continues, f->flow);
	f->flow = nowhere;
}

/* ---- everything ---- */

static void follow(struct follow *f, const struct ast *node)
{
	switch (node->kind) {
	case AST_VARIABLE:
		read_variable(f, (const struct ast_variable *)node);
		return;
	case AST_ASSIGNMENT:
		follow(f, ((const struct ast_assignment *)node)->right);
		assign_to(f, ((const struct ast_assignment *)node)->left);
		return;
	case AST_DATA:
		if (((const struct ast_data *)node)->variable)
			assign(f, ((const struct ast_data *)node)->variable);
		return;
	case AST_BINARY: {
		const struct ast_binary *binary = (const struct ast_binary *)node;
		if (binary->op == AST_OP_AND || binary->op == AST_OP_OR) {
			follow_maybe(f, binary->left, binary->right);
			return;
		}
		break;
	}
	case AST_PIPELINE_CHAIN:
		follow_maybe(f, ((const struct ast_pipeline_chain *)node)->left,
			     ((const struct ast_pipeline_chain *)node)->right);
		return;
	case AST_TERNARY:
		follow_ternary(f, (const struct ast_ternary *)node);
		return;
	case AST_IF:
		follow_if(f, (const struct ast_if *)node);
		return;
	case AST_TRY:
		follow_try(f, (const struct ast_try *)node);
		return;
	case AST_WHILE:
		follow(f, ((const struct ast_loop *)node)->condition);
		follow_body(f, &((const struct ast_loop *)node)->body->ast,
			    ((const struct ast_loop *)node)->label);
		return;
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
		follow_do(f, (const struct ast_loop *)node);
		return;
	case AST_FOR:
		follow_for(f, (const struct ast_for *)node);
		return;
	case AST_FOREACH:
		follow_foreach(f, (const struct ast_foreach *)node);
		return;
	case AST_SWITCH:
		follow_switch(f, (const struct ast_switch *)node);
		return;
	case AST_BREAK:
	case AST_CONTINUE:
		follow_jump(f, (const struct ast_jump *)node);
		return;
	case AST_SCRIPT_BLOCK_EXPRESSION: /* looks its variables up when it runs */
	case AST_FUNCTION:
	case AST_TYPE_DEFINITION:
	case AST_TRAP:
		return;
	default:
		break;
	}
	ast_each_child(node, follow_child, f);
	if (node->kind == AST_RETURN || node->kind == AST_THROW || node->kind == AST_EXIT)
		f->flow = nowhere;
}

void check_method_variables(struct diagnostics *d, const struct ast_type_definition *type,
			    const struct ast_class_member *method)
{
	struct follow f = {.d = d, .type = type};
	hashmap_init(&f.numbers, HASHMAP_IGNORE_CASE);
	for (size_t i = 0; i < method->parameters.count; i++)
		assign(&f, ((const struct ast_parameter *)method->parameters.items[i])->name);
	if (method->body->end)
		follow(&f, &method->body->end->ast);
	hashmap_clear(&f.numbers, NULL);
}

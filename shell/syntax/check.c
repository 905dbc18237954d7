#include "syntax/check.h"

#include "base/hashmap.h"
#include "syntax/ast_walk.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What surrounds the node that is looked at. A script block starts anew. */
struct surroundings {
	bool in_finally;
	const struct loop {
		const char *label;
		const struct loop *outer;
	} * loops; /* within the finally block */
	const struct ast_class_member *method;
	bool is_static; /* in a static method, or the initial value of a static property */
};

struct check {
	struct diagnostics *d;
	const struct ast_type_definition *type; /* the class that is looked at */
	struct surroundings in;
};

#define error(c, place, what, ...) \
	diagnostics_add((c)->d, (place), DIAGNOSTIC_##what, ##__VA_ARGS__)

static void check(struct check *c, const struct ast *node);

static void check_child(const struct ast *child, void *context)
{
	check(context, child);
}

static void check_children(struct check *c, const struct ast *node)
{
	ast_each_child(node, check_child, c);
}

static const char *source_text(struct check *c, struct extent where)
{
	return arena_strndup(c->d->arena, c->d->source->text + where.start,
			     where.end - where.start);
}

/* ---- what can be assigned to ---- */

static const struct ast *inner_expression(const struct ast *paren)
{
	return ast_single_expression(((const struct ast_paren *)paren)->pipeline);
}

/* $using:x, and $using:x.y[0], which is taken as a whole. */
static bool is_using(const struct ast *node)
{
	while (node->kind == AST_MEMBER || node->kind == AST_INDEX)
		node = node->kind == AST_MEMBER ? ((const struct ast_member *)node)->target
						: ((const struct ast_index *)node)->target;
	return node->kind == AST_VARIABLE &&
	       ((const struct ast_variable *)node)->scope == AST_SCOPE_USING;
}

/* The part of the expression that nothing can be assigned to, or NULL when all is well. */
static const struct ast *unassignable_part(const struct ast *node, bool lists)
{
	const struct ast *part;
	if (is_using(node))
		return node;
	switch (node->kind) {
	case AST_VARIABLE:
	case AST_INVOKE_MEMBER: /* said to be wrong when it is run */
	case AST_ERROR:
		return NULL;
	case AST_MEMBER:
		return ((const struct ast_member *)node)->null_conditional ? node : NULL;
	case AST_INDEX:
		return ((const struct ast_index *)node)->null_conditional ? node : NULL;
	case AST_CONVERT:
		return unassignable_part(((const struct ast_convert *)node)->child, lists);
	case AST_ATTRIBUTED_EXPRESSION:
		return unassignable_part(((const struct ast_attributed_expression *)node)->child,
					 lists);
	case AST_PAREN:
		part = inner_expression(node);
		return part ? unassignable_part(part, lists) : node;
	case AST_ARRAY_LITERAL: {
		const struct ast_list *elements =
			&((const struct ast_array_literal *)node)->elements;
		if (!lists)
			return node;
		for (size_t i = 0; i < elements->count; i++)
			if ((part = unassignable_part(elements->items[i], true)))
				return part;
		return NULL;
	}
	default:
		return node;
	}
}

static void check_assignment(struct check *c, const struct ast_assignment *assignment)
{
	const struct ast *part = unassignable_part(assignment->left, true);
	if (part)
		error(c, part->extent, INVALID_LEFT_HAND_SIDE);
}

static void check_unary(struct check *c, const struct ast_unary *unary)
{
	bool plus = unary->op == AST_OP_PRE_INCREMENT || unary->op == AST_OP_POST_INCREMENT;
	bool minus = unary->op == AST_OP_PRE_DECREMENT || unary->op == AST_OP_POST_DECREMENT;
	if (!plus && !minus)
		return;
	const struct ast *part = unassignable_part(unary->operand, false);
	if (part)
		error(c, part->extent, OPERATOR_NEEDS_VARIABLE, plus ? "++" : "--");
}

/* ---- casts, attributes ---- */

static bool is_type(const struct ast_type_name *type, const char *name)
{
	return strcasecmp(type->full_text, name) == 0;
}

static void check_convert(struct check *c, const struct ast_convert *convert)
{
	if (is_type(convert->type, "ordered") && convert->child->kind != AST_HASHTABLE &&
	    convert->child->kind != AST_ERROR)
		error(c, convert->ast.extent, ORDERED_NEEDS_HASHTABLE);
}

static void check_attributed(struct check *c, const struct ast_attributed_expression *node)
{
	const struct ast *child = node->child;
	for (;;) {
		if (child->kind == AST_CONVERT)
			child = ((const struct ast_convert *)child)->child;
		else if (child->kind == AST_ATTRIBUTED_EXPRESSION)
			child = ((const struct ast_attributed_expression *)child)->child;
		else
			break;
	}
	if (child->kind != AST_VARIABLE && child->kind != AST_ERROR)
		error(c, node->attribute->ast.extent, UNEXPECTED_ATTRIBUTE,
		      node->attribute->type->full_text);
}

static bool is_constant_variable(const struct ast_variable *v)
{
	return v->scope == AST_SCOPE_NONE &&
	       (strcasecmp(v->name, "true") == 0 || strcasecmp(v->name, "false") == 0 ||
		strcasecmp(v->name, "null") == 0);
}

bool check_is_constant(const struct ast *node)
{
	switch (node->kind) {
	case AST_NUMBER:
	case AST_STRING:
	case AST_TYPE_EXPRESSION:
	case AST_ERROR:
		return true;
	case AST_VARIABLE:
		return is_constant_variable((const struct ast_variable *)node);
	case AST_UNARY:
		return check_is_constant(((const struct ast_unary *)node)->operand);
	case AST_BINARY:
		return check_is_constant(((const struct ast_binary *)node)->left) &&
		       check_is_constant(((const struct ast_binary *)node)->right);
	case AST_CONVERT:
		return check_is_constant(((const struct ast_convert *)node)->child);
	case AST_MEMBER:
		return ((const struct ast_member *)node)->is_static &&
		       ((const struct ast_member *)node)->target->kind == AST_TYPE_EXPRESSION;
	case AST_PAREN: {
		const struct ast *inner = inner_expression(node);
		return inner && check_is_constant(inner);
	}
	case AST_ARRAY_LITERAL: {
		const struct ast_list *elements =
			&((const struct ast_array_literal *)node)->elements;
		for (size_t i = 0; i < elements->count; i++)
			if (!check_is_constant(elements->items[i]))
				return false;
		return true;
	}
	default:
		return false;
	}
}

static void check_attribute_values(struct check *c, const struct ast_list *values)
{
	for (size_t i = 0; i < values->count; i++) {
		const struct ast *value = values->items[i];
		if (!value || check_is_constant(value))
			continue;
		if (c->type && !c->in.method)
			error(c, value->extent, CLASS_ATTRIBUTE_NEEDS_CONSTANT);
		else if (value->kind != AST_SCRIPT_BLOCK_EXPRESSION)
			error(c, value->extent, ATTRIBUTE_NEEDS_CONSTANT);
	}
}

/* ---- splatting ---- */

static void check_variable(struct check *c, const struct ast_variable *v)
{
	if (v->splatted) {
		const char *name = source_text(c, v->ast.extent) + 1;
		error(c, v->ast.extent, SPLATTING_NOT_PERMITTED, name, name);
	}
	if (c->in.is_static && v->scope == AST_SCOPE_NONE && strcasecmp(v->name, "this") == 0)
		error(c, v->ast.extent, NON_STATIC_IN_STATIC, v->name);
}

static bool is_splatted(const struct ast *node)
{
	return node->kind == AST_VARIABLE && ((const struct ast_variable *)node)->splatted;
}

/* Among a command's arguments a splatted variable may stand, but only alone. */
static void check_argument(struct check *c, const struct ast *argument)
{
	if (is_splatted(argument))
		return;
	if (argument->kind != AST_ARRAY_LITERAL) {
		check(c, argument);
		return;
	}
	const struct ast_list *elements = &((const struct ast_array_literal *)argument)->elements;
	for (size_t i = 0; i < elements->count; i++) {
		if (is_splatted(elements->items[i]))
			error(c, elements->items[i]->extent, SPLATTING_IN_LIST,
			      source_text(c, elements->items[i]->extent));
		else
			check(c, elements->items[i]);
	}
}

static void check_command(struct check *c, const struct ast_command *command)
{
	for (size_t i = 0; i < command->elements.count; i++)
		check_argument(c, command->elements.items[i]);
	for (size_t i = 0; i < command->redirections.count; i++)
		check(c, command->redirections.items[i]);
}

/* ---- names that must differ ---- */

static const char *key_text(struct check *c, const struct ast *key)
{
	char buffer[40];
	if (key->kind == AST_STRING)
		return ((const struct ast_string *)key)->value.data;
	if (key->kind != AST_NUMBER)
		return NULL;
	const struct ast_number *number = (const struct ast_number *)key;
	if (number->type == AST_NUMBER_DECIMAL || number->type == AST_NUMBER_BIGINT)
		return number->digits;
	if (number->type == AST_NUMBER_DOUBLE)
		snprintf(buffer, sizeof(buffer), "%.15g", number->real);
	else
		snprintf(buffer, sizeof(buffer), "%lld", (long long)number->integer);
	return arena_strdup(c->d->arena, buffer);
}

static void check_hashtable(struct check *c, const struct ast_hashtable *table)
{
	struct hashmap seen;
	hashmap_init(&seen, HASHMAP_IGNORE_CASE);
	for (size_t i = 0; i < table->keys.count; i++) {
		const struct ast *key = table->keys.items[i];
		const char *text = key_text(c, key);
		if (text && hashmap_put(&seen, text, c))
			error(c, key->extent, DUPLICATE_KEY, text);
	}
	hashmap_clear(&seen, NULL);
}

static void check_parameters(struct check *c, const struct ast_list *parameters)
{
	struct hashmap seen;
	hashmap_init(&seen, HASHMAP_IGNORE_CASE);
	for (size_t i = 0; i < parameters->count; i++) {
		const struct ast_parameter *p = (const struct ast_parameter *)parameters->items[i];
		if (hashmap_put(&seen, p->name, c))
			error(c, p->name_extent, DUPLICATE_PARAMETER, p->name);
	}
	hashmap_clear(&seen, NULL);
}

static void check_types_differ(struct check *c, const struct ast_statement_block *block)
{
	struct hashmap seen;
	hashmap_init(&seen, HASHMAP_IGNORE_CASE);
	for (size_t i = 0; i < block->statements.count; i++) {
		const struct ast *statement = block->statements.items[i];
		if (statement->kind != AST_TYPE_DEFINITION)
			continue;
		const char *name = ((const struct ast_type_definition *)statement)->name;
		if (hashmap_put(&seen, name, c))
			error(c, statement->extent, MEMBER_ALREADY_DEFINED, name);
	}
	hashmap_clear(&seen, NULL);
}

/* ---- try ---- */

static void check_finally(struct check *c, const struct ast_statement_block *block)
{
	struct surroundings outer = c->in;
	c->in.in_finally = true;
	c->in.loops = NULL;
	check(c, &block->ast);
	c->in = outer;
}

static void check_try(struct check *c, const struct ast_try *node)
{
	check(c, &node->body->ast);
	for (size_t i = 0; i < node->catches.count; i++) {
		const struct ast_catch *clause = (const struct ast_catch *)node->catches.items[i];
		if (clause->type_count == 0 && i + 1 < node->catches.count)
			error(c, ((struct extent){clause->ast.extent.end, clause->ast.extent.end}),
			      CATCH_ALL_NOT_LAST);
		check(c, &clause->ast);
	}
	if (node->finally)
		check_finally(c, node->finally);
}

/* Does a loop within the finally block take this jump? */
static bool has_target(const struct surroundings *in, const struct ast_jump *jump)
{
	if (!jump->label)
		return in->loops;
	if (jump->label->kind != AST_STRING)
		return true;
	const char *label = ((const struct ast_string *)jump->label)->value.data;
	for (const struct loop *loop = in->loops; loop; loop = loop->outer)
		if (loop->label && strcasecmp(loop->label, label) == 0)
			return true;
	return false;
}

static void check_loop(struct check *c, const struct ast *node, const char *label)
{
	struct surroundings outer = c->in;
	struct loop loop = {label, outer.loops};
	c->in.loops = &loop;
	check_children(c, node);
	c->in = outer;
}

/* ---- classes ---- */

static bool always_leaves(const struct ast *statement);

static bool block_always_leaves(const struct ast_statement_block *block)
{
	for (size_t i = 0; i < block->statements.count; i++)
		if (always_leaves(block->statements.items[i]))
			return true;
	return false;
}

static bool if_always_leaves(const struct ast_if *node)
{
	for (size_t i = 0; i < node->conditions.count; i++)
		if (!block_always_leaves(node->bodies[i]))
			return false;
	return node->otherwise && block_always_leaves(node->otherwise);
}

static bool try_always_leaves(const struct ast_try *node)
{
	if (node->finally && block_always_leaves(node->finally))
		return true;
	for (size_t i = 0; i < node->catches.count; i++)
		if (!block_always_leaves(((const struct ast_catch *)node->catches.items[i])->body))
			return false;
	return block_always_leaves(node->body);
}

/* Is the end of the statement never reached? */
static bool always_leaves(const struct ast *statement)
{
	switch (statement->kind) {
	case AST_RETURN:
	case AST_THROW:
	case AST_EXIT:
	case AST_ERROR:
		return true;
	case AST_IF:
		return if_always_leaves((const struct ast_if *)statement);
	case AST_TRY:
		return try_always_leaves((const struct ast_try *)statement);
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
		return block_always_leaves(((const struct ast_loop *)statement)->body);
	case AST_FOR: /* without end */
		return !((const struct ast_for *)statement)->condition &&
		       block_always_leaves(((const struct ast_for *)statement)->body);
	default:
		return false;
	}
}

static bool gives_value(const struct ast_class_member *method)
{
	return method->member_kind == AST_CLASS_METHOD && method->type &&
	       !is_type(method->type, "void");
}

static void check_return(struct check *c, const struct ast_flow *flow)
{
	if (c->in.in_finally)
		error(c, flow->ast.extent, CONTROL_LEAVES_FINALLY);
	if (!c->in.method)
		return;
	if (gives_value(c->in.method) && !flow->pipeline)
		error(c, flow->ast.extent, RETURN_WITHOUT_VALUE);
	else if (!gives_value(c->in.method) && flow->pipeline)
		error(c, flow->ast.extent, RETURN_WITH_VALUE);
}

static void check_method_body(struct check *c, const struct ast_class_member *method)
{
	const struct ast_script_block *body = method->body;
	const struct ast_statement_block *const blocks[] = {
		body->dynamic_param, body->begin, body->process, body->end, body->clean,
	};
	if (body->param_block)
		error(c, body->param_block->ast.extent, PARAM_IN_METHOD);
	for (size_t i = 0; body->has_named_blocks && i < countof(blocks); i++)
		if (blocks[i])
			error(c, blocks[i]->ast.extent, NAMED_BLOCK_IN_METHOD);
	if (gives_value(method) && body->end && !block_always_leaves(body->end))
		error(c, method->name_extent, NOT_ALL_PATHS_RETURN);
	check_method_variables(c->d, c->type, method);
}

static void check_member(struct check *c, const struct ast_class_member *member)
{
	struct surroundings outer = c->in;
	c->in = (struct surroundings){.is_static = member->flags & AST_MEMBER_STATIC};
	if (member->member_kind == AST_CLASS_CONSTRUCTOR && member->type)
		error(c,
		      ((struct extent){member->type->ast.extent.start - 1,
				       member->type->ast.extent.end + 1}),
		      CONSTRUCTOR_HAS_TYPE);
	check_parameters(c, &member->parameters);
	if (!member->body) {
		check_children(c, &member->ast);
	} else {
		check_method_body(c, member);
		c->in.method = member;
		for (size_t i = 0; i < member->parameters.count; i++)
			check(c, member->parameters.items[i]);
		for (size_t i = 0; i < member->base_arguments.count; i++)
			check(c, member->base_arguments.items[i]);
		/* Not by the script block, which would start anew. */
		check_children(c, &member->body->ast);
	}
	c->in = outer;
}

static void check_enum_type(struct check *c, const struct ast_type_definition *type)
{
	static const char *const integral[] = {"byte",  "sbyte",  "short", "ushort", "int",
					       "uint",  "long",   "ulong", "int16",  "uint16",
					       "int32", "uint32", "int64", "uint64"};
	if (type->type != AST_TYPE_ENUM || type->base_types.count == 0)
		return;
	const struct ast_type_name *base = (const struct ast_type_name *)type->base_types.items[0];
	const char *name = base->full_text;
	if (strncasecmp(name, "System.", 7) == 0)
		name += 7;
	for (size_t i = 0; i < countof(integral); i++)
		if (strcasecmp(name, integral[i]) == 0)
			return;
	error(c, base->ast.extent, ENUM_BASE, base->full_text);
}

static void check_type_definition(struct check *c, const struct ast_type_definition *type)
{
	const struct ast_type_definition *outer = c->type;
	check_enum_type(c, type);
	c->type = type;
	check_children(c, &type->ast);
	c->type = outer;
}

/* ---- blocks ---- */

static void check_script_block(struct check *c, const struct ast_script_block *block)
{
	struct surroundings outer = c->in;
	c->in = (struct surroundings){.is_static = outer.is_static};
	if (block->param_block)
		check_parameters(c, &block->param_block->parameters);
	check_children(c, &block->ast);
	c->in = outer;
}

static void check_function(struct check *c, const struct ast_function *function)
{
	check_parameters(c, &function->parameters);
	if (function->parameters.count > 0 && function->body->param_block)
		error(c, function->body->param_block->ast.extent, TWO_PARAMETER_LISTS);
}

static const char *loop_label(const struct ast *node)
{
	switch (node->kind) {
	case AST_FOR:
		return ((const struct ast_for *)node)->label;
	case AST_FOREACH:
		return ((const struct ast_foreach *)node)->label;
	case AST_SWITCH:
		return ((const struct ast_switch *)node)->label;
	default:
		return ((const struct ast_loop *)node)->label;
	}
}

static void check(struct check *c, const struct ast *node)
{
	switch (node->kind) {
	case AST_VARIABLE:
		check_variable(c, (const struct ast_variable *)node);
		return;
	case AST_COMMAND:
		check_command(c, (const struct ast_command *)node);
		return;
	case AST_TRY:
		check_try(c, (const struct ast_try *)node);
		return;
	case AST_SCRIPT_BLOCK:
		check_script_block(c, (const struct ast_script_block *)node);
		return;
	case AST_CLASS_MEMBER:
		check_member(c, (const struct ast_class_member *)node);
		return;
	case AST_WHILE:
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
	case AST_FOR:
	case AST_FOREACH:
	case AST_SWITCH:
		check_loop(c, node, loop_label(node));
		return;
	case AST_ASSIGNMENT:
		check_assignment(c, (const struct ast_assignment *)node);
		break;
	case AST_UNARY:
		check_unary(c, (const struct ast_unary *)node);
		break;
	case AST_CONVERT:
		check_convert(c, (const struct ast_convert *)node);
		break;
	case AST_ATTRIBUTED_EXPRESSION:
		check_attributed(c, (const struct ast_attributed_expression *)node);
		break;
	case AST_ATTRIBUTE:
		check_attribute_values(c, &((const struct ast_attribute *)node)->positional);
		check_attribute_values(c, &((const struct ast_attribute *)node)->values);
		break;
	case AST_HASHTABLE:
		check_hashtable(c, (const struct ast_hashtable *)node);
		break;
	case AST_STATEMENT_BLOCK:
		check_types_differ(c, (const struct ast_statement_block *)node);
		break;
	case AST_FUNCTION:
		check_function(c, (const struct ast_function *)node);
		break;
	case AST_TYPE_DEFINITION:
		check_type_definition(c, (const struct ast_type_definition *)node);
		return;
	case AST_RETURN:
		check_return(c, (const struct ast_flow *)node);
		break;
	case AST_BREAK:
	case AST_CONTINUE:
		if (c->in.in_finally && !has_target(&c->in, (const struct ast_jump *)node))
			error(c, node->extent, CONTROL_LEAVES_FINALLY);
		break;
	case AST_DATA:
		check_data_section(c->d, (const struct ast_data *)node);
		break;
	default:
		break;
	}
	check_children(c, node);
}

void check_script(struct diagnostics *d, const struct ast_script_block *root)
{
	struct check c = {.d = d};
	check(&c, &root->ast);
}

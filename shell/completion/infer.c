/* What an expression or a command gives, as far as it can be told without running anything. */
#include "cmdlet.h"
#include "completion/completer.h"
#include "engine/command_table.h"
#include "engine/metadata.h"
#include "engine/module.h"
#include "engine/path.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/type_private.h"
#include "syntax/ast_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct inferred nothing = {.value = {.tag = VALUE_UNSET}};

static struct inferred of_value(Value v)
{
	return value_is_null(v) ? nothing : (struct inferred){.value = v};
}

static struct inferred of_type(const struct type *type)
{
	return type ? (struct inferred){.value = UNSET_VALUE, .types = {type}, .type_count = 1}
		    : nothing;
}

static bool is_known(const struct inferred *i)
{
	return i->value.tag != VALUE_UNSET || i->type_count > 0;
}

/* ---- members ---- */

static const struct type *member_type(const struct type *type, const char *name, bool is_static)
{
	const struct member_group *group = type_find_group(type, name, is_static);
	if (!group || group->count == 0)
		return NULL;
	if (group->kind == MEMBER_CONSTRUCTOR)
		return type;
	return signature_type(group->owners[0], group->members[0]);
}

struct inferred infer_member(const struct inferred *target, const char *name, bool is_static)
{
	Value v = target->value, found = NULL_VALUE;
	bool exists = false;
	if (v.tag != VALUE_UNSET) {
		const struct type *type =
			is_static && v.tag == VALUE_TYPE ? value_as_type(v) : value_type(v);
		if (!is_static && member_get(v, name, &found, &exists) == OK && exists)
			return of_value(found);
		if (is_static && member_get_static(type, name, &found, &exists) == OK && exists)
			return of_value(found);
		return of_type(member_type(type, name, is_static));
	}
	for (size_t i = 0; i < target->type_count; i++) {
		struct inferred member = of_type(member_type(target->types[i], name, is_static));
		if (is_known(&member))
			return member;
	}
	return nothing;
}

/* ---- variables ---- */

struct assignment_search {
	const struct ast_variable *variable;
	const struct ast *found; /* the statement assigned, or the collection of a foreach */
	bool is_each;
	uint32_t before;
};

static bool same_variable(const struct ast *node, const struct ast_variable *variable)
{
	if (node->kind == AST_CONVERT)
		node = ((const struct ast_convert *)node)->child;
	return node->kind == AST_VARIABLE &&
	       name_equal(((const struct ast_variable *)node)->name, variable->name);
}

static void find_assignment(const struct ast *node, void *context)
{
	struct assignment_search *search = context;
	const struct ast_foreach *each = (const struct ast_foreach *)node;
	if (node->kind == AST_ASSIGNMENT && node->extent.end <= search->before &&
	    same_variable(((const struct ast_assignment *)node)->left, search->variable)) {
		search->found = ((const struct ast_assignment *)node)->right;
		search->is_each = false;
	} else if (node->kind == AST_FOREACH && each->variable && each->condition &&
		   same_variable(&each->variable->ast, search->variable)) {
		search->found = each->condition;
		search->is_each = true;
	}
	ast_each_child(node, find_assignment, context);
}

static bool is_underbar(const struct ast_variable *v)
{
	return name_equal(v->name, "_") || name_equal(v->name, "PSItem");
}

/* $_ in a script block that is an argument: what comes down the pipeline. */
static struct inferred infer_underbar(const struct completer *c)
{
	size_t at = c->depth, block;
	while (completer_enclosing(c, AST_SCRIPT_BLOCK_EXPRESSION, at, &block)) {
		if (!completer_enclosing(c, AST_COMMAND, block, &at))
			return nothing;
		const struct ast *upstream = completer_upstream(c, at);
		if (upstream)
			return infer_each(c, upstream);
	}
	return nothing;
}

static struct inferred infer_variable(const struct completer *c, const struct ast_variable *v)
{
	if (is_underbar(v)) {
		struct inferred item = infer_underbar(c);
		if (is_known(&item))
			return item;
	}
	struct assignment_search search = {.variable = v, .before = v->ast.extent.start};
	find_assignment(&c->tree->root->ast, &search);
	struct inferred known = nothing;
	if (search.found)
		known = search.is_each ? infer_each(c, search.found) : infer_node(c, search.found);
	if (is_known(&known) || v->scope == AST_SCOPE_DRIVE)
		return known;
	return of_value(scope_get(c->session, v->name, SCOPE_ANY));
}

/* ---- commands ---- */

/* Sends on what comes in. */
static bool passes_on(const char *name)
{
	static const char *const names[] = {"Where-Object",  "Sort-Object", "Tee-Object",
					    "Select-Object", "Get-Unique",  "Out-Default"};
	for (size_t i = 0; i < countof(names); i++)
		if (name_equal(names[i], name))
			return true;
	return false;
}

static const struct ast *first_argument(const struct ast_command *node)
{
	for (size_t i = 1; i < node->elements.count; i++)
		if (node->elements.items[i]->kind == AST_STRING)
			return node->elements.items[i];
	return NULL;
}

/* Import-Csv PATH: the names in the file's first line. */
static struct inferred infer_csv(const struct completer *c, const struct ast_command *node)
{
	const struct ast *argument = first_argument(node);
	char line[4096] = "";
	if (!argument)
		return nothing;
	char *path = path_resolve(c->session, ((const struct ast_string *)argument)->value.data);
	FILE *file = path ? fopen(path, "re") : NULL;
	free(path);
	if (!file)
		return nothing;
	char *read = fgets(line, sizeof(line), file);
	fclose(file);
	if (!read || strchr(line, '"'))
		return nothing;
	Value row = psobject_new();
	char *rest = line, *name;
	if (!strncmp(rest, "\xEF\xBB\xBF", 3))
		rest += 3;
	while ((name = strsep(&rest, ",\r\n")))
		if (*name)
			psobject_set(row, name, string_empty());
	return of_value(row);
}

static Value sample_of(struct session *s, const char *type_name)
{
	for (struct hashmap_entry *e = NULL; (e = hashmap_next(&s->modules, e));) {
		const struct module *module = ((struct module_state *)e->value)->builtin;
		for (const struct object_sample *x = module ? module->samples : NULL;
		     x && x->type_name; x++)
			if (name_equal(x->type_name, type_name))
				return x->make();
	}
	return UNSET_VALUE;
}

static void add_type(struct inferred *out, const struct type *type)
{
	if (type && type != &type_psobject && type != &type_object &&
	    out->type_count < INFERRED_TYPES)
		out->types[out->type_count++] = type;
}

static struct inferred infer_cmdlet(const struct completer *c, const struct cmdlet *cmdlet)
{
	struct inferred out = nothing;
	for (const char *p = cmdlet->output ? cmdlet->output : ""; *p;) {
		size_t n = strcspn(p, ",");
		char *name = strndup(p, n);
		if (out.value.tag == VALUE_UNSET)
			out.value = sample_of(c->session, name);
		add_type(&out, type_find_text(name, n));
		free(name);
		p += n + (p[n] == ',');
	}
	return out;
}

static struct inferred infer_command(const struct completer *c, const struct ast_command *node)
{
	const char *name = completer_command_name(node);
	struct command *command = name ? command_find(c->session, name) : NULL;
	if (!command)
		return nothing;
	if (passes_on(command->name)) {
		for (size_t at = c->depth; at > 0; at--)
			if (c->path[at - 1] == &node->ast)
				break;
		size_t at;
		const struct ast *pipeline = completer_enclosing(c, AST_PIPELINE, c->depth, &at);
		const struct ast_list *elements =
			pipeline ? &((const struct ast_pipeline *)pipeline)->elements : NULL;
		for (size_t i = 1; elements && i < elements->count; i++)
			if (elements->items[i] == &node->ast)
				return infer_each(c, elements->items[i - 1]);
		return nothing;
	}
	if (name_equal(command->name, "Import-Csv"))
		return infer_csv(c, node);
	const struct ast *argument = first_argument(node);
	if (name_equal(command->name, "New-Object") && argument) {
		const struct ast_text *type = &((const struct ast_string *)argument)->value;
		return of_type(type_find_text(type->data, type->length));
	}
	if (command->cmdlet)
		return infer_cmdlet(c, command->cmdlet);
	const struct command_metadata *m = command_metadata(c->session, command);
	struct inferred out = nothing;
	for (size_t i = 0;
	     m && m->output_types.tag == VALUE_LIST && i < value_count(m->output_types); i++)
		if (value_item(m->output_types, i).tag == VALUE_TYPE)
			add_type(&out, value_as_type(value_item(m->output_types, i)));
	return out;
}

/* ---- nodes ---- */

static struct inferred infer_block(const struct completer *c,
				   const struct ast_statement_block *block)
{
	size_t count = block ? block->statements.count : 0;
	return count ? infer_node(c, block->statements.items[count - 1]) : nothing;
}

static struct inferred infer_binary(const struct completer *c, const struct ast_binary *node)
{
	switch (node->op) {
	case AST_OP_AS:
		return node->right->kind == AST_TYPE_EXPRESSION ? infer_node(c, node->right)
								: nothing;
	case AST_OP_JOIN:
	case AST_OP_FORMAT:
	case AST_OP_REPLACE:
		return of_type(&type_string);
	case AST_OP_RANGE:
		return of_type(&type_int32);
	case AST_OP_SPLIT:
		return of_type(&type_string_array);
	case AST_OP_ADD:
	case AST_OP_SUBTRACT:
	case AST_OP_COALESCE:
		return infer_node(c, node->left);
	default:
		return node->op >= AST_OP_EQ && node->op <= AST_OP_NOT_IN ? of_type(&type_bool)
									  : nothing;
	}
}

static const struct type *named_type(const struct completer *c, const struct ast_type_name *name)
{
	Value error = runtime()->error;
	const struct type *type = script_resolve_type(c->session, name);
	runtime()->error = error;
	return type;
}

struct inferred infer_node(const struct completer *c, const struct ast *node)
{
	static _Thread_local int level;
	struct inferred out = nothing;
	if (!node || level > 32)
		return out;
	level++;
	switch (node->kind) {
	case AST_STRING:
		out = of_value(string_new(((const struct ast_string *)node)->value.data,
					  ((const struct ast_string *)node)->value.length));
		break;
	case AST_EXPANDABLE_STRING:
		out = of_type(&type_string);
		break;
	case AST_NUMBER:
		if (((const struct ast_number *)node)->type == AST_NUMBER_INT32)
			out = of_value(
				value_int((int32_t)((const struct ast_number *)node)->integer));
		else
			out = of_type(((const struct ast_number *)node)->type == AST_NUMBER_DOUBLE
					      ? &type_double
					      : &type_int32);
		break;
	case AST_VARIABLE:
		out = infer_variable(c, (const struct ast_variable *)node);
		break;
	case AST_TYPE_EXPRESSION: {
		const struct type *type =
			named_type(c, ((const struct ast_type_expression *)node)->type);
		out = type ? of_value(type_value(type)) : nothing;
		break;
	}
	case AST_CONVERT: {
		const struct ast_convert *convert = (const struct ast_convert *)node;
		const struct type *type = named_type(c, convert->type);
		bool literal = type == &type_pscustomobject || type == &type_custom_literal;
		out = literal ? infer_node(c, convert->child) : of_type(type);
		break;
	}
	case AST_HASHTABLE: {
		const struct ast_hashtable *table = (const struct ast_hashtable *)node;
		Value v = hashtable_new();
		for (size_t i = 0; i < table->keys.count; i++)
			if (table->keys.items[i]->kind == AST_STRING)
				hashtable_set_text(value_as_hashtable(v),
						   ((const struct ast_string *)table->keys.items[i])
							   ->value.data,
						   NULL_VALUE);
		out = of_value(v);
		break;
	}
	case AST_MEMBER:
	case AST_INVOKE_MEMBER: {
		const struct ast_member *member = (const struct ast_member *)node;
		struct inferred target = infer_node(c, member->target);
		if (member->member->kind != AST_STRING)
			break;
		const char *name = ((const struct ast_string *)member->member)->value.data;
		if (node->kind == AST_INVOKE_MEMBER && target.value.tag != VALUE_UNSET) {
			Value v = target.value;
			bool is_type = member->is_static && v.tag == VALUE_TYPE;
			target = of_type(is_type ? value_as_type(v) : value_type(v));
		}
		out = infer_member(&target, name, member->is_static);
		break;
	}
	case AST_INDEX:
		out = infer_each(c, ((const struct ast_index *)node)->target);
		break;
	case AST_BINARY:
		out = infer_binary(c, (const struct ast_binary *)node);
		break;
	case AST_TERNARY:
		out = infer_node(c, ((const struct ast_ternary *)node)->if_true);
		break;
	case AST_ARRAY_LITERAL:
		out = infer_node(c, ((const struct ast_array_literal *)node)->elements.items[0]);
		break;
	case AST_ARRAY_EXPRESSION:
		out = infer_block(c, ((const struct ast_array_expression *)node)->body);
		break;
	case AST_SUB_EXPRESSION:
		out = infer_block(c, ((const struct ast_sub_expression *)node)->body);
		break;
	case AST_PAREN:
		out = infer_node(c, ((const struct ast_paren *)node)->pipeline);
		break;
	case AST_ASSIGNMENT:
		out = infer_node(c, ((const struct ast_assignment *)node)->right);
		break;
	case AST_PIPELINE: {
		const struct ast_list *elements = &((const struct ast_pipeline *)node)->elements;
		const struct ast *last = elements->items[elements->count - 1];
		out = infer_node(c, last);
		for (size_t i = elements->count - 1; !is_known(&out) && i > 0; i--) {
			const char *name =
				elements->items[i]->kind == AST_COMMAND
					? completer_command_name(
						  (const struct ast_command *)elements->items[i])
					: NULL;
			struct command *command = name ? command_find(c->session, name) : NULL;
			if (!command || !passes_on(command->name))
				break;
			out = infer_each(c, elements->items[i - 1]);
		}
		break;
	}
	case AST_COMMAND_EXPRESSION:
		out = infer_node(c, ((const struct ast_command_expression *)node)->expression);
		break;
	case AST_COMMAND:
		out = infer_command(c, (const struct ast_command *)node);
		break;
	default:
		break;
	}
	level--;
	return out;
}

struct inferred infer_each(const struct completer *c, const struct ast *node)
{
	struct inferred all = infer_node(c, node);
	if (all.value.tag == VALUE_HASHTABLE)
		return all;
	if (all.value.tag != VALUE_UNSET && value_is_enumerable(all.value)) {
		struct enumerator e;
		Value item;
		bool more;
		if (value_enumerate(all.value, &e) == OK &&
		    enumerator_next(&e, &more, &item) == OK && more)
			return of_value(item);
		return nothing;
	}
	for (size_t i = 0; i < all.type_count; i++)
		if (all.types[i]->element)
			all.types[i] = all.types[i]->element;
		else if (all.types[i]->generic && all.types[i]->argument_count == 1)
			all.types[i] = all.types[i]->arguments[0];
	return all;
}

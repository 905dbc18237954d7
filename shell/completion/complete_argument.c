/* Arguments: which parameter an argument is for, and the values that the parameter takes. */
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "completion/completer.h"
#include "engine/command_table.h"
#include "engine/metadata.h"
#include "engine/module.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

/* ---- whose argument it is ---- */

static const struct parameter_metadata *named(const struct command_metadata *m,
					      const struct ast *node)
{
	bool ambiguous;
	return metadata_find(m, ((const struct ast_command_parameter *)node)->name, &ambiguous);
}

/* Of those that have this position in some set: the default set's, else any. A word is no script block. */
static const struct parameter_metadata *at_position(const struct command_metadata *m, int position,
						    const bool *used)
{
	uint32_t preferred = m->default_set >= 0 ? UINT32_C(1) << m->default_set : 0;
	const struct parameter_metadata *found = NULL;
	for (size_t i = 0; i < m->count; i++) {
		const struct parameter_metadata *p = &m->parameters[i];
		const struct type *type = p->type && p->type->element ? p->type->element : p->type;
		if (used[i] || type == &type_script_block ||
		    parameter_position_in(p, p->sets) != position)
			continue;
		if (!found || (p->sets & preferred && !(found->sets & preferred)))
			found = p;
	}
	return found;
}

/* The parameter that takes the n-th argument without a name; named ones are not counted again. */
static const struct parameter_metadata *positional(const struct command_metadata *m, size_t n,
						   const bool *used)
{
	for (int position = 0; position < 32; position++) {
		const struct parameter_metadata *p = at_position(m, position, used);
		if (p && n-- == 0)
			return p;
	}
	return NULL;
}

/* The parameter of the argument at the end of the command; of `Name value` and `Name:value` alike. */
static const struct parameter_metadata *parameter_of_last(const struct command_metadata *m,
							  const struct ast_command *node)
{
	const struct ast_list *elements = &node->elements;
	const struct ast *last = elements->items[elements->count - 1];
	if (last->kind == AST_COMMAND_PARAMETER)
		return named(m, last);
	const struct parameter_metadata *waiting = NULL;
	bool *used = xcalloc(m->count + 1, sizeof(*used));
	size_t plain = 0;
	for (size_t i = 1; i + 1 < elements->count; i++) {
		const struct ast *element = elements->items[i];
		if (element->kind == AST_COMMAND_PARAMETER) {
			const struct parameter_metadata *p = named(m, element);
			if (p)
				used[p - m->parameters] = true;
			bool takes = p && !p->is_switch &&
				     !((const struct ast_command_parameter *)element)->argument;
			waiting = takes ? p : NULL;
		} else if (waiting) {
			waiting = NULL;
		} else {
			plain++;
		}
	}
	if (!waiting)
		waiting = positional(m, plain, used);
	free(used);
	return waiting;
}

/* ---- values ---- */

static void add_words(struct completer *c, const char *list)
{
	while (*list) {
		size_t length = strcspn(list, ",");
		char *word = xstrndup(list, length);
		completer_add_value(c, COMPLETION_PARAMETER_VALUE, word, NULL);
		free(word);
		list += length + (list[length] == ',');
	}
}

void completer_add_values(struct completer *c, Value values)
{
	for (size_t i = 0; !value_is_null(values) && i < value_count(values); i++)
		completer_add_value(c, COMPLETION_PARAMETER_VALUE,
				    string_data(value_to_string(value_item(values, i))), NULL);
}

/* [ValidateSet()] and [ArgumentCompletions()] of a function's parameter. */
static void add_attribute_values(struct completer *c, const struct ast_parameter *parameter)
{
	for (size_t i = 0; i < parameter->attributes.count; i++) {
		const struct ast_attribute *a =
			(const struct ast_attribute *)parameter->attributes.items[i];
		if (a->ast.kind != AST_ATTRIBUTE || !a->type ||
		    !(name_equal(a->type->name, "ValidateSet") ||
		      name_equal(a->type->name, "ArgumentCompletions")))
			continue;
		for (size_t k = 0; k < a->positional.count; k++)
			if (a->positional.items[k]->kind == AST_STRING)
				completer_add_value(
					c, COMPLETION_PARAMETER_VALUE,
					((const struct ast_string *)a->positional.items[k])
						->value.data,
					NULL);
	}
}

static void add_enum(struct completer *c, const struct type *type)
{
	if (type && type->element)
		type = type->element;
	const struct enum_member *members = type ? type->enum_members : NULL;
	for (; members && members->name; members++)
		completer_add_value(c, COMPLETION_PARAMETER_VALUE, members->name, NULL);
	if (type != &type_bool)
		return;
	completer_add(c, COMPLETION_PARAMETER_VALUE, "$true", NULL, NULL);
	completer_add(c, COMPLETION_PARAMETER_VALUE, "$false", NULL, NULL);
}

/* Objects that the modules know: names of batches, endpoints, mailboxes. False: nothing is said of the parameter. */
static bool add_from_modules(struct completer *c, const char *command, const char *parameter)
{
	bool known = false;
	for (struct hashmap_entry *e = NULL; (e = hashmap_next(&c->session->modules, e));) {
		const struct module *module = ((struct module_state *)e->value)->builtin;
		const struct completion_source *x = module ? module->completions : NULL;
		for (; x && x->commands; x++)
			if (name_equal(x->parameter, parameter) &&
			    wildcard_match(x->commands, command, true)) {
				completer_add_values(c, x->values(c->session));
				known = true;
			}
	}
	return known;
}

static bool add_command(struct command *command, void *context)
{
	completer_add_value(context, COMPLETION_PARAMETER_VALUE, command->name, NULL);
	return true;
}

static bool add_variable(const char *name, Value v UNUSED, const struct variable *variable UNUSED,
			 void *context)
{
	completer_add_value(context, COMPLETION_PARAMETER_VALUE, name, NULL);
	return true;
}

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (name_equal(name, *names))
			return true;
	return false;
}

/* Names that the shell itself has: commands, variables, modules, types. */
static void add_names(struct completer *c, const char *command, const char *parameter)
{
	static const char *const of_command[] = {"Get-Command", "Get-Help", "Trace-Command", NULL};
	static const char *const of_variable[] = {"Get-Variable", "Set-Variable", "Clear-Variable",
						  "Remove-Variable", NULL};
	static const char *const of_module[] = {"Get-Module", "Import-Module", "Remove-Module",
						NULL};
	struct session *s = c->session;
	if (name_equal(parameter, "TypeName") || name_equal(parameter, "OutputType")) {
		complete_type(c);
	} else if (name_equal(parameter, "Module") ||
		   (name_equal(parameter, "Name") && is_one_of(command, of_module))) {
		for (struct hashmap_entry *e = NULL; (e = hashmap_next(&s->modules, e));)
			completer_add_value(c, COMPLETION_PARAMETER_VALUE, e->key, NULL);
	} else if (name_equal(parameter, "Name") && is_one_of(command, of_variable)) {
		for (struct scope *scope = s->scope; scope; scope = scope->parent)
			scope_each(scope, add_variable, c);
	} else if (name_equal(parameter, "Name") && name_equal(command, "Get-Alias")) {
		command_each(s, "*", COMMAND_ALIAS, add_command, c);
	} else if (name_equal(parameter, "Name") && is_one_of(command, of_command)) {
		command_each(s, "*",
			     COMMAND_ALIAS | COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET,
			     add_command, c);
	}
}

static bool takes_property(const char *command, const char *parameter)
{
	static const char *const names[] = {"Property", "ExpandProperty", "ExcludeProperty",
					    "MemberName", NULL};
	return is_one_of(parameter, names) && !name_equal(command, "New-Object");
}

/* Where-Object Status -eq Fa: the values of the enumeration that the property is of. */
static bool add_compared(struct completer *c, const struct ast_command *node,
			 const struct inferred *input)
{
	const struct ast *property = node->elements.count > 2 ? node->elements.items[1] : NULL;
	if (!property || property->kind != AST_STRING)
		return false;
	struct inferred member =
		infer_member(input, ((const struct ast_string *)property)->value.data, false);
	const struct type *type = member.value.tag != VALUE_UNSET ? value_type(member.value)
				  : member.type_count             ? member.types[0]
								  : NULL;
	add_enum(c, type);
	return c->list->count > 0;
}

static bool add_of_input(struct completer *c, const struct ast_command *node, size_t at,
			 const char *command, const struct parameter_metadata *p)
{
	const struct ast *upstream = completer_upstream(c, at);
	if (!upstream)
		return false;
	struct inferred input = infer_each(c, upstream);
	if (name_equal(command, "Where-Object") && name_equal(p->name, "Value"))
		return add_compared(c, node, &input);
	if (!takes_property(command, p->name))
		return false;
	complete_properties(c, &input);
	return true;
}

/* What is a path may be a text; a number or a date is none. */
static bool may_be_path(const struct parameter_metadata *p)
{
	const struct type *type = p->type && p->type->element ? p->type->element : p->type;
	return !type || type == &type_string || type == &type_object || type == &type_psobject;
}

void complete_argument(struct completer *c, const struct ast_command *node, size_t at)
{
	const char *command = completer_resolved_name(c, node);
	const struct command_metadata *m = command ? completer_metadata(c, node) : NULL;
	if (!m) {
		if (!complete_native(c, node))
			complete_path(c, false);
		return;
	}
	const struct parameter_metadata *p = parameter_of_last(m, node);
	if (p && (complete_by_script(c, node, p) || add_of_input(c, node, at, command, p)))
		return;
	if (p && p->row && p->row->values)
		add_words(c, p->row->values);
	if (p && p->ast)
		add_attribute_values(c, p->ast);
	if (p)
		add_enum(c, p->type);
	if (p && c->list->count == 0)
		add_names(c, command, p->name);
	if (c->list->count || (p && add_from_modules(c, command, p->name)))
		return;
	bool closed = p && ((p->row && p->row->values) || !may_be_path(p));
	if (!closed)
		complete_path(c, false);
}

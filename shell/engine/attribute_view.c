/* The attributes of a parameter as objects: (Get-Command f).Parameters['X'].Attributes. */
#include "engine/attribute.h"

#include "engine/metadata.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/string.h"

#include <string.h>
#include <strings.h>

#define SMA "System.Management.Automation."

/* Nothing when the type is not known, or refuses the arguments: the list is for looking at. */
static void add(Value list, const struct type *type, size_t argc, const Value *argv,
		Value *attribute_r)
{
	*attribute_r = NULL_VALUE;
	if (type && member_construct(type, (int)argc, argv, attribute_r) == OK)
		list_add(value_as_list(list), *attribute_r);
	else if (type)
		(void)error_take();
}

static void set(Value attribute, const char *name, Value value)
{
	if (member_set(attribute, name, value) != OK)
		(void)error_take();
}

static void add_role(Value list, const struct parameter_role *role, const char *set_name)
{
	Value v;
	add(list, &type_parameter_attribute, 0, NULL, &v);
	set(v, "Mandatory", value_bool(role->flags & PARAM_MANDATORY));
	set(v, "ValueFromPipeline", value_bool(role->flags & PARAM_PIPELINE));
	set(v, "ValueFromPipelineByPropertyName", value_bool(role->flags & PARAM_PIPELINE_BY_NAME));
	set(v, "ValueFromRemainingArguments", value_bool(role->flags & PARAM_REMAINING));
	set(v, "DontShow", value_bool(role->flags & PARAM_HIDDEN));
	set(v, "ParameterSetName", string_from(set_name));
	if (role->position >= 0)
		set(v, "Position", value_int(role->position));
	if (role->help_message)
		set(v, "HelpMessage", string_from(role->help_message));
}

/* A role stands for one [Parameter]; the table of a cmdlet joins the sets that are alike. */
static void add_roles(Value list, const struct command_metadata *m,
		      const struct parameter_role *role)
{
	if (role->sets == ALL_SETS || !m->set_count) {
		add_role(list, role, "__AllParameterSets");
		return;
	}
	for (size_t i = 0; i < m->set_count; i++)
		if (role->sets & (UINT32_C(1) << i))
			add_role(list, role, m->set_names[i]);
}

/* ---- of functions ---- */

static const struct type *attribute_type(const struct ast_attribute *a)
{
	const struct type *type = script_resolve_type(session_current(), a->type);
	if (!type)
		(void)error_take();
	return type;
}

static void add_written(Value list, const struct ast_attribute *a)
{
	size_t count = a->positional.count;
	Value argv[count + 1], v;
	for (size_t i = 0; i < count; i++)
		if (script_evaluate(session_current(), a->positional.items[i], &argv[i]) != OK) {
			(void)error_take();
			return;
		}
	add(list, attribute_type(a), count, argv, &v);
	for (size_t i = 0; !value_is_null(v) && i < a->values.count; i++) {
		Value value = TRUE_VALUE;
		if (a->values.items[i] &&
		    script_evaluate(session_current(), a->values.items[i], &value) != OK)
			(void)error_take();
		else
			set(v, a->names[i], value);
	}
}

static bool is_parameter_attribute(const struct ast *item)
{
	return item->kind == AST_ATTRIBUTE &&
	       attribute_type((const struct ast_attribute *)item) == &type_parameter_attribute;
}

/* The last one that was written comes first, and the conversion to the type last. */
static void add_of_function(Value list, const struct command_metadata *m,
			    const struct parameter_metadata *p)
{
	size_t role = p->role_count;
	bool written = false;
	for (size_t i = 0; i < p->ast->attributes.count; i++)
		written = written || is_parameter_attribute(p->ast->attributes.items[i]);
	if (!written)
		while (role > 0)
			add_roles(list, m, &p->roles[--role]);
	for (size_t i = p->ast->attributes.count; i-- > 0;) {
		const struct ast *item = p->ast->attributes.items[i];
		if (item->kind != AST_ATTRIBUTE)
			continue;
		if (!is_parameter_attribute(item))
			add_written(list, (const struct ast_attribute *)item);
		else if (role > 0)
			add_roles(list, m, &p->roles[--role]);
	}
	Value ignored;
	if (p->has_type)
		add(list, type_find(SMA "ArgumentTypeConverterAttribute"), 0, NULL, &ignored);
}

/* ---- of cmdlets ---- */

static Value split(const char *text)
{
	Value names = list_new();
	while (*text) {
		size_t n = strcspn(text, ",");
		list_add(value_as_list(names), string_new(text, n));
		text += n + (text[n] == ',');
	}
	return list_to_array(value_as_list(names));
}

static void add_of_row(Value list, const struct parameter *row)
{
	Value v, arguments[2];
	if (row->flags & PARAM_NOT_EMPTY)
		add(list, type_find(SMA "ValidateNotNullOrEmptyAttribute"), 0, NULL, &v);
	else if (row->flags & PARAM_NOT_NULL)
		add(list, type_find(SMA "ValidateNotNullAttribute"), 0, NULL, &v);
	if (row->flags & PARAM_ALLOW_NULL)
		add(list, type_find(SMA "AllowNullAttribute"), 0, NULL, &v);
	if (row->values) {
		arguments[0] = split(row->values);
		add(list, type_find(SMA "ValidateSetAttribute"), 1, arguments, &v);
	}
	if (row->range) {
		Value ends = split(row->range);
		for (size_t i = 0; i < 2 && i < value_count(ends); i++)
			if (convert_to(value_item(ends, i), row->type, &arguments[i]) != OK)
				arguments[i] = error_take();
		if (value_count(ends) == 2)
			add(list, type_find(SMA "ValidateRangeAttribute"), 2, arguments, &v);
	}
}

static void add_aliases(Value list, const struct parameter_metadata *p)
{
	Value names = array_new_typed(&type_string_array, p->alias_count), v;
	for (size_t i = 0; i < p->alias_count; i++)
		value_as_array(names)->items[i] = string_from(p->aliases[i]);
	add(list, type_find(SMA "AliasAttribute"), 1, &names, &v);
}

Value attribute_list(const struct command_metadata *m, const struct parameter_metadata *p)
{
	Value list = list_new_typed(&type_ps_collection);
	if (p->ast) {
		add_of_function(list, m, p);
		return list;
	}
	for (size_t i = 0; i < p->role_count; i++)
		add_roles(list, m, &p->roles[i]);
	if (p->alias_count)
		add_aliases(list, p);
	if (p->row)
		add_of_row(list, p->row);
	return list;
}

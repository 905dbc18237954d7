/* A command's parameters as scripts see them: ParameterMetadata, CommandParameterSetInfo, and syntax text. */
#include "engine/metadata.h"

#include "base/strbuf.h"
#include "engine/attribute.h"
#include "engine/command.h"
#include "object/array.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"

#include <string.h>

static Value parameter_object(const struct parameter_metadata *p)
{
	Value v = psobject_new_typed("System.Management.Automation.ParameterMetadata");
	Value aliases = array_new_typed(&type_string_array, p->alias_count);
	for (size_t i = 0; i < p->alias_count; i++)
		value_as_array(aliases)->items[i] = string_from(p->aliases[i]);
	psobject_set(v, "Name", string_from(p->name));
	psobject_set(v, "ParameterType", type_value(p->type));
	psobject_set(v, "IsDynamic", value_bool(p->is_dynamic));
	psobject_set(v, "Aliases", aliases);
	psobject_set(v, "Attributes", attribute_list(p));
	psobject_set(v, "SwitchParameter", value_bool(p->is_switch));
	return v;
}

Value metadata_parameters(const struct command_metadata *m)
{
	if (!m)
		return NULL_VALUE;
	static const char name[] = "System.Collections.Generic.Dictionary[string,object]";
	Value table = hashtable_new_typed(type_find_text(name, sizeof(name) - 1), true);
	for (size_t i = 0; i < m->count; i++)
		hashtable_set_text(value_as_hashtable(table), m->parameters[i].name,
				   parameter_object(&m->parameters[i]));
	return table;
}

static Value parameter_in_set(const struct parameter_metadata *p, uint32_t bit)
{
	unsigned flags = parameter_flags_in(p, bit);
	int position = parameter_position_in(p, bit);
	Value v = psobject_new_typed("System.Management.Automation.CommandParameterInfo");
	Value aliases = array_new_typed(&type_string_array, p->alias_count);
	for (size_t i = 0; i < p->alias_count; i++)
		value_as_array(aliases)->items[i] = string_from(p->aliases[i]);
	psobject_set(v, "Name", string_from(p->name));
	psobject_set(v, "ParameterType", type_value(p->type));
	psobject_set(v, "IsMandatory", value_bool(flags & PARAM_MANDATORY));
	psobject_set(v, "IsDynamic", value_bool(p->is_dynamic));
	psobject_set(v, "Position", value_int(position < 0 ? INT32_MIN : position));
	psobject_set(v, "ValueFromPipeline", value_bool(flags & PARAM_PIPELINE));
	psobject_set(v, "ValueFromPipelineByPropertyName",
		     value_bool(flags & PARAM_PIPELINE_BY_NAME));
	psobject_set(v, "ValueFromRemainingArguments", value_bool(flags & PARAM_REMAINING));
	psobject_set(v, "HelpMessage", string_empty());
	psobject_set(v, "Aliases", aliases);
	return v;
}

Value metadata_parameter_sets(const struct command_metadata *m)
{
	if (!m)
		return NULL_VALUE;
	size_t count = m->set_count ? m->set_count : 1;
	Value sets = array_new(count);
	for (size_t i = 0; i < count; i++) {
		uint32_t bit = m->set_count ? UINT32_C(1) << i : ALL_SETS;
		Value v =
			psobject_new_typed("System.Management.Automation.CommandParameterSetInfo");
		Value list = list_new();
		for (size_t j = 0; j < m->count; j++)
			if (m->parameters[j].sets & bit)
				list_add(value_as_list(list),
					 parameter_in_set(&m->parameters[j], bit));
		psobject_set(v, "Name",
			     string_from(m->set_count ? m->set_names[i] : "__AllParameterSets"));
		psobject_set(v, "IsDefault", value_bool((int)i == m->default_set));
		psobject_set(v, "Parameters", list_to_array(value_as_list(list)));
		value_as_array(sets)->items[i] = v;
	}
	return sets;
}

/* ---- syntax ---- */

/* Accelerators as they are ("int", "string[]"), other types by their last name. */
static void append_type_name(const struct type *type, struct strbuf *out)
{
	struct strbuf name = STRBUF_INIT;
	type_print_name(type, &name);
	const char *generic = strpbrk(name.data, "[<");
	const char *dot = NULL;
	for (const char *p = name.data; *p && p != generic; p++)
		if (*p == '.')
			dot = p;
	strbuf_adds(out, dot ? dot + 1 : name.data);
	strbuf_clear(&name);
}

static void append_parameter(const struct parameter_metadata *p, uint32_t bit, struct strbuf *out)
{
	unsigned flags = parameter_flags_in(p, bit);
	bool mandatory = flags & PARAM_MANDATORY, positional = parameter_position_in(p, bit) >= 0;
	strbuf_adds(out, mandatory ? " " : " [");
	if (p->is_switch) {
		strbuf_addf(out, "-%s", p->name);
	} else {
		strbuf_addf(out, positional ? "[-%s] <" : "-%s <", p->name);
		if (p->row && p->row->type_name)
			strbuf_adds(out, p->row->type_name);
		else
			append_type_name(p->type, out);
		strbuf_addc(out, '>');
	}
	if (!mandatory)
		strbuf_addc(out, ']');
}

/* Positional ones in their order, then the others as declared. */
static void append_set(const struct command_metadata *m, uint32_t bit, struct strbuf *out)
{
	for (int position = 0; position < 64; position++)
		for (size_t i = 0; i < m->count; i++)
			if ((m->parameters[i].sets & bit) &&
			    parameter_position_in(&m->parameters[i], bit) == position)
				append_parameter(&m->parameters[i], bit, out);
	for (size_t i = 0; i < m->count; i++) {
		const struct parameter_metadata *p = &m->parameters[i];
		bool hidden = parameter_flags_in(p, bit) & PARAM_HIDDEN;
		bool common = p->is_common && p->row && p->row < common_parameters + 12 &&
			      p->row >= common_parameters;
		if ((p->sets & bit) && !hidden && !common && parameter_position_in(p, bit) < 0)
			append_parameter(p, bit, out);
	}
}

void command_append_syntax(struct session *s, struct command *command, struct strbuf *out)
{
	struct command_metadata *m = command_metadata(s, command);
	if (!m)
		return;
	size_t count = m->set_count ? m->set_count : 1;
	for (size_t i = 0; i < count; i++) {
		strbuf_addf(out, "\n%s", command->name);
		append_set(m, m->set_count ? UINT32_C(1) << i : ALL_SETS, out);
		if (m->is_advanced)
			strbuf_adds(out, " [<CommonParameters>]");
		strbuf_addc(out, '\n');
	}
}

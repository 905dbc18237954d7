/* A command's parameters as scripts see them: ParameterMetadata, CommandParameterSetInfo, and syntax text. */
#include "engine/metadata.h"

#include "base/strbuf.h"
#include "engine/attribute.h"
#include "engine/command.h"
#include "object/array.h"
#include "object/hashtable.h"
#include "object/primitive_members.h"
#include "object/string.h"

#include <string.h>

#define SMA "System.Management.Automation."

/* ---- objects of a few fixed properties ---- */

#define RECORD_FIELDS 12

struct record {
	struct cell cell;
	Value fields[RECORD_FIELDS];
};

static void record_mark(void *cell)
{
	gc_mark_values(((struct record *)cell)->fields, RECORD_FIELDS);
}

static Value record_new(const struct type *type, const Value *fields, size_t count)
{
	struct record *r = gc_alloc(type, VALUE_OBJECT, sizeof(*r));
	for (size_t i = 0; i < RECORD_FIELDS; i++)
		r->fields[i] = i < count ? fields[i] : NULL_VALUE;
	return value_cell(VALUE_OBJECT, r);
}

#define FIELD(n)                                                     \
	static enum status get_##n(Value self, Value *result_r)      \
	{                                                            \
		*result_r = ((struct record *)self.cell)->fields[n]; \
		return OK;                                           \
	}
FIELD(0)
FIELD(1)
FIELD(2)
FIELD(3)
FIELD(4)
FIELD(5)
FIELD(6)
FIELD(7)
FIELD(8)
FIELD(9)
FIELD(10)

#define RECORD(symbol, text, rows)    \
	static struct type symbol = { \
		.name = SMA text, .tag = VALUE_OBJECT, .members = rows, .mark = record_mark}

static const struct member parameter_members[] = {
	PROPERTY("string Name {get;}", get_0),
	PROPERTY("type ParameterType {get;}", get_1),
	PROPERTY("System.Collections.Generic.Dictionary[string," SMA
		 "ParameterSetMetadata] ParameterSets {get;}",
		 get_2),
	PROPERTY("bool IsDynamic {get;}", get_3),
	PROPERTY("System.Collections.ObjectModel.Collection[string] Aliases {get;}", get_4),
	PROPERTY("System.Collections.ObjectModel.Collection[System.Attribute] Attributes {get;}",
		 get_5),
	PROPERTY("bool SwitchParameter {get;}", get_6),
	MEMBER_END,
};
RECORD(type_parameter_record, "ParameterMetadata", parameter_members);

static const struct member set_metadata_members[] = {
	PROPERTY("bool IsMandatory {get;}", get_0),
	PROPERTY("int Position {get;}", get_1),
	PROPERTY("bool ValueFromPipeline {get;}", get_2),
	PROPERTY("bool ValueFromPipelineByPropertyName {get;}", get_3),
	PROPERTY("bool ValueFromRemainingArguments {get;}", get_4),
	PROPERTY("string HelpMessage {get;}", get_5),
	PROPERTY("string HelpMessageBaseName {get;}", get_6),
	PROPERTY("string HelpMessageResourceId {get;}", get_7),
	MEMBER_END,
};
RECORD(type_set_metadata, "ParameterSetMetadata", set_metadata_members);

static const struct member info_members[] = {
	PROPERTY("string Name {get;}", get_0),
	PROPERTY("type ParameterType {get;}", get_1),
	PROPERTY("bool IsMandatory {get;}", get_2),
	PROPERTY("bool IsDynamic {get;}", get_3),
	PROPERTY("int Position {get;}", get_4),
	PROPERTY("bool ValueFromPipeline {get;}", get_5),
	PROPERTY("bool ValueFromPipelineByPropertyName {get;}", get_6),
	PROPERTY("bool ValueFromRemainingArguments {get;}", get_7),
	PROPERTY("string HelpMessage {get;}", get_8),
	PROPERTY("System.Collections.ObjectModel.ReadOnlyCollection[string] Aliases {get;}", get_9),
	PROPERTY("System.Collections.ObjectModel.ReadOnlyCollection[System.Attribute] Attributes "
		 "{get;}",
		 get_10),
	MEMBER_END,
};
RECORD(type_parameter_info, "CommandParameterInfo", info_members);

static const struct member set_info_members[] = {
	PROPERTY("string Name {get;}", get_0),
	PROPERTY("bool IsDefault {get;}", get_1),
	PROPERTY("System.Collections.ObjectModel.ReadOnlyCollection[" SMA
		 "CommandParameterInfo] Parameters {get;}",
		 get_2),
	MEMBER_END,
};

/* Its text is the syntax of the set. */
static enum status set_info_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	Value syntax = ((struct record *)self.cell)->fields[3];
	strbuf_add(out, string_data(syntax), string_length(syntax));
	return OK;
}

static struct type type_set_info = {
	.name = SMA "CommandParameterSetInfo",
	.tag = VALUE_OBJECT,
	.members = set_info_members,
	.mark = record_mark,
	.to_string = set_info_to_string,
};

const struct type *const metadata_types[] = {&type_parameter_record, &type_set_metadata,
					     &type_parameter_info, &type_set_info, NULL};

/* ---- parameters ---- */

static Value aliases_of(const struct parameter_metadata *p)
{
	Value aliases = list_new_typed(&type_ps_collection);
	for (size_t i = 0; i < p->alias_count; i++)
		list_add(value_as_list(aliases), string_from(p->aliases[i]));
	return aliases;
}

static Value position_value(int position)
{
	return value_int(position < 0 ? INT32_MIN : position);
}

static Value set_metadata(const struct parameter_metadata *p, uint32_t bits, const char *help)
{
	unsigned flags = parameter_flags_in(p, bits);
	const Value fields[] = {
		value_bool(flags & PARAM_MANDATORY),
		position_value(parameter_position_in(p, bits)),
		value_bool(flags & PARAM_PIPELINE),
		value_bool(flags & PARAM_PIPELINE_BY_NAME),
		value_bool(flags & PARAM_REMAINING),
		string_from(help ? help : ""),
		string_empty(),
		string_empty(),
	};
	return record_new(&type_set_metadata, fields, countof(fields));
}

/* The sets that name the parameter, the last one first; or the one that stands for all. */
static Value sets_of(const struct command_metadata *m, const struct parameter_metadata *p)
{
	Value table = hashtable_new_dictionary();
	struct hashtable *h = value_as_hashtable(table);
	for (size_t i = p->role_count; i-- > 0;) {
		const struct parameter_role *role = &p->roles[i];
		if (role->sets == ALL_SETS || !m->set_count)
			hashtable_set_text(h, "__AllParameterSets",
					   set_metadata(p, role->sets, role->help_message));
		for (size_t k = 0; role->sets != ALL_SETS && k < m->set_count; k++)
			if (role->sets & (UINT32_C(1) << k))
				hashtable_set_text(
					h, m->set_names[k],
					set_metadata(p, UINT32_C(1) << k, role->help_message));
	}
	return table;
}

static Value parameter_object(const struct command_metadata *m, const struct parameter_metadata *p)
{
	const Value fields[] = {
		string_from(p->name),      type_value(p->type), sets_of(m, p),
		value_bool(p->is_dynamic), aliases_of(p),       attribute_list(m, p),
		value_bool(p->is_switch),
	};
	return record_new(&type_parameter_record, fields, countof(fields));
}

Value metadata_parameters(const struct command_metadata *m)
{
	if (!m)
		return NULL_VALUE;
	Value table = hashtable_new_dictionary();
	for (size_t i = 0; i < m->count; i++)
		hashtable_set_text(value_as_hashtable(table), m->parameters[i].name,
				   parameter_object(m, &m->parameters[i]));
	return table;
}

/* ---- parameter sets ---- */

static const char *help_in(const struct parameter_metadata *p, uint32_t bit)
{
	for (size_t i = 0; i < p->role_count; i++)
		if ((p->roles[i].sets & bit) && p->roles[i].help_message)
			return p->roles[i].help_message;
	return "";
}

static Value parameter_in_set(const struct command_metadata *m, const struct parameter_metadata *p,
			      uint32_t bit)
{
	unsigned flags = parameter_flags_in(p, bit);
	const Value fields[] = {
		string_from(p->name),
		type_value(p->type),
		value_bool(flags & PARAM_MANDATORY),
		value_bool(p->is_dynamic),
		position_value(parameter_position_in(p, bit)),
		value_bool(flags & PARAM_PIPELINE),
		value_bool(flags & PARAM_PIPELINE_BY_NAME),
		value_bool(flags & PARAM_REMAINING),
		string_from(help_in(p, bit)),
		aliases_of(p),
		attribute_list(m, p),
	};
	return record_new(&type_parameter_info, fields, countof(fields));
}

static void append_set(const struct command_metadata *m, uint32_t bit, struct strbuf *out);

static Value set_syntax(const struct command_metadata *m, uint32_t bit)
{
	struct strbuf text = STRBUF_INIT;
	append_set(m, bit, &text);
	if (m->is_advanced)
		strbuf_adds(&text, " [<CommonParameters>]");
	Value syntax = string_from(text.length ? text.data + 1 : ""); /* without the first blank */
	strbuf_clear(&text);
	return syntax;
}

Value metadata_parameter_sets(const struct command_metadata *m)
{
	if (!m)
		return NULL_VALUE;
	size_t count = m->set_count ? m->set_count : 1;
	Value sets = list_new_typed(&type_ps_collection);
	for (size_t i = 0; i < count; i++) {
		uint32_t bit = m->set_count ? UINT32_C(1) << i : ALL_SETS;
		Value list = list_new_typed(&type_ps_collection);
		for (size_t j = 0; j < m->count; j++)
			if (m->parameters[j].sets & bit)
				list_add(value_as_list(list),
					 parameter_in_set(m, &m->parameters[j], bit));
		const Value fields[] = {
			string_from(m->set_count ? m->set_names[i] : "__AllParameterSets"),
			value_bool((int)i == m->default_set),
			list,
			set_syntax(m, bit),
		};
		list_add(value_as_list(sets), record_new(&type_set_info, fields, countof(fields)));
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

#include "engine/command.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "engine/command_table.h"
#include "engine/metadata.h"
#include "engine/module.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/script_block.h"
#include "object/string.h"

#include <string.h>

static void command_mark(void *cell)
{
	struct command *c = cell;
	gc_mark(c->script_block);
	gc_mark(c->description);
}

struct command *command_new(enum command_kind kind, const char *name)
{
	static const struct {
		enum command_kind kind;
		struct type *type;
	} types[] = {
		{COMMAND_ALIAS, &type_alias_info},
		{COMMAND_FUNCTION, &type_function_info},
		{COMMAND_FILTER, &type_filter_info},
		{COMMAND_CMDLET, &type_cmdlet_info},
		{COMMAND_APPLICATION, &type_application_info},
		{COMMAND_EXTERNAL_SCRIPT, &type_external_script_info},
	};
	const struct type *type = &type_function_info;
	for (size_t i = 0; i < countof(types); i++)
		if (types[i].kind == kind)
			type = types[i].type;
	struct command *c = gc_alloc(type, VALUE_OBJECT, sizeof(*c));
	c->kind = kind;
	c->name = string_data(string_intern(name, strlen(name)));
	return c;
}

struct command *value_as_command(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && type_is_a(v.cell->type, &type_command_info)
		       ? (struct command *)v.cell
		       : NULL;
}

const char *cmdlet_full_name(const struct cmdlet *cmdlet)
{
	char name[128];
	size_t verb = strlen(cmdlet->verb), noun = strlen(cmdlet->noun);
	memcpy(name, cmdlet->verb, verb);
	name[verb] = '-';
	memcpy(name + verb + 1, cmdlet->noun, noun);
	return string_data(string_intern(name, verb + 1 + noun));
}

void command_append_class_name(const struct command *c, struct strbuf *out)
{
	if (!c->cmdlet)
		strbuf_adds(out, c->name);
	else if (c->cmdlet->class_name)
		strbuf_adds(out, c->cmdlet->class_name);
	else
		strbuf_addf(out, "Microsoft.PowerShell.Commands.%s%sCommand", c->cmdlet->verb,
			    c->cmdlet->noun);
}

/* Made once for a name: every session has the same cmdlets. */
static struct command_metadata *cmdlet_metadata(const struct command *c)
{
	static struct hashmap made;
	if (!made.capacity)
		hashmap_init(&made, HASHMAP_EXACT);
	struct command_metadata *m = hashmap_get(&made, c->name);
	if (m && m->cmdlet == c->cmdlet)
		return m;
	m = metadata_from_cmdlet(c->cmdlet);
	m->command_name = c->name;
	hashmap_put(&made, c->name, m);
	return m;
}

struct command_metadata *command_metadata(struct session *s, struct command *c)
{
	if (c->kind == COMMAND_ALIAS) {
		struct command *target = command_find(s, c->name);
		return target && target->kind != COMMAND_ALIAS ? command_metadata(s, target) : NULL;
	}
	if (c->metadata)
		return c->metadata;
	if (c->cmdlet) {
		c->metadata = cmdlet_metadata(c);
	} else if (c->script_block.tag == VALUE_SCRIPT_BLOCK) {
		c->metadata = script_block_metadata(s, c->script_block);
	}
	return c->metadata;
}

/* ---- members ---- */

static struct command *self_command(Value self)
{
	return (struct command *)self.cell;
}

static Value text_or_empty(const char *text)
{
	return text ? string_from(text) : string_empty();
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = string_from(self_command(self)->name);
	return OK;
}

static enum status get_command_type(Value self, Value *result_r)
{
	*result_r = value_enum(type_command_types.enum_number, self_command(self)->kind);
	return OK;
}

static enum status get_definition(Value self, Value *result_r)
{
	struct command *c = self_command(self);
	if (c->script_block.tag == VALUE_SCRIPT_BLOCK) {
		struct script_block *b = value_as_script_block(c->script_block);
		*result_r = string_new(b->text, b->text_length);
	} else if (c->cmdlet) {
		struct strbuf text = STRBUF_INIT;
		command_append_syntax(session_current(), c, &text);
		*result_r = string_from_strbuf(&text);
	} else {
		*result_r = text_or_empty(c->definition);
	}
	return OK;
}

static enum status get_source(Value self, Value *result_r)
{
	struct command *c = self_command(self);
	*result_r = c->kind == COMMAND_APPLICATION || c->kind == COMMAND_EXTERNAL_SCRIPT
			    ? text_or_empty(c->definition)
			    : text_or_empty(c->module);
	return OK;
}

static enum status get_module_name(Value self, Value *result_r)
{
	*result_r = text_or_empty(self_command(self)->module);
	return OK;
}

static enum status get_version(Value self, Value *result_r)
{
	struct command *c = self_command(self);
	*result_r = module_version(session_current(), c->module);
	return OK;
}

static enum status get_verb(Value self, Value *result_r)
{
	struct command *c = self_command(self);
	const char *dash = strchr(c->name, '-');
	*result_r = dash ? string_new(c->name, (size_t)(dash - c->name)) : string_empty();
	return OK;
}

static enum status get_noun(Value self, Value *result_r)
{
	const char *dash = strchr(self_command(self)->name, '-');
	*result_r = text_or_empty(dash ? dash + 1 : NULL);
	return OK;
}

static enum status get_script_block(Value self, Value *result_r)
{
	*result_r = self_command(self)->script_block;
	return OK;
}

static enum status get_path(Value self, Value *result_r)
{
	*result_r = text_or_empty(self_command(self)->definition);
	return OK;
}

static enum status get_extension(Value self, Value *result_r)
{
	const char *path = self_command(self)->definition;
	const char *dot = path ? strrchr(path, '.') : NULL;
	*result_r = text_or_empty(dot && !strchr(dot, '/') ? dot : NULL);
	return OK;
}

static enum status get_display_name(Value self, Value *result_r)
{
	struct command *c = self_command(self);
	if (c->kind == COMMAND_ALIAS)
		*result_r = string_printf("%s -> %s", c->name, c->definition);
	else
		*result_r = string_from(c->name);
	return OK;
}

static enum status get_resolved(Value self, Value *result_r)
{
	struct command *target = command_find(session_current(), self_command(self)->definition);
	*result_r = target ? command_value(target) : NULL_VALUE;
	return OK;
}

static enum status get_resolved_name(Value self, Value *result_r)
{
	struct command *target = command_find(session_current(), self_command(self)->definition);
	*result_r = target ? string_from(target->name) : NULL_VALUE;
	return OK;
}

static enum status get_description(Value self, Value *result_r)
{
	Value d = self_command(self)->description;
	*result_r = value_is_null(d) ? string_empty() : d;
	return OK;
}

static enum status get_implementing_type(Value self, Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	command_append_class_name(self_command(self), &text);
	*result_r = string_from_strbuf(&text);
	return OK;
}

static enum status get_parameters(Value self, Value *result_r)
{
	*result_r = metadata_parameters(command_metadata(session_current(), self_command(self)));
	return OK;
}

static enum status get_parameter_sets(Value self, Value *result_r)
{
	*result_r =
		metadata_parameter_sets(command_metadata(session_current(), self_command(self)));
	return OK;
}

static Value output_type(Value type)
{
	Value v = psobject_new_typed("System.Management.Automation.PSTypeName");
	bool known = type.tag == VALUE_TYPE;
	psobject_set(v, "Name", known ? string_from(value_as_type(type)->name) : type);
	psobject_set(v, "Type", known ? type : NULL_VALUE);
	return v;
}

static enum status get_output_type(Value self, Value *result_r)
{
	struct command *c = self_command(self);
	Value list = list_new();
	for (const char *p = c->cmdlet && c->cmdlet->output ? c->cmdlet->output : ""; *p;) {
		size_t n = strcspn(p, ",");
		list_add(value_as_list(list), output_type(string_new(p, n)));
		p += n + (p[n] == ',');
	}
	struct command_metadata *m = c->cmdlet ? NULL : command_metadata(session_current(), c);
	for (size_t i = 0;
	     m && m->output_types.tag == VALUE_LIST && i < value_count(m->output_types); i++)
		list_add(value_as_list(list), output_type(value_item(m->output_types, i)));
	*result_r = list_to_array(value_as_list(list));
	return OK;
}

static enum status get_module(Value self, Value *result_r)
{
	*result_r = module_info(session_current(), self_command(self)->module);
	return OK;
}

static enum status command_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, self_command(self)->name);
	return OK;
}

static enum status get_visibility(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("Public");
	return OK;
}

static enum status get_remoting(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("PowerShell");
	return OK;
}

/* By name, alias or unique beginning. */
static enum status resolve_parameter(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	struct command_metadata *m = command_metadata(session_current(), self_command(self));
	bool ambiguous;
	const char *name = string_data(value_to_string(argv[0]));
	const struct parameter_metadata *p = m ? metadata_find(m, name, &ambiguous) : NULL;
	if (!p)
		return throw_error_type(
			"System.Management.Automation.ParameterBindingException",
			"NamedParameterNotFound", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			"A parameter cannot be found that matches parameter name '%s'.", name);
	hashtable_get_text(value_as_hashtable(metadata_parameters(m)), p->name, result_r);
	return OK;
}

static enum status get_default_set(Value self, Value *result_r)
{
	struct command_metadata *m = command_metadata(session_current(), self_command(self));
	*result_r = NULL_VALUE;
	if (m && m->default_set >= 0)
		*result_r = string_from(m->set_names[m->default_set]);
	return OK;
}

static enum status get_cmdlet_binding(Value self, Value *result_r)
{
	struct command_metadata *m = command_metadata(session_current(), self_command(self));
	*result_r = value_bool(m && m->is_advanced);
	return OK;
}

static const struct member command_members[] = {
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("System.Management.Automation.CommandTypes CommandType {get;}", get_command_type),
	PROPERTY("string Source {get;}", get_source),
	PROPERTY("version Version {get;}", get_version),
	PROPERTY("string ModuleName {get;}", get_module_name),
	PROPERTY("psmoduleinfo Module {get;}", get_module),
	PROPERTY("string Definition {get;}", get_definition),
	PROPERTY("System.Management.Automation.SessionStateEntryVisibility Visibility {get;}",
		 get_visibility),
	PROPERTY("System.Management.Automation.RemotingCapability RemotingCapability {get;}",
		 get_remoting),
	METHOD("System.Management.Automation.ParameterMetadata ResolveParameter(string name)",
	       resolve_parameter),
	PROPERTY("System.Collections.Generic.Dictionary[string,System.Management.Automation."
		 "ParameterMetadata] Parameters {get;}",
		 get_parameters),
	PROPERTY("System.Collections.ObjectModel.ReadOnlyCollection[System.Management.Automation."
		 "CommandParameterSetInfo] ParameterSets {get;}",
		 get_parameter_sets),
	PROPERTY("System.Collections.ObjectModel.ReadOnlyCollection[System.Management.Automation."
		 "PSTypeName] OutputType {get;}",
		 get_output_type),
	MEMBER_END,
};
static enum status get_options(Value self, Value *result_r)
{
	*result_r =
		value_enum(type_scoped_item_options.enum_number, value_as_command(self)->options);
	return OK;
}

static const struct member alias_members[] = {
	PROPERTY("System.Management.Automation.CommandInfo ReferencedCommand {get;}", get_resolved),
	PROPERTY("System.Management.Automation.CommandInfo ResolvedCommand {get;}", get_resolved),
	PROPERTY("string Description {get;}", get_description),
	PROPERTY("System.Management.Automation.ScopedItemOptions Options {get;}", get_options),
	SCRIPT_PROPERTY("System.Object ResolvedCommandName {get;}", get_resolved_name),
	SCRIPT_PROPERTY("System.Object DisplayName {get;}", get_display_name),
	MEMBER_END,
};
static const struct member function_members[] = {
	PROPERTY("bool CmdletBinding {get;}", get_cmdlet_binding),
	PROPERTY("string DefaultParameterSet {get;}", get_default_set),
	PROPERTY("scriptblock ScriptBlock {get;}", get_script_block),
	PROPERTY("string Description {get;}", get_description),
	PROPERTY("System.Management.Automation.ScopedItemOptions Options {get;}", get_options),
	PROPERTY("string Verb {get;}", get_verb),
	PROPERTY("string Noun {get;}", get_noun),
	MEMBER_END,
};
static const struct member cmdlet_members[] = {
	PROPERTY("string DefaultParameterSet {get;}", get_default_set),
	PROPERTY("string Verb {get;}", get_verb),
	PROPERTY("string Noun {get;}", get_noun),
	PROPERTY("type ImplementingType {get;}", get_implementing_type),
	MEMBER_END,
};
static const struct member application_members[] = {
	PROPERTY("string Path {get;}", get_path),
	PROPERTY("string Extension {get;}", get_extension),
	MEMBER_END,
};
static const struct member script_members[] = {
	PROPERTY("string Path {get;}", get_path),
	PROPERTY("scriptblock ScriptBlock {get;}", get_script_block),
	MEMBER_END,
};

struct type type_command_info = {
	.name = "System.Management.Automation.CommandInfo",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = command_members,
	.mark = command_mark,
	.to_string = command_to_string,
};

#define COMMAND_TYPE(symbol, text, parent, rows)              \
	struct type symbol = {                                \
		.name = "System.Management.Automation." text, \
		.base = &parent,                              \
		.tag = VALUE_OBJECT,                          \
		.members = rows,                              \
	}
COMMAND_TYPE(type_alias_info, "AliasInfo", type_command_info, alias_members);
COMMAND_TYPE(type_function_info, "FunctionInfo", type_command_info, function_members);
COMMAND_TYPE(type_filter_info, "FilterInfo", type_function_info, NULL);
COMMAND_TYPE(type_cmdlet_info, "CmdletInfo", type_command_info, cmdlet_members);
COMMAND_TYPE(type_application_info, "ApplicationInfo", type_command_info, application_members);
COMMAND_TYPE(type_external_script_info, "ExternalScriptInfo", type_command_info, script_members);

const struct type *const command_types[] = {
	&type_command_info, &type_alias_info,       &type_function_info,        &type_filter_info,
	&type_cmdlet_info,  &type_application_info, &type_external_script_info, NULL,
};

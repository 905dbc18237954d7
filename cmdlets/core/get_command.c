/* Get-Command: cmdlets, functions, aliases, scripts and programs. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "engine/command_table.h"
#include "engine/metadata.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct get_command {
	Value name, verb, noun, module, arguments, parameter_name, parameter_type;
	const char *command_type;
	Value type_value;
	bool syntax, all, list_imported, show_info;
	int32_t total_count;
	struct list *found;
	int32_t written;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_command, name, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME |
			      PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .set = "AllCommandSet", .help = "Names or wildcards."),
	PARAM_STRINGS(struct get_command, verb, "Verb", PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS,
		      .set = "CmdletSet", .help = "Commands with these verbs."),
	PARAM_STRINGS(struct get_command, noun, "Noun", PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS,
		      .set = "CmdletSet", .help = "Commands with these nouns."),
	PARAM_STRINGS(struct get_command, module, "Module", PARAM_PIPELINE_BY_NAME,
		      .aliases = "PSSnapin", .help = "Commands of these modules."),
	PARAM_OBJECT(struct get_command, type_value, "CommandType", PARAM_PIPELINE_BY_NAME,
		     .set = "AllCommandSet", .aliases = "Type", .type_name = "CommandTypes",
		     .help = "Alias, Function, Cmdlet, Application ..."),
	PARAM_INT(struct get_command, total_count, "TotalCount", PARAM_PIPELINE_BY_NAME,
		  .help = "At most so many."),
	PARAM_SWITCH(struct get_command, syntax, "Syntax", PARAM_PIPELINE_BY_NAME,
		     .help = "Their syntax only."),
	PARAM_SWITCH(struct get_command, show_info, "ShowCommandInfo", 0, .help = "Accepted."),
	PARAM_VALUE(struct get_command, arguments, "ArgumentList", &type_object_array,
		    PARAM_POSITION(1) | PARAM_REMAINING, .aliases = "Args",
		    .help = "Arguments that decide on dynamic parameters."),
	PARAM_SWITCH(struct get_command, all, "All", PARAM_PIPELINE_BY_NAME,
		     .help = "Those that others hide, too."),
	PARAM_SWITCH(struct get_command, list_imported, "ListImported", PARAM_PIPELINE_BY_NAME,
		     .help = "Only what is loaded."),
	PARAM_STRINGS(struct get_command, parameter_name, "ParameterName", PARAM_NOT_EMPTY,
		      .help = "Commands with these parameters."),
	PARAM_VALUE(struct get_command, parameter_type, "ParameterType", &type_object_array,
		    PARAM_NOT_EMPTY, .help = "Commands with parameters of these types."),
	PARAM_END,
};

static bool matches(Value patterns, const char *text)
{
	if (patterns.tag != VALUE_ARRAY)
		return true;
	for (size_t i = 0; i < value_count(patterns); i++)
		if (text && wildcard_match(string_data(value_to_string(value_item(patterns, i))),
					   text, true))
			return true;
	return false;
}

static bool has_parameter(struct cmdlet_call *c, struct command *command, Value patterns)
{
	if (patterns.tag != VALUE_ARRAY)
		return true;
	struct command_metadata *m = command_metadata(cmdlet_session(c), command);
	for (size_t i = 0; m && i < m->count; i++)
		if (matches(patterns, m->parameters[i].name))
			return true;
	return false;
}

static bool verb_and_noun_match(const struct get_command *self, const char *name)
{
	if (self->verb.tag != VALUE_ARRAY && self->noun.tag != VALUE_ARRAY)
		return true;
	const char *dash = strchr(name, '-');
	if (!dash)
		return false;
	Value verb = string_new(name, (size_t)(dash - name));
	return matches(self->verb, string_data(verb)) && matches(self->noun, dash + 1);
}

struct collecting {
	struct cmdlet_call *c;
	struct get_command *self;
	struct list *found;
};

static bool collect(struct command *command, void *context)
{
	struct collecting *x = context;
	if (verb_and_noun_match(x->self, command->name) &&
	    matches(x->self->module, command->module) &&
	    has_parameter(x->c, command, x->self->parameter_name))
		list_add(x->found, command_value(command));
	return true;
}

static int by_name(const void *a, const void *b)
{
	const struct command *x = (const struct command *)((const Value *)a)->cell;
	const struct command *y = (const struct command *)((const Value *)b)->cell;
	static const int rank[] = {
		[1] = 0, [2] = 1, [4] = 2, [8] = 3, [16] = 4, [32] = 5, [64] = 6};
	if (rank[x->kind] != rank[y->kind])
		return rank[x->kind] - rank[y->kind];
	return strcasecmp(x->name, y->name);
}

static enum status write_command(struct cmdlet_call *c, struct command *command)
{
	struct get_command *self = cmdlet_state(c);
	if (cmdlet_is_bound(c, "TotalCount") && self->written >= self->total_count)
		return OK;
	self->written++;
	if (!self->syntax)
		return cmdlet_write(c, command_value(command));
	struct strbuf text = STRBUF_INIT;
	command_append_syntax(cmdlet_session(c), command, &text);
	return cmdlet_write(c, string_from_strbuf(&text));
}

static enum status list_all(struct cmdlet_call *c, const char *pattern, unsigned kinds,
			    size_t *count_r)
{
	struct get_command *self = cmdlet_state(c);
	Value list = list_new();
	struct collecting x = {c, self, value_as_list(list)};
	command_each(cmdlet_session(c), pattern, kinds, collect, &x);
	if (x.found->count > 1)
		qsort(x.found->items, x.found->count, sizeof(Value), by_name);
	*count_r = x.found->count;
	for (size_t i = 0; i < x.found->count; i++) {
		enum status status = write_command(c, (struct command *)x.found->items[i].cell);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status wanted_kinds(struct get_command *self, unsigned *kinds_r)
{
	Value types = type_find("System.Management.Automation.CommandTypes") ? self->type_value
									     : UNSET_VALUE,
	      converted;
	bool narrowed = self->verb.tag == VALUE_ARRAY || self->noun.tag == VALUE_ARRAY ||
			self->module.tag == VALUE_ARRAY;
	*kinds_r = (narrowed ? 0u : COMMAND_ALIAS) | COMMAND_FUNCTION | COMMAND_FILTER |
		   COMMAND_CMDLET;
	if (value_is_null(types))
		return OK;
	*kinds_r = 0;
	for (size_t i = 0; i < value_count(types); i++) {
		if (convert_to(value_item(types, i),
			       type_find("System.Management.Automation.CommandTypes"),
			       &converted) != OK)
			return ERROR;
		*kinds_r |= (unsigned)converted.integer;
	}
	return OK;
}

static enum status find_one(struct cmdlet_call *c, const char *name, unsigned kinds)
{
	struct get_command *self = cmdlet_state(c);
	if (value_is_null(self->type_value))
		kinds |= COMMAND_APPLICATION | COMMAND_EXTERNAL_SCRIPT;
	struct command *command = command_find_kind(cmdlet_session(c), name, kinds);
	if (command && matches(self->module, command->module))
		return write_command(c, command);
	if (command)
		return OK; /* there is one, but not of that module */
	return cmdlet_error_type(
		c, "System.Management.Automation.CommandNotFoundException",
		"CommandNotFoundException", CATEGORY_OBJECT_NOT_FOUND, string_from(name),
		"The term '%s' is not recognized as a name of a cmdlet, function, script file, or "
		"executable program.\nCheck the spelling of the name, or if a path was included, "
		"verify "
		"that the path is correct and try again.",
		name);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_command *self = cmdlet_state(c);
	unsigned kinds;
	size_t count;
	if (wanted_kinds(self, &kinds) != OK)
		return ERROR;
	if (self->name.tag != VALUE_ARRAY)
		return list_all(c, "*", kinds, &count);
	for (size_t i = 0; i < value_count(self->name); i++) {
		const char *name = string_data(value_to_string(value_item(self->name, i)));
		enum status status;
		if (wildcard_has_special(name))
			status = list_all(c, name,
					  value_is_null(self->type_value)
						  ? kinds | COMMAND_APPLICATION |
							    COMMAND_EXTERNAL_SCRIPT
						  : kinds,
					  &count);
		else
			status = find_one(c, name, kinds);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_command = {
	.verb = "Get",
	.noun = "Command",
	.parameters = parameters,
	.state_size = sizeof(struct get_command),
	.default_set = "CmdletSet",
	.process = process,
	.output = "System.Management.Automation.AliasInfo,System.Management.Automation."
		  "FunctionInfo,System."
		  "Management.Automation.CmdletInfo",
	.synopsis = "Lists commands.",
};

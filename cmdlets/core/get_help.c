/* Get-Help: what a command does and how it is called. */
#include "cmdlets/core/help_topic.h"

#include "engine/command_table.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct get_help {
	const char *name, *path;
	Value category, component, functionality, role, parameter;
	bool detailed, full, examples, online, show_window;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct get_help, name, "Name",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		     .help = "A command, a part of its name with wildcards, or a script file."),
	PARAM_STRING(struct get_help, path, "Path", 0,
		     .help = "Accepted: help stands with the commands."),
	PARAM_STRINGS(struct get_help, category, "Category", 0,
		      .help = "Cmdlet, Function, Alias or ExternalScript."),
	PARAM_SWITCH(struct get_help, full, "Full", 0, .set = "AllUsersView",
		     .help = "The whole page."),
	PARAM_SWITCH(struct get_help, detailed, "Detailed", PARAM_MANDATORY, .set = "DetailedView",
		     .help = "With the parameters' descriptions and examples."),
	PARAM_SWITCH(struct get_help, examples, "Examples", PARAM_MANDATORY, .set = "Examples",
		     .help = "The examples only."),
	PARAM_STRINGS(struct get_help, parameter, "Parameter", PARAM_MANDATORY, .set = "Parameters",
		      .help = "These parameters only; * is all of them."),
	PARAM_STRINGS(struct get_help, component, "Component", 0,
		      .help = "Commands of this component."),
	PARAM_STRINGS(struct get_help, functionality, "Functionality", 0,
		      .help = "Commands with this functionality."),
	PARAM_STRINGS(struct get_help, role, "Role", 0, .help = "Commands for this role."),
	PARAM_SWITCH(struct get_help, online, "Online", PARAM_MANDATORY, .set = "Online",
		     .help = "Shows where more stands on the web."),
	PARAM_SWITCH(struct get_help, show_window, "ShowWindow", PARAM_MANDATORY | PARAM_HIDDEN,
		     .set = "ShowWindow"),
	PARAM_END,
};

static const char overview[] =
	"exosh is a shell with PowerShell's language and the Exchange Online migration cmdlets.\n\n"
	"    Get-Command                      lists all commands; Get-Command *Migration* those "
	"for migrations\n"
	"    Get-Help <command>               tells what a command does\n"
	"    Get-Help <command> -Examples     shows how it is used\n"
	"    Get-Help <command> -Full         tells all there is to tell\n"
	"    <object> | Get-Member            lists what an object offers\n\n"
	"A migration: Test-MigrationServerAvailability, New-MigrationEndpoint, New-MigrationBatch "
	"-AutoStart,\n"
	"Get-MigrationBatch, Get-MigrationUser | Get-MigrationUserStatistics, "
	"Remove-MigrationBatch.\n";

static enum status write_parameters(struct cmdlet_call *c, const struct help_topic *t)
{
	struct get_help *self = cmdlet_state(c);
	bool found = false;
	for (size_t i = 0; i < value_count(self->parameter); i++) {
		const char *pattern = string_data(value_to_string(value_item(self->parameter, i)));
		for (size_t j = 0; t->metadata && j < t->metadata->count; j++) {
			const struct parameter_metadata *p = &t->metadata->parameters[j];
			if (p->is_common || !wildcard_match(pattern, p->name, true))
				continue;
			found = true;
			struct strbuf text = STRBUF_INIT;
			help_parameter_text_append(cmdlet_session(c), t, p, &text);
			Value v = help_parameter_object(t, p);
			psobject_set(v, "HelpText", string_from_strbuf(&text));
			enum status status = cmdlet_write(c, v);
			if (status != OK)
				return status;
		}
		if (!found)
			return cmdlet_error_type(
				c, "System.Management.Automation.PSArgumentException",
				"NoMatchingParameter", CATEGORY_INVALID_ARGUMENT,
				string_from(pattern), "No parameter matches criteria %s.", pattern);
	}
	return OK;
}

static enum status write_topic(struct cmdlet_call *c, struct command *command)
{
	struct get_help *self = cmdlet_state(c);
	struct help_topic topic;
	if (help_topic_read(cmdlet_session(c), command, &topic) != OK)
		return cmdlet_write_error(c, error_take());
	if (self->parameter.tag == VALUE_ARRAY)
		return write_parameters(c, &topic);
	enum help_view view = self->examples   ? HELP_VIEW_EXAMPLES
			      : self->full     ? HELP_VIEW_FULL
			      : self->detailed ? HELP_VIEW_DETAILED
					       : HELP_VIEW_DEFAULT;
	return cmdlet_write(c, help_object(cmdlet_session(c), &topic, view));
}

static bool collect(struct command *command, void *context)
{
	list_add(context, command_value(command));
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcasecmp(((struct command *)((const Value *)a)->cell)->name,
			  ((struct command *)((const Value *)b)->cell)->name);
}

/* Several matches: a list of names with what they do. */
static enum status write_matches(struct cmdlet_call *c, Value matches)
{
	qsort(value_as_list(matches)->items, value_count(matches), sizeof(Value), by_name);
	for (size_t i = 0; i < value_count(matches); i++) {
		struct command *command = value_as_command(value_item(matches, i));
		struct help_topic topic;
		if (help_topic_read(cmdlet_session(c), command, &topic) != OK)
			return ERROR;
		Value v = psobject_new_typed("HelpInfoShort");
		psobject_set(v, "Name", string_from(command->name));
		psobject_set(v, "Category",
			     string_from(command->cmdlet                  ? "Cmdlet"
					 : command->kind == COMMAND_ALIAS ? "Alias"
									  : "Function"));
		psobject_set(v, "Module", string_from(command->module ? command->module : ""));
		psobject_set(v, "Synopsis", topic.synopsis);
		enum status status = cmdlet_write(c, v);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status not_found(struct cmdlet_call *c, const char *name)
{
	const char *near = command_nearest(cmdlet_session(c), name);
	return cmdlet_error_type(c, "Microsoft.PowerShell.Commands.HelpNotFoundException",
				 "HelpNotFound", CATEGORY_RESOURCE_UNAVAILABLE, string_from(name),
				 "Get-Help could not find %s in a help file in this session.%s%s%s",
				 name, near ? " Did you mean " : "", near ? near : "",
				 near ? "?" : "");
}

static enum status process(struct cmdlet_call *c)
{
	struct get_help *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	if (!self->name || !strcasecmp(self->name, "default"))
		return cmdlet_write(c, string_from(overview));
	struct command *command =
		wildcard_has_special(self->name) ? NULL : command_find(s, self->name);
	if (command && command->kind != COMMAND_APPLICATION)
		return write_topic(c, command);
	const unsigned kinds = COMMAND_CMDLET | COMMAND_FUNCTION | COMMAND_FILTER;
	Value matches = list_new();
	command_each(s, self->name, kinds, collect, value_as_list(matches));
	if (!value_count(matches) && !wildcard_has_special(self->name)) {
		Value pattern = string_printf("*%s*", self->name); /* a word within names */
		command_each(s, string_data(pattern), kinds, collect, value_as_list(matches));
	}
	if (value_count(matches) == 1)
		return write_topic(c, value_as_command(value_item(matches, 0)));
	return value_count(matches) ? write_matches(c, matches) : not_found(c, self->name);
}

static const struct cmdlet_example examples[] = {
	{"How a cmdlet is used.", "Get-Help New-MigrationBatch -Examples", NULL},
	{0},
};

const struct cmdlet cmdlet_get_help = {
	.verb = "Get",
	.noun = "Help",
	.parameters = parameters,
	.state_size = sizeof(struct get_help),
	.default_set = "AllUsersView",
	.process = process,
	.synopsis = "Tells what a command does and how it is called.",
	.examples = examples,
};

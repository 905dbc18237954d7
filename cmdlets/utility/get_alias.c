/* Get-Alias: the aliases of the session. */
#include "cmdlets/utility/alias_options.h"

#include "engine/command_table.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <strings.h>

struct get_alias {
	Value name, exclude, definition;
	const char *scope;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_alias, name, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS,
		      .set = "Default", .help = "Names of aliases."),
	PARAM_STRINGS(struct get_alias, exclude, "Exclude", 0, .help = "Not these."),
	PARAM_STRING(struct get_alias, scope, "Scope", 0, .help = "Of this scope."),
	PARAM_STRINGS(struct get_alias, definition, "Definition", PARAM_WILDCARDS,
		      .set = "Definition", .help = "Aliases of these commands."),
	PARAM_END,
};

static bool matches(Value patterns, const char *text)
{
	for (size_t i = 0; i < value_count(patterns); i++)
		if (wildcard_match(string_data(value_to_string(value_item(patterns, i))), text,
				   true))
			return true;
	return false;
}

static bool add(struct command *command, void *context)
{
	list_add(context, command_value(command));
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcasecmp(((struct command *)((const Value *)a)->cell)->name,
			  ((struct command *)((const Value *)b)->cell)->name);
}

/* All aliases whose name or definition matches, by name. */
static enum status write_matching(struct cmdlet_call *c, const char *pattern, bool definition,
				  bool *found_r)
{
	struct get_alias *self = cmdlet_state(c);
	Value list = list_new();
	command_each(cmdlet_session(c), definition ? "*" : pattern, COMMAND_ALIAS, add,
		     value_as_list(list));
	qsort(value_as_list(list)->items, value_count(list), sizeof(Value), by_name);
	*found_r = false;
	for (size_t i = 0; i < value_count(list); i++) {
		struct command *alias = value_as_command(value_item(list, i));
		if (definition && !wildcard_match(pattern, alias->definition, true))
			continue;
		if (self->exclude.tag == VALUE_ARRAY && matches(self->exclude, alias->name))
			continue;
		*found_r = true;
		enum status status = cmdlet_write(c, command_value(alias));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status write_one(struct cmdlet_call *c, const char *pattern, bool definition)
{
	bool found;
	bool name_is_pattern = wildcard_has_special(pattern);
	enum status status = write_matching(c, pattern, definition, &found);
	if (status != OK || found || name_is_pattern)
		return status;
	if (definition)
		return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
					 "ItemNotFoundException", CATEGORY_OBJECT_NOT_FOUND,
					 string_from(pattern),
					 "This command cannot find a matching alias because an "
					 "alias with the definition "
					 "'%s' does not exist.",
					 pattern);
	return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
				 "ItemNotFoundException", CATEGORY_OBJECT_NOT_FOUND,
				 string_from(pattern),
				 "This command cannot find a matching alias because an alias with "
				 "the name '%s' does not "
				 "exist.",
				 pattern);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_alias *self = cmdlet_state(c);
	bool definition = self->definition.tag == VALUE_ARRAY;
	Value patterns = definition ? self->definition : self->name;
	if (patterns.tag != VALUE_ARRAY)
		return write_one(c, "*", false);
	for (size_t i = 0; i < value_count(patterns); i++) {
		enum status status = write_one(
			c, string_data(value_to_string(value_item(patterns, i))), definition);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_alias = {
	.verb = "Get",
	.noun = "Alias",
	.parameters = parameters,
	.state_size = sizeof(struct get_alias),
	.default_set = "Default",
	.process = process,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Lists aliases.",
};

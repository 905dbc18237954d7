/* Remove-Alias */
#include "cmdlet.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct remove_alias {
	Value names;
	const char *scope;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct remove_alias, names, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		      .help = "The aliases."),
	SCOPE_PARAMETER(struct remove_alias, scope),
	PARAM_SWITCH(struct remove_alias, force, "Force", 0, .help = "Read-only ones, too."),
	PARAM_END,
};

static enum status remove_one(struct cmdlet_call *c, const char *name)
{
	const struct remove_alias *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	const struct command *alias = command_find_kind(s, name, COMMAND_ALIAS);
	if (!alias)
		return cmdlet_error_type(
			c, "System.Management.Automation.ItemNotFoundException",
			"ItemNotFoundException", CATEGORY_OBJECT_NOT_FOUND, string_from(name),
			"This command cannot find a matching alias because an alias "
			"with the name '%s' does not exist.",
			name);
	if ((alias->options & VARIABLE_CONSTANT) ||
	    ((alias->options & VARIABLE_READ_ONLY) && !self->force))
		return cmdlet_error_type(
			c, "System.Management.Automation.SessionStateUnauthorizedAccessException",
			"AliasNotRemovable", CATEGORY_WRITE_ERROR, string_from(name),
			"Alias was not removed because alias %s is constant or read-only.", name);
	alias_remove(s, name);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct remove_alias *self = cmdlet_state(c);
	struct scope *scope;
	enum status status = scope_argument(c, self->scope, &scope);
	for (size_t i = 0; status == OK && i < value_count(self->names); i++)
		status = remove_one(c, string_data(value_to_string(value_item(self->names, i))));
	return status;
}

const struct cmdlet cmdlet_remove_alias = {
	.verb = "Remove",
	.noun = "Alias",
	.parameters = parameters,
	.state_size = sizeof(struct remove_alias),
	.process = process,
	.synopsis = "Remove an alias from the current session.",
	.description = "Takes aliases away; the commands stay.",
	.examples =
		(const struct cmdlet_example[]){
			{"One", "Set-Alias show Write-Output; Remove-Alias show", ""},
			{NULL, NULL, NULL},
		},
};

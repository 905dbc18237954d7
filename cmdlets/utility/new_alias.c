/* New-Alias */
#include "cmdlets/utility/alias_definition.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/string.h"

static enum status already_there(struct cmdlet_call *c)
{
	const struct alias_definition *self = cmdlet_state(c);
	return cmdlet_error_type(
		c, "System.Management.Automation.SessionStateException", "AliasAlreadyExists",
		CATEGORY_RESOURCE_EXISTS, string_from(self->name),
		"The alias is not allowed, because an alias with the name '%s' already "
		"exists.",
		self->name);
}

static enum status process(struct cmdlet_call *c)
{
	struct alias_definition *self = cmdlet_state(c);
	struct scope *scope;
	enum status status = alias_definition_begin(c, "New Alias", &scope);
	if (status != OK || !scope)
		return status;
	if (!self->force && command_find_kind(cmdlet_session(c), self->name, COMMAND_ALIAS))
		return already_there(c);
	return alias_definition_apply(c, scope);
}

const struct cmdlet cmdlet_new_alias = {
	.verb = "New",
	.noun = "Alias",
	.parameters = alias_definition_parameters,
	.state_size = sizeof(struct alias_definition),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Creates a new alias.",
	.description = "Makes a further name for a command; one that is there already is an error.",
	.examples =
		(const struct cmdlet_example[]){
			{"Another name", "New-Alias show Write-Output; show 'hello'", "hello\n"},
			{NULL, NULL, NULL},
		},
};

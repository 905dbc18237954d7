/* Set-Alias */
#include "cmdlets/utility/alias_definition.h"

static enum status process(struct cmdlet_call *c)
{
	struct scope *scope;
	enum status status = alias_definition_begin(c, "Set Alias", &scope);
	return status != OK || !scope ? status : alias_definition_apply(c, scope);
}

const struct cmdlet cmdlet_set_alias = {
	.verb = "Set",
	.noun = "Alias",
	.parameters = alias_definition_parameters,
	.state_size = sizeof(struct alias_definition),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Creates or changes an alias for a cmdlet or other command in the current "
		    "PowerShell session.",
	.description = "Makes a further name for a command, or gives a name another meaning.",
	.examples =
		(const struct cmdlet_example[]){
			{"Another name", "Set-Alias show Write-Output; show 'hello'", "hello\n"},
			{NULL, NULL, NULL},
		},
};

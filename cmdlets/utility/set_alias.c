/* Set-Alias: another name for a command. */
#include "cmdlets/utility/alias_options.h"

static const struct parameter parameters[] = {
	ALIAS_SETTING_PARAMETERS,
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	return alias_setting_apply(c, false);
}

const struct cmdlet cmdlet_set_alias = {
	.verb = "Set",
	.noun = "Alias",
	.parameters = parameters,
	.state_size = sizeof(struct alias_setting),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Makes an alias, or changes it.",
};

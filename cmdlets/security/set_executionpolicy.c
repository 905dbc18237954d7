/* Set-ExecutionPolicy: there is nothing to set outside Windows, as PowerShell says. */
#include "cmdlet.h"

struct set_executionpolicy {
	const char *policy, *scope;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRING(
		struct set_executionpolicy, policy, "ExecutionPolicy",
		PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE,
		.values = "Unrestricted,RemoteSigned,AllSigned,Restricted,Bypass,Default,Undefined",
		.help = "The policy."),
	PARAM_STRING(struct set_executionpolicy, scope, "Scope",
		     PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .values = "MachinePolicy,UserPolicy,Process,CurrentUser,LocalMachine",
		     .help = "Whose policy."),
	PARAM_SWITCH(struct set_executionpolicy, force, "Force", 0, .help = "Does not ask."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	return cmdlet_throw_type(c, "System.PlatformNotSupportedException",
				 "System.PlatformNotSupportedException", CATEGORY_NOT_SPECIFIED,
				 NULL_VALUE, "Operation is not supported on this platform.");
}

const struct cmdlet cmdlet_set_executionpolicy = {
	.verb = "Set",
	.noun = "ExecutionPolicy",
	.parameters = parameters,
	.state_size = sizeof(struct set_executionpolicy),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Sets the PowerShell execution policies.",
	.description =
		"Outside Windows there are none: reports that the operation is not supported.",
	.examples =
		(const struct cmdlet_example[]){
			{"Of this process", "Set-ExecutionPolicy RemoteSigned -Scope Process",
			 NULL},
			{NULL, NULL, NULL},
		},
};

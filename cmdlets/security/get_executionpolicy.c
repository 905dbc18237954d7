/* Get-ExecutionPolicy: outside Windows there is none. */
#include "cmdlet.h"
#include "object/psobject.h"
#include "object/string.h"

struct get_executionpolicy {
	const char *scope;
	bool list;
};

#define SCOPES "MachinePolicy,UserPolicy,Process,CurrentUser,LocalMachine"

static const struct parameter parameters[] = {
	PARAM_STRING(struct get_executionpolicy, scope, "Scope",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .values = SCOPES,
		     .help = "Whose policy."),
	PARAM_SWITCH(struct get_executionpolicy, list, "List", 0, .help = "Of all scopes."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	static const char *const names[] = {"Scope", "ExecutionPolicy"};
	static const char *const scopes[] = {"MachinePolicy", "UserPolicy", "Process",
					     "CurrentUser", "LocalMachine"};
	struct get_executionpolicy *self = cmdlet_state(c);
	if (!self->list)
		return cmdlet_write(c, string_from("Unrestricted"));
	struct shape *shape = shape_make(names, countof(names));
	enum status status = OK;
	for (size_t i = 0; i < countof(scopes) && status == OK; i++) {
		Value values[] = {string_from(scopes[i]), string_from("Unrestricted")};
		status = cmdlet_write(c, psobject_from_shape(shape, values));
	}
	return status;
}

const struct cmdlet cmdlet_get_executionpolicy = {
	.verb = "Get",
	.noun = "ExecutionPolicy",
	.parameters = parameters,
	.state_size = sizeof(struct get_executionpolicy),
	.process = process,
	.output = "Microsoft.PowerShell.ExecutionPolicy",
	.synopsis = "Gets the execution policies for the current session.",
	.description = "Scripts are never held back outside Windows: always Unrestricted.",
	.examples =
		(const struct cmdlet_example[]){
			{"The policy", "Get-ExecutionPolicy", "Unrestricted\n"},
			{NULL, NULL, NULL},
		},
};

/* Get-Host: the program that shows the session. */
#include "cmdlet.h"
#include "engine/scope.h"
#include "engine/session.h"

struct get_host {
	bool unused;
};

static const struct parameter parameters[] = {
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	Value host = scope_get(cmdlet_session(c), "Host", SCOPE_GLOBAL);
	return host.tag == VALUE_UNSET ? OK : cmdlet_write(c, host);
}

const struct cmdlet cmdlet_get_host = {
	.verb = "Get",
	.noun = "Host",
	.parameters = parameters,
	.state_size = sizeof(struct get_host),
	.process = process,
	.output = "System.Management.Automation.Internal.Host.InternalHost",
	.synopsis = "Gets an object that represents the current host program.",
	.description = "Gives $Host: name, version and window of the program.",
	.examples =
		(const struct cmdlet_example[]){
			{"The host", "Get-Host", NULL},
			{NULL, NULL, NULL},
		},
};

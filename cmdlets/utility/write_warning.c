/* Write-Warning */
#include "cmdlet.h"

struct write_warning {
	const char *message;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct write_warning, message, "Message",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .aliases = "Msg", .help = "The text."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct write_warning *self = cmdlet_state(c);
	return cmdlet_warning(c, "%s", self->message ? self->message : "");
}

const struct cmdlet cmdlet_write_warning = {
	.verb = "Write",
	.noun = "Warning",
	.parameters = parameters,
	.state_size = sizeof(struct write_warning),
	.process = process,
	.synopsis = "Writes a warning message.",
	.description = "Shows the message as a warning, unless $WarningPreference says otherwise.",
	.examples =
		(const struct cmdlet_example[]){
			{"A message", "Write-Warning 'Disk is nearly full'", NULL},
			{NULL, NULL, NULL},
		},
};

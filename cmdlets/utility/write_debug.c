/* Write-Debug */
#include "cmdlet.h"

struct write_debug {
	const char *message;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct write_debug, message, "Message",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .aliases = "Msg", .help = "The text."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct write_debug *self = cmdlet_state(c);
	return cmdlet_debug(c, "%s", self->message ? self->message : "");
}

const struct cmdlet cmdlet_write_debug = {
	.verb = "Write",
	.noun = "Debug",
	.parameters = parameters,
	.state_size = sizeof(struct write_debug),
	.process = process,
	.synopsis = "Writes a debug message to the console.",
	.description = "Shows the message with -Debug or when $DebugPreference says so.",
	.examples =
		(const struct cmdlet_example[]){
			{"A message", "Write-Debug 'Disk is nearly full'", NULL},
			{NULL, NULL, NULL},
		},
};

/* Write-Verbose */
#include "cmdlet.h"

struct write_verbose {
	const char *message;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct write_verbose, message, "Message",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .aliases = "Msg", .help = "The text."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct write_verbose *self = cmdlet_state(c);
	return cmdlet_verbose(c, "%s", self->message ? self->message : "");
}

const struct cmdlet cmdlet_write_verbose = {
	.verb = "Write",
	.noun = "Verbose",
	.parameters = parameters,
	.state_size = sizeof(struct write_verbose),
	.process = process,
	.synopsis = "Writes text to the verbose message stream.",
	.description = "Shows the message with -Verbose or when $VerbosePreference says so.",
	.examples =
		(const struct cmdlet_example[]){
			{"A message", "Write-Verbose 'Disk is nearly full'", NULL},
			{NULL, NULL, NULL},
		},
};

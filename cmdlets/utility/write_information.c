/* Write-Information */
#include "cmdlet.h"

struct write_information {
	Value data, tags;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct write_information, data, "MessageData",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .aliases = "Msg,Message", .help = "The message: text or any object."),
	PARAM_STRINGS(struct write_information, tags, "Tags", PARAM_POSITION(1),
		      .help = "Words to sort messages by."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct write_information *self = cmdlet_state(c);
	return cmdlet_information(c, self->data,
				  value_is_null(self->tags) ? NULL_VALUE : self->tags);
}

const struct cmdlet cmdlet_write_information = {
	.verb = "Write",
	.noun = "Information",
	.parameters = parameters,
	.state_size = sizeof(struct write_information),
	.process = process,
	.synopsis = "Specifies how PowerShell handles information stream data for a command.",
	.description = "Sends a message to the information stream, which is shown when "
		       "$InformationPreference or -InformationAction says so.",
	.examples =
		(const struct cmdlet_example[]){
			{"Shown", "Write-Information 'done' -InformationAction Continue", "done\n"},
			{NULL, NULL, NULL},
		},
};

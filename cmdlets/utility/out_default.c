/* Out-Default: where pipelines end; formats objects together with what was output before. */
#include "cmdlet.h"
#include "engine/session.h"

struct out_default {
	Value input;
	bool transcript;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct out_default, transcript, "Transcript", 0,
		     .help = "Accepted; output goes to a running transcript in any case."),
	PARAM_OBJECT(struct out_default, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to show.", .type_name = "psobject"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct out_default *self = cmdlet_state(c);
	struct host *host = cmdlet_session(c)->host;
	return self->input.tag == VALUE_UNSET ? OK : host->write_object(host, self->input);
}

const struct cmdlet cmdlet_out_default = {
	.verb = "Out",
	.noun = "Default",
	.parameters = parameters,
	.state_size = sizeof(struct out_default),
	.process = process,
	.synopsis = "Sends output to the default formatter and output cmdlet.",
	.description = "Stands at the end of every pipeline that goes to the screen.",
	.examples =
		(const struct cmdlet_example[]){
			{"Shown, not assigned", "$x = 5 | Out-Default", "5\n"},
			{NULL, NULL, NULL},
		},
};

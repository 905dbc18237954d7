/* Out-Null: the end of the line. */
#include "cmdlet.h"

struct out_null {
	Value input;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct out_null, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to drop.", .type_name = "psobject"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	(void)c;
	return OK;
}

const struct cmdlet cmdlet_out_null = {
	.verb = "Out",
	.noun = "Null",
	.parameters = parameters,
	.state_size = sizeof(struct out_null),
	.process = process,
	.synopsis = "Drops the output instead of sending it down the pipeline or to the screen.",
	.description = "Takes objects and forgets them.",
	.examples =
		(const struct cmdlet_example[]){
			{"Nothing comes out", "1..3 | Out-Null", ""},
			{NULL, NULL, NULL},
		},
};

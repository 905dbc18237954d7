/* Write-Output: objects down the pipeline. */
#include "cmdlet.h"

struct write_output {
	Value input;
	bool no_enumerate;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct write_output, input, "InputObject", &type_object,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_REMAINING |
			    PARAM_ALLOW_NULL,
		    .help = "The objects to send on.", .type_name = "psobject"),
	PARAM_SWITCH(struct write_output, no_enumerate, "NoEnumerate", 0,
		     .help = "Sends a collection as one object."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct write_output *self = cmdlet_state(c);
	if (self->input.tag == VALUE_UNSET)
		return OK;
	return self->no_enumerate ? cmdlet_write(c, self->input)
				  : cmdlet_write_each(c, self->input);
}

const struct cmdlet cmdlet_write_output = {
	.verb = "Write",
	.noun = "Output",
	.parameters = parameters,
	.state_size = sizeof(struct write_output),
	.process = process,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Writes the specified objects to the pipeline.",
	.description =
		"Sends objects to the next command; at the end of a pipeline they are shown.",
	.examples =
		(const struct cmdlet_example[]){
			{"Two objects", "Write-Output 'a', 'b'", "a\nb\n"},
			{NULL, NULL, NULL},
		},
};

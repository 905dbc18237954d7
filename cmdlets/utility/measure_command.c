/* Measure-Command: how long a script block takes. */
#include "cmdlet.h"
#include "engine/output.h"
#include "object/datetime.h"
#include <time.h>

struct measure_command {
	Value expression, input;
	int64_t ticks;
};

static const struct parameter parameters[] = {
	PARAM_SCRIPT_BLOCK(struct measure_command, expression, "Expression",
			   PARAM_MANDATORY | PARAM_POSITION(0), .help = "What is run."),
	PARAM_OBJECT(struct measure_command, input, "InputObject", PARAM_PIPELINE,
		     .type_name = "psobject", .help = "Objects for $_ of the script block."),
	PARAM_END,
};

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * TICKS_PER_SECOND + t.tv_nsec / 100;
}

static enum status process(struct cmdlet_call *c)
{
	struct measure_command *self = cmdlet_state(c);
	int64_t start = now();
	enum status status = cmdlet_run_block(c, self->expression, self->input, &output_null);
	self->ticks += now() - start;
	return status;
}

static enum status end(struct cmdlet_call *c)
{
	struct measure_command *self = cmdlet_state(c);
	return cmdlet_write(c, value_timespan(self->ticks));
}

const struct cmdlet cmdlet_measure_command = {
	.verb = "Measure",
	.noun = "Command",
	.parameters = parameters,
	.state_size = sizeof(struct measure_command),
	.process = process,
	.end = end,
	.output = "System.TimeSpan",
	.synopsis = "Measures the time it takes to run script blocks and cmdlets.",
	.description = "Runs the script block, drops its output and gives the time that it took.",
	.examples =
		(const struct cmdlet_example[]){
			{"Seconds",
			 "(Measure-Command { Start-Sleep -Milliseconds 10 }).TotalSeconds -lt 5",
			 "True\n"},
			{NULL, NULL, NULL},
		},
};

/* Get-Random: random numbers, or objects drawn from a list. */
#include "cmdlet.h"
#include "cmdlets/utility/random_command.h"

static const struct parameter parameters[] = {
	RANDOM_PARAMETERS,
	PARAM_INT(struct get_random, seed, "SetSeed", PARAM_NOT_NULL,
		  .help = "Makes the same numbers come every time."),
	PARAM_END,
};

/* The seed counts for the whole session. */
static struct random_numbers session_numbers;

static enum status begin(struct cmdlet_call *c)
{
	struct get_random *self = cmdlet_state(c);
	if (cmdlet_is_bound(c, "SetSeed"))
		random_numbers_seed(&session_numbers, self->seed);
	return random_command_begin(c, &session_numbers);
}

const struct cmdlet cmdlet_get_random = {
	.verb = "Get",
	.noun = "Random",
	.parameters = parameters,
	.state_size = sizeof(struct get_random),
	.default_set = NUMBER_SET,
	.begin = begin,
	.process = random_command_process,
	.end = random_command_end,
	.output = "System.Int32,System.Int64,System.Double",
	.synopsis = "Gets a random number, or selects objects randomly from a collection.",
	.description = "Gives numbers between two limits, or some of the objects that come in.",
	.examples =
		(const struct cmdlet_example[]){
			{"A die", "(Get-Random -Minimum 1 -Maximum 7) -in 1..6", "True\n"},
			{NULL, NULL, NULL},
		},
};

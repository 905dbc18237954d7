/* Get-SecureRandom: as Get-Random, from the system only. */
#include "cmdlet.h"
#include "cmdlets/utility/random_command.h"

static const struct parameter parameters[] = {
	RANDOM_PARAMETERS,
	PARAM_END,
};

static struct random_numbers system_numbers; /* never seeded */

static enum status begin(struct cmdlet_call *c)
{
	return random_command_begin(c, &system_numbers);
}

const struct cmdlet cmdlet_get_securerandom = {
	.verb = "Get",
	.noun = "SecureRandom",
	.parameters = parameters,
	.state_size = sizeof(struct get_random),
	.default_set = NUMBER_SET,
	.begin = begin,
	.process = random_command_process,
	.end = random_command_end,
	.output = "System.Int32,System.Int64,System.Double",
	.synopsis = "Gets a random number, or selects objects randomly from a collection.",
	.description =
		"As Get-Random, from the system's generator only: nobody can guess the numbers.",
	.examples =
		(const struct cmdlet_example[]){
			{"A number", "(Get-SecureRandom -Maximum 10) -lt 10", "True\n"},
			{NULL, NULL, NULL},
		},
};

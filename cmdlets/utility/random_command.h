/* What Get-Random and Get-SecureRandom have in common. */
#ifndef EXOSH_CMDLETS_UTILITY_RANDOM_COMMAND_H
#define EXOSH_CMDLETS_UTILITY_RANDOM_COMMAND_H

#include "cmdlet.h"
#include "cmdlets/utility/random_numbers.h"

struct get_random {
	Value maximum, minimum, input;
	int32_t seed, count;
	bool shuffle;
	struct random_numbers *numbers;
	Value chosen; /* list */
	int64_t seen;
};

#define NUMBER_SET "RandomNumberParameterSet"
#define ITEM_SET "RandomListItemParameterSet"
#define SHUFFLE_SET "ShuffleParameterSet"

#define RANDOM_PARAMETERS                                                                          \
	PARAM_OBJECT(struct get_random, maximum, "Maximum", PARAM_POSITION(0), .set = NUMBER_SET,  \
		     .help = "The numbers are smaller than this."),                                \
		PARAM_OBJECT(struct get_random, minimum, "Minimum", 0, .set = NUMBER_SET,          \
			     .help = "The numbers are not smaller than this; 0 by default."),      \
		PARAM_VALUE(struct get_random, input, "InputObject", &type_object_array,           \
			    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE, .set = ITEM_SET, \
			    .suits = random_is_list, .help = "Objects to draw from."),             \
		PARAM_VALUE(struct get_random, input, "InputObject", &type_object_array,           \
			    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE,                  \
			    .set = SHUFFLE_SET, .suits = random_is_list,                           \
			    .help = "Objects to shuffle."),                                        \
		PARAM_INT(struct get_random, count, "Count", 0, .set = NUMBER_SET "," ITEM_SET,    \
			  .range = "1,2147483647", .help = "How many to give."),                   \
		PARAM_SWITCH(struct get_random, shuffle, "Shuffle", PARAM_MANDATORY,               \
			     .set = SHUFFLE_SET, .help = "Gives all objects in random order.")

/* Whether a value by position is a list to draw from, and no limit. */
bool random_is_list(Value v);
enum status random_command_begin(struct cmdlet_call *c, struct random_numbers *numbers) WARN_UNUSED;
enum status random_command_process(struct cmdlet_call *c);
enum status random_command_end(struct cmdlet_call *c);

#endif

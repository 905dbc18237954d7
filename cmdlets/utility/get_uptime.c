/* Get-Uptime: since when the system runs. */
#include "cmdlet.h"
#include "object/datetime.h"
#include <time.h>

struct get_uptime {
	bool since;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct get_uptime, since, "Since", 0, .set = "Since",
		     .help = "Gives the time of the start."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	const struct get_uptime *self = cmdlet_state(c);
	struct timespec t;
	clock_gettime(CLOCK_BOOTTIME, &t);
	int64_t ticks = (int64_t)t.tv_sec * TICKS_PER_SECOND;
	if (!self->since)
		return cmdlet_write(c, value_timespan(ticks));
	Value now = datetime_now();
	return cmdlet_write(c, datetime_new(now.integer - now.integer % TICKS_PER_SECOND - ticks,
					    DATETIME_LOCAL));
}

const struct cmdlet cmdlet_get_uptime = {
	.verb = "Get",
	.noun = "Uptime",
	.parameters = parameters,
	.state_size = sizeof(struct get_uptime),
	.default_set = "Timespan",
	.process = process,
	.output = "System.TimeSpan,System.DateTime",
	.synopsis = "Get the TimeSpan since last boot.",
	.description = "Gives how long the system has been running, or since when.",
	.examples =
		(const struct cmdlet_example[]){
			{"More than a second", "(Get-Uptime).TotalSeconds -gt 1", "True\n"},
			{NULL, NULL, NULL},
		},
};

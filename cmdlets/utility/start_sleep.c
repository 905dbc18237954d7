/* Start-Sleep: waits. */
#include "cmdlet.h"

#include <math.h>
#include <time.h>

struct start_sleep {
	double seconds;
	int32_t milliseconds;
	Value duration;
};

static const struct parameter parameters[] = {
	PARAM_DOUBLE(struct start_sleep, seconds, "Seconds",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .set = "Seconds", .range = "0,2147483",
		     .help = "How many seconds; fractions count."),
	PARAM_INT(struct start_sleep, milliseconds, "Milliseconds",
		  PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "Milliseconds", .aliases = "ms",
		  .range = "0,2147483647", .help = "How many milliseconds."),
	PARAM_VALUE(struct start_sleep, duration, "Duration", &type_timespan,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		    .set = "FromTimeSpan", .aliases = "ts", .help = "How long, as a TimeSpan."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct start_sleep *self = cmdlet_state(c);
	double seconds = self->seconds;
	if (self->duration.tag == VALUE_TIMESPAN)
		seconds = (double)self->duration.integer / 1e7;
	else if (cmdlet_is_bound(c, "Milliseconds"))
		seconds = self->milliseconds / 1000.0;
	struct timespec end, slice = {0, 50000000}, now;
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += (time_t)floor(seconds);
	end.tv_nsec += (long)((seconds - floor(seconds)) * 1e9);
	for (;;) { /* in slices, so that Ctrl+C is noticed */
		clock_gettime(CLOCK_MONOTONIC, &now);
		double left = (double)(end.tv_sec - now.tv_sec) +
			      (double)(end.tv_nsec - now.tv_nsec) / 1e9;
		if (left <= 0 || cmdlet_is_stopping(c))
			return OK;
		if (left < 0.05)
			slice.tv_nsec = (long)(left * 1e9);
		nanosleep(&slice, NULL);
	}
}

const struct cmdlet cmdlet_start_sleep = {
	.verb = "Start",
	.noun = "Sleep",
	.parameters = parameters,
	.state_size = sizeof(struct start_sleep),
	.default_set = "Seconds",
	.process = process,
	.synopsis = "Waits.",
};

/* New-TimeSpan */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "object/datetime.h"

struct new_timespan {
	Value start, end;
	int32_t days, hours, minutes, seconds, milliseconds;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct new_timespan, start, "Start", &type_datetime,
		    PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Date",
		    .aliases = "LastWriteTime", .help = "The beginning; now by default."),
	PARAM_VALUE(struct new_timespan, end, "End", &type_datetime,
		    PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME, .set = "Date",
		    .help = "The end; now by default."),
	PARAM_INT(struct new_timespan, days, "Days", 0, .set = "Time", .help = "Days."),
	PARAM_INT(struct new_timespan, hours, "Hours", 0, .set = "Time", .help = "Hours."),
	PARAM_INT(struct new_timespan, minutes, "Minutes", 0, .set = "Time", .help = "Minutes."),
	PARAM_INT(struct new_timespan, seconds, "Seconds", 0, .set = "Time", .help = "Seconds."),
	PARAM_INT(struct new_timespan, milliseconds, "Milliseconds", 0, .set = "Time",
		  .help = "Milliseconds."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct new_timespan *self = cmdlet_state(c);
	if (cmdlet_parameter_set(c)[0] == 'D') {
		Value now = datetime_now(), span;
		Value start = value_is_null(self->start) ? now : value_base(self->start);
		Value end = value_is_null(self->end) ? now : value_base(self->end);
		if (datetime_arithmetic(ARITHMETIC_SUBTRACT, end, start, &span) != OK)
			return cmdlet_fail(c);
		return cmdlet_write(c, span);
	}
	int64_t seconds = ((int64_t)self->days * 24 + self->hours) * 3600 +
			  (int64_t)self->minutes * 60 + self->seconds;
	return cmdlet_write(c, value_timespan(seconds * TICKS_PER_SECOND +
					      self->milliseconds * (TICKS_PER_SECOND / 1000)));
}

const struct cmdlet cmdlet_new_timespan = {
	.verb = "New",
	.noun = "TimeSpan",
	.parameters = parameters,
	.state_size = sizeof(struct new_timespan),
	.default_set = "Date",
	.process = process,
	.output = "System.TimeSpan",
	.synopsis = "Creates a TimeSpan object.",
	.description =
		"Gives the time between two dates, or a span of the given days, hours and so on.",
	.examples =
		(const struct cmdlet_example[]){
			{"An hour and a half", "(New-TimeSpan -Minutes 90).TotalHours", "1.5\n"},
			{NULL, NULL, NULL},
		},
};

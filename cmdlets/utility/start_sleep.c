/* Start-Sleep */
#include "cmdlet.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

struct start_sleep {
	double seconds;
	int32_t milliseconds;
	Value duration;
};

/* Text that is no number is meant as a time span. */
static bool is_number(Value v)
{
	Value number;
	v = value_base(v);
	return v.tag != VALUE_TIMESPAN &&
	       (v.tag != VALUE_STRING || number_parse(string_data(v), string_length(v), &number));
}

static const struct parameter parameters[] = {
	PARAM_DOUBLE(struct start_sleep, seconds, "Seconds",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .set = "Seconds", .suits = is_number, .range = "0,2147483.647",
		     .help = "How many seconds."),
	PARAM_INT(struct start_sleep, milliseconds, "Milliseconds",
		  PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "Milliseconds", .aliases = "ms",
		  .range = "0,2147483647", .help = "How many thousandths of a second."),
	PARAM_VALUE(struct start_sleep, duration, "Duration", &type_timespan,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		    .set = "FromTimeSpan", .aliases = "ts", .help = "How long."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct start_sleep *self = cmdlet_state(c);
	struct host *host = cmdlet_session(c)->host;
	int64_t ticks = (int64_t)(self->seconds * (double)TICKS_PER_SECOND) +
			(int64_t)self->milliseconds * (TICKS_PER_SECOND / 1000);
	if (!value_is_null(self->duration))
		ticks = self->duration.integer;
	if (host->flush) {
		enum status status = host->flush(host);
		if (status != OK)
			return status;
	}
	/* In pieces, so that Ctrl+C ends it. */
	while (ticks > 0 && !cmdlet_is_stopping(c)) {
		int64_t piece = MIN(ticks, TICKS_PER_SECOND / 10);
		blocking_sleep(piece * 100);
		ticks -= piece;
	}
	return OK;
}

const struct cmdlet cmdlet_start_sleep = {
	.verb = "Start",
	.noun = "Sleep",
	.parameters = parameters,
	.state_size = sizeof(struct start_sleep),
	.default_set = "Seconds",
	.process = process,
	.synopsis =
		"Suspends the activity in a script or session for the specified period of time.",
	.description = "Waits.",
	.examples =
		(const struct cmdlet_example[]){
			{"A moment", "Start-Sleep -Milliseconds 10", ""},
			{NULL, NULL, NULL},
		},
};

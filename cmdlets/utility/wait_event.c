/* Wait-Event: waits until an event has come. */
#include "cmdlets/utility/event.h"

#include "object/interpreter_lock.h"

struct wait_event {
	const char *source_identifier;
	int32_t timeout;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct wait_event, source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .help = "The name; wildcards are allowed."),
	PARAM_INT(struct wait_event, timeout, "Timeout", 0, .aliases = "TimeoutSec",
		  .range = "-1,2147483647", .help = "Seconds; -1 is without end."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct wait_event *self = cmdlet_state(c);
	struct list *queue = event_queue(cmdlet_session(c));
	bool endless = !cmdlet_is_bound(c, "Timeout") || self->timeout < 0;
	int64_t deadline = interpreter_clock() + (int64_t)self->timeout * 1000;
	for (;;) {
		for (size_t i = 0; i < queue->count; i++)
			if (event_is_from(queue->items[i], self->source_identifier))
				return cmdlet_write(c, queue->items[i]);
		if (cmdlet_is_stopping(c) || (!endless && interpreter_clock() >= deadline))
			return OK;
		interpreter_wait(50);
	}
}

const struct cmdlet cmdlet_wait_event = {
	.verb = "Wait",
	.noun = "Event",
	.parameters = parameters,
	.state_size = sizeof(struct wait_event),
	.process = process,
	.output = "System.Management.Automation.PSEventArgs",
	.synopsis = "Waits until an event has come.",
};

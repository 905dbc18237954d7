/* New-Event: raises an event. */
#include "cmdlets/utility/event.h"

#include "engine/session.h"
#include "object/array.h"

struct new_event {
	const char *source_identifier;
	Value sender, arguments, data;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct new_event, source_identifier, "SourceIdentifier",
		     PARAM_MANDATORY | PARAM_POSITION(0), .help = "The event's name."),
	PARAM_VALUE(struct new_event, sender, "Sender", &type_object, PARAM_POSITION(1),
		    .type_name = "psobject", .help = "Who raises it."),
	PARAM_VALUE(struct new_event, arguments, "EventArguments", &type_object_array,
		    PARAM_POSITION(2), .type_name = "psobject[]",
		    .help = "What the action gets as $args."),
	PARAM_VALUE(struct new_event, data, "MessageData", &type_object, PARAM_POSITION(3),
		    .type_name = "psobject", .help = "What it tells."),
	PARAM_END,
};

static Value given(Value v)
{
	return value_is_null(v) ? NULL_VALUE : v;
}

static enum status process(struct cmdlet_call *c)
{
	struct new_event *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	Value event = event_new(s, self->source_identifier, given(self->sender),
				given(self->arguments), given(self->data));
	event_raise(s, event);
	return cmdlet_write(c, event);
}

const struct cmdlet cmdlet_new_event = {
	.verb = "New",
	.noun = "Event",
	.parameters = parameters,
	.state_size = sizeof(struct new_event),
	.process = process,
	.output = "System.Management.Automation.PSEventArgs",
	.synopsis = "Raises an event.",
};

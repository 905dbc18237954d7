/* Get-Event: the events that wait. */
#include "cmdlets/utility/event.h"

struct get_event {
	struct event_selection selection;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct get_event, selection.source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "BySource",
		     .help = "The name; wildcards are allowed."),
	PARAM_VALUE(struct get_event, selection.number, "EventIdentifier", &type_int32,
		    PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY, .set = "ById",
		    .help = "Its number."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_event *self = cmdlet_state(c);
	return event_each(c, &self->selection, "INVALID_SOURCE_IDENTIFIER", cmdlet_write);
}

const struct cmdlet cmdlet_get_event = {
	.verb = "Get",
	.noun = "Event",
	.parameters = parameters,
	.state_size = sizeof(struct get_event),
	.process = process,
	.default_set = "BySource",
	.output = "System.Management.Automation.PSEventArgs",
	.synopsis = "Lists the events that wait.",
};

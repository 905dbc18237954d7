/* Get-Event: the events that wait. */
#include "cmdlets/utility/event.h"

#include "engine/session.h"
#include "object/array.h"

struct get_event {
	const char *source_identifier;
	Value event_identifier;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct get_event, source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "BySource",
		     .help = "The name; wildcards are allowed."),
	PARAM_VALUE(struct get_event, event_identifier, "EventIdentifier", &type_int32,
		    PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY, .set = "ById",
		    .help = "Its number."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_event *self = cmdlet_state(c);
	int32_t id = self->event_identifier.tag == VALUE_INT32
			     ? (int32_t)self->event_identifier.integer
			     : -1;
	Value all = list_to_array(event_queue(cmdlet_session(c)));
	bool found = false;
	for (size_t i = 0; i < value_count(all); i++) {
		Value event = value_item(all, i);
		if (!event_matches(event, self->source_identifier, "EventIdentifier", id))
			continue;
		found = true;
		enum status status = cmdlet_write(c, event);
		if (status != OK)
			return status;
	}
	return found ? OK
		     : event_not_found(c, "Event", self->source_identifier,
				       "INVALID_SOURCE_IDENTIFIER", id);
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

/* Remove-Event: takes events away that wait. */
#include "cmdlets/core/background.h"
#include "cmdlets/utility/event.h"

#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct remove_event {
	const char *source_identifier;
	Value event_identifier;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct remove_event, source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY,
		     .set = "BySource", .help = "The name; wildcards are allowed."),
	PARAM_VALUE(struct remove_event, event_identifier, "EventIdentifier", &type_int32,
		    PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY, .set = "ById",
		    .help = "Its number."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_event *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	int32_t id = self->event_identifier.tag == VALUE_INT32
			     ? (int32_t)self->event_identifier.integer
			     : -1;
	Value all = list_to_array(event_queue(s));
	bool found = false;
	for (size_t i = 0; i < value_count(all); i++) {
		Value event = value_item(all, i);
		bool go;
		if (!event_matches(event, self->source_identifier, "EventIdentifier", id))
			continue;
		found = true;
		Value target = string_printf(
			"Event '%s'",
			string_data(value_to_string(event_property(event, "SourceIdentifier"))));
		if (cmdlet_should_process(c, string_data(target), "Remove", &go) != OK)
			return ERROR;
		if (go)
			list_drop(s->events, event);
	}
	return found ? OK
		     : event_not_found(c, "Event", self->source_identifier,
				       "INVALID_EVENT_IDENTIFIER", id);
}

const struct cmdlet cmdlet_remove_event = {
	.verb = "Remove",
	.noun = "Event",
	.parameters = parameters,
	.state_size = sizeof(struct remove_event),
	.process = process,
	.default_set = "BySource",
	.flags = CMDLET_SHOULD_PROCESS,
	.synopsis = "Takes events away that wait.",
};

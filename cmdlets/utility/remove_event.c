/* Remove-Event: takes events away that wait. */
#include "cmdlets/core/background.h"
#include "cmdlets/utility/event.h"

#include "engine/session.h"
#include "object/array.h"

struct remove_event {
	struct event_selection selection;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct remove_event, selection.source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY,
		     .set = "BySource", .help = "The name; wildcards are allowed."),
	PARAM_VALUE(struct remove_event, selection.number, "EventIdentifier", &type_int32,
		    PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY, .set = "ById",
		    .help = "Its number."),
	PARAM_END,
};

static enum status take_away(struct cmdlet_call *c, Value event)
{
	bool go;
	if (event_should_process(c, "Event", event, "Remove", &go) != OK)
		return ERROR;
	if (go)
		list_drop(cmdlet_session(c)->events, event);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct remove_event *self = cmdlet_state(c);
	return event_each(c, &self->selection, "INVALID_EVENT_IDENTIFIER", take_away);
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

/* Unregister-Event: ends subscriptions. */
#include "cmdlets/utility/event.h"

#include "object/array.h"

struct unregister_event {
	struct event_selection selection;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct unregister_event, selection.source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY,
		     .set = "BySource", .help = "The name; wildcards are allowed."),
	PARAM_VALUE(struct unregister_event, selection.number, "SubscriptionId", &type_int32,
		    PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY, .set = "ById",
		    .help = "Its number."),
	PARAM_SWITCH(struct unregister_event, selection.force, "Force", 0,
		     .help = "Those of -SupportEvent, too."),
	PARAM_END,
};

static enum status unsubscribe(struct cmdlet_call *c, Value subscriber)
{
	Value view = value_item(subscriber, SUBSCRIBER_VIEW);
	bool go;
	if (event_should_process(c, "Event subscription", view, "Unsubscribe", &go) != OK)
		return ERROR;
	if (go)
		event_unsubscribe(cmdlet_session(c), subscriber);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct unregister_event *self = cmdlet_state(c);
	return event_each_subscription(c, &self->selection, "INVALID_SUBSCRIPTION_IDENTIFIER",
				       unsubscribe);
}

const struct cmdlet cmdlet_unregister_event = {
	.verb = "Unregister",
	.noun = "Event",
	.parameters = parameters,
	.state_size = sizeof(struct unregister_event),
	.process = process,
	.default_set = "BySource",
	.flags = CMDLET_SHOULD_PROCESS,
	.synopsis = "Ends subscriptions to events.",
};

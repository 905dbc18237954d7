/* Get-EventSubscriber: the subscriptions of the session. */
#include "cmdlets/utility/event.h"

#include "object/array.h"

struct get_eventsubscriber {
	struct event_selection selection;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct get_eventsubscriber, selection.source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "BySource",
		     .help = "The name; wildcards are allowed."),
	PARAM_VALUE(struct get_eventsubscriber, selection.number, "SubscriptionId", &type_int32,
		    PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY, .set = "ById",
		    .help = "Its number."),
	PARAM_SWITCH(struct get_eventsubscriber, selection.force, "Force", PARAM_POSITION(1),
		     .help = "Those of -SupportEvent, too."),
	PARAM_END,
};

static enum status show(struct cmdlet_call *c, Value subscriber)
{
	return cmdlet_write(c, value_item(subscriber, SUBSCRIBER_VIEW));
}

static enum status process(struct cmdlet_call *c)
{
	struct get_eventsubscriber *self = cmdlet_state(c);
	return event_each_subscription(c, &self->selection, "INVALID_SOURCE_IDENTIFIER", show);
}

const struct cmdlet cmdlet_get_eventsubscriber = {
	.verb = "Get",
	.noun = "EventSubscriber",
	.parameters = parameters,
	.state_size = sizeof(struct get_eventsubscriber),
	.process = process,
	.default_set = "BySource",
	.output = "System.Management.Automation.PSEventSubscriber",
	.synopsis = "Lists the subscriptions to events.",
};

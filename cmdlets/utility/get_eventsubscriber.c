/* Get-EventSubscriber: the subscriptions of the session. */
#include "cmdlets/utility/event.h"

#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"

struct get_eventsubscriber {
	const char *source_identifier;
	Value subscription_id;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct get_eventsubscriber, source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "BySource",
		     .help = "The name; wildcards are allowed."),
	PARAM_VALUE(struct get_eventsubscriber, subscription_id, "SubscriptionId", &type_int32,
		    PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY, .set = "ById",
		    .help = "Its number."),
	PARAM_SWITCH(struct get_eventsubscriber, force, "Force", PARAM_POSITION(1),
		     .help = "Those of -SupportEvent, too."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_eventsubscriber *self = cmdlet_state(c);
	int32_t id = self->subscription_id.tag == VALUE_INT32
			     ? (int32_t)self->subscription_id.integer
			     : -1;
	Value all = list_to_array(event_subscribers(cmdlet_session(c)));
	bool found = false;
	for (size_t i = 0; i < value_count(all); i++) {
		Value view = value_item(value_item(all, i), SUBSCRIBER_VIEW);
		if ((value_is_true(event_property(view, "SupportEvent")) && !self->force) ||
		    !event_matches(view, self->source_identifier, "SubscriptionId", id))
			continue;
		found = true;
		enum status status = cmdlet_write(c, view);
		if (status != OK)
			return status;
	}
	return found ? OK
		     : event_not_found(c, "Event subscription", self->source_identifier,
				       "INVALID_SOURCE_IDENTIFIER", id);
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

/* Unregister-Event: ends subscriptions. */
#include "cmdlets/utility/event.h"

#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct unregister_event {
	const char *source_identifier;
	Value subscription_id;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct unregister_event, source_identifier, "SourceIdentifier",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY,
		     .set = "BySource", .help = "The name; wildcards are allowed."),
	PARAM_VALUE(struct unregister_event, subscription_id, "SubscriptionId", &type_int32,
		    PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_MANDATORY, .set = "ById",
		    .help = "Its number."),
	PARAM_SWITCH(struct unregister_event, force, "Force", 0,
		     .help = "Those of -SupportEvent, too."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct unregister_event *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	int32_t id = self->subscription_id.tag == VALUE_INT32
			     ? (int32_t)self->subscription_id.integer
			     : -1;
	Value all = list_to_array(event_subscribers(s));
	bool found = false;
	for (size_t i = 0; i < value_count(all); i++) {
		Value view = value_item(value_item(all, i), SUBSCRIBER_VIEW);
		bool go;
		if ((value_is_true(event_property(view, "SupportEvent")) && !self->force) ||
		    !event_matches(view, self->source_identifier, "SubscriptionId", id))
			continue;
		found = true;
		Value target = string_printf(
			"Event subscription '%s'",
			string_data(value_to_string(event_property(view, "SourceIdentifier"))));
		if (cmdlet_should_process(c, string_data(target), "Unsubscribe", &go) != OK)
			return ERROR;
		if (go)
			event_unsubscribe(s, value_item(all, i));
	}
	return found ? OK
		     : event_not_found(c, "Event subscription", self->source_identifier,
				       "INVALID_SUBSCRIPTION_IDENTIFIER", id);
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

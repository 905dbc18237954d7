/* Register-EngineEvent: subscribes to events that New-Event raises. */
#include "cmdlets/utility/event.h"

#include "engine/session.h"
#include "object/array.h"

struct register_engineevent {
	const char *source_identifier;
	Value action, data;
	bool support_event, forward;
	int32_t max_trigger_count;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct register_engineevent, source_identifier, "SourceIdentifier",
		     PARAM_MANDATORY | PARAM_POSITION(100), .help = "The events' name."),
	PARAM_SCRIPT_BLOCK(struct register_engineevent, action, "Action", PARAM_POSITION(101),
			   .help = "What runs when one comes; without it they wait for Get-Event."),
	PARAM_VALUE(struct register_engineevent, data, "MessageData", &type_object, 0,
		    .type_name = "psobject",
		    .help = "What the action finds in $Event.MessageData."),
	PARAM_SWITCH(struct register_engineevent, support_event, "SupportEvent", 0,
		     .help = "Hidden from Get-EventSubscriber and Get-Job."),
	PARAM_SWITCH(struct register_engineevent, forward, "Forward", 0,
		     .help = "For the client's side; here it changes nothing."),
	PARAM_INT(struct register_engineevent, max_trigger_count, "MaxTriggerCount", 0,
		  .help = "Ends after so many events."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct register_engineevent *self = cmdlet_state(c);
	Value view = event_subscribe(cmdlet_session(c), self->source_identifier, self->action,
				     value_is_null(self->data) ? NULL_VALUE : self->data,
				     self->max_trigger_count, self->support_event, self->forward);
	Value job = event_property(view, "Action");
	return value_is_null(job) || self->support_event ? OK : cmdlet_write(c, job);
}

const struct cmdlet cmdlet_register_engineevent = {
	.verb = "Register",
	.noun = "EngineEvent",
	.parameters = parameters,
	.state_size = sizeof(struct register_engineevent),
	.process = process,
	.output = "System.Management.Automation.PSEventJob",
	.synopsis = "Subscribes to the events of a name.",
};

#include "cmdlets/utility/event.h"

#include "cmdlets/core/job.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"

#include <strings.h>

#define SMA "System.Management.Automation."

struct list *event_queue(struct session *s)
{
	return value_as_list(s->events);
}

struct list *event_subscribers(struct session *s)
{
	return value_as_list(s->event_subscribers);
}

Value event_property(Value object, const char *name)
{
	Value v;
	return psobject_get(object, name, &v) ? v : NULL_VALUE;
}

static int32_t number_of(Value object, const char *name)
{
	int64_t n = -1;
	if (convert_to_int64(event_property(object, name), &n) != OK)
		error_take();
	return (int32_t)n;
}

bool event_is_from(Value object, const char *source_identifier)
{
	const char *own = string_data(value_to_string(event_property(object, "SourceIdentifier")));
	return !source_identifier || wildcard_match(source_identifier, own, true);
}

/* Where the two kinds differ. */
struct kind {
	const char *what, *number;
	Value (*shown)(Value item); /* what has the properties */
};

static Value itself(Value event)
{
	return event;
}

static Value view_of(Value subscriber)
{
	return value_item(subscriber, SUBSCRIBER_VIEW);
}

static const struct kind events = {"Event", "EventIdentifier", itself};
static const struct kind subscriptions = {"Event subscription", "SubscriptionId", view_of};

static enum status not_found(struct cmdlet_call *c, const struct kind *kind,
			     const struct event_selection *selection, const char *number_id)
{
	const char *name = selection->source_identifier;
	if (name && wildcard_has_special(name))
		return OK;
	if (name)
		return cmdlet_error_type(c, "System.ArgumentException", "INVALID_SOURCE_IDENTIFIER",
					 CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					 "%s with source identifier '%s' does not exist.",
					 kind->what, name);
	return selection->number.tag != VALUE_INT32 || selection->number.integer < 0
		       ? OK
		       : cmdlet_error_type(c, "System.ArgumentException", number_id,
					   CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					   "%s with identifier '%d' does not exist.", kind->what,
					   (int)selection->number.integer);
}

static bool is_meant(const struct kind *kind, const struct event_selection *selection, Value item)
{
	Value shown = kind->shown(item);
	if (kind == &subscriptions && !selection->force &&
	    value_is_true(event_property(shown, "SupportEvent")))
		return false;
	bool any = selection->number.tag != VALUE_INT32 || selection->number.integer < 0;
	return event_is_from(shown, selection->source_identifier) &&
	       (any || number_of(shown, kind->number) == selection->number.integer);
}

/* Over a copy: visitors take items away. */
static enum status each(struct cmdlet_call *c, const struct kind *kind, struct list *list,
			const struct event_selection *selection, const char *number_id,
			event_visit *visit)
{
	Value all = list_to_array(list);
	bool found = false;
	for (size_t i = 0; i < value_count(all); i++) {
		if (!is_meant(kind, selection, value_item(all, i)))
			continue;
		found = true;
		enum status status = visit(c, value_item(all, i));
		if (status != OK)
			return status;
	}
	return found ? OK : not_found(c, kind, selection, number_id);
}

enum status event_each(struct cmdlet_call *c, const struct event_selection *selection,
		       const char *number_id, event_visit *visit)
{
	return each(c, &events, event_queue(cmdlet_session(c)), selection, number_id, visit);
}

enum status event_each_subscription(struct cmdlet_call *c, const struct event_selection *selection,
				    const char *number_id, event_visit *visit)
{
	return each(c, &subscriptions, event_subscribers(cmdlet_session(c)), selection, number_id,
		    visit);
}

enum status event_should_process(struct cmdlet_call *c, const char *what, Value object,
				 const char *action, bool *go_r)
{
	Value name = value_to_string(event_property(object, "SourceIdentifier"));
	Value target = string_printf("%s '%s'", what, string_data(name));
	return cmdlet_should_process(c, string_data(target), action, go_r);
}

/* The session's own number: the one of $Host. */
static Value session_id(struct session *s)
{
	Value id;
	bool found;
	if (member_get(scope_get(s, "Host", SCOPE_GLOBAL), "InstanceId", &id, &found) == OK &&
	    found)
		return id;
	return NULL_VALUE;
}

Value event_new(struct session *s, const char *source_identifier, Value sender, Value arguments,
		Value data)
{
	Value event = psobject_new_typed(SMA "PSEventArgs");
	psobject_set(event, "ComputerName", NULL_VALUE);
	psobject_set(event, "RunspaceId", session_id(s));
	psobject_set(event, "EventIdentifier", value_int(++s->last_event));
	psobject_set(event, "Sender", sender);
	psobject_set(event, "SourceEventArgs", NULL_VALUE);
	psobject_set(event, "SourceArgs", value_is_null(arguments) ? array_new(0) : arguments);
	psobject_set(event, "SourceIdentifier", string_from(source_identifier));
	psobject_set(event, "TimeGenerated", datetime_now());
	psobject_set(event, "MessageData", data);
	return event;
}

/* The action runs in a scope of its own below the global one, and what it writes waits in its job. */
static void run_action(struct session *s, Value view, Value block, struct job *job, Value event)
{
	Value args = event_property(event, "SourceArgs");
	const struct {
		const char *name;
		Value value;
	} given[] = {{"Event", event},
		     {"EventSubscriber", view},
		     {"Sender", event_property(event, "Sender")},
		     {"EventArgs", event_property(event, "SourceEventArgs")}};
	struct scope *scope = s->scope;
	struct collector written;
	collector_init(&written);
	s->is_captured = true;
	s->scope = scope_create(s->global);
	enum status status = OK;
	for (size_t i = 0; status == OK && i < countof(given); i++)
		status = scope_set_in(s, s->scope, given[i].name, given[i].value);
	size_t count = value_count(args);
	Value argv[count + 1];
	for (size_t i = 0; i < count; i++)
		argv[i] = value_item(args, i);
	if (status == OK)
		status = script_block_invoke(s, block, (int)count, argv, UNSET_VALUE,
					     &written.output);
	s->scope = scope;
	Value all = collector_array(&written);
	for (size_t i = 0; i < value_count(all); i++)
		job_add_record(job, AST_STREAM_OUTPUT, value_item(all, i));
	if (status == ERROR)
		job_add_record(job, AST_STREAM_ERROR, error_take());
}

void event_raise(struct session *s, Value event)
{
	const char *id = string_data(value_to_string(event_property(event, "SourceIdentifier")));
	Value all = list_to_array(event_subscribers(s));
	bool acted = false;
	for (size_t i = 0; i < value_count(all); i++) {
		Value subscriber = value_item(all, i),
		      view = value_item(subscriber, SUBSCRIBER_VIEW);
		Value block = value_item(subscriber, SUBSCRIBER_BLOCK);
		Value own = event_property(view, "SourceIdentifier");
		if (value_is_null(block) || strcasecmp(string_data(own), id) != 0)
			continue;
		struct job *job = value_as_job(event_property(view, "Action"));
		acted = true;
		if (job->state == JOB_NOT_STARTED)
			job_begin(job);
		if (value_is_null(event_property(event, "MessageData")))
			psobject_set(event, "MessageData", value_item(subscriber, SUBSCRIBER_DATA));
		run_action(s, view, block, job, event);
		int64_t left = value_item(subscriber, SUBSCRIBER_LEFT).integer;
		if (left == 1)
			event_unsubscribe(s, subscriber);
		else if (left > 1)
			value_as_list(subscriber)->items[SUBSCRIBER_LEFT] =
				value_int((int32_t)left - 1);
	}
	if (!acted)
		list_add(event_queue(s), event);
}

Value event_subscribe(struct session *s, const char *source_identifier, Value action, Value data,
		      int32_t limit, bool support, bool forward)
{
	Value view = psobject_new_typed(SMA "PSEventSubscriber"), job = NULL_VALUE;
	if (!value_is_null(action))
		job = job_value(
			job_new(&job_kind_event, source_identifier, value_to_string(action)));
	psobject_set(view, "SubscriptionId", value_int(++s->last_subscription));
	psobject_set(view, "SourceObject", NULL_VALUE);
	psobject_set(view, "EventName", NULL_VALUE);
	psobject_set(view, "SourceIdentifier", string_from(source_identifier));
	psobject_set(view, "Action", job);
	psobject_set(view, "HandlerDelegate", NULL_VALUE);
	psobject_set(view, "SupportEvent", value_bool(support));
	psobject_set(view, "ForwardEvent", value_bool(forward));
	Value subscriber = list_new();
	const Value fields[SUBSCRIBER_FIELDS] = {
		[SUBSCRIBER_VIEW] = view,
		[SUBSCRIBER_BLOCK] = value_is_null(action) ? NULL_VALUE : action,
		[SUBSCRIBER_DATA] = data,
		[SUBSCRIBER_LEFT] = value_int(limit),
	};
	for (size_t i = 0; i < SUBSCRIBER_FIELDS; i++)
		list_add(value_as_list(subscriber), fields[i]);
	list_add(event_subscribers(s), subscriber);
	if (!value_is_null(job) && !support)
		job_register(s, value_as_job(job));
	return view;
}

void event_unsubscribe(struct session *s, Value subscriber)
{
	struct job *job =
		value_as_job(event_property(value_item(subscriber, SUBSCRIBER_VIEW), "Action"));
	list_drop(s->event_subscribers, subscriber);
	if (job && !job_has_ended(job))
		job_end(job, BACKGROUND_STOPPED, NULL_VALUE);
}

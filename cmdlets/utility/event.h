/*
 * Engine events: what New-Event raises waits in the session for Get-Event, or goes to the actions of those that
 * Register-EngineEvent has subscribed. Events of objects (Register-ObjectEvent) are not there.
 */
#ifndef EXOSH_CMDLETS_UTILITY_EVENT_H
#define EXOSH_CMDLETS_UTILITY_EVENT_H

#include "cmdlet.h"
#include "object/array.h"

/* A subscription: a list of these. */
enum { SUBSCRIBER_VIEW, SUBSCRIBER_BLOCK, SUBSCRIBER_DATA, SUBSCRIBER_LEFT, SUBSCRIBER_FIELDS };

/* The PSEventArgs that wait, oldest first, and the subscriptions. */
struct list *event_queue(struct session *s);
struct list *event_subscribers(struct session *s);

/* A PSEventArgs with the next number. */
Value event_new(struct session *s, const char *source_identifier, Value sender, Value arguments,
		Value data);
/* Runs the actions of its subscribers; without any it waits for Get-Event. */
void event_raise(struct session *s, Value event);
/* Adds a subscription and gives its PSEventSubscriber. `action` may be NULL; `limit` 0: no limit. */
Value event_subscribe(struct session *s, const char *source_identifier, Value action, Value data,
		      int32_t limit, bool support, bool forward);
void event_unsubscribe(struct session *s, Value subscriber);

/* A property of an event or of a subscription's view. */
Value event_property(Value object, const char *name);
/* Whether an event's or a view's name fits the pattern; NULL: any does. */
bool event_is_from(Value object, const char *source_identifier);

/* What the cmdlets are given to find events or subscriptions by. */
struct event_selection {
	const char *source_identifier; /* a pattern, or NULL */
	Value number;                  /* an int, or unset */
	bool force;                    /* subscriptions made with -SupportEvent, too */
};
typedef enum status event_visit(struct cmdlet_call *c, Value found);

/* Visits the events, or the subscriptions, that are meant. When there are none "... does not exist." is written, unless a
 * pattern was given; `number_id` is the error's id for an unknown number. */
enum status event_each(struct cmdlet_call *c, const struct event_selection *selection,
		       const char *number_id, event_visit *visit) WARN_UNUSED;
enum status event_each_subscription(struct cmdlet_call *c, const struct event_selection *selection,
				    const char *number_id, event_visit *visit) WARN_UNUSED;
/* ShouldProcess for "Event 'name'": `what` and the name of the event or view. */
enum status event_should_process(struct cmdlet_call *c, const char *what, Value object,
				 const char *action, bool *go_r) WARN_UNUSED;

#endif

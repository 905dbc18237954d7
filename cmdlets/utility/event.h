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
/* Whether an event or a view is the one of -SourceIdentifier (a pattern, or NULL) and of the number (or -1). */
bool event_matches(Value object, const char *source_identifier, const char *id_property,
		   int32_t id);
/* "... with source identifier 'x' does not exist." unless a pattern was given. `what`: "Event" */
enum status event_not_found(struct cmdlet_call *c, const char *what, const char *source_identifier,
			    const char *number_id, int32_t id) WARN_UNUSED;

#endif

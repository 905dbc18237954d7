/* What happens to errors that nobody catches, and to non-terminating ones. */
#ifndef EXOSH_ENGINE_ERRORS_H
#define EXOSH_ENGINE_ERRORS_H

#include "engine/session.h"
#include "object/error_record.h"

enum action_preference {
	ACTION_SILENTLY_CONTINUE,
	ACTION_STOP,
	ACTION_CONTINUE,
	ACTION_INQUIRE,
	ACTION_IGNORE,
	ACTION_SUSPEND,
	ACTION_BREAK,
};

/* The current value of $ErrorActionPreference and family (name without "$"); `otherwise` when unset or odd. */
enum action_preference preference_get(struct session *s, const char *name,
				      enum action_preference otherwise);

/*
 * The statement that just ran failed with an error in runtime()->error (status ERROR): a statement-terminating
 * error. Shows it and adds it to $Error, sets $? to false, and returns OK so that the next statement runs; or
 * returns ERROR, with the error still in place, when it must travel on: thrown by `throw`, within a try block
 * (session->try_depth), or $ErrorActionPreference says Stop.
 */
enum status error_at_statement(struct session *s) WARN_UNUSED;

/* Adds to $Error unless it is there already. */
void error_remember(struct session *s, Value record);

/* Sends a record through the error stream of what runs now (redirections obeyed); no preference is asked. */
enum status error_write(struct session *s, Value record) WARN_UNUSED;

/* A non-terminating error under `preference`: remembered, written, or made terminating (ERROR). */
enum status error_write_preference(struct session *s, Value record,
				   enum action_preference preference) WARN_UNUSED;

#endif

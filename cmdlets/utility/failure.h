/* Errors of the layers below, reported as this cmdlet's own. */
#ifndef EXOSH_CMDLETS_UTILITY_FAILURE_H
#define EXOSH_CMDLETS_UTILITY_FAILURE_H

#include "cmdlet.h"
#include "engine/cmdlet_call.h"
#include "object/runtime.h"

/* The error on its way becomes a terminating one of this cmdlet: its name and place are added. */
static inline enum status cmdlet_fail(struct cmdlet_call *c)
{
	call_attach_error(c, runtime()->error);
	return ERROR;
}

/* `status` with an error on its way made this cmdlet's own; other statuses as they are. */
static inline enum status cmdlet_own(struct cmdlet_call *c, enum status status)
{
	return status == ERROR ? cmdlet_fail(c) : status;
}

/* The error on its way, of a script block that this cmdlet ran, is shown at the cmdlet and does not end it. */
static inline enum status cmdlet_report(struct cmdlet_call *c)
{
	Value cause = error_take();
	struct error_record *r = value_as_error_record(cause);
	if (r) {
		r->position.source = NULL;
		r->invocation = NULL_VALUE;
	}
	return cmdlet_write_error(c, cause);
}

#endif

/*
 * Runspaces as objects: [runspacefactory], [initialsessionstate], and [powershell], which runs commands in one, at once
 * or on a thread of its own. An open runspace is a session that is kept (see background.h); a pool gives each invocation
 * a session, and lets as many run as it was made for.
 */
#ifndef EXOSH_CORE_RUNSPACE_H
#define EXOSH_CORE_RUNSPACE_H

#include "cmdlets/core/background.h"

enum runspace_state { RUNSPACE_BEFORE_OPEN, RUNSPACE_OPENED = 2, RUNSPACE_CLOSED = 3 };

struct runspace {
	struct cell cell;
	struct background background;
	Value initial; /* InitialSessionState, or NULL */
	Value runner;  /* the PowerShell that uses it now, or NULL */
	Value name;
	enum runspace_state state;
	int id;
};

struct runspace_pool {
	struct cell cell;
	Value initial;
	enum runspace_state state;
	int minimum, maximum, running;
};

struct runspace *value_as_runspace(Value v);           /* NULL when it is none */
struct runspace_pool *value_as_runspace_pool(Value v); /* likewise */
/* Not open yet. */
Value runspace_new(Value initial);
/* ERROR when what it starts with fails. */
enum status runspace_open(Value runspace) WARN_UNUSED;
void runspace_close(Value runspace);

extern struct type type_powershell, type_ps_invocation_state, type_ps_data_streams,
	type_ps_commands, type_ps_command, type_ps_async_result;
void runspace_register_types(void);

#endif

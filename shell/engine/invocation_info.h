/* $MyInvocation and ErrorRecord.InvocationInfo; $PSCmdlet of advanced functions. */
#ifndef EXOSH_ENGINE_INVOCATION_INFO_H
#define EXOSH_ENGINE_INVOCATION_INFO_H

#include "engine/command.h"
#include "syntax/ast.h"

struct cmdlet_call;

struct invocation_info {
	struct cell cell;
	struct command *command;     /* or NULL */
	const struct source *source; /* of the call; NULL: none */
	struct extent extent;
	Value owner; /* keeps the source alive */
	Value bound, unbound, name;
	int pipeline_length, pipeline_position;
};
extern struct type type_invocation_info, type_ps_cmdlet;
extern const struct type *const invocation_types[];

/* `bound` a dictionary or NULL, `unbound` an array or NULL. */
Value invocation_info_new(struct command *command, const struct source *source,
			  struct extent extent, Value owner);
/* "At /path/a.ps1:3 char:5\n+ text\n+ ~~~~" */
Value invocation_position_message(const struct source *source, struct extent extent);

/* $PSCmdlet: valid while the function runs; pscmdlet_detach() when it ends. */
Value pscmdlet_new(struct cmdlet_call *call, Value my_invocation);
void pscmdlet_detach(Value pscmdlet);
/* The running function behind a $PSCmdlet; NULL when it has ended. */
struct cmdlet_call *pscmdlet_call(Value pscmdlet);

#endif

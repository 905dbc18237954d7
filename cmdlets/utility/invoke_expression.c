/* Invoke-Expression: runs text as code, in the current scope. */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "engine/script.h"
#include "engine/session.h"

#include <string.h>

struct invoke_expression {
	const char *command;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct invoke_expression, command, "Command",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE, .help = "The code."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct invoke_expression *self = cmdlet_state(c);
	Value block;
	if (script_compile_text(cmdlet_session(c), self->command, strlen(self->command), NULL,
				&block) != OK) {
		/* a syntax error is shown at the command, not at a place in its text */
		struct error_record *r = value_as_error_record(runtime()->error);
		if (r)
			r->position.source = NULL;
		return cmdlet_fail(c);
	}
	struct invocation *invocation =
		invocation_create(cmdlet_session(c), block, INVOCATION_DOTTED);
	enum status status = invocation_run(invocation, SCRIPT_END, UNSET_VALUE, cmdlet_output(c));
	invocation_free(&invocation);
	return status;
}

static const struct cmdlet_example examples[] = {
	{"Text as code.", "Invoke-Expression '1 + 2'", "3\n"},
	{0},
};

const struct cmdlet cmdlet_invoke_expression = {
	.verb = "Invoke",
	.noun = "Expression",
	.parameters = parameters,
	.state_size = sizeof(struct invoke_expression),
	.process = process,
	.synopsis = "Runs text as code.",
	.examples = examples,
};

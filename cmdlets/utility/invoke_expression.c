/* Invoke-Expression: text as a script, in the caller's scope. */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "engine/class.h"
#include "engine/script.h"

#include <string.h>

struct invoke_expression {
	const char *command;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct invoke_expression, command, "Command",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE,
		     .help = "The text to run."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct invoke_expression *self = cmdlet_state(c);
	Value block;
	struct session *s = cmdlet_session(c);
	if (script_compile_text(s, self->command, strlen(self->command), NULL, &block) != OK ||
	    class_define_script(s, block) != OK) {
		/* A syntax error is shown at the command, not at a place in its text. */
		struct error_record *r = value_as_error_record(runtime()->error);
		if (r)
			r->position.source = NULL;
		return cmdlet_fail(c);
	}
	return cmdlet_run_block(c, block, UNSET_VALUE, cmdlet_output(c));
}

const struct cmdlet cmdlet_invoke_expression = {
	.verb = "Invoke",
	.noun = "Expression",
	.parameters = parameters,
	.state_size = sizeof(struct invoke_expression),
	.process = process,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Runs commands or expressions on the local computer.",
	.description = "Runs text as if it stood in the script. Do not run text that users typed.",
	.examples =
		(const struct cmdlet_example[]){
			{"A sum", "Invoke-Expression '1 + 2'", "3\n"},
			{NULL, NULL, NULL},
		},
};

/* Invoke-Command: runs a script block here. Remote computers are out of exosh's reach, and it says so. */
#include "cmdlet.h"
#include "engine/output.h"
#include "engine/pipeline.h"
#include "engine/session.h"
#include "object/array.h"

struct invoke_command {
	Value script_block;
	Value arguments;
	Value input;
	bool no_new_scope, as_job;
	const char *job_name;
	Value computer_name;
	Value inputs; /* list */
};

static const struct parameter parameters[] = {
	PARAM_SCRIPT_BLOCK(struct invoke_command, script_block, "ScriptBlock",
			   PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_NULL,
			   .set = "InProcess,ComputerName", .aliases = "Command",
			   .help = "What to run."),
	PARAM_STRINGS(struct invoke_command, computer_name, "ComputerName",
		      PARAM_MANDATORY | PARAM_NOT_EMPTY, .set = "ComputerName", .aliases = "Cn",
		      .help = "Remote computers: not supported."),
	PARAM_SWITCH(struct invoke_command, as_job, "AsJob", 0, .set = "ComputerName",
		     .help = "As a job: not supported. Start-Job and Start-ThreadJob run here."),
	PARAM_STRING(struct invoke_command, job_name, "JobName", 0, .set = "ComputerName",
		     .help = "The job's name: not supported."),
	PARAM_VALUE(struct invoke_command, arguments, "ArgumentList", &type_object_array,
		    PARAM_ALLOW_NULL, .aliases = "Args", .help = "The block's arguments."),
	PARAM_OBJECT(struct invoke_command, input, "InputObject", PARAM_PIPELINE,
		     .help = "What $input gives."),
	PARAM_SWITCH(struct invoke_command, no_new_scope, "NoNewScope", 0, .set = "InProcess",
		     .help = "Runs in the current scope."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct invoke_command *self = cmdlet_state(c);
	if (self->input.tag == VALUE_UNSET)
		return OK;
	if (self->inputs.tag != VALUE_LIST)
		self->inputs = list_new();
	list_add(value_as_list(self->inputs), self->input);
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	struct invoke_command *self = cmdlet_state(c);
	if (self->computer_name.tag == VALUE_ARRAY)
		return cmdlet_throw(c, "RemotingNotSupported", CATEGORY_NOT_IMPLEMENTED,
				    self->computer_name,
				    "Running commands on other computers is not supported: leave "
				    "-ComputerName out to "
				    "run the script block here.");
	size_t count = self->arguments.tag == VALUE_ARRAY ? value_count(self->arguments) : 0;
	struct argument arguments[count + 1];
	for (size_t i = 0; i < count; i++)
		arguments[i] = (struct argument){.kind = ARGUMENT_VALUE,
						 .value = value_item(self->arguments, i)};
	bool piped = self->inputs.tag == VALUE_LIST;
	struct command_call calls[] = {
		{.name = UNSET_VALUE,
		 .expression = piped ? list_to_array(value_as_list(self->inputs)) : NULL_VALUE},
		{.name = self->script_block,
		 .expression = UNSET_VALUE,
		 .invocation = self->no_new_scope ? AST_INVOCATION_DOT : AST_INVOCATION_AMPERSAND,
		 .arguments = arguments,
		 .argument_count = count},
	};
	return pipeline_run(cmdlet_session(c), piped ? calls : calls + 1, piped ? 2 : 1,
			    cmdlet_output(c));
}

const struct cmdlet cmdlet_invoke_command = {
	.verb = "Invoke",
	.noun = "Command",
	.parameters = parameters,
	.state_size = sizeof(struct invoke_command),
	.default_set = "InProcess",
	.process = process,
	.end = end,
	.synopsis = "Runs a script block.",
};

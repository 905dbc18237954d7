/* Register-ArgumentCompleter: a script block that says what the prompt offers for an argument. */
#include "cmdlet.h"
#include "completion/result.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct register_argument_completer {
	Value command_names, script_block;
	const char *parameter_name;
	bool native, native_fallback;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct register_argument_completer, command_names, "CommandName",
		      PARAM_MANDATORY, .set = "NativeSet",
		      .help = "Programs whose arguments are completed."),
	PARAM_STRINGS(struct register_argument_completer, command_names, "CommandName", 0,
		      .set = "PowerShellSet",
		      .help = "Commands that have the parameter; without it, every command."),
	PARAM_STRING(struct register_argument_completer, parameter_name, "ParameterName",
		     PARAM_MANDATORY, .set = "PowerShellSet", .help = "The parameter's name."),
	PARAM_SCRIPT_BLOCK(struct register_argument_completer, script_block, "ScriptBlock",
			   PARAM_MANDATORY | PARAM_ALLOW_NULL,
			   .help = "Writes texts or CompletionResult objects."),
	PARAM_SWITCH(struct register_argument_completer, native, "Native", 0, .set = "NativeSet",
		     .help = "The commands are programs: the block gets the word, the command's "
			     "tree and "
			     "the cursor's place."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct register_argument_completer *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	const char *parameter = self->native ? NULL : self->parameter_name;
	if (value_is_null(self->command_names))
		completion_register(s, "", parameter, self->script_block);
	for (size_t i = 0;
	     !value_is_null(self->command_names) && i < value_count(self->command_names); i++)
		completion_register(
			s, string_data(value_to_string(value_item(self->command_names, i))),
			parameter, self->script_block);
	return OK;
}

const struct cmdlet cmdlet_register_argumentcompleter = {
	.verb = "Register",
	.noun = "ArgumentCompleter",
	.parameters = parameters,
	.state_size = sizeof(struct register_argument_completer),
	.default_set = "NativeSet",
	.process = process,
	.synopsis = "Says what the prompt offers for an argument.",
	.description = "The script block gets the command's name, the parameter's name, the word "
		       "that is being "
		       "written, the command's tree and the parameters given so far, and writes "
		       "what fits.",
	.examples = (const struct cmdlet_example[]){{"Names of waves for -BatchId.",
						     "Register-ArgumentCompleter -CommandName "
						     "Get-MigrationUser -ParameterName BatchId "
						     "-ScriptBlock { param($command, $parameter, "
						     "$word) 'Wave1', 'Wave2' -like \"$word*\" }\n"
						     "(TabExpansion2 'Get-MigrationUser -BatchId "
						     "W').CompletionMatches.CompletionText",
						     "Wave1\nWave2"},
						    {NULL, NULL, NULL}},
};

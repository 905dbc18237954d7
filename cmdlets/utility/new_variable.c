/* New-Variable */
#include "cmdlet.h"
#include "cmdlets/utility/scope_argument.h"
#include "cmdlets/utility/variable_options.h"
#include "engine/ps_variable.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/string.h"

struct new_variable {
	const char *name, *description, *scope;
	Value value;
	int32_t option, visibility;
	bool force, pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct new_variable, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .help = "The name without $."),
	PARAM_OBJECT(struct new_variable, value, "Value",
		     PARAM_POSITION(1) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .help = "Its value."),
	PARAM_STRING(struct new_variable, description, "Description", 0, .help = "A description."),
	PARAM_ENUM(struct new_variable, option, "Option", &type_scoped_item_options, 0,
		   .help = "ReadOnly, Constant, Private or AllScope."),
	PARAM_ENUM(struct new_variable, visibility, "Visibility",
		   &type_session_state_entry_visibility, 0, .help = "Public or Private."),
	PARAM_SWITCH(struct new_variable, force, "Force", 0, .help = "Replaces one of that name."),
	PARAM_SWITCH(struct new_variable, pass_thru, "PassThru", 0, .help = "Gives the variable."),
	SCOPE_PARAMETER(struct new_variable, scope),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct new_variable *self = cmdlet_state(c);
	struct scope *scope;
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	if (!self->force && scope_get_in(scope, self->name).tag != VALUE_UNSET)
		return cmdlet_error_type(c, "System.Management.Automation.SessionStateException",
					 "VariableAlreadyExists", CATEGORY_RESOURCE_EXISTS,
					 string_from(self->name),
					 "A variable with name '%s' already exists.", self->name);
	bool go;
	Value target = string_printf("Name: %s Value: %s", self->name,
				     string_data(value_to_string(self->value)));
	status = cmdlet_should_process(c, string_data(target), "New variable", &go);
	if (status != OK || !go)
		return status;
	status = variable_define(c, scope, self->name,
				 value_is_null(self->value) ? NULL_VALUE : self->value,
				 self->option, self->description, self->force);
	if (status != OK || !self->pass_thru)
		return status;
	return cmdlet_write(c, ps_variable_new(scope, self->name));
}

const struct cmdlet cmdlet_new_variable = {
	.verb = "New",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct new_variable),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.output = "System.Management.Automation.PSVariable",
	.synopsis = "Creates a new variable.",
	.description = "Makes a variable, perhaps a constant or read-only one.",
	.examples =
		(const struct cmdlet_example[]){
			{"A constant",
			 "New-Variable -Name answer -Value 42 -Option Constant; $answer", "42\n"},
			{NULL, NULL, NULL},
		},
};

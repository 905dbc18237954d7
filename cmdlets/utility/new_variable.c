/* New-Variable: makes a variable that was not there. */
#include "cmdlets/utility/alias_options.h"

#include "engine/ps_variable.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/string.h"

#include <string.h>

struct new_variable {
	const char *name, *description, *scope, *visibility;
	Value value;
	int32_t option;
	bool force, pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct new_variable, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .help = "The variable's name."),
	PARAM_OBJECT(struct new_variable, value, "Value",
		     PARAM_POSITION(1) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .help = "Its value."),
	PARAM_STRING(struct new_variable, description, "Description", 0,
		     .help = "A text for people."),
	PARAM_ENUM(struct new_variable, option, "Option", &type_scoped_item_options, 0,
		   .help = "ReadOnly, Constant, Private or AllScope."),
	PARAM_STRING(struct new_variable, visibility, "Visibility", 0, .values = "Public,Private",
		     .help = "Accepted."),
	PARAM_SWITCH(struct new_variable, force, "Force", 0,
		     .help = "Also when there is one already."),
	PARAM_SWITCH(struct new_variable, pass_thru, "PassThru", 0, .help = "Gives the variable."),
	PARAM_STRING(struct new_variable, scope, "Scope", 0, .help = "In this scope."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct new_variable *self = cmdlet_state(c);
	Value value = self->value.tag == VALUE_UNSET ? NULL_VALUE : self->value;
	struct scope *scope;
	bool go;
	if (scope_argument(c, self->scope, &scope) != OK)
		return ERROR;
	Value target = string_printf("Name: %s Value: %s", self->name,
				     string_data(value_to_string(value)));
	enum status status = cmdlet_should_process(c, string_data(target), "New variable", &go);
	if (status != OK || !go)
		return status;
	if (scope_get_in(scope, self->name).tag != VALUE_UNSET && !self->force)
		return cmdlet_error_type(c, "System.Management.Automation.SessionStateException",
					 "VariableAlreadyExists", CATEGORY_RESOURCE_EXISTS,
					 string_from(self->name),
					 "A variable with name '%s' already exists.", self->name);
	struct variable *old = scope_variable(scope, self->name, false);
	if (old && self->force && !(old->options & VARIABLE_CONSTANT))
		old->options = 0;
	if (scope_set_in(cmdlet_session(c), scope, self->name, value) != OK)
		return cmdlet_write_error(c, error_take());
	if (self->option || self->description) {
		struct variable *v = scope_variable(scope, self->name, true);
		v->options = (unsigned)self->option;
		if (self->description)
			v->description = string_data(
				string_intern(self->description, strlen(self->description)));
	}
	return self->pass_thru ? cmdlet_write(c, ps_variable_new(scope, self->name)) : OK;
}

const struct cmdlet cmdlet_new_variable = {
	.verb = "New",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct new_variable),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.synopsis = "Makes a variable.",
};

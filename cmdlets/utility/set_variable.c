/* Set-Variable: gives variables a value and options, making them when there are none. */
#include "cmdlets/utility/alias_options.h"
#include "cmdlets/utility/variable_set.h"

#include "engine/ps_variable.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <string.h>

struct set_variable {
	Value name, value, include, exclude;
	const char *description, *scope, *visibility;
	int32_t option;
	bool force, pass_thru;
	Value piped; /* list: values that came through the pipeline */
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct set_variable, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .help = "Names of variables."),
	PARAM_OBJECT(struct set_variable, value, "Value",
		     PARAM_POSITION(1) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .help = "The value."),
	PARAM_STRINGS(struct set_variable, include, "Include", 0, .help = "Only these."),
	PARAM_STRINGS(struct set_variable, exclude, "Exclude", 0, .help = "Not these."),
	PARAM_STRING(struct set_variable, description, "Description", 0,
		     .help = "A text for people."),
	PARAM_ENUM(struct set_variable, option, "Option", &type_scoped_item_options, 0,
		   .help = "ReadOnly, Constant, Private or AllScope."),
	PARAM_SWITCH(struct set_variable, force, "Force", 0, .help = "Read-only variables, too."),
	PARAM_STRING(struct set_variable, visibility, "Visibility", 0, .values = "Public,Private",
		     .help = "Accepted."),
	PARAM_SWITCH(struct set_variable, pass_thru, "PassThru", 0, .help = "Gives the variables."),
	PARAM_STRING(struct set_variable, scope, "Scope", 0, .help = "In this scope."),
	PARAM_END,
};

/* A variable that is not to be written to: ERROR with the error set. */
static enum status check_writable(struct cmdlet_call *c, struct scope *scope, const char *name)
{
	struct set_variable *self = cmdlet_state(c);
	struct variable *v = scope_variable(scope, name, false);
	if (!v || !(v->options & (VARIABLE_READ_ONLY | VARIABLE_CONSTANT)))
		return OK;
	if (!(v->options & VARIABLE_CONSTANT) && self->force) {
		v->options &= ~(unsigned)VARIABLE_READ_ONLY;
		return OK;
	}
	return throw_error_type(
		"System.Management.Automation.SessionStateUnauthorizedAccessException",
		"VariableNotWritable", CATEGORY_WRITE_ERROR, string_from(name),
		"Cannot overwrite variable %s because it is read-only or constant.", name);
}

static enum status set_one(struct cmdlet_call *c, const char *name, Value value)
{
	struct set_variable *self = cmdlet_state(c);
	struct scope *scope;
	bool go;
	if (scope_argument(c, self->scope, &scope) != OK)
		return ERROR;
	Value target =
		string_printf("Name: %s Value: %s", name, string_data(value_to_string(value)));
	enum status status = cmdlet_should_process(c, string_data(target), "Set variable", &go);
	if (status != OK || !go)
		return status;
	bool has_value = cmdlet_is_bound(c, "Value") || self->piped.tag == VALUE_LIST ||
			 scope_get_in(scope, name).tag == VALUE_UNSET;
	if (check_writable(c, scope, name) != OK ||
	    (has_value && scope_set_in(cmdlet_session(c), scope, name, value) != OK))
		return cmdlet_write_error(c, error_take());
	if (cmdlet_is_bound(c, "Option") || self->description) {
		struct variable *v = scope_variable(scope, name, true);
		if (cmdlet_is_bound(c, "Option"))
			v->options = (unsigned)self->option;
		if (self->description)
			v->description = string_data(
				string_intern(self->description, strlen(self->description)));
	}
	return self->pass_thru ? cmdlet_write(c, ps_variable_new(scope, name)) : OK;
}

static enum status set_all(struct cmdlet_call *c, Value value)
{
	struct set_variable *self = cmdlet_state(c);
	for (size_t i = 0; i < value_count(self->name); i++) {
		enum status status =
			set_one(c, string_data(value_to_string(value_item(self->name, i))), value);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct set_variable *self = cmdlet_state(c);
	if (!cmdlet_has_pipeline_input(c))
		return set_all(c, self->value.tag == VALUE_UNSET ? NULL_VALUE : self->value);
	if (self->piped.tag != VALUE_LIST)
		self->piped = list_new();
	if (self->value.tag != VALUE_UNSET)
		list_add(value_as_list(self->piped), self->value);
	return OK;
}

/* Everything that was piped in becomes one value. */
static enum status end(struct cmdlet_call *c)
{
	struct set_variable *self = cmdlet_state(c);
	if (self->piped.tag != VALUE_LIST)
		return OK;
	struct list *list = value_as_list(self->piped);
	return set_all(c, list->count == 1 ? list->items[0] : list_to_array(list));
}

const struct cmdlet cmdlet_set_variable = {
	.verb = "Set",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct set_variable),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.end = end,
	.synopsis = "Gives variables a value.",
};

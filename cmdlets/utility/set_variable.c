/* Set-Variable */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/scope_argument.h"
#include "cmdlets/utility/variable_options.h"
#include "engine/ps_variable.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/string.h"

struct set_variable {
	Value names, value, include, exclude;
	const char *description, *scope;
	int32_t option, visibility;
	bool force, pass_thru, append;
	Value values; /* list: what came in */
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct set_variable, names, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .help = "Names without $."),
	PARAM_OBJECT(struct set_variable, value, "Value",
		     PARAM_POSITION(1) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .help = "The value; several of a pipeline make an array."),
	PARAM_STRINGS(struct set_variable, include, "Include", PARAM_WILDCARDS,
		      .help = "Of these names only."),
	PARAM_STRINGS(struct set_variable, exclude, "Exclude", PARAM_WILDCARDS,
		      .help = "Without these names."),
	PARAM_STRING(struct set_variable, description, "Description", 0, .help = "A description."),
	PARAM_ENUM(struct set_variable, option, "Option", &type_scoped_item_options, 0,
		   .help = "ReadOnly, Constant, Private or AllScope."),
	PARAM_SWITCH(struct set_variable, force, "Force", 0,
		     .help = "Overwrites read-only variables."),
	PARAM_ENUM(struct set_variable, visibility, "Visibility",
		   &type_session_state_entry_visibility, 0, .help = "Public or Private."),
	PARAM_SWITCH(struct set_variable, pass_thru, "PassThru", 0, .help = "Gives the variable."),
	SCOPE_PARAMETER(struct set_variable, scope),
	PARAM_SWITCH(struct set_variable, append, "Append", 0,
		     .help = "Adds to the variable's value."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct set_variable *self = cmdlet_state(c);
	self->values = list_new();
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct set_variable *self = cmdlet_state(c);
	if (self->value.tag != VALUE_UNSET)
		list_add(value_as_list(self->values), self->value);
	return OK;
}

static Value appended(struct scope *scope, const char *name, const struct list *values)
{
	Value old = scope_get_in(scope, name), all = list_new();
	for (size_t i = 0; !value_is_null(old) && i < value_count(old); i++)
		list_add(value_as_list(all), value_item(old, i));
	for (size_t i = 0; i < values->count; i++)
		list_add(value_as_list(all), values->items[i]);
	return list_to_array(value_as_list(all));
}

static enum status set_one(struct cmdlet_call *c, const char *name)
{
	const struct set_variable *self = cmdlet_state(c);
	const struct list *values = value_as_list(self->values);
	struct scope *scope;
	bool go;
	Value value = values->count > 1    ? list_to_array(values)
		      : values->count == 1 ? values->items[0]
					   : NULL_VALUE;
	if (!name_is_included(self->include, self->exclude, name))
		return OK;
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	struct strbuf target = STRBUF_INIT;
	strbuf_addf(&target, "Name: %s Value: %s", name, string_data(value_to_string(value)));
	status = cmdlet_should_process(c, target.data, "Set variable", &go);
	strbuf_clear(&target);
	if (status != OK || !go)
		return status;
	if (self->append)
		value = appended(scope, name, values);
	status = variable_define(c, scope, name, value, self->option, self->description,
				 self->force);
	if (status != OK || !self->pass_thru)
		return status;
	return cmdlet_write(c, ps_variable_new(scope, name));
}

static enum status end(struct cmdlet_call *c)
{
	struct set_variable *self = cmdlet_state(c);
	for (size_t i = 0; i < value_count(self->names); i++) {
		enum status status =
			set_one(c, string_data(value_to_string(value_item(self->names, i))));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_set_variable = {
	.verb = "Set",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct set_variable),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.begin = begin,
	.process = process,
	.end = end,
	.output = "System.Management.Automation.PSVariable",
	.synopsis = "Sets the value of a variable.",
	.description = "Sets a variable by its name, or makes one.",
	.examples =
		(const struct cmdlet_example[]){
			{"A value", "Set-Variable -Name a -Value 5; $a", "5\n"},
			{NULL, NULL, NULL},
		},
};

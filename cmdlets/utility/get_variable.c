/* Get-Variable */
#include "cmdlet.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/ps_variable.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct get_variable {
	Value names, include, exclude;
	bool value_only;
	const char *scope;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_variable, names, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME |
			      PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .help = "Names without $; all by default."),
	PARAM_SWITCH(struct get_variable, value_only, "ValueOnly", 0,
		     .help = "Gives the values only."),
	PARAM_STRINGS(struct get_variable, include, "Include", PARAM_WILDCARDS,
		      .help = "Of these names only."),
	PARAM_STRINGS(struct get_variable, exclude, "Exclude", PARAM_WILDCARDS,
		      .help = "Without these names."),
	SCOPE_PARAMETER(struct get_variable, scope),
	PARAM_END,
};

static enum status write_variable(struct cmdlet_call *c, struct scope *scope, const char *name)
{
	const struct get_variable *self = cmdlet_state(c);
	if (!name_is_included(self->include, self->exclude, name))
		return OK;
	return cmdlet_write(c, self->value_only ? scope_get_in(scope, name)
						: ps_variable_new(scope, name));
}

static enum status write_matches(struct cmdlet_call *c, struct scope *scope, const char *pattern)
{
	const struct get_variable *self = cmdlet_state(c);
	bool only = self->scope != NULL;
	Value names = variable_names(cmdlet_session(c), scope, only, pattern);
	for (size_t i = 0; i < value_count(names); i++) {
		const char *name = string_data(value_item(names, i));
		enum status status = write_variable(c, variable_scope(scope, only, name), name);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_variable *self = cmdlet_state(c);
	struct scope *scope;
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	if (value_is_null(self->names))
		return write_matches(c, scope, "*");
	for (size_t i = 0; status == OK && i < value_count(self->names); i++) {
		const char *name = string_data(value_to_string(value_item(self->names, i)));
		struct scope *own = variable_scope(scope, self->scope != NULL, name);
		if (wildcard_has_special(name))
			status = write_matches(c, scope, name);
		else if (own)
			status = write_variable(c, own, name);
		else
			status = variable_not_found(c, name);
	}
	return status;
}

const struct cmdlet cmdlet_get_variable = {
	.verb = "Get",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct get_variable),
	.process = process,
	.output = "System.Management.Automation.PSVariable",
	.synopsis = "Gets the variables in the current console.",
	.description = "Gives variables by name or pattern, with their values.",
	.examples =
		(const struct cmdlet_example[]){
			{"A value", "$a = 5; Get-Variable a -ValueOnly", "5\n"},
			{NULL, NULL, NULL},
		},
};

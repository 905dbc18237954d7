/* Get-Variable: variables as objects. */
#include "cmdlets/utility/variable_set.h"

#include "engine/ps_variable.h"

struct get_variable {
	Value name, include, exclude;
	const char *scope;
	bool value_only;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_variable, name, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS,
		      .help = "Names of variables."),
	PARAM_SWITCH(struct get_variable, value_only, "ValueOnly", 0, .help = "Their values only."),
	PARAM_STRINGS(struct get_variable, include, "Include", 0, .help = "Only these."),
	PARAM_STRINGS(struct get_variable, exclude, "Exclude", 0, .help = "Not these."),
	PARAM_STRING(struct get_variable, scope, "Scope", 0, .help = "Of this scope."),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, struct scope *scope, const char *name)
{
	struct get_variable *self = cmdlet_state(c);
	if (self->value_only)
		return cmdlet_write(c, scope_get_in(scope, name));
	return cmdlet_write(c, ps_variable_new(scope, name));
}

static enum status process(struct cmdlet_call *c)
{
	struct get_variable *self = cmdlet_state(c);
	struct variable_query query = {self->include, self->exclude, self->scope};
	return variable_query_each(c, &query, self->name, false, visit);
}

const struct cmdlet cmdlet_get_variable = {
	.verb = "Get",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct get_variable),
	.process = process,
	.output = "System.Management.Automation.PSVariable",
	.synopsis = "Lists variables.",
};

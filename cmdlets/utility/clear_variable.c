/* Clear-Variable: gives variables the value $null. */
#include "cmdlets/utility/variable_set.h"

#include "engine/ps_variable.h"
#include "engine/session.h"
#include "object/string.h"

struct clear_variable {
	Value name, include, exclude;
	const char *scope;
	bool force, pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct clear_variable, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .help = "Names of variables."),
	PARAM_STRINGS(struct clear_variable, include, "Include", 0, .help = "Only these."),
	PARAM_STRINGS(struct clear_variable, exclude, "Exclude", 0, .help = "Not these."),
	PARAM_SWITCH(struct clear_variable, force, "Force", 0, .help = "Read-only variables, too."),
	PARAM_SWITCH(struct clear_variable, pass_thru, "PassThru", 0,
		     .help = "Gives the variables."),
	PARAM_STRING(struct clear_variable, scope, "Scope", 0, .help = "Of this scope."),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, struct scope *scope, const char *name)
{
	struct clear_variable *self = cmdlet_state(c);
	bool go;
	Value target = string_printf("Name: %s", name);
	enum status status = cmdlet_should_process(c, string_data(target), "Clear variable", &go);
	if (status != OK || !go)
		return status;
	if (scope_set_in(cmdlet_session(c), scope, name, NULL_VALUE) != OK)
		return cmdlet_write_error(c, error_take());
	return self->pass_thru ? cmdlet_write(c, ps_variable_new(scope, name)) : OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct clear_variable *self = cmdlet_state(c);
	struct variable_query query = {self->include, self->exclude, self->scope};
	return variable_query_each(c, &query, self->name, false, visit);
}

const struct cmdlet cmdlet_clear_variable = {
	.verb = "Clear",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct clear_variable),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Gives variables the value $null.",
};

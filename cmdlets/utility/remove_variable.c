/* Remove-Variable: takes variables away. */
#include "cmdlets/utility/variable_set.h"

#include "engine/session.h"
#include "object/string.h"

struct remove_variable {
	Value name, include, exclude;
	const char *scope;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct remove_variable, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .help = "Names of variables."),
	PARAM_STRINGS(struct remove_variable, include, "Include", 0, .help = "Only these."),
	PARAM_STRINGS(struct remove_variable, exclude, "Exclude", 0, .help = "Not these."),
	PARAM_SWITCH(struct remove_variable, force, "Force", 0,
		     .help = "Read-only variables, too."),
	PARAM_STRING(struct remove_variable, scope, "Scope", 0, .help = "Of this scope."),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, struct scope *scope, const char *name)
{
	struct remove_variable *self = cmdlet_state(c);
	bool go;
	Value target = string_printf("Name: %s", name);
	enum status status = cmdlet_should_process(c, string_data(target), "Remove variable", &go);
	if (status != OK || !go)
		return status;
	struct variable *v = scope_variable(scope, name, false);
	if (v && ((v->options & VARIABLE_CONSTANT) ||
		  ((v->options & VARIABLE_READ_ONLY) && !self->force)))
		return cmdlet_error_type(
			c, "System.Management.Automation.SessionStateUnauthorizedAccessException",
			"VariableNotRemovable", CATEGORY_WRITE_ERROR, string_from(name),
			"Cannot remove variable %s because it is constant or read-only. If the "
			"variable is "
			"read-only, try the operation again specifying the Force option.",
			name);
	scope_remove(scope, name);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct remove_variable *self = cmdlet_state(c);
	struct variable_query query = {self->include, self->exclude, self->scope};
	return variable_query_each(c, &query, self->name, false, visit);
}

const struct cmdlet cmdlet_remove_variable = {
	.verb = "Remove",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct remove_variable),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Takes variables away.",
};

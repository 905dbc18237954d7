/* Remove-Variable */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct remove_variable {
	Value names, include, exclude;
	bool force;
	const char *scope;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct remove_variable, names, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME |
			      PARAM_WILDCARDS,
		      .help = "Names without $."),
	PARAM_STRINGS(struct remove_variable, include, "Include", PARAM_WILDCARDS,
		      .help = "Of these names only."),
	PARAM_STRINGS(struct remove_variable, exclude, "Exclude", PARAM_WILDCARDS,
		      .help = "Without these names."),
	PARAM_SWITCH(struct remove_variable, force, "Force", 0,
		     .help = "Read-only variables, too."),
	SCOPE_PARAMETER(struct remove_variable, scope),
	PARAM_END,
};

static enum status remove_one(struct cmdlet_call *c, struct scope *scope, const char *name)
{
	const struct remove_variable *self = cmdlet_state(c);
	const struct variable *v = scope_variable(scope, name, false);
	bool go;
	struct strbuf target = STRBUF_INIT;
	if (!name_is_included(self->include, self->exclude, name))
		return OK;
	strbuf_addf(&target, "Name: %s", name);
	enum status status = cmdlet_should_process(c, target.data, "Remove variable", &go);
	strbuf_clear(&target);
	if (status != OK || !go)
		return status;
	if (v && ((v->options & VARIABLE_CONSTANT) ||
		  ((v->options & VARIABLE_READ_ONLY) && !self->force)))
		return cmdlet_error_type(
			c, "System.Management.Automation.SessionStateUnauthorizedAccessException",
			"VariableNotRemovable", CATEGORY_WRITE_ERROR, string_from(name),
			"Cannot remove variable %s because it is constant or read-only. If the "
			"variable is read-only, try the operation again specifying the Force "
			"option.",
			name);
	scope_remove(scope, name);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct remove_variable *self = cmdlet_state(c);
	struct scope *scope;
	bool only = self->scope != NULL;
	enum status status = scope_argument(c, self->scope, &scope);
	for (size_t i = 0; status == OK && i < value_count(self->names); i++) {
		const char *name = string_data(value_to_string(value_item(self->names, i)));
		bool pattern = wildcard_has_special(name);
		Value found =
			pattern ? variable_names(cmdlet_session(c), scope, only, name) : NULL_VALUE;
		struct scope *own = variable_scope(scope, only, name);
		if (!pattern)
			status = own ? remove_one(c, own, name) : variable_not_found(c, name);
		for (size_t k = 0; pattern && status == OK && k < value_count(found); k++) {
			name = string_data(value_item(found, k));
			own = variable_scope(scope, only, name);
			if (own)
				status = remove_one(c, own, name);
		}
	}
	return status;
}

const struct cmdlet cmdlet_remove_variable = {
	.verb = "Remove",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct remove_variable),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.synopsis = "Deletes a variable and its value.",
	.description = "Deletes variables by name or pattern.",
	.examples =
		(const struct cmdlet_example[]){
			{"One", "$a = 1; Remove-Variable a; Test-Path variable:a", "False\n"},
			{NULL, NULL, NULL},
		},
};

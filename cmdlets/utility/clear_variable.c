/* Clear-Variable */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/scope_argument.h"
#include "cmdlets/utility/variable_options.h"
#include "engine/ps_variable.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct clear_variable {
	Value names, include, exclude;
	bool force, pass_thru;
	const char *scope;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct clear_variable, names, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME |
			      PARAM_WILDCARDS,
		      .help = "Names without $."),
	PARAM_STRINGS(struct clear_variable, include, "Include", PARAM_WILDCARDS,
		      .help = "Of these names only."),
	PARAM_STRINGS(struct clear_variable, exclude, "Exclude", PARAM_WILDCARDS,
		      .help = "Without these names."),
	PARAM_SWITCH(struct clear_variable, force, "Force", 0, .help = "Read-only variables, too."),
	PARAM_SWITCH(struct clear_variable, pass_thru, "PassThru", 0,
		     .help = "Gives the variable."),
	SCOPE_PARAMETER(struct clear_variable, scope),
	PARAM_END,
};

static enum status clear_one(struct cmdlet_call *c, struct scope *scope, const char *name)
{
	const struct clear_variable *self = cmdlet_state(c);
	struct strbuf target = STRBUF_INIT;
	bool go;
	if (!name_is_included(self->include, self->exclude, name))
		return OK;
	strbuf_addf(&target, "Name: %s", name);
	enum status status = cmdlet_should_process(c, target.data, "Clear variable", &go);
	strbuf_clear(&target);
	if (status != OK || !go)
		return status;
	status = variable_define(c, scope, name, NULL_VALUE, 0, NULL, self->force);
	if (status != OK || !self->pass_thru)
		return status;
	return cmdlet_write(c, ps_variable_new(scope, name));
}

static enum status process(struct cmdlet_call *c)
{
	struct clear_variable *self = cmdlet_state(c);
	struct scope *scope;
	bool only = self->scope != NULL;
	enum status status = scope_argument(c, self->scope, &scope);
	for (size_t i = 0; status == OK && i < value_count(self->names); i++) {
		const char *name = string_data(value_to_string(value_item(self->names, i)));
		Value found = variable_names(cmdlet_session(c), scope, only, name);
		if (!value_count(found) && !wildcard_has_special(name))
			status = variable_not_found(c, name);
		for (size_t k = 0; status == OK && k < value_count(found); k++) {
			const char *own = string_data(value_item(found, k));
			status = clear_one(c, variable_scope(scope, only, own), own);
		}
	}
	return status;
}

const struct cmdlet cmdlet_clear_variable = {
	.verb = "Clear",
	.noun = "Variable",
	.parameters = parameters,
	.state_size = sizeof(struct clear_variable),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.output = "System.Management.Automation.PSVariable",
	.synopsis = "Deletes the value of a variable.",
	.description = "Sets variables to $null; they stay.",
	.examples =
		(const struct cmdlet_example[]){
			{"One", "$a = 1; Clear-Variable a; $null -eq $a", "True\n"},
			{NULL, NULL, NULL},
		},
};

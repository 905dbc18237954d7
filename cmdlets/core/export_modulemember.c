/* Export-ModuleMember: what a module shows of itself. */
#include "cmdlet.h"
#include "engine/module.h"
#include "engine/session.h"

struct export_modulemember {
	Value function, cmdlet, variable, alias;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct export_modulemember, function, "Function",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL |
			      PARAM_PIPELINE_BY_NAME,
		      .help = "Functions, by name or wildcard."),
	PARAM_STRINGS(struct export_modulemember, cmdlet, "Cmdlet",
		      PARAM_ALLOW_NULL | PARAM_PIPELINE_BY_NAME, .help = "Cmdlets."),
	PARAM_STRINGS(struct export_modulemember, variable, "Variable",
		      PARAM_ALLOW_NULL | PARAM_NOT_NULL | PARAM_PIPELINE_BY_NAME,
		      .help = "Variables."),
	PARAM_STRINGS(struct export_modulemember, alias, "Alias",
		      PARAM_ALLOW_NULL | PARAM_NOT_NULL | PARAM_PIPELINE_BY_NAME,
		      .help = "Aliases."),
	PARAM_END,
};

static Value or_null(Value v)
{
	return v.tag == VALUE_UNSET ? NULL_VALUE : v;
}

static enum status process(struct cmdlet_call *c)
{
	struct export_modulemember *self = cmdlet_state(c);
	return module_export(cmdlet_session(c), or_null(self->function), or_null(self->alias),
			     or_null(self->variable));
}

const struct cmdlet cmdlet_export_modulemember = {
	.verb = "Export",
	.noun = "ModuleMember",
	.parameters = parameters,
	.state_size = sizeof(struct export_modulemember),
	.process = process,
	.synopsis = "Says what a module exports.",
};

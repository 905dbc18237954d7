/* Set-Alias */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/enums.h"
#include "object/string.h"

struct set_alias {
	const char *name, *value, *description, *scope;
	int32_t option;
	bool pass_thru, force;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct set_alias, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .help = "The alias."),
	PARAM_STRING(struct set_alias, value, "Value",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .aliases = "Definition", .help = "The command that it stands for."),
	PARAM_STRING(struct set_alias, description, "Description", 0, .help = "A description."),
	PARAM_ENUM(struct set_alias, option, "Option", &type_scoped_item_options, 0,
		   .help = "ReadOnly, Constant, Private or AllScope."),
	PARAM_SWITCH(struct set_alias, pass_thru, "PassThru", 0, .help = "Gives the alias."),
	SCOPE_PARAMETER(struct set_alias, scope),
	PARAM_SWITCH(struct set_alias, force, "Force", 0, .help = "Replaces a read-only alias."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct set_alias *self = cmdlet_state(c);
	struct scope *scope;
	struct command *alias;
	bool go;
	struct strbuf target = STRBUF_INIT;
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	strbuf_addf(&target, "Name: %s Value: %s", self->name, self->value);
	status = cmdlet_should_process(c, target.data, "Set Alias", &go);
	strbuf_clear(&target);
	if (status != OK || !go)
		return status;
	struct command *old = scope->aliases ? hashmap_get(scope->aliases, self->name) : NULL;
	if (old && self->force)
		old->options &= ~(unsigned)VARIABLE_READ_ONLY;
	if (alias_define(cmdlet_session(c), scope, self->name, self->value, (unsigned)self->option,
			 &alias) != OK)
		return cmdlet_write_error(c, error_take());
	if (self->description)
		alias->description = string_from(self->description);
	return self->pass_thru ? cmdlet_write(c, command_value(alias)) : OK;
}

const struct cmdlet cmdlet_set_alias = {
	.verb = "Set",
	.noun = "Alias",
	.parameters = parameters,
	.state_size = sizeof(struct set_alias),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Creates or changes an alias for a cmdlet or other command in the current "
		    "PowerShell session.",
	.description = "Makes a further name for a command, or gives a name another meaning.",
	.examples =
		(const struct cmdlet_example[]){
			{"Another name", "Set-Alias show Write-Output; show 'hello'", "hello\n"},
			{NULL, NULL, NULL},
		},
};

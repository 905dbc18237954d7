/* New-Alias */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/enums.h"
#include "object/string.h"

struct new_alias {
	const char *name, *value, *description, *scope;
	int32_t option;
	bool pass_thru, force;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct new_alias, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .help = "The alias."),
	PARAM_STRING(struct new_alias, value, "Value",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .aliases = "Definition", .help = "The command that it stands for."),
	PARAM_STRING(struct new_alias, description, "Description", 0, .help = "A description."),
	PARAM_ENUM(struct new_alias, option, "Option", &type_scoped_item_options, 0,
		   .help = "ReadOnly, Constant, Private or AllScope."),
	PARAM_SWITCH(struct new_alias, pass_thru, "PassThru", 0, .help = "Gives the alias."),
	SCOPE_PARAMETER(struct new_alias, scope),
	PARAM_SWITCH(struct new_alias, force, "Force", 0, .help = "Replaces a read-only alias."),
	PARAM_END,
};

static enum status already_there(struct cmdlet_call *c)
{
	const struct new_alias *self = cmdlet_state(c);
	return cmdlet_error_type(
		c, "System.Management.Automation.SessionStateException", "AliasAlreadyExists",
		CATEGORY_RESOURCE_EXISTS, string_from(self->name),
		"The alias is not allowed, because an alias with the name '%s' already "
		"exists.",
		self->name);
}

static enum status process(struct cmdlet_call *c)
{
	struct new_alias *self = cmdlet_state(c);
	struct scope *scope;
	struct command *alias;
	bool go;
	struct strbuf target = STRBUF_INIT;
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	strbuf_addf(&target, "Name: %s Value: %s", self->name, self->value);
	status = cmdlet_should_process(c, target.data, "New Alias", &go);
	strbuf_clear(&target);
	if (status != OK || !go)
		return status;
	if (!self->force && command_find_kind(cmdlet_session(c), self->name, COMMAND_ALIAS))
		return already_there(c);
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

const struct cmdlet cmdlet_new_alias = {
	.verb = "New",
	.noun = "Alias",
	.parameters = parameters,
	.state_size = sizeof(struct new_alias),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Creates a new alias.",
	.description = "Makes a further name for a command; one that is there already is an error.",
	.examples =
		(const struct cmdlet_example[]){
			{"Another name", "New-Alias show Write-Output; show 'hello'", "hello\n"},
			{NULL, NULL, NULL},
		},
};

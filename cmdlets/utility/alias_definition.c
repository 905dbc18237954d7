#include "cmdlets/utility/alias_definition.h"

#include "base/strbuf.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/enums.h"
#include "object/string.h"

const struct parameter alias_definition_parameters[] = {
	PARAM_STRING(struct alias_definition, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .help = "The alias."),
	PARAM_STRING(struct alias_definition, value, "Value",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .aliases = "Definition", .help = "The command that it stands for."),
	PARAM_STRING(struct alias_definition, description, "Description", 0,
		     .help = "A description."),
	PARAM_ENUM(struct alias_definition, option, "Option", &type_scoped_item_options, 0,
		   .help = "ReadOnly, Constant, Private or AllScope."),
	PARAM_SWITCH(struct alias_definition, pass_thru, "PassThru", 0, .help = "Gives the alias."),
	SCOPE_PARAMETER(struct alias_definition, scope),
	PARAM_SWITCH(struct alias_definition, force, "Force", 0,
		     .help = "Replaces a read-only alias."),
	PARAM_END,
};

enum status alias_definition_begin(struct cmdlet_call *c, const char *action,
				   struct scope **scope_r)
{
	struct alias_definition *self = cmdlet_state(c);
	struct scope *scope;
	bool go;
	struct strbuf target = STRBUF_INIT;
	*scope_r = NULL;
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	strbuf_addf(&target, "Name: %s Value: %s", self->name, self->value);
	status = cmdlet_should_process(c, target.data, action, &go);
	strbuf_clear(&target);
	if (status == OK && go)
		*scope_r = scope;
	return status;
}

enum status alias_definition_apply(struct cmdlet_call *c, struct scope *scope)
{
	struct alias_definition *self = cmdlet_state(c);
	struct command *alias;
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

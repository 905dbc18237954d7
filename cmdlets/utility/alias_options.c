#include "cmdlets/utility/alias_options.h"

#include "engine/command_table.h"
#include "engine/session.h"
#include "object/string.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

enum status scope_argument(struct cmdlet_call *c, const char *text, struct scope **scope_r)
{
	struct session *s = cmdlet_session(c);
	struct scope *scope = s->scope;
	if (!text || !strcasecmp(text, "Local") || !strcasecmp(text, "Private")) {
		*scope_r = scope;
		return OK;
	}
	if (!strcasecmp(text, "Global")) {
		*scope_r = s->global;
		return OK;
	}
	if (!strcasecmp(text, "Script")) {
		while (scope->parent && !scope->is_script)
			scope = scope->parent;
		*scope_r = scope;
		return OK;
	}
	bool number = isdigit((unsigned char)text[0]);
	*scope_r = number ? scope_up(s, atoi(text)) : NULL;
	if (*scope_r)
		return OK;
	if (!number)
		return cmdlet_throw_type(c, "System.Management.Automation.PSArgumentException",
					 "Argument", CATEGORY_INVALID_ARGUMENT, string_from(text),
					 "Cannot process argument because the value of argument "
					 "\"scope\" is not valid. Use "
					 "Global, Local, Script or a number. (Parameter 'scope')");
	return cmdlet_throw_type(
		c, "System.Management.Automation.PSArgumentOutOfRangeException",
		"ArgumentOutOfRange", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"The scope number '%s' exceeds the number of active scopes. (Parameter 'scopeID')\n"
		"Actual value was %s.",
		text, text);
}

static enum status refuse(struct cmdlet_call *c, const char *name, struct command *old)
{
	if (old->options & (VARIABLE_READ_ONLY | VARIABLE_CONSTANT))
		return cmdlet_error_type(
			c, "System.Management.Automation.SessionStateUnauthorizedAccessException",
			"AliasNotWritable", CATEGORY_WRITE_ERROR, string_from(name),
			"Alias is not writeable because alias %s is read-only or constant and "
			"cannot "
			"be written to.",
			name);
	return cmdlet_error_type(
		c, "System.Management.Automation.SessionStateException", "AliasAlreadyExists",
		CATEGORY_RESOURCE_EXISTS, string_from(name),
		"The alias is not allowed, because an alias with the name '%s' already exists.",
		name);
}

enum status alias_setting_apply(struct cmdlet_call *c, bool must_be_new)
{
	struct alias_setting *self = cmdlet_state(c);
	struct scope *scope;
	struct command *alias;
	bool go;
	if (scope_argument(c, self->scope, &scope) != OK)
		return ERROR;
	enum status status =
		cmdlet_should_process(c, self->name, must_be_new ? "New Alias" : "Set Alias", &go);
	if (status != OK || !go)
		return status;
	struct command *old = scope->aliases ? hashmap_get(scope->aliases, self->name) : NULL;
	bool protected = old && ((old->options & VARIABLE_CONSTANT) ||
				 ((old->options & VARIABLE_READ_ONLY) && !self->force));
	if (old && (protected || (must_be_new && !self->force)))
		return refuse(c, self->name, old);
	if (old)
		old->options = 0;
	if (alias_define(cmdlet_session(c), scope, self->name, self->value, (unsigned)self->option,
			 &alias) != OK)
		return cmdlet_write_error(c, error_take());
	if (self->description)
		alias->description = string_from(self->description);
	return self->pass_thru ? cmdlet_write(c, command_value(alias)) : OK;
}

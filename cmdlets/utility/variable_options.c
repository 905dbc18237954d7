#include "cmdlets/utility/variable_options.h"
#include "cmdlets/utility/failure.h"
#include "engine/session.h"
#include "object/string.h"
#include <string.h>

enum status variable_not_writable(struct cmdlet_call *c, const char *name)
{
	return cmdlet_error_type(
		c, "System.Management.Automation.SessionStateUnauthorizedAccessException",
		"VariableNotWritable", CATEGORY_WRITE_ERROR, string_from(name),
		"Cannot overwrite variable %s because it is read-only or constant.", name);
}

enum status variable_define(struct cmdlet_call *c, struct scope *scope, const char *name,
			    Value value, int options, const char *description, bool force)
{
	struct variable *v = scope_variable(scope, name, false);
	if (v && (v->options & (VARIABLE_READ_ONLY | VARIABLE_CONSTANT))) {
		if ((v->options & VARIABLE_CONSTANT) || !force)
			return variable_not_writable(c, name);
		v->options &= ~(unsigned)VARIABLE_READ_ONLY;
	}
	if (scope_set_in(cmdlet_session(c), scope, name, value) != OK)
		return cmdlet_write_error(c, error_take());
	if (!options && !description)
		return OK;
	v = scope_variable(scope, name, true);
	scope_add_options(v, (unsigned)options);
	if (description)
		v->description = string_data(string_intern(description, strlen(description)));
	return OK;
}

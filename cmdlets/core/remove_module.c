/* Remove-Module: takes a module's commands out of the session. */
#include "cmdlets/core/module_cmdlets.h"

#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct remove_module {
	Value name, module_info;
	bool force, found;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct remove_module, module_info, "ModuleInfo", &type_object_array,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE, .set = "ModuleInfo",
		    .type_name = "psmoduleinfo[]", .help = "Modules at hand."),
	PARAM_STRINGS(struct remove_module, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_WILDCARDS,
		      .set = "name", .help = "Names of modules."),
	PARAM_SWITCH(struct remove_module, force, "Force", 0, .help = "Read-only modules, too."),
	PARAM_END,
};

static enum status remove_one(struct cmdlet_call *c, struct module_state *m)
{
	struct remove_module *self = cmdlet_state(c);
	bool go;
	self->found = true;
	if (m->builtin)
		return cmdlet_error(c, "Modules_ModuleIsConstant", CATEGORY_PERMISSION_DENIED,
				    string_from(m->name),
				    "The module '%s' is part of the shell and cannot be removed.",
				    m->name);
	enum status status = cmdlet_should_process(c, m->name, "Remove-Module", &go);
	if (status == OK && go)
		module_remove(cmdlet_session(c), m);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct remove_module *self = cmdlet_state(c);
	for (size_t i = 0;
	     self->module_info.tag == VALUE_ARRAY && i < value_count(self->module_info); i++) {
		struct module_state *m = value_as_module(value_item(self->module_info, i));
		enum status status = m ? remove_one(c, m) : OK;
		if (status != OK)
			return status;
	}
	if (self->name.tag != VALUE_ARRAY)
		return OK;
	self->found = false;
	enum status status = each_module(c, self->name, remove_one);
	if (status != OK || self->found)
		return status;
	return cmdlet_error(c, "Modules_NoModulesRemoved", CATEGORY_RESOURCE_UNAVAILABLE,
			    self->name,
			    "No modules were removed. Verify that the specification of modules to "
			    "remove is correct "
			    "and those modules exist in the runspace.");
}

const struct cmdlet cmdlet_remove_module = {
	.verb = "Remove",
	.noun = "Module",
	.parameters = parameters,
	.state_size = sizeof(struct remove_module),
	.default_set = "name",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Takes a module's commands out of the session.",
};

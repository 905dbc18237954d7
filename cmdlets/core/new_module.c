/* New-Module: a module made of a script block. */
#include "cmdlets/core/module_cmdlets.h"

#include "base/strbuf.h"
#include "engine/command.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/ets.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdio.h>

struct new_module {
	Value script_block;
	const char *name;
	Value function, cmdlet, arguments;
	bool return_result, as_custom_object;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct new_module, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE, .set = "Name",
		     .help = "The module's name."),
	PARAM_SCRIPT_BLOCK(struct new_module, script_block, "ScriptBlock",
			   PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_NULL,
			   .set = "ScriptBlock", .help = "Its code."),
	PARAM_SCRIPT_BLOCK(struct new_module, script_block, "ScriptBlock",
			   PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_NOT_NULL, .set = "Name"),
	PARAM_STRINGS(struct new_module, function, "Function", PARAM_NOT_NULL,
		      .help = "The functions that it exports."),
	PARAM_STRINGS(struct new_module, cmdlet, "Cmdlet", PARAM_NOT_NULL,
		      .help = "The cmdlets that it exports."),
	PARAM_SWITCH(struct new_module, return_result, "ReturnResult", 0,
		     .help = "Gives what the code returns."),
	PARAM_SWITCH(struct new_module, as_custom_object, "AsCustomObject", 0,
		     .help = "Gives an object with the exported functions as methods."),
	PARAM_VALUE(struct new_module, arguments, "ArgumentList", &type_object_array,
		    PARAM_REMAINING, .aliases = "Args", .help = "The code's arguments."),
	PARAM_END,
};

enum status module_write_object(struct cmdlet_call *c, struct module_state *m)
{
	Value object = psobject_new(), key, value;
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_variables), &i, &key, &value);)
		psobject_set(object, string_data(key), value);
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_functions), &i, &key, &value);) {
		Value method = member_object_new(MEMBER_SCRIPT_METHOD, string_data(key),
						 value_as_command(value)->script_block, NULL_VALUE);
		if (member_add(object, method, true, &object) != OK)
			return ERROR;
	}
	return cmdlet_write(c, object);
}

static enum status process(struct cmdlet_call *c)
{
	struct new_module *self = cmdlet_state(c);
	Value module;
	static int next_number;
	char generated[64];
	snprintf(generated, sizeof(generated), "__DynamicModule_%d", ++next_number);
	enum status status = module_from_block(
		cmdlet_session(c), self->name ? self->name : generated, self->script_block,
		self->arguments.tag == VALUE_ARRAY ? self->arguments : NULL_VALUE, &module,
		self->return_result ? cmdlet_output(c) : &output_null);
	if (status != OK || self->return_result)
		return status;
	struct module_state *m = value_as_module(module);
	if (self->as_custom_object)
		return module_write_object(c, m);
	status = module_bring_in(cmdlet_session(c), m, cmdlet_session(c)->global, NULL);
	return status == OK ? cmdlet_write(c, module) : status;
}

const struct cmdlet cmdlet_new_module = {
	.verb = "New",
	.noun = "Module",
	.parameters = parameters,
	.state_size = sizeof(struct new_module),
	.default_set = "ScriptBlock",
	.process = process,
	.output = "System.Management.Automation.PSModuleInfo",
	.synopsis = "Makes a module of a script block.",
};

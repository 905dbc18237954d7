/* Get-Module: the modules that are loaded. */
#include "cmdlets/core/module_cmdlets.h"

#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct get_module {
	Value name;
	bool list_available, all;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_module, name, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .help = "Names of modules."),
	PARAM_SWITCH(struct get_module, list_available, "ListAvailable", 0,
		     .help = "Modules that can be loaded, too."),
	PARAM_SWITCH(struct get_module, all, "All", 0, .help = "Nested modules, too."),
	PARAM_END,
};

enum status each_module(struct cmdlet_call *c, Value patterns,
			enum status (*callback)(struct cmdlet_call *c, struct module_state *m))
{
	struct session *s = cmdlet_session(c);
	for (struct hashmap_entry *e = NULL; (e = hashmap_next(&s->modules, e));) {
		bool wanted = patterns.tag != VALUE_ARRAY;
		for (size_t i = 0; !wanted && i < value_count(patterns); i++)
			wanted = wildcard_match(
				string_data(value_to_string(value_item(patterns, i))), e->key,
				true);
		if (!wanted)
			continue;
		enum status status = callback(c, e->value);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status write_module(struct cmdlet_call *c, struct module_state *m)
{
	return cmdlet_write(c, value_cell(VALUE_OBJECT, m));
}

static enum status process(struct cmdlet_call *c)
{
	return each_module(c, ((struct get_module *)cmdlet_state(c))->name, write_module);
}

const struct cmdlet cmdlet_get_module = {
	.verb = "Get",
	.noun = "Module",
	.parameters = parameters,
	.state_size = sizeof(struct get_module),
	.process = process,
	.output = "System.Management.Automation.PSModuleInfo",
	.synopsis = "Lists the modules of the session.",
};

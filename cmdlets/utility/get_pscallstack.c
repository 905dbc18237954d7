/* Get-PSCallStack: which function calls which. */
#include "cmdlet.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/psobject.h"
#include "object/string.h"
#include <string.h>

struct get_pscallstack {
	bool unused;
};

static const struct parameter parameters[] = {
	PARAM_END,
};

#define MAX_FRAMES 1000

static enum status process(struct cmdlet_call *c)
{
	struct session *s = cmdlet_session(c);
	struct call_site *sites = gc_alloc_bytes(MAX_FRAMES * sizeof(*sites));
	size_t count = script_call_stack(s, sites, MAX_FRAMES);
	for (size_t i = 0; i < count; i++) {
		int line = 0, column = 0;
		const char *path = sites[i].source ? sites[i].source->path : NULL;
		const char *slash = path ? strrchr(path, '/') : NULL;
		const char *file = slash ? slash + 1 : path;
		if (sites[i].source)
			source_position(sites[i].source, sites[i].extent.start, &line, &column);
		bool is_script = i + 1 == count && path;
		Value frame = psobject_new_typed("System.Management.Automation.CallStackFrame");
		psobject_set(frame, "Command", string_from(is_script ? file : sites[i].function));
		psobject_set(frame, "Location",
			     file ? string_printf("%s: line %d", file, line)
				  : string_from("<No file>"));
		psobject_set(frame, "Arguments", string_from("{}"));
		psobject_set(frame, "FunctionName", string_from(sites[i].function));
		psobject_set(frame, "ScriptName", path ? string_from(path) : NULL_VALUE);
		psobject_set(frame, "ScriptLineNumber", value_int(line));
		enum status status = cmdlet_write(c, frame);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_pscallstack = {
	.verb = "Get",
	.noun = "PSCallStack",
	.parameters = parameters,
	.state_size = sizeof(struct get_pscallstack),
	.process = process,
	.output = "System.Management.Automation.CallStackFrame",
	.synopsis = "Displays the current call stack.",
	.description = "Lists the functions that are running, the innermost first.",
	.examples =
		(const struct cmdlet_example[]){
			{"From a function", "function f { (Get-PSCallStack)[0].FunctionName }; f",
			 "f\n"},
			{NULL, NULL, NULL},
		},
};

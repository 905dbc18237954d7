#include "cmdlets/modules.h"

#include "cmdlet.h"
#include "completion/completion.h"
#include "engine/command_table.h"
#include "engine/scope.h"
#include "engine/script.h"
#include "engine/session.h"
#include "formatters/ansi.h"
#include "provider/provider.h"

#include <stdlib.h>
#include <string.h>

extern const struct module module_archive, module_exchange, module_core, module_host,
	module_management, module_migration, module_security, module_thread_job, module_utility;

const struct module *const all_modules[] = {
	&module_core,       &module_host,
	&module_utility,    &module_management,
	&module_security,   &module_archive,
	&module_thread_job, &module_migration,
	&module_exchange,   NULL,
};

/* Functions that every session has from the start, for scripts to call or to replace. */
static const struct {
	const char *name, *text;
} functions[] = {
	{"TabExpansion2",
	 "[CmdletBinding(DefaultParameterSetName = 'ScriptInputSet')]\n"
	 "[OutputType([System.Management.Automation.CommandCompletion])]\n"
	 "param(\n"
	 "[Parameter(ParameterSetName = 'ScriptInputSet', Mandatory, Position = 0)]\n"
	 "[AllowEmptyString()] [string] $inputScript,\n"
	 "[Parameter(ParameterSetName = 'ScriptInputSet', Position = 1)]\n"
	 "[int] $cursorColumn = $inputScript.Length,\n"
	 "[Parameter(ParameterSetName = 'ScriptInputSet', Position = 2)]\n"
	 "[hashtable] $options = $null)\n"
	 "[System.Management.Automation.CommandCompletion]::CompleteInput($inputScript, "
	 "$cursorColumn, "
	 "$options)\n"},
};

static void define_functions(struct session *s)
{
	for (size_t i = 0; i < countof(functions); i++) {
		Value block;
		const char *text = functions[i].text;
		if (script_compile_text(s, text, strlen(text), NULL, &block) != OK ||
		    function_define(s, functions[i].name, block, false) != OK)
			abort(); /* the text above is wrong */
	}
}

void modules_register(struct session *s)
{
	for (const struct module *const *m = all_modules; *m; m++)
		session_add_module(s, *m);
	providers_register(s);
	completion_register_types();
	define_functions(s);
	scope_variable(s->global, "PSStyle", true)->value = ansi_style_object();
}

#include "cmdlets/modules.h"
#include "cmdlets/core/runspace.h"

#include "cmdlet.h"
#include "cmdlets/host_object.h"
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
	module_management, module_migration, module_psreadline, module_security, module_thread_job,
	module_utility;

const struct module *const all_modules[] = {
	&module_core,
	&module_host,
	&module_utility,
	&module_management,
	&module_security,
	&module_archive,
	&module_thread_job,
	&module_migration,
	&module_exchange,
	&module_psreadline,
	NULL,
};

extern const char embedded_functions_ps1[];
extern const unsigned long embedded_functions_ps1_size;

static void define_functions(struct session *s)
{
	if (session_run_text(s, embedded_functions_ps1, embedded_functions_ps1_size) != OK)
		abort(); /* the text is wrong */
}

void modules_register(struct session *s)
{
	for (const struct module *const *m = all_modules; *m; m++)
		session_add_module(s, *m);
	providers_register(s);
	completion_register_types();
	host_object_define(s);
	runspace_register_types();
	define_functions(s);
	scope_variable(s->global, "PSStyle", true)->value = ansi_style_object();
}

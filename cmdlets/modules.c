#include "cmdlets/modules.h"

#include "cmdlet.h"
#include "engine/scope.h"
#include "engine/session.h"
#include "formatters/ansi.h"
#include "provider/provider.h"

extern const struct module module_exchange, module_core, module_management, module_migration,
	module_security, module_utility;

const struct module *const all_modules[] = {
	&module_core,
	&module_utility,
	&module_management,
	&module_security,
	&module_migration,
	&module_exchange,
	NULL,
};

void modules_register(struct session *s)
{
	for (const struct module *const *m = all_modules; *m; m++)
		session_add_module(s, *m);
	providers_register(s);
	scope_variable(s->global, "PSStyle", true)->value = ansi_style_object();
}

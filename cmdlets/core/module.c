/* Microsoft.PowerShell.Core */
#include "cmdlet.h"

extern const struct cmdlet cmdlet_clear_history, cmdlet_get_history, cmdlet_invoke_history;
extern const struct cmdlet cmdlet_export_modulemember, cmdlet_foreach_object, cmdlet_get_command,
	cmdlet_get_help, cmdlet_get_module, cmdlet_import_module, cmdlet_invoke_command,
	cmdlet_new_module, cmdlet_register_argumentcompleter, cmdlet_remove_module, cmdlet_set_strictmode, cmdlet_where_object;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_clear_history,
	&cmdlet_get_history,
	&cmdlet_invoke_history,
	&cmdlet_export_modulemember,
	&cmdlet_foreach_object,
	&cmdlet_get_command,
	&cmdlet_get_help,
	&cmdlet_get_module,
	&cmdlet_import_module,
	&cmdlet_invoke_command,
	&cmdlet_new_module,
	&cmdlet_register_argumentcompleter,
	&cmdlet_remove_module,
	&cmdlet_set_strictmode,
	&cmdlet_where_object,
	NULL,
};

static const struct module_alias aliases[] = {
	{"%", "ForEach-Object"},
	{"foreach", "ForEach-Object"},
	{"?", "Where-Object"},
	{"where", "Where-Object"},
	{"gcm", "Get-Command"},
	{"help", "Get-Help"},
	{"man", "Get-Help"},
	{"gmo", "Get-Module"},
	{"ghy", "Get-History"},
	{"h", "Get-History"},
	{"history", "Get-History"},
	{"clhy", "Clear-History"},
	{"ihy", "Invoke-History"},
	{"r", "Invoke-History"},
	{"ipmo", "Import-Module"},
	{"icm", "Invoke-Command"},
	{"nmo", "New-Module"},
	{"rmo", "Remove-Module"},
	{NULL, NULL},
};

const struct module module_core = {
	.name = "Microsoft.PowerShell.Core",
	.version = "7.6.0.500",
	.cmdlets = cmdlets,
	.aliases = aliases,
};

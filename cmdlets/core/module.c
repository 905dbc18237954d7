/* Microsoft.PowerShell.Core */
#include "cmdlet.h"
#include "cmdlets/core/job.h"

extern const struct cmdlet cmdlet_clear_history, cmdlet_get_history, cmdlet_invoke_history;
extern const struct cmdlet cmdlet_export_modulemember, cmdlet_foreach_object, cmdlet_get_command,
	cmdlet_get_help, cmdlet_get_module, cmdlet_import_module, cmdlet_invoke_command,
	cmdlet_new_module, cmdlet_register_argumentcompleter, cmdlet_remove_module,
	cmdlet_set_psdebug, cmdlet_set_strictmode, cmdlet_where_object;
extern const struct cmdlet cmdlet_get_job, cmdlet_receive_job, cmdlet_remove_job, cmdlet_start_job,
	cmdlet_stop_job, cmdlet_wait_job;

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
	&cmdlet_set_psdebug,
	&cmdlet_set_strictmode,
	&cmdlet_where_object,
	&cmdlet_get_job,
	&cmdlet_receive_job,
	&cmdlet_remove_job,
	&cmdlet_start_job,
	&cmdlet_stop_job,
	&cmdlet_wait_job,
	NULL,
};

static const struct module_alias aliases[] = {
	{"%", "ForEach-Object"},   {"foreach", "ForEach-Object"}, {"?", "Where-Object"},
	{"where", "Where-Object"}, {"gcm", "Get-Command"},        {"help", "Get-Help"},
	{"man", "Get-Help"},       {"gmo", "Get-Module"},         {"ghy", "Get-History"},
	{"h", "Get-History"},      {"history", "Get-History"},    {"clhy", "Clear-History"},
	{"cls", "Clear-Host"},     {"clear", "Clear-Host"},       {"ihy", "Invoke-History"},
	{"r", "Invoke-History"},   {"ipmo", "Import-Module"},     {"icm", "Invoke-Command"},
	{"nmo", "New-Module"},     {"rmo", "Remove-Module"},      {"gjb", "Get-Job"},
	{"rcjb", "Receive-Job"},   {"rjb", "Remove-Job"},         {"sajb", "Start-Job"},
	{"spjb", "Stop-Job"},      {"wjb", "Wait-Job"},           {NULL, NULL},
};

const struct module module_core = {
	.name = "Microsoft.PowerShell.Core",
	.version = "7.6.0.500",
	.cmdlets = cmdlets,
	.aliases = aliases,
	.types = job_types,
};

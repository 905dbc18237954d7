/* Microsoft.PowerShell.Management */
#include "cmdlet.h"
#include "cmdlets/management/process_info.h"

extern const struct cmdlet cmdlet_add_content, cmdlet_clear_content, cmdlet_convert_path,
	cmdlet_copy_item, cmdlet_get_childitem, cmdlet_get_content, cmdlet_get_item,
	cmdlet_get_itemproperty, cmdlet_get_location, cmdlet_get_process, cmdlet_get_psdrive,
	cmdlet_get_psprovider, cmdlet_join_path, cmdlet_move_item, cmdlet_new_item,
	cmdlet_new_psdrive, cmdlet_pop_location, cmdlet_push_location, cmdlet_remove_item,
	cmdlet_remove_psdrive, cmdlet_rename_item, cmdlet_resolve_path, cmdlet_set_content,
	cmdlet_set_item, cmdlet_set_location, cmdlet_split_path, cmdlet_start_process,
	cmdlet_stop_process, cmdlet_test_path, cmdlet_wait_process;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_add_content,
	&cmdlet_clear_content,
	&cmdlet_convert_path,
	&cmdlet_copy_item,
	&cmdlet_get_childitem,
	&cmdlet_get_content,
	&cmdlet_get_item,
	&cmdlet_get_itemproperty,
	&cmdlet_get_location,
	&cmdlet_get_process,
	&cmdlet_get_psdrive,
	&cmdlet_get_psprovider,
	&cmdlet_join_path,
	&cmdlet_move_item,
	&cmdlet_new_item,
	&cmdlet_new_psdrive,
	&cmdlet_pop_location,
	&cmdlet_push_location,
	&cmdlet_remove_item,
	&cmdlet_remove_psdrive,
	&cmdlet_rename_item,
	&cmdlet_resolve_path,
	&cmdlet_set_content,
	&cmdlet_set_item,
	&cmdlet_set_location,
	&cmdlet_split_path,
	&cmdlet_start_process,
	&cmdlet_stop_process,
	&cmdlet_test_path,
	&cmdlet_wait_process,
	NULL,
};

static const struct module_alias aliases[] = {
	{"gc", "Get-Content"},     {"type", "Get-Content"},    {"gci", "Get-ChildItem"},
	{"dir", "Get-ChildItem"},  {"gi", "Get-Item"},         {"gl", "Get-Location"},
	{"pwd", "Get-Location"},   {"sl", "Set-Location"},     {"cd", "Set-Location"},
	{"chdir", "Set-Location"}, {"pushd", "Push-Location"}, {"popd", "Pop-Location"},
	{"rvpa", "Resolve-Path"},  {"cvpa", "Convert-Path"},   {"sc", "Set-Content"},
	{"ac", "Add-Content"},     {"clc", "Clear-Content"},   {"ni", "New-Item"},
	{"cpi", "Copy-Item"},      {"copy", "Copy-Item"},      {"mi", "Move-Item"},
	{"move", "Move-Item"},     {"rni", "Rename-Item"},     {"ren", "Rename-Item"},
	{"ri", "Remove-Item"},     {"del", "Remove-Item"},     {"erase", "Remove-Item"},
	{"rd", "Remove-Item"},     {"si", "Set-Item"},         {"gdr", "Get-PSDrive"},
	{"gps", "Get-Process"},    {"spps", "Stop-Process"},   {"kill", "Stop-Process"},
	{"saps", "Start-Process"}, {"start", "Start-Process"}, {"gp", "Get-ItemProperty"},
	{"ndr", "New-PSDrive"},    {"rdr", "Remove-PSDrive"},  {NULL, NULL},
};

static const struct type *const types[] = {&type_process, &type_process_start_info, NULL};

const struct module module_management = {
	.name = "Microsoft.PowerShell.Management",
	.version = "7.0.0.0",
	.cmdlets = cmdlets,
	.aliases = aliases,
	.types = types,
};

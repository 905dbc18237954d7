/* Microsoft.PowerShell.Management */
#include "cmdlet.h"
#include "cmdlets/management/location.h"

extern const struct cmdlet cmdlet_add_content, cmdlet_convert_path, cmdlet_get_childitem,
	cmdlet_get_content, cmdlet_get_item, cmdlet_get_location, cmdlet_join_path,
	cmdlet_pop_location, cmdlet_push_location, cmdlet_resolve_path, cmdlet_set_content,
	cmdlet_set_location, cmdlet_split_path, cmdlet_test_path;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_add_content,  &cmdlet_convert_path, &cmdlet_get_childitem,
	&cmdlet_get_content,  &cmdlet_get_item,     &cmdlet_get_location,
	&cmdlet_join_path,    &cmdlet_pop_location, &cmdlet_push_location,
	&cmdlet_resolve_path, &cmdlet_set_content,  &cmdlet_set_location,
	&cmdlet_split_path,   &cmdlet_test_path,    NULL,
};

static const struct module_alias aliases[] = {
	{"gc", "Get-Content"},      {"type", "Get-Content"},
	{"gci", "Get-ChildItem"},   {"dir", "Get-ChildItem"},
	{"gi", "Get-Item"},         {"gl", "Get-Location"},
	{"pwd", "Get-Location"},    {"sl", "Set-Location"},
	{"cd", "Set-Location"},     {"chdir", "Set-Location"},
	{"pushd", "Push-Location"}, {"popd", "Pop-Location"},
	{"rvpa", "Resolve-Path"},   {"cvpa", "Convert-Path"},
	{"sc", "Set-Content"},      {NULL, NULL},
};

static const struct type *const types[] = {&type_path_info, NULL};

const struct module module_management = {
	.name = "Microsoft.PowerShell.Management",
	.version = "7.0.0.0",
	.cmdlets = cmdlets,
	.aliases = aliases,
	.types = types,
};

/* Microsoft.PowerShell.Utility */
#include "cmdlet.h"

extern const struct cmdlet cmdlet_add_member, cmdlet_clear_variable, cmdlet_compare_object,
	cmdlet_convertfrom_csv, cmdlet_convertfrom_json, cmdlet_convertto_csv,
	cmdlet_convertto_json, cmdlet_export_csv, cmdlet_format_custom, cmdlet_format_list,
	cmdlet_format_table, cmdlet_format_wide, cmdlet_get_alias, cmdlet_get_member,
	cmdlet_get_unique, cmdlet_get_variable, cmdlet_group_object, cmdlet_import_csv,
	cmdlet_invoke_expression, cmdlet_join_string, cmdlet_measure_object, cmdlet_new_alias,
	cmdlet_new_object, cmdlet_new_variable, cmdlet_out_default, cmdlet_out_file,
	cmdlet_out_host, cmdlet_out_null, cmdlet_out_string, cmdlet_remove_alias,
	cmdlet_remove_variable, cmdlet_select_object, cmdlet_set_alias, cmdlet_set_variable,
	cmdlet_sort_object, cmdlet_start_sleep, cmdlet_tee_object, cmdlet_test_json,
	cmdlet_write_debug, cmdlet_write_error_command, cmdlet_write_host, cmdlet_write_information,
	cmdlet_write_output, cmdlet_write_verbose, cmdlet_write_warning;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_add_member,        &cmdlet_clear_variable,
	&cmdlet_compare_object,    &cmdlet_convertfrom_csv,
	&cmdlet_convertfrom_json,  &cmdlet_convertto_csv,
	&cmdlet_convertto_json,    &cmdlet_export_csv,
	&cmdlet_format_custom,     &cmdlet_format_list,
	&cmdlet_format_table,      &cmdlet_format_wide,
	&cmdlet_get_alias,         &cmdlet_get_member,
	&cmdlet_get_unique,        &cmdlet_get_variable,
	&cmdlet_group_object,      &cmdlet_import_csv,
	&cmdlet_invoke_expression, &cmdlet_join_string,
	&cmdlet_measure_object,    &cmdlet_new_alias,
	&cmdlet_new_object,        &cmdlet_new_variable,
	&cmdlet_out_default,       &cmdlet_out_file,
	&cmdlet_out_host,          &cmdlet_out_null,
	&cmdlet_out_string,        &cmdlet_remove_alias,
	&cmdlet_remove_variable,   &cmdlet_select_object,
	&cmdlet_set_alias,         &cmdlet_set_variable,
	&cmdlet_sort_object,       &cmdlet_start_sleep,
	&cmdlet_tee_object,        &cmdlet_test_json,
	&cmdlet_write_debug,       &cmdlet_write_error_command,
	&cmdlet_write_host,        &cmdlet_write_information,
	&cmdlet_write_output,      &cmdlet_write_verbose,
	&cmdlet_write_warning,     NULL,
};

static const struct module_alias aliases[] = {
	{"clv", "Clear-Variable"},   {"echo", "Write-Output"},      {"gal", "Get-Alias"},
	{"gv", "Get-Variable"},      {"iex", "Invoke-Expression"},  {"nal", "New-Alias"},
	{"nv", "New-Variable"},      {"rv", "Remove-Variable"},     {"sal", "Set-Alias"},
	{"set", "Set-Variable"},     {"sv", "Set-Variable"},        {"sleep", "Start-Sleep"},
	{"fc", "Format-Custom"},     {"fl", "Format-List"},         {"ft", "Format-Table"},
	{"fw", "Format-Wide"},       {"gm", "Get-Member"},          {"gu", "Get-Unique"},
	{"group", "Group-Object"},   {"measure", "Measure-Object"}, {"oh", "Out-Host"},
	{"select", "Select-Object"}, {"write", "Write-Output"},     {NULL, NULL},
};

extern struct type type_member_definition, type_group_info, type_group_info_no_element,
	type_generic_measure_info, type_generic_object_measure_info, type_text_measure_info;

static const struct type *const types[] = {
	&type_group_info,           &type_group_info_no_element,
	&type_generic_measure_info, &type_generic_object_measure_info,
	&type_text_measure_info,    NULL,
};

const struct module module_utility = {
	.name = "Microsoft.PowerShell.Utility",
	.version = "7.0.0.0",
	.cmdlets = cmdlets,
	.aliases = aliases,
	.types = types,
};

/* Enumerations of PowerShell itself, as data. */
#include "object/enums.h"

static const struct enum_member action_preference_members[] = {
	{"SilentlyContinue", 0}, {"Stop", 1},    {"Continue", 2}, {"Inquire", 3},
	{"Ignore", 4},           {"Suspend", 5}, {"Break", 6},    {NULL, 0}};
struct type type_action_preference = {
	.name = "System.Management.Automation.ActionPreference",
	.flags = TYPE_ENUM,
	.enum_members = action_preference_members,
};

static const struct enum_member confirm_impact_members[] = {
	{"None", 0}, {"Low", 1}, {"Medium", 2}, {"High", 3}, {NULL, 0}};
struct type type_confirm_impact = {
	.name = "System.Management.Automation.ConfirmImpact",
	.flags = TYPE_ENUM,
	.enum_members = confirm_impact_members,
};

static const struct enum_member command_types_members[] = {
	{"Alias", 1},   {"Function", 2},        {"Filter", 4},
	{"Cmdlet", 8},  {"ExternalScript", 16}, {"Application", 32},
	{"Script", 64}, {"Configuration", 256}, {"All", 383},
	{NULL, 0}};
struct type type_command_types = {
	.name = "System.Management.Automation.CommandTypes",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = command_types_members,
};

static const struct enum_member ps_member_types_members[] = {{"AliasProperty", 1},
							     {"CodeProperty", 2},
							     {"Property", 4},
							     {"NoteProperty", 8},
							     {"ScriptProperty", 16},
							     {"PropertySet", 32},
							     {"Method", 64},
							     {"CodeMethod", 128},
							     {"ScriptMethod", 256},
							     {"Methods", 448},
							     {"ParameterizedProperty", 512},
							     {"MemberSet", 1024},
							     {"Event", 2048},
							     {"Dynamic", 4096},
							     {"InferredProperty", 8192},
							     {"Properties", 8223},
							     {"All", 16383},
							     {NULL, 0}};
struct type type_ps_member_types = {
	.name = "System.Management.Automation.PSMemberTypes",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = ps_member_types_members,
};

static const struct enum_member scoped_item_options_members[] = {
	{"None", 0},     {"ReadOnly", 1},     {"Constant", 2}, {"Private", 4},
	{"AllScope", 8}, {"Unspecified", 16}, {NULL, 0}};
struct type type_scoped_item_options = {
	.name = "System.Management.Automation.ScopedItemOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = scoped_item_options_members,
};

static const struct enum_member wildcard_options_members[] = {
	{"None", 0}, {"Compiled", 1}, {"IgnoreCase", 2}, {"CultureInvariant", 4}, {NULL, 0}};
struct type type_wildcard_options = {
	.name = "System.Management.Automation.WildcardOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = wildcard_options_members,
};

static const struct enum_member ps_credential_types_members[] = {
	{"Generic", 1}, {"Domain", 2}, {"Default", 3}, {NULL, 0}};
struct type type_ps_credential_types = {
	.name = "System.Management.Automation.PSCredentialTypes",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = ps_credential_types_members,
};

static const struct enum_member ps_credential_ui_options_members[] = {
	{"None", 0},         {"Default", 1},          {"ValidateUserNameSyntax", 1},
	{"AlwaysPrompt", 2}, {"ReadOnlyUserName", 3}, {NULL, 0}};
struct type type_ps_credential_ui_options = {
	.name = "System.Management.Automation.PSCredentialUIOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = ps_credential_ui_options_members,
};

static const struct enum_member session_state_entry_visibility_members[] = {
	{"Public", 0}, {"Private", 1}, {NULL, 0}};
struct type type_session_state_entry_visibility = {
	.name = "System.Management.Automation.SessionStateEntryVisibility",
	.flags = TYPE_ENUM,
	.enum_members = session_state_entry_visibility_members,
};

static const struct enum_member module_type_members[] = {
	{"Script", 0}, {"Binary", 1}, {"Manifest", 2}, {"Cim", 3}, {NULL, 0}};
struct type type_module_type = {
	.name = "System.Management.Automation.ModuleType",
	.flags = TYPE_ENUM,
	.enum_members = module_type_members,
};

static const struct enum_member ps_language_mode_members[] = {{"FullLanguage", 0},
							      {"RestrictedLanguage", 1},
							      {"NoLanguage", 2},
							      {"ConstrainedLanguage", 3},
							      {NULL, 0}};
struct type type_ps_language_mode = {
	.name = "System.Management.Automation.PSLanguageMode",
	.flags = TYPE_ENUM,
	.enum_members = ps_language_mode_members,
};

static const struct enum_member command_origin_members[] = {
	{"Runspace", 0}, {"Internal", 1}, {NULL, 0}};
struct type type_command_origin = {
	.name = "System.Management.Automation.CommandOrigin",
	.flags = TYPE_ENUM,
	.enum_members = command_origin_members,
};

static const struct enum_member module_access_mode_members[] = {
	{"ReadWrite", 0}, {"ReadOnly", 1}, {"Constant", 2}, {NULL, 0}};
struct type type_module_access_mode = {
	.name = "System.Management.Automation.ModuleAccessMode",
	.flags = TYPE_ENUM,
	.enum_members = module_access_mode_members,
};

static const struct enum_member execution_policy_members[] = {
	{"Unrestricted", 0}, {"RemoteSigned", 1}, {"AllSigned", 2}, {"Restricted", 3},
	{"Default", 3},      {"Bypass", 4},       {"Undefined", 5}, {NULL, 0}};
struct type type_execution_policy = {
	.name = "Microsoft.PowerShell.ExecutionPolicy",
	.flags = TYPE_ENUM,
	.enum_members = execution_policy_members,
};

static const struct enum_member execution_policy_scope_members[] = {
	{"Process", 0},    {"CurrentUser", 1},   {"LocalMachine", 2},
	{"UserPolicy", 3}, {"MachinePolicy", 4}, {NULL, 0}};
struct type type_execution_policy_scope = {
	.name = "Microsoft.PowerShell.ExecutionPolicyScope",
	.flags = TYPE_ENUM,
	.enum_members = execution_policy_scope_members,
};

static const struct enum_member runspace_mode_members[] = {
	{"CurrentRunspace", 0}, {"NewRunspace", 1}, {NULL, 0}};
struct type type_runspace_mode = {
	.name = "System.Management.Automation.RunspaceMode",
	.flags = TYPE_ENUM,
	.enum_members = runspace_mode_members,
};

static const struct enum_member job_state_members[] = {
	{"NotStarted", 0}, {"Running", 1},  {"Completed", 2},     {"Failed", 3},
	{"Stopped", 4},    {"Blocked", 5},  {"Suspended", 6},     {"Disconnected", 7},
	{"Suspending", 8}, {"Stopping", 9}, {"AtBreakpoint", 10}, {NULL, 0}};
struct type type_job_state = {
	.name = "System.Management.Automation.JobState",
	.flags = TYPE_ENUM,
	.enum_members = job_state_members,
};

static const struct enum_member where_operator_selection_mode_members[] = {
	{"Default", 0}, {"First", 1}, {"Last", 2}, {"SkipUntil", 3},
	{"Until", 4},   {"Split", 5}, {NULL, 0}};
struct type type_where_operator_selection_mode = {
	.name = "System.Management.Automation.WhereOperatorSelectionMode",
	.flags = TYPE_ENUM,
	.enum_members = where_operator_selection_mode_members,
};

static const struct enum_member split_options_members[] = {{"SimpleMatch", 1},
							   {"RegexMatch", 2},
							   {"CultureInvariant", 4},
							   {"IgnorePatternWhitespace", 8},
							   {"Multiline", 16},
							   {"Singleline", 32},
							   {"IgnoreCase", 64},
							   {"ExplicitCapture", 128},
							   {NULL, 0}};
struct type type_split_options = {
	.name = "System.Management.Automation.SplitOptions",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = split_options_members,
};

static const struct enum_member error_category_members[] = {{"NotSpecified", 0},
							    {"OpenError", 1},
							    {"CloseError", 2},
							    {"DeviceError", 3},
							    {"DeadlockDetected", 4},
							    {"InvalidArgument", 5},
							    {"InvalidData", 6},
							    {"InvalidOperation", 7},
							    {"InvalidResult", 8},
							    {"InvalidType", 9},
							    {"MetadataError", 10},
							    {"NotImplemented", 11},
							    {"NotInstalled", 12},
							    {"ObjectNotFound", 13},
							    {"OperationStopped", 14},
							    {"OperationTimeout", 15},
							    {"SyntaxError", 16},
							    {"ParserError", 17},
							    {"PermissionDenied", 18},
							    {"ResourceBusy", 19},
							    {"ResourceExists", 20},
							    {"ResourceUnavailable", 21},
							    {"ReadError", 22},
							    {"WriteError", 23},
							    {"FromStdErr", 24},
							    {"SecurityError", 25},
							    {"ProtocolError", 26},
							    {"ConnectionError", 27},
							    {"AuthenticationError", 28},
							    {"LimitsExceeded", 29},
							    {"QuotaExceeded", 30},
							    {"NotEnabled", 31},
							    {NULL, 0}};
struct type type_error_category = {
	.name = "System.Management.Automation.ErrorCategory",
	.flags = TYPE_ENUM,
	.enum_members = error_category_members,
};

static const struct enum_member ps_member_view_types_members[] = {
	{"Extended", 1}, {"Adapted", 2}, {"Base", 4}, {"All", 7}, {NULL, 0}};
struct type type_ps_member_view_types = {
	.name = "System.Management.Automation.PSMemberViewTypes",
	.flags = TYPE_ENUM | TYPE_FLAGS,
	.enum_members = ps_member_view_types_members,
};

static const struct enum_member output_rendering_members[] = {
	{"Host", 0}, {"PlainText", 1}, {"Ansi", 2}, {NULL, 0}};
struct type type_output_rendering = {
	.name = "System.Management.Automation.OutputRendering",
	.flags = TYPE_ENUM,
	.enum_members = output_rendering_members,
};

static const struct enum_member progress_view_members[] = {
	{"Minimal", 0}, {"Classic", 1}, {NULL, 0}};
struct type type_progress_view = {
	.name = "System.Management.Automation.ProgressView",
	.flags = TYPE_ENUM,
	.enum_members = progress_view_members,
};

static const struct enum_member error_view_members[] = {
	{"NormalView", 0}, {"CategoryView", 1}, {"ConciseView", 2}, {"DetailedView", 3}, {NULL, 0}};
struct type type_error_view = {
	.name = "System.Management.Automation.ErrorView",
	.flags = TYPE_ENUM,
	.enum_members = error_view_members,
};

static const struct enum_member variable_access_mode_members[] = {
	{"Read", 0}, {"Write", 1}, {"ReadWrite", 2}, {NULL, 0}};
struct type type_variable_access_mode = {
	.name = "System.Management.Automation.VariableAccessMode",
	.flags = TYPE_ENUM,
	.enum_members = variable_access_mode_members,
};

struct type *const enum_types_powershell[] = {&type_action_preference,
					      &type_confirm_impact,
					      &type_command_types,
					      &type_ps_member_types,
					      &type_scoped_item_options,
					      &type_wildcard_options,
					      &type_ps_credential_types,
					      &type_ps_credential_ui_options,
					      &type_session_state_entry_visibility,
					      &type_module_type,
					      &type_ps_language_mode,
					      &type_command_origin,
					      &type_module_access_mode,
					      &type_execution_policy,
					      &type_execution_policy_scope,
					      &type_runspace_mode,
					      &type_job_state,
					      &type_where_operator_selection_mode,
					      &type_split_options,
					      &type_error_category,
					      &type_ps_member_view_types,
					      &type_output_rendering,
					      &type_progress_view,
					      &type_error_view,
					      &type_variable_access_mode,
					      NULL};

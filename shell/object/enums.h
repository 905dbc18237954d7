/* Enumerations without behaviour: names and numbers. */
#ifndef EXOSH_OBJECT_ENUMS_H
#define EXOSH_OBJECT_ENUMS_H

#include "object/type.h"

/* NULL-terminated; runtime start registers them. */
extern struct type *const enum_types_system[], *const enum_types_powershell[];

extern struct type type_day_of_week, type_date_time_kind, type_date_time_styles,
	type_time_span_styles, type_number_styles, type_compare_options, type_culture_types,
	type_calendar_week_rule, type_string_comparison, type_string_split_options,
	type_console_color, type_console_key, type_console_modifiers, type_midpoint_rounding,
	type_type_code, type_platform_id, type_uri_kind, type_uri_components, type_uri_format,
	type_uri_partial, type_uri_host_name_type, type_environment_variable_target,
	type_special_folder, type_special_folder_option, type_base64_formatting_options,
	type_attribute_targets, type_gc_collection_mode, type_file_mode, type_file_access,
	type_file_share, type_file_attributes, type_file_options, type_search_option,
	type_seek_origin, type_drive_type, type_unix_file_mode, type_match_casing, type_match_type,
	type_handle_inheritability, type_watcher_change_types, type_notify_filters,
	type_regex_options, type_normalization_form, type_address_family, type_protocol_type,
	type_socket_type, type_security_protocol_type, type_http_status_code, type_mail_priority,
	type_delivery_notification_options, type_smtp_delivery_method, type_cipher_mode,
	type_padding_mode, type_process_window_style, type_process_priority_class,
	type_thread_state, type_apartment_state, type_thread_priority, type_binding_flags,
	type_member_types, type_xml_node_type, type_new_line_handling, type_conformance_level,
	type_formatting, type_list_sort_direction, type_action_preference, type_confirm_impact,
	type_command_types, type_ps_member_types, type_scoped_item_options, type_wildcard_options,
	type_ps_credential_types, type_ps_credential_ui_options,
	type_session_state_entry_visibility, type_module_type, type_ps_language_mode,
	type_command_origin, type_module_access_mode, type_execution_policy,
	type_execution_policy_scope, type_runspace_mode, type_job_state,
	type_where_operator_selection_mode, type_split_options, type_error_category,
	type_ps_member_view_types, type_output_rendering, type_progress_view, type_error_view,
	type_variable_access_mode;

/* The value of an enumeration that is a table. */
static inline Value enum_value(const struct type *type, int64_t number)
{
	return value_enum(type->enum_number, number);
}

#endif

/*
 * All built-in types. Each family of types adds its rows here; a type is registered under its full name
 * and its alias, enums get their number.
 */
#include "object/types.h"
#include "object/collections.h"
#include "object/credential.h"
#include "object/culture.h"
#include "object/delegate.h"
#include "object/encoding.h"
#include "object/enums.h"
#include "object/hashtable.h"
#include "object/io_file.h"
#include "object/io_info.h"
#include "object/io_private.h"
#include "object/member_reflection.h"
#include "object/primitive_members.h"
#include "object/reference.h"
#include "object/reflection.h"
#include "object/regex_private.h"
#include "object/small_types.h"
#include "object/string_builder.h"
#include "object/tuple.h"
#include "object/type_private.h"
#include "object/unix_stat.h"
#include "object/uri.h"
#include "object/utility_types.h"
#include "object/version.h"
#include "object/xml_node.h"
#include "object/xml_writer.h"

static struct type *const builtin_types[] = {
	/* roots and primitives: primitive.c */
	&type_object,
	&type_value_type,
	&type_enum_base,
	&type_void,
	&type_nullable,
	&type_string,
	&type_char,
	&type_bool,
	&type_sbyte,
	&type_byte,
	&type_int16,
	&type_uint16,
	&type_int32,
	&type_uint32,
	&type_int64,
	&type_uint64,
	&type_single,
	&type_double,
	&type_member_info,
	&type_type,
	&type_type_info,
	&type_runtime_type,
	/* interfaces */
	&type_icomparable,
	&type_iformattable,
	&type_idisposable,
	&type_icloneable,
	&type_ienumerable,
	&type_ienumerator,
	&type_icollection,
	&type_ilist,
	&type_idictionary,
	&type_generic_ienumerable,
	&type_generic_ilist,
	&type_generic_icollection,
	&type_generic_idictionary,
	&type_generic_icomparable,
	&type_generic_iequatable,
	&type_generic_icomparer,
	&type_generic_iequality_comparer,
	/* collections */
	&type_array,
	&type_object_array,
	&type_string_array,
	&type_byte_array,
	&type_int32_array,
	&type_char_array,
	&type_list,
	&type_collection,
	&type_array_list,
	&type_hashtable,
	&type_ordered_dictionary,
	&type_dictionary,
	&type_concurrent_dictionary,
	&type_dictionary_entry,
	&type_key_value_pair,
	/* PowerShell's own */
	&type_psobject,
	&type_pscustomobject,
	&type_script_block,
	&type_reference,
	&type_exception,
	&type_error_record,
	&type_error_category_info,
	&type_error_details,
	&type_list_dictionary_internal,
	&type_array_enumerator,
	&type_db_null,
	&type_math,
	&type_convert_class,
	&type_environment,
	&type_operating_system,
	&type_unicode_category,
	&type_read_only_collection,
	&type_observable_collection,
	&type_ps_data_collection,
	&type_specialized_strings,
	&type_list_dictionary,
	&type_hybrid_dictionary,
	&type_string_dictionary,
	&type_generic_ordered,
	&type_key_collection,
	&type_value_collection,
	&type_ordered_part,
	&type_dictionary_keys,
	&type_dictionary_values,
	&type_hashtable_enumerator,
	&type_switch_parameter,
	/* numbers, dates and the like */
	&type_decimal,
	&type_bigint,
	&type_datetime,
	&type_timespan,
	&type_guid,
	&type_version,
	&type_regex,
	&type_uri,
	&type_secure_string,
	&type_credential,
	&type_network_credential,
	&type_string_builder,
	&type_semantic_version,
	&type_uri_builder,
	/* cultures and regular expressions */
	&type_culture_info,
	&type_number_format_info,
	&type_date_time_format_info,
	&type_text_info,
	&type_compare_info,
	&type_format_provider,
	&type_match,
	&type_group,
	&type_capture,
	&type_match_collection,
	&type_group_collection,
	&type_capture_collection,
	/* files and folders */
	&type_file_system_info,
	&type_file_info,
	&type_directory_info,
	&type_unix_stat,
	&type_io_file,
	&type_io_path,
	&type_io_directory,
};

/* Families that keep a list of their own, NULL-terminated. */
static struct type *const *const families[] = {
	xml_types,
	xml_writer_types,
	enum_types_system,
	enum_types_powershell,
	member_reflection_types,
	reflection_types,
	reflection_member_types,
	tuple_types,
	delegate_types,
	encoding_types,
	hash_set_types,
	queue_types,
	sorted_types,
	linked_list_types,
	string_comparer_types,
	io_stream_types,
	io_reader_types,
	io_writer_types,
	compression_types,
	cipher_types,
	binary_types,
	utility_types,
	hash_types,
	complex_types,
	threading_types,
	timezone_types,
	network_types,
	mail_types,
	marshal_types,
	wildcard_types,
	buffer_types,
	date_only_types,
	specialized_types,
	process_wide_types,
	calendar_types,
	task_types,
	language_primitive_types,
	priority_queue_types,
	data_types,
	type_name_types,
	cancellation_types,
	drive_types,
	region_types,
	string_info_types,
	xml_convert_types,
};

/* Names that no `alias` field carries: accelerators beside the one that is printed. */
static const struct {
	const char *alias;
	struct type *type;
} aliases[] = {
	{"int32", &type_int32},   {"int16", &type_int16},
	{"int64", &type_int64},   {"uint32", &type_uint32},
	{"uint16", &type_uint16}, {"uint64", &type_uint64},
	{"single", &type_single}, {"pscustomobject", &type_custom_literal},
};

void type_register_builtin(void)
{
	for (size_t i = 0; i < countof(builtin_types); i++)
		type_register(builtin_types[i]);
	for (size_t i = 0; i < countof(aliases); i++)
		type_register_alias(aliases[i].alias, aliases[i].type);
	for (size_t i = 0; i < countof(families); i++)
		for (size_t k = 0; families[i][k] != NULL; k++)
			type_register(families[i][k]);
	type_register_generic(&type_object_list);
	type_register_generic(&type_icomparer_string);
	type_register_generic(&type_iequality_comparer_string);
	type_register_generic(&type_ps_collection);
	type_prepare(&type_ps_member_set);
	type_prepare(&type_custom_literal);
	type_prepare(&type_ps_base);
	type_prepare(&type_shape);
}

/* Tables and hooks that primitive.c takes from the files about each subject. */
#ifndef EXOSH_OBJECT_PRIMITIVE_MEMBERS_H
#define EXOSH_OBJECT_PRIMITIVE_MEMBERS_H

#include "object/type.h"

extern const struct member enum_members[], char_members[], bool_members[], sbyte_members[],
	byte_members[], int16_members[], uint16_members[], int32_members[], uint32_members[],
	int64_members[], uint64_members[], single_members[], double_members[];
extern struct type type_icomparable, type_iformattable, type_idisposable, type_icloneable,
	type_ienumerator, type_generic_ilist, type_generic_icollection, type_generic_idictionary,
	type_generic_icomparable, type_generic_iequatable, type_generic_icomparer,
	type_generic_iequality_comparer, type_member_info, type_type_info, type_collection,
	type_shape, type_ps_collection, type_error_category_info, type_error_details,
	type_list_dictionary_internal, type_concurrent_dictionary, type_array_enumerator,
	type_hashtable_enumerator, type_read_only_collection, type_observable_collection,
	type_ps_data_collection, type_specialized_strings, type_list_dictionary,
	type_hybrid_dictionary, type_string_dictionary, type_generic_ordered, type_key_collection,
	type_value_collection, type_ordered_part, type_dictionary_keys, type_dictionary_values,
	type_unicode_category, type_math, type_convert_class, type_operating_system,
	type_environment;
extern struct type type_icomparer, type_iequality_comparer, type_assembly, type_ps_base,
	type_db_null;
extern struct type *const reflection_types[]; /* NULL-terminated */
/* The type of the Keys or Values of a dictionary of this type. */
const struct type *dictionary_part_type(const struct type *dictionary, bool keys);

/* "Value was either too large or too small for an Int32." */
void integer_range_message(enum value_tag tag, struct strbuf *out);
enum status enum_to_string(Value self, const char *format, struct strbuf *out);
/* [int], [string], [char] ...: every type whose values stand in the Value itself, and string. */
enum status convert_to_primitive(Value from, const struct type *to, Value *result_r);
enum status object_convert(Value from, const struct type *to, Value *result_r);
enum status nullable_convert(Value from, const struct type *to, Value *result_r);
enum status type_convert(Value from, const struct type *to, Value *result_r);

/* [DBNull]::Value */
Value db_null(void);

#endif

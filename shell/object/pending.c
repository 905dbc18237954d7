/* Stands in for what is still being written; every line goes when the real one lands. */
#include "base/strbuf.h"
#include "object/bigint.h"
#include "object/convert_private.h"
#include "object/decimal.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/psobject_members.h"
#include "object/type_private.h"

#define WEAK __attribute__((weak))
WEAK struct type type_guid = {.name = "System.Guid", .alias = "guid"};
WEAK struct type type_version = {.name = "System.Version", .alias = "version"};
WEAK struct type type_regex = {.name = "System.Text.RegularExpressions.Regex", .alias = "regex"};
WEAK struct type type_uri = {.name = "System.Uri", .alias = "uri"};
WEAK struct type type_secure_string = {.name = "System.Security.SecureString",
				       .alias = "securestring"};
WEAK struct type type_credential = {.name = "System.Management.Automation.PSCredential",
				    .alias = "pscredential"};
WEAK struct type type_decimal = {
	.name = "System.Decimal", .alias = "decimal", .tag = VALUE_DECIMAL};
WEAK struct type type_bigint = {
	.name = "System.Numerics.BigInteger", .alias = "bigint", .tag = VALUE_BIGINT};
WEAK struct type type_datetime = {
	.name = "System.DateTime", .alias = "datetime", .tag = VALUE_DATETIME, .flags = TYPE_VALUE};
WEAK struct type type_timespan = {
	.name = "System.TimeSpan", .alias = "timespan", .tag = VALUE_TIMESPAN, .flags = TYPE_VALUE};
#define TABLE(name) const struct member name[] = {MEMBER_END}
TABLE(array_members);
TABLE(list_members);
TABLE(array_list_members);
TABLE(string_members);
TABLE(hashtable_members);
TABLE(ordered_dictionary_members);
TABLE(dictionary_members);
TABLE(type_members);
TABLE(object_members);
TABLE(error_record_members);
TABLE(exception_members);
TABLE(script_block_members);
TABLE(psobject_type_members);
TABLE(char_members);
TABLE(bool_members);
TABLE(sbyte_members);
TABLE(byte_members);
TABLE(int16_members);
TABLE(uint16_members);
TABLE(int32_members);
TABLE(uint32_members);
TABLE(int64_members);
TABLE(uint64_members);
TABLE(single_members);
TABLE(double_members);
enum status object_to_string(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r UNUSED)
{
	return OK;
}
enum status value_get_type_code(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	return OK;
}
enum status exception_convert(Value from UNUSED, const struct type *to UNUSED,
			      Value *result_r UNUSED)
{
	return OK;
}
enum status exception_to_string(Value self UNUSED, const char *format UNUSED,
				struct strbuf *out UNUSED)
{
	return OK;
}
const struct member *exception_extra_members(const char *name UNUSED)
{
	return NULL;
}
void exception_set_extra(Value exception UNUSED, const char *name UNUSED, Value value UNUSED)
{
}
enum status psobject_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	*result_r = from;
	return OK;
}
enum status pscustomobject_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	*result_r = from;
	return OK;
}
enum status psobject_append_text(Value object UNUSED, struct strbuf *out UNUSED)
{
	return OK;
}
bool member_extras(Value v UNUSED, bool create UNUSED, Value *extras_r UNUSED)
{
	return false;
}
const struct type *type_string_collection(void)
{
	return &type_object_list;
}
bool member_try_call(const struct type *type UNUSED, const char *name UNUSED, Value argument UNUSED,
		     Value *result_r UNUSED)
{
	return false;
}
bool member_has_default_constructor(const struct type *type UNUSED)
{
	return false;
}
enum status convert_throw_property(const struct type *type UNUSED, const char *property UNUSED,
				   Value object UNUSED)
{
	return ERROR;
}
enum status member_set(Value v UNUSED, const char *name UNUSED, Value value UNUSED)
{
	return OK;
}
enum status member_invoke_static(const struct type *type UNUSED, const char *name UNUSED,
				 int argc UNUSED, const Value *argv UNUSED, Value *result_r UNUSED)
{
	return OK;
}

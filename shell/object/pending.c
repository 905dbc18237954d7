/* Stands in for what is still being written; every line goes when the real one lands. */
#include "base/strbuf.h"
#include "object/bigint.h"
#include "object/convert_private.h"
#include "object/culture.h"
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
#define TABLE(name) const struct member name[] = {MEMBER_END}
TABLE(array_members);
TABLE(list_members);
TABLE(array_list_members);
TABLE(hashtable_members);
TABLE(ordered_dictionary_members);
TABLE(dictionary_members);
TABLE(type_members);
TABLE(script_block_members);
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

WEAK const struct culture *culture_from_provider(Value provider);
WEAK const struct culture *culture_from_provider(Value provider UNUSED)
{
	return culture_current();
}

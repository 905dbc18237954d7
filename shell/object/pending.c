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

#define TABLE(name) const struct member name[] = {MEMBER_END}
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

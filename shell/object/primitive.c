/* The types whose values need no cell, the roots of the hierarchy, and the interfaces that are asked for. */
#include "base/strbuf.h"
#include "object/convert.h"
#include "object/number.h"
#include "object/primitive_members.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/switch_parameter.h"
#include "object/type_private.h"
#include "object/type_value.h"

static enum status primitive_convert(Value from, const struct type *to, Value *result_r)
{
	return convert_to_primitive(from, to, result_r);
}

static enum status number_to_string(Value self, const char *format, struct strbuf *out)
{
	if (format != NULL)
		return number_format(self, format, out);
	number_append(self, out);
	return OK;
}

static enum status bool_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, self.integer ? "True" : "False");
	return OK;
}

static enum status char_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	uint16_t unit = (uint16_t)self.integer;
	utf16_append(out, &unit, 1);
	return OK;
}

struct type type_object = {
	.name = "System.Object",
	.members = object_members,
	.convert = object_convert,
};
struct type type_value_type = {.name = "System.ValueType", .flags = TYPE_ABSTRACT};
struct type type_enum_base = {
	.name = "System.Enum",
	.base = &type_value_type,
	.flags = TYPE_ABSTRACT | TYPE_VALUE,
	.members = enum_members,
	.to_string = enum_to_string,
};
struct type type_void = {.name = "System.Void", .alias = "void", .flags = TYPE_VALUE};
struct type type_nullable = {
	.name = "System.Nullable`1",
	.flags = TYPE_VALUE | TYPE_GENERIC_DEFINITION,
	.convert = nullable_convert,
};

#define COMPARABLE                                          \
	(const struct type *const[])                        \
	{                                                   \
		&type_icomparable, &type_iformattable, NULL \
	}
#define NUMBER_TYPE(variable, type_name, short_name, value_tag, table) \
	struct type variable = {                                       \
		.name = type_name,                                     \
		.alias = short_name,                                   \
		.tag = value_tag,                                      \
		.flags = TYPE_VALUE | TYPE_SEALED,                     \
		.members = table,                                      \
		.interfaces = COMPARABLE,                              \
		.convert = primitive_convert,                          \
		.to_string = number_to_string,                         \
	}

/* What a class of a script has to have; nothing calls them here. */
#define INTERFACE_ROWS(...)             \
	(const struct member[])         \
	{                               \
		__VA_ARGS__, MEMBER_END \
	}

struct type type_icomparable = {
	.name = "System.IComparable",
	.flags = TYPE_INTERFACE,
	.members = INTERFACE_ROWS(METHOD("int CompareTo(System.Object obj)", NULL))};
struct type type_iformattable = {
	.name = "System.IFormattable",
	.flags = TYPE_INTERFACE,
	.members = INTERFACE_ROWS(METHOD(
		"string ToString(string format, System.IFormatProvider formatProvider)", NULL))};
struct type type_idisposable = {.name = "System.IDisposable",
				.flags = TYPE_INTERFACE,
				.members = INTERFACE_ROWS(METHOD("void Dispose()", NULL))};
struct type type_icloneable = {.name = "System.ICloneable",
			       .flags = TYPE_INTERFACE,
			       .members = INTERFACE_ROWS(METHOD("System.Object Clone()", NULL))};
struct type type_ienumerable = {
	.name = "System.Collections.IEnumerable",
	.flags = TYPE_INTERFACE,
	.members = INTERFACE_ROWS(METHOD("System.Collections.IEnumerator GetEnumerator()", NULL))};
struct type type_ienumerator = {.name = "System.Collections.IEnumerator",
				.flags = TYPE_INTERFACE,
				.members =
					INTERFACE_ROWS(METHOD("bool MoveNext()", NULL),
						       METHOD("System.Object get_Current()", NULL),
						       METHOD("void Reset()", NULL))};
struct type type_icollection = {.name = "System.Collections.ICollection", .flags = TYPE_INTERFACE};
struct type type_ilist = {
	.name = "System.Collections.IList",
	.flags = TYPE_INTERFACE,
	.interfaces = (const struct type *const[]){&type_icollection, &type_ienumerable, NULL},
};
struct type type_idictionary = {
	.name = "System.Collections.IDictionary",
	.flags = TYPE_INTERFACE,
	.interfaces = (const struct type *const[]){&type_icollection, &type_ienumerable, NULL},
};
#define GENERIC_INTERFACE(variable, type_name, ...)                                \
	struct type variable = {.name = type_name,                                 \
				.flags = TYPE_INTERFACE | TYPE_GENERIC_DEFINITION, \
				.members = INTERFACE_ROWS(__VA_ARGS__)}
GENERIC_INTERFACE(type_generic_ienumerable, "System.Collections.Generic.IEnumerable`1", MEMBER_END);
GENERIC_INTERFACE(type_generic_ilist, "System.Collections.Generic.IList`1", MEMBER_END);
GENERIC_INTERFACE(type_generic_icollection, "System.Collections.Generic.ICollection`1", MEMBER_END);
GENERIC_INTERFACE(type_generic_idictionary, "System.Collections.Generic.IDictionary`2", MEMBER_END);
GENERIC_INTERFACE(type_generic_icomparable, "System.IComparable`1",
		  METHOD("int CompareTo(T other)", NULL));
GENERIC_INTERFACE(type_generic_iequatable, "System.IEquatable`1",
		  METHOD("bool Equals(T other)", NULL));
GENERIC_INTERFACE(type_generic_icomparer, "System.Collections.Generic.IComparer`1",
		  METHOD("int Compare(T x, T y)", NULL));
GENERIC_INTERFACE(type_generic_iequality_comparer, "System.Collections.Generic.IEqualityComparer`1",
		  METHOD("bool Equals(T x, T y)", NULL), METHOD("int GetHashCode(T obj)", NULL));

struct type type_string = {
	.name = "System.String",
	.alias = "string",
	.tag = VALUE_STRING,
	.flags = TYPE_SEALED,
	.members = string_members,
	.interfaces = (const struct type *const[]){&type_icomparable, &type_ienumerable, NULL},
	.convert = primitive_convert,
};
struct type type_char = {
	.name = "System.Char",
	.alias = "char",
	.tag = VALUE_CHAR,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = char_members,
	.interfaces = COMPARABLE,
	.convert = primitive_convert,
	.to_string = char_to_string,
};
struct type type_bool = {
	.name = "System.Boolean",
	.alias = "bool",
	.tag = VALUE_BOOL,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = bool_members,
	.interfaces = COMPARABLE,
	.convert = primitive_convert,
	.to_string = bool_to_string,
};
NUMBER_TYPE(type_sbyte, "System.SByte", "sbyte", VALUE_SBYTE, sbyte_members);
NUMBER_TYPE(type_byte, "System.Byte", "byte", VALUE_BYTE, byte_members);
NUMBER_TYPE(type_int16, "System.Int16", "short", VALUE_INT16, int16_members);
NUMBER_TYPE(type_uint16, "System.UInt16", "ushort", VALUE_UINT16, uint16_members);
NUMBER_TYPE(type_int32, "System.Int32", "int", VALUE_INT32, int32_members);
NUMBER_TYPE(type_uint32, "System.UInt32", "uint", VALUE_UINT32, uint32_members);
NUMBER_TYPE(type_int64, "System.Int64", "long", VALUE_INT64, int64_members);
NUMBER_TYPE(type_uint64, "System.UInt64", "ulong", VALUE_UINT64, uint64_members);
NUMBER_TYPE(type_single, "System.Single", "float", VALUE_SINGLE, single_members);
NUMBER_TYPE(type_double, "System.Double", "double", VALUE_DOUBLE, double_members);

/* System.Type, of which every [type] is a RuntimeType. */
static enum status type_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	type_print_name(value_as_type(self), out);
	return OK;
}

static bool type_equals(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_TYPE && value_as_type(a) == value_as_type(b);
}

struct type type_member_info = {.name = "System.Reflection.MemberInfo", .flags = TYPE_ABSTRACT};
struct type type_type = {
	.name = "System.Type",
	.alias = "type",
	.base = &type_member_info,
	.tag = VALUE_TYPE,
	.flags = TYPE_ABSTRACT,
	.members = type_members,
	.convert = type_convert,
	.to_string = type_to_string,
	.equals = type_equals,
};
struct type type_type_info = {
	.name = "System.Reflection.TypeInfo",
	.base = &type_type,
	.flags = TYPE_ABSTRACT,
};
struct type type_runtime_type = {
	.name = "System.RuntimeType",
	.base = &type_type_info,
	.tag = VALUE_TYPE,
};

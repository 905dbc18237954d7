/* Members of [type] values: names, kinds, relations, and the little of reflection that scripts use. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/member_reflection.h"
#include "object/primitive_members.h"
#include "object/reflection.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <stdlib.h>
#include <string.h>

static const struct type *self_of(Value self)
{
	return value_as_type(self);
}

/* The name of the definition: without the arguments of a generic. */
static const char *plain_name(const struct type *type)
{
	return type->generic != NULL ? type->generic->name : type->name;
}

static enum status type_get_name(Value self, Value *result_r)
{
	const struct type *type = self_of(self);
	struct strbuf out = STRBUF_INIT;
	const struct type *element = type;
	while (element->element != NULL)
		element = element->element;
	const char *name = plain_name(element);
	const char *dot = strrchr(name, '.'), *plus = strrchr(name, '+');
	strbuf_adds(&out, plus != NULL ? plus + 1 : dot != NULL ? dot + 1 : name);
	for (const struct type *t = type; t->element != NULL; t = t->element) {
		strbuf_addc(&out, '[');
		strbuf_add_repeat(&out, ',', (size_t)t->rank - 1);
		strbuf_addc(&out, ']');
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status type_get_full_name(Value self, Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	type_append_full_name(self_of(self), &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status type_get_namespace(Value self, Value *result_r)
{
	const struct type *type = self_of(self);
	while (type->element != NULL)
		type = type->element;
	const char *name = plain_name(type), *dot = strrchr(name, '.');
	*result_r = dot != NULL ? string_new(name, (size_t)(dot - name)) : NULL_VALUE;
	return OK;
}

static const char *assembly_of(const struct type *type)
{
	while (type->element != NULL)
		type = type->element;
	if (type->flags & TYPE_SCRIPT)
		return "PowerShell Class Assembly, Version=1.0.0.1, Culture=neutral, "
		       "PublicKeyToken=null";
	if (strncmp(type->name, "System.Management.Automation.", 29) == 0 ||
	    strncmp(type->name, "Microsoft.PowerShell.", 21) == 0)
		return "System.Management.Automation, Version=7.6.0.500, Culture=neutral, "
		       "PublicKeyToken=31bf3856ad364e35";
	return "System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, "
	       "PublicKeyToken=7cec85d7bea7798e";
}

static enum status type_get_qualified_name(Value self, Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	type_append_full_name(self_of(self), &out);
	strbuf_addf(&out, ", %s", assembly_of(self_of(self)));
	*result_r = string_from_strbuf(&out);
	return OK;
}

/* The little that scripts ask an assembly. */
struct assembly {
	struct cell cell;
	const char *full_name;
};

static const char *full_name_of(Value self)
{
	return ((struct assembly *)self.cell)->full_name;
}

static enum status assembly_get_full_name(Value self, Value *result_r)
{
	*result_r = string_from(full_name_of(self));
	return OK;
}

static enum status assembly_get_location(Value self UNUSED, Value *result_r)
{
	*result_r = string_empty();
	return OK;
}

static enum status assembly_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, full_name_of(self));
	return OK;
}

static enum status assembly_get_simple_name(Value self, Value *result_r)
{
	const char *name = full_name_of(self);
	*result_r = string_new(name, strcspn(name, ","));
	return OK;
}

static enum status assembly_get_version(Value self, Value *result_r)
{
	const char *version = strstr(full_name_of(self), "Version=") + 8;
	return convert_to(string_new(version, strcspn(version, ",")), &type_version, result_r);
}

static struct type type_assembly_name;
static enum status assembly_get_name(Value self, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r)
{
	struct assembly *name = gc_alloc(&type_assembly_name, VALUE_OBJECT, sizeof(*name));
	name->full_name = full_name_of(self);
	*result_r = value_cell(VALUE_OBJECT, name);
	return OK;
}

static const struct member assembly_members[] = {
	PROPERTY("string FullName {get;}", assembly_get_full_name),
	PROPERTY("string Location {get;}", assembly_get_location),
	METHOD("System.Reflection.AssemblyName GetName()", assembly_get_name),
	MEMBER_END,
};
static const struct member assembly_name_members[] = {
	PROPERTY("string FullName {get;}", assembly_get_full_name),
	PROPERTY("string Name {get;}", assembly_get_simple_name),
	PROPERTY("version Version {get;}", assembly_get_version),
	MEMBER_END,
};
struct type type_assembly = {
	.name = "System.Reflection.RuntimeAssembly",
	.members = assembly_members,
	.to_string = assembly_to_string,
};
static struct type type_assembly_name = {
	.name = "System.Reflection.AssemblyName",
	.members = assembly_name_members,
	.to_string = assembly_to_string,
};
struct type *const reflection_types[] = {&type_assembly, &type_assembly_name, NULL};

Value assembly_new(const char *full_name)
{
	struct assembly *assembly = gc_alloc(&type_assembly, VALUE_OBJECT, sizeof(*assembly));
	assembly->full_name = full_name;
	return value_cell(VALUE_OBJECT, assembly);
}

static enum status type_get_assembly(Value self, Value *result_r)
{
	*result_r = assembly_new(assembly_of(self_of(self)));
	return OK;
}

static enum status type_get_base_type(Value self, Value *result_r)
{
	const struct type *base = self_of(self)->base;
	*result_r = base != NULL ? type_value(base) : NULL_VALUE;
	return OK;
}

static enum status type_get_underlying(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

static bool is_value_type(const struct type *type)
{
	return (type->flags & (TYPE_VALUE | TYPE_ENUM)) && type != &type_enum_base;
}

#define TEST(function, test)                                     \
	static enum status function(Value self, Value *result_r) \
	{                                                        \
		const struct type *type = self_of(self);         \
		*result_r = value_bool(test);                    \
		return OK;                                       \
	}
TEST(get_is_value_type, is_value_type(type))
TEST(get_is_class, !is_value_type(type) && !(type->flags & TYPE_INTERFACE))
TEST(get_is_interface, type->flags &TYPE_INTERFACE)
TEST(get_is_enum, type->flags &TYPE_ENUM)
TEST(get_is_array, type->element != NULL)
TEST(get_is_abstract, type->flags &(TYPE_ABSTRACT | TYPE_STATIC | TYPE_INTERFACE))
TEST(get_is_sealed,
     (type->flags & (TYPE_SEALED | TYPE_STATIC)) || is_value_type(type) || type->element != NULL)
TEST(get_is_generic, type->generic != NULL || (type->flags & TYPE_GENERIC_DEFINITION))
TEST(get_is_definition, type->flags &TYPE_GENERIC_DEFINITION)
TEST(get_is_constructed, type->generic != NULL)
TEST(get_is_nested, strchr(plain_name(type), '+') != NULL)
TEST(get_is_public, strchr(plain_name(type), '+') == NULL)
TEST(get_is_primitive, type->tag == VALUE_BOOL || type->tag == VALUE_CHAR ||
			       (type->tag >= VALUE_SBYTE && type->tag <= VALUE_DOUBLE))
TEST(get_is_false, type == NULL)
/* What .NET still marks [Serializable]. */
TEST(get_is_serializable,
     is_value_type(type) || type->element != NULL || type == &type_string || type == &type_object ||
	     type == &type_hashtable || type == &type_array_list || type->generic == &type_list ||
	     type->generic == &type_dictionary || type == &type_ordered_dictionary ||
	     type_is_a(type, &type_exception))

static enum status type_is_subclass_of(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	const struct type *of = self_of(argv[0]);
	bool found = false;
	for (const struct type *t = self_of(self)->base; t != NULL; t = t->base)
		found |= t == of;
	*result_r = value_bool(found);
	return OK;
}

static enum status type_is_assignable_from(Value self, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	*result_r =
		value_bool(!value_is_null(argv[0]) && type_is_a(self_of(argv[0]), self_of(self)));
	return OK;
}

static enum status type_is_assignable_to(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	*result_r =
		value_bool(!value_is_null(argv[0]) && type_is_a(self_of(self), self_of(argv[0])));
	return OK;
}

static enum status type_is_instance(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(!value_is_null(argv[0]) &&
			       type_is_a(value_type(argv[0]), self_of(self)));
	return OK;
}

static enum status type_get_element_type(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r)
{
	const struct type *element = self_of(self)->element;
	*result_r = element != NULL ? type_value(element) : NULL_VALUE;
	return OK;
}

static enum status type_get_array_rank(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	if (self_of(self)->element == NULL)
		return throw_exception("System.ArgumentException", "Must be an array type.");
	*result_r = value_int(self_of(self)->rank);
	return OK;
}

static Value types_to_array(const struct type *const *types, size_t count)
{
	Value made = array_new(count);
	made.cell->type = type_array_of(&type_type, 1);
	for (size_t i = 0; i < count; i++)
		value_as_array(made)->items[i] = type_value(types[i]);
	return made;
}

static enum status type_get_arguments(Value self, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	const struct type *type = self_of(self);
	*result_r = types_to_array((const struct type *const *)type->arguments,
				   (size_t)type->argument_count);
	return OK;
}

static enum status type_get_generic_arguments(Value self, Value *result_r)
{
	return type_get_arguments(self, 0, NULL, result_r);
}

static enum status type_get_definition(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	const struct type *type = self_of(self);
	if (type->generic == NULL && !(type->flags & TYPE_GENERIC_DEFINITION))
		return throw_exception("System.InvalidOperationException",
				       "This operation is only valid on generic types.");
	*result_r = type_value(type->generic != NULL ? type->generic : type);
	return OK;
}

static enum status type_make_generic_type(Value self, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	const struct type *arguments[8];
	size_t count = value_count(argv[0]);
	for (size_t i = 0; i < MIN(count, countof(arguments)); i++)
		arguments[i] = value_as_type(value_item(argv[0], i));
	const struct type *made =
		(self_of(self)->flags & TYPE_GENERIC_DEFINITION) && count <= countof(arguments)
			? type_make_generic(self_of(self), arguments, (int)count)
			: NULL;
	if (made == NULL)
		return throw_exception("System.ArgumentException",
				       "The number of generic arguments provided doesn't equal the "
				       "arity of the generic type definition. (Parameter "
				       "'instantiation')");
	*result_r = type_value(made);
	return OK;
}

static enum status type_make_array_type(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = type_value(type_array_of(self_of(self), argc > 0 ? (int)argv[0].integer : 1));
	return OK;
}

static void collect_interfaces(const struct type *type, const struct type **found, size_t *count,
			       size_t room)
{
	for (const struct type *t = type; t != NULL; t = t->base) {
		for (size_t i = 0; t->interfaces != NULL && t->interfaces[i] != NULL; i++) {
			bool known = false;
			for (size_t k = 0; k < *count; k++)
				known |= found[k] == t->interfaces[i];
			if (!known && *count < room) {
				found[(*count)++] = t->interfaces[i];
				collect_interfaces(t->interfaces[i], found, count, room);
			}
		}
	}
}

static enum status type_get_interfaces(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	const struct type *found[64];
	size_t count = 0;
	collect_interfaces(self_of(self), found, &count, countof(found));
	*result_r = types_to_array(found, count);
	return OK;
}

static enum status type_get_enum_names(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	return member_invoke_static(&type_enum_base, "GetNames", 1, &self, result_r);
}

static enum status type_get_enum_values(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	return member_invoke_static(&type_enum_base, "GetValues", 1, &self, result_r);
}

static enum status type_get_enum_underlying(Value self, int argc UNUSED, const Value *argv UNUSED,
					    Value *result_r)
{
	return member_invoke_static(&type_enum_base, "GetUnderlyingType", 1, &self, result_r);
}

static bool is_listed(const struct type *type, const struct member_group *group,
		      enum member_kind kind)
{
	if (kind == MEMBER_PROPERTY)
		return group->kind == MEMBER_PARAMETERIZED_PROPERTY ||
		       (group->kind == MEMBER_PROPERTY && !reflected_is_field(type, group));
	return kind == MEMBER_NONE ? group->kind != MEMBER_ALIAS_PROPERTY : group->kind == kind;
}

/* All members of a kind (MEMBER_NONE: of any), perhaps of one name only. */
static Value reflect_members(const struct type *type, enum member_kind kind, const char *name)
{
	const struct member_table *table = type_member_table(type);
	Value found = list_new();
	for (size_t i = 0; i < table->count; i++) {
		const struct member_group *group = &table->groups[i];
		if (!is_listed(type, group, kind) ||
		    (name != NULL && !name_equal(group->name, name)))
			continue;
		for (size_t k = 0; k < group->count; k++)
			list_add(value_as_list(found), reflected_member_new(type, group, k));
	}
	return list_to_array(value_as_list(found));
}

static enum status type_get_methods(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	*result_r = reflect_members(self_of(self), MEMBER_METHOD, NULL);
	return OK;
}

static enum status type_get_properties(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	*result_r = reflect_members(self_of(self), MEMBER_PROPERTY, NULL);
	return OK;
}

static enum status type_get_constructors(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r)
{
	*result_r = reflect_members(self_of(self), MEMBER_CONSTRUCTOR, NULL);
	return OK;
}

static enum status type_get_members(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	*result_r = reflect_members(self_of(self), MEMBER_NONE, NULL);
	return OK;
}

static enum status first_of(Value found, Value *result_r)
{
	*result_r = value_count(found) > 0 ? value_item(found, 0) : NULL_VALUE;
	return OK;
}

static enum status type_get_method(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return first_of(reflect_members(self_of(self), MEMBER_METHOD, string_data(argv[0])),
			result_r);
}

/* (name, parameter types) */
static enum status type_get_overload(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	const struct type *type = self_of(self);
	const struct member_table *table = type_member_table(type);
	*result_r = NULL_VALUE;
	for (size_t i = 0; i < table->count; i++) {
		const struct member_group *group = &table->groups[i];
		if (group->kind != MEMBER_METHOD || strcmp(group->name, string_data(argv[0])) != 0)
			continue;
		for (size_t k = 0; k < group->count && value_is_null(*result_r); k++)
			if (reflected_takes(group, k, argv[1]))
				*result_r = reflected_member_new(type, group, k);
	}
	return OK;
}

static enum status type_get_constructor(Value self, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	const struct member_group *group = type_find_group(self_of(self), "new", true);
	*result_r = NULL_VALUE;
	for (size_t k = 0; group && k < group->count && value_is_null(*result_r); k++)
		if (reflected_takes(group, k, argv[0]))
			*result_r = reflected_member_new(self_of(self), group, k);
	return OK;
}

/* Fields: constants of numbers and the like, and the names of an enum. */
static Value reflect_fields(const struct type *type, const char *name)
{
	const struct member_table *table = type_member_table(type);
	Value found = list_new();
	for (size_t i = 0; i < table->count; i++)
		if (reflected_is_field(type, &table->groups[i]) &&
		    (!name || strcmp(table->groups[i].name, name) == 0))
			list_add(value_as_list(found),
				 reflected_member_new(type, &table->groups[i], 0));
	return list_to_array(value_as_list(found));
}

static enum status type_get_fields(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = reflect_fields(self_of(self), NULL);
	return OK;
}

static enum status type_get_field(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return first_of(reflect_fields(self_of(self), string_data(argv[0])), result_r);
}

static enum status type_get_interface(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	const struct type *found[64];
	size_t count = 0;
	const char *name = string_data(argv[0]);
	collect_interfaces(self_of(self), found, &count, countof(found));
	*result_r = NULL_VALUE;
	for (size_t i = 0; i < count && value_is_null(*result_r); i++) {
		const char *full = plain_name(found[i]), *dot = strrchr(full, '.');
		if (strcmp(full, name) == 0 || (dot && strcmp(dot + 1, name) == 0))
			*result_r = type_value(found[i]);
	}
	return OK;
}

static enum status type_get_enum_name(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	return member_invoke_static(&type_enum_base, "GetName", 2, (Value[]){self, argv[0]},
				    result_r);
}

static enum status type_is_enum_defined(Value self, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	return member_invoke_static(&type_enum_base, "IsDefined", 2, (Value[]){self, argv[0]},
				    result_r);
}

static enum status type_is_equivalent(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	*result_r =
		value_bool(argv[0].tag == VALUE_TYPE && value_as_type(argv[0]) == self_of(self));
	return OK;
}

static enum status type_get_property(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	return first_of(reflect_members(self_of(self), MEMBER_PROPERTY, string_data(argv[0])),
			result_r);
}

static enum status type_get_no_attributes(Value self UNUSED, int argc UNUSED,
					  const Value *argv UNUSED, Value *result_r)
{
	*result_r = array_new(0);
	return OK;
}

static enum status type_to_text(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	type_append_to_string(self_of(self), &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status type_static_get_type(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	const char *name = string_data(argv[0]);
	const struct type *found = type_find_text(name, string_length(argv[0]));
	/* Full names only, and exact unless told otherwise. */
	bool ignore_case = argc > 2 && value_is_true(argv[2]);
	size_t length = strcspn(name, ",[");
	if (found != NULL && !ignore_case && strncmp(plain_name(found), name, length) != 0)
		found = NULL;
	if (found == NULL && argc > 1 && value_is_true(argv[1]))
		return throw_exception("System.TypeLoadException",
				       "Could not load type '%s' from assembly "
				       "'System.Management.Automation, Version=7.6.0.500, "
				       "Culture=neutral, PublicKeyToken=31bf3856ad364e35'.",
				       name);
	*result_r = found != NULL ? type_value(found) : NULL_VALUE;
	return OK;
}

static enum status type_static_get_type_code(Value self UNUSED, int argc UNUSED, const Value *argv,
					     Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	return value_get_type_code(value_integer(type->tag, 0), 0, NULL, result_r);
}

const struct member type_members[] = {
	PROPERTY("System.Reflection.Assembly Assembly {get;}", type_get_assembly),
	PROPERTY("string AssemblyQualifiedName {get;}", type_get_qualified_name),
	PROPERTY("type BaseType {get;}", type_get_base_type),
	PROPERTY("string FullName {get;}", type_get_full_name),
	PROPERTY("type[] GenericTypeArguments {get;}", type_get_generic_arguments),
	PROPERTY("bool IsAbstract {get;}", get_is_abstract),
	PROPERTY("bool IsArray {get;}", get_is_array),
	PROPERTY("bool IsByRef {get;}", get_is_false),
	PROPERTY("bool IsClass {get;}", get_is_class),
	PROPERTY("bool IsConstructedGenericType {get;}", get_is_constructed),
	PROPERTY("bool IsEnum {get;}", get_is_enum),
	PROPERTY("bool IsGenericType {get;}", get_is_generic),
	PROPERTY("bool IsGenericTypeDefinition {get;}", get_is_definition),
	PROPERTY("bool IsInterface {get;}", get_is_interface),
	PROPERTY("bool IsNested {get;}", get_is_nested),
	PROPERTY("bool IsPointer {get;}", get_is_false),
	PROPERTY("bool IsPrimitive {get;}", get_is_primitive),
	PROPERTY("bool IsPublic {get;}", get_is_public),
	PROPERTY("bool IsSealed {get;}", get_is_sealed),
	PROPERTY("bool IsSerializable {get;}", get_is_serializable),
	PROPERTY("bool IsValueType {get;}", get_is_value_type),
	PROPERTY("string Name {get;}", type_get_name),
	PROPERTY("string Namespace {get;}", type_get_namespace),
	PROPERTY("type UnderlyingSystemType {get;}", type_get_underlying),
	METHOD("int GetArrayRank()", type_get_array_rank),
	METHOD("System.Reflection.ConstructorInfo[] GetConstructors()", type_get_constructors),
	METHOD("System.Object[] GetCustomAttributes(bool inherit)", type_get_no_attributes),
	METHOD("System.Object[] GetCustomAttributes(type attributeType, bool inherit)",
	       type_get_no_attributes),
	METHOD("type GetElementType()", type_get_element_type),
	METHOD("string[] GetEnumNames()", type_get_enum_names),
	METHOD("type GetEnumUnderlyingType()", type_get_enum_underlying),
	METHOD("array GetEnumValues()", type_get_enum_values),
	METHOD("type[] GetGenericArguments()", type_get_arguments),
	METHOD("type GetGenericTypeDefinition()", type_get_definition),
	METHOD("type[] GetInterfaces()", type_get_interfaces),
	METHOD("System.Reflection.MemberInfo[] GetMembers()", type_get_members),
	METHOD("System.Reflection.MethodInfo GetMethod(string name)", type_get_method),
	METHOD("System.Reflection.MethodInfo GetMethod(string name, type[] types)",
	       type_get_overload),
	METHOD("System.Reflection.ConstructorInfo GetConstructor(type[] types)",
	       type_get_constructor),
	METHOD("System.Reflection.FieldInfo GetField(string name)", type_get_field),
	METHOD("System.Reflection.FieldInfo[] GetFields()", type_get_fields),
	METHOD("type GetInterface(string name)", type_get_interface),
	METHOD("string GetEnumName(System.Object value)", type_get_enum_name),
	METHOD("bool IsEnumDefined(System.Object value)", type_is_enum_defined),
	METHOD("bool IsEquivalentTo(type other)", type_is_equivalent),
	METHOD("System.Reflection.MethodInfo[] GetMethods()", type_get_methods),
	METHOD("System.Reflection.PropertyInfo[] GetProperties()", type_get_properties),
	METHOD("System.Reflection.PropertyInfo GetProperty(string name)", type_get_property),
	METHOD("bool IsAssignableFrom(type c)", type_is_assignable_from),
	METHOD("bool IsAssignableTo(type targetType)", type_is_assignable_to),
	METHOD("bool IsInstanceOfType(System.Object o)", type_is_instance),
	METHOD("bool IsSubclassOf(type c)", type_is_subclass_of),
	METHOD("type MakeArrayType()", type_make_array_type),
	METHOD("type MakeArrayType(int rank)", type_make_array_type),
	METHOD("type MakeGenericType(Params type[] typeArguments)", type_make_generic_type),
	METHOD("string ToString()", type_to_text),
	STATIC_METHOD("static type GetType(string typeName)", type_static_get_type),
	STATIC_METHOD("static type GetType(string typeName, bool throwOnError)",
		      type_static_get_type),
	STATIC_METHOD("static type GetType(string typeName, bool throwOnError, bool ignoreCase)",
		      type_static_get_type),
	STATIC_METHOD("static System.TypeCode GetTypeCode(type type)", type_static_get_type_code),
	MEMBER_END,
};

#include "object/reflection.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member.h"
#include "object/string.h"

#include <string.h>

struct reflected {
	struct cell cell;
	const struct type *type;
	const struct member_group *group;
	size_t index;
};

struct reflected_parameter {
	struct cell cell;
	const struct parameter_info *info;
	int position;
};

static struct type type_method_info, type_property_info, type_field_info, type_constructor_info,
	type_parameter_info;

static struct reflected *of(Value v)
{
	return (struct reflected *)v.cell;
}

bool reflected_is_field(const struct type *type, const struct member_group *group)
{
	static const char *const clocks[] = {"Now", "UtcNow", "Today"};
	if (!group->is_static || group->kind != MEMBER_PROPERTY)
		return false;
	for (size_t i = 0; type == &type_datetime && i < countof(clocks); i++)
		if (strcmp(group->name, clocks[i]) == 0)
			return false;
	return type->tag <= VALUE_DECIMAL || type == &type_guid ||
	       strcmp(type->name, "System.Math") == 0;
}

Value reflected_member_new(const struct type *type, const struct member_group *group, size_t i)
{
	const struct type *kind = group->kind == MEMBER_METHOD        ? &type_method_info
				  : group->kind == MEMBER_CONSTRUCTOR ? &type_constructor_info
				  : reflected_is_field(type, group)   ? &type_field_info
								      : &type_property_info;
	struct reflected *r = gc_alloc(kind, VALUE_OBJECT, sizeof(*r));
	r->type = type;
	r->group = group;
	r->index = i;
	return value_cell(VALUE_OBJECT, r);
}

static const struct signature *signature_of(Value v)
{
	return &group_signatures(of(v)->group)[of(v)->index];
}

bool reflected_takes(const struct member_group *group, size_t i, Value types)
{
	const struct signature *s = &group_signatures(group)[i];
	if (!s->member->call && value_is_null(s->member->script))
		return false;
	if ((size_t)s->count != value_count(types))
		return false;
	for (int k = 0; k < s->count; k++) {
		Value wanted = value_base(value_item(types, (size_t)k));
		if (wanted.tag != VALUE_TYPE || s->parameters[k].type != value_as_type(wanted))
			return false;
	}
	return true;
}

static const struct type *result_type(Value v)
{
	const struct reflected *r = of(v);
	return signature_type(r->group->owners[r->index], r->group->members[r->index]);
}

static Value type_or_null(const struct type *type)
{
	return type ? type_value(type) : NULL_VALUE;
}

/* ---- what all of them say ---- */

static enum status get_name(Value self, Value *result_r)
{
	*result_r = string_from(self.cell->type == &type_constructor_info ? ".ctor"
									  : of(self)->group->name);
	return OK;
}

static enum status get_declaring(Value self, Value *result_r)
{
	*result_r = type_value(of(self)->group->owners[of(self)->index]);
	return OK;
}

static enum status get_reflected(Value self, Value *result_r)
{
	*result_r = type_value(of(self)->type);
	return OK;
}

static enum status get_member_type(Value self, Value *result_r)
{
	const struct type *type = self.cell->type;
	*result_r = enum_value(&type_member_types, type == &type_constructor_info ? 1
						   : type == &type_field_info     ? 4
						   : type == &type_method_info    ? 8
										  : 16);
	return OK;
}

static enum status get_type(Value self, Value *result_r)
{
	*result_r = type_or_null(result_type(self));
	return OK;
}

static enum status get_static(Value self, Value *result_r)
{
	*result_r =
		value_bool(of(self)->group->is_static && self.cell->type != &type_constructor_info);
	return OK;
}

static enum status get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status no_attributes(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	*result_r = array_new(0);
	return OK;
}

/* "Int32": the primitives and void without their namespace, as Type.ToString() of members has them. */
static void append_short(const struct type *type, struct strbuf *out)
{
	bool is_primitive = type && ((type->tag >= VALUE_BOOL && type->tag <= VALUE_DOUBLE) ||
				     type == &type_void);
	if (!type)
		strbuf_adds(out, "System.Object");
	else if (is_primitive)
		strbuf_adds(out, type->name + 7);
	else
		type_append_to_string(type, out);
}

static enum status to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	const struct type *kind = self.cell->type;
	bool callable = kind == &type_method_info || kind == &type_constructor_info;
	append_short(kind == &type_constructor_info ? &type_void : result_type(self), out);
	strbuf_addf(out, " %s", kind == &type_constructor_info ? ".ctor" : of(self)->group->name);
	if (!callable)
		return OK;
	const struct signature *s = signature_of(self);
	strbuf_addc(out, '(');
	for (int i = 0; i < s->count; i++) {
		strbuf_adds(out, i ? ", " : "");
		append_short(s->parameters[i].type, out);
		if (s->parameters[i].is_ref)
			strbuf_addc(out, '&');
	}
	strbuf_addc(out, ')');
	return OK;
}

#define MEMBER_ROWS                                                                             \
	PROPERTY("string Name {get;}", get_name),                                               \
		PROPERTY("type DeclaringType {get;}", get_declaring),                           \
		PROPERTY("type ReflectedType {get;}", get_reflected),                           \
		PROPERTY("System.Reflection.MemberTypes MemberType {get;}", get_member_type),   \
		METHOD("System.Object[] GetCustomAttributes(bool inherit)", no_attributes),     \
		METHOD("System.Object[] GetCustomAttributes(type attributeType, bool inherit)", \
		       no_attributes)

/* ---- parameters ---- */

static struct reflected_parameter *parameter_of(Value v)
{
	return (struct reflected_parameter *)v.cell;
}

static enum status get_parameters(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	const struct signature *s = signature_of(self);
	*result_r = array_new_typed(type_array_of(&type_parameter_info, 1), (size_t)s->count);
	for (int i = 0; i < s->count; i++) {
		struct reflected_parameter *p =
			gc_alloc(&type_parameter_info, VALUE_OBJECT, sizeof(*p));
		p->info = &s->parameters[i];
		p->position = i;
		value_as_array(*result_r)->items[i] = value_cell(VALUE_OBJECT, p);
	}
	return OK;
}

static enum status parameter_get_name(Value self, Value *result_r)
{
	*result_r = string_from(parameter_of(self)->info->name);
	return OK;
}

static enum status parameter_get_type(Value self, Value *result_r)
{
	*result_r = type_or_null(parameter_of(self)->info->type);
	return OK;
}

static enum status parameter_get_position(Value self, Value *result_r)
{
	*result_r = value_int(parameter_of(self)->position);
	return OK;
}

static enum status parameter_get_optional(Value self, Value *result_r)
{
	*result_r = value_bool(parameter_of(self)->info->is_optional);
	return OK;
}

static enum status parameter_get_out(Value self, Value *result_r)
{
	*result_r = value_bool(parameter_of(self)->info->is_ref);
	return OK;
}

static enum status parameter_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	append_short(parameter_of(self)->info->type, out);
	strbuf_addf(out, " %s", parameter_of(self)->info->name);
	return OK;
}

static const struct member parameter_members[] = {
	PROPERTY("type ParameterType {get;}", parameter_get_type),
	PROPERTY("string Name {get;}", parameter_get_name),
	PROPERTY("int Position {get;}", parameter_get_position),
	PROPERTY("bool IsOut {get;}", parameter_get_out),
	PROPERTY("bool IsOptional {get;}", parameter_get_optional),
	MEMBER_END,
};
static struct type type_parameter_info = {
	.name = "System.Reflection.RuntimeParameterInfo",
	.members = parameter_members,
	.to_string = parameter_to_string,
};

/* ---- calls ---- */

static enum status call(Value self, Value target, Value list, Value *result_r)
{
	const struct reflected *r = of(self);
	list = value_base(list);
	size_t count = value_count(list);
	Value *arguments = gc_alloc_buffer((count + 1) * sizeof(Value));
	for (size_t i = 0; i < count; i++)
		arguments[i] = value_item(list, i);
	if (self.cell->type == &type_constructor_info)
		return member_invoke_static(r->type, "new", (int)count, arguments, result_r);
	if (r->group->is_static)
		return member_invoke_static(r->type, r->group->name, (int)count, arguments,
					    result_r);
	if (value_is_null(target))
		return throw_exception("System.Reflection.TargetException",
				       "Non-static method requires a target.");
	return member_invoke(target, r->group->name, (int)count, arguments, result_r);
}

static enum status method_invoke(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return call(self, argv[0], argv[1], result_r);
}

static enum status constructor_invoke(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	return call(self, NULL_VALUE, argv[0], result_r);
}

static enum status get_value(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	const struct reflected *r = of(self);
	bool found;
	if (r->group->is_static)
		return member_get_static(r->type, r->group->name, result_r, &found);
	if (value_is_null(argv[0]))
		return throw_exception("System.Reflection.TargetException",
				       "Non-static method requires a target.");
	return member_get_own(argv[0], r->group->name, result_r, &found);
}

static enum status set_value(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	const struct reflected *r = of(self);
	return r->group->is_static ? member_set_static(r->type, r->group->name, argv[1])
				   : member_set(argv[0], r->group->name, argv[1]);
}

static enum status get_can_write(Value self, Value *result_r)
{
	const struct member *member = of(self)->group->members[of(self)->index];
	*result_r = value_bool(member->set != NULL || strstr(member->signature, "set;") != NULL);
	return OK;
}

static const struct member method_members[] = {
	MEMBER_ROWS,
	PROPERTY("type ReturnType {get;}", get_type),
	PROPERTY("bool IsStatic {get;}", get_static),
	PROPERTY("bool IsPublic {get;}", get_true),
	PROPERTY("bool IsPrivate {get;}", get_false),
	METHOD("System.Reflection.ParameterInfo[] GetParameters()", get_parameters),
	METHOD("System.Object Invoke(System.Object obj, System.Object[] parameters)",
	       method_invoke),
	MEMBER_END,
};
static const struct member constructor_members[] = {
	MEMBER_ROWS,
	PROPERTY("bool IsStatic {get;}", get_static),
	PROPERTY("bool IsPublic {get;}", get_true),
	METHOD("System.Reflection.ParameterInfo[] GetParameters()", get_parameters),
	METHOD("System.Object Invoke(System.Object[] parameters)", constructor_invoke),
	MEMBER_END,
};
static const struct member property_members[] = {
	MEMBER_ROWS,
	PROPERTY("type PropertyType {get;}", get_type),
	PROPERTY("bool CanRead {get;}", get_true),
	PROPERTY("bool CanWrite {get;}", get_can_write),
	METHOD("System.Object GetValue(System.Object obj)", get_value),
	METHOD("System.Object GetValue(System.Object obj, System.Object[] index)", get_value),
	METHOD("void SetValue(System.Object obj, System.Object value)", set_value),
	METHOD("void SetValue(System.Object obj, System.Object value, System.Object[] index)",
	       set_value),
	MEMBER_END,
};
static const struct member field_members[] = {
	MEMBER_ROWS,
	PROPERTY("type FieldType {get;}", get_type),
	PROPERTY("bool IsStatic {get;}", get_static),
	PROPERTY("bool IsPublic {get;}", get_true),
	METHOD("System.Object GetValue(System.Object obj)", get_value),
	MEMBER_END,
};

#define INFO(variable, full_name, rows) \
	static struct type variable = { \
		.name = full_name,      \
		.members = rows,        \
		.to_string = to_string, \
	}
INFO(type_method_info, "System.Reflection.RuntimeMethodInfo", method_members);
INFO(type_constructor_info, "System.Reflection.RuntimeConstructorInfo", constructor_members);
INFO(type_property_info, "System.Reflection.RuntimePropertyInfo", property_members);
INFO(type_field_info, "System.Reflection.RtFieldInfo", field_members);

struct type *const reflection_member_types[] = {&type_method_info,    &type_constructor_info,
						&type_property_info,  &type_field_info,
						&type_parameter_info, NULL};

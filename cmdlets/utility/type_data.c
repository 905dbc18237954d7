#include "cmdlets/utility/type_data.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/ets.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <string.h>

#define RUNSPACES "System.Management.Automation.Runspaces."

const char *type_name_argument(Value v)
{
	Value base = value_base(v);
	const char *name = value_as_type_data(v);
	if (name)
		return name;
	if (base.tag == VALUE_TYPE)
		return value_as_type(base)->name;
	name = string_data(value_to_string(v));
	const struct type *type = type_find_text(name, strlen(name));
	return type ? type->name : name;
}

/* ---- one member ---- */

struct member_data {
	struct cell cell;
	Value member; /* struct member_object */
};

static void member_mark(void *cell)
{
	gc_mark(((struct member_data *)cell)->member);
}

static struct member_object *member_of(Value self)
{
	return value_as_member_object(((struct member_data *)self.cell)->member);
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = string_from(member_of(self)->name);
	return OK;
}

static enum status get_value(Value self, Value *result_r)
{
	*result_r = member_of(self)->value;
	return OK;
}

static enum status get_setter(Value self, Value *result_r)
{
	*result_r = member_of(self)->setter;
	return OK;
}

static enum status get_type(Value self, Value *result_r)
{
	const struct type *type = member_of(self)->type;
	*result_r = type ? type_value(type) : NULL_VALUE;
	return OK;
}

static enum status get_hidden(Value self, Value *result_r)
{
	*result_r = value_bool(member_of(self)->hidden);
	return OK;
}

static const struct member note_members[] = {
	PROPERTY("System.Object Value {get;set;}", get_value),
	PROPERTY("bool IsHidden {get;set;}", get_hidden),
	PROPERTY("string Name {get;}", get_name),
	MEMBER_END,
};
static const struct member alias_members[] = {
	PROPERTY("string ReferencedMemberName {get;set;}", get_value),
	PROPERTY("type MemberType {get;set;}", get_type),
	PROPERTY("bool IsHidden {get;set;}", get_hidden),
	PROPERTY("string Name {get;}", get_name),
	MEMBER_END,
};
static const struct member script_property_members[] = {
	PROPERTY("scriptblock GetScriptBlock {get;set;}", get_value),
	PROPERTY("scriptblock SetScriptBlock {get;set;}", get_setter),
	PROPERTY("bool IsHidden {get;set;}", get_hidden),
	PROPERTY("string Name {get;}", get_name),
	MEMBER_END,
};
static const struct member script_method_members[] = {
	PROPERTY("scriptblock Script {get;set;}", get_value),
	PROPERTY("string Name {get;}", get_name),
	MEMBER_END,
};
static const struct member property_set_members[] = {
	PROPERTY("System.Collections.ObjectModel.Collection[string] ReferencedProperties {get;}",
		 get_value),
	PROPERTY("bool IsHidden {get;set;}", get_hidden),
	PROPERTY("string Name {get;}", get_name),
	MEMBER_END,
};

#define MEMBER_DATA(id, text, rows)      \
	static struct type type_##id = { \
		.name = RUNSPACES text,  \
		.tag = VALUE_OBJECT,     \
		.members = rows,         \
		.mark = member_mark,     \
	};
MEMBER_DATA(note_data, "NotePropertyData", note_members)
MEMBER_DATA(alias_data, "AliasPropertyData", alias_members)
MEMBER_DATA(script_property_data, "ScriptPropertyData", script_property_members)
MEMBER_DATA(script_method_data, "ScriptMethodData", script_method_members)
MEMBER_DATA(property_set_data, "PropertySetData", property_set_members)

static struct type *data_type(enum member_kind kind)
{
	switch (kind) {
	case MEMBER_ALIAS_PROPERTY:
		return &type_alias_data;
	case MEMBER_SCRIPT_PROPERTY:
		return &type_script_property_data;
	case MEMBER_SCRIPT_METHOD:
		return &type_script_method_data;
	case MEMBER_PROPERTY_SET:
		return &type_property_set_data;
	default:
		return &type_note_data;
	}
}

static Value member_data(Value member)
{
	enum member_kind kind = value_as_member_object(member)->kind;
	struct member_data *d = gc_alloc(data_type(kind), VALUE_OBJECT, sizeof(*d));
	d->member = member;
	return value_cell(VALUE_OBJECT, d);
}

/* ---- a type ---- */

struct type_data {
	struct cell cell;
	Value name;
};

static void type_data_mark(void *cell)
{
	gc_mark(((struct type_data *)cell)->name);
}

const char *value_as_type_data(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_type_data
		       ? string_data(((struct type_data *)v.cell)->name)
		       : NULL;
}

Value type_data_object(const char *type_name)
{
	struct type_data *d = gc_alloc(&type_type_data, VALUE_OBJECT, sizeof(*d));
	d->name = string_from(type_name);
	return value_cell(VALUE_OBJECT, d);
}

static enum status get_type_name(Value self, Value *result_r)
{
	*result_r = ((struct type_data *)self.cell)->name;
	return OK;
}

static bool fact(Value self, const char *key, Value *value_r)
{
	const struct hashtable *facts = type_data_of(value_as_type_data(self));
	*value_r = NULL_VALUE;
	return facts && hashtable_get_text(facts, key, value_r);
}

static enum status get_members(Value self, Value *result_r)
{
	static const char dictionary[] = "System.Collections.Generic.Dictionary[string,"
					 "System.Management.Automation.Runspaces.TypeMemberData]";
	const struct type *type = type_find_text(dictionary, sizeof(dictionary) - 1);
	Value members;
	*result_r = type ? hashtable_new_typed(type, true) : hashtable_new_ordered();
	if (!fact(self, "members", &members))
		return OK;
	for (size_t i = 0; i < value_count(members); i++) {
		Value member = value_item(members, i);
		hashtable_set_text(value_as_hashtable(*result_r),
				   value_as_member_object(member)->name, member_data(member));
	}
	return OK;
}

/* A set of names ("DefaultDisplayPropertySet") as PropertySetData. */
static enum status get_set(Value self, const char *key, Value *result_r)
{
	if (fact(self, key, result_r))
		*result_r = member_data(
			member_object_new(MEMBER_PROPERTY_SET, key, *result_r, NULL_VALUE));
	return OK;
}

#define FACT(id, key)                                            \
	static enum status get_##id(Value self, Value *result_r) \
	{                                                        \
		fact(self, key, result_r);                       \
		return OK;                                       \
	}
#define FACT_SET(id, key)                                        \
	static enum status get_##id(Value self, Value *result_r) \
	{                                                        \
		return get_set(self, key, result_r);             \
	}
FACT(converter, "TypeConverter")
FACT(adapter, "TypeAdapter")
FACT(method, "SerializationMethod")
FACT(target, "TargetTypeForDeserialization")
FACT(display, "DefaultDisplayProperty")
FACT(source, "StringSerializationSource")
FACT_SET(display_set, "DefaultDisplayPropertySet")
FACT_SET(key_set, "DefaultKeyPropertySet")
FACT_SET(serialization_set, "PropertySerializationSet")

static enum status get_depth(Value self, Value *result_r)
{
	if (!fact(self, "SerializationDepth", result_r))
		*result_r = value_int(0);
	return OK;
}

static enum status get_inherit(Value self, Value *result_r)
{
	if (!fact(self, "InheritPropertySerializationSet", result_r))
		*result_r = value_bool(false);
	return OK;
}

/* Facts that were given stand already. */
static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(false);
	return OK;
}

static const struct member members[] = {
	PROPERTY("string TypeName {get;}", get_type_name),
	PROPERTY("System.Collections.Generic.Dictionary[string,System.Management.Automation."
		 "Runspaces.TypeMemberData] Members {get;}",
		 get_members),
	PROPERTY("type TypeConverter {get;set;}", get_converter),
	PROPERTY("type TypeAdapter {get;set;}", get_adapter),
	PROPERTY("bool IsOverride {get;set;}", get_false),
	PROPERTY("string SerializationMethod {get;set;}", get_method),
	PROPERTY("type TargetTypeForDeserialization {get;set;}", get_target),
	PROPERTY("uint SerializationDepth {get;set;}", get_depth),
	PROPERTY("string DefaultDisplayProperty {get;set;}", get_display),
	PROPERTY("bool InheritPropertySerializationSet {get;set;}", get_inherit),
	PROPERTY("string StringSerializationSource {get;set;}", get_source),
	PROPERTY("System.Management.Automation.Runspaces.PropertySetData "
		 "DefaultDisplayPropertySet {get;set;}",
		 get_display_set),
	PROPERTY("System.Management.Automation.Runspaces.PropertySetData DefaultKeyPropertySet "
		 "{get;set;}",
		 get_key_set),
	PROPERTY("System.Management.Automation.Runspaces.PropertySetData "
		 "PropertySerializationSet {get;set;}",
		 get_serialization_set),
	MEMBER_END,
};
struct type type_type_data = {
	.name = RUNSPACES "TypeData",
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = type_data_mark,
};

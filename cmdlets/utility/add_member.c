/* Add-Member: a property or method more, for one object. */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/ets.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/type.h"
#include <string.h>

struct add_member {
	Value input, value, second_value, note_properties;
	int32_t member_type;
	const char *name, *type_name, *note_name;
	Value note_value;
	bool force, pass_thru;
};

#define SETS_FIXED "MemberSet"
#define SETS_NOTE "NotePropertySingleMemberSet"
#define SETS_NOTES "NotePropertyMultiMemberSet"
#define SETS_TYPE "TypeNameSet"
#define SETS_OTHERS SETS_FIXED "," SETS_NOTE "," SETS_NOTES

/* PSMemberTypes, same numbers. */
enum member_type {
	TYPE_ALIAS_PROPERTY = 1,
	TYPE_CODE_PROPERTY = 2,
	TYPE_PROPERTY = 4,
	TYPE_NOTE_PROPERTY = 8,
	TYPE_SCRIPT_PROPERTY = 16,
	TYPE_PROPERTY_SET = 32,
	TYPE_METHOD = 64,
	TYPE_CODE_METHOD = 128,
	TYPE_SCRIPT_METHOD = 256,
	TYPE_MEMBER_SET = 1024,
};

/* "NoteProperty" names a kind of member, "Note" a property; so do "Property"
 * and "Method", which are no kinds that can be added. */
static bool is_member_type(Value v)
{
	v = value_base(v);
	if (v.tag == VALUE_ENUM)
		return true;
	for (const struct enum_member *m = type_ps_member_types.enum_members; m->name; m++)
		if (v.tag == VALUE_STRING && name_equal(m->name, string_data(v)))
			return m->value != TYPE_PROPERTY && m->value != TYPE_METHOD;
	return false;
}

static bool is_note_name(Value v)
{
	return value_base(v).tag != VALUE_HASHTABLE && !is_member_type(v);
}

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct add_member, input, "InputObject", PARAM_MANDATORY | PARAM_PIPELINE,
		     .type_name = "psobject", .help = "The object that gets the member."),
	PARAM_ENUM(struct add_member, member_type, "MemberType", &type_ps_member_types,
		   PARAM_MANDATORY | PARAM_POSITION(0), .set = SETS_FIXED, .aliases = "Type",
		   .suits = is_member_type,
		   .help = "The kind of member: NoteProperty, ScriptProperty, ScriptMethod, "
			   "AliasProperty ..."),
	PARAM_STRING(struct add_member, name, "Name", PARAM_MANDATORY | PARAM_POSITION(1),
		     .set = SETS_FIXED, .help = "The member's name."),
	PARAM_OBJECT(struct add_member, value, "Value", PARAM_POSITION(2), .set = SETS_FIXED,
		     .help = "Its value, script block or the property that an alias stands for."),
	PARAM_OBJECT(struct add_member, second_value, "SecondValue", PARAM_POSITION(3),
		     .set = SETS_FIXED,
		     .help = "The script block that sets a ScriptProperty; the type of an alias."),
	PARAM_STRING(struct add_member, type_name, "TypeName", PARAM_MANDATORY | PARAM_NOT_EMPTY,
		     .set = SETS_TYPE, .help = "A type name for the object."),
	PARAM_STRING(struct add_member, type_name, "TypeName", PARAM_NOT_EMPTY, .set = SETS_OTHERS,
		     .help = "A type name for the object."),
	PARAM_SWITCH(struct add_member, force, "Force", 0, .set = SETS_OTHERS,
		     .help = "Replaces a member of that name."),
	PARAM_SWITCH(struct add_member, pass_thru, "PassThru", 0, .help = "Gives the object."),
	PARAM_STRING(struct add_member, note_name, "NotePropertyName",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY, .set = SETS_NOTE,
		     .suits = is_note_name, .help = "The name of a note property."),
	PARAM_OBJECT(struct add_member, note_value, "NotePropertyValue",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_ALLOW_NULL, .set = SETS_NOTE,
		     .help = "Its value."),
	PARAM_VALUE(struct add_member, note_properties, "NotePropertyMembers", &type_idictionary,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY, .set = SETS_NOTES,
		    .help = "Names and values of note properties."),
	PARAM_END,
};

static enum member_kind kind_of(int32_t type)
{
	switch (type) {
	case TYPE_ALIAS_PROPERTY:
		return MEMBER_ALIAS_PROPERTY;
	case TYPE_NOTE_PROPERTY:
		return MEMBER_NOTE_PROPERTY;
	case TYPE_SCRIPT_PROPERTY:
		return MEMBER_SCRIPT_PROPERTY;
	case TYPE_SCRIPT_METHOD:
		return MEMBER_SCRIPT_METHOD;
	case TYPE_PROPERTY_SET:
	case TYPE_MEMBER_SET:
		return MEMBER_PROPERTY_SET;
	default:
		return MEMBER_NONE;
	}
}

/* Adds one; an object that has it already is an error, but no terminating one. */
static enum status add(struct cmdlet_call *c, Value *object, enum member_kind kind,
		       const char *name, Value value, Value second)
{
	const struct add_member *self = cmdlet_state(c);
	Value member = member_object_new(kind, string_data(string_intern(name, strlen(name))),
					 value, second);
	if (kind == MEMBER_ALIAS_PROPERTY && !value_is_null(second))
		((struct member_object *)member.cell)->type = value_as_type(second);
	if (member_add(*object, member, self->force, object) == OK)
		return OK;
	runtime()->error = NULL_VALUE;
	return cmdlet_error_type(
		c, "System.InvalidOperationException", "MemberAlreadyExists",
		CATEGORY_INVALID_OPERATION, *object,
		"Cannot add a member with the name \"%s\" because a member with that "
		"name already exists. To overwrite the member anyway, add the Force "
		"parameter to your command.",
		name);
}

static const char *member_type_name(const struct add_member *self)
{
	for (const struct enum_member *m = type_ps_member_types.enum_members; m->name; m++)
		if (m->value == self->member_type)
			return m->name;
	return "";
}

/* `format` names the kind of member. */
#define BAD_VALUE(c, id, format)                                                                 \
	cmdlet_throw_type(c, "System.InvalidOperationException", id, CATEGORY_INVALID_OPERATION, \
			  NULL_VALUE, format, member_type_name(cmdlet_state(c)))

static enum status check_values(struct cmdlet_call *c)
{
	const struct add_member *self = cmdlet_state(c);
	bool first = !value_is_null(self->value), second = !value_is_null(self->second_value);
	switch (self->member_type) {
	case TYPE_ALIAS_PROPERTY:
	case TYPE_SCRIPT_METHOD:
	case TYPE_PROPERTY_SET:
	case TYPE_NOTE_PROPERTY:
	case TYPE_MEMBER_SET:
	case TYPE_CODE_METHOD:
		if (second && self->member_type != TYPE_ALIAS_PROPERTY)
			return BAD_VALUE(c, "Value2ShouldNotBeSpecified",
					 "The SecondValue parameter is not necessary for a member "
					 "of type \"%s\", and should not be specified. Do not "
					 "specify the SecondValue parameter when you add members "
					 "of this type.");
		if (!first && self->member_type != TYPE_NOTE_PROPERTY &&
		    self->member_type != TYPE_MEMBER_SET)
			return BAD_VALUE(c, "Value1ShouldNotBeNull",
					 "The Value parameter should not be null for a member of "
					 "type \"%s\". Specify a non-null value for the Value "
					 "parameter when adding members of this type.");
		return OK;
	case TYPE_SCRIPT_PROPERTY:
	case TYPE_CODE_PROPERTY:
		if (!first && !second)
			return BAD_VALUE(c, "Value1AndValue2AreNotBothNull",
					 "Both Value and SecondValue parameters should not be null "
					 "for a member of type \"%s\". Specify a non-null value "
					 "for one of the two parameters.");
		return OK;
	default:
		return OK;
	}
}

/* What the kind of member needs its values to be; a null stays one. */
static enum status convert_value(struct cmdlet_call *c, Value v, const struct type *type,
				 Value *result_r)
{
	*result_r = value_is_null(v) ? NULL_VALUE : v;
	if (value_is_null(v))
		return OK;
	return convert_to(v, type, result_r) == OK ? OK : cmdlet_fail(c);
}

static enum status add_fixed(struct cmdlet_call *c, Value *object)
{
	const struct add_member *self = cmdlet_state(c);
	enum member_kind kind = kind_of(self->member_type);
	Value value, second;
	const struct type *first_type = &type_object, *second_type = &type_object;
	enum status status = check_values(c);
	if (status != OK)
		return status;
	if (kind == MEMBER_NONE)
		return BAD_VALUE(c, "CannotAddMemberType",
				 "Cannot add a member with type \"%s\". Specify a different type "
				 "for the MemberTypes parameter.");
	if (kind == MEMBER_SCRIPT_PROPERTY || kind == MEMBER_SCRIPT_METHOD)
		first_type = second_type = &type_script_block;
	if (kind == MEMBER_ALIAS_PROPERTY) {
		first_type = &type_string;
		second_type = &type_type;
	}
	status = convert_value(c, self->value, first_type, &value);
	if (status == OK)
		status = convert_value(c, self->second_value, second_type, &second);
	return status == OK ? add(c, object, kind, self->name, value, second) : status;
}

static enum status add_notes(struct cmdlet_call *c, Value *object)
{
	const struct add_member *self = cmdlet_state(c);
	const struct hashtable *h = value_as_hashtable(value_base(self->note_properties));
	Value key, value;
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
		enum status status = add(c, object, MEMBER_NOTE_PROPERTY,
					 string_data(value_to_string(key)), value, NULL_VALUE);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct add_member *self = cmdlet_state(c);
	Value object = self->input;
	enum status status = OK;
	if (self->note_name)
		status = add(c, &object, MEMBER_NOTE_PROPERTY, self->note_name, self->note_value,
			     NULL_VALUE);
	else if (!value_is_null(self->note_properties))
		status = add_notes(c, &object);
	else if (self->name)
		status = add_fixed(c, &object);
	if (status != OK)
		return status;
	if (self->type_name) {
		if (object.tag <= VALUE_STRING)
			object = psobject_wrap(object);
		const struct type *type = type_find_text(self->type_name, strlen(self->type_name));
		value_add_type_name(object, type ? type->name : self->type_name);
	}
	return self->pass_thru ? cmdlet_write(c, object) : OK;
}

const struct cmdlet cmdlet_add_member = {
	.verb = "Add",
	.noun = "Member",
	.parameters = parameters,
	.state_size = sizeof(struct add_member),
	.default_set = SETS_TYPE,
	.process = process,
	.output = "System.Object",
	.synopsis = "Adds custom properties and methods to an instance of a PowerShell object.",
	.description =
		"Gives one object a further member: a value, or a script block that acts as a "
		"property or method.",
	.examples =
		(const struct cmdlet_example[]){
			{"A note",
			 "$o = [pscustomobject]@{ A = 1 }; $o | Add-Member Note 'remember'; "
			 "$o.Note",
			 "remember\n"},
			{NULL, NULL, NULL},
		},
};

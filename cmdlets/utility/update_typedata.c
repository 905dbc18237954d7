/* Update-TypeData: members and facts for all objects of a type. */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/ets.h"
#include "object/string.h"
#include <string.h>

struct update_typedata {
	const char *type_name, *member_name, *default_display_property;
	Value member_type, value, second_value, display_set, key_set;
	const char *serialization_method;
	int32_t serialization_depth;
	Value append, prepend;
	bool force;
};

#define DYNAMIC_SET "DynamicTypeSet"

static const struct parameter parameters[] = {
	PARAM_STRING(struct update_typedata, type_name, "TypeName",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY, .set = DYNAMIC_SET,
		     .help = "The type."),
	PARAM_VALUE(struct update_typedata, member_type, "MemberType", &type_ps_member_types, 0,
		    .set = DYNAMIC_SET,
		    .help = "NoteProperty, ScriptProperty, AliasProperty or "
			    "ScriptMethod."),
	PARAM_STRING(struct update_typedata, member_name, "MemberName", PARAM_NOT_EMPTY,
		     .set = DYNAMIC_SET, .help = "The member's name."),
	PARAM_OBJECT(struct update_typedata, value, "Value", 0, .set = DYNAMIC_SET,
		     .help = "Its value, script block or the property that an alias stands for."),
	PARAM_OBJECT(struct update_typedata, second_value, "SecondValue", 0, .set = DYNAMIC_SET,
		     .help = "The script block that sets a ScriptProperty."),
	PARAM_STRINGS(struct update_typedata, display_set, "DefaultDisplayPropertySet", 0,
		      .set = DYNAMIC_SET, .help = "Properties that are shown by default."),
	PARAM_STRINGS(struct update_typedata, key_set, "DefaultKeyPropertySet", 0,
		      .set = DYNAMIC_SET, .help = "Properties to sort and group by."),
	PARAM_STRING(struct update_typedata, default_display_property, "DefaultDisplayProperty", 0,
		     .set = DYNAMIC_SET, .help = "The property that Format-Wide shows."),
	PARAM_STRING(struct update_typedata, serialization_method, "SerializationMethod", 0,
		     .set = DYNAMIC_SET,
		     .help = "Accepted; objects are serialised by their properties."),
	PARAM_INT(struct update_typedata, serialization_depth, "SerializationDepth", 0,
		  .set = DYNAMIC_SET, .help = "How many levels are serialised."),
	PARAM_SWITCH(struct update_typedata, force, "Force", 0, .set = DYNAMIC_SET,
		     .help = "Replaces a member of that name."),
	PARAM_STRINGS(struct update_typedata, append, "AppendPath",
		      PARAM_POSITION(0) | PARAM_PIPELINE, .set = "FileSet",
		      .aliases = "PSPath,Path", .help = "A *.types.ps1xml file."),
	PARAM_STRINGS(struct update_typedata, prepend, "PrependPath", 0, .set = "FileSet",
		      .help = "A *.types.ps1xml file that comes first."),
	PARAM_END,
};

static enum member_kind kind_of(Value type)
{
	switch (type.integer) {
	case 1:
		return MEMBER_ALIAS_PROPERTY;
	case 8:
		return MEMBER_NOTE_PROPERTY;
	case 16:
		return MEMBER_SCRIPT_PROPERTY;
	case 256:
		return MEMBER_SCRIPT_METHOD;
	default:
		return MEMBER_NONE;
	}
}

static enum status add_member(struct cmdlet_call *c, const char *type_name)
{
	const struct update_typedata *self = cmdlet_state(c);
	enum member_kind kind =
		value_is_null(self->member_type) ? MEMBER_NONE : kind_of(self->member_type);
	Value value = value_is_null(self->value) ? NULL_VALUE : self->value;
	if (kind == MEMBER_NONE)
		return cmdlet_error_type(
			c, "System.InvalidOperationException", "CannotUpdateMemberType",
			CATEGORY_INVALID_OPERATION, NULL_VALUE,
			"Cannot update a member with that type. Specify a different "
			"type for the MemberType parameter.");
	if (kind == MEMBER_ALIAS_PROPERTY)
		value = value_to_string(value);
	Value member = member_object_new(
		kind, string_data(string_intern(self->member_name, strlen(self->member_name))),
		value, value_is_null(self->second_value) ? NULL_VALUE : self->second_value);
	if (type_data_add(type_name, member, self->force) == OK)
		return OK;
	runtime()->error = NULL_VALUE;
	return cmdlet_error_type(c, "System.Management.Automation.RuntimeException",
				 "TypesDynamicUpdateException", CATEGORY_INVALID_OPERATION,
				 NULL_VALUE,
				 "Error in TypeData \"%s\": The member %s is already present.",
				 type_name, self->member_name);
}

static enum status process(struct cmdlet_call *c)
{
	struct update_typedata *self = cmdlet_state(c);
	if (!self->type_name)
		return cmdlet_throw_type(
			c, "System.NotSupportedException", "TypesFileNotSupported",
			CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
			"Files of types are not read; use the TypeName parameter.");
	const struct type *type = type_find_text(self->type_name, strlen(self->type_name));
	const char *name = type ? type->name : self->type_name;
	if (!value_is_null(self->display_set))
		type_data_set(name, "DefaultDisplayPropertySet", self->display_set);
	if (!value_is_null(self->key_set))
		type_data_set(name, "DefaultKeyPropertySet", self->key_set);
	if (self->default_display_property)
		type_data_set(name, "DefaultDisplayProperty",
			      string_from(self->default_display_property));
	return self->member_name ? add_member(c, name) : OK;
}

const struct cmdlet cmdlet_update_typedata = {
	.verb = "Update",
	.noun = "TypeData",
	.parameters = parameters,
	.state_size = sizeof(struct update_typedata),
	.default_set = "FileSet",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Updates the extended type data in the session.",
	.description =
		"Adds a member to all objects of a type, or says which properties are shown.",
	.examples =
		(const struct cmdlet_example[]){
			{"A property for text",
			 "Update-TypeData -TypeName System.String -MemberType ScriptProperty "
			 "-MemberName First -Value { $this[0] } -Force; 'abc'.First",
			 "a\n"},
			{NULL, NULL, NULL},
		},
};

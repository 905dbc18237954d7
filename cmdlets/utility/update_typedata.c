/* Update-TypeData: members and facts for all objects of a type. */
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "cmdlets/utility/type_data.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/ets.h"
#include "object/hashtable.h"
#include "object/string.h"
#include <string.h>
#include <strings.h>

/* The Value of each fact stands in the order of `facts`. */
enum { FACT_COUNT = 10 };

struct update_typedata {
	Value type_name;
	const char *member_name;
	Value member_type, value, second_value, type_data;
	Value facts[FACT_COUNT];
	Value append, prepend;
	bool force;
};

#define DYNAMIC_SET "DynamicTypeSet"
#define FACT(n, text, of_type, ...)                                                   \
	PARAM_VALUE(struct update_typedata, facts[n], text, of_type, PARAM_NOT_EMPTY, \
		    .set = DYNAMIC_SET, __VA_ARGS__)

static const char *const fact_names[FACT_COUNT] = {
	"TypeConverter",
	"TypeAdapter",
	"SerializationMethod",
	"TargetTypeForDeserialization",
	"SerializationDepth",
	"DefaultDisplayProperty",
	"InheritPropertySerializationSet",
	"StringSerializationSource",
	"DefaultDisplayPropertySet",
	"DefaultKeyPropertySet",
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct update_typedata, member_type, "MemberType", &type_ps_member_types,
		    PARAM_NOT_EMPTY, .set = DYNAMIC_SET,
		    .values = "NoteProperty,AliasProperty,ScriptProperty,CodeProperty,ScriptMethod,"
			      "CodeMethod",
		    .help = "NoteProperty, ScriptProperty, AliasProperty or ScriptMethod."),
	PARAM_STRING(struct update_typedata, member_name, "MemberName", PARAM_NOT_EMPTY,
		     .set = DYNAMIC_SET, .help = "The member's name."),
	PARAM_OBJECT(struct update_typedata, value, "Value", 0, .set = DYNAMIC_SET,
		     .help = "Its value, script block or the property that an alias stands for."),
	PARAM_OBJECT(struct update_typedata, second_value, "SecondValue", PARAM_NOT_NULL,
		     .set = DYNAMIC_SET, .help = "The script block that sets a ScriptProperty."),
	FACT(0, "TypeConverter", &type_type, .help = "Accepted: the type of a converter."),
	FACT(1, "TypeAdapter", &type_type, .help = "Accepted: the type of an adapter."),
	FACT(2, "SerializationMethod", &type_string,
	     .help = "Accepted; objects are serialised by their properties."),
	FACT(3, "TargetTypeForDeserialization", &type_type, .help = "Accepted."),
	FACT(4, "SerializationDepth", &type_int32, .range = "0,2147483647",
	     .help = "How many levels are serialised."),
	FACT(5, "DefaultDisplayProperty", &type_string,
	     .help = "The property that Format-Wide shows."),
	FACT(6, "InheritPropertySerializationSet", &type_bool, .help = "Accepted."),
	FACT(7, "StringSerializationSource", &type_string, .help = "Accepted."),
	FACT(8, "DefaultDisplayPropertySet", &type_string_array,
	     .help = "Properties that are shown by default."),
	FACT(9, "DefaultKeyPropertySet", &type_string_array,
	     .help = "Properties to sort and group by."),
	PARAM_OBJECT(struct update_typedata, type_name, "TypeName",
		     PARAM_MANDATORY | PARAM_PIPELINE | PARAM_NOT_EMPTY, .set = DYNAMIC_SET,
		     .type_name = "string", .help = "The type."),
	PARAM_SWITCH(struct update_typedata, force, "Force", 0, .set = DYNAMIC_SET ",TypeDataSet",
		     .help = "Replaces a member of that name."),
	PARAM_VALUE(struct update_typedata, type_data, "TypeData", &type_type_data,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		    .set = "TypeDataSet", .help = "What Get-TypeData gave."),
	PARAM_STRINGS(struct update_typedata, append, "AppendPath",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME | PARAM_NOT_NULL,
		      .set = "FileSet", .aliases = "PSPath,Path", .help = "A *.types.ps1xml file."),
	PARAM_STRINGS(struct update_typedata, prepend, "PrependPath", PARAM_NOT_NULL,
		      .set = "FileSet", .help = "A *.types.ps1xml file that comes first."),
	PARAM_END,
};

static const char *type_text(const struct update_typedata *self)
{
	return string_data(value_to_string(self->member_type));
}

static enum status refuse(struct cmdlet_call *c, const char *id, const char *format,
			  const char *what, const char *parameter)
{
	struct strbuf text = STRBUF_INIT;
	const char *p = format;
	for (const char *mark; (mark = strchr(p, '@')); p = mark + 2) {
		strbuf_add(&text, p, (size_t)(mark - p));
		strbuf_adds(&text, mark[1] == 'p' ? parameter : what);
	}
	strbuf_adds(&text, p);
	enum status status =
		cmdlet_throw_type(c, "System.InvalidOperationException", id,
				  CATEGORY_INVALID_OPERATION, NULL_VALUE, "%s", text.data);
	strbuf_clear(&text);
	return status;
}

#define REQUIRED \
	"The @p parameter is required for the type \"@t\". Please specify the @p parameter."
#define NOT_NULL                                                                               \
	"The @p parameter should not be null or an empty string for a member of type \"@t\". " \
	"Specify a non-null value for the @p parameter when updating this member type."
#define NOT_NEEDED                                                                          \
	"The @p parameter is not necessary for a member of type \"@t\", and should not be " \
	"specified. Do not specify the @p parameter when updating this member type."
#define NOT_BOTH                                                                             \
	"The Value and SecondValue parameters should not both be null for a member of type " \
	"\"@t\". Specify a non-null value for one of the two parameters."

/* What must be given for the kind of member, and what must not. */
static enum status check_member(struct cmdlet_call *c, enum member_kind kind)
{
	const struct update_typedata *self = cmdlet_state(c);
	const char *type = type_text(self);
	bool second = self->second_value.tag != VALUE_UNSET;
	if (!self->member_name)
		return refuse(c, "MemberNameShouldBeSpecified", REQUIRED, type, "MemberName");
	if (!cmdlet_is_bound(c, "Value"))
		return refuse(c, "ValueShouldBeSpecified", REQUIRED, type, "Value");
	if (kind == MEMBER_ALIAS_PROPERTY && !string_length(value_to_string(self->value)))
		return refuse(c, "ValueShouldBeSpecified", NOT_NULL, type, "Value");
	if ((kind == MEMBER_NOTE_PROPERTY || kind == MEMBER_SCRIPT_METHOD) && second)
		return refuse(c, "SecondValueShouldNotBeSpecified", NOT_NEEDED, type,
			      "SecondValue");
	if (kind == MEMBER_SCRIPT_PROPERTY && value_is_null(self->value) && !second)
		return refuse(c, "ValueAndSecondValueAreNotBothNull", NOT_BOTH, type, "Value");
	return OK;
}

/* Members of code would be .NET's methods: there are none to refer to. */
static enum status refuse_code(struct cmdlet_call *c)
{
	const struct update_typedata *self = cmdlet_state(c);
	struct strbuf type = STRBUF_INIT;
	type_append_full_name(value_type(self->value), &type);
	enum status status = cmdlet_throw_type(
		c, "System.Management.Automation.PSInvalidCastException",
		"ConvertToFinalInvalidCastException", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"Cannot convert the \"%s\" value of type \"%s\" to type "
		"\"System.Reflection.MethodInfo\".",
		string_data(value_to_string(self->value)), type.data);
	strbuf_clear(&type);
	return status;
}

static enum status to_block(Value v, Value *block_r)
{
	*block_r = NULL_VALUE;
	return value_is_null(v) ? OK : convert_to(v, &type_script_block, block_r);
}

/* The member as -MemberType, -MemberName, -Value and -SecondValue describe it; UNSET when none is described. */
static enum status make_member(struct cmdlet_call *c, Value *member_r)
{
	const struct update_typedata *self = cmdlet_state(c);
	static const struct {
		int type;
		enum member_kind kind;
	} kinds[] = {
		{1, MEMBER_ALIAS_PROPERTY},
		{8, MEMBER_NOTE_PROPERTY},
		{16, MEMBER_SCRIPT_PROPERTY},
		{256, MEMBER_SCRIPT_METHOD},
	};
	enum member_kind kind = MEMBER_NONE;
	*member_r = UNSET_VALUE;
	if (self->member_type.tag == VALUE_UNSET) {
		if (!self->member_name && !cmdlet_is_bound(c, "Value") &&
		    self->second_value.tag == VALUE_UNSET)
			return OK;
		return refuse(c, "MemberTypeIsMissing",
			      "The MemberName, Value, and SecondValue parameters cannot be "
			      "specified without the MemberType parameter.",
			      "", "");
	}
	for (size_t i = 0; i < countof(kinds); i++)
		if (kinds[i].type == self->member_type.integer)
			kind = kinds[i].kind;
	enum status status = check_member(c, kind);
	if (status != OK)
		return status;
	if (kind == MEMBER_NONE)
		return refuse_code(c);
	Value value = self->value, second = NULL_VALUE;
	if (kind == MEMBER_ALIAS_PROPERTY)
		value = value_to_string(value);
	if (kind == MEMBER_SCRIPT_PROPERTY || kind == MEMBER_SCRIPT_METHOD)
		status = to_block(value, &value);
	if (status == OK && kind == MEMBER_SCRIPT_PROPERTY)
		status = to_block(self->second_value, &second);
	if (status != OK)
		return cmdlet_fail(c);
	*member_r = member_object_new(
		kind, string_data(string_intern(self->member_name, strlen(self->member_name))),
		value, second);
	Value type;
	if (kind == MEMBER_ALIAS_PROPERTY && !value_is_null(self->second_value)) {
		if (convert_to(self->second_value, &type_type, &type) != OK)
			return cmdlet_fail(c);
		value_as_member_object(*member_r)->type = value_as_type(type);
	}
	return OK;
}

static enum status add_member(struct cmdlet_call *c, const char *type_name, Value member)
{
	const struct update_typedata *self = cmdlet_state(c);
	if (type_data_add(type_name, member, self->force) == OK)
		return OK;
	runtime()->error = NULL_VALUE;
	return cmdlet_error_type(c, "System.Management.Automation.RuntimeException",
				 "TypesDynamicUpdateException", CATEGORY_INVALID_OPERATION,
				 NULL_VALUE,
				 "Error in TypeData \"%s\": The member %s is already present.",
				 type_name, value_as_member_object(member)->name);
}

static enum status should_update(struct cmdlet_call *c, const char *what, const char *name,
				 bool *go_r)
{
	struct strbuf target = STRBUF_INIT;
	strbuf_addf(&target, "%s: %s", what, name);
	enum status status = cmdlet_should_process(c, target.data, "Update TypeData", go_r);
	strbuf_clear(&target);
	return status;
}

static enum status update_type(struct cmdlet_call *c)
{
	struct update_typedata *self = cmdlet_state(c);
	const char *name = type_name_argument(self->type_name);
	Value member;
	bool go, any = false;
	enum status status = make_member(c, &member);
	if (status != OK)
		return status;
	for (size_t i = 0; i < FACT_COUNT; i++)
		any = any || self->facts[i].tag != VALUE_UNSET;
	if (!any && member.tag == VALUE_UNSET)
		return cmdlet_error_type(c, "System.InvalidOperationException", "TypeDataEmpty",
					 CATEGORY_INVALID_OPERATION, NULL_VALUE,
					 "No member is specified for the update on type \"%s\".",
					 name);
	status = should_update(c, "Type to update", name, &go);
	if (status != OK || !go)
		return status;
	for (size_t i = 0; i < FACT_COUNT; i++)
		if (self->facts[i].tag != VALUE_UNSET)
			type_data_set(name, fact_names[i], self->facts[i]);
	return member.tag == VALUE_UNSET ? OK : add_member(c, name, member);
}

/* A TypeData of Get-TypeData: what it holds is known already unless it was removed meanwhile. */
static enum status update_from_data(struct cmdlet_call *c)
{
	const struct update_typedata *self = cmdlet_state(c);
	const char *name = value_as_type_data(self->type_data);
	const struct hashtable *facts = type_data_of(name);
	Value members;
	bool go;
	if (!facts || !hashtable_get_text(facts, "members", &members))
		return OK;
	enum status status = should_update(c, "Type to update", name, &go);
	for (size_t i = 0; status == OK && go && i < value_count(members); i++)
		status = add_member(c, name, value_item(members, i));
	return status;
}

static enum status load_files(struct cmdlet_call *c, Value paths)
{
	static const char extension[] = ".ps1xml";
	struct file_list files = {0};
	enum status status = OK;
	for (size_t i = 0; status == OK && !value_is_null(paths) && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), false);
	for (size_t i = 0; status == OK && i < files.count; i++) {
		const char *path = files.paths[i];
		size_t n = strlen(path);
		bool go;
		if (n < strlen(extension) || strcasecmp(path + n - strlen(extension), extension)) {
			status = cmdlet_error_type(
				c, "System.Management.Automation.PSInvalidOperationException",
				"WrongExtension", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
				"Cannot read the file \"%s\"  because it does not have the file "
				"name extension \".ps1xml\".",
				path);
			continue;
		}
		status = should_update(c, "FileName", path, &go);
		if (status == OK && go)
			status = type_file_load(c, path);
	}
	file_list_clear(&files);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct update_typedata *self = cmdlet_state(c);
	if (self->type_data.tag != VALUE_UNSET)
		return update_from_data(c);
	if (!value_is_null(self->type_name))
		return update_type(c);
	enum status status = load_files(c, self->prepend);
	return status == OK ? load_files(c, self->append) : status;
}

const struct cmdlet cmdlet_update_typedata = {
	.verb = "Update",
	.noun = "TypeData",
	.parameters = parameters,
	.state_size = sizeof(struct update_typedata),
	.default_set = "FileSet",
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
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

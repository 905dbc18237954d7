#include "engine/attribute.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define FIELD_COUNT 8

/* Every attribute is a handful of fields by number; the member tables give them their names. */
struct attribute {
	struct cell cell;
	Value fields[FIELD_COUNT];
};

static struct attribute *self_attribute(Value self)
{
	return (struct attribute *)self.cell;
}

static void attribute_mark(void *cell)
{
	gc_mark_values(((struct attribute *)cell)->fields, FIELD_COUNT);
}

#define FIELD(n)                                                \
	static enum status get_##n(Value self, Value *result_r) \
	{                                                       \
		*result_r = self_attribute(self)->fields[n];    \
		return OK;                                      \
	}                                                       \
	static enum status set_##n(Value self, Value value)     \
	{                                                       \
		self_attribute(self)->fields[n] = value;        \
		return OK;                                      \
	}
FIELD(0)
FIELD(1)
FIELD(2)
FIELD(3)
FIELD(4)
FIELD(5)
FIELD(6)
FIELD(7)

#define P(text, n) PROPERTY_RW(text " {get;set;}", get_##n, set_##n)

static Value attribute_new(const struct type *type)
{
	struct attribute *a = gc_alloc(type, VALUE_OBJECT, sizeof(*a));
	for (size_t i = 0; i < FIELD_COUNT; i++)
		a->fields[i] = NULL_VALUE;
	return value_cell(VALUE_OBJECT, a);
}

/* ---- ParameterAttribute ---- */

enum { MANDATORY, POSITION, BY_VALUE, BY_NAME, REMAINING, SET_NAME, HELP_MESSAGE, DONT_SHOW };

static Value parameter_attribute_new(void)
{
	Value v = attribute_new(&type_parameter_attribute);
	struct attribute *a = self_attribute(v);
	a->fields[MANDATORY] = a->fields[BY_VALUE] = a->fields[BY_NAME] = a->fields[REMAINING] =
		FALSE_VALUE;
	a->fields[POSITION] = value_int(INT32_MIN);
	a->fields[DONT_SHOW] = FALSE_VALUE;
	a->fields[SET_NAME] = string_from("__AllParameterSets");
	return v;
}

static enum status new_parameter(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	*result_r = parameter_attribute_new();
	return OK;
}

static const struct member parameter_members[] = {
	CONSTRUCTOR("System.Management.Automation.ParameterAttribute new()", new_parameter),
	P("int Position", 1),
	P("string ParameterSetName", 5),
	P("bool Mandatory", 0),
	P("bool ValueFromPipeline", 2),
	P("bool ValueFromPipelineByPropertyName", 3),
	P("bool ValueFromRemainingArguments", 4),
	P("string HelpMessage", 6),
	P("bool DontShow", 7),
	MEMBER_END,
};

struct type type_attribute = {.name = "System.Attribute",
			      .tag = VALUE_OBJECT,
			      .size = sizeof(struct cell),
			      .flags = TYPE_ABSTRACT};

#define ATTRIBUTE_TYPE(symbol, text, rows)                                  \
	struct type symbol = {.name = "System.Management.Automation." text, \
			      .base = &type_attribute,                      \
			      .tag = VALUE_OBJECT,                          \
			      .members = rows,                              \
			      .mark = attribute_mark}
ATTRIBUTE_TYPE(type_parameter_attribute, "ParameterAttribute", parameter_members);

/* ---- those with arguments ---- */

static struct type type_alias_attribute, type_validate_set_attribute, type_validate_range_attribute,
	type_validate_length_attribute, type_validate_count_attribute,
	type_validate_pattern_attribute, type_validate_script_attribute,
	type_validate_not_null_attribute, type_validate_not_null_or_empty_attribute,
	type_allow_null_attribute;

#define MAKER(function, type)                                                       \
	static enum status function(Value self UNUSED, int argc, const Value *argv, \
				    Value *result_r)                                \
	{                                                                           \
		*result_r = attribute_new(&type);                                   \
		for (int i = 0; i < argc && i < FIELD_COUNT; i++)                   \
			self_attribute(*result_r)->fields[i] = argv[i];             \
		return OK;                                                          \
	}
MAKER(new_alias, type_alias_attribute)
MAKER(new_set, type_validate_set_attribute)
MAKER(new_range, type_validate_range_attribute)
MAKER(new_length, type_validate_length_attribute)
MAKER(new_count, type_validate_count_attribute)
MAKER(new_pattern, type_validate_pattern_attribute)
MAKER(new_script, type_validate_script_attribute)
MAKER(new_not_null, type_validate_not_null_attribute)
MAKER(new_not_empty, type_validate_not_null_or_empty_attribute)
MAKER(new_allow_null, type_allow_null_attribute)

#define SMA "System.Management.Automation."
static const struct member alias_members[] = {
	CONSTRUCTOR(SMA "AliasAttribute new(Params string[] aliasNames)", new_alias),
	P("System.Collections.Generic.IList[string] AliasNames", 0), MEMBER_END};
static const struct member set_members[] = {
	CONSTRUCTOR(SMA "ValidateSetAttribute new(Params string[] validValues)", new_set),
	P("System.Collections.Generic.IList[string] ValidValues", 0), P("bool IgnoreCase", 1),
	P("string ErrorMessage", 2), MEMBER_END};
static const struct member range_members[] = {
	CONSTRUCTOR(SMA
		    "ValidateRangeAttribute new(System.Object minRange, System.Object maxRange)",
		    new_range),
	P("System.Object MinRange", 0), P("System.Object MaxRange", 1), MEMBER_END};
static const struct member length_members[] = {
	CONSTRUCTOR(SMA "ValidateLengthAttribute new(int minLength, int maxLength)", new_length),
	P("int MinLength", 0), P("int MaxLength", 1), MEMBER_END};
static const struct member count_members[] = {
	CONSTRUCTOR(SMA "ValidateCountAttribute new(int minLength, int maxLength)", new_count),
	P("int MinLength", 0), P("int MaxLength", 1), MEMBER_END};
static const struct member pattern_members[] = {
	CONSTRUCTOR(SMA "ValidatePatternAttribute new(string regexPattern)", new_pattern),
	P("string RegexPattern", 0), P("string ErrorMessage", 1), MEMBER_END};
static const struct member script_members[] = {
	CONSTRUCTOR(SMA "ValidateScriptAttribute new(scriptblock scriptBlock)", new_script),
	P("scriptblock ScriptBlock", 0), P("string ErrorMessage", 1), MEMBER_END};
static const struct member not_null_members[] = {
	CONSTRUCTOR(SMA "ValidateNotNullAttribute new()", new_not_null), MEMBER_END};
static const struct member not_empty_members[] = {
	CONSTRUCTOR(SMA "ValidateNotNullOrEmptyAttribute new()", new_not_empty), MEMBER_END};
static const struct member allow_null_members[] = {
	CONSTRUCTOR(SMA "AllowNullAttribute new()", new_allow_null), MEMBER_END};
static ATTRIBUTE_TYPE(type_alias_attribute, "AliasAttribute", alias_members);
static ATTRIBUTE_TYPE(type_validate_set_attribute, "ValidateSetAttribute", set_members);
static ATTRIBUTE_TYPE(type_validate_range_attribute, "ValidateRangeAttribute", range_members);
static ATTRIBUTE_TYPE(type_validate_length_attribute, "ValidateLengthAttribute", length_members);
static ATTRIBUTE_TYPE(type_validate_count_attribute, "ValidateCountAttribute", count_members);
static ATTRIBUTE_TYPE(type_validate_pattern_attribute, "ValidatePatternAttribute", pattern_members);
static ATTRIBUTE_TYPE(type_validate_script_attribute, "ValidateScriptAttribute", script_members);
static ATTRIBUTE_TYPE(type_validate_not_null_attribute, "ValidateNotNullAttribute",
		      not_null_members);
static ATTRIBUTE_TYPE(type_validate_not_null_or_empty_attribute, "ValidateNotNullOrEmptyAttribute",
		      not_empty_members);
static ATTRIBUTE_TYPE(type_allow_null_attribute, "AllowNullAttribute", allow_null_members);

/* ---- those that only are there or not ---- */

#define PLAIN_ATTRIBUTE(symbol, text)                                               \
	static enum status new_##symbol(Value self UNUSED, int argc UNUSED,         \
					const Value *argv UNUSED, Value *result_r); \
	static const struct member symbol##_members[] = {                           \
		CONSTRUCTOR(SMA text " new()", new_##symbol), MEMBER_END};          \
	static ATTRIBUTE_TYPE(type_##symbol, text, symbol##_members);               \
	static enum status new_##symbol(Value self UNUSED, int argc UNUSED,         \
					const Value *argv UNUSED, Value *result_r)  \
	{                                                                           \
		*result_r = attribute_new(&type_##symbol);                          \
		return OK;                                                          \
	}
PLAIN_ATTRIBUTE(allow_empty_string, "AllowEmptyStringAttribute")
PLAIN_ATTRIBUTE(allow_empty_collection, "AllowEmptyCollectionAttribute")
PLAIN_ATTRIBUTE(not_null_or_white_space, "ValidateNotNullOrWhiteSpaceAttribute")
PLAIN_ATTRIBUTE(argument_type_converter, "ArgumentTypeConverterAttribute")
PLAIN_ATTRIBUTE(supports_wildcards, "SupportsWildcardsAttribute")

/* ---- those that scripts derive from ---- */

#define BASE_ATTRIBUTE(symbol, text, parent)                                \
	struct type symbol = {.name = "System.Management.Automation." text, \
			      .base = &parent,                              \
			      .tag = VALUE_OBJECT,                          \
			      .size = sizeof(struct cell),                  \
			      .flags = TYPE_ABSTRACT}
BASE_ATTRIBUTE(type_validate_arguments_attribute, "ValidateArgumentsAttribute", type_attribute);
BASE_ATTRIBUTE(type_validate_enumerated_attribute, "ValidateEnumeratedArgumentsAttribute",
	       type_validate_arguments_attribute);
BASE_ATTRIBUTE(type_transformation_attribute, "ArgumentTransformationAttribute", type_attribute);
/* What their methods get beside the value. */
static struct type type_values_generator = {
	.name = "System.Management.Automation.IValidateSetValuesGenerator",
	.flags = TYPE_INTERFACE,
	.members = (const struct member[]){METHOD("string[] GetValidValues()", NULL), MEMBER_END}};

/* ---- attributes by name ---- */

/* Those that PowerShell knows; how many arguments by position they take. */
static const struct attribute_name {
	const char *name;
	bool for_parameters; /* of functions, and for properties; not for classes and methods */
	unsigned least, most;
} attribute_names[] = {
	{"Parameter", true, 0, 0},
	{"Alias", true, 0, 99},
	{"AllowNull", true, 0, 0},
	{"AllowEmptyString", true, 0, 0},
	{"AllowEmptyCollection", true, 0, 0},
	{"ValidateSet", true, 1, 99},
	{"ValidateRange", true, 1, 2},
	{"ValidateLength", true, 2, 2},
	{"ValidateCount", true, 2, 2},
	{"ValidatePattern", true, 1, 1},
	{"ValidateScript", true, 1, 1},
	{"ValidateDrive", true, 1, 99},
	{"ValidateUserDrive", true, 0, 0},
	{"ValidateTrustedData", true, 0, 0},
	{"ValidateNotNull", true, 0, 0},
	{"ValidateNotNullOrEmpty", true, 0, 0},
	{"ValidateNotNullOrWhiteSpace", true, 0, 0},
	{"Credential", true, 0, 0},
	{"PSDefaultValue", true, 0, 0},
	{"SupportsWildcards", true, 0, 0},
	{"ArgumentCompleter", true, 0, 1},
	{"ArgumentCompletions", true, 1, 99},
	{"PSTypeName", false, 1, 1},
	{"CmdletBinding", false, 0, 0},
	{"OutputType", false, 0, 99},
	{"DscResource", false, 0, 0},
	{"DscProperty", false, 0, 0},
	{"DscLocalConfigurationManager", false, 0, 0},
	{"Experimental", false, 0, 2},
	{"NoRunspaceAffinity", false, 0, 0},
	{"Hidden", false, 0, 0},
	{"Flags", false, 0, 0},
	{"Obsolete", false, 0, 3},
	{"Serializable", false, 0, 0},
	{"NonSerialized", false, 0, 0},
	{"SuppressMessage", false, 2, 2},
	{"Description", false, 0, 1},
	{"DisplayName", false, 0, 1},
	{"Category", false, 0, 1},
	{"DefaultValue", false, 1, 2},
	{"Browsable", false, 1, 1},
	{"DebuggerDisplay", false, 1, 1},
	{"EditorBrowsable", false, 0, 1},
	{"ThreadStatic", false, 0, 0},
};

static const struct attribute_name *find_name(const char *text)
{
	const char *dot = strrchr(text, '.');
	text = dot ? dot + 1 : text;
	for (size_t i = 0; i < countof(attribute_names); i++) {
		size_t length = strlen(attribute_names[i].name);
		if (strncasecmp(text, attribute_names[i].name, length) == 0 &&
		    (!text[length] || strcasecmp(text + length, "Attribute") == 0))
			return &attribute_names[i];
	}
	return NULL;
}

bool attribute_is_known(const char *name)
{
	return find_name(name) != NULL;
}

bool attribute_is_for_parameters(const char *name)
{
	const struct attribute_name *known = find_name(name);
	return known && known->for_parameters;
}

bool attribute_takes(const char *name, size_t arguments)
{
	const struct attribute_name *known = find_name(name);
	return !known || (arguments >= known->least && arguments <= known->most);
}

/* ---- RuntimeDefinedParameter ---- */

enum { RUNTIME_NAME, RUNTIME_TYPE, RUNTIME_ATTRIBUTES, RUNTIME_VALUE, RUNTIME_IS_SET };

static enum status new_runtime_parameter(Value self UNUSED, int argc, const Value *argv,
					 Value *result_r)
{
	*result_r = attribute_new(&type_runtime_parameter);
	struct attribute *a = self_attribute(*result_r);
	for (int i = 0; i < argc; i++)
		a->fields[i] = argv[i];
	if (argc < 3)
		a->fields[RUNTIME_ATTRIBUTES] = list_new();
	a->fields[RUNTIME_IS_SET] = FALSE_VALUE;
	return OK;
}

static enum status new_runtime_parameters(Value self UNUSED, int argc UNUSED,
					  const Value *argv UNUSED, Value *result_r)
{
	*result_r = hashtable_new_typed(&type_runtime_parameters, true);
	return OK;
}

static const struct member runtime_parameter_members[] = {
	CONSTRUCTOR(SMA "RuntimeDefinedParameter new()", new_runtime_parameter),
	CONSTRUCTOR(SMA "RuntimeDefinedParameter new(string name, type parameterType, "
			"System.Object attributes)",
		    new_runtime_parameter),
	P("string Name", 0),
	P("type ParameterType", 1),
	P("System.Object Value", 3),
	P("bool IsSet", 4),
	P("System.Object Attributes", 2),
	MEMBER_END};
struct type type_runtime_parameter = {.name = SMA "RuntimeDefinedParameter",
				      .tag = VALUE_OBJECT,
				      .members = runtime_parameter_members,
				      .mark = attribute_mark};
static const struct member runtime_parameters_members[] = {
	CONSTRUCTOR(SMA "RuntimeDefinedParameterDictionary new()", new_runtime_parameters),
	MEMBER_END};
struct type type_runtime_parameters = {.name = SMA "RuntimeDefinedParameterDictionary",
				       .base = &type_hashtable,
				       .tag = VALUE_HASHTABLE,
				       .members = runtime_parameters_members};

static enum status read_attribute(struct parameter_metadata *p, struct parameter_role *role,
				  Value v)
{
	static const struct {
		int field;
		unsigned flag;
	} flags[] = {{MANDATORY, PARAM_MANDATORY},
		     {BY_VALUE, PARAM_PIPELINE},
		     {BY_NAME, PARAM_PIPELINE_BY_NAME},
		     {REMAINING, PARAM_REMAINING}};
	if (v.tag != VALUE_OBJECT || v.cell->type != &type_parameter_attribute) {
		if (v.tag == VALUE_OBJECT && v.cell->type == &type_alias_attribute) {
			Value names = self_attribute(v)->fields[0];
			for (size_t i = 0; i < value_count(names); i++) {
				p->aliases = xreallocarray(p->aliases, p->alias_count + 1,
							   sizeof(*p->aliases));
				Value name = value_to_string(value_item(names, i));
				p->aliases[p->alias_count++] = string_data(
					string_intern(string_data(name), string_length(name)));
			}
		}
		return OK;
	}
	struct attribute *a = self_attribute(v);
	for (size_t i = 0; i < countof(flags); i++)
		if (value_is_true(a->fields[flags[i].field]))
			role->flags |= flags[i].flag;
	int32_t position;
	if (convert_to_int(a->fields[POSITION], &position) != OK)
		return ERROR;
	role->position = position >= 0 ? position : -1;
	return OK;
}

enum status attribute_add_runtime_parameters(struct command_metadata *m, Value dictionary)
{
	Value key, value;
	for (size_t i = 0; hashtable_next(value_as_hashtable(dictionary), &i, &key, &value);) {
		Value base = value_base(value);
		if (base.tag != VALUE_OBJECT || base.cell->type != &type_runtime_parameter)
			continue;
		struct attribute *a = self_attribute(base);
		const char *name = string_data(value_to_string(key));
		struct parameter_metadata p = {
			.name = string_data(string_intern(name, strlen(name))),
			.type = a->fields[RUNTIME_TYPE].tag == VALUE_TYPE
					? value_as_type(a->fields[RUNTIME_TYPE])
					: &type_object,
			.is_dynamic = true,
			.has_type = true,
			.index = -1,
			.sets = ALL_SETS,
			.attributes = NULL_VALUE,
		};
		p.is_switch = p.type == &type_switch_parameter;
		p.roles = xcalloc(1, sizeof(*p.roles));
		p.role_count = 1;
		p.roles[0] = (struct parameter_role){.sets = ALL_SETS, .position = -1};
		for (size_t k = 0; k < value_count(a->fields[RUNTIME_ATTRIBUTES]); k++)
			if (read_attribute(
				    &p, &p.roles[0],
				    value_base(value_item(a->fields[RUNTIME_ATTRIBUTES], k))) != OK)
				return ERROR;
		metadata_insert(m, &p);
	}
	return OK;
}

void attribute_set_runtime_values(const struct command_metadata *m, Value dictionary,
				  const Value *values)
{
	for (size_t i = 0; i < m->count; i++) {
		Value v;
		if (!m->parameters[i].is_dynamic || values[i].tag == VALUE_UNSET ||
		    !hashtable_get_text(value_as_hashtable(dictionary), m->parameters[i].name, &v))
			continue;
		struct attribute *a = self_attribute(value_base(v));
		a->fields[RUNTIME_VALUE] = values[i];
		a->fields[RUNTIME_IS_SET] = TRUE_VALUE;
	}
}

/* ---- metadata as attributes ---- */

static const struct {
	const char *alias;
	struct type *type;
} aliases[] = {
	{"Parameter", &type_parameter_attribute},
	{"Alias", &type_alias_attribute},
	{"ValidateSet", &type_validate_set_attribute},
	{"AllowEmptyString", &type_allow_empty_string},
	{"AllowEmptyCollection", &type_allow_empty_collection},
	{"ValidateNotNullOrWhiteSpace", &type_not_null_or_white_space},
	{"SupportsWildcards", &type_supports_wildcards},
	{"ValidateRange", &type_validate_range_attribute},
	{"ValidateLength", &type_validate_length_attribute},
	{"ValidateCount", &type_validate_count_attribute},
	{"ValidatePattern", &type_validate_pattern_attribute},
	{"ValidateScript", &type_validate_script_attribute},
	{"ValidateNotNull", &type_validate_not_null_attribute},
	{"ValidateNotNullOrEmpty", &type_validate_not_null_or_empty_attribute},
	{"AllowNull", &type_allow_null_attribute},
};

void attribute_register_aliases(void)
{
	for (size_t i = 0; i < countof(aliases); i++)
		type_register_alias(aliases[i].alias, aliases[i].type);
}

const struct type *const attribute_types[] = {
	&type_allow_empty_string,
	&type_allow_empty_collection,
	&type_not_null_or_white_space,
	&type_argument_type_converter,
	&type_supports_wildcards,
	&type_attribute,
	&type_parameter_attribute,
	&type_alias_attribute,
	&type_validate_set_attribute,
	&type_validate_range_attribute,
	&type_validate_length_attribute,
	&type_validate_count_attribute,
	&type_validate_pattern_attribute,
	&type_validate_script_attribute,
	&type_validate_not_null_attribute,
	&type_validate_not_null_or_empty_attribute,
	&type_allow_null_attribute,
	&type_validate_arguments_attribute,
	&type_validate_enumerated_attribute,
	&type_transformation_attribute,
	&type_values_generator,
	&type_runtime_parameter,
	&type_runtime_parameters,
	NULL,
};

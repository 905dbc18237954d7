/* Add-Type: there is no compiler here; assemblies whose types are built in are accepted. */
#include "cmdlet.h"

struct add_type {
	const char *definition, *member_definition, *name, *language;
	Value path, literal_path, assembly_names, referenced, namespaces, name_space;
	bool pass_thru, ignore_warnings;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct add_type, definition, "TypeDefinition",
		     PARAM_MANDATORY | PARAM_POSITION(0), .set = "FromSource",
		     .help = "Source code in C#."),
	PARAM_STRING(struct add_type, name, "Name", PARAM_MANDATORY | PARAM_POSITION(0),
		     .set = "FromMember", .help = "The name of a class."),
	PARAM_STRING(struct add_type, member_definition, "MemberDefinition",
		     PARAM_MANDATORY | PARAM_POSITION(1), .set = "FromMember",
		     .help = "Members of the class in C#."),
	PARAM_OBJECT(struct add_type, name_space, "Namespace", 0, .aliases = "NS",
		     .set = "FromMember", .help = "Its namespace."),
	PARAM_OBJECT(struct add_type, namespaces, "UsingNamespace", PARAM_NOT_NULL,
		     .aliases = "Using", .set = "FromMember",
		     .help = "Namespaces that the code uses."),
	PARAM_STRINGS(struct add_type, path, "Path", PARAM_MANDATORY | PARAM_POSITION(0),
		      .set = "FromPath", .help = "Assemblies or source files."),
	PARAM_STRINGS(struct add_type, literal_path, "LiteralPath", PARAM_MANDATORY,
		      .aliases = "PSPath,LP", .set = "FromLiteralPath",
		      .help = "Assemblies or source files."),
	PARAM_STRINGS(struct add_type, assembly_names, "AssemblyName", PARAM_MANDATORY,
		      .set = "FromAssemblyName", .aliases = "AN",
		      .help = "Names of assemblies such as System.Web."),
	PARAM_STRING(struct add_type, language, "Language", 0, .set = "FromSource,FromMember",
		     .help = "The language of the code."),
	PARAM_OBJECT(struct add_type, referenced, "ReferencedAssemblies", 0, .aliases = "RA",
		     .help = "Assemblies that the code needs."),
	PARAM_SWITCH(struct add_type, pass_thru, "PassThru", 0, .help = "Gives the types."),
	PARAM_SWITCH(struct add_type, ignore_warnings, "IgnoreWarnings", 0,
		     .help = "Goes on after warnings of the compiler."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct add_type *self = cmdlet_state(c);
	if (!value_is_null(self->assembly_names))
		return OK;
	return cmdlet_throw_type(
		c, "System.NotSupportedException", "CompilerNotAvailable", CATEGORY_NOT_IMPLEMENTED,
		NULL_VALUE,
		"Cannot add type: exosh has no compiler for C# and loads no assemblies. "
		"Use a PowerShell class instead.");
}

const struct cmdlet cmdlet_add_type = {
	.verb = "Add",
	.noun = "Type",
	.parameters = parameters,
	.state_size = sizeof(struct add_type),
	.default_set = "FromSource",
	.process = process,
	.output = "System.Type",
	.synopsis = "Adds a Microsoft .NET class to a PowerShell session.",
	.description =
		"Accepts the names of assemblies, whose types are built in as far as exosh has "
		"them. Code in C# cannot be compiled.",
	.examples =
		(const struct cmdlet_example[]){
			{"An assembly", "Add-Type -AssemblyName System.Web", ""},
			{NULL, NULL, NULL},
		},
};

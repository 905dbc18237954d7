/* Import-Module: loads a .psm1 or .psd1 file, or one of the built-in modules. */
#include "cmdlets/core/module_cmdlets.h"

#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct import_module {
	Value name, module_info, qualified_name;
	const char *prefix;
	Value function, cmdlet, variable, alias, arguments;
	Value minimum_version, maximum_version, required_version;
	const char *scope;
	bool force, pass_thru, global, no_clobber, disable_name_checking, as_custom_object,
		skip_edition_check;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct import_module, module_info, "ModuleInfo", &type_object_array,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE, .set = "ModuleInfo",
		    .type_name = "psmoduleinfo[]", .help = "Modules at hand."),
	PARAM_STRINGS(struct import_module, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE, .set = "Name",
		      .help = "Names or paths of modules."),
	PARAM_VALUE(
		struct import_module, qualified_name, "FullyQualifiedName", &type_object_array,
		PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE, .set = "FullyQualifiedName",
		.type_name = "Microsoft.PowerShell.Commands.ModuleSpecification[]",
		.help = "Names with versions, as @{ModuleName = 'x'; RequiredVersion = '1.0'}."),
	PARAM_SWITCH(struct import_module, global, "Global", 0,
		     .help = "Into the global session state."),
	PARAM_STRING(struct import_module, prefix, "Prefix", PARAM_NOT_NULL,
		     .help = "Stands before the nouns of its commands."),
	PARAM_STRINGS(struct import_module, function, "Function", PARAM_NOT_NULL,
		      .help = "The functions to bring in."),
	PARAM_STRINGS(struct import_module, cmdlet, "Cmdlet", PARAM_NOT_NULL,
		      .help = "The cmdlets to bring in."),
	PARAM_STRINGS(struct import_module, variable, "Variable", PARAM_NOT_NULL,
		      .help = "The variables to bring in."),
	PARAM_STRINGS(struct import_module, alias, "Alias", PARAM_NOT_NULL,
		      .help = "The aliases to bring in."),
	PARAM_SWITCH(struct import_module, force, "Force", 0, .help = "Loads it again."),
	PARAM_SWITCH(struct import_module, pass_thru, "PassThru", 0, .help = "Gives the module."),
	PARAM_SWITCH(struct import_module, as_custom_object, "AsCustomObject", 0,
		     .help = "Gives an object with the exported functions as methods."),
	PARAM_VALUE(struct import_module, minimum_version, "MinimumVersion", &type_version, 0,
		    .set = "Name", .aliases = "Version", .help = "The least version."),
	PARAM_VALUE(struct import_module, maximum_version, "MaximumVersion", &type_version, 0,
		    .set = "Name", .help = "The highest version."),
	PARAM_VALUE(struct import_module, required_version, "RequiredVersion", &type_version, 0,
		    .set = "Name", .help = "This version and no other."),
	PARAM_VALUE(struct import_module, arguments, "ArgumentList", &type_object_array, 0,
		    .aliases = "Args", .help = "The arguments of the module's script."),
	PARAM_SWITCH(struct import_module, disable_name_checking, "DisableNameChecking", 0,
		     .help = "No warning about unusual verbs."),
	PARAM_SWITCH(struct import_module, no_clobber, "NoClobber", 0, .aliases = "NoOverwrite",
		     .help = "Keeps commands that exist."),
	PARAM_STRING(struct import_module, scope, "Scope", 0, .values = "Local,Global",
		     .help = "Where to."),
	PARAM_SWITCH(struct import_module, skip_edition_check, "SkipEditionCheck", 0,
		     .help = "Accepted."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct import_module *self = cmdlet_state(c);
	struct module_import_options options = {
		.force = self->force,
		.prefix = self->prefix,
		.functions = self->function,
		.cmdlets = self->cmdlet,
		.aliases = self->alias,
		.variables = self->variable,
		.arguments = self->arguments,
		.minimum = self->minimum_version,
		.maximum = self->maximum_version,
		.required = self->required_version,
	};
	Value given = self->name.tag == VALUE_ARRAY             ? self->name
		      : self->qualified_name.tag == VALUE_ARRAY ? self->qualified_name
								: self->module_info;
	for (size_t i = 0; i < value_count(given); i++) {
		Value item = value_item(given, i), module = item;
		enum status status;
		if (value_as_module(item))
			status = module_bring_in(cmdlet_session(c), value_as_module(item),
						 cmdlet_session(c)->global, &options);
		else
			status = module_import(cmdlet_session(c),
					       module_specified_name(item, &options), &options,
					       &module);
		if (status == ERROR)
			status = cmdlet_write_error(c, error_take());
		else if (status == OK && self->as_custom_object && value_as_module(module))
			status = module_write_object(c, value_as_module(module));
		else if (status == OK && self->pass_thru)
			status = cmdlet_write(c, module);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_import_module = {
	.verb = "Import",
	.noun = "Module",
	.parameters = parameters,
	.state_size = sizeof(struct import_module),
	.default_set = "Name",
	.process = process,
	.synopsis = "Brings a module's commands into the session.",
};

/* New-ItemProperty */
#include "cmdlets/management/item_property.h"

#include "object/string.h"

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct dynamic_property, path, "Path", PARAM_MANDATORY | PARAM_POSITION(0),
		      .set = "Path", .help = "Paths; wildcards are allowed."),
	PARAM_STRINGS(struct dynamic_property, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",
		      .aliases = "PSPath,LP", .help = "Paths, taken as they are."),
	PARAM_STRING(struct dynamic_property, new_name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .aliases = "PSProperty", .help = "The property's name."),
	PARAM_STRING(struct dynamic_property, type, "PropertyType", PARAM_PIPELINE_BY_NAME,
		     .aliases = "Type", .help = "The type of its value."),
	PARAM_OBJECT(struct dynamic_property, value, "Value", PARAM_PIPELINE_BY_NAME,
		     .help = "Its value."),
	PARAM_PROPERTY_CHANGE(struct dynamic_property),
	PARAM_END,
};

const struct cmdlet cmdlet_new_itemproperty = {
	.verb = "New",
	.noun = "ItemProperty",
	.parameters = parameters,
	.state_size = sizeof(struct dynamic_property),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = dynamic_property_process,
	.class_name = "Microsoft.PowerShell.Commands.NewItemPropertyCommand",
	.synopsis = "Makes a property of an item.",
};

/* Rename-ItemProperty */
#include "cmdlets/management/item_property.h"

#include "object/string.h"

static const struct parameter parameters[] = {
	PARAM_VALUE(struct dynamic_property, path, "Path", &type_string,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		    .set = "Path", .help = "The item."),
	PARAM_VALUE(struct dynamic_property, literal_path, "LiteralPath", &type_string,
		    PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",
		    .aliases = "PSPath,LP", .help = "The item's path, taken as it is."),
	PARAM_STRING(struct dynamic_property, type, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .aliases = "PSProperty", .help = "The property."),
	PARAM_STRING(struct dynamic_property, new_name, "NewName",
		     PARAM_MANDATORY | PARAM_POSITION(2) | PARAM_PIPELINE_BY_NAME,
		     .help = "Its new name."),
	PARAM_PROPERTY_PASS_THRU(struct dynamic_property),
	PARAM_PROPERTY_CHANGE(struct dynamic_property),
	PARAM_END,
};

const struct cmdlet cmdlet_rename_itemproperty = {
	.verb = "Rename",
	.noun = "ItemProperty",
	.parameters = parameters,
	.state_size = sizeof(struct dynamic_property),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = dynamic_property_process,
	.class_name = "Microsoft.PowerShell.Commands.RenameItemPropertyCommand",
	.synopsis = "Gives a property of an item another name.",
};

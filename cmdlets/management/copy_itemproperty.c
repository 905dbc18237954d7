/* Copy-ItemProperty */
#include "cmdlets/management/item_property.h"

#include "object/string.h"

static const struct parameter parameters[] = {
	PARAM_PATHS(struct dynamic_property, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_STRING(struct dynamic_property, new_name, "Name",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_POSITION(2),
		     .aliases = "PSProperty", .help = "The property."),
	PARAM_STRING(struct dynamic_property, destination, "Destination",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_POSITION(1),
		     .help = "The item that gets it."),
	PARAM_PROPERTY_PASS_THRU(struct dynamic_property),
	PARAM_PROPERTY_CHANGE(struct dynamic_property),
	PARAM_END,
};

const struct cmdlet cmdlet_copy_itemproperty = {
	.verb = "Copy",
	.noun = "ItemProperty",
	.parameters = parameters,
	.state_size = sizeof(struct dynamic_property),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = dynamic_property_process,
	.class_name = "Microsoft.PowerShell.Commands.CopyItemPropertyCommand",
	.synopsis = "Copies a property of an item to another one.",
};

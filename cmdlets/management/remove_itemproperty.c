/* Remove-ItemProperty */
#include "cmdlets/management/item_property.h"

#include "object/string.h"

static const struct parameter parameters[] = {
	PARAM_PATHS(struct dynamic_property, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_STRINGS(struct dynamic_property, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		      .aliases = "PSProperty", .help = "The properties."),
	PARAM_PROPERTY_CHANGE(struct dynamic_property),
	PARAM_END,
};

const struct cmdlet cmdlet_remove_itemproperty = {
	.verb = "Remove",
	.noun = "ItemProperty",
	.parameters = parameters,
	.state_size = sizeof(struct dynamic_property),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = dynamic_property_process,
	.class_name = "Microsoft.PowerShell.Commands.RemoveItemPropertyCommand",
	.synopsis = "Removes a property of an item.",
};

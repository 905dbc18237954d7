/* Move-ItemProperty */
#include "cmdlets/management/item_property.h"

#include "object/string.h"

static const struct parameter parameters[] = {
	PARAM_PATHS(struct dynamic_property, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_STRINGS(struct dynamic_property, name, "Name",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_POSITION(2),
		      .aliases = "PSProperty", .help = "The properties."),
	PARAM_STRING(struct dynamic_property, destination, "Destination",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_POSITION(1),
		     .help = "The item that gets them."),
	PARAM_PROPERTY_PASS_THRU(struct dynamic_property),
	PARAM_PROPERTY_CHANGE(struct dynamic_property),
	PARAM_END,
};

const struct cmdlet cmdlet_move_itemproperty = {
	.verb = "Move",
	.noun = "ItemProperty",
	.parameters = parameters,
	.state_size = sizeof(struct dynamic_property),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = dynamic_property_process,
	.class_name = "Microsoft.PowerShell.Commands.MoveItemPropertyCommand",
	.synopsis = "Moves properties of an item to another one.",
};

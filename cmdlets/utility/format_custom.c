/* Format-Custom: objects by a view of their own, or opened up level by level. */
#include "cmdlets/utility/format_command.h"

struct format_custom {
	struct format_command common;
	int32_t depth;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct format_custom, common.property, "Property", &type_object_array,
		    PARAM_POSITION(0) | PARAM_WILDCARDS,
		    .help = "The properties: names, patterns or calculated properties with "
			    "Expression and Depth."),
	PARAM_INT(struct format_custom, depth, "Depth", 0, .range = "1,2147483647",
		  .help = "How many levels are opened up; 5 by default."),
	FORMAT_COMMAND_PARAMETERS(struct format_custom),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct format_custom *self = cmdlet_state(c);
	struct format_options options = {.shape = SHAPE_CUSTOM, .depth = self->depth};
	return format_command_begin(c, &self->common, &options);
}

const struct cmdlet cmdlet_format_custom = {
	.verb = "Format",
	.noun = "Custom",
	.parameters = parameters,
	.state_size = sizeof(struct format_custom),
	.begin = begin,
	.process = format_command_process,
	.end = format_command_end,
	.cleanup = format_command_cleanup,
	.output = "Microsoft.PowerShell.Commands.Internal.Format",
	.synopsis = "Formats the output with a view of its own.",
	.description = "Lays objects out by a custom view of their type; without one, shows every "
		       "object as a class with its properties, nested objects indented.",
	.examples =
		(const struct cmdlet_example[]){
			{"One level", "[pscustomobject]@{ A = 1 } | Format-Custom",
			 "\nclass PSCustomObject\n{\n  A = 1\n}\n\n\n"},
			{NULL, NULL, NULL},
		},
};

/* Format-List: objects as lists of their properties. */
#include "cmdlets/utility/format_command.h"

struct format_list {
	struct format_command common;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct format_list, common.property, "Property", &type_object_array,
		    PARAM_POSITION(0) | PARAM_WILDCARDS,
		    .help = "The properties: names, patterns or calculated properties with Name, "
			    "Expression, FormatString."),
	FORMAT_COMMAND_PARAMETERS(struct format_list),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct format_list *self = cmdlet_state(c);
	struct format_options options = {.shape = SHAPE_LIST};
	return format_command_begin(c, &self->common, &options);
}

const struct cmdlet cmdlet_format_list = {
	.verb = "Format",
	.noun = "List",
	.parameters = parameters,
	.state_size = sizeof(struct format_list),
	.begin = begin,
	.process = format_command_process,
	.end = format_command_end,
	.cleanup = format_command_cleanup,
	.output = "Microsoft.PowerShell.Commands.Internal.Format",
	.synopsis =
		"Formats the output as a list in which each property stands on a line of its own.",
	.description = "Lays objects out one below the other, with a line for each property. Use * "
		       "as the property to see all of them.",
	.examples =
		(const struct cmdlet_example[]){
			{"Some properties",
			 "[pscustomobject]@{ Name = 'a'; Size = 5; Note = 'x' } | Format-List "
			 "Name, Size",
			 "\nName : a\nSize : 5\n\n"},
			{NULL, NULL, NULL},
		},
};

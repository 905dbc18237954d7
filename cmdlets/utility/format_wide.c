/* Format-Wide: one property of each object, in columns. */
#include "cmdlets/utility/format_command.h"

struct format_wide {
	struct format_command common;
	bool autosize;
	int32_t column;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct format_wide, common.property, "Property",
		     PARAM_POSITION(0) | PARAM_WILDCARDS,
		     .help = "The property to show; one name, pattern or calculated property."),
	PARAM_SWITCH(struct format_wide, autosize, "AutoSize", 0,
		     .help = "As many columns as fit."),
	PARAM_INT(struct format_wide, column, "Column", 0, .range = "1,2147483647",
		  .help = "The number of columns."),
	FORMAT_COMMAND_PARAMETERS(struct format_wide),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct format_wide *self = cmdlet_state(c);
	struct format_options options = {
		.shape = SHAPE_WIDE, .autosize = self->autosize, .wide_columns = self->column};
	if (self->autosize && self->column)
		return cmdlet_throw(
			c, "FormatCannotSpecifyAutosizeAndColumns", CATEGORY_INVALID_ARGUMENT,
			NULL_VALUE,
			"Cmdlet parameters AutoSize and Column are mutually exclusive.");
	return format_command_begin(c, &self->common, &options);
}

const struct cmdlet cmdlet_format_wide = {
	.verb = "Format",
	.noun = "Wide",
	.parameters = parameters,
	.state_size = sizeof(struct format_wide),
	.begin = begin,
	.process = format_command_process,
	.end = format_command_end,
	.cleanup = format_command_cleanup,
	.output = "Microsoft.PowerShell.Commands.Internal.Format",
	.synopsis = "Formats objects as a wide table that shows one property of each.",
	.description = "Shows one property of each object, several to a line.",
	.examples =
		(const struct cmdlet_example[]){
			{"Three columns", "Get-Verb | Format-Wide Verb -Column 3", NULL},
			{NULL, NULL, NULL},
		},
};

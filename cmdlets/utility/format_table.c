/* Format-Table: objects as rows of a table. */
#include "cmdlets/utility/format_command.h"

struct format_table {
	struct format_command common;
	bool autosize, hide_headers, wrap, repeat_header;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct format_table, common.property, "Property", &type_object_array,
		    PARAM_POSITION(0) | PARAM_WILDCARDS,
		    .help = "The columns: names, patterns or calculated properties with Name, "
			    "Expression, Width, Alignment, FormatString."),
	PARAM_SWITCH(struct format_table, autosize, "AutoSize", 0,
		     .help = "Makes the columns as wide as all the rows need."),
	PARAM_SWITCH(struct format_table, repeat_header, "RepeatHeader", 0,
		     .help = "Prints the header again on each screen."),
	PARAM_SWITCH(struct format_table, hide_headers, "HideTableHeaders", 0,
		     .help = "Leaves the header out."),
	PARAM_SWITCH(struct format_table, wrap, "Wrap", 0,
		     .help = "Continues long values in the next line instead of cutting them."),
	FORMAT_COMMAND_PARAMETERS(struct format_table),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct format_table *self = cmdlet_state(c);
	struct format_options options = {.shape = SHAPE_TABLE,
					 .autosize = self->autosize,
					 .hide_headers = self->hide_headers,
					 .wrap = self->wrap,
					 .repeat_headers = self->repeat_header};
	return format_command_begin(c, &self->common, &options);
}

const struct cmdlet cmdlet_format_table = {
	.verb = "Format",
	.noun = "Table",
	.parameters = parameters,
	.state_size = sizeof(struct format_table),
	.begin = begin,
	.process = format_command_process,
	.end = format_command_end,
	.cleanup = format_command_cleanup,
	.output = "Microsoft.PowerShell.Commands.Internal.Format",
	.synopsis = "Formats the output as a table.",
	.description = "Lays objects out as a table with the chosen properties as columns. Without "
		       "-Property the view of the objects' type decides, or else their first ten "
		       "properties.",
	.examples =
		(const struct cmdlet_example[]){
			{"Chosen columns, one of them calculated",
			 "[pscustomobject]@{ Name = 'a'; Bytes = 2MB } | Format-Table Name, @{ "
			 "Name = "
			 "'MB'; Expression = { $_.Bytes / 1MB } }",
			 "\nName MB\n---- --\na     2\n\n"},
			{NULL, NULL, NULL},
		},
};

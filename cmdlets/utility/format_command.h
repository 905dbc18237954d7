/* What Format-Table, -List, -Wide and -Custom have in common. */
#ifndef EXOSH_CMDLETS_UTILITY_FORMAT_COMMAND_H
#define EXOSH_CMDLETS_UTILITY_FORMAT_COMMAND_H

#include "cmdlet.h"
#include "formatters/format.h"

/* First member of each command's state. */
struct format_command {
	Value input;
	Value property, group_by;
	const char *view;
	bool show_error, display_error, force;
	const char *expand;
	struct format_generator *generator;
};

/* Parameters of all four; `row` is the command's struct, with `common` as its struct format_command. */
#define FORMAT_COMMAND_PARAMETERS(row)                                                            \
	PARAM_OBJECT(row, common.input, "InputObject", PARAM_PIPELINE,                            \
		     .help = "The objects to lay out.", .type_name = "psobject"),                 \
		PARAM_OBJECT(row, common.group_by, "GroupBy", 0,                                  \
			     .help = "A property or calculated property: a new heading "          \
				     "whenever its value changes."),                              \
		PARAM_STRING(row, common.view, "View", 0, .help = "The name of a view."),         \
		PARAM_SWITCH(row, common.show_error, "ShowError", 0,                              \
			     .help = "Shows errors of calculated properties after the "           \
				     "object."),                                                  \
		PARAM_SWITCH(row, common.display_error, "DisplayError", 0,                        \
			     .help = "Puts #ERR where a calculated property fails."),             \
		PARAM_SWITCH(row, common.force, "Force", 0,                                       \
			     .help = "Lays out strings and numbers, too."),                       \
		PARAM_STRING(row, common.expand, "Expand", 0, .values = "CoreOnly,EnumOnly,Both", \
			     .help = "Whether collections or their items are laid out.")

/* Fills in what is common and makes the generator; the shape's own options stand in `options` already. */
enum status format_command_begin(struct cmdlet_call *c, struct format_command *f,
				 struct format_options *options) WARN_UNUSED;
enum status format_command_process(struct cmdlet_call *c);
enum status format_command_end(struct cmdlet_call *c);
void format_command_cleanup(struct cmdlet_call *c);

#endif

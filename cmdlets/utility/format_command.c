#include "cmdlets/utility/format_command.h"
#include "cmdlets/utility/failure.h"
#include "object/string.h"

static enum status emit(Value packet, void *context)
{
	return cmdlet_write(context, packet);
}

static enum format_expand expansion(const char *text)
{
	if (text && name_equal(text, "CoreOnly"))
		return EXPAND_CORE_ONLY;
	return text && name_equal(text, "Both") ? EXPAND_BOTH : EXPAND_ENUM_ONLY;
}

enum status format_command_begin(struct cmdlet_call *c, struct format_command *f,
				 struct format_options *options)
{
	if (f->view && !value_is_null(f->property))
		return cmdlet_throw(c, "FormatCannotSpecifyViewAndProperty",
				    CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
				    "The parameters View and Property are mutually exclusive.");
	options->properties = value_is_null(f->property) ? NULL_VALUE : f->property;
	options->group_by = value_is_null(f->group_by) ? NULL_VALUE : f->group_by;
	options->view = f->view;
	options->force = f->force;
	options->show_error = f->show_error;
	options->display_error = f->display_error;
	options->expand = expansion(f->expand);
	return cmdlet_own(c, format_generator_create(options, emit, c, &f->generator));
}

enum status format_command_process(struct cmdlet_call *c)
{
	struct format_command *f = cmdlet_state(c);
	if (f->input.tag == VALUE_UNSET)
		return OK;
	return cmdlet_own(c, format_generator_write(f->generator, f->input));
}

enum status format_command_end(struct cmdlet_call *c)
{
	struct format_command *f = cmdlet_state(c);
	return format_generator_end(f->generator);
}

void format_command_cleanup(struct cmdlet_call *c)
{
	struct format_command *f = cmdlet_state(c);
	format_generator_free(&f->generator);
}

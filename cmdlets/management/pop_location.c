/* Pop-Location: back to where Push-Location was called. */
#include "cmdlets/management/location.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct pop_location {
	const char *stack_name;
	bool pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct pop_location, pass_thru, "PassThru", 0,
		     .help = "Gives the new location."),
	PARAM_STRING(struct pop_location, stack_name, "StackName", PARAM_PIPELINE_BY_NAME,
		     .help = "The stack; without it the default one."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct pop_location *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	Value stack = location_stack(s, self->stack_name, self->stack_name == NULL);
	if (value_is_null(stack))
		return cmdlet_error_type(c, "System.Management.Automation.PSArgumentException",
					 "Argument", CATEGORY_INVALID_ARGUMENT,
					 string_from(self->stack_name),
					 "Cannot find location stack '%s'. It does not exist or it "
					 "is not a container.",
					 self->stack_name);
	struct list *list = value_as_list(stack);
	if (!list->count)
		return OK;
	Value to = list->items[list->count - 1];
	list_remove_at(list, list->count - 1, 1);
	if (provider_set_location(s, string_data(value_to_string(to))) != OK)
		return cmdlet_write_error(c, error_take());
	return self->pass_thru ? cmdlet_write(c, location_path_info(s)) : OK;
}

const struct cmdlet cmdlet_pop_location = {
	.verb = "Pop",
	.noun = "Location",
	.parameters = parameters,
	.state_size = sizeof(struct pop_location),
	.process = process,
	.synopsis = "Goes back to where Push-Location was called.",
};

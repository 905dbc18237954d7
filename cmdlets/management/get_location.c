/* Get-Location: where the session stands. */
#include "cmdlets/management/location.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

struct get_location {
	Value ps_provider, ps_drive, stack_name;
	bool stack;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_location, ps_provider, "PSProvider", PARAM_PIPELINE_BY_NAME,
		      .set = "Location", .help = "The location of these providers."),
	PARAM_STRINGS(struct get_location, ps_drive, "PSDrive", PARAM_PIPELINE_BY_NAME,
		      .set = "Location", .help = "The location on these drives."),
	PARAM_SWITCH(struct get_location, stack, "Stack", 0, .set = "Stack",
		     .help = "What Push-Location stored."),
	PARAM_STRINGS(struct get_location, stack_name, "StackName", PARAM_PIPELINE_BY_NAME,
		      .set = "Stack", .help = "Named stacks."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_location *self = cmdlet_state(c);
	if (!self->stack && self->stack_name.tag == VALUE_UNSET)
		return cmdlet_write(c, location_path_info(cmdlet_session(c)));
	const char *name = self->stack_name.tag == VALUE_ARRAY && value_count(self->stack_name)
				   ? string_data(value_to_string(value_item(self->stack_name, 0)))
				   : NULL;
	Value stack = location_stack(cmdlet_session(c), name, name == NULL);
	if (value_is_null(stack))
		return cmdlet_error_type(c, "System.Management.Automation.PSArgumentException",
					 "Argument", CATEGORY_INVALID_ARGUMENT, string_from(name),
					 "Cannot find location stack '%s'. It does not exist or it "
					 "is not a container.",
					 name);
	/* newest first */
	Value copy = list_new();
	for (size_t i = value_count(stack); i-- > 0;)
		list_add(value_as_list(copy), value_item(stack, i));
	value_add_type_name(copy, "System.Management.Automation.PathInfoStack");
	return cmdlet_write(c, copy);
}

const struct cmdlet cmdlet_get_location = {
	.verb = "Get",
	.noun = "Location",
	.parameters = parameters,
	.state_size = sizeof(struct get_location),
	.default_set = "Location",
	.process = process,
	.output = "System.Management.Automation.PathInfo",
	.synopsis = "Tells the current location.",
};

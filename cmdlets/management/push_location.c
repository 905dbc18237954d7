/* Push-Location: stores where one is on a stack, and goes on to a path. */
#include "cmdlets/management/location.h"

#include "object/array.h"
#include "object/string.h"

#include <stdlib.h>

struct push_location {
	const char *path, *literal_path, *stack_name;
	bool pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct push_location, path, "Path",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Path",
		     .help = "Where to go; nothing: stays."),
	PARAM_STRING(struct push_location, literal_path, "LiteralPath", PARAM_PIPELINE_BY_NAME,
		     .set = "LiteralPath", .aliases = "PSPath,LP",
		     .help = "The same, taken as it is."),
	PARAM_SWITCH(struct push_location, pass_thru, "PassThru", 0,
		     .help = "Gives the new location."),
	PARAM_STRING(struct push_location, stack_name, "StackName", PARAM_PIPELINE_BY_NAME,
		     .help = "The stack; without it the default one."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct push_location *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	const char *to = self->literal_path ? self->literal_path : self->path;
	Value here = location_path_info(s);
	if (to && provider_set_location(s, to) != OK)
		return cmdlet_write_error(c, error_take());
	list_add(value_as_list(location_stack(s, self->stack_name, true)), here);
	return self->pass_thru ? cmdlet_write(c, location_path_info(s)) : OK;
}

const struct cmdlet cmdlet_push_location = {
	.verb = "Push",
	.noun = "Location",
	.parameters = parameters,
	.state_size = sizeof(struct push_location),
	.default_set = "Path",
	.process = process,
	.synopsis = "Remembers the current location and goes to another.",
};

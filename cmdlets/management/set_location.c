/* Set-Location: cd; "-" and "+" go back and forth through where one was. */
#include "cmdlets/management/location.h"

#include "base/xmalloc.h"
#include "cmdlets/management/paths.h"
#include "object/array.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct set_location {
	const char *path, *literal_path, *stack_name;
	bool pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct set_location, path, "Path",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Path",
		     .help = "The folder or other container; - goes back."),
	PARAM_STRING(struct set_location, literal_path, "LiteralPath",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",
		     .aliases = "PSPath,LP", .help = "The same, taken as it is."),
	PARAM_SWITCH(struct set_location, pass_thru, "PassThru", 0,
		     .help = "Gives the new location."),
	PARAM_STRING(struct set_location, stack_name, "StackName", PARAM_PIPELINE_BY_NAME,
		     .set = "Stack", .help = "Makes this the current location stack."),
	PARAM_END,
};

struct first_match {
	char *path;
	size_t count;
};

static enum status keep_first(const struct provider_path *path, void *context)
{
	struct first_match *m = context;
	if (!m->path)
		m->path = provider_path_display(path);
	return OK;
}

static enum status go_to(struct cmdlet_call *c, const char *text)
{
	struct session *s = cmdlet_session(c);
	struct first_match m = {0};
	enum status status;
	if (wildcard_has_special(text) &&
	    provider_glob(s, text, false, keep_first, &m, &m.count) == OK && m.path) {
		status =
			m.count > 1
				? throw_error_type(
					  "System.Management.Automation.PSArgumentException",
					  "Argument", CATEGORY_INVALID_ARGUMENT, string_from(text),
					  "Cannot set the location because path '%s' resolved to "
					  "multiple containers. You can only the set location to a "
					  "single container at a time.",
					  text)
				: provider_set_location(s, m.path);
	} else {
		status = provider_set_location(s, text);
	}
	free(m.path);
	return status;
}

/* "-" and "+" walk through a history of locations. */
static enum status step(struct cmdlet_call *c, const char *from_name, const char *to_name,
			const char *wording)
{
	struct session *s = cmdlet_session(c);
	Value from = location_stack(s, from_name, true), to = location_stack(s, to_name, true);
	struct list *list = value_as_list(from);
	if (!list->count)
		return cmdlet_error_type(c, "System.InvalidOperationException", "InvalidOperation",
					 CATEGORY_INVALID_OPERATION, NULL_VALUE,
					 "There is no location history left to navigate %s.",
					 wording);
	char *here = provider_location(s);
	Value target = list->items[list->count - 1];
	list_remove_at(list, list->count - 1, 1);
	list_add(value_as_list(to), string_from(here));
	free(here);
	return provider_set_location(s, string_data(target));
}

static enum status process(struct cmdlet_call *c)
{
	struct set_location *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	const char *text = self->literal_path ? self->literal_path : self->path;
	if (self->stack_name)
		return OK;
	if (!text || !*text)
		text = "~";
	enum status status;
	if (!strcmp(text, "-")) {
		status = step(c, "\1back", "\1forth", "backwards");
	} else if (!strcmp(text, "+")) {
		status = step(c, "\1forth", "\1back", "forwards");
	} else {
		char *here = provider_location(s);
		status = self->literal_path ? provider_set_location(s, text) : go_to(c, text);
		if (status == OK)
			list_add(value_as_list(location_stack(s, "\1back", true)),
				 string_from(here));
		free(here);
	}
	if (status == ERROR)
		return cmdlet_write_error(c, error_take());
	if (status == OK && self->pass_thru)
		return cmdlet_write(c, location_path_info(s));
	return status;
}

const struct cmdlet cmdlet_set_location = {
	.verb = "Set",
	.noun = "Location",
	.parameters = parameters,
	.state_size = sizeof(struct set_location),
	.default_set = "Path",
	.process = process,
	.synopsis = "Goes to a folder or another container.",
};

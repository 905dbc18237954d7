/* Clear-Item: takes the value of an item of a value provider, and leaves the item. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/string.h"

#include <stdlib.h>

struct clear_item {
	Value path, literal_path, include, exclude, credential;
	const char *filter;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct clear_item, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_SWITCH(struct clear_item, force, "Force", 0, .help = "Read-only items, too."),
	PARAM_SELECTION(struct clear_item),
	PARAM_OBJECT(struct clear_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	bool go;
	if (!path->provider->set_value)
		return paths_not_supported(c, TEXT_OPERATION_NOT_SUPPORTED);
	char *what = xasprintf("Item: %s", path->path);
	enum status status = cmdlet_should_process(c, what, "Clear Item", &go);
	free(what);
	if (status != OK || !go)
		return status;
	return path->provider->set_value(cmdlet_session(c), path->path, NULL_VALUE);
}

static enum status process(struct cmdlet_call *c)
{
	const struct clear_item *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), visit);
}

const struct cmdlet cmdlet_clear_item = {
	.verb = "Clear",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct clear_item),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Clears the contents of an item, but does not delete the item.",
};

/* Get-Item: the objects at paths. */
#include "cmdlets/management/paths.h"
#include "object/string.h"

struct get_item {
	Value path, literal_path, include, exclude, stream, credential;
	const char *filter;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct get_item, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_SELECTION(struct get_item),
	PARAM_SWITCH(struct get_item, force, "Force", 0, .help = "Hidden items, too."),
	PARAM_OBJECT(struct get_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_STRINGS(struct get_item, stream, "Stream", PARAM_HIDDEN),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	const struct get_item *self = cmdlet_state(c);
	Value item;
	/* Without -Force what is hidden is not found. */
	if (paths_is_hidden(path) && !self->force)
		return cmdlet_error_type(c, "System.IO.IOException", "ItemNotFound",
					 CATEGORY_OBJECT_NOT_FOUND, string_from(path->path),
					 "Could not find item %s.", path->path);
	if (path->provider->get_item(cmdlet_session(c), path->path, &item) != OK)
		return ERROR;
	return cmdlet_write(c, provider_decorate(cmdlet_session(c), path, item));
}

static enum status process(struct cmdlet_call *c)
{
	struct get_item *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), visit);
}

const struct cmdlet cmdlet_get_item = {
	.verb = "Get",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct get_item),
	.default_set = "Path",
	.process = process,
	.output = "System.IO.FileInfo,System.IO.DirectoryInfo",
	.synopsis = "Gets the item at a path: a file, folder, variable, environment variable ...",
};

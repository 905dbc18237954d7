/* Remove-Item: removes files, folders, and items of other providers. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/string.h"

#include <stdlib.h>

struct remove_item {
	Value path, literal_path, include, exclude, credential, stream;
	const char *filter;
	bool recurse, force;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct remove_item, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_SELECTION(struct remove_item),
	PARAM_SWITCH(struct remove_item, recurse, "Recurse", 0,
		     .help = "Folders with what is in them."),
	PARAM_SWITCH(struct remove_item, force, "Force", 0,
		     .help = "Hidden and read-only items, too."),
	PARAM_OBJECT(struct remove_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_STRINGS(struct remove_item, stream, "Stream", PARAM_HIDDEN),
	PARAM_END,
};

static enum status count_child(const char *name UNUSED, const char *path UNUSED, void *context)
{
	++*(size_t *)context;
	return OK;
}

/* A folder that is not empty needs -Recurse or somebody's consent. */
static enum status may_remove(struct cmdlet_call *c, const struct provider_path *path, bool *go_r)
{
	struct remove_item *self = cmdlet_state(c);
	size_t children = 0;
	*go_r = true;
	if (self->recurse || path->provider != &provider_filesystem ||
	    !path->provider->is_container(cmdlet_session(c), path->path))
		return OK;
	if (path->provider->each_child(cmdlet_session(c), path->path, count_child, &children) != OK)
		return ERROR;
	if (!children)
		return OK;
	char *query = xasprintf(
		"The item at %s has children and the Recurse parameter was not specified. If you "
		"continue, "
		"all children will be removed with the item. Are you sure you want to continue?",
		path->path);
	enum status status = cmdlet_should_continue(c, query, "Confirm", go_r);
	free(query);
	return status;
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	struct session *s = cmdlet_session(c);
	if (!path->provider->remove)
		return paths_not_supported(c, TEXT_OPERATION_NOT_SUPPORTED);
	bool container = path->provider->is_container(s, path->path), go;
	char *shown = provider_path_display(path);
	enum status status = cmdlet_should_process(
		c, shown, container ? "Remove Directory" : "Remove File", &go);
	free(shown);
	if (status == OK && go)
		status = may_remove(c, path, &go);
	if (status != OK || !go)
		return status;
	return path->provider->remove(s, path->path);
}

static enum status process(struct cmdlet_call *c)
{
	struct remove_item *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), visit);
}

const struct cmdlet cmdlet_remove_item = {
	.verb = "Remove",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct remove_item),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Removes items.",
};

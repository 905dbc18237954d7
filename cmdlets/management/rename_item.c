/* Rename-Item: gives an item another name where it is. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct rename_item {
	const char *path, *literal_path, *new_name;
	Value credential;
	bool force, pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct rename_item, path, "Path",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .set = "ByPath", .help = "The item."),
	PARAM_STRING(struct rename_item, literal_path, "LiteralPath",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "ByLiteralPath",
		     .aliases = "PSPath,LP", .help = "The item, taken as it is."),
	PARAM_STRING(struct rename_item, new_name, "NewName",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .help = "Its new name."),
	PARAM_SWITCH(struct rename_item, force, "Force", 0, .help = "Hidden items, too."),
	PARAM_SWITCH(struct rename_item, pass_thru, "PassThru", 0, .help = "Gives the item."),
	PARAM_OBJECT(struct rename_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	struct rename_item *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	if (!path->provider->rename)
		return paths_not_supported(c, TEXT_OPERATION_NOT_SUPPORTED);
	const char *leaf = paths_leaf(path->path);
	char *to = xasprintf("%.*s%s", (int)(leaf - path->path), path->path, self->new_name);
	char *what = xasprintf("Item: %s Destination: %s", path->path, to);
	bool go;
	enum status status = cmdlet_should_process(
		c, what,
		path->provider->is_container(s, path->path) ? "Rename Directory" : "Rename File",
		&go);
	free(what);
	if (status == OK && go)
		status = path->provider->rename(s, path->path, self->new_name);
	Value item;
	if (status == OK && go && self->pass_thru && path->provider->get_item(s, to, &item) == OK) {
		struct provider_path made = {path->provider, path->drive, to};
		status = cmdlet_write(c, provider_decorate(s, &made, item));
	}
	free(to);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct rename_item *self = cmdlet_state(c);
	const char *text = self->literal_path ? self->literal_path : self->path;
	struct provider_path path;
	if (provider_path_parse(cmdlet_session(c), text, &path) != OK)
		return cmdlet_write_error(c, error_take());
	enum status status;
	if (path.provider->exists(cmdlet_session(c), path.path))
		status = visit(c, &path);
	else
		status = paths_missing(c, &path);
	provider_path_clear(&path);
	return status == ERROR ? cmdlet_write_error(c, error_take()) : status;
}

const struct cmdlet cmdlet_rename_item = {
	.verb = "Rename",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct rename_item),
	.default_set = "ByPath",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Renames an item.",
};

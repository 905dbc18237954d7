/* Copy-Item: copies files and folders, and the values of other providers. */
#include "cmdlets/management/file_copy.h"
#include "cmdlets/management/item_transfer.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/string.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct copy_item {
	struct item_transfer transfer;
	Value container; /* a switch that is on when it is not given */
	bool recurse;
};

static const struct parameter parameters[] = {
	PARAM_TRANSFER_PATHS(struct item_transfer),
	PARAM_VALUE(struct copy_item, container, "Container", &type_switch_parameter, 0,
		    .help = "Keeps folders as folders (the default)."),
	PARAM_TRANSFER_REST(struct item_transfer),
	PARAM_SWITCH(struct copy_item, recurse, "Recurse", 0,
		     .help = "What stands in folders, too."),
	PARAM_END,
};

static enum status copy_failed(struct cmdlet_call *c, const char *path)
{
	bool denied = errno == EACCES || errno == EPERM || errno == EISDIR;
	return paths_system_error(
		c, denied ? "CopyFileInfoItemUnauthorizedAccessError" : "CopyFileInfoItemIOError",
		CATEGORY_WRITE_ERROR, path);
}

static enum status copy_file(struct cmdlet_call *c, const char *from, const char *to)
{
	const struct copy_item *self = cmdlet_state(c);
	struct stat a, b;
	bool go;
	if (stat(from, &a) == 0 && stat(to, &b) == 0 && a.st_ino == b.st_ino &&
	    a.st_dev == b.st_dev)
		return cmdlet_error_type(c, "System.IO.IOException", "CopyError",
					 CATEGORY_WRITE_ERROR, string_from(to),
					 "Cannot overwrite the item %s with itself.", from);
	const struct path_selection names = {.include = UNSET_VALUE,
					     .exclude = self->transfer.exclude};
	if (!paths_name_passes(&names, paths_leaf(from)))
		return OK;
	enum status status = item_transfer_should(c, "Copy File", from, to, &go);
	if (status != OK || !go)
		return status;
	if (self->transfer.force)
		chmod(to, 0644);
	if (file_copy(from, to) != 0)
		return copy_failed(c, errno == ENOENT || errno == EISDIR ? to : from);
	return item_transfer_done(c, to);
}

static enum status copy_folder(struct cmdlet_call *c, const char *from, const char *to);

/* What stands in a folder, one by one: files first, as PowerShell does it. */
struct children {
	struct cmdlet_call *c;
	const char *to;
	bool folders;
};

static enum status copy_child(const char *name, const char *path, void *context)
{
	const struct children *children = context;
	const struct copy_item *self = cmdlet_state(children->c);
	struct stat st;
	bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	const struct path_selection names = {
		.include = UNSET_VALUE, .exclude = UNSET_VALUE, .filter = self->transfer.filter};
	if (folder != children->folders || (!folder && !paths_name_passes(&names, name)))
		return OK;
	char *to = xasprintf("%s/%s", children->to, name);
	enum status status =
		folder ? copy_folder(children->c, path, to) : copy_file(children->c, path, to);
	free(to);
	return status;
}

static enum status copy_children(struct cmdlet_call *c, const char *from, const char *to)
{
	struct children files = {c, to, false}, folders = {c, to, true};
	struct session *s = cmdlet_session(c);
	enum status status = provider_filesystem.each_child(s, from, copy_child, &files);
	return status == OK ? provider_filesystem.each_child(s, from, copy_child, &folders)
			    : status;
}

static enum status bad_container(struct cmdlet_call *c, const char *id, const char *from,
				 const char *text)
{
	return cmdlet_error_type(c, "System.Management.Automation.PSArgumentException", id,
				 CATEGORY_INVALID_ARGUMENT, string_from(from),
				 "%s (Parameter 'path')", text);
}

static enum status copy_folder(struct cmdlet_call *c, const char *from, const char *to)
{
	const struct copy_item *self = cmdlet_state(c);
	struct stat st;
	bool go;
	if (stat(to, &st) == 0 && !S_ISDIR(st.st_mode))
		return bad_container(c, "CopyContainerItemToLeafError", from,
				     "Container cannot be copied onto existing leaf item.");
	enum status status = item_transfer_should(c, "Copy Directory", from, to, &go);
	if (status != OK || !go)
		return status;
	if (mkdir(to, 0777) == 0)
		status = item_transfer_done(c, to);
	else if (errno != EEXIST)
		return paths_system_error(c, "CreateDirectoryIOError", CATEGORY_WRITE_ERROR, to);
	return status == OK && self->recurse ? copy_children(c, from, to) : status;
}

/* Without -Container, all files of a tree go side by side into one folder. */
static enum status copy_flat(struct cmdlet_call *c, const char *from, const char *to);

static enum status copy_flat_child(const char *name, const char *path, void *context)
{
	const struct children *children = context;
	struct stat st;
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return copy_flat(children->c, path, children->to);
	char *to = xasprintf("%s/%s", children->to, name);
	enum status status = copy_file(children->c, path, to);
	free(to);
	return status;
}

static enum status copy_flat(struct cmdlet_call *c, const char *from, const char *to)
{
	struct children all = {c, to, false};
	return provider_filesystem.each_child(cmdlet_session(c), from, copy_flat_child, &all);
}

static enum status copy_tree(struct cmdlet_call *c, const char *from, const char *to)
{
	const struct copy_item *self = cmdlet_state(c);
	const char *target = self->transfer.target.path;
	bool flat = self->container.tag != VALUE_UNSET && !value_is_true(self->container);
	if (!flat || strcmp(to, target) == 0)
		return copy_folder(c, from, to);
	if (!self->recurse)
		return bad_container(c, "CopyContainerToContainerWithoutRecurseOrContainer", from,
				     "Container cannot be copied to another container. The "
				     "-Recurse or -Container parameter is not specified.");
	return copy_flat(c, from, target);
}

/* A variable, environment variable, function or alias: its value under another name. */
static enum status copy_value(struct cmdlet_call *c, const struct provider_path *path)
{
	const struct copy_item *self = cmdlet_state(c);
	const struct provider *provider = path->provider;
	const char *to = self->transfer.target.path;
	Value value;
	bool go;
	enum status status = item_transfer_should(c, "Copy Item", path->path, to, &go);
	if (status == OK && go)
		status = provider->get_value(cmdlet_session(c), path->path, &value);
	if (status == OK && go)
		status = provider->set_value(cmdlet_session(c), to, value);
	return status == OK && go ? item_transfer_done(c, to) : status;
}

static enum status process(struct cmdlet_call *c)
{
	struct item_transfer *self = cmdlet_state(c);
	self->file = copy_file;
	self->folder = copy_tree;
	self->value = copy_value;
	return item_transfer_process(c);
}

const struct cmdlet cmdlet_copy_item = {
	.verb = "Copy",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct copy_item),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Copies files and folders.",
};

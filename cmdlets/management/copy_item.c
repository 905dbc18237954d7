/* Copy-Item: copies files and folders. */
#include "cmdlets/management/file_copy.h"
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/string.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct copy_item {
	Value path, literal_path, include, exclude, credential;
	const char *destination, *filter;
	bool container, recurse, force, pass_thru;
	char *target; /* resolved destination */
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct copy_item, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_STRING(struct copy_item, destination, "Destination",
		     PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .help = "Where to: a folder, or a new name."),
	PARAM_SWITCH(struct copy_item, container, "Container", 0,
		     .help = "Keeps folders as folders (the default)."),
	PARAM_SWITCH(struct copy_item, force, "Force", 0, .help = "Replaces read-only files."),
	PARAM_SELECTION(struct copy_item),
	PARAM_SWITCH(struct copy_item, recurse, "Recurse", 0,
		     .help = "What stands in folders, too."),
	PARAM_SWITCH(struct copy_item, pass_thru, "PassThru", 0, .help = "Gives the copies."),
	PARAM_OBJECT(struct copy_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static enum status copy_failed(struct cmdlet_call *c, const char *path)
{
	return paths_system_error(c, "CopyFileInfoItemIOError", CATEGORY_WRITE_ERROR, path);
}

static enum status copy_one(struct cmdlet_call *c, const char *from, const char *to)
{
	struct copy_item *self = cmdlet_state(c);
	if (!strcmp(from, to))
		return cmdlet_error_type(c, "System.IO.IOException", "CopyError",
					 CATEGORY_WRITE_ERROR, string_from(to),
					 "Cannot overwrite the item %s with itself.", from);
	if (!is_folder(from)) {
		if (self->force)
			chmod(to, 0644);
		return file_copy(from, to) == 0 ? OK : copy_failed(c, errno == ENOENT ? to : from);
	}
	if (!self->recurse)
		return mkdir(to, 0777) == 0 || errno == EEXIST ? OK : copy_failed(c, to);
	char *failed = NULL;
	enum status status =
		folder_copy(from, to, &failed) == 0 ? OK : copy_failed(c, failed ? failed : from);
	free(failed);
	return status;
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	struct copy_item *self = cmdlet_state(c);
	if (path->provider != &provider_filesystem)
		return paths_not_supported(c, path->provider);
	char *to = is_folder(self->target)
			   ? xasprintf("%s/%s", self->target, paths_leaf(path->path))
			   : xstrdup(self->target);
	char *what = xasprintf("Item: %s Destination: %s", path->path, to);
	bool go;
	enum status status = cmdlet_should_process(
		c, what, is_folder(path->path) ? "Copy Directory" : "Copy File", &go);
	free(what);
	if (status == OK && go) {
		status = copy_one(c, path->path, to);
		Value item;
		if (status == OK && self->pass_thru &&
		    provider_filesystem.get_item(cmdlet_session(c), to, &item) == OK) {
			struct provider_path made = {&provider_filesystem, path->drive, to};
			status = cmdlet_write(c, provider_decorate(cmdlet_session(c), &made, item));
		}
	}
	free(to);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct copy_item *self = cmdlet_state(c);
	struct path_selection selection = {
		.paths = paths_given(self->path, self->literal_path, NULL),
		.literal = self->literal_path.tag != VALUE_UNSET,
		.include = self->include,
		.exclude = self->exclude,
		.filter = self->filter,
	};
	self->target = cmdlet_system_path(c, self->destination ? self->destination : ".");
	if (!self->target)
		return ERROR;
	enum status status = paths_each(c, &selection, visit);
	free(self->target);
	self->target = NULL;
	return status;
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

/* Move-Item: moves files and folders. */
#include "cmdlets/management/file_copy.h"
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/string.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct move_item {
	Value path, literal_path, include, exclude, credential;
	const char *destination, *filter;
	bool force, pass_thru;
	char *target;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct move_item, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_STRING(struct move_item, destination, "Destination",
		     PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .help = "Where to: a folder, or a new name."),
	PARAM_SWITCH(struct move_item, force, "Force", 0, .help = "Replaces what is there."),
	PARAM_SELECTION(struct move_item),
	PARAM_SWITCH(struct move_item, pass_thru, "PassThru", 0, .help = "Gives what was moved."),
	PARAM_OBJECT(struct move_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status move_one(struct cmdlet_call *c, const char *from, const char *to)
{
	struct move_item *self = cmdlet_state(c);
	struct stat st;
	if (lstat(to, &st) == 0 && !self->force)
		return cmdlet_error_type(c, "System.IO.IOException", "MoveFileInfoItemIOError",
					 CATEGORY_WRITE_ERROR, string_from(from),
					 "Cannot create a file when that file already exists.");
	if (file_move(from, to) != 0)
		return paths_system_error(c, "MoveFileInfoItemIOError", CATEGORY_WRITE_ERROR, from);
	return OK;
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	struct move_item *self = cmdlet_state(c);
	struct stat st;
	if (path->provider != &provider_filesystem)
		return paths_not_supported(c, path->provider);
	bool into = stat(self->target, &st) == 0 && S_ISDIR(st.st_mode);
	char *to = into ? xasprintf("%s/%s", self->target, paths_leaf(path->path))
			: xstrdup(self->target);
	char *what = xasprintf("Item: %s Destination: %s", path->path, to);
	bool folder = stat(path->path, &st) == 0 && S_ISDIR(st.st_mode), go;
	enum status status =
		cmdlet_should_process(c, what, folder ? "Move Directory" : "Move File", &go);
	free(what);
	if (status == OK && go)
		status = move_one(c, path->path, to);
	Value item;
	if (status == OK && go && self->pass_thru &&
	    provider_filesystem.get_item(cmdlet_session(c), to, &item) == OK) {
		struct provider_path made = {&provider_filesystem, path->drive, to};
		status = cmdlet_write(c, provider_decorate(cmdlet_session(c), &made, item));
	}
	free(to);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct move_item *self = cmdlet_state(c);
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

const struct cmdlet cmdlet_move_item = {
	.verb = "Move",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct move_item),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Moves files and folders.",
};

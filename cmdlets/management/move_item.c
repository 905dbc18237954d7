/* Move-Item: moves files and folders. */
#include "cmdlets/management/file_copy.h"
#include "cmdlets/management/item_transfer.h"

#include "object/string.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct parameter parameters[] = {
	PARAM_TRANSFER_PATHS(struct item_transfer),
	PARAM_TRANSFER_REST(struct item_transfer),
	PARAM_END,
};

static bool is_there(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0;
}

static enum status move_file(struct cmdlet_call *c, const char *from, const char *to)
{
	const struct item_transfer *self = cmdlet_state(c);
	const char *id = "MoveFileInfoItemIOError";
	bool go;
	enum status status = item_transfer_should(c, "Move File", from, to, &go);
	if (status != OK || !go)
		return status;
	if (is_there(to) && !self->force)
		return cmdlet_error_type(c, "System.IO.IOException", id, CATEGORY_WRITE_ERROR,
					 string_from(from), "The file '%s' already exists.", to);
	if (file_move(from, to) != 0)
		return paths_system_error(c, id, CATEGORY_WRITE_ERROR, errno == ENOENT ? to : from);
	return item_transfer_done(c, to);
}

/* Whether `to` is `from`, or somewhere in it. */
static bool is_below(const char *from, const char *to)
{
	size_t n = strlen(from);
	return strncmp(from, to, n) == 0 && (!to[n] || to[n] == '/');
}

static enum status move_folder(struct cmdlet_call *c, const char *from, const char *to)
{
	const char *id = "MoveDirectoryItemIOError";
	bool go;
	if (is_below(from, to))
		return cmdlet_error_type(c, "System.IO.IOException", "MoveItemArgumentError",
					 CATEGORY_INVALID_ARGUMENT, string_from(to),
					 "Destination path cannot be a subdirectory of the source "
					 "or the source itself: %s.",
					 to);
	enum status status = item_transfer_should(c, "Move Directory", from, to, &go);
	if (status != OK || !go)
		return status;
	if (is_there(to))
		return cmdlet_error_type(c, "System.IO.IOException", id, CATEGORY_WRITE_ERROR,
					 string_from(from),
					 "Cannot create '%s' because a file or directory with the "
					 "same name already exists.",
					 to);
	if (file_move(from, to) != 0)
		return paths_system_error(c, id, CATEGORY_WRITE_ERROR, from);
	return item_transfer_done(c, to);
}

static enum status move_value(struct cmdlet_call *c, const struct provider_path *path UNUSED)
{
	return paths_not_supported(c, "The NavigationCmdletProvider "
				      "methods are not supported by this provider.");
}

static enum status process(struct cmdlet_call *c)
{
	struct item_transfer *self = cmdlet_state(c);
	self->file = move_file;
	self->folder = move_folder;
	self->value = move_value;
	return item_transfer_process(c);
}

const struct cmdlet cmdlet_move_item = {
	.verb = "Move",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct item_transfer),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Moves files and folders.",
};

#include "cmdlets/management/item_transfer.h"

#include "base/xmalloc.h"
#include "object/string.h"

#include <stdlib.h>
#include <sys/stat.h>

enum status item_transfer_should(struct cmdlet_call *c, const char *action, const char *from,
				 const char *to, bool *go_r)
{
	char *what = xasprintf("Item: %s Destination: %s", from, to);
	enum status status = cmdlet_should_process(c, what, action, go_r);
	free(what);
	return status;
}

enum status item_transfer_done(struct cmdlet_call *c, const char *to)
{
	const struct item_transfer *self = cmdlet_state(c);
	const struct provider_path made = {self->target.provider, self->target.drive, (char *)to};
	Value item;
	if (!self->pass_thru || made.provider->get_item(cmdlet_session(c), to, &item) != OK)
		return OK;
	return cmdlet_write(c, provider_decorate(cmdlet_session(c), &made, item));
}

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	const struct item_transfer *self = cmdlet_state(c);
	if (path->provider != self->target.provider)
		return cmdlet_error_type(
			c, "System.Management.Automation.PSArgumentException",
			"CopyItemSourceAndDestinationNotSameProvider", CATEGORY_INVALID_ARGUMENT,
			string_from(path->path),
			"Source and destination path did not resolve to the same provider. "
			"(Parameter 'path')");
	if (path->provider != &provider_filesystem)
		return self->value(c, path);
	char *to = is_folder(self->target.path)
			   ? xasprintf("%s/%s", self->target.path, paths_leaf(path->path))
			   : xstrdup(self->target.path);
	enum status status = is_folder(path->path) ? self->folder(c, path->path, to)
						   : self->file(c, path->path, to);
	free(to);
	return status;
}

enum status item_transfer_process(struct cmdlet_call *c)
{
	struct item_transfer *self = cmdlet_state(c);
	struct path_selection selection = PATH_SELECTION(self);
	if (provider_path_parse(cmdlet_session(c), self->destination ? self->destination : ".",
				&self->target) != OK)
		return ERROR;
	enum status status = paths_each(c, &selection, visit);
	provider_path_clear(&self->target);
	return status;
}

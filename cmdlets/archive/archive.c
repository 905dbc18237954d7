#include "cmdlets/archive/archive.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/runtime.h"
#include "object/string.h"
#include "provider/provider.h"

#include <stdarg.h>
#include <stdlib.h>

void archive_paths_clear(struct archive_paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->items[i]);
	free(paths->items);
	*paths = (struct archive_paths){0};
}

enum status archive_throw(struct cmdlet_call *c, const char *id, enum error_category category,
			  Value target, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list arguments;
	va_start(arguments, format);
	strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	enum status status = cmdlet_throw_type(c, "System.IO.IOException", id, category, target,
					       "%s", text.data);
	strbuf_clear(&text);
	return status;
}

static enum status add_found(const struct provider_path *path, void *context)
{
	struct archive_paths *paths = context;
	if (path->provider != &provider_filesystem)
		return OK;
	GROW(paths->items, paths->count, paths->capacity);
	paths->items[paths->count++] = xstrdup(path->path);
	return OK;
}

enum status archive_paths_add(struct cmdlet_call *c, struct archive_paths *paths, const char *path,
			      bool literal)
{
	size_t before = paths->count, found;
	enum status status =
		provider_glob(cmdlet_session(c), path, literal, add_found, paths, &found);
	if (status == ERROR)
		runtime()->error = NULL_VALUE;
	if (status == STOP || paths->count > before)
		return status;
	return cmdlet_throw_type(
		c, "System.InvalidOperationException", "ArchiveCmdletPathNotFound",
		CATEGORY_INVALID_ARGUMENT, string_from(path),
		"The path '%s' either does not exist or is not a valid file system path.", path);
}

enum status archive_write_item(struct cmdlet_call *c, const char *path)
{
	struct provider_path at = {&provider_filesystem, (char *)"/", (char *)path};
	Value item;
	if (provider_filesystem.get_item(cmdlet_session(c), path, &item) != OK)
		return ERROR;
	return cmdlet_write(c, provider_decorate(cmdlet_session(c), &at, item));
}

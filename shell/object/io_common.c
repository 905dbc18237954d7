/* Paths and errors of System.IO. */
#include "object/io_private.h"

#include "base/xmalloc.h"
#include "object/error_record.h"
#include "object/runtime.h"
#include "object/string.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *io_resolve(Value path)
{
	if (path.tag != VALUE_STRING) {
		(void)!throw_argument("System.ArgumentNullException", "path",
				      "Value cannot be null.");
		return NULL;
	}
	const char *text = string_data(path);
	if (*text == '\0') {
		(void)!throw_argument("System.ArgumentException", "path",
				      "The value cannot be an empty string.");
		return NULL;
	}
	return runtime()->hooks ? runtime()->hooks->resolve_path(text) : xstrdup(text);
}

enum status io_failed(const char *path)
{
	int code = errno;
	char *folder = xstrdup(path), *slash = strrchr(folder, '/');
	if (slash && slash != folder)
		*slash = '\0';
	bool has_folder = !slash || slash == folder || access(folder, F_OK) == 0;
	free(folder);
	switch (code) {
	case ENOENT:
		if (!has_folder)
			return throw_exception("System.IO.DirectoryNotFoundException",
					       "Could not find a part of the path '%s'.", path);
		return throw_exception("System.IO.FileNotFoundException",
				       "Could not find file '%s'.", path);
	case ENOTDIR:
		return throw_exception("System.IO.DirectoryNotFoundException",
				       "Could not find a part of the path '%s'.", path);
	case EACCES:
	case EPERM:
	case EISDIR:
		return throw_exception("System.UnauthorizedAccessException",
				       "Access to the path '%s' is denied.", path);
	case EEXIST:
		return throw_exception("System.IO.IOException", "The file '%s' already exists.",
				       path);
	default:
		return throw_exception("System.IO.IOException", "%s : '%s'", strerror(code), path);
	}
}

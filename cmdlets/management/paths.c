#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "engine/path.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/runtime.h"
#include "object/string.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

Value paths_given(Value path, Value literal_path, const char *otherwise)
{
	if (literal_path.tag != VALUE_UNSET)
		return literal_path;
	if (path.tag != VALUE_UNSET)
		return path;
	return otherwise ? string_from(otherwise) : UNSET_VALUE;
}

const char *paths_leaf(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash && slash[1] ? slash + 1 : path;
}

bool paths_is_hidden(const struct provider_path *path)
{
	return path->provider == &provider_filesystem && paths_leaf(path->path)[0] == '.';
}

enum status paths_not_found(struct cmdlet_call *c, const char *shown)
{
	return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
				 "PathNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(shown),
				 "Cannot find path '%s' because it does not exist.", shown);
}

enum status paths_not_supported(struct cmdlet_call *c, const char *text)
{
	return cmdlet_error_type(c, "System.Management.Automation.PSNotSupportedException",
				 "NotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE, "%s", text);
}

enum status paths_system_error(struct cmdlet_call *c, const char *id, enum error_category category,
			       const char *path)
{
	if (errno == EACCES || errno == EPERM || errno == EISDIR)
		return cmdlet_error_type(c, "System.UnauthorizedAccessException", id,
					 CATEGORY_PERMISSION_DENIED, string_from(path),
					 "Access to the path '%s' is denied.", path);
	if (errno == ENOENT)
		return cmdlet_error_type(c, "System.IO.DirectoryNotFoundException", id, category,
					 string_from(path),
					 "Could not find a part of the path '%s'.", path);
	if (errno == ENOSPC)
		return cmdlet_error_type(c, "System.IO.IOException", id, CATEGORY_WRITE_ERROR,
					 string_from(path),
					 "There is not enough space on the disk. : '%s'", path);
	return cmdlet_error_type(c, "System.IO.IOException", id, category, string_from(path),
				 "%s : '%s'", strerror(errno), path);
}

static bool matches_any(Value patterns, const char *name)
{
	for (size_t i = 0; i < value_count(patterns); i++)
		if (wildcard_match(string_data(value_to_string(value_item(patterns, i))), name,
				   true))
			return true;
	return false;
}

bool paths_name_passes(const struct path_selection *s, const char *name)
{
	if (s->filter && !wildcard_match(s->filter, name, true))
		return false;
	if (s->include.tag == VALUE_ARRAY && value_count(s->include) &&
	    !matches_any(s->include, name))
		return false;
	return s->exclude.tag != VALUE_ARRAY || !matches_any(s->exclude, name);
}

struct walk {
	struct cmdlet_call *c;
	const struct path_selection *selection;
	path_visit visit;
	bool filtered; /* the path has wildcards: -Include, -Exclude and -Filter choose among what they match */
};

static enum status visit_one(const struct provider_path *path, void *context)
{
	struct walk *w = context;
	if (w->filtered && !paths_name_passes(w->selection, paths_leaf(path->path)))
		return OK;
	enum status status = w->visit(w->c, path);
	return status == ERROR ? cmdlet_write_error(w->c, error_take()) : status;
}

enum status paths_missing(struct cmdlet_call *c, const struct provider_path *path)
{
	char *shown = provider_path_display(path);
	enum status status = paths_not_found(c, shown);
	free(shown);
	return status;
}

static enum status nothing_found(struct cmdlet_call *c, const char *text)
{
	struct provider_path path;
	if (provider_path_parse(cmdlet_session(c), text, &path) != OK)
		return cmdlet_write_error(c, error_take());
	enum status status = paths_missing(c, &path);
	provider_path_clear(&path);
	return status;
}

enum status paths_each(struct cmdlet_call *c, const struct path_selection *selection,
		       path_visit visit)
{
	struct walk w = {c, selection, visit, false};
	for (size_t i = 0; i < value_count(selection->paths); i++) {
		const char *text = string_data(value_to_string(value_item(selection->paths, i)));
		size_t count;
		w.filtered = !selection->literal && wildcard_has_special(text);
		enum status status = provider_glob(cmdlet_session(c), text, selection->literal,
						   visit_one, &w, &count);
		if (status == ERROR)
			status = cmdlet_write_error(c, error_take());
		else if (status == OK && !count &&
			 (selection->literal || !wildcard_has_special(text)))
			status = nothing_found(c, text);
		if (status != OK)
			return status;
	}
	return OK;
}

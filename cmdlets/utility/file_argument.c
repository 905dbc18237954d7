#include "cmdlets/utility/file_argument.h"
#include "base/xmalloc.h"
#include "cmdlets/utility/failure.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/string.h"
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum status encoding_argument(struct cmdlet_call *c, Value given, enum text_encoding *encoding_r)
{
	*encoding_r = ENCODING_UTF8;
	Value base = value_base(given);
	if (value_is_null(base))
		return OK;
	if (base.tag != VALUE_STRING && !value_is_number(base)) {
		bool found;
		Value name;
		if (member_get(base, "WebName", &name, &found) != OK)
			return ERROR;
		if (found)
			base = value_to_string(name);
	}
	Value text = value_to_string(base);
	if (text_encoding_find(string_data(text), encoding_r))
		return OK;
	return cmdlet_throw_type(
		c, "System.Management.Automation.ParameterBindingException",
		"ParameterArgumentTransformationError", CATEGORY_INVALID_DATA, NULL_VALUE,
		"Cannot process argument transformation on parameter 'Encoding'. '%s' "
		"is not a supported encoding name. For information on defining a "
		"custom encoding, see the documentation for the "
		"Encoding.RegisterProvider method. (Parameter 'name')",
		string_data(text));
}

static void add_path(struct file_list *list, char *path)
{
	GROW(list->paths, list->count, list->capacity);
	list->paths[list->count++] = path;
}

static enum status add_matches(struct cmdlet_call *c, struct file_list *list, const char *given,
			       const char *pattern)
{
	glob_t matches;
	int result = glob(pattern, 0, NULL, &matches);
	for (size_t i = 0; result == 0 && i < matches.gl_pathc; i++)
		add_path(list, xstrdup(matches.gl_pathv[i]));
	globfree(&matches);
	if (result == 0)
		return OK;
	return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
				 "PathNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(given),
				 "Cannot find path '%s' because it does not exist.", pattern);
}

enum status file_list_add(struct cmdlet_call *c, struct file_list *list, const char *path,
			  bool literal)
{
	char *real = cmdlet_system_path(c, path);
	if (!real)
		return cmdlet_fail(c);
	if (literal || access(real, F_OK) == 0 || !wildcard_has_special(path)) {
		add_path(list, real);
		return OK;
	}
	enum status status = add_matches(c, list, path, real);
	free(real);
	return status;
}

void file_list_clear(struct file_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->paths[i]);
	free(list->paths);
	*list = (struct file_list){0};
}

static const struct file_failure {
	int number;
	const char *exception, *id;
	enum error_category category;
	const char *before, *after; /* around the path */
} failures[] = {
	{ENOENT, "System.IO.FileNotFoundException", "FileOpenFailure", CATEGORY_OPEN_ERROR,
	 "Could not find file '", "'."},
	{ENOTDIR, "System.IO.DirectoryNotFoundException", "FileOpenFailure", CATEGORY_OPEN_ERROR,
	 "Could not find a part of the path '", "'."},
	{EISDIR, "System.UnauthorizedAccessException", "FileOpenFailure", CATEGORY_OPEN_ERROR,
	 "Access to the path '", "' is denied."},
	{EACCES, "System.UnauthorizedAccessException", "FileOpenFailure", CATEGORY_OPEN_ERROR,
	 "Access to the path '", "' is denied."},
	{EPERM, "System.UnauthorizedAccessException", "FileOpenFailure", CATEGORY_OPEN_ERROR,
	 "Access to the path '", "' is denied."},
	{EROFS, "System.UnauthorizedAccessException", "FileOpenFailure", CATEGORY_OPEN_ERROR,
	 "Access to the path '", "' is denied."},
	{EEXIST, "System.IO.IOException", "NoClobber", CATEGORY_RESOURCE_EXISTS, "The file '",
	 "' already exists."},
	{ENOSPC, "System.IO.IOException", "FileWriteFailure", CATEGORY_WRITE_ERROR,
	 "There is not enough space on the disk. : '", "'"},
	{EPIPE, "System.IO.IOException", "FileWriteFailure", CATEGORY_WRITE_ERROR,
	 "Broken pipe : '", "'"},
};

enum status file_error(struct cmdlet_call *c, const char *path, bool writing, bool terminating)
{
	int number = errno;
	struct file_failure f = {
		number, "System.IO.IOException", "FileOpenFailure", CATEGORY_OPEN_ERROR, NULL, "'"};
	char *other = NULL;
	for (size_t i = 0; i < countof(failures); i++)
		if (failures[i].number == number)
			f = failures[i];
	if (number == ENOENT && writing) {
		f.exception = "System.IO.DirectoryNotFoundException";
		f.before = "Could not find a part of the path '";
	}
	if (!f.before)
		f.before = other = xasprintf("%s : '", strerror(number));
	enum status status = throw_error_type(f.exception, f.id, f.category, string_from(path),
					      "%s%s%s", f.before, path, f.after);
	free(other);
	if (terminating)
		return cmdlet_own(c, status);
	return cmdlet_write_error(c, error_take());
}

enum status open_output_file(struct cmdlet_call *c, struct text_writer *w, const char *path,
			     Value encoding, bool append, bool no_clobber, bool force)
{
	enum text_encoding chosen;
	if (encoding_argument(c, encoding, &chosen) != OK)
		return ERROR;
	char *real = cmdlet_system_path(c, path);
	if (!real)
		return cmdlet_fail(c);
	unsigned flags = (append ? TEXT_WRITER_APPEND : 0) |
			 (no_clobber && !append ? TEXT_WRITER_NO_CLOBBER : 0) |
			 (force ? TEXT_WRITER_FORCE : 0);
	enum status status = OK;
	if (text_writer_open(w, real, chosen, flags) < 0)
		status = file_error(c, real, true, true);
	free(real);
	return status;
}

enum status write_output_file(struct cmdlet_call *c, struct text_writer *w, const char *text,
			      size_t length)
{
	return text_writer_add(w, text, length) < 0 ? file_error(c, w->file.path, true, true) : OK;
}

enum status finish_output_file(struct cmdlet_call *c, struct text_writer *w)
{
	if (w->file.fd < 0)
		return OK;
	return text_writer_finish(w) < 0 ? file_error(c, w->file.path, true, true) : OK;
}

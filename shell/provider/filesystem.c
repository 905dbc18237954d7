/* The FileSystem provider: files and folders by their system paths. */
#include "provider/provider.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/error_record.h"
#include "object/io_info.h"
#include "object/string.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool exists(struct session *s UNUSED, const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0;
}

static bool is_container(struct session *s UNUSED, const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static enum status get_item(struct session *s UNUSED, const char *path, Value *item_r)
{
	*item_r = file_system_info_new(path);
	return OK;
}

struct entry {
	char *name;
	bool folder;
};

/* PowerShell shows folders first, each kind by name. */
static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	if (x->folder != y->folder)
		return y->folder - x->folder;
	return provider_compare_names(x->name, y->name);
}

static enum status cannot_read(const char *path)
{
	if (errno == EACCES || errno == EPERM)
		return throw_error_type("System.UnauthorizedAccessException",
					"DirUnauthorizedAccessError", CATEGORY_PERMISSION_DENIED,
					string_from(path), "Access to the path '%s' is denied.",
					path);
	return throw_error_type("System.IO.IOException", "DirIOError", CATEGORY_READ_ERROR,
				string_from(path), "The folder '%s' cannot be read: %s.", path,
				strerror(errno));
}

static enum status each_child(struct session *s, const char *path, provider_visit visit,
			      void *context)
{
	DIR *dir = opendir(path);
	if (!dir)
		return cannot_read(path);
	struct entry *entries = NULL;
	size_t count = 0, capacity = 0;
	struct dirent *d;
	while ((d = readdir(dir))) {
		if (!strcmp(d->d_name, ".") || !strcmp(d->d_name, ".."))
			continue;
		GROW(entries, count, capacity);
		char *full = xasprintf("%s/%s", strcmp(path, "/") ? path : "", d->d_name);
		entries[count].name = xstrdup(d->d_name);
		entries[count++].folder = is_container(s, full);
		free(full);
	}
	closedir(dir);
	if (count)
		qsort(entries, count, sizeof(*entries), compare_entries);
	enum status status = OK;
	for (size_t i = 0; i < count; i++) {
		char *full = xasprintf("%s/%s", strcmp(path, "/") ? path : "", entries[i].name);
		if (status == OK)
			status = visit(entries[i].name, full, context);
		free(full);
		free(entries[i].name);
	}
	free(entries);
	return status;
}

static enum status failed(const char *path, const char *what)
{
	if (errno == EACCES || errno == EPERM)
		return throw_error_type("System.UnauthorizedAccessException",
					"UnauthorizedAccessError", CATEGORY_PERMISSION_DENIED,
					string_from(path), "Access to the path '%s' is denied.",
					path);
	return throw_error_type("System.IO.IOException", "IOError", CATEGORY_WRITE_ERROR,
				string_from(path), "'%s' cannot be %s: %s.", path, what,
				strerror(errno));
}

static enum status remove_children(struct session *s, const char *path);

static enum status remove_one(struct session *s, const char *path)
{
	struct stat st;
	if (lstat(path, &st) != 0)
		return failed(path, "removed");
	if (!S_ISDIR(st.st_mode))
		return unlink(path) == 0 ? OK : failed(path, "removed");
	enum status status = remove_children(s, path);
	if (status != OK)
		return status;
	return rmdir(path) == 0 ? OK : failed(path, "removed");
}

static enum status remove_visit(const char *name UNUSED, const char *path, void *context)
{
	return remove_one(context, path);
}

static enum status remove_children(struct session *s, const char *path)
{
	return each_child(s, path, remove_visit, s);
}

static enum status rename_item(struct session *s UNUSED, const char *path, const char *new_name)
{
	const char *slash = strrchr(path, '/');
	char *target = xasprintf("%.*s/%s", (int)(slash - path), path, new_name);
	struct stat st;
	enum status status = OK;
	if (lstat(target, &st) == 0) {
		errno = EEXIST;
		const char *text = is_container(NULL, path)
					   ? "Cannot create '%s' because a file or directory with "
					     "the same name already exists."
					   : "The file '%s' already exists.";
		struct strbuf message = STRBUF_INIT;
		strbuf_addf(&message, text, target);
		status = throw_error_type("System.IO.IOException", "RenameItemIOError",
					  CATEGORY_WRITE_ERROR, string_from(path), "%s",
					  message.data);
		strbuf_clear(&message);
	} else if (rename(path, target) != 0) {
		status = failed(path, "renamed");
	}
	free(target);
	return status;
}

static const char *const drives[] = {"/", NULL};

const struct provider provider_filesystem = {
	.name = "FileSystem",
	.root = "/",
	.drives = drives,
	.description = "/",
	.exists = exists,
	.is_container = is_container,
	.get_item = get_item,
	.each_child = each_child,
	.remove = remove_one,
	.rename = rename_item,
};

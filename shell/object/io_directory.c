/* System.IO.Directory. */
#include "object/io_private.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/error_record.h"
#include "object/io_info.h"
#include "object/string.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status folder_missing(const char *path)
{
	return throw_exception("System.IO.DirectoryNotFoundException",
			       "Could not find a part of the path '%s'.", path);
}

static bool is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static enum status directory_exists(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	*result_r = FALSE_VALUE;
	if (argv[0].tag != VALUE_STRING || string_length(argv[0]) == 0)
		return OK;
	char *path = io_resolve(argv[0]);
	*result_r = value_bool(path != NULL && is_folder(path));
	if (path == NULL)
		(void)error_take();
	free(path);
	return OK;
}

/* With all the folders above it. */
static int make_folders(char *path)
{
	if (is_folder(path))
		return 0;
	char *slash = strrchr(path, '/');
	if (slash != NULL && slash != path) {
		*slash = '\0';
		int result = make_folders(path);
		*slash = '/';
		if (result < 0)
			return -1;
	}
	return mkdir(path, 0777) < 0 && errno != EEXIST ? -1 : 0;
}

enum status io_folder_create(Value folder, Value *info_r)
{
	char *path = io_resolve(folder);
	if (path == NULL)
		return ERROR;
	size_t length = strlen(path);
	while (length > 1 && path[length - 1] == '/')
		path[--length] = '\0';
	enum status status = make_folders(path) < 0 ? io_failed(path) : OK;
	if (status == OK && !is_folder(path))
		status = throw_exception("System.IO.IOException", "The file '%s' already exists.",
					 path);
	if (status == OK)
		*info_r = directory_info_new(path, path);
	free(path);
	return status;
}

static enum status directory_create(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	return io_folder_create(argv[0], result_r);
}

static int remove_entry(const char *path, const struct stat *info UNUSED, int kind UNUSED,
			struct FTW *walk UNUSED)
{
	return remove(path);
}

enum status io_folder_delete(Value folder, bool recursive)
{
	char *path = io_resolve(folder);
	if (path == NULL)
		return ERROR;
	enum status status = OK;
	if (!is_folder(path))
		status = folder_missing(path);
	else if (recursive ? nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) < 0
			   : rmdir(path) < 0)
		status = errno == ENOTEMPTY ? throw_exception("System.IO.IOException",
							      "Directory not empty : '%s'", path)
					    : io_failed(path);
	free(path);
	return status;
}

static enum status directory_delete(Value self UNUSED, int argc, const Value *argv,
				    Value *result_r UNUSED)
{
	return io_folder_delete(argv[0], argc > 1 && value_is_true(argv[1]));
}

static enum status directory_move(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	char *from = io_resolve(argv[0]), *to = from != NULL ? io_resolve(argv[1]) : NULL;
	enum status status = ERROR;
	if (to != NULL) {
		if (access(from, F_OK) < 0)
			status = folder_missing(from);
		else
			status = rename(from, to) < 0 ? io_failed(to) : OK;
	}
	free(from);
	free(to);
	return status;
}

/* What is asked for of a folder's entries. */
struct listing {
	struct list *found;
	const char *pattern;
	unsigned kinds;
	bool recursive;
};

static enum status list_folder(const char *path, const char *shown, const struct listing *l)
{
	DIR *folder = opendir(path);
	if (folder == NULL)
		return errno == ENOENT || errno == ENOTDIR ? folder_missing(path) : io_failed(path);
	enum status status = OK;
	for (struct dirent *entry; status == OK && (entry = readdir(folder)) != NULL;) {
		const char *name = entry->d_name;
		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		char *child = xasprintf("%s/%s", path, name);
		const char *slash = shown[strlen(shown) - 1] == '/' ? "" : "/";
		char *child_shown = xasprintf("%s%s%s", shown, slash, name);
		bool is_dir = is_folder(child);
		if ((l->kinds & (is_dir ? IO_FOLDERS : IO_FILES)) &&
		    wildcard_match(l->pattern, name, false))
			list_add(l->found, string_from(child_shown));
		if (is_dir && l->recursive && entry->d_type != DT_LNK)
			status = list_folder(child, child_shown, l);
		free(child);
		free(child_shown);
	}
	closedir(folder);
	return status;
}

enum status io_folder_entries(Value folder, int argc, const Value *argv, unsigned kinds,
			      Value *list_r)
{
	char *path = io_resolve(folder);
	if (path == NULL)
		return ERROR;
	*list_r = list_new();
	struct listing listing = {
		.found = value_as_list(*list_r),
		.pattern = argc > 0 && argv[0].tag == VALUE_STRING ? string_data(argv[0]) : "*",
		.kinds = kinds,
		.recursive = argc > 1 && argv[1].tag == VALUE_ENUM && argv[1].integer == 1,
	};
	if (strcmp(listing.pattern, "*.*") == 0)
		listing.pattern = "*";
	enum status status = list_folder(path, string_data(folder), &listing);
	free(path);
	return status;
}

/* (path [, searchPattern [, searchOption]]) */
static enum status entries(int argc, const Value *argv, unsigned kinds, Value *result_r)
{
	Value found;
	if (io_folder_entries(argv[0], argc - 1, argv + 1, kinds, &found) != OK)
		return ERROR;
	*result_r = array_new_typed(&type_string_array, value_count(found));
	for (size_t i = 0; i < value_count(found); i++)
		value_as_array(*result_r)->items[i] = value_item(found, i);
	return OK;
}

static enum status directory_get_files(Value self UNUSED, int argc, const Value *argv,
				       Value *result_r)
{
	return entries(argc, argv, IO_FILES, result_r);
}

static enum status directory_get_folders(Value self UNUSED, int argc, const Value *argv,
					 Value *result_r)
{
	return entries(argc, argv, IO_FOLDERS, result_r);
}

static enum status directory_get_all(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	return entries(argc, argv, IO_FILES | IO_FOLDERS, result_r);
}

static enum status directory_get_current(Value self UNUSED, int argc UNUSED,
					 const Value *argv UNUSED, Value *result_r)
{
	char *path = getcwd(NULL, 0);
	*result_r = string_from(path != NULL ? path : "/");
	free(path);
	return OK;
}

static enum status directory_set_current(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r UNUSED)
{
	char *path = io_resolve(argv[0]);
	if (path == NULL)
		return ERROR;
	enum status status = chdir(path) < 0 ? folder_missing(path) : OK;
	free(path);
	return status;
}

static enum status directory_get_parent(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	char *path = io_resolve(argv[0]);
	if (path == NULL)
		return ERROR;
	char *slash = strrchr(path, '/');
	*result_r = NULL_VALUE;
	if (slash != NULL && strcmp(path, "/") != 0) {
		slash[slash == path] = '\0';
		*result_r = directory_info_new(path, path);
	}
	free(path);
	return OK;
}

static enum status directory_get_write_time(Value self UNUSED, int argc UNUSED, const Value *argv,
					    Value *result_r)
{
	struct stat info;
	char *path = io_resolve(argv[0]);
	if (path == NULL)
		return ERROR;
	bool there = stat(path, &info) == 0;
	*result_r =
		there ? datetime_from_unix(info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
		      : datetime_to_local(datetime_new(INT64_C(504911232000000000), DATETIME_UTC));
	free(path);
	return OK;
}

static enum status directory_get_root(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	*result_r = string_from("/");
	return OK;
}

#define LISTING(type, name, function)                                                        \
	STATIC_METHOD("static " type " " name "(string path)", function),                    \
		STATIC_METHOD("static " type " " name "(string path, string searchPattern)", \
			      function),                                                     \
		STATIC_METHOD("static " type " " name "(string path, string searchPattern, " \
			      "System.IO.SearchOption searchOption)",                        \
			      function)
#define STRINGS "System.Collections.Generic.IEnumerable[string]"

static const struct member directory_members[] = {
	STATIC_METHOD("static System.IO.DirectoryInfo CreateDirectory(string path)",
		      directory_create),
	STATIC_METHOD("static void Delete(string path)", directory_delete),
	STATIC_METHOD("static void Delete(string path, bool recursive)", directory_delete),
	LISTING(STRINGS, "EnumerateDirectories", directory_get_folders),
	LISTING(STRINGS, "EnumerateFiles", directory_get_files),
	LISTING(STRINGS, "EnumerateFileSystemEntries", directory_get_all),
	STATIC_METHOD("static bool Exists(string path)", directory_exists),
	STATIC_METHOD("static string GetCurrentDirectory()", directory_get_current),
	LISTING("string[]", "GetDirectories", directory_get_folders),
	STATIC_METHOD("static string GetDirectoryRoot(string path)", directory_get_root),
	LISTING("string[]", "GetFiles", directory_get_files),
	LISTING("string[]", "GetFileSystemEntries", directory_get_all),
	STATIC_METHOD("static datetime GetCreationTime(string path)", directory_get_write_time),
	STATIC_METHOD("static datetime GetLastAccessTime(string path)", directory_get_write_time),
	STATIC_METHOD("static datetime GetLastWriteTime(string path)", directory_get_write_time),
	STATIC_METHOD("static System.IO.DirectoryInfo GetParent(string path)",
		      directory_get_parent),
	STATIC_METHOD("static void Move(string sourceDirName, string destDirName)", directory_move),
	STATIC_METHOD("static void SetCurrentDirectory(string path)", directory_set_current),
	MEMBER_END,
};

struct type type_io_directory = {
	.name = "System.IO.Directory",
	.tag = VALUE_OBJECT,
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = directory_members,
};

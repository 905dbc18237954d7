/* Compress-Archive: files and folders into a zip archive. libzip writes it beside its place and moves it there when it
 * is whole. */
#include "cmdlets/archive/archive.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"
#include "provider/provider.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

struct compress_archive {
	Value path, literal_path;
	const char *destination, *level;
	bool update, force, pass_thru;
	struct archive_paths given; /* as the user wrote them, of all records */
	char *target;
	zip_t *zip;
	size_t added;
};

#define SETS_PATH "Path,PathWithForce,PathWithUpdate"
#define SETS_LITERAL "LiteralPath,LiteralPathWithForce,LiteralPathWithUpdate"

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct compress_archive, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE |
			      PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		      .set = SETS_PATH, .help = "Files and folders; wildcards are allowed."),
	PARAM_STRINGS(struct compress_archive, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		      .set = SETS_LITERAL, .aliases = "PSPath",
		      .help = "Files and folders, their names taken as they are."),
	PARAM_STRING(struct compress_archive, destination, "DestinationPath",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_NOT_EMPTY,
		     .help = "The archive; .zip is added when it has no extension."),
	PARAM_STRING(struct compress_archive, level, "CompressionLevel", 0,
		     .values = "Optimal,NoCompression,Fastest",
		     .help = "How hard to try; Optimal by default."),
	PARAM_SWITCH(struct compress_archive, update, "Update", PARAM_MANDATORY,
		     .set = "PathWithUpdate,LiteralPathWithUpdate",
		     .help = "Adds to an archive that is there, replacing what has the same name."),
	PARAM_SWITCH(struct compress_archive, force, "Force", PARAM_MANDATORY,
		     .set = "PathWithForce,LiteralPathWithForce",
		     .help = "Replaces an archive that is there."),
	PARAM_SWITCH(struct compress_archive, pass_thru, "PassThru", 0,
		     .help = "Gives the archive's file."),
	PARAM_END,
};

/* ---- the archive's own path ---- */

static bool has_extension(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	return dot && dot[1];
}

static enum status find_target(struct cmdlet_call *c, const char *path)
{
	struct compress_archive *self = cmdlet_state(c);
	struct archive_paths folder = {0};
	const char *slash = strrchr(path, '/');
	if (!strcmp(path, "/"))
		return archive_throw(c, "InvalidArchiveFilePath", CATEGORY_INVALID_ARGUMENT,
				     string_from(path),
				     "The destination path '%s' does not contain a valid archive "
				     "file name.",
				     path);
	char *parent = slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
	enum status status = archive_paths_add(c, &folder, parent, false);
	free(parent);
	if (status == OK && folder.count > 1)
		status = archive_throw(
			c, "InvalidArchiveFilePath", CATEGORY_INVALID_ARGUMENT, string_from(path),
			"The archive file path '%s' specified as input to the DestinationPath "
			"parameter is resolving to multiple file system paths. Provide a unique "
			"path to the DestinationPath parameter where the archive file has to be "
			"created.",
			path);
	if (status == OK) {
		const char *root = strcmp(folder.items[0], "/") ? folder.items[0] : "";
		self->target =
			xasprintf("%s/%s%s", root, slash + 1, has_extension(path) ? "" : ".zip");
	}
	archive_paths_clear(&folder);
	if (status != OK || has_extension(path))
		return status;
	return cmdlet_verbose(
		c,
		"The archive file path '%s' supplied to the DestinationPath parameter does not "
		"include .zip extension. Hence .zip is appended to the supplied DestinationPath "
		"path and the archive file would be created at '%s'.",
		path, self->target);
}

/* Whether what stands at the archive's place is in the way. */
static enum status check_target(struct cmdlet_call *c)
{
	const struct compress_archive *self = cmdlet_state(c);
	struct stat st;
	if (stat(self->target, &st) != 0 || S_ISDIR(st.st_mode))
		return OK;
	if (!self->update && !self->force)
		return archive_throw(c, "ArchiveFileExists", CATEGORY_INVALID_ARGUMENT,
				     string_from(self->target),
				     "The archive file %s already exists. Use the -Update "
				     "parameter to update the existing archive file or use the "
				     "-Force parameter to overwrite the existing archive file.",
				     self->target);
	if (self->update && !(st.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)))
		return archive_throw(c, "ArchiveFileIsReadOnly", CATEGORY_INVALID_OPERATION,
				     string_from(self->target),
				     "The attributes of the archive file %s is set to 'ReadOnly' "
				     "hence it cannot be updated. If you intend to update the "
				     "existing archive file, remove the 'ReadOnly' attribute on "
				     "the archive file else use -Force parameter to override and "
				     "create a new archive file.",
				     self->target);
	return OK;
}

static enum status begin(struct cmdlet_call *c)
{
	const struct compress_archive *self = cmdlet_state(c);
	char *path = cmdlet_system_path(c, self->destination);
	if (!path)
		return ERROR;
	enum status status = find_target(c, path);
	free(path);
	if (status == OK)
		status = check_target(c);
	return status == OK ? cmdlet_verbose(c, "Preparing to compress...") : status;
}

static enum status process(struct cmdlet_call *c)
{
	struct compress_archive *self = cmdlet_state(c);
	Value paths = self->literal_path.tag == VALUE_ARRAY ? self->literal_path : self->path;
	for (size_t i = 0; i < value_count(paths); i++) {
		GROW(self->given.items, self->given.count, self->given.capacity);
		self->given.items[self->given.count++] =
			xstrdup(string_data(value_to_string(value_item(paths, i))));
	}
	return OK;
}

/* ---- entries ---- */

static enum status zip_failed(struct cmdlet_call *c, const char *why)
{
	const struct compress_archive *self = cmdlet_state(c);
	return archive_throw(c, "CompressArchiveError", CATEGORY_WRITE_ERROR,
			     string_from(self->target), "%s : '%s'", why, self->target);
}

static bool same_entry(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

/* -Update: what has the name gives way. */
static void drop_entry(struct compress_archive *self, const char *name)
{
	zip_int64_t count = zip_get_num_entries(self->zip, 0);
	for (zip_int64_t i = 0; i < count; i++) {
		const char *other = zip_get_name(self->zip, (zip_uint64_t)i, 0);
		if (other && same_entry(other, name)) {
			zip_delete(self->zip, (zip_uint64_t)i);
			return;
		}
	}
}

static enum status unreadable(struct cmdlet_call *c, const char *path)
{
	bool denied = errno == EACCES;
	return cmdlet_error_type(
		c,
		denied ? "System.UnauthorizedAccessException" : "System.IO.FileNotFoundException",
		"CompressArchiveUnauthorizedAccessError", CATEGORY_PERMISSION_DENIED,
		string_from(path),
		denied ? "Access to the path '%s' is denied." : "Could not find file '%s'.", path);
}

static void set_compression(struct compress_archive *self, zip_uint64_t index)
{
	const char *level = self->level ? self->level : "Optimal";
	if (!strcasecmp(level, "NoCompression"))
		zip_set_file_compression(self->zip, index, ZIP_CM_STORE, 0);
	else
		zip_set_file_compression(self->zip, index, ZIP_CM_DEFLATE,
					 !strcasecmp(level, "Fastest") ? 1 : 0);
}

#define YEAR_1980 315532800 /* the oldest time that a zip archive can hold */

static enum status set_time(struct cmdlet_call *c, zip_uint64_t index, const char *path,
			    time_t time)
{
	const struct compress_archive *self = cmdlet_state(c);
	enum status status = OK;
	if (time < YEAR_1980) {
		time = YEAR_1980;
		status = cmdlet_warning(c,
					"'%s' has LastWriteTime earlier than 1980. "
					"Compress-Archive will store any files with LastWriteTime "
					"values earlier than 1980 as 1/1/1980 00:00.",
					path);
	}
	zip_file_set_mtime(self->zip, index, time, 0);
	return status;
}

/* The permissions that .NET gives: what the file had stays on this machine. */
#define FILE_MODE (S_IFREG | 0644)
#define FOLDER_MODE (S_IFDIR | 0755)

static enum status add_entry(struct cmdlet_call *c, const char *path, const char *name, bool folder)
{
	struct compress_archive *self = cmdlet_state(c);
	struct stat st;
	if (stat(path, &st) != 0 || (!folder && access(path, R_OK) != 0))
		return unreadable(c, path);
	if (self->update)
		drop_entry(self, name);
	zip_int64_t index;
	if (folder) {
		index = zip_dir_add(self->zip, name, ZIP_FL_ENC_UTF_8);
	} else {
		zip_source_t *source = zip_source_file(self->zip, path, 0, -1);
		index = source ? zip_file_add(self->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
		if (index < 0 && source)
			zip_source_free(source);
	}
	if (index < 0)
		return zip_failed(c, zip_strerror(self->zip));
	zip_uint64_t at = (zip_uint64_t)index;
	zip_file_set_external_attributes(self->zip, at, 0, ZIP_OPSYS_UNIX,
					 (zip_uint32_t)(folder ? FOLDER_MODE : FILE_MODE) << 16);
	if (!folder)
		set_compression(self, at);
	self->added++;
	enum status status = set_time(c, at, path, st.st_mtime);
	return status == OK ? cmdlet_verbose(c, "Adding '%s'.", path) : status;
}

struct folder_walk {
	struct cmdlet_call *c;
	size_t root; /* how much of each path is not part of the entry's name */
	bool deeper; /* now what stands in the folders of the folder */
};

/* Hidden items stay out, as Get-ChildItem does not list them; links are not followed. */
static bool child_kind(const char *name, const char *path, bool *folder_r)
{
	struct stat st;
	if (name[0] == '.' || stat(path, &st) != 0)
		return false;
	*folder_r = S_ISDIR(st.st_mode);
	return !*folder_r || (lstat(path, &st) == 0 && !S_ISLNK(st.st_mode));
}

static enum status see_file(const char *name UNUSED, const char *path, void *context)
{
	struct stat st;
	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		*(bool *)context = true;
	return OK;
}

/* A folder without files gets an entry of its own. */
static enum status add_empty(struct folder_walk *w, const char *path)
{
	bool files = false;
	enum status status =
		provider_filesystem.each_child(cmdlet_session(w->c), path, see_file, &files);
	if (status != OK || files)
		return status;
	char *name = xasprintf("%s/", path + w->root);
	status = add_entry(w->c, path, name, true);
	free(name);
	return status;
}

static enum status add_folder(struct folder_walk *w, const char *path);

static enum status add_child(const char *name, const char *path, void *context)
{
	struct folder_walk *w = context;
	bool folder;
	if (!child_kind(name, path, &folder))
		return OK;
	if (w->deeper) {
		struct folder_walk below = {w->c, w->root, false};
		return folder ? add_folder(&below, path) : OK;
	}
	return folder ? add_empty(w, path) : add_entry(w->c, path, path + w->root, false);
}

/* What is in a folder, level by level. */
static enum status add_folder(struct folder_walk *w, const char *path)
{
	struct session *s = cmdlet_session(w->c);
	enum status status = provider_filesystem.each_child(s, path, add_child, w);
	w->deeper = true;
	return status == OK ? provider_filesystem.each_child(s, path, add_child, w) : status;
}

static enum status add_path(struct cmdlet_call *c, const char *path, bool folders)
{
	struct stat st;
	const char *slash = strrchr(path, '/');
	bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	if (folder != folders)
		return OK;
	if (!folder)
		return add_entry(c, path, slash + 1, false);
	struct folder_walk w = {c, (size_t)(slash + 1 - path), false};
	return add_folder(&w, path);
}

/* Folders first, then files. */
static enum status add_paths(struct cmdlet_call *c, const struct archive_paths *paths)
{
	enum status status = OK;
	for (int folders = 1; folders >= 0; folders--)
		for (size_t i = 0; status == OK && i < paths->count; i++)
			status = add_path(c, paths->items[i], folders);
	return status;
}

/* ---- the whole ---- */

static enum status check_duplicates(struct cmdlet_call *c)
{
	const struct compress_archive *self = cmdlet_state(c);
	const char *set = cmdlet_parameter_set(c);
	for (size_t i = 0; i < self->given.count; i++)
		for (size_t k = 0; k < i; k++)
			if (!strcasecmp(self->given.items[i], self->given.items[k]))
				return archive_throw(
					c, "DuplicatePathFound", CATEGORY_INVALID_ARGUMENT,
					string_from(self->given.items[i]),
					"The input to %s parameter contains a duplicate path '%s'. "
					"Provide a unique set of paths as input to %s parameter.",
					set, self->given.items[i], set);
	return OK;
}

static enum status write_archive(struct cmdlet_call *c, const struct archive_paths *paths)
{
	struct compress_archive *self = cmdlet_state(c);
	int code;
	self->zip = zip_open(self->target, ZIP_CREATE | (self->update ? 0 : ZIP_TRUNCATE), &code);
	if (!self->zip) {
		zip_error_t error;
		zip_error_init_with_code(&error, code);
		enum status status = zip_failed(c, zip_error_strerror(&error));
		zip_error_fini(&error);
		return status;
	}
	enum status status = add_paths(c, paths);
	if (status != OK)
		return status; /* cleanup() drops all changes */
	if (!self->added) {
		zip_discard(self->zip);
		self->zip = NULL;
		return cmdlet_verbose(
			c,
			"The partially created archive file '%s' is deleted as it is not usable.",
			self->target);
	}
	if (zip_close(self->zip) != 0)
		return zip_failed(c, zip_strerror(self->zip));
	self->zip = NULL;
	return self->pass_thru ? archive_write_item(c, self->target) : OK;
}

static enum status end(struct cmdlet_call *c)
{
	const struct compress_archive *self = cmdlet_state(c);
	bool literal = strstr(cmdlet_parameter_set(c), "Literal") != NULL, go;
	struct archive_paths paths = {0};
	struct strbuf names = STRBUF_INIT;
	enum status status = check_duplicates(c);
	for (size_t i = 0; status == OK && i < self->given.count; i++)
		status = archive_paths_add(c, &paths, self->given.items[i], literal);
	for (size_t i = 0; i < paths.count; i++)
		strbuf_addf(&names, "%s%s", paths.count > 1 ? "\n" : "", paths.items[i]);
	if (status == OK)
		status = cmdlet_should_process(c, names.data ? names.data : "", "Compress-Archive",
					       &go);
	if (status == OK && go)
		status = write_archive(c, &paths);
	strbuf_clear(&names);
	archive_paths_clear(&paths);
	return status;
}

static void cleanup(struct cmdlet_call *c)
{
	struct compress_archive *self = cmdlet_state(c);
	if (self->zip)
		zip_discard(self->zip);
	archive_paths_clear(&self->given);
	free(self->target);
}

const struct cmdlet cmdlet_compress_archive = {
	.verb = "Compress",
	.noun = "Archive",
	.parameters = parameters,
	.state_size = sizeof(struct compress_archive),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.class_name = "Compress-Archive",
	.output = "System.IO.FileInfo",
	.synopsis = "Creates a compressed archive, or zipped file, from specified files and "
		    "directories.",
	.examples =
		(const struct cmdlet_example[]){
			{"The reports of a folder", "Compress-Archive ./reports/* reports.zip",
			 NULL},
			{NULL, NULL, NULL},
		},
};

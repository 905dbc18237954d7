/* Expand-Archive: what a zip archive holds into a folder, and nowhere else. Each file is written under another name
 * and gets its own when it is whole. */
#include "cmdlets/archive/archive.h"

#include "base/xmalloc.h"
#include "engine/path.h"
#include "object/string.h"
#include "provider/provider.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

struct expand_archive {
	const char *path, *literal_path, *destination;
	bool force, pass_thru;
	char *folder; /* where to; NULL: a folder with the archive's name */
	zip_t *zip;
	struct archive_paths made; /* in the order in which they were made */
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct expand_archive, path, "Path",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME |
			     PARAM_NOT_EMPTY,
		     .set = "Path", .help = "The archive."),
	PARAM_STRING(struct expand_archive, literal_path, "LiteralPath",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		     .set = "LiteralPath", .aliases = "PSPath",
		     .help = "The archive, its name taken as it is."),
	PARAM_STRING(struct expand_archive, destination, "DestinationPath",
		     PARAM_POSITION(1) | PARAM_NOT_EMPTY,
		     .help = "The folder; by default one with the archive's name."),
	PARAM_SWITCH(struct expand_archive, force, "Force", 0,
		     .help = "Replaces files that are there."),
	PARAM_SWITCH(struct expand_archive, pass_thru, "PassThru", 0, .help = "Gives the items."),
	PARAM_END,
};

/* ---- folders ---- */

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool make_folders(const char *path)
{
	if (is_folder(path))
		return true;
	char *parent = xstrdup(path), *slash = strrchr(parent, '/');
	bool good = true;
	if (slash && slash != parent) {
		*slash = '\0';
		good = make_folders(parent);
	}
	free(parent);
	return good && (mkdir(path, 0777) == 0 || errno == EEXIST);
}

static enum status cannot_make(struct cmdlet_call *c, const char *path)
{
	return archive_throw(c, "CreateDirectoryIOError", CATEGORY_WRITE_ERROR, string_from(path),
			     "%s : '%s'", strerror(errno), path);
}

static enum status begin(struct cmdlet_call *c)
{
	struct expand_archive *self = cmdlet_state(c);
	struct archive_paths found = {0};
	struct provider_path path;
	if (!self->destination)
		return cmdlet_verbose(c, "Preparing to expand...");
	if (provider_path_parse(cmdlet_session(c), self->destination, &path) != OK)
		return ERROR;
	enum status status = OK;
	if (path.provider != &provider_filesystem)
		status = archive_throw(c, "InvalidDirectoryPath", CATEGORY_INVALID_ARGUMENT,
				       string_from(self->destination),
				       "The path '%s' is not a valid file system directory path.",
				       self->destination);
	else
		self->folder = xstrdup(path.path);
	provider_path_clear(&path);
	if (status != OK || is_folder(self->folder))
		return status == OK ? cmdlet_verbose(c, "Preparing to expand...") : status;
	if (wildcard_has_special(self->destination)) {
		status = archive_paths_add(c, &found, self->destination, false);
		if (status == OK && found.count > 1)
			status = archive_throw(
				c, "InvalidDestinationPath", CATEGORY_INVALID_ARGUMENT,
				string_from(self->destination),
				"The directory path '%s' specified as input to the DestinationPath "
				"parameter is resolving to multiple file system paths. Provide a "
				"unique path to the Destination parameter where the archive file "
				"contents have to be expanded.",
				self->destination);
		if (status == OK) {
			free(self->folder);
			self->folder = xstrdup(found.items[0]);
		}
		archive_paths_clear(&found);
	}
	return status == OK ? cmdlet_verbose(c, "Preparing to expand...") : status;
}

/* ---- entries ---- */

static void note_made(struct expand_archive *self, const char *path)
{
	GROW(self->made.items, self->made.count, self->made.capacity);
	self->made.items[self->made.count++] = xstrdup(path);
}

/* Where an entry goes: malloc()ed; NULL when that is outside of the folder. */
static char *entry_path(const char *folder, const char *name)
{
	char *path = xasprintf("%s/%s", strcmp(folder, "/") ? folder : "", name);
	for (char *c = path; (c = strchr(c, '\\'));)
		*c = '/';
	path_normalize(path);
	size_t n = strcmp(folder, "/") ? strlen(folder) : 0;
	if (strncmp(path, folder, n) == 0 && path[n] == '/' && path[n + 1])
		return path;
	free(path);
	return NULL;
}

static enum status bad_archive(struct cmdlet_call *c, const char *why, const char *path)
{
	return archive_throw(c, "ExpandArchiveError", CATEGORY_READ_ERROR, string_from(path),
			     "%s : '%s'", why, path);
}

/* The data of an entry into a new file. */
static bool copy_entry(zip_file_t *from, int to)
{
	char buffer[65536];
	zip_int64_t n;
	while ((n = zip_fread(from, buffer, sizeof(buffer))) > 0)
		for (zip_int64_t done = 0; done < n;) {
			ssize_t m = write(to, buffer + done, (size_t)(n - done));
			if (m < 0)
				return false;
			done += m;
		}
	return n == 0;
}

static mode_t entry_mode(struct expand_archive *self, zip_uint64_t index)
{
	zip_uint8_t system;
	zip_uint32_t attributes;
	if (zip_file_get_external_attributes(self->zip, index, 0, &system, &attributes) != 0 ||
	    system != ZIP_OPSYS_UNIX || !(attributes >> 16 & 0777))
		return 0666;
	return attributes >> 16 & 0777;
}

static enum status write_file(struct cmdlet_call *c, const zip_stat_t *entry, const char *path)
{
	struct expand_archive *self = cmdlet_state(c);
	char *temporary = xasprintf("%s.XXXXXX", path);
	zip_file_t *from = zip_fopen_index(self->zip, entry->index, 0);
	int to = from ? mkostemp(temporary, O_CLOEXEC) : -1;
	bool good = to >= 0 && copy_entry(from, to);
	const char *why = !from ? zip_strerror(self->zip) : strerror(errno);
	if (good) {
		mode_t mask = umask(0);
		umask(mask);
		const struct timespec times[] = {{entry->mtime, 0}, {entry->mtime, 0}};
		futimens(to, times);
		good = fchmod(to, entry_mode(self, entry->index) & ~mask) == 0;
	} else if (from && zip_error_code_zip(zip_file_get_error(from)) != ZIP_ER_OK) {
		why = zip_file_strerror(from);
	}
	if (to >= 0 && close(to) != 0 && good) {
		good = false;
		why = strerror(errno);
	}
	if (good && rename(temporary, path) != 0) {
		good = false;
		why = strerror(errno);
	}
	enum status status = good ? OK : bad_archive(c, why, path);
	if (!good && to >= 0)
		unlink(temporary);
	if (from)
		zip_fclose(from);
	free(temporary);
	if (status != OK)
		return status;
	note_made(self, path);
	return cmdlet_verbose(c, "Created '%s'.", path);
}

static enum status expand_file(struct cmdlet_call *c, const zip_stat_t *entry, const char *path,
			       const char *archive)
{
	struct expand_archive *self = cmdlet_state(c);
	struct stat st;
	char *parent = xstrndup(path, (size_t)(strrchr(path, '/') - path));
	bool there = is_folder(parent), good = make_folders(parent);
	if (!there && good)
		note_made(self, parent);
	enum status status = good ? OK : cannot_make(c, parent);
	free(parent);
	if (status != OK)
		return status;
	if (lstat(path, &st) == 0 && (!self->force || S_ISDIR(st.st_mode)))
		return cmdlet_error_type(
			c, "System.IO.IOException", "ExpandArchiveFileExists",
			CATEGORY_INVALID_OPERATION, string_from(path),
			"Failed to create file '%s' while expanding the archive file '%s' contents "
			"as the file '%s' already exists. Use the -Force parameter if you want to "
			"overwrite the existing directory '%s' contents when expanding the archive "
			"file.",
			path, archive, path, path);
	return write_file(c, entry, path);
}

static enum status expand_folder(struct cmdlet_call *c, const char *path)
{
	struct expand_archive *self = cmdlet_state(c);
	if (is_folder(path))
		return OK;
	if (!make_folders(path))
		return cannot_make(c, path);
	note_made(self, path);
	return cmdlet_verbose(c, "Adding '%s'.", path);
}

static enum status expand_entry(struct cmdlet_call *c, zip_uint64_t index, const char *folder,
				const char *archive)
{
	struct expand_archive *self = cmdlet_state(c);
	zip_stat_t entry;
	if (zip_stat_index(self->zip, index, 0, &entry) != 0)
		return bad_archive(c, zip_strerror(self->zip), archive);
	char *path = entry_path(folder, entry.name);
	if (!path)
		return cmdlet_error_type(c, "Microsoft.PowerShell.Commands.WriteErrorException",
					 "Microsoft.PowerShell.Commands.WriteErrorException",
					 CATEGORY_NOT_SPECIFIED, NULL_VALUE,
					 "Can not process invalid archive entry '%s'.", entry.name);
	size_t n = strlen(entry.name);
	bool is_dir = n && (entry.name[n - 1] == '/' || entry.name[n - 1] == '\\');
	enum status status =
		is_dir ? expand_folder(c, path) : expand_file(c, &entry, path, archive);
	free(path);
	return status;
}

/* ---- the whole ---- */

static enum status open_archive(struct cmdlet_call *c, const char *archive)
{
	struct expand_archive *self = cmdlet_state(c);
	struct stat st;
	int code;
	if (stat(archive, &st) != 0 || !S_ISREG(st.st_mode))
		return archive_throw(
			c, "PathNotFound", CATEGORY_INVALID_ARGUMENT, string_from(archive),
			"The path '%s' either does not exist or is not a valid file system path.",
			archive);
	self->zip = zip_open(archive, ZIP_RDONLY, &code);
	if (self->zip)
		return OK;
	if (code == ZIP_ER_OPEN)
		return cmdlet_throw_type(c, "System.UnauthorizedAccessException",
					 "UnauthorizedAccess", CATEGORY_PERMISSION_DENIED,
					 string_from(archive), "Access to the path '%s' is denied.",
					 archive);
	return cmdlet_throw_type(c, "System.IO.FileFormatException",
				 "System.IO.FileFormatException", CATEGORY_OPERATION_STOPPED,
				 NULL_VALUE, "File '%s' does not appear to be a valid zip archive.",
				 archive);
}

/* The folder with the archive's name, where the session is. */
static char *default_folder(struct cmdlet_call *c, const char *archive)
{
	const char *name = strrchr(archive, '/') + 1, *dot = strrchr(name, '.');
	return xasprintf("%s/%.*s", cmdlet_session(c)->location,
			 (int)(dot ? (size_t)(dot - name) : strlen(name)), name);
}

static enum status expand_all(struct cmdlet_call *c, const char *archive)
{
	struct expand_archive *self = cmdlet_state(c);
	enum status status = open_archive(c, archive);
	if (status != OK)
		return status;
	char *folder = self->folder ? xstrdup(self->folder) : default_folder(c, archive);
	zip_int64_t count = zip_get_num_entries(self->zip, 0);
	if (!make_folders(folder))
		status = cannot_make(c, folder);
	else if (!count)
		status = cmdlet_verbose(c, "The archive file %s is empty.", archive);
	for (zip_int64_t i = 0; status == OK && i < count; i++)
		status = cmdlet_is_stopping(c) ? STOP
					       : expand_entry(c, (zip_uint64_t)i, folder, archive);
	free(folder);
	zip_discard(self->zip);
	self->zip = NULL;
	return status;
}

/* What was made goes again when the rest cannot be. */
static void take_back(struct expand_archive *self)
{
	for (size_t i = self->made.count; i-- > 0;)
		remove(self->made.items[i]);
}

static enum status expand_one(struct cmdlet_call *c, const char *archive)
{
	struct expand_archive *self = cmdlet_state(c);
	bool go;
	enum status status = cmdlet_should_process(c, archive, "Expand-Archive", &go);
	if (status != OK || !go)
		return status;
	status = expand_all(c, archive);
	if (status != OK)
		take_back(self);
	for (size_t i = 0; status == OK && self->pass_thru && i < self->made.count; i++)
		status = archive_write_item(c, self->made.items[i]);
	archive_paths_clear(&self->made);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	const struct expand_archive *self = cmdlet_state(c);
	const char *given = self->literal_path ? self->literal_path : self->path;
	const char *set = cmdlet_parameter_set(c);
	struct archive_paths found = {0};
	enum status status = archive_paths_add(c, &found, given, self->literal_path != NULL);
	if (status == OK && found.count > 1)
		status = archive_throw(c, "InvalidArchiveFilePath", CATEGORY_INVALID_ARGUMENT,
				       string_from(given),
				       "The archive file path '%s' specified as input to the %s "
				       "parameter is resolving to multiple file system paths. "
				       "Provide a unique path to the %s parameter where the "
				       "archive file has to be created.",
				       given, set, set);
	if (status == OK)
		status = expand_one(c, found.items[0]);
	archive_paths_clear(&found);
	return status;
}

static void cleanup(struct cmdlet_call *c)
{
	struct expand_archive *self = cmdlet_state(c);
	if (self->zip)
		zip_discard(self->zip);
	archive_paths_clear(&self->made);
	free(self->folder);
}

const struct cmdlet cmdlet_expand_archive = {
	.verb = "Expand",
	.noun = "Archive",
	.parameters = parameters,
	.state_size = sizeof(struct expand_archive),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.begin = begin,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Expand-Archive",
	.output = "System.IO.FileSystemInfo",
	.synopsis = "Extracts files from a specified archive (zipped) file.",
	.examples =
		(const struct cmdlet_example[]){
			{"Into a folder", "Expand-Archive reports.zip ./reports", NULL},
			{NULL, NULL, NULL},
		},
};

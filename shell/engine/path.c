#include "engine/path.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/session.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

char *path_home(void)
{
	const char *home = getenv("EXOSH_HOME");
	if (home && *home)
		return xstrdup(home);
	const char *state = getenv("XDG_STATE_HOME");
	if (state && *state == '/')
		return xasprintf("%s/exosh", state);
	const char *user = getenv("HOME");
	return xasprintf("%s/.local/state/exosh", user ? user : "");
}

const char *path_split_drive(const char *path, char **drive_r)
{
	*drive_r = NULL;
	size_t n = 0;
	while (isalnum((unsigned char)path[n]) || path[n] == '_')
		n++;
	if (n == 0 || path[n] != ':' || path[n + 1] == ':')
		return path;
	*drive_r = xstrndup(path, n);
	return path + n + 1;
}

/* A text property of a drive, of the table of PSDriveInfo objects by name, or of its provider. */
static const char *property_text(Value object, const char *name)
{
	Value v;
	bool found;
	return member_get(object, name, &v, &found) == OK && found && v.tag == VALUE_STRING
		       ? string_data(v)
		       : "";
}

static char *file_system_root(Value drive)
{
	Value provider;
	bool found;
	if (member_get(drive, "Provider", &provider, &found) != OK ||
	    !name_equal(property_text(provider, "Name"), "FileSystem"))
		return NULL;
	return xstrdup(property_text(drive, "Root"));
}

char *path_drive_root(struct session *s, const char *name)
{
	Value drive;
	if (s->drives.tag == VALUE_HASHTABLE &&
	    hashtable_get_text(value_as_hashtable(s->drives), name, &drive))
		return file_system_root(drive);
	if (!isalpha((unsigned char)name[0]) || name[1])
		return NULL;
	/* Drive letters of documented commands: C: is made on first use, others when they are there */
	char *home = path_home();
	char *root_path = xasprintf("%s/drives/%c", home, toupper((unsigned char)name[0]));
	free(home);
	struct stat st;
	if (toupper((unsigned char)name[0]) != 'C' && stat(root_path, &st) != 0) {
		free(root_path);
		return NULL;
	}
	return root_path;
}

void path_normalize(char *path)
{
	char *out = path, *in = path;
	bool absolute = *in == '/';
	while (*in) {
		while (*in == '/')
			in++;
		size_t n = strcspn(in, "/");
		if (n == 0)
			break;
		if (n == 1 && in[0] == '.') {
			in += n;
			continue;
		}
		if (n == 2 && in[0] == '.' && in[1] == '.') {
			while (out > path && *--out != '/') {
			}
			in += n;
			continue;
		}
		if (absolute || out > path)
			*out++ = '/';
		memmove(out, in, n);
		out += n;
		in += n;
	}
	if (out == path && absolute)
		*out++ = '/';
	*out = '\0';
}

/* The entry of `folder` that has this name but for its case; NULL when there is none. */
static char *find_entry(const char *folder, const char *name, size_t length)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char *found = NULL;
	while (dir && !found && (entry = readdir(dir)))
		if (strlen(entry->d_name) == length && !strncasecmp(entry->d_name, name, length))
			found = xstrdup(entry->d_name);
	if (dir)
		closedir(dir);
	return found;
}

/* Corrects the case of the names behind `root`, as far as they exist. */
static char *match_case(const char *root, const char *rest)
{
	struct strbuf path = STRBUF_INIT;
	strbuf_adds(&path, root);
	while (*rest) {
		rest += strspn(rest, "/");
		size_t n = strcspn(rest, "/");
		if (!n)
			break;
		size_t before = path.length;
		strbuf_addf(&path, "/%.*s", (int)n, rest);
		struct stat st;
		if (lstat(path.data, &st) != 0) {
			strbuf_set_length(&path, before);
			char *entry = find_entry(path.data, rest, n);
			if (entry)
				strbuf_addf(&path, "/%s", entry);
			else
				strbuf_addf(&path, "/%.*s", (int)n, rest);
			free(entry);
		}
		rest += n;
	}
	return strbuf_detach(&path, NULL);
}

char *path_resolve(struct session *s, const char *given)
{
	static const char *const prefixes[] = {"Microsoft.PowerShell.Core\\FileSystem::",
					       "FileSystem::"};
	for (size_t i = 0; i < countof(prefixes); i++)
		if (!strncasecmp(given, prefixes[i], strlen(prefixes[i])))
			given += strlen(prefixes[i]);
	char *path = xstrdup(given), *drive;
	const char *rest = path_split_drive(path, &drive);
	for (char *p = path; *p; p++)
		if (*p == '\\')
			*p = '/';
	char *result;
	if (drive) {
		char *root = path_drive_root(s, drive);
		if (!root) {
			throw_error_type(
				"System.Management.Automation.DriveNotFoundException",
				"DriveNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(drive),
				"Cannot find drive. A drive with the name '%s' does not exist.",
				drive);
			free(drive);
			free(path);
			return NULL;
		}
		char *inside = xasprintf("/%s", rest);
		path_normalize(inside);
		path_normalize(root);
		result = match_case(root, inside);
		free(inside);
		free(root);
	} else if (rest[0] == '~' && (rest[1] == '/' || !rest[1])) {
		const char *home = getenv("HOME");
		result = xasprintf("%s%s", home ? home : "", rest + 1);
	} else if (rest[0] == '/') {
		result = xstrdup(rest);
	} else {
		result = xasprintf("%s/%s", s->location, rest);
	}
	path_normalize(result);
	free(drive);
	free(path);
	return result;
}

char *path_resolve_hook(const char *path)
{
	return path_resolve(session_current(), path);
}

char *path_display(struct session *s, const char *path)
{
	char *root = path_drive_root(s, "C");
	size_t n = root ? strlen(root) : 0;
	char *shown;
	if (n && !strncmp(path, root, n) && (path[n] == '/' || !path[n])) {
		shown = xasprintf("C:\\%s", path[n] ? path + n + 1 : "");
		for (char *p = shown; *p; p++)
			if (*p == '/')
				*p = '\\';
	} else {
		shown = xstrdup(path);
	}
	free(root);
	return shown;
}

/* System.IO.Path, as .NET has it on Unix: '/' separates, '\' is a character like others. */
#include "object/io_private.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/runtime.h"
#include "object/string.h"

#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum status null_argument(const char *name)
{
	return throw_argument("System.ArgumentNullException", name, "Value cannot be null.");
}

static bool is_text(Value v)
{
	return v.tag == VALUE_STRING;
}

/* Documented commands carry Windows paths: there '\' separates, too. */
static bool is_windows(const char *path)
{
	return ((path[0] >= 'A' && path[0] <= 'Z') || (path[0] >= 'a' && path[0] <= 'z')) &&
	       path[1] == ':' && (path[2] == '\\' || path[2] == '/' || path[2] == '\0');
}

static bool is_separator(const char *path, char c)
{
	return c == '/' || (c == '\\' && is_windows(path));
}

/* What stands behind the last separator. */
static const char *file_name(const char *path)
{
	const char *name = path;
	for (const char *p = path; *p; p++)
		if (is_separator(path, *p))
			name = p + 1;
	return name;
}

static size_t root_length(const char *path)
{
	if (is_windows(path))
		return path[2] != '\0' ? 3 : 2;
	return path[0] == '/';
}

static const char *extension(const char *path)
{
	const char *dot = strrchr(file_name(path), '.');
	return dot != NULL && dot[1] != '\0' ? dot : "";
}

static void add_combined(struct strbuf *out, const char *part)
{
	if (*part == '\0')
		return;
	if (root_length(part) > 0)
		strbuf_reset(out);
	else if (out->length > 0 && !is_separator(out->data, out->data[out->length - 1]))
		strbuf_addc(out, is_windows(out->data) ? '\\' : '/');
	strbuf_adds(out, part);
}

/* The parts of Combine() and Join(): arguments, or one array of them. */
static Value part_at(int argc, const Value *argv, int i)
{
	return argc == 1 && argv[0].tag == VALUE_ARRAY ? value_item(argv[0], (size_t)i) : argv[i];
}

static int part_count(int argc, const Value *argv)
{
	return argc == 1 && argv[0].tag == VALUE_ARRAY ? (int)value_count(argv[0]) : argc;
}

static enum status path_combine(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	static const char *const names[] = {"path1", "path2", "path3", "path4"};
	struct strbuf out = STRBUF_INIT;
	for (int i = 0; i < part_count(argc, argv); i++) {
		Value part = part_at(argc, argv, i);
		if (!is_text(part)) {
			strbuf_clear(&out);
			return null_argument(i < 4 ? names[i] : "paths");
		}
		add_combined(&out, string_data(part));
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status path_join(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	for (int i = 0; i < part_count(argc, argv); i++) {
		Value part = part_at(argc, argv, i);
		const char *text = is_text(part) ? string_data(part) : "";
		if (*text == '\0')
			continue;
		if (out.length > 0 && out.data[out.length - 1] != '/' && *text != '/')
			strbuf_addc(&out, '/');
		strbuf_adds(&out, text);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status path_get_file_name(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	*result_r = is_text(argv[0]) ? string_from(file_name(string_data(argv[0]))) : NULL_VALUE;
	return OK;
}

static enum status path_get_name_without_extension(Value self UNUSED, int argc UNUSED,
						   const Value *argv, Value *result_r)
{
	if (!is_text(argv[0])) {
		*result_r = NULL_VALUE;
		return OK;
	}
	const char *name = file_name(string_data(argv[0])), *dot = strrchr(name, '.');
	*result_r = string_new(name, dot != NULL ? (size_t)(dot - name) : strlen(name));
	return OK;
}

static enum status path_get_extension(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	*result_r = is_text(argv[0]) ? string_from(extension(string_data(argv[0]))) : NULL_VALUE;
	return OK;
}

static enum status path_has_extension(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	*result_r = value_bool(is_text(argv[0]) && *extension(string_data(argv[0])) != '\0');
	return OK;
}

static enum status path_get_directory_name(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	*result_r = NULL_VALUE;
	if (!is_text(argv[0]))
		return OK;
	const char *path = string_data(argv[0]);
	size_t root = root_length(path), end = (size_t)(file_name(path) - path);
	if (*path == '\0' || path[root] == '\0')
		return OK;
	while (end > root && is_separator(path, path[end - 1]))
		end--;
	*result_r = string_new(path, end);
	return OK;
}

static enum status path_change_extension(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	if (!is_text(argv[0])) {
		*result_r = NULL_VALUE;
		return OK;
	}
	const char *path = string_data(argv[0]), *dot = strrchr(file_name(path), '.');
	struct strbuf out = STRBUF_INIT;
	strbuf_add(&out, path, dot != NULL ? (size_t)(dot - path) : strlen(path));
	if (is_text(argv[1]) && *path != '\0') {
		if (*string_data(argv[1]) != '.')
			strbuf_addc(&out, '.');
		strbuf_adds(&out, string_data(argv[1]));
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status path_is_rooted(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	*result_r = value_bool(is_text(argv[0]) && root_length(string_data(argv[0])) > 0);
	return OK;
}

static enum status path_get_root(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = NULL_VALUE;
	if (is_text(argv[0]) && *string_data(argv[0]) != '\0')
		*result_r = string_new(string_data(argv[0]), root_length(string_data(argv[0])));
	return OK;
}

/* "." and ".." taken out; `path` is rooted. */
static void normalize(const char *path, struct strbuf *out)
{
	bool windows = is_windows(path);
	size_t root = root_length(path);
	char separator = windows ? '\\' : '/';
	strbuf_add(out, path, root);
	for (const char *p = path + root; *p;) {
		size_t length = 0;
		while (p[length] && !is_separator(path, p[length]))
			length++;
		bool up = length == 2 && p[0] == '.' && p[1] == '.';
		if (up) {
			while (out->length > root && out->data[out->length - 1] != separator)
				strbuf_set_length(out, out->length - 1);
			if (out->length > root)
				strbuf_set_length(out, out->length - 1);
		} else if (length > 0 && !(length == 1 && p[0] == '.')) {
			if (out->length > root)
				strbuf_addc(out, separator);
			strbuf_add(out, p, length);
		}
		p += length;
		bool trailing = *p != '\0' && p[1] == '\0';
		while (*p && is_separator(path, *p))
			p++;
		if (trailing && out->length > root && !up)
			strbuf_addc(out, separator);
	}
}

/* GetFullPath(path [, basePath]) */
static enum status path_get_full(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct strbuf whole = STRBUF_INIT, out = STRBUF_INIT;
	if (!is_text(argv[0]))
		return null_argument("path");
	if (string_length(argv[0]) == 0 && argc == 1)
		return throw_argument("System.ArgumentException", "path",
				      "The value cannot be an empty string.");
	if (argc > 1 && is_text(argv[1])) {
		strbuf_adds(&whole, string_data(argv[1]));
	} else if (root_length(string_data(argv[0])) == 0) {
		char *folder = getcwd(NULL, 0);
		strbuf_adds(&whole, folder != NULL ? folder : "/");
		free(folder);
	}
	add_combined(&whole, string_data(argv[0]));
	normalize(whole.data, &out);
	strbuf_clear(&whole);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status path_get_relative(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	Value from, to;
	if (path_get_full(self, 1, argv, &from) != OK ||
	    path_get_full(self, 1, argv + 1, &to) != OK)
		return ERROR;
	const char *a = string_data(from), *b = string_data(to);
	size_t common = 0, i = 0;
	for (; a[i] && a[i] == b[i]; i++)
		if (a[i] == '/')
			common = i + 1;
	if ((a[i] == '\0' || a[i] == '/') && (b[i] == '\0' || b[i] == '/') && (a[i] || b[i]))
		common = i + (b[i] == '/' || a[i] == '/');
	struct strbuf out = STRBUF_INIT;
	if (a[i] == '\0' && b[i] == '\0') {
		strbuf_addc(&out, '.');
	} else {
		const char *rest = strlen(a) > common ? a + common : "";
		for (bool inside = *rest != '\0'; inside;) {
			strbuf_adds(&out, out.length > 0 ? "/.." : "..");
			rest = strchr(rest, '/');
			inside = rest != NULL && *++rest != '\0';
		}
		const char *target = strlen(b) > common ? b + common : "";
		if (*target && out.length > 0)
			strbuf_addc(&out, '/');
		strbuf_adds(&out, target);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status path_trim_separator(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	const char *path = is_text(argv[0]) ? string_data(argv[0]) : "";
	size_t length = strlen(path);
	if (length > root_length(path) && is_separator(path, path[length - 1]))
		length--;
	*result_r = string_new(path, length);
	return OK;
}

static enum status path_ends_in_separator(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	const char *path = is_text(argv[0]) ? string_data(argv[0]) : "";
	*result_r = value_bool(*path && is_separator(path, path[strlen(path) - 1]));
	return OK;
}

static enum status path_exists(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = FALSE_VALUE;
	if (!is_text(argv[0]) || string_length(argv[0]) == 0)
		return OK;
	char *path = io_resolve(argv[0]);
	*result_r = value_bool(path != NULL && access(path, F_OK) == 0);
	if (path == NULL)
		(void)error_take();
	free(path);
	return OK;
}

static const char *temporary_folder(void)
{
	const char *folder = getenv("TMPDIR");
	return folder != NULL && *folder ? folder : "/tmp/";
}

static enum status path_get_temp(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	const char *folder = temporary_folder();
	*result_r = string_printf("%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
	return OK;
}

static enum status path_get_temp_file(Value self, int argc, const Value *argv, Value *result_r)
{
	Value folder;
	(void)path_get_temp(self, argc, argv, &folder);
	char *name = xasprintf("%stmpXXXXXX.tmp", string_data(folder));
	int fd = mkostemps(name, 4, 0);
	enum status status = fd < 0 ? io_failed(name) : OK;
	if (fd >= 0) {
		close(fd);
		*result_r = string_from(name);
	}
	free(name);
	return status;
}

static enum status path_get_random_name(Value self UNUSED, int argc UNUSED,
					const Value *argv UNUSED, Value *result_r)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
	unsigned char bytes[11];
	char name[13];
	if (RAND_bytes(bytes, sizeof(bytes)) != 1)
		abort();
	for (int i = 0, at = 0; i < 11; i++) {
		if (i == 8)
			name[at++] = '.';
		name[at++] = letters[bytes[i] & 31];
	}
	name[12] = '\0';
	*result_r = string_from(name);
	return OK;
}

static enum status path_get_invalid_name_chars(Value self UNUSED, int argc UNUSED,
					       const Value *argv UNUSED, Value *result_r)
{
	*result_r = array_new_typed(&type_char_array, 2);
	value_as_array(*result_r)->items[0] = value_char(0);
	value_as_array(*result_r)->items[1] = value_char('/');
	return OK;
}

static enum status path_get_invalid_path_chars(Value self UNUSED, int argc UNUSED,
					       const Value *argv UNUSED, Value *result_r)
{
	*result_r = array_new_typed(&type_char_array, 1);
	value_as_array(*result_r)->items[0] = value_char(0);
	return OK;
}

static enum status path_get_separator(Value self UNUSED, Value *result_r)
{
	*result_r = value_char('/');
	return OK;
}

static enum status path_get_path_separator(Value self UNUSED, Value *result_r)
{
	*result_r = value_char(':');
	return OK;
}

static const struct member path_members[] = {
	STATIC_PROPERTY("static char AltDirectorySeparatorChar {get;}", path_get_separator),
	STATIC_PROPERTY("static char DirectorySeparatorChar {get;}", path_get_separator),
	STATIC_PROPERTY("static char PathSeparator {get;}", path_get_path_separator),
	STATIC_PROPERTY("static char VolumeSeparatorChar {get;}", path_get_separator),
	STATIC_METHOD("static string ChangeExtension(string path, string extension)",
		      path_change_extension),
	STATIC_METHOD("static string Combine(string path1, string path2)", path_combine),
	STATIC_METHOD("static string Combine(string path1, string path2, string path3)",
		      path_combine),
	STATIC_METHOD(
		"static string Combine(string path1, string path2, string path3, string path4)",
		path_combine),
	STATIC_METHOD("static string Combine(Params string[] paths)", path_combine),
	STATIC_METHOD("static bool EndsInDirectorySeparator(string path)", path_ends_in_separator),
	STATIC_METHOD("static bool Exists(string path)", path_exists),
	STATIC_METHOD("static string GetDirectoryName(string path)", path_get_directory_name),
	STATIC_METHOD("static string GetExtension(string path)", path_get_extension),
	STATIC_METHOD("static string GetFileName(string path)", path_get_file_name),
	STATIC_METHOD("static string GetFileNameWithoutExtension(string path)",
		      path_get_name_without_extension),
	STATIC_METHOD("static string GetFullPath(string path)", path_get_full),
	STATIC_METHOD("static string GetFullPath(string path, string basePath)", path_get_full),
	STATIC_METHOD("static char[] GetInvalidFileNameChars()", path_get_invalid_name_chars),
	STATIC_METHOD("static char[] GetInvalidPathChars()", path_get_invalid_path_chars),
	STATIC_METHOD("static string GetPathRoot(string path)", path_get_root),
	STATIC_METHOD("static string GetRandomFileName()", path_get_random_name),
	STATIC_METHOD("static string GetRelativePath(string relativeTo, string path)",
		      path_get_relative),
	STATIC_METHOD("static string GetTempFileName()", path_get_temp_file),
	STATIC_METHOD("static string GetTempPath()", path_get_temp),
	STATIC_METHOD("static bool HasExtension(string path)", path_has_extension),
	STATIC_METHOD("static bool IsPathFullyQualified(string path)", path_is_rooted),
	STATIC_METHOD("static bool IsPathRooted(string path)", path_is_rooted),
	STATIC_METHOD("static string Join(string path1, string path2)", path_join),
	STATIC_METHOD("static string Join(string path1, string path2, string path3)", path_join),
	STATIC_METHOD("static string Join(string path1, string path2, string path3, string path4)",
		      path_join),
	STATIC_METHOD("static string Join(Params string[] paths)", path_join),
	STATIC_METHOD("static string TrimEndingDirectorySeparator(string path)",
		      path_trim_separator),
	MEMBER_END,
};

struct type type_io_path = {
	.name = "System.IO.Path",
	.tag = VALUE_OBJECT,
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = path_members,
};

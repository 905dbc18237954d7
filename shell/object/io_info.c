#include "object/io_info.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/io_private.h"
#include "object/runtime.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* System.IO.FileAttributes */
enum {
	ATTRIBUTE_READ_ONLY = 1,
	ATTRIBUTE_HIDDEN = 2,
	ATTRIBUTE_DIRECTORY = 16,
	ATTRIBUTE_NORMAL = 128,
	ATTRIBUTE_REPARSE_POINT = 1024,
};

static void info_mark(void *cell)
{
	gc_mark(((struct file_system_info *)cell)->path);
	gc_mark(((struct file_system_info *)cell)->original);
}

static Value info_new(struct type *type, const char *path, const char *original)
{
	struct file_system_info *i = gc_alloc(type, VALUE_OBJECT, sizeof(*i));
	i->path = string_from(path);
	i->original = original ? string_from(original) : i->path;
	return value_cell(VALUE_OBJECT, i);
}

Value file_info_new(const char *path, const char *original)
{
	return info_new(&type_file_info, path, original);
}

Value directory_info_new(const char *path, const char *original)
{
	return info_new(&type_directory_info, path, original);
}

Value file_system_info_new(const char *path)
{
	struct stat st;
	bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	return folder ? directory_info_new(path, NULL) : file_info_new(path, NULL);
}

struct file_system_info *value_as_file_system_info(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && type_is_a(v.cell->type, &type_file_system_info)
		       ? (struct file_system_info *)v.cell
		       : NULL;
}

static struct file_system_info *self_info(Value self)
{
	struct file_system_info *i = (struct file_system_info *)self.cell;
	if (!i->known) {
		i->exists = lstat(string_data(i->path), &i->stat) == 0;
		if (!i->exists || stat(string_data(i->path), &i->target) != 0)
			i->target = i->stat;
		i->known = true;
	}
	return i;
}

static const char *base_name(const struct file_system_info *i)
{
	const char *path = string_data(i->path), *slash = strrchr(path, '/');
	return slash && slash[1] ? slash + 1 : path;
}

/* ".txt"; a name that ends in a dot has none. */
static const char *extension_of(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot && dot[1] ? dot : "";
}

/* ---- properties ---- */

static enum status get_name(Value self, Value *result_r)
{
	*result_r = string_from(base_name(self_info(self)));
	return OK;
}

static enum status get_full_name(Value self, Value *result_r)
{
	*result_r = self_info(self)->path;
	return OK;
}

static enum status get_extension(Value self, Value *result_r)
{
	*result_r = string_from(extension_of(base_name(self_info(self))));
	return OK;
}

static enum status get_base_name(Value self, Value *result_r)
{
	const char *name = base_name(self_info(self)), *end = extension_of(name);
	bool folder = self.cell->type == &type_directory_info;
	*result_r = string_new(name, *end && !folder ? (size_t)(end - name) : strlen(name));
	return OK;
}

static enum status get_exists(Value self, Value *result_r)
{
	struct file_system_info *i = self_info(self);
	bool folder = S_ISDIR(i->target.st_mode);
	*result_r = value_bool(i->exists && folder == (self.cell->type == &type_directory_info));
	return OK;
}

static enum status get_length(Value self, Value *result_r)
{
	struct file_system_info *i = self_info(self);
	if (!i->exists)
		return throw_exception("System.IO.FileNotFoundException",
				       "Could not find file '%s'.", string_data(i->path));
	*result_r = value_int64(i->target.st_size);
	return OK;
}

static enum status get_size(Value self, Value *result_r)
{
	*result_r = value_int64(self_info(self)->stat.st_size);
	return OK;
}

static Value parent_info(const struct file_system_info *i)
{
	const char *path = string_data(i->path), *slash = strrchr(path, '/');
	if (!slash || !path[1])
		return NULL_VALUE;
	Value parent = slash == path ? string_from("/") : string_new(path, (size_t)(slash - path));
	return directory_info_new(string_data(parent), NULL);
}

static enum status get_parent(Value self, Value *result_r)
{
	*result_r = parent_info(self_info(self));
	return OK;
}

static enum status get_directory_name(Value self, Value *result_r)
{
	Value parent = parent_info(self_info(self));
	*result_r =
		value_is_null(parent) ? NULL_VALUE : ((struct file_system_info *)parent.cell)->path;
	return OK;
}

static enum status get_root(Value self UNUSED, Value *result_r)
{
	*result_r = directory_info_new("/", NULL);
	return OK;
}

static bool is_read_only(const struct file_system_info *i)
{
	return !(i->target.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH));
}

static enum status get_read_only(Value self, Value *result_r)
{
	*result_r = value_bool(is_read_only(self_info(self)));
	return OK;
}

static enum status change_mode(struct file_system_info *i, mode_t mode)
{
	i->known = false;
	return chmod(string_data(i->path), mode) == 0
		       ? OK
		       : throw_exception("System.UnauthorizedAccessException",
					 "Access to the path '%s' is denied.",
					 string_data(i->path));
}

static enum status set_read_only(Value self, Value value)
{
	struct file_system_info *i = self_info(self);
	mode_t mode = i->target.st_mode & 07777;
	mode = value_is_true(value) ? mode & (mode_t) ~(S_IWUSR | S_IWGRP | S_IWOTH)
				    : mode | S_IWUSR;
	return change_mode(i, mode);
}

static int64_t attributes_of(const struct file_system_info *i)
{
	int64_t bits = 0;
	if (!i->exists)
		return -1;
	if (is_read_only(i))
		bits |= ATTRIBUTE_READ_ONLY;
	if (base_name(i)[0] == '.')
		bits |= ATTRIBUTE_HIDDEN;
	if (S_ISDIR(i->target.st_mode))
		bits |= ATTRIBUTE_DIRECTORY;
	if (S_ISLNK(i->stat.st_mode))
		bits |= ATTRIBUTE_REPARSE_POINT;
	return bits ? bits : ATTRIBUTE_NORMAL;
}

static enum status get_attributes(Value self, Value *result_r)
{
	*result_r = value_enum(type_file_attributes.enum_number, attributes_of(self_info(self)));
	return OK;
}

static enum status set_attributes(Value self, Value value)
{
	return set_read_only(self, value_bool(value_base(value).integer & ATTRIBUTE_READ_ONLY));
}

/* d directory, a archive (never here), r read-only, h hidden, s system (never here), l link */
static enum status get_mode(Value self, Value *result_r)
{
	struct file_system_info *i = self_info(self);
	int64_t bits = attributes_of(i);
	char mode[] = "-----";
	if (i->exists) {
		if (bits & ATTRIBUTE_REPARSE_POINT)
			mode[0] = 'l';
		else if (bits & ATTRIBUTE_DIRECTORY)
			mode[0] = 'd';
		if (bits & ATTRIBUTE_READ_ONLY)
			mode[2] = 'r';
		if (bits & ATTRIBUTE_HIDDEN)
			mode[3] = 'h';
	}
	*result_r = string_from(mode);
	return OK;
}

/* "drwxr-xr-x", as `ls -l` prints it */
static enum status get_unix_mode(Value self, Value *result_r)
{
	mode_t mode = self_info(self)->stat.st_mode;
	char text[] = "----------";
	static const char letters[] = "rwxrwxrwx";
	text[0] = S_ISDIR(mode)    ? 'd'
		  : S_ISLNK(mode)  ? 'l'
		  : S_ISFIFO(mode) ? 'p'
		  : S_ISSOCK(mode) ? 's'
		  : S_ISCHR(mode)  ? 'c'
		  : S_ISBLK(mode)  ? 'b'
				   : '-';
	for (int i = 0; i < 9; i++)
		if (mode & (0400 >> i))
			text[i + 1] = letters[i];
	if (mode & S_ISUID)
		text[3] = mode & S_IXUSR ? 's' : 'S';
	if (mode & S_ISGID)
		text[6] = mode & S_IXGRP ? 's' : 'S';
	if (mode & S_ISVTX)
		text[9] = mode & S_IXOTH ? 't' : 'T';
	*result_r = string_from(text);
	return OK;
}

static enum status get_user(Value self, Value *result_r)
{
	struct passwd *user = getpwuid(self_info(self)->stat.st_uid);
	*result_r = user ? string_from(user->pw_name)
			 : string_printf("%u", (unsigned)self_info(self)->stat.st_uid);
	return OK;
}

static enum status get_group(Value self, Value *result_r)
{
	struct group *group = getgrgid(self_info(self)->stat.st_gid);
	*result_r = group ? string_from(group->gr_name)
			  : string_printf("%u", (unsigned)self_info(self)->stat.st_gid);
	return OK;
}

static Value time_value(const struct file_system_info *i, struct timespec t, bool utc)
{
	/* .NET gives 1601-01-01 for what does not exist */
	Value v = i->exists ? datetime_from_unix(t.tv_sec, t.tv_nsec)
			    : datetime_new(INT64_C(504911232000000000), DATETIME_UTC);
	return utc ? datetime_to_utc(v) : datetime_to_local(v);
}

#define TIME_PROPERTY(name, field)                                       \
	static enum status get_##name(Value self, Value *result_r)       \
	{                                                                \
		struct file_system_info *i = self_info(self);            \
		*result_r = time_value(i, i->target.field, false);       \
		return OK;                                               \
	}                                                                \
	static enum status get_##name##_utc(Value self, Value *result_r) \
	{                                                                \
		struct file_system_info *i = self_info(self);            \
		*result_r = time_value(i, i->target.field, true);        \
		return OK;                                               \
	}
TIME_PROPERTY(write_time, st_mtim)
TIME_PROPERTY(access_time, st_atim)

/* Without a birth time the oldest of the others stands for it, as in .NET. */
static enum status get_creation_time(Value self, Value *result_r)
{
	struct file_system_info *i = self_info(self);
	struct timespec m = i->target.st_mtim, c = i->target.st_ctim;
	bool older = m.tv_sec < c.tv_sec || (m.tv_sec == c.tv_sec && m.tv_nsec < c.tv_nsec);
	*result_r = time_value(i, older ? m : c, false);
	return OK;
}

static enum status get_creation_time_utc(Value self, Value *result_r)
{
	if (get_creation_time(self, result_r) != OK)
		return ERROR;
	*result_r = datetime_to_utc(*result_r);
	return OK;
}

static enum status set_times(Value self, Value value, bool access)
{
	struct file_system_info *i = self_info(self);
	int64_t ticks = datetime_to_utc(value_base(value)).integer - TICKS_UNIX_EPOCH;
	struct timespec when = {ticks / TICKS_PER_SECOND, ticks % TICKS_PER_SECOND * 100};
	struct timespec times[2] = {{0, UTIME_OMIT}, {0, UTIME_OMIT}};
	times[access ? 0 : 1] = when;
	i->known = false;
	if (utimensat(AT_FDCWD, string_data(i->path), times, 0) == 0)
		return OK;
	return throw_exception("System.IO.FileNotFoundException", "Could not find file '%s'.",
			       string_data(i->path));
}

static enum status set_write_time(Value self, Value value)
{
	return set_times(self, value, false);
}

static enum status set_access_time(Value self, Value value)
{
	return set_times(self, value, true);
}

static enum status get_link_target(Value self, Value *result_r)
{
	struct file_system_info *i = self_info(self);
	char target[PATH_MAX];
	ssize_t n = i->exists && S_ISLNK(i->stat.st_mode)
			    ? readlink(string_data(i->path), target, sizeof(target))
			    : -1;
	*result_r = n >= 0 ? string_new(target, (size_t)n) : NULL_VALUE;
	return OK;
}

/* Where the path leads in the end: itself, unless it is a link. */
static enum status get_resolved_target(Value self, Value *result_r)
{
	struct file_system_info *i = self_info(self);
	char target[PATH_MAX];
	bool link = i->exists && S_ISLNK(i->stat.st_mode);
	*result_r = link && realpath(string_data(i->path), target) ? string_from(target) : i->path;
	return OK;
}

static enum status get_unix_file_mode(Value self, Value *result_r)
{
	struct file_system_info *i = self_info(self);
	*result_r = value_enum(type_unix_file_mode.enum_number,
			       i->exists ? (int64_t)(i->target.st_mode & 07777) : -1);
	return OK;
}

static enum status set_unix_file_mode(Value self, Value value)
{
	return change_mode(self_info(self), (mode_t)(value_base(value).integer & 07777));
}

static enum status get_link_type(Value self, Value *result_r)
{
	struct file_system_info *i = self_info(self);
	*result_r = NULL_VALUE;
	if (i->exists && S_ISLNK(i->stat.st_mode))
		*result_r = string_from("SymbolicLink");
	else if (i->exists && S_ISREG(i->stat.st_mode) && i->stat.st_nlink > 1)
		*result_r = string_from("HardLink");
	return OK;
}

/* ---- methods ---- */

static enum status do_delete(Value self, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r UNUSED)
{
	struct file_system_info *i = self_info(self);
	const char *path = string_data(i->path);
	i->known = false;
	bool folder = self.cell->type == &type_directory_info;
	if ((folder ? rmdir(path) : unlink(path)) == 0 || errno == ENOENT)
		return OK;
	return io_failed(path);
}

static enum status do_refresh(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	((struct file_system_info *)self.cell)->known = false;
	return OK;
}

static enum status do_create(Value self, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r UNUSED)
{
	Value made;
	self_info(self)->known = false;
	return io_folder_create(self_info(self)->path, &made);
}

static char *absolute(Value path)
{
	return runtime()->hooks ? runtime()->hooks->resolve_path(string_data(path))
				: xstrdup(string_data(path));
}

static enum status do_copy_to(Value self, int argc, const Value *argv, Value *result_r)
{
	char *to = absolute(argv[0]);
	if (!to)
		return ERROR;
	enum status status =
		io_file_copy(self_info(self)->path, argv[0], argc > 1 && value_is_true(argv[1]));
	*result_r = file_info_new(to, NULL);
	free(to);
	return status;
}

static enum status do_open(Value self, int argc, const Value *argv, Value *result_r)
{
	enum io_mode mode = (enum io_mode)argv[0].integer;
	unsigned access = mode == IO_APPEND ? IO_WRITE : IO_READ | IO_WRITE;
	return file_stream_open(self_info(self)->path, mode,
				argc > 1 ? (unsigned)argv[1].integer : access, result_r);
}

#define OPENS(name, call)                                                              \
	static enum status name(Value self, int argc UNUSED, const Value *argv UNUSED, \
				Value *result_r)                                       \
	{                                                                              \
		Value path = self_info(self)->path;                                    \
		((struct file_system_info *)self.cell)->known = false;                 \
		return call;                                                           \
	}
OPENS(do_open_read, file_stream_open(path, IO_OPEN, IO_READ, result_r))
OPENS(do_open_write, file_stream_open(path, IO_OPEN_OR_CREATE, IO_WRITE, result_r))
OPENS(do_create_file, file_stream_open(path, IO_CREATE, IO_READ | IO_WRITE, result_r))
OPENS(do_open_text, io_text_reader(path, result_r))
OPENS(do_create_text, io_text_writer(path, IO_CREATE, result_r))
OPENS(do_append_text, io_text_writer(path, IO_APPEND, result_r))

static enum status do_move_to(Value self, int argc UNUSED, const Value *argv,
			      Value *result_r UNUSED)
{
	struct file_system_info *i = self_info(self);
	char *to = absolute(argv[0]);
	if (!to)
		return ERROR;
	enum status status =
		rename(string_data(i->path), to) == 0 ? OK : io_failed(string_data(i->path));
	if (status == OK)
		i->path = i->original = string_from(to);
	i->known = false;
	free(to);
	return status;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(string_data(*(const Value *)a), string_data(*(const Value *)b));
}

/* GetFiles, GetDirectories, GetFileSystemInfos: what they give is an array of `type`. */
static enum status list_folder(Value self, int argc, const Value *argv, unsigned kinds,
			       const struct type *type, Value *result_r)
{
	Value paths;
	if (io_folder_entries(self_info(self)->path, argc, argv, kinds, &paths) != OK)
		return ERROR;
	size_t count = value_count(paths);
	if (count > 0)
		qsort(value_as_list(paths)->items, count, sizeof(Value), by_name);
	*result_r = array_new_typed(type_array_of(type, 1), count);
	for (size_t i = 0; i < count; i++)
		value_as_array(*result_r)->items[i] =
			file_system_info_new(string_data(value_item(paths, i)));
	return OK;
}

static enum status do_get_files(Value self, int argc, const Value *argv, Value *result_r)
{
	return list_folder(self, argc, argv, IO_FILES, &type_file_info, result_r);
}

static enum status do_get_directories(Value self, int argc, const Value *argv, Value *result_r)
{
	return list_folder(self, argc, argv, IO_FOLDERS, &type_directory_info, result_r);
}

static enum status do_get_infos(Value self, int argc, const Value *argv, Value *result_r)
{
	return list_folder(self, argc, argv, IO_FILES | IO_FOLDERS, &type_file_system_info,
			   result_r);
}

static enum status do_create_subdirectory(Value self, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	return io_folder_create(
		string_printf("%s/%s", string_data(self_info(self)->path), string_data(argv[0])),
		result_r);
}

static enum status do_delete_folder(Value self, int argc UNUSED, const Value *argv,
				    Value *result_r UNUSED)
{
	struct file_system_info *i = self_info(self);
	i->known = false;
	return io_folder_delete(i->path, value_is_true(argv[0]));
}

static enum status new_file_info(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	char *path = absolute(argv[0]);
	if (!path)
		return ERROR;
	*result_r = file_info_new(path, string_data(argv[0]));
	free(path);
	return OK;
}

static enum status new_directory_info(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	char *path = absolute(argv[0]);
	if (!path)
		return ERROR;
	*result_r = directory_info_new(path, string_data(argv[0]));
	free(path);
	return OK;
}

static enum status convert_file(Value from, const struct type *to UNUSED, Value *result_r)
{
	Value text = value_to_string(from);
	return new_file_info(NULL_VALUE, 1, &text, result_r);
}

static enum status convert_directory(Value from, const struct type *to UNUSED, Value *result_r)
{
	Value text = value_to_string(from);
	return new_directory_info(NULL_VALUE, 1, &text, result_r);
}

static enum status info_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(((struct file_system_info *)self.cell)->original));
	return OK;
}

/* As listings show a name: links with what they lead to. */
static enum status get_name_string(Value self, Value *result_r)
{
	Value target;
	enum status status = get_name(self, result_r);
	if (status == OK && get_link_target(self, &target) == OK && !value_is_null(target))
		*result_r = string_printf("%s -> %s", string_data(*result_r),
					  string_data(value_to_string(target)));
	return status;
}

/* As listings show a time: date, and time of day in a column of its own. */
static enum status get_write_time_string(Value self, Value *result_r)
{
	struct strbuf text = STRBUF_INIT, time = STRBUF_INIT;
	Value v;
	enum status status = get_write_time(self, &v);
	if (status == OK)
		status = datetime_format(v, "d", &text);
	if (status == OK)
		status = datetime_format(v, "t", &time);
	*result_r = string_printf("%10s %8s", text.data, time.data);
	strbuf_clear(&text);
	strbuf_clear(&time);
	return status;
}

#define CODE_PROPERTY(text, getter)                                            \
	{                                                                      \
		.kind = MEMBER_CODE_PROPERTY, .signature = text, .get = getter \
	}
#define HIDDEN_CODE_PROPERTY(text, getter)                                               \
	{                                                                                \
		.kind = MEMBER_CODE_PROPERTY, .flags = MEMBER_HIDDEN, .signature = text, \
		.get = getter                                                            \
	}
/* What PowerShell's type data adds, in its order; of the two kinds only BaseName differs. */
#define ADDED_MEMBERS                                                                        \
	SCRIPT_PROPERTY("System.Object UnixMode {get=if ($this.UnixStat) { "                 \
			"$this.UnixStat.GetModeString() };}",                                \
			get_unix_mode),                                                      \
		SCRIPT_PROPERTY("System.Object User {get= if ($this.UnixStat) { "            \
				"$this.UnixStat.GetUserName() } ;}",                         \
				get_user),                                                   \
		SCRIPT_PROPERTY("System.Object Group {get= if ($this.UnixStat) { "           \
				"$this.UnixStat.GetGroupName() } ;}",                        \
				get_group),                                                  \
		SCRIPT_PROPERTY("System.Object Size {get=$this.UnixStat.Size;}", get_size),  \
		CODE_PROPERTY("System.String Mode{get=Mode;}", get_mode),                    \
		CODE_PROPERTY("System.String ModeWithoutHardLink{get=ModeWithoutHardLink;}", \
			      get_mode)
#define LINK_MEMBERS                                                                             \
	CODE_PROPERTY("System.String ResolvedTarget{get=ResolvedTarget;}", get_resolved_target), \
		ALIAS_PROPERTY("Target = LinkTarget"),                                           \
		CODE_PROPERTY("System.String LinkType{get=GetLinkType;}", get_link_type),        \
		HIDDEN_CODE_PROPERTY("System.String NameString{get=NameString;}",                \
				     get_name_string),                                           \
		HIDDEN_CODE_PROPERTY(                                                            \
			"System.String LastWriteTimeString{get=LastWriteTimeString;}",           \
			get_write_time_string)

static const struct member info_members[] = {
	PROPERTY("string FullName {get;}", get_full_name),
	PROPERTY("string Extension {get;}", get_extension),
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("bool Exists {get;}", get_exists),
	PROPERTY_RW("datetime CreationTime {get;set;}", get_creation_time, set_write_time),
	PROPERTY_RW("datetime CreationTimeUtc {get;set;}", get_creation_time_utc, set_write_time),
	PROPERTY_RW("datetime LastAccessTime {get;set;}", get_access_time, set_access_time),
	PROPERTY_RW("datetime LastAccessTimeUtc {get;set;}", get_access_time_utc, set_access_time),
	PROPERTY_RW("datetime LastWriteTime {get;set;}", get_write_time, set_write_time),
	PROPERTY_RW("datetime LastWriteTimeUtc {get;set;}", get_write_time_utc, set_write_time),
	PROPERTY("string LinkTarget {get;}", get_link_target),
	PROPERTY_RW("System.IO.UnixFileMode UnixFileMode {get;set;}", get_unix_file_mode,
		    set_unix_file_mode),
	PROPERTY_RW("System.IO.FileAttributes Attributes {get;set;}", get_attributes,
		    set_attributes),
	METHOD("void Delete()", do_delete),
	METHOD("void Refresh()", do_refresh),
	MEMBER_END,
};
static const struct member file_members[] = {
	CONSTRUCTOR("System.IO.FileInfo new(string fileName)", new_file_info),
	ADDED_MEMBERS,
	SCRIPT_PROPERTY("System.Object BaseName {get=if ($this.Extension.Length -gt "
			"0){$this.Name.Remove($this.Name.Length - "
			"$this.Extension.Length)}else{$this.Name};}",
			get_base_name),
	LINK_MEMBERS,
	PROPERTY("long Length {get;}", get_length),
	PROPERTY("string DirectoryName {get;}", get_directory_name),
	PROPERTY("System.IO.DirectoryInfo Directory {get;}", get_parent),
	PROPERTY_RW("bool IsReadOnly {get;set;}", get_read_only, set_read_only),
	METHOD("System.IO.FileInfo CopyTo(string destFileName)", do_copy_to),
	METHOD("System.IO.FileInfo CopyTo(string destFileName, bool overwrite)", do_copy_to),
	METHOD("void MoveTo(string destFileName)", do_move_to),
	METHOD("System.IO.FileStream Create()", do_create_file),
	METHOD("System.IO.FileStream Open(System.IO.FileMode mode)", do_open),
	METHOD("System.IO.FileStream Open(System.IO.FileMode mode, System.IO.FileAccess access)",
	       do_open),
	METHOD("System.IO.FileStream Open(System.IO.FileMode mode, System.IO.FileAccess access, "
	       "System.IO.FileShare share)",
	       do_open),
	METHOD("System.IO.FileStream OpenRead()", do_open_read),
	METHOD("System.IO.FileStream OpenWrite()", do_open_write),
	METHOD("System.IO.StreamReader OpenText()", do_open_text),
	METHOD("System.IO.StreamWriter CreateText()", do_create_text),
	METHOD("System.IO.StreamWriter AppendText()", do_append_text),
	MEMBER_END,
};
#define LISTING(type, name, function)                                     \
	METHOD(type " " name "()", function),                             \
		METHOD(type " " name "(string searchPattern)", function), \
		METHOD(type " " name "(string searchPattern, "            \
			    "System.IO.SearchOption searchOption)",       \
		       function)
#define ENUMERABLE(item) "System.Collections.Generic.IEnumerable[System.IO." item "]"

static const struct member directory_members[] = {
	CONSTRUCTOR("System.IO.DirectoryInfo new(string path)", new_directory_info),
	ADDED_MEMBERS,
	SCRIPT_PROPERTY("System.Object BaseName {get=$this.Name;}", get_base_name),
	LINK_MEMBERS,
	PROPERTY("System.IO.DirectoryInfo Parent {get;}", get_parent),
	PROPERTY("System.IO.DirectoryInfo Root {get;}", get_root),
	METHOD("void Create()", do_create),
	METHOD("void Delete(bool recursive)", do_delete_folder),
	METHOD("System.IO.DirectoryInfo CreateSubdirectory(string path)", do_create_subdirectory),
	LISTING("System.IO.FileInfo[]", "GetFiles", do_get_files),
	LISTING("System.IO.DirectoryInfo[]", "GetDirectories", do_get_directories),
	LISTING("System.IO.FileSystemInfo[]", "GetFileSystemInfos", do_get_infos),
	LISTING(ENUMERABLE("FileInfo"), "EnumerateFiles", do_get_files),
	LISTING(ENUMERABLE("DirectoryInfo"), "EnumerateDirectories", do_get_directories),
	LISTING(ENUMERABLE("FileSystemInfo"), "EnumerateFileSystemInfos", do_get_infos),
	METHOD("void MoveTo(string destDirName)", do_move_to),
	MEMBER_END,
};

struct type type_file_system_info = {
	.name = "System.IO.FileSystemInfo",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = info_members,
	.mark = info_mark,
	.to_string = info_to_string,
};
struct type type_file_info = {
	.name = "System.IO.FileInfo",
	.base = &type_file_system_info,
	.tag = VALUE_OBJECT,
	.flags = TYPE_SEALED,
	.members = file_members,
	.convert = convert_file,
};
struct type type_directory_info = {
	.name = "System.IO.DirectoryInfo",
	.base = &type_file_system_info,
	.tag = VALUE_OBJECT,
	.flags = TYPE_SEALED,
	.members = directory_members,
	.convert = convert_directory,
};

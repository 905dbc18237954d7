/* System.IO.DriveInfo: a mounted file system. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/io_info.h"
#include "object/small_types.h"
#include "object/string.h"

#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

struct drive {
	struct cell cell;
	Value name;
};

static struct type type_io_drive;

/* System.IO.DriveType */
enum {
	DRIVE_UNKNOWN,
	DRIVE_NO_ROOT,
	DRIVE_REMOVABLE,
	DRIVE_FIXED,
	DRIVE_NETWORK,
	DRIVE_CD,
	DRIVE_RAM
};

static void mark(void *cell)
{
	gc_mark(((struct drive *)cell)->name);
}

static Value name_of(Value self)
{
	return ((struct drive *)self.cell)->name;
}

static Value drive_new(Value name)
{
	struct drive *d = gc_alloc(&type_io_drive, VALUE_OBJECT, sizeof(*d));
	d->name = name;
	return value_cell(VALUE_OBJECT, d);
}

static enum status construct(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = drive_new(argv[0]);
	return OK;
}

static enum status get_drives(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	Value drives = list_new();
	FILE *mounts = setmntent("/proc/self/mounts", "r");
	if (mounts != NULL) {
		for (const struct mntent *m; (m = getmntent(mounts)) != NULL;)
			list_add(value_as_list(drives), drive_new(string_from(m->mnt_dir)));
		endmntent(mounts);
	}
	*result_r = array_new_typed(type_array_of(&type_io_drive, 1), value_count(drives));
	for (size_t i = 0; i < value_count(drives); i++)
		value_as_array(*result_r)->items[i] = value_item(drives, i);
	return OK;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = name_of(self);
	return OK;
}

static enum status get_root(Value self, Value *result_r)
{
	*result_r = directory_info_new(string_data(name_of(self)), string_data(name_of(self)));
	return OK;
}

static enum status get_ready(Value self, Value *result_r)
{
	struct statvfs s;
	*result_r = value_bool(statvfs(string_data(name_of(self)), &s) == 0);
	return OK;
}

/* "ext4", "tmpfs": as the kernel names it. */
static Value format_of(Value name)
{
	Value format = NULL_VALUE;
	FILE *mounts = setmntent("/proc/self/mounts", "r");
	if (mounts == NULL)
		return format;
	for (const struct mntent *m; (m = getmntent(mounts)) != NULL;)
		if (strcmp(m->mnt_dir, string_data(name)) == 0)
			format = string_from(m->mnt_type);
	endmntent(mounts);
	return format;
}

static enum status get_format(Value self, Value *result_r)
{
	*result_r = format_of(name_of(self));
	return OK;
}

static enum status get_type(Value self, Value *result_r)
{
	static const struct {
		const char *format;
		int type;
	} known[] = {
		{"nfs", DRIVE_NETWORK},  {"nfs4", DRIVE_NETWORK}, {"cifs", DRIVE_NETWORK},
		{"smb3", DRIVE_NETWORK}, {"tmpfs", DRIVE_RAM},    {"ramfs", DRIVE_RAM},
		{"proc", DRIVE_RAM},     {"sysfs", DRIVE_RAM},    {"iso9660", DRIVE_CD},
	};
	Value format = format_of(name_of(self));
	int type = value_is_null(format) ? DRIVE_NO_ROOT : DRIVE_FIXED;
	for (size_t i = 0; i < countof(known); i++)
		if (!value_is_null(format) && strcmp(known[i].format, string_data(format)) == 0)
			type = known[i].type;
	*result_r = enum_value(&type_drive_type, type);
	return OK;
}

static enum status blocks(Value self, struct statvfs *s)
{
	if (statvfs(string_data(name_of(self)), s) == 0)
		return OK;
	return throw_exception("System.IO.DriveNotFoundException",
			       "Could not find the drive '%s'. The drive might not be ready or "
			       "might not be mapped.",
			       string_data(name_of(self)));
}

#define SIZE(NAME, FIELD)                                                 \
	static enum status NAME(Value self, Value *result_r)              \
	{                                                                 \
		struct statvfs s;                                         \
		if (blocks(self, &s) != OK)                               \
			return ERROR;                                     \
		*result_r = value_int64((int64_t)(s.FIELD * s.f_frsize)); \
		return OK;                                                \
	}
SIZE(get_available, f_bavail)
SIZE(get_free, f_bfree)
SIZE(get_size, f_blocks)

static enum status to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(name_of(self)));
	return OK;
}

#define DRIVE "System.IO.DriveInfo"
static const struct member members[] = {
	STATIC_METHOD("static " DRIVE "[] GetDrives()", get_drives),
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("bool IsReady {get;}", get_ready),
	PROPERTY("System.IO.DirectoryInfo RootDirectory {get;}", get_root),
	PROPERTY("System.IO.DriveType DriveType {get;}", get_type),
	PROPERTY("string DriveFormat {get;}", get_format),
	PROPERTY("long AvailableFreeSpace {get;}", get_available),
	PROPERTY("long TotalFreeSpace {get;}", get_free),
	PROPERTY("long TotalSize {get;}", get_size),
	PROPERTY("string VolumeLabel {get;set;}", get_name),
	CONSTRUCTOR(DRIVE " new(string driveName)", construct),
	MEMBER_END,
};
static struct type type_io_drive = {
	.name = DRIVE,
	.flags = TYPE_SEALED,
	.members = members,
	.mark = mark,
	.to_string = to_string,
};

struct type *const drive_types[] = {&type_io_drive, NULL};

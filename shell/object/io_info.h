/*
 * System.IO.FileInfo and DirectoryInfo: a path, and what the file system says of it. Read when first asked for, as
 * .NET does; Refresh() reads anew.
 */
#ifndef EXOSH_OBJECT_IO_INFO_H
#define EXOSH_OBJECT_IO_INFO_H

#include "object/gc.h"
#include "object/type.h"

#include <sys/stat.h>

struct file_system_info {
	struct cell cell; /* type_file_info or type_directory_info */
	Value path;       /* absolute, of the system */
	Value original;   /* as it was given: what ToString() gives */
	bool known;       /* the two below were read */
	bool exists;
	struct stat stat;   /* of the entry itself: symbolic links are not followed */
	struct stat target; /* of what it leads to */
};

extern struct type type_file_system_info, type_file_info, type_directory_info;

/* A DirectoryInfo when there is a folder (or a link to one) at the path, else a FileInfo. */
Value file_system_info_new(const char *path);
Value file_info_new(const char *path, const char *original);
Value directory_info_new(const char *path, const char *original);
struct file_system_info *value_as_file_system_info(Value v); /* NULL when it is none */

#endif

/*
 * Paths as users write them. A drive letter is a FileSystem PSDrive: `C:` is $EXOSH_HOME/drives/C unless
 * New-PSDrive says otherwise; `\` separates like `/`; names under such a drive are found whatever their case.
 */
#ifndef EXOSH_ENGINE_PATH_H
#define EXOSH_ENGINE_PATH_H

#include "object/value.h"

struct session;

/* A path of the system, absolute and without "." and "..": malloc()ed. ERROR (and NULL) when the drive is unknown
 * or is none of the file system. The file need not exist. */
char *path_resolve(struct session *s, const char *path);
/* The hook of struct runtime: path_resolve() of this thread's session. */
char *path_resolve_hook(const char *path);
/* Splits "Name:rest": the drive's name malloc()ed into *drive_r (NULL: none), the rest as returned. */
const char *path_split_drive(const char *path, char **drive_r);
/* The root of a FileSystem drive: malloc()ed; NULL when there is no such drive. */
char *path_drive_root(struct session *s, const char *drive);
/* How a system path is shown to users: the drive's form when it lies under a drive of New-PSDrive's or C:, else
 * itself. malloc()ed. */
char *path_display(struct session *s, const char *path);
/* "/a/./b//../c" to "/a/c": in place. */
void path_normalize(char *path);
/* $EXOSH_HOME, or its default: malloc()ed. */
char *path_home(void);

#endif

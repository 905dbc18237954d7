/* What PowerShell notes as UnixStat on files and folders: the entry itself, links not followed. */
#ifndef EXOSH_OBJECT_UNIX_STAT_H
#define EXOSH_OBJECT_UNIX_STAT_H

#include "object/type.h"

extern struct type type_unix_stat;

/* Of a FileInfo or DirectoryInfo; read when first asked for. */
Value unix_stat_new(Value info);

#endif

/* System.IO.File: static methods that read and write whole files. Paths are as users write them: C:\... works. */
#ifndef EXOSH_OBJECT_IO_FILE_H
#define EXOSH_OBJECT_IO_FILE_H

#include "object/type.h"

extern struct type type_io_file;

#endif

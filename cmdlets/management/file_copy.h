/* Copying and moving files and folders. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_FILE_COPY_H
#define EXOSH_CMDLETS_MANAGEMENT_FILE_COPY_H

#include "cmdlet.h"

/* Copies one file with its mode and times. 0, or -1 with errno. An existing target is replaced. */
int file_copy(const char *from, const char *to);
/* Copies a folder and what is in it. 0, or -1 with errno and the path that failed in *failed_r (malloc()ed). */
int folder_copy(const char *from, const char *to, char **failed_r);
/* rename(), or copy and remove across file systems. 0, or -1 with errno. */
int file_move(const char *from, const char *to);

#endif

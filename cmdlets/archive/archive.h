/* What Compress-Archive and Expand-Archive share: paths as they report them, and libzip's errors. */
#ifndef EXOSH_CMDLETS_ARCHIVE_ARCHIVE_H
#define EXOSH_CMDLETS_ARCHIVE_ARCHIVE_H

#include "cmdlet.h"

/* Paths of the system, in the order in which the user's arguments named them. */
struct archive_paths {
	char **items; /* malloc()ed */
	size_t count, capacity;
};
void archive_paths_clear(struct archive_paths *paths);

/* Adds what a path names; a terminating error when that is nothing, or no file or folder. */
enum status archive_paths_add(struct cmdlet_call *c, struct archive_paths *paths, const char *path,
			      bool literal) WARN_UNUSED;
/* A terminating System.IO.IOException. */
enum status archive_throw(struct cmdlet_call *c, const char *id, enum error_category category,
			  Value target, const char *format, ...) FORMAT_PRINTF(5, 6) WARN_UNUSED;
/* The items of paths, as Get-Item gives them. */
enum status archive_write_item(struct cmdlet_call *c, const char *path) WARN_UNUSED;

#endif

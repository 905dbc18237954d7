/* Where exosh keeps its files: $EXOSH_HOME, else $XDG_STATE_HOME/exosh, else ~/.local/state/exosh. */
#ifndef EXOSH_TRANSPORT_HOME_H
#define EXOSH_TRANSPORT_HOME_H

#include "base/base.h"

/* The folder, absolute, without a trailing slash; created with mode 0700 on first use. Decided once
 * for the process; safe in threads. */
const char *home_path(void);
/* "<home>/<relative>", which the caller frees. The folders above the file are created (0700). */
char *home_file(const char *relative);
/* Creates `path` and the folders above it with mode 0700. 0, or -1 with errno. */
int home_make_folder(const char *path);

#endif

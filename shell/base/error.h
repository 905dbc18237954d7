/* What went wrong, for layers without objects: a stable code in capitals and a sentence for people. */
#ifndef EXOSH_BASE_ERROR_H
#define EXOSH_BASE_ERROR_H

#include "base/base.h"

struct error {
	int code;      /* meaning is the raising module's; 0: no error */
	char *message; /* owned; NULL: no error */
};

#define ERROR_INIT      \
	{               \
		0, NULL \
	}

/* Replaces what stands in `error` (which may be NULL: then nothing is kept). Returns -1, so that
 * `return error_set(...)` reads well. */
int error_set(struct error *error, int code, const char *format, ...) FORMAT_PRINTF(3, 4);
/* Puts "prefix: " before the message. Returns -1. */
int error_prefix(struct error *error, const char *format, ...) FORMAT_PRINTF(2, 3);
void error_clear(struct error *error);

#endif

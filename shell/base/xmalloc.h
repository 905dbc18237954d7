/* Allocation that succeeds or ends the program: out of memory is not a state that exosh tries to survive. */
#ifndef EXOSH_BASE_XMALLOC_H
#define EXOSH_BASE_XMALLOC_H

#include "base/base.h"

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
/* Like realloc() for count elements of size bytes; aborts also when the product overflows. */
void *xreallocarray(void *pointer, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t length);
/* printf() into a new string that the caller frees. */
char *xasprintf(const char *format, ...) FORMAT_PRINTF(1, 2);

/* Makes room for one more element in a growing array of `capacity` elements. */
#define GROW(array, count, capacity)                                                            \
	do {                                                                                    \
		if ((count) >= (capacity)) {                                                    \
			(capacity) = (capacity) ? (capacity)*2 : 8;                             \
			(array) = xreallocarray((array), (size_t)(capacity), sizeof(*(array))); \
		}                                                                               \
	} while (0)

#endif

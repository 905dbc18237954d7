/* Small types without a header of their own; utility_types.c lists them. */
#ifndef EXOSH_OBJECT_UTILITY_TYPES_H
#define EXOSH_OBJECT_UTILITY_TYPES_H

#include "object/type.h"

extern struct type type_bit_converter, type_enumerable, type_stopwatch, type_lazy, type_web_utility,
	type_http_utility, type_activator, type_runtime_information, type_gc_class, type_thread,
	type_null_string, type_comparer;
extern struct type *const utility_types[]; /* NULL-terminated */

#endif

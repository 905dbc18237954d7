/*
 * The note properties' names of objects, in order. Shapes are shared: adding a property moves an object on to a
 * successor, and objects made the same way share one shape for ever. Objects with very many properties
 * have a private one instead.
 */
#ifndef EXOSH_OBJECT_SHAPE_H
#define EXOSH_OBJECT_SHAPE_H

#include "object/gc.h"
#include "object/psobject.h"

struct shape {
	struct cell cell;
	const char **names; /* interned */
	size_t count, capacity;
	uint32_t *index; /* open addressing: number + 1; NULL while there are few names */
	size_t index_size;
	struct shape *_Atomic successors;
	struct shape *sibling;
	bool is_private;
};

struct shape *shape_empty(void);
/* The number of a name, case ignored; -1 when there is none. */
ptrdiff_t shape_find(const struct shape *shape, const char *name);
/* The shape with one more name, which must be new and interned. */
struct shape *shape_add(struct shape *shape, const char *name);
struct shape *shape_without(struct shape *shape, size_t number);

#endif

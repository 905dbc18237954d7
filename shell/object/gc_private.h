/* For the object layer's own files. */
#ifndef EXOSH_OBJECT_GC_PRIVATE_H
#define EXOSH_OBJECT_GC_PRIVATE_H

#include "object/gc.h"

#define GC_PERMANENT 255 /* mark of cells that live outside the heap, for ever */

/* A zeroed cell outside every heap that is never freed; it must not hold cells of a heap. */
void *gc_alloc_permanent(const struct type *type, enum value_tag tag, size_t size);

#endif

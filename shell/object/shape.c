#include "object/shape.h"
#include "base/xmalloc.h"
#include "object/gc_private.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define SHARED_LIMIT 48    /* properties; objects with more have a shape of their own */
#define SHAPE_LIMIT 200000 /* shared shapes in all */
#define INDEX_FROM 9       /* properties from which names are found by hash */

static struct shape *_Atomic empty_shape;
static size_t shape_total;
static pthread_mutex_t shape_lock = PTHREAD_MUTEX_INITIALIZER;

static void shape_mark(void *cell)
{
	struct shape *shape = cell;
	gc_mark_buffer((void *)shape->names);
	gc_mark_buffer(shape->index);
}

struct type type_shape = {.name = "shape", .mark = shape_mark};

static uint32_t name_hash(const char *name)
{
	uint32_t hash = 2166136261u;
	for (; *name != '\0'; name++) {
		unsigned char c = (unsigned char)*name;
		hash = (hash ^ (c >= 'A' && c <= 'Z' ? c | 0x20 : c)) * 16777619u;
	}
	return hash ^ hash >> 15;
}

static void index_add(struct shape *shape, uint32_t number)
{
	size_t slot = name_hash(shape->names[number]) & (shape->index_size - 1);
	while (shape->index[slot] != 0)
		slot = (slot + 1) & (shape->index_size - 1);
	shape->index[slot] = number + 1;
}

struct shape *shape_empty(void)
{
	struct shape *shape = atomic_load(&empty_shape);
	if (shape != NULL)
		return shape;
	pthread_mutex_lock(&shape_lock);
	if (empty_shape == NULL)
		atomic_store(&empty_shape,
			     gc_alloc_permanent(&type_shape, VALUE_OBJECT, sizeof(*shape)));
	pthread_mutex_unlock(&shape_lock);
	return empty_shape;
}

ptrdiff_t shape_find(const struct shape *shape, const char *name)
{
	if (shape->index_size > 0) {
		size_t mask = shape->index_size - 1;
		for (size_t slot = name_hash(name) & mask; shape->index[slot] != 0;
		     slot = (slot + 1) & mask)
			if (name_equal(shape->names[shape->index[slot] - 1], name))
				return (ptrdiff_t)shape->index[slot] - 1;
		return -1;
	}
	for (size_t i = 0; i < shape->count; i++)
		if (shape->names[i] == name)
			return (ptrdiff_t)i;
	for (size_t i = 0; i < shape->count; i++)
		if (name_equal(shape->names[i], name))
			return (ptrdiff_t)i;
	return -1;
}

/* A successor of a shared shape that is made already. */
static struct shape *successor_find(struct shape *shape, const char *name)
{
	for (struct shape *s = atomic_load(&shape->successors); s != NULL; s = s->sibling)
		if (s->names[shape->count] == name)
			return s;
	return NULL;
}

static struct shape *shared_make(struct shape *from, const char *name)
{
	struct shape *shape = gc_alloc_permanent(&type_shape, VALUE_OBJECT, sizeof(*shape));
	size_t count = from->count + 1;
	shape->names = xcalloc(count, sizeof(*shape->names));
	if (from->count > 0)
		memcpy((void *)shape->names, from->names, from->count * sizeof(*shape->names));
	shape->names[from->count] = name;
	shape->count = shape->capacity = count;
	if (count >= INDEX_FROM) {
		shape->index_size = 32;
		while (shape->index_size < count * 2)
			shape->index_size *= 2;
		shape->index = xcalloc(shape->index_size, sizeof(*shape->index));
		for (size_t i = 0; i < count; i++)
			index_add(shape, (uint32_t)i);
	}
	shape->sibling = from->successors;
	atomic_store(&from->successors, shape);
	shape_total++;
	return shape;
}

/* A private shape: one object's, on the heap, changed in place. */
static struct shape *private_grow(const struct shape *from, size_t capacity)
{
	struct shape *shape = gc_alloc(&type_shape, VALUE_OBJECT, sizeof(*shape));
	shape->is_private = true;
	shape->names = gc_alloc_bytes(capacity * sizeof(*shape->names));
	shape->capacity = capacity;
	shape->count = from->count;
	memcpy((void *)shape->names, from->names, from->count * sizeof(*shape->names));
	shape->index_size = 64;
	while (shape->index_size < capacity * 2)
		shape->index_size *= 2;
	shape->index = gc_alloc_bytes(shape->index_size * sizeof(*shape->index));
	for (size_t i = 0; i < shape->count; i++)
		index_add(shape, (uint32_t)i);
	return shape;
}

struct shape *shape_add(struct shape *shape, const char *name)
{
	if (!shape->is_private && shape->count < SHARED_LIMIT) {
		struct shape *next = successor_find(shape, name);
		if (next != NULL)
			return next;
		pthread_mutex_lock(&shape_lock);
		next = successor_find(shape, name);
		if (next == NULL && shape_total < SHAPE_LIMIT)
			next = shared_make(shape, name);
		pthread_mutex_unlock(&shape_lock);
		if (next != NULL)
			return next;
	}
	if (!shape->is_private || shape->count == shape->capacity)
		shape = private_grow(shape, (shape->count + 1) * 2);
	shape->names[shape->count] = name;
	index_add(shape, (uint32_t)shape->count++);
	return shape;
}

struct shape *shape_without(struct shape *shape, size_t number)
{
	struct shape *made = shape_empty();
	for (size_t i = 0; i < shape->count; i++)
		if (i != number)
			made = shape_add(made, shape->names[i]);
	return made;
}

struct shape *shape_make(const char *const *names, size_t count)
{
	struct shape *shape = shape_empty();
	for (size_t i = 0; i < count; i++)
		shape = shape_add(shape, name_intern(names[i]));
	return shape;
}

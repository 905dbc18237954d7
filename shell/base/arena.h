/* Bump allocation: many small pieces with one life, freed at once (a syntax tree, one message). */
#ifndef EXOSH_BASE_ARENA_H
#define EXOSH_BASE_ARENA_H

#include "base/base.h"

struct arena_block;
struct arena {
	struct arena_block *blocks;
	char *next, *end;
};

void arena_init(struct arena *arena);
/* Frees everything that was allocated; the arena is usable again. */
void arena_clear(struct arena *arena);
/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_strdup(struct arena *arena, const char *text);
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) \
	((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

#endif

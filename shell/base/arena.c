#include "base/arena.h"
#include "base/xmalloc.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 16384

struct arena_block {
	struct arena_block *next;
	max_align_t data[];
};

void arena_init(struct arena *arena)
{
	memset(arena, 0, sizeof(*arena));
}

void arena_clear(struct arena *arena)
{
	struct arena_block *block = arena->blocks;
	while (block) {
		struct arena_block *next = block->next;
		free(block);
		block = next;
	}
	arena_init(arena);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
	if (size > (size_t)(arena->end - arena->next)) {
		size_t room = MAX(size, (size_t)BLOCK_SIZE);
		struct arena_block *block = xmalloc(sizeof(*block) + room);
		block->next = arena->blocks;
		arena->blocks = block;
		arena->next = (char *)block->data;
		arena->end = arena->next + room;
	}
	void *p = arena->next;
	arena->next += size;
	return memset(p, 0, size);
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *p = arena_alloc(arena, length + 1);
	memcpy(p, text, length);
	return p;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

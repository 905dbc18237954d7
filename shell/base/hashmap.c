#include "base/hashmap.h"
#include "base/xmalloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static unsigned char fold(const struct hashmap *map, char c)
{
	unsigned char u = (unsigned char)c;
	return map->mode == HASHMAP_IGNORE_CASE && u >= 'A' && u <= 'Z' ? u + 32 : u;
}

static uint32_t hash_key(const struct hashmap *map, const char *key, size_t length)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ fold(map, key[i])) * 16777619u;
	return hash;
}

static bool same_key(const struct hashmap *map, const char *a, const char *b, size_t length)
{
	if (map->mode == HASHMAP_EXACT)
		return strncmp(a, b, length) == 0 && a[length] == '\0';
	return strncasecmp(a, b, length) == 0 && a[length] == '\0';
}

void hashmap_init(struct hashmap *map, enum hashmap_mode mode)
{
	memset(map, 0, sizeof(*map));
	map->mode = mode;
}

void hashmap_clear(struct hashmap *map, void (*free_value)(void *))
{
	for (size_t i = 0; i < map->used; i++) {
		if (map->entries[i].key && free_value)
			free_value(map->entries[i].value);
		free(map->entries[i].key);
	}
	free(map->entries);
	free(map->index);
	hashmap_init(map, map->mode);
}

/* The index slot that holds the key, or -1. */
static ptrdiff_t find(const struct hashmap *map, const char *key, size_t length, uint32_t hash)
{
	if (!map->index_size)
		return -1;
	size_t mask = map->index_size - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		int32_t n = map->index[i];
		if (n == 0)
			return -1;
		if (n > 0 && map->entries[n - 1].hash == hash &&
		    same_key(map, map->entries[n - 1].key, key, length))
			return (ptrdiff_t)i;
	}
}

/* Drops the holes and builds the index anew. */
static void rebuild(struct hashmap *map)
{
	size_t kept = 0;
	for (size_t i = 0; i < map->used; i++)
		if (map->entries[i].key)
			map->entries[kept++] = map->entries[i];
	map->used = kept;
	map->capacity = MAX((size_t)8, kept * 2);
	map->entries = xreallocarray(map->entries, map->capacity, sizeof(*map->entries));
	size_t size = 16;
	while (size < map->capacity * 2)
		size *= 2;
	free(map->index);
	map->index = xcalloc(size, sizeof(*map->index));
	map->index_size = size;
	for (size_t i = 0; i < kept; i++) {
		size_t at = map->entries[i].hash & (size - 1);
		while (map->index[at])
			at = (at + 1) & (size - 1);
		map->index[at] = (int32_t)i + 1;
	}
}

void *hashmap_get_n(const struct hashmap *map, const char *key, size_t length)
{
	ptrdiff_t at = find(map, key, length, hash_key(map, key, length));
	return at < 0 ? NULL : map->entries[map->index[at] - 1].value;
}

void *hashmap_get(const struct hashmap *map, const char *key)
{
	return hashmap_get_n(map, key, strlen(key));
}

void *hashmap_put(struct hashmap *map, const char *key, void *value)
{
	size_t length = strlen(key);
	uint32_t hash = hash_key(map, key, length);
	ptrdiff_t at = find(map, key, length, hash);
	if (at >= 0) {
		struct hashmap_entry *entry = &map->entries[map->index[at] - 1];
		void *old = entry->value;
		entry->value = value;
		return old;
	}
	if (map->used >= map->capacity)
		rebuild(map);
	size_t mask = map->index_size - 1, i = hash & mask;
	while (map->index[i] > 0)
		i = (i + 1) & mask;
	map->entries[map->used] = (struct hashmap_entry){xstrndup(key, length), value, hash};
	map->index[i] = (int32_t)++map->used;
	map->count++;
	return NULL;
}

void *hashmap_remove(struct hashmap *map, const char *key)
{
	size_t length = strlen(key);
	ptrdiff_t at = find(map, key, length, hash_key(map, key, length));
	if (at < 0)
		return NULL;
	struct hashmap_entry *entry = &map->entries[map->index[at] - 1];
	void *value = entry->value;
	free(entry->key);
	entry->key = NULL;
	map->index[at] = -1;
	map->count--;
	return value;
}

struct hashmap_entry *hashmap_next(const struct hashmap *map, struct hashmap_entry *after)
{
	for (size_t i = after ? (size_t)(after - map->entries) + 1 : 0; i < map->used; i++)
		if (map->entries[i].key)
			return &map->entries[i];
	return NULL;
}

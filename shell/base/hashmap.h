/*
 * String-keyed map from text to pointer, in insertion order. Keys are copied. Case rules are chosen
 * at init: HASHMAP_EXACT compares bytes, HASHMAP_IGNORE_CASE folds ASCII letters (PowerShell names).
 */
#ifndef EXOSH_BASE_HASHMAP_H
#define EXOSH_BASE_HASHMAP_H

#include "base/base.h"

enum hashmap_mode { HASHMAP_EXACT, HASHMAP_IGNORE_CASE };

struct hashmap_entry {
	char *key; /* NULL: removed */
	void *value;
	uint32_t hash;
};

struct hashmap {
	struct hashmap_entry *entries; /* in insertion order, with holes */
	int32_t *index;                /* open addressing: entry number + 1, 0 empty, -1 removed */
	size_t used, count, capacity, index_size;
	enum hashmap_mode mode;
};

void hashmap_init(struct hashmap *map, enum hashmap_mode mode);
/* Frees keys and table; values are the caller's: pass `free_value` (or NULL). */
void hashmap_clear(struct hashmap *map, void (*free_value)(void *));
void *hashmap_get(const struct hashmap *map, const char *key);
void *hashmap_get_n(const struct hashmap *map, const char *key, size_t length);
/* Returns the value that stood there before, or NULL. */
void *hashmap_put(struct hashmap *map, const char *key, void *value);
/* Returns the removed value, or NULL. */
void *hashmap_remove(struct hashmap *map, const char *key);
/* Iteration: `for (struct hashmap_entry *e = NULL; (e = hashmap_next(map, e));)`. */
struct hashmap_entry *hashmap_next(const struct hashmap *map, struct hashmap_entry *after);

#endif

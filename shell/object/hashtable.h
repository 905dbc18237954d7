/*
 * Hashtable (keys case-insensitive as PowerShell's @{}), OrderedDictionary, Dictionary<K,V>: one
 * implementation in insertion order; the cell's type tells which .NET type it is.
 */
#ifndef EXOSH_OBJECT_HASHTABLE_H
#define EXOSH_OBJECT_HASHTABLE_H

#include "object/gc.h"
#include "object/type.h"

struct hashtable_entry {
	Value key; /* VALUE_UNSET: removed */
	Value value;
	uint32_t hash;
};

struct hashtable {
	struct cell cell;
	struct hashtable_entry *entries; /* gc buffer, in insertion order with holes */
	int32_t *index;                  /* gc bytes */
	size_t used, count, capacity, index_size;
	bool ignore_case;
	uint32_t version;
};

Value hashtable_new(void);         /* Hashtable, case-insensitive */
Value hashtable_new_ordered(void); /* OrderedDictionary, case-insensitive */
Value hashtable_new_typed(const struct type *type, bool ignore_case);
static inline struct hashtable *value_as_hashtable(Value v)
{
	return (struct hashtable *)v.cell;
}
bool hashtable_get(const struct hashtable *h, Value key, Value *value_r);
/* Dictionary[string,object] whose keys ignore case. */
Value hashtable_new_dictionary(void);
bool hashtable_get_text(const struct hashtable *h, const char *key, Value *value_r);
void hashtable_set(struct hashtable *h, Value key, Value value);
void hashtable_set_text(struct hashtable *h, const char *key, Value value);
bool hashtable_remove(struct hashtable *h, Value key);
void hashtable_clear(struct hashtable *h);
/* Iteration in order: `for (size_t i = 0; hashtable_next(h, &i, &key, &value);)`. */
bool hashtable_next(const struct hashtable *h, size_t *position, Value *key_r, Value *value_r);
/* The i-th entry, for ordered ones. */
bool hashtable_at(const struct hashtable *h, size_t i, Value *key_r, Value *value_r);
/* Puts a new key before the i-th entry. */
void hashtable_insert_at(struct hashtable *h, size_t i, Value key, Value value);
/* Entries as GetEnumerator() gives them: DictionaryEntry, or KeyValuePair of a Dictionary (h may be NULL). */
Value dictionary_entry_new(const struct hashtable *h, Value key, Value value);
/* GetEnumerator() on the C stack. */
enum status hashtable_enumerate(Value self, struct enumerator *e) WARN_UNUSED;
extern struct type type_dictionary_entry, type_key_value_pair;

#endif

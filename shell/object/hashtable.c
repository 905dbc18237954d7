#include "object/hashtable.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/error_record.h"
#include "object/primitive_members.h"
#include "object/string.h"
#include "object/type.h"
#include "object/type_private.h"

#include <string.h>

static void hashtable_mark(void *cell)
{
	struct hashtable *h = cell;
	gc_mark_buffer(h->index);
	gc_mark_value_buffer(h->entries, 0);
	for (size_t i = 0; i < h->used; i++) {
		gc_mark(h->entries[i].key);
		gc_mark(h->entries[i].value);
	}
}

/* {0: the key, 1: the value}, as `foreach ($entry in $h.GetEnumerator())` sees it. */
struct dictionary_entry {
	struct cell cell;
	Value key, value;
};

static void entry_mark(void *cell)
{
	struct dictionary_entry *entry = cell;
	gc_mark(entry->key);
	gc_mark(entry->value);
}

static enum status entry_get_key(Value self, Value *result_r)
{
	*result_r = ((struct dictionary_entry *)self.cell)->key;
	return OK;
}

static enum status entry_get_value(Value self, Value *result_r)
{
	*result_r = ((struct dictionary_entry *)self.cell)->value;
	return OK;
}

static enum status entry_set_value(Value self, Value value)
{
	((struct dictionary_entry *)self.cell)->value = value;
	return OK;
}

static enum status entry_set_key(Value self, Value value)
{
	((struct dictionary_entry *)self.cell)->key = value;
	return OK;
}

static enum status pair_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	struct dictionary_entry *entry = (struct dictionary_entry *)self.cell;
	strbuf_addc(out, '[');
	value_append_string(entry->key, out);
	strbuf_adds(out, ", ");
	value_append_string(entry->value, out);
	strbuf_addc(out, ']');
	return OK;
}

static enum status entry_construct(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = dictionary_entry_new(NULL, argv[0], argv[1]);
	result_r->cell->type = value_as_type(self);
	return OK;
}

static const struct member entry_members[] = {
	ALIAS_PROPERTY("Name = Key"),
	PROPERTY_RW("System.Object Key {get;set;}", entry_get_key, entry_set_key),
	PROPERTY_RW("System.Object Value {get;set;}", entry_get_value, entry_set_value),
	CONSTRUCTOR(
		"System.Collections.DictionaryEntry new(System.Object key, System.Object value)",
		entry_construct),
	MEMBER_END,
};

struct type type_dictionary_entry = {
	.name = "System.Collections.DictionaryEntry",
	.flags = TYPE_VALUE,
	.tag = VALUE_OBJECT,
	.members = entry_members,
	.mark = entry_mark,
	.to_string = pair_to_string,
};

static const struct member pair_members[] = {
	PROPERTY("TKey Key {get;}", entry_get_key),
	PROPERTY("TValue Value {get;}", entry_get_value),
	CONSTRUCTOR(
		"System.Collections.Generic.KeyValuePair[TKey,TValue] new(TKey key, TValue value)",
		entry_construct),
	MEMBER_END,
};

struct type type_key_value_pair = {
	.name = "System.Collections.Generic.KeyValuePair`2",
	.flags = TYPE_VALUE | TYPE_GENERIC_DEFINITION,
	.tag = VALUE_OBJECT,
	.members = pair_members,
	.mark = entry_mark,
	.to_string = pair_to_string,
};

Value dictionary_entry_new(const struct hashtable *h, Value key, Value value)
{
	const struct type *type = &type_dictionary_entry;
	if (h != NULL && h->cell.type->argument_count == 2)
		type = type_make_generic(&type_key_value_pair, h->cell.type->arguments, 2);
	struct dictionary_entry *entry = gc_alloc(type, VALUE_OBJECT, sizeof(*entry));
	entry->key = key;
	entry->value = value;
	return value_cell(VALUE_OBJECT, entry);
}

static enum status hashtable_enumerate_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	struct hashtable *h = value_as_hashtable(e->source);
	if (h->version != (uint32_t)e->state.integer)
		return throw_operation("System.InvalidOperationException",
				       "Collection was modified; enumeration operation may not "
				       "execute.");
	Value key, value;
	*more_r = hashtable_next(h, &e->position, &key, &value);
	if (*more_r)
		*item_r = dictionary_entry_new(h, key, value);
	return OK;
}

enum status hashtable_enumerate(Value self, struct enumerator *e)
{
	e->source = self;
	e->position = 0;
	e->state = value_int64(value_as_hashtable(self)->version);
	e->next = hashtable_enumerate_next;
	return OK;
}

static bool hashtable_get_dynamic(Value self, const char *name, Value *result_r)
{
	return hashtable_get_text(value_as_hashtable(self), name, result_r);
}

static enum status hashtable_set_dynamic(Value self, const char *name, Value value)
{
	struct hashtable *h = value_as_hashtable(self);
	if (h->cell.type->argument_count == 2) {
		enum status status = convert_to(value, h->cell.type->arguments[1], &value);
		if (status != OK)
			return status;
	}
	hashtable_set_text(h, name, value);
	return OK;
}

static enum status hashtable_convert(Value from, const struct type *to, Value *result_r)
{
	from = value_base(from);
	if (from.tag != VALUE_HASHTABLE)
		return convert_throw_final(from, to);
	struct hashtable *source = value_as_hashtable(from);
	bool ignore_case = to->argument_count == 0;
	Value made = hashtable_new_typed(to, ignore_case);
	Value key, value;
	for (size_t i = 0; hashtable_next(source, &i, &key, &value);) {
		if (to->argument_count == 2 && (convert_to(key, to->arguments[0], &key) != OK ||
						convert_to(value, to->arguments[1], &value) != OK))
			return ERROR;
		hashtable_set(value_as_hashtable(made), key, value);
	}
	*result_r = made;
	return OK;
}

static const struct type *const dictionary_interfaces[] = {
	&type_idictionary,
	&type_icollection,
	&type_ienumerable,
	NULL,
};

#define HASHTABLE_TYPE                                                              \
	.tag = VALUE_HASHTABLE, .size = sizeof(struct hashtable),                   \
	.interfaces = dictionary_interfaces, .mark = hashtable_mark,                \
	.get_dynamic = hashtable_get_dynamic, .set_dynamic = hashtable_set_dynamic, \
	.convert = hashtable_convert

struct type type_hashtable = {
	.name = "System.Collections.Hashtable",
	.alias = "hashtable",
	.members = hashtable_members,
	HASHTABLE_TYPE,
};
/* What Exception.Data is. */
struct type type_list_dictionary_internal = {
	.name = "System.Collections.ListDictionaryInternal",
	.members = hashtable_members,
	HASHTABLE_TYPE,
};
struct type type_list_dictionary = {
	.name = "System.Collections.Specialized.ListDictionary",
	.members = hashtable_members,
	HASHTABLE_TYPE,
};
struct type type_hybrid_dictionary = {
	.name = "System.Collections.Specialized.HybridDictionary",
	.members = hashtable_members,
	HASHTABLE_TYPE,
};
/* Its keys are text in lower case. */
struct type type_string_dictionary = {
	.name = "System.Collections.Specialized.StringDictionary",
	.members = string_dictionary_members,
	HASHTABLE_TYPE,
};
struct type type_generic_ordered = {
	.name = "System.Collections.Generic.OrderedDictionary`2",
	.flags = TYPE_GENERIC_DEFINITION,
	.members = generic_ordered_members,
	HASHTABLE_TYPE,
};
struct type type_ordered_dictionary = {
	.name = "System.Collections.Specialized.OrderedDictionary",
	.alias = "ordered",
	.members = ordered_dictionary_members,
	HASHTABLE_TYPE,
};
struct type type_dictionary = {
	.name = "System.Collections.Generic.Dictionary`2",
	.flags = TYPE_GENERIC_DEFINITION,
	.members = dictionary_members,
	HASHTABLE_TYPE,
};
struct type type_concurrent_dictionary = {
	.name = "System.Collections.Concurrent.ConcurrentDictionary`2",
	.flags = TYPE_GENERIC_DEFINITION,
	.members = concurrent_dictionary_members,
	HASHTABLE_TYPE,
};

Value hashtable_new_typed(const struct type *type, bool ignore_case)
{
	struct hashtable *h = gc_alloc(type, VALUE_HASHTABLE, sizeof(*h));
	h->ignore_case = ignore_case;
	return value_cell(VALUE_HASHTABLE, h);
}

Value hashtable_new(void)
{
	return hashtable_new_typed(&type_hashtable, true);
}

Value hashtable_new_ordered(void)
{
	return hashtable_new_typed(&type_ordered_dictionary, true);
}

Value hashtable_new_dictionary(void)
{
	static const char name[] = "System.Collections.Generic.Dictionary[string,object]";
	return hashtable_new_typed(type_find_text(name, sizeof(name) - 1), true);
}

static uint32_t key_hash(const struct hashtable *h, Value key)
{
	uint32_t hash = value_hash(key, h->ignore_case);
	return hash ^ hash >> 15;
}

/* The slot of the key in the index, or -1. */
static ptrdiff_t slot_find(const struct hashtable *h, Value key, uint32_t hash)
{
	if (h->index_size == 0)
		return -1;
	size_t mask = h->index_size - 1;
	for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
		int32_t number = h->index[slot];
		if (number == 0)
			return -1;
		if (number < 0)
			continue; /* removed */
		const struct hashtable_entry *entry = &h->entries[number - 1];
		if (entry->hash == hash && value_equals(entry->key, key, h->ignore_case))
			return (ptrdiff_t)slot;
	}
}

static void index_rebuild(struct hashtable *h, size_t index_size)
{
	h->index = gc_alloc_bytes(index_size * sizeof(*h->index));
	h->index_size = index_size;
	for (size_t i = 0; i < h->used; i++) {
		if (h->entries[i].key.tag == VALUE_UNSET)
			continue;
		size_t slot = h->entries[i].hash & (index_size - 1);
		while (h->index[slot] != 0)
			slot = (slot + 1) & (index_size - 1);
		h->index[slot] = (int32_t)(i + 1);
	}
}

/* Closes the holes, or makes room for more entries. */
static void entries_grow(struct hashtable *h)
{
	size_t capacity =
		h->count * 2 >= h->capacity ? MAX(h->capacity * 2, (size_t)8) : h->capacity;
	struct hashtable_entry *entries = gc_alloc_buffer(capacity * sizeof(*entries));
	size_t used = 0;
	for (size_t i = 0; i < h->used; i++)
		if (h->entries[i].key.tag != VALUE_UNSET)
			entries[used++] = h->entries[i];
	h->entries = entries;
	h->capacity = capacity;
	h->used = used;
	index_rebuild(h, capacity * 2);
}

bool hashtable_get(const struct hashtable *h, Value key, Value *value_r)
{
	key = value_base(key);
	ptrdiff_t slot = slot_find(h, key, key_hash(h, key));
	if (slot < 0)
		return false;
	*value_r = h->entries[h->index[slot] - 1].value;
	return true;
}

void hashtable_set(struct hashtable *h, Value key, Value value)
{
	key = value_base(key);
	uint32_t hash = key_hash(h, key);
	ptrdiff_t slot = slot_find(h, key, hash);
	h->version++;
	if (slot >= 0) {
		h->entries[h->index[slot] - 1].value = value;
		return;
	}
	if (h->used == h->capacity)
		entries_grow(h);
	size_t mask = h->index_size - 1, at = hash & mask;
	while (h->index[at] > 0)
		at = (at + 1) & mask;
	h->entries[h->used] = (struct hashtable_entry){key, value, hash};
	h->index[at] = (int32_t)++h->used;
	h->count++;
}

bool hashtable_remove(struct hashtable *h, Value key)
{
	key = value_base(key);
	ptrdiff_t slot = slot_find(h, key, key_hash(h, key));
	if (slot < 0)
		return false;
	struct hashtable_entry *entry = &h->entries[h->index[slot] - 1];
	entry->key = UNSET_VALUE;
	entry->value = NULL_VALUE;
	h->index[slot] = -1;
	h->count--;
	h->version++;
	if (h->count == 0)
		hashtable_clear(h);
	return true;
}

void hashtable_clear(struct hashtable *h)
{
	h->entries = NULL;
	h->index = NULL;
	h->used = h->count = h->capacity = h->index_size = 0;
	h->version++;
}

/* The rare tables whose keys are not text are asked with a real string. */
bool hashtable_get_text(const struct hashtable *h, const char *key, Value *value_r)
{
	if (h->count == 0)
		return false;
	return hashtable_get(h, string_from(key), value_r);
}

void hashtable_set_text(struct hashtable *h, const char *key, Value value)
{
	hashtable_set(h, string_from(key), value);
}

bool hashtable_next(const struct hashtable *h, size_t *position, Value *key_r, Value *value_r)
{
	while (*position < h->used) {
		const struct hashtable_entry *entry = &h->entries[(*position)++];
		if (entry->key.tag == VALUE_UNSET)
			continue;
		*key_r = entry->key;
		*value_r = entry->value;
		return true;
	}
	return false;
}

bool hashtable_at(const struct hashtable *h, size_t i, Value *key_r, Value *value_r)
{
	if (i >= h->count)
		return false;
	if (h->count == h->used) {
		*key_r = h->entries[i].key;
		*value_r = h->entries[i].value;
		return true;
	}
	size_t position = 0;
	while (hashtable_next(h, &position, key_r, value_r))
		if (i-- == 0)
			return true;
	return false;
}

/* Puts a new key before the i-th entry. */
void hashtable_insert_at(struct hashtable *h, size_t i, Value key, Value value)
{
	Value keys = list_new(), values = list_new(), k, v;
	for (size_t position = 0; hashtable_next(h, &position, &k, &v);) {
		list_add(value_as_list(keys), k);
		list_add(value_as_list(values), v);
	}
	list_insert(value_as_list(keys), i, key);
	list_insert(value_as_list(values), i, value);
	hashtable_clear(h);
	for (size_t n = 0; n < value_as_list(keys)->count; n++)
		hashtable_set(h, value_as_list(keys)->items[n], value_as_list(values)->items[n]);
}

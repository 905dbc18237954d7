/* SortedDictionary, SortedList (generic and plain) and SortedSet: arrays kept in order. */
#include "object/collections.h"

#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/generic.h"
#include "object/hashtable.h"
#include "object/reference.h"
#include "object/sequence.h"
#include "object/string.h"
#include "object/type_private.h"

#include <string.h>

struct sorted {
	struct cell cell;
	Value keys, values; /* lists of the same length; values NULL of a set */
	Value comparer;
};

static struct type type_sorted_set, type_sorted_dictionary, type_sorted_list,
	type_plain_sorted_list;

static struct sorted *as_sorted(Value v)
{
	return (struct sorted *)v.cell;
}

static struct list *keys_of(Value v)
{
	return value_as_list(as_sorted(v)->keys);
}

static struct list *values_of(Value v)
{
	return value_as_list(as_sorted(v)->values);
}

static bool is_set(Value v)
{
	return v.cell->type->generic == &type_sorted_set || v.cell->type == &type_sorted_set;
}

static void sorted_mark(void *cell)
{
	struct sorted *s = cell;
	gc_mark(s->keys);
	gc_mark(s->values);
	gc_mark(s->comparer);
}

static Value sorted_new(const struct type *type)
{
	struct sorted *s = gc_alloc(type, VALUE_OBJECT, sizeof(*s));
	Value v = value_cell(VALUE_OBJECT, s);
	s->keys = list_new();
	if (!is_set(v))
		s->values = list_new();
	return v;
}

/* The place of a key: negative (complement) when it is not there. */
static enum status find(Value self, Value key, int32_t *index_r)
{
	const struct list *keys = keys_of(self);
	if (value_is_null(key))
		return throw_argument("System.ArgumentNullException", "key",
				      "Value cannot be null.");
	return sequence_binary_search(keys->items, 0, keys->count, key, as_sorted(self)->comparer,
				      index_r);
}

static enum status put(Value self, Value key, Value value, bool replace, bool *added_r)
{
	int32_t at;
	if (find(self, key, &at) != OK)
		return ERROR;
	*added_r = at < 0;
	if (at < 0) {
		list_insert(keys_of(self), (size_t)~at, key);
		if (!is_set(self))
			list_insert(values_of(self), (size_t)~at, value);
	} else if (replace) {
		values_of(self)->items[at] = value;
	}
	return OK;
}

static void remove_at(Value self, size_t at)
{
	list_remove_at(keys_of(self), at, 1);
	if (!is_set(self))
		list_remove_at(values_of(self), at, 1);
}

static enum status sorted_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	bool added;
	if (put(self, argv[0], argc > 1 ? argv[1] : NULL_VALUE, false, &added) != OK)
		return ERROR;
	if (is_set(self)) {
		*result_r = value_bool(added);
		return OK;
	}
	if (added)
		return OK;
	Value text = value_to_string(argv[0]);
	if (self.cell->type == &type_plain_sorted_list)
		return throw_exception(
			"System.ArgumentException",
			"Item has already been added. Key in dictionary: '%s'  Key being "
			"added: '%s'",
			string_data(text), string_data(text));
	if (self.cell->type->generic == &type_sorted_dictionary) {
		Value value = value_to_string(argv[1]);
		return throw_exception(
			"System.ArgumentException",
			"An item with the same key has already been added. Key: [%s, %s]",
			string_data(text), string_data(value));
	}
	return throw_exception("System.ArgumentException",
			       "An item with the same key has already been added. Key: %s",
			       string_data(text));
}

static enum status sorted_try_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	bool added;
	if (put(self, argv[0], argv[1], false, &added) != OK)
		return ERROR;
	*result_r = value_bool(added);
	return OK;
}

static enum status sorted_contains(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	int32_t at;
	if (find(self, argv[0], &at) != OK)
		return ERROR;
	*result_r = value_bool(at >= 0);
	return OK;
}

static enum status sorted_contains_value(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	const struct list *values = values_of(self);
	*result_r = value_bool(sequence_index_of(values->items, 0, values->count, argv[0]) >= 0);
	return OK;
}

static enum status sorted_remove(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	int32_t at;
	if (find(self, argv[0], &at) != OK)
		return ERROR;
	if (at >= 0)
		remove_at(self, (size_t)at);
	if (self.cell->type != &type_plain_sorted_list)
		*result_r = value_bool(at >= 0);
	return OK;
}

static enum status sorted_clear(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	list_clear(keys_of(self));
	if (!is_set(self))
		list_clear(values_of(self));
	return OK;
}

static enum status check_index(Value self, int64_t index)
{
	if (index < 0 || (size_t)index >= keys_of(self)->count)
		return throw_argument(
			"System.ArgumentOutOfRangeException", "index",
			"Index was out of range. Must be non-negative and less than the "
			"size of the collection.");
	return OK;
}

static enum status sorted_remove_at(Value self, int argc UNUSED, const Value *argv,
				    Value *result_r UNUSED)
{
	if (check_index(self, argv[0].integer) != OK)
		return ERROR;
	remove_at(self, (size_t)argv[0].integer);
	return OK;
}

static enum status sorted_get_by_index(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	if (check_index(self, argv[0].integer) != OK)
		return ERROR;
	*result_r = values_of(self)->items[argv[0].integer];
	return OK;
}

static enum status sorted_get_key(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (check_index(self, argv[0].integer) != OK)
		return ERROR;
	*result_r = keys_of(self)->items[argv[0].integer];
	return OK;
}

static enum status sorted_set_by_index(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r UNUSED)
{
	if (check_index(self, argv[0].integer) != OK)
		return ERROR;
	values_of(self)->items[argv[0].integer] = argv[1];
	return OK;
}

static enum status sorted_index_of_key(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	int32_t at;
	if (find(self, argv[0], &at) != OK)
		return ERROR;
	*result_r = value_int(at >= 0 ? at : -1);
	return OK;
}

static enum status sorted_index_of_value(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	const struct list *values = values_of(self);
	*result_r = value_int((int32_t)sequence_index_of(values->items, 0, values->count, argv[0]));
	return OK;
}

static enum status sorted_try_get_value(Value self, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	int32_t at;
	const struct type *type = self.cell->type;
	Value value = type->argument_count == 2 ? type_default(type->arguments[1]) : NULL_VALUE;
	if (find(self, argv[0], &at) != OK)
		return ERROR;
	*result_r = value_bool(at >= 0);
	if (at >= 0)
		value = is_set(self) ? keys_of(self)->items[at] : values_of(self)->items[at];
	return reference_set(argv[1], value);
}

static enum status sorted_get_index(Value self, Value index, Value *result_r)
{
	int32_t at;
	const struct type *type = self.cell->type;
	if (type->argument_count == 2 && convert_to(index, type->arguments[0], &index) != OK)
		return ERROR;
	if (find(self, index, &at) != OK)
		return ERROR;
	if (at >= 0) {
		*result_r = values_of(self)->items[at];
		return OK;
	}
	/* PowerShell gives nothing where .NET throws KeyNotFoundException */
	*result_r = NULL_VALUE;
	return OK;
}

static enum status sorted_set_index(Value self, Value index, Value value)
{
	bool added;
	const struct type *type = self.cell->type;
	if (type->argument_count == 2 && (convert_to(index, type->arguments[0], &index) != OK ||
					  convert_to(value, type->arguments[1], &value) != OK))
		return ERROR;
	return put(self, index, value, true, &added);
}

static enum status sorted_item(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return sorted_get_index(self, argv[0], result_r);
}

static enum status sorted_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)keys_of(self)->count);
	return OK;
}

static enum status sorted_get_keys(Value self, Value *result_r)
{
	*result_r = list_to_array(keys_of(self));
	return OK;
}

static enum status sorted_get_values(Value self, Value *result_r)
{
	*result_r = list_to_array(values_of(self));
	return OK;
}

static enum status sorted_get_min(Value self, Value *result_r)
{
	const struct list *keys = keys_of(self);
	*result_r = keys->count > 0 ? keys->items[0] : NULL_VALUE;
	return OK;
}

static enum status sorted_get_max(Value self, Value *result_r)
{
	const struct list *keys = keys_of(self);
	*result_r = keys->count > 0 ? keys->items[keys->count - 1] : NULL_VALUE;
	return OK;
}

static enum status sorted_reverse(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	const struct list *keys = keys_of(self);
	*result_r = array_new(keys->count);
	for (size_t i = 0; i < keys->count; i++)
		value_as_array(*result_r)->items[i] = keys->items[keys->count - 1 - i];
	return OK;
}

/* Everything between two bounds, as a set of its own. */
static enum status sorted_view_between(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	const struct list *keys = keys_of(self);
	*result_r = sorted_new(self.cell->type);
	as_sorted(*result_r)->comparer = as_sorted(self)->comparer;
	for (size_t i = 0; i < keys->count; i++) {
		int low, high;
		if (comparer_compare(as_sorted(self)->comparer, keys->items[i], argv[0], &low) !=
			    OK ||
		    comparer_compare(as_sorted(self)->comparer, keys->items[i], argv[1], &high) !=
			    OK)
			return ERROR;
		if (low >= 0 && high <= 0)
			list_add(keys_of(*result_r), keys->items[i]);
	}
	return OK;
}

static enum status other_items(Value other, struct list **items_r)
{
	Value items = list_new();
	if (value_is_null(other))
		return throw_argument("System.ArgumentNullException", "other",
				      "Value cannot be null.");
	*items_r = value_as_list(items);
	return sequence_collect(other, *items_r);
}

static enum status sorted_union(Value self, int argc UNUSED, const Value *argv,
				Value *result_r UNUSED)
{
	struct list *items;
	bool added;
	if (other_items(argv[0], &items) != OK)
		return ERROR;
	for (size_t i = 0; i < items->count; i++)
		if (put(self, items->items[i], NULL_VALUE, false, &added) != OK)
			return ERROR;
	return OK;
}

static enum status keep_where(Value self, Value other, bool in_other)
{
	struct list *items;
	if (other_items(other, &items) != OK)
		return ERROR;
	Value probe = sorted_new(self.cell->type);
	as_sorted(probe)->comparer = as_sorted(self)->comparer;
	for (size_t i = 0; i < items->count; i++) {
		bool added;
		if (put(probe, items->items[i], NULL_VALUE, false, &added) != OK)
			return ERROR;
	}
	for (size_t i = keys_of(self)->count; i-- > 0;) {
		int32_t at;
		if (find(probe, keys_of(self)->items[i], &at) != OK)
			return ERROR;
		if ((at >= 0) != in_other)
			remove_at(self, i);
	}
	return OK;
}

static enum status sorted_intersect(Value self, int argc UNUSED, const Value *argv,
				    Value *result_r UNUSED)
{
	return keep_where(self, argv[0], true);
}

static enum status sorted_except(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	return keep_where(self, argv[0], false);
}

static enum status sorted_remove_where(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	int32_t removed = 0;
	for (size_t i = keys_of(self)->count; i-- > 0;) {
		bool matches;
		if (predicate_call(argv[0], keys_of(self)->items[i], &matches) != OK)
			return ERROR;
		if (matches) {
			remove_at(self, i);
			removed++;
		}
	}
	*result_r = value_int(removed);
	return OK;
}

static enum status sorted_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	Value self = e->source;
	*more_r = e->position < keys_of(self)->count;
	if (!*more_r)
		return OK;
	size_t at = e->position++;
	if (is_set(self)) {
		*item_r = keys_of(self)->items[at];
		return OK;
	}
	struct hashtable like = {.cell = *self.cell};
	bool generic = self.cell->type->argument_count == 2;
	*item_r = dictionary_entry_new(generic ? &like : NULL, keys_of(self)->items[at],
				       values_of(self)->items[at]);
	return OK;
}

static enum status sorted_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = sorted_next};
	return OK;
}

static enum status sorted_get_enumerator(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r)
{
	*result_r = enumerator_object_new(self);
	return OK;
}

static enum status fill(Value self, Value source)
{
	const struct type *type = self.cell->type;
	Value base = value_base(source);
	bool added;
	if (base.tag == VALUE_HASHTABLE) {
		Value key, value;
		for (size_t i = 0; hashtable_next(value_as_hashtable(base), &i, &key, &value);) {
			if (type->argument_count == 2 &&
			    (convert_to(key, type->arguments[0], &key) != OK ||
			     convert_to(value, type->arguments[1], &value) != OK))
				return ERROR;
			if (put(self, key, value, true, &added) != OK)
				return ERROR;
		}
		return OK;
	}
	if (!is_set(self))
		return throw_exception("System.InvalidCastException",
				       "Invalid cast from '%s' to '%s'.", value_type(source)->name,
				       type->name);
	Value items = list_new();
	if (sequence_collect(source, value_as_list(items)) != OK)
		return ERROR;
	for (size_t i = 0; i < value_as_list(items)->count; i++) {
		Value item = value_as_list(items)->items[i];
		if (type->argument_count == 1 && convert_to(item, type->arguments[0], &item) != OK)
			return ERROR;
		if (put(self, item, NULL_VALUE, false, &added) != OK)
			return ERROR;
	}
	return OK;
}

/* ([capacity or collection] [, comparer]) in either order */
static enum status sorted_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = sorted_new(generic_made(self, &type_plain_sorted_list));
	Value source = NULL_VALUE;
	for (int i = 0; i < argc; i++) {
		Value base = value_base(argv[i]);
		if (base.tag == VALUE_HASHTABLE || value_is_enumerable(base))
			source = base;
		else if (base.tag == VALUE_OBJECT)
			as_sorted(*result_r)->comparer = base;
	}
	return value_is_null(source) ? OK : fill(*result_r, source);
}

static enum status sorted_convert(Value from, const struct type *to, Value *result_r)
{
	*result_r = sorted_new(to);
	return fill(*result_r, from);
}

#define DICTIONARY "System.Collections.Generic.IDictionary[TKey,TValue] dictionary"
#define COMPARER "System.Collections.Generic.IComparer[TKey] comparer"
#define DICTIONARY_ROWS(name)                                                                    \
	PROPERTY("int Count {get;}", sorted_get_count),                                          \
		PROPERTY("System.Collections.Generic.IList[TKey] Keys {get;}", sorted_get_keys), \
		PROPERTY("System.Collections.Generic.IList[TValue] Values {get;}",               \
			 sorted_get_values),                                                     \
		{.kind = MEMBER_PARAMETERIZED_PROPERTY,                                          \
		 .signature = "TValue Item(TKey key) {get;set;}",                                \
		 .call = sorted_item},                                                           \
		METHOD("void Add(TKey key, TValue value)", sorted_add),                          \
		METHOD("void Clear()", sorted_clear),                                            \
		METHOD("bool ContainsKey(TKey key)", sorted_contains),                           \
		METHOD("bool ContainsValue(TValue value)", sorted_contains_value),               \
		METHOD("System.Collections.Generic.IEnumerator GetEnumerator()",                 \
		       sorted_get_enumerator),                                                   \
		METHOD("bool Remove(TKey key)", sorted_remove),                                  \
		METHOD("bool TryAdd(TKey key, TValue value)", sorted_try_add),                   \
		METHOD("bool TryGetValue(TKey key, [ref] TValue value)", sorted_try_get_value),  \
		CONSTRUCTOR(name "[TKey,TValue] new()", sorted_construct),                       \
		CONSTRUCTOR(name "[TKey,TValue] new(" DICTIONARY ")", sorted_construct),         \
		CONSTRUCTOR(name "[TKey,TValue] new(" COMPARER ")", sorted_construct),           \
		CONSTRUCTOR(name "[TKey,TValue] new(" DICTIONARY ", " COMPARER ")",              \
			    sorted_construct)

static const struct member sorted_dictionary_members[] = {
	DICTIONARY_ROWS("System.Collections.Generic.SortedDictionary"),
	MEMBER_END,
};

static const struct member sorted_list_members[] = {
	DICTIONARY_ROWS("System.Collections.Generic.SortedList"),
	CONSTRUCTOR("System.Collections.Generic.SortedList[TKey,TValue] new(int capacity)",
		    sorted_construct),
	METHOD("TKey GetKeyAtIndex(int index)", sorted_get_key),
	METHOD("TValue GetValueAtIndex(int index)", sorted_get_by_index),
	METHOD("int IndexOfKey(TKey key)", sorted_index_of_key),
	METHOD("int IndexOfValue(TValue value)", sorted_index_of_value),
	METHOD("void RemoveAt(int index)", sorted_remove_at),
	METHOD("void SetValueAtIndex(int index, TValue value)", sorted_set_by_index),
	MEMBER_END,
};

static const struct member plain_sorted_list_members[] = {
	PROPERTY("int Count {get;}", sorted_get_count),
	PROPERTY("System.Collections.ICollection Keys {get;}", sorted_get_keys),
	PROPERTY("System.Collections.ICollection Values {get;}", sorted_get_values),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "System.Object Item(System.Object key) {get;set;}",
	 .call = sorted_item},
	METHOD("void Add(System.Object key, System.Object value)", sorted_add),
	METHOD("void Clear()", sorted_clear),
	METHOD("bool Contains(System.Object key)", sorted_contains),
	METHOD("bool ContainsKey(System.Object key)", sorted_contains),
	METHOD("bool ContainsValue(System.Object value)", sorted_contains_value),
	METHOD("System.Object GetByIndex(int index)", sorted_get_by_index),
	METHOD("System.Collections.IDictionaryEnumerator GetEnumerator()", sorted_get_enumerator),
	METHOD("System.Object GetKey(int index)", sorted_get_key),
	METHOD("int IndexOfKey(System.Object key)", sorted_index_of_key),
	METHOD("int IndexOfValue(System.Object value)", sorted_index_of_value),
	METHOD("void Remove(System.Object key)", sorted_remove),
	METHOD("void RemoveAt(int index)", sorted_remove_at),
	METHOD("void SetByIndex(int index, System.Object value)", sorted_set_by_index),
	CONSTRUCTOR("System.Collections.SortedList new()", sorted_construct),
	CONSTRUCTOR("System.Collections.SortedList new(int initialCapacity)", sorted_construct),
	CONSTRUCTOR("System.Collections.SortedList new(System.Collections.IComparer comparer)",
		    sorted_construct),
	CONSTRUCTOR("System.Collections.SortedList new(System.Collections.IDictionary d)",
		    sorted_construct),
	MEMBER_END,
};

#define OTHER "System.Collections.Generic.IEnumerable[T] other"

static const struct member sorted_set_members[] = {
	PROPERTY("int Count {get;}", sorted_get_count),
	PROPERTY("T Max {get;}", sorted_get_max),
	PROPERTY("T Min {get;}", sorted_get_min),
	METHOD("bool Add(T item)", sorted_add),
	METHOD("void Clear()", sorted_clear),
	METHOD("bool Contains(T item)", sorted_contains),
	METHOD("void ExceptWith(" OTHER ")", sorted_except),
	METHOD("System.Collections.Generic.SortedSet`1+Enumerator[T] GetEnumerator()",
	       sorted_get_enumerator),
	METHOD("System.Collections.Generic.SortedSet[T] GetViewBetween(T lowerValue, T upperValue)",
	       sorted_view_between),
	METHOD("void IntersectWith(" OTHER ")", sorted_intersect),
	METHOD("bool Remove(T item)", sorted_remove),
	METHOD("int RemoveWhere(System.Predicate[T] match)", sorted_remove_where),
	METHOD("System.Collections.Generic.IEnumerable[T] Reverse()", sorted_reverse),
	METHOD("bool TryGetValue(T equalValue, [ref] T actualValue)", sorted_try_get_value),
	METHOD("void UnionWith(" OTHER ")", sorted_union),
	CONSTRUCTOR("System.Collections.Generic.SortedSet[T] new()", sorted_construct),
	CONSTRUCTOR("System.Collections.Generic.SortedSet[T] "
		    "new(System.Collections.Generic.IComparer[T] comparer)",
		    sorted_construct),
	CONSTRUCTOR("System.Collections.Generic.SortedSet[T] "
		    "new(System.Collections.Generic.IEnumerable[T] collection)",
		    sorted_construct),
	CONSTRUCTOR("System.Collections.Generic.SortedSet[T] "
		    "new(System.Collections.Generic.IEnumerable[T] collection, "
		    "System.Collections.Generic.IComparer[T] comparer)",
		    sorted_construct),
	MEMBER_END,
};

static const struct type *const set_interfaces[] = {&type_generic_ienumerable, &type_icollection,
						    &type_ienumerable, NULL};
static const struct type *const dictionary_interfaces[] = {&type_idictionary, &type_icollection,
							   &type_ienumerable, NULL};

static bool sorted_get_dynamic(Value self, const char *name, Value *result_r)
{
	Value key = string_from(name);
	for (size_t i = 0; i < keys_of(self)->count; i++)
		if (value_equals(keys_of(self)->items[i], key, false)) {
			*result_r = values_of(self)->items[i];
			return true;
		}
	return false;
}

static enum status sorted_set_dynamic(Value self, const char *name, Value value)
{
	return sorted_set_index(self, string_from(name), value);
}

#define SORTED(full_name, type_flags, rows, implements)                                        \
	{                                                                                      \
		.name = full_name, .flags = type_flags, .tag = VALUE_OBJECT,                   \
		.size = sizeof(struct sorted), .members = rows, .interfaces = implements,      \
		.mark = sorted_mark, .enumerate = sorted_enumerate, .convert = sorted_convert, \
		.get_index = sorted_get_index, .set_index = sorted_set_index,                  \
		.get_dynamic = sorted_get_dynamic, .set_dynamic = sorted_set_dynamic           \
	}

static struct type type_sorted_dictionary =
	SORTED("System.Collections.Generic.SortedDictionary`2", TYPE_GENERIC_DEFINITION,
	       sorted_dictionary_members, dictionary_interfaces);
static struct type type_sorted_list =
	SORTED("System.Collections.Generic.SortedList`2", TYPE_GENERIC_DEFINITION,
	       sorted_list_members, dictionary_interfaces);
static struct type type_plain_sorted_list = SORTED(
	"System.Collections.SortedList", 0, plain_sorted_list_members, dictionary_interfaces);
static struct type type_sorted_set = {
	.name = "System.Collections.Generic.SortedSet`1",
	.flags = TYPE_GENERIC_DEFINITION,
	.tag = VALUE_OBJECT,
	.size = sizeof(struct sorted),
	.members = sorted_set_members,
	.interfaces = set_interfaces,
	.mark = sorted_mark,
	.enumerate = sorted_enumerate,
	.convert = sorted_convert,
};

struct type *const sorted_types[] = {&type_sorted_dictionary, &type_sorted_list,
				     &type_plain_sorted_list, &type_sorted_set, NULL};

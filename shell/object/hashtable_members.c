/* Members of Hashtable, OrderedDictionary and Dictionary<K,V>. */
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/delegate.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/reference.h"
#include "object/sequence.h"
#include "object/string.h"
#include "object/type_private.h"

static struct hashtable *self_of(Value v)
{
	return value_as_hashtable(v);
}

static enum status check_key(Value key)
{
	if (value_is_null(key))
		return throw_argument("System.ArgumentNullException", "key",
				      "Value cannot be null.");
	return OK;
}

static enum status check_writable(Value self)
{
	if (self.cell->flags & CELL_FROZEN)
		return throw_exception("System.NotSupportedException",
				       "The OrderedDictionary is readonly and cannot be modified.");
	return OK;
}

static enum status hashtable_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)self_of(self)->count);
	return OK;
}

/* Keys and Values are copies, in the order of the table. */
static Value part_of(Value self, bool keys)
{
	struct hashtable *h = self_of(self);
	Value list = list_new_typed(dictionary_part_type(h->cell.type, keys));
	list_reserve(value_as_list(list), h->count);
	Value key, value;
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);)
		list_add(value_as_list(list), keys ? key : value);
	list.cell->flags |= CELL_FROZEN;
	return list;
}

static enum status hashtable_get_keys(Value self, Value *result_r)
{
	*result_r = part_of(self, true);
	return OK;
}

static enum status hashtable_get_values(Value self, Value *result_r)
{
	*result_r = part_of(self, false);
	return OK;
}

static enum status hashtable_get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status hashtable_get_is_read_only(Value self, Value *result_r)
{
	*result_r = value_bool(self.cell->flags & CELL_FROZEN);
	return OK;
}

static enum status hashtable_get_self(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

static enum status hashtable_item(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value key;
	if (self.cell->type == &type_ordered_dictionary && argv[0].tag == VALUE_INT32) {
		if (argv[0].integer < 0 ||
		    !hashtable_at(self_of(self), (size_t)argv[0].integer, &key, result_r))
			return throw_argument(
				"System.ArgumentOutOfRangeException", "index",
				"Index was out of range. Must be non-negative and less "
				"than the size of the collection.");
		return OK;
	}
	if (hashtable_get(self_of(self), argv[0], result_r))
		return OK;
	if (self.cell->type->argument_count == 2)
		return throw_exception("System.Collections.Generic.KeyNotFoundException",
				       "The given key '%s' was not present in the dictionary.",
				       string_data(value_to_string(argv[0])));
	*result_r = NULL_VALUE;
	return OK;
}

static enum status throw_duplicate(Value self, Value key)
{
	Value text = value_to_string(key);
	if (self.cell->type->argument_count == 2)
		return throw_exception("System.ArgumentException",
				       "An item with the same key has already been added. Key: %s",
				       string_data(text));
	return throw_exception("System.ArgumentException",
			       "Item has already been added. Key in dictionary: '%s'  Key being "
			       "added: '%s'",
			       string_data(text), string_data(text));
}

static enum status hashtable_add(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	Value old;
	enum status status = check_writable(self);
	if (status == OK)
		status = check_key(argv[0]);
	if (status != OK)
		return status;
	if (hashtable_get(self_of(self), argv[0], &old))
		return throw_duplicate(self, argv[0]);
	hashtable_set(self_of(self), argv[0], argv[1]);
	return OK;
}

static enum status dictionary_try_add(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	Value old;
	bool there = hashtable_get(self_of(self), argv[0], &old);
	if (!there)
		hashtable_set(self_of(self), argv[0], argv[1]);
	*result_r = value_bool(!there);
	return OK;
}

static enum status hashtable_clear_all(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r UNUSED)
{
	enum status status = check_writable(self);
	if (status == OK)
		hashtable_clear(self_of(self));
	return status;
}

static Value copy_of(Value self)
{
	Value made = hashtable_new_typed(self.cell->type, self_of(self)->ignore_case);
	Value key, value;
	for (size_t i = 0; hashtable_next(self_of(self), &i, &key, &value);)
		hashtable_set(self_of(made), key, value);
	return made;
}

static enum status hashtable_clone(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = copy_of(self);
	return OK;
}

static enum status ordered_as_read_only(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	*result_r = copy_of(self);
	result_r->cell->flags |= CELL_FROZEN;
	return OK;
}

static enum status hashtable_contains_key(Value self, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	Value value;
	enum status status = check_key(argv[0]);
	if (status == OK)
		*result_r = value_bool(hashtable_get(self_of(self), argv[0], &value));
	return status;
}

static enum status hashtable_contains_value(Value self, int argc UNUSED, const Value *argv,
					    Value *result_r)
{
	Value key, value;
	*result_r = FALSE_VALUE;
	for (size_t i = 0; hashtable_next(self_of(self), &i, &key, &value);)
		if (value_equals(value, argv[0], false))
			*result_r = TRUE_VALUE;
	return OK;
}

static enum status hashtable_remove_key(Value self, int argc UNUSED, const Value *argv,
					Value *result_r UNUSED)
{
	enum status status = check_writable(self);
	if (status == OK)
		status = check_key(argv[0]);
	if (status == OK)
		(void)hashtable_remove(self_of(self), argv[0]);
	return status;
}

static enum status dictionary_remove(Value self, int argc, const Value *argv, Value *result_r)
{
	Value old = NULL_VALUE;
	(void)hashtable_get(self_of(self), argv[0], &old);
	*result_r = value_bool(hashtable_remove(self_of(self), argv[0]));
	return argc > 1 ? reference_set(argv[1], old) : OK;
}

static enum status dictionary_try_get_value(Value self, int argc UNUSED, const Value *argv,
					    Value *result_r)
{
	const struct type *type = self.cell->type;
	Value value;
	bool found = hashtable_get(self_of(self), argv[0], &value);
	if (!found)
		value = type->argument_count == 2 ? type_default(type->arguments[1]) : NULL_VALUE;
	*result_r = value_bool(found);
	return reference_set(argv[1], value);
}

/* ---- ConcurrentDictionary: threads take turns, so that its members need no more than Dictionary's ---- */

static enum status concurrent_get_is_empty(Value self, Value *result_r)
{
	*result_r = value_bool(self_of(self)->count == 0);
	return OK;
}

static enum status concurrent_try_update(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	Value old;
	bool same =
		hashtable_get(self_of(self), argv[0], &old) && value_equals(old, argv[2], false);
	if (same)
		hashtable_set(self_of(self), argv[0], argv[1]);
	*result_r = value_bool(same);
	return OK;
}

/* A value, or what a function makes of the arguments. */
static enum status made_by(Value maker, int argc, const Value *argv, Value *result_r)
{
	*result_r = maker;
	return value_is_callable(maker) ? delegate_invoke(maker, argc, argv, result_r) : OK;
}

static enum status concurrent_get_or_add(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	if (hashtable_get(self_of(self), argv[0], result_r))
		return OK;
	if (made_by(argv[1], 1, argv, result_r) != OK)
		return ERROR;
	hashtable_set(self_of(self), argv[0], *result_r);
	return OK;
}

static enum status concurrent_add_or_update(Value self, int argc UNUSED, const Value *argv,
					    Value *result_r)
{
	Value update[] = {argv[0], NULL_VALUE};
	enum status status = hashtable_get(self_of(self), argv[0], &update[1])
				     ? made_by(argv[2], 2, update, result_r)
				     : made_by(argv[1], 1, argv, result_r);
	if (status == OK)
		hashtable_set(self_of(self), argv[0], *result_r);
	return status;
}

static enum status ordered_insert(Value self, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	Value old;
	enum status status = check_writable(self);
	if (status == OK)
		status = check_key(argv[1]);
	if (status != OK)
		return status;
	if (argv[0].integer < 0 || argv[0].integer > (int64_t)self_of(self)->count)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Specified argument was out of the range of valid values.");
	if (hashtable_get(self_of(self), argv[1], &old))
		return throw_duplicate(self, argv[1]);
	hashtable_insert_at(self_of(self), (size_t)argv[0].integer, argv[1], argv[2]);
	return OK;
}

static enum status ordered_remove_at(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r UNUSED)
{
	Value key, value;
	enum status status = check_writable(self);
	if (status != OK)
		return status;
	if (argv[0].integer < 0 ||
	    !hashtable_at(self_of(self), (size_t)argv[0].integer, &key, &value))
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	(void)hashtable_remove(self_of(self), key);
	return OK;
}

static enum status hashtable_copy_to(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r UNUSED)
{
	struct array *target = value_as_array(argv[0]);
	size_t at = (size_t)argv[1].integer;
	if (argv[1].integer < 0 || at + self_of(self)->count > target->count)
		return throw_argument(
			"System.ArgumentException", "array",
			"Destination array is not long enough to copy all the items in "
			"the collection. Check array index and length.");
	Value key, value;
	for (size_t i = 0; hashtable_next(self_of(self), &i, &key, &value);) {
		enum status status =
			array_set(target, at++, dictionary_entry_new(self_of(self), key, value));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status hashtable_get_enumerator(Value self, int argc UNUSED, const Value *argv UNUSED,
					    Value *result_r)
{
	*result_r = enumerator_object_new(self);
	return OK;
}

static enum status hashtable_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r UNUSED)
{
	return OK;
}

/* Tables made by constructors tell upper and lower case apart, unlike @{}, unless a comparer says so. */
static enum status hashtable_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	bool ignore_case = false;
	Value source = NULL_VALUE;
	for (int i = 0; i < argc; i++) {
		Value v = value_base(argv[i]);
		if (v.tag == VALUE_HASHTABLE)
			source = v;
		else if (v.tag == VALUE_OBJECT)
			ignore_case = comparer_ignores_case(v);
	}
	const struct type *type = value_as_type(self);
	Value made = hashtable_new_typed(type, ignore_case);
	*result_r = made;
	if (value_is_null(source))
		return OK;
	Value key, value;
	for (size_t i = 0; hashtable_next(self_of(source), &i, &key, &value);) {
		if (type->argument_count == 2 &&
		    (convert_to(key, type->arguments[0], &key) != OK ||
		     convert_to(value, type->arguments[1], &value) != OK))
			return ERROR;
		hashtable_set(self_of(made), key, value);
	}
	return OK;
}

static enum status hashtable_synchronized(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	*result_r = argv[0];
	argv[0].cell->flags |= CELL_SYNCHRONIZED;
	return OK;
}

static enum status hashtable_get_is_synchronized(Value self, Value *result_r)
{
	*result_r = value_bool(self.cell->flags & CELL_SYNCHRONIZED);
	return OK;
}

#define ITEM(text)                                                                               \
	{                                                                                        \
		.kind = MEMBER_PARAMETERIZED_PROPERTY, .signature = text, .call = hashtable_item \
	}

const struct member hashtable_members[] = {
	METHOD("void Add(System.Object key, System.Object value)", hashtable_add),
	METHOD("void Clear()", hashtable_clear_all),
	METHOD("System.Object Clone()", hashtable_clone),
	METHOD("bool Contains(System.Object key)", hashtable_contains_key),
	METHOD("bool ContainsKey(System.Object key)", hashtable_contains_key),
	METHOD("bool ContainsValue(System.Object value)", hashtable_contains_value),
	METHOD("void CopyTo(array array, int arrayIndex)", hashtable_copy_to),
	METHOD("System.Collections.IDictionaryEnumerator GetEnumerator()",
	       hashtable_get_enumerator),
	METHOD("void Remove(System.Object key)", hashtable_remove_key),
	ITEM("System.Object Item(System.Object key) {get;set;}"),
	PROPERTY("bool IsReadOnly {get;}", hashtable_get_is_read_only),
	PROPERTY("bool IsFixedSize {get;}", hashtable_get_false),
	PROPERTY("bool IsSynchronized {get;}", hashtable_get_is_synchronized),
	PROPERTY("System.Collections.ICollection Keys {get;}", hashtable_get_keys),
	PROPERTY("System.Collections.ICollection Values {get;}", hashtable_get_values),
	PROPERTY("System.Object SyncRoot {get;}", hashtable_get_self),
	PROPERTY("int Count {get;}", hashtable_get_count),
	STATIC_METHOD("static hashtable Synchronized(hashtable table)", hashtable_synchronized),
	CONSTRUCTOR("hashtable new()", hashtable_construct),
	CONSTRUCTOR("hashtable new(int capacity)", hashtable_construct),
	CONSTRUCTOR("hashtable new(System.Collections.IEqualityComparer equalityComparer)",
		    hashtable_construct),
	CONSTRUCTOR("hashtable new(System.Collections.IDictionary d)", hashtable_construct),
	CONSTRUCTOR("hashtable new(System.Collections.IDictionary d, "
		    "System.Collections.IEqualityComparer equalityComparer)",
		    hashtable_construct),
	MEMBER_END,
};

const struct member ordered_dictionary_members[] = {
	METHOD("void Add(System.Object key, System.Object value)", hashtable_add),
	METHOD("ordered AsReadOnly()", ordered_as_read_only),
	METHOD("void Clear()", hashtable_clear_all),
	METHOD("bool Contains(System.Object key)", hashtable_contains_key),
	METHOD("void CopyTo(array array, int index)", hashtable_copy_to),
	METHOD("System.Collections.IDictionaryEnumerator GetEnumerator()",
	       hashtable_get_enumerator),
	METHOD("void Insert(int index, System.Object key, System.Object value)", ordered_insert),
	METHOD("void Remove(System.Object key)", hashtable_remove_key),
	METHOD("void RemoveAt(int index)", ordered_remove_at),
	ITEM("System.Object Item(int index) {get;set;}"),
	ITEM("System.Object Item(System.Object key) {get;set;}"),
	PROPERTY("int Count {get;}", hashtable_get_count),
	PROPERTY("bool IsReadOnly {get;}", hashtable_get_is_read_only),
	PROPERTY("System.Collections.ICollection Keys {get;}", hashtable_get_keys),
	PROPERTY("System.Collections.ICollection Values {get;}", hashtable_get_values),
	PROPERTY("bool IsFixedSize {get;}", hashtable_get_false),
	PROPERTY("System.Object SyncRoot {get;}", hashtable_get_self),
	PROPERTY("bool IsSynchronized {get;}", hashtable_get_false),
	CONSTRUCTOR("ordered new()", hashtable_construct),
	CONSTRUCTOR("ordered new(int capacity)", hashtable_construct),
	CONSTRUCTOR("ordered new(System.Collections.IEqualityComparer comparer)",
		    hashtable_construct),
	MEMBER_END,
};

#define CONCURRENT "System.Collections.Concurrent.ConcurrentDictionary[TKey,TValue]"
#define MAKER "System.Func[TKey,TValue]"
#define CHANGER "System.Func[TKey,TValue,TValue]"

const struct member concurrent_dictionary_members[] = {
	METHOD("TValue AddOrUpdate(TKey key, " MAKER " addValueFactory, " CHANGER
	       " updateValueFactory)",
	       concurrent_add_or_update),
	METHOD("TValue AddOrUpdate(TKey key, TValue addValue, " CHANGER " updateValueFactory)",
	       concurrent_add_or_update),
	METHOD("void Clear()", hashtable_clear_all),
	METHOD("bool ContainsKey(TKey key)", hashtable_contains_key),
	METHOD("System.Collections.Generic.IEnumerator[System.Collections.Generic.KeyValuePair["
	       "TKey,TValue]] GetEnumerator()",
	       hashtable_get_enumerator),
	METHOD("TValue GetOrAdd(TKey key, " MAKER " valueFactory)", concurrent_get_or_add),
	METHOD("TValue GetOrAdd(TKey key, TValue value)", concurrent_get_or_add),
	METHOD("bool TryAdd(TKey key, TValue value)", dictionary_try_add),
	METHOD("bool TryGetValue(TKey key, [ref] TValue value)", dictionary_try_get_value),
	METHOD("bool TryRemove(TKey key, [ref] TValue value)", dictionary_remove),
	METHOD("bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)",
	       concurrent_try_update),
	ITEM("TValue Item(TKey key) {get;set;}"),
	PROPERTY("int Count {get;}", hashtable_get_count),
	PROPERTY("bool IsEmpty {get;}", concurrent_get_is_empty),
	PROPERTY("System.Collections.Generic.ICollection[TKey] Keys {get;}", hashtable_get_keys),
	PROPERTY("System.Collections.Generic.ICollection[TValue] Values {get;}",
		 hashtable_get_values),
	CONSTRUCTOR(CONCURRENT " new()", hashtable_construct),
	CONSTRUCTOR(CONCURRENT " new(System.Collections.Generic.IEqualityComparer[TKey] comparer)",
		    hashtable_construct),
	CONSTRUCTOR(CONCURRENT
		    " new(System.Collections.Generic.IDictionary[TKey,TValue] collection)",
		    hashtable_construct),
	MEMBER_END,
};

static enum status hashtable_construct_ignoring_case(Value self, int argc UNUSED,
						     const Value *argv UNUSED, Value *result_r)
{
	*result_r = hashtable_new_typed(value_as_type(self), true);
	return OK;
}

static enum status ordered_get_at(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value key, value;
	if (argv[0].integer < 0 ||
	    !hashtable_at(self_of(self), (size_t)argv[0].integer, &key, &value))
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	*result_r = dictionary_entry_new(self_of(self), key, value);
	return OK;
}

static enum status ordered_set_at(Value self, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	Value key, value;
	if (argv[0].integer < 0 ||
	    !hashtable_at(self_of(self), (size_t)argv[0].integer, &key, &value))
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	hashtable_set(self_of(self), key, argv[1]);
	return OK;
}

static enum status ordered_index_of(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value key, value;
	int32_t at = 0;
	*result_r = value_int(-1);
	for (size_t i = 0; hashtable_next(self_of(self), &i, &key, &value); at++)
		if (value_equals(key, argv[0], self_of(self)->ignore_case))
			*result_r = value_int(at);
	return OK;
}

#define ORDERED "System.Collections.Generic.OrderedDictionary[TKey,TValue]"
const struct member generic_ordered_members[] = {
	METHOD("void Add(TKey key, TValue value)", hashtable_add),
	METHOD("void Clear()", hashtable_clear_all),
	METHOD("bool ContainsKey(TKey key)", hashtable_contains_key),
	METHOD("bool ContainsValue(TValue value)", hashtable_contains_value),
	METHOD("System.Collections.Generic.KeyValuePair[TKey,TValue] GetAt(int index)",
	       ordered_get_at),
	METHOD("void SetAt(int index, TValue value)", ordered_set_at),
	METHOD("int IndexOf(TKey key)", ordered_index_of),
	METHOD("void Insert(int index, TKey key, TValue value)", ordered_insert),
	METHOD("void RemoveAt(int index)", ordered_remove_at),
	METHOD("System.Object GetEnumerator()", hashtable_get_enumerator),
	METHOD("bool Remove(TKey key)", dictionary_remove),
	METHOD("bool TryAdd(TKey key, TValue value)", dictionary_try_add),
	METHOD("bool TryGetValue(TKey key, [ref] TValue value)", dictionary_try_get_value),
	ITEM("TValue Item(TKey key) {get;set;}"),
	PROPERTY("int Count {get;}", hashtable_get_count),
	PROPERTY("System.Object Keys {get;}", hashtable_get_keys),
	PROPERTY("System.Object Values {get;}", hashtable_get_values),
	CONSTRUCTOR(ORDERED " new()", hashtable_construct),
	CONSTRUCTOR(ORDERED " new(int capacity)", hashtable_construct),
	CONSTRUCTOR(ORDERED " new(System.Collections.Generic.IEqualityComparer[TKey] comparer)",
		    hashtable_construct),
	CONSTRUCTOR(ORDERED " new(System.Collections.Generic.IDictionary[TKey,TValue] dictionary)",
		    hashtable_construct),
	MEMBER_END,
};

/* StringDictionary keeps its keys in lower case. */
#define LOWERED(function, call)                                                               \
	static enum status function(Value self, int argc, const Value *argv, Value *result_r) \
	{                                                                                     \
		Value lowered[2] = {NULL_VALUE, argc > 1 ? argv[1] : NULL_VALUE};             \
		if (!value_is_null(argv[0]) &&                                                \
		    member_invoke(argv[0], "ToLowerInvariant", 0, NULL, &lowered[0]) != OK)   \
			return ERROR;                                                         \
		return call(self, argc, lowered, result_r);                                   \
	}
LOWERED(string_dictionary_add, hashtable_add)
LOWERED(string_dictionary_remove, hashtable_remove_key)
LOWERED(string_dictionary_contains, hashtable_contains_key)
LOWERED(string_dictionary_item, hashtable_item)

const struct member string_dictionary_members[] = {
	METHOD("void Add(string key, string value)", string_dictionary_add),
	METHOD("void Clear()", hashtable_clear_all),
	METHOD("bool ContainsKey(string key)", string_dictionary_contains),
	METHOD("bool ContainsValue(string value)", hashtable_contains_value),
	METHOD("void Remove(string key)", string_dictionary_remove),
	METHOD("System.Collections.IEnumerator GetEnumerator()", hashtable_get_enumerator),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "string Item(string key) {get;set;}",
	 .call = string_dictionary_item},
	PROPERTY("int Count {get;}", hashtable_get_count),
	PROPERTY("System.Collections.ICollection Keys {get;}", hashtable_get_keys),
	PROPERTY("System.Collections.ICollection Values {get;}", hashtable_get_values),
	CONSTRUCTOR("System.Collections.Specialized.StringDictionary new()",
		    hashtable_construct_ignoring_case),
	MEMBER_END,
};

const struct member dictionary_members[] = {
	METHOD("void Add(TKey key, TValue value)", hashtable_add),
	METHOD("void Clear()", hashtable_clear_all),
	METHOD("bool ContainsKey(TKey key)", hashtable_contains_key),
	METHOD("bool ContainsValue(TValue value)", hashtable_contains_value),
	METHOD("int EnsureCapacity(int capacity)", hashtable_nothing),
	METHOD("System.Collections.Generic.Dictionary`2+Enumerator[TKey,TValue] GetEnumerator()",
	       hashtable_get_enumerator),
	METHOD("bool Remove(TKey key)", dictionary_remove),
	METHOD("bool Remove(TKey key, [ref] TValue value)", dictionary_remove),
	METHOD("void TrimExcess()", hashtable_nothing),
	METHOD("bool TryAdd(TKey key, TValue value)", dictionary_try_add),
	METHOD("bool TryGetValue(TKey key, [ref] TValue value)", dictionary_try_get_value),
	ITEM("TValue Item(TKey key) {get;set;}"),
	PROPERTY("int Count {get;}", hashtable_get_count),
	PROPERTY("System.Collections.Generic.Dictionary`2+KeyCollection[TKey,TValue] Keys {get;}",
		 hashtable_get_keys),
	PROPERTY("System.Collections.Generic.Dictionary`2+ValueCollection[TKey,TValue] Values "
		 "{get;}",
		 hashtable_get_values),
	PROPERTY("bool IsReadOnly {get;}", hashtable_get_is_read_only),
	PROPERTY("bool IsFixedSize {get;}", hashtable_get_false),
	PROPERTY("System.Object SyncRoot {get;}", hashtable_get_self),
	PROPERTY("bool IsSynchronized {get;}", hashtable_get_false),
	CONSTRUCTOR("System.Collections.Generic.Dictionary[TKey,TValue] new()",
		    hashtable_construct),
	CONSTRUCTOR("System.Collections.Generic.Dictionary[TKey,TValue] new(int capacity)",
		    hashtable_construct),
	CONSTRUCTOR("System.Collections.Generic.Dictionary[TKey,TValue] "
		    "new(System.Collections.Generic.IEqualityComparer[TKey] comparer)",
		    hashtable_construct),
	CONSTRUCTOR("System.Collections.Generic.Dictionary[TKey,TValue] "
		    "new(System.Collections.Generic.IDictionary[TKey,TValue] dictionary)",
		    hashtable_construct),
	CONSTRUCTOR("System.Collections.Generic.Dictionary[TKey,TValue] "
		    "new(System.Collections.Generic.IDictionary[TKey,TValue] dictionary, "
		    "System.Collections.Generic.IEqualityComparer[TKey] comparer)",
		    hashtable_construct),
	MEMBER_END,
};

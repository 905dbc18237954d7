/* Members of List<T>, Collection<T> and ArrayList. */
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/delegate.h"
#include "object/error_record.h"
#include "object/primitive_members.h"
#include "object/runtime.h"
#include "object/sequence.h"
#include "object/type_private.h"

#include <string.h>

static struct list *self_of(Value v)
{
	return value_as_list(v);
}

static enum status throw_index(void)
{
	return throw_argument("System.ArgumentOutOfRangeException", "index",
			      "Index was out of range. Must be non-negative and less than the size "
			      "of the collection.");
}

static enum status check_writable(Value self)
{
	if (self.cell->flags & CELL_FROZEN)
		return throw_exception("System.NotSupportedException", "Collection is read-only.");
	return OK;
}

static enum status list_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)self_of(self)->count);
	return OK;
}

static enum status list_get_capacity(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)self_of(self)->capacity);
	return OK;
}

static enum status list_set_capacity(Value self, Value value)
{
	if (value.integer < (int64_t)self_of(self)->count)
		return throw_argument("System.ArgumentOutOfRangeException", "value",
				      "capacity was less than the current size.");
	list_reserve(self_of(self), (size_t)value.integer);
	return OK;
}

static enum status list_get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status list_get_is_read_only(Value self, Value *result_r)
{
	*result_r = value_bool(self.cell->flags & CELL_FROZEN);
	return OK;
}

static enum status list_get_self(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

static enum status list_item(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *l = self_of(self);
	if (argv[0].integer < 0 || argv[0].integer >= (int64_t)l->count)
		return throw_index();
	*result_r = l->items[argv[0].integer];
	return OK;
}

static enum status list_add_item(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	enum status status = check_writable(self);
	if (status == OK)
		list_add(self_of(self), argv[0]);
	return status;
}

/* ArrayList.Add gives the index. */
static enum status array_list_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	enum status status = check_writable(self);
	if (status != OK)
		return status;
	*result_r = value_int((int32_t)self_of(self)->count);
	list_add(self_of(self), argv[0]);
	return OK;
}

/* Items of a collection argument, converted to what the list holds. */
static enum status collect_converted(Value self, Value source, Value *items_r)
{
	const struct type *type = self.cell->type;
	const struct type *item_type =
		type->argument_count == 1 ? type->arguments[0] : &type_object;
	*items_r = list_new();
	struct list *l = value_as_list(*items_r);
	enum status status = sequence_collect(source, l);
	for (size_t i = 0; status == OK && item_type != &type_object && i < l->count; i++)
		status = convert_to(l->items[i], item_type, &l->items[i]);
	return status;
}

static enum status insert_range(Value self, int64_t at, Value source)
{
	Value items;
	enum status status = check_writable(self);
	if (status == OK)
		status = collect_converted(self, source, &items);
	if (status != OK)
		return status;
	struct list *l = self_of(self), *added = value_as_list(items);
	if (at < 0 || at > (int64_t)l->count)
		return throw_index();
	list_reserve(l, l->count + added->count);
	memmove(l->items + at + added->count, l->items + at,
		(l->count - (size_t)at) * sizeof(Value));
	if (added->count > 0)
		memcpy(l->items + at, added->items, added->count * sizeof(Value));
	l->count += added->count;
	l->version++;
	return OK;
}

static enum status list_add_range(Value self, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	return insert_range(self, (int64_t)self_of(self)->count, argv[0]);
}

static enum status list_insert_range(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r UNUSED)
{
	return insert_range(self, argv[0].integer, argv[1]);
}

static enum status list_insert_item(Value self, int argc UNUSED, const Value *argv,
				    Value *result_r UNUSED)
{
	enum status status = check_writable(self);
	if (status != OK)
		return status;
	if (argv[0].integer < 0 || argv[0].integer > (int64_t)self_of(self)->count)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index must be within the bounds of the List.");
	list_insert(self_of(self), (size_t)argv[0].integer, argv[1]);
	return OK;
}

static enum status list_clear_all(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r UNUSED)
{
	enum status status = check_writable(self);
	if (status == OK)
		list_clear(self_of(self));
	return status;
}

static enum status list_contains(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *l = self_of(self);
	*result_r = value_bool(sequence_index_of(l->items, 0, l->count, argv[0]) >= 0);
	return OK;
}

static enum status list_index_of(Value self, int argc, const Value *argv, Value *result_r)
{
	struct list *l = self_of(self);
	int64_t start = argc > 1 ? argv[1].integer : 0;
	int64_t count = argc > 2 ? argv[2].integer : (int64_t)l->count - start;
	if (start < 0 || count < 0 || start + count > (int64_t)l->count)
		return throw_index();
	*result_r = value_int(
		(int32_t)sequence_index_of(l->items, (size_t)start, (size_t)count, argv[0]));
	return OK;
}

static enum status list_last_index_of(Value self, int argc, const Value *argv, Value *result_r)
{
	struct list *l = self_of(self);
	size_t count = argc > 1 ? MIN((size_t)argv[1].integer + 1, l->count) : l->count;
	*result_r = value_int((int32_t)sequence_last_index_of(l->items, count, argv[0]));
	return OK;
}

static enum status list_remove(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	enum status status = check_writable(self);
	if (status != OK)
		return status;
	struct list *l = self_of(self);
	ptrdiff_t at = sequence_index_of(l->items, 0, l->count, argv[0]);
	if (at >= 0)
		list_remove_at(l, (size_t)at, 1);
	*result_r = value_bool(at >= 0);
	return OK;
}

static enum status array_list_remove(Value self, int argc, const Value *argv,
				     Value *result_r UNUSED)
{
	Value ignored;
	return list_remove(self, argc, argv, &ignored);
}

static enum status list_remove_index(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r UNUSED)
{
	enum status status = check_writable(self);
	if (status != OK)
		return status;
	if (argv[0].integer < 0 || argv[0].integer >= (int64_t)self_of(self)->count)
		return throw_index();
	list_remove_at(self_of(self), (size_t)argv[0].integer, 1);
	return OK;
}

static enum status check_range(Value self, Value at, Value count)
{
	if (at.integer < 0)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Non-negative number required.");
	if (count.integer < 0)
		return throw_argument("System.ArgumentOutOfRangeException", "count",
				      "Non-negative number required.");
	if (at.integer + count.integer > (int64_t)self_of(self)->count)
		return throw_exception(
			"System.ArgumentException",
			"Offset and length were out of bounds for the array or count "
			"is greater than the number of elements from index to the end "
			"of the source collection.");
	return OK;
}

static enum status list_remove_range(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r UNUSED)
{
	enum status status = check_range(self, argv[0], argv[1]);
	if (status == OK)
		list_remove_at(self_of(self), (size_t)argv[0].integer, (size_t)argv[1].integer);
	return status;
}

static enum status list_get_range(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	enum status status = check_range(self, argv[0], argv[1]);
	if (status != OK)
		return status;
	Value made = list_new_typed(self.cell->type);
	for (int64_t i = 0; i < argv[1].integer; i++)
		list_add(value_as_list(made), self_of(self)->items[argv[0].integer + i]);
	*result_r = made;
	return OK;
}

static enum status list_reverse(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	struct list *l = self_of(self);
	size_t at = 0, count = l->count;
	if (argc == 2) {
		enum status status = check_range(self, argv[0], argv[1]);
		if (status != OK)
			return status;
		at = (size_t)argv[0].integer;
		count = (size_t)argv[1].integer;
	}
	for (size_t i = 0; i < count / 2; i++) {
		Value low = l->items[at + i];
		l->items[at + i] = l->items[at + count - 1 - i];
		l->items[at + count - 1 - i] = low;
	}
	l->version++;
	return OK;
}

static enum status list_sort(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	struct list *l = self_of(self);
	size_t at = 0, count = l->count;
	Value comparer = argc == 1 ? argv[0] : NULL_VALUE;
	if (argc == 3) {
		enum status status = check_range(self, argv[0], argv[1]);
		if (status != OK)
			return status;
		at = (size_t)argv[0].integer;
		count = (size_t)argv[1].integer;
		comparer = argv[2];
	}
	l->version++;
	return sequence_sort(l->items + at, NULL, count, comparer);
}

static enum status list_to_array_typed(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	const struct type *type = self.cell->type;
	Value array = list_to_array(self_of(self));
	*result_r = array;
	if (type->argument_count == 1)
		return convert_to(array, type_array_of(type->arguments[0], 1), result_r);
	return OK;
}

static enum status array_list_to_array(Value self, int argc, const Value *argv, Value *result_r)
{
	Value array = list_to_array(self_of(self));
	*result_r = array;
	if (argc > 0)
		return convert_to(array, type_array_of(value_as_type(argv[0]), 1), result_r);
	return OK;
}

static enum status list_copy_to(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	struct list *l = self_of(self);
	bool part = argc == 4;
	struct array *target = value_as_array(argv[part ? 1 : 0]);
	int64_t from = part ? argv[0].integer : 0;
	int64_t to = part ? argv[2].integer : argc > 1 ? argv[1].integer : 0;
	int64_t count = part ? argv[3].integer : (int64_t)l->count;
	if (to < 0 || from < 0 || count < 0 || to + count > (int64_t)target->count ||
	    from + count > (int64_t)l->count)
		return throw_argument(
			"System.ArgumentException", "destinationArray",
			"Destination array was not long enough. Check the destination "
			"index, length, and the array's lower bounds.");
	for (int64_t i = 0; i < count; i++) {
		enum status status = array_set(target, (size_t)(to + i), l->items[from + i]);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status list_get_enumerator(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	*result_r = enumerator_object_new(self);
	return OK;
}

static enum status list_binary_search(Value self, int argc, const Value *argv, Value *result_r)
{
	struct list *l = self_of(self);
	int32_t index;
	enum status status = sequence_binary_search(l->items, 0, l->count, argv[0],
						    argc > 1 ? argv[1] : NULL_VALUE, &index);
	*result_r = value_int(index);
	return status;
}

static enum status search(struct list *l, Value predicate, bool backwards, ptrdiff_t *found_r)
{
	*found_r = -1;
	for (size_t n = 0; n < l->count; n++) {
		size_t i = backwards ? l->count - 1 - n : n;
		bool matches;
		enum status status = predicate_call(predicate, l->items[i], &matches);
		if (status != OK)
			return status;
		if (matches) {
			*found_r = (ptrdiff_t)i;
			break;
		}
	}
	return OK;
}

static Value item_or_default(Value self, ptrdiff_t at)
{
	const struct type *type = self.cell->type;
	if (at >= 0)
		return self_of(self)->items[at];
	return type->argument_count == 1 ? type_default(type->arguments[0]) : NULL_VALUE;
}

static enum status list_find(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(self), argv[0], false, &at);
	*result_r = item_or_default(self, at);
	return status;
}

static enum status list_find_last(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(self), argv[0], true, &at);
	*result_r = item_or_default(self, at);
	return status;
}

static enum status list_find_index(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(self), argv[0], false, &at);
	*result_r = value_int((int32_t)at);
	return status;
}

static enum status list_find_last_index(Value self, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(self), argv[0], true, &at);
	*result_r = value_int((int32_t)at);
	return status;
}

static enum status list_exists(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(self), argv[0], false, &at);
	*result_r = value_bool(at >= 0);
	return status;
}

static enum status list_true_for_all(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	struct list *l = self_of(self);
	bool matches = true;
	enum status status = OK;
	for (size_t i = 0; i < l->count && matches && status == OK; i++)
		status = predicate_call(argv[0], l->items[i], &matches);
	*result_r = value_bool(matches);
	return status;
}

static enum status list_find_all(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *l = self_of(self);
	Value found = list_new_typed(self.cell->type);
	enum status status = OK;
	for (size_t i = 0; i < l->count && status == OK; i++) {
		bool matches;
		status = predicate_call(argv[0], l->items[i], &matches);
		if (status == OK && matches)
			list_add(value_as_list(found), l->items[i]);
	}
	*result_r = found;
	return status;
}

static enum status list_remove_all(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *l = self_of(self);
	size_t kept = 0, count = l->count;
	enum status status = OK;
	for (size_t i = 0; i < count; i++) {
		bool matches = false;
		if (status == OK)
			status = predicate_call(argv[0], l->items[i], &matches);
		if (status != OK || !matches)
			l->items[kept++] = l->items[i];
	}
	l->count = kept;
	l->version++;
	*result_r = value_int((int32_t)(count - kept));
	return status;
}

static enum status list_foreach(Value self, int argc UNUSED, const Value *argv,
				Value *result_r UNUSED)
{
	struct list *l = self_of(self);
	enum status status = OK;
	for (size_t i = 0; i < l->count && status == OK; i++) {
		Value ignored = VOID_VALUE;
		status = delegate_invoke(argv[0], 1, &l->items[i], &ignored);
	}
	return status;
}

static enum status list_convert_all(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *l = self_of(self);
	Value made = list_new();
	enum status status = OK;
	for (size_t i = 0; i < l->count && status == OK; i++) {
		Value one = NULL_VALUE;
		status = delegate_invoke(argv[0], 1, &l->items[i], &one);
		list_add(value_as_list(made), one);
	}
	*result_r = made;
	return status;
}

static enum status list_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	return OK;
}

static enum status list_ensure_capacity(Value self, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	if (argv[0].integer > 0)
		list_reserve(self_of(self), (size_t)argv[0].integer);
	*result_r = value_int((int32_t)self_of(self)->capacity);
	return OK;
}

static Value copy_of(Value self)
{
	Value made = list_new_typed(self.cell->type);
	for (size_t i = 0; i < self_of(self)->count; i++)
		list_add(value_as_list(made), self_of(self)->items[i]);
	return made;
}

static enum status list_clone(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	*result_r = copy_of(self);
	return OK;
}

static enum status list_as_read_only(Value self, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r)
{
	const struct type *type = self.cell->type;
	*result_r = copy_of(self);
	result_r->cell->flags |= CELL_FROZEN;
	if (type->argument_count == 1)
		result_r->cell->type = type_make_generic(
			&type_read_only_collection, (const struct type *const *)type->arguments, 1);
	return OK;
}

static enum status list_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	Value made = list_new_typed(value_as_type(self));
	*result_r = made;
	if (argc == 0)
		return OK;
	if (argv[0].tag == VALUE_INT32) {
		if (argv[0].integer < 0)
			return throw_argument("System.ArgumentOutOfRangeException", "capacity",
					      "Non-negative number required.");
		list_reserve(value_as_list(made), (size_t)argv[0].integer);
		return OK;
	}
	return insert_range(made, 0, argv[0]);
}

static enum status array_list_repeat(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	*result_r = list_new_typed(&type_array_list);
	for (int64_t i = 0; i < argv[1].integer; i++)
		list_add(value_as_list(*result_r), argv[0]);
	return OK;
}

static enum status array_list_same(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	*result_r = argv[0];
	return OK;
}

static enum status array_list_read_only(Value self, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	(void)self;
	return list_as_read_only(argv[0], 0, NULL, result_r);
}

static enum status array_list_synchronized(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	argv[0].cell->flags |= CELL_SYNCHRONIZED;
	*result_r = argv[0];
	return OK;
}

static enum status list_get_is_synchronized(Value self, Value *result_r)
{
	*result_r = value_bool(self.cell->flags & CELL_SYNCHRONIZED);
	return OK;
}

static enum status array_list_set_range(Value self, int argc UNUSED, const Value *argv,
					Value *result_r UNUSED)
{
	struct list *list = self_of(self);
	Value source = list_new();
	if (sequence_collect(argv[1], value_as_list(source)) != OK)
		return ERROR;
	size_t at = (size_t)argv[0].integer, count = value_count(source);
	if (argv[0].integer < 0 || at + count > list->count)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "or equal to the size of the collection.");
	for (size_t i = 0; i < count; i++)
		list->items[at + i] = value_item(source, i);
	list->version++;
	return OK;
}

const struct member list_members[] = {
	METHOD("void Add(T item)", list_add_item),
	METHOD("void AddRange(System.Collections.Generic.IEnumerable[T] collection)",
	       list_add_range),
	METHOD("System.Collections.ObjectModel.ReadOnlyCollection[T] AsReadOnly()",
	       list_as_read_only),
	METHOD("int BinarySearch(T item)", list_binary_search),
	METHOD("int BinarySearch(T item, System.Collections.Generic.IComparer[T] comparer)",
	       list_binary_search),
	METHOD("void Clear()", list_clear_all),
	METHOD("bool Contains(T item)", list_contains),
	METHOD("System.Collections.Generic.List[TOutput] ConvertAll(System.Converter[T,"
	       "TOutput] converter)",
	       list_convert_all),
	METHOD("void CopyTo(T[] array)", list_copy_to),
	METHOD("void CopyTo(int index, T[] array, int arrayIndex, int count)", list_copy_to),
	METHOD("void CopyTo(T[] array, int arrayIndex)", list_copy_to),
	METHOD("int EnsureCapacity(int capacity)", list_ensure_capacity),
	METHOD("bool Exists(System.Predicate[T] match)", list_exists),
	METHOD("T Find(System.Predicate[T] match)", list_find),
	METHOD("System.Collections.Generic.List[T] FindAll(System.Predicate[T] match)",
	       list_find_all),
	METHOD("int FindIndex(System.Predicate[T] match)", list_find_index),
	METHOD("T FindLast(System.Predicate[T] match)", list_find_last),
	METHOD("int FindLastIndex(System.Predicate[T] match)", list_find_last_index),
	METHOD("void ForEach(System.Action[T] action)", list_foreach),
	METHOD("System.Collections.Generic.List`1+Enumerator[T] GetEnumerator()",
	       list_get_enumerator),
	METHOD("System.Collections.Generic.List[T] GetRange(int index, int count)", list_get_range),
	METHOD("int IndexOf(T item)", list_index_of),
	METHOD("int IndexOf(T item, int index)", list_index_of),
	METHOD("int IndexOf(T item, int index, int count)", list_index_of),
	METHOD("void Insert(int index, T item)", list_insert_item),
	METHOD("void InsertRange(int index, System.Collections.Generic.IEnumerable[T] collection)",
	       list_insert_range),
	METHOD("int LastIndexOf(T item)", list_last_index_of),
	METHOD("int LastIndexOf(T item, int index)", list_last_index_of),
	METHOD("bool Remove(T item)", list_remove),
	METHOD("int RemoveAll(System.Predicate[T] match)", list_remove_all),
	METHOD("void RemoveAt(int index)", list_remove_index),
	METHOD("void RemoveRange(int index, int count)", list_remove_range),
	METHOD("void Reverse()", list_reverse),
	METHOD("void Reverse(int index, int count)", list_reverse),
	METHOD("System.Collections.Generic.List[T] Slice(int start, int length)", list_get_range),
	METHOD("void Sort()", list_sort),
	METHOD("void Sort(System.Collections.Generic.IComparer[T] comparer)", list_sort),
	METHOD("void Sort(int index, int count, System.Collections.Generic.IComparer[T] comparer)",
	       list_sort),
	METHOD("void Sort(System.Comparison[T] comparison)", list_sort),
	METHOD("T[] ToArray()", list_to_array_typed),
	METHOD("void TrimExcess()", list_nothing),
	METHOD("bool TrueForAll(System.Predicate[T] match)", list_true_for_all),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "T Item(int index) {get;set;}",
	 .call = list_item},
	PROPERTY_RW("int Capacity {get;set;}", list_get_capacity, list_set_capacity),
	PROPERTY("int Count {get;}", list_get_count),
	PROPERTY("bool IsReadOnly {get;}", list_get_is_read_only),
	PROPERTY("bool IsFixedSize {get;}", list_get_false),
	PROPERTY("System.Object SyncRoot {get;}", list_get_self),
	PROPERTY("bool IsSynchronized {get;}", list_get_false),
	CONSTRUCTOR("System.Collections.Generic.List[T] new()", list_construct),
	CONSTRUCTOR("System.Collections.Generic.List[T] new(int capacity)", list_construct),
	CONSTRUCTOR("System.Collections.Generic.List[T] "
		    "new(System.Collections.Generic.IEnumerable[T] collection)",
		    list_construct),
	MEMBER_END,
};

const struct member collection_members[] = {
	METHOD("void Add(T item)", list_add_item),
	METHOD("void Clear()", list_clear_all),
	METHOD("bool Contains(T item)", list_contains),
	METHOD("void CopyTo(T[] array, int index)", list_copy_to),
	METHOD("System.Collections.Generic.IEnumerator[T] GetEnumerator()", list_get_enumerator),
	METHOD("int IndexOf(T item)", list_index_of),
	METHOD("void Insert(int index, T item)", list_insert_item),
	METHOD("bool Remove(T item)", list_remove),
	METHOD("void RemoveAt(int index)", list_remove_index),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "T Item(int index) {get;set;}",
	 .call = list_item},
	PROPERTY("int Count {get;}", list_get_count),
	CONSTRUCTOR("System.Collections.ObjectModel.Collection[T] new()", list_construct),
	CONSTRUCTOR("System.Collections.ObjectModel.Collection[T] "
		    "new(System.Collections.Generic.IList[T] list)",
		    list_construct),
	MEMBER_END,
};

#define COLLECTION_ROWS(name)                                                                  \
	METHOD("void Add(T item)", list_add_item), METHOD("void Clear()", list_clear_all),     \
		METHOD("bool Contains(T item)", list_contains),                                \
		METHOD("void CopyTo(T[] array, int index)", list_copy_to),                     \
		METHOD("System.Collections.Generic.IEnumerator[T] GetEnumerator()",            \
		       list_get_enumerator),                                                   \
		METHOD("int IndexOf(T item)", list_index_of),                                  \
		METHOD("void Insert(int index, T item)", list_insert_item),                    \
		METHOD("bool Remove(T item)", list_remove),                                    \
		METHOD("void RemoveAt(int index)", list_remove_index),                         \
		PROPERTY("int Count {get;}", list_get_count),                                  \
		{.kind = MEMBER_PARAMETERIZED_PROPERTY,                                        \
		 .signature = "T Item(int index) {get;set;}",                                  \
		 .call = list_item},                                                           \
		CONSTRUCTOR(name " new()", list_construct),                                    \
		CONSTRUCTOR(name " new(System.Collections.Generic.IEnumerable[T] collection)", \
			    list_construct)

static enum status observable_move(Value self, int argc UNUSED, const Value *argv,
				   Value *result_r UNUSED)
{
	struct list *list = self_of(self);
	int64_t from = argv[0].integer, to = argv[1].integer, count = (int64_t)list->count;
	if (from < 0 || from >= count || to < 0 || to >= count)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	Value moved = list->items[from];
	int64_t step = from < to ? 1 : -1;
	for (int64_t i = from; i != to; i += step)
		list->items[i] = list->items[i + step];
	list->items[to] = moved;
	list->version++;
	return OK;
}

const struct member observable_members[] = {
	COLLECTION_ROWS("System.Collections.ObjectModel.ObservableCollection[T]"),
	METHOD("void Move(int oldIndex, int newIndex)", observable_move),
	MEMBER_END,
};

/* What a PSDataCollection holds is taken out of it. */
static enum status data_read_all(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = copy_of(self);
	return list_clear_all(self, argc, argv, result_r);
}

static enum status data_get_open(Value self, Value *result_r)
{
	*result_r = value_bool(!(self.cell->flags & CELL_FROZEN));
	return OK;
}

static enum status data_complete(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r UNUSED)
{
	self.cell->flags |= CELL_FROZEN;
	return OK;
}

const struct member ps_data_members[] = {
	COLLECTION_ROWS("System.Management.Automation.PSDataCollection[T]"),
	PROPERTY("bool IsOpen {get;}", data_get_open),
	METHOD("void Complete()", data_complete),
	METHOD("System.Object ReadAll()", data_read_all),
	MEMBER_END,
};

const struct member string_collection_members[] = {
	METHOD("int Add(string value)", array_list_add),
	METHOD("void AddRange(string[] value)", list_add_range),
	METHOD("void Clear()", list_clear_all),
	METHOD("bool Contains(string value)", list_contains),
	METHOD("void CopyTo(string[] array, int index)", list_copy_to),
	METHOD("int IndexOf(string value)", list_index_of),
	METHOD("void Insert(int index, string value)", list_insert_item),
	METHOD("void Remove(string value)", array_list_remove),
	METHOD("void RemoveAt(int index)", list_remove_index),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "string Item(int index) {get;set;}",
	 .call = list_item},
	PROPERTY("int Count {get;}", list_get_count),
	PROPERTY("bool IsReadOnly {get;}", list_get_is_read_only),
	CONSTRUCTOR("System.Collections.Specialized.StringCollection new()", list_construct),
	MEMBER_END,
};

const struct member part_members[] = {
	METHOD("void CopyTo(array array, int index)", list_copy_to),
	METHOD("bool Contains(System.Object item)", list_contains),
	METHOD("System.Collections.IEnumerator GetEnumerator()", list_get_enumerator),
	PROPERTY("int Count {get;}", list_get_count),
	PROPERTY("bool IsSynchronized {get;}", list_get_false),
	PROPERTY("System.Object SyncRoot {get;}", list_get_self),
	MEMBER_END,
};

const struct member array_list_members[] = {
	METHOD("int Add(System.Object value)", array_list_add),
	METHOD("void AddRange(System.Collections.ICollection c)", list_add_range),
	METHOD("int BinarySearch(System.Object value)", list_binary_search),
	METHOD("int BinarySearch(System.Object value, System.Collections.IComparer comparer)",
	       list_binary_search),
	METHOD("void Clear()", list_clear_all),
	METHOD("System.Object Clone()", list_clone),
	METHOD("bool Contains(System.Object item)", list_contains),
	METHOD("void CopyTo(array array)", list_copy_to),
	METHOD("void CopyTo(array array, int arrayIndex)", list_copy_to),
	METHOD("void CopyTo(int index, array array, int arrayIndex, int count)", list_copy_to),
	METHOD("System.Collections.IEnumerator GetEnumerator()", list_get_enumerator),
	METHOD("System.Collections.ArrayList GetRange(int index, int count)", list_get_range),
	METHOD("int IndexOf(System.Object value)", list_index_of),
	METHOD("int IndexOf(System.Object value, int startIndex)", list_index_of),
	METHOD("int IndexOf(System.Object value, int startIndex, int count)", list_index_of),
	METHOD("void Insert(int index, System.Object value)", list_insert_item),
	METHOD("void InsertRange(int index, System.Collections.ICollection c)", list_insert_range),
	METHOD("int LastIndexOf(System.Object value)", list_last_index_of),
	METHOD("int LastIndexOf(System.Object value, int startIndex)", list_last_index_of),
	METHOD("void Remove(System.Object obj)", array_list_remove),
	METHOD("void RemoveAt(int index)", list_remove_index),
	METHOD("void RemoveRange(int index, int count)", list_remove_range),
	METHOD("void Reverse()", list_reverse),
	METHOD("void Reverse(int index, int count)", list_reverse),
	METHOD("void Sort()", list_sort),
	METHOD("void Sort(System.Collections.IComparer comparer)", list_sort),
	METHOD("void Sort(int index, int count, System.Collections.IComparer comparer)", list_sort),
	METHOD("System.Object[] ToArray()", array_list_to_array),
	METHOD("array ToArray(type type)", array_list_to_array),
	METHOD("void TrimToSize()", list_nothing),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "System.Object Item(int index) {get;set;}",
	 .call = list_item},
	PROPERTY_RW("int Capacity {get;set;}", list_get_capacity, list_set_capacity),
	PROPERTY("int Count {get;}", list_get_count),
	PROPERTY("bool IsFixedSize {get;}", list_get_false),
	PROPERTY("bool IsReadOnly {get;}", list_get_is_read_only),
	PROPERTY("bool IsSynchronized {get;}", list_get_is_synchronized),
	PROPERTY("System.Object SyncRoot {get;}", list_get_self),
	METHOD("void SetRange(int index, System.Collections.ICollection c)", array_list_set_range),
	STATIC_METHOD("static System.Collections.ArrayList Adapter(System.Collections.IList list)",
		      array_list_same),
	STATIC_METHOD("static System.Collections.ArrayList ReadOnly(System.Collections.ArrayList "
		      "list)",
		      array_list_read_only),
	STATIC_METHOD("static System.Collections.ArrayList Repeat(System.Object value, int count)",
		      array_list_repeat),
	STATIC_METHOD("static System.Collections.ArrayList Synchronized(System.Collections."
		      "ArrayList list)",
		      array_list_synchronized),
	CONSTRUCTOR("System.Collections.ArrayList new()", list_construct),
	CONSTRUCTOR("System.Collections.ArrayList new(int capacity)", list_construct),
	CONSTRUCTOR("System.Collections.ArrayList new(System.Collections.ICollection c)",
		    list_construct),
	MEMBER_END,
};

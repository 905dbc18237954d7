/* Members of arrays and of [array]. */
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/delegate.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/reference.h"
#include "object/runtime.h"
#include "object/sequence.h"
#include "object/type_private.h"

#include <string.h>

static struct array *self_of(Value v)
{
	return value_as_array(value_base(v));
}

static enum status array_get_length(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)self_of(self)->count);
	return OK;
}

static enum status array_get_long_length(Value self, Value *result_r)
{
	*result_r = value_int64((int64_t)self_of(self)->count);
	return OK;
}

static enum status array_get_rank(Value self, Value *result_r)
{
	*result_r = value_int(self_of(self)->cell.type->rank);
	return OK;
}

static enum status array_get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status array_get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status array_get_self(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

static enum status throw_bounds(void)
{
	return throw_exception("System.IndexOutOfRangeException",
			       "Index was outside the bounds of the array.");
}

static int64_t length_of(const struct array *a, int dimension)
{
	return a->lengths != NULL ? a->lengths[dimension] : (int64_t)a->count;
}

static int64_t lower_of(const struct array *a, int dimension)
{
	return a->lower_bounds != NULL ? a->lower_bounds[dimension] : 0;
}

static enum status check_dimension(Value self, Value dimension)
{
	if (dimension.integer < 0 || dimension.integer >= self_of(self)->cell.type->rank)
		return throw_bounds();
	return OK;
}

static enum status array_get_length_of(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	enum status status = check_dimension(self, argv[0]);
	if (status == OK)
		*result_r = value_int((int32_t)length_of(self_of(self), (int)argv[0].integer));
	return status;
}

static enum status array_get_upper_bound(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	enum status status = check_dimension(self, argv[0]);
	int dimension = (int)argv[0].integer;
	if (status == OK)
		*result_r = value_int((int32_t)(lower_of(self_of(self), dimension) +
						length_of(self_of(self), dimension) - 1));
	return status;
}

static enum status array_get_lower_bound(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	enum status status = check_dimension(self, argv[0]);
	if (status == OK)
		*result_r = value_int((int32_t)lower_of(self_of(self), (int)argv[0].integer));
	return status;
}

/* The offset of the element with these indexes (one array, or one number each). */
static enum status element_at(Value self, int argc, const Value *argv, size_t *at_r)
{
	struct array *a = self_of(self);
	Value indexes = argv[0];
	bool one = indexes.tag == VALUE_ARRAY;
	int count = one ? (int)value_count(indexes) : argc;
	if (count != a->cell.type->rank)
		return throw_exception("System.ArgumentException", "Array was not a %s array.",
				       count == 1   ? "one-dimensional"
				       : count == 2 ? "two-dimensional"
						    : "multidimensional");
	size_t at = 0;
	for (int i = 0; i < count; i++) {
		int64_t index =
			(one ? value_item(indexes, (size_t)i) : argv[i]).integer - lower_of(a, i);
		if (index < 0 || index >= length_of(a, i))
			return throw_bounds();
		at = at * (size_t)length_of(a, i) + (size_t)index;
	}
	*at_r = at;
	return OK;
}

static enum status array_get_value(Value self, int argc, const Value *argv, Value *result_r)
{
	size_t at;
	enum status status = element_at(self, argc, argv, &at);
	if (status == OK)
		*result_r = array_get(self_of(self), at);
	return status;
}

static enum status array_set_value(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	size_t at;
	enum status status = element_at(self, argc - 1, argv + 1, &at);
	return status == OK ? array_set(self_of(self), at, argv[0]) : status;
}

static void put(struct array *a, size_t i, Value v)
{
	if (a->bytes != NULL)
		a->bytes[i] = (uint8_t)v.integer;
	else
		a->items[i] = v;
}

static Value array_copy(Value self)
{
	struct array *a = self_of(self);
	Value made = a->bytes != NULL ? array_new_bytes(a->bytes, a->count)
				      : array_from(a->items, a->count);
	struct array *copy = value_as_array(made);
	copy->cell.type = a->cell.type;
	copy->lengths = a->lengths;
	copy->lower_bounds = a->lower_bounds;
	return made;
}

static enum status array_clone(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	*result_r = array_copy(self);
	return OK;
}

static enum status copy_items(struct array *from, int64_t from_at, struct array *to, int64_t to_at,
			      int64_t count)
{
	if (count < 0 || from_at < 0 || to_at < 0)
		return throw_argument("System.ArgumentOutOfRangeException", "length",
				      "Non-negative number required.");
	if (from_at + count > (int64_t)from->count)
		return throw_argument("System.ArgumentException", "sourceArray",
				      "Source array was not long enough. Check the source index, "
				      "length, and the array's lower bounds.");
	if (to_at + count > (int64_t)to->count)
		return throw_argument(
			"System.ArgumentException", "destinationArray",
			"Destination array was not long enough. Check the destination "
			"index, length, and the array's lower bounds.");
	if (from == to && from->bytes == NULL) {
		memmove(to->items + to_at, from->items + from_at, (size_t)count * sizeof(Value));
		return OK;
	}
	if (from->bytes != NULL && to->bytes != NULL) {
		memmove(to->bytes + to_at, from->bytes + from_at, (size_t)count);
		return OK;
	}
	for (int64_t i = 0; i < count; i++) {
		enum status status =
			array_set(to, (size_t)(to_at + i), array_get(from, (size_t)(from_at + i)));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status array_copy_to(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	return copy_items(self_of(self), 0, self_of(argv[0]), argv[1].integer,
			  (int64_t)self_of(self)->count);
}

static enum status array_get_enumerator(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	*result_r = enumerator_object_new(self);
	return OK;
}

static enum status array_contains(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct array *a = self_of(self);
	*result_r = value_bool(sequence_index_of(array_items(a), 0, a->count, argv[0]) >= 0);
	return OK;
}

static enum status array_index_of(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct array *a = self_of(self);
	*result_r = value_int((int32_t)sequence_index_of(array_items(a), 0, a->count, argv[0]));
	return OK;
}

static enum status array_fixed_size(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r UNUSED)
{
	return throw_exception("System.NotSupportedException", "Collection was of a fixed size.");
}

static enum status array_clear_self(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r UNUSED)
{
	struct array *a = self_of(self);
	Value start = type_default(a->cell.type->element);
	for (size_t i = 0; i < a->count; i++)
		put(a, i, start);
	return OK;
}

static enum status array_item(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct array *a = self_of(self);
	if (argv[0].integer < 0 || argv[0].integer >= (int64_t)a->count)
		return throw_bounds();
	*result_r = array_get(a, (size_t)argv[0].integer);
	return OK;
}

static enum status static_clear(Value self, int argc, const Value *argv, Value *result_r)
{
	struct array *a = self_of(argv[0]);
	if (argc == 1)
		return array_clear_self(argv[0], 0, NULL, result_r);
	int64_t at = argv[1].integer, count = argv[2].integer;
	(void)self;
	if (at < 0 || count < 0 || at + count > (int64_t)a->count)
		return throw_bounds();
	Value start = type_default(a->cell.type->element);
	for (int64_t i = at; i < at + count; i++)
		put(a, (size_t)i, start);
	return OK;
}

static enum status static_copy(Value self UNUSED, int argc, const Value *argv,
			       Value *result_r UNUSED)
{
	if (argc == 3)
		return copy_items(self_of(argv[0]), 0, self_of(argv[1]), 0, argv[2].integer);
	return copy_items(self_of(argv[0]), argv[1].integer, self_of(argv[2]), argv[3].integer,
			  argv[4].integer);
}

static enum status static_create_instance(Value self UNUSED, int argc, const Value *argv,
					  Value *result_r)
{
	const struct type *element = value_as_type(argv[0]);
	int32_t lengths[32];
	int rank = 0;
	for (int i = 1; i < argc; i++) {
		size_t count = argv[i].tag == VALUE_ARRAY ? value_count(argv[i]) : 1;
		for (size_t k = 0; k < count && rank < 32; k++)
			lengths[rank++] = (int32_t)value_item(argv[i], k).integer;
	}
	for (int i = 0; i < rank; i++)
		if (lengths[i] < 0)
			return throw_argument("System.ArgumentOutOfRangeException", "length",
					      "Non-negative number required.");
	const struct type *type = type_array_of(element, MAX(rank, 1));
	*result_r = rank <= 1 ? array_new_typed(type, rank == 1 ? (size_t)lengths[0] : 0)
			      : array_new_ranks(type, lengths, NULL);
	return OK;
}

static enum status static_fill(Value self UNUSED, int argc, const Value *argv,
			       Value *result_r UNUSED)
{
	struct array *a = self_of(argv[0]);
	int64_t at = argc > 2 ? argv[2].integer : 0;
	int64_t count = argc > 2 ? argv[3].integer : (int64_t)a->count;
	enum status status = OK;
	if (at < 0 || count < 0 || at + count > (int64_t)a->count)
		return throw_bounds();
	for (int64_t i = at; i < at + count && status == OK; i++)
		status = array_set(a, (size_t)i, argv[1]);
	return status;
}

static enum status static_index_of(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct array *a = self_of(argv[0]);
	int64_t start = argc > 2 ? argv[2].integer : 0;
	int64_t count = argc > 3 ? argv[3].integer : (int64_t)a->count - start;
	if (start < 0 || start > (int64_t)a->count || count < 0 ||
	    start + count > (int64_t)a->count)
		return throw_argument(
			"System.ArgumentOutOfRangeException", "startIndex",
			"Index was out of range. Must be non-negative and less than or "
			"equal to the size of the collection.");
	*result_r = value_int(
		(int32_t)sequence_index_of(array_items(a), (size_t)start, (size_t)count, argv[1]));
	return OK;
}

static enum status static_last_index_of(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	struct array *a = self_of(argv[0]);
	size_t count = argc > 2 ? (size_t)argv[2].integer + 1 : a->count;
	*result_r = value_int(
		(int32_t)sequence_last_index_of(array_items(a), MIN(count, a->count), argv[1]));
	return OK;
}

static void reverse(struct array *a, size_t at, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		Value low = array_get(a, at + i);
		put(a, at + i, array_get(a, at + count - 1 - i));
		put(a, at + count - 1 - i, low);
	}
}

static enum status static_reverse(Value self UNUSED, int argc, const Value *argv,
				  Value *result_r UNUSED)
{
	struct array *a = self_of(argv[0]);
	int64_t at = argc > 1 ? argv[1].integer : 0;
	int64_t count = argc > 1 ? argv[2].integer : (int64_t)a->count;
	if (at < 0 || count < 0 || at + count > (int64_t)a->count)
		return throw_bounds();
	reverse(a, (size_t)at, (size_t)count);
	return OK;
}

static enum status sort_range(struct array *a, struct array *companion, int64_t at, int64_t count,
			      Value comparer)
{
	if (at < 0 || count < 0 || at + count > (int64_t)a->count)
		return throw_bounds();
	Value *items = array_items(a);
	Value *others = companion != NULL ? array_items(companion) : NULL;
	enum status status = sequence_sort(items + at, others != NULL ? others + at : NULL,
					   (size_t)count, comparer);
	for (int64_t i = at; status == OK && i < at + count; i++) {
		put(a, (size_t)i, items[i]);
		if (companion != NULL)
			put(companion, (size_t)i, others[i]);
	}
	return status;
}

/* Sort(array[, items][, index, length][, comparer]) */
static enum status static_sort(Value self UNUSED, int argc, const Value *argv,
			       Value *result_r UNUSED)
{
	struct array *a = self_of(argv[0]), *companion = NULL;
	int at = 1;
	if (at < argc && argv[at].tag == VALUE_ARRAY)
		companion = self_of(argv[at++]);
	int64_t start = 0, count = (int64_t)a->count;
	if (at + 1 < argc && argv[at].tag == VALUE_INT32) {
		start = argv[at++].integer;
		count = argv[at++].integer;
	}
	return sort_range(a, companion, start, count, at < argc ? argv[at] : NULL_VALUE);
}

static enum status static_binary_search(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	struct array *a = self_of(argv[0]);
	int32_t index;
	bool range = argc >= 4;
	size_t start = range ? (size_t)argv[1].integer : 0;
	size_t count = range ? (size_t)argv[2].integer : a->count;
	Value wanted = argv[range ? 3 : 1];
	Value comparer = argc == 3 ? argv[2] : argc == 5 ? argv[4] : NULL_VALUE;
	if (start + count > a->count)
		return throw_bounds();
	enum status status =
		sequence_binary_search(array_items(a), start, count, wanted, comparer, &index);
	*result_r = value_int(index);
	return status;
}

static enum status static_resize(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	Value old;
	enum status status = reference_get(argv[0], &old);
	if (status != OK)
		return status;
	old = value_base(old);
	if (argv[1].integer < 0)
		return throw_argument("System.ArgumentOutOfRangeException", "newSize",
				      "Non-negative number required.");
	size_t count = (size_t)argv[1].integer;
	const struct type *type = old.tag == VALUE_ARRAY ? old.cell->type : &type_object_array;
	Value made = array_new_typed(type, count);
	for (size_t i = 0; old.tag == VALUE_ARRAY && i < MIN(count, self_of(old)->count); i++)
		put(value_as_array(made), i, array_get(self_of(old), i));
	return reference_set(argv[0], made);
}

/* Find and its kind: from the front or the back, an item, an index, all, whether any or all. */
static enum status search(struct array *a, Value predicate, bool backwards, ptrdiff_t *found_r)
{
	*found_r = -1;
	for (size_t n = 0; n < a->count; n++) {
		size_t i = backwards ? a->count - 1 - n : n;
		bool matches;
		enum status status = predicate_call(predicate, array_get(a, i), &matches);
		if (status != OK)
			return status;
		if (matches) {
			*found_r = (ptrdiff_t)i;
			break;
		}
	}
	return OK;
}

static Value item_or_default(struct array *a, ptrdiff_t at)
{
	return at >= 0 ? array_get(a, (size_t)at) : type_default(a->cell.type->element);
}

static enum status static_find(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(argv[0]), argv[1], false, &at);
	*result_r = item_or_default(self_of(argv[0]), at);
	return status;
}

static enum status static_find_last(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(argv[0]), argv[1], true, &at);
	*result_r = item_or_default(self_of(argv[0]), at);
	return status;
}

static enum status static_find_index(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(argv[0]), argv[1], false, &at);
	*result_r = value_int((int32_t)at);
	return status;
}

static enum status static_find_last_index(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(argv[0]), argv[1], true, &at);
	*result_r = value_int((int32_t)at);
	return status;
}

static enum status static_exists(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	ptrdiff_t at;
	enum status status = search(self_of(argv[0]), argv[1], false, &at);
	*result_r = value_bool(at >= 0);
	return status;
}

static enum status static_true_for_all(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	struct array *a = self_of(argv[0]);
	bool matches = true;
	enum status status = OK;
	for (size_t i = 0; i < a->count && matches && status == OK; i++)
		status = predicate_call(argv[1], array_get(a, i), &matches);
	*result_r = value_bool(matches);
	return status;
}

static enum status static_find_all(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	struct array *a = self_of(argv[0]);
	Value found = list_new();
	enum status status = OK;
	for (size_t i = 0; i < a->count && status == OK; i++) {
		bool matches;
		status = predicate_call(argv[1], array_get(a, i), &matches);
		if (status == OK && matches)
			list_add(value_as_list(found), array_get(a, i));
	}
	Value array = list_to_array(value_as_list(found));
	return status == OK ? convert_to(array, a->cell.type, result_r) : status;
}

static enum status static_foreach(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	struct array *a = self_of(argv[0]);
	enum status status = OK;
	for (size_t i = 0; i < a->count && status == OK; i++) {
		Value item = array_get(a, i), ignored = VOID_VALUE;
		status = delegate_invoke(argv[1], 1, &item, &ignored);
	}
	return status;
}

static enum status static_convert_all(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	struct array *a = self_of(argv[0]);
	Value made = array_new(a->count);
	enum status status = OK;
	for (size_t i = 0; i < a->count && status == OK; i++) {
		Value item = array_get(a, i);
		status = delegate_invoke(argv[1], 1, &item, &value_as_array(made)->items[i]);
	}
	*result_r = made;
	return status;
}

const struct member array_members[] = {
	METHOD("int Add(System.Object value)", array_fixed_size),
	METHOD("void Clear()", array_clear_self),
	METHOD("System.Object Clone()", array_clone),
	METHOD("bool Contains(System.Object value)", array_contains),
	METHOD("void CopyTo(array array, int index)", array_copy_to),
	METHOD("void CopyTo(array array, long index)", array_copy_to),
	METHOD("System.Collections.IEnumerator GetEnumerator()", array_get_enumerator),
	METHOD("int GetLength(int dimension)", array_get_length_of),
	METHOD("long GetLongLength(int dimension)", array_get_length_of),
	METHOD("int GetLowerBound(int dimension)", array_get_lower_bound),
	METHOD("int GetUpperBound(int dimension)", array_get_upper_bound),
	METHOD("System.Object GetValue(Params int[] indices)", array_get_value),
	METHOD("System.Object GetValue(int index)", array_get_value),
	METHOD("System.Object GetValue(int index1, int index2)", array_get_value),
	METHOD("System.Object GetValue(int index1, int index2, int index3)", array_get_value),
	METHOD("int IndexOf(System.Object value)", array_index_of),
	METHOD("void Insert(int index, System.Object value)", array_fixed_size),
	METHOD("void Remove(System.Object value)", array_fixed_size),
	METHOD("void RemoveAt(int index)", array_fixed_size),
	METHOD("void SetValue(System.Object value, int index)", array_set_value),
	METHOD("void SetValue(System.Object value, int index1, int index2)", array_set_value),
	METHOD("void SetValue(System.Object value, int index1, int index2, int index3)",
	       array_set_value),
	METHOD("void SetValue(System.Object value, Params int[] indices)", array_set_value),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "System.Object IList.Item(int index) {get;set;}",
	 .call = array_item},
	PROPERTY("int Length {get;}", array_get_length),
	PROPERTY("long LongLength {get;}", array_get_long_length),
	PROPERTY("int Rank {get;}", array_get_rank),
	PROPERTY("System.Object SyncRoot {get;}", array_get_self),
	PROPERTY("bool IsReadOnly {get;}", array_get_false),
	PROPERTY("bool IsFixedSize {get;}", array_get_true),
	PROPERTY("bool IsSynchronized {get;}", array_get_false),
	PROPERTY("int Count {get;}", array_get_length),
	STATIC_METHOD("static int BinarySearch(array array, System.Object value)",
		      static_binary_search),
	STATIC_METHOD("static int BinarySearch(array array, System.Object value, "
		      "System.Collections.IComparer comparer)",
		      static_binary_search),
	STATIC_METHOD("static int BinarySearch(array array, int index, int length, System.Object "
		      "value)",
		      static_binary_search),
	STATIC_METHOD("static void Clear(array array)", static_clear),
	STATIC_METHOD("static void Clear(array array, int index, int length)", static_clear),
	STATIC_METHOD("static System.Object[] ConvertAll(array array, "
		      "System.Converter[System.Object,System.Object] converter)",
		      static_convert_all),
	STATIC_METHOD("static void Copy(array sourceArray, array destinationArray, int length)",
		      static_copy),
	STATIC_METHOD("static void Copy(array sourceArray, int sourceIndex, array "
		      "destinationArray, int destinationIndex, int length)",
		      static_copy),
	STATIC_METHOD("static array CreateInstance(type elementType, int length)",
		      static_create_instance),
	STATIC_METHOD("static array CreateInstance(type elementType, int length1, int length2)",
		      static_create_instance),
	STATIC_METHOD("static array CreateInstance(type elementType, int length1, int length2, int "
		      "length3)",
		      static_create_instance),
	STATIC_METHOD("static array CreateInstance(type elementType, Params int[] lengths)",
		      static_create_instance),
	STATIC_METHOD("static bool Exists(array array, System.Predicate[System.Object] match)",
		      static_exists),
	STATIC_METHOD("static void Fill(array array, System.Object value)", static_fill),
	STATIC_METHOD("static void Fill(array array, System.Object value, int startIndex, int "
		      "count)",
		      static_fill),
	STATIC_METHOD("static System.Object Find(array array, System.Predicate[System.Object] "
		      "match)",
		      static_find),
	STATIC_METHOD("static System.Object[] FindAll(array array, "
		      "System.Predicate[System.Object] match)",
		      static_find_all),
	STATIC_METHOD("static int FindIndex(array array, System.Predicate[System.Object] match)",
		      static_find_index),
	STATIC_METHOD("static System.Object FindLast(array array, "
		      "System.Predicate[System.Object] match)",
		      static_find_last),
	STATIC_METHOD(
		"static int FindLastIndex(array array, System.Predicate[System.Object] match)",
		static_find_last_index),
	STATIC_METHOD("static void ForEach(array array, System.Action[System.Object] action)",
		      static_foreach),
	STATIC_METHOD("static int IndexOf(array array, System.Object value)", static_index_of),
	STATIC_METHOD("static int IndexOf(array array, System.Object value, int startIndex)",
		      static_index_of),
	STATIC_METHOD("static int IndexOf(array array, System.Object value, int startIndex, int "
		      "count)",
		      static_index_of),
	STATIC_METHOD("static int LastIndexOf(array array, System.Object value)",
		      static_last_index_of),
	STATIC_METHOD("static int LastIndexOf(array array, System.Object value, int startIndex)",
		      static_last_index_of),
	STATIC_METHOD("static void Resize([ref] System.Object array, int newSize)", static_resize),
	STATIC_METHOD("static void Reverse(array array)", static_reverse),
	STATIC_METHOD("static void Reverse(array array, int index, int length)", static_reverse),
	STATIC_METHOD("static void Sort(array array)", static_sort),
	STATIC_METHOD("static void Sort(array keys, array items)", static_sort),
	STATIC_METHOD("static void Sort(array array, int index, int length)", static_sort),
	STATIC_METHOD("static void Sort(array keys, array items, int index, int length)",
		      static_sort),
	STATIC_METHOD("static void Sort(array array, System.Collections.IComparer comparer)",
		      static_sort),
	STATIC_METHOD("static void Sort(array keys, array items, System.Collections.IComparer "
		      "comparer)",
		      static_sort),
	STATIC_METHOD("static void Sort(array array, System.Comparison[System.Object] comparison)",
		      static_sort),
	STATIC_METHOD("static bool TrueForAll(array array, System.Predicate[System.Object] match)",
		      static_true_for_all),
	MEMBER_END,
};

#include "object/sequence.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/delegate.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/runtime.h"
#include "object/string.h"

#include <string.h>

Value *array_items(struct array *a)
{
	if (a->bytes == NULL)
		return a->items;
	Value *items = gc_alloc_buffer(a->count * sizeof(*items) + 1);
	for (size_t i = 0; i < a->count; i++)
		items[i] = value_integer(VALUE_BYTE, a->bytes[i]);
	return items;
}

/* .NET's default order: numbers by value, text by culture, $null first. */
static enum status default_compare(Value a, Value b, int *order_r)
{
	a = value_base(a);
	b = value_base(b);
	if (value_is_null(a) || value_is_null(b)) {
		*order_r = !value_is_null(a) - !value_is_null(b);
		return OK;
	}
	if (value_type(a) != value_type(b) && !(value_is_number(a) && value_is_number(b)) &&
	    (a.tag == VALUE_STRING || b.tag == VALUE_STRING))
		return throw_exception("System.InvalidOperationException",
				       "Failed to compare two elements in the array.");
	return value_compare(a, b, false, order_r);
}

enum status comparer_compare(Value comparer, Value a, Value b, int *order_r)
{
	comparer = value_base(comparer);
	if (value_is_null(comparer))
		return default_compare(a, b, order_r);
	Value arguments[] = {a, b}, result = VOID_VALUE;
	enum status status;
	if (value_is_callable(comparer))
		status = delegate_invoke(comparer, 2, arguments, &result);
	else
		status = member_invoke(comparer, "Compare", 2, arguments, &result);
	int32_t order = 0;
	if (status == OK)
		status = convert_to_int(result, &order);
	*order_r = order;
	return status;
}

/* Merge sort over indexes, so that a companion can follow. */
struct sorting {
	Value *items;
	uint32_t *order, *scratch;
	Value comparer;
};

static enum status merge_sort(struct sorting *s, size_t from, size_t to)
{
	if (to - from < 2)
		return OK;
	size_t middle = from + (to - from) / 2;
	enum status status = merge_sort(s, from, middle);
	if (status == OK)
		status = merge_sort(s, middle, to);
	size_t a = from, b = middle, at = from;
	while (status == OK && a < middle && b < to) {
		int order;
		status = comparer_compare(s->comparer, s->items[s->order[a]], s->items[s->order[b]],
					  &order);
		s->scratch[at++] = order <= 0 ? s->order[a++] : s->order[b++];
	}
	if (status != OK)
		return status;
	while (a < middle)
		s->scratch[at++] = s->order[a++];
	while (b < to)
		s->scratch[at++] = s->order[b++];
	memcpy(s->order + from, s->scratch + from, (to - from) * sizeof(*s->order));
	return OK;
}

static void reorder(Value *items, const uint32_t *order, size_t count)
{
	Value *copy = gc_alloc_buffer((count + 1) * sizeof(*copy));
	memcpy(copy, items, count * sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		items[i] = copy[order[i]];
}

enum status sequence_sort(Value *items, Value *companion, size_t count, Value comparer)
{
	if (count < 2)
		return OK;
	struct sorting s = {
		.items = items,
		.order = gc_alloc_bytes(count * sizeof(uint32_t)),
		.scratch = gc_alloc_bytes(count * sizeof(uint32_t)),
		.comparer = comparer,
	};
	for (size_t i = 0; i < count; i++)
		s.order[i] = (uint32_t)i;
	enum status status = merge_sort(&s, 0, count);
	if (status != OK)
		return status;
	reorder(items, s.order, count);
	if (companion != NULL)
		reorder(companion, s.order, count);
	return OK;
}

ptrdiff_t sequence_index_of(const Value *items, size_t start, size_t count, Value wanted)
{
	for (size_t i = start; i < start + count; i++)
		if (value_equals(items[i], wanted, false))
			return (ptrdiff_t)i;
	return -1;
}

ptrdiff_t sequence_last_index_of(const Value *items, size_t count, Value wanted)
{
	for (size_t i = count; i-- > 0;)
		if (value_equals(items[i], wanted, false))
			return (ptrdiff_t)i;
	return -1;
}

enum status sequence_binary_search(const Value *items, size_t start, size_t count, Value wanted,
				   Value comparer, int32_t *index_r)
{
	size_t low = start, high = start + count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order;
		enum status status = comparer_compare(comparer, items[middle], wanted, &order);
		if (status != OK)
			return status;
		if (order == 0) {
			*index_r = (int32_t)middle;
			return OK;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*index_r = ~(int32_t)low;
	return OK;
}

enum status predicate_call(Value predicate, Value item, bool *result_r)
{
	Value result = VOID_VALUE;
	enum status status = delegate_invoke(predicate, 1, &item, &result);
	*result_r = status == OK && value_is_true(result);
	return status;
}

enum status sequence_collect(Value source, struct list *into)
{
	struct enumerator e;
	bool more = true;
	Value item;
	enum status status = value_enumerate(source, &e);
	while (status == OK) {
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		list_add(into, item);
	}
	return status;
}

bool comparer_ignores_case(Value comparer)
{
	Value arguments[] = {string_from("a"), string_from("A")}, result = FALSE_VALUE;
	Value error = runtime()->error;
	enum status status = member_invoke(comparer, "Equals", 2, arguments, &result);
	runtime()->error = error;
	return status == OK && value_is_true(result);
}

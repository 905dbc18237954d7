/* PriorityQueue: a binary heap by priority; elements of the same priority come in any order, here the order of .NET's
 * four-ary heap. */
#include "object/small_types.h"

#include "object/array.h"
#include "object/compare.h"
#include "object/error_record.h"
#include "object/generic.h"
#include "object/reference.h"
#include "object/sequence.h"
#include "object/tuple.h"

struct priority_queue {
	struct cell cell;
	Value elements, priorities; /* lists, heap-ordered */
	Value comparer;
};

#define ARITY 4

static struct type type_priority_queue;

static struct priority_queue *of(Value v)
{
	return (struct priority_queue *)v.cell;
}

static void queue_mark(void *cell)
{
	struct priority_queue *q = cell;
	gc_mark(q->elements);
	gc_mark(q->priorities);
	gc_mark(q->comparer);
}

static size_t count_of(Value v)
{
	return value_count(of(v)->elements);
}

static enum status before(Value self, Value a, Value b, bool *result_r)
{
	int order;
	enum status status = value_is_null(of(self)->comparer)
				     ? value_compare(a, b, false, &order)
				     : comparer_compare(of(self)->comparer, a, b, &order);
	*result_r = status == OK && order < 0;
	return status;
}

static void put(Value self, size_t at, Value element, Value priority)
{
	value_as_list(of(self)->elements)->items[at] = element;
	value_as_list(of(self)->priorities)->items[at] = priority;
}

static Value element_at(Value self, size_t i)
{
	return value_item(of(self)->elements, i);
}

static Value priority_at(Value self, size_t i)
{
	return value_item(of(self)->priorities, i);
}

static enum status enqueue(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	list_add(value_as_list(of(self)->elements), argv[0]);
	list_add(value_as_list(of(self)->priorities), argv[1]);
	size_t at = count_of(self) - 1;
	while (at > 0) {
		size_t parent = (at - 1) / ARITY;
		bool first;
		if (before(self, argv[1], priority_at(self, parent), &first) != OK)
			return ERROR;
		if (!first)
			break;
		put(self, at, element_at(self, parent), priority_at(self, parent));
		at = parent;
	}
	put(self, at, argv[0], argv[1]);
	return OK;
}

/* The last one sinks from the top to its place. */
static enum status sink(Value self, Value element, Value priority)
{
	size_t at = 0, count = count_of(self);
	for (size_t child; (child = at * ARITY + 1) < count;) {
		size_t least = child;
		for (size_t i = child + 1; i < MIN(child + ARITY, count); i++) {
			bool less;
			if (before(self, priority_at(self, i), priority_at(self, least), &less) !=
			    OK)
				return ERROR;
			least = less ? i : least;
		}
		bool fits;
		if (before(self, priority_at(self, least), priority, &fits) != OK)
			return ERROR;
		if (!fits)
			break;
		put(self, at, element_at(self, least), priority_at(self, least));
		at = least;
	}
	put(self, at, element, priority);
	return OK;
}

static enum status take(Value self, Value *element_r, Value *priority_r)
{
	size_t last = count_of(self) - 1;
	*element_r = element_at(self, 0);
	*priority_r = priority_at(self, 0);
	Value element = element_at(self, last), priority = priority_at(self, last);
	list_remove_at(value_as_list(of(self)->elements), last, 1);
	list_remove_at(value_as_list(of(self)->priorities), last, 1);
	return last > 0 ? sink(self, element, priority) : OK;
}

static enum status empty(void)
{
	return throw_exception("System.InvalidOperationException", "Queue empty.");
}

static enum status dequeue(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	Value priority;
	return count_of(self) ? take(self, result_r, &priority) : empty();
}

static enum status peek(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	if (count_of(self) == 0)
		return empty();
	*result_r = element_at(self, 0);
	return OK;
}

static enum status give(const Value *argv, Value element, Value priority)
{
	return reference_set(argv[0], element) == OK ? reference_set(argv[1], priority) : ERROR;
}

static enum status try_dequeue(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value element = NULL_VALUE, priority = NULL_VALUE;
	*result_r = value_bool(count_of(self) > 0);
	if (count_of(self) && take(self, &element, &priority) != OK)
		return ERROR;
	return give(argv, element, priority);
}

static enum status try_peek(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	bool any = count_of(self) > 0;
	*result_r = value_bool(any);
	return any ? give(argv, element_at(self, 0), priority_at(self, 0))
		   : give(argv, NULL_VALUE, NULL_VALUE);
}

static enum status enqueue_dequeue(Value self, int argc, const Value *argv, Value *result_r)
{
	Value ignored;
	enum status status = enqueue(self, argc, argv, &ignored);
	return status == OK ? dequeue(self, 0, NULL, result_r) : status;
}

static enum status clear(Value self, int argc UNUSED, const Value *argv UNUSED,
			 Value *result_r UNUSED)
{
	of(self)->elements = list_new();
	of(self)->priorities = list_new();
	return OK;
}

static enum status get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)count_of(self));
	return OK;
}

/* Pairs, in no order that counts. */
static enum status get_unordered(Value self, Value *result_r)
{
	*result_r = array_new(count_of(self));
	for (size_t i = 0; i < count_of(self); i++) {
		Value pair[] = {element_at(self, i), priority_at(self, i)};
		value_as_array(*result_r)->items[i] = value_tuple_new(pair, 2);
	}
	return OK;
}

static enum status construct(Value self, int argc, const Value *argv, Value *result_r)
{
	struct priority_queue *q =
		gc_alloc(generic_made(self, &type_priority_queue), VALUE_OBJECT, sizeof(*q));
	*result_r = value_cell(VALUE_OBJECT, q);
	q->comparer = argc > 0 && argv[0].tag != VALUE_INT32 ? argv[0] : NULL_VALUE;
	q->elements = q->priorities = NULL_VALUE;
	q->elements = list_new();
	q->priorities = list_new();
	return OK;
}

#define SELF "System.Collections.Generic.PriorityQueue[TKey,TValue]"
static const struct member members[] = {
	METHOD("void Clear()", clear),
	METHOD("TKey Dequeue()", dequeue),
	METHOD("void Enqueue(TKey element, TValue priority)", enqueue),
	METHOD("TKey EnqueueDequeue(TKey element, TValue priority)", enqueue_dequeue),
	METHOD("TKey Peek()", peek),
	METHOD("bool TryDequeue([ref] TKey element, [ref] TValue priority)", try_dequeue),
	METHOD("bool TryPeek([ref] TKey element, [ref] TValue priority)", try_peek),
	PROPERTY("int Count {get;}", get_count),
	PROPERTY("System.Object UnorderedItems {get;}", get_unordered),
	CONSTRUCTOR(SELF " new()", construct),
	CONSTRUCTOR(SELF " new(int initialCapacity)", construct),
	CONSTRUCTOR(SELF " new(System.Collections.Generic.IComparer[TValue] comparer)", construct),
	MEMBER_END,
};
static struct type type_priority_queue = {
	.name = "System.Collections.Generic.PriorityQueue`2",
	.flags = TYPE_GENERIC_DEFINITION,
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = queue_mark,
};

struct type *const priority_queue_types[] = {&type_priority_queue, NULL};

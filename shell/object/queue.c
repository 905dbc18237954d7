/* Queue and Stack, generic, concurrent and plain: one array, taken from its front or its end. The concurrent ones need no
 * more than the others: threads take turns. */
#include "object/collections.h"

#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/generic.h"
#include "object/reference.h"
#include "object/sequence.h"
#include "object/type_private.h"

#include <string.h>

struct queue {
	struct cell cell;
	Value *items; /* a gc buffer; the first `head` are gone */
	size_t head, count, capacity;
};

static struct type type_queue, type_stack, type_plain_queue, type_plain_stack,
	type_concurrent_stack, type_concurrent_bag;

static struct queue *as_queue(Value v)
{
	return (struct queue *)v.cell;
}

static void queue_mark(void *cell)
{
	gc_mark_buffer(((struct queue *)cell)->items);
}

static bool is_stack(Value v)
{
	const struct type *type = v.cell->type;
	return type == &type_plain_stack || type->generic == &type_stack ||
	       type->generic == &type_concurrent_stack || type->generic == &type_concurrent_bag;
}

static void push(struct queue *q, Value item)
{
	if (q->head + q->count == q->capacity) {
		if (q->head > q->count) { /* room at the front */
			memmove(q->items, q->items + q->head, q->count * sizeof(Value));
		} else {
			size_t capacity = q->capacity * 2 + 8;
			Value *items = gc_alloc_buffer(capacity * sizeof(Value));
			if (q->count > 0)
				memcpy(items, q->items + q->head, q->count * sizeof(Value));
			q->items = items;
			q->capacity = capacity;
		}
		q->head = 0;
	}
	q->items[q->head + q->count++] = item;
}

/* The item that comes next: the front of a queue, the top of a stack. */
static bool peek(Value self, Value *item_r)
{
	const struct queue *q = as_queue(self);
	if (q->count == 0)
		return false;
	*item_r = is_stack(self) ? q->items[q->head + q->count - 1] : q->items[q->head];
	return true;
}

static bool take(Value self, Value *item_r)
{
	struct queue *q = as_queue(self);
	if (!peek(self, item_r))
		return false;
	q->count--;
	if (is_stack(self))
		q->items[q->head + q->count] = NULL_VALUE;
	else
		q->items[q->head++] = NULL_VALUE;
	return true;
}

/* The i-th item as enumeration has it. */
static Value item_at(Value self, size_t i)
{
	const struct queue *q = as_queue(self);
	return q->items[q->head + (is_stack(self) ? q->count - 1 - i : i)];
}

static enum status empty(Value self)
{
	return throw_exception("System.InvalidOperationException", "%s empty.",
			       is_stack(self) ? "Stack" : "Queue");
}

static enum status queue_push(Value self, int argc UNUSED, const Value *argv,
			      Value *result_r UNUSED)
{
	push(as_queue(self), argv[0]);
	return OK;
}

static enum status queue_take(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	return take(self, result_r) ? OK : empty(self);
}

static enum status queue_peek(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	return peek(self, result_r) ? OK : empty(self);
}

static enum status queue_get_is_empty(Value self, Value *result_r)
{
	*result_r = value_bool(as_queue(self)->count == 0);
	return OK;
}

static Value default_item(Value self)
{
	const struct type *type = self.cell->type;
	return type->argument_count > 0 ? type_default(type->arguments[0]) : NULL_VALUE;
}

static enum status queue_try_take(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value item = default_item(self);
	*result_r = value_bool(take(self, &item));
	return reference_set(argv[0], item);
}

static enum status queue_try_peek(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value item = default_item(self);
	*result_r = value_bool(peek(self, &item));
	return reference_set(argv[0], item);
}

static enum status queue_contains(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = FALSE_VALUE;
	for (size_t i = 0; i < as_queue(self)->count; i++)
		if (value_equals(item_at(self, i), argv[0], false))
			*result_r = TRUE_VALUE;
	return OK;
}

static enum status queue_clear(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	struct queue *q = as_queue(self);
	q->items = NULL;
	q->head = q->count = q->capacity = 0;
	return OK;
}

static enum status queue_to_array(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	const struct type *type = self.cell->type;
	size_t count = as_queue(self)->count;
	*result_r = type->argument_count > 0
			    ? array_new_typed(type_array_of(type->arguments[0], 1), count)
			    : array_new(count);
	for (size_t i = 0; i < count; i++)
		if (array_set(value_as_array(*result_r), i, item_at(self, i)) != OK)
			return ERROR;
	return OK;
}

static enum status queue_copy_to(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	if (argv[0].tag != VALUE_ARRAY)
		return throw_argument("System.ArgumentNullException", "array",
				      "Value cannot be null.");
	for (size_t i = 0; i < as_queue(self)->count; i++) {
		size_t at = (size_t)argv[1].integer + i;
		if (at >= value_count(argv[0]))
			return throw_exception(
				"System.ArgumentException",
				"Destination array was not long enough. Check the "
				"destination index, length, and the array's lower bounds.");
		if (array_set(value_as_array(argv[0]), at, item_at(self, i)) != OK)
			return ERROR;
	}
	return OK;
}

static enum status queue_clone(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	const struct queue *q = as_queue(self);
	struct queue *copy = gc_alloc(self.cell->type, VALUE_OBJECT, sizeof(*copy));
	for (size_t i = 0; i < q->count; i++)
		push(copy, q->items[q->head + i]);
	*result_r = value_cell(VALUE_OBJECT, copy);
	return OK;
}

static enum status queue_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r UNUSED)
{
	return OK;
}

static enum status queue_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)as_queue(self)->count);
	return OK;
}

static enum status queue_get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status queue_get_self(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

static enum status queue_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	*more_r = e->position < as_queue(e->source)->count;
	if (*more_r)
		*item_r = item_at(e->source, e->position++);
	return OK;
}

static enum status queue_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = queue_next};
	return OK;
}

static enum status queue_get_enumerator(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	*result_r = enumerator_object_new(self);
	return OK;
}

static enum status fill(Value queue, Value source)
{
	Value items = list_new();
	const struct type *type = queue.cell->type;
	const struct type *element = type->argument_count > 0 ? type->arguments[0] : &type_object;
	if (sequence_collect(source, value_as_list(items)) != OK)
		return ERROR;
	for (size_t i = 0; i < value_as_list(items)->count; i++) {
		Value item;
		if (convert_to(value_as_list(items)->items[i], element, &item) != OK)
			return ERROR;
		push(as_queue(queue), item);
	}
	return OK;
}

/* () | (capacity [, growFactor]) | (collection) */
static enum status queue_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	struct queue *q = gc_alloc(generic_made(self, &type_plain_queue), VALUE_OBJECT, sizeof(*q));
	*result_r = value_cell(VALUE_OBJECT, q);
	if (argc != 1 || value_is_integer(argv[0]))
		return OK;
	if (value_is_null(argv[0]))
		return throw_argument("System.ArgumentNullException", "collection",
				      "Value cannot be null.");
	return fill(*result_r, argv[0]);
}

static enum status queue_convert(Value from, const struct type *to, Value *result_r)
{
	struct queue *q = gc_alloc(to, VALUE_OBJECT, sizeof(*q));
	*result_r = value_cell(VALUE_OBJECT, q);
	return fill(*result_r, from);
}

#define GENERIC_ROWS(name, enumerator)                                                            \
	PROPERTY("int Count {get;}", queue_get_count), METHOD("void Clear()", queue_clear),       \
		METHOD("bool Contains(T item)", queue_contains),                                  \
		METHOD("void CopyTo(T[] array, int arrayIndex)", queue_copy_to),                  \
		METHOD("System.Collections.Generic." enumerator "[T] GetEnumerator()",            \
		       queue_get_enumerator),                                                     \
		METHOD("T Peek()", queue_peek), METHOD("T[] ToArray()", queue_to_array),          \
		METHOD("void TrimExcess()", queue_nothing),                                       \
		METHOD("bool TryPeek([ref] T result)", queue_try_peek),                           \
		CONSTRUCTOR(name "[T] new()", queue_construct),                                   \
		CONSTRUCTOR(name "[T] new(int capacity)", queue_construct),                       \
		CONSTRUCTOR(name "[T] new(System.Collections.Generic.IEnumerable[T] collection)", \
			    queue_construct)

#define PLAIN_ROWS(name)                                                                           \
	PROPERTY("int Count {get;}", queue_get_count),                                             \
		PROPERTY("bool IsSynchronized {get;}", queue_get_false),                           \
		PROPERTY("System.Object SyncRoot {get;}", queue_get_self),                         \
		METHOD("void Clear()", queue_clear), METHOD("System.Object Clone()", queue_clone), \
		METHOD("bool Contains(System.Object obj)", queue_contains),                        \
		METHOD("void CopyTo(array array, int index)", queue_copy_to),                      \
		METHOD("System.Collections.IEnumerator GetEnumerator()", queue_get_enumerator),    \
		METHOD("System.Object Peek()", queue_peek),                                        \
		METHOD("System.Object[] ToArray()", queue_to_array),                               \
		CONSTRUCTOR(name " new()", queue_construct),                                       \
		CONSTRUCTOR(name " new(int capacity)", queue_construct),                           \
		CONSTRUCTOR(name " new(System.Collections.ICollection col)", queue_construct)

static const struct member queue_members[] = {
	GENERIC_ROWS("System.Collections.Generic.Queue", "Queue`1+Enumerator"),
	METHOD("T Dequeue()", queue_take),
	METHOD("void Enqueue(T item)", queue_push),
	METHOD("bool TryDequeue([ref] T result)", queue_try_take),
	MEMBER_END,
};

static const struct member stack_members[] = {
	GENERIC_ROWS("System.Collections.Generic.Stack", "Stack`1+Enumerator"),
	METHOD("T Pop()", queue_take),
	METHOD("void Push(T item)", queue_push),
	METHOD("bool TryPop([ref] T result)", queue_try_take),
	MEMBER_END,
};

#define CONCURRENT_ROWS(name)                                                                    \
	PROPERTY("int Count {get;}", queue_get_count),                                           \
		PROPERTY("bool IsEmpty {get;}", queue_get_is_empty),                             \
		METHOD("void Clear()", queue_clear),                                             \
		METHOD("void CopyTo(T[] array, int index)", queue_copy_to),                      \
		METHOD("System.Collections.Generic.IEnumerator[T] GetEnumerator()",              \
		       queue_get_enumerator),                                                    \
		METHOD("T[] ToArray()", queue_to_array),                                         \
		METHOD("bool TryPeek([ref] T result)", queue_try_peek),                          \
		CONSTRUCTOR("System.Collections.Concurrent." name "[T] new()", queue_construct), \
		CONSTRUCTOR("System.Collections.Concurrent." name                                \
			    "[T] new(System.Collections.Generic.IEnumerable[T] collection)",     \
			    queue_construct)

static const struct member concurrent_queue_members[] = {
	CONCURRENT_ROWS("ConcurrentQueue"),
	METHOD("void Enqueue(T item)", queue_push),
	METHOD("bool TryDequeue([ref] T result)", queue_try_take),
	MEMBER_END,
};

static const struct member concurrent_stack_members[] = {
	CONCURRENT_ROWS("ConcurrentStack"),
	METHOD("void Push(T item)", queue_push),
	METHOD("bool TryPop([ref] T result)", queue_try_take),
	MEMBER_END,
};

static const struct member concurrent_bag_members[] = {
	CONCURRENT_ROWS("ConcurrentBag"),
	METHOD("void Add(T item)", queue_push),
	METHOD("bool TryTake([ref] T result)", queue_try_take),
	MEMBER_END,
};

static const struct member plain_queue_members[] = {
	PLAIN_ROWS("System.Collections.Queue"),
	METHOD("System.Object Dequeue()", queue_take),
	METHOD("void Enqueue(System.Object obj)", queue_push),
	METHOD("void TrimToSize()", queue_nothing),
	MEMBER_END,
};

static const struct member plain_stack_members[] = {
	PLAIN_ROWS("System.Collections.Stack"),
	METHOD("System.Object Pop()", queue_take),
	METHOD("void Push(System.Object obj)", queue_push),
	MEMBER_END,
};

static const struct type *const generic_interfaces[] = {&type_generic_ienumerable,
							&type_icollection, &type_ienumerable, NULL};
static const struct type *const plain_interfaces[] = {&type_icollection, &type_ienumerable, NULL};

#define QUEUE(full_name, type_flags, rows, implements)                                     \
	{                                                                                  \
		.name = full_name, .flags = type_flags, .tag = VALUE_OBJECT,               \
		.size = sizeof(struct queue), .members = rows, .interfaces = implements,   \
		.mark = queue_mark, .enumerate = queue_enumerate, .convert = queue_convert \
	}

static struct type type_queue = QUEUE("System.Collections.Generic.Queue`1", TYPE_GENERIC_DEFINITION,
				      queue_members, generic_interfaces);
static struct type type_stack = QUEUE("System.Collections.Generic.Stack`1", TYPE_GENERIC_DEFINITION,
				      stack_members, generic_interfaces);
static struct type type_concurrent_queue =
	QUEUE("System.Collections.Concurrent.ConcurrentQueue`1", TYPE_GENERIC_DEFINITION,
	      concurrent_queue_members, generic_interfaces);
static struct type type_concurrent_stack =
	QUEUE("System.Collections.Concurrent.ConcurrentStack`1", TYPE_GENERIC_DEFINITION,
	      concurrent_stack_members, generic_interfaces);
static struct type type_concurrent_bag =
	QUEUE("System.Collections.Concurrent.ConcurrentBag`1", TYPE_GENERIC_DEFINITION,
	      concurrent_bag_members, generic_interfaces);
static struct type type_plain_queue =
	QUEUE("System.Collections.Queue", 0, plain_queue_members, plain_interfaces);
static struct type type_plain_stack =
	QUEUE("System.Collections.Stack", 0, plain_stack_members, plain_interfaces);

struct type *const queue_types[] = {&type_queue,
				    &type_stack,
				    &type_concurrent_queue,
				    &type_plain_queue,
				    &type_plain_stack,
				    &type_concurrent_stack,
				    &type_concurrent_bag,
				    NULL};

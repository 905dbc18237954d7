/*
 * What threads of scripts wait for each other with: Monitor, Mutex, Semaphore, events; and Interlocked. Since threads take
 * turns (interpreter_lock.h), all of them are plain counters; who has to wait looks again after every change.
 */
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/interpreter_lock.h"
#include "object/primitive_members.h"
#include "object/reference.h"
#include "object/runtime.h"
#include "object/small_types.h"
#include "object/string.h"
#include "object/type.h"

#include <string.h>

/* ---- something to wait for ---- */

struct waitable {
	struct cell cell;
	int64_t count, limit; /* free places; of an event: 1 when it is set */
	bool keeps;           /* a manual event: waiting does not use it up */
	bool owned;           /* a lock: its owner may take it again, and gives it back */
	pthread_t owner;
	int depth, waiting;
	Value object; /* of a monitor */
};

static void mark_waitable(void *cell)
{
	gc_mark(((struct waitable *)cell)->object);
}

static bool owned_here(const struct waitable *w)
{
	return w->depth > 0 && pthread_equal(w->owner, pthread_self());
}

static bool take(struct waitable *w)
{
	if (w->owned && owned_here(w)) {
		w->depth++;
		return true;
	}
	if (w->count <= 0)
		return false;
	if (!w->keeps)
		w->count--;
	if (w->owned) {
		w->owner = pthread_self();
		w->depth = 1;
	}
	return true;
}

/* -1: as long as it takes. A thread that is stopped (or Ctrl+C) gives up. */
static bool wait_for(struct waitable *w, int64_t milliseconds)
{
	int64_t deadline = interpreter_clock() + milliseconds;
	bool taken;
	w->waiting++;
	while (!(taken = take(w))) {
		int64_t left = milliseconds < 0 ? 100 : deadline - interpreter_clock();
		if (left <= 0 || runtime_is_stopping())
			break;
		interpreter_wait(MIN(left, 100));
	}
	w->waiting--;
	return taken;
}

static bool give(struct waitable *w)
{
	if (w->owned && (!owned_here(w) || --w->depth > 0))
		return w->depth > 0 && owned_here(w);
	if (w->count >= w->limit)
		return false;
	w->count++;
	interpreter_notify();
	return true;
}

static struct waitable *self_waitable(Value self)
{
	return (struct waitable *)self.cell;
}

static int64_t milliseconds_of(int argc, const Value *argv)
{
	if (argc == 0 || value_is_null(argv[0]))
		return -1;
	return argv[0].tag == VALUE_TIMESPAN ? argv[0].integer / 10000 : argv[0].integer;
}

static enum status waitable_wait(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = value_bool(wait_for(self_waitable(self), milliseconds_of(argc, argv)));
	return OK;
}

static enum status waitable_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r UNUSED)
{
	return OK;
}

#define WAIT_ROWS                                                               \
	METHOD("bool WaitOne()", waitable_wait),                                \
		METHOD("bool WaitOne(int millisecondsTimeout)", waitable_wait), \
		METHOD("bool WaitOne(timespan timeout)", waitable_wait),        \
		METHOD("void Close()", waitable_nothing),                       \
		METHOD("void Dispose()", waitable_nothing)

static Value waitable_new(Value type, int64_t count, int64_t limit)
{
	struct waitable *w = gc_alloc(value_as_type(type), VALUE_OBJECT, sizeof(*w));
	w->count = count;
	w->limit = limit;
	return value_cell(VALUE_OBJECT, w);
}

/* ---- Mutex ---- */

/* (), (initiallyOwned), (initiallyOwned, name): the same name is the same mutex, within the process. */
static enum status mutex_new(Value self, int argc, const Value *argv, Value *result_r)
{
	static Value named = {0}; /* list, pinned */
	bool has_name = argc > 1 && argv[1].tag == VALUE_STRING;
	*result_r = NULL_VALUE;
	if (named.tag != VALUE_LIST) {
		named = list_new();
		gc_pin(named);
	}
	struct list *list = value_as_list(named);
	for (size_t i = 0; has_name && i < list->count; i++)
		if (!strcmp(string_data(self_waitable(list->items[i])->object),
			    string_data(argv[1])))
			*result_r = list->items[i];
	if (!has_name || result_r->tag != VALUE_OBJECT) {
		*result_r = waitable_new(self, 1, 1);
		self_waitable(*result_r)->owned = true;
	}
	if (has_name && value_is_null(self_waitable(*result_r)->object)) {
		self_waitable(*result_r)->object = argv[1];
		list_add(list, *result_r);
	}
	if (argc > 0 && value_is_true(argv[0]))
		take(self_waitable(*result_r));
	return OK;
}

static enum status mutex_release(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r UNUSED)
{
	if (owned_here(self_waitable(self))) {
		give(self_waitable(self));
		return OK;
	}
	return throw_exception("System.ApplicationException", "Object synchronization method was "
							      "called from an unsynchronized block "
							      "of code.");
}

static const struct member mutex_members[] = {
	WAIT_ROWS,
	METHOD("void ReleaseMutex()", mutex_release),
	CONSTRUCTOR("System.Threading.Mutex new()", mutex_new),
	CONSTRUCTOR("System.Threading.Mutex new(bool initiallyOwned)", mutex_new),
	CONSTRUCTOR("System.Threading.Mutex new(bool initiallyOwned, string name)", mutex_new),
	MEMBER_END,
};

/* ---- Semaphore, SemaphoreSlim ---- */

static enum status semaphore_new(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = waitable_new(self, argv[0].integer, argc > 1 ? argv[1].integer : INT32_MAX);
	return OK;
}

static enum status semaphore_release(Value self, int argc, const Value *argv, Value *result_r)
{
	struct waitable *w = self_waitable(self);
	int64_t times = argc > 0 ? argv[0].integer : 1;
	*result_r = value_int((int32_t)w->count);
	if (w->count + times > w->limit)
		return throw_exception(
			"System.Threading.SemaphoreFullException",
			"Adding the specified count to the semaphore would cause it to "
			"exceed its maximum count.");
	while (times-- > 0)
		give(w);
	return OK;
}

static enum status semaphore_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)self_waitable(self)->count);
	return OK;
}

#define SEMAPHORE_ROWS(name)                                                \
	METHOD("int Release()", semaphore_release),                         \
		METHOD("int Release(int releaseCount)", semaphore_release), \
		CONSTRUCTOR(name " new(int initialCount)", semaphore_new),  \
		CONSTRUCTOR(name " new(int initialCount, int maximumCount)", semaphore_new)

static const struct member semaphore_members[] = {
	WAIT_ROWS, SEMAPHORE_ROWS("System.Threading.Semaphore"), MEMBER_END};

static enum status waitable_wait_forever(Value self, int argc, const Value *argv,
					 Value *result_r UNUSED)
{
	Value ignored;
	return waitable_wait(self, argc, argv, &ignored);
}

static const struct member semaphore_slim_members[] = {
	METHOD("void Wait()", waitable_wait_forever),
	METHOD("bool Wait(int millisecondsTimeout)", waitable_wait),
	METHOD("bool Wait(timespan timeout)", waitable_wait),
	METHOD("void Dispose()", waitable_nothing),
	PROPERTY("int CurrentCount {get;}", semaphore_get_count),
	SEMAPHORE_ROWS("System.Threading.SemaphoreSlim"),
	MEMBER_END,
};

/* ---- events ---- */

static enum status auto_event_new(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = waitable_new(self, value_is_true(argv[0]), 1);
	return OK;
}

static enum status manual_event_new(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = waitable_new(self, argc > 0 && value_is_true(argv[0]), 1);
	self_waitable(*result_r)->keeps = true;
	return OK;
}

static enum status event_set(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	self_waitable(self)->count = 1;
	interpreter_notify();
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status event_reset(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	self_waitable(self)->count = 0;
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status event_get_is_set(Value self, Value *result_r)
{
	*result_r = value_bool(self_waitable(self)->count > 0);
	return OK;
}

#define EVENT_ROWS METHOD("bool Set()", event_set), METHOD("bool Reset()", event_reset)

static const struct member auto_event_members[] = {
	WAIT_ROWS, EVENT_ROWS,
	CONSTRUCTOR("System.Threading.AutoResetEvent new(bool initialState)", auto_event_new),
	MEMBER_END};
static const struct member manual_event_members[] = {
	WAIT_ROWS, EVENT_ROWS,
	CONSTRUCTOR("System.Threading.ManualResetEvent new(bool initialState)", manual_event_new),
	MEMBER_END};
static const struct member manual_event_slim_members[] = {
	METHOD("void Wait()", waitable_wait_forever),
	METHOD("bool Wait(int millisecondsTimeout)", waitable_wait),
	METHOD("void Dispose()", waitable_nothing),
	METHOD("void Set()", event_set),
	METHOD("void Reset()", event_reset),
	PROPERTY("bool IsSet {get;}", event_get_is_set),
	CONSTRUCTOR("System.Threading.ManualResetEventSlim new()", manual_event_new),
	CONSTRUCTOR("System.Threading.ManualResetEventSlim new(bool initialState)",
		    manual_event_new),
	MEMBER_END};

/* ---- Monitor ---- */

static struct type type_monitor;

/* The locks that are held or waited for, one for each object. */
static Value monitors(void)
{
	static Value list = {0};
	if (list.tag != VALUE_LIST) {
		list = list_new();
		gc_pin(list);
	}
	return list;
}

static struct waitable *monitor_of(Value object, bool create)
{
	struct list *list = value_as_list(monitors());
	object = value_base(object);
	for (size_t i = 0; i < list->count; i++)
		if (self_waitable(list->items[i])->object.cell == object.cell)
			return self_waitable(list->items[i]);
	if (!create)
		return NULL;
	Value made = waitable_new(type_value(&type_monitor), 1, 1);
	self_waitable(made)->owned = true;
	self_waitable(made)->object = object;
	list_add(list, made);
	return self_waitable(made);
}

static enum status check_lockable(Value object)
{
	if (value_is_null(object))
		return throw_argument("System.ArgumentNullException", "obj",
				      "Value cannot be null.");
	return OK;
}

static enum status monitor_enter(Value self UNUSED, int argc, const Value *argv,
				 Value *result_r UNUSED)
{
	if (check_lockable(argv[0]) != OK)
		return ERROR;
	bool taken = wait_for(monitor_of(argv[0], true), -1);
	return argc > 1 ? reference_set(argv[1], value_bool(taken)) : OK;
}

static enum status monitor_try_enter(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	if (check_lockable(argv[0]) != OK)
		return ERROR;
	int64_t milliseconds = argc > 1 ? milliseconds_of(1, argv + 1) : 0;
	*result_r = value_bool(wait_for(monitor_of(argv[0], true), milliseconds));
	return OK;
}

static enum status monitor_exit(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r UNUSED)
{
	if (check_lockable(argv[0]) != OK)
		return ERROR;
	struct waitable *w = monitor_of(argv[0], false);
	if (w == NULL || !owned_here(w))
		return throw_exception("System.Threading.SynchronizationLockException",
				       "Object synchronization method was called from an "
				       "unsynchronized block of code.");
	give(w);
	struct list *list = value_as_list(monitors());
	for (size_t i = list->count; i-- > 0;)
		if (!self_waitable(list->items[i])->depth &&
		    !self_waitable(list->items[i])->waiting)
			list_remove_at(list, i, 1);
	return OK;
}

static enum status monitor_is_entered(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	const struct waitable *w = monitor_of(argv[0], false);
	*result_r = value_bool(w != NULL && owned_here(w));
	return OK;
}

static const struct member monitor_members[] = {
	STATIC_METHOD("static void Enter(System.Object obj)", monitor_enter),
	STATIC_METHOD("static void Enter(System.Object obj, [ref] bool lockTaken)", monitor_enter),
	STATIC_METHOD("static bool TryEnter(System.Object obj)", monitor_try_enter),
	STATIC_METHOD("static bool TryEnter(System.Object obj, int millisecondsTimeout)",
		      monitor_try_enter),
	STATIC_METHOD("static bool TryEnter(System.Object obj, timespan timeout)",
		      monitor_try_enter),
	STATIC_METHOD("static void Exit(System.Object obj)", monitor_exit),
	STATIC_METHOD("static bool IsEntered(System.Object obj)", monitor_is_entered),
	MEMBER_END,
};

/* ---- Interlocked ---- */

static enum status add_to(Value reference, int64_t by, Value *result_r)
{
	Value old;
	int64_t number;
	if (reference_get(reference, &old) != OK || convert_to_int64(old, &number) != OK)
		return ERROR;
	*result_r = old.tag == VALUE_INT64 ? value_int64(number + by)
					   : value_int((int32_t)(number + by));
	return reference_set(reference, *result_r);
}

static enum status interlocked_increment(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	return add_to(argv[0], 1, result_r);
}

static enum status interlocked_decrement(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	return add_to(argv[0], -1, result_r);
}

static enum status interlocked_add(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	return add_to(argv[0], argv[1].integer, result_r);
}

static enum status interlocked_exchange(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	if (reference_get(argv[0], result_r) != OK)
		return ERROR;
	return reference_set(argv[0], argv[1]);
}

static const struct member interlocked_members[] = {
	STATIC_METHOD("static int Add([ref] int location1, int value)", interlocked_add),
	STATIC_METHOD("static int Decrement([ref] int location)", interlocked_decrement),
	STATIC_METHOD("static System.Object Exchange([ref] System.Object location1, System.Object "
		      "value)",
		      interlocked_exchange),
	STATIC_METHOD("static int Increment([ref] int location)", interlocked_increment),
	MEMBER_END,
};

#define WAITABLE(variable, type_name, rows)                                   \
	static struct type variable = {.name = "System.Threading." type_name, \
				       .tag = VALUE_OBJECT,                   \
				       .members = rows,                       \
				       .mark = mark_waitable}
WAITABLE(type_mutex, "Mutex", mutex_members);
WAITABLE(type_semaphore, "Semaphore", semaphore_members);
WAITABLE(type_semaphore_slim, "SemaphoreSlim", semaphore_slim_members);
WAITABLE(type_auto_event, "AutoResetEvent", auto_event_members);
WAITABLE(type_manual_event, "ManualResetEvent", manual_event_members);
WAITABLE(type_manual_event_slim, "ManualResetEventSlim", manual_event_slim_members);
WAITABLE(type_monitor, "Monitor", monitor_members);
static struct type type_interlocked = {
	.name = "System.Threading.Interlocked",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = interlocked_members,
};

struct type *const threading_types[] = {
	&type_mutex,      &type_semaphore,    &type_semaphore_slim,
	&type_auto_event, &type_manual_event, &type_manual_event_slim,
	&type_monitor,    &type_interlocked,  NULL,
};

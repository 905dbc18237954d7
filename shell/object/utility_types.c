/* Activator, GC, Thread, Lazy, Stopwatch, RuntimeInformation, NullString, Comparer: a member or two each. */
#include "object/utility_types.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/culture.h"
#include "object/delegate.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/generic.h"
#include "object/interpreter_lock.h"
#include "object/linq_private.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/random.h"
#include "object/runtime.h"
#include "object/sequence.h"
#include "object/string.h"
#include "object/type_private.h"

#include <stdatomic.h>
#include <sys/utsname.h>
#include <time.h>

/* System.Activator */
static enum status create_instance(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	Value arguments[32];
	size_t count = 0;
	for (int i = 1; i < argc; i++)
		for (size_t k = 0; k < value_count(argv[i]) && count < countof(arguments); k++)
			arguments[count++] = value_item(argv[i], k);
	return member_invoke_static(value_as_type(argv[0]), "new", (int)count, arguments, result_r);
}

static const struct member activator_members[] = {
	STATIC_METHOD("static System.Object CreateInstance(type type)", create_instance),
	STATIC_METHOD("static System.Object CreateInstance(type type, Params System.Object[] args)",
		      create_instance),
	MEMBER_END,
};
struct type type_activator = {
	.name = "System.Activator",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = activator_members,
};

/* System.GC */
static enum status collect(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	gc_collect();
	return OK;
}

static enum status get_total_memory(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	struct gc_statistics statistics;
	gc_get_statistics(&statistics);
	*result_r = value_int64((int64_t)statistics.live_bytes);
	return OK;
}

static enum status collection_count(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	struct gc_statistics statistics;
	gc_get_statistics(&statistics);
	*result_r = value_int((int32_t)statistics.collections);
	return OK;
}

static enum status nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	return OK;
}

static const struct member gc_members[] = {
	STATIC_METHOD("static void Collect()", collect),
	STATIC_METHOD("static void Collect(int generation)", collect),
	STATIC_METHOD("static int CollectionCount(int generation)", collection_count),
	STATIC_METHOD("static long GetTotalMemory(bool forceFullCollection)", get_total_memory),
	STATIC_METHOD("static void WaitForPendingFinalizers()", nothing),
	STATIC_METHOD("static void KeepAlive(System.Object obj)", nothing),
	STATIC_METHOD("static void SuppressFinalize(System.Object obj)", nothing),
	MEMBER_END,
};
struct type type_gc_class = {
	.name = "System.GC",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = gc_members,
};

/* System.Threading.Thread: scripts sleep with it. */
static enum status thread_sleep(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r UNUSED)
{
	int64_t milliseconds =
		argv[0].tag == VALUE_TIMESPAN ? argv[0].integer / 10000 : argv[0].integer;
	if (milliseconds < -1)
		return throw_argument(
			"System.ArgumentOutOfRangeException", "millisecondsTimeout",
			"Number must be either non-negative and less than or equal to "
			"Int32.MaxValue or -1.");
	/* In pieces, so that Ctrl+C ends it; -1 sleeps until then. */
	int64_t until = interpreter_clock() + milliseconds, left;
	while ((left = milliseconds < 0 ? 100 : until - interpreter_clock()) > 0 &&
	       !runtime_is_stopping())
		blocking_sleep(MIN(left, 100) * 1000000);
	if (!runtime_is_stopping())
		return OK;
	runtime()->stop_at = NULL;
	return STOP;
}

/* The thread that a script runs on: what is asked of it is its culture and whether it is there. */
static enum status thread_get_current(Value self UNUSED, Value *result_r)
{
	*result_r =
		value_cell(VALUE_OBJECT, gc_alloc(&type_thread, VALUE_OBJECT, sizeof(struct cell)));
	return OK;
}

static enum status thread_get_culture(Value self UNUSED, Value *result_r)
{
	*result_r = culture_info_new(culture_current());
	return OK;
}

static enum status thread_get_id(Value self UNUSED, Value *result_r)
{
	static atomic_int last;
	static _Thread_local int id;
	if (id == 0)
		id = atomic_fetch_add(&last, 1) + 1;
	*result_r = value_int(id);
	return OK;
}

static enum status thread_get_name(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("Pipeline Execution Thread");
	return OK;
}

static enum status thread_get_alive(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(true);
	return OK;
}

static enum status thread_get_false(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(false);
	return OK;
}

static enum status thread_get_state(Value self UNUSED, Value *result_r)
{
	*result_r = enum_value(&type_thread_state, 0);
	return OK;
}

static enum status thread_get_priority(Value self UNUSED, Value *result_r)
{
	enum { NORMAL = 2 };
	*result_r = enum_value(&type_thread_priority, NORMAL);
	return OK;
}

/* Apartments are Windows'. */
static enum status thread_get_apartment(Value self UNUSED, Value *result_r)
{
	enum { UNKNOWN = 2 };
	*result_r = enum_value(&type_apartment_state, UNKNOWN);
	return OK;
}

static enum status thread_ask_apartment(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	return thread_get_apartment(self, result_r);
}

static const struct member thread_members[] = {
	STATIC_PROPERTY("static System.Threading.Thread CurrentThread {get;}", thread_get_current),
	METHOD("System.Threading.ApartmentState GetApartmentState()", thread_ask_apartment),
	PROPERTY("System.Threading.ApartmentState ApartmentState {get;}", thread_get_apartment),
	PROPERTY("cultureinfo CurrentCulture {get;}", thread_get_culture),
	PROPERTY("cultureinfo CurrentUICulture {get;}", thread_get_culture),
	PROPERTY("bool IsAlive {get;}", thread_get_alive),
	PROPERTY("bool IsBackground {get;}", thread_get_false),
	PROPERTY("bool IsThreadPoolThread {get;}", thread_get_false),
	PROPERTY("int ManagedThreadId {get;}", thread_get_id),
	PROPERTY("string Name {get;}", thread_get_name),
	PROPERTY("System.Threading.ThreadPriority Priority {get;}", thread_get_priority),
	PROPERTY("System.Threading.ThreadState ThreadState {get;}", thread_get_state),
	STATIC_METHOD("static void Sleep(int millisecondsTimeout)", thread_sleep),
	STATIC_METHOD("static void Sleep(timespan timeout)", thread_sleep),
	MEMBER_END,
};
struct type type_thread = {.name = "System.Threading.Thread", .members = thread_members};

/* System.Diagnostics.Stopwatch */
struct stopwatch {
	struct cell cell;
	int64_t elapsed, started; /* nanoseconds */
	bool running;
};

static int64_t nanoseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static struct stopwatch *watch_of(Value v)
{
	return (struct stopwatch *)v.cell;
}

static int64_t elapsed(Value v)
{
	struct stopwatch *w = watch_of(v);
	return w->elapsed + (w->running ? nanoseconds() - w->started : 0);
}

static enum status watch_start(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	struct stopwatch *w = watch_of(self);
	if (!w->running)
		w->started = nanoseconds();
	w->running = true;
	return OK;
}

static enum status watch_stop(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	watch_of(self)->elapsed = elapsed(self);
	watch_of(self)->running = false;
	return OK;
}

static enum status watch_reset(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	watch_of(self)->elapsed = 0;
	watch_of(self)->running = false;
	return OK;
}

static enum status watch_restart(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)watch_reset(self, argc, argv, result_r);
	return watch_start(self, argc, argv, result_r);
}

static enum status watch_get_is_running(Value self, Value *result_r)
{
	*result_r = value_bool(watch_of(self)->running);
	return OK;
}

static enum status watch_get_elapsed(Value self, Value *result_r)
{
	*result_r = value_timespan(elapsed(self) / 100);
	return OK;
}

static enum status watch_get_milliseconds(Value self, Value *result_r)
{
	*result_r = value_int64(elapsed(self) / 1000000);
	return OK;
}

static enum status watch_get_ticks(Value self, Value *result_r)
{
	*result_r = value_int64(elapsed(self));
	return OK;
}

static enum status watch_construct(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(&type_stopwatch, VALUE_OBJECT, sizeof(struct stopwatch)));
	return OK;
}

static enum status watch_start_new(Value self, int argc, const Value *argv, Value *result_r)
{
	Value ignored;
	(void)watch_construct(self, argc, argv, result_r);
	return watch_start(*result_r, 0, NULL, &ignored);
}

static enum status watch_get_timestamp(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	*result_r = value_int64(nanoseconds());
	return OK;
}

static enum status watch_get_frequency(Value self UNUSED, Value *result_r)
{
	*result_r = value_int64(1000000000);
	return OK;
}

static enum status watch_get_is_high_resolution(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status watch_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	value_append_string(value_timespan(elapsed(self) / 100), out);
	return OK;
}

static const struct member stopwatch_members[] = {
	METHOD("void Start()", watch_start),
	METHOD("void Stop()", watch_stop),
	METHOD("void Reset()", watch_reset),
	METHOD("void Restart()", watch_restart),
	PROPERTY("bool IsRunning {get;}", watch_get_is_running),
	PROPERTY("timespan Elapsed {get;}", watch_get_elapsed),
	PROPERTY("long ElapsedMilliseconds {get;}", watch_get_milliseconds),
	PROPERTY("long ElapsedTicks {get;}", watch_get_ticks),
	STATIC_METHOD("static System.Diagnostics.Stopwatch StartNew()", watch_start_new),
	STATIC_METHOD("static long GetTimestamp()", watch_get_timestamp),
	STATIC_PROPERTY("static long Frequency {get;}", watch_get_frequency),
	STATIC_PROPERTY("static bool IsHighResolution {get;}", watch_get_is_high_resolution),
	CONSTRUCTOR("System.Diagnostics.Stopwatch new()", watch_construct),
	MEMBER_END,
};
struct type type_stopwatch = {
	.name = "System.Diagnostics.Stopwatch",
	.members = stopwatch_members,
	.to_string = watch_to_string,
};

/* System.Lazy<T> */
struct lazy {
	struct cell cell;
	Value factory, value;
	bool made;
};

static void lazy_mark(void *cell)
{
	gc_mark(((struct lazy *)cell)->factory);
	gc_mark(((struct lazy *)cell)->value);
}

static enum status lazy_get_value(Value self, Value *result_r)
{
	struct lazy *lazy = (struct lazy *)self.cell;
	enum status status = OK;
	if (!lazy->made) {
		const struct type *type = self.cell->type;
		if (value_is_null(lazy->factory))
			lazy->value = type_default(type->arguments[0]);
		else
			status = delegate_invoke(lazy->factory, 0, NULL, &lazy->value);
		if (status == OK)
			status = convert_to(lazy->value, type->arguments[0], &lazy->value);
		lazy->made = status == OK;
	}
	*result_r = lazy->value;
	return status;
}

static enum status lazy_get_is_created(Value self, Value *result_r)
{
	*result_r = value_bool(((struct lazy *)self.cell)->made);
	return OK;
}

static enum status lazy_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	struct lazy *lazy = gc_alloc(value_as_type(self), VALUE_OBJECT, sizeof(*lazy));
	lazy->factory = argc > 0 ? argv[0] : NULL_VALUE;
	*result_r = value_cell(VALUE_OBJECT, lazy);
	return OK;
}

static const struct member lazy_members[] = {
	PROPERTY("T Value {get;}", lazy_get_value),
	PROPERTY("bool IsValueCreated {get;}", lazy_get_is_created),
	CONSTRUCTOR("System.Lazy[T] new()", lazy_construct),
	CONSTRUCTOR("System.Lazy[T] new(System.Func[T] valueFactory)", lazy_construct),
	MEMBER_END,
};
static enum status lazy_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	Value created, value;
	if (lazy_get_is_created(self, &created) != OK || !value_is_true(created)) {
		strbuf_adds(out, "Value is not created.");
		return OK;
	}
	if (lazy_get_value(self, &value) != OK)
		return ERROR;
	value_append_string(value, out);
	return OK;
}

struct type type_lazy = {
	.name = "System.Lazy`1",
	.flags = TYPE_GENERIC_DEFINITION,
	.tag = VALUE_OBJECT,
	.members = lazy_members,
	.mark = lazy_mark,
	.to_string = lazy_to_string,
};

/* System.Runtime.InteropServices.RuntimeInformation */
static enum status get_os_description(Value self UNUSED, Value *result_r)
{
	struct utsname system;
	uname(&system);
	*result_r = string_printf("%s %s %s", system.sysname, system.release, system.version);
	return OK;
}

static enum status get_framework(Value self UNUSED, Value *result_r)
{
	*result_r = string_from(".NET 10.0.0");
	return OK;
}

static enum status get_architecture(Value self UNUSED, Value *result_r)
{
	struct utsname system;
	uname(&system);
	*result_r = string_from(system.machine[0] == 'a' ? "Arm64" : "X64");
	return OK;
}

static const struct member runtime_information_members[] = {
	STATIC_PROPERTY("static string OSDescription {get;}", get_os_description),
	STATIC_PROPERTY("static string FrameworkDescription {get;}", get_framework),
	STATIC_PROPERTY("static string OSArchitecture {get;}", get_architecture),
	STATIC_PROPERTY("static string ProcessArchitecture {get;}", get_architecture),
	MEMBER_END,
};
struct type type_runtime_information = {
	.name = "System.Runtime.InteropServices.RuntimeInformation",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = runtime_information_members,
};

/* [NullString]::Value: a $null that stays one where text is asked for. */
static enum status null_string_get_value(Value self UNUSED, Value *result_r)
{
	*result_r = NULL_VALUE;
	return OK;
}

static const struct member null_string_members[] = {
	STATIC_PROPERTY("static NullString Value {get;}", null_string_get_value),
	MEMBER_END,
};
struct type type_null_string = {
	.name = "System.Management.Automation.Language.NullString",
	.alias = "NullString",
	.members = null_string_members,
};

/* System.Collections.Generic.Comparer<T> */
static enum status comparer_compare_items(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	int order;
	enum status status = comparer_compare(NULL_VALUE, argv[0], argv[1], &order);
	*result_r = value_int(order);
	return status;
}

static enum status comparer_get_default(Value self, Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(value_as_type(self), VALUE_OBJECT, sizeof(struct cell)));
	return OK;
}

static const struct member comparer_members[] = {
	METHOD("int Compare(T x, T y)", comparer_compare_items),
	STATIC_PROPERTY("static System.Collections.Generic.Comparer[T] Default {get;}",
			comparer_get_default),
	MEMBER_END,
};
struct type type_comparer = {
	.name = "System.Collections.Generic.Comparer`1",
	.flags = TYPE_GENERIC_DEFINITION,
	.tag = VALUE_OBJECT,
	.members = comparer_members,
	.interfaces = (const struct type *const[]){&type_icomparer, &type_generic_icomparer, NULL},
};

static enum status event_args_new(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT, gc_alloc(generic_made(self, NULL), VALUE_OBJECT,
						      sizeof(struct cell)));
	return OK;
}

static struct type type_event_args = {
	.name = "System.EventArgs",
	.size = sizeof(struct cell),
	.members = (const struct member[]){CONSTRUCTOR("System.EventArgs new()", event_args_new),
					   MEMBER_END},
};

struct type *const utility_types[] = {
	&type_event_args,
	&type_activator,
	&type_gc_class,
	&type_thread,
	&type_stopwatch,
	&type_lazy,
	&type_runtime_information,
	&type_null_string,
	&type_comparer,
	&type_bit_converter,
	&type_enumerable,
	&type_grouping,
	&type_web_utility,
	&type_http_utility,
	&type_random,
	NULL,
};

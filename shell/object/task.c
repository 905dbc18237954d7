/* System.Threading.Tasks.Task, as far as scripts make tasks themselves: a delay, or a result that is there already. */
#include "object/array.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/interpreter_lock.h"
#include "object/runtime.h"
#include "object/small_types.h"

struct task {
	struct cell cell;
	int64_t due; /* milliseconds of interpreter_clock(); INT64_MAX: never */
	Value result;
	int id;
};

static const struct enum_member status_members[] = {
	{"Created", 0},
	{"WaitingForActivation", 1},
	{"WaitingToRun", 2},
	{"Running", 3},
	{"WaitingForChildrenToComplete", 4},
	{"RanToCompletion", 5},
	{"Canceled", 6},
	{"Faulted", 7},
	{NULL, 0},
};
static struct type type_status = {
	.name = "System.Threading.Tasks.TaskStatus",
	.flags = TYPE_ENUM,
	.enum_members = status_members,
};

static struct type type_task, type_awaiter;

static struct task *of(Value v)
{
	return (struct task *)v.cell;
}

static void task_mark(void *cell)
{
	gc_mark(((struct task *)cell)->result);
}

static Value task_new(const struct type *type, int64_t due, Value result)
{
	static int last_id;
	struct task *t = gc_alloc(type, VALUE_OBJECT, sizeof(*t));
	t->due = due;
	t->result = result;
	t->id = ++last_id;
	return value_cell(VALUE_OBJECT, t);
}

static bool is_done(Value v)
{
	return interpreter_clock() >= of(v)->due;
}

/* Until it is done or `deadline` has come; STOP when the script is to stop. */
static enum status await(Value v, int64_t deadline)
{
	while (!is_done(v) && interpreter_clock() < deadline) {
		if (runtime_is_stopping()) {
			runtime()->stop_at = NULL;
			return STOP;
		}
		int64_t left = MIN(of(v)->due, deadline) - interpreter_clock();
		interpreter_wait(MAX(MIN(left, 100), 1));
	}
	return OK;
}

static int64_t milliseconds_of(Value v)
{
	return v.tag == VALUE_TIMESPAN ? v.integer / 10000 : v.integer;
}

static enum status delay(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	int64_t milliseconds = milliseconds_of(argv[0]);
	if (milliseconds < -1)
		return throw_argument("System.ArgumentOutOfRangeException", "millisecondsDelay",
				      "The value needs to be either -1 (signifying an infinite "
				      "timeout), 0 or a positive integer.");
	int64_t due = milliseconds < 0 ? INT64_MAX : interpreter_clock() + milliseconds;
	*result_r = task_new(&type_task, due, VOID_VALUE);
	return OK;
}

static enum status from_result(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = task_new(&type_task, 0, argv[0]);
	return OK;
}

static enum status get_completed_task(Value self UNUSED, Value *result_r)
{
	*result_r = task_new(&type_task, 0, VOID_VALUE);
	return OK;
}

static enum status wait_for(Value self, int argc, const Value *argv, Value *result_r)
{
	int64_t milliseconds = argc ? milliseconds_of(argv[0]) : -1;
	enum status status =
		await(self, milliseconds < 0 ? INT64_MAX : interpreter_clock() + milliseconds);
	if (argc)
		*result_r = value_bool(is_done(self));
	return status;
}

static enum status wait_all(Value self UNUSED, int argc UNUSED, const Value *argv,
			    Value *result_r UNUSED)
{
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(argv[0]); i++)
		status = await(value_base(value_item(argv[0], i)), INT64_MAX);
	return status;
}

static enum status get_result_value(Value self, Value *result_r)
{
	enum status status = await(self, INT64_MAX);
	*result_r = of(self)->result.tag == VALUE_VOID ? NULL_VALUE : of(self)->result;
	return status;
}

static enum status get_done(Value self, Value *result_r)
{
	*result_r = value_bool(is_done(self));
	return OK;
}

static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status get_null(Value self UNUSED, Value *result_r)
{
	*result_r = NULL_VALUE;
	return OK;
}

static enum status get_status(Value self, Value *result_r)
{
	*result_r = enum_value(&type_status, is_done(self) ? 5 : 1);
	return OK;
}

static enum status get_id(Value self, Value *result_r)
{
	*result_r = value_int(of(self)->id);
	return OK;
}

/* The awaiter is the task under another type. */
static enum status get_awaiter(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	*result_r = task_new(&type_awaiter, of(self)->due, of(self)->result);
	return OK;
}

static enum status awaiter_get_result(Value self, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	enum status status = await(self, INT64_MAX);
	*result_r = of(self)->result;
	return status;
}

static enum status nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	return OK;
}

#define TASK "System.Threading.Tasks.Task"
static const struct member task_members[] = {
	PROPERTY("System.Object Result {get;}", get_result_value),
	PROPERTY("int Id {get;}", get_id),
	PROPERTY("System.Exception Exception {get;}", get_null),
	PROPERTY("System.Threading.Tasks.TaskStatus Status {get;}", get_status),
	PROPERTY("bool IsCanceled {get;}", get_false),
	PROPERTY("bool IsCompleted {get;}", get_done),
	PROPERTY("bool IsCompletedSuccessfully {get;}", get_done),
	PROPERTY("bool IsFaulted {get;}", get_false),
	METHOD("void Dispose()", nothing),
	METHOD("System.Object GetAwaiter()", get_awaiter),
	METHOD("void Wait()", wait_for),
	METHOD("bool Wait(int millisecondsTimeout)", wait_for),
	METHOD("bool Wait(timespan timeout)", wait_for),
	STATIC_METHOD("static " TASK " Delay(int millisecondsDelay)", delay),
	STATIC_METHOD("static " TASK " Delay(timespan delay)", delay),
	STATIC_METHOD("static " TASK " FromResult(System.Object result)", from_result),
	STATIC_METHOD("static void WaitAll(Params " TASK "[] tasks)", wait_all),
	STATIC_PROPERTY("static " TASK " CompletedTask {get;}", get_completed_task),
	MEMBER_END,
};
static struct type type_task = {.name = TASK, .members = task_members, .mark = task_mark};

static const struct member awaiter_members[] = {
	PROPERTY("bool IsCompleted {get;}", get_done),
	METHOD("System.Object GetResult()", awaiter_get_result),
	MEMBER_END,
};
static struct type type_awaiter = {
	.name = "System.Runtime.CompilerServices.TaskAwaiter",
	.members = awaiter_members,
	.mark = task_mark,
};

struct type *const task_types[] = {&type_status, &type_task, &type_awaiter, NULL};

#include "cmdlets/core/parallel.h"

#include "cmdlets/core/background.h"
#include "engine/session.h"
#include "engine/streams.h"
#include "object/array.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

struct parallel {
	struct cell cell;
	struct background_script script;
	Value records; /* list: not yet written */
	Value tasks;   /* list: those that run */
	size_t limit;
	int64_t deadline; /* milliseconds of interpreter_clock(); 0: none */
	bool timed_out;
};

/* One item. */
struct task {
	struct cell cell;
	struct background background;
	struct parallel *parallel;
	Value item;
};

static void mark_parallel(void *cell)
{
	struct parallel *p = cell;
	background_script_mark(&p->script);
	gc_mark(p->records);
	gc_mark(p->tasks);
}

static void mark_task(void *cell)
{
	struct task *task = cell;
	gc_mark_cell(task->parallel);
	gc_mark(task->item);
}

static const struct type type_parallel = {
	.name = "Exosh.Parallel", .tag = VALUE_OBJECT, .mark = mark_parallel};
static const struct type type_task = {
	.name = "Exosh.ParallelTask", .tag = VALUE_OBJECT, .mark = mark_task};

struct parallel *parallel_new(Value code, Value using_values, Value location, int limit,
			      int seconds)
{
	struct parallel *p = gc_alloc(&type_parallel, VALUE_OBJECT, sizeof(*p));
	background_script_init(&p->script);
	p->script.code = code;
	p->script.using_values = using_values;
	p->script.location = location;
	p->records = list_new();
	p->tasks = list_new();
	p->limit = (size_t)limit;
	p->deadline = seconds > 0 ? interpreter_clock() + seconds * INT64_C(1000) : 0;
	return p;
}

/* ---- on the task's thread ---- */

static void keep(struct parallel *p, int stream, Value record)
{
	list_add(value_as_list(p->records), stream_record_new(stream, record));
	interpreter_notify();
}

static void keep_record(struct background *background, int stream, Value record)
{
	keep(container_of(background, struct task, background)->parallel, stream, record);
}

static void run_task(void *context)
{
	struct task *task = context;
	struct parallel *p = task->parallel;
	struct background_script script = p->script;
	Value error;
	script.item = task->item;
	enum background_end end = background_run(&task->background, &script, &error);
	if (end == BACKGROUND_FAILED || (end == BACKGROUND_STOPPED && p->timed_out))
		keep(p, AST_STREAM_ERROR, background_failure(error));
	list_drop(p->tasks, value_cell(VALUE_OBJECT, task));
	gc_unpin(value_cell(VALUE_OBJECT, task));
}

/* ---- on the cmdlet's ---- */

static size_t running(const struct parallel *p)
{
	return value_as_list(p->tasks)->count;
}

static void stop_tasks(struct parallel *p)
{
	struct list *tasks = value_as_list(p->tasks);
	for (size_t i = 0; i < tasks->count; i++)
		background_stop(&((struct task *)tasks->items[i].cell)->background);
}

static enum status write_records(struct parallel *p, struct cmdlet_call *c)
{
	while (value_as_list(p->records)->count) {
		Value records = p->records; /* writing may come back here */
		p->records = list_new();
		for (size_t i = 0; i < value_count(records); i++) {
			struct stream_record *r = stream_record_of(value_item(records, i));
			enum status status = background_replay(c, r->stream, r->value);
			if (status != OK)
				return status;
		}
	}
	return OK;
}

/* Writes records until at most `count` tasks run. */
static enum status wait_until(struct parallel *p, struct cmdlet_call *c, size_t count)
{
	for (;;) {
		enum status status = write_records(p, c);
		if (status != OK)
			return status;
		if (running(p) <= count)
			return OK;
		if (cmdlet_is_stopping(c)) {
			runtime()->stop_at = NULL;
			return STOP;
		}
		if (p->deadline && !p->timed_out && interpreter_clock() >= p->deadline) {
			p->timed_out = true;
			stop_tasks(p);
		}
		interpreter_wait(p->deadline && !p->timed_out
					 ? MIN(100, p->deadline - interpreter_clock() + 1)
					 : 100);
	}
}

enum status parallel_add(struct parallel *p, struct cmdlet_call *c, Value item)
{
	enum status status = wait_until(p, c, p->limit - 1);
	if (status != OK || p->timed_out)
		return status;
	struct task *task = gc_alloc(&type_task, VALUE_OBJECT, sizeof(*task));
	task->background.record = keep_record;
	task->parallel = p;
	task->item = item;
	Value v = value_cell(VALUE_OBJECT, task);
	gc_pin(v);
	list_add(value_as_list(p->tasks), v);
	status = background_start_thread(run_task, task, &task->background.thread);
	if (status != OK) {
		list_drop(p->tasks, v);
		gc_unpin(v);
	}
	return status;
}

enum status parallel_finish(struct parallel *p, struct cmdlet_call *c)
{
	return wait_until(p, c, 0);
}

void parallel_stop(struct parallel *p)
{
	stop_tasks(p);
	while (running(p))
		interpreter_wait(100);
}

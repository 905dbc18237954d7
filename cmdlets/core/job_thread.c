/* Jobs that run on threads, and the queues in which they wait for one. */
#include "cmdlets/core/job.h"

#include "object/interpreter_lock.h"

struct job_queue {
	struct cell cell;
	Value waiting; /* list of jobs */
	int limit, running;
};

#define DEFAULT_LIMIT 5

static void mark_queue(void *cell)
{
	gc_mark(((struct job_queue *)cell)->waiting);
}

static const struct type type_queue = {
	.name = "Exosh.JobQueue", .tag = VALUE_OBJECT, .mark = mark_queue};

struct job_queue *job_queue_new(int limit)
{
	struct job_queue *queue = gc_alloc(&type_queue, VALUE_OBJECT, sizeof(*queue));
	queue->waiting = list_new();
	queue->limit = limit;
	return queue;
}

struct job_queue *job_thread_queue(int limit)
{
	static struct job_queue *queue;
	if (!queue) {
		queue = job_queue_new(DEFAULT_LIMIT);
		gc_pin(value_cell(VALUE_OBJECT, queue));
	}
	if (limit)
		queue->limit = limit;
	return queue;
}

static void advance(struct job_queue *queue);

static void keep_record(struct background *background, int stream, Value record)
{
	job_add_record(container_of(background, struct job, background), stream, record);
}

static void leave_queue(struct job *job)
{
	job->queue->running--;
	gc_unpin(job_value(job));
	advance(job->queue);
}

static void run(void *context)
{
	struct job *job = context;
	Value error;
	enum background_end end = background_run(&job->background, &job->script, &error);
	job_end(job, end, error);
	leave_queue(job);
}

static void start(struct job *job)
{
	job->queue->running++;
	job->background.record = keep_record;
	gc_pin(job_value(job));
	job_begin(job);
	if (background_start_thread(run, job, &job->background.thread) == OK)
		return;
	job_end(job, BACKGROUND_FAILED, error_take());
	leave_queue(job);
}

static void advance(struct job_queue *queue)
{
	struct list *waiting = value_as_list(queue->waiting);
	while (queue->running < queue->limit && waiting->count) {
		struct job *job = (struct job *)waiting->items[0].cell;
		list_remove_at(waiting, 0, 1);
		start(job);
	}
}

void job_queue_add(struct job_queue *queue, struct job *job)
{
	job->queue = queue;
	list_add(value_as_list(queue->waiting), job_value(job));
	advance(queue);
}

void job_thread_stop(struct job *job)
{
	if (job->state == JOB_NOT_STARTED) {
		list_drop(job->queue->waiting, job_value(job));
		job_end(job, BACKGROUND_STOPPED, NULL_VALUE);
		return;
	}
	background_stop(&job->background);
}

/*
 * Jobs: what Start-Job, Start-ThreadJob and ForEach-Object -Parallel -AsJob give. A job is a cell; the thread that
 * runs it, or reads what its process writes, keeps it alive. Records wait in it, in the order in which they came, for
 * Receive-Job.
 *
 *   BackgroundJob   a process (job_process.c); its child job has the records
 *   ThreadJob       a thread (job_thread.c)
 *   PSTaskJob       child jobs, one for each item, each a thread
 */
#ifndef EXOSH_CORE_JOB_H
#define EXOSH_CORE_JOB_H

#include "cmdlets/core/background.h"
#include "object/array.h"
#include <sys/types.h>

/* System.Management.Automation.JobState's numbers. */
enum job_state { JOB_NOT_STARTED, JOB_RUNNING, JOB_COMPLETED, JOB_FAILED, JOB_STOPPED };

struct job_kind {
	const struct type *type;
	const char *name; /* PSJobTypeName */
	const char *location;
	bool in_order;            /* Receive-Job gives records as they came, not stream by stream */
	bool has_more_while_runs; /* HasMoreData is true until it has ended */
};
extern const struct job_kind job_kind_background, job_kind_background_child, job_kind_thread,
	job_kind_task, job_kind_task_child, job_kind_event;

struct job_queue;

struct job {
	struct cell cell;
	const struct job_kind *kind;
	int32_t id;
	Value name, command, instance_id;
	Value begin_time, end_time; /* NULL until then */
	enum job_state state;
	Value reason;   /* the exception of JOB_FAILED and JOB_STOPPED */
	Value failure;  /* the ErrorRecord that Receive-Job shows for JOB_FAILED */
	Value children; /* list */
	Value records;  /* list of stream_record */
	struct job *parent;
	struct background_script script;
	struct background background; /* of a thread; of a process, the thread that reads */
	struct job_queue *queue;
	pid_t process; /* of a BackgroundJob's child; 0: none */
	bool is_stopped;
};

extern struct type type_job, type_job_array;
extern const struct type *const job_types[];
struct job *value_as_job(Value v); /* NULL when it is none */
static inline Value job_value(struct job *job)
{
	return value_cell(VALUE_OBJECT, job);
}

/* A new one with the next number, not started. `name` may be NULL: then JobN. */
struct job *job_new(const struct job_kind *kind, const char *name, Value command);
/* As part of another. */
struct job *job_new_child(struct job *parent, const struct job_kind *kind);
/* Puts it where Get-Job looks. */
void job_register(struct session *s, struct job *job);
void job_unregister(struct session *s, struct job *job);

void job_begin(struct job *job);
/* It has ended; parents follow. `error`: the ErrorRecord of a failure. */
void job_end(struct job *job, enum background_end how, Value error);
void job_add_record(struct job *job, int stream, Value record);

static inline bool job_has_ended(const struct job *job)
{
	return job->state >= JOB_COMPLETED;
}
bool job_has_more_data(const struct job *job);
/* Stops it and waits for its end. */
void job_stop(struct job *job);

/* Threads: at most `limit` jobs of a queue run at a time. */
struct job_queue *job_queue_new(int limit);
void job_queue_add(struct job_queue *queue, struct job *job);
/* The queue of all ThreadJobs; a limit other than 0 becomes its limit. */
struct job_queue *job_thread_queue(int limit);
/* Takes it out of the queue if it has not started, or makes it stop. */
void job_thread_stop(struct job *job);

/* Processes. ERROR when none can be started. */
enum status job_process_start(struct job *job) WARN_UNUSED;
void job_process_stop(struct job *job);
/* The other end: runs what standard input asks for, and writes what comes of it to standard output. Returns the
 * exit code. */
int job_process_serve(void);

/* The session ends: so do its jobs. */
void jobs_end(struct session *s);

#endif

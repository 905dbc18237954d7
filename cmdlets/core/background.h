/*
 * Scripts in sessions of their own, beside the one that the user talks to: what thread jobs, the process of
 * Start-Job and ForEach-Object -Parallel have in common. Such a session starts with nothing of the caller's but what
 * $using: takes; all that it writes, to whatever stream, is handed on record by record.
 */
#ifndef EXOSH_CORE_BACKGROUND_H
#define EXOSH_CORE_BACKGROUND_H

#include "cmdlet.h"
#include "engine/host.h"
#include "engine/output.h"
#include <pthread.h>

/* The streams of enum ast_stream, output to information, and one more. */
enum { STREAM_PROGRESS = 7, STREAM_COUNT };

/* What to run. A struct that holds one marks it with background_script_mark(). */
struct background_script {
	Value code;           /* text: it is compiled in its session */
	Value path;           /* of a script file instead of code, or NULL */
	Value initialization; /* text that runs before it, or NULL */
	Value using_values;   /* using_values_collect()'s, or NULL */
	Value arguments;      /* array, or NULL */
	Value input;          /* list: what $input gives; or NULL */
	Value item;           /* $_, or UNSET */
	Value location;       /* where it starts: a path */
};
void background_script_mark(struct background_script *script);
/* Values that stand for "none". */
void background_script_init(struct background_script *script);

enum background_end { BACKGROUND_COMPLETED, BACKGROUND_FAILED, BACKGROUND_STOPPED };

/* One that runs. Belongs to whoever starts it. */
struct background {
	/* For each record, on the thread of the session: output as it is, else ErrorRecord, WarningRecord ... */
	void (*record)(struct background *background, int stream, Value record);
	/* What runs instead of a script; or NULL. */
	enum status (*run)(struct background *background, struct output *output);
	struct session *kept; /* background_open()'s; NULL: one that is made for the script */
	struct host *streaming_host; /* Write-Host goes there at once; or NULL */
	struct session *session;     /* while it runs */
	pthread_t thread;
	bool is_stopped;
	struct host host; /* the rest is background.c's */
	struct background_stream {
		struct output output;
		struct background *background;
		int stream;
	} streams[STREAM_COUNT];
};

/* Runs the script on this thread in a session of its own; ends when it has ended. *error_r: the ErrorRecord of
 * BACKGROUND_FAILED. */
enum background_end background_run(struct background *background,
				   const struct background_script *script, Value *error_r);
/* A session that several scripts use one after the other, until it is closed. */
void background_open(struct background *background);
void background_close(struct background *background);
/* Makes it stop soon; from any thread, and also before it runs. */
void background_stop(struct background *background);

/* Starts a thread that may run sessions (see interpreter_lock.h). The error is set when it returns ERROR. */
enum status background_start_thread(void (*run)(void *context), void *context,
				    pthread_t *thread_r) WARN_UNUSED;

/* The values of the $using: variables of a script block, by name: a hashtable. ERROR when one does not exist. Script
 * blocks among them are refused with `no_blocks`. */
enum status using_values_collect(struct session *s, Value script_block, bool no_blocks,
				 Value *values_r) WARN_UNUSED;

/* A record that waits for somebody who takes it. */
struct stream_record {
	struct cell cell;
	int stream;
	Value value;
};
Value stream_record_new(int stream, Value value);
static inline struct stream_record *stream_record_of(Value v)
{
	return (struct stream_record *)v.cell;
}

/* Takes an object out of a list. */
void list_drop(Value list, Value v);

/* The error of a script that was stopped or failed, as ForEach-Object -Parallel shows it. */
Value background_failure(Value error);

/* A record of another session goes to the cmdlet's stream. */
enum status background_replay(struct cmdlet_call *c, int stream, Value record) WARN_UNUSED;

#endif

/* One isolated interpreter: its heap, scopes, commands, modules, drives, preferences and host. */
#ifndef EXOSH_ENGINE_SESSION_H
#define EXOSH_ENGINE_SESSION_H

#include "base/hashmap.h"
#include "engine/host.h"
#include "engine/output.h"
#include "engine/scope.h"
#include "object/runtime.h"
#include <signal.h>

struct module;
struct command_call;
struct pipeline;
struct stream_targets;
struct machine;

struct session {
	struct runtime runtime;
	struct host *host;
	struct scope *global;
	struct scope *scope;         /* the current one */
	struct machine *machine;     /* the virtual machine's: frames and value stack */
	struct hashmap commands;     /* cmdlets by "verb-noun": struct command */
	struct hashmap modules;      /* loaded: struct loaded_module */
	uint32_t command_generation; /* changes when any command, alias or module comes or goes */
	struct stream_targets *streams; /* where errors, warnings ... of what runs now go */
	struct output *host_output;     /* the end of every pipeline at the prompt */
	Value errors;                   /* $Error: list */
	bool success;                   /* $? */
	int64_t last_exit_code;         /* $LASTEXITCODE */
	bool has_last_exit_code;
	bool exited;    /* the script that the command line named ended by `exit` */
	char *location; /* the current directory of the FileSystem provider */
	const struct provider
		*provider;     /* of the current location; NULL: FileSystem, at `location` */
	char *provider_path;   /* the location within another provider */
	Value drives;          /* the providers': hashtable */
	Value location_stacks; /* hashtable: Push-Location */
	Value history;         /* list of HistoryInfo */
	Value events, event_subscribers;       /* lists: see cmdlets/utility/event.h */
	int32_t last_event, last_subscription; /* their numbers */
	Value completers; /* Register-ArgumentCompleter's: hashtable, or NULL */
	Value jobs;       /* list: what Get-Job shows, without child jobs */
	int call_depth;
	int try_depth; /* try blocks with catch around what runs now, through all calls: errors go to them
			  instead of being shown statement by statement */
	int throw_depth; /* script blocks that C code runs for a value (calculated properties, ScriptProperty ...):
			    their errors go to that code */
	int strict_mode; /* 0 off, else version: 1, 2, 3 */
	const char *script_path;
	volatile sig_atomic_t
		interrupted; /* Ctrl+C: the machine and pipelines stop at the next safe point */
	void *formatter;     /* the host's view state */
	bool is_background;  /* made by session_create_beside() */
	bool is_captured;    /* closures or modules hold on to its scopes: it has to stay */
	struct session *next_kept; /* of those that stay after session_free() */
};

struct session *session_create(struct host *host);
/* A further session on this thread's heap, which becomes the current one: of a thread job and the like. */
struct session *session_create_beside(struct host *host);
void session_free(struct session **session);
/* The session of this thread. */
static inline struct session *session_current(void)
{
	return runtime_current->session;
}
void session_add_module(struct session *s, const struct module *module);

/* Runs text or a file as the command line does: parse errors and uncaught errors are shown by the host.
 * Returns the exit code in *exit_code_r when the script ended by exit; OK otherwise even after errors. */
enum status session_run_text(struct session *s, const char *text, size_t length);
/* The same with `args` (an array) as $args. */
enum status session_run_text_with(struct session *s, const char *text, size_t length, Value args);
enum status session_run_file(struct session *s, const char *path, int argc, char **argv);

#endif

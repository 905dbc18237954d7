/* A running command of a pipeline, as the engine sees it; cmdlets see it through cmdlet.h. */
#ifndef EXOSH_ENGINE_CMDLET_CALL_H
#define EXOSH_ENGINE_CMDLET_CALL_H

#include "engine/bind.h"
#include "engine/command.h"
#include "engine/errors.h"
#include "engine/script.h"
#include "engine/streams.h"

#define INLINE_PARAMETERS 12

struct pipeline;
struct native_process;

/* What a kind of command does at each step; see cmdlet_call.c, function_command.c, native_command.c. */
struct call_kind {
	enum status (*begin)(struct cmdlet_call *c);
	enum status (*process)(struct cmdlet_call *c, Value record); /* a record came in */
	enum status (*no_input)(struct cmdlet_call *c);              /* nothing is piped in: once */
	enum status (*end)(struct cmdlet_call *c);
	void (*cleanup)(struct cmdlet_call *c);
};

struct cmdlet_call {
	struct output input; /* what the command before writes to */
	const struct call_kind *kind;
	struct session *session;
	struct pipeline *pipeline;
	struct command *command;
	const struct command_call *call;
	struct binding binding;
	struct output *next; /* where it writes to */
	struct stream_targets *streams;
	struct stream_targets own_streams; /* when redirected */
	struct common_parameters common;
	void *state;                    /* a cmdlet's struct; gc buffer */
	struct invocation *invocation;  /* a function's */
	struct native_process *process; /* a program's */
	Value record;
	Value input_list; /* simple functions: $input */
	Value out_list;   /* -OutVariable and family; UNSET */
	Value error_list;
	Value warning_list;
	Value information_list;
	struct command_metadata
		*dynamic_metadata; /* with the parameters of the dynamicparam block */
	Value dynamic_parameters;  /* the dictionary that it gave */
	Value pscmdlet;            /* $PSCmdlet, when the code names it */
	struct redirect_target *redirects;
	int fast_parameter; /* the only one that takes pipeline input, needing no conversion; -1: bind fully */
	bool has_input, began, finished, position;
	bool ran; /* some block of a function did, so that `clean` has something to clean */
	bool yes_to_all, no_to_all; /* answers given to -Confirm */
	bool dotted;
	Value inline_values[INLINE_PARAMETERS];
	uint8_t inline_sources[INLINE_PARAMETERS];
};

struct pipeline {
	struct session *session;
	struct cmdlet_call *calls;
	size_t count;
	struct scope *scope;            /* that was current when it started */
	struct stream_targets *streams; /* likewise */
	bool failed;                    /* some command wrote an error: $? */
};

extern const struct call_kind call_kind_cmdlet, call_kind_function, call_kind_native;

/* Fills the cmdlet's state from what is bound. */
void call_store_parameters(struct cmdlet_call *c);
/* Reads -ErrorAction and family. */
void call_store_common(struct cmdlet_call *c);
/* Records that the command failed with `record`: its name, place and full id. */
void call_attach_error(struct cmdlet_call *c, Value record);
/* A non-terminating error of this command. */
enum status call_write_error(struct cmdlet_call *c, Value record) WARN_UNUSED;
/* What -ErrorAction, or else $ErrorActionPreference, says. */
enum action_preference call_error_action(struct cmdlet_call *c);
/* Lets `c` work on one record within its own streams and the pipeline's scope. */
enum status call_process(struct cmdlet_call *c, Value record) WARN_UNUSED;

/* Runs the dynamicparam block with what is bound so far, and binds anew with the parameters that it gives. */
enum status function_bind_dynamic(struct cmdlet_call *c) WARN_UNUSED;
/* Reads and compiles the script file behind an ExternalScriptInfo. */
enum status function_load_script(struct cmdlet_call *c) WARN_UNUSED;

/* The parts of a pipeline's life, for steppable pipelines and redirections to files. */
enum status call_prepare(struct cmdlet_call *c, struct pipeline *p, const struct command_call *call,
			 bool has_input) WARN_UNUSED;
enum status call_begin(struct cmdlet_call *c) WARN_UNUSED;
enum status call_end(struct cmdlet_call *c) WARN_UNUSED;
void call_cleanup(struct cmdlet_call *c);

#endif

/*
 * Pipelines. The virtual machine evaluates the arguments of each command of a pipeline and hands them over
 * as `struct command_call`s; pipeline_run() finds and binds the commands and pushes objects through them:
 * each write of a command calls the next one's process directly.
 */
#ifndef EXOSH_ENGINE_PIPELINE_H
#define EXOSH_ENGINE_PIPELINE_H

#include "engine/output.h"
#include "syntax/ast.h"

struct session;

enum argument_kind {
	ARGUMENT_VALUE,
	ARGUMENT_PARAMETER,       /* -Name: a switch, or takes the next ARGUMENT_VALUE */
	ARGUMENT_PARAMETER_VALUE, /* -Name:value */
	ARGUMENT_SPLAT,           /* @variable: `value` is the hashtable or array */
	ARGUMENT_VERBATIM,        /* the text after --% */
};

struct argument {
	enum argument_kind kind;
	const char *name; /* of parameters: as written, without the dash */
	Value value;
	const struct ast *ast; /* where it stands: NULL for splatted ones */
	bool bare; /* a bare word: for simple functions and native commands `-5` and `a.b` stay text */
};

struct redirection {
	enum ast_stream from, to;
	bool merge;
	bool append;
	Value location; /* path; $null discards */
};

/* Remembers what a call site found last time, so that it need not search again. Zeroed at compile time. */
struct call_cache {
	const void *command;
	uint32_t generation; /* of the command table */
	void *plan;          /* the binder's, freed with the chunk by call_cache_clear() */
};
void call_cache_clear(struct call_cache *cache);

/* One element of a pipeline, evaluated. */
struct command_call {
	const struct ast *ast; /* AST_COMMAND or AST_COMMAND_EXPRESSION */
	const struct source *source;
	enum ast_invocation invocation;
	Value name;       /* string, script block or CommandInfo; UNSET: an expression */
	Value expression; /* the expression's value, enumerated into the next command */
	bool is_range;    /* an expression that is a range: not made an array, but counted ... */
	int64_t range_from, range_to; /* ... up or down, both ends included */
	const struct argument *arguments;
	size_t argument_count;
	const struct redirection *redirections;
	size_t redirection_count;
	struct call_cache *cache; /* or NULL */
};

/* Runs the whole pipeline; what comes out goes to `output`. Sets $? . `output` NULL: to the host. */
enum status pipeline_run(struct session *s, const struct command_call *calls, size_t count,
			 struct output *output) WARN_UNUSED;
/* An expression statement with redirections, or `& {}` in the background, come as calls too. */

/* From C: runs one command by name with named arguments. */
struct named_argument {
	const char *name; /* NULL: positional */
	Value value;
};
enum status pipeline_run_command(struct session *s, const char *command,
				 const struct named_argument *arguments, size_t count, Value input,
				 struct output *output) WARN_UNUSED;

#endif

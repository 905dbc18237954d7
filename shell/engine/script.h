/*
 * Running script code: what the engine's virtual machine offers to everyone else (pipelines, functions,
 * cmdlets with script blocks, classes, the prompt).
 */
#ifndef EXOSH_ENGINE_SCRIPT_H
#define EXOSH_ENGINE_SCRIPT_H

#include "engine/output.h"
#include "engine/scope.h"
#include "object/script_block.h"
#include "syntax/ast.h"

struct session;
struct command_metadata;

/* Compiles a whole tree (no parse errors in it) to a script block; takes a reference of its own. ERROR when
 * the code is invalid in a way that only compiling finds. */
enum status script_compile(struct session *s, struct syntax_tree *tree,
			   Value *script_block_r) WARN_UNUSED;
/* Parse + compile; ERROR ParseException carrying all parse errors. */
enum status script_compile_text(struct session *s, const char *text, size_t length,
				const char *path, Value *script_block_r) WARN_UNUSED;

/* The same for a file, by its system path. */
enum status script_compile_file(struct session *s, const char *path,
				Value *script_block_r) WARN_UNUSED;

/* The tree behind a script block, and its metadata (parameters, attributes), made on first use. */
const struct ast_script_block *script_block_ast(Value script_block);
struct command_metadata *script_block_metadata(struct session *s, Value script_block);

/* Evaluates an expression without side effects, as attributes' arguments are. */
enum status script_evaluate(struct session *s, const struct ast *expression,
			    Value *result_r) WARN_UNUSED;

/* The type that a name in the source means; NULL with ERROR TypeNotFound at its place. */
const struct type *script_resolve_type(struct session *s, const struct ast_type_name *name);

enum script_block_part {
	SCRIPT_DYNAMIC_PARAM,
	SCRIPT_BEGIN,
	SCRIPT_PROCESS,
	SCRIPT_END,
	SCRIPT_CLEAN
};

/*
 * A script block being run as a command: its scope and variables live from begin to clean. Parameters are
 * numbered as in the param block.
 */
struct invocation;

enum invocation_scope {
	INVOCATION_NEW_SCOPE, /* & and functions */
	INVOCATION_DOTTED,    /* . and ForEach-Object: runs in the current scope */
};

struct invocation *invocation_create(struct session *s, Value script_block,
				     enum invocation_scope scope);
/* Sets parameter i before it runs. UNSET: its default is evaluated when the first block starts. */
void invocation_set_parameter(struct invocation *invocation, int i, Value v);
/* Automatic variables of this scope. */
void invocation_set_args(struct invocation *invocation, Value args);        /* $args: array */
void invocation_set_bound(struct invocation *invocation, Value dictionary); /* $PSBoundParameters */
void invocation_set_command(struct invocation *invocation, Value info,
			    Value cmdlet); /* $MyInvocation, $PSCmdlet */
void invocation_set_input(struct invocation *invocation, Value input);     /* $input: list */
void invocation_set_this(struct invocation *invocation, Value this_value); /* $this */
/* Whether the block has this part. A simple block has only SCRIPT_END (a filter: SCRIPT_PROCESS). */
bool invocation_has(const struct invocation *invocation, enum script_block_part part);
/* Runs one part; `dollar_underbar` UNSET leaves $_ as it is. RETURN is already turned into OK; BREAK and
 * CONTINUE come out as they are. */
enum status invocation_run(struct invocation *invocation, enum script_block_part part,
			   Value dollar_underbar, struct output *output) WARN_UNUSED;
struct scope *invocation_scope(struct invocation *invocation);
void invocation_free(struct invocation **invocation);

/* & { ... } a b: positional arguments only; binds them through the binder when the block has parameters. */
enum status script_block_invoke(struct session *s, Value script_block, int argc, const Value *argv,
				Value dollar_underbar, struct output *output) WARN_UNUSED;

/* GetNewClosure(): the same code, bound to copies of the variables of the current scope. */
enum status script_block_close(struct session *s, Value script_block, Value *result_r) WARN_UNUSED;

/* Many calls of one block with changing $_: prepared once (ForEach-Object, Where-Object, calculated
 * properties). Runs dotted in the scope that was current at init. */
struct block_runner {
	struct session *session;
	Value script_block;
	struct invocation *invocation;
};
void block_runner_init(struct block_runner *runner, struct session *s, Value script_block);
enum status block_runner_call(struct block_runner *runner, Value dollar_underbar,
			      struct output *output) WARN_UNUSED;
void block_runner_clear(struct block_runner *runner);

/* The call stack, innermost first: for errors' positions, $MyInvocation, Get-PSCallStack. */
struct call_site {
	const char *function;        /* "<ScriptBlock>", a function's name, "<script>" */
	const struct source *source; /* or NULL */
	struct extent extent;        /* of the statement or command that runs */
};
size_t script_call_stack(struct session *s, struct call_site *sites, size_t max);
/* Fills in the position, invocation and stack trace of a record that has none. */
void script_locate_error(struct session *s, Value error_record);
/* Replaces "&" scope: the scope that is current now (session->scope), set by the machine. */

#endif

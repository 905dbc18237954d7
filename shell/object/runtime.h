/*
 * What one session, or thread that runs scripts, has: its heap (which it may share with others), the error on its way up, and the hooks by which the
 * object layer reaches the engine above it (to run a script block, a class's method).
 */
#ifndef EXOSH_OBJECT_RUNTIME_H
#define EXOSH_OBJECT_RUNTIME_H

#include "object/gc.h"

struct runtime_hooks {
	/* Runs a script block with arguments and collects its output: none VOID, one itself, else object[].
	 * `dollar_underbar` is $_ ($this too for script members), or UNSET. */
	enum status (*invoke_script_block)(Value script_block, int argc, const Value *argv,
					   Value dollar_underbar, Value *result_r);
	/* A script block of text ([scriptblock]::Create): views and type data hold code as text. */
	enum status (*compile_script)(const char *text, size_t length, Value *script_block_r);
	/* $block.Ast, and $block.GetNewClosure(). */
	Value (*script_block_ast)(Value script_block);
	enum status (*close_script_block)(Value script_block, Value *result_r);
	/* Calls a method (or constructor: name ".ctor"; self UNSET for static) of a class defined in script.
	 * `function` is what the class's member row carries in `script`. */
	enum status (*invoke_script_method)(Value function, Value self, int argc, const Value *argv,
					    Value *result_r);
	/* The value of a session variable such as "OFS" or "global:OFS", UNSET when there is none. */
	Value (*get_variable)(const char *name);
	/* Finds a class of the running script, or of `using namespace`; NULL when there is none. */
	const struct type *(*find_type)(const char *name);
	/* Whether Ctrl+C was pressed, or a job is to stop: who waits gives up. */
	bool (*is_stopping)(void);
	/* Turns a path as scripts write it (relative, C:\..., drive:) into a path of the system: malloc()ed. */
	char *(*resolve_path)(const char *path);
};

struct runtime {
	struct heap *heap;
	Value error;         /* the ErrorRecord of status ERROR */
	const char *label;   /* of BREAK and CONTINUE, interned; or NULL */
	int exit_code;       /* of EXIT */
	const void *stop_at; /* of STOP: the pipeline to stop; NULL: everything (Ctrl+C) */
	const struct runtime_hooks *hooks;
	void *session;   /* the engine's */
	Value type_data; /* Update-TypeData's: see object/ets.h */
};

extern _Thread_local struct runtime *runtime_current;
static inline struct runtime *runtime(void)
{
	return runtime_current;
}
/* Ctrl+C was pressed, or this thread's session is to stop. */
static inline bool runtime_is_stopping(void)
{
	const struct runtime_hooks *hooks = runtime()->hooks;
	return hooks && hooks->is_stopping && hooks->is_stopping();
}
/* Makes `rt` this thread's; the object layer's static tables are set up on the first call. */
void runtime_enter(struct runtime *rt);

#endif

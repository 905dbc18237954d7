/*
 * The virtual machine of a session: frames and the dispatch loop. Others use engine/script.h; the session
 * makes and frees the machine, and installs the hooks below in its runtime.
 */
#ifndef EXOSH_ENGINE_VM_H
#define EXOSH_ENGINE_VM_H

#include "object/runtime.h"

struct session;

/* Makes session->machine; the session's scopes exist already. Takes the C stack's limit of the thread that
 * calls: scripts that recurse deeper get ScriptCallDepthException. */
void machine_create(struct session *s);
/* The session goes on on the calling thread: how deep scripts may call is a matter of its stack. */
void machine_use_this_thread(struct session *s);
void machine_free(struct session *s);

/* Members of struct runtime_hooks that the machine implements. */
enum status machine_invoke_script_block(Value script_block, int argc, const Value *argv,
					Value dollar_underbar, Value *result_r);
enum status machine_invoke_script_method(Value function, Value self, int argc, const Value *argv,
					 Value *result_r);
Value machine_script_block_ast(Value script_block);
enum status machine_close_script_block(Value script_block, Value *result_r);
Value machine_get_variable(const char *name);
const struct type *machine_find_type(const char *name);

/* A scope that still exists, by its number; NULL: it is gone. */
struct scope *machine_find_scope(uint64_t id);

/* Where $using: looks in a background session; made on the first call. */
struct scope *machine_using_scope(struct session *s);

/* True, with the error set, when the C stack is nearly used up. To be asked where C recursion can be driven by
 * scripts. */
bool machine_too_deep(void);

#endif

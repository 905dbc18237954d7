/* System.Management.Automation.ScriptBlock: code that is a value. What stands behind it is the engine's. */
#ifndef EXOSH_OBJECT_SCRIPT_BLOCK_H
#define EXOSH_OBJECT_SCRIPT_BLOCK_H

#include "object/gc.h"

struct script_block {
	struct cell cell;
	void *code;       /* the engine's struct chunk; kept by `owner` */
	Value owner;      /* cell that keeps the code, or NULL */
	Value module;     /* session state it is bound to: a module, or NULL for the top level */
	Value captured;   /* GetNewClosure: hashtable of variables, or NULL */
	const char *text; /* its source without braces: borrowed from the syntax tree */
	size_t text_length;
	bool is_filter;
};

static inline struct script_block *value_as_script_block(Value v)
{
	return (struct script_block *)v.cell;
}

#endif

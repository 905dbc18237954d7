/* System.Management.Automation.PSReference: [ref]$x, by which methods such as TryParse give results. */
#ifndef EXOSH_OBJECT_REFERENCE_H
#define EXOSH_OBJECT_REFERENCE_H

#include "object/gc.h"
#include "object/type.h"

struct reference {
	struct cell cell;
	Value value;    /* what it holds when it refers to no variable */
	Value variable; /* the engine's way to the variable, or NULL */
	enum status (*get)(Value variable, Value *result_r); /* NULL: `value` counts */
	enum status (*set)(Value variable, Value value);
};

extern struct type type_reference;

/* A reference to nothing but its own value; the engine fills in variable, get and set. */
Value reference_new(Value initial);
bool value_is_reference(Value v);
/* A member whose signature says "[ref] int result" receives the reference itself and sets it so. */
enum status reference_set(Value reference, Value value) WARN_UNUSED;
enum status reference_get(Value reference, Value *result_r) WARN_UNUSED;

#endif

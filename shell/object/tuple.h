/* System.Tuple and System.ValueTuple of up to eight items. */
#ifndef EXOSH_OBJECT_TUPLE_H
#define EXOSH_OBJECT_TUPLE_H

#include "object/type.h"

#define TUPLE_MAX 8

/* Types come from the items: ValueTuple[int,string]. */
Value value_tuple_new(const Value *items, int count);
Value tuple_new(const Value *items, int count);

extern struct type *const tuple_types[]; /* NULL-terminated */

#endif

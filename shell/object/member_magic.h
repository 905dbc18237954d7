/* ForEach() and Where(), which PowerShell gives to every object. */
#ifndef EXOSH_OBJECT_MEMBER_MAGIC_H
#define EXOSH_OBJECT_MEMBER_MAGIC_H

#include "object/type.h"

/* false: `name` is none of them. */
bool member_magic_invoke(Value v, const char *name, int argc, const Value *argv, Value *result_r,
			 enum status *status_r);

#endif

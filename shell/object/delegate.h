/* Delegates: script blocks under a .NET signature ([Func[int,bool]]{...}, [MatchEvaluator]{...}). */
#ifndef EXOSH_OBJECT_DELEGATE_H
#define EXOSH_OBJECT_DELEGATE_H

#include "object/type.h"

extern struct type *const delegate_types[]; /* NULL-terminated */

/* Calls a delegate, or a script block in its place; the result is converted to what the delegate returns. */
enum status delegate_invoke(Value callable, int argc, const Value *argv,
			    Value *result_r) WARN_UNUSED;
bool value_is_callable(Value v);

#endif

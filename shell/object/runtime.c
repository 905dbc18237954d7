#include "object/runtime.h"
#include "object/type.h"
#include "object/types.h"

#include <pthread.h>

_Thread_local struct runtime *runtime_current;
static pthread_once_t types_once = PTHREAD_ONCE_INIT;

void runtime_enter(struct runtime *rt)
{
	pthread_once(&types_once, type_register_builtin);
	runtime_current = rt;
	heap_enter(rt != NULL ? rt->heap : NULL);
}

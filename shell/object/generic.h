/* Help for generic types whose member table differs with their arguments. */
#ifndef EXOSH_OBJECT_GENERIC_H
#define EXOSH_OBJECT_GENERIC_H

#include "object/type.h"

/* A constructor receives as `self` the type that is made; `otherwise` when it got none. */
static inline const struct type *generic_made(Value self, const struct type *otherwise)
{
	return self.tag == VALUE_TYPE ? value_as_type(self) : otherwise;
}

#endif

/* What a VALUE_TYPE points to. */
#ifndef EXOSH_OBJECT_TYPE_VALUE_H
#define EXOSH_OBJECT_TYPE_VALUE_H

#include "object/gc.h"

struct type_value {
	struct cell cell;
	const struct type *type;
};

#endif

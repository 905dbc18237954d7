/* System.DateTimeOffset. */
#ifndef EXOSH_OBJECT_DATETIME_OFFSET_H
#define EXOSH_OBJECT_DATETIME_OFFSET_H

#include "object/type.h"

extern struct type type_datetime_offset;

/* What the clock shows, and minutes from UTC. */
Value datetime_offset_new(int64_t ticks, int offset);

#endif

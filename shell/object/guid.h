/* System.Guid. */
#ifndef EXOSH_OBJECT_GUID_H
#define EXOSH_OBJECT_GUID_H

#include "object/type.h"

/* 16 bytes in the order of the text. */
Value guid_new(const uint8_t bytes[16]);
/* Random (version 4). */
Value guid_random(void);
/* The forms D, N, B, P and X; false when it is none. */
bool guid_parse(const char *text, Value *result_r);

#endif

/* System.Text.StringBuilder. */
#ifndef EXOSH_OBJECT_STRING_BUILDER_H
#define EXOSH_OBJECT_STRING_BUILDER_H

#include "object/type.h"

extern struct type type_string_builder;

Value string_builder_new(const char *text, size_t length);
void string_builder_add(Value builder, const char *text, size_t length);

#endif

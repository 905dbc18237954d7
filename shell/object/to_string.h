/* ToString() of the types that take a format and a provider. */
#ifndef EXOSH_OBJECT_TO_STRING_H
#define EXOSH_OBJECT_TO_STRING_H

#include "object/culture.h"
#include "object/value.h"

struct strbuf;

/* Appends `v` in a format (NULL: the type's own) of the current culture; ERROR with nothing promised of `out`. */
typedef enum status format_function(Value v, const char *format, struct strbuf *out);

/* `function` with `culture` in place meanwhile, as a string. */
enum status format_with(Value v, const char *format, const struct culture *culture,
			format_function *function, Value *result_r) WARN_UNUSED;
/* The method: ToString(), ToString(format), ToString(provider), ToString(format, provider). */
enum status to_string_with(Value self, int argc, const Value *argv, format_function *function,
			   Value *result_r) WARN_UNUSED;

#endif

/* String.Format and -f: "{0,-10:N2}". */
#ifndef EXOSH_OBJECT_COMPOSITE_FORMAT_H
#define EXOSH_OBJECT_COMPOSITE_FORMAT_H

#include "object/type.h"

enum status composite_format(Value format, int argc, const Value *argv,
			     Value *result_r) WARN_UNUSED;
/* One value by a format string (IFormattable.ToString); values without formats give their text. */
enum status value_format(Value v, const char *format, struct strbuf *out) WARN_UNUSED;

#endif

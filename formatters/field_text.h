/* The text of one value where formatting shows it: a cell of a table, a line of a list, a whole object. */
#ifndef EXOSH_FORMATTERS_FIELD_TEXT_H
#define EXOSH_FORMATTERS_FIELD_TEXT_H

#include "object/type.h"

/* Collections as "{a, b, c…}" with at most `limit` items (-1: all); in tables real numbers have the
 * culture's decimals. Never fails: what cannot be shown is empty. */
void field_append(struct strbuf *out, Value v, bool in_table, int limit);
/* With a format string, "{0:N2}" or "N2"; a string that does not apply counts as none. */
void field_append_formatted(struct strbuf *out, Value v, const char *format, bool in_table,
			    int limit);
/* Numbers, strings, booleans, enums: what prints as one line of its own and stands right in a table when it
 * is no string. */
bool value_is_scalar(Value v);
/* What formatting enumerates: collections and dictionaries, not strings. */
bool value_is_collection(Value v);
/* $FormatEnumerationLimit, 4 when it is not a number. */
int format_enumeration_limit(void);

#endif

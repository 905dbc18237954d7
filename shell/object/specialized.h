/* NameValueCollection, as HttpUtility.ParseQueryString() makes it too. */
#ifndef EXOSH_OBJECT_SPECIALIZED_H
#define EXOSH_OBJECT_SPECIALIZED_H

#include "object/type.h"

Value name_values_new(void);
/* HttpUtility.ParseQueryString()'s: its text is the query. */
Value name_values_new_query(void);
/* One value more of the name, a string or $null. */
void name_values_add(Value collection, Value name, Value value);

#endif

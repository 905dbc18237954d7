/* Equality and order as PowerShell's operators, Sort-Object, Group-Object and -contains have them. */
#ifndef EXOSH_OBJECT_COMPARE_H
#define EXOSH_OBJECT_COMPARE_H

#include "object/type.h"

/* a -eq b for scalars: b is converted to a's type; never fails. */
bool value_equal(Value a, Value b, bool ignore_case);
/* a -lt b and family: <0, 0, >0; ERROR NotIcomparable. */
enum status value_compare(Value a, Value b, bool ignore_case, int *order_r) WARN_UNUSED;
/* Sort-Object's: never fails, falls back to comparing text. */
int value_compare_sort(Value a, Value b, bool case_sensitive);
/* .NET Equals and GetHashCode, for hashtable keys. */
bool value_equals(Value a, Value b, bool ignore_case);
uint32_t value_hash(Value v, bool ignore_case);

#endif

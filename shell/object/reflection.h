/* System.Reflection: MethodInfo, PropertyInfo, FieldInfo and ConstructorInfo over rows of members. */
#ifndef EXOSH_OBJECT_REFLECTION_H
#define EXOSH_OBJECT_REFLECTION_H

#include "object/type_private.h"

/* One overload of a group, as `type` shows it. */
Value reflected_member_new(const struct type *type, const struct member_group *group, size_t i);
/* Whether .NET has a field there, not a property: constants of numbers and the like. */
bool reflected_is_field(const struct type *type, const struct member_group *group);
/* Whether a method or constructor takes exactly these types. */
bool reflected_takes(const struct member_group *group, size_t i, Value types);

extern struct type *const reflection_member_types[]; /* NULL-terminated */

#endif

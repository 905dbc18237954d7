/*
 * Which of an object's properties are shown when nobody says which: the DefaultDisplayPropertySet of its type
 * data (built in, or from Update-TypeData), or of its own PSStandardMembers.
 */
#ifndef EXOSH_FORMATTERS_DEFAULT_PROPERTIES_H
#define EXOSH_FORMATTERS_DEFAULT_PROPERTIES_H

#include "object/value.h"

/* Names in collected memory; *count_r is 0 when there is no set. */
const char **default_property_names(Value object, size_t *count_r);
/* Update-TypeData -DefaultDisplayPropertySet. `names` are copied; count 0 removes the set. */
void default_property_set(const char *type_name, const char *const *names, size_t count);
/* What was set for a type name, for Get-TypeData; NULL when nothing was. */
const char *const *default_property_get(const char *type_name, size_t *count_r);

#endif

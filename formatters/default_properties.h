/*
 * Which of an object's properties are shown when nobody says which: the DefaultDisplayPropertySet of its own
 * PSStandardMembers, of its type's data (Update-TypeData), or of the table here.
 */
#ifndef EXOSH_FORMATTERS_DEFAULT_PROPERTIES_H
#define EXOSH_FORMATTERS_DEFAULT_PROPERTIES_H

#include "object/value.h"

/* Names; *count_r is 0 when there is no set. */
const char *const *default_property_names(Value object, size_t *count_r);

#endif

/* What the location cmdlets share: the stacks of Push-Location. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_LOCATION_H
#define EXOSH_CMDLETS_MANAGEMENT_LOCATION_H

#include "cmdlet.h"
#include "provider/path_info.h"

/* The location stack of a name (NULL: the default one), made when `create`: a list of texts, or NULL value. */
Value location_stack(struct session *s, const char *name, bool create);

#endif

/* What the location cmdlets share: PathInfo objects and the stacks of Push-Location. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_LOCATION_H
#define EXOSH_CMDLETS_MANAGEMENT_LOCATION_H

#include "cmdlet.h"
#include "provider/provider.h"

/* A PathInfo of a path inside a provider; its text is the path as shown. */
extern struct type type_path_info;
Value path_info_new(struct session *s, const struct provider_path *path);
/* Of the current location. */
Value location_path_info(struct session *s);

/* The location stack of a name (NULL: the default one), made when `create`: a list of texts, or NULL value. */
Value location_stack(struct session *s, const char *name, bool create);

#endif

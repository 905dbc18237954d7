/* System.Management.Automation.PathInfo: a location as $PWD, Get-Location and Resolve-Path give it. */
#ifndef EXOSH_PROVIDER_PATH_INFO_H
#define EXOSH_PROVIDER_PATH_INFO_H

#include "object/type.h"
#include "provider/provider.h"

/* A PathInfo of a path inside a provider; its text is the path as shown. */
extern struct type type_path_info;
Value path_info_new(struct session *s, const struct provider_path *path);
/* Of the current location. */
Value location_path_info(struct session *s);

#endif

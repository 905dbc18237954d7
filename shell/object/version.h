/* System.Version and System.Management.Automation.SemanticVersion. */
#ifndef EXOSH_OBJECT_VERSION_H
#define EXOSH_OBJECT_VERSION_H

#include "object/type.h"

/* Build and revision are -1 when not given. */
Value version_new(int major, int minor, int build, int revision);
/* Labels may be NULL. */
Value semantic_version_new(int major, int minor, int patch, const char *pre_release,
			   const char *build);

extern struct type type_semantic_version;

#endif

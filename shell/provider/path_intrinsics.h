/* $ExecutionContext.SessionState.Path: where the session is, and what paths mean there. */
#ifndef EXOSH_PROVIDER_PATH_INTRINSICS_H
#define EXOSH_PROVIDER_PATH_INTRINSICS_H

#include "object/type.h"

extern struct type type_path_intrinsics;

#endif

#ifndef EXOSH_CMDLETS_MIGRATION_MIGRATION_COMPLETION_H
#define EXOSH_CMDLETS_MIGRATION_MIGRATION_COMPLETION_H

#include "cmdlet.h"

/* The module's tables for the prompt: see struct module. */
extern const struct completion_source migration_completions[];
extern const struct object_sample migration_samples[];

#endif

#ifndef EXOSH_CMDLETS_EXCHANGE_EXCHANGE_COMPLETION_H
#define EXOSH_CMDLETS_EXCHANGE_EXCHANGE_COMPLETION_H

#include "cmdlet.h"

/* The module's tables for the prompt: see struct module. */
extern const struct completion_source exchange_completions[];
extern const struct object_sample exchange_samples[];

#endif

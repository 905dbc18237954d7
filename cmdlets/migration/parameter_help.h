#ifndef EXOSH_CMDLETS_MIGRATION_PARAMETER_HELP_H
#define EXOSH_CMDLETS_MIGRATION_PARAMETER_HELP_H

#include "cmdlet.h"

/* The module's table: ends in a row without a name. */
extern const struct parameter_help migration_parameter_help[];

#endif

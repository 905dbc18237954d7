/* What Set-Variable and New-Variable put on a variable beside its value. */
#ifndef EXOSH_CMDLETS_UTILITY_VARIABLE_OPTIONS_H
#define EXOSH_CMDLETS_UTILITY_VARIABLE_OPTIONS_H

#include "cmdlet.h"
#include "engine/scope.h"

/* Sets value, options and description of a variable of one scope; `force` overrides read-only. */
enum status variable_define(struct cmdlet_call *c, struct scope *scope, const char *name,
			    Value value, int options, const char *description,
			    bool force) WARN_UNUSED;
enum status variable_not_writable(struct cmdlet_call *c, const char *name) WARN_UNUSED;

#endif

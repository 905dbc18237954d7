/* Finding the variables that -Name, -Include, -Exclude and -Scope mean, for the *-Variable cmdlets. */
#ifndef EXOSH_CMDLETS_UTILITY_VARIABLE_SET_H
#define EXOSH_CMDLETS_UTILITY_VARIABLE_SET_H

#include "cmdlet.h"
#include "engine/scope.h"

struct variable_query {
	Value include, exclude; /* arrays or UNSET */
	const char *scope;      /* NULL: all that are visible */
};

typedef enum status (*variable_visit)(struct cmdlet_call *c, struct scope *scope, const char *name);

/* Calls visit for each variable that the names (array; UNSET: all) match, sorted by name. A plain name that there is none
 * of is the non-terminating error VariableNotFound unless `quiet`. */
enum status variable_query_each(struct cmdlet_call *c, const struct variable_query *query,
				Value names, bool quiet, variable_visit visit) WARN_UNUSED;

#endif

/* -Scope, -Include and -Exclude of the variable and alias cmdlets. */
#ifndef EXOSH_CMDLETS_UTILITY_SCOPE_ARGUMENT_H
#define EXOSH_CMDLETS_UTILITY_SCOPE_ARGUMENT_H

#include "cmdlet.h"
#include "engine/scope.h"

/* "Global", "Local", "Script", "Private" or a number of scopes up; NULL: the current one. Terminating error when
 * there are not as many. */
enum status scope_argument(struct cmdlet_call *c, const char *given,
			   struct scope **scope_r) WARN_UNUSED;
/* Whether a name is one of the patterns of -Include (all when null) and none of -Exclude. */
bool name_is_included(Value include, Value exclude, const char *name);

/* Names of variables that match a pattern, visible from `scope` (`only`: in it alone), sorted: string[]. */
Value variable_names(struct session *s, struct scope *scope, bool only, const char *pattern);
/* The scope, from `scope` outwards, that has the variable; NULL when none has. */
struct scope *variable_scope(struct scope *scope, bool only, const char *name);

enum status variable_not_found(struct cmdlet_call *c, const char *name) WARN_UNUSED;

#define SCOPE_PARAMETER(row, member)          \
	PARAM_STRING(row, member, "Scope", 0, \
		     .help = "Global, Local, Script, or how many scopes up.")

#endif

/* What New-Alias and Set-Alias have in common: their parameters, and the alias made of them. */
#ifndef EXOSH_CMDLETS_UTILITY_ALIAS_DEFINITION_H
#define EXOSH_CMDLETS_UTILITY_ALIAS_DEFINITION_H

#include "cmdlet.h"
#include "engine/scope.h"

struct alias_definition {
	const char *name, *value, *description, *scope;
	int32_t option;
	bool pass_thru, force;
};

extern const struct parameter alias_definition_parameters[];

/* Finds the scope and asks ShouldProcess for `action` ("New Alias"); *scope_r is NULL when the answer was no. */
enum status alias_definition_begin(struct cmdlet_call *c, const char *action,
				   struct scope **scope_r) WARN_UNUSED;
/* Defines the alias, in place of an older one, and writes it with -PassThru. */
enum status alias_definition_apply(struct cmdlet_call *c, struct scope *scope) WARN_UNUSED;

#endif

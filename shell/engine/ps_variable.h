/* System.Management.Automation.PSVariable: a variable as an object, as Get-Variable gives it. */
#ifndef EXOSH_ENGINE_PS_VARIABLE_H
#define EXOSH_ENGINE_PS_VARIABLE_H

#include "engine/scope.h"
#include "object/type.h"

extern struct type type_ps_variable;

/* The variable of that name in one scope; reading and writing its Value goes to the scope as long as it lives. */
Value ps_variable_new(struct scope *scope, const char *name);
/* Looked for from the current scope outwards; NULL value when there is none. */
Value ps_variable_find(struct session *s, const char *name);

#endif

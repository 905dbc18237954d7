/* Which variables of a script block get slots: those that it assigns. */
#ifndef EXOSH_ENGINE_RESOLVE_H
#define EXOSH_ENGINE_RESOLVE_H

#include "syntax/ast.h"

/* Calls `assigned` for every variable that the block itself assigns without a scope, or with `local:`, in
 * order; nested script blocks and functions not included. `typed`: the assignment declares a type or an
 * attribute. Parameters are not reported. */
void resolve_assigned(const struct ast_script_block *block,
		      void (*assigned)(void *context, const char *name, bool typed), void *context);

/* Whether evaluating the expression may change a variable of the code it stands in. */
bool resolve_may_assign(const struct ast *expression);

#endif

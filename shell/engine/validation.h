/*
 * Validation and transformation attributes of parameters and variables: [ValidateSet()], [ValidateRange()],
 * [ValidateScript()] and family, on function parameters and on variables ([ValidateRange(1,5)]$x = 3).
 */
#ifndef EXOSH_ENGINE_VALIDATION_H
#define EXOSH_ENGINE_VALIDATION_H

#include "object/value.h"
#include "syntax/ast.h"

struct session;

/* The attributes of a list that validate, with their arguments evaluated: a list, or NULL when there are
 * none. Others in the list (type constraints, [Parameter]) are passed over. */
enum status validation_attributes(struct session *s, const struct ast_list *attributes,
				  Value *list_r) WARN_UNUSED;

/* Checks a value. ERROR with the bare sentence as an exception's message ('The argument "z" does not belong to
 * the set ...'); the caller puts the parameter's or variable's name before it. */
enum status validation_check(struct session *s, Value list, Value v) WARN_UNUSED;

/* The same for what a cmdlet's table says: ValidateSet ("A,B"), ValidateRange ("1,100"). */
enum status validation_check_set(const char *values, Value v) WARN_UNUSED;
enum status validation_check_range(const char *range, Value v) WARN_UNUSED;
enum status validation_check_not_null(Value v, bool or_empty) WARN_UNUSED;

#endif

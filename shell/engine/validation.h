/*
 * Validation and transformation attributes of parameters and variables: [ValidateSet()], [ValidateRange()],
 * [ValidateScript()] and family, and classes of scripts that derive from their bases; on function parameters, on
 * variables ([ValidateRange(1,5)]$x = 3) and on properties of classes.
 */
#ifndef EXOSH_ENGINE_VALIDATION_H
#define EXOSH_ENGINE_VALIDATION_H

#include "object/value.h"
#include "syntax/ast.h"

struct session;

/* The attributes of a list that validate, with their arguments evaluated: a list, or NULL when there are
 * none. Others in the list (type constraints, [Parameter]) are passed over; unknown ones are an error. */
enum status validation_attributes(struct session *s, const struct syntax_tree *tree,
				  const struct ast_list *attributes, Value *list_r) WARN_UNUSED;

/* What the transformations of the list (classes that derive from ArgumentTransformationAttribute) make of a value. */
enum status validation_transform(Value list, Value *value) WARN_UNUSED;

/* Checks a value. ERROR with the bare sentence as an exception's message ('The argument "z" does not belong to
 * the set ...'); the caller puts the parameter's or variable's name before it. */
enum status validation_check(struct session *s, Value list, Value v) WARN_UNUSED;

/* The same for what a cmdlet's table says: ValidateSet ("A,B"), ValidateRange ("1,100"). */
enum status validation_check_set(const char *values, Value v) WARN_UNUSED;
enum status validation_check_range(const char *range, Value v) WARN_UNUSED;
enum status validation_check_not_null(Value v, bool or_empty) WARN_UNUSED;

#endif

/* What the grammar allows and the language does not: `5 = 1`, a splatted variable in an expression, two
 * equal keys in a hashtable... */
#ifndef EXOSH_SYNTAX_CHECK_H
#define EXOSH_SYNTAX_CHECK_H

#include "syntax/diagnostics.h"

/* Adds the errors of a tree that was read completely. */
void check_script(struct diagnostics *d, const struct ast_script_block *root);
/* Whether an expression is one that attributes and enums take: literals and what is made of them. */
bool check_is_constant(const struct ast *expression);
/* The rules within `data { }`. */
void check_data_section(struct diagnostics *d, const struct ast_data *data);

/* Variables of a method that are read where they may not have been assigned, or assigned where a property of
 * the class was meant. */
void check_method_variables(struct diagnostics *d, const struct ast_type_definition *type,
			    const struct ast_class_member *method);

#endif

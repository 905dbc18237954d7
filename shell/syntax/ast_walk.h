/* Walking a tree without knowing every kind of node. */
#ifndef EXOSH_SYNTAX_AST_WALK_H
#define EXOSH_SYNTAX_AST_WALK_H

#include "syntax/ast.h"

/* Calls `visit` for each direct child of the node, in the order of the text as far as the struct says
 * so. Parts of a type's name are no children. */
void ast_each_child(const struct ast *node, void (*visit)(const struct ast *child, void *context),
		    void *context);
/* The expression, when the statement is nothing but one: a pipeline of a single expression without
 * redirections; else NULL. */
const struct ast *ast_single_expression(const struct ast *statement);

/* How many levels the tree has. Needs no deep stack itself. */
size_t ast_height(const struct ast *root);

#endif

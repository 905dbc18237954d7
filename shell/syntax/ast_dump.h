/* The tree as text, one line a node: for tests and -Debug. */
#ifndef EXOSH_SYNTAX_AST_DUMP_H
#define EXOSH_SYNTAX_AST_DUMP_H

#include "base/strbuf.h"
#include "syntax/ast.h"

/* Adds a line for each node below (and with) `root`: two blanks a level, the kind under PowerShell's
 * name, the extent in bytes if `extents`, and what the node itself says. */
void ast_dump(const struct ast *root, bool extents, struct strbuf *out);
/* Adds a line for each error: id, place, message. */
void ast_dump_errors(const struct syntax_tree *tree, struct strbuf *out);

#endif

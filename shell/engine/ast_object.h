/* The syntax tree as scripts see it: $scriptBlock.Ast and [Parser]::ParseInput(). */
#ifndef EXOSH_ENGINE_AST_OBJECT_H
#define EXOSH_ENGINE_AST_OBJECT_H

#include "engine/chunk.h"

/* The node as an object of System.Management.Automation.Language; NULL value for NULL. */
Value ast_object_new(struct unit *unit, const struct ast *ast);
/* What $block.Ast is: the script block's node, or the definition of its function. */
Value ast_object_of_chunk(struct chunk *chunk);
/* Makes the types known; once a process is enough. */
void ast_object_register(void);

#endif

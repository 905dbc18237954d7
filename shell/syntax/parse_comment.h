/* What comments say: #Requires and help. */
#ifndef EXOSH_SYNTAX_PARSE_COMMENT_H
#define EXOSH_SYNTAX_PARSE_COMMENT_H

#include "syntax/parser_private.h"

/* All #Requires lines of the script together, or NULL when there are none. */
struct ast_requires *parse_requires(struct parser *p);
/* Finds the comment-based help of a script or function: at the start or end of its body, or (function)
 * right before it. `outer` is the whole definition. Returns an empty extent when there is none. */
struct extent parse_find_help(struct parser *p, struct extent outer, struct extent body,
			      bool is_function);
/* A script's own help: unless it stands right before the script's first function, whose it is then. */
struct extent parse_script_help(struct parser *p, const struct ast_script_block *script);

#endif

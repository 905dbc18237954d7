/* The parser's entry: text to tree. */
#ifndef EXOSH_SYNTAX_PARSER_H
#define EXOSH_SYNTAX_PARSER_H

#include "syntax/ast.h"

/* PARSE_JOIN_LINES: documented commands that are broken over lines without a backtick (a line that ends
 * in `-Parameter`) are joined where the text is an error otherwise. */
enum parse_flags { PARSE_JOIN_LINES = 1 };

/* Reads `length` bytes of UTF-8 (invalid bytes become U+FFFD). `path` is the file's, or NULL. Always
 * returns a tree with one reference, the caller's; look at error_count before running it. All errors
 * that can be found are listed, in order of their place. */
struct syntax_tree *parse_script(const char *text, size_t length, const char *path, unsigned flags);

/* True when the only errors are that the text ends too early, so that a prompt should read on. */
bool parse_is_incomplete(const struct syntax_tree *tree);

/* Parses a type name alone, such as the text of [Type]"..." and New-Object: NULL when malformed. */
struct ast_type_name *parse_type_name(struct arena *arena, const char *text, size_t length);

#endif

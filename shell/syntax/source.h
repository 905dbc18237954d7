/* A script's text and its lines. */
#ifndef EXOSH_SYNTAX_SOURCE_H
#define EXOSH_SYNTAX_SOURCE_H

#include "syntax/ast.h"

/* Copies the text; a byte order mark goes, invalid UTF-8 becomes U+FFFD. */
void source_init(struct source *source, const char *text, size_t length, const char *path);
void source_clear(struct source *source);

#endif

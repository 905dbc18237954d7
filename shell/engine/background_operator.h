/* `command &`: the statement runs as a job of Start-Job. */
#ifndef EXOSH_ENGINE_BACKGROUND_OPERATOR_H
#define EXOSH_ENGINE_BACKGROUND_OPERATOR_H

#include "engine/output.h"
#include "syntax/ast.h"

struct session;

/* Starts the job of a pipeline or chain that ends with &, and writes it to `output`. */
enum status background_operator(struct session *s, const struct ast *statement,
				const struct source *source, struct output *output) WARN_UNUSED;

#endif

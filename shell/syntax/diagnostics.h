/* The errors of one script, in the order in which they were found. */
#ifndef EXOSH_SYNTAX_DIAGNOSTICS_H
#define EXOSH_SYNTAX_DIAGNOSTICS_H

#include "syntax/ast.h"

enum diagnostic {
#define DIAGNOSTIC(name, id, message) DIAGNOSTIC_##name,
#include "syntax/diagnostics.def"
#undef DIAGNOSTIC
	DIAGNOSTIC_COUNT
};

struct diagnostics {
	struct arena *arena;
	const struct source *source;
	struct parse_error *errors; /* on the heap until diagnostics_finish() */
	size_t count, capacity;
};

void diagnostics_init(struct diagnostics *d, struct arena *arena, const struct source *source);
/* Adds an error; arguments fill the message's %s. The same error at the same place is kept once. */
void diagnostics_add(struct diagnostics *d, struct extent where, enum diagnostic what, ...);
/* The same for an error that more text at `next` could mend. It counts as incomplete only when nothing
 * but blanks and comments stands there. */
void diagnostics_add_incomplete(struct diagnostics *d, struct extent where, uint32_t next,
				enum diagnostic what, ...);
/* Forgets the errors after the first `count`: for going back. */
void diagnostics_truncate(struct diagnostics *d, size_t count);
/* Moves the errors into the arena and frees the rest. */
void diagnostics_finish(struct diagnostics *d, struct parse_error **errors_r, size_t *count_r);

#endif

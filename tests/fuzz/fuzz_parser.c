/* Any bytes give a tree, and what walks trees can walk it. */
#include "base/arena.h"
#include "syntax/ast_dump.h"
#include "syntax/parser.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_extents(const struct syntax_tree *tree)
{
	for (size_t i = 0; i < tree->error_count; i++) {
		const struct parse_error *e = &tree->errors[i];
		if (e->extent.start > e->extent.end || e->extent.end > tree->source.length)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct syntax_tree *tree = parse_script(text, size, NULL, size & 1 ? PARSE_JOIN_LINES : 0);
	struct strbuf dump = STRBUF_INIT;
	struct arena arena;
	check_extents(tree);
	parse_is_incomplete(tree);
	ast_dump(&tree->root->ast, true, &dump);
	ast_dump_errors(tree, &dump);
	strbuf_clear(&dump);
	syntax_tree_unref(&tree);
	arena_init(&arena);
	parse_type_name(&arena, text, size);
	arena_clear(&arena);
	return 0;
}

#include "repl/input.h"

#include "base/xmalloc.h"
#include "engine/command_table.h"
#include "engine/metadata.h"
#include "syntax/parser.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static size_t trimmed_length(const char *text)
{
	size_t length = strlen(text);
	while (length > 0 && isspace((unsigned char)text[length - 1]))
		length--;
	return length;
}

/* The command that ends the text, or NULL. */
static const struct ast_command *last_command(const struct syntax_tree *tree)
{
	const struct ast_statement_block *block = tree->root->end;
	if (!block || block->statements.count == 0)
		return NULL;
	const struct ast *last = block->statements.items[block->statements.count - 1];
	if (last->kind != AST_PIPELINE)
		return NULL;
	const struct ast_pipeline *pipeline = (const struct ast_pipeline *)last;
	last = pipeline->elements.items[pipeline->elements.count - 1];
	return last->kind == AST_COMMAND ? (const struct ast_command *)last : NULL;
}

/* Does the text end in -Name of a parameter that takes a value? */
static bool waits_for_value(struct session *s, const struct syntax_tree *tree, size_t length)
{
	const struct ast_command *node = last_command(tree);
	if (!node || node->elements.count < 2 || node->elements.items[0]->kind != AST_STRING)
		return false;
	const struct ast *last = node->elements.items[node->elements.count - 1];
	if (last->kind != AST_COMMAND_PARAMETER || last->extent.end != length)
		return false;
	const char *name = ((const struct ast_string *)node->elements.items[0])->value.data;
	struct command *command = command_find(s, name);
	const struct command_metadata *metadata = command ? command_metadata(s, command) : NULL;
	if (!metadata)
		return false;
	bool ambiguous;
	const struct parameter_metadata *parameter = metadata_find(
		metadata, ((const struct ast_command_parameter *)last)->name, &ambiguous);
	return parameter && !parameter->is_switch;
}

bool input_is_incomplete(struct session *s, const char *text, bool empty_line)
{
	size_t length = trimmed_length(text);
	struct syntax_tree *tree = parse_script(text, strlen(text), NULL, PARSE_JOIN_LINES);
	bool incomplete = parse_is_incomplete(tree) || (!empty_line && tree->error_count == 0 &&
							waits_for_value(s, tree, length));
	syntax_tree_unref(&tree);
	return incomplete;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || (c && strchr("_-.*", c));
}

char *input_without_stray_quote(const char *text)
{
	size_t length = trimmed_length(text);
	if (length < 2 || (text[length - 1] != '"' && text[length - 1] != '\'') ||
	    !is_word(text[length - 2]))
		return NULL;
	struct syntax_tree *tree = parse_script(text, length, NULL, PARSE_JOIN_LINES);
	/* The quote opens a string, the only thing that is wrong. */
	bool stray = tree->error_count == 1 &&
		     strcmp(tree->errors[0].id, "TerminatorExpectedAtEndOfString") == 0 &&
		     tree->errors[0].extent.start == length - 1;
	syntax_tree_unref(&tree);
	if (!stray)
		return NULL;
	tree = parse_script(text, length - 1, NULL, PARSE_JOIN_LINES);
	bool right = tree->error_count == 0;
	syntax_tree_unref(&tree);
	return right ? xstrndup(text, length - 1) : NULL;
}

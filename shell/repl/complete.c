#include "repl/complete.h"

#include "base/xmalloc.h"
#include "engine/command_table.h"
#include "engine/metadata.h"
#include "engine/session.h"
#include "syntax/ast_walk.h"
#include "syntax/parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <readline/readline.h>

/* ---- candidates ---- */

struct candidates {
	struct session *session;
	const char *word;
	size_t word_length;
	const char *before; /* stands before each: "$" */
	char **items;
	size_t count, capacity;
};

static void add(struct candidates *c, const char *text)
{
	if (strncasecmp(text, c->word, c->word_length) != 0)
		return;
	GROW(c->items, c->count, c->capacity);
	c->items[c->count++] = xasprintf("%s%s", c->before, text);
}

static int compare_texts(const void *a, const void *b)
{
	return strcasecmp(*(char *const *)a, *(char *const *)b);
}

static void sort_and_unify(struct candidates *c)
{
	size_t kept = 0;
	if (c->count > 0)
		qsort(c->items, c->count, sizeof(*c->items), compare_texts);
	for (size_t i = 0; i < c->count; i++) {
		if (kept > 0 && strcasecmp(c->items[kept - 1], c->items[i]) == 0)
			free(c->items[i]);
		else
			c->items[kept++] = c->items[i];
	}
	c->count = kept;
}

/* ---- where the cursor is ---- */

struct cursor {
	size_t end;                        /* of the text before the word, without blanks */
	const struct ast_command *command; /* the innermost one that ends there */
};

static void find_command(const struct ast *node, void *context)
{
	struct cursor *cursor = context;
	if (node->kind == AST_COMMAND && node->extent.end == cursor->end &&
	    (!cursor->command || node->extent.start >= cursor->command->ast.extent.start))
		cursor->command = (const struct ast_command *)node;
	ast_each_child(node, find_command, context);
}

static const char *command_name(const struct ast_command *node)
{
	const struct ast *name = node->elements.items[0];
	return name->kind == AST_STRING ? ((const struct ast_string *)name)->value.data : NULL;
}

/* ---- what can stand there ---- */

static bool add_command(struct command *command, void *context)
{
	add(context, command->name);
	return true;
}

static void add_commands(struct candidates *c)
{
	char *pattern = xasprintf("%.*s*", (int)c->word_length, c->word);
	command_each(c->session, pattern,
		     COMMAND_ALIAS | COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET |
			     (c->word_length > 0 ? COMMAND_APPLICATION : 0),
		     add_command, c);
	free(pattern);
}

static bool add_variable(const char *name, Value v UNUSED, const struct variable *variable UNUSED,
			 void *context)
{
	add(context, name);
	return true;
}

static void add_variables(struct candidates *c)
{
	c->before = "$";
	c->word++;
	c->word_length--;
	for (struct scope *scope = c->session->scope; scope; scope = scope->parent)
		scope_each(scope, add_variable, c);
}

static void add_parameters(struct candidates *c, const struct command_metadata *metadata)
{
	c->before = "-";
	c->word++;
	c->word_length--;
	for (size_t i = 0; i < metadata->count; i++)
		if (!metadata->parameters[i].is_common || c->word_length > 0)
			add(c, metadata->parameters[i].name);
}

static void add_words(struct candidates *c, const char *list)
{
	while (*list) {
		size_t length = strcspn(list, ",");
		char *word = xstrndup(list, length);
		add(c, word);
		free(word);
		list += length + (list[length] == ',');
	}
}

static void add_values(struct candidates *c, const struct parameter_metadata *parameter)
{
	if (parameter->row && parameter->row->values)
		add_words(c, parameter->row->values);
	const struct enum_member *members = parameter->type ? parameter->type->enum_members : NULL;
	for (; members && members->name; members++)
		add(c, members->name);
}

static const struct command_metadata *metadata_of(struct session *s, const struct ast_command *node)
{
	const char *name = command_name(node);
	struct command *command = name ? command_find(s, name) : NULL;
	return command ? command_metadata(s, command) : NULL;
}

static void add_arguments(struct candidates *c, const struct ast_command *node)
{
	const struct command_metadata *metadata = metadata_of(c->session, node);
	if (!metadata)
		return;
	if (c->word[0] == '-') {
		add_parameters(c, metadata);
		return;
	}
	const struct ast *last = node->elements.items[node->elements.count - 1];
	if (last->kind != AST_COMMAND_PARAMETER)
		return;
	bool ambiguous;
	const struct parameter_metadata *parameter = metadata_find(
		metadata, ((const struct ast_command_parameter *)last)->name, &ambiguous);
	if (parameter)
		add_values(c, parameter);
}

char **complete_candidates(struct session *s, const char *line, size_t start, size_t end,
			   size_t *count_r)
{
	char *word = xstrndup(line + start, end - start);
	struct candidates c = {
		.session = s, .word = word, .word_length = end - start, .before = ""};
	struct cursor cursor = {.end = start};
	while (cursor.end > 0 && strchr(" \t", line[cursor.end - 1]))
		cursor.end--;
	char before = cursor.end > 0 ? line[cursor.end - 1] : '\0';
	struct syntax_tree *tree = parse_script(line, start, NULL, 0);
	if (!before || strchr("|;({&\n=", before)) {
		if (word[0] == '$')
			add_variables(&c);
		else if (!strchr("./~\\", word[0]) || !word[0])
			add_commands(&c);
	} else if (word[0] == '$') {
		add_variables(&c);
	} else {
		find_command(&tree->root->ast, &cursor);
		if (cursor.command && cursor.command->elements.count > 0)
			add_arguments(&c, cursor.command);
	}
	syntax_tree_unref(&tree);
	free(word);
	sort_and_unify(&c);
	*count_r = c.count;
	return c.items;
}

/* ---- readline ---- */

static struct session *the_session;
static char **found;
static size_t found_count, found_next;

static char *next_match(const char *text UNUSED, int state)
{
	if (state == 0)
		found_next = 0;
	return found_next < found_count ? found[found_next++] : NULL;
}

static char **complete(const char *text, int start, int end)
{
	found = complete_candidates(the_session, rl_line_buffer, (size_t)start, (size_t)end,
				    &found_count);
	if (found_count == 0) {
		free(found);
		found = NULL;
		return NULL; /* files */
	}
	char **matches = rl_completion_matches(text, next_match); /* owns the texts now */
	free(found);
	found = NULL;
	found_count = 0;
	rl_attempted_completion_over = 1;
	return matches;
}

void complete_init(struct session *s)
{
	the_session = s;
	rl_attempted_completion_function = complete;
	rl_completer_word_break_characters = (char *)" \t\n;|&(){}=,<>'\"`";
	rl_completer_quote_characters = "'\"";
}

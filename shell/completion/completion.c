#include "completion/completion.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "completion/completer.h"
#include "engine/command_table.h"
#include "engine/metadata.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"
#include "syntax/ast_walk.h"
#include "syntax/parser.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Put behind the text: the parser then sees a name where one can stand. */
#define MARKER "z"

/* ---- the list ---- */

bool completer_matches(const struct completer *c, const char *name)
{
	if (!wildcard_has_special(c->word))
		return strncasecmp(name, c->word, strlen(c->word)) == 0;
	char *pattern = xasprintf("%s*", c->word);
	bool matches = wildcard_match(pattern, name, true);
	free(pattern);
	return matches;
}

static void append(struct completion_list *list, enum completion_kind kind, const char *text,
		   const char *label, const char *tip)
{
	GROW(list->items, list->count, list->capacity);
	list->items[list->count++] = (struct completion){.text = xstrdup(text),
							 .label = xstrdup(label ? label : text),
							 .tip = xstrdup(tip && *tip ? tip
									: label     ? label
										    : text),
							 .kind = kind};
}

void completer_add(struct completer *c, enum completion_kind kind, const char *text,
		   const char *label, const char *tip)
{
	if (completer_matches(c, label ? label : text))
		append(c->list, kind, text, label, tip);
}

char *completion_quote(const char *value, char quote)
{
	/* @ and # mean something only where a word begins: ann@contoso.com needs no quotes. */
	bool needs = quote || !*value || strchr("@#", *value) ||
		     value[strcspn(value, " \t\n'\"`$(){}[];|&,<>")] != '\0';
	if (!needs)
		return xstrdup(value);
	struct strbuf out = STRBUF_INIT;
	if (!quote)
		quote = '\'';
	strbuf_addc(&out, quote);
	for (const char *p = value; *p; p++) {
		if (*p == '\'' && quote == '\'')
			strbuf_addc(&out, '\'');
		else if (quote == '"' && strchr("\"`$", *p))
			strbuf_addc(&out, '`');
		strbuf_addc(&out, *p);
	}
	strbuf_addc(&out, quote);
	return strbuf_detach(&out, NULL);
}

void completer_add_value(struct completer *c, enum completion_kind kind, const char *value,
			 const char *tip)
{
	if (!completer_matches(c, value))
		return;
	char *text = completion_quote(value, c->quote);
	append(c->list, kind, text, value, tip);
	free(text);
}

void completion_list_clear(struct completion_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].text);
		free(list->items[i].label);
		free(list->items[i].tip);
	}
	free(list->items);
	*list = (struct completion_list){0};
}

static int compare_items(const void *a, const void *b)
{
	return strcasecmp(((const struct completion *)a)->label,
			  ((const struct completion *)b)->label);
}

/* Sorted by what is shown, each text once. */
static void sort_and_unify(struct completion_list *list)
{
	size_t kept = 0;
	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items), compare_items);
	for (size_t i = 0; i < list->count; i++) {
		struct completion *item = &list->items[i];
		if (kept > 0 && strcasecmp(list->items[kept - 1].text, item->text) == 0) {
			free(item->text);
			free(item->label);
			free(item->tip);
		} else {
			list->items[kept++] = *item;
		}
	}
	list->count = kept;
}

/* ---- where the cursor is ---- */

struct last_child {
	uint32_t end;
	const struct ast *found;
};

static void keep_last(const struct ast *node, void *context)
{
	struct last_child *last = context;
	if (node->extent.end == last->end && node->extent.start < last->end)
		last->found = node;
}

static void find_path(struct completer *c)
{
	uint32_t end = c->tree->source.length;
	const struct ast *node = &c->tree->root->ast;
	c->depth = 0;
	while (node && c->depth < PATH_DEPTH) {
		struct last_child last = {.end = end};
		c->path[c->depth++] = node;
		ast_each_child(node, keep_last, &last);
		node = last.found;
	}
}

const struct ast *completer_enclosing(const struct completer *c, enum ast_kind kind, size_t below,
				      size_t *at_r)
{
	for (size_t i = below; i > 0; i--) {
		if (c->path[i - 1]->kind != kind)
			continue;
		*at_r = i - 1;
		return c->path[i - 1];
	}
	return NULL;
}

const struct ast *completer_upstream(const struct completer *c, size_t at)
{
	if (at == 0 || c->path[at - 1]->kind != AST_PIPELINE)
		return NULL;
	const struct ast_pipeline *pipeline = (const struct ast_pipeline *)c->path[at - 1];
	for (size_t i = 1; i < pipeline->elements.count; i++)
		if (pipeline->elements.items[i] == c->path[at])
			return pipeline->elements.items[i - 1];
	return NULL;
}

const char *completer_command_name(const struct ast_command *node)
{
	const struct ast *name = node->elements.count ? node->elements.items[0] : NULL;
	return name && name->kind == AST_STRING ? ((const struct ast_string *)name)->value.data
						: NULL;
}

const char *completer_resolved_name(const struct completer *c, const struct ast_command *node)
{
	const char *name = completer_command_name(node);
	struct command *command = name ? command_find(c->session, name) : NULL;
	return !command          ? name
	       : command->cmdlet ? cmdlet_full_name(command->cmdlet)
				 : command->name;
}

const struct command_metadata *completer_metadata(const struct completer *c,
						  const struct ast_command *node)
{
	const char *name = completer_command_name(node);
	struct command *command = name ? command_find(c->session, name) : NULL;
	const struct command_metadata *m = command ? command_metadata(c->session, command) : NULL;
	if (!m)
		runtime()->error = NULL_VALUE;
	return m;
}

/* ---- by kind of node ---- */

static void set_word(struct completer *c, const char *text, size_t length)
{
	free(c->word);
	c->word = xstrndup(text, length);
}

/* What is typed of the name at the end of `node`; the list's items replace it whole. */
static void take_word(struct completer *c, const struct ast *node)
{
	const struct ast_string *string = (const struct ast_string *)node;
	c->list->start = c->offset + node->extent.start;
	c->quote = string->type == AST_STRING_SINGLE   ? '\''
		   : string->type == AST_STRING_DOUBLE ? '"'
						       : '\0';
	set_word(c, string->value.data, string->value.length - strlen(MARKER));
}

static void complete_operator(struct completer *c, size_t start)
{
	static const char *const operators[] = {
		"-and",       "-as",       "-band",  "-bnot",    "-bor",         "-bxor",
		"-ccontains", "-ceq",      "-clike", "-cmatch",  "-cne",         "-contains",
		"-creplace",  "-csplit",   "-eq",    "-f",       "-ge",          "-gt",
		"-in",        "-is",       "-isnot", "-join",    "-le",          "-like",
		"-lt",        "-match",    "-ne",    "-not",     "-notcontains", "-notin",
		"-notlike",   "-notmatch", "-or",    "-replace", "-shl",         "-shr",
		"-split",     "-xor"};
	const char *text = c->tree->source.text;
	c->list->start = c->offset + start;
	set_word(c, text + start, c->tree->source.length - strlen(MARKER) - start);
	for (size_t i = 0; i < countof(operators); i++)
		completer_add(c, COMPLETION_TEXT, operators[i], NULL, NULL);
}

/* A name after `[` at the end of the text: where it begins, or 0. */
static size_t type_start(const struct completer *c)
{
	const char *text = c->tree->source.text;
	size_t start = c->tree->source.length - strlen(MARKER);
	while (start > 0 &&
	       (isalnum((unsigned char)text[start - 1]) || strchr("._", text[start - 1])))
		start--;
	return start > 0 && strchr("[,", text[start - 1]) ? start : 0;
}

static void complete_type_here(struct completer *c)
{
	size_t start = type_start(c);
	if (start == 0)
		return;
	c->list->start = c->offset + start;
	set_word(c, c->tree->source.text + start, c->tree->source.length - strlen(MARKER) - start);
	complete_type(c);
}

/* A word in the place of a command or of an argument. `above` is its number in the path, plus one for its
 * children. */
static void complete_word(struct completer *c)
{
	size_t at;
	const struct ast *leaf = c->path[c->depth - 1];
	const struct ast *node = completer_enclosing(c, AST_COMMAND, c->depth, &at);
	const struct ast *key = completer_enclosing(c, AST_HASHTABLE, c->depth, &at);
	take_word(c, leaf);
	if (c->depth > 1 && c->path[c->depth - 2] == key) {
		complete_key(c, (const struct ast_hashtable *)key);
		return;
	}
	node = completer_enclosing(c, AST_COMMAND, c->depth, &at);
	const struct ast_command *command = (const struct ast_command *)node;
	if (command && command->elements.count && command->elements.items[0] == leaf && !c->quote) {
		if (c->word[0] == '-' && command->elements.count == 1)
			return;
		complete_command(c);
		return;
	}
	if (c->path[c->depth - 2]->kind == AST_REDIRECTION) {
		complete_path(c, false);
		return;
	}
	if (c->path[c->depth - 2]->kind == AST_BINARY) {
		const struct ast_binary *binary = (const struct ast_binary *)c->path[c->depth - 2];
		struct inferred left = infer_node(c, binary->left);
		complete_enum(c, &left);
		if (c->list->count || !c->quote)
			return;
	}
	if (command)
		complete_argument(c, command, at);
	else if (c->quote)
		complete_path(c, false);
}

/* $HOME/x, written without quotes: a path, if the variables are known. */
static void complete_expandable(struct completer *c, const struct ast *leaf)
{
	const struct ast_expandable_string *string = (const struct ast_expandable_string *)leaf;
	struct strbuf word = STRBUF_INIT;
	for (size_t i = 0; i < string->parts.count; i++) {
		struct inferred part = infer_node(c, string->parts.items[i]);
		if (part.value.tag == VALUE_UNSET) {
			strbuf_clear(&word);
			return;
		}
		value_append_string(part.value, &word);
	}
	c->list->start = c->offset + leaf->extent.start;
	c->quote = string->type == AST_STRING_DOUBLE ? '"' : '\0';
	set_word(c, word.data, word.length ? word.length - strlen(MARKER) : 0);
	strbuf_clear(&word);
	complete_path(c, false);
}

static void complete_leaf(struct completer *c)
{
	size_t at;
	const struct ast *leaf = c->path[c->depth - 1];
	const struct ast *above = c->depth > 1 ? c->path[c->depth - 2] : NULL;
	switch (leaf->kind) {
	case AST_STRING:
		if (above && above->kind == AST_MEMBER) {
			take_word(c, leaf);
			complete_member(c, (const struct ast_member *)above);
		} else if (above && above->kind != AST_EXPANDABLE_STRING) {
			complete_word(c);
		} else if (c->depth > 2) {
			c->depth--;
			complete_expandable(c, above);
		}
		return;
	case AST_VARIABLE:
		c->list->start = c->offset + leaf->extent.start;
		complete_variable(c, (const struct ast_variable *)leaf);
		return;
	case AST_COMMAND_PARAMETER:
		above = completer_enclosing(c, AST_COMMAND, c->depth, &at);
		if (!above)
			return;
		c->list->start = c->offset + leaf->extent.start;
		set_word(c, ((const struct ast_command_parameter *)leaf)->name,
			 strlen(((const struct ast_command_parameter *)leaf)->name) -
				 strlen(MARKER));
		complete_parameter(c, (const struct ast_command *)above);
		return;
	case AST_TYPE_EXPRESSION:
	case AST_TYPE_CONSTRAINT:
	case AST_ATTRIBUTE:
	case AST_CONVERT:
		complete_type_here(c);
		return;
	default:
		return;
	}
}

static bool is_comparison(const char *text, size_t length)
{
	while (length > 0 && text[length - 1] == ' ')
		length--;
	size_t start = length;
	while (start > 0 && isalpha((unsigned char)text[start - 1]))
		start--;
	static const char *const words[] = {"eq",       "ne",  "like", "in",
					    "contains", "ieq", "ceq",  "notin"};
	if (start == 0 || text[start - 1] != '-')
		return false;
	for (size_t i = 0; i < countof(words); i++)
		if (strlen(words[i]) == length - start &&
		    !strncasecmp(words[i], text + start, length - start))
			return true;
	return false;
}

void completer_parse(struct completer *c, const char *text, size_t length)
{
	syntax_tree_unref(&c->tree);
	c->tree = parse_script(text, length, NULL, 0);
	find_path(c);
}

static void parse(struct completer *c, const char *text, size_t length, const char *before_word,
		  size_t word_start)
{
	struct strbuf marked = STRBUF_INIT;
	strbuf_add(&marked, text, word_start);
	strbuf_adds(&marked, before_word);
	strbuf_add(&marked, text + word_start, length - word_start);
	strbuf_adds(&marked, MARKER);
	completer_parse(c, marked.data, marked.length);
	strbuf_clear(&marked);
}

/* `$x.Status -eq Fa`: the word is no value, but can be completed to one in quotes. */
static bool try_comparison(struct completer *c, const char *text, size_t length)
{
	size_t start = length;
	while (start > 0 && isalnum((unsigned char)text[start - 1]))
		start--;
	if (start == 0 || text[start - 1] != ' ' || !is_comparison(text, start))
		return false;
	parse(c, text, length, "'", start);
	const struct ast *leaf = c->path[c->depth - 1];
	if (c->depth < 2 || leaf->kind != AST_STRING || c->path[c->depth - 2]->kind != AST_BINARY)
		return false;
	complete_leaf(c);
	return c->list->count > 0;
}

/* Operators after a value: `$x -li`. */
static bool try_operator(struct completer *c, const char *text, size_t length)
{
	size_t start = length;
	while (start > 0 && isalpha((unsigned char)text[start - 1]))
		start--;
	const struct ast *leaf = c->path[c->depth - 1];
	if (start < 2 || text[start - 1] != '-' || leaf->kind != AST_ERROR)
		return false;
	complete_operator(c, start - 1);
	return true;
}

/* Where the parser gave up: what follows the last bracket or blank is looked at alone. Behind a blank, only
 * what says by itself what it is. */
static void complete_rest(struct completer *c, const char *text, size_t length)
{
	size_t at = length;
	for (int tries = 0; tries < 4 && c->list->count == 0; tries++) {
		while (at > 0 && !strchr("({[ ", text[at - 1]))
			at--;
		if (at == 0)
			return;
		bool blank = text[at - 1] == ' ';
		size_t from = text[at - 1] == '[' ? at - 1 : at;
		parse(c, text + from, length - from, "", 0);
		enum ast_kind kind = c->path[c->depth - 1]->kind;
		bool member = c->depth > 1 && c->path[c->depth - 2]->kind == AST_MEMBER;
		c->offset = from;
		if (!blank || kind == AST_VARIABLE || member)
			complete_leaf(c);
		at--;
	}
}

static bool is_name(enum ast_kind kind)
{
	return kind == AST_STRING || kind == AST_VARIABLE || kind == AST_COMMAND_PARAMETER;
}

static void complete_whole(struct completer *c, const char *text, size_t length)
{
	if (try_comparison(c, text, length))
		return;
	parse(c, text, length, "", 0);
	if (try_operator(c, text, length))
		return;
	complete_leaf(c);
	if (c->list->count == 0 && !is_name(c->path[c->depth - 1]->kind))
		complete_rest(c, text, length);
}

/* The cursor stands behind a closing quote: what is in the quotes is completed. */
static bool ends_in_string(const char *text, size_t length)
{
	if (length < 2 || !strchr("'\"", text[length - 1]))
		return false;
	struct completer c = {0};
	completer_parse(&c, text, length);
	const struct ast *leaf = c.path[c.depth - 1];
	bool quoted = leaf->kind == AST_STRING && leaf->extent.end - leaf->extent.start >= 2 &&
		      c.tree->error_count == 0 &&
		      ((const struct ast_string *)leaf)->type != AST_STRING_BARE;
	syntax_tree_unref(&c.tree);
	return quoted;
}

void complete_text(struct session *s, const char *text, size_t cursor, struct completion_list *list)
{
	struct completer c = {.session = s, .list = list, .word = xstrdup("")};
	Value error = s->runtime.error;
	bool success = s->success;
	*list = (struct completion_list){.start = cursor, .end = cursor};
	complete_whole(&c, text, ends_in_string(text, cursor) ? cursor - 1 : cursor);
	if (list->count == 0)
		list->start = cursor;
	sort_and_unify(list);
	syntax_tree_unref(&c.tree);
	free(c.word);
	s->runtime.error = error;
	s->success = success;
}

#include "syntax/parse_comment.h"

#include <ctype.h>
#include <stdlib.h>

/* ---- #Requires ---- */

static const char *skip_space(const char *c, const char *end)
{
	while (c < end && isspace((unsigned char)*c))
		c++;
	return c;
}

/* The next word of a #Requires line, or a quoted text, or @{...} as a whole. */
static const char *next_word(struct parser *p, const char **c, const char *end)
{
	const char *from = *c = skip_space(*c, end);
	if (from >= end)
		return NULL;
	if (*from == '\'' || *from == '"') {
		const char *close = memchr(from + 1, *from, (size_t)(end - from - 1));
		*c = close ? close + 1 : end;
		return arena_strndup(p->arena, from + 1,
				     (size_t)((close ? close : end) - from - 1));
	}
	if (from[0] == '@' && from + 1 < end && from[1] == '{') {
		const char *close = memchr(from, '}', (size_t)(end - from));
		*c = close ? close + 1 : end;
		return arena_strndup(p->arena, from, (size_t)(*c - from));
	}
	while (*c < end && !isspace((unsigned char)**c) && **c != ',')
		++*c;
	return arena_strndup(p->arena, from, (size_t)(*c - from));
}

struct word_list {
	const char **items;
	size_t count;
};

static void add_word(struct parser *p, struct word_list *list, const char *word)
{
	const char **longer = ARENA_ARRAY(p->arena, const char *, list->count + 1);
	if (list->count > 0)
		memcpy(longer, list->items, list->count * sizeof(*longer));
	longer[list->count++] = word;
	list->items = longer;
}

/* word, word, word */
static void read_words(struct parser *p, const char **c, const char *end, struct word_list *list)
{
	const char *word;
	while ((word = next_word(p, c, end))) {
		add_word(p, list, word);
		*c = skip_space(*c, end);
		if (*c >= end || **c != ',')
			return;
		++*c;
	}
}

static void parse_requires_line(struct parser *p, struct ast_requires *requires,
				struct extent where, const char *c)
{
	const char *end = p->tree->source.text + where.end;
	const char *name;
	struct word_list modules = {requires->modules, requires->module_count};
	struct word_list editions = {requires->editions, requires->edition_count};
	while ((name = next_word(p, &c, end))) {
		if (*name != '-' || !name[1]) {
			parser_error(p, where, REQUIRES_ARGUMENT);
			break;
		}
		size_t length = strlen(name + 1);
		if (strncasecmp(name + 1, "runasadministrator", length) == 0) {
			requires->run_as_administrator = true;
		} else if (strncasecmp(name + 1, "version", length) == 0) {
			requires->version = next_word(p, &c, end);
			if (!requires->version)
				parser_error(p, where, REQUIRES_ARGUMENT_MISSING, name + 1);
		} else if (strncasecmp(name + 1, "modules", length) == 0) {
			read_words(p, &c, end, &modules);
		} else if (strncasecmp(name + 1, "psedition", length) == 0) {
			read_words(p, &c, end, &editions);
		} else {
			parser_error(p, where, REQUIRES_PARAMETER, name + 1);
			break;
		}
	}
	requires->modules = modules.items;
	requires->module_count = modules.count;
	requires->editions = editions.items;
	requires->edition_count = editions.count;
}

struct ast_requires *parse_requires(struct parser *p)
{
	static const char word[] = "#requires";
	struct ast_requires *requires = NULL;
	for (size_t i = 0; i < p->lexer->comment_count; i++) {
		struct extent where = p->lexer->comments[i];
		const char *text = p->tree->source.text + where.start;
		size_t length = where.end - where.start;
		if (length < strlen(word) || strncasecmp(text, word, strlen(word)) != 0 ||
		    (length > strlen(word) && !isspace((unsigned char)text[strlen(word)])))
			continue;
		if (!requires)
		requires = ARENA_NEW(p->arena, struct ast_requires);
		parse_requires_line(p, requires, where, text + strlen(word));
	}
	return requires;
}

/* ---- help ---- */

static const char *const help_words[] = {
	"SYNOPSIS",
	"DESCRIPTION",
	"PARAMETER",
	"EXAMPLE",
	"INPUTS",
	"OUTPUTS",
	"NOTES",
	"LINK",
	"COMPONENT",
	"ROLE",
	"FUNCTIONALITY",
	"FORWARDHELPTARGETNAME",
	"FORWARDHELPCATEGORY",
	"REMOTEHELPRUNSPACE",
	"EXTERNALHELP",
};

/* Does the comment have a line that begins with a help keyword such as .SYNOPSIS? */
static bool is_help(const char *text, size_t length)
{
	const char *end = text + length;
	for (const char *line = text; line && line < end;) {
		const char *c = line;
		while (c < end && (*c == ' ' || *c == '\t' || *c == '#' || *c == '<'))
			c++;
		if (c < end && *c == '.') {
			size_t word = 0;
			while (c + 1 + word < end && isalpha((unsigned char)c[1 + word]))
				word++;
			for (size_t i = 0; i < countof(help_words); i++)
				if (strlen(help_words[i]) == word &&
				    strncasecmp(help_words[i], c + 1, word) == 0)
					return true;
		}
		line = memchr(line, '\n', (size_t)(end - line));
		if (line)
			line++;
	}
	return false;
}

/* How many line ends are in [from, to), or -1 when there is anything but blanks. */
static int lines_between(const char *text, uint32_t from, uint32_t to)
{
	int lines = 0;
	for (uint32_t i = from; i < to; i++) {
		if (text[i] == '\n')
			lines++;
		else if (!isspace((unsigned char)text[i]))
			return -1;
	}
	return lines;
}

static bool is_line_comment(const struct parser *p, struct extent comment)
{
	return p->tree->source.text[comment.start] == '#';
}

/* The comment number `i` together with the line comments that follow it directly. */
static struct extent comment_block(const struct parser *p, size_t i, size_t *next_r)
{
	struct extent block = p->lexer->comments[i];
	while (is_line_comment(p, block) && i + 1 < p->lexer->comment_count &&
	       is_line_comment(p, p->lexer->comments[i + 1]) &&
	       lines_between(p->tree->source.text, block.end, p->lexer->comments[i + 1].start) == 1)
		block.end = p->lexer->comments[++i].end;
	*next_r = i + 1;
	return block;
}

struct extent parse_find_help(struct parser *p, struct extent outer, struct extent body,
			      bool is_function)
{
	const char *text = p->tree->source.text;
	struct extent above = {0, 0}; /* help above a function counts when there is none inside */
	if (p->lexer->map)
		return above;
	for (size_t i = 0, next; i < p->lexer->comment_count; i = next) {
		struct extent block = comment_block(p, i, &next);
		if (block.start > body.end)
			break;
		bool before = false;
		if (is_function && block.end <= outer.start) {
			int lines = lines_between(text, block.end, outer.start);
			before = lines >= 0 && lines <= 2;
		}
		bool begins = block.start >= body.start &&
			      lines_between(text, body.start, block.start) >= 0;
		bool ends = block.end <= body.end && block.start >= body.start &&
			    lines_between(text, block.end, body.end) >= 0;
		if (!(before || begins || ends) ||
		    !is_help(text + block.start, block.end - block.start))
			continue;
		if (begins || ends)
			return block;
		above = block;
	}
	return above;
}

struct extent parse_script_help(struct parser *p, const struct ast_script_block *script)
{
	struct extent help = parse_find_help(p, script->body, script->body, false);
	const struct ast_statement_block *end = script->end;
	if (help.end == help.start || script->param_block || !end || end->statements.count == 0)
		return help;
	const struct ast *first = end->statements.items[0];
	if (first->kind != AST_FUNCTION)
		return help;
	struct extent functions = ((const struct ast_function *)first)->body->help;
	return functions.start == help.start && functions.end == help.end ? (struct extent){0, 0}
									  : help;
}

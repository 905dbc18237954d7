/* Names of types, variables, commands and parameters. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "completion/completer.h"
#include "engine/command_table.h"
#include "engine/metadata.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/string.h"
#include "syntax/ast_walk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- types ---- */

/* A name without dot is looked for among the short names and everywhere; one with dots a part at a time. */
static void add_type(const char *name, const struct type *type, void *context)
{
	struct completer *c = context;
	size_t typed = strlen(c->word);
	const char *dot = strrchr(name, '.');
	if (name[strcspn(name, "`+[")])
		return;
	char *tip = xasprintf("%s %s", type->flags & TYPE_ENUM ? "Enum" : "Class", type->name);
	if (!dot || (!strncasecmp(name, "System.", 7) && !strchr(name + 7, '.'))) {
		const char *plain = dot ? dot + 1 : name;
		if (!strchr(c->word, '.') && !strncasecmp(plain, c->word, typed)) {
			completer_add(c, COMPLETION_TYPE, plain, NULL, tip);
			free(tip);
			return;
		}
	}
	if (!strncasecmp(name, c->word, typed)) {
		const char *next = strchr(name + typed, '.');
		if (next && strchr(c->word, '.')) {
			char *space = xstrndup(name, (size_t)(next - name));
			char *text = xasprintf("Namespace %s", space);
			completer_add(c, COMPLETION_NAMESPACE, space, NULL, text);
			free(text);
			free(space);
		} else if (!next) {
			completer_add(c, COMPLETION_TYPE, name, NULL, tip);
		} else if (typed > 0) {
			char *space = xstrndup(name, (size_t)(next - name));
			completer_add(c, COMPLETION_NAMESPACE, space, NULL, NULL);
			free(space);
		}
	} else if (dot && typed > 0 && !strncasecmp(dot + 1, c->word, typed)) {
		char *word = c->word;
		c->word = xstrdup("");
		completer_add(c, COMPLETION_TYPE, name, dot + 1, tip);
		free(c->word);
		c->word = word;
	}
	free(tip);
}

void complete_type(struct completer *c)
{
	type_each(add_type, c);
}

/* ---- variables ---- */

struct variables {
	struct completer *c;
	const char *sigil;
	bool braces;
};

static void add_variable_text(struct variables *v, const char *name, const char *tip)
{
	bool plain = true;
	for (const char *p = name; *p; p++)
		plain &= (unsigned char)*p >= 0x80 || strchr("_:?^$", *p) ||
			 (*p >= '0' && *p <= '9') || ((*p | 32) >= 'a' && (*p | 32) <= 'z');
	char *text =
		plain && !v->braces ? xasprintf("%s%s", v->sigil, name) : xasprintf("${%s}", name);
	completer_add(v->c, COMPLETION_VARIABLE, text, name, tip);
	free(text);
}

static bool add_variable(const char *name, Value value, const struct variable *variable UNUSED,
			 void *context)
{
	struct variables *v = context;
	struct strbuf tip = STRBUF_INIT;
	if (!value_is_null(value)) {
		strbuf_addc(&tip, '[');
		type_print_name(value_type(value), &tip);
		strbuf_addc(&tip, ']');
	}
	strbuf_addf(&tip, "$%s", name);
	if (strcmp(name, "?") && strcmp(name, "^") && strcmp(name, "$"))
		add_variable_text(v, name, tip.data);
	strbuf_clear(&tip);
	return true;
}

struct assigned {
	struct variables *variables;
	const struct ast *self;
};

static void add_assigned(const struct ast *node, void *context)
{
	struct assigned *a = context;
	const struct ast_variable *v = (const struct ast_variable *)node;
	if (node->kind == AST_VARIABLE && node != a->self && v->scope == AST_SCOPE_NONE)
		add_variable_text(a->variables, v->name, NULL);
	ast_each_child(node, add_assigned, context);
}

extern char **environ;

static void add_environment(struct variables *v)
{
	for (char **e = environ; *e; e++) {
		char *name = xasprintf("env:%.*s", (int)strcspn(*e, "="), *e);
		add_variable_text(v, name, NULL);
		free(name);
	}
}

void complete_variable(struct completer *c, const struct ast_variable *node)
{
	const char *text = c->tree->source.text + node->ast.extent.start;
	struct variables v = {
		.c = c, .sigil = node->splatted ? "@" : "$", .braces = text[1] == '{'};
	size_t sigil = v.braces ? 2 : 1;
	size_t typed = node->ast.extent.end - node->ast.extent.start - sigil - 1;
	free(c->word);
	c->word = xstrndup(text + sigil, typed);
	if (!strncasecmp(c->word, "env:", 4)) {
		add_environment(&v);
		return;
	}
	char *colon = strchr(c->word, ':');
	char *prefix = xstrndup(v.sigil, 1);
	if (colon) { /* $global:x */
		free(prefix);
		prefix = xasprintf("%s%.*s", v.sigil, (int)(colon + 1 - c->word), c->word);
		memmove(c->word, colon + 1, strlen(colon + 1) + 1);
	}
	v.sigil = prefix;
	for (struct scope *scope = c->session->scope; scope; scope = scope->parent)
		scope_each(scope, add_variable, &v);
	struct assigned assigned = {&v, &node->ast};
	add_assigned(&c->tree->root->ast, &assigned);
	if (!colon && *c->word) {
		static const char *const spaces[] = {
			"env:", "global:", "script:", "local:", "using:"};
		for (size_t i = 0; i < countof(spaces); i++)
			add_variable_text(&v, spaces[i], NULL);
	}
	free(prefix);
}

/* ---- commands ---- */

static bool add_command(struct command *command, void *context)
{
	struct completer *c = context;
	struct strbuf tip = STRBUF_INIT;
	if (command->kind & (COMMAND_CMDLET | COMMAND_FUNCTION | COMMAND_FILTER))
		command_append_syntax(c->session, command, &tip);
	else if (command->definition)
		strbuf_adds(&tip, command->definition);
	char *quoted = completion_quote(command->name, '\0');
	char *text = *quoted == '\'' ? xasprintf("& %s", quoted) : xstrdup(quoted);
	completer_add(c, COMPLETION_COMMAND, text, command->name, tip.data);
	free(text);
	free(quoted);
	strbuf_clear(&tip);
	return true;
}

void complete_command(struct completer *c)
{
	if (strpbrk(c->word, "/\\") || c->word[0] == '~' || c->word[0] == '.') {
		complete_path(c, true);
		return;
	}
	char *pattern = xasprintf("%s*", c->word);
	command_each(c->session, pattern,
		     COMMAND_ALIAS | COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET |
			     (*c->word ? COMMAND_APPLICATION : 0),
		     add_command, c);
	free(pattern);
	if (*c->word && c->list->count == 0)
		complete_path(c, true);
}

/* ---- parameters ---- */

void complete_parameter(struct completer *c, const struct ast_command *node)
{
	const struct command_metadata *m = completer_metadata(c, node);
	for (size_t i = 0; m && i < m->count; i++) {
		const struct parameter_metadata *p = &m->parameters[i];
		bool hidden = p->row && (p->row->flags & PARAM_HIDDEN);
		if (hidden || (p->is_common && !*c->word))
			continue;
		struct strbuf tip = STRBUF_INIT;
		strbuf_addc(&tip, '[');
		if (p->row && p->row->type_name)
			strbuf_adds(&tip, p->row->type_name);
		else
			type_print_name(p->type ? p->type : &type_object, &tip);
		strbuf_addf(&tip, "] %s", p->name);
		char *text = xasprintf("-%s", p->name);
		completer_add(c, COMPLETION_PARAMETER_NAME, text, p->name, tip.data);
		free(text);
		strbuf_clear(&tip);
	}
}

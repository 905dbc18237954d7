/*
 * As PowerShell does it: the statement's text becomes a script block in which the variables that exist here are taken
 * with $using:, and Start-Job runs it.
 */
#include "engine/background_operator.h"

#include "base/strbuf.h"
#include "engine/pipeline.h"
#include "engine/scope.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/string.h"
#include "syntax/ast_walk.h"

#include <string.h>
#include <strings.h>

struct rewrite {
	struct session *session;
	const struct source *source;
	struct strbuf text;
	size_t at; /* how far the source is copied */
};

/* Whether the job has none of its own: not what every session has itself, nor $_ of a block in the statement. */
static bool is_outside(struct session *s, const char *name)
{
	static const char *const names[] = {"PID",  "PSVersionTable", "PSEdition", "PSHOME",
					    "HOST", "TRUE",           "FALSE",     "NULL"};
	for (size_t i = 0; i < countof(names); i++)
		if (!strcasecmp(name, names[i]))
			return false;
	Value v = scope_get(s, name, SCOPE_ANY);
	return v.tag != VALUE_UNSET && !(value_is_null(v) && !strcmp(name, "_"));
}

static void take_with_using(const struct ast *node, void *context)
{
	struct rewrite *r = context;
	const struct ast_variable *v = (const struct ast_variable *)node;
	if (node->kind == AST_VARIABLE && node->extent.start >= r->at &&
	    v->scope != AST_SCOPE_USING && v->scope != AST_SCOPE_DRIVE &&
	    is_outside(r->session, v->name)) {
		strbuf_add(&r->text, r->source->text + r->at, node->extent.start - r->at);
		strbuf_addf(&r->text, "%c{using:%s}", v->splatted ? '@' : '$', v->name);
		r->at = node->extent.end;
	}
	ast_each_child(node, take_with_using, context);
}

enum status background_operator(struct session *s, const struct ast *statement,
				const struct source *source, struct output *output)
{
	struct rewrite r = {s, source, STRBUF_INIT, statement->extent.start};
	take_with_using(statement, &r);
	strbuf_add(&r.text, source->text + r.at, statement->extent.end - r.at);
	while (r.text.length && strchr("& \t\r\n", r.text.data[r.text.length - 1]))
		strbuf_remove(&r.text, r.text.length - 1, 1);
	Value block;
	enum status status = script_compile_text(s, r.text.data, r.text.length, NULL, &block);
	strbuf_clear(&r.text);
	if (status != OK)
		return status;
	struct named_argument argument = {"ScriptBlock", block};
	return pipeline_run_command(s, "Start-Job", &argument, 1, UNSET_VALUE, output);
}

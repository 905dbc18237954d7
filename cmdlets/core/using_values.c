/* $using: variables of a script block that is to run elsewhere. */
#include "cmdlets/core/background.h"

#include "engine/errors.h"
#include "engine/scope.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/hashtable.h"
#include "object/string.h"
#include "syntax/ast_walk.h"

#include <strings.h>

struct search {
	struct session *session;
	struct hashtable *values;
	bool no_blocks;
	bool passes_blocks_on; /* in a command that takes such blocks in turn: the variable may be the outer block's */
	enum status status;
};

static enum status value_missing(const struct ast_variable *v)
{
	return throw_error_type("System.Management.Automation.RuntimeException",
				"UsingVariableIsUndefined", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				"The value of the using variable '$using:%s' cannot be retrieved "
				"because it has not been set in the local session.",
				v->name);
}

static enum status collect_variable(struct search *search, const struct ast_variable *v)
{
	Value value = scope_get(search->session, v->name, SCOPE_ANY);
	if (value.tag == VALUE_UNSET)
		return search->passes_blocks_on ? OK : value_missing(v);
	if (search->no_blocks && value_base(value).tag == VALUE_SCRIPT_BLOCK)
		return throw_error_type(
			"System.ArgumentException", "ParallelUsingVariableCannotBeScriptBlock",
			CATEGORY_INVALID_TYPE, value,
			"A ForEach-Object -Parallel using variable cannot be a script block. "
			"Passed-in script block variables are not supported with ForEach-Object "
			"-Parallel, and can result in undefined behavior.");
	hashtable_set_text(search->values, v->name, value);
	return OK;
}

/* Commands that run blocks with $using: variables. */
static bool takes_blocks(const struct ast *node)
{
	static const char *const names[] = {
		"ForEach-Object",  "%",    "foreach",        "Start-Job",
		"Start-ThreadJob", "sajb", "Invoke-Command", "icm"};
	const struct ast *first = ((const struct ast_command *)node)->elements.items[0];
	for (size_t i = 0; first->kind == AST_STRING && i < countof(names); i++)
		if (!strcasecmp(((const struct ast_string *)first)->value.data, names[i]))
			return true;
	return false;
}

static void visit(const struct ast *node, void *context)
{
	struct search *search = context;
	if (search->status != OK)
		return;
	bool outer = search->passes_blocks_on;
	if (node->kind == AST_COMMAND && takes_blocks(node))
		search->passes_blocks_on = true;
	if (node->kind == AST_VARIABLE &&
	    ((const struct ast_variable *)node)->scope == AST_SCOPE_USING)
		search->status = collect_variable(search, (const struct ast_variable *)node);
	ast_each_child(node, visit, search);
	search->passes_blocks_on = outer;
}

enum status using_values_collect(struct session *s, Value script_block, bool no_blocks,
				 Value *values_r)
{
	*values_r = hashtable_new();
	struct search search = {s, value_as_hashtable(*values_r), no_blocks, false, OK};
	visit(&script_block_ast(script_block)->ast, &search);
	return search.status;
}

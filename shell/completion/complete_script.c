/* Completion by script blocks: Register-ArgumentCompleter, [ArgumentCompleter({ ... })]. */
#include "completion/completer.h"
#include "completion/result.h"
#include "engine/ast_object.h"
#include "engine/chunk.h"
#include "engine/metadata.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"

/* What is registered, in the session: keys "command:parameter", ":parameter", "command". */
static Value registered(struct completer *c, const char *command, const char *parameter)
{
	Value found = NULL_VALUE;
	if (c->session->completers.tag != VALUE_HASHTABLE)
		return found;
	const struct hashtable *table = value_as_hashtable(c->session->completers);
	Value key = parameter ? string_printf("%s:%s", command, parameter) : string_from(command);
	if (!hashtable_get(table, key, &found) && parameter)
		(void)hashtable_get(table, string_printf(":%s", parameter), &found);
	return found;
}

void completion_register(struct session *s, const char *command, const char *parameter,
			 Value script_block)
{
	if (s->completers.tag != VALUE_HASHTABLE)
		s->completers = hashtable_new();
	Value key = parameter ? string_printf("%s:%s", command, parameter) : string_from(command);
	hashtable_set(value_as_hashtable(s->completers), key, script_block);
}

/* What the script gives is taken as it is: it has chosen itself what fits the word. */
static void add_result(struct completer *c, Value item)
{
	char *word = c->word;
	c->word = (char *)"";
	struct completion *result = completion_result_data(item);
	Value text = result ? NULL_VALUE : value_to_string(item);
	if (result)
		completer_add(c, result->kind, result->text, result->label, result->tip);
	else if (!value_is_null(item))
		completer_add(c, COMPLETION_TEXT, string_data(text), NULL, NULL);
	c->word = word;
}

static void run(struct completer *c, Value block, int argc, const Value *argv)
{
	struct collector collector;
	collector_init(&collector);
	if (script_block_invoke(c->session, block, argc, argv, UNSET_VALUE, &collector.output) !=
	    OK) {
		runtime()->error = NULL_VALUE;
		return;
	}
	Value all = collector_array(&collector);
	for (size_t i = 0; i < value_count(all); i++)
		add_result(c, value_item(all, i));
}

/* The arguments with names that are plain texts: what $fakeBoundParameters holds. */
static Value bound_so_far(const struct completer *c, const struct ast_command *node)
{
	Value bound = hashtable_new();
	for (size_t i = 1; i + 1 < node->elements.count; i++) {
		const struct ast_command_parameter *p =
			(const struct ast_command_parameter *)node->elements.items[i];
		if (p->ast.kind != AST_COMMAND_PARAMETER)
			continue;
		const struct ast *next = p->argument ? p->argument : node->elements.items[i + 1];
		bool last = !p->argument && i + 2 >= node->elements.count;
		struct inferred value = last || next->kind == AST_COMMAND_PARAMETER
						? (struct inferred){.value = TRUE_VALUE}
						: infer_node(c, next);
		if (value.value.tag != VALUE_UNSET)
			hashtable_set_text(value_as_hashtable(bound), p->name, value.value);
	}
	return bound;
}

/* The command's tree, of the text as it was written. */
static Value command_object(const struct completer *c, const struct ast_command *node)
{
	struct completer written = {0};
	size_t at;
	completer_parse(&written, c->tree->source.text, c->tree->source.length - 1);
	const struct ast *command = completer_enclosing(&written, AST_COMMAND, written.depth, &at);
	Value object = command ? ast_object_new(unit_create(written.tree), command)
			       : ast_object_new(unit_create(c->tree), &node->ast);
	syntax_tree_unref(&written.tree);
	return object;
}

/* The script block of [ArgumentCompleter({ ... })], or NULL. */
static Value attribute_block(struct completer *c, const struct parameter_metadata *p)
{
	Value block;
	for (size_t i = 0; p->ast && i < p->ast->attributes.count; i++) {
		const struct ast_attribute *a =
			(const struct ast_attribute *)p->ast->attributes.items[i];
		if (a->ast.kind != AST_ATTRIBUTE ||
		    !name_equal(a->type->name, "ArgumentCompleter") || a->positional.count != 1)
			continue;
		const struct ast *given = a->positional.items[0];
		if (given->kind != AST_SCRIPT_BLOCK_EXPRESSION)
			continue;
		const struct ast_script_block *body =
			((const struct ast_script_block_expression *)given)->body;
		const char *text = body->tree->source.text + body->body.start;
		if (script_compile_text(c->session, text, body->body.end - body->body.start, NULL,
					&block) == OK)
			return block;
		runtime()->error = NULL_VALUE;
	}
	return NULL_VALUE;
}

bool complete_by_script(struct completer *c, const struct ast_command *node,
			const struct parameter_metadata *parameter)
{
	const char *command = completer_resolved_name(c, node);
	Value block = registered(c, command, parameter->name);
	if (value_is_null(block))
		block = attribute_block(c, parameter);
	if (value_is_null(block))
		return false;
	Value argv[] = {string_from(command), string_from(parameter->name), string_from(c->word),
			command_object(c, node), bound_so_far(c, node)};
	run(c, block, countof(argv), argv);
	return true;
}

bool complete_native(struct completer *c, const struct ast_command *node)
{
	const char *command = completer_command_name(node);
	Value block = command ? registered(c, command, NULL) : NULL_VALUE;
	if (value_is_null(block))
		return false;
	Value argv[] = {string_from(c->word), command_object(c, node),
			value_int((int32_t)(c->offset + c->tree->source.length - 1))};
	run(c, block, countof(argv), argv);
	return true;
}

/* The Function and Alias providers: tables of commands by name. */
#include "provider/provider.h"

#include "base/xmalloc.h"
#include "engine/command_table.h"
#include "engine/script.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/script_block.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

static bool is_container(struct session *s UNUSED, const char *path)
{
	return !path[0];
}

/* ---- listing, for both ---- */

struct names {
	const char **items;
	size_t count, capacity;
};

static bool add_name(struct command *command, void *context)
{
	struct names *n = context;
	GROW(n->items, n->count, n->capacity);
	n->items[n->count++] = command->name;
	return true;
}

static int compare_names(const void *a, const void *b)
{
	return provider_compare_names(*(char *const *)a, *(char *const *)b);
}

static enum status list_commands(struct session *s, unsigned kinds, provider_visit visit,
				 void *context)
{
	struct names n = {0};
	command_each(s, "*", kinds, add_name, &n);
	if (n.count)
		qsort(n.items, n.count, sizeof(*n.items), compare_names);
	enum status status = OK;
	for (size_t i = 0; i < n.count && status == OK; i++)
		status = visit(n.items[i], n.items[i], context);
	free(n.items);
	return status;
}

/* ---- functions ---- */

#define FUNCTIONS (COMMAND_FUNCTION | COMMAND_FILTER)

static bool function_exists(struct session *s, const char *path)
{
	return !path[0] || command_find_kind(s, path, FUNCTIONS);
}

static enum status function_item(struct session *s, const char *path, Value *item_r)
{
	struct command *c = command_find_kind(s, path, FUNCTIONS);
	*item_r = c ? command_value(c) : NULL_VALUE;
	return OK;
}

static enum status function_value(struct session *s, const char *path, Value *value_r)
{
	struct command *c = command_find_kind(s, path, FUNCTIONS);
	*value_r = c ? c->script_block : NULL_VALUE;
	return OK;
}

static enum status function_children(struct session *s, const char *path UNUSED,
				     provider_visit visit, void *context)
{
	return list_commands(s, FUNCTIONS, visit, context);
}

static enum status function_set(struct session *s, const char *path, Value value)
{
	Value block = value_base(value);
	if (value_is_null(block)) {
		function_remove(s, path);
		return OK;
	}
	if (block.tag != VALUE_SCRIPT_BLOCK) {
		Value text = value_to_string(block);
		if (script_compile_text(s, string_data(text), string_length(text), NULL, &block) !=
		    OK)
			return ERROR;
	}
	return function_define(s, path, block, false);
}

static enum status function_delete(struct session *s, const char *path)
{
	function_remove(s, path);
	return OK;
}

static enum status function_rename(struct session *s, const char *path, const char *new_name)
{
	Value block;
	if (function_value(s, path, &block) != OK ||
	    function_define(s, new_name, block, false) != OK)
		return ERROR;
	return function_delete(s, path);
}

static const char *const function_drives[] = {"Function", NULL};

const struct provider provider_function = {
	.name = "Function",
	.root = "",
	.drives = function_drives,
	.description = "Drive that contains a view of the functions stored in a session state",
	.exists = function_exists,
	.is_container = is_container,
	.get_item = function_item,
	.each_child = function_children,
	.get_value = function_value,
	.set_value = function_set,
	.remove = function_delete,
	.rename = function_rename,
};

/* ---- aliases ---- */

static bool alias_exists(struct session *s, const char *path)
{
	return !path[0] || command_find_kind(s, path, COMMAND_ALIAS);
}

static enum status alias_item(struct session *s, const char *path, Value *item_r)
{
	struct command *c = command_find_kind(s, path, COMMAND_ALIAS);
	*item_r = c ? command_value(c) : NULL_VALUE;
	return OK;
}

static enum status alias_value(struct session *s, const char *path, Value *value_r)
{
	struct command *c = command_find_kind(s, path, COMMAND_ALIAS);
	*value_r = c ? string_from(c->definition) : NULL_VALUE;
	return OK;
}

static enum status alias_children(struct session *s, const char *path UNUSED, provider_visit visit,
				  void *context)
{
	return list_commands(s, COMMAND_ALIAS, visit, context);
}

static enum status alias_set(struct session *s, const char *path, Value value)
{
	return alias_define(s, s->scope, path, string_data(value_to_string(value)), 0, NULL);
}

static enum status alias_delete(struct session *s, const char *path)
{
	alias_remove(s, path);
	return OK;
}

static enum status alias_rename(struct session *s, const char *path, const char *new_name)
{
	Value target;
	if (alias_value(s, path, &target) != OK || alias_set(s, new_name, target) != OK)
		return ERROR;
	return alias_delete(s, path);
}

static const char *const alias_drives[] = {"Alias", NULL};

const struct provider provider_alias = {
	.name = "Alias",
	.root = "",
	.drives = alias_drives,
	.description = "Drive that contains a view of the aliases stored in a session state",
	.exists = alias_exists,
	.is_container = is_container,
	.get_item = alias_item,
	.each_child = alias_children,
	.get_value = alias_value,
	.set_value = alias_set,
	.remove = alias_delete,
	.rename = alias_rename,
};

/* The Variable provider: Variable: holds the variables that are visible here. */
#include "provider/provider.h"

#include "base/xmalloc.h"
#include "engine/ps_variable.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

static bool exists(struct session *s, const char *path)
{
	return !path[0] || scope_get(s, path, SCOPE_ANY).tag != VALUE_UNSET;
}

static bool is_container(struct session *s UNUSED, const char *path)
{
	return !path[0];
}

static enum status get_value(struct session *s, const char *path, Value *value_r)
{
	*value_r = scope_get(s, path, SCOPE_ANY);
	if (value_r->tag == VALUE_UNSET)
		*value_r = NULL_VALUE;
	return OK;
}

struct names {
	struct hashmap seen;
};

static bool add_name(const char *name, Value v UNUSED, const struct variable *variable,
		     void *context)
{
	struct names *n = context;
	if (!variable || !(variable->options & VARIABLE_PRIVATE))
		hashmap_put(&n->seen, name, n);
	return true;
}

static int compare_names(const void *a, const void *b)
{
	return provider_compare_names(*(char *const *)a, *(char *const *)b);
}

static enum status each_child(struct session *s, const char *path UNUSED, provider_visit visit,
			      void *context)
{
	struct names n;
	hashmap_init(&n.seen, HASHMAP_IGNORE_CASE);
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		scope_each(scope, add_name, &n);
	const char **names = xcalloc(n.seen.count + 1, sizeof(*names));
	size_t count = 0;
	for (struct hashmap_entry *e = NULL; (e = hashmap_next(&n.seen, e));)
		names[count++] = e->key;
	qsort(names, count, sizeof(*names), compare_names);
	enum status status = OK;
	for (size_t i = 0; i < count && status == OK; i++)
		status = visit(names[i], names[i], context);
	free(names);
	hashmap_clear(&n.seen, NULL);
	return status;
}

static enum status get_item(struct session *s, const char *path, Value *item_r)
{
	*item_r = ps_variable_find(s, path);
	return OK;
}

static enum status set_value(struct session *s, const char *path, Value value)
{
	return scope_set(s, path, SCOPE_ANY, value);
}

static enum status remove_item(struct session *s, const char *path)
{
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		if (scope_get_in(scope, path).tag != VALUE_UNSET) {
			scope_remove(scope, path);
			return OK;
		}
	return OK;
}

static enum status rename_item(struct session *s, const char *path, const char *new_name)
{
	Value v = scope_get(s, path, SCOPE_ANY);
	enum status status = scope_set(s, new_name, SCOPE_ANY, v);
	return status == OK ? remove_item(s, path) : status;
}

static const char *const drives[] = {"Variable", NULL};

const struct provider provider_variable = {
	.name = "Variable",
	.root = "",
	.drives = drives,
	.description = "Drive that contains a view of those variables stored in a session state",
	.exists = exists,
	.is_container = is_container,
	.get_item = get_item,
	.each_child = each_child,
	.get_value = get_value,
	.set_value = set_value,
	.remove = remove_item,
	.rename = rename_item,
};

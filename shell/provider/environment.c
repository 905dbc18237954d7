/* The Environment provider: Env: holds the environment variables of the process. */
#include "provider/provider.h"

#include "base/xmalloc.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

extern char **environ;

static bool exists(struct session *s UNUSED, const char *path)
{
	return !path[0] || getenv(path);
}

static bool is_container(struct session *s UNUSED, const char *path)
{
	return !path[0];
}

/* A DictionaryEntry with a Name, as PowerShell gives it. */
static Value entry(const char *name, Value value)
{
	Value v = psobject_new_typed("System.Collections.DictionaryEntry");
	psobject_set(v, "Name", string_from(name));
	psobject_set(v, "Key", string_from(name));
	psobject_set(v, "Value", value);
	return v;
}

static enum status get_value(struct session *s UNUSED, const char *path, Value *value_r)
{
	const char *value = getenv(path);
	*value_r = value ? string_from(value) : NULL_VALUE;
	return OK;
}

static enum status get_item(struct session *s UNUSED, const char *path, Value *item_r)
{
	if (path[0]) {
		const char *value = getenv(path);
		*item_r = entry(path, string_from(value ? value : ""));
		return OK;
	}
	*item_r = hashtable_new();
	for (char **e = environ; *e; e++) {
		char *equals = strchr(*e, '=');
		hashtable_set(value_as_hashtable(*item_r), string_new(*e, (size_t)(equals - *e)),
			      string_from(equals + 1));
	}
	return OK;
}

static int compare_names(const void *a, const void *b)
{
	return provider_compare_names(*(char *const *)a, *(char *const *)b);
}

static enum status each_child(struct session *s UNUSED, const char *path UNUSED,
			      provider_visit visit, void *context)
{
	size_t count = 0;
	for (char **e = environ; *e; e++)
		count++;
	char **names = xcalloc(count + 1, sizeof(*names));
	for (size_t i = 0; i < count; i++)
		names[i] = xstrndup(environ[i], strcspn(environ[i], "="));
	qsort(names, count, sizeof(*names), compare_names);
	enum status status = OK;
	for (size_t i = 0; i < count; i++) {
		if (status == OK)
			status = visit(names[i], names[i], context);
		free(names[i]);
	}
	free(names);
	return status;
}

static enum status set_value(struct session *s UNUSED, const char *path, Value value)
{
	Value text = value_to_string(value);
	if (value_is_null(value) || !string_length(text))
		unsetenv(path);
	else
		setenv(path, string_data(text), 1);
	return OK;
}

static enum status remove_item(struct session *s UNUSED, const char *path)
{
	unsetenv(path);
	return OK;
}

static enum status rename_item(struct session *s UNUSED, const char *path, const char *new_name)
{
	const char *value = getenv(path);
	setenv(new_name, value ? value : "", 1);
	unsetenv(path);
	return OK;
}

static const char *const drives[] = {"Env", NULL};

const struct provider provider_environment = {
	.name = "Environment",
	.root = "",
	.drives = drives,
	.description = "Drive that contains a view of the environment variables for the process",
	.exists = exists,
	.is_container = is_container,
	.get_item = get_item,
	.each_child = each_child,
	.get_value = get_value,
	.set_value = set_value,
	.remove = remove_item,
	.rename = rename_item,
};

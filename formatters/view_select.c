#include "formatters/view_select.h"
#include "base/hashmap.h"
#include "base/xmalloc.h"
#include "formatters/property_expression.h"
#include "object/array.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

extern const char embedded_core_format_ps1xml[];
extern const unsigned long embedded_core_format_ps1xml_size;
extern const char embedded_help_format_ps1xml[];
extern const unsigned long embedded_help_format_ps1xml_size;
extern const char embedded_network_format_ps1xml[];
extern const unsigned long embedded_network_format_ps1xml_size;
extern const char embedded_migration_format_ps1xml[];
extern const unsigned long embedded_migration_format_ps1xml_size;

struct view_list {
	const struct view **views;
	size_t count, capacity;
};

/* One a thread, as sessions are: compiled script blocks belong to the thread's heap. */
static struct registry {
	bool loaded, indexed;
	struct view_file **files; /* in order of precedence */
	size_t count, capacity;
	struct hashmap by_type; /* type name to struct view_list */
} registry;

static void load_builtin(void)
{
	static const struct {
		const char *text;
		const unsigned long *size;
	} files[] = {
		{embedded_core_format_ps1xml, &embedded_core_format_ps1xml_size},
		{embedded_help_format_ps1xml, &embedded_help_format_ps1xml_size},
		{embedded_migration_format_ps1xml, &embedded_migration_format_ps1xml_size},
		{embedded_network_format_ps1xml, &embedded_network_format_ps1xml_size},
	};
	if (registry.loaded)
		return;
	registry.loaded = true;
	for (size_t i = 0; i < countof(files); i++) {
		struct view_file *file = view_load(files[i].text, *files[i].size, "", NULL);
		if (file)
			view_add_file(file, false);
	}
}

static void free_list(void *list)
{
	free(((struct view_list *)list)->views);
	free(list);
}

static void index_view(const struct view *view)
{
	for (size_t i = 0; i < view->types.count; i++) {
		struct view_list *list = hashmap_get(&registry.by_type, view->types.names[i]);
		if (!list) {
			list = xcalloc(1, sizeof(*list));
			hashmap_put(&registry.by_type, view->types.names[i], list);
		}
		GROW(list->views, list->count, list->capacity);
		list->views[list->count++] = view;
	}
}

static void index_views(void)
{
	load_builtin();
	if (registry.indexed)
		return;
	hashmap_init(&registry.by_type, HASHMAP_IGNORE_CASE);
	for (size_t i = 0; i < registry.count; i++)
		for (size_t j = 0; j < registry.files[i]->view_count; j++)
			index_view(&registry.files[i]->views[j]);
	registry.indexed = true;
}

void view_add_file(struct view_file *file, bool before)
{
	load_builtin();
	GROW(registry.files, registry.count, registry.capacity);
	size_t at = before ? 0 : registry.count;
	for (size_t i = registry.count; i > at; i--)
		registry.files[i] = registry.files[i - 1];
	registry.files[at] = file;
	registry.count++;
	if (registry.indexed)
		hashmap_clear(&registry.by_type, free_list);
	registry.indexed = false;
}

void view_each(bool (*callback)(const struct view *view, void *context), void *context)
{
	load_builtin();
	for (size_t i = 0; i < registry.count; i++)
		for (size_t j = 0; j < registry.files[i]->view_count; j++)
			if (!callback(&registry.files[i]->views[j], context))
				return;
}

/* Objects that came from a file or another session are shown as what they were. */
static const char *plain_name(Value type_name)
{
	const char *name = string_data(type_name);
	return strncasecmp(name, "Deserialized.", 13) == 0 ? name + 13 : name;
}

static const struct view *find(Value type_names, bool out_of_band, enum format_shape shape,
			       const char *name)
{
	index_views();
	for (size_t i = 0; i < value_count(type_names); i++) {
		const struct view_list *list =
			hashmap_get(&registry.by_type, plain_name(value_item(type_names, i)));
		for (size_t j = 0; list && j < list->count; j++) {
			const struct view *view = list->views[j];
			if (view->out_of_band != out_of_band ||
			    (shape != SHAPE_UNDEFINED && view->shape != shape))
				continue;
			if (name && (!view->name || strcasecmp(name, view->name) != 0))
				continue;
			return view;
		}
	}
	return NULL;
}

const struct view *view_find(Value type_names, enum format_shape shape, const char *name)
{
	return find(type_names, false, shape, name);
}

const struct view *view_find_out_of_band(Value type_names)
{
	return find(type_names, true, SHAPE_UNDEFINED, NULL);
}

static bool names_match(const struct view_names *names, Value type_names)
{
	for (size_t i = 0; i < value_count(type_names); i++)
		for (size_t j = 0; j < names->count; j++)
			if (strcasecmp(plain_name(value_item(type_names, i)), names->names[j]) == 0)
				return true;
	return false;
}

bool view_applies(const struct view *view, Value type_names)
{
	return names_match(&view->types, type_names);
}

static bool selection_holds(const struct view_selection *selection, Value object, Value type_names)
{
	if (selection->any || names_match(&selection->types, type_names))
		return true;
	for (size_t i = 0; i < selection->condition_count; i++)
		if (view_condition_holds(&selection->conditions[i], object))
			return true;
	return false;
}

const struct view_entry *view_select_entry(const struct view_entry *entries, size_t count,
					   Value object, Value type_names)
{
	for (size_t i = 0; i < count; i++)
		if (selection_holds(&entries[i].selection, object, type_names))
			return &entries[i];
	return NULL;
}

static enum status compile(struct view_expression *expression)
{
	const struct runtime_hooks *hooks = runtime()->hooks;
	if (hooks->compile_script(expression->script, strlen(expression->script),
				  &expression->block) != OK)
		return ERROR;
	gc_pin(expression->block);
	return OK;
}

enum status view_expression_get(struct view_expression *expression, Value object, Value *result_r,
				bool *found_r)
{
	*found_r = true;
	if (expression->property)
		return object_property(object, expression->property, result_r, found_r);
	*result_r = object;
	if (!expression->script)
		return OK;
	if (value_is_null(expression->block) && compile(expression) != OK)
		return ERROR;
	enum status status =
		runtime()->hooks->invoke_script_block(expression->block, 0, NULL, object, result_r);
	if (result_r->tag == VALUE_VOID)
		*result_r = NULL_VALUE;
	return status;
}

bool view_condition_holds(struct view_expression *condition, Value object)
{
	Value v;
	bool found;
	if (!condition)
		return true;
	if (view_expression_get(condition, object, &v, &found) != OK) {
		runtime()->error = NULL_VALUE;
		return false;
	}
	return value_is_true(v);
}

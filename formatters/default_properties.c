#include "formatters/default_properties.h"
#include "base/hashmap.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include <stdlib.h>
#include <string.h>

/* One set a line: the type, then its properties. */
static const char *const builtin_sets[] = {
	"System.Diagnostics.Process Id Handles CPU SI Name",
	"System.Management.Automation.PSDriveInfo Name Used Free Provider Root CurrentLocation",
};

struct name_set {
	size_t count;
	char *names[];
};

static _Thread_local bool is_loaded;
static _Thread_local struct hashmap sets; /* type name to struct name_set */

static void free_set(struct name_set *set)
{
	for (size_t i = 0; set && i < set->count; i++)
		free(set->names[i]);
	free(set);
}

static void load_builtin(void)
{
	if (is_loaded)
		return;
	is_loaded = true;
	hashmap_init(&sets, HASHMAP_IGNORE_CASE);
	for (size_t i = 0; i < countof(builtin_sets); i++) {
		const char *names[16];
		size_t count = 0;
		char *copy = xstrdup(builtin_sets[i]), *rest = NULL;
		const char *type = strtok_r(copy, " ", &rest);
		for (char *name; (name = strtok_r(NULL, " ", &rest)) && count < countof(names);)
			names[count++] = name;
		default_property_set(type, names, count);
		free(copy);
	}
}

void default_property_set(const char *type_name, const char *const *names, size_t count)
{
	load_builtin();
	if (!count) {
		free_set(hashmap_remove(&sets, type_name));
		return;
	}
	struct name_set *set = xmalloc(sizeof(*set) + count * sizeof(*set->names));
	set->count = count;
	for (size_t i = 0; i < count; i++)
		set->names[i] = xstrdup(names[i]);
	free_set(hashmap_put(&sets, type_name, set));
}

const char *const *default_property_get(const char *type_name, size_t *count_r)
{
	load_builtin();
	const struct name_set *set = hashmap_get(&sets, type_name);
	*count_r = set ? set->count : 0;
	return set ? (const char *const *)set->names : NULL;
}

/* $object.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames */
static bool own_set(Value object, Value *names_r)
{
	static const char *const path[] = {"PSStandardMembers", "DefaultDisplayPropertySet",
					   "ReferencedPropertyNames"};
	if (object.tag != VALUE_PSOBJECT || value_is_null(value_as_psobject(object)->members))
		return false;
	for (size_t i = 0; i < countof(path); i++) {
		bool found;
		if (member_get(object, path[i], &object, &found) != OK) {
			runtime()->error = NULL_VALUE;
			return false;
		}
		if (!found || value_is_null(object))
			return false;
	}
	*names_r = object;
	return true;
}

const char **default_property_names(Value object, size_t *count_r)
{
	Value names;
	*count_r = 0;
	if (own_set(object, &names)) {
		const char **list = gc_alloc_buffer((value_count(names) + 1) * sizeof(*list));
		for (size_t i = 0; i < value_count(names); i++)
			list[(*count_r)++] = string_data(value_to_string(value_item(names, i)));
		return list;
	}
	load_builtin();
	if (object.tag == VALUE_PSOBJECT && value_is_null(value_as_psobject(object)->type_names) &&
	    value_base(object).tag == VALUE_PSOBJECT && sets.count == countof(builtin_sets))
		return NULL; /* a plain [pscustomobject] */
	Value type_names = value_type_names(object);
	for (size_t i = 0; i < value_count(type_names); i++) {
		const char *name = string_data(value_item(type_names, i));
		const struct name_set *set = hashmap_get(&sets, name);
		if (!set)
			continue;
		*count_r = set->count;
		return (const char **)set->names;
	}
	return NULL;
}

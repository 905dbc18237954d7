#include "formatters/default_properties.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/ets.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include <string.h>

#define SET_NAME "DefaultDisplayPropertySet"
#define MAX_NAMES 8

static const struct {
	const char *type;
	const char *names[MAX_NAMES];
} builtin_sets[] = {
	{"System.Diagnostics.Process", {"Id", "Handles", "CPU", "SI", "Name"}},
	{"System.Management.Automation.PSDriveInfo",
	 {"Name", "Used", "Free", "Provider", "Root", "CurrentLocation"}},
};

/* $object.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames */
static bool own_set(Value object, Value *names_r)
{
	static const char *const path[] = {"PSStandardMembers", SET_NAME,
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

static const char *const *builtin_set(Value object, size_t *count_r)
{
	Value base = value_base(object);
	if (base.tag != VALUE_OBJECT)
		return NULL;
	for (size_t i = 0; i < countof(builtin_sets); i++) {
		if (strcmp(builtin_sets[i].type, base.cell->type->name) != 0)
			continue;
		while (*count_r < MAX_NAMES && builtin_sets[i].names[*count_r])
			++*count_r;
		return builtin_sets[i].names;
	}
	return NULL;
}

const char *const *default_property_names(Value object, size_t *count_r)
{
	Value names;
	*count_r = 0;
	if (!own_set(object, &names) && !type_data_get(object, SET_NAME, &names))
		return builtin_set(object, count_r);
	const char **list = gc_alloc_buffer((value_count(names) + 1) * sizeof(*list));
	for (size_t i = 0; i < value_count(names); i++)
		list[(*count_r)++] = string_data(value_to_string(value_item(names, i)));
	return list;
}

#include "cmdlets/utility/scope_argument.h"
#include "base/hashmap.h"
#include "cmdlets/utility/failure.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum status scope_argument(struct cmdlet_call *c, const char *given, struct scope **scope_r)
{
	struct session *s = cmdlet_session(c);
	char *end;
	*scope_r = s->scope;
	if (!given || name_equal(given, "Local") || name_equal(given, "Private"))
		return OK;
	if (name_equal(given, "Global")) {
		*scope_r = s->global;
		return OK;
	}
	if (name_equal(given, "Script")) {
		while ((*scope_r)->parent && !(*scope_r)->is_script)
			*scope_r = (*scope_r)->parent;
		return OK;
	}
	long levels = strtol(given, &end, 10);
	if (*end || end == given || levels < 0)
		return cmdlet_throw_type(
			c, "System.Management.Automation.PSArgumentException", "Argument",
			CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			"Cannot process argument because the value of parameter \"Scope\" is not "
			"valid. "
			"Valid values are \"Global\", \"Local\", or \"Script\", or a number "
			"relative to "
			"the current scope (0 through the number of scopes where 0 is the current "
			"scope and 1 is its parent). Change the value of the \"Scope\" parameter "
			"and "
			"run the operation again.");
	*scope_r = scope_up(s, (int)levels);
	if (*scope_r)
		return OK;
	return cmdlet_throw_type(c, "System.Management.Automation.PSArgumentOutOfRangeException",
				 "ArgumentOutOfRange", CATEGORY_INVALID_ARGUMENT,
				 string_from(given),
				 "The scope number '%ld' exceeds the number of active scopes. "
				 "(Parameter 'Scope')\nActual value was %ld.",
				 levels, levels);
}

static bool matches_one(Value patterns, const char *name)
{
	for (size_t i = 0; i < value_count(patterns); i++)
		if (wildcard_match(string_data(value_to_string(value_item(patterns, i))), name,
				   true))
			return true;
	return false;
}

bool name_is_included(Value include, Value exclude, const char *name)
{
	if (!value_is_null(include) && !matches_one(include, name))
		return false;
	return value_is_null(exclude) || !matches_one(exclude, name);
}

struct name_search {
	const char *pattern;
	struct hashmap seen;
	Value names; /* list */
};

static bool take_name(const char *name, Value v, const struct variable *variable, void *context)
{
	struct name_search *search = context;
	(void)v;
	(void)variable;
	if (wildcard_match(search->pattern, name, true) &&
	    !hashmap_put(&search->seen, name, search))
		list_add(value_as_list(search->names), string_from(name));
	return true;
}

static int compare_names(const void *a, const void *b)
{
	return strcasecmp(string_data(*(const Value *)a), string_data(*(const Value *)b));
}

Value variable_names(struct session *s, struct scope *scope, bool only, const char *pattern)
{
	struct name_search search = {.pattern = pattern, .names = list_new()};
	(void)s;
	hashmap_init(&search.seen, HASHMAP_IGNORE_CASE);
	for (; scope; scope = only ? NULL : scope->parent)
		scope_each(scope, take_name, &search);
	hashmap_clear(&search.seen, NULL);
	struct list *names = value_as_list(search.names);
	if (names->count > 1)
		qsort(names->items, names->count, sizeof(*names->items), compare_names);
	return search.names;
}

struct scope *variable_scope(struct scope *scope, bool only, const char *name)
{
	for (; scope; scope = only ? NULL : scope->parent)
		if (scope_get_in(scope, name).tag != VALUE_UNSET)
			return scope;
	return NULL;
}

enum status variable_not_found(struct cmdlet_call *c, const char *name)
{
	return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
				 "VariableNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(name),
				 "Cannot find a variable with the name '%s'.", name);
}

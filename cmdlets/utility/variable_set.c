#include "cmdlets/utility/variable_set.h"

#include "base/hashmap.h"
#include "base/xmalloc.h"
#include "cmdlets/utility/alias_options.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct found {
	const char *name;
	struct scope *scope;
};

struct finding {
	const struct variable_query *query;
	const char *pattern;
	struct scope *scope;
	struct hashmap seen;
	struct found *items;
	size_t count, capacity;
};

static bool matches_any(Value patterns, const char *name)
{
	for (size_t i = 0; i < value_count(patterns); i++)
		if (wildcard_match(string_data(value_to_string(value_item(patterns, i))), name,
				   true))
			return true;
	return false;
}

static bool offer(const char *name, Value v UNUSED, const struct variable *variable, void *context)
{
	struct finding *f = context;
	const struct variable_query *q = f->query;
	if (!wildcard_match(f->pattern, name, true) || hashmap_get(&f->seen, name))
		return true;
	if (q->include.tag == VALUE_ARRAY && !matches_any(q->include, name))
		return true;
	if (q->exclude.tag == VALUE_ARRAY && matches_any(q->exclude, name))
		return true;
	if (variable && (variable->options & VARIABLE_PRIVATE) &&
	    f->scope != session_current()->scope)
		return true;
	hashmap_put(&f->seen, name, f);
	GROW(f->items, f->count, f->capacity);
	f->items[f->count++] = (struct found){name, f->scope};
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcasecmp(((const struct found *)a)->name, ((const struct found *)b)->name);
}

static enum status not_found(struct cmdlet_call *c, const char *name)
{
	return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
				 "VariableNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(name),
				 "Cannot find a variable with the name '%s'.", name);
}

static enum status visit_matching(struct cmdlet_call *c, const struct variable_query *q,
				  const char *pattern, bool quiet, variable_visit visit)
{
	struct finding f = {.query = q, .pattern = pattern};
	struct scope *only = NULL;
	if (q->scope && scope_argument(c, q->scope, &only) != OK)
		return ERROR;
	hashmap_init(&f.seen, HASHMAP_IGNORE_CASE);
	for (f.scope = only ? only : cmdlet_session(c)->scope; f.scope; f.scope = f.scope->parent) {
		scope_each(f.scope, offer, &f);
		if (only)
			break;
	}
	if (f.count)
		qsort(f.items, f.count, sizeof(*f.items), by_name);
	enum status status = OK;
	for (size_t i = 0; i < f.count && status == OK; i++)
		status = visit(c, f.items[i].scope, f.items[i].name);
	if (!f.count && !quiet && !wildcard_has_special(pattern))
		status = not_found(c, pattern);
	hashmap_clear(&f.seen, NULL);
	free(f.items);
	return status;
}

enum status variable_query_each(struct cmdlet_call *c, const struct variable_query *query,
				Value names, bool quiet, variable_visit visit)
{
	if (names.tag == VALUE_UNSET)
		return visit_matching(c, query, "*", quiet, visit);
	for (size_t i = 0; i < value_count(names); i++) {
		enum status status = visit_matching(
			c, query, string_data(value_to_string(value_item(names, i))), quiet, visit);
		if (status != OK)
			return status;
	}
	return OK;
}

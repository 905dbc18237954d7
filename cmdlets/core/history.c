#include "cmdlets/core/history.h"

#include "engine/session.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

struct list *history_entries(struct session *s)
{
	return value_as_list(s->history);
}

int64_t history_id(Value entry)
{
	Value id;
	int64_t number = 0;
	if (psobject_get(entry, "Id", &id) && convert_to_int64(id, &number) != OK)
		return 0;
	return number;
}

Value history_text(Value entry)
{
	Value text;
	return psobject_get(entry, "CommandLine", &text) ? value_to_string(text) : string_empty();
}

ptrdiff_t history_find(const struct list *entries, int64_t id)
{
	for (size_t i = 0; i < entries->count; i++)
		if (history_id(entries->items[i]) == id)
			return (ptrdiff_t)i;
	return -1;
}

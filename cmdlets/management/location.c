#include "cmdlets/management/location.h"

#include "object/array.h"
#include "object/hashtable.h"
#include "object/string.h"

Value location_stack(struct session *s, const char *name, bool create)
{
	Value key = string_printf("location stack:%s", name ? name : ""), stack;
	struct hashtable *all = value_as_hashtable(s->location_stacks);
	if (hashtable_get(all, key, &stack))
		return stack;
	if (!create)
		return NULL_VALUE;
	stack = list_new();
	hashtable_set(all, key, stack);
	return stack;
}

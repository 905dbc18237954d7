#include "object/array.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/error_record.h"
#include "object/type.h"
#include "object/type_private.h"

#include <string.h>

static void list_mark(void *cell)
{
	struct list *l = cell;
	gc_mark_value_buffer(l->items, l->count);
}

/* .state holds the version that the enumeration began with. */
static enum status list_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	struct list *l = value_as_list(e->source);
	if (l->version != (uint32_t)e->state.integer)
		return throw_operation("System.InvalidOperationException",
				       "Collection was modified; enumeration operation may not "
				       "execute.");
	*more_r = e->position < l->count;
	if (*more_r)
		*item_r = l->items[e->position++];
	return OK;
}

static enum status list_enumerate(Value self, struct enumerator *e)
{
	e->source = self;
	e->position = 0;
	e->state = value_int64(value_as_list(self)->version);
	e->next = list_next;
	return OK;
}

static enum status list_convert(Value from, const struct type *to, Value *result_r)
{
	if (to->argument_count == 0 && !value_is_enumerable(from))
		return convert_throw_final(from, to);
	const struct type *item_type = to->argument_count == 1 ? to->arguments[0] : &type_object;
	Value made = list_new_typed(to);
	struct enumerator e;
	enum status status = value_enumerate(from, &e);
	for (bool more = true; status == OK;) {
		Value item;
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		if (convert_to(item, item_type, &item) != OK)
			return convert_impossible();
		list_add(value_as_list(made), item);
	}
	*result_r = made;
	return status;
}

static const struct type *const list_interfaces[] = {
	&type_ilist, &type_icollection, &type_ienumerable, &type_generic_ienumerable, NULL,
};
static const struct type *const array_list_interfaces[] = {
	&type_ilist,
	&type_icollection,
	&type_ienumerable,
	NULL,
};
static const struct type *object_argument[] = {&type_object};

#define LIST_TYPE                                                                      \
	.tag = VALUE_LIST, .size = sizeof(struct list), .members = list_members,       \
	.interfaces = list_interfaces, .mark = list_mark, .enumerate = list_enumerate, \
	.convert = list_convert

struct type type_list = {
	.name = "System.Collections.Generic.List`1",
	.flags = TYPE_GENERIC_DEFINITION,
	LIST_TYPE,
};
struct type type_object_list = {
	.name = "System.Collections.Generic.List`1[[System.Object]]",
	.generic = &type_list,
	.arguments = object_argument,
	.argument_count = 1,
	LIST_TYPE,
};
#define COLLECTION_TYPE                                                                \
	.tag = VALUE_LIST, .size = sizeof(struct list), .members = collection_members, \
	.interfaces = list_interfaces, .mark = list_mark, .enumerate = list_enumerate, \
	.convert = list_convert
struct type type_collection = {
	.name = "System.Collections.ObjectModel.Collection`1",
	.flags = TYPE_GENERIC_DEFINITION,
	COLLECTION_TYPE,
};
struct type type_read_only_collection = {
	.name = "System.Collections.ObjectModel.ReadOnlyCollection`1",
	.flags = TYPE_GENERIC_DEFINITION,
	COLLECTION_TYPE,
};

struct type type_observable_collection = {
	.name = "System.Collections.ObjectModel.ObservableCollection`1",
	.flags = TYPE_GENERIC_DEFINITION,
	.base = &type_collection,
	.tag = VALUE_LIST,
	.size = sizeof(struct list),
	.members = observable_members,
	.interfaces = list_interfaces,
	.mark = list_mark,
	.enumerate = list_enumerate,
	.convert = list_convert,
};
struct type type_ps_data_collection = {
	.name = "System.Management.Automation.PSDataCollection`1",
	.flags = TYPE_GENERIC_DEFINITION,
	.tag = VALUE_LIST,
	.size = sizeof(struct list),
	.members = ps_data_members,
	.interfaces = list_interfaces,
	.mark = list_mark,
	.enumerate = list_enumerate,
	.convert = list_convert,
};
struct type type_specialized_strings = {
	.name = "System.Collections.Specialized.StringCollection",
	.tag = VALUE_LIST,
	.size = sizeof(struct list),
	.members = string_collection_members,
	.interfaces = array_list_interfaces,
	.mark = list_mark,
	.enumerate = list_enumerate,
	.convert = list_convert,
};

/* What .Keys and .Values of dictionaries are. */
static const struct type *const part_interfaces[] = {
	&type_icollection,
	&type_ienumerable,
	&type_generic_ienumerable,
	NULL,
};
#define PART_TYPE(variable, type_name, more)   \
	struct type variable = {               \
		.name = type_name,             \
		.tag = VALUE_LIST,             \
		.flags = more,                 \
		.members = part_members,       \
		.interfaces = part_interfaces, \
		.mark = list_mark,             \
		.enumerate = list_enumerate,   \
	}
PART_TYPE(type_key_collection, "System.Collections.Hashtable+KeyCollection", 0);
PART_TYPE(type_value_collection, "System.Collections.Hashtable+ValueCollection", 0);
PART_TYPE(type_ordered_part,
	  "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection",
	  0);
PART_TYPE(type_dictionary_keys, "System.Collections.Generic.Dictionary`2+KeyCollection",
	  TYPE_GENERIC_DEFINITION);
PART_TYPE(type_dictionary_values, "System.Collections.Generic.Dictionary`2+ValueCollection",
	  TYPE_GENERIC_DEFINITION);

const struct type *dictionary_part_type(const struct type *dictionary, bool keys)
{
	if (dictionary == &type_ordered_dictionary)
		return &type_ordered_part;
	if (dictionary->argument_count != 2)
		return keys ? &type_key_collection : &type_value_collection;
	return type_make_generic(keys ? &type_dictionary_keys : &type_dictionary_values,
				 dictionary->arguments, 2);
}
static const struct type *psobject_argument[] = {&type_psobject};
struct type type_ps_collection = {
	.name = "System.Collections.ObjectModel.Collection`1[[System.Management.Automation."
		"PSObject]]",
	.generic = &type_collection,
	.arguments = psobject_argument,
	.argument_count = 1,
	COLLECTION_TYPE,
};
struct type type_array_list = {
	.name = "System.Collections.ArrayList",
	.tag = VALUE_LIST,
	.size = sizeof(struct list),
	.members = array_list_members,
	.interfaces = array_list_interfaces,
	.mark = list_mark,
	.enumerate = list_enumerate,
	.convert = list_convert,
};

Value list_new_typed(const struct type *list_type)
{
	return value_cell(VALUE_LIST, gc_alloc(list_type, VALUE_LIST, sizeof(struct list)));
}

Value list_new(void)
{
	return list_new_typed(&type_object_list);
}

static void list_grow(struct list *l, size_t extra)
{
	if (l->count + extra <= l->capacity)
		return;
	size_t capacity = MAX(l->count + extra, MAX(l->capacity * 2, (size_t)4));
	l->items = gc_realloc_buffer(l->items, l->count * sizeof(Value), capacity * sizeof(Value));
	l->capacity = capacity;
}

void list_reserve(struct list *l, size_t capacity)
{
	if (capacity > l->count)
		list_grow(l, capacity - l->count);
}

void list_add(struct list *l, Value v)
{
	list_grow(l, 1);
	l->items[l->count++] = v;
	l->version++;
}

void list_insert(struct list *l, size_t at, Value v)
{
	list_grow(l, 1);
	memmove(l->items + at + 1, l->items + at, (l->count - at) * sizeof(Value));
	l->items[at] = v;
	l->count++;
	l->version++;
}

void list_remove_at(struct list *l, size_t at, size_t count)
{
	memmove(l->items + at, l->items + at + count, (l->count - at - count) * sizeof(Value));
	l->count -= count;
	l->version++;
}

void list_clear(struct list *l)
{
	l->items = NULL;
	l->count = l->capacity = 0;
	l->version++;
}

Value list_to_array(const struct list *l)
{
	return array_from(l->items, l->count);
}

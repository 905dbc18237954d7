/* Group-Object: objects with equal values together. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/sort_order.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"
#include <string.h>

/* Microsoft.PowerShell.Commands.GroupInfo */
struct group_info {
	struct cell cell;
	Value values; /* object[]: what the group's objects have in common */
	Value name;
	Value group; /* list of the objects; NULL for GroupInfoNoElement */
	int32_t count;
};

static void mark_group(void *cell)
{
	struct group_info *g = cell;
	gc_mark(g->values);
	gc_mark(g->name);
	gc_mark(g->group);
}

static struct group_info *of(Value self)
{
	return (struct group_info *)value_base(self).cell;
}

static enum status get_values(Value self, Value *result_r)
{
	*result_r = of(self)->values;
	return OK;
}

static enum status get_count(Value self, Value *result_r)
{
	*result_r = value_int(of(self)->count);
	return OK;
}

static enum status get_group(Value self, Value *result_r)
{
	*result_r = of(self)->group;
	if (value_is_null(*result_r))
		*result_r = array_new(0);
	return OK;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = of(self)->name;
	return OK;
}

static const struct member group_members[] = {
	PROPERTY("System.Collections.ArrayList Values {get;}", get_values),
	PROPERTY("int Count {get;}", get_count),
	PROPERTY("System.Collections.ObjectModel.Collection[psobject] Group {get;}", get_group),
	PROPERTY("string Name {get;}", get_name),
	MEMBER_END,
};

struct type type_group_info = {.name = "Microsoft.PowerShell.Commands.GroupInfo",
			       .tag = VALUE_OBJECT,
			       .members = group_members,
			       .mark = mark_group};
struct type type_group_info_no_element = {
	.name = "Microsoft.PowerShell.Commands.GroupInfoNoElement",
	.base = &type_group_info,
	.tag = VALUE_OBJECT,
	.mark = mark_group};

struct group_object {
	Value input, property;
	bool no_element, as_hashtable, as_string, case_sensitive;
	const char *culture;

	struct property_expression *expressions;
	struct sort_order order;
	Value groups;              /* list of GroupInfo, in the order of their first objects */
	struct index_entry *table; /* gc buffer: open addressing by hash of the values */
	size_t table_size;
	bool mixed;                    /* values of several types: no order */
	const struct type **key_types; /* of each key, once seen */
};

struct index_entry {
	struct group_info *group;
	Value *keys;
	uint32_t hash;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct group_object, no_element, "NoElement", 0,
		     .help = "Leaves the objects out of the result."),
	PARAM_SWITCH(struct group_object, as_hashtable, "AsHashTable", 0, .set = "HashTable",
		     .aliases = "AHT", .help = "Gives one hashtable from value to objects."),
	PARAM_SWITCH(struct group_object, as_string, "AsString", 0, .set = "HashTable",
		     .help = "Makes the hashtable's keys strings."),
	PARAM_OBJECT(struct group_object, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to group.", .type_name = "psobject"),
	PARAM_VALUE(struct group_object, property, "Property", &type_object_array,
		    PARAM_POSITION(0) | PARAM_WILDCARDS,
		    .help = "What to group by: names, script blocks or calculated properties."),
	PARAM_STRING(struct group_object, culture, "Culture", 0,
		     .help = "The culture whose rules of text count."),
	PARAM_SWITCH(struct group_object, case_sensitive, "CaseSensitive", 0,
		     .help = "Tells upper and lower case apart."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct group_object *self = cmdlet_state(c);
	size_t count = 0;
	if (self->as_string && !self->as_hashtable)
		return cmdlet_throw_type(c, "System.ArgumentException", "ArgumentException",
					 CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					 "The command cannot be run because the AsString parameter "
					 "requires that you specify the AsHashtable parameter.");
	if (!value_is_null(self->property) &&
	    property_expressions_parse(self->property, KEY_EXPRESSION, &self->expressions,
				       &count) != OK)
		return cmdlet_fail(c);
	if (!count)
		self->expressions = NULL;
	self->order = (struct sort_order){.key_count = count ? count : 1,
					  .case_sensitive = self->case_sensitive};
	self->groups = list_new();
	self->table_size = 64;
	self->table = gc_alloc_buffer(self->table_size * sizeof(*self->table));
	self->key_types = gc_alloc_bytes(self->order.key_count * sizeof(*self->key_types));
	if (self->culture)
		return cmdlet_own(c, sort_order_set_culture(&self->order, self->culture));
	return OK;
}

static uint32_t hash_keys(const struct group_object *self, const Value *keys)
{
	uint32_t hash = 17;
	for (size_t i = 0; i < self->order.key_count; i++) {
		uint32_t one = value_is_null(keys[i]) ? 0
			       : keys[i].tag == VALUE_STRING
				       ? string_hash(keys[i], !self->case_sensitive)
				       : value_hash(keys[i], !self->case_sensitive);
		hash = hash * 31 + one;
	}
	return hash;
}

static bool same_keys(const struct group_object *self, const Value *a, const Value *b)
{
	for (size_t i = 0; i < self->order.key_count; i++) {
		if (value_is_null(a[i]) || value_is_null(b[i])) {
			if (value_is_null(a[i]) != value_is_null(b[i]))
				return false;
			continue;
		}
		if (a[i].tag == VALUE_STRING && b[i].tag == VALUE_STRING
			    ? string_compare(a[i], b[i], !self->case_sensitive) != 0
			    : value_compare_sort(a[i], b[i], self->case_sensitive) != 0)
			return false;
	}
	return true;
}

static void grow_table(struct group_object *self)
{
	size_t size = self->table_size * 2;
	struct index_entry *table = gc_alloc_buffer(size * sizeof(*table));
	for (size_t i = 0; i < self->table_size; i++) {
		if (!self->table[i].group)
			continue;
		size_t at = self->table[i].hash & (size - 1);
		while (table[at].group)
			at = (at + 1) & (size - 1);
		table[at] = self->table[i];
	}
	self->table = table;
	self->table_size = size;
}

static Value group_name(const Value *keys, size_t count)
{
	struct strbuf name = STRBUF_INIT;
	for (size_t i = 0; i < count; i++) {
		if (i)
			strbuf_adds(&name, ", ");
		if (!value_is_null(keys[i]))
			value_append_string(keys[i], &name);
	}
	return string_from_strbuf(&name);
}

static struct group_info *add_group(struct group_object *self, const Value *keys)
{
	const struct type *type = self->no_element ? &type_group_info_no_element : &type_group_info;
	struct group_info *g = gc_alloc(type, VALUE_OBJECT, sizeof(*g));
	Value group = value_cell(VALUE_OBJECT, g);
	list_add(value_as_list(self->groups), group);
	g->values = array_from(keys, self->order.key_count);
	g->name = group_name(keys, self->order.key_count);
	if (!self->no_element)
		g->group = list_new();
	return g;
}

static struct group_info *find_group(struct group_object *self, Value *keys)
{
	uint32_t hash = hash_keys(self, keys);
	size_t mask = self->table_size - 1, at = hash & mask;
	for (; self->table[at].group; at = (at + 1) & mask)
		if (self->table[at].hash == hash && same_keys(self, self->table[at].keys, keys))
			return self->table[at].group;
	struct group_info *g = add_group(self, keys);
	Value *copy = gc_alloc_buffer(self->order.key_count * sizeof(*copy));
	memcpy(copy, keys, self->order.key_count * sizeof(*copy));
	self->table[at] = (struct index_entry){g, copy, hash};
	if (value_as_list(self->groups)->count * 2 > self->table_size)
		grow_table(self);
	return g;
}

static void note_types(struct group_object *self, const Value *keys)
{
	for (size_t i = 0; i < self->order.key_count; i++) {
		if (value_is_null(keys[i]))
			continue;
		const struct type *type = value_type(keys[i]);
		if (self->key_types[i] && self->key_types[i] != type)
			self->mixed = true;
		self->key_types[i] = type;
	}
}

static enum status process(struct cmdlet_call *c)
{
	struct group_object *self = cmdlet_state(c);
	Value few[4], *keys = few;
	if (value_is_null(self->input))
		return OK;
	if (self->order.key_count > countof(few))
		keys = gc_alloc_buffer(self->order.key_count * sizeof(*keys));
	for (size_t i = 0; i < self->order.key_count; i++) {
		keys[i] = self->input;
		bool found = true;
		enum status status = OK;
		if (self->expressions)
			status = property_expression_get(&self->expressions[i], self->input,
							 &keys[i], &found);
		if (status == ERROR) {
			status = cmdlet_report(c);
			found = false;
		}
		if (status != OK)
			return status;
		keys[i] = found ? value_base(keys[i]) : NULL_VALUE;
		if (value_is_null(keys[i]))
			keys[i] = NULL_VALUE;
	}
	note_types(self, keys);
	struct group_info *g = find_group(self, keys);
	g->count++;
	if (!self->no_element)
		list_add(value_as_list(g->group), self->input);
	return OK;
}

static enum status write_hashtable(struct cmdlet_call *c)
{
	struct group_object *self = cmdlet_state(c);
	const struct list *groups = value_as_list(self->groups);
	Value table = hashtable_new_typed(&type_hashtable, !self->case_sensitive);
	for (size_t i = 0; i < groups->count; i++) {
		const struct group_info *g = of(groups->items[i]);
		Value key = self->as_string ? g->name : value_item(g->values, 0);
		if (self->order.key_count > 1)
			key = self->as_string ? g->name : g->values;
		if (value_is_null(key) ||
		    hashtable_get(value_as_hashtable(table), key, &(Value){0}))
			return cmdlet_throw_type(
				c, "System.ArgumentException", "InvalidOperation",
				CATEGORY_INVALID_ARGUMENT, self->property,
				"The objects grouped by this property cannot be expanded because "
				"there is a key duplication. Provide a valid value for the "
				"property, "
				"and then try again.");
		hashtable_set(value_as_hashtable(table), key,
			      self->no_element ? value_int(g->count)
					       : list_to_array(value_as_list(g->group)));
	}
	return cmdlet_write(c, table);
}

static enum status end(struct cmdlet_call *c)
{
	struct group_object *self = cmdlet_state(c);
	struct list *groups = value_as_list(self->groups);
	if (self->as_hashtable)
		return groups->count ? write_hashtable(c) : OK;
	struct sort_item *items = gc_alloc_buffer((groups->count + 1) * sizeof(*items));
	for (size_t i = 0; i < groups->count; i++)
		items[i] = (struct sort_item){
			groups->items[i], value_as_array(of(groups->items[i])->values)->items, i};
	if (!self->mixed)
		sort_order_sort_stable(&self->order, items, groups->count);
	for (size_t i = 0; i < groups->count; i++) {
		enum status status = cmdlet_write(c, items[i].object);
		if (status != OK)
			return status;
	}
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	struct group_object *self = cmdlet_state(c);
	sort_order_clear(&self->order);
}

const struct cmdlet cmdlet_group_object = {
	.verb = "Group",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct group_object),
	.default_set = "HashTable",
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "Microsoft.PowerShell.Commands.GroupInfo,System.Collections.Hashtable",
	.synopsis = "Groups objects that contain the same value for specified properties.",
	.description =
		"Collects objects and gives one group for each value of the properties, with "
		"the number of its objects and the objects themselves.",
	.examples =
		(const struct cmdlet_example[]){
			{"How many of each",
			 "'a', 'b', 'a' | Group-Object -NoElement | ForEach-Object { \"$($_.Name) "
			 "$($_.Count)\" }",
			 "a 2\nb 1\n"},
			{NULL, NULL, NULL},
		},
};

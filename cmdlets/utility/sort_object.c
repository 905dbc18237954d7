/* Sort-Object: objects in order, by themselves or by properties. */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/sort_order.h"
#include "object/array.h"

struct sort_object {
	Value input, property;
	bool descending, unique, stable, case_sensitive;
	int32_t top, bottom;
	const char *culture;

	struct property_expression *expressions;
	struct sort_order order;
	struct sort_item *items; /* gc buffer */
	size_t count, capacity;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(
		struct sort_object, property, "Property", &type_object_array,
		PARAM_POSITION(0) | PARAM_WILDCARDS,
		.help = "What to sort by: names, script blocks or hashtables with Expression and "
			"Descending or Ascending."),
	PARAM_SWITCH(struct sort_object, stable, "Stable", 0, .set = "Default",
		     .help = "Keeps equal objects in the order they came in."),
	PARAM_SWITCH(struct sort_object, descending, "Descending", 0, .help = "Largest first."),
	PARAM_SWITCH(struct sort_object, unique, "Unique", 0,
		     .help = "Gives one of several equal objects only."),
	PARAM_INT(struct sort_object, top, "Top", PARAM_MANDATORY, .set = "Top",
		  .range = "1,2147483647", .help = "How many of the first to give."),
	PARAM_INT(struct sort_object, bottom, "Bottom", PARAM_MANDATORY, .set = "Bottom",
		  .range = "1,2147483647", .help = "How many of the last to give."),
	PARAM_OBJECT(struct sort_object, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to sort.", .type_name = "psobject"),
	PARAM_STRING(struct sort_object, culture, "Culture", 0,
		     .help = "The culture whose order of text counts."),
	PARAM_SWITCH(struct sort_object, case_sensitive, "CaseSensitive", 0,
		     .help = "Tells upper and lower case apart."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct sort_object *self = cmdlet_state(c);
	size_t count = 0;
	if (!value_is_null(self->property) &&
	    property_expressions_parse(self->property, KEYS_SORT, &self->expressions, &count) != OK)
		return cmdlet_fail(c);
	if (!count)
		self->expressions = NULL;
	self->order = (struct sort_order){.key_count = count ? count : 1,
					  .case_sensitive = self->case_sensitive};
	self->order.descending = gc_alloc_bytes(self->order.key_count * sizeof(bool));
	for (size_t i = 0; i < self->order.key_count; i++)
		self->order.descending[i] = count && self->expressions[i].order
						    ? self->expressions[i].order < 0
						    : self->descending;
	if (self->culture)
		return cmdlet_own(c, sort_order_set_culture(&self->order, self->culture));
	return OK;
}

static void add_item(struct sort_object *self, Value object, Value *keys)
{
	if (self->count == self->capacity) {
		size_t size = self->capacity * sizeof(*self->items);
		self->capacity = self->capacity ? self->capacity * 2 : 64;
		size_t larger = self->capacity * sizeof(*self->items);
		self->items = size ? gc_realloc_buffer(self->items, size, larger)
				   : gc_alloc_buffer(larger);
	}
	self->items[self->count] = (struct sort_item){object, keys, self->count};
	self->count++;
}

static enum status process(struct cmdlet_call *c)
{
	struct sort_object *self = cmdlet_state(c);
	if (value_is_null(self->input))
		return OK;
	Value *keys = gc_alloc_buffer(self->order.key_count * sizeof(*keys));
	if (!self->expressions) {
		keys[0] = value_base(self->input);
		add_item(self, self->input, keys);
		return OK;
	}
	for (size_t i = 0; i < self->order.key_count; i++) {
		bool found;
		enum status status = property_expression_get(&self->expressions[i], self->input,
							     &keys[i], &found);
		if (status != OK && status != ERROR)
			return status;
		if (status == ERROR) {
			status = cmdlet_report(c);
			if (status != OK)
				return status;
			keys[i] = UNSET_VALUE;
		} else {
			keys[i] = found ? value_base(keys[i]) : UNSET_VALUE;
		}
	}
	add_item(self, self->input, keys);
	return OK;
}

/* Keeps the first of each run of equal items. */
static void drop_equal(struct sort_object *self)
{
	size_t kept = self->count ? 1 : 0;
	for (size_t i = 1; i < self->count; i++)
		if (sort_order_compare(&self->order, &self->items[kept - 1], &self->items[i]) != 0)
			self->items[kept++] = self->items[i];
	self->count = kept;
}

static enum status end(struct cmdlet_call *c)
{
	struct sort_object *self = cmdlet_state(c);
	if (self->stable || self->top || self->bottom)
		sort_order_sort_stable(&self->order, self->items, self->count);
	else
		sort_order_sort(&self->order, self->items, self->count);
	if (self->unique)
		drop_equal(self);
	size_t first = 0, last = self->count;
	if (self->top)
		last = MIN(last, (size_t)self->top);
	if (self->bottom && (size_t)self->bottom < self->count)
		first = self->count - (size_t)self->bottom;
	for (size_t i = first; i < last; i++) {
		enum status status = cmdlet_write(c, self->items[i].object);
		if (status != OK)
			return status;
	}
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	struct sort_object *self = cmdlet_state(c);
	sort_order_clear(&self->order);
}

const struct cmdlet cmdlet_sort_object = {
	.verb = "Sort",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct sort_object),
	.default_set = "Default",
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Sorts objects by property values.",
	.description =
		"Collects objects and gives them in order: by themselves, or by the properties "
		"of -Property, the first of which counts most.",
	.examples =
		(const struct cmdlet_example[]){
			{"Numbers", "3, 1, 2 | Sort-Object", "1\n2\n3\n"},
			{"The longest words first",
			 "'bb', 'a', 'ccc' | Sort-Object Length -Descending", "ccc\nbb\na\n"},
			{NULL, NULL, NULL},
		},
};

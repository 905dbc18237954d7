/* Select-Object: some of the objects, some of their properties. */
#include "base/hashmap.h"
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "formatters/property_expression.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"
#include <stdlib.h>

struct select_object {
	Value input, property, exclude;
	const char *expand;
	bool unique, case_insensitive, wait;
	int32_t first, last, skip, skip_last;
	Value index, skip_index;

	struct property_expression *expressions;
	size_t expression_count;
	struct property_expression expand_expression;
	int64_t seen;    /* objects that came in */
	int64_t written; /* of -First */
	bool limited;    /* -First was given */
	Value queue;     /* list: held back for -Last and -SkipLast */
	size_t queue_start;
	struct hashmap *distinct;
	Value last_source_type, last_type_names; /* type names of selected objects, shared */
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct select_object, property, "Property", &type_object_array,
		    PARAM_POSITION(0) | PARAM_WILDCARDS,
		    .set = "DefaultParameter,SkipLastParameter",
		    .help = "The properties of the new objects: names, patterns or calculated "
			    "properties with Name and Expression."),
	PARAM_STRINGS(struct select_object, exclude, "ExcludeProperty", PARAM_WILDCARDS,
		      .set = "DefaultParameter,SkipLastParameter",
		      .help = "Properties to leave out."),
	PARAM_STRING(struct select_object, expand, "ExpandProperty", 0,
		     .set = "DefaultParameter,SkipLastParameter",
		     .help = "A property whose value is given instead of the object; collections "
			     "item by item."),
	PARAM_SWITCH(struct select_object, unique, "Unique", 0,
		     .help = "Gives one of several equal objects only."),
	PARAM_SWITCH(struct select_object, case_insensitive, "CaseInsensitive", 0,
		     .help = "With -Unique: upper and lower case are the same."),
	PARAM_INT(struct select_object, last, "Last", 0, .set = "DefaultParameter",
		  .range = "0,2147483647", .help = "How many of the last objects to give."),
	PARAM_INT(struct select_object, first, "First", 0, .set = "DefaultParameter",
		  .range = "0,2147483647", .help = "How many of the first objects to give."),
	PARAM_INT(struct select_object, skip, "Skip", 0,
		  .set = "DefaultParameter,SkipLastParameter", .range = "0,2147483647",
		  .help = "How many objects to pass over; from the end with -Last."),
	PARAM_INT(struct select_object, skip_last, "SkipLast", 0, .set = "SkipLastParameter",
		  .range = "0,2147483647", .help = "How many objects at the end to leave out."),
	PARAM_SWITCH(struct select_object, wait, "Wait", 0,
		     .set = "DefaultParameter,IndexParameter",
		     .help = "Lets the commands before go on when enough objects have come."),
	PARAM_VALUE(struct select_object, index, "Index", &type_int32_array, 0,
		    .set = "IndexParameter", .help = "Places of the objects to give, from 0."),
	PARAM_VALUE(struct select_object, skip_index, "SkipIndex", &type_int32_array,
		    PARAM_MANDATORY, .set = "SkipIndexParameter",
		    .help = "Places of the objects to leave out, from 0."),
	PARAM_OBJECT(struct select_object, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to select from.", .type_name = "psobject"),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct select_object *self = cmdlet_state(c);
	if (!value_is_null(self->property) &&
	    property_expressions_parse(self->property, KEYS_SELECT, &self->expressions,
				       &self->expression_count) != OK)
		return cmdlet_fail(c);
	if (!self->expression_count && !value_is_null(self->exclude)) {
		self->expressions = gc_alloc_buffer(sizeof(*self->expressions));
		property_expression_from_name("*", &self->expressions[0]);
		self->expression_count = 1;
	}
	if (self->expand)
		property_expression_from_name(self->expand, &self->expand_expression);
	self->limited = cmdlet_is_bound(c, "First");
	if (self->last || self->skip_last)
		self->queue = list_new();
	if (self->unique) {
		self->distinct = malloc(sizeof(*self->distinct));
		hashmap_init(self->distinct,
			     self->case_insensitive ? HASHMAP_IGNORE_CASE : HASHMAP_EXACT);
	}
	return OK;
}

/* -Unique: whether an object like this was given before. */
static bool is_repeated(struct select_object *self, Value object, bool has_properties)
{
	struct strbuf key = STRBUF_INIT;
	if (has_properties && object.tag == VALUE_PSOBJECT) {
		for (size_t i = 0; i < psobject_count(object); i++) {
			value_append_string(psobject_value_at(object, i), &key);
			strbuf_addc(&key, '\x1f');
		}
	} else {
		value_append_string(object, &key);
	}
	bool repeated = hashmap_get(self->distinct, key.data) != NULL;
	if (!repeated)
		hashmap_put(self->distinct, key.data, self);
	strbuf_clear(&key);
	return repeated;
}

static enum status write_selected(struct cmdlet_call *c, Value object, bool has_properties)
{
	struct select_object *self = cmdlet_state(c);
	if (self->unique && is_repeated(self, object, has_properties))
		return OK;
	return cmdlet_write(c, object);
}

static bool is_excluded(const struct select_object *self, const char *name)
{
	if (value_is_null(self->exclude))
		return false;
	for (size_t i = 0; i < value_count(self->exclude); i++)
		if (wildcard_match(string_data(value_to_string(value_item(self->exclude, i))), name,
				   true))
			return true;
	return false;
}

static enum status already_there(struct cmdlet_call *c, const char *name, Value object,
				 const char *id)
{
	return cmdlet_error_type(c, "System.Management.Automation.PSArgumentException", id,
				 CATEGORY_INVALID_OPERATION, object,
				 "The property cannot be processed because the property \"%s\" "
				 "already exists.",
				 name);
}

/* Puts a property into the new object; into an expanded one only where its kind has none of that name. */
static enum status add_property(struct cmdlet_call *c, Value target, const char *name, Value value,
				Value source, bool expanding)
{
	Value old;
	bool there;
	if (expanding) {
		if (object_property(target, name, &old, &there) != OK) {
			runtime()->error = NULL_VALUE;
			there = true;
		}
		if (there)
			return already_there(c, name, source,
					     "AlreadyExistingUserSpecifiedPropertyExpand");
	} else if (psobject_get(target, name, &old)) {
		return already_there(c, name, source,
				     "AlreadyExistingUserSpecifiedPropertyNoExpand");
	}
	psobject_set(target, name, value);
	return OK;
}

static Value value_or_null(enum status status, Value v)
{
	if (status == OK)
		return v.tag == VALUE_VOID || v.tag == VALUE_UNSET ? NULL_VALUE : v;
	runtime()->error = NULL_VALUE;
	return NULL_VALUE;
}

/* OrderedDictionary's keys are no properties here; a Hashtable's are. */
static bool hides_keys(Value object)
{
	object = value_base(object);
	return object.tag == VALUE_HASHTABLE && object.cell->type == &type_ordered_dictionary;
}

static enum status get_property(Value object, const char *name, Value *v, bool *found)
{
	if (hides_keys(object)) {
		Value key;
		if (hashtable_get_text(value_as_hashtable(value_base(object)), name, &key)) {
			*found = false;
			*v = NULL_VALUE;
			return OK;
		}
	}
	return object_property(object, name, v, found);
}

static enum status add_named(struct cmdlet_call *c, const struct property_expression *e,
			     Value object, Value target, bool expanding)
{
	const struct select_object *self = cmdlet_state(c);
	size_t count, added = 0;
	const char **names = property_expression_names(e, object, &count);
	const char *label = value_is_null(e->label) ? NULL : string_data(e->label);
	if (label && count > 1)
		return cmdlet_throw_type(c, "System.Management.Automation.PSArgumentException",
					 "RenamingMultipleResults", CATEGORY_INVALID_OPERATION,
					 object, "Cannot rename multiple results.");
	for (size_t i = 0; i < count; i++) {
		Value v;
		bool found;
		if (is_excluded(self, names[i]))
			continue;
		v = value_or_null(get_property(object, names[i], &v, &found), v);
		added++;
		enum status status =
			add_property(c, target, label ? label : names[i], v, object, expanding);
		if (status != OK)
			return status;
	}
	if (!added && !e->wildcard && !is_excluded(self, string_data(e->name)))
		return add_property(c, target, label ? label : string_data(e->name), NULL_VALUE,
				    object, expanding);
	return OK;
}

static enum status add_properties(struct cmdlet_call *c, Value object, Value target, bool expanding)
{
	const struct select_object *self = cmdlet_state(c);
	for (size_t i = 0; i < self->expression_count; i++) {
		const struct property_expression *e = &self->expressions[i];
		enum status status;
		Value v;
		bool found;
		if (value_is_null(e->script)) {
			/* The usual case: one property that the object has. */
			if (!e->wildcard && !expanding && object.tag == VALUE_PSOBJECT &&
			    value_is_null(self->exclude) && value_is_null(e->label) &&
			    psobject_count(target) == i) {
				Value old;
				size_t at = 0, count = psobject_count(object);
				const char *name = string_data(e->name);
				while (at < count &&
				       !name_equal(psobject_name_at(object, at), name))
					at++;
				if (at < count) {
					name = psobject_name_at(object, at);
					if (!psobject_get(target, name, &old)) {
						psobject_set(target, name,
							     psobject_value_at(object, at));
						continue;
					}
				}
			}
			status = add_named(c, e, object, target, expanding);
		} else {
			status = property_expression_get(e, object, &v, &found);
			if (status != OK && status != ERROR)
				return status;
			status = add_property(c, target, property_expression_label(e),
					      value_or_null(status, v), object, expanding);
		}
		if (status != OK)
			return status;
	}
	return OK;
}

/* "Selected.System.IO.FileInfo" and so on, made once for objects of one type. */
static void set_type_names(struct select_object *self, Value object, Value target)
{
	Value base = value_base(object);
	Value source = base.tag == VALUE_PSOBJECT ? NULL_VALUE : type_value(value_type(base));
	bool shared =
		base.tag != VALUE_PSOBJECT || value_is_null(value_as_psobject(object)->type_names);
	if (shared && !value_is_null(self->last_type_names) &&
	    source.cell == self->last_source_type.cell) {
		value_as_psobject(target)->type_names = self->last_type_names;
		return;
	}
	struct strbuf name = STRBUF_INIT;
	strbuf_addf(&name, "Selected.%s", string_data(value_item(value_type_names(object), 0)));
	value_add_type_name(target, name.data);
	strbuf_clear(&name);
	if (shared) {
		self->last_source_type = source;
		self->last_type_names = value_as_psobject(target)->type_names;
	}
}

static enum status write_expanded(struct cmdlet_call *c, Value object, Value item)
{
	const struct select_object *self = cmdlet_state(c);
	if (!self->expression_count || value_is_null(item))
		return write_selected(c, item, false);
	Value target = item;
	if (item.tag != VALUE_PSOBJECT)
		target = psobject_wrap(item);
	enum status status = add_properties(c, object, target, true);
	return status == OK ? write_selected(c, target, false) : status;
}

static enum status expand(struct cmdlet_call *c, Value object)
{
	struct select_object *self = cmdlet_state(c);
	size_t count;
	const char **names = property_expression_names(&self->expand_expression, object, &count);
	if (count == 0)
		return cmdlet_error_type(c, "System.Management.Automation.PSArgumentException",
					 "ExpandPropertyNotFound", CATEGORY_INVALID_ARGUMENT,
					 object, "Property \"%s\" cannot be found.", self->expand);
	if (count > 1)
		return cmdlet_error_type(c, "System.Management.Automation.PSArgumentException",
					 "MutlipleExpandProperties", CATEGORY_INVALID_ARGUMENT,
					 object, "Multiple properties cannot be expanded.");
	Value v;
	bool found;
	if (object_property(object, names[0], &v, &found) != OK)
		return cmdlet_write_error(c, error_take());
	struct enumerator e;
	if (value_is_null(v) || !value_is_enumerable(value_base(v)))
		return write_expanded(c, object, v);
	enum status status = value_enumerate(value_base(v), &e);
	while (status == OK) {
		Value item;
		bool more;
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		status = write_expanded(c, object, item);
	}
	return status;
}

static enum status take(struct cmdlet_call *c, Value object)
{
	struct select_object *self = cmdlet_state(c);
	if (self->expand)
		return expand(c, object);
	if (!self->expression_count)
		return write_selected(c, object, false);
	Value target = psobject_new();
	enum status status = add_properties(c, object, target, false);
	if (status != OK)
		return status;
	set_type_names(self, object, target);
	return write_selected(c, target, true);
}

static bool has_index(Value indexes, int64_t i)
{
	for (size_t k = 0; k < value_count(indexes); k++)
		if (value_item(indexes, k).integer == i)
			return true;
	return false;
}

static int64_t largest_index(Value indexes)
{
	int64_t largest = -1;
	for (size_t k = 0; k < value_count(indexes); k++)
		largest = MAX(largest, value_item(indexes, k).integer);
	return largest;
}

/* -Index: when the last one has come, the commands before may stop. */
static enum status process_index(struct cmdlet_call *c, int64_t place)
{
	struct select_object *self = cmdlet_state(c);
	enum status status = OK;
	if (has_index(self->index, place))
		status = take(c, self->input);
	if (status == OK && !self->wait && place >= largest_index(self->index))
		return cmdlet_stop_upstream(c);
	return status;
}

static enum status process_queue(struct cmdlet_call *c)
{
	struct select_object *self = cmdlet_state(c);
	struct list *queue = value_as_list(self->queue);
	size_t keep =
		self->skip_last ? (size_t)self->skip_last : (size_t)self->last + (size_t)self->skip;
	list_add(queue, self->input);
	if (queue->count - self->queue_start <= keep)
		return OK;
	Value oldest = queue->items[self->queue_start];
	queue->items[self->queue_start++] = NULL_VALUE;
	if (self->queue_start > 1024 && self->queue_start > queue->count / 2) {
		list_remove_at(queue, 0, self->queue_start);
		self->queue_start = 0;
	}
	return self->skip_last ? take(c, oldest) : OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct select_object *self = cmdlet_state(c);
	if (self->input.tag == VALUE_UNSET)
		return OK;
	int64_t place = self->seen++;
	if (self->index.tag != VALUE_UNSET && !value_is_null(self->index))
		return process_index(c, place);
	if (self->skip_index.tag != VALUE_UNSET && !value_is_null(self->skip_index))
		return has_index(self->skip_index, place) ? OK : take(c, self->input);
	if (self->limited && self->written < self->first && (self->last || place >= self->skip)) {
		self->written++;
		enum status status = take(c, self->input);
		if (status != OK)
			return status;
		if (self->written == self->first && !self->wait && !self->last)
			return cmdlet_stop_upstream(c);
		return OK;
	}
	if (self->last)
		return process_queue(c);
	if (self->limited)
		return self->wait || place < self->skip ? OK : cmdlet_stop_upstream(c);
	if (place < self->skip)
		return OK;
	return self->skip_last ? process_queue(c) : take(c, self->input);
}

static enum status end(struct cmdlet_call *c)
{
	struct select_object *self = cmdlet_state(c);
	if (!self->last || value_is_null(self->queue))
		return OK;
	const struct list *queue = value_as_list(self->queue);
	size_t count = queue->count - self->queue_start;
	size_t last = queue->count - MIN(count, (size_t)self->skip);
	for (size_t i = last - MIN(last - self->queue_start, (size_t)self->last); i < last; i++) {
		enum status status = take(c, queue->items[i]);
		if (status != OK)
			return status;
	}
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	struct select_object *self = cmdlet_state(c);
	if (self->distinct) {
		hashmap_clear(self->distinct, NULL);
		free(self->distinct);
		self->distinct = NULL;
	}
}

const struct cmdlet cmdlet_select_object = {
	.verb = "Select",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct select_object),
	.default_set = "DefaultParameter",
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Selects objects or object properties.",
	.description = "Gives new objects with the chosen properties, or some of the objects: the "
		       "first, the last, those at certain places, one of several equal ones.",
	.examples =
		(const struct cmdlet_example[]){
			{"The first two", "1..5 | Select-Object -First 2", "1\n2\n"},
			{"A property's value",
			 "[pscustomobject]@{ Name = 'a'; Size = 5 } | Select-Object "
			 "-ExpandProperty Size",
			 "5\n"},
			{NULL, NULL, NULL},
		},
};

/* Compare-Object: what two sets of objects have in common, and what not. */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/sort_order.h"
#include "object/array.h"
#include "object/ets.h"
#include "object/psobject.h"
#include "object/string.h"

struct compare_object {
	Value reference, difference, property;
	int32_t sync_window;
	bool exclude_different, include_equal, pass_thru, case_sensitive;
	const char *culture;

	struct property_expression *expressions;
	struct sort_order order;
	size_t next; /* reference object that comes next */
	Value left,
		right; /* lists of what found no partner yet: reference and difference objects */
	Value left_keys, right_keys; /* lists of arrays, as long as the others */
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct compare_object, reference, "ReferenceObject", &type_object_array,
		    PARAM_MANDATORY | PARAM_POSITION(0), .type_name = "psobject[]",
		    .help = "The objects to compare with."),
	PARAM_VALUE(struct compare_object, difference, "DifferenceObject", &type_object_array,
		    PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE, .type_name = "psobject[]",
		    .help = "The objects to compare."),
	PARAM_INT(
		struct compare_object, sync_window, "SyncWindow", 0, .range = "0,2147483647",
		.help = "How many objects around it are looked at for a partner; all by default."),
	PARAM_VALUE(struct compare_object, property, "Property", &type_object_array, 0,
		    .help = "What to compare: names, script blocks or calculated properties."),
	PARAM_SWITCH(struct compare_object, exclude_different, "ExcludeDifferent", 0,
		     .help = "Shows what both have only."),
	PARAM_SWITCH(struct compare_object, include_equal, "IncludeEqual", 0,
		     .help = "Shows what both have, too."),
	PARAM_SWITCH(struct compare_object, pass_thru, "PassThru", 0,
		     .help = "Gives the objects themselves, with a note SideIndicator."),
	PARAM_STRING(struct compare_object, culture, "Culture", 0,
		     .help = "The culture whose rules of text count."),
	PARAM_SWITCH(struct compare_object, case_sensitive, "CaseSensitive", 0,
		     .help = "Tells upper and lower case apart."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct compare_object *self = cmdlet_state(c);
	size_t count = 0;
	if (!value_is_null(self->property) &&
	    property_expressions_parse(self->property, KEY_EXPRESSION | KEY_NAME | KEY_LABEL,
				       &self->expressions, &count) != OK)
		return cmdlet_fail(c);
	if (!count)
		self->expressions = NULL;
	self->order = (struct sort_order){.key_count = count ? count : 1,
					  .case_sensitive = self->case_sensitive};
	self->left = list_new();
	self->right = list_new();
	self->left_keys = list_new();
	self->right_keys = list_new();
	if (!cmdlet_is_bound(c, "SyncWindow"))
		self->sync_window = INT32_MAX;
	if (self->exclude_different && !cmdlet_is_bound(c, "IncludeEqual"))
		self->include_equal = true;
	if (self->culture)
		return cmdlet_own(c, sort_order_set_culture(&self->order, self->culture));
	return OK;
}

static enum status take_keys(struct cmdlet_call *c, Value object, Value *keys_r)
{
	const struct compare_object *self = cmdlet_state(c);
	*keys_r = array_new(self->order.key_count);
	Value *keys = value_as_array(*keys_r)->items;
	if (!self->expressions) {
		keys[0] = value_base(object);
		return OK;
	}
	for (size_t i = 0; i < self->order.key_count; i++) {
		bool found;
		enum status status =
			property_expression_get(&self->expressions[i], object, &keys[i], &found);
		if (status == ERROR)
			status = cmdlet_report(c);
		if (status != OK)
			return status;
		keys[i] = value_base(keys[i]);
	}
	return OK;
}

static bool are_equal(const struct compare_object *self, Value a, Value b)
{
	struct sort_item x = {.keys = value_as_array(a)->items},
			 y = {.keys = value_as_array(b)->items};
	return sort_order_compare(&self->order, &x, &y) == 0;
}

static enum status emit(struct cmdlet_call *c, Value object, Value keys, const char *side)
{
	const struct compare_object *self = cmdlet_state(c);
	Value result, indicator = string_from(side);
	if (self->pass_thru) {
		Value note = member_object_new(MEMBER_NOTE_PROPERTY,
					       string_data(string_intern("SideIndicator", 13)),
					       indicator, NULL_VALUE);
		if (member_add(object, note, true, &result) != OK)
			return cmdlet_fail(c);
		return cmdlet_write(c, result);
	}
	result = psobject_new();
	if (self->expressions)
		for (size_t i = 0; i < self->order.key_count; i++)
			psobject_set(result, property_expression_label(&self->expressions[i]),
				     value_item(keys, i));
	else
		psobject_set(result, "InputObject", object);
	psobject_set(result, "SideIndicator", indicator);
	return cmdlet_write(c, result);
}

static enum status emit_equal(struct cmdlet_call *c, Value object, Value keys)
{
	const struct compare_object *self = cmdlet_state(c);
	return self->include_equal ? emit(c, object, keys, "==") : OK;
}

static enum status emit_different(struct cmdlet_call *c, Value object, Value keys, const char *side)
{
	const struct compare_object *self = cmdlet_state(c);
	return self->exclude_different ? OK : emit(c, object, keys, side);
}

/* Takes the first of the waiting objects that equals; false when there is none. */
static bool take_partner(const struct compare_object *self, Value objects, Value all_keys,
			 Value keys, Value *object_r, Value *keys_r)
{
	struct list *list = value_as_list(objects), *key_list = value_as_list(all_keys);
	for (size_t i = 0; i < list->count; i++) {
		if (!are_equal(self, key_list->items[i], keys))
			continue;
		*object_r = list->items[i];
		*keys_r = key_list->items[i];
		list_remove_at(list, i, 1);
		list_remove_at(key_list, i, 1);
		return true;
	}
	return false;
}

/* Waits for a partner; what waited for too long has none. */
static enum status wait(struct cmdlet_call *c, Value objects, Value all_keys, Value object,
			Value keys, const char *side)
{
	const struct compare_object *self = cmdlet_state(c);
	struct list *list = value_as_list(objects), *key_list = value_as_list(all_keys);
	while (list->count && list->count >= (size_t)self->sync_window) {
		enum status status = emit_different(c, list->items[0], key_list->items[0], side);
		list_remove_at(list, 0, 1);
		list_remove_at(key_list, 0, 1);
		if (status != OK)
			return status;
	}
	if (self->sync_window == 0)
		return emit_different(c, object, keys, side);
	list_add(list, object);
	list_add(key_list, keys);
	return OK;
}

/* A difference object (or UNSET) beside the next reference object. */
static enum status compare_next(struct cmdlet_call *c, Value object)
{
	struct compare_object *self = cmdlet_state(c);
	Value keys = NULL_VALUE, reference = UNSET_VALUE, reference_keys = NULL_VALUE, partner,
	      partner_keys;
	enum status status = OK;
	if (object.tag != VALUE_UNSET && (status = take_keys(c, object, &keys)) != OK)
		return status;
	if (self->next < value_count(self->reference)) {
		reference = value_item(self->reference, self->next++);
		if ((status = take_keys(c, reference, &reference_keys)) != OK)
			return status;
	}
	if (object.tag != VALUE_UNSET && reference.tag != VALUE_UNSET &&
	    are_equal(self, keys, reference_keys))
		return emit_equal(c, reference, reference_keys);
	if (object.tag != VALUE_UNSET &&
	    take_partner(self, self->left, self->left_keys, keys, &partner, &partner_keys)) {
		object = UNSET_VALUE;
		status = emit_equal(c, partner, partner_keys);
	}
	if (status == OK && reference.tag != VALUE_UNSET &&
	    take_partner(self, self->right, self->right_keys, reference_keys, &partner,
			 &partner_keys)) {
		status = emit_equal(c, reference, reference_keys);
		reference = UNSET_VALUE;
	}
	if (status == OK && object.tag != VALUE_UNSET)
		status = wait(c, self->right, self->right_keys, object, keys, "=>");
	if (status == OK && reference.tag != VALUE_UNSET)
		status = wait(c, self->left, self->left_keys, reference, reference_keys, "<=");
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct compare_object *self = cmdlet_state(c);
	for (size_t i = 0; i < value_count(self->difference); i++) {
		enum status status = compare_next(c, value_item(self->difference, i));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status emit_rest(struct cmdlet_call *c, Value objects, Value keys, const char *side)
{
	for (size_t i = 0; i < value_count(objects); i++) {
		enum status status =
			emit_different(c, value_item(objects, i), value_item(keys, i), side);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	struct compare_object *self = cmdlet_state(c);
	while (self->next < value_count(self->reference)) {
		enum status status = compare_next(c, UNSET_VALUE);
		if (status != OK)
			return status;
	}
	enum status status = emit_rest(c, self->right, self->right_keys, "=>");
	return status == OK ? emit_rest(c, self->left, self->left_keys, "<=") : status;
}

static void cleanup(struct cmdlet_call *c)
{
	struct compare_object *self = cmdlet_state(c);
	sort_order_clear(&self->order);
}

const struct cmdlet cmdlet_compare_object = {
	.verb = "Compare",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct compare_object),
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Compares two sets of objects.",
	.description = "Tells for each object whether the reference set has it (<=), the other one "
		       "(=>), or both (==).",
	.examples =
		(const struct cmdlet_example[]){
			{"What is missing", "(Compare-Object 1, 2 1).InputObject", "2\n"},
			{NULL, NULL, NULL},
		},
};

/* $v[index] and its assignment. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/overload.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

static bool is_sequence(Value v)
{
	return v.tag == VALUE_ARRAY || v.tag == VALUE_LIST;
}

/* Negative numbers count from the end; false when outside. */
static bool place(int64_t index, size_t count, size_t *at_r)
{
	if (index < 0)
		index += (int64_t)count;
	*at_r = (size_t)index;
	return index >= 0 && (size_t)index < count;
}

/* The offset of element [i, j, ...]; false when outside. */
static bool place_in_ranks(const struct array *a, Value index, size_t *at_r)
{
	size_t at = 0;
	if (value_count(index) != (size_t)a->cell.type->rank)
		return false;
	for (int i = 0; i < a->cell.type->rank; i++) {
		Value number;
		if (!convert_try(value_item(index, (size_t)i), &type_int32, &number))
			return false;
		int64_t one = number.integer - (a->lower_bounds != NULL ? a->lower_bounds[i] : 0);
		if (one < 0 && a->lower_bounds == NULL)
			one += a->lengths[i];
		if (one < 0 || one >= a->lengths[i])
			return false;
		at = at * (size_t)a->lengths[i] + (size_t)one;
	}
	*at_r = at;
	return true;
}

static enum status throw_ranks(Value array, Value index)
{
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < value_count(index); i++) {
		if (i > 0)
			strbuf_addc(&text, ',');
		value_append_string(value_item(index, i), &text);
	}
	enum status status =
		throw_error("NeedMultidimensionalIndex", CATEGORY_INVALID_OPERATION, index,
			    "You cannot index into a %d dimensional array with index [%s].",
			    value_type(array)->rank, text.data);
	strbuf_clear(&text);
	return status;
}

/* $v[1,3,5]: what is there, in an object[]. */
static enum status get_slice(Value v, Value indexes, Value *result_r)
{
	Value items = list_new(), one;
	bool keeps_missing = v.tag == VALUE_HASHTABLE;
	size_t at;
	for (size_t i = 0; i < value_count(indexes); i++) {
		Value index = value_item(indexes, i);
		if (!keeps_missing) {
			Value number;
			size_t count = v.tag == VALUE_STRING ? value_as_string(v)->utf16_length
							     : value_count(v);
			if (!convert_try(index, &type_int32, &number) ||
			    !place(number.integer, count, &at))
				continue;
		}
		enum status status = member_get_index(v, index, &one);
		if (status != OK)
			return status;
		list_add(value_as_list(items), one);
	}
	*result_r = list_to_array(value_as_list(items));
	return OK;
}

static enum status get_from_hashtable(Value v, Value index, Value *result_r)
{
	struct hashtable *h = value_as_hashtable(v);
	Value key;
	*result_r = NULL_VALUE;
	if (is_sequence(index))
		return get_slice(v, index, result_r);
	if (h->cell.type == &type_ordered_dictionary && value_is_integer(index)) {
		size_t at;
		if (place(index.integer, h->count, &at))
			(void)hashtable_at(h, at, &key, result_r);
		return OK;
	}
	if (h->cell.type->argument_count == 2 &&
	    !convert_try(index, h->cell.type->arguments[0], &index))
		return OK;
	if (!hashtable_get(h, index, result_r))
		*result_r = NULL_VALUE;
	return OK;
}

/* An indexer of the type: Item(key), Chars(n). */
static const struct member_group *find_indexer(Value v)
{
	const struct member_group *group = type_find_group(value_type(v), "Item", false);
	if (group != NULL && group->kind == MEMBER_PARAMETERIZED_PROPERTY)
		return group;
	return NULL;
}

static enum status get_from_object(Value v, Value base, Value index, Value *result_r)
{
	const struct type *type = base.tag == VALUE_PSOBJECT ? base.cell->type : value_type(base);
	*result_r = NULL_VALUE;
	if (value_is_cell(base) && type->get_index != NULL)
		return type->get_index(base, index, result_r);
	const struct member_group *indexer = find_indexer(base);
	if (indexer != NULL)
		return group_invoke(indexer, base, "Item", 1, &index, result_r);
	/* Any single object is a list of one. */
	Value number;
	if (is_sequence(index)) {
		Value found = list_new();
		for (size_t i = 0; i < value_count(index); i++)
			if (convert_try(value_item(index, i), &type_int32, &number) &&
			    (number.integer == 0 || number.integer == -1))
				list_add(value_as_list(found), v);
		*result_r = list_to_array(value_as_list(found));
		return OK;
	}
	if (convert_try(index, &type_int32, &number) &&
	    (number.integer == 0 || number.integer == -1))
		*result_r = v;
	return OK;
}

static enum status throw_null_index(void)
{
	return throw_error("NullArrayIndex", CATEGORY_INVALID_OPERATION, NULL_VALUE,
			   "Index operation failed; the array index evaluated to null.");
}

enum status member_get_index(Value v, Value index, Value *result_r)
{
	size_t at;
	if (v.tag == VALUE_ARRAY && index.tag == VALUE_INT32 &&
	    value_as_array(v)->lengths == NULL) {
		*result_r = place(index.integer, value_as_array(v)->count, &at)
				    ? array_get(value_as_array(v), at)
				    : NULL_VALUE;
		return OK;
	}
	if (value_is_null(v))
		return throw_error("NullArray", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				   "Cannot index into a null array.");
	if (value_is_null(index))
		return throw_null_index();
	Value base = value_base(v);
	index = value_base(index);
	if (base.tag == VALUE_HASHTABLE)
		return get_from_hashtable(base, index, result_r);
	if (!is_sequence(base) && base.tag != VALUE_STRING)
		return get_from_object(v, base, index, result_r);
	*result_r = NULL_VALUE;
	if (base.tag == VALUE_ARRAY && value_as_array(base)->lengths != NULL) {
		if (value_count(index) != (size_t)value_type(base)->rank)
			return throw_ranks(base, index);
		if (place_in_ranks(value_as_array(base), index, &at))
			*result_r = array_get(value_as_array(base), at);
		return OK;
	}
	if (is_sequence(index))
		return get_slice(base, index, result_r);
	Value number;
	if (!convert_try(index, &type_int32, &number))
		return OK;
	if (base.tag == VALUE_STRING) {
		if (place(number.integer, value_as_string(base)->utf16_length, &at))
			*result_r = value_char(string_unit_at(value_as_string(base), at));
		return OK;
	}
	if (place(number.integer, value_count(base), &at))
		*result_r = value_item(base, at);
	return OK;
}

static enum status throw_cannot_index(Value v)
{
	return throw_error("CannotIndex", CATEGORY_INVALID_OPERATION, NULL_VALUE,
			   "Unable to index into an object of type \"%s\".", value_type(v)->name);
}

static enum status set_in_array(struct array *a, Value index, Value value)
{
	size_t at;
	if (a->lengths != NULL) {
		if (value_count(index) != (size_t)a->cell.type->rank)
			return throw_ranks(value_cell(VALUE_ARRAY, a), index);
		if (!place_in_ranks(a, index, &at))
			return throw_operation("System.IndexOutOfRangeException",
					       "Index was outside the bounds of the array.");
		return array_set(a, at, value);
	}
	if (is_sequence(index))
		return throw_error(
			"ArraySliceAssignmentFailed", CATEGORY_INVALID_OPERATION, index,
			"Array assignment to [%s] failed because assignment to slices is "
			"not supported.",
			string_data(value_to_string(index)));
	int32_t number;
	enum status status = convert_to_int(index, &number);
	if (status != OK)
		return status;
	if (!place(number, a->count, &at))
		return throw_operation("System.IndexOutOfRangeException",
				       "Index was outside the bounds of the array.");
	return array_set(a, at, value);
}

static enum status set_in_list(struct list *l, Value index, Value value)
{
	int32_t number;
	size_t at;
	enum status status = convert_to_int(index, &number);
	if (status != OK)
		return status;
	if (!place(number, l->count, &at))
		return throw_operation("System.ArgumentOutOfRangeException",
				       "Index was out of range. Must be non-negative and less than "
				       "the size of the collection. (Parameter 'index')");
	if (l->cell.type->argument_count == 1) {
		status = convert_to(value, l->cell.type->arguments[0], &value);
		if (status != OK)
			return status;
	}
	l->items[at] = value.tag == VALUE_VOID ? NULL_VALUE : value;
	l->version++;
	return OK;
}

static enum status set_in_hashtable(struct hashtable *h, Value index, Value value)
{
	if (h->cell.flags & CELL_FROZEN)
		return throw_operation("System.NotSupportedException",
				       "The OrderedDictionary is readonly and cannot be modified.");
	if (value.tag == VALUE_VOID)
		value = NULL_VALUE;
	if (h->cell.type->argument_count == 2) {
		enum status status = convert_to(index, h->cell.type->arguments[0], &index);
		if (status == OK)
			status = convert_to(value, h->cell.type->arguments[1], &value);
		if (status != OK)
			return status;
	} else if (h->cell.type == &type_ordered_dictionary && value_is_integer(index)) {
		Value key, old;
		if (index.integer < 0 || !hashtable_at(h, (size_t)index.integer, &key, &old))
			return throw_operation("System.ArgumentOutOfRangeException",
					       "Specified argument was out of the range of valid "
					       "values. (Parameter 'index')");
		index = key;
	}
	hashtable_set(h, index, value);
	return OK;
}

enum status member_set_index(Value v, Value index, Value value)
{
	if (value_is_null(v))
		return throw_error("NullArray", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				   "Cannot index into a null array.");
	if (value_is_null(index))
		return throw_null_index();
	Value base = value_base(v);
	index = value_base(index);
	switch (base.tag) {
	case VALUE_ARRAY:
		return set_in_array(value_as_array(base), index, value);
	case VALUE_LIST:
		return set_in_list(value_as_list(base), index, value);
	case VALUE_HASHTABLE:
		return set_in_hashtable(value_as_hashtable(base), index, value);
	case VALUE_OBJECT:
		if (base.cell->type->set_index != NULL)
			return base.cell->type->set_index(base, index, value);
		return throw_cannot_index(base);
	default:
		return throw_cannot_index(base);
	}
}

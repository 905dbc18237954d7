#include "object/member_magic.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/runtime.h"
#include "object/string.h"

#include <string.h>

/* Adds a result: collections item by item. */
static enum status add_results(struct list *results, Value v)
{
	struct enumerator e;
	bool more = true;
	Value item;
	if (v.tag == VALUE_VOID)
		return OK;
	if (!value_is_enumerable(v)) {
		list_add(results, v);
		return OK;
	}
	enum status status = value_enumerate(v, &e);
	while (status == OK) {
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		list_add(results, item);
	}
	return status;
}

static enum status foreach_one(Value item, int argc, const Value *argv, struct list *results)
{
	Value what = value_base(argv[0]), result = VOID_VALUE;
	enum status status;
	if (what.tag == VALUE_SCRIPT_BLOCK) {
		status = runtime()->hooks->invoke_script_block(what, argc - 1, argv + 1, item,
							       &result);
		return status == OK ? add_results(results, result) : status;
	}
	if (what.tag == VALUE_TYPE) {
		status = convert_to(item, value_as_type(what), &result);
		if (status == OK)
			list_add(results, result);
		return status;
	}
	Value name = value_to_string(what);
	const struct member *member =
		type_find_member(value_type(value_base(item)), string_data(name), false);
	if (member != NULL && member->kind == MEMBER_METHOD) {
		status = member_invoke(item, string_data(name), argc - 1, argv + 1, &result);
		return status == OK ? add_results(results, result) : status;
	}
	if (argc > 1)
		return member_set(item, string_data(name), argv[1]);
	bool found;
	status = member_get(item, string_data(name), &result, &found);
	if (status == OK && found)
		list_add(results, result);
	return status;
}

static enum status magic_foreach(Value v, int argc, const Value *argv, Value *result_r)
{
	Value results = list_new_typed(&type_ps_collection);
	struct enumerator e;
	bool more = true;
	Value item;
	enum status status = value_enumerate(v, &e);
	while (status == OK) {
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		status = foreach_one(item, argc, argv, value_as_list(results));
	}
	*result_r = results;
	return status;
}

enum where_mode {
	WHERE_DEFAULT,
	WHERE_FIRST,
	WHERE_LAST,
	WHERE_SKIP_UNTIL,
	WHERE_UNTIL,
	WHERE_SPLIT,
};

static bool where_mode_of(Value v, enum where_mode *mode_r)
{
	static const char *const names[] = {"Default",   "First", "Last",
					    "SkipUntil", "Until", "Split"};
	v = value_base(v);
	if (value_is_integer(v) || v.tag == VALUE_ENUM) {
		*mode_r = (enum where_mode)v.integer;
		return v.integer >= 0 && v.integer < (int64_t)countof(names);
	}
	Value name = value_to_string(v);
	for (size_t i = 0; i < countof(names); i++) {
		if (name_equal(names[i], string_data(name))) {
			*mode_r = (enum where_mode)i;
			return true;
		}
	}
	return false;
}

static enum status where_matches(Value condition, Value item, bool *matches_r)
{
	Value result;
	enum status status =
		runtime()->hooks->invoke_script_block(condition, 0, NULL, item, &result);
	*matches_r = value_is_true(result);
	return status;
}

static void keep_last(struct list *l, size_t count)
{
	if (l->count > count)
		list_remove_at(l, 0, l->count - count);
}

static enum status magic_where(Value v, int argc, const Value *argv, Value *result_r)
{
	enum where_mode mode = WHERE_DEFAULT;
	int32_t limit = 0;
	if (argc > 1 && !where_mode_of(argv[1], &mode))
		return convert_to(argv[1], &type_where_operator_selection_mode, result_r);
	if (argc > 2) {
		enum status status = convert_to_int(argv[2], &limit);
		if (status != OK)
			return status;
	}
	Value condition = value_base(argv[0]);
	if (condition.tag != VALUE_SCRIPT_BLOCK) {
		enum status status = convert_to(condition, &type_script_block, &condition);
		if (status != OK)
			return status;
	}
	Value yes = list_new_typed(&type_ps_collection), no = list_new_typed(&type_ps_collection);
	struct list *chosen = value_as_list(yes);
	size_t most = limit > 0                                   ? (size_t)limit
		      : mode == WHERE_FIRST || mode == WHERE_LAST ? 1
								  : SIZE_MAX;
	struct enumerator e;
	bool more = true, matches = false, switched = false;
	Value item;
	enum status status = value_enumerate(v, &e);
	while (status == OK) {
		if (chosen->count >= most && mode != WHERE_LAST && mode != WHERE_SPLIT &&
		    mode != WHERE_DEFAULT)
			break;
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		if (!switched || mode == WHERE_DEFAULT || mode == WHERE_FIRST ||
		    mode == WHERE_LAST || mode == WHERE_SPLIT)
			status = where_matches(condition, item, &matches);
		if (status != OK)
			break;
		switched = switched || matches;
		if (mode == WHERE_UNTIL && switched)
			break;
		bool keep = mode == WHERE_SKIP_UNTIL ? switched
			    : mode == WHERE_UNTIL    ? true
						     : matches;
		if (mode == WHERE_SPLIT && chosen->count >= most)
			keep = false;
		if (keep)
			list_add(chosen, item);
		else if (mode == WHERE_SPLIT)
			list_add(value_as_list(no), item);
	}
	if (mode == WHERE_LAST)
		keep_last(chosen, most);
	*result_r = yes;
	if (mode == WHERE_SPLIT) {
		Value both = list_new_typed(&type_ps_collection);
		list_add(value_as_list(both), yes);
		list_add(value_as_list(both), no);
		*result_r = both;
	}
	return status;
}

static enum status throw_count(const char *name, int argc)
{
	return throw_error_type(
		"System.Management.Automation.MethodException", "MethodCountCouldNotFindBest",
		CATEGORY_NOT_SPECIFIED, NULL_VALUE,
		"Cannot find an overload for \"%s\" and the argument count: \"%d\".", name, argc);
}

bool member_magic_invoke(Value v, const char *name, int argc, const Value *argv, Value *result_r,
			 enum status *status_r)
{
	if (name_equal(name, "ForEach"))
		*status_r = argc == 0 ? throw_count("ForEach", argc)
				      : magic_foreach(v, argc, argv, result_r);
	else if (name_equal(name, "Where"))
		*status_r = argc == 0 || argc > 3 ? throw_count("Where", argc)
						  : magic_where(v, argc, argv, result_r);
	else
		return false;
	return true;
}

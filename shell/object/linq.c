/* System.Linq.Enumerable, as scripts use it: sequences are made at once, as arrays. */
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/delegate.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/linq_private.h"
#include "object/number.h"
#include "object/primitive_members.h"
#include "object/sequence.h"
#include "object/type.h"
#include "object/utility_types.h"

enum status linq_items(Value source, struct list **items_r)
{
	Value list = list_new();
	*items_r = value_as_list(list);
	return sequence_collect(source, *items_r);
}

enum status linq_throw_empty(const char *what)
{
	return throw_exception("System.InvalidOperationException", "Sequence contains no %s", what);
}

enum status linq_give(Value source, struct list *items, Value *result_r)
{
	Value made = list_to_array(items), base = value_base(source);
	*result_r = made;
	if (base.tag == VALUE_ARRAY && base.cell->type->rank == 1)
		return convert_to(made, base.cell->type, result_r);
	return OK;
}

static enum status sum(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	Value total = value_int(0);
	for (size_t i = 0; status == OK && i < items->count; i++) {
		Value item = items->items[i];
		if (argc > 1)
			status = delegate_invoke(argv[1], 1, &items->items[i], &item);
		if (status == OK)
			status = number_arithmetic(ARITHMETIC_ADD, total, item, &total);
	}
	*result_r = total;
	return status;
}

static enum status average(Value self, int argc, const Value *argv, Value *result_r)
{
	struct list *items;
	Value total;
	enum status status = linq_items(argv[0], &items);
	if (status == OK && items->count == 0)
		return linq_throw_empty("elements");
	if (status == OK)
		status = sum(self, argc, argv, &total);
	if (status == OK)
		*result_r = value_double(number_to_double(total) / (double)items->count);
	return status;
}

static enum status extreme(const Value *argv, int wanted, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	if (status == OK && items->count == 0)
		return linq_throw_empty("elements");
	for (size_t i = 0; status == OK && i < items->count; i++) {
		int order = 0;
		if (i > 0)
			status = value_compare(items->items[i], *result_r, false, &order);
		if (i == 0 || order == wanted)
			*result_r = items->items[i];
	}
	return status;
}

static enum status max(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return extreme(argv, 1, result_r);
}

static enum status min(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return extreme(argv, -1, result_r);
}

static enum status count(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	int32_t found = 0;
	for (size_t i = 0; status == OK && i < items->count; i++) {
		bool matches = true;
		if (argc > 1)
			status = predicate_call(argv[1], items->items[i], &matches);
		found += matches;
	}
	*result_r = value_int(found);
	return status;
}

static enum status range(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (argv[1].integer < 0)
		return throw_argument("System.ArgumentOutOfRangeException", "count",
				      "Specified argument was out of the range of valid values.");
	Value made = array_new_typed(&type_int32_array, (size_t)argv[1].integer);
	for (int64_t i = 0; i < argv[1].integer; i++)
		value_as_array(made)->items[i] = value_int((int32_t)(argv[0].integer + i));
	*result_r = made;
	return OK;
}

static enum status repeat(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value made = array_new(argv[1].integer > 0 ? (size_t)argv[1].integer : 0);
	for (int64_t i = 0; i < argv[1].integer; i++)
		value_as_array(made)->items[i] = argv[0];
	*result_r = made;
	return OK;
}

static enum status where(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *items;
	Value found = list_new();
	enum status status = linq_items(argv[0], &items);
	for (size_t i = 0; status == OK && i < items->count; i++) {
		bool matches;
		status = predicate_call(argv[1], items->items[i], &matches);
		if (status == OK && matches)
			list_add(value_as_list(found), items->items[i]);
	}
	return status == OK ? linq_give(argv[0], value_as_list(found), result_r) : status;
}

static enum status select(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	for (size_t i = 0; status == OK && i < items->count; i++) {
		Value made = NULL_VALUE;
		status = delegate_invoke(argv[1], 1, &items->items[i], &made);
		items->items[i] = made;
	}
	*result_r = status == OK ? list_to_array(items) : NULL_VALUE;
	return status;
}

static enum status order_by(const Value *argv, bool descending, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	if (status != OK)
		return status;
	Value keys = array_new(items->count);
	Value *key = value_as_array(keys)->items;
	for (size_t i = 0; status == OK && i < items->count; i++)
		status = delegate_invoke(argv[1], 1, &items->items[i], &key[i]);
	if (status == OK)
		status = sequence_sort(key, items->items, items->count, NULL_VALUE);
	if (status != OK)
		return status;
	if (descending)
		for (size_t i = 0; i < items->count / 2; i++) {
			Value low = items->items[i];
			items->items[i] = items->items[items->count - 1 - i];
			items->items[items->count - 1 - i] = low;
		}
	return linq_give(argv[0], items, result_r);
}

static enum status order_ascending(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	return order_by(argv, false, result_r);
}

static enum status order_descending(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	return order_by(argv, true, result_r);
}

static enum status first(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	for (size_t i = 0; status == OK && i < items->count; i++) {
		bool matches = true;
		if (argc > 1)
			status = predicate_call(argv[1], items->items[i], &matches);
		if (status == OK && matches) {
			*result_r = items->items[i];
			return OK;
		}
	}
	return status == OK ? linq_throw_empty(argc > 1 ? "matching element" : "elements") : status;
}

static enum status any(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	Value found;
	enum status status = count(self, argc, argv, &found);
	*result_r = value_bool(status == OK && found.integer > 0);
	return status;
}

static enum status all(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct list *items;
	Value found;
	enum status status = linq_items(argv[0], &items);
	if (status == OK)
		status = count(self, argc, argv, &found);
	*result_r = value_bool(status == OK && (size_t)found.integer == items->count);
	return status;
}

static enum status contains(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	if (status == OK)
		*result_r =
			value_bool(sequence_index_of(items->items, 0, items->count, argv[1]) >= 0);
	return status;
}

static enum status slice(Value source, size_t at, size_t limit, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(source, &items);
	if (status != OK)
		return status;
	at = MIN(at, items->count);
	Value part = list_new();
	for (size_t i = at; i < items->count && i - at < limit; i++)
		list_add(value_as_list(part), items->items[i]);
	return linq_give(source, value_as_list(part), result_r);
}

static enum status skip(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return slice(argv[0], argv[1].integer > 0 ? (size_t)argv[1].integer : 0, SIZE_MAX,
		     result_r);
}

static enum status take(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return slice(argv[0], 0, argv[1].integer > 0 ? (size_t)argv[1].integer : 0, result_r);
}

static enum status reverse(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	for (size_t i = 0; status == OK && i < items->count / 2; i++) {
		Value low = items->items[i];
		items->items[i] = items->items[items->count - 1 - i];
		items->items[items->count - 1 - i] = low;
	}
	return status == OK ? linq_give(argv[0], items, result_r) : status;
}

/* The items of a, then b, each once; `in_both`: 1 only those of both, -1 only those of a alone, 0 all. */
static enum status set_of(const Value *argv, int argc, int in_both, Value *result_r)
{
	struct list *a, *b = NULL;
	Value seen = hashtable_new_typed(&type_hashtable, false), found = list_new(), ignored;
	Value second = hashtable_new_typed(&type_hashtable, false);
	enum status status = linq_items(argv[0], &a);
	if (status == OK && argc > 1)
		status = linq_items(argv[1], &b);
	if (status != OK)
		return status;
	for (size_t i = 0; b != NULL && i < b->count; i++)
		hashtable_set(value_as_hashtable(second), b->items[i], TRUE_VALUE);
	for (size_t i = 0; i < a->count + (in_both == 0 && b != NULL ? b->count : 0); i++) {
		Value item = i < a->count ? a->items[i] : b->items[i - a->count];
		bool there = hashtable_get(value_as_hashtable(second), item, &ignored);
		if ((in_both == 1 && !there) || (in_both == -1 && there) ||
		    hashtable_get(value_as_hashtable(seen), item, &ignored))
			continue;
		hashtable_set(value_as_hashtable(seen), item, TRUE_VALUE);
		list_add(value_as_list(found), item);
	}
	return linq_give(argv[0], value_as_list(found), result_r);
}

static enum status distinct(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return set_of(argv, 1, 0, result_r);
}

static enum status set_union(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return set_of(argv, 2, 0, result_r);
}

static enum status intersect(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return set_of(argv, 2, 1, result_r);
}

static enum status except(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return set_of(argv, 2, -1, result_r);
}

static enum status concat(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	if (status == OK)
		status = sequence_collect(argv[1], items);
	return status == OK ? linq_give(argv[0], items, result_r) : status;
}

static enum status to_array(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	return status == OK ? linq_give(argv[0], items, result_r) : status;
}

static enum status to_list(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value base = value_base(argv[0]);
	const struct type *item = base.tag == VALUE_ARRAY ? base.cell->type->element : &type_object;
	return convert_to(argv[0], type_make_generic(&type_list, &item, 1), result_r);
}

static enum status sequence_equal(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	struct list *a, *b;
	enum status status = linq_items(argv[0], &a);
	if (status == OK)
		status = linq_items(argv[1], &b);
	bool equal = status == OK && a->count == b->count;
	for (size_t i = 0; equal && i < a->count; i++)
		equal = value_equals(a->items[i], b->items[i], false);
	*result_r = value_bool(equal);
	return status;
}

static enum status element_at(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	if (status != OK)
		return status;
	if (argv[1].integer < 0 || argv[1].integer >= (int64_t)items->count)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "the size of the collection.");
	*result_r = items->items[argv[1].integer];
	return OK;
}

static enum status aggregate(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	size_t start = argc > 2 ? 0 : 1;
	if (status == OK && argc == 2 && items->count == 0)
		return linq_throw_empty("elements");
	if (status != OK)
		return status;
	Value total = argc > 2 ? argv[1] : items->items[0];
	for (size_t i = start; status == OK && i < items->count; i++) {
		Value arguments[] = {total, items->items[i]};
		status = delegate_invoke(argv[argc - 1], 2, arguments, &total);
	}
	*result_r = total;
	return status;
}

static const struct member members[] = {
	STATIC_METHOD("static System.Object Aggregate(" SEQUENCE ", System.Func[System.Object,"
		      "System.Object,System.Object] func)",
		      aggregate),
	STATIC_METHOD("static System.Object Aggregate(" SEQUENCE ", System.Object seed, "
		      "System.Func[System.Object,System.Object,System.Object] func)",
		      aggregate),
	STATIC_METHOD("static bool All(" SEQUENCE ", " PREDICATE ")", all),
	STATIC_METHOD("static bool Any(" SEQUENCE ")", any),
	STATIC_METHOD("static bool Any(" SEQUENCE ", " PREDICATE ")", any),
	STATIC_METHOD("static double Average(" SEQUENCE ")", average),
	STATIC_METHOD("static double Average(" SEQUENCE ", " SELECTOR ")", average),
	STATIC_METHOD("static System.Object Concat(" SEQUENCE ", System.Collections.IEnumerable "
		      "second)",
		      concat),
	STATIC_METHOD("static bool Contains(" SEQUENCE ", System.Object value)", contains),
	STATIC_METHOD("static int Count(" SEQUENCE ")", count),
	STATIC_METHOD("static int Count(" SEQUENCE ", " PREDICATE ")", count),
	STATIC_METHOD("static System.Object Distinct(" SEQUENCE ")", distinct),
	STATIC_METHOD("static System.Object ElementAt(" SEQUENCE ", int index)", element_at),
	STATIC_METHOD("static System.Object Except(" SEQUENCE ", System.Collections.IEnumerable "
		      "second)",
		      except),
	STATIC_METHOD("static System.Object First(" SEQUENCE ")", first),
	STATIC_METHOD("static System.Object First(" SEQUENCE ", " PREDICATE ")", first),
	STATIC_METHOD("static System.Object Intersect(" SEQUENCE ", System.Collections.IEnumerable "
		      "second)",
		      intersect),
	LINQ("Last(" SEQUENCE ")", linq_last),
	LINQ("Last(" SEQUENCE ", " PREDICATE ")", linq_last),
	LINQ("LastOrDefault(" SEQUENCE ")", linq_last_or_default),
	LINQ("LastOrDefault(" SEQUENCE ", " PREDICATE ")", linq_last_or_default),
	LINQ("FirstOrDefault(" SEQUENCE ")", linq_first_or_default),
	LINQ("FirstOrDefault(" SEQUENCE ", " PREDICATE ")", linq_first_or_default),
	LINQ("Single(" SEQUENCE ")", linq_single),
	LINQ("Single(" SEQUENCE ", " PREDICATE ")", linq_single),
	LINQ("SingleOrDefault(" SEQUENCE ")", linq_single_or_default),
	LINQ("SingleOrDefault(" SEQUENCE ", " PREDICATE ")", linq_single_or_default),
	LINQ("SelectMany(" SEQUENCE ", " SELECTOR ")", linq_select_many),
	LINQ("GroupBy(" SEQUENCE ", " SELECTOR ")", linq_group_by),
	LINQ("Zip(" SEQUENCE ", " SECOND ")", linq_zip),
	LINQ("Zip(" SEQUENCE ", " SECOND
	     ", System.Func[System.Object,System.Object,System.Object] resultSelector)",
	     linq_zip),
	LINQ("TakeWhile(" SEQUENCE ", " PREDICATE ")", linq_take_while),
	LINQ("SkipWhile(" SEQUENCE ", " PREDICATE ")", linq_skip_while),
	LINQ("TakeLast(" SEQUENCE ", int count)", linq_take_last),
	LINQ("SkipLast(" SEQUENCE ", int count)", linq_skip_last),
	LINQ("Chunk(" SEQUENCE ", int size)", linq_chunk),
	LINQ("ToDictionary(" SEQUENCE ", " SELECTOR ")", linq_to_dictionary),
	LINQ("ToDictionary(" SEQUENCE ", " SELECTOR
	     ", System.Func[System.Object,System.Object] elementSelector)",
	     linq_to_dictionary),
	LINQ("ToHashSet(" SEQUENCE ")", linq_to_hash_set),
	LINQ("Append(" SEQUENCE ", System.Object element)", linq_append),
	LINQ("Prepend(" SEQUENCE ", System.Object element)", linq_prepend),
	LINQ("MaxBy(" SEQUENCE ", " SELECTOR ")", linq_max_by),
	LINQ("MinBy(" SEQUENCE ", " SELECTOR ")", linq_min_by),
	LINQ("DistinctBy(" SEQUENCE ", " SELECTOR ")", linq_distinct_by),
	LINQ("Order(" SEQUENCE ")", linq_order),
	LINQ("OrderDescending(" SEQUENCE ")", linq_order_downwards),
	STATIC_METHOD("static System.Object Max(" SEQUENCE ")", max),
	STATIC_METHOD("static System.Object Min(" SEQUENCE ")", min),
	STATIC_METHOD("static System.Object OrderBy(" SEQUENCE ", " SELECTOR ")", order_ascending),
	STATIC_METHOD("static System.Object OrderByDescending(" SEQUENCE ", " SELECTOR ")",
		      order_descending),
	STATIC_METHOD("static System.Object Range(int start, int count)", range),
	STATIC_METHOD("static System.Object Repeat(System.Object element, int count)", repeat),
	STATIC_METHOD("static System.Object Reverse(" SEQUENCE ")", reverse),
	STATIC_METHOD("static System.Object Select(" SEQUENCE ", " SELECTOR ")", select),
	STATIC_METHOD("static bool SequenceEqual(" SEQUENCE ", System.Collections.IEnumerable "
		      "second)",
		      sequence_equal),
	STATIC_METHOD("static System.Object Skip(" SEQUENCE ", int count)", skip),
	STATIC_METHOD("static System.Object Sum(" SEQUENCE ")", sum),
	STATIC_METHOD("static System.Object Sum(" SEQUENCE ", " SELECTOR ")", sum),
	STATIC_METHOD("static System.Object Take(" SEQUENCE ", int count)", take),
	STATIC_METHOD("static System.Object ToArray(" SEQUENCE ")", to_array),
	STATIC_METHOD("static System.Object ToList(" SEQUENCE ")", to_list),
	STATIC_METHOD("static System.Object Union(" SEQUENCE ", System.Collections.IEnumerable "
		      "second)",
		      set_union),
	STATIC_METHOD("static System.Object Where(" SEQUENCE ", " PREDICATE ")", where),
	MEMBER_END,
};

struct type type_enumerable = {
	.name = "System.Linq.Enumerable",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = members,
};

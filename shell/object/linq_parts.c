/* System.Linq.Enumerable: single items, parts, groups and items by key. */
#include "object/linq_private.h"

#include "object/compare.h"
#include "object/convert.h"
#include "object/delegate.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/sequence.h"

static const struct type *item_type(Value source)
{
	const struct type *type = value_type(value_base(source));
	if (type->element)
		return type->element;
	return type->argument_count == 1 ? type->arguments[0] : &type_object;
}

/* The items that satisfy the predicate at argv[1], or all. */
static enum status chosen(int argc, const Value *argv, struct list **found_r)
{
	struct list *items;
	enum status status = linq_items(argv[0], &items);
	Value found = list_new();
	*found_r = value_as_list(found);
	for (size_t i = 0; status == OK && i < items->count; i++) {
		bool matches = true;
		if (argc > 1)
			status = predicate_call(argv[1], items->items[i], &matches);
		if (status == OK && matches)
			list_add(*found_r, items->items[i]);
	}
	return status;
}

enum which { FIRST, LAST, ONLY };

static enum status one(int argc, const Value *argv, enum which which, bool must, Value *result_r)
{
	struct list *found;
	if (chosen(argc, argv, &found) != OK)
		return ERROR;
	if (found->count == 0 && must)
		return linq_throw_empty(argc > 1 ? "matching element" : "elements");
	if (found->count > 1 && which == ONLY)
		return throw_exception("System.InvalidOperationException",
				       "Sequence contains more than one %s",
				       argc > 1 ? "matching element" : "element");
	*result_r = found->count == 0 ? type_default(item_type(argv[0]))
		    : which == LAST   ? found->items[found->count - 1]
				      : found->items[0];
	return OK;
}

#define ONE(name, which, must)                                 \
	LINQ_METHOD(name)                                      \
	{                                                      \
		(void)self;                                    \
		return one(argc, argv, which, must, result_r); \
	}
ONE(first_or_default, FIRST, false)
ONE(last, LAST, true)
ONE(last_or_default, LAST, false)
ONE(single, ONLY, true)
ONE(single_or_default, ONLY, false)

LINQ_METHOD(select_many)
{
	(void)self;
	(void)argc;
	struct list *items;
	Value all = list_new();
	enum status status = linq_items(argv[0], &items);
	for (size_t i = 0; status == OK && i < items->count; i++) {
		Value part;
		status = delegate_invoke(argv[1], 1, &items->items[i], &part);
		if (status == OK)
			status = sequence_collect(part, value_as_list(all));
	}
	*result_r = status == OK ? list_to_array(value_as_list(all)) : NULL_VALUE;
	return status;
}

/* IGrouping: a list with a key. */
struct grouping {
	struct cell cell;
	Value key, items;
};

static void grouping_mark(void *cell)
{
	struct grouping *g = cell;
	gc_mark(g->key);
	gc_mark(g->items);
}

static struct grouping *as_grouping(Value v)
{
	return (struct grouping *)v.cell;
}

static enum status grouping_get_key(Value self, Value *result_r)
{
	*result_r = as_grouping(self)->key;
	return OK;
}

static enum status grouping_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)value_count(as_grouping(self)->items));
	return OK;
}

static enum status grouping_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	Value items = as_grouping(e->source)->items;
	*more_r = e->position < value_count(items);
	if (*more_r)
		*item_r = value_item(items, e->position++);
	return OK;
}

static enum status grouping_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = grouping_next};
	return OK;
}

static enum status grouping_get_index(Value self, Value index, Value *result_r)
{
	return member_get_index(as_grouping(self)->items, index, result_r);
}

static const struct member grouping_members[] = {
	PROPERTY("System.Object Key {get;}", grouping_get_key),
	PROPERTY("int Count {get;}", grouping_get_count),
	MEMBER_END,
};
struct type type_grouping = {
	.name = "System.Linq.Grouping",
	.members = grouping_members,
	.mark = grouping_mark,
	.enumerate = grouping_enumerate,
	.get_index = grouping_get_index,
};

LINQ_METHOD(group_by)
{
	(void)self;
	(void)argc;
	struct list *items;
	Value groups = list_new(), by_key = hashtable_new_typed(&type_hashtable, false);
	enum status status = linq_items(argv[0], &items);
	for (size_t i = 0; status == OK && i < items->count; i++) {
		Value key, group;
		status = delegate_invoke(argv[1], 1, &items->items[i], &key);
		if (status != OK)
			break;
		if (!hashtable_get(value_as_hashtable(by_key), key, &group)) {
			struct grouping *g = gc_alloc(&type_grouping, VALUE_OBJECT, sizeof(*g));
			g->key = key;
			g->items = list_new();
			group = value_cell(VALUE_OBJECT, g);
			hashtable_set(value_as_hashtable(by_key), key, group);
			list_add(value_as_list(groups), group);
		}
		list_add(value_as_list(as_grouping(group)->items), items->items[i]);
	}
	*result_r = status == OK ? list_to_array(value_as_list(groups)) : NULL_VALUE;
	return status;
}

LINQ_METHOD(zip)
{
	(void)self;
	struct list *a, *b;
	Value made = list_new();
	enum status status = linq_items(argv[0], &a);
	if (status == OK)
		status = linq_items(argv[1], &b);
	for (size_t i = 0; status == OK && i < MIN(a->count, b->count); i++) {
		Value pair[] = {a->items[i], b->items[i]}, joined = NULL_VALUE;
		if (argc > 2)
			status = delegate_invoke(argv[2], 2, pair, &joined);
		else
			status = member_invoke_static(type_find("System.ValueTuple"), "Create", 2,
						      pair, &joined);
		list_add(value_as_list(made), joined);
	}
	*result_r = status == OK ? list_to_array(value_as_list(made)) : NULL_VALUE;
	return status;
}

static enum status part(Value source, struct list *items, size_t from, size_t to, Value *result_r)
{
	Value made = list_new();
	for (size_t i = from; i < MIN(to, items->count); i++)
		list_add(value_as_list(made), items->items[i]);
	return linq_give(source, value_as_list(made), result_r);
}

/* How many items from the start satisfy the predicate. */
static enum status leading(const Value *argv, struct list **items_r, size_t *count_r)
{
	bool matches = true;
	enum status status = linq_items(argv[0], items_r);
	*count_r = 0;
	while (status == OK && *count_r < (*items_r)->count) {
		status = predicate_call(argv[1], (*items_r)->items[*count_r], &matches);
		if (!matches)
			break;
		++*count_r;
	}
	return status;
}

LINQ_METHOD(take_while)
{
	(void)self;
	(void)argc;
	struct list *items;
	size_t count;
	enum status status = leading(argv, &items, &count);
	return status == OK ? part(argv[0], items, 0, count, result_r) : status;
}

LINQ_METHOD(skip_while)
{
	(void)self;
	(void)argc;
	struct list *items;
	size_t count;
	enum status status = leading(argv, &items, &count);
	return status == OK ? part(argv[0], items, count, items->count, result_r) : status;
}

static size_t without_last(const struct list *items, Value count)
{
	size_t wanted = count.integer > 0 ? (size_t)count.integer : 0;
	return items->count - MIN(wanted, items->count);
}

LINQ_METHOD(take_last)
{
	(void)self;
	(void)argc;
	struct list *items;
	if (linq_items(argv[0], &items) != OK)
		return ERROR;
	return part(argv[0], items, without_last(items, argv[1]), items->count, result_r);
}

LINQ_METHOD(skip_last)
{
	(void)self;
	(void)argc;
	struct list *items;
	if (linq_items(argv[0], &items) != OK)
		return ERROR;
	return part(argv[0], items, 0, without_last(items, argv[1]), result_r);
}

LINQ_METHOD(chunk)
{
	(void)self;
	(void)argc;
	struct list *items;
	Value made = list_new();
	if (argv[1].integer < 1)
		return throw_argument("System.ArgumentOutOfRangeException", "size",
				      "Specified argument was out of the range of valid values.");
	enum status status = linq_items(argv[0], &items);
	size_t size = (size_t)argv[1].integer;
	for (size_t i = 0; status == OK && i < items->count; i += size) {
		Value piece;
		status = part(argv[0], items, i, i + size, &piece);
		list_add(value_as_list(made), piece);
	}
	*result_r = status == OK ? list_to_array(value_as_list(made)) : NULL_VALUE;
	return status;
}

LINQ_METHOD(to_dictionary)
{
	(void)self;
	struct list *items;
	const struct type *arguments[] = {&type_object, item_type(argv[0])};
	enum status status = linq_items(argv[0], &items);
	Value made = NULL_VALUE;
	for (size_t i = 0; status == OK && i < items->count; i++) {
		Value pair[2] = {NULL_VALUE, items->items[i]}, ignored;
		status = delegate_invoke(argv[1], 1, &items->items[i], &pair[0]);
		if (status == OK && argc > 2)
			status = delegate_invoke(argv[2], 1, &items->items[i], &pair[1]);
		if (status == OK && value_is_null(made)) {
			arguments[0] = value_type(pair[0]);
			arguments[1] = argc > 2 ? value_type(pair[1]) : arguments[1];
			made = hashtable_new_typed(
				type_make_generic(&type_dictionary, arguments, 2), false);
		}
		if (status == OK)
			status = member_invoke(made, "Add", 2, pair, &ignored);
	}
	if (status == OK && value_is_null(made))
		made = hashtable_new_typed(type_make_generic(&type_dictionary, arguments, 2),
					   false);
	*result_r = made;
	return status;
}

LINQ_METHOD(to_hash_set)
{
	(void)self;
	(void)argc;
	const struct type *item = item_type(argv[0]);
	const struct type *definition = type_find("System.Collections.Generic.HashSet`1");
	return member_invoke_static(type_make_generic(definition, &item, 1), "new", 1, argv,
				    result_r);
}

LINQ_METHOD(append)
{
	(void)self;
	(void)argc;
	struct list *items;
	if (linq_items(argv[0], &items) != OK)
		return ERROR;
	list_add(items, argv[1]);
	return linq_give(argv[0], items, result_r);
}

LINQ_METHOD(prepend)
{
	(void)self;
	(void)argc;
	Value made = list_new();
	list_add(value_as_list(made), argv[1]);
	if (sequence_collect(argv[0], value_as_list(made)) != OK)
		return ERROR;
	return linq_give(argv[0], value_as_list(made), result_r);
}

static enum status extreme_by(const Value *argv, int wanted, Value *result_r)
{
	struct list *items;
	Value best = NULL_VALUE;
	enum status status = linq_items(argv[0], &items);
	if (status == OK && items->count == 0)
		return linq_throw_empty("elements");
	for (size_t i = 0; status == OK && i < items->count; i++) {
		Value key;
		int order = wanted;
		status = delegate_invoke(argv[1], 1, &items->items[i], &key);
		if (status == OK && i > 0)
			status = value_compare(key, best, false, &order);
		if (status == OK && order == wanted) {
			best = key;
			*result_r = items->items[i];
		}
	}
	return status;
}

LINQ_METHOD(max_by)
{
	(void)self;
	(void)argc;
	return extreme_by(argv, 1, result_r);
}

LINQ_METHOD(min_by)
{
	(void)self;
	(void)argc;
	return extreme_by(argv, -1, result_r);
}

LINQ_METHOD(distinct_by)
{
	(void)self;
	(void)argc;
	struct list *items;
	Value made = list_new(), seen = hashtable_new_typed(&type_hashtable, false), ignored;
	enum status status = linq_items(argv[0], &items);
	for (size_t i = 0; status == OK && i < items->count; i++) {
		Value key;
		status = delegate_invoke(argv[1], 1, &items->items[i], &key);
		if (status != OK || hashtable_get(value_as_hashtable(seen), key, &ignored))
			continue;
		hashtable_set(value_as_hashtable(seen), key, TRUE_VALUE);
		list_add(value_as_list(made), items->items[i]);
	}
	return status == OK ? linq_give(argv[0], value_as_list(made), result_r) : status;
}

static enum status sorted(Value source, bool downwards, Value *result_r)
{
	struct list *items;
	enum status status = linq_items(source, &items);
	if (status == OK)
		status = sequence_sort(items->items, NULL, items->count, NULL_VALUE);
	for (size_t i = 0; status == OK && downwards && i < items->count / 2; i++) {
		Value low = items->items[i];
		items->items[i] = items->items[items->count - 1 - i];
		items->items[items->count - 1 - i] = low;
	}
	return status == OK ? linq_give(source, items, result_r) : status;
}

LINQ_METHOD(order)
{
	(void)self;
	(void)argc;
	return sorted(argv[0], false, result_r);
}

LINQ_METHOD(order_downwards)
{
	(void)self;
	(void)argc;
	return sorted(argv[0], true, result_r);
}

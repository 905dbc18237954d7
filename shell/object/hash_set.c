/* System.Collections.Generic.HashSet<T>: the keys of a table. */
#include "object/collections.h"

#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/generic.h"
#include "object/hashtable.h"
#include "object/reference.h"
#include "object/sequence.h"
#include "object/type_private.h"

struct hash_set {
	struct cell cell;
	Value table; /* item to null */
	Value comparer;
};

static struct type type_hash_set;

static struct hash_set *as_set(Value v)
{
	return (struct hash_set *)v.cell;
}

static struct hashtable *table_of(Value v)
{
	return value_as_hashtable(as_set(v)->table);
}

static void set_mark(void *cell)
{
	gc_mark(((struct hash_set *)cell)->table);
	gc_mark(((struct hash_set *)cell)->comparer);
}

static bool contains(Value self, Value item)
{
	Value ignored;
	return hashtable_get(table_of(self), item, &ignored);
}

static bool add(Value self, Value item)
{
	if (contains(self, item))
		return false;
	hashtable_set(table_of(self), item, TRUE_VALUE);
	return true;
}

/* The items of the other collection, as a set of the same kind. */
static enum status set_of(Value self, Value other, Value *set_r)
{
	Value items = list_new();
	if (value_is_null(other))
		return throw_argument("System.ArgumentNullException", "other",
				      "Value cannot be null.");
	if (sequence_collect(other, value_as_list(items)) != OK)
		return ERROR;
	struct hash_set *s = gc_alloc(self.cell->type, VALUE_OBJECT, sizeof(*s));
	s->table = hashtable_new_typed(&type_hashtable, table_of(self)->ignore_case);
	*set_r = value_cell(VALUE_OBJECT, s);
	for (size_t i = 0; i < value_as_list(items)->count; i++)
		add(*set_r, value_as_list(items)->items[i]);
	return OK;
}

/* Removes the items for which being in `other` is `in_other`. */
static void remove_where(Value self, Value other, bool in_other)
{
	Value items = list_new(), key, value;
	for (size_t i = 0; hashtable_next(table_of(self), &i, &key, &value);)
		if (contains(other, key) == in_other)
			list_add(value_as_list(items), key);
	for (size_t i = 0; i < value_as_list(items)->count; i++)
		hashtable_remove(table_of(self), value_as_list(items)->items[i]);
}

static size_t count_common(Value self, Value other)
{
	size_t count = 0;
	Value key, value;
	for (size_t i = 0; hashtable_next(table_of(self), &i, &key, &value);)
		count += contains(other, key);
	return count;
}

static enum status set_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(add(self, argv[0]));
	return OK;
}

static enum status set_contains(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(contains(self, argv[0]));
	return OK;
}

static enum status set_remove(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(hashtable_remove(table_of(self), argv[0]));
	return OK;
}

static enum status set_clear(Value self, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r UNUSED)
{
	hashtable_clear(table_of(self));
	return OK;
}

static enum status set_union(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	Value other, key, value;
	if (set_of(self, argv[0], &other) != OK)
		return ERROR;
	for (size_t i = 0; hashtable_next(table_of(other), &i, &key, &value);)
		add(self, key);
	return OK;
}

static enum status set_intersect(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	Value other;
	if (set_of(self, argv[0], &other) != OK)
		return ERROR;
	remove_where(self, other, false);
	return OK;
}

static enum status set_except(Value self, int argc UNUSED, const Value *argv,
			      Value *result_r UNUSED)
{
	Value other;
	if (set_of(self, argv[0], &other) != OK)
		return ERROR;
	remove_where(self, other, true);
	return OK;
}

static enum status set_symmetric_except(Value self, int argc UNUSED, const Value *argv,
					Value *result_r UNUSED)
{
	Value other, key, value;
	if (set_of(self, argv[0], &other) != OK)
		return ERROR;
	for (size_t i = 0; hashtable_next(table_of(other), &i, &key, &value);)
		if (!hashtable_remove(table_of(self), key))
			add(self, key);
	return OK;
}

/* The questions between two sets, by how many items they share. */
#define RELATION(name, expression)                                                    \
	static enum status set_##name(Value self, int argc UNUSED, const Value *argv, \
				      Value *result_r)                                \
	{                                                                             \
		Value other;                                                          \
		if (set_of(self, argv[0], &other) != OK)                              \
			return ERROR;                                                 \
		size_t common = count_common(self, other);                            \
		size_t mine = table_of(self)->count, theirs = table_of(other)->count; \
		*result_r = value_bool(expression);                                   \
		(void)mine;                                                           \
		(void)theirs;                                                         \
		return OK;                                                            \
	}
RELATION(is_subset, common == mine)
RELATION(is_proper_subset, common == mine && mine < theirs)
RELATION(is_superset, common == theirs)
RELATION(is_proper_superset, common == theirs && theirs < mine)
RELATION(overlaps, common > 0)
RELATION(set_equals, common == mine && mine == theirs)

static enum status set_remove_where(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value items = list_new(), key, value;
	for (size_t i = 0; hashtable_next(table_of(self), &i, &key, &value);) {
		bool matches;
		if (predicate_call(argv[0], key, &matches) != OK)
			return ERROR;
		if (matches)
			list_add(value_as_list(items), key);
	}
	for (size_t i = 0; i < value_as_list(items)->count; i++)
		hashtable_remove(table_of(self), value_as_list(items)->items[i]);
	*result_r = value_int((int32_t)value_as_list(items)->count);
	return OK;
}

static enum status set_try_get_value(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	Value key, value;
	*result_r = value_bool(contains(self, argv[0]));
	for (size_t i = 0; hashtable_next(table_of(self), &i, &key, &value);)
		if (value_is_true(*result_r) &&
		    value_equals(key, argv[0], table_of(self)->ignore_case))
			return reference_set(argv[1], key);
	return reference_set(argv[1], NULL_VALUE);
}

static enum status set_copy_to(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	Value key, value;
	size_t at = argc > 1 ? (size_t)argv[1].integer : 0;
	if (argv[0].tag != VALUE_ARRAY)
		return throw_argument("System.ArgumentNullException", "array",
				      "Value cannot be null.");
	if (at + table_of(self)->count > value_count(argv[0]))
		return throw_exception(
			"System.ArgumentException",
			"Destination array is not long enough to copy all the items in "
			"the collection. Check array index and length.");
	for (size_t i = 0; hashtable_next(table_of(self), &i, &key, &value);)
		if (array_set(value_as_array(argv[0]), at++, key) != OK)
			return ERROR;
	return OK;
}

static enum status set_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	return OK;
}

static enum status set_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)table_of(self)->count);
	return OK;
}

static enum status set_get_comparer(Value self, Value *result_r)
{
	*result_r = as_set(self)->comparer;
	return OK;
}

static enum status set_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	Value value;
	*more_r = hashtable_next(table_of(e->source), &e->position, item_r, &value);
	return OK;
}

static enum status set_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = set_next};
	return OK;
}

static enum status set_get_enumerator(Value self, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	*result_r = enumerator_object_new(self);
	return OK;
}

static enum status fill(Value set, Value source)
{
	Value items = list_new();
	const struct type *element =
		set.cell->type->argument_count > 0 ? set.cell->type->arguments[0] : &type_object;
	if (sequence_collect(source, value_as_list(items)) != OK)
		return ERROR;
	for (size_t i = 0; i < value_as_list(items)->count; i++) {
		Value item;
		if (convert_to(value_as_list(items)->items[i], element, &item) != OK)
			return ERROR;
		add(set, item);
	}
	return OK;
}

/* ([capacity or collection] [, comparer]) */
static enum status set_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	struct hash_set *s = gc_alloc(generic_made(self, &type_hash_set), VALUE_OBJECT, sizeof(*s));
	Value source = NULL_VALUE;
	bool ignore_case = false;
	*result_r = value_cell(VALUE_OBJECT, s);
	for (int i = 0; i < argc; i++) {
		if (value_is_enumerable(argv[i]) || argv[i].tag == VALUE_STRING)
			source = argv[i];
		else if (argv[i].tag == VALUE_OBJECT) {
			s->comparer = argv[i];
			ignore_case = comparer_ignores_case(argv[i]);
		}
	}
	s->table = hashtable_new_typed(&type_hashtable, ignore_case);
	return value_is_null(source) ? OK : fill(*result_r, source);
}

/* [HashSet[string]]('a', 'b') */
static enum status set_convert(Value from, const struct type *to, Value *result_r)
{
	struct hash_set *s = gc_alloc(to, VALUE_OBJECT, sizeof(*s));
	s->table = hashtable_new_typed(&type_hashtable, false);
	*result_r = value_cell(VALUE_OBJECT, s);
	return fill(*result_r, from);
}

#define OTHER "System.Collections.Generic.IEnumerable[T] other"
#define COMPARER "System.Collections.Generic.IEqualityComparer[T] comparer"
#define NEW "System.Collections.Generic.HashSet[T] new("

static const struct member set_members[] = {
	PROPERTY("int Count {get;}", set_get_count),
	PROPERTY("System.Collections.Generic.IEqualityComparer[T] Comparer {get;}",
		 set_get_comparer),
	METHOD("bool Add(T item)", set_add),
	METHOD("void Clear()", set_clear),
	METHOD("bool Contains(T item)", set_contains),
	METHOD("void CopyTo(T[] array)", set_copy_to),
	METHOD("void CopyTo(T[] array, int arrayIndex)", set_copy_to),
	METHOD("void ExceptWith(" OTHER ")", set_except),
	METHOD("System.Collections.Generic.HashSet`1+Enumerator[T] GetEnumerator()",
	       set_get_enumerator),
	METHOD("void IntersectWith(" OTHER ")", set_intersect),
	METHOD("bool IsProperSubsetOf(" OTHER ")", set_is_proper_subset),
	METHOD("bool IsProperSupersetOf(" OTHER ")", set_is_proper_superset),
	METHOD("bool IsSubsetOf(" OTHER ")", set_is_subset),
	METHOD("bool IsSupersetOf(" OTHER ")", set_is_superset),
	METHOD("bool Overlaps(" OTHER ")", set_overlaps),
	METHOD("bool Remove(T item)", set_remove),
	METHOD("int RemoveWhere(System.Predicate[T] match)", set_remove_where),
	METHOD("bool SetEquals(" OTHER ")", set_set_equals),
	METHOD("void SymmetricExceptWith(" OTHER ")", set_symmetric_except),
	METHOD("void TrimExcess()", set_nothing),
	METHOD("bool TryGetValue(T equalValue, [ref] T actualValue)", set_try_get_value),
	METHOD("void UnionWith(" OTHER ")", set_union),
	CONSTRUCTOR(NEW ")", set_construct),
	CONSTRUCTOR(NEW COMPARER ")", set_construct),
	CONSTRUCTOR(NEW "int capacity)", set_construct),
	CONSTRUCTOR(NEW "System.Collections.Generic.IEnumerable[T] collection)", set_construct),
	CONSTRUCTOR(NEW "System.Collections.Generic.IEnumerable[T] collection, " COMPARER ")",
		    set_construct),
	CONSTRUCTOR(NEW "int capacity, " COMPARER ")", set_construct),
	MEMBER_END,
};

static const struct type *const set_interfaces[] = {&type_generic_ienumerable, &type_ienumerable,
						    NULL};

static struct type type_hash_set = {
	.name = "System.Collections.Generic.HashSet`1",
	.flags = TYPE_GENERIC_DEFINITION,
	.tag = VALUE_OBJECT,
	.size = sizeof(struct hash_set),
	.members = set_members,
	.interfaces = set_interfaces,
	.mark = set_mark,
	.enumerate = set_enumerate,
	.convert = set_convert,
};

struct type *const hash_set_types[] = {&type_hash_set, NULL};

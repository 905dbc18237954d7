/* What arrays and lists do alike: sorting, searching with predicates, enumerating into lists. */
#ifndef EXOSH_OBJECT_SEQUENCE_H
#define EXOSH_OBJECT_SEQUENCE_H

#include "object/array.h"
#include "object/type.h"

/* Sorts in place and stably. `comparer`: $null for the default order, an IComparer object, or a script block
 * (Comparison). `companion` (or NULL) is moved along. */
enum status sequence_sort(Value *items, Value *companion, size_t count, Value comparer) WARN_UNUSED;
/* The first item in [start, start+count) equal to `wanted`; -1 when there is none. */
ptrdiff_t sequence_index_of(const Value *items, size_t start, size_t count, Value wanted);
ptrdiff_t sequence_last_index_of(const Value *items, size_t count, Value wanted);
/* .NET's BinarySearch: the complement of where it would be when it is not there. */
enum status sequence_binary_search(const Value *items, size_t start, size_t count, Value wanted,
				   Value comparer, int32_t *index_r) WARN_UNUSED;
/* Calls a predicate (script block or delegate). */
enum status predicate_call(Value predicate, Value item, bool *result_r) WARN_UNUSED;
/* All items of any enumerable, as a list. */
enum status sequence_collect(Value source, struct list *into) WARN_UNUSED;
/* Items of an array as Values, also of byte[]: borrowed, or a copy. */
Value *array_items(struct array *a);
/* Whether v is an IComparer object; compares with it. */
enum status comparer_compare(Value comparer, Value a, Value b, int *order_r) WARN_UNUSED;

/* Whether an IEqualityComparer takes "a" and "A" for the same. */
bool comparer_ignores_case(Value comparer);

#endif

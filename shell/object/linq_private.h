/* What the two files of System.Linq.Enumerable share. */
#ifndef EXOSH_OBJECT_LINQ_PRIVATE_H
#define EXOSH_OBJECT_LINQ_PRIVATE_H

#include "object/array.h"
#include "object/type.h"

/* The items of a sequence, as a list. */
enum status linq_items(Value source, struct list **items_r) WARN_UNUSED;
/* An array of the type that the source has, else object[]. */
enum status linq_give(Value source, struct list *items, Value *result_r) WARN_UNUSED;
/* "Sequence contains no elements" */
enum status linq_throw_empty(const char *what);

#define SEQUENCE "System.Collections.IEnumerable source"
#define SECOND "System.Collections.IEnumerable second"
#define PREDICATE "System.Func[System.Object,bool] predicate"
#define SELECTOR "System.Func[System.Object,System.Object] selector"
#define LINQ(text, function) STATIC_METHOD("static System.Object " text, function)

/* Methods that look at sequences by keys and parts: linq_parts.c. */
#define LINQ_METHOD(name) \
	enum status linq_##name(Value self, int argc, const Value *argv, Value *result_r)
LINQ_METHOD(first_or_default);
LINQ_METHOD(last);
LINQ_METHOD(last_or_default);
LINQ_METHOD(single);
LINQ_METHOD(single_or_default);
LINQ_METHOD(select_many);
LINQ_METHOD(group_by);
LINQ_METHOD(zip);
LINQ_METHOD(take_while);
LINQ_METHOD(skip_while);
LINQ_METHOD(take_last);
LINQ_METHOD(skip_last);
LINQ_METHOD(chunk);
LINQ_METHOD(to_dictionary);
LINQ_METHOD(to_hash_set);
LINQ_METHOD(append);
LINQ_METHOD(prepend);
LINQ_METHOD(max_by);
LINQ_METHOD(min_by);
LINQ_METHOD(distinct_by);
LINQ_METHOD(order);
LINQ_METHOD(order_downwards);

extern struct type type_grouping;

#endif

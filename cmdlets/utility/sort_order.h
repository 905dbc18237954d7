/*
 * The order of objects by one or more properties: what Sort-Object and Group-Object share.
 *
 * Sort-Object without -Stable orders equal objects as .NET's List.Sort() leaves them, which scripts get to
 * see: so the algorithm here makes the same moves (an introspective sort: median-of-three partitions,
 * insertion sort up to 16 items, heap sort when the recursion gets deep).
 */
#ifndef EXOSH_CMDLETS_UTILITY_SORT_ORDER_H
#define EXOSH_CMDLETS_UTILITY_SORT_ORDER_H

#include "formatters/property_expression.h"

struct sort_order {
	size_t key_count; /* values of one item */
	bool *descending; /* of each key; gc bytes, or NULL: all ascending */
	bool case_sensitive;
	void *collator; /* ICU's, of -Culture; NULL: the session's culture */
};

struct sort_item {
	Value object;
	Value *keys;  /* gc buffer of key_count; UNSET: the property is not there */
	size_t index; /* place in the input */
};

int sort_order_compare(const struct sort_order *order, const struct sort_item *a,
		       const struct sort_item *b);
void sort_order_sort(const struct sort_order *order, struct sort_item *items, size_t count);
/* Equal items stay as they came. */
void sort_order_sort_stable(const struct sort_order *order, struct sort_item *items, size_t count);
/* The collator of a culture's name; ERROR when there is no such culture. */
enum status sort_order_set_culture(struct sort_order *order, const char *culture) WARN_UNUSED;
void sort_order_clear(struct sort_order *order);

#endif

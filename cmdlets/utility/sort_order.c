#include "cmdlets/utility/sort_order.h"
#include "object/compare.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"
#include <string.h>
#include <unicode/ucol.h>

#define INSERTION_LIMIT 16

enum status sort_order_set_culture(struct sort_order *order, const char *culture)
{
	UErrorCode error = U_ZERO_ERROR;
	UCollator *collator = ucol_open(culture, &error);
	if (U_FAILURE(error))
		return throw_error_type("System.Globalization.CultureNotFoundException",
					"CultureNotFound", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					"Culture is not supported. (Parameter 'name')\n%s is an "
					"invalid culture identifier.",
					culture);
	if (!order->case_sensitive)
		ucol_setStrength(collator, UCOL_SECONDARY);
	order->collator = collator;
	return OK;
}

void sort_order_clear(struct sort_order *order)
{
	if (order->collator)
		ucol_close(order->collator);
	order->collator = NULL;
}

static int compare_values(const struct sort_order *order, Value a, Value b)
{
	if (a.tag == VALUE_INT32 && b.tag == VALUE_INT32)
		return a.integer < b.integer ? -1 : a.integer > b.integer;
	if (order->collator && a.tag == VALUE_STRING && b.tag == VALUE_STRING) {
		UErrorCode error = U_ZERO_ERROR;
		return ucol_strcollUTF8(order->collator, string_data(a), (int32_t)string_length(a),
					string_data(b), (int32_t)string_length(b), &error);
	}
	return value_compare_sort(a, b, order->case_sensitive);
}

/* Objects without the property come last in both directions. */
int sort_order_compare(const struct sort_order *order, const struct sort_item *a,
		       const struct sort_item *b)
{
	for (size_t i = 0; i < order->key_count; i++) {
		bool no_a = a->keys[i].tag == VALUE_UNSET, no_b = b->keys[i].tag == VALUE_UNSET;
		if (no_a || no_b) {
			if (no_a != no_b)
				return no_a ? 1 : -1;
			continue;
		}
		int result = compare_values(order, a->keys[i], b->keys[i]);
		if (result)
			return order->descending && order->descending[i] ? -result : result;
	}
	return 0;
}

static void swap(struct sort_item *items, size_t i, size_t j)
{
	struct sort_item t = items[i];
	items[i] = items[j];
	items[j] = t;
}

static void swap_if_greater(const struct sort_order *order, struct sort_item *items, size_t i,
			    size_t j)
{
	if (sort_order_compare(order, &items[i], &items[j]) > 0)
		swap(items, i, j);
}

static void insertion_sort(const struct sort_order *order, struct sort_item *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct sort_item t = items[i];
		size_t j = i;
		for (; j > 0 && sort_order_compare(order, &t, &items[j - 1]) < 0; j--)
			items[j] = items[j - 1];
		items[j] = t;
	}
}

/* `i` and `count` from 1. */
static void sift_down(const struct sort_order *order, struct sort_item *items, size_t i,
		      size_t count)
{
	struct sort_item d = items[i - 1];
	while (i <= count / 2) {
		size_t child = 2 * i;
		if (child < count &&
		    sort_order_compare(order, &items[child - 1], &items[child]) < 0)
			child++;
		if (sort_order_compare(order, &d, &items[child - 1]) >= 0)
			break;
		items[i - 1] = items[child - 1];
		i = child;
	}
	items[i - 1] = d;
}

static void heap_sort(const struct sort_order *order, struct sort_item *items, size_t count)
{
	for (size_t i = count / 2; i >= 1; i--)
		sift_down(order, items, i, count);
	for (size_t i = count; i > 1; i--) {
		swap(items, 0, i - 1);
		sift_down(order, items, 1, i - 1);
	}
}

/* Where the pivot, the median of first, middle and last, ends up. */
static size_t partition(const struct sort_order *order, struct sort_item *items, size_t count)
{
	size_t high = count - 1, middle = high / 2;
	swap_if_greater(order, items, 0, middle);
	swap_if_greater(order, items, 0, high);
	swap_if_greater(order, items, middle, high);
	struct sort_item pivot = items[middle];
	swap(items, middle, high - 1);
	size_t left = 0, right = high - 1;
	while (left < right) {
		do
			left++;
		while (left < high && sort_order_compare(order, &items[left], &pivot) < 0);
		do
			right--;
		while (right > 0 && sort_order_compare(order, &pivot, &items[right]) < 0);
		if (left >= right)
			break;
		swap(items, left, right);
	}
	if (left != high - 1)
		swap(items, left, high - 1);
	return left;
}

static void introspective_sort(const struct sort_order *order, struct sort_item *items,
			       size_t count, int depth)
{
	while (count > 1) {
		if (count == 2) {
			swap_if_greater(order, items, 0, 1);
			return;
		}
		if (count == 3) {
			swap_if_greater(order, items, 0, 1);
			swap_if_greater(order, items, 0, 2);
			swap_if_greater(order, items, 1, 2);
			return;
		}
		if (count <= INSERTION_LIMIT) {
			insertion_sort(order, items, count);
			return;
		}
		if (depth-- == 0) {
			heap_sort(order, items, count);
			return;
		}
		size_t pivot = partition(order, items, count);
		introspective_sort(order, items + pivot + 1, count - pivot - 1, depth);
		count = pivot;
	}
}

void sort_order_sort(const struct sort_order *order, struct sort_item *items, size_t count)
{
	int depth = 0;
	for (size_t n = count; n; n >>= 1)
		depth++;
	introspective_sort(order, items, count, 2 * depth);
}

static void merge(const struct sort_order *order, struct sort_item *from, struct sort_item *to,
		  size_t low, size_t middle, size_t high)
{
	size_t i = low, j = middle;
	for (size_t k = low; k < high; k++) {
		bool first = i < middle &&
			     (j >= high || sort_order_compare(order, &from[i], &from[j]) <= 0);
		to[k] = from[first ? i++ : j++];
	}
}

void sort_order_sort_stable(const struct sort_order *order, struct sort_item *items, size_t count)
{
	struct sort_item *from = items, *to = gc_alloc_buffer((count + 1) * sizeof(*to));
	for (size_t width = 1; width < count; width *= 2) {
		for (size_t low = 0; low < count; low += 2 * width)
			merge(order, from, to, low, MIN(low + width, count),
			      MIN(low + 2 * width, count));
		struct sort_item *t = from;
		from = to;
		to = t;
	}
	if (from != items)
		memcpy(items, from, count * sizeof(*items));
}

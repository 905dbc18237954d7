#include "transport/imap_seqset.h"
#include "base/xmalloc.h"

#include <stdlib.h>
#include <string.h>

void imap_seqset_init(struct imap_seqset *set)
{
	*set = (struct imap_seqset){0};
}

void imap_seqset_clear(struct imap_seqset *set)
{
	free(set->ranges);
	imap_seqset_init(set);
}

/* The first range that ends at or after `number`. */
static size_t find(const struct imap_seqset *set, uint32_t number)
{
	size_t low = 0, high = set->count;

	if (high && set->ranges[high - 1].last < number)
		return high;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (set->ranges[middle].last < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void insert(struct imap_seqset *set, size_t at, uint32_t first, uint32_t last)
{
	GROW(set->ranges, set->count, set->capacity);
	memmove(set->ranges + at + 1, set->ranges + at, (set->count - at) * sizeof(*set->ranges));
	set->ranges[at] = (struct imap_range){first, last};
	set->count++;
}

static void erase(struct imap_seqset *set, size_t at, size_t count)
{
	memmove(set->ranges + at, set->ranges + at + count,
		(set->count - at - count) * sizeof(*set->ranges));
	set->count -= count;
}

void imap_seqset_add(struct imap_seqset *set, uint32_t first, uint32_t last)
{
	/* Ranges that touch the new one grow together with it. */
	size_t at = find(set, first ? first - 1 : 0), end = at;

	while (end < set->count && (last == UINT32_MAX || set->ranges[end].first <= last + 1))
		end++;
	if (end == at) {
		insert(set, at, first, last);
		return;
	}
	struct imap_range *range = &set->ranges[at];
	range->first = MIN(range->first, first);
	range->last = MAX(set->ranges[end - 1].last, last);
	erase(set, at + 1, end - at - 1);
}

void imap_seqset_remove(struct imap_seqset *set, uint32_t number)
{
	size_t at = find(set, number);

	if (at == set->count || set->ranges[at].first > number)
		return;
	struct imap_range range = set->ranges[at];
	if (range.first == range.last)
		erase(set, at, 1);
	else if (range.first == number)
		set->ranges[at].first++;
	else
		set->ranges[at].last = number - 1;
	if (range.first < number && number < range.last)
		insert(set, at + 1, number + 1, range.last);
}

bool imap_seqset_contains(const struct imap_seqset *set, uint32_t number)
{
	size_t at = find(set, number);
	return at < set->count && set->ranges[at].first <= number;
}

uint64_t imap_seqset_size(const struct imap_seqset *set)
{
	uint64_t size = 0;

	for (size_t i = 0; i < set->count; i++)
		size += (uint64_t)set->ranges[i].last - set->ranges[i].first + 1;
	return size;
}

static int parse_number(const char **p, const char *end, uint32_t *number_r)
{
	uint64_t number = 0;
	const char *start = *p;

	for (; *p < end && **p >= '0' && **p <= '9'; (*p)++) {
		number = number * 10 + (uint64_t)(**p - '0');
		if (number > UINT32_MAX)
			return -1;
	}
	*number_r = (uint32_t)number;
	return *p == start || !number ? -1 : 0;
}

int imap_seqset_parse(struct imap_seqset *set, const char *text, size_t length)
{
	const char *end = text + length;

	for (const char *p = text;; p++) {
		uint32_t first, last;
		if (parse_number(&p, end, &first) < 0)
			return -1;
		last = first;
		if (p < end && *p == ':' && (p++, parse_number(&p, end, &last) < 0))
			return -1;
		imap_seqset_add(set, MIN(first, last), MAX(first, last));
		if (p == end)
			return 0;
		if (*p != ',')
			return -1;
	}
}

void imap_seqset_print(const struct imap_seqset *set, struct strbuf *out)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct imap_range *range = &set->ranges[i];
		strbuf_addf(out, "%s%u", i ? "," : "", range->first);
		if (range->last != range->first)
			strbuf_addf(out, ":%u", range->last);
	}
}

#include "transport/sync_labels.h"
#include "base/xmalloc.h"
#include "transport/sync_journal.h"

#include <stdlib.h>

static size_t find(const struct sync_labels *labels, uint64_t number)
{
	size_t at = (size_t)((number * 0x9e3779b97f4a7c15u) >> 20) & (labels->size - 1);

	while (labels->slots[at] && labels->slots[at] != number)
		at = (at + 1) & (labels->size - 1);
	return at;
}

static void grow(struct sync_labels *labels)
{
	struct sync_labels old = *labels;

	labels->size = old.size ? old.size * 2 : 1024;
	labels->slots = xcalloc(labels->size, sizeof(*labels->slots));
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i])
			labels->slots[find(labels, old.slots[i])] = old.slots[i];
	free(old.slots);
}

bool sync_labels_add(struct sync_labels *labels, uint64_t number)
{
	if (labels->count * 4 >= labels->size * 3)
		grow(labels);
	size_t at = find(labels, number);
	if (labels->slots[at])
		return false;
	labels->slots[at] = number;
	labels->count++;
	return true;
}

void sync_labels_clear(struct sync_labels *labels)
{
	free(labels->slots);
	*labels = (struct sync_labels){0};
}

static int add_row(void *context, const struct sync_row *row, struct error *error)
{
	(void)error;
	if (row->identity)
		sync_labels_add(context, (uint64_t)row->identity);
	return 0;
}

int sync_labels_load(struct sync_labels *labels, struct state *state, int64_t mailbox_id,
		     struct error *error)
{
	struct sync_journal_folders folders;
	int result = sync_journal_folders(state, mailbox_id, &folders, error);

	for (size_t i = 0; result == 0 && i < folders.count; i++)
		result = sync_journal_each(state, folders.items[i].id, false, add_row, labels,
					   error);
	sync_journal_folders_clear(&folders);
	return result;
}

/*
 * Gmail shows one message in a folder for each of its labels. The numbers of the messages that were met:
 * each is copied once, from the first folder that has it.
 */
#ifndef EXOSH_TRANSPORT_SYNC_LABELS_H
#define EXOSH_TRANSPORT_SYNC_LABELS_H

#include "base/error.h"

struct state;

/* A set of numbers other than 0. */
struct sync_labels {
	uint64_t *slots;
	size_t count, size; /* size: a power of two */
};

/* What the journal has of this mailbox. */
int sync_labels_load(struct sync_labels *labels, struct state *state, int64_t mailbox_id,
		     struct error *error);
void sync_labels_clear(struct sync_labels *labels);
/* false: the number is there already. */
bool sync_labels_add(struct sync_labels *labels, uint64_t number);

#endif

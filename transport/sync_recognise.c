/*
 * Finds messages in the target that have no row in the journal: after a crash, after a batch was
 * removed and made again, or where the mail was brought by other means. By their origin's token where
 * the target keeps it, else by identity, as many target messages as there are source messages.
 */
#include "base/xmalloc.h"
#include "transport/message_header.h"
#include "transport/sync_private.h"

#include <stdlib.h>
#include <string.h>

#define WINDOW 500

struct known {
	int64_t id, identity;
	int64_t flags; /* a signature, or SYNC_FLAGS_UNKNOWN */
	bool used;
};

/* A source message that may be one of them. */
struct candidate {
	struct sync_item *item;
	int64_t identity, row_identity, flags;
};

struct recogniser {
	struct sync *sync;
	int64_t *rows; /* target ids that have a row; sorted */
	size_t row_count, row_capacity;
	struct known *known; /* the target's other messages */
	size_t count, capacity, left;
	struct candidate *waiting;
	size_t waiting_count, waiting_capacity;
	struct arena arena;
};

static int compare_numbers(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return left < right ? -1 : left > right;
}

static int compare_ids(const void *a, const void *b)
{
	return compare_numbers(&((const struct known *)a)->id, &((const struct known *)b)->id);
}

static int compare_identities(const void *a, const void *b)
{
	return compare_numbers(&((const struct known *)a)->identity,
			       &((const struct known *)b)->identity);
}

static int collect_row(void *context, const struct sync_row *row, struct error *error)
{
	struct recogniser *self = context;
	(void)error;

	if (row->state == SYNC_ROW_COPIED && row->target_id) {
		GROW(self->rows, self->row_count, self->row_capacity);
		self->rows[self->row_count++] = row->target_id;
	}
	return 0;
}

static int collect_known(void *context, const struct target_entry *message, struct error *error)
{
	struct recogniser *self = context;
	(void)error;

	if (self->row_count && bsearch(&message->id, self->rows, self->row_count,
				       sizeof(message->id), compare_numbers))
		return 0;
	GROW(self->known, self->count, self->capacity);
	self->known[self->count++] = (struct known){
		.id = message->id,
		.identity = message->identity,
		.flags = message->has_flags
				 ? sync_flags_signature(message->flags, message->keywords)
				 : SYNC_FLAGS_UNKNOWN,
	};
	return 0;
}

static void remove_done_items(struct sync_folder *folder)
{
	size_t kept = 0;
	bool gap = false;

	for (size_t i = 0; i < folder->count; i++) {
		struct sync_item item = folder->items[i];
		if (item.done) {
			gap = true;
			continue;
		}
		item.gap |= gap;
		gap = false;
		folder->items[kept++] = item;
	}
	folder->count = kept;
}

static int settle(struct recogniser *self, struct sync_item *item, int64_t target_id,
		  int64_t identity, int64_t flags, uint64_t size, struct error *error)
{
	struct sync *sync = self->sync;
	struct sync_row row = {.uid = item->uid,
			       .target_id = target_id,
			       .identity = identity,
			       .size = size,
			       .flags = flags};

	item->done = true;
	sync->result->recognised++;
	sync->result->progress.messages_synced++;
	sync->result->progress.bytes_synced += size;
	sync->handled++;
	return sync_folder_add_row(sync, sync->folder, &row, error);
}

static int by_token(struct recogniser *self, struct error *error)
{
	struct sync_folder *folder = self->sync->folder;

	qsort(self->known, self->count, sizeof(*self->known), compare_ids);
	self->left = self->count;
	for (size_t i = 0; i < folder->count; i++) {
		struct sync_item *item = &folder->items[i];
		struct known key = {.id = (int64_t)sync_folder_token(folder, item->uid)};
		struct known *known =
			bsearch(&key, self->known, self->count, sizeof(key), compare_ids);
		if (!known || known->used)
			continue;
		known->used = true;
		self->left--;
		GROW(self->rows, self->row_count, self->row_capacity);
		self->rows[self->row_count++] = known->id;
		if (settle(self, item, known->id, 0, SYNC_FLAGS_UNKNOWN, item->size, error) < 0)
			return -1;
	}
	if (self->row_count)
		qsort(self->rows, self->row_count, sizeof(*self->rows), compare_numbers);
	remove_done_items(folder);
	return 0;
}

/* The first unused one of this identity, and with these flags; SYNC_FLAGS_UNKNOWN on either side fits all. */
static struct known *find_unused(struct recogniser *self, int64_t identity, int64_t flags)
{
	struct known key = {.identity = identity};
	struct known *found =
		identity ? bsearch(&key, self->known, self->count, sizeof(key), compare_identities)
			 : NULL;

	while (found && found > self->known && found[-1].identity == identity)
		found--;
	for (; found && found < self->known + self->count && found->identity == identity; found++)
		if (!found->used && (flags == SYNC_FLAGS_UNKNOWN || found->flags == flags ||
				     found->flags == SYNC_FLAGS_UNKNOWN))
			return found;
	return NULL;
}

static int take(struct recogniser *self, struct known *known, const struct candidate *candidate,
		struct error *error)
{
	known->used = true;
	self->left--;
	return settle(self, candidate->item, known->id, candidate->row_identity, candidate->flags,
		      candidate->item->size, error);
}

/* Messages that are the same but for their flags: each is to find its own copy, so that one whose flags no copy has
 * waits until the others have chosen. */
static int choose(struct recogniser *self, const struct candidate *candidate, struct error *error)
{
	struct known *known = find_unused(self, candidate->identity, candidate->flags);

	if (known)
		return take(self, known, candidate, error);
	if (find_unused(self, candidate->identity, SYNC_FLAGS_UNKNOWN)) {
		GROW(self->waiting, self->waiting_count, self->waiting_capacity);
		self->waiting[self->waiting_count++] = *candidate;
	}
	return 0;
}

static int choose_for_waiting(struct recogniser *self, struct error *error)
{
	int result = 0;

	for (size_t i = 0; result == 0 && i < self->waiting_count; i++) {
		struct known *known =
			find_unused(self, self->waiting[i].identity, SYNC_FLAGS_UNKNOWN);
		if (known)
			result = take(self, known, &self->waiting[i], error);
	}
	return result;
}

static int see_header(void *context, const struct imap_node *response, struct error *error)
{
	struct recogniser *self = context;
	struct sync_folder *folder = self->sync->folder;
	struct imap_fetch fetch;
	int result = 0;

	if (imap_fetch_read(response, &self->arena, &fetch) && fetch.uid && fetch.body) {
		size_t low = 0, high = folder->count;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (folder->items[middle].uid < fetch.uid)
				low = middle + 1;
			else
				high = middle;
		}
		struct sync_item *item = low < folder->count ? &folder->items[low] : NULL;
		int64_t identity = message_identity(fetch.body, fetch.body_length);
		struct candidate candidate = {
			.item = item,
			.identity = identity,
			.row_identity = self->sync->has_labels ? (int64_t)fetch.gmail_id : identity,
			.flags = sync_flags_signature(fetch.flags, fetch.keywords),
		};
		if (item && item->uid == fetch.uid && !item->done)
			result = choose(self, &candidate, error);
	}
	arena_clear(&self->arena);
	return result;
}

static int take_any_answer(void *context, const struct imap_reply *reply, struct error *error)
{
	(void)context, (void)reply, (void)error;
	return 0;
}

/* Reads the headers of planned messages, newest first, as long as something in the target is left. */
static int by_identity(struct recogniser *self, struct error *error)
{
	struct sync_folder *folder = self->sync->folder;
	struct imap_handler handler = {
		.context = self, .untagged = see_header, .done = take_any_answer};
	size_t end = folder->count;
	int result = 0;

	qsort(self->known, self->count, sizeof(*self->known), compare_identities);
	self->left = 0;
	for (size_t i = 0; i < self->count; i++)
		self->left += self->known[i].identity != 0;
	while (result == 0 && end && self->left) {
		size_t first = end - MIN(end, (size_t)WINDOW);
		result = imap_client_run(self->sync->source, &handler, error,
					 "UID FETCH %u:%u (UID FLAGS%s " MESSAGE_IDENTITY_ITEM ")",
					 folder->items[first].uid, folder->items[end - 1].uid,
					 self->sync->has_labels ? " X-GM-MSGID" : "");
		end = first;
		if (result == 0)
			result = sync_report_tick(self->sync, false, error);
	}
	if (result == 0)
		result = choose_for_waiting(self, error);
	remove_done_items(folder);
	return result;
}

static int recognise(struct recogniser *self, struct error *error)
{
	struct sync *sync = self->sync;
	struct sync_folder *folder = sync->folder;
	struct target *target = sync->target;
	int64_t from = folder->target.next ? folder->row->target_next : 0;

	if (!folder->count || folder->target.empty ||
	    (folder->target.next && from >= folder->target.next))
		return 0;
	if (sync_journal_each(sync->options->state, folder->row->id, false, collect_row, self,
			      error) < 0)
		return -1;
	if (self->row_count)
		qsort(self->rows, self->row_count, sizeof(*self->rows), compare_numbers);
	if (target->class->list(target, from, false, collect_known, self, error) < 0)
		return -1;
	if (!self->count)
		return 0;
	/* Ids without an order are tokens. */
	if (!folder->target.next && by_token(self, error) < 0)
		return -1;
	if ((!folder->target.next && !self->left) || !folder->count)
		return 0;
	self->count = 0;
	if (target->class->list(target, from, true, collect_known, self, error) < 0)
		return -1;
	return by_identity(self, error);
}

static void clear(struct recogniser *self)
{
	arena_clear(&self->arena);
	free(self->rows);
	free(self->known);
	free(self->waiting);
}

int sync_recognise(struct sync *sync, struct error *error)
{
	struct recogniser self = {.sync = sync};
	uint32_t before = sync->result->recognised;

	arena_init(&self.arena);
	int result = recognise(&self, error);
	clear(&self);
	if (result == 0)
		result = sync_folder_write_rows(sync, sync->folder, error);
	if (sync->result->recognised > before)
		sync_report_log(sync, SYNC_LOG_INFO,
				"Folder '%s': %u messages are in the target already.",
				sync->folder->entry->text, sync->result->recognised - before);
	return result;
}

struct unknown {
	struct recogniser *self;
	struct sync_row *rows;
	size_t count, capacity;
};

static int collect_unknown(void *context, const struct sync_row *row, struct error *error)
{
	struct unknown *unknown = context;

	if (row->state != SYNC_ROW_COPIED)
		return 0;
	if (row->target_id)
		return collect_row(unknown->self, row, error);
	GROW(unknown->rows, unknown->count, unknown->capacity);
	unknown->rows[unknown->count++] = *row;
	return 0;
}

int sync_recognise_ids(struct sync *sync, struct error *error)
{
	struct recogniser self = {.sync = sync};
	struct unknown unknown = {.self = &self};
	struct target *target = sync->target;
	const struct sync_folder *folder = sync->folder;
	size_t found = 0;

	arena_init(&self.arena);
	int result = sync_journal_each(sync->options->state, folder->row->id, false,
				       collect_unknown, &unknown, error);
	if (result == 0 && unknown.count) {
		if (self.row_count)
			qsort(self.rows, self.row_count, sizeof(*self.rows), compare_numbers);
		result = target->class->list(target, folder->row->target_next, true, collect_known,
					     &self, error);
		if (self.count)
			qsort(self.known, self.count, sizeof(*self.known), compare_identities);
	}
	for (size_t i = 0; result == 0 && i < unknown.count; i++) {
		struct known *known = self.count ? find_unused(&self, unknown.rows[i].identity,
							       unknown.rows[i].flags)
						 : NULL;
		if (!known)
			continue;
		known->used = true;
		unknown.rows[found] = unknown.rows[i];
		unknown.rows[found++].target_id = known->id;
	}
	if (result == 0)
		result = sync_journal_put(sync->options->state, folder->row->id, unknown.rows,
					  found, error);
	free(unknown.rows);
	clear(&self);
	return result;
}

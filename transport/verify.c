#include "transport/verify.h"
#include "base/hashmap.h"
#include "base/xmalloc.h"
#include "transport/folder_digest.h"
#include "transport/state.h"
#include "transport/sync_private.h"

#include <stdlib.h>
#include <string.h>

const char *const verify_kind_names[VERIFY_KIND_COUNT] = {
	[VERIFY_MISSING] = "Missing",
	[VERIFY_DOUBLED] = "Doubled",
	[VERIFY_FLAGS] = "FlagsDiffer",
	[VERIFY_DATE] = "DateDiffers",
	[VERIFY_CONTENT] = "ContentDiffers",
	[VERIFY_UNREADABLE] = "Unreadable",
	[VERIFY_SKIPPED] = "Skipped",
	[VERIFY_PENDING] = "Pending",
	[VERIFY_EXTRA] = "Extra",
};

struct verify {
	struct sync sync;
	struct sync_result result;
	struct stream_guard guard;
	size_t next; /* of the map's entries */
	/* Of each entry: the next one with the same target, and whether there is one before it. */
	const struct folder_map_entry **after;
	bool *is_later;
	struct folder_digest source, target;
	struct verify_difference *differences;
	size_t count, capacity;
	char *problem;
	struct arena arena;
	struct state_skipped_list skipped; /* in the arena */
};

bool verify_kind_is_fault(enum verify_kind kind)
{
	return kind < VERIFY_SKIPPED;
}

/* ---- two lists ---- */

static int compare_hashes(const void *a, const void *b)
{
	const struct folder_digest_message *left = a, *right = b;

	if (left->is_read != right->is_read)
		return right->is_read - left->is_read;
	return memcmp(left->hash, right->hash, sizeof(left->hash));
}

static int compare_marks(const struct folder_digest_message *left,
			 const struct folder_digest_message *right)
{
	int flags = strcasecmp(left->flags, right->flags);

	return flags ? flags : (left->date > right->date) - (left->date < right->date);
}

static int compare_messages(const void *a, const void *b)
{
	int hashes = compare_hashes(a, b);

	return hashes ? hashes : compare_marks(a, b);
}

static int compare_identities(const void *a, const void *b)
{
	const struct folder_digest_message *left = *(void *const *)a, *right = *(void *const *)b;
	bool equal = left->identity == right->identity;

	return equal ? compare_marks(left, right) : left->identity < right->identity ? -1 : 1;
}

static void sort(struct folder_digest *digest)
{
	if (digest->count)
		qsort(digest->items, digest->count, sizeof(*digest->items), compare_messages);
}

/* Messages that found no partner. */
struct rest {
	const struct folder_digest_message **items;
	size_t count, capacity;
};

static void rest_add(struct rest *rest, const struct folder_digest_message *message)
{
	GROW(rest->items, rest->count, rest->capacity);
	rest->items[rest->count++] = message;
}

static void note(struct verify *verify, struct verify_folder *folder, enum verify_kind kind,
		 const struct folder_digest_message *source,
		 const struct folder_digest_message *target)
{
	const struct folder_digest_message *shown = source ? source : target;

	folder->counts[kind]++;
	folder->is_identical &= !verify_kind_is_fault(kind);
	GROW(verify->differences, verify->count, verify->capacity);
	verify->differences[verify->count++] = (struct verify_difference){
		.kind = kind,
		.uid = source ? source->uid : 0,
		.subject = shown->subject,
		.message_id = shown->message_id,
		.size = shown->size,
		.date = shown->date,
		.source_flags = source ? source->flags : NULL,
		.target_flags = target ? target->flags : NULL,
		.target_date = target ? target->date : 0,
	};
}

static void note_marks(struct verify *verify, struct verify_folder *folder,
		       const struct folder_digest_message *source,
		       const struct folder_digest_message *target)
{
	if (strcasecmp(source->flags, target->flags) != 0)
		note(verify, folder, VERIFY_FLAGS, source, target);
	if (source->date && source->date != target->date)
		note(verify, folder, VERIFY_DATE, source, target);
}

/* Copies of one content on both sides: first those that agree in all, then the others as they come. */
static void pair_copies(struct verify *verify, struct verify_folder *folder,
			struct folder_digest_message *source, size_t source_count,
			struct folder_digest_message *target, size_t target_count,
			struct rest *missing)
{
	struct rest left = {0}, right = {0};
	size_t i = 0, j = 0;

	while (i < source_count || j < target_count) {
		int order = i == source_count   ? 1
			    : j == target_count ? -1
						: compare_marks(&source[i], &target[j]);
		if (order < 0)
			rest_add(&left, &source[i]);
		else if (order > 0)
			rest_add(&right, &target[j]);
		i += order <= 0;
		j += order >= 0;
	}
	size_t pairs = MIN(left.count, right.count);
	for (size_t k = 0; k < pairs; k++)
		note_marks(verify, folder, left.items[k], right.items[k]);
	for (size_t k = pairs; k < left.count; k++)
		rest_add(missing, left.items[k]);
	for (size_t k = pairs; k < right.count; k++)
		note(verify, folder, VERIFY_DOUBLED, NULL, right.items[k]);
	free(left.items);
	free(right.items);
}

static size_t count_copies(const struct folder_digest *digest, size_t first)
{
	size_t last = first + 1;

	while (last < digest->count && !compare_hashes(&digest->items[first], &digest->items[last]))
		last++;
	return last - first;
}

static void pair_contents(struct verify *verify, struct verify_folder *folder, struct rest *missing,
			  struct rest *extra)
{
	struct folder_digest *source = &verify->source, *target = &verify->target;
	size_t i = 0, j = 0;

	sort(source);
	sort(target);
	while (i < source->count || j < target->count) {
		int order = i == source->count ? 1
			    : j == target->count
				    ? -1
				    : compare_hashes(&source->items[i], &target->items[j]);
		if (order < 0 || (order == 0 && !source->items[i].is_read)) {
			rest_add(missing, &source->items[i++]);
		} else if (order > 0) {
			rest_add(extra, &target->items[j++]);
		} else {
			size_t left = count_copies(source, i), right = count_copies(target, j);
			pair_copies(verify, folder, &source->items[i], left, &target->items[j],
				    right, missing);
			i += left;
			j += right;
		}
	}
}

/* ---- why one is missing ---- */

static bool is_under_another_label(const struct verify *verify,
				   const struct folder_digest_message *message)
{
	return message->label &&
	       !sync_labels_add((struct sync_labels *)&verify->sync.labels, message->label);
}

/* false: it is no difference at all. */
static bool explain(struct verify *verify, const struct folder_digest_message *message,
		    enum verify_kind *kind_r, struct error *error)
{
	const struct sync_journal_folder *row = message->owner;
	struct sync_row settled;
	int found = row && row->id ? sync_journal_get(verify->sync.options->state, row->id,
						      message->uid, &settled, error)
				   : 0;

	if (found < 0)
		error_clear(error);
	*kind_r = VERIFY_MISSING;
	if (found == 1 && settled.state == SYNC_ROW_FILTERED)
		return false;
	if (found == 1 && settled.state != SYNC_ROW_COPIED)
		*kind_r = VERIFY_SKIPPED;
	else if (found != 1 && is_under_another_label(verify, message))
		return false;
	else if (found != 1 && (!row || message->uid >= row->uid_next))
		*kind_r = VERIFY_PENDING;
	else if (!message->is_read)
		*kind_r = VERIFY_UNREADABLE;
	return true;
}

static void pair_headers(struct verify *verify, struct verify_folder *folder, struct rest *missing,
			 struct rest *extra, struct error *error)
{
	size_t i = 0, j = 0;

	if (missing->count)
		qsort(missing->items, missing->count, sizeof(*missing->items), compare_identities);
	if (extra->count)
		qsort(extra->items, extra->count, sizeof(*extra->items), compare_identities);
	while (i < missing->count || j < extra->count) {
		const struct folder_digest_message *left =
			i < missing->count ? missing->items[i] : NULL;
		const struct folder_digest_message *right =
			j < extra->count ? extra->items[j] : NULL;
		int64_t order = !left                               ? 1
				: !right                            ? -1
				: left->identity == right->identity ? 0
				: left->identity < right->identity  ? -1
								    : 1;
		enum verify_kind kind;
		if (order == 0 && left->identity && left->is_read)
			note(verify, folder, VERIFY_CONTENT, left, right);
		else if (order <= 0 && explain(verify, left, &kind, error))
			note(verify, folder, kind, left, NULL);
		else if (order > 0)
			note(verify, folder, VERIFY_EXTRA, NULL, right);
		i += order <= 0;
		j += order > 0 || (order == 0 && left->identity && left->is_read);
	}
}

static int compare_differences(const void *a, const void *b)
{
	const struct verify_difference *left = a, *right = b;

	if (left->kind != right->kind)
		return (int)left->kind - (int)right->kind;
	return (left->uid > right->uid) - (left->uid < right->uid);
}

static void compare(struct verify *verify, struct verify_folder *folder, struct error *error)
{
	struct rest missing = {0}, extra = {0};

	pair_contents(verify, folder, &missing, &extra);
	pair_headers(verify, folder, &missing, &extra, error);
	free(missing.items);
	free(extra.items);
	if (verify->count)
		qsort(verify->differences, verify->count, sizeof(*verify->differences),
		      compare_differences);
	folder->differences = verify->differences;
	folder->difference_count = verify->count;
}

/* ---- both sides ---- */

static void sum_up(const struct folder_digest *digest, uint64_t *items_r, uint64_t *bytes_r)
{
	*items_r = digest->count;
	*bytes_r = 0;
	for (size_t i = 0; i < digest->count; i++)
		*bytes_r += digest->items[i].size;
}

static void name_side(const char *side, const struct endpoint *endpoint, struct error *error)
{
	if (endpoint)
		error_prefix(error, "%s server '%s'", side, endpoint->host);
	else
		error_prefix(error, "%s", side);
}

static int read_source(struct verify *verify, const struct folder_map_entry *entry,
		       struct error *error)
{
	struct sync *sync = &verify->sync;
	size_t first = verify->source.count;
	const void *row = sync_journal_folders_find(&sync->journal, entry->folder->name);
	int opened = folder_digest_imap(&verify->source, sync->source, entry->folder->name,
					sync->limits.max_message_bytes, &verify->problem, error);

	for (size_t i = first; i < verify->source.count; i++)
		verify->source.items[i].owner = row;
	if (opened < 0)
		name_side("Source", &sync->options->endpoint, error);
	return opened;
}

static int read_target(struct verify *verify, const struct folder_path *path, struct error *error)
{
	struct target *target = verify->sync.target;

	if (target->class->digest(target, path, &verify->target, error) == 0)
		return 0;
	name_side("Target", verify->sync.options->target.endpoint, error);
	return -1;
}

/* Several folders of the source may share one of the target; they are compared together, with the first of them. */
static int read_sources(struct verify *verify, const struct folder_map_entry *entry,
			struct error *error)
{
	const struct folder_map *map = &verify->sync.map;
	int opened = 1;

	for (; opened == 1 && entry; entry = verify->after[entry - map->entries])
		opened = read_source(verify, entry, error);
	return opened;
}

static void start_folder(struct verify *verify)
{
	folder_digest_clear(&verify->source);
	folder_digest_clear(&verify->target);
	verify->count = 0;
	free(verify->problem);
	verify->problem = NULL;
}

static bool was_copied(const struct verify *verify, const struct folder_map_entry *entry)
{
	return sync_journal_folders_find(&verify->sync.journal, entry->folder->name) != NULL;
}

/* What the migration said of a folder that it couldn't copy at all; NULL: nothing. */
static const char *find_skipped(const struct verify *verify, const char *folder)
{
	for (size_t i = 0; i < verify->skipped.count; i++) {
		const struct state_skipped *item = &verify->skipped.items[i];
		if (!item->uid && !strcmp(item->folder, folder))
			return item->failure;
	}
	return NULL;
}

static int next(struct verify *verify, struct verify_folder *folder, struct error *error)
{
	const struct folder_map *map = &verify->sync.map;

	start_folder(verify);
	while (verify->next < map->count && verify->is_later[verify->next])
		verify->next++;
	if (verify->next == map->count)
		return 0;
	const struct folder_map_entry *entry = &map->entries[verify->next++];
	*folder = (struct verify_folder){.source = entry->text,
					 .target = entry->target_text,
					 .problem = entry->problem,
					 .is_identical = true,
					 .folders_done = (uint32_t)verify->next,
					 .folders_total = (uint32_t)map->count};
	int opened = entry->problem ? 0 : read_sources(verify, entry, error);
	if (opened < 0)
		return -1;
	if (!folder->problem)
		folder->problem = verify->problem;
	if (opened && read_target(verify, &entry->target, error) < 0)
		return -1;
	sum_up(&verify->source, &folder->source_items, &folder->source_bytes);
	sum_up(&verify->target, &folder->target_items, &folder->target_bytes);
	if (opened)
		compare(verify, folder, error);
	if (!folder->problem && !was_copied(verify, entry))
		folder->problem = find_skipped(verify, entry->text);
	folder->is_identical &= !folder->problem;
	return 1;
}

int verify_next(struct verify *verify, struct verify_folder *folder_r, struct error *error)
{
	stream_guard_begin(&verify->guard);
	int result = next(verify, folder_r, error);
	stream_guard_end(&verify->guard);
	return result;
}

static void find_shared_targets(struct verify *verify)
{
	const struct folder_map *map = &verify->sync.map;
	struct hashmap last;

	verify->after = xcalloc(map->count + 1, sizeof(const void *));
	verify->is_later = xcalloc(map->count + 1, sizeof(bool));
	hashmap_init(&last, HASHMAP_EXACT);
	for (size_t i = 0; i < map->count; i++) {
		struct folder_map_entry *entry = &map->entries[i];
		const struct folder_map_entry *before =
			hashmap_put(&last, entry->target_text, entry);
		if (before)
			verify->after[before - map->entries] = entry;
		verify->is_later[i] = before != NULL;
	}
	hashmap_clear(&last, NULL);
}

static int connect_both(struct verify *verify, struct error *error)
{
	struct sync *sync = &verify->sync;

	if (sync_open(sync, error) < 0) {
		name_side("Source", &sync->options->endpoint, error);
		return -1;
	}
	find_shared_targets(verify);
	if (state_skipped_list(sync->options->state, &verify->arena, sync->options->mailbox_id, 0,
			       &verify->skipped, error) < 0)
		return -1;
	return sync_connect_target(sync, error);
}

struct verify *verify_open(const struct sync_options *options, const struct sync_events *events,
			   struct error *error)
{
	struct verify *verify = xcalloc(1, sizeof(*verify));

	int result = sync_init(&verify->sync, options, events, &verify->result, error);
	arena_init(&verify->arena);
	folder_digest_init(&verify->source);
	folder_digest_init(&verify->target);
	stream_guard_begin(&verify->guard);
	if (result == 0)
		result = connect_both(verify, error);
	stream_guard_end(&verify->guard);
	if (result < 0)
		verify_close(&verify);
	return verify;
}

void verify_close(struct verify **verify)
{
	struct verify *old = *verify;

	if (!old)
		return;
	start_folder(old);
	free(old->differences);
	free(old->after);
	arena_clear(&old->arena);
	free(old->is_later);
	stream_guard_begin(&old->guard);
	sync_clear(&old->sync);
	stream_guard_end(&old->guard);
	free(old);
	*verify = NULL;
}

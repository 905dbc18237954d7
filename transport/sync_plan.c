#include "base/xmalloc.h"
#include "transport/imap_quote.h"
#include "transport/message_header.h"
#include "transport/sync_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ITEM_SIZE ((1u << 30) - 1)
/* Since the folder was opened; a server that lists more invents them. */
#define MAX_ARRIVALS 100000
#define DAY 86400
#define DAYS 50000 /* since 1970: until 2106 */

struct planner {
	struct sync *sync;
	struct imap_seqset settled; /* UIDs that need nothing */
	uint32_t from;
	uint64_t listed;
	bool sparse;          /* what lies between the listed messages isn't known */
	bool unwanted_before; /* a message that is not planned lies before the next one */
	struct sync_item *too_large, *too_many, *filtered;
	size_t too_large_count, too_large_capacity, too_many_count, too_many_capacity;
	size_t filtered_count, filtered_capacity;
	struct arena arena;
};

static int take_any_answer(void *context, const struct imap_reply *reply, struct error *error)
{
	(void)context, (void)reply, (void)error;
	return 0;
}

static bool is_wanted(const struct sync *sync, const struct imap_fetch *fetch)
{
	const struct content_filter_message message = {
		.received = fetch->date.known ? fetch->date.seconds : 0,
		.sent = fetch->body ? message_header_date(fetch->body, fetch->body_length) : 0,
		.size = fetch->size,
	};

	return !sync->filter || content_filter_passes(sync->filter, &message);
}

static void add_item(struct planner *planner, const struct imap_fetch *fetch)
{
	struct sync_folder *folder = planner->sync->folder;
	struct sync_item item = {.uid = fetch->uid,
				 .size = (uint32_t)MIN(fetch->size, (uint64_t)MAX_ITEM_SIZE)};

	if (!is_wanted(planner->sync, fetch)) {
		GROW(planner->filtered, planner->filtered_count, planner->filtered_capacity);
		planner->filtered[planner->filtered_count++] = item;
		planner->unwanted_before = true;
		return;
	}
	if (fetch->size > planner->sync->limits.max_message_bytes) {
		GROW(planner->too_large, planner->too_large_count, planner->too_large_capacity);
		planner->too_large[planner->too_large_count++] = item;
		planner->unwanted_before = true;
		return;
	}
	if (fetch->date.known && fetch->date.seconds < planner->sync->cutoff) {
		GROW(planner->too_many, planner->too_many_count, planner->too_many_capacity);
		planner->too_many[planner->too_many_count++] = item;
		planner->unwanted_before = true;
		return;
	}
	if (fetch->gmail_id && !sync_labels_add(&planner->sync->labels, fetch->gmail_id)) {
		struct sync_progress *progress = &planner->sync->result->progress;
		progress->messages_total -= progress->messages_total > 0;
		progress->bytes_total -= MIN(progress->bytes_total, fetch->size);
		planner->sync->result->duplicates++;
		planner->unwanted_before = true;
		return;
	}
	item.gap = planner->unwanted_before || planner->sparse;
	planner->unwanted_before = false;
	GROW(folder->items, folder->count, folder->capacity);
	folder->items[folder->count++] = item;
}

static int see_message(void *context, const struct imap_node *response, struct error *error)
{
	struct planner *planner = context;
	struct sync_folder *folder = planner->sync->folder;
	struct imap_fetch fetch;

	if (imap_fetch_read(response, &planner->arena, &fetch) && fetch.items & IMAP_FETCH_UID) {
		if (fetch.uid < planner->from ||
		    imap_seqset_contains(&planner->settled, fetch.uid)) {
			planner->unwanted_before = true;
		} else if (!folder->count || fetch.uid > folder->items[folder->count - 1].uid) {
			planner->sync->result->progress.bytes_total += fetch.size;
			add_item(planner, &fetch);
			planner->listed++;
		}
	}
	arena_clear(&planner->arena);
	if (planner->listed <= (uint64_t)folder->exists + MAX_ARRIVALS)
		return 0;
	return error_set(
		error, FAILURE_PROTOCOL,
		"The server %s lists more messages in folder '%s' than the %u that it has.",
		planner->sync->options->endpoint.host, folder->entry->text, folder->exists);
}

/* "1:*" of what may be new, with what is needed to plan. */
static int list_messages(struct planner *planner, const char *set, struct error *error)
{
	/* In an empty range some servers answer BAD. */
	struct imap_handler handler = {
		.context = planner, .untagged = see_message, .done = take_any_answer};

	const struct sync *sync = planner->sync;
	bool sent = content_filter_needs_sent(sync->filter);

	return imap_client_run(sync->source, &handler, error,
			       "UID FETCH %s (UID%s%s RFC822.SIZE%s)", set,
			       sync->cutoff != INT64_MIN || sync->filter ? " INTERNALDATE" : "",
			       sync->has_labels ? " X-GM-MSGID" : "",
			       sent ? " BODY.PEEK[HEADER.FIELDS (DATE)]" : "");
}

/* Messages that were copied, or that a limit still keeps out. */
static bool is_settled(const struct sync *sync, const struct sync_row *row)
{
	if (row->state == SYNC_ROW_COPIED || row->state == SYNC_ROW_FILTERED)
		return true;
	return row->state == SYNC_ROW_SKIPPED &&
	       (row->size > sync->limits.max_message_bytes || sync->cutoff != INT64_MIN ||
		sync->result->progress.messages_synced >= sync->limits.max_items);
}

static int collect_settled(void *context, const struct sync_row *row, struct error *error)
{
	struct planner *planner = context;
	(void)error;

	if (is_settled(planner->sync, row))
		imap_seqset_add(&planner->settled, row->uid, row->uid);
	else
		imap_seqset_add(&planner->sync->folder->retried, row->uid, row->uid);
	return 0;
}

static int collect_retries(void *context, const struct sync_row *row, struct error *error)
{
	struct planner *planner = context;
	(void)error;

	if (!is_settled(planner->sync, row))
		imap_seqset_add(&planner->sync->folder->retried, row->uid, row->uid);
	return 0;
}

static int see_retry(void *context, const struct sync_row *row, struct error *error)
{
	const void **pair = context;
	(void)error;

	if (is_settled(pair[0], row))
		return 0;
	*(bool *)pair[1] = true;
	return 1;
}

int sync_plan_has_retries(struct sync *sync, int64_t folder_id, bool *has_r, struct error *error)
{
	void *pair[] = {sync, has_r};

	*has_r = false;
	return sync_journal_each(sync->options->state, folder_id, true, see_retry, pair, error);
}

/* What is tried again doesn't count as skipped until it fails again. */
static void forget_retries(struct sync *sync)
{
	struct sync_progress *progress = &sync->result->progress;
	uint64_t count = imap_seqset_size(&sync->folder->retried);

	progress->messages_skipped -= MIN(progress->messages_skipped, count);
}

/* After a clean pass only what was skipped, then what came since, has to be looked at. */
static int plan_changes(struct planner *planner, struct error *error)
{
	struct sync *sync = planner->sync;
	const struct sync_journal_folder *row = sync->folder->row;
	const struct imap_seqset *retried = &sync->folder->retried;
	struct strbuf set = STRBUF_INIT;
	int result = sync_journal_each(sync->options->state, row->id, true, collect_retries,
				       planner, error);

	imap_seqset_print(retried, &set);
	forget_retries(sync);
	planner->sparse = true;
	if (result == 0 && retried->count)
		result = list_messages(planner, set.data, error);
	planner->sparse = false;
	strbuf_reset(&set);
	planner->from = MAX(row->uid_next, 1u);
	planner->unwanted_before = true;
	strbuf_addf(&set, "%u:*", planner->from);
	if (result == 0)
		result = list_messages(planner, set.data, error);
	strbuf_clear(&set);
	return result;
}

static int plan_everything(struct planner *planner, struct error *error)
{
	struct sync *sync = planner->sync;

	if (sync->folder->row->id && sync_journal_each(sync->options->state, sync->folder->row->id,
						       false, collect_settled, planner, error) < 0)
		return -1;
	return list_messages(planner, "1:*", error);
}

/* They are no skipped items: nobody wants them. */
static int note_filtered(struct planner *planner, struct error *error)
{
	struct sync *sync = planner->sync;

	sync_report_filtered(sync, (int64_t)planner->filtered_count);
	for (size_t i = 0; i < planner->filtered_count; i++) {
		struct sync_row row = {.uid = planner->filtered[i].uid,
				       .state = SYNC_ROW_FILTERED,
				       .size = planner->filtered[i].size};
		if (sync_folder_add_row(sync, sync->folder, &row, error) < 0)
			return -1;
	}
	return 0;
}

static int report_skipped(struct planner *planner, struct error *error)
{
	struct sync *sync = planner->sync;
	char reason[160];

	snprintf(reason, sizeof(reason), "The message is larger than the limit of %llu bytes.",
		 (unsigned long long)sync->limits.max_message_bytes);
	for (size_t i = 0; i < planner->too_large_count; i++) {
		const struct sync_item *item = &planner->too_large[i];
		if (sync_report_skip(sync, item->uid, item->size, SYNC_SKIP_LARGE_ITEM,
				     SYNC_ROW_SKIPPED, reason, error) < 0)
			return -1;
	}
	for (size_t i = 0; i < planner->too_many_count; i++) {
		struct sync_row row = {.uid = planner->too_many[i].uid,
				       .state = SYNC_ROW_SKIPPED,
				       .size = planner->too_many[i].size};
		if (sync_folder_add_row(sync, sync->folder, &row, error) < 0)
			return -1;
	}
	if (!planner->too_many_count)
		return 0;
	sync->result->progress.messages_skipped += planner->too_many_count;
	snprintf(reason, sizeof(reason),
		 "The mailbox has more than %llu messages: the %zu oldest of this folder are left "
		 "out.",
		 (unsigned long long)sync->limits.max_items, planner->too_many_count);
	sync_report_skip_folder(sync, sync->folder->entry, SYNC_SKIP_TOO_MANY, reason);
	return 0;
}

int sync_plan(struct sync *sync, struct error *error)
{
	struct planner planner = {.sync = sync, .from = 1};
	int result = 0;

	arena_init(&planner.arena);
	if (sync->folder->exists)
		result = sync->folder->row->clean ? plan_changes(&planner, error)
						  : plan_everything(&planner, error);
	if (result == 0)
		result = note_filtered(&planner, error);
	if (result == 0)
		result = report_skipped(&planner, error);
	imap_seqset_clear(&planner.settled);
	arena_clear(&planner.arena);
	free(planner.too_large);
	free(planner.too_many);
	free(planner.filtered);
	return result;
}

/* ---- more messages than allowed ---- */

struct histogram {
	uint32_t *days;
	struct arena arena;
};

static int count_day(void *context, const struct imap_node *response, struct error *error)
{
	struct histogram *histogram = context;
	struct imap_fetch fetch;
	(void)error;

	if (imap_fetch_read(response, &histogram->arena, &fetch) && fetch.date.known) {
		int64_t day = fetch.date.seconds / DAY;
		histogram->days[day < 0 ? 0 : MIN(day, DAYS - 1)]++;
	}
	arena_clear(&histogram->arena);
	return 0;
}

int sync_plan_cutoff(struct sync *sync, struct error *error)
{
	struct histogram histogram = {.days = xcalloc(DAYS, sizeof(uint32_t))};
	struct imap_handler handler = {
		.context = &histogram, .untagged = count_day, .done = take_any_answer};
	struct strbuf name = STRBUF_INIT;
	uint64_t count = 0;
	int day = DAYS, result = 0;

	arena_init(&histogram.arena);
	for (size_t i = 0; result == 0 && i < sync->map.count; i++) {
		const struct imap_folder *folder = sync->map.entries[i].folder;
		if (!folder->status.messages)
			continue;
		strbuf_reset(&name);
		imap_quote_astring(&name, folder->name);
		result = imap_client_run(sync->source, &handler, error, "EXAMINE %s", name.data);
		if (result == 0)
			result = imap_client_run(sync->source, &handler, error,
						 "FETCH 1:* (INTERNALDATE)");
	}
	while (day > 0 && count + histogram.days[day - 1] <= sync->limits.max_items)
		count += histogram.days[--day];
	sync->cutoff = (int64_t)day * DAY;
	free(histogram.days);
	strbuf_clear(&name);
	return result;
}

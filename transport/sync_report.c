#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/message_header.h"
#include "transport/sync_private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TICK_SECONDS 0.3
#define RATE_SECONDS 5.0

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

const char *sync_skip_name(enum sync_skip kind)
{
	static const char *const names[] = {
		[SYNC_SKIP_LARGE_ITEM] = "LargeItem", [SYNC_SKIP_TOO_MANY] = "TooManyItems",
		[SYNC_SKIP_BAD_ITEM] = "CorruptItem", [SYNC_SKIP_REFUSED] = "RefusedItem",
		[SYNC_SKIP_FOLDER] = "CorruptFolder",
	};
	return names[kind];
}

void sync_report_start(struct sync *sync)
{
	sync->started = sync->rate_since = now();
	sync->ticked = 0;
	sync->rate_bytes = 0;
}

/* By messages, whose number is known from the beginning; sizes are while folders are planned. Until some are settled,
 * by what is known of the sizes. */
static double time_left(const struct sync *sync, double elapsed)
{
	const struct sync_progress *progress = &sync->result->progress;
	uint64_t done = progress->messages_synced + progress->messages_skipped;
	double left = (double)(progress->messages_total - MIN(progress->messages_total, done));

	if (elapsed <= RATE_SECONDS / 2)
		return -1;
	if (progress->messages_copied)
		return elapsed / (double)progress->messages_copied * left;
	double bytes = (double)(progress->bytes_total -
				MIN(progress->bytes_total, progress->bytes_synced));
	return progress->bytes_per_second > 0 && bytes > 0 ? bytes / progress->bytes_per_second
							   : -1;
}

/* A mean over the last seconds, and from it the time that is left. */
static void update_rate(struct sync *sync, double time)
{
	struct sync_progress *progress = &sync->result->progress;
	double span = time - sync->rate_since;

	if (span < 1.0)
		return;
	/* What arrives, not what is settled: that comes in groups. */
	uint64_t bytes = sync->source ? imap_client_bytes_read(sync->source) : 0;
	double rate = (double)(bytes - MIN(sync->rate_bytes, bytes)) / span;
	bool first = progress->bytes_per_second == 0;
	progress->bytes_per_second = first ? rate : progress->bytes_per_second * 0.6 + rate * 0.4;
	sync->rate_since = time;
	sync->rate_bytes = bytes;
	progress->seconds_left = time_left(sync, time - sync->started);
}

int sync_report_tick(struct sync *sync, bool at_once, struct error *error)
{
	const struct sync_events *events = sync->events;
	double time = now();

	if (!at_once && time - sync->ticked < TICK_SECONDS)
		return 0;
	sync->ticked = time;
	update_rate(sync, time);
	if (events->progress)
		events->progress(events->context, &sync->result->progress);
	if (events->stop && events->stop(events->context))
		return error_set(error, FAILURE_STOPPED, "Stopped.");
	return 0;
}

void sync_report_log(struct sync *sync, enum sync_log_level level, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;

	if (!sync->events->log)
		return;
	va_start(args, format);
	strbuf_vaddf(&text, format, args);
	va_end(args);
	sync->events->log(sync->events->context, level, text.data);
	strbuf_clear(&text);
}

void sync_report_filtered(struct sync *sync, int64_t count)
{
	struct sync_progress *progress = &sync->result->progress;

	sync->filtered = (uint64_t)((int64_t)sync->filtered + count);
	progress->messages_total =
		(uint64_t)MAX((int64_t)progress->messages_total - count, (int64_t)0);
}

struct details {
	struct arena arena;
	struct imap_fetch fetch;
	uint32_t uid;
};

static int see_details(void *context, const struct imap_node *response, struct error *error)
{
	struct details *details = context;
	struct imap_fetch fetch;
	(void)error;

	if (imap_fetch_read(response, &details->arena, &fetch) && fetch.uid == details->uid) {
		if (fetch.body)
			fetch.body = arena_strndup(&details->arena, fetch.body, fetch.body_length);
		details->fetch = fetch;
	}
	return 0;
}

static int take_any_answer(void *context, const struct imap_reply *reply, struct error *error)
{
	(void)context, (void)reply, (void)error;
	return 0;
}

static void tell(struct sync *sync, struct sync_skipped *item, const struct imap_fetch *fetch)
{
	const struct sync_events *events = sync->events;
	const char *header = fetch->body ? fetch->body : "";
	size_t length = fetch->body_length;
	char *subject = message_header_get(header, length, "Subject");
	char *sender = message_header_get(header, length, "From");
	char *recipient = message_header_get(header, length, "To");
	char *message_id = message_header_get(header, length, "Message-ID");

	item->subject = subject;
	item->sender = sender;
	item->recipient = recipient;
	item->message_id = message_id;
	item->date_sent = message_header_date(header, length);
	item->date_received = fetch->date.known ? fetch->date.seconds : 0;
	if (!item->size)
		item->size = fetch->size;
	if (events->skipped)
		events->skipped(events->context, item);
	free(subject);
	free(sender);
	free(recipient);
	free(message_id);
}

int sync_report_skip(struct sync *sync, uint32_t uid, uint64_t size, enum sync_skip kind,
		     enum sync_row_state state, const char *reason, struct error *error)
{
	struct details details = {.uid = uid};
	struct imap_handler handler = {
		.context = &details, .untagged = see_details, .done = take_any_answer};
	struct sync_skipped item = {.kind = kind,
				    .folder = sync->folder->entry->text,
				    .uid = uid,
				    .size = size,
				    .reason = reason};
	struct sync_row row = {.uid = uid, .state = state, .size = size};

	arena_init(&details.arena);
	int result = imap_client_run(
		sync->source, &handler, error,
		"UID FETCH %u (UID INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID "
		"DATE FROM TO SUBJECT)])",
		uid);
	if (result == 0) {
		tell(sync, &item, &details.fetch);
		row.size = item.size;
		sync->result->progress.messages_skipped++;
		sync->handled++;
		result = sync_folder_add_row(sync, sync->folder, &row, error);
	}
	arena_clear(&details.arena);
	return result;
}

void sync_report_skip_folder(struct sync *sync, const struct folder_map_entry *entry,
			     enum sync_skip kind, const char *reason)
{
	struct sync_skipped item = {.kind = kind, .folder = entry->text, .reason = reason};

	sync_report_log(sync, SYNC_LOG_WARNING, "Folder '%s': %s", entry->text, reason);
	if (sync->events->skipped)
		sync->events->skipped(sync->events->context, &item);
}

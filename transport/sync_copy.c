/*
 * Moves the planned messages. The source is asked for windows of messages, several at a time, newest
 * first; what arrives goes straight on to the target, in pieces, so a message is never whole in memory.
 * When the target can't take more the source isn't read, and TCP slows it down.
 */
#include "base/xmalloc.h"
#include "transport/imap_capability.h"
#include "transport/message_header.h"
#include "transport/server_words.h"
#include "transport/sync_private.h"
#include "transport/sync_spool.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WINDOW_MESSAGES 200
#define WINDOW_BYTES ((uint64_t)4 * 1024 * 1024)
#define WINDOWS_AT_ONCE 3
#define MAX_BACKLOG ((size_t)512 * 1024)
/* How many are tried together of those that were refused in a large batch. */
#define GROUP_MESSAGES 16
#define GATHER_NANOSECONDS 500000L
#define HEADER_SIZE ((size_t)16 * 1024)
/* A literal that claims to be more than this times the limit is not worth waiting for. */
#define ABSURD_FACTOR 16

enum body {
	BODY_NONE,    /* no message is arriving */
	BODY_SENDING, /* its pieces go to the target */
	BODY_SPOOLED, /* its pieces are kept until its flags and date are known */
	BODY_DROPPED, /* not wanted */
	BODY_ARRIVED  /* whole; the end of its FETCH response is still to come */
};

struct window {
	struct copier *copier;
	size_t first, count; /* items */
	bool asked;          /* and not answered */
};

struct copier {
	struct sync *sync;
	struct sync_folder *folder;
	struct target *target;
	size_t next; /* items[next - 1] is the next to ask for */
	bool slow;   /* one message at a time, and the target settles it before the next */
	bool single; /* slow, and what isn't taken is remembered as the problem */
	enum body body;
	struct sync_item *item; /* the message that arrives */
	uint64_t size;
	struct sync_spool *spool;
	char *header; /* its beginning, where an identity is needed */
	size_t header_length;
	struct arena arena;
	struct window windows[WINDOWS_AT_ONCE];
	char *problem; /* single: why the source or the target didn't take the message */
};

static int compare_items(const void *a, const void *b)
{
	const struct sync_item *left = a, *right = b;
	return left->uid < right->uid ? -1 : left->uid > right->uid;
}

static struct sync_item *find_item(const struct sync_folder *folder, uint32_t uid)
{
	struct sync_item key = {.uid = uid};
	return folder->count
		       ? bsearch(&key, folder->items, folder->count, sizeof(key), compare_items)
		       : NULL;
}

/* ---- settling ---- */

static struct sync_transit *find_transit(const struct sync_folder *folder, uint32_t uid)
{
	for (size_t i = folder->transit_first; i < folder->transit_count; i++)
		if (folder->transit[i].uid == uid)
			return &folder->transit[i];
	return NULL;
}

/* Settled messages leave from the front, mostly in order. */
static void drop_transit(struct sync_folder *folder, struct sync_transit *transit)
{
	transit->uid = 0;
	while (folder->transit_first < folder->transit_count &&
	       !folder->transit[folder->transit_first].uid)
		folder->transit_first++;
	if (folder->transit_first == folder->transit_count)
		folder->transit_first = folder->transit_count = 0;
}

int sync_copy_stored(void *context, void *owner, uint32_t uid, int64_t target_id,
		     struct error *error)
{
	struct sync *sync = context;
	struct sync_folder *folder = owner;
	struct sync_progress *progress = &sync->result->progress;
	struct sync_transit *transit = find_transit(folder, uid);

	if (!transit)
		return 0;
	struct sync_row row = {.uid = uid,
			       .state = SYNC_ROW_COPIED,
			       .target_id = target_id,
			       .identity = transit->identity,
			       .size = transit->size,
			       .flags = transit->flags};
	progress->messages_copied++;
	progress->messages_synced++;
	progress->bytes_copied += transit->size;
	progress->bytes_synced += transit->size;
	sync->handled++;
	drop_transit(folder, transit);
	if (imap_seqset_contains(&folder->retried, uid) && sync->events->unskipped)
		sync->events->unskipped(sync->events->context, folder->entry->text, uid);
	return sync_folder_add_row(sync, folder, &row, error);
}

int sync_copy_refused(void *context, void *owner, uint32_t uid, const char *reason,
		      struct error *error)
{
	struct sync_folder *folder = owner;
	struct sync_transit *transit = find_transit(folder, uid);
	(void)context, (void)error;

	if (!transit)
		return 0;
	GROW(folder->refused, folder->refused_count, folder->refused_capacity);
	folder->refused[folder->refused_count++] =
		(struct sync_refused){uid, transit->has_keywords, xstrdup(reason)};
	drop_transit(folder, transit);
	return 0;
}

/* ---- one message ---- */

static int begin_message(struct copier *copier, const struct imap_fetch *fetch, uint64_t size,
			 struct error *error)
{
	struct sync_folder *folder = copier->folder;
	bool bare = copier->single && copier->problem; /* refused once: try without keywords */
	struct target_message message = {
		.owner = folder,
		.uid = fetch->uid,
		.token = sync_folder_token(folder, fetch->uid),
		.size = size,
		.flags = fetch->flags,
		.keywords = bare ? "" : fetch->keywords,
		.date = fetch->date,
	};

	GROW(folder->transit, folder->transit_count, folder->transit_capacity);
	folder->transit[folder->transit_count++] = (struct sync_transit){
		.uid = fetch->uid,
		.size = size,
		.identity = (int64_t)fetch->gmail_id,
		.flags = sync_flags_signature(fetch->flags, fetch->keywords),
		.has_keywords = *fetch->keywords,
	};
	return copier->target->class->begin(copier->target, &message, error);
}

static int end_message(struct copier *copier, uint32_t uid, struct error *error)
{
	struct sync_transit *transit = find_transit(copier->folder, uid);

	if (transit && copier->header && !transit->identity)
		transit->identity = message_identity(copier->header, copier->header_length);
	return copier->target->class->end(copier->target, error);
}

static void keep_header(struct copier *copier, const char *bytes, size_t length)
{
	if (!copier->header)
		return;
	length = MIN(length, HEADER_SIZE - copier->header_length);
	memcpy(copier->header + copier->header_length, bytes, length);
	copier->header_length += length;
}

static bool is_body(const struct imap_node *response)
{
	const struct imap_node *node = imap_node_child(imap_node_child(response, 3), 0);

	while (node && node->next)
		node = node->next;
	return node && node->type == IMAP_NODE_ATOM && !strncasecmp(node->text, "BODY[]", 6);
}

static int too_large(struct copier *copier, uint64_t size, struct error *error)
{
	struct sync *sync = copier->sync;
	struct sync_row row = {.uid = copier->item->uid, .state = SYNC_ROW_SKIPPED, .size = size};
	struct sync_skipped item = {
		.kind = SYNC_SKIP_LARGE_ITEM,
		.folder = copier->folder->entry->text,
		.uid = row.uid,
		.size = size,
		.reason = "The message is larger than the limit, and than the server said before."};

	copier->body = BODY_DROPPED;
	sync->result->progress.messages_skipped++;
	sync->handled++;
	if (sync->events->skipped)
		sync->events->skipped(sync->events->context, &item);
	if (sync_folder_add_row(sync, copier->folder, &row, error) < 0)
		return -1;
	/* It would block the line for ever: the pass goes on with a new connection. */
	if (size / ABSURD_FACTOR > sync->limits.max_message_bytes)
		return error_set(error, FAILURE_NETWORK,
				 "The server announced a message of %llu bytes.",
				 (unsigned long long)size);
	return 0;
}

static int see_literal(void *context, const struct imap_node *response, uint64_t size,
		       struct error *error)
{
	struct copier *copier = context;
	struct imap_fetch fetch;

	if (!imap_fetch_read(response, &copier->arena, &fetch) || !is_body(response))
		return 0;
	copier->size = size;
	copier->header_length = 0;
	copier->item = fetch.uid ? find_item(copier->folder, fetch.uid) : NULL;
	uint32_t needed = IMAP_FETCH_UID | IMAP_FETCH_FLAGS | IMAP_FETCH_DATE;
	if (fetch.uid && (!copier->item || copier->item->done)) {
		copier->body = BODY_DROPPED;
	} else if (fetch.uid && size > copier->sync->limits.max_message_bytes) {
		copier->item->done = true;
		if (too_large(copier, size, error) < 0)
			return -1;
	} else if ((fetch.items & needed) == needed) {
		copier->item->done = true;
		copier->body = BODY_SENDING;
		if (begin_message(copier, &fetch, size, error) < 0)
			return -1;
	} else if (size > copier->sync->limits.max_message_bytes) {
		return error_set(error, FAILURE_PROTOCOL,
				 "The server sends a message of %llu bytes before its UID.",
				 (unsigned long long)size);
	} else {
		copier->body = BODY_SPOOLED;
		copier->spool = sync_spool_create();
	}
	arena_clear(&copier->arena);
	return 1;
}

static int see_data(void *context, const struct imap_piece *piece, struct error *error)
{
	struct copier *copier = context;
	int result = 0;

	if (copier->body == BODY_SENDING) {
		keep_header(copier, piece->bytes, piece->length);
		result = copier->target->class->write(copier->target, piece->bytes, piece->length,
						      error);
		if (result == 0 && piece->last) {
			result = end_message(copier, copier->item->uid, error);
			copier->body = BODY_ARRIVED;
		}
	} else if (copier->body == BODY_SPOOLED) {
		result = sync_spool_write(copier->spool, piece->bytes, piece->length, error);
	}
	return result;
}

static int send_stored(void *context, const char *bytes, size_t length, struct error *error)
{
	struct copier *copier = context;

	keep_header(copier, bytes, length);
	return copier->target->class->write(copier->target, bytes, length, error);
}

/* A message whose flags or date came behind it, or that came as a quoted string. */
static int send_late(struct copier *copier, const struct imap_fetch *fetch, struct error *error)
{
	struct sync_item *item = fetch->uid ? find_item(copier->folder, fetch->uid) : NULL;
	uint64_t size = copier->spool ? copier->size : fetch->body_length;

	if (!item || item->done)
		return 0;
	item->done = true;
	copier->header_length = 0;
	if (begin_message(copier, fetch, size, error) < 0)
		return -1;
	int result = copier->spool ? sync_spool_read(copier->spool, send_stored, copier, error)
				   : send_stored(copier, fetch->body, fetch->body_length, error);
	return result < 0 ? -1 : end_message(copier, fetch->uid, error);
}

/* Neither there nor gone: it is asked for again, alone. */
static void note_empty(struct copier *copier, uint32_t uid)
{
	struct sync_folder *folder = copier->folder;
	const struct sync_item *item = uid ? find_item(folder, uid) : NULL;

	if (!item || item->done)
		return;
	if (copier->single) {
		free(copier->problem);
		copier->problem = xstrdup("The server gives no content for the message.");
		return;
	}
	GROW(folder->again, folder->again_count, folder->again_capacity);
	folder->again[folder->again_count++] = uid;
}

static int see_response(void *context, const struct imap_node *response, struct error *error)
{
	struct copier *copier = context;
	struct imap_fetch fetch;
	int result = 0;

	if (imap_fetch_read(response, &copier->arena, &fetch)) {
		bool quoted = copier->body == BODY_NONE && fetch.body;
		if (copier->body == BODY_SPOOLED || quoted)
			result = send_late(copier, &fetch, error);
		else if (copier->body == BODY_NONE && fetch.items & IMAP_FETCH_BODY)
			note_empty(copier, fetch.uid);
		sync_spool_free(&copier->spool);
		copier->body = BODY_NONE;
	}
	arena_clear(&copier->arena);
	return result;
}

/* ---- windows ---- */

static int window_done(void *context, const struct imap_reply *reply, struct error *error)
{
	struct window *window = context;
	struct copier *copier = window->copier;
	struct sync_folder *folder = copier->folder;

	/* Nothing is wrong with the messages. */
	int failure = server_words_failure(reply->text);
	if (reply->status != IMAP_STATUS_OK &&
	    (failure == FAILURE_BUSY || failure == FAILURE_NETWORK))
		return error_set(error, failure, "The server %s answered: %s",
				 copier->sync->options->endpoint.host, reply->text);
	/* After OK, what didn't come is gone from the source. Else each is asked for alone. */
	for (size_t i = 0; reply->status != IMAP_STATUS_OK && i < window->count; i++) {
		const struct sync_item *item = &folder->items[window->first + i];
		if (item->done)
			continue;
		if (copier->single) {
			free(copier->problem);
			copier->problem = xstrdup(reply->text);
			continue;
		}
		GROW(folder->again, folder->again_count, folder->again_capacity);
		folder->again[folder->again_count++] = item->uid;
	}
	window->asked = false;
	return 0;
}

static int see_window(void *context, const struct imap_node *response, struct error *error)
{
	return see_response(((struct window *)context)->copier, response, error);
}

static int see_window_literal(void *context, const struct imap_node *response, uint64_t size,
			      struct error *error)
{
	return see_literal(((struct window *)context)->copier, response, size, error);
}

static int see_window_data(void *context, const struct imap_piece *piece, struct error *error)
{
	return see_data(((struct window *)context)->copier, piece, error);
}

/* The newest messages that weren't asked for yet. */
static void ask(struct copier *copier, size_t max_messages)
{
	struct sync_folder *folder = copier->folder;
	struct window *window = copier->windows;
	while (window->asked)
		window++;
	struct imap_handler handler = {window, see_window, see_window_literal, see_window_data,
				       window_done};
	struct strbuf set = STRBUF_INIT;
	uint64_t bytes = 0;
	size_t first = copier->next;

	while (first && copier->next - first < max_messages) {
		bytes += folder->items[first - 1].size;
		if (bytes > WINDOW_BYTES && first < copier->next)
			break;
		first--;
	}
	for (size_t i = first; i < copier->next;) {
		size_t last = i;
		while (last + 1 < copier->next && !folder->items[last + 1].gap)
			last++;
		strbuf_addf(&set, "%s%u", i > first ? "," : "", folder->items[i].uid);
		if (last > i)
			strbuf_addf(&set, ":%u", folder->items[last].uid);
		i = last + 1;
	}
	*window = (struct window){copier, first, copier->next - first, true};
	copier->next = first;
	imap_client_send(copier->sync->source, &handler,
			 "UID FETCH %s (UID FLAGS INTERNALDATE%s BODY.PEEK[])", set.data,
			 copier->sync->has_labels ? " X-GM-MSGID" : "");
	strbuf_clear(&set);
}

/* A fast server would wake us for every few kilobytes that it sends: a moment later there is more to take at
 * once, which costs both sides less. */
static void gather(void)
{
	nanosleep(&(struct timespec){0, GATHER_NANOSECONDS}, NULL);
}

/* Pumps both sides until nothing is asked for any more. */
static int run(struct copier *copier, size_t stop_at, struct error *error)
{
	struct sync *sync = copier->sync;
	struct target *target = copier->target;
	struct imap_client *sink = target->class->client(target);

	for (;;) {
		bool room = !sink || imap_client_unsent(sink) < MAX_BACKLOG;
		unsigned windows = imap_client_queued(sync->source);
		while (copier->next > stop_at && windows < WINDOWS_AT_ONCE &&
		       (!copier->slow || (!windows && !copier->folder->transit_count))) {
			ask(copier, copier->slow ? 1 : WINDOW_MESSAGES);
			windows++;
		}
		bool ready = room && (copier->slow || target->class->ready(target) ||
				      copier->body != BODY_NONE);
		int sent = sink ? imap_client_pump(sink, true, error) : 0;
		int got = sent < 0 ? -1 : imap_client_pump(sync->source, ready, error);
		if (got < 0)
			return -1;
		if (!imap_client_queued(sync->source) && copier->next <= stop_at)
			return 0;
		if (sync_report_tick(sync, false, error) < 0)
			return -1;
		struct imap_waiter waiters[] = {{sync->source, ready}, {sink, true}};
		if (sent || got)
			continue;
		if (imap_client_wait(waiters, countof(waiters), error) < 0)
			return -1;
		gather();
	}
}

static int flush(struct copier *copier, struct error *error)
{
	if (copier->target->class->flush(copier->target, error) < 0)
		return -1;
	return sync_folder_write_rows(copier->sync, copier->folder, error);
}

/* ---- messages that failed in company are tried alone ---- */

static int copy_alone(struct copier *copier, uint32_t uid, bool has_keywords, enum sync_skip kind,
		      const char *reason, struct error *error)
{
	struct sync_folder *folder = copier->folder;
	struct sync_item *item = find_item(folder, uid);

	copier->single = copier->slow = true;
	copier->target->class->limit_batch(copier->target, 1);
	for (int attempt = 0; attempt < (has_keywords ? 2 : 1); attempt++) {
		free(copier->problem);
		copier->problem = attempt ? xstrdup(reason) : NULL;
		size_t refused = folder->refused_count;
		item->done = false;
		copier->next = (size_t)(item - folder->items) + 1;
		if (run(copier, copier->next - 1, error) < 0 || flush(copier, error) < 0)
			return -1;
		if (folder->refused_count == refused && item->done)
			return 0;
		if (folder->refused_count > refused) {
			free(copier->problem);
			copier->problem = folder->refused[--folder->refused_count].reason;
			kind = SYNC_SKIP_REFUSED;
		} else if (!copier->problem) {
			return 0; /* gone from the source meanwhile */
		}
	}
	char *last = copier->problem;
	copier->problem = NULL;
	int result = sync_report_skip(copier->sync, uid, item->size, kind, SYNC_ROW_FAILED,
				      last ? last : reason, error);
	free(last);
	return result;
}

static int compare_refused(const void *a, const void *b)
{
	const struct sync_refused *left = a, *right = b;
	return left->uid < right->uid ? -1 : left->uid > right->uid;
}

/* What a whole batch was refused for is mostly the fault of one message: the others get through in small groups, so
 * that few have to be tried alone, each with a wait of its own. */
static int copy_in_groups(struct copier *copier, struct error *error)
{
	struct sync_folder *folder = copier->folder;
	struct imap_client *sink = copier->target->class->client(copier->target);
	size_t count = folder->refused_count;
	int result = 0;

	if (count <= GROUP_MESSAGES || !sink || copier->slow ||
	    !imap_client_can(sink, IMAP_CAPABILITY_MULTIAPPEND))
		return 0;
	struct sync_refused *refused = folder->refused;
	folder->refused = NULL;
	folder->refused_count = folder->refused_capacity = 0;
	qsort(refused, count, sizeof(*refused), compare_refused);
	copier->target->class->limit_batch(copier->target, GROUP_MESSAGES);
	for (size_t i = 0, last; result == 0 && i < count; i = last + 1) {
		const struct sync_item *first = find_item(folder, refused[i].uid);
		for (last = i; last + 1 < count; last++)
			if (find_item(folder, refused[last + 1].uid) != first + (last + 1 - i))
				break;
		size_t start = (size_t)(first - folder->items);
		copier->next = start + (last - i) + 1;
		for (size_t at = start; at < copier->next; at++)
			folder->items[at].done = false;
		result = run(copier, start, error);
	}
	for (size_t i = 0; i < count; i++)
		free(refused[i].reason);
	free(refused);
	return result < 0 ? -1 : flush(copier, error);
}

static int copy_left_overs(struct copier *copier, struct error *error)
{
	struct sync_folder *folder = copier->folder;
	int result = copy_in_groups(copier, error);

	for (size_t i = 0; result == 0 && i < folder->again_count; i++)
		result = copy_alone(copier, folder->again[i], false, SYNC_SKIP_BAD_ITEM,
				    "The server doesn't deliver the message.", error);
	folder->again_count = 0;
	size_t count = folder->refused_count;
	struct sync_refused *refused = folder->refused;
	folder->refused = NULL;
	folder->refused_count = folder->refused_capacity = 0;
	for (size_t i = 0; i < count; i++) {
		if (result == 0)
			result = copy_alone(copier, refused[i].uid, refused[i].has_keywords,
					    SYNC_SKIP_REFUSED, refused[i].reason, error);
		free(refused[i].reason);
	}
	free(refused);
	return result;
}

static void start(struct copier *copier, struct sync *sync)
{
	*copier = (struct copier){.sync = sync,
				  .folder = sync->folder,
				  .target = sync->target,
				  .next = sync->folder->count,
				  .slow = sync->folder->target.one_by_one};
	arena_init(&copier->arena);
	if (!sync->folder->target.gives_ids)
		copier->header = xmalloc(HEADER_SIZE);
}

static void clear(struct copier *copier)
{
	sync_spool_free(&copier->spool);
	arena_clear(&copier->arena);
	free(copier->header);
	free(copier->problem);
}

int sync_copy(struct sync *sync, struct error *error)
{
	struct copier copier;

	start(&copier, sync);
	copier.target->class->limit_batch(copier.target, 0);
	int result = run(&copier, 0, error);
	if (result == 0)
		result = copier.target->class->finish(copier.target, error);
	clear(&copier);
	return result;
}

/* The target answers in order, so what was sent behind the folder's messages need not be waited for. */
static int wait_for_answers(struct sync *sync, struct error *error)
{
	const struct sync_folder *folder = sync->folder;
	struct imap_client *sink = sync->target->class->client(sync->target);

	while (sink && folder->transit_count && imap_client_queued(sink)) {
		struct imap_waiter waiter = {sink, true};
		int moved = imap_client_pump(sink, true, error);
		if (moved < 0 || (!moved && imap_client_wait(&waiter, 1, error) < 0) ||
		    sync_report_tick(sync, false, error) < 0)
			return -1;
	}
	return 0;
}

int sync_copy_settle(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	struct copier copier;
	int result = folder->target.settles_later ? wait_for_answers(sync, error)
						  : sync->target->class->flush(sync->target, error);

	if (result == 0)
		result = sync_folder_write_rows(sync, folder, error);
	if (result < 0 || (!folder->again_count && !folder->refused_count))
		return result;
	if (sync_folder_return(sync, error) < 0)
		return -1;
	start(&copier, sync);
	result = copy_left_overs(&copier, error);
	clear(&copier);
	return result;
}

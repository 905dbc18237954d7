#include "transport/imap_append.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/imap_capability.h"
#include "transport/imap_client.h"
#include "transport/imap_quote.h"
#include "transport/imap_seqset.h"
#include "transport/server_words.h"

#include <stdlib.h>
#include <string.h>

#define BATCH_MESSAGES 250u
#define BATCH_BYTES ((uint64_t)8 * 1024 * 1024)
#define BATCHES_AT_ONCE 4
#define MAX_UNSENT ((size_t)512 * 1024)

struct batch {
	struct batch *next;
	struct imap_append *append;
	void *owner; /* of its messages: they go to one folder */
	uint32_t uids[BATCH_MESSAGES];
	unsigned count;
	uint64_t bytes;
	bool answered; /* before its command's end: nothing more of it is sent */
};

struct imap_append {
	struct imap_client *client;
	struct target_events events;
	char *folder;
	unsigned limit;        /* messages in a batch */
	struct batch *open;    /* its command isn't ended */
	struct batch *waiting; /* ended, not answered */
	unsigned waiting_count;
};

struct imap_append *imap_append_create(struct imap_client *client,
				       const struct target_events *events)
{
	struct imap_append *append = xcalloc(1, sizeof(*append));

	append->client = client;
	append->events = *events;
	append->limit = BATCH_MESSAGES;
	return append;
}

void imap_append_free(struct imap_append **append)
{
	struct imap_append *old = *append;

	if (!old)
		return;
	while (old->waiting) {
		struct batch *next = old->waiting->next;
		free(old->waiting);
		old->waiting = next;
	}
	free(old->open);
	free(old->folder);
	free(old);
	*append = NULL;
}

void imap_append_set_folder(struct imap_append *append, const char *name)
{
	free(append->folder);
	append->folder = xstrdup(name);
}

void imap_append_limit(struct imap_append *append, unsigned messages)
{
	append->limit = messages ? MIN(messages, BATCH_MESSAGES) : BATCH_MESSAGES;
}

/* Without LITERAL+ the server is asked before each literal, and only one question can be open. */
static bool one_by_one(const struct imap_append *append)
{
	return append->limit == 1 || !imap_client_can(append->client, IMAP_CAPABILITY_LITERAL_PLUS);
}

static unsigned batch_size(const struct imap_append *append)
{
	bool many = imap_client_can(append->client, IMAP_CAPABILITY_MULTIAPPEND);
	return many && !one_by_one(append) ? append->limit : 1;
}

bool imap_append_ready(const struct imap_append *append)
{
	unsigned limit = one_by_one(append)        ? 1
			 : batch_size(append) == 1 ? BATCH_MESSAGES
						   : BATCHES_AT_ONCE;

	return imap_client_unsent(append->client) < MAX_UNSENT &&
	       (append->open || append->waiting_count < limit);
}

static void unlink_batch(struct batch *batch)
{
	struct batch **at = &batch->append->waiting;

	while (*at && *at != batch)
		at = &(*at)->next;
	if (*at) {
		*at = batch->next;
		batch->append->waiting_count--;
	}
}

/* "[APPENDUID 38505 3955:3957]": the UIDs in the order of the messages. */
static void read_uids(const struct imap_code *code, struct imap_seqset *uids_r)
{
	const char *set = code->arguments + strcspn(code->arguments, " ]");

	set += *set == ' ';
	if (imap_code_is(code, "APPENDUID") &&
	    imap_seqset_parse(uids_r, set, strcspn(set, "]")) < 0)
		imap_seqset_clear(uids_r);
}

static int settle(struct batch *batch, const struct imap_reply *reply, struct error *error)
{
	const struct target_events *events = &batch->append->events;
	struct imap_seqset uids = {0};
	size_t range = 0;
	int result = 0;

	read_uids(&reply->code, &uids);
	bool complete = imap_seqset_size(&uids) == batch->count;
	uint32_t next = uids.count ? uids.ranges[0].first : 0;
	for (unsigned i = 0; result == 0 && i < batch->count; i++) {
		result = events->stored(events->context, batch->owner, batch->uids[i],
					complete ? next : 0, error);
		if (complete && next == uids.ranges[range].last && range + 1 < uids.count)
			next = uids.ranges[++range].first;
		else
			next++;
	}
	imap_seqset_clear(&uids);
	return result;
}

static int batch_done(void *context, const struct imap_reply *reply, struct error *error)
{
	struct batch *batch = context;
	const struct target_events *events = &batch->append->events;
	int result = 0;

	unlink_batch(batch);
	if (reply->status == IMAP_STATUS_OK)
		result = settle(batch, reply, error);
	else if (server_words_failure(reply->text) != FAILURE_SERVER)
		result = error_set(error, server_words_failure(reply->text),
				   "The target doesn't take more mail: %s", reply->text);
	else
		for (unsigned i = 0; result == 0 && i < batch->count; i++)
			result = events->refused(events->context, batch->owner, batch->uids[i],
						 reply->text, error);
	if (batch->append->open == batch)
		batch->answered = true;
	else
		free(batch);
	return result;
}

static void start_batch(struct imap_append *append)
{
	struct batch *batch = xcalloc(1, sizeof(*batch));
	struct imap_handler handler = {.context = batch, .done = batch_done};
	struct strbuf command = STRBUF_INIT;

	batch->append = append;
	append->open = batch;
	imap_client_begin(append->client, &handler);
	strbuf_adds(&command, "APPEND ");
	imap_quote_astring(&command, append->folder);
	imap_client_write(append->client, command.data, command.length);
	strbuf_clear(&command);
}

void imap_append_begin(struct imap_append *append, const struct target_message *message)
{
	struct strbuf header = STRBUF_INIT;
	char date[IMAP_DATE_SIZE];

	if (append->open && append->open->answered)
		imap_append_finish(append);
	if (!append->open)
		start_batch(append);
	append->open->owner = message->owner;
	append->open->uids[append->open->count++] = message->uid;
	append->open->bytes += message->size;
	strbuf_addc(&header, ' ');
	imap_flags_print(message->flags, message->keywords, &header);
	if (message->date.known) {
		imap_date_print(&message->date, date);
		strbuf_addf(&header, " \"%s\"", date);
	}
	strbuf_addc(&header, ' ');
	imap_client_write(append->client, header.data, header.length);
	imap_client_literal(append->client, message->size);
	strbuf_clear(&header);
}

void imap_append_write(struct imap_append *append, const void *bytes, size_t length)
{
	imap_client_write(append->client, bytes, length);
}

void imap_append_end(struct imap_append *append)
{
	const struct batch *batch = append->open;

	if (batch->answered || batch->count >= batch_size(append) || batch->bytes >= BATCH_BYTES)
		imap_append_finish(append);
}

void imap_append_finish(struct imap_append *append)
{
	struct batch *batch = append->open;

	if (!batch)
		return;
	append->open = NULL;
	imap_client_end(append->client);
	if (batch->answered) {
		free(batch);
		return;
	}
	batch->next = append->waiting;
	append->waiting = batch;
	append->waiting_count++;
}

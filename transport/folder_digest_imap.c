/* The digest of a folder on an IMAP server: a list of its messages first, then their contents as a stream. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/folder_digest.h"
#include "transport/imap_capability.h"
#include "transport/imap_client.h"
#include "transport/imap_fetch.h"
#include "transport/imap_quote.h"

#include <stdlib.h>
#include <string.h>

#define MAX_KEYWORDS 64

struct reader {
	struct folder_digest *digest;
	struct folder_digest_hash *hash;
	size_t first; /* items before it are another folder's */
	uint64_t max_bytes;
	uint32_t exists;
	struct folder_digest_message *message; /* whose content arrives; NULL: nobody's */
	struct arena arena;
	char *refusal;
};

static int note_answer(void *context, const struct imap_reply *reply, struct error *error)
{
	struct reader *reader = context;
	(void)error;

	free(reader->refusal);
	reader->refusal = reply->status == IMAP_STATUS_OK ? NULL : xstrdup(reply->text);
	return 0;
}

static int see_examine(void *context, const struct imap_node *response, struct error *error)
{
	struct reader *reader = context;
	uint64_t number;
	(void)error;

	if (imap_node_is(imap_node_child(response, 2), "EXISTS") &&
	    imap_node_number(imap_node_child(response, 1), &number))
		reader->exists = (uint32_t)number;
	return 0;
}

/* ---- the list ---- */

static const char *take_flags(struct reader *reader, const struct imap_fetch *fetch)
{
	const char *words[MAX_KEYWORDS];
	char *copy = arena_strdup(&reader->arena, fetch->keywords), *word;
	size_t count = 0;

	while (copy && count < countof(words) && (word = strsep(&copy, " ")))
		if (*word)
			words[count++] = word;
	return folder_digest_flags(reader->digest, fetch->flags, words, count);
}

static int see_listed(void *context, const struct imap_node *response, struct error *error)
{
	struct reader *reader = context;
	struct folder_digest *digest = reader->digest;
	struct imap_fetch fetch;
	(void)error;

	bool fresh = imap_fetch_read(response, &reader->arena, &fetch) && fetch.uid &&
		     (digest->count == reader->first ||
		      digest->items[digest->count - 1].uid < fetch.uid);
	if (fresh) {
		struct folder_digest_message *message = folder_digest_add(digest);
		message->uid = fetch.uid;
		message->size = fetch.size;
		message->label = fetch.gmail_id;
		message->date = fetch.date.known ? fetch.date.seconds : 0;
		message->flags = take_flags(reader, &fetch);
	}
	arena_clear(&reader->arena);
	return 0;
}

static int list(struct reader *reader, struct imap_client *client, struct error *error)
{
	struct imap_handler handler = {
		.context = reader, .untagged = see_listed, .done = note_answer};
	bool labels = imap_client_can(client, IMAP_CAPABILITY_GMAIL);

	return imap_client_run(client, &handler, error,
			       "UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE%s)",
			       labels ? " X-GM-MSGID" : "");
}

/* ---- the contents ---- */

static struct folder_digest_message *find(const struct reader *reader, uint32_t uid)
{
	size_t low = reader->first, high = reader->digest->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (reader->digest->items[middle].uid < uid)
			low = middle + 1;
		else
			high = middle;
	}
	struct folder_digest_message *message = &reader->digest->items[low];
	return low < reader->digest->count && message->uid == uid ? message : NULL;
}

static int see_literal(void *context, const struct imap_node *response, uint64_t size,
		       struct error *error)
{
	struct reader *reader = context;
	struct imap_fetch fetch;
	bool is_message = imap_fetch_read(response, &reader->arena, &fetch) && fetch.uid;

	reader->message = is_message ? find(reader, fetch.uid) : NULL;
	arena_clear(&reader->arena);
	if (size > reader->max_bytes)
		return error_set(error, FAILURE_PROTOCOL,
				 "The server sends a message of %llu bytes, which it said to be "
				 "smaller.",
				 (unsigned long long)size);
	return 1;
}

static int see_data(void *context, const struct imap_piece *piece, struct error *error)
{
	struct reader *reader = context;
	(void)error;

	if (!reader->message)
		return 0;
	folder_digest_hash_add(reader->hash, piece->bytes, piece->length);
	if (piece->last)
		folder_digest_hash_end(reader->hash, reader->digest, reader->message);
	return 0;
}

/* A short message may come as a quoted string. */
static int see_content(void *context, const struct imap_node *response, struct error *error)
{
	struct reader *reader = context;
	struct imap_fetch fetch;
	(void)error;

	if (imap_fetch_read(response, &reader->arena, &fetch) && fetch.uid && fetch.body) {
		struct folder_digest_message *message = find(reader, fetch.uid);
		if (message && !message->is_read) {
			folder_digest_hash_add(reader->hash, fetch.body, fetch.body_length);
			folder_digest_hash_end(reader->hash, reader->digest, message);
		}
	}
	arena_clear(&reader->arena);
	return 0;
}

static int fetch(struct reader *reader, struct imap_client *client, const char *set,
		 struct error *error)
{
	struct imap_handler handler = {.context = reader,
				       .untagged = see_content,
				       .literal = see_literal,
				       .data = see_data,
				       .done = note_answer};

	return imap_client_run(client, &handler, error, "UID FETCH %s (UID BODY.PEEK[])", set);
}

/* Ranges over the messages that are small enough; what lies between them isn't there, whatever its number. */
static void print_wanted(const struct reader *reader, struct strbuf *set)
{
	const struct folder_digest *digest = reader->digest;

	for (size_t i = reader->first, last; i < digest->count; i = last + 1) {
		last = i;
		if (digest->items[i].size > reader->max_bytes)
			continue;
		while (last + 1 < digest->count &&
		       digest->items[last + 1].size <= reader->max_bytes)
			last++;
		strbuf_addf(set, "%s%u:%u", set->length ? "," : "", digest->items[i].uid,
			    digest->items[last].uid);
	}
}

/* Everything at once; what didn't come then, message by message, since one can hold up those behind it. */
static int read_contents(struct reader *reader, struct imap_client *client, struct error *error)
{
	const struct folder_digest *digest = reader->digest;
	struct strbuf set = STRBUF_INIT;
	int result = 0;

	print_wanted(reader, &set);
	if (set.length)
		result = fetch(reader, client, set.data, error);
	for (size_t i = reader->first; result == 0 && i < digest->count; i++) {
		const struct folder_digest_message *message = &digest->items[i];
		if (message->is_read || message->size > reader->max_bytes)
			continue;
		strbuf_reset(&set);
		strbuf_addf(&set, "%u", message->uid);
		result = fetch(reader, client, set.data, error);
	}
	strbuf_clear(&set);
	return result;
}

static int read_folder(struct reader *reader, struct imap_client *client, const char *name,
		       char **reason_r, struct error *error)
{
	struct imap_handler handler = {
		.context = reader, .untagged = see_examine, .done = note_answer};
	struct strbuf quoted = STRBUF_INIT;

	imap_quote_astring(&quoted, name);
	int result = imap_client_run(client, &handler, error, "EXAMINE %s", quoted.data);
	strbuf_clear(&quoted);
	if (result < 0)
		return -1;
	if (reader->refusal) {
		*reason_r = reader->refusal;
		reader->refusal = NULL;
		return 0;
	}
	/* In an empty folder some servers answer BAD to "1:*". */
	if (!reader->exists)
		return 1;
	if (list(reader, client, error) < 0 || read_contents(reader, client, error) < 0)
		return -1;
	return 1;
}

int folder_digest_imap(struct folder_digest *digest, struct imap_client *client, const char *name,
		       uint64_t max_bytes, char **reason_r, struct error *error)
{
	struct reader reader = {.digest = digest,
				.hash = folder_digest_hash_create(),
				.first = digest->count,
				.max_bytes = max_bytes};

	*reason_r = NULL;
	arena_init(&reader.arena);
	int result = read_folder(&reader, client, name, reason_r, error);
	arena_clear(&reader.arena);
	folder_digest_hash_free(&reader.hash);
	free(reader.refusal);
	return result;
}

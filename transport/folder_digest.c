#include "transport/folder_digest.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/imap_fetch.h"
#include "transport/message_header.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#define HEADER_SIZE ((size_t)16 * 1024)

struct folder_digest_hash {
	EVP_MD_CTX *context;
	bool after_return; /* a CR is held back */
	char *header;
	size_t header_length;
};

void folder_digest_init(struct folder_digest *digest)
{
	*digest = (struct folder_digest){0};
	arena_init(&digest->arena);
}

void folder_digest_clear(struct folder_digest *digest)
{
	free(digest->items);
	arena_clear(&digest->arena);
	digest->items = NULL;
	digest->count = digest->capacity = 0;
}

struct folder_digest_message *folder_digest_add(struct folder_digest *digest)
{
	GROW(digest->items, digest->count, digest->capacity);
	struct folder_digest_message *message = &digest->items[digest->count++];
	*message = (struct folder_digest_message){.flags = ""};
	return message;
}

static int compare_words(const void *a, const void *b)
{
	return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

const char *folder_digest_flags(struct folder_digest *digest, uint32_t flags, const char **words,
				size_t count)
{
	struct strbuf keywords = STRBUF_INIT, text = STRBUF_INIT;

	if (count)
		qsort(words, count, sizeof(*words), compare_words);
	for (size_t i = 0; i < count; i++)
		strbuf_addf(&keywords, "%s%s", i ? " " : "", words[i]);
	imap_flags_print(flags, keywords.data, &text);
	const char *inside = arena_strndup(&digest->arena, text.data + 1, text.length - 2);
	strbuf_clear(&keywords);
	strbuf_clear(&text);
	return inside;
}

/* ---- content ---- */

struct folder_digest_hash *folder_digest_hash_create(void)
{
	struct folder_digest_hash *hash = xcalloc(1, sizeof(*hash));

	hash->context = EVP_MD_CTX_new();
	hash->header = xmalloc(HEADER_SIZE);
	if (!hash->context || !EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL))
		abort(); /* no memory */
	return hash;
}

void folder_digest_hash_free(struct folder_digest_hash **hash)
{
	if (!*hash)
		return;
	EVP_MD_CTX_free((*hash)->context);
	free((*hash)->header);
	free(*hash);
	*hash = NULL;
}

/* A Maildir has LF where the wire has CRLF, and servers mend bare ones: neither is a difference. */
void folder_digest_hash_add(struct folder_digest_hash *hash, const void *bytes, size_t length)
{
	const char *p = bytes, *end = p + length;
	size_t kept = MIN(length, HEADER_SIZE - hash->header_length);

	memcpy(hash->header + hash->header_length, bytes, kept);
	hash->header_length += kept;
	while (p < end) {
		if (hash->after_return && *p != '\n')
			EVP_DigestUpdate(hash->context, "\r", 1);
		const char *stop = memchr(p, '\r', (size_t)(end - p));
		hash->after_return = stop != NULL;
		EVP_DigestUpdate(hash->context, p, (size_t)((stop ? stop : end) - p));
		p = stop ? stop + 1 : end;
	}
}

static const char *take_field(const struct folder_digest_hash *hash, struct folder_digest *digest,
			      const char *name)
{
	char *value = message_header_get(hash->header, hash->header_length, name);
	const char *kept = value ? arena_strdup(&digest->arena, value) : NULL;

	free(value);
	return kept;
}

void folder_digest_hash_end(struct folder_digest_hash *hash, struct folder_digest *digest,
			    struct folder_digest_message *message)
{
	unsigned char whole[EVP_MAX_MD_SIZE];

	if (hash->after_return)
		EVP_DigestUpdate(hash->context, "\r", 1);
	EVP_DigestFinal_ex(hash->context, whole, NULL);
	memcpy(message->hash, whole, sizeof(message->hash));
	message->is_read = true;
	message->identity = message_identity(hash->header, hash->header_length);
	message->subject = take_field(hash, digest, "Subject");
	message->message_id = take_field(hash, digest, "Message-ID");
	hash->header_length = 0;
	hash->after_return = false;
	EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL);
}

/*
 * What one folder holds, read anew, so that two sides can be compared: a message's content as a hash, its
 * flags, keywords and date. Nothing is changed by reading: EXAMINE and BODY.PEEK, or files that are only opened.
 */
#ifndef EXOSH_TRANSPORT_FOLDER_DIGEST_H
#define EXOSH_TRANSPORT_FOLDER_DIGEST_H

#include "base/arena.h"
#include "base/error.h"

struct imap_client;

#define FOLDER_DIGEST_HASH 16

struct folder_digest_message {
	/* Of all bytes, line ends as LF whatever they are; a prefix of SHA-256. */
	unsigned char hash[FOLDER_DIGEST_HASH];
	bool is_read;         /* else the content can't be had, and `hash` says nothing */
	uint32_t uid;         /* 0 in a Maildir */
	int64_t identity;     /* of message_header.h */
	uint64_t size, label; /* label: X-GM-MSGID, 0: none */
	int64_t date;         /* INTERNALDATE in Unix seconds; 0: not known */
	const char *flags;    /* "\Seen Blue": system flags, then keywords by name */
	const char *subject, *message_id; /* NULL: none */
	const void *owner;                /* the reader's caller's, for what it likes */
};

/* Strings stand in the arena. Begin with FOLDER_DIGEST_INIT-ed zeros and folder_digest_init(). */
struct folder_digest {
	struct folder_digest_message *items;
	size_t count, capacity;
	struct arena arena;
};

void folder_digest_init(struct folder_digest *digest);
void folder_digest_clear(struct folder_digest *digest);

/* Adds the messages of an IMAP server's folder (raw name). Contents above `max_bytes` aren't read. 1; 0: the
 * server doesn't open it, *reason_r (the caller frees it) has its words; -1: error. */
int folder_digest_imap(struct folder_digest *digest, struct imap_client *client, const char *name,
		       uint64_t max_bytes, char **reason_r, struct error *error);
/* Adds the messages of a Maildir's folder at `path`; one that isn't there has none. 0 or -1. */
int folder_digest_maildir(struct folder_digest *digest, const char *path, struct error *error);

/* ---- for the readers ---- */

/* The content of a message as it comes in pieces. */
struct folder_digest_hash;
struct folder_digest_hash *folder_digest_hash_create(void);
void folder_digest_hash_add(struct folder_digest_hash *hash, const void *bytes, size_t length);
/* Fills hash, identity, subject and message_id of the message, and is ready for the next one. */
void folder_digest_hash_end(struct folder_digest_hash *hash, struct folder_digest *digest,
			    struct folder_digest_message *message);
void folder_digest_hash_free(struct folder_digest_hash **hash);

struct folder_digest_message *folder_digest_add(struct folder_digest *digest);
/* Flags (enum imap_flag) and words as one text; `words` is sorted in place. */
const char *folder_digest_flags(struct folder_digest *digest, uint32_t flags, const char **words,
				size_t count);

#endif

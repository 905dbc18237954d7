/*
 * Where mail goes: one interface, several kinds. A message is begun, written piece by piece and ended;
 * it counts as stored only when the target says so, which may be much later, so that neither side waits
 * for the other.
 */
#ifndef EXOSH_TRANSPORT_TARGET_H
#define EXOSH_TRANSPORT_TARGET_H

#include "base/error.h"
#include "transport/imap_fetch.h"

struct folder_digest;
struct folder_path;
struct imap_client;
struct stream_options;

struct target_message {
	void *owner;          /* handed back with the events about the message */
	uint32_t uid;         /* the source's */
	uint64_t token;       /* names the message's origin; the same in every pass */
	uint64_t size;        /* of what will be written */
	uint32_t flags;       /* enum imap_flag */
	const char *keywords; /* separated by spaces */
	struct imap_date date;
};

struct target_events {
	void *context;
	/* The message is safely in the target, under this id; 0: the target can't tell. */
	int (*stored)(void *context, void *owner, uint32_t uid, int64_t target_id,
		      struct error *error);
	/* The target doesn't take this message, alone or with those beside it. */
	int (*refused)(void *context, void *owner, uint32_t uid, const char *reason,
		       struct error *error);
};

struct target_folder {
	uint32_t validity; /* ids are the same messages as long as this stays */
	int64_t next; /* messages that come later have this id or a higher one; 0: ids have no order */
	bool gives_ids;  /* stored() tells them */
	bool empty;      /* known to hold nothing */
	bool one_by_one; /* each message must be settled before the next is begun */
	bool settles_later; /* after finish() another folder may be opened before everything is settled */
};

/* A message that the target holds. */
struct target_entry {
	int64_t id;
	int64_t identity; /* that of message_header.h; 0 where not asked for */
	bool has_flags;   /* the target tells them along with the identity */
	uint32_t flags;
	const char *keywords;
};
typedef int target_visit(void *context, const struct target_entry *entry, struct error *error);

/* A folder that will be wanted. */
struct target_place {
	const struct folder_path *path;
	bool subscribe;
};

struct target;

struct target_class {
	/* Gets folders ready that will be opened soon, all at once: saves open() from waiting. What can't be made
	 * is left to open(). NULL: nothing would be saved. */
	int (*prepare)(struct target *target, const struct target_place *places, size_t count,
		       struct error *error);
	/* Goes to a folder, made when missing. Everything below is about this folder. */
	int (*open)(struct target *target, const struct folder_path *path, bool subscribe,
		    struct target_folder *folder_r, struct error *error);
	/* Visits the messages with id >= from, in any order. */
	int (*list)(struct target *target, int64_t from, bool identities, target_visit *visit,
		    void *context, struct error *error);
	/* At most so many messages are settled together from now on, so that a refusal is about few; 1: each alone,
	 * before the next; 0: as many as is good. */
	void (*limit_batch)(struct target *target, unsigned messages);
	/* Whether begin() may be called now. */
	bool (*ready)(const struct target *target);
	int (*begin)(struct target *target, const struct target_message *message,
		     struct error *error);
	int (*write)(struct target *target, const void *bytes, size_t length, struct error *error);
	int (*end)(struct target *target, struct error *error);
	/* Ends the batch, so that all of it will be settled; waits for nothing. */
	int (*finish)(struct target *target, struct error *error);
	/* Ends the batch, waits until every message was stored or refused, and is on disk. */
	int (*flush)(struct target *target, struct error *error);
	/* Changes messages that were stored earlier; such as are gone are passed over. */
	int (*set_flags)(struct target *target, int64_t id, uint32_t flags, const char *keywords,
			 struct error *error);
	int (*remove)(struct target *target, int64_t id, struct error *error);
	/* Adds what the folder at `path` holds, changing nothing; one that isn't there holds nothing. Not while
	 * messages are on their way. */
	int (*digest)(struct target *target, const struct folder_path *path,
		      struct folder_digest *digest, struct error *error);
	/* The connection to watch; NULL: there is none. */
	struct imap_client *(*client)(const struct target *target);
	void (*free)(struct target *target);
};

struct target {
	const struct target_class *class;
	struct target_events events;
};

struct target *target_maildir_create(const char *mailbox_address,
				     const struct target_events *events, struct error *error);
/* `root`: folder to put everything below, UTF-8 with "/"; or NULL. */
struct target *target_imap_create(const struct stream_options *options, const char *root,
				  const struct target_events *events, struct error *error);
void target_free(struct target **target);

#endif

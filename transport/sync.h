/*
 * Copies one mailbox from an IMAP server to a target and keeps the target up to date: the first call
 * copies everything, later calls cost what changed. Every call continues where the one before ended,
 * however that one ended: what was copied stands in the journal (sync_journal.h), which is keyed by
 * `mailbox_id`.
 */
#ifndef EXOSH_TRANSPORT_SYNC_H
#define EXOSH_TRANSPORT_SYNC_H

#include "base/error.h"
#include "transport/endpoint.h"
#include "transport/failure.h"

struct state;

/* Access tokens wear out: each connection asks for one that is good. */
struct sync_tokens {
	void *context;
	/* The token to log in with; `refused` is one that the server doesn't take any more, or NULL. It lives until the
	 * next call. NULL: error. */
	const char *(*get)(void *context, const char *refused, struct error *error);
};

struct sync_login {
	const char *user; /* sent as given: "user", "user*admin", "Domain/Admin/User"… */
	const char *password;
	const char *authzid;      /* whose mailbox to open, where it is not the user's; or NULL */
	const char *access_token; /* XOAUTH2, instead of the password; or NULL */
	const struct sync_tokens *tokens; /* where access_token comes from; of a target; or NULL */
	const char *user_root; /* only the tree below this folder is the mailbox; or NULL */
};

enum sync_target_kind {
	SYNC_TARGET_MAILDIR, /* the local organization's store: EXOSH_HOME/mailboxes/<address> */
	SYNC_TARGET_IMAP
};

struct sync_target {
	enum sync_target_kind kind;
	const char *mailbox_address;
	const struct endpoint *endpoint; /* SYNC_TARGET_IMAP */
	const struct sync_login
		*login; /* SYNC_TARGET_IMAP; user_root: folder to put the mail below */
};

#define SYNC_MAX_MESSAGE_BYTES (35ull * 1024 * 1024)
#define SYNC_MAX_ITEMS 500000ull

struct sync_limits {
	uint64_t max_message_bytes; /* 0: SYNC_MAX_MESSAGE_BYTES */
	uint64_t max_items;         /* 0: SYNC_MAX_ITEMS; the oldest messages beyond are skipped */
};

struct sync_options {
	struct endpoint endpoint;
	struct sync_login login;
	struct sync_target target;
	struct sync_limits limits;
	/* Lists of folder_filter.h; NULL-terminated, or NULL. Nothing included means everything. */
	const char *const *include_folders;
	const char *const *exclude_folders;
	/* content_filter.h: only such messages are copied; NULL: all. */
	const char *content_filter, *content_filter_language;
	/* Only measure: folders, messages, sizes, and what would be skipped. Nothing is copied or written down, and the
	 * target isn't needed. */
	bool analyze_only;
	struct state *state; /* this thread's own */
	int64_t mailbox_id;
	unsigned
		retry_ms; /* before the first new try after a broken connection, then doubled; 0: 1000 */
	/* Don't delete in the target what was deleted in the source. It is never done when most of a mailbox
	 * is gone at once. */
	bool keep_deleted;
};

struct sync_progress {
	const char *folder; /* source name, UTF-8, "/" between the levels; NULL between folders */
	uint32_t folders_done, folders_total;
	uint64_t messages_total, bytes_total; /* in the source; grows while folders are planned */
	uint64_t messages_synced,
		bytes_synced; /* of those, in the target now (earlier passes too) */
	uint64_t messages_skipped;
	uint64_t messages_copied, bytes_copied; /* in this pass */
	double bytes_per_second;                /* lately */
	double seconds_left;                    /* estimate; negative: unknown */
};

enum sync_skip {
	SYNC_SKIP_LARGE_ITEM, /* above max_message_bytes */
	SYNC_SKIP_TOO_MANY,   /* beyond max_items */
	SYNC_SKIP_BAD_ITEM,   /* the source can't deliver it */
	SYNC_SKIP_REFUSED,    /* the target doesn't take it */
	SYNC_SKIP_FOLDER      /* a whole folder can't be opened or created; uid is 0 */
};

/* "LargeItem", "TooManyItems", "CorruptItem"…: the Kind that Exchange's users know. */
const char *sync_skip_name(enum sync_skip kind);

struct sync_skipped {
	enum sync_skip kind;
	const char *folder, *subject, *sender, *recipient, *message_id; /* UTF-8; NULL: not known */
	uint32_t uid;
	uint64_t size;
	int64_t date_sent, date_received; /* Unix seconds; 0: not known */
	const char *reason;               /* a sentence, with the server's words */
};

enum sync_log_level { SYNC_LOG_DEBUG, SYNC_LOG_INFO, SYNC_LOG_WARNING, SYNC_LOG_ERROR };

/* Called in the thread of sync_mailbox(). Any member may be NULL. */
struct sync_events {
	void *context;
	/* At most a few times a second, and at the end of each folder. */
	void (*progress)(void *context, const struct sync_progress *progress);
	/* Once for each message and pass; a later pass may name the same folder and uid again: replace. */
	void (*skipped)(void *context, const struct sync_skipped *item);
	/* A skipped message of an earlier pass was copied after all. */
	void (*unskipped)(void *context, const char *folder, uint32_t uid);
	/* Lines for the user's report; never a secret. */
	void (*log)(void *context, enum sync_log_level level, const char *text);
	/* true: end soon with FAILURE_STOPPED; nothing is lost. */
	bool (*stop)(void *context);
};

struct sync_result {
	struct sync_progress progress;
	uint32_t flags_changed, deleted, recognised; /* recognised: were in the target already */
	uint32_t duplicates; /* of one message under several labels: copied once */
	uint64_t wire_bytes; /* read from the source */
	bool target_failed;  /* it was the target that ended the pass, not the source */
};

/*
 * One pass. 0: everything that can be copied is in the target and on disk. -1: error->code is one of
 * enum failure; failure_is_transient() tells whether trying again later helps. Dropped connections
 * are taken up again inside, a few times; a refused login (FAILURE_AUTH) never is.
 */
int sync_mailbox(const struct sync_options *options, const struct sync_events *events,
		 struct sync_result *result_r, struct error *error);

/* Forgets what was copied for this mailbox (its batch was removed). The target keeps its mail. */
int sync_forget(struct state *state, int64_t mailbox_id, struct error *error);

#endif

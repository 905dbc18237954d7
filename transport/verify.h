/*
 * Proves a finished mailbox: reads source and target anew, folder by folder, and tells every difference. The
 * journal is asked only for what explains one: what was skipped, and what came after the last pass.
 */
#ifndef EXOSH_TRANSPORT_VERIFY_H
#define EXOSH_TRANSPORT_VERIFY_H

#include "transport/sync.h"

enum verify_kind {
	VERIFY_MISSING,    /* not in the target, and nothing says why */
	VERIFY_DOUBLED,    /* more often in the target than in the source */
	VERIFY_FLAGS,      /* flags or keywords differ */
	VERIFY_DATE,       /* INTERNALDATE differs */
	VERIFY_CONTENT,    /* the same message by its header, with other bytes */
	VERIFY_UNREADABLE, /* the source doesn't deliver it now */
	VERIFY_SKIPPED,    /* listed among the skipped items: no surprise */
	VERIFY_PENDING,    /* came to the source after the last pass */
	VERIFY_EXTRA, /* in the target alone: put there by others, or deleted in the source since */
	VERIFY_KIND_COUNT
};

extern const char *const verify_kind_names[VERIFY_KIND_COUNT];
/* Whether such a difference is a fault of the migration. */
bool verify_kind_is_fault(enum verify_kind kind);

struct verify_difference {
	enum verify_kind kind;
	uint32_t uid;                     /* the source's; 0: only in the target */
	const char *subject, *message_id; /* NULL: not known */
	uint64_t size;
	int64_t date;                            /* received, Unix seconds; 0: not known */
	const char *source_flags, *target_flags; /* NULL: isn't there */
	int64_t target_date;                     /* 0: isn't there */
};

struct verify_folder {
	const char *source, *target; /* paths, "/" between the levels */
	const char *problem;         /* why the folder can't be compared; NULL: it was */
	uint64_t source_items, target_items, source_bytes, target_bytes;
	uint64_t counts[VERIFY_KIND_COUNT];
	bool is_identical; /* no fault and no problem */
	struct verify_difference *differences;
	size_t difference_count;
	uint32_t folders_done, folders_total; /* with this one */
};

struct verify;

/* Connects both sides and lists folders. Nothing is changed on either. Options and events as for
 * sync_mailbox(); of the events only `stop` is used. They must outlive it. NULL: error. */
struct verify *verify_open(const struct sync_options *options, const struct sync_events *events,
			   struct error *error) WARN_UNUSED;
/* The next folder: 1, 0: there are no more, -1: error, which names the side. The row lives until the next call. */
int verify_next(struct verify *verify, struct verify_folder *folder_r,
		struct error *error) WARN_UNUSED;
void verify_close(struct verify **verify);

#endif

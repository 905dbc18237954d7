/*
 * What was copied, so that nothing is copied twice. A folder's row is written, durably and not clean,
 * before its first message is sent; the messages' rows follow in short transactions once the target has
 * them. After an end at any other moment the target may hold messages without a row: sync_plan.c then
 * looks for them before it copies anything.
 */
#ifndef EXOSH_TRANSPORT_SYNC_JOURNAL_H
#define EXOSH_TRANSPORT_SYNC_JOURNAL_H

#include "base/error.h"
#include "transport/imap_seqset.h"

struct state;

struct sync_journal_folder {
	int64_t id; /* 0: no row yet */
	char *source, *target;
	uint32_t uid_validity, uid_next, messages;
	uint64_t mod_seq;
	uint32_t target_validity;
	int64_t target_next;
	bool clean;
};

struct sync_journal_folders {
	struct sync_journal_folder *items;
	size_t count, capacity;
};

enum sync_row_state {
	SYNC_ROW_COPIED,
	SYNC_ROW_SKIPPED, /* by a limit: looked at again when the limits allow */
	SYNC_ROW_FAILED,  /* refused: tried again in every pass */
	SYNC_ROW_FILTERED /* outside the content filter: not wanted */
};

struct sync_row {
	uint32_t uid;
	enum sync_row_state state;
	int64_t target_id, identity;
	uint64_t size;
	int64_t flags;
};

struct sync_totals {
	uint64_t copied, copied_bytes, skipped, filtered;
};

int sync_journal_folders(struct state *state, int64_t mailbox_id,
			 struct sync_journal_folders *folders_r, struct error *error);
void sync_journal_folders_clear(struct sync_journal_folders *folders);
struct sync_journal_folder *sync_journal_folders_find(const struct sync_journal_folders *folders,
						      const char *source);
/* Writes the row, with a new id where it is 0. Durable: it survives a power cut. */
int sync_journal_put_folder(struct state *state, int64_t mailbox_id,
			    struct sync_journal_folder *folder, bool durable, struct error *error);
/* With its messages. */
int sync_journal_drop_folder(struct state *state, int64_t folder_id, struct error *error);
int sync_journal_drop_messages(struct state *state, int64_t folder_id, struct error *error);

/* Writes rows in one transaction; such as exist are replaced. */
int sync_journal_put(struct state *state, int64_t folder_id, const struct sync_row *rows,
		     size_t count, struct error *error);
int sync_journal_delete(struct state *state, int64_t folder_id, uint32_t uid, struct error *error);
/* 1: *row_r filled, 0: no row, -1: error. */
int sync_journal_get(struct state *state, int64_t folder_id, uint32_t uid, struct sync_row *row_r,
		     struct error *error);
/* Visits the rows of a folder by ascending UID; only those not copied where `open_only` is set. The
 * visitor must not use the journal; 1 from it ends the visit. */
typedef int sync_journal_visit(void *context, const struct sync_row *row, struct error *error);
int sync_journal_each(struct state *state, int64_t folder_id, bool open_only,
		      sync_journal_visit *visit, void *context, struct error *error);
int sync_journal_totals(struct state *state, int64_t mailbox_id, struct sync_totals *totals_r,
			struct error *error);

#endif

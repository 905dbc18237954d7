/* What the parts of a pass share: sync.c (connections, order of folders), sync_folder.c (one folder),
 * sync_plan.c (what is to be copied), sync_recognise.c (what is there already), sync_copy.c (the stream
 * of messages), sync_update.c (flags and deletions), sync_report.c (progress, skipped items). */
#ifndef EXOSH_TRANSPORT_SYNC_PRIVATE_H
#define EXOSH_TRANSPORT_SYNC_PRIVATE_H

#include "transport/content_filter.h"
#include "transport/folder_map.h"
#include "transport/imap_client.h"
#include "transport/imap_fetch.h"
#include "transport/imap_seqset.h"
#include "transport/sync.h"
#include "transport/sync_journal.h"
#include "transport/sync_labels.h"
#include "transport/target.h"

#define SYNC_FLAGS_UNKNOWN (-1) /* a row's flags signature */

struct sync {
	const struct sync_options *options;
	const struct sync_events *events;
	struct sync_limits limits;
	struct stream_options source_stream, target_stream;
	struct sync_login target_login; /* the options' with the token of the day */
	struct imap_client *source;
	struct target *target; /* NULL until something is to be written */
	bool qresync;          /* enabled on the source */
	struct imap_namespaces namespaces;
	struct imap_folders folders;
	struct folder_map map;
	struct sync_journal_folders journal;
	struct sync_labels labels; /* used where has_labels is set */
	bool has_labels;           /* the source is Gmail's: rows' identities are X-GM-MSGID */
	struct sync_result *result;
	struct sync_folder *folder; /* the current one */
	struct sync_folder
		*unsettled; /* the one before, while the target still works on it; or NULL */
	const struct sync_folder *examined, *opened; /* open on the source, and on the target */
	const struct folder_map_entry
		*prepared;             /* the target is prepared for the folders before this one */
	struct content_filter *filter; /* NULL: every message is wanted */
	uint64_t filtered; /* messages of the source that the journal knows as unwanted */
	int64_t cutoff;    /* messages received before this are too many; INT64_MIN: none are */
	bool emptied;      /* most of what was copied is gone from the source: nothing is deleted */
	/* For sync_report.c */
	double started, ticked, rate_since;
	uint64_t rate_bytes,
		handled; /* handled: messages settled in any way since the connection */
};

/* A message that is to be copied. */
struct sync_item {
	uint32_t uid;
	uint32_t size : 30;
	uint32_t gap : 1;  /* unwanted messages lie between this and the item before */
	uint32_t done : 1; /* arrived from the source */
};

/* A message on its way: begun at the target, not yet settled. */
struct sync_transit {
	uint32_t uid;
	uint64_t size;
	int64_t identity, flags;
	bool has_keywords;
};

struct sync_refused {
	uint32_t uid;
	bool has_keywords;
	char *reason;
};

struct sync_folder {
	const struct folder_map_entry *entry;
	struct sync_journal_folder *row;
	/* From EXAMINE. */
	uint32_t exists, uid_validity, uid_next;
	uint64_t mod_seq;
	uint64_t token_seed;
	/* The plan; ascending UIDs. */
	struct sync_item *items;
	size_t count, capacity;
	/* The target's folder. */
	bool target_open;
	struct target_folder target;
	struct imap_seqset retried; /* of the items: were skipped in an earlier pass */
	/* While copying. */
	struct sync_transit *transit; /* a queue: [transit_first, transit_count) */
	size_t transit_first, transit_count, transit_capacity;
	struct sync_row *rows; /* settled, not yet in the journal */
	size_t row_count, row_capacity;
	struct sync_refused *refused;
	size_t refused_count, refused_capacity;
	uint32_t *again; /* the source failed to deliver them together with others */
	size_t again_count, again_capacity;
};

/* ---- sync.c ---- */
/* -1: the options can't be used. To be cleared in any case. */
int sync_init(struct sync *sync, const struct sync_options *options,
	      const struct sync_events *events, struct sync_result *result, struct error *error);
void sync_clear(struct sync *sync);
/* Connects the source, lists its folders, and reads what the journal has of them. */
int sync_open(struct sync *sync, struct error *error);
/* Drops both connections and what was listed. */
void sync_close(struct sync *sync);
/* Sets the progress to what the journal holds. */
int sync_count_settled(struct sync *sync, struct error *error);

/* ---- sync_folder.c ---- */
/* Brings one folder up to date. 0, -1; a folder that can't be opened is reported as skipped. The target may
 * still have to settle its last messages: the next call or sync_folder_finish() sees to that. */
int sync_folder_run(struct sync *sync, const struct folder_map_entry *entry, struct error *error);
/* Settles what is left of the last folder. */
int sync_folder_finish(struct sync *sync, struct error *error);
/* Gives up on folders that are not settled; what is known of them is written. */
void sync_folder_abandon(struct sync *sync);
/* Goes back to the current folder on both sides, after others were opened. */
int sync_folder_return(struct sync *sync, struct error *error);
/* Deletes in the target what was copied from a folder that the source doesn't have any more. */
int sync_folder_remove(struct sync *sync, const struct folder_map_entry *entry,
		       struct sync_journal_folder *row, struct error *error);
/* Connects the target and opens the folder there, if that wasn't done. */
int sync_folder_open_target(struct sync *sync, struct error *error);
/* Connects the target, if that wasn't done. */
int sync_connect_target(struct sync *sync, struct error *error);
/* Rows wait in the folder until there are enough for a transaction. */
int sync_folder_add_row(struct sync *sync, struct sync_folder *folder, const struct sync_row *row,
			struct error *error);
int sync_folder_write_rows(struct sync *sync, struct sync_folder *folder, struct error *error);
/* Names a message's origin: the same in every pass and batch. */
uint64_t sync_folder_token(const struct sync_folder *folder, uint32_t uid);
int64_t sync_flags_signature(uint32_t flags, const char *keywords);

/* ---- sync_plan.c ---- */
/* Fills folder->items: new messages and such as were skipped before but may be copied now. */
int sync_plan(struct sync *sync, struct error *error);
/* Whether the journal has messages of the folder that were skipped and should be tried again. */
int sync_plan_has_retries(struct sync *sync, int64_t folder_id, bool *has_r, struct error *error);
/* When the mailbox has more messages than allowed: finds the date from which on they fit. */
int sync_plan_cutoff(struct sync *sync, struct error *error);

/* ---- sync_recognise.c ---- */
/* Takes messages off the plan that the target has already, and writes their rows. */
int sync_recognise(struct sync *sync, struct error *error);
/* Finds the ids of copied messages for a target that doesn't tell them. */
int sync_recognise_ids(struct sync *sync, struct error *error);

/* ---- sync_copy.c ---- */
/* Hands the planned messages to the target, which may settle them later. */
int sync_copy(struct sync *sync, struct error *error);
/* Waits until all are settled, and tries those alone that failed in company. */
int sync_copy_settle(struct sync *sync, struct error *error);
/* The target's events; `owner` is the folder. */
int sync_copy_stored(void *context, void *owner, uint32_t uid, int64_t target_id,
		     struct error *error);
int sync_copy_refused(void *context, void *owner, uint32_t uid, const char *reason,
		      struct error *error);

/* ---- sync_update.c ---- */
/* Carries changed flags and deletions since the last pass over to the target. */
int sync_update(struct sync *sync, struct error *error);
/* Deletes every message of the folder that was copied. */
int sync_update_delete_all(struct sync *sync, struct error *error);

/* ---- sync_report.c ---- */
void sync_report_start(struct sync *sync);
/* Tells the progress if it is time, or at once with `now`. -1: asked to stop. */
int sync_report_tick(struct sync *sync, bool now, struct error *error);
void sync_report_log(struct sync *sync, enum sync_log_level level, const char *format, ...)
	FORMAT_PRINTF(3, 4);
/* Messages outside the content filter are no part of the total. */
void sync_report_filtered(struct sync *sync, int64_t count);
/* Reads what a user needs to find the message from the source, and reports it. The row is written with
 * `state`. No command may be queued on the source. */
int sync_report_skip(struct sync *sync, uint32_t uid, uint64_t size, enum sync_skip kind,
		     enum sync_row_state state, const char *reason, struct error *error);
void sync_report_skip_folder(struct sync *sync, const struct folder_map_entry *entry,
			     enum sync_skip kind, const char *reason);

#endif

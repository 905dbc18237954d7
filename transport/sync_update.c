#include "base/xmalloc.h"
#include "transport/imap_capability.h"
#include "transport/imap_seqset.h"
#include "transport/sync_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct updater {
	struct sync *sync;
	struct imap_seqset present;  /* UIDs that the source listed */
	struct imap_seqset vanished; /* that it named as gone */
	struct imap_seqset deleted;  /* rows without a message */
	struct arena arena;
};

/* A message whose flags may have changed. */
static int update_flags(struct sync *sync, const struct imap_fetch *fetch, struct error *error)
{
	const struct sync_folder *folder = sync->folder;
	struct sync_row row;
	int64_t signature = sync_flags_signature(fetch->flags, fetch->keywords);
	int found =
		sync_journal_get(sync->options->state, folder->row->id, fetch->uid, &row, error);

	if (found <= 0)
		return found;
	if (row.state != SYNC_ROW_COPIED || row.flags == signature)
		return 0;
	if (row.target_id) {
		if (sync_folder_open_target(sync, error) < 0)
			return -1;
		if (sync->target->class->set_flags(sync->target, row.target_id, fetch->flags,
						   fetch->keywords, error) < 0)
			return -1;
		sync->result->flags_changed++;
		sync->handled++;
	}
	row.flags = signature;
	return sync_folder_add_row(sync, sync->folder, &row, error);
}

/* FETCH with FLAGS, or VANISHED (EARLIER) of RFC 7162. */
static int see_message(void *context, const struct imap_node *response, struct error *error)
{
	struct updater *updater = context;
	struct imap_fetch fetch;
	int result = 0;

	if (imap_node_is(imap_node_child(response, 1), "VANISHED")) {
		const struct imap_node *set = imap_node_child(response, 2);
		if (set && set->next)
			set = set->next;
		if (set && set->text)
			imap_seqset_parse(&updater->vanished, set->text, set->length);
		return 0;
	}
	if (imap_fetch_read(response, &updater->arena, &fetch) && fetch.items & IMAP_FETCH_UID) {
		imap_seqset_add(&updater->present, fetch.uid, fetch.uid);
		if (fetch.items & IMAP_FETCH_FLAGS)
			result = update_flags(updater->sync, &fetch, error);
	}
	arena_clear(&updater->arena);
	return result;
}

static int take_any_answer(void *context, const struct imap_reply *reply, struct error *error)
{
	(void)context, (void)reply, (void)error;
	return 0;
}

static int collect_missing(void *context, const struct sync_row *row, struct error *error)
{
	struct updater *updater = context;
	(void)error;

	/* What came later was not asked for. */
	if (row->uid < updater->sync->folder->row->uid_next &&
	    !imap_seqset_contains(&updater->present, row->uid))
		imap_seqset_add(&updater->deleted, row->uid, row->uid);
	return 0;
}

static int collect_vanished(void *context, const struct sync_row *row, struct error *error)
{
	struct updater *updater = context;
	(void)error;

	if (imap_seqset_contains(&updater->vanished, row->uid))
		imap_seqset_add(&updater->deleted, row->uid, row->uid);
	return 0;
}

static int delete_one(struct sync *sync, uint32_t uid, struct error *error)
{
	struct state *state = sync->options->state;
	struct sync_progress *progress = &sync->result->progress;
	int64_t folder_id = sync->folder->row->id;
	struct sync_row row;

	if (sync_journal_get(state, folder_id, uid, &row, error) <= 0)
		return 0;
	if (row.state != SYNC_ROW_COPIED) {
		bool filtered = row.state == SYNC_ROW_FILTERED;
		if (filtered)
			sync_report_filtered(sync, -1);
		else
			progress->messages_skipped -= progress->messages_skipped > 0;
		return sync_journal_delete(state, folder_id, uid, error);
	}
	/* A label that was taken off doesn't mean that the message is gone. */
	if (row.target_id && !sync->options->keep_deleted && !sync->has_labels) {
		if (sync_folder_open_target(sync, error) < 0)
			return -1;
		if (sync->target->class->remove(sync->target, row.target_id, error) < 0)
			return -1;
		sync->result->deleted++;
	}
	sync->handled++;
	progress->messages_synced -= progress->messages_synced > 0;
	progress->bytes_synced -= MIN(progress->bytes_synced, row.size);
	return sync_journal_delete(state, folder_id, uid, error);
}

static int delete_all(struct updater *updater, struct error *error)
{
	if (updater->sync->emptied)
		return 0;
	for (size_t i = 0; i < updater->deleted.count; i++) {
		const struct imap_range *range = &updater->deleted.ranges[i];
		for (uint32_t uid = range->first;; uid++) {
			if (delete_one(updater->sync, uid, error) < 0)
				return -1;
			if (uid == range->last)
				break;
		}
	}
	return 0;
}

/* With CONDSTORE the server tells what changed, with QRESYNC also what is gone. */
static int ask_changes(struct updater *updater, const char *range, struct error *error)
{
	struct sync *sync = updater->sync;
	const struct sync_journal_folder *row = sync->folder->row;
	struct imap_handler handler = {
		.context = updater, .untagged = see_message, .done = take_any_answer};

	return imap_client_run(sync->source, &handler, error,
			       "UID FETCH %s (UID FLAGS) (CHANGEDSINCE %llu%s)", range,
			       (unsigned long long)row->mod_seq, sync->qresync ? " VANISHED" : "");
}

/* How many of the messages known at the last pass are gone can be told by numbers only when nothing
 * but arrivals and deletions happened; so the numbers are only used to see that none are. */
static bool none_deleted(const struct sync_folder *folder)
{
	uint64_t arrived = 0;

	for (size_t i = 0; i < folder->count; i++)
		arrived += folder->items[i].uid >= folder->row->uid_next;
	return folder->exists == folder->row->messages + arrived;
}

int sync_update(struct sync *sync, struct error *error)
{
	struct updater updater = {.sync = sync};
	struct imap_handler handler = {
		.context = &updater, .untagged = see_message, .done = take_any_answer};
	const struct sync_folder *folder = sync->folder;
	const struct sync_journal_folder *row = folder->row;
	bool by_modseq = folder->mod_seq && row->mod_seq;
	char range[24];
	int result = 0;

	if (!row->id || row->uid_next <= 1)
		return 0;
	snprintf(range, sizeof(range), "1:%u", row->uid_next - 1);
	arena_init(&updater.arena);
	if (by_modseq && folder->mod_seq != row->mod_seq)
		result = ask_changes(&updater, range, error);
	bool all = !by_modseq || (!sync->qresync && !none_deleted(folder));
	if (result == 0 && all && folder->exists)
		result = imap_client_run(sync->source, &handler, error, "UID FETCH %s (UID%s)",
					 range, by_modseq ? "" : " FLAGS");
	if (result == 0)
		result = sync_folder_write_rows(sync, sync->folder, error);
	if (result == 0 && (all || updater.vanished.count))
		result = sync_journal_each(sync->options->state, row->id, false,
					   all ? collect_missing : collect_vanished, &updater,
					   error);
	if (result == 0)
		result = delete_all(&updater, error);
	if (result == 0 && sync->folder->target_open)
		result = sync->target->class->flush(sync->target, error);
	imap_seqset_clear(&updater.present);
	imap_seqset_clear(&updater.vanished);
	imap_seqset_clear(&updater.deleted);
	arena_clear(&updater.arena);
	return result;
}

static int collect_all(void *context, const struct sync_row *row, struct error *error)
{
	struct updater *updater = context;
	(void)error;

	imap_seqset_add(&updater->deleted, row->uid, row->uid);
	return 0;
}

int sync_update_delete_all(struct sync *sync, struct error *error)
{
	struct updater updater = {.sync = sync};
	int result = sync_journal_each(sync->options->state, sync->folder->row->id, false,
				       collect_all, &updater, error);

	if (result == 0)
		result = delete_all(&updater, error);
	if (result == 0 && sync->folder->target_open)
		result = sync->target->class->flush(sync->target, error);
	imap_seqset_clear(&updater.deleted);
	return result;
}

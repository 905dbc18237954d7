#include "base/xmalloc.h"
#include "transport/imap_quote.h"
#include "transport/sync_private.h"

#include <ctype.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROWS_AT_ONCE 500
#define PREPARED_AT_ONCE 50

int64_t sync_flags_signature(uint32_t flags, const char *keywords)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */

	for (const char *p = keywords; p && *p; p++)
		hash = (hash ^ (unsigned char)tolower((unsigned char)*p)) * 1099511628211u;
	return (int64_t)((hash << 8 | flags) & INT64_MAX);
}

/* A permutation of the 64-bit numbers: messages of one folder never share a token. */
static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

uint64_t sync_folder_token(const struct sync_folder *folder, uint32_t uid)
{
	return mix(folder->token_seed ^ uid) >> 1;
}

static uint64_t token_seed(const struct sync *sync, const struct sync_folder *folder)
{
	const struct sync_options *options = sync->options;
	struct strbuf text = STRBUF_INIT;
	unsigned char digest[SHA256_DIGEST_LENGTH];
	uint64_t seed;

	for (const char *p = options->endpoint.host; *p; p++)
		strbuf_addc(&text, (char)tolower((unsigned char)*p));
	strbuf_addf(&text, "\n%s\n%s\n%s\n%s\n%u", options->login.user,
		    options->login.authzid ? options->login.authzid : "",
		    options->login.user_root ? options->login.user_root : "",
		    folder->entry->folder->name, folder->uid_validity);
	SHA256((const unsigned char *)text.data, text.length, digest);
	memcpy(&seed, digest, sizeof(seed));
	strbuf_clear(&text);
	return seed;
}

int sync_folder_write_rows(struct sync *sync, struct sync_folder *folder, struct error *error)
{
	if (!folder->row_count)
		return 0;
	int result = sync_journal_put(sync->options->state, folder->row->id, folder->rows,
				      folder->row_count, error);
	folder->row_count = 0;
	return result;
}

int sync_folder_add_row(struct sync *sync, struct sync_folder *folder, const struct sync_row *row,
			struct error *error)
{
	GROW(folder->rows, folder->row_count, folder->row_capacity);
	folder->rows[folder->row_count++] = *row;
	/* Before the folder has a row itself they wait. */
	return folder->row->id && folder->row_count >= ROWS_AT_ONCE
		       ? sync_folder_write_rows(sync, folder, error)
		       : 0;
}

/* ---- the source's side ---- */

static int see_examine(void *context, const struct imap_node *response, struct error *error)
{
	struct sync_folder *folder = context;
	const struct imap_node *word = imap_node_child(response, 1);
	const struct imap_node *text = imap_node_child(response, 2);
	uint64_t number;
	struct imap_code code;
	(void)error;

	if (imap_node_is(text, "EXISTS") && imap_node_number(word, &number))
		folder->exists = (uint32_t)number;
	if (!imap_node_is(word, "OK") || !text)
		return 0;
	imap_code_parse(text->text, &code);
	number = strtoull(code.arguments, NULL, 10);
	if (imap_code_is(&code, "UIDVALIDITY"))
		folder->uid_validity = (uint32_t)number;
	else if (imap_code_is(&code, "UIDNEXT"))
		folder->uid_next = (uint32_t)number;
	else if (imap_code_is(&code, "HIGHESTMODSEQ"))
		folder->mod_seq = number;
	return 0;
}

static int examine_done(void *context, const struct imap_reply *reply, struct error *error)
{
	struct sync_folder *folder = context;
	(void)error;

	if (reply->status != IMAP_STATUS_OK && !folder->refused_count) {
		GROW(folder->refused, folder->refused_count, folder->refused_capacity);
		folder->refused[folder->refused_count++] =
			(struct sync_refused){0, false, xstrdup(reply->text)};
	}
	return 0;
}

/* 1: open; 0: the server doesn't open it, which was reported; -1: error. */
static int examine(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	struct imap_handler handler = {
		.context = folder, .untagged = see_examine, .done = examine_done};
	struct strbuf name = STRBUF_INIT;

	imap_quote_astring(&name, folder->entry->folder->name);
	int result = imap_client_run(sync->source, &handler, error, "EXAMINE %s", name.data);
	strbuf_clear(&name);
	if (result < 0)
		return -1;
	sync->examined = folder;
	if (!folder->refused_count) {
		folder->token_seed = token_seed(sync, folder);
		return 1;
	}
	struct strbuf reason = STRBUF_INIT;
	strbuf_addf(&reason, "The server doesn't open the folder: %s", folder->refused[0].reason);
	sync_report_skip_folder(sync, folder->entry, SYNC_SKIP_FOLDER, reason.data);
	strbuf_clear(&reason);
	return 0;
}

/* ---- the target's side ---- */

/* With a token that is good; where the server doesn't think so, with another one. */
static struct target *connect_imap(struct sync *sync, const struct target_events *events,
				   struct error *error)
{
	struct sync_login *login = &sync->target_login;
	const struct sync_tokens *tokens = login->tokens;
	struct target *target = NULL;

	if (tokens)
		login->access_token = tokens->get(tokens->context, NULL, error);
	if (!tokens || login->access_token)
		target = target_imap_create(&sync->target_stream, login->user_root, events, error);
	if (target || !tokens || !login->access_token || error->code != FAILURE_AUTH)
		return target;
	sync_report_log(sync, SYNC_LOG_INFO, "%s A new access token is asked for.", error->message);
	login->access_token = tokens->get(tokens->context, login->access_token, error);
	if (!login->access_token)
		return NULL;
	error_clear(error);
	return target_imap_create(&sync->target_stream, login->user_root, events, error);
}

int sync_connect_target(struct sync *sync, struct error *error)
{
	const struct sync_target *target = &sync->options->target;
	struct target_events events = {sync, sync_copy_stored, sync_copy_refused};

	if (!sync->target && target->kind == SYNC_TARGET_MAILDIR)
		sync->target = target_maildir_create(target->mailbox_address, &events, error);
	else if (!sync->target)
		sync->target = connect_imap(sync, &events, error);
	sync->result->target_failed = !sync->target;
	return sync->target ? 0 : error_prefix(error, "Target");
}

static bool is_unchanged(const struct sync_journal_folder *row,
			 const struct imap_folder_status *status)
{
	return row->clean && status->known && status->highestmodseq &&
	       row->mod_seq == status->highestmodseq && row->uid_next == status->uidnext &&
	       row->uid_validity == status->uidvalidity && row->messages == status->messages;
}

static bool wants_subscription(const struct folder_map_entry *entry)
{
	return entry->folder->flags & IMAP_FOLDER_SUBSCRIBED ||
	       !strcmp(entry->target_text, "INBOX");
}

static const struct sync_journal_folder *known_row(const struct sync *sync,
						   const struct folder_map_entry *entry)
{
	return sync_journal_folders_find(&sync->journal, entry->folder->name);
}

static bool will_be_opened(const struct sync *sync, const struct folder_map_entry *entry)
{
	const struct sync_journal_folder *row = known_row(sync, entry);

	return !entry->problem && !(row && is_unchanged(row, &entry->folder->status));
}

/* What the pass comes to next, the current folder first, so that the target is waited for once and not for
 * each. Not too many: what is learned of them grows old. */
static int prepare_target(struct sync *sync, struct error *error)
{
	const struct folder_map *map = &sync->map;
	const struct folder_map_entry *entry = sync->folder->entry;
	const struct folder_map_entry *end = map->entries + map->count;
	struct target_place places[PREPARED_AT_ONCE];
	size_t count = 0;

	if (!sync->target->class->prepare || entry < map->entries || entry >= end ||
	    entry < sync->prepared)
		return 0;
	for (; entry < end && count < countof(places); entry++)
		if (will_be_opened(sync, entry))
			places[count++] =
				(struct target_place){&entry->target, wants_subscription(entry)};
	sync->prepared = entry;
	return count > 1 ? sync->target->class->prepare(sync->target, places, count, error) : 0;
}

int sync_folder_open_target(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;

	if (folder->target_open)
		return 0;
	if (sync_connect_target(sync, error) < 0 || prepare_target(sync, error) < 0)
		return -1;
	if (sync->target->class->open(sync->target, &folder->entry->target,
				      wants_subscription(folder->entry), &folder->target,
				      error) < 0)
		return -1;
	folder->target_open = true;
	sync->opened = folder;
	return 0;
}

/* ---- one folder ---- */

/* What was read when the folder was opened first stays: the plan goes by it. */
static int examine_again(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder, now = {0};
	struct imap_handler handler = {.context = &now, .untagged = see_examine};
	struct strbuf name = STRBUF_INIT;

	if (sync->examined == folder)
		return 0;
	imap_quote_astring(&name, folder->entry->folder->name);
	int result = imap_client_run(sync->source, &handler, error, "EXAMINE %s", name.data);
	strbuf_clear(&name);
	if (result < 0)
		return -1;
	sync->examined = folder;
	return now.uid_validity == folder->uid_validity
		       ? 0
		       : error_set(error, FAILURE_NETWORK,
				   "Folder '%s' of the source was made anew during the pass.",
				   folder->entry->text);
}

int sync_folder_return(struct sync *sync, struct error *error)
{
	struct target_folder ignored;

	if (examine_again(sync, error) < 0)
		return -1;
	if (sync->opened == sync->folder)
		return 0;
	sync->opened = sync->folder;
	return sync->target->class->open(sync->target, &sync->folder->entry->target, false,
					 &ignored, error);
}

/* What the journal says about messages of another incarnation of the folder is worth nothing; the
 * target is searched for them instead. */
static int start_anew(struct sync *sync, struct error *error)
{
	struct sync_journal_folder *row = sync->folder->row;

	row->clean = false;
	row->mod_seq = 0;
	row->uid_next = 0;
	row->target_next = 0;
	if (!row->id)
		return 0;
	if (sync_journal_drop_messages(sync->options->state, row->id, error) < 0)
		return -1;
	return sync_count_settled(sync, error);
}

/* Writes that copying begins, so that whatever ends it the next pass knows. */
static int open_row(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	struct sync_journal_folder *row = folder->row;

	if (row->clean && folder->target.next)
		row->target_next = folder->target.next;
	/* The first time: changes from now on are for later passes, whenever this one ends. */
	if (!row->uid_next) {
		row->uid_next = folder->uid_next;
		row->mod_seq = folder->mod_seq;
	}
	row->clean = false;
	row->uid_validity = folder->uid_validity;
	row->target_validity = folder->target.validity;
	return sync_journal_put_folder(sync->options->state, sync->options->mailbox_id, row, true,
				       error);
}

static int close_row(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	struct sync_journal_folder *row = folder->row;

	if (!row->id && sync_journal_put_folder(sync->options->state, sync->options->mailbox_id,
						row, false, error) < 0)
		return -1;
	if (sync_folder_write_rows(sync, folder, error) < 0)
		return -1;
	row->clean = true;
	if (folder->target_open)
		row->target_validity = folder->target.validity;
	row->uid_validity = folder->uid_validity;
	row->uid_next = folder->uid_next;
	row->messages = folder->exists;
	row->mod_seq = folder->mod_seq;
	return sync_journal_put_folder(sync->options->state, sync->options->mailbox_id, row, true,
				       error);
}

/* A server may still be working on what it was sent before a connection broke. */
static int wait_for_rest(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	struct timespec pause = {0, 300 * 1000000L};

	for (int attempts = 0; folder->target.next && attempts < 20; attempts++) {
		int64_t next = folder->target.next;
		nanosleep(&pause, NULL);
		folder->target_open = false;
		if (sync_folder_open_target(sync, error) < 0)
			return -1;
		if (folder->target.next == next)
			break;
	}
	return 0;
}

static int copy(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	bool was_clean = folder->row->clean, was_cut_off = folder->row->id && !was_clean;

	if (!folder->count)
		return 0;
	/* A server without UIDNEXT: what was listed is what is known. */
	folder->uid_next = MAX(folder->uid_next, folder->items[folder->count - 1].uid + 1);
	if (open_row(sync, error) < 0 || sync_folder_write_rows(sync, folder, error) < 0)
		return -1;
	if (was_cut_off && wait_for_rest(sync, error) < 0)
		return -1;
	if (!was_clean && sync_recognise(sync, error) < 0)
		return -1;
	return folder->count ? sync_copy(sync, error) : 0;
}

/* 1: the target's folder isn't the one of the last pass, so everything is planned again. */
static int check_target(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	const struct sync_journal_folder *row = folder->row;

	if (sync_folder_open_target(sync, error) < 0) {
		if (error->code != FAILURE_SERVER || !sync->target)
			return -1;
		sync_report_skip_folder(sync, folder->entry, SYNC_SKIP_FOLDER, error->message);
		error_clear(error);
		return 0;
	}
	if (!row->id || !row->target_validity || row->target_validity == folder->target.validity)
		return 0;
	sync_report_log(sync, SYNC_LOG_WARNING,
			"Folder '%s' was made anew in the target; its mail is copied again.",
			folder->entry->text);
	return start_anew(sync, error) < 0 ? -1 : 1;
}

/* 1: everything is on its way to the target; 0: there is nothing to do, or it can't be done. */
static int run(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	struct sync_journal_folder *row = folder->row;
	int opened = examine(sync, error);

	if (opened <= 0)
		return opened;
	if (row->id && row->uid_validity != folder->uid_validity) {
		sync_report_log(sync, SYNC_LOG_WARNING,
				"Folder '%s' has a new UIDVALIDITY; its messages are compared.",
				folder->entry->text);
		if (start_anew(sync, error) < 0)
			return -1;
	}
	if (sync_plan(sync, error) < 0)
		return -1;
	if (sync->options->analyze_only)
		return 0;
	/* Also where there is nothing to copy: an empty folder is made, too. */
	if (folder->count || !row->id) {
		int anew = check_target(sync, error);
		if (anew < 0 || (!folder->target_open && anew == 0))
			return anew;
		if (anew) {
			folder->count = 0;
			imap_seqset_clear(&folder->retried);
			if (sync_plan(sync, error) < 0)
				return -1;
		}
	}
	if (sync_update(sync, error) < 0)
		return -1;
	return copy(sync, error) < 0 ? -1 : 1;
}

static void release(struct sync_folder *folder)
{
	if (!folder)
		return;
	for (size_t i = 0; i < folder->refused_count; i++)
		free(folder->refused[i].reason);
	free(folder->refused);
	imap_seqset_clear(&folder->retried);
	free(folder->again);
	free(folder->transit);
	free(folder->items);
	free(folder->rows);
	free(folder);
}

static struct sync_journal_folder *find_row(struct sync *sync, const struct folder_map_entry *entry)
{
	struct sync_journal_folders *journal = &sync->journal;
	struct sync_journal_folder *row = sync_journal_folders_find(journal, entry->folder->name);

	if (row)
		return row;
	struct sync_folder *other = sync->unsettled;
	size_t other_row = other ? (size_t)(other->row - journal->items) : 0;
	GROW(journal->items, journal->count, journal->capacity);
	if (other)
		other->row = &journal->items[other_row];
	row = &journal->items[journal->count++];
	*row = (struct sync_journal_folder){.source = xstrdup(entry->folder->name),
					    .target = xstrdup(entry->target_text)};
	return row;
}

/* Waits for the target, sees to what it didn't take, and marks the folder as done. */
static int settle(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;

	if (folder->count && sync_copy_settle(sync, error) < 0)
		return -1;
	if (folder->count && !folder->target.gives_ids && !sync->has_labels &&
	    sync_recognise_ids(sync, error) < 0)
		return -1;
	return close_row(sync, error);
}

static void forget(struct sync *sync, struct sync_folder *folder)
{
	if (sync->examined == folder)
		sync->examined = NULL;
	if (sync->opened == folder)
		sync->opened = NULL;
	release(folder);
}

int sync_folder_finish(struct sync *sync, struct error *error)
{
	struct sync_folder *current = sync->folder;
	int result = 0;

	if (!sync->unsettled)
		return 0;
	sync->folder = sync->unsettled;
	result = settle(sync, error);
	if (result == 0) {
		forget(sync, sync->unsettled);
		sync->unsettled = NULL;
	}
	sync->folder = current;
	return result;
}

/* What is known to be stored is worth keeping, whatever went wrong. A target behind a connection may be in
 * the middle of a message; a local one takes what it has. */
static void keep_known(struct sync *sync, struct sync_folder *folder)
{
	struct error ignored = ERROR_INIT;

	if (!folder || !folder->row->id)
		return;
	if (folder->target_open && !sync->target->class->client(sync->target))
		sync->target->class->flush(sync->target, &ignored);
	sync_folder_write_rows(sync, folder, &ignored);
	error_clear(&ignored);
}

void sync_folder_abandon(struct sync *sync)
{
	struct sync_folder **folders[] = {&sync->unsettled, &sync->folder};

	for (size_t i = 0; i < countof(folders); i++) {
		keep_known(sync, *folders[i]);
		forget(sync, *folders[i]);
		*folders[i] = NULL;
	}
	sync->result->progress.folder = NULL;
}

/* The folder before is settled when this one's messages are on their way, so that neither side ever waits
 * for the other at the border of two folders. */
static int run_and_settle(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;
	int result = run(sync, error);

	if (result <= 0)
		return result;
	if (!folder->count)
		return settle(sync, error);
	if (sync_folder_finish(sync, error) < 0)
		return -1;
	if (!folder->target.settles_later || sync->has_labels)
		return settle(sync, error);
	sync->unsettled = folder;
	sync->folder = NULL;
	return 0;
}

int sync_folder_run(struct sync *sync, const struct folder_map_entry *entry, struct error *error)
{
	struct sync_journal_folder *row = find_row(sync, entry);
	bool retries = false;

	if (is_unchanged(row, &entry->folder->status)) {
		if (sync_plan_has_retries(sync, row->id, &retries, error) < 0)
			return -1;
		if (!retries)
			return 0;
	}
	sync->folder = xcalloc(1, sizeof(*sync->folder));
	sync->folder->entry = entry;
	sync->folder->row = row;
	sync->result->progress.folder = entry->text;
	if (sync_report_tick(sync, false, error) < 0 || run_and_settle(sync, error) < 0) {
		sync_folder_abandon(sync);
		return -1;
	}
	sync->result->progress.folder = NULL;
	forget(sync, sync->folder);
	sync->folder = NULL;
	return 0;
}

int sync_folder_remove(struct sync *sync, const struct folder_map_entry *entry,
		       struct sync_journal_folder *row, struct error *error)
{
	struct sync_folder folder = {.entry = entry, .row = row};

	sync->folder = &folder;
	int result = sync_folder_open_target(sync, error);
	bool same = row->target_validity == folder.target.validity;
	if (result == 0 && same)
		result = sync_update_delete_all(sync, error);
	if (result == 0)
		result = sync_journal_drop_folder(sync->options->state, row->id, error);
	sync->folder = NULL;
	free(folder.rows);
	return result;
}

#include "base/xmalloc.h"
#include "transport/imap_quote.h"
#include "transport/sync_private.h"

#include <ctype.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROWS_AT_ONCE 500

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

int sync_folder_write_rows(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;

	if (!folder->row_count)
		return 0;
	int result = sync_journal_put(sync->options->state, folder->row->id, folder->rows,
				      folder->row_count, error);
	folder->row_count = 0;
	return result;
}

int sync_folder_add_row(struct sync *sync, const struct sync_row *row, struct error *error)
{
	struct sync_folder *folder = sync->folder;

	GROW(folder->rows, folder->row_count, folder->row_capacity);
	folder->rows[folder->row_count++] = *row;
	/* Before the folder has a row itself they wait. */
	return folder->row->id && folder->row_count >= ROWS_AT_ONCE
		       ? sync_folder_write_rows(sync, error)
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

int sync_folder_open_target(struct sync *sync, struct error *error)
{
	struct sync_folder *folder = sync->folder;

	if (folder->target_open)
		return 0;
	if (sync_connect_target(sync, error) < 0)
		return -1;
	bool subscribe = folder->entry->folder->flags & IMAP_FOLDER_SUBSCRIBED ||
			 !strcmp(folder->entry->target_text, "INBOX");
	if (sync->target->class->open(sync->target, &folder->entry->target, subscribe,
				      &folder->target, error) < 0)
		return -1;
	folder->target_open = true;
	return 0;
}

/* ---- one folder ---- */

static bool is_unchanged(const struct sync_journal_folder *row,
			 const struct imap_folder_status *status)
{
	return row->clean && status->known && status->highestmodseq &&
	       row->mod_seq == status->highestmodseq && row->uid_next == status->uidnext &&
	       row->uid_validity == status->uidvalidity && row->messages == status->messages;
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
	if (sync_folder_write_rows(sync, error) < 0)
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
	if (open_row(sync, error) < 0 || sync_folder_write_rows(sync, error) < 0)
		return -1;
	if (was_cut_off && wait_for_rest(sync, error) < 0)
		return -1;
	if (!was_clean && sync_recognise(sync, error) < 0)
		return -1;
	if (sync_copy(sync, error) < 0)
		return -1;
	return folder->target.gives_ids || sync->has_labels ? 0 : sync_recognise_ids(sync, error);
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
	if (copy(sync, error) < 0)
		return -1;
	return close_row(sync, error);
}

static void clear(struct sync_folder *folder)
{
	for (size_t i = 0; i < folder->refused_count; i++)
		free(folder->refused[i].reason);
	free(folder->refused);
	imap_seqset_clear(&folder->retried);
	free(folder->again);
	free(folder->transit);
	free(folder->items);
	free(folder->rows);
}

static struct sync_journal_folder *find_row(struct sync *sync, const struct folder_map_entry *entry)
{
	struct sync_journal_folders *journal = &sync->journal;
	struct sync_journal_folder *row = sync_journal_folders_find(journal, entry->folder->name);

	if (row)
		return row;
	GROW(journal->items, journal->count, journal->capacity);
	row = &journal->items[journal->count++];
	*row = (struct sync_journal_folder){.source = xstrdup(entry->folder->name),
					    .target = xstrdup(entry->target_text)};
	return row;
}

int sync_folder_run(struct sync *sync, const struct folder_map_entry *entry, struct error *error)
{
	struct sync_folder folder = {.entry = entry, .row = find_row(sync, entry)};
	bool retries = false;

	if (is_unchanged(folder.row, &entry->folder->status)) {
		if (sync_plan_has_retries(sync, folder.row->id, &retries, error) < 0)
			return -1;
		if (!retries)
			return 0;
	}
	sync->folder = &folder;
	sync->result->progress.folder = entry->text;
	int result = sync_report_tick(sync, false, error);
	if (result == 0)
		result = run(sync, error);
	if (result < 0 && folder.row->id) {
		/* What is known to be stored is worth keeping, whatever went wrong. A target behind
		 * a connection may be in the middle of a message; a local one takes what it has. */
		struct error ignored = ERROR_INIT;
		if (folder.target_open && !sync->target->class->client(sync->target))
			sync->target->class->flush(sync->target, &ignored);
		sync_folder_write_rows(sync, &ignored);
		error_clear(&ignored);
	}
	sync->result->progress.folder = NULL;
	sync->folder = NULL;
	clear(&folder);
	return result;
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
	clear(&folder);
	return result;
}

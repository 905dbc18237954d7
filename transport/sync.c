#include "transport/sync.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/imap_capability.h"
#include "transport/imap_quote.h"
#include "transport/sync_private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EMPTIED_MESSAGES 100
#define MAX_ATTEMPTS 5 /* in a row without any progress */

static int take_any_answer(void *context, const struct imap_reply *reply, struct error *error)
{
	(void)context, (void)reply, (void)error;
	return 0;
}

/* ---- connecting ---- */

void sync_close(struct sync *sync)
{
	struct imap_client *target =
		sync->target ? sync->target->class->client(sync->target) : NULL;

	sync->result->target_failed |= target && imap_client_has_failed(target);
	sync_folder_abandon(sync);
	if (sync->source)
		sync->result->wire_bytes += imap_client_bytes_read(sync->source);
	imap_client_close(&sync->source);
	target_free(&sync->target);
	folder_map_clear(&sync->map);
	imap_folders_clear(&sync->folders);
	imap_namespaces_clear(&sync->namespaces);
	sync_journal_folders_clear(&sync->journal);
	sync_labels_clear(&sync->labels);
	sync->qresync = false;
	sync->prepared = NULL;
}

static int enable_done(void *context, const struct imap_reply *reply, struct error *error)
{
	(void)error;
	*(bool *)context = reply->status == IMAP_STATUS_OK;
	return 0;
}

static int greet(struct sync *sync, struct error *error)
{
	struct imap_handler any = {.done = take_any_answer};
	struct imap_handler enable = {.context = &sync->qresync, .done = enable_done};
	const struct imap_client *source = sync->source;

	/* Some providers serve only clients that say who they are. */
	if (imap_client_can(source, IMAP_CAPABILITY_ID) &&
	    imap_client_run(sync->source, &any, error, "ID (\"name\" \"exosh\")") < 0)
		return -1;
	if (imap_client_can(source, IMAP_CAPABILITY_QRESYNC | IMAP_CAPABILITY_ENABLE))
		return imap_client_run(sync->source, &enable, error, "ENABLE QRESYNC");
	return 0;
}

static char find_separator(struct sync *sync, struct error *error)
{
	struct imap_folders folders = {0};
	char separator = '/';

	for (size_t i = 0; i < sync->namespaces.count; i++)
		if (sync->namespaces.items[i].separator)
			return sync->namespaces.items[i].separator;
	if (imap_list_folders(sync->source, "INBOX", &folders, error) < 0)
		separator = '\0';
	else if (folders.count && folders.items[0].separator)
		separator = folders.items[0].separator;
	imap_folders_clear(&folders);
	return separator;
}

/* Lists the tree below the UserRoot; *root_r is its raw name. */
static int list_root(struct sync *sync, char **root_r, struct error *error)
{
	const char *root = sync->options->login.user_root;
	char separator = find_separator(sync, error);
	int result = separator ? 0 : -1;

	if (result < 0)
		return -1;
	char **names = folder_map_root_names(root, &sync->namespaces, separator);
	for (size_t i = 0; names[i]; i++) {
		if (result == 0 && !*root_r) {
			char *below = xasprintf("%s%c*", names[i], separator);
			result = imap_list_folders(sync->source, names[i], &sync->folders, error);
			if (result == 0)
				result = imap_list_folders(sync->source, below, &sync->folders,
							   error);
			if (result == 0)
				result = imap_list_hidden(sync->source, names[i], separator,
							  &sync->folders, error);
			free(below);
			if (sync->folders.count)
				*root_r = xstrdup(names[i]);
		}
		free(names[i]);
	}
	free(names);
	if (result == 0 && !*root_r)
		result = error_set(error, FAILURE_LOCAL,
				   "The server has no folder '%s', which is given as UserRoot.",
				   root);
	return result;
}

/* Where a server has no NAMESPACE but puts everything below INBOX, that is no part of the names. */
static void guess_namespace(struct sync *sync)
{
	const struct imap_folders *folders = &sync->folders;
	char separator = '\0';

	for (size_t i = 0; i < folders->count; i++) {
		const char *name = folders->items[i].name;
		if (!strcasecmp(name, "INBOX"))
			continue;
		separator = folders->items[i].separator;
		if (strncasecmp(name, "INBOX", 5) != 0 || name[5] != separator || !separator)
			return;
	}
	if (!separator)
		return;
	sync->namespaces.items = xcalloc(1, sizeof(*sync->namespaces.items));
	sync->namespaces.items[0] =
		(struct imap_namespace){xasprintf("INBOX%c", separator), separator, true};
	sync->namespaces.count = sync->namespaces.capacity = 1;
}

static int list_folders(struct sync *sync, struct error *error)
{
	struct folder_map_options options = {.namespaces = &sync->namespaces,
					     .include = sync->options->include_folders,
					     .exclude = sync->options->exclude_folders,
					     .labels = sync->has_labels};
	char *root = NULL;
	int result = imap_list_namespaces(sync->source, &sync->namespaces, error);

	if (result == 0 && sync->options->login.user_root && *sync->options->login.user_root)
		result = list_root(sync, &root, error);
	else if (result == 0)
		result = imap_list_folders(sync->source, "*", &sync->folders, error);
	if (result == 0 && !root && !sync->namespaces.count)
		guess_namespace(sync);
	options.root = root;
	if (result == 0)
		result = imap_list_status(sync->source, &sync->folders, error);
	if (result == 0)
		folder_map_build(&sync->map, &sync->folders, &options);
	free(root);
	return result;
}

/* ---- one pass over one connection ---- */

int sync_count_settled(struct sync *sync, struct error *error)
{
	struct sync_progress *progress = &sync->result->progress;
	struct sync_totals totals;

	if (sync_journal_totals(sync->options->state, sync->options->mailbox_id, &totals, error) <
	    0)
		return -1;
	progress->bytes_total -= MIN(progress->bytes_total, progress->bytes_synced);
	progress->bytes_total += totals.copied_bytes;
	progress->messages_synced = totals.copied;
	progress->bytes_synced = totals.copied_bytes;
	progress->messages_skipped = totals.skipped;
	progress->messages_total += sync->filtered;
	sync->filtered = totals.filtered;
	progress->messages_total -= MIN(progress->messages_total, sync->filtered);
	return 0;
}

static void count_source(struct sync *sync)
{
	struct sync_progress *progress = &sync->result->progress;

	progress->folders_total = (uint32_t)sync->map.count;
	progress->folders_done = 0;
	progress->messages_total = 0;
	for (size_t i = 0; i < sync->map.count; i++)
		progress->messages_total += sync->map.entries[i].folder->status.messages;
	progress->messages_total -= MIN(progress->messages_total, sync->filtered);
}

/* A source that loses most of its mail is being emptied, not cleaned up: after a move nobody wants the
 * target to follow. */
static void see_emptied(struct sync *sync)
{
	const struct sync_progress *progress = &sync->result->progress;

	sync->emptied = !sync->options->keep_deleted &&
			progress->messages_synced >= EMPTIED_MESSAGES &&
			progress->messages_total * 2 < progress->messages_synced;
	if (sync->emptied)
		sync_report_log(
			sync, SYNC_LOG_WARNING,
			"The source has only %llu messages left of %llu that were copied. It "
			"seems to be emptied, so nothing is deleted in the target.",
			(unsigned long long)progress->messages_total,
			(unsigned long long)progress->messages_synced);
}

int sync_open(struct sync *sync, struct error *error)
{
	struct state *state = sync->options->state;
	int64_t mailbox = sync->options->mailbox_id;

	sync->source = imap_client_open(&sync->source_stream, NULL, error);
	if (!sync->source)
		return -1;
	sync->has_labels = imap_client_can(sync->source, IMAP_CAPABILITY_GMAIL);
	if (greet(sync, error) < 0 || list_folders(sync, error) < 0)
		return -1;
	if (sync->has_labels && sync_labels_load(&sync->labels, state, mailbox, error) < 0)
		return -1;
	return sync_journal_folders(state, mailbox, &sync->journal, error);
}

static int prepare(struct sync *sync, struct error *error)
{
	sync->result->progress.bytes_total = sync->result->progress.bytes_synced = 0;
	if (sync_count_settled(sync, error) < 0)
		return -1;
	count_source(sync);
	if (!sync->map.count && sync->folders.count)
		sync_report_log(sync, SYNC_LOG_WARNING,
				"None of the source's %zu folders is to be copied: see the batch's "
				"IncludeFolders and ExcludeFolders.",
				sync->folders.count);
	see_emptied(sync);
	sync->cutoff = INT64_MIN;
	if (sync->result->progress.messages_total > sync->limits.max_items) {
		sync_report_log(sync, SYNC_LOG_WARNING,
				"The mailbox has %llu messages; only the newest %llu are copied.",
				(unsigned long long)sync->result->progress.messages_total,
				(unsigned long long)sync->limits.max_items);
		return sync_plan_cutoff(sync, error);
	}
	return 0;
}

static struct folder_path split_target(const char *text)
{
	struct folder_path path = {0};

	while (*text) {
		size_t length = strcspn(text, "/");
		path.parts = xreallocarray(path.parts, path.count + 1, sizeof(*path.parts));
		path.parts[path.count++] = xstrndup(text, length);
		text += length + (text[length] == '/');
	}
	return path;
}

/* Folders that were deleted or renamed in the source: what was copied from them is deleted. */
static int remove_gone(struct sync *sync, struct error *error)
{
	int result = 0;

	if (sync->options->keep_deleted || sync->emptied || sync->has_labels)
		return 0;
	for (size_t i = 0; result == 0 && i < sync->journal.count; i++) {
		struct sync_journal_folder *row = &sync->journal.items[i];
		if (!row->id || imap_folders_find(&sync->folders, row->source))
			continue;
		struct imap_folder source = {.name = row->source};
		struct folder_map_entry entry = {.folder = &source,
						 .target = split_target(row->target),
						 .text = row->target,
						 .target_text = row->target};
		sync_report_log(sync, SYNC_LOG_INFO,
				"Folder '%s' is gone from the source; what was copied is deleted.",
				row->target);
		result = sync_folder_remove(sync, &entry, row, error);
		folder_path_clear(&entry.target);
	}
	return result;
}

static int run(struct sync *sync, struct error *error)
{
	if (sync_open(sync, error) < 0 || prepare(sync, error) < 0)
		return -1;
	for (size_t i = 0; i < sync->map.count; i++) {
		const struct folder_map_entry *entry = &sync->map.entries[i];
		if (entry->problem)
			sync_report_skip_folder(sync, entry, SYNC_SKIP_FOLDER, entry->problem);
		else if (sync_folder_run(sync, entry, error) < 0)
			return -1;
		sync->result->progress.folders_done++;
	}
	if (sync_folder_finish(sync, error) < 0 || remove_gone(sync, error) < 0)
		return -1;
	return sync_report_tick(sync, true, error);
}

/* ---- the pass ---- */

static int pause_before_retry(struct sync *sync, unsigned attempt, struct error *error)
{
	const struct sync_events *events = sync->events;
	struct timespec slice = {0, 100 * 1000000L};
	unsigned milliseconds = sync->options->retry_ms ? sync->options->retry_ms : 1000;

	for (unsigned slices = 0; slices < (milliseconds << attempt) / 100; slices++) {
		if (events->stop && events->stop(events->context))
			return error_set(error, FAILURE_STOPPED, "Stopped.");
		nanosleep(&slice, NULL);
	}
	return 0;
}

/* The state store has codes of its own. */
static void settle_code(struct error *error)
{
	if (error->code < FAILURE_NONE ||
	    (error->code > FAILURE_STOPPED && error->code != FAILURE_BUSY))
		error->code = FAILURE_LOCAL;
}

static int run_with_retries(struct sync *sync, struct error *error)
{
	bool was_connected = false;

	for (unsigned attempt = 0;; attempt++) {
		sync->handled = 0;
		sync->result->target_failed = false;
		int result = run(sync, error);
		was_connected |= sync->map.count > 0;
		sync_close(sync);
		if (result == 0)
			return 0;
		settle_code(error);
		if (sync->handled)
			attempt = 0;
		/* A server that can't even be reached at first is for the caller to come back to. */
		if (!was_connected || attempt + 1 >= MAX_ATTEMPTS ||
		    !failure_is_transient(error->code) || error->code == FAILURE_BUSY)
			return -1;
		sync_report_log(sync, SYNC_LOG_WARNING, "%s Trying again.", error->message);
		if (pause_before_retry(sync, attempt, error) < 0)
			return -1;
		error_clear(error);
	}
}

int sync_init(struct sync *sync, const struct sync_options *options,
	      const struct sync_events *events, struct sync_result *result, struct error *error)
{
	*sync = (struct sync){
		.options = options, .events = events, .limits = options->limits, .result = result};
	*result = (struct sync_result){.progress.seconds_left = -1};
	if (!sync->limits.max_message_bytes)
		sync->limits.max_message_bytes = SYNC_MAX_MESSAGE_BYTES;
	if (!sync->limits.max_items)
		sync->limits.max_items = SYNC_MAX_ITEMS;
	sync->source_stream = (struct stream_options){&options->endpoint, &options->login,
						      events->stop, events->context};
	if (options->target.login)
		sync->target_login = *options->target.login;
	sync->target_stream = (struct stream_options){options->target.endpoint, &sync->target_login,
						      events->stop, events->context};
	if (!options->content_filter || !*options->content_filter)
		return 0;
	sync->filter = content_filter_parse(options->content_filter,
					    options->content_filter_language, error);
	return sync->filter ? 0 : -1;
}

void sync_clear(struct sync *sync)
{
	sync_close(sync);
	content_filter_free(&sync->filter);
}

int sync_mailbox(const struct sync_options *options, const struct sync_events *events,
		 struct sync_result *result_r, struct error *error)
{
	struct sync sync;
	struct stream_guard guard;

	int result = sync_init(&sync, options, events, result_r, error);
	sync_report_start(&sync);
	stream_guard_begin(&guard);
	if (result == 0)
		result = run_with_retries(&sync, error);
	sync_clear(&sync);
	stream_guard_end(&guard);
	return result;
}

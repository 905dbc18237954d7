#include "transport/worker.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/migrate.h"
#include "transport/report.h"
#include "transport/secret.h"
#include "transport/service_log.h"
#include "transport/sync.h"
#include "transport/worker_options.h"
#include "transport/worker_target.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PROGRESS_INTERVAL_MS 1000
/* A mailbox with ten thousand of them is not to drown its report. */
#define MAX_SKIPPED_LINES 100

struct worker {
	struct state *state;
	struct arena arena;
	const atomic_bool *stop;
	struct migrate_pass pass;
	struct secret_key key;
	char *password;
	struct worker_target target;
	int64_t transferred_items, transferred_bytes; /* before this pass */
	int64_t duplicate_items;                      /* that the target had already */
	int64_t progress_at;
	int64_t skipped; /* in this pass */
	int64_t stage;   /* tenths of the mailbox that the report has told of */
};

static bool stop_wanted(void *context)
{
	const struct worker *worker = context;
	return atomic_load_explicit(worker->stop, memory_order_relaxed);
}

/* What can't be written is logged; the pass goes on, since the mail itself is what matters. */
static void note_error(const struct worker *worker, int result, struct error *error)
{
	if (result < 0)
		service_log("%s: %s", worker->pass.user.email, error->message);
	error_clear(error);
}

/* A line in the user's report. */
static void tell(struct worker *worker, enum report_level level, const char *text)
{
	struct error error = ERROR_INIT;
	note_error(worker,
		   report_add(worker->state, worker->pass.batch.id, worker->pass.user.id, level,
			      &error, "%s", text),
		   &error);
}

/* Each tenth of the mailbox is a line, in the words of Exchange's reports. */
static void tell_stage(struct worker *worker, const struct state_user_progress *row)
{
	if (!worker->pass.initial || row->percentage / 10 <= worker->stage)
		return;
	worker->stage = row->percentage / 10;
	char *text = xasprintf(
		"Stage: CopyingMessages. Percent complete: %lld. %lld of %lld items.",
		(long long)row->percentage, (long long)row->synced_items + row->skipped_items,
		(long long)row->source_items);
	tell(worker, REPORT_INFORMATION, text);
	free(text);
}

static void save_progress(struct worker *worker, const struct sync_progress *from)
{
	uint64_t done = from->messages_synced + from->messages_skipped;
	struct state_user_progress row = {
		.user_id = worker->pass.user.id,
		.current_folder = from->folder,
		.folders_done = from->folders_done,
		.folders_total = from->folders_total,
		.source_items = (int64_t)from->messages_total,
		.source_bytes = (int64_t)from->bytes_total,
		.synced_items = (int64_t)from->messages_synced,
		.skipped_items = (int64_t)from->messages_skipped,
		.duplicate_items = worker->duplicate_items,
		.transferred_items = worker->transferred_items + (int64_t)from->messages_copied,
		.transferred_bytes = worker->transferred_bytes + (int64_t)from->bytes_copied,
		.bytes_per_minute = (int64_t)(from->bytes_per_second * 60),
		.seconds_left = from->seconds_left > 0 ? (int64_t)from->seconds_left + 1 : 0,
		.last_activity_at = state_now(),
	};
	/* 100 is said only when everything is on disk. */
	if (from->messages_total)
		row.percentage = (int64_t)MIN(done * 100 / from->messages_total, 99);
	struct error error = ERROR_INIT;
	note_error(worker, state_user_progress(worker->state, &row, &error), &error);
	tell_stage(worker, &row);
}

static void progress(void *context, const struct sync_progress *from)
{
	struct worker *worker = context;
	int64_t now = state_now();
	if (now - worker->progress_at < PROGRESS_INTERVAL_MS)
		return;
	worker->progress_at = now;
	save_progress(worker, from);
}

static void skipped(void *context, const struct sync_skipped *item)
{
	struct worker *worker = context;
	struct state_skipped row = {
		.user_id = worker->pass.user.id,
		.kind = sync_skip_name(item->kind),
		.folder = item->folder,
		.uid = item->uid,
		.sender = item->sender,
		.recipient = item->recipient,
		.subject = item->subject,
		.message_class = "IPM.Note",
		.size = (int64_t)item->size,
		.sent_at = item->date_sent * 1000,
		.received_at = item->date_received * 1000,
		.failure = item->reason,
		.seen_at = state_now(),
	};
	struct error error = ERROR_INIT;
	note_error(worker, state_skipped_put(worker->state, &row, &error), &error);
	if (++worker->skipped > MAX_SKIPPED_LINES) {
		if (worker->skipped == MAX_SKIPPED_LINES + 1)
			tell(worker, REPORT_WARNING,
			     "More items were skipped. They are all among the skipped items.");
		return;
	}
	char date[40] = "";
	time_t received = (time_t)item->date_received;
	struct tm time;
	if (received && gmtime_r(&received, &time))
		strftime(date, sizeof(date), ", received %Y-%m-%d %H:%M UTC", &time);
	char *text = xasprintf("Skipped (%s): folder '%s', UID %lld, %lld bytes%s, subject '%s'. "
			       "%s",
			       row.kind, row.folder, (long long)row.uid, (long long)row.size, date,
			       row.subject ? row.subject : "", row.failure ? row.failure : "");
	tell(worker, REPORT_WARNING, text);
	free(text);
}

static void unskipped(void *context, const char *folder, uint32_t uid)
{
	struct worker *worker = context;
	struct error error = ERROR_INIT;
	note_error(worker,
		   state_skipped_remove(worker->state, worker->pass.user.id, folder, uid, &error),
		   &error);
}

static void log_line(void *context, enum sync_log_level level, const char *text)
{
	static const enum report_level levels[] = {
		[SYNC_LOG_INFO] = REPORT_INFORMATION,
		[SYNC_LOG_WARNING] = REPORT_WARNING,
		[SYNC_LOG_ERROR] = REPORT_ERROR,
	};
	if (level != SYNC_LOG_DEBUG)
		tell(context, levels[level], text);
}

/* 0, -1, or 1: the user was taken from us meanwhile. */
static int enter(struct worker *worker, enum user_status status, struct error *error)
{
	if (!worker->pass.initial)
		return 0; /* later passes have one status from begin to end */
	int entered = migrate_pass_enter(worker->state, &worker->pass, status, state_now(), error);
	return entered < 0 ? -1 : !entered;
}

/* Folders that could not be copied count among the skipped items, too. */
static void count_skipped(struct worker *worker, struct sync_progress *from)
{
	struct error error = ERROR_INIT;
	int64_t count = 0;
	note_error(worker, state_skipped_count(worker->state, worker->pass.user.id, &count, &error),
		   &error);
	from->messages_skipped = MAX(from->messages_skipped, (uint64_t)count);
}

static const char *target_name(const struct worker *worker)
{
	return worker->target.endpoint.host ? worker->target.endpoint.host : "local organization";
}

static int copy(struct worker *worker, bool *moved_r, struct error *error)
{
	struct sync_options options;
	worker_options_fill(worker->state, &worker->arena, &worker->pass, worker->password,
			    &worker->target.target, &options);
	struct sync_events events = {worker, progress, skipped, unskipped, log_line, stop_wanted};
	struct sync_result result;
	memset(&result, 0, sizeof(result));
	int done = sync_mailbox(&options, &events, &result, error);
	if (result.target_failed)
		worker->pass.failed_target = target_name(worker);
	*moved_r = result.progress.messages_copied > 0;
	worker->duplicate_items += result.recognised;
	worker->stage = 10; /* the end has a line of its own */
	count_skipped(worker, &result.progress);
	if (done == 0 || *moved_r)
		save_progress(worker, &result.progress);
	return done;
}

static void tell_ends(struct worker *worker)
{
	const struct sync_target *target = &worker->target.target;
	static const char *const security[] = {"no TLS", "TLS", "STARTTLS"};
	const struct migrate_pass *pass = &worker->pass;
	if (pass->batch.analyze_only) {
		tell(worker, REPORT_INFORMATION,
		     "The batch only analyzes: the source is measured, nothing is copied.");
		return;
	}
	char *text = xasprintf(
		"Source mailbox '%s%s%s', server '%s:%d' (%s). Target mailbox '%s', %s%s.",
		pass->user.source_user, pass->user.user_root ? "' below '" : "",
		pass->user.user_root ? pass->user.user_root : "", pass->endpoint.host,
		pass->endpoint.port, security[pass->endpoint.security], target->mailbox_address,
		target->endpoint ? "server " : "local organization",
		target->endpoint ? target->endpoint->host : "");
	tell(worker, REPORT_INFORMATION, text);
	free(text);
}

/* Everything between begin and end. 0, -1, or 1: the user was taken from us. */
static int work(struct worker *worker, bool *moved_r, struct error *error)
{
	worker->password = worker_options_password(&worker->pass, &worker->key, error);
	if (!worker->password)
		return -1;
	int result = enter(worker, USER_STATUS_PROVISIONING, error);
	if (result == 0 && !worker->pass.batch.analyze_only)
		result = worker_target_find(worker->state, &worker->arena, &worker->key,
					    &worker->pass, &worker->target, error);
	if (result < 0)
		worker->pass.failed_target = target_name(worker);
	if (result == 0)
		result = enter(worker, USER_STATUS_SYNCING, error);
	if (result == 0) {
		tell_ends(worker);
		result = copy(worker, moved_r, error);
	}
	return result;
}

static bool finish(struct worker *worker, int result, bool moved, struct error *error)
{
	int64_t retry_ms = state_setting_number(worker->state, "retry.milliseconds", 0);
	int failure = result == 0 ? FAILURE_NONE : result > 0 ? FAILURE_STOPPED : error->code;
	if (result < 0)
		service_log("%s: %s", worker->pass.user.email, error->message);
	struct error end_error = ERROR_INIT;
	int ended = migrate_pass_end(worker->state, &worker->arena, &worker->pass, failure,
				     error->message, moved, retry_ms, state_now(), &end_error);
	note_error(worker, ended, &end_error);
	return ended == 0;
}

static bool run_pass(struct worker *worker, int64_t user_id)
{
	struct error error = ERROR_INIT;
	int begun = migrate_pass_begin(worker->state, &worker->arena, user_id, state_now(),
				       &worker->pass, &error);
	if (begun <= 0) {
		if (begun < 0)
			service_log("user %lld: %s", (long long)user_id, error.message);
		error_clear(&error);
		return begun == 0;
	}
	worker->duplicate_items = worker->pass.user.duplicate_items;
	worker->transferred_items = worker->pass.user.transferred_items;
	worker->transferred_bytes = worker->pass.user.transferred_bytes;
	service_log("%s: %s pass of batch '%s' begins", worker->pass.user.email,
		    worker->pass.initial ? "first" : "incremental", worker->pass.batch.name);
	bool moved = false;
	int result = work(worker, &moved, &error);
	bool recorded = finish(worker, result, moved, &error);
	service_log("%s: pass ended", worker->pass.user.email);
	error_clear(&error);
	return recorded;
}

bool worker_run(int64_t user_id, const atomic_bool *stop)
{
	struct worker worker = {.stop = stop};
	struct error error = ERROR_INIT;
	arena_init(&worker.arena);
	worker.state = state_open_home(&error);
	bool recorded = false;
	if (worker.state)
		recorded = run_pass(&worker, user_id);
	else
		service_log("user %lld: %s", (long long)user_id, error.message);
	error_clear(&error);
	secret_free(&worker.password);
	worker_target_clear(&worker.target);
	secret_key_clear(&worker.key);
	state_close(&worker.state);
	arena_clear(&worker.arena);
	return recorded;
}

/* A pass over one mailbox as the store sees it: begin, enter, end. */
#include "base/strbuf.h"
#include "transport/failure.h"
#include "transport/migrate.h"
#include "transport/report.h"
#include "transport/schedule.h"

#include <string.h>

static const unsigned may_begin =
	1u << USER_STATUS_QUEUED | 1u << USER_STATUS_VALIDATING | 1u << USER_STATUS_PROVISIONING |
	1u << USER_STATUS_SYNCING | 1u << USER_STATUS_SYNCED |
	1u << USER_STATUS_INCREMENTAL_SYNCED | 1u << USER_STATUS_INCREMENTAL_SYNCING |
	1u << USER_STATUS_INCREMENTAL_FAILED | 1u << USER_STATUS_COMPLETING;

/* Reads user, batch and endpoint: 1 all there and due, 0 not. */
static int load(struct state *state, struct arena *arena, int64_t user_id, int64_t now,
		struct migrate_pass *pass, struct error *error)
{
	int found = state_user_get_id(state, arena, user_id, &pass->user, error);
	if (found <= 0)
		return found;
	const struct state_user *user = &pass->user;
	if (user->removed_at || !user->next_attempt_at || user->next_attempt_at > now ||
	    !(may_begin >> user->status & 1))
		return 0;
	found = state_batch_get_id(state, arena, user->batch_id, &pass->batch, error);
	if (found <= 0)
		return found;
	return state_endpoint_get_id(state, arena, pass->batch.endpoint_id, &pass->endpoint, error);
}

static int begin(struct state *state, struct arena *arena, int64_t user_id, int64_t now,
		 struct migrate_pass *pass, struct error *error)
{
	int ready = load(state, arena, user_id, now, pass, error);
	if (ready <= 0)
		return ready;
	struct state_user *user = &pass->user;
	pass->failed_target = NULL;
	pass->initial = !user->initial_synced_at;
	pass->completing = user->status == USER_STATUS_COMPLETING;
	enum user_status status = pass->completing ? USER_STATUS_COMPLETING
				  : pass->initial  ? USER_STATUS_VALIDATING
						   : USER_STATUS_INCREMENTAL_SYNCING;
	migrate_user_set_status(user, status, now);
	user->stalled_since = 0;
	user->next_attempt_at = 0;
	if (state_user_update(state, user, error) < 0 ||
	    report_add(state, user->batch_id, user->id, REPORT_INFORMATION, error, "%s",
		       pass->initial ? "Request processing started."
				     : "Incremental synchronization started.") < 0 ||
	    migrate_batch_refresh(state, user->batch_id, now, error) < 0)
		return -1;
	return 1;
}

int migrate_pass_begin(struct state *state, struct arena *arena, int64_t user_id, int64_t now,
		       struct migrate_pass *pass_r, struct error *error)
{
	if (state_begin(state, error) < 0)
		return -1;
	int result = begin(state, arena, user_id, now, pass_r, error);
	if (result < 0)
		state_rollback(state);
	else if (state_commit(state, false, error) < 0)
		result = -1;
	return result;
}

/* Reads the row again: 1 it is still ours, 0 it was stopped or removed. */
static int reload(struct state *state, struct arena *arena, int64_t user_id,
		  struct state_user *user_r, struct error *error)
{
	int found = state_user_get_id(state, arena, user_id, user_r, error);
	if (found <= 0)
		return found;
	return !user_r->removed_at && migrate_user_is_running(user_r->status);
}

static int enter(struct state *state, struct arena *arena, struct migrate_pass *pass,
		 enum user_status status, int64_t now, struct error *error)
{
	struct state_user user;
	int ours = reload(state, arena, pass->user.id, &user, error);
	if (ours <= 0)
		return ours;
	migrate_user_set_status(&user, status, now);
	user.mailbox_guid = pass->user.mailbox_guid;
	if (state_user_update(state, &user, error) < 0 ||
	    migrate_batch_refresh(state, user.batch_id, now, error) < 0)
		return -1;
	return 1;
}

int migrate_pass_enter(struct state *state, struct migrate_pass *pass, enum user_status status,
		       int64_t now, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = state_begin(state, error);
	if (result == 0) {
		result = enter(state, &arena, pass, status, now, error);
		if (result < 0)
			state_rollback(state);
		else if (state_commit(state, false, error) < 0)
			result = -1;
	}
	arena_clear(&arena);
	return result;
}

/* What Exchange calls such a failure, and its sentence before the cause: about the source, about the target. */
static const struct {
	const char *type, *source, *target;
} failures[] = {
	[FAILURE_NONE] = {NULL, NULL, NULL},
	[FAILURE_RESOLVE] = {"MigrationServerConnectionFailedException",
			     "The connection to the server '%s' could not be completed.",
			     "The connection to the target server '%s' could not be completed."},
	[FAILURE_CONNECT] = {"MigrationServerConnectionFailedException",
			     "The connection to the server '%s' could not be completed.",
			     "The connection to the target server '%s' could not be completed."},
	[FAILURE_NETWORK] = {"MigrationServerConnectionFailedException",
			     "The connection to the server '%s' was lost.",
			     "The connection to the target server '%s' was lost."},
	[FAILURE_TLS] = {"MigrationServerConnectionFailedException",
			 "The connection to the server '%s' could not be completed.",
			 "The connection to the target server '%s' could not be completed."},
	[FAILURE_AUTH] = {"ImapInvalidCredentialsException",
			  "The username or password for this account is incorrect.",
			  "The target server '%s' refused the login: what "
			  "Connect-ExchangeOnline was given doesn't open this mailbox."},
	[FAILURE_SERVER] = {"ImapServerErrorException", "The server '%s' reported an error.",
			    "The target server '%s' reported an error."},
	[FAILURE_PROTOCOL] = {"ImapCommunicationException",
			      "The server '%s' sent an answer that isn't IMAP.",
			      "The target server '%s' sent an answer that isn't IMAP."},
	[FAILURE_QUOTA] = {"QuotaExceededException",
			   "This mailbox is full. Please free up some space "
			   "so that email can be downloaded.",
			   "The mailbox on the target server '%s' is full. Please free up some "
			   "space so that email can be copied."},
	[FAILURE_LOCAL] = {"MigrationPermanentException", "The migration can't go on.", NULL},
	[FAILURE_RECIPIENT] = {"MigrationRecipientNotFoundException", NULL, NULL},
	[FAILURE_CSV_ROW] = {MIGRATE_ERROR_CSV_ROW, NULL, NULL},
	[FAILURE_DUPLICATE] = {"UserDuplicateInOtherBatchException", NULL, NULL},
	[FAILURE_BUSY] = {"ImapServerBusyException",
			  "The server '%s' limits connections or traffic.",
			  "The target server '%s' limits connections or traffic."},
};

static void set_failure(struct state_user *user, struct arena *arena,
			const struct migrate_pass *pass, int failure, const char *message)
{
	const char *host = pass->failed_target ? pass->failed_target : pass->endpoint.host;

	if (failure < 0 || (size_t)failure >= countof(failures) || !failures[failure].type)
		failure = FAILURE_LOCAL;
	const char *form = pass->failed_target && failures[failure].target
				   ? failures[failure].target
				   : failures[failure].source;
	if (!form) {
		migrate_user_set_error(user, arena, failures[failure].type, message, NULL);
		return;
	}
	const char *place = strstr(form, "%s");
	struct strbuf text = STRBUF_INIT;
	strbuf_add(&text, form, place ? (size_t)(place - form) : strlen(form));
	if (place)
		strbuf_addf(&text, "%s%s", host, place + 2);
	migrate_user_set_error(user, arena, failures[failure].type, text.data, message);
	strbuf_clear(&text);
}

static void end_synced(struct state_user *user, const struct migrate_pass *pass, int64_t now)
{
	user->attempts = 0;
	user->last_synced_at = now;
	user->percentage = 100;
	user->seconds_left = 0;
	user->current_folder = NULL;
	if (pass->batch.analyze_only) {
		/* Measured, and done with: the mailbox is free for a batch that copies it. */
		migrate_user_set_status(user, USER_STATUS_COMPLETED, now);
		return;
	}
	if (!user->initial_synced_at)
		user->initial_synced_at = now;
	bool last = !pass->completing && !pass->batch.allow_incremental_syncs;
	if (user->status == USER_STATUS_STOPPING || last) {
		migrate_user_set_status(user, USER_STATUS_INCREMENTAL_STOPPED, now);
	} else if (pass->completing) {
		migrate_user_set_status(user,
					user->skipped_items ? USER_STATUS_COMPLETED_WITH_WARNINGS
							    : USER_STATUS_COMPLETED,
					now);
	} else {
		migrate_user_set_status(user, USER_STATUS_SYNCED, now);
		user->next_attempt_at = now + SCHEDULE_INCREMENTAL_MS;
	}
}

static void end_stopped(struct state_user *user, int64_t now)
{
	if (user->status != USER_STATUS_STOPPING) {
		user->next_attempt_at = now; /* the service ends; the next one goes on */
		return;
	}
	migrate_user_set_status(user,
				user->initial_synced_at ? USER_STATUS_INCREMENTAL_STOPPED
							: USER_STATUS_STOPPED,
				now);
}

/* Fails for good, or for today: what failed in a later pass for a passing reason is tried again the next day. */
static void end_failed(struct state_user *user, const struct migrate_pass *pass, bool transient,
		       int64_t now)
{
	enum user_status status = pass->completing ? USER_STATUS_COMPLETION_FAILED
				  : pass->initial  ? USER_STATUS_FAILED
						   : USER_STATUS_INCREMENTAL_FAILED;
	migrate_user_set_status(user, status, now);
	if (status == USER_STATUS_INCREMENTAL_FAILED && transient)
		user->next_attempt_at = now + SCHEDULE_INCREMENTAL_MS;
}

static void end_stalled(struct state_user *user, int64_t wait_ms, int64_t now)
{
	migrate_user_set_status(user, user->status, now);
	user->stalled_since = now;
	user->next_attempt_at = now + wait_ms;
}

static int add_end_line(struct state *state, const struct state_user *user, int failure,
			int64_t now, struct error *error)
{
	if (!failure && user->status == USER_STATUS_COMPLETED && !user->initial_synced_at)
		return report_add(state, user->batch_id, user->id, REPORT_INFORMATION, error,
				  "Analyzed: %lld items, %lld bytes, %lld items would be skipped. "
				  "Nothing was copied.",
				  (long long)user->source_items, (long long)user->source_bytes,
				  (long long)user->skipped_items);
	if (!failure)
		return report_add(state, user->batch_id, user->id, REPORT_INFORMATION, error,
				  "Synchronized: %lld items in the target (%lld of them were there "
				  "before), %lld skipped.",
				  (long long)user->synced_items, (long long)user->duplicate_items,
				  (long long)user->skipped_items);
	if (failure == FAILURE_STOPPED)
		return report_add(state, user->batch_id, user->id, REPORT_INFORMATION, error,
				  "Request processing stopped.");
	if (user->stalled_since)
		return report_add(state, user->batch_id, user->id, REPORT_WARNING, error,
				  "Transient error %s has occurred. The system will retry in %lld "
				  "seconds (attempt %lld of %d). %s",
				  user->error_type, (long long)(user->next_attempt_at - now) / 1000,
				  (long long)user->attempts + 1,
				  failure == FAILURE_BUSY ? SCHEDULE_MAX_BUSY
							  : SCHEDULE_MAX_ATTEMPTS,
				  user->error_summary);
	return report_add(state, user->batch_id, user->id, REPORT_ERROR, error, "%s", user->error);
}

static void settle(struct state_user *user, struct arena *arena, const struct migrate_pass *pass,
		   int failure, const char *message, bool moved, int64_t retry_ms, int64_t now)
{
	if (!failure) {
		migrate_user_set_error(user, arena, NULL, NULL, NULL);
		end_synced(user, pass, now);
		return;
	}
	if (failure == FAILURE_STOPPED) {
		end_stopped(user, now);
		return;
	}
	set_failure(user, arena, pass, failure, message);
	user->server_response = message;
	user->bytes_per_minute = 0;
	user->attempts = moved ? 1 : user->attempts + 1;
	bool transient = failure_is_transient(failure), busy = failure == FAILURE_BUSY;
	if (user->status == USER_STATUS_STOPPING)
		end_stopped(user, now);
	else if (busy && user->attempts < SCHEDULE_MAX_BUSY)
		end_stalled(user, schedule_backoff_busy(user->attempts, retry_ms), now);
	else if (transient && !busy && user->attempts < SCHEDULE_MAX_ATTEMPTS)
		end_stalled(user, schedule_backoff(user->attempts, retry_ms), now);
	else
		end_failed(user, pass, transient, now);
}

static int end(struct state *state, struct arena *arena, const struct migrate_pass *pass,
	       int failure, const char *message, bool moved, int64_t retry_ms, int64_t now,
	       struct error *error)
{
	struct state_user user;
	struct state_batch batch;
	int found = state_user_get_id(state, arena, pass->user.id, &user, error);
	if (found <= 0 || user.removed_at || user.status == USER_STATUS_REMOVING)
		return found < 0 ? -1 : 0; /* the service takes it out */
	settle(&user, arena, pass, failure, message, moved, retry_ms, now);
	if (state_user_update(state, &user, error) < 0 ||
	    add_end_line(state, &user, failure, now, error) < 0)
		return -1;
	if (!failure) {
		found = state_batch_get_id(state, arena, user.batch_id, &batch, error);
		if (found == 1) {
			batch.last_synced_at = now;
			found = state_batch_update(state, &batch, error);
		}
		if (found < 0)
			return -1;
	}
	return migrate_batch_refresh(state, user.batch_id, now, error);
}

int migrate_pass_end(struct state *state, struct arena *arena, const struct migrate_pass *pass,
		     int failure, const char *message, bool moved, int64_t retry_ms, int64_t now,
		     struct error *error)
{
	if (state_begin(state, error) < 0)
		return -1;
	if (end(state, arena, pass, failure, message, moved, retry_ms, now, error) < 0) {
		state_rollback(state);
		return -1;
	}
	return state_commit(state, true, error);
}

/*
 * The state machines of batches and users: which status follows which, what each change leaves in the row and in the
 * report. Shells and the service change statuses through here only, each inside a transaction.
 */
#ifndef EXOSH_TRANSPORT_MIGRATE_H
#define EXOSH_TRANSPORT_MIGRATE_H

#include "transport/state.h"

struct sync_progress;

/* What an administrator, or the time, asks of a user. */
enum migrate_event {
	MIGRATE_START,    /* begin again where it stopped or failed */
	MIGRATE_STOP,     /* let go of it; what is copied stays */
	MIGRATE_REMOVE,   /* take it out of its batch */
	MIGRATE_COMPLETE, /* one last pass */
	MIGRATE_SYNC      /* an incremental pass now */
};

/* Type of the error of a row of the CSV that can't be migrated: no retry helps. */
#define MIGRATE_ERROR_CSV_ROW "MigrationCsvRowException"

/* The status that `event` leads to; -1 when the event means nothing in this status. `synced`: the first pass is done. */
int migrate_user_next(enum user_status status, bool synced, enum migrate_event event);
/* Whether a worker has the user, or should. */
bool migrate_user_is_running(enum user_status status);

/* Whether the event is allowed for a batch of this status. */
bool migrate_batch_allows(enum batch_status status, enum migrate_event event);
/* The statuses that allow it, as "Created, Stopped or Failed". */
char *migrate_batch_allowed(enum migrate_event event);
/* The status of a started batch whose users stand like this. */
enum batch_status migrate_batch_derive(enum batch_status status,
				       const struct state_batch_counts *counts);

/* Sets the user's status and books the time that it spent in the one before. Does not write the row. */
void migrate_user_set_status(struct state_user *user, enum user_status status, int64_t now);
/* Adds the time since the last change of status to what the row counts, for who only looks at it. */
void migrate_user_add_time(struct state_user *user, int64_t now);
/* Puts an error into the row: type, outer message, cause. Any of `cause` and `type` may be NULL (then it is erased). */
void migrate_user_set_error(struct state_user *user, struct arena *arena, const char *type,
			    const char *message, const char *cause);

/* Applies the event to the user and writes it, with a line in its report. 1: done, 0: the event means nothing in its
 * status, -1: error. */
int migrate_user_apply(struct state *state, struct state_user *user, enum migrate_event event,
		       int64_t now, struct error *error) WARN_UNUSED;

/* Writes the batch with a new status and a line in its report. */
int migrate_batch_set_status(struct state *state, struct state_batch *batch,
			     enum batch_status status, int64_t now,
			     struct error *error) WARN_UNUSED;
/* Brings the status of a batch up to date with its users. */
int migrate_batch_refresh(struct state *state, int64_t batch_id, int64_t now,
			  struct error *error) WARN_UNUSED;

/* What only the service may do: settles a user that no worker has. Stopping becomes stopped, Removing leaves the batch, and
 * what a dead service left in the middle is due again. */
int migrate_settle_user(struct state *state, int64_t user_id, int64_t now,
			struct error *error) WARN_UNUSED;
/* Likewise a batch: Waiting whose time has come, Starting, Stopping; Removing leaves the store when it showed for
 * `removal_delay` and no worker has one of its users (`busy`). */
int migrate_settle_batch(struct state *state, int64_t batch_id, bool busy, int64_t removal_delay,
			 int64_t now, struct error *error) WARN_UNUSED;

/*
 * A pass: begin (the user is ours, its secret and settings are read), enter (it is Provisioning, Syncing …), then end
 * with what came out. Each is a transaction; between them an administrator may have stopped or removed the user, which
 * begin and enter answer with 0.
 */
struct migrate_pass {
	struct state_user user;
	struct state_batch batch;
	struct state_endpoint endpoint;
	bool initial, completing;
	const char
		*failed_target; /* host of the target where that one failed; NULL: the source did */
};

/* 1: the pass is ours; the row is no longer due. 0: nothing to do any more. */
int migrate_pass_begin(struct state *state, struct arena *arena, int64_t user_id, int64_t now,
		       struct migrate_pass *pass_r, struct error *error) WARN_UNUSED;
/* 1: the user has that status now, 0: it was stopped or removed meanwhile. */
int migrate_pass_enter(struct state *state, struct migrate_pass *pass, enum user_status status,
		       int64_t now, struct error *error) WARN_UNUSED;
/* `failure` of enum failure, 0: the mailbox is synced; `message`: its sentence. `moved`: messages were copied. `retry_ms`:
 * first step of the backoff (0: default). */
int migrate_pass_end(struct state *state, struct arena *arena, const struct migrate_pass *pass,
		     int failure, const char *message, bool moved, int64_t retry_ms, int64_t now,
		     struct error *error) WARN_UNUSED;

#endif

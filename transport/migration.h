/*
 * What the migration cmdlets call: endpoints, batches, users and their reports, seen from a shell.
 *
 * Reading and changing go straight to the store, each change as one transaction that checks what it depends on, so that
 * any number of shells may work on the same batch. Then the service is woken (started when it does not run) to act on
 * what changed. Nothing here waits for mail to move.
 *
 * Rows are those of state.h; their texts stand in the arena that the caller passes. Functions return 0, or -1 with an
 * error whose code is one of enum migration_error and whose message is a whole sentence.
 */
#ifndef EXOSH_TRANSPORT_MIGRATION_H
#define EXOSH_TRANSPORT_MIGRATION_H

#include "transport/endpoint.h"
#include "transport/state.h"
#include "transport/verify.h"

enum migration_error {
	MIGRATION_ERROR_STORE = 1, /* the store can't be read or written; the message says why */
	MIGRATION_ERROR_ENDPOINT_NOT_FOUND,
	MIGRATION_ERROR_ENDPOINT_EXISTS,
	MIGRATION_ERROR_ENDPOINT_IN_USE,   /* batches use it */
	MIGRATION_ERROR_ENDPOINT_REQUIRED, /* a batch without a source */
	MIGRATION_ERROR_CONNECTION, /* the server did not pass the test; the message has its words */
	MIGRATION_ERROR_BATCH_NOT_FOUND,
	MIGRATION_ERROR_BATCH_EXISTS,
	MIGRATION_ERROR_BATCH_STATE, /* not in this status; the message says which statuses allow it */
	MIGRATION_ERROR_BATCH_LIMIT, /* MaxNumberOfBatches */
	MIGRATION_ERROR_USER_NOT_FOUND,
	MIGRATION_ERROR_USER_STATE,
	MIGRATION_ERROR_CSV, /* the CSV as a whole is refused: empty, too large, wrong header… */
	MIGRATION_ERROR_ARGUMENT, /* a value that can't be (a name that is too long, a port…) */
	MIGRATION_ERROR_CONNECTION_IN_USE, /* batches migrate to it */
	MIGRATION_ERROR_SERVICE, /* saved, but the service can't be started; the message says why */
};

struct migration;
struct server_probe;
struct strbuf;
struct sync_login;

/* Opens the store of EXOSH_HOME. Also starts the service when there is unfinished work and it does not run. */
struct migration *migration_open(struct error *error) WARN_UNUSED;
void migration_close(struct migration **migration);
/* The client's own connection, for what has no function here (mailboxes, domains, settings). */
struct state *migration_state(struct migration *migration);

#define MIGRATION_UNCHANGED INT64_MIN

/* ---- endpoints (migration_endpoint.c) ---- */

/* For a new endpoint: all that is set. For a change: NULL, -1 or MIGRATION_UNCHANGED leave a value as it is. */
struct migration_endpoint {
	const char *host;
	int port;           /* new: 0 means 993, or 143 without TLS from the first byte */
	int security;       /* enum endpoint_security */
	int authentication; /* enum endpoint_authentication */
	int accept_untrusted;
	int64_t max_migrations, max_incremental_syncs; /* STATE_UNLIMITED: no limit */
};
#define MIGRATION_ENDPOINT_NEW                                                            \
	{                                                                                 \
		NULL, 0, ENDPOINT_SECURITY_SSL, ENDPOINT_AUTHENTICATION_BASIC, 0, 100, 20 \
	}
#define MIGRATION_ENDPOINT_UNCHANGED                                           \
	{                                                                      \
		NULL, -1, -1, -1, -1, MIGRATION_UNCHANGED, MIGRATION_UNCHANGED \
	}

/* Tests the server first unless `verify` is false. */
int migration_endpoint_new(struct migration *migration, struct arena *arena, const char *name,
			   const struct migration_endpoint *settings, bool verify,
			   struct state_endpoint *row_r, struct error *error) WARN_UNUSED;
int migration_endpoint_get(struct migration *migration, struct arena *arena, const char *name,
			   struct state_endpoint *row_r, struct error *error) WARN_UNUSED;
int migration_endpoint_list(struct migration *migration, struct arena *arena,
			    struct state_endpoints *list_r, struct error *error) WARN_UNUSED;
int migration_endpoint_set(struct migration *migration, const char *name,
			   const struct migration_endpoint *change, bool verify,
			   struct error *error) WARN_UNUSED;
int migration_endpoint_remove(struct migration *migration, const char *name,
			      struct error *error) WARN_UNUSED;
/* Users of this endpoint that are being copied now, in their first and in a later pass. */
int migration_endpoint_activity(struct migration *migration, int64_t endpoint_id,
				int64_t *migrations_r, int64_t *incremental_syncs_r,
				struct error *error) WARN_UNUSED;
/* Tests a server as the endpoint would use it. `probe_r` is to be cleared by the caller in any case; error->code is
 * one of enum failure (failure.h). */
int migration_endpoint_test(const struct state_endpoint *endpoint, struct server_probe *probe_r,
			    struct error *error) WARN_UNUSED;

/* ---- batches (migration_batch.c) ---- */

struct migration_batch {
	const char *name;
	const char *endpoint; /* name or GUID; NULL with `users`: that of the users' batch */
	const void *csv;
	size_t csv_size;
	const char *const *
		users; /* instead of the CSV: identities of users of other batches, NULL-terminated */
	bool disable_on_copy;  /* stops them there */
	int64_t connection_id; /* 0: the local organization */
	bool auto_start, auto_complete;
	int64_t start_after, complete_after;
	const char *time_zone;
	const char *notification_emails; /* list */
	int64_t report_interval;         /* seconds, 0: never */
	bool skip_reports;
	const char *excluded_folders, *included_folders; /* lists */
	const char *content_filter, *content_filter_language, *locale;
	int64_t bad_item_limit, large_item_limit, auto_retry_count;
	bool allow_incremental_syncs, allow_unknown_columns, analyze_only;
	const char *submitted_by;
};
#define MIGRATION_BATCH_NEW                                               \
	{                                                                 \
		.report_interval = 86400, .allow_incremental_syncs = true \
	}

/* What Set-MigrationBatch changes; NULL, -1 or MIGRATION_UNCHANGED leave a value as it is. */
struct migration_batch_change {
	const void *csv; /* rows to add; those whose address is there already are left out */
	size_t csv_size;
	int allow_unknown_columns, allow_incremental_syncs, skip_reports;
	int64_t start_after, complete_after, report_interval;
	int64_t bad_item_limit, large_item_limit, auto_retry_count;
	const char *notification_emails;
	bool sync_now; /* a pass for the users that are Synced, now */
	bool approve_skipped_items;
	bool update; /* users take up the endpoint's and batch's settings with a new pass */
};
#define MIGRATION_BATCH_UNCHANGED                                                      \
	{                                                                              \
		NULL, 0, -1, -1, -1, MIGRATION_UNCHANGED, MIGRATION_UNCHANGED,         \
			MIGRATION_UNCHANGED, MIGRATION_UNCHANGED, MIGRATION_UNCHANGED, \
			MIGRATION_UNCHANGED, NULL, false, false, false                 \
	}

/* What a change did, in numbers worth showing. */
struct migration_batch_changed {
	int64_t users_added, users_known; /* of the CSV: new, and there already */
	int64_t users_queued;             /* for a pass now */
	int64_t users_not_synced;         /* left alone by sync_now */
};

int migration_batch_new(struct migration *migration, struct arena *arena,
			const struct migration_batch *settings, struct state_batch *row_r,
			struct error *error) WARN_UNUSED;
int migration_batch_get(struct migration *migration, struct arena *arena, const char *name,
			struct state_batch *row_r, struct error *error) WARN_UNUSED;
int migration_batch_list(struct migration *migration, struct arena *arena,
			 const struct state_batch_filter *filter, struct state_batches *list_r,
			 struct error *error) WARN_UNUSED;
/* How many users stand where. */
int migration_batch_count(struct migration *migration, const struct state_batch *batch,
			  struct state_batch_counts *counts_r, struct error *error) WARN_UNUSED;
int migration_batch_warnings(struct migration *migration, struct arena *arena, int64_t batch_id,
			     struct state_warnings *list_r, struct error *error) WARN_UNUSED;
/* Starts it, goes on where it was stopped, retries what failed. */
int migration_batch_start(struct migration *migration, const char *name,
			  struct error *error) WARN_UNUSED;
int migration_batch_stop(struct migration *migration, const char *name,
			 struct error *error) WARN_UNUSED;
/* A last pass for every user, then no more. Exchange Online has no such step for IMAP; callers say so. */
int migration_batch_complete(struct migration *migration, const char *name,
			     struct error *error) WARN_UNUSED;
int migration_batch_set(struct migration *migration, const char *name,
			const struct migration_batch_change *change,
			struct migration_batch_changed *changed_r, struct error *error) WARN_UNUSED;
/* The batch shows as Removing and is gone a little later; its report stays in the history. */
int migration_batch_remove(struct migration *migration, const char *name,
			   struct error *error) WARN_UNUSED;

/* ---- users (migration_user.c) ---- */

/* Their durations reach up to now. */
int migration_user_list(struct migration *migration, struct arena *arena,
			const struct state_user_filter *filter, struct state_users *list_r,
			struct error *error) WARN_UNUSED;
/* Users with this address or GUID, one for each batch that has it; at least one. */
int migration_user_find(struct migration *migration, struct arena *arena, const char *identity,
			struct state_users *list_r, struct error *error) WARN_UNUSED;
int migration_user_start(struct migration *migration, int64_t user_id,
			 struct error *error) WARN_UNUSED;
int migration_user_stop(struct migration *migration, int64_t user_id,
			struct error *error) WARN_UNUSED;
int migration_user_remove(struct migration *migration, int64_t user_id,
			  struct error *error) WARN_UNUSED;

struct migration_user_change {
	int64_t start_after, complete_after; /* MIGRATION_UNCHANGED: as it is */
	bool sync_now, approve_skipped_items;
};
int migration_user_set(struct migration *migration, int64_t user_id,
		       const struct migration_user_change *change, struct error *error) WARN_UNUSED;

/*
 * A test of one user's finished mailbox: opened, asked for one folder after the other (verify.h), closed. All three wait
 * for the servers, and change nothing. `stop` is asked while they wait, in their thread. NULL: error; a user that is
 * being copied or never was is MIGRATION_ERROR_USER_STATE, a server that fails MIGRATION_ERROR_CONNECTION.
 */
struct migration_test;
struct migration_test *migration_test_open(struct migration *migration, int64_t user_id,
					   bool (*stop)(void *context), void *context,
					   struct error *error) WARN_UNUSED;
int migration_test_next(struct migration_test *test, struct verify_folder *folder_r,
			struct error *error) WARN_UNUSED;
void migration_test_close(struct migration_test **test);

/* "1.2 MB/min" */
void migration_append_rate(struct strbuf *text, int64_t bytes_per_minute);
/* What the user does at this moment, in words: folder, rate, when and why it tries again. */
const char *migration_user_detail(struct arena *arena, const struct state_user *user, int64_t now);
/* The report; user_id 0: of the batch itself. */
int migration_report(struct migration *migration, struct arena *arena, int64_t batch_id,
		     int64_t user_id, struct state_report *list_r, struct error *error) WARN_UNUSED;
/* `limit` 0: all. */
int migration_skipped_items(struct migration *migration, struct arena *arena, int64_t user_id,
			    int64_t limit, struct state_skipped_list *list_r,
			    struct error *error) WARN_UNUSED;

/* ---- connections: targets other than the local organization (migration_connection.c) ---- */

/* For Microsoft 365 host, port and security may be left out. `secret` is sealed and kept until the connection is removed. */
struct migration_connection {
	const char *kind; /* "IMAP" or "Microsoft365" */
	const char *organization, *user_name, *app_id, *tenant_id, *authority, *host;
	int port;
	int security; /* enum endpoint_security */
	const char *
		secret_kind; /* "Password", "AccessToken", "ClientSecret", "Certificate" (PEM with key) */
	const char *secret;
};
int migration_connection_new(struct migration *migration, struct arena *arena,
			     const struct migration_connection *settings,
			     struct state_connection *row_r, struct error *error) WARN_UNUSED;
int migration_connection_list(struct migration *migration, struct arena *arena,
			      struct state_connections *list_r, struct error *error) WARN_UNUSED;
/* Refused while a batch migrates to it. */
int migration_connection_remove(struct migration *migration, int64_t id,
				struct error *error) WARN_UNUSED;

/* ---- the organization as a whole (migration.c) ---- */

struct migration_config {
	int64_t max_batches;                  /* STATE_UNLIMITED: no limit */
	int64_t max_concurrent_migrations;    /* over all endpoints */
	int64_t max_message_bytes, max_items; /* of a message, of a mailbox */
	int64_t endpoints, batches;           /* read only: how many there are */
};
int migration_config_get(struct migration *migration, struct migration_config *config_r,
			 struct error *error) WARN_UNUSED;
/* MIGRATION_UNCHANGED leaves a value as it is. */
int migration_config_set(struct migration *migration, const struct migration_config *change,
			 struct error *error) WARN_UNUSED;
/* Over all batches. */
int migration_statistics(struct migration *migration, struct state_batch_counts *counts_r,
			 struct error *error) WARN_UNUSED;

/* ---- the service ---- */

/* 1: it answers, 0: it does not run. */
int migration_service_running(void);
/* Asks it to end cleanly and waits until it has; users go on when it is started again. */
int migration_service_stop(struct error *error) WARN_UNUSED;

#endif

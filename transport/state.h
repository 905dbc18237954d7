/*
 * The store: every fact about endpoints, batches, users and the local organization of one EXOSH_HOME. SQLite in WAL
 * mode; all SQL of the program stands behind this header (and state_private.h), so that another database is a second
 * driver and not a rewrite.
 *
 * A state is one connection: one per thread, never shared. Rows are plain structs; texts of rows that are read stand in
 * the arena that the caller passes, texts of rows that are written stay the caller's. Times are milliseconds since 1970
 * UTC, 0: none. Limits and sizes: STATE_UNLIMITED means no limit. Lists are one item a line.
 *
 * Functions return -1 and set *error when something failed; `get` returns 1 found, 0 not found.
 */
#ifndef EXOSH_TRANSPORT_STATE_H
#define EXOSH_TRANSPORT_STATE_H

#include "base/arena.h"
#include "base/base.h"
#include "base/error.h"
#include "transport/migration_status.h"

#define STATE_UNLIMITED (-1)

/* What error->code says after a failed state function. */
enum state_error {
	STATE_ERROR_OTHER = 100,
	STATE_ERROR_OPEN,     /* no such folder, no right to open it */
	STATE_ERROR_NEWER,    /* written by a newer exosh; left as it is */
	STATE_ERROR_BUSY,     /* another process kept it locked for too long */
	STATE_ERROR_FULL,     /* the disk is full */
	STATE_ERROR_READONLY, /* the file or its folder can not be written */
	STATE_ERROR_CORRUPT,  /* not a database, or damaged */
	STATE_ERROR_EXISTS,   /* a row with that name is there already */
};

struct state;

/* Opens the store at `path` and makes it when it is not there (mode 0600). NULL: error. */
struct state *state_open(const char *path, struct error *error) WARN_UNUSED;
/* Opens "state.db" of EXOSH_HOME. */
struct state *state_open_home(struct error *error) WARN_UNUSED;
void state_close(struct state **state);

/* Milliseconds since 1970, now. */
int64_t state_now(void);
/* A new random GUID in lower case, with dashes and NUL. */
#define STATE_GUID_SIZE 37
void state_guid(char guid_r[STATE_GUID_SIZE]);

/*
 * Transactions. They nest: only the outermost one reaches the database. A transaction takes the write lock at once, so
 * that what it reads stays true until it commits. After state_commit() with `durable` set a power cut loses neither it
 * nor anything before it. state_rollback() undoes all levels; it is also called by a commit that failed.
 */
int state_begin(struct state *state, struct error *error) WARN_UNUSED;
int state_commit(struct state *state, bool durable, struct error *error) WARN_UNUSED;
void state_rollback(struct state *state);

/* ---- settings: small named texts ---- */
int state_setting_get(struct state *state, struct arena *arena, const char *name,
		      const char **value_r, struct error *error) WARN_UNUSED;
/* The setting as a number, or `fallback` when it is not set or cannot be read. */
int64_t state_setting_number(struct state *state, const char *name, int64_t fallback);
/* `value` NULL removes it. */
int state_setting_put(struct state *state, const char *name, const char *value,
		      struct error *error) WARN_UNUSED;

struct state_blob {
	const void *data;
	size_t size;
};

/* ---- endpoints (state_endpoint.c) ---- */
struct state_endpoint {
	int64_t id;
	const char *guid, *name, *type; /* type: "IMAP" */
	const char *host;
	int port;
	int security; /* enum endpoint_security */
	const char *authentication;
	bool accept_untrusted;
	int64_t max_migrations, max_incremental_syncs;
	int64_t created_at, changed_at;
};

struct state_endpoints {
	struct state_endpoint *items;
	size_t count;
};

int state_endpoint_insert(struct state *state, struct state_endpoint *row,
			  struct error *error) WARN_UNUSED;
int state_endpoint_update(struct state *state, const struct state_endpoint *row,
			  struct error *error) WARN_UNUSED;
/* `name`: name or GUID. */
int state_endpoint_get(struct state *state, struct arena *arena, const char *name,
		       struct state_endpoint *row_r, struct error *error) WARN_UNUSED;
int state_endpoint_get_id(struct state *state, struct arena *arena, int64_t id,
			  struct state_endpoint *row_r, struct error *error) WARN_UNUSED;
/* All, by name. */
int state_endpoint_list(struct state *state, struct arena *arena, struct state_endpoints *list_r,
			struct error *error) WARN_UNUSED;
int state_endpoint_delete(struct state *state, int64_t id, struct error *error) WARN_UNUSED;

/* ---- connections: targets other than the local organization (state_connection.c) ---- */
struct state_connection {
	int64_t id;
	const char *guid;
	const char *kind; /* "IMAP" or "Microsoft365" */
	const char *organization, *user_name, *app_id, *tenant_id;
	const char *authority; /* token server; NULL: Microsoft's */
	const char *host;
	int port;
	int security; /* enum endpoint_security */
	struct state_blob secret;
	const char *
		secret_kind; /* "Password", "AccessToken", "ClientSecret", "Certificate" (PEM with key) */
	int64_t created_at;
};

struct state_connections {
	struct state_connection *items;
	size_t count;
};

int state_connection_insert(struct state *state, struct state_connection *row,
			    struct error *error) WARN_UNUSED;
int state_connection_get(struct state *state, struct arena *arena, int64_t id,
			 struct state_connection *row_r, struct error *error) WARN_UNUSED;
int state_connection_list(struct state *state, struct arena *arena,
			  struct state_connections *list_r, struct error *error) WARN_UNUSED;
int state_connection_delete(struct state *state, int64_t id, struct error *error) WARN_UNUSED;

/* ---- batches (state_batch.c) ---- */
struct state_batch {
	int64_t id;
	const char *guid, *name;
	int64_t endpoint_id; /* 0: the endpoint is gone */
	const char *endpoint_name;
	int64_t connection_id; /* 0: the local organization */
	enum batch_status status;
	const char *message, *triggered_action, *submitted_by;
	int64_t created_at, started_at, initial_synced_at, last_synced_at, completed_at;
	int64_t status_since, start_after, complete_after;
	const char *time_zone;
	const char *notification_emails; /* list */
	int64_t report_interval, last_report_at;
	bool skip_reports;
	const char *excluded_folders, *included_folders; /* lists */
	const char *content_filter, *content_filter_language, *locale;
	int64_t bad_item_limit, large_item_limit, auto_retry_count, retry_count;
	bool allow_incremental_syncs, allow_unknown_columns, auto_complete, analyze_only;
	int64_t removed_at;
};

struct state_batches {
	struct state_batch *items;
	size_t count;
};

/* How many users of a batch stand where; `by_summary` partitions `total`. */
struct state_batch_counts {
	int64_t by_status[USER_STATUS_COUNT];
	int64_t by_summary[USER_SUMMARY_COUNT];
	int64_t total;
	int64_t warnings; /* validation warnings */
};

struct state_warning {
	int64_t csv_row; /* the header is row 1 */
	const char *email, *message;
};

struct state_warnings {
	struct state_warning *items;
	size_t count;
};

struct state_batch_filter {
	int64_t endpoint_id; /* 0: any */
	int status;          /* enum batch_status, -1: any */
	bool removed;        /* the history instead of what is there */
};

int state_batch_insert(struct state *state, struct state_batch *row,
		       struct error *error) WARN_UNUSED;
int state_batch_update(struct state *state, const struct state_batch *row,
		       struct error *error) WARN_UNUSED;
/* `name`: name or GUID of a batch that is not removed. */
int state_batch_get(struct state *state, struct arena *arena, const char *name,
		    struct state_batch *row_r, struct error *error) WARN_UNUSED;
int state_batch_get_id(struct state *state, struct arena *arena, int64_t id,
		       struct state_batch *row_r, struct error *error) WARN_UNUSED;
/* In order of creation. */
int state_batch_list(struct state *state, struct arena *arena,
		     const struct state_batch_filter *filter, struct state_batches *list_r,
		     struct error *error) WARN_UNUSED;
int state_batch_count(struct state *state, int64_t batch_id, struct state_batch_counts *counts_r,
		      struct error *error) WARN_UNUSED;
int state_batch_add_warning(struct state *state, int64_t batch_id,
			    const struct state_warning *warning, struct error *error) WARN_UNUSED;
int state_batch_warnings(struct state *state, struct arena *arena, int64_t batch_id,
			 struct state_warnings *list_r, struct error *error) WARN_UNUSED;
/* Turns the batch and its users into history: secrets erased, names free again. */
int state_batch_archive(struct state *state, int64_t batch_id, int64_t now,
			struct error *error) WARN_UNUSED;

/* ---- users (state_user.c) ---- */
struct state_user {
	int64_t id, batch_id, csv_row;
	const char *guid, *email, *mailbox_guid, *request_guid;
	const char *source_user;
	struct state_blob secret;
	const char *user_root;
	enum user_status status;
	int64_t status_since;
	int64_t attempts, next_attempt_at, stalled_since, start_after, complete_after;
	int64_t created_at, initial_synced_at, last_synced_at, last_updated_at, last_activity_at;
	const char *error_type, *error_summary, *error, *server_response;
	int64_t source_items, source_bytes;
	int64_t synced_items, skipped_items, duplicate_items;
	int64_t transferred_items, transferred_bytes, bytes_per_minute, percentage;
	int64_t seconds_left; /* of the pass, an estimate; 0: not known */
	const char *current_folder;
	int64_t folders_done, folders_total;
	int64_t queued_ms, in_progress_ms, synced_ms, stalled_ms;
	bool skipped_approved;
	int64_t removed_at;
};

struct state_users {
	struct state_user *items;
	size_t count;
};

struct state_user_filter {
	int64_t batch_id;         /* 0: any */
	int status;               /* enum user_status, -1: any */
	int summary;              /* enum user_status_summary, -1: any */
	const char *email;        /* address or NULL */
	const char *identity;     /* address or GUID or NULL */
	const char *mailbox_guid; /* or NULL */
	int64_t limit;            /* 0: all */
	bool removed;             /* users of removed batches too */
};
#define STATE_USER_FILTER_ANY                              \
	{                                                  \
		.batch_id = 0, .status = -1, .summary = -1 \
	}

/* Progress of a pass; only these columns are written. */
struct state_user_progress {
	int64_t user_id;
	const char *current_folder;
	int64_t folders_done, folders_total;
	int64_t source_items, source_bytes;
	int64_t synced_items, skipped_items, duplicate_items;
	int64_t transferred_items, transferred_bytes, bytes_per_minute, percentage;
	int64_t seconds_left, last_activity_at;
};

int state_user_insert(struct state *state, struct state_user *row, struct error *error) WARN_UNUSED;
int state_user_update(struct state *state, const struct state_user *row,
		      struct error *error) WARN_UNUSED;
int state_user_get_id(struct state *state, struct arena *arena, int64_t id,
		      struct state_user *row_r, struct error *error) WARN_UNUSED;
/* In order of creation. */
int state_user_list(struct state *state, struct arena *arena,
		    const struct state_user_filter *filter, struct state_users *list_r,
		    struct error *error) WARN_UNUSED;
int state_user_progress(struct state *state, const struct state_user_progress *progress,
			struct error *error) WARN_UNUSED;
/* Takes a user out of its batch: kept as history, secret erased. */
int state_user_archive(struct state *state, int64_t user_id, int64_t now,
		       struct error *error) WARN_UNUSED;
/* ---- what there is to do (state_schedule.c) ---- */
struct state_due {
	int64_t user_id, batch_id;
	const char *email;
};

struct state_due_users {
	struct state_due *items;
	size_t count;
};

/* Users of started batches of that endpoint whose next pass is due, the longest waiting first: those that are in their
 * first pass (`initial`), or the others. */
int state_due_users(struct state *state, struct arena *arena, int64_t endpoint_id, bool initial,
		    int64_t now, int64_t limit, struct state_due_users *list_r,
		    struct error *error) WARN_UNUSED;
/* Users that wait for the service to let go of them (Stopping, Removing), and users that somebody works on (or did,
 * when the service died). */
int state_unsettled_users(struct state *state, struct arena *arena, struct state_due_users *list_r,
			  struct error *error) WARN_UNUSED;
/* Users that are Synced and whose time to complete has come. */
int state_completable_users(struct state *state, struct arena *arena, int64_t now,
			    struct state_due_users *list_r, struct error *error) WARN_UNUSED;
/* Batches whose notification mail is due: they have finished, or their ReportInterval is over. Only batch_id is set. */
int state_batches_to_report(struct state *state, struct arena *arena, int64_t now,
			    struct state_due_users *list_r, struct error *error) WARN_UNUSED;
int state_batch_set_reported(struct state *state, int64_t batch_id, int64_t now,
			     struct error *error) WARN_UNUSED;
/* When something is to be done after `now`; 0: nothing is planned. `removal_delay`: how long a batch shows as
 * Removing. */
int state_next_event(struct state *state, int64_t now, int64_t removal_delay, int64_t *at_r,
		     struct error *error) WARN_UNUSED;
/* Whether the service has, or will ever have, something to do. */
int state_has_work(struct state *state, bool *work_r, struct error *error) WARN_UNUSED;
/* Users of the endpoint that are being copied: in their first pass, in a later one. */
int state_endpoint_activity(struct state *state, int64_t endpoint_id, int64_t *initial_r,
			    int64_t *incremental_r, struct error *error) WARN_UNUSED;

/* ---- skipped items and reports (state_report.c) ---- */
struct state_skipped {
	int64_t id, user_id;
	const char *kind; /* "LargeItem", "CorruptItem", "MissingItem", … */
	const char *folder;
	int64_t uid; /* 0: the folder as a whole */
	const char *sender, *recipient, *subject, *message_class;
	int64_t size, sent_at, received_at;
	const char *failure; /* the reason, with the server's words */
	int64_t seen_at;
};

struct state_skipped_list {
	struct state_skipped *items;
	size_t count;
};

struct state_report_entry {
	int64_t id, batch_id;
	int64_t user_id; /* 0: of the batch */
	int64_t at;
	const char *level; /* "Informational", "Warning", "Error" */
	const char *text;
};

struct state_report {
	struct state_report_entry *items;
	size_t count;
};

/* What was recorded before for the same folder and UID is replaced. */
int state_skipped_put(struct state *state, struct state_skipped *row,
		      struct error *error) WARN_UNUSED;
int state_skipped_remove(struct state *state, int64_t user_id, const char *folder, int64_t uid,
			 struct error *error) WARN_UNUSED;
/* `limit` 0: all. */
int state_skipped_list(struct state *state, struct arena *arena, int64_t user_id, int64_t limit,
		       struct state_skipped_list *list_r, struct error *error) WARN_UNUSED;
int state_skipped_count(struct state *state, int64_t user_id, int64_t *count_r,
			struct error *error) WARN_UNUSED;
int state_report_add(struct state *state, struct state_report_entry *row,
		     struct error *error) WARN_UNUSED;
/* Entries of the user, or of the batch itself when user_id is 0, oldest first. */
int state_report_list(struct state *state, struct arena *arena, int64_t batch_id, int64_t user_id,
		      struct state_report *list_r, struct error *error) WARN_UNUSED;

/* ---- the local organization (state_organization.c) ---- */
struct state_domain {
	int64_t id;
	const char *guid, *name, *domain;
	const char *type; /* "Authoritative", "InternalRelay", "ExternalRelay" */
	bool is_default;
	int64_t created_at;
};

struct state_domains {
	struct state_domain *items;
	size_t count;
};

struct state_mailbox {
	int64_t id;
	const char *guid, *exchange_guid, *external_id;
	const char *type; /* "UserMailbox", "SharedMailbox", "MailUser", … */
	const char *address, *name, *alias, *display_name, *user_principal_name;
	const char *first_name, *last_name, *external_address, *retention_policy;
	int64_t issue_warning_quota, prohibit_send_quota,
		prohibit_send_receive_quota;     /* 0: no limit */
	int64_t max_send_size, max_receive_size; /* 0: no limit */
	bool hidden;
	int64_t created_at, changed_at;
};

struct state_mailboxes {
	struct state_mailbox *items;
	size_t count;
};

int state_domain_insert(struct state *state, struct state_domain *row,
			struct error *error) WARN_UNUSED;
int state_domain_update(struct state *state, const struct state_domain *row,
			struct error *error) WARN_UNUSED;
/* `name`: domain, name or GUID. */
int state_domain_get(struct state *state, struct arena *arena, const char *name,
		     struct state_domain *row_r, struct error *error) WARN_UNUSED;
int state_domain_list(struct state *state, struct arena *arena, struct state_domains *list_r,
		      struct error *error) WARN_UNUSED;
int state_domain_delete(struct state *state, int64_t id, struct error *error) WARN_UNUSED;

int state_mailbox_insert(struct state *state, struct state_mailbox *row,
			 struct error *error) WARN_UNUSED;
int state_mailbox_update(struct state *state, const struct state_mailbox *row,
			 struct error *error) WARN_UNUSED;
/* `identity`: any address, name, alias, display name, user principal name or GUID. 2: several match. */
int state_mailbox_get(struct state *state, struct arena *arena, const char *identity,
		      struct state_mailbox *row_r, struct error *error) WARN_UNUSED;
/* By name. */
int state_mailbox_list(struct state *state, struct arena *arena, struct state_mailboxes *list_r,
		       struct error *error) WARN_UNUSED;
int state_mailbox_delete(struct state *state, int64_t id, struct error *error) WARN_UNUSED;
/* Further addresses as a list (one a line); NULL: none. */
int state_mailbox_addresses(struct state *state, struct arena *arena, int64_t mailbox_id,
			    const char **list_r, struct error *error) WARN_UNUSED;
/* Replaces the further addresses by the lines of `list`. */
int state_mailbox_set_addresses(struct state *state, int64_t mailbox_id, const char *list,
				struct error *error) WARN_UNUSED;
/*
 * The mailbox with that address, made when there is none. The setting "organization.provision" says how: "always" (the
 * default; a domain that is not accepted yet becomes so), "accepted" (only in accepted domains), "never". 1: there, 0: no
 * such mailbox and it is not to be made.
 */
int state_mailbox_provision(struct state *state, struct arena *arena, const char *address,
			    struct state_mailbox *row_r, struct error *error) WARN_UNUSED;

#endif

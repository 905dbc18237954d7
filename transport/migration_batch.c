#include "transport/batch_csv.h"
#include "transport/content_filter.h"
#include "transport/migrate.h"
#include "transport/migration_private.h"
#include "transport/report.h"

#include <stdlib.h>
#include <string.h>

static int not_found(const char *name, struct error *error)
{
	return error_set(error, MIGRATION_ERROR_BATCH_NOT_FOUND,
			 "The migration batch \"%s\" can't be found.", name);
}

int migration_require_batch(struct migration *migration, struct arena *arena, const char *name,
			    struct state_batch *row_r, struct error *error)
{
	int found = state_batch_get(migration->state, arena, name, row_r, error);
	if (found < 0)
		return migration_store_failed(error);
	return found ? 0 : not_found(name, error);
}

static int wrong_status(const struct state_batch *batch, const char *verb, enum migrate_event event,
			struct error *error)
{
	char *allowed = migrate_batch_allowed(event);
	error_set(
		error, MIGRATION_ERROR_BATCH_STATE,
		"The migration batch '%s' can't be %s because its status is %s. It can be when the "
		"status is %s.",
		batch->name, verb, batch_status_names[batch->status], allowed);
	free(allowed);
	return -1;
}

/* Every user of the batch. */
static int list_users(struct migration *migration, struct arena *arena, int64_t batch_id,
		      struct state_users *users_r, struct error *error)
{
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	filter.batch_id = batch_id;
	if (state_user_list(migration->state, arena, &filter, users_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

/* Applies the event to all users that it means something to. */
static int apply_to_users(struct migration *migration, struct arena *arena, int64_t batch_id,
			  enum migrate_event event, int64_t *applied_r, struct error *error)
{
	struct state_users users;
	if (list_users(migration, arena, batch_id, &users, error) < 0)
		return -1;
	*applied_r = 0;
	for (size_t i = 0; i < users.count; i++) {
		struct state_user *user = &users.items[i];
		int applied = event == MIGRATE_START
				      ? migration_restart_user(migration, arena, user, error)
				      : migrate_user_apply(migration->state, user, event,
							   state_now(), error);
		if (applied < 0)
			return migration_store_failed(error);
		*applied_r += applied;
	}
	return 0;
}

static int set_status(struct migration *migration, struct state_batch *batch,
		      enum batch_status status, struct error *error)
{
	if (migrate_batch_set_status(migration->state, batch, status, state_now(), error) < 0)
		return migration_store_failed(error);
	return 0;
}

static int start_row(struct migration *migration, struct arena *arena, struct state_batch *batch,
		     struct error *error)
{
	int64_t restarted;
	if (!migrate_batch_allows(batch->status, MIGRATE_START))
		return wrong_status(batch, "started", MIGRATE_START, error);
	bool first = batch->status == BATCH_STATUS_CREATED;
	bool waiting = batch->status == BATCH_STATUS_WAITING;
	if (apply_to_users(migration, arena, batch->id, MIGRATE_START, &restarted, error) < 0)
		return -1;
	if (!first && restarted)
		batch->retry_count++;
	if ((first || waiting) && batch->start_after > state_now())
		return set_status(migration, batch, BATCH_STATUS_WAITING, error);
	if (first || waiting || restarted)
		return set_status(migration, batch, BATCH_STATUS_STARTING, error);
	return 0; /* it runs, or all is synced */
}

static int stop_row(struct migration *migration, struct arena *arena, struct state_batch *batch,
		    struct error *error)
{
	int64_t stopped;
	if (!migrate_batch_allows(batch->status, MIGRATE_STOP))
		return wrong_status(batch, "stopped", MIGRATE_STOP, error);
	if (apply_to_users(migration, arena, batch->id, MIGRATE_STOP, &stopped, error) < 0 ||
	    set_status(migration, batch, BATCH_STATUS_STOPPING, error) < 0)
		return -1;
	/* At once when no user was running; else the service says when. */
	if (migrate_batch_refresh(migration->state, batch->id, state_now(), error) < 0)
		return migration_store_failed(error);
	return 0;
}

static int complete_row(struct migration *migration, struct arena *arena, struct state_batch *batch,
			struct error *error)
{
	int64_t completing;
	if (!migrate_batch_allows(batch->status, MIGRATE_COMPLETE))
		return wrong_status(batch, "completed", MIGRATE_COMPLETE, error);
	if (apply_to_users(migration, arena, batch->id, MIGRATE_COMPLETE, &completing, error) < 0)
		return -1;
	batch->complete_after = state_now();
	return set_status(migration, batch, BATCH_STATUS_COMPLETING, error);
}

static int remove_row(struct migration *migration, struct arena *arena, struct state_batch *batch,
		      struct error *error)
{
	(void)arena;
	return set_status(migration, batch, BATCH_STATUS_REMOVING, error);
}

/* One change of one batch: a transaction, then the service is woken. */
static int change(struct migration *migration, const char *name,
		  int (*apply)(struct migration *, struct arena *, struct state_batch *,
			       struct error *),
		  struct error *error)
{
	struct arena arena;
	struct state_batch batch;
	arena_init(&arena);
	int result = migration_begin(migration, error);
	if (result == 0) {
		result = migration_require_batch(migration, &arena, name, &batch, error);
		if (result == 0)
			result = apply(migration, &arena, &batch, error);
		result = migration_end(migration, result, error);
	}
	arena_clear(&arena);
	return result < 0 ? -1 : migration_wake(error);
}

int migration_batch_start(struct migration *migration, const char *name, struct error *error)
{
	return change(migration, name, start_row, error);
}

int migration_batch_stop(struct migration *migration, const char *name, struct error *error)
{
	return change(migration, name, stop_row, error);
}

int migration_batch_complete(struct migration *migration, const char *name, struct error *error)
{
	return change(migration, name, complete_row, error);
}

int migration_batch_remove(struct migration *migration, const char *name, struct error *error)
{
	return change(migration, name, remove_row, error);
}

/* ---- a new batch ---- */

/* The endpoint that the settings name, or that of the users to copy. */
static int find_endpoint(struct migration *migration, struct arena *arena,
			 const struct migration_batch *settings, struct state_endpoint *row_r,
			 struct error *error)
{
	if (settings->endpoint)
		return migration_endpoint_get(migration, arena, settings->endpoint, row_r, error);
	struct state_users users;
	struct state_batch batch;
	if (settings->users && settings->users[0]) {
		if (migration_user_find(migration, arena, settings->users[0], &users, error) < 0)
			return -1;
		int64_t batch_id = users.items[users.count - 1].batch_id;
		int found = state_batch_get_id(migration->state, arena, batch_id, &batch, error);
		if (found == 1)
			found = state_endpoint_get_id(migration->state, arena, batch.endpoint_id,
						      row_r, error);
		if (found != 0)
			return found < 0 ? migration_store_failed(error) : 0;
	}
	return error_set(
		error, MIGRATION_ERROR_ENDPOINT_REQUIRED,
		"A source endpoint for the on-premises organization is required for onboarding "
		"migration batches.");
}

static int check_room(struct migration *migration, const char *name, struct error *error)
{
	struct arena arena;
	struct migration_config config;
	struct state_batch other;
	arena_init(&arena);
	int found = state_batch_get(migration->state, &arena, name, &other, error);
	arena_clear(&arena);
	if (found < 0)
		return migration_store_failed(error);
	if (found)
		return error_set(
			error, MIGRATION_ERROR_BATCH_EXISTS,
			other.status == BATCH_STATUS_REMOVING
				? "The migration batch already exists. It is being removed; the "
				  "name is free in a moment."
				: "The migration batch already exists.");
	if (migration_config_get(migration, &config, error) < 0)
		return -1;
	if (config.max_batches >= 0 && config.batches >= config.max_batches)
		return error_set(
			error, MIGRATION_ERROR_BATCH_LIMIT,
			"There are %lld migration batches, which is the maximum. Remove one, or "
			"raise MaxNumberOfBatches with Set-MigrationConfig.",
			(long long)config.batches);
	return 0;
}

static int insert_batch(struct migration *migration, struct arena *arena,
			const struct migration_batch *settings, const struct batch_csv *csv,
			struct state_batch *row, struct error *error)
{
	struct state_endpoint endpoint;
	struct migration_batch_changed changed = {0, 0, 0, 0};
	if (check_room(migration, settings->name, error) < 0 ||
	    find_endpoint(migration, arena, settings, &endpoint, error) < 0)
		return -1;
	row->endpoint_id = endpoint.id;
	row->endpoint_name = endpoint.name;
	if (state_batch_insert(migration->state, row, error) < 0 ||
	    report_add(migration->state, row->id, 0, REPORT_INFORMATION, error,
		       "The batch was created for the endpoint '%s' (%s:%d).", endpoint.name,
		       endpoint.host, endpoint.port) < 0)
		return migration_store_failed(error);
	int result = csv ? migration_add_rows(migration, row, csv, &changed, error)
			 : migration_copy_users(migration, row, settings->users,
						settings->disable_on_copy, error);
	if (result == 0 && settings->auto_start)
		result = start_row(migration, arena, row, error);
	return result;
}

static int create(struct migration *migration, struct arena *arena,
		  const struct migration_batch *settings, const struct batch_csv *csv,
		  struct error *error)
{
	char guid[STATE_GUID_SIZE];
	int64_t now = state_now();
	state_guid(guid);
	struct state_batch row = {
		.guid = guid,
		.name = settings->name,
		.connection_id = settings->connection_id,
		.status = BATCH_STATUS_CREATED,
		.submitted_by = settings->submitted_by,
		.created_at = now,
		.status_since = now,
		.start_after = settings->start_after,
		.complete_after = settings->complete_after,
		.time_zone = settings->time_zone,
		.notification_emails = settings->notification_emails,
		.report_interval = settings->report_interval,
		.skip_reports = settings->skip_reports,
		.excluded_folders = settings->excluded_folders,
		.included_folders = settings->included_folders,
		.content_filter = settings->content_filter,
		.content_filter_language = settings->content_filter_language,
		.locale = settings->locale,
		.bad_item_limit = settings->bad_item_limit,
		.large_item_limit = settings->large_item_limit,
		.auto_retry_count = settings->auto_retry_count,
		.allow_incremental_syncs = settings->allow_incremental_syncs,
		.allow_unknown_columns = settings->allow_unknown_columns,
		.auto_complete = settings->auto_complete,
		.analyze_only = settings->analyze_only,
	};
	if (migration_begin(migration, error) < 0)
		return -1;
	return migration_end(migration, insert_batch(migration, arena, settings, csv, &row, error),
			     error);
}

static int check_content_filter(const struct migration_batch *settings, struct error *error)
{
	if (!settings->content_filter || !*settings->content_filter)
		return 0;
	struct content_filter *filter = content_filter_parse(
		settings->content_filter, settings->content_filter_language, error);
	if (!filter && error)
		error->code = MIGRATION_ERROR_ARGUMENT;
	bool good = filter != NULL;
	content_filter_free(&filter);
	return good ? 0 : -1;
}

int migration_batch_new(struct migration *migration, struct arena *arena,
			const struct migration_batch *settings, struct state_batch *row_r,
			struct error *error)
{
	struct batch_csv csv;
	if (migration_check_name("migration batch", settings->name, error) < 0 ||
	    check_content_filter(settings, error) < 0)
		return -1;
	if (!settings->users && batch_csv_parse(settings->csv, settings->csv_size,
						settings->allow_unknown_columns, &csv, error) < 0) {
		if (error)
			error->code = MIGRATION_ERROR_CSV;
		return -1;
	}
	int result = create(migration, arena, settings, settings->users ? NULL : &csv, error);
	if (!settings->users)
		batch_csv_clear(&csv);
	if (result < 0 || migration_batch_get(migration, arena, settings->name, row_r, error) < 0)
		return -1;
	bool act = settings->auto_start || settings->disable_on_copy;
	return act ? migration_wake(error) : 0;
}

/* ---- what there is ---- */

int migration_batch_get(struct migration *migration, struct arena *arena, const char *name,
			struct state_batch *row_r, struct error *error)
{
	migration_attend(migration);
	return migration_require_batch(migration, arena, name, row_r, error);
}

int migration_batch_list(struct migration *migration, struct arena *arena,
			 const struct state_batch_filter *filter, struct state_batches *list_r,
			 struct error *error)
{
	migration_attend(migration);
	if (state_batch_list(migration->state, arena, filter, list_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_batch_count(struct migration *migration, const struct state_batch *batch,
			  struct state_batch_counts *counts_r, struct error *error)
{
	if (state_batch_count(migration->state, batch->id, counts_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_batch_warnings(struct migration *migration, struct arena *arena, int64_t batch_id,
			     struct state_warnings *list_r, struct error *error)
{
	if (state_batch_warnings(migration->state, arena, batch_id, list_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

/* ---- changes ---- */

static void set_number(int64_t *field, int64_t value)
{
	if (value != MIGRATION_UNCHANGED)
		*field = value;
}

static void set_bool(bool *field, int value)
{
	if (value >= 0)
		*field = value > 0;
}

static void apply_settings(struct state_batch *batch, const struct migration_batch_change *change)
{
	set_bool(&batch->allow_unknown_columns, change->allow_unknown_columns);
	set_bool(&batch->allow_incremental_syncs, change->allow_incremental_syncs);
	set_bool(&batch->skip_reports, change->skip_reports);
	set_number(&batch->start_after, change->start_after);
	set_number(&batch->complete_after, change->complete_after);
	set_number(&batch->report_interval, change->report_interval);
	set_number(&batch->bad_item_limit, change->bad_item_limit);
	set_number(&batch->large_item_limit, change->large_item_limit);
	set_number(&batch->auto_retry_count, change->auto_retry_count);
	if (change->notification_emails)
		batch->notification_emails = change->notification_emails;
}

static int approve_skipped(struct migration *migration, struct arena *arena, int64_t batch_id,
			   struct error *error)
{
	struct state_users users;
	if (list_users(migration, arena, batch_id, &users, error) < 0)
		return -1;
	for (size_t i = 0; i < users.count; i++) {
		users.items[i].skipped_approved = true;
		if (state_user_update(migration->state, &users.items[i], error) < 0)
			return migration_store_failed(error);
	}
	return 0;
}

static int set_row(struct migration *migration, struct arena *arena, const char *name,
		   const struct migration_batch_change *change, const struct batch_csv *csv,
		   struct migration_batch_changed *changed, struct error *error)
{
	struct state_batch batch;
	if (migration_require_batch(migration, arena, name, &batch, error) < 0)
		return -1;
	if (!migrate_batch_allows(batch.status, MIGRATE_SYNC))
		return wrong_status(&batch, "changed", MIGRATE_SYNC, error);
	apply_settings(&batch, change);
	/* A new time for the start of a batch that waits for it is seen by the service. */
	if (state_batch_update(migration->state, &batch, error) < 0)
		return migration_store_failed(error);
	if (csv && migration_add_rows(migration, &batch, csv, changed, error) < 0)
		return -1;
	if (change->approve_skipped_items && approve_skipped(migration, arena, batch.id, error) < 0)
		return -1;
	if (change->sync_now || change->update) {
		if (apply_to_users(migration, arena, batch.id, MIGRATE_SYNC, &changed->users_queued,
				   error) < 0)
			return -1;
		struct state_batch_counts counts;
		if (migration_batch_count(migration, &batch, &counts, error) < 0)
			return -1;
		changed->users_not_synced = counts.total - changed->users_queued;
	}
	if (migrate_batch_refresh(migration->state, batch.id, state_now(), error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_batch_set(struct migration *migration, const char *name,
			const struct migration_batch_change *change,
			struct migration_batch_changed *changed_r, struct error *error)
{
	struct batch_csv csv;
	struct arena arena;
	*changed_r = (struct migration_batch_changed){0, 0, 0, 0};
	if (change->csv && batch_csv_parse(change->csv, change->csv_size,
					   change->allow_unknown_columns > 0, &csv, error) < 0) {
		if (error)
			error->code = MIGRATION_ERROR_CSV;
		return -1;
	}
	arena_init(&arena);
	int result = migration_begin(migration, error);
	if (result == 0)
		result = migration_end(migration,
				       set_row(migration, &arena, name, change,
					       change->csv ? &csv : NULL, changed_r, error),
				       error);
	arena_clear(&arena);
	if (change->csv)
		batch_csv_clear(&csv);
	return result < 0 ? -1 : migration_wake(error);
}

/* Set-MigrationBatch: changes a batch: more rows, times, a pass now. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/batch_values.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct set_migration_batch {
	Value identity, allow_incremental_syncs, allow_unknown_columns_in_csv, bad_item_limit,
		complete_after, csv_data, large_item_limit, move_options, notification_emails,
		partition, report_interval, skip_merging, skip_moving, skip_reports,
		source_public_folder_database, start_after;
	bool add_users, approve_skipped_items, sync_now, update;
	int32_t auto_retry_count;
	const char *domain_controller;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct set_migration_batch, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationBatchIdParameter"),
	PARAM_SWITCH(struct set_migration_batch, add_users, "AddUsers", 0),
	PARAM_VALUE(struct set_migration_batch, allow_incremental_syncs, "AllowIncrementalSyncs",
		    &type_bool, PARAM_HIDDEN),
	PARAM_VALUE(struct set_migration_batch, allow_unknown_columns_in_csv,
		    "AllowUnknownColumnsInCsv", &type_bool, 0),
	PARAM_SWITCH(struct set_migration_batch, approve_skipped_items, "ApproveSkippedItems", 0),
	PARAM_INT(struct set_migration_batch, auto_retry_count, "AutoRetryCount", PARAM_HIDDEN,
		  .deprecated = MIGRATION_DEPRECATED("AutoRetryCount")),
	PARAM_VALUE(struct set_migration_batch, bad_item_limit, "BadItemLimit", &type_unlimited,
		    PARAM_HIDDEN, .deprecated = MIGRATION_DEPRECATED("BadItemLimit")),
	PARAM_VALUE(struct set_migration_batch, complete_after, "CompleteAfter", &type_datetime, 0),
	PARAM_BYTES(struct set_migration_batch, csv_data, "CSVData", 0),
	PARAM_STRING(struct set_migration_batch, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_VALUE(struct set_migration_batch, large_item_limit, "LargeItemLimit", &type_unlimited,
		    PARAM_HIDDEN, .deprecated = MIGRATION_DEPRECATED("LargeItemLimit")),
	PARAM_STRINGS(struct set_migration_batch, move_options, "MoveOptions", 0,
		      .type_name = "MultiValuedProperty"),
	PARAM_STRINGS(struct set_migration_batch, notification_emails, "NotificationEmails", 0,
		      .type_name = "MultiValuedProperty"),
	PARAM_OBJECT(struct set_migration_batch, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct set_migration_batch, report_interval, "ReportInterval", &type_timespan,
		    0),
	PARAM_STRINGS(struct set_migration_batch, skip_merging, "SkipMerging", 0,
		      .type_name = "MultiValuedProperty"),
	PARAM_STRINGS(struct set_migration_batch, skip_moving, "SkipMoving", 0,
		      .type_name = "MultiValuedProperty"),
	PARAM_VALUE(struct set_migration_batch, skip_reports, "SkipReports", &type_bool, 0),
	PARAM_OBJECT(struct set_migration_batch, source_public_folder_database,
		     "SourcePublicFolderDatabase", PARAM_HIDDEN,
		     .type_name = "DatabaseIdParameter"),
	PARAM_VALUE(struct set_migration_batch, start_after, "StartAfter", &type_datetime, 0),
	PARAM_SWITCH(struct set_migration_batch, sync_now, "SyncNow", 0),
	PARAM_SWITCH(struct set_migration_batch, update, "Update", 0),
	PARAM_END,
};

static void read_change(struct cmdlet_call *c, struct set_migration_batch *self,
			struct migration_batch_change *x)
{
	if (self->csv_data.tag == VALUE_ARRAY) {
		x->csv = value_as_array(self->csv_data)->bytes;
		x->csv_size = value_as_array(self->csv_data)->count;
	}
	if (cmdlet_is_bound(c, "AllowUnknownColumnsInCsv"))
		x->allow_unknown_columns = value_is_true(self->allow_unknown_columns_in_csv);
	if (cmdlet_is_bound(c, "AllowIncrementalSyncs"))
		x->allow_incremental_syncs = value_is_true(self->allow_incremental_syncs);
	if (cmdlet_is_bound(c, "StartAfter"))
		x->start_after = migration_milliseconds(self->start_after);
	if (cmdlet_is_bound(c, "CompleteAfter"))
		x->complete_after = migration_milliseconds(self->complete_after);
	if (cmdlet_is_bound(c, "ReportInterval") && self->report_interval.tag == VALUE_TIMESPAN)
		x->report_interval = self->report_interval.integer / 10000000;
	if (cmdlet_is_bound(c, "BadItemLimit"))
		x->bad_item_limit = unlimited_value(self->bad_item_limit);
	if (cmdlet_is_bound(c, "LargeItemLimit"))
		x->large_item_limit = unlimited_value(self->large_item_limit);
	if (cmdlet_is_bound(c, "NotificationEmails"))
		x->notification_emails =
			migration_lines(&self->use.arena, self->notification_emails);
	x->sync_now = self->sync_now;
	x->approve_skipped_items = self->approve_skipped_items;
	x->update = self->update;
}

/* Exchange answers -SyncNow with nothing; here the user learns what was queued. */
static enum status tell(struct cmdlet_call *c, const struct set_migration_batch *self,
			const char *name, const struct migration_batch_changed *changed)
{
	enum status status = OK;
	if (self->sync_now)
		status = cmdlet_verbose(
			c, "%lld users of '%s' are queued for a pass now; %lld are not synced yet.",
			(long long)changed->users_queued, name,
			(long long)changed->users_not_synced);
	if (status == OK && self->sync_now && !changed->users_queued)
		status = cmdlet_warning(
			c, "No user of '%s' is synced, so there is nothing to sync again now.",
			name);
	if (status == OK && self->csv_data.tag == VALUE_ARRAY && changed->users_known)
		status = cmdlet_warning(
			c,
			"%lld users of the CSV file are in the batch '%s' already and were left as "
			"they are; %lld were added.",
			(long long)changed->users_known, name, (long long)changed->users_added);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct set_migration_batch *self = cmdlet_state(c);
	struct migration_batch_change change = MIGRATION_BATCH_UNCHANGED;
	struct migration_batch_changed changed = {0};
	struct error error = ERROR_INIT;
	const char *name = NULL;
	const struct batch_values values = {
		.notification_emails = self->notification_emails,
		.include_folders = NULL_VALUE,
		.exclude_folders = NULL_VALUE,
		.report_interval = self->report_interval,
	};
	enum status status = batch_values_check(c, &values);
	if (status == OK)
		status = batch_values_warn(c);
	if (status == OK)
		status = migration_begin_change(c, self->identity, "Set-MigrationBatch", &self->use,
						&name);
	if (status != OK || !name)
		return status;
	read_change(c, self, &change);
	if (migration_batch_set(self->use.migration, name, &change, &changed, &error) != 0)
		return migration_write_error(c, &error, name);
	return tell(c, self, name, &changed);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_migration_batch *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Fetches what has arrived since, after the MX record has changed.",
	 "Set-MigrationBatch Wave1 -SyncNow -Verbose", NULL},
	{"Further users, and other passwords of those that are there.",
	 "Set-MigrationBatch Wave1 -CSVData ([System.IO.File]::ReadAllBytes(\"users.csv\"))", NULL},
	{0},
};

const struct cmdlet cmdlet_set_migration_batch = {
	.verb = "Set",
	.noun = "MigrationBatch",
	.parameters = parameters,
	.state_size = sizeof(struct set_migration_batch),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.SetMigrationBatch",
	.synopsis = "Changes a migration batch.",
	.examples = examples,
};

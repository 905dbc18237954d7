/* New-MigrationBatch: a batch of mailboxes from a CSV file, or of users of other batches. */
#include "cmdlets/exchange/connection.h"
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/batch_values.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>

struct new_migration_batch {
	Value user_ids, users, csv_data, allow_incremental_syncs, allow_unknown_columns_in_csv,
		complete_after, exclude_folders, include_folders, move_options, notification_emails,
		partition, report_interval, skip_merging, skip_moving, skip_steps, source_endpoint,
		source_pfprimary_mailbox_guid, start_after, target_archive_databases,
		target_databases, xmldata, bad_item_limit, large_item_limit;
	bool analyze, adopt_preexisting, auto_complete, auto_provisioning, auto_start,
		avoid_merge_overlap, data_fusion, daily, disable_on_copy, disallow_existing_users,
		exclude_dumpsters, include_other_contacts, migrate_tasks, primary_only,
		remove_on_copy, rename_primary_calendar, restore, simplified_switch_over,
		skip_calendar, skip_contacts, skip_delegates, skip_details, skip_mail,
		skip_provisioning, skip_reports, skip_rules;
	const char *name, *archive_domain, *content_filter, *content_filter_language,
		*domain_controller, *locale, *target_delivery_domain, *time_zone,
		*workflow_control_flags, *forwarding_disposition;
	int32_t auto_retry_count;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct new_migration_batch, user_ids, "UserIds",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .set = "PreexistingUserIds", .type_name = "MultiValuedProperty"),
	PARAM_OBJECT(struct new_migration_batch, users, "Users",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .set = "Preexisting", .type_name = "MultiValuedProperty"),
	PARAM_SWITCH(struct new_migration_batch, analyze, "Analyze", 0, .set = "Analysis",
		     .help = "Only measures the mailboxes and lists what would be skipped; copies "
			     "nothing."),
	PARAM_BYTES(struct new_migration_batch, csv_data, "CSVData", PARAM_MANDATORY,
		    .set = "Onboarding,Analysis"),
	PARAM_STRING(struct new_migration_batch, name, "Name", PARAM_MANDATORY),
	PARAM_SWITCH(struct new_migration_batch, adopt_preexisting, "AdoptPreexisting", 0,
		     .set = "Onboarding"),
	PARAM_VALUE(struct new_migration_batch, allow_incremental_syncs, "AllowIncrementalSyncs",
		    &type_bool, PARAM_HIDDEN, .set = "Onboarding,Preexisting,PreexistingUserIds"),
	PARAM_VALUE(struct new_migration_batch, allow_unknown_columns_in_csv,
		    "AllowUnknownColumnsInCsv", &type_bool, 0,
		    .set = "Onboarding,Preexisting,PreexistingUserIds"),
	PARAM_STRING(struct new_migration_batch, archive_domain, "ArchiveDomain", 0,
		     .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, auto_complete, "AutoComplete", 0),
	PARAM_SWITCH(struct new_migration_batch, auto_provisioning, "AutoProvisioning", 0,
		     .set = "Onboarding"),
	PARAM_INT(struct new_migration_batch, auto_retry_count, "AutoRetryCount", PARAM_HIDDEN,
		  .set = "Onboarding,Preexisting,PreexistingUserIds",
		  .deprecated = MIGRATION_DEPRECATED("AutoRetryCount")),
	PARAM_SWITCH(struct new_migration_batch, auto_start, "AutoStart", 0),
	PARAM_SWITCH(struct new_migration_batch, avoid_merge_overlap, "AvoidMergeOverlap", 0,
		     .set = "Onboarding"),
	PARAM_VALUE(struct new_migration_batch, complete_after, "CompleteAfter", &type_datetime, 0),
	PARAM_STRING(
		struct new_migration_batch, content_filter, "ContentFilter", 0, .set = "Onboarding",
		.help = "Which messages are copied, by Received, Sent and Size: \"(Received -ge "
			"'01/01/2024') -and (Size -lt 10MB)\". Dates are in UTC."),
	PARAM_STRING(struct new_migration_batch, content_filter_language, "ContentFilterLanguage",
		     0, .set = "Onboarding", .type_name = "CultureInfo",
		     .help = "The language in whose order the content filter's dates are written."),
	PARAM_SWITCH(struct new_migration_batch, data_fusion, "DataFusion", 0, .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, daily, "Daily", 0, .set = "Analysis"),
	PARAM_SWITCH(struct new_migration_batch, disable_on_copy, "DisableOnCopy", 0,
		     .set = "Preexisting,PreexistingUserIds"),
	PARAM_SWITCH(struct new_migration_batch, disallow_existing_users, "DisallowExistingUsers",
		     PARAM_HIDDEN, .set = "Onboarding"),
	PARAM_STRING(struct new_migration_batch, domain_controller, "DomainController",
		     PARAM_HIDDEN, .set = "Onboarding,Preexisting,PreexistingUserIds",
		     .type_name = "Fqdn"),
	PARAM_SWITCH(struct new_migration_batch, exclude_dumpsters, "ExcludeDumpsters", 0,
		     .set = "Onboarding"),
	PARAM_STRINGS(
		struct new_migration_batch, exclude_folders, "ExcludeFolders", 0,
		.set = "Onboarding,Analysis", .type_name = "MultiValuedProperty",
		.help = "Folders that are left out: \"Name\" is that folder, \"Name/*\" also "
			"what is below it, \"#SentItems#\" a well-known one in any language."),
	PARAM_STRING(struct new_migration_batch, forwarding_disposition, "ForwardingDisposition", 0,
		     .set = "Onboarding", .values = "0,1,2,3",
		     .type_name = "GmailForwardingDisposition"),
	PARAM_STRINGS(struct new_migration_batch, include_folders, "IncludeFolders", 0,
		      .set = "Onboarding,Analysis", .type_name = "MultiValuedProperty",
		      .help = "The only folders that are copied, written as for -ExcludeFolders."),
	PARAM_SWITCH(struct new_migration_batch, include_other_contacts, "IncludeOtherContacts", 0,
		     .set = "Onboarding"),
	PARAM_STRING(struct new_migration_batch, locale, "Locale", PARAM_HIDDEN,
		     .set = "Onboarding,Preexisting,PreexistingUserIds",
		     .type_name = "CultureInfo"),
	PARAM_SWITCH(struct new_migration_batch, migrate_tasks, "MigrateTasks", 0,
		     .set = "Onboarding"),
	PARAM_STRINGS(struct new_migration_batch, move_options, "MoveOptions", 0,
		      .set = "Onboarding", .type_name = "MultiValuedProperty"),
	PARAM_STRINGS(struct new_migration_batch, notification_emails, "NotificationEmails", 0,
		      .type_name = "MultiValuedProperty"),
	PARAM_OBJECT(struct new_migration_batch, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_SWITCH(struct new_migration_batch, primary_only, "PrimaryOnly", 0,
		     .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, remove_on_copy, "RemoveOnCopy", 0,
		     .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, rename_primary_calendar, "RenamePrimaryCalendar",
		     0, .set = "Onboarding"),
	PARAM_VALUE(struct new_migration_batch, report_interval, "ReportInterval", &type_timespan,
		    0),
	PARAM_SWITCH(struct new_migration_batch, restore, "Restore", 0, .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, simplified_switch_over, "SimplifiedSwitchOver", 0,
		     .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, skip_calendar, "SkipCalendar", 0,
		     .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, skip_contacts, "SkipContacts", 0,
		     .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, skip_delegates, "SkipDelegates", 0,
		     .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, skip_details, "SkipDetails", 0, .set = "Analysis"),
	PARAM_SWITCH(struct new_migration_batch, skip_mail, "SkipMail", 0, .set = "Onboarding"),
	PARAM_STRINGS(struct new_migration_batch, skip_merging, "SkipMerging", 0,
		      .set = "Onboarding", .type_name = "MultiValuedProperty"),
	PARAM_STRINGS(struct new_migration_batch, skip_moving, "SkipMoving", 0, .set = "Onboarding",
		      .type_name = "MultiValuedProperty"),
	PARAM_SWITCH(struct new_migration_batch, skip_provisioning, "SkipProvisioning", 0,
		     .set = "Onboarding"),
	PARAM_SWITCH(struct new_migration_batch, skip_reports, "SkipReports", 0),
	PARAM_SWITCH(struct new_migration_batch, skip_rules, "SkipRules", 0, .set = "Onboarding"),
	PARAM_STRINGS(struct new_migration_batch, skip_steps, "SkipSteps", PARAM_HIDDEN,
		      .values = "None,SettingTargetAddress",
		      .set = "Onboarding,Preexisting,PreexistingUserIds",
		      .type_name = "SkippableMigrationSteps[]"),
	PARAM_OBJECT(struct new_migration_batch, source_endpoint, "SourceEndpoint", 0,
		     .set = "Onboarding,Analysis", .type_name = "MigrationEndpointIdParameter"),
	PARAM_VALUE(struct new_migration_batch, source_pfprimary_mailbox_guid,
		    "SourcePFPrimaryMailboxGuid", &type_guid, 0, .set = "Onboarding"),
	PARAM_VALUE(struct new_migration_batch, start_after, "StartAfter", &type_datetime, 0),
	PARAM_STRINGS(struct new_migration_batch, target_archive_databases,
		      "TargetArchiveDatabases", 0, .set = "Onboarding",
		      .type_name = "MultiValuedProperty"),
	PARAM_STRINGS(struct new_migration_batch, target_databases, "TargetDatabases", 0,
		      .set = "Onboarding", .type_name = "MultiValuedProperty"),
	PARAM_STRING(struct new_migration_batch, target_delivery_domain, "TargetDeliveryDomain", 0,
		     .set = "Onboarding"),
	PARAM_STRING(struct new_migration_batch, time_zone, "TimeZone", 0,
		     .type_name = "ExTimeZoneValue"),
	PARAM_STRING(struct new_migration_batch, workflow_control_flags, "WorkflowControlFlags", 0,
		     .set = "Onboarding", .values = "None,InjectAndForget,SkipSwitchover",
		     .type_name = "MigrationWorkflowControlFlags"),
	PARAM_BYTES(struct new_migration_batch, xmldata, "XMLData", 0, .set = "Onboarding"),
	PARAM_VALUE(struct new_migration_batch, bad_item_limit, "BadItemLimit", &type_unlimited,
		    PARAM_HIDDEN, .deprecated = MIGRATION_DEPRECATED("BadItemLimit")),
	PARAM_VALUE(struct new_migration_batch, large_item_limit, "LargeItemLimit", &type_unlimited,
		    PARAM_HIDDEN, .deprecated = MIGRATION_DEPRECATED("LargeItemLimit")),
	PARAM_END,
};

static const char *submitter(void)
{
	const char *user = getenv("USER");
	return user && *user ? user : "administrator";
}

/* Identities of users (objects, or texts) given instead of a CSV, NULL-terminated. */
static const char *const *user_list(struct new_migration_batch *self)
{
	Value given = self->users.tag != VALUE_UNSET ? self->users : self->user_ids;
	if (value_is_null(given))
		return NULL;
	size_t count = value_count(given);
	const char **list = ARENA_ARRAY(&self->use.arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		list[i] = arena_strdup(&self->use.arena, identity_text(value_item(given, i)));
	return list;
}

static enum status read_csv(struct cmdlet_call *c, struct new_migration_batch *self,
			    struct migration_batch *settings)
{
	Value bytes = self->csv_data;
	if (bytes.tag == VALUE_UNSET)
		return OK;
	if (value_is_null(bytes) || !value_count(bytes))
		return cmdlet_throw_type(
			c, "Microsoft.Exchange.Migration.MigrationCSVParsingException",
			"MigrationCSVParsingException", CATEGORY_INVALID_DATA, NULL_VALUE,
			"Upload file can't be empty");
	settings->csv = value_as_array(bytes)->bytes;
	settings->csv_size = value_as_array(bytes)->count;
	return OK;
}

static void read_settings(struct cmdlet_call *c, struct new_migration_batch *self,
			  struct migration_batch *b)
{
	struct arena *arena = &self->use.arena;
	b->name = self->name;
	b->endpoint = identity_text(self->source_endpoint);
	b->users = user_list(self);
	b->connection_id = exchange_connection_target();
	b->disable_on_copy = self->disable_on_copy;
	b->auto_start = self->auto_start;
	b->auto_complete = self->auto_complete;
	b->start_after = migration_milliseconds(self->start_after);
	b->complete_after = migration_milliseconds(self->complete_after);
	b->time_zone = self->time_zone;
	b->notification_emails = migration_lines(arena, self->notification_emails);
	b->excluded_folders = migration_lines(arena, self->exclude_folders);
	b->included_folders = migration_lines(arena, self->include_folders);
	b->content_filter = self->content_filter;
	b->content_filter_language = self->content_filter_language;
	b->locale = self->locale;
	b->skip_reports = self->skip_reports;
	b->analyze_only = self->analyze;
	b->allow_unknown_columns = value_is_true(self->allow_unknown_columns_in_csv);
	if (self->allow_incremental_syncs.tag != VALUE_UNSET)
		b->allow_incremental_syncs = value_is_true(self->allow_incremental_syncs);
	if (self->report_interval.tag == VALUE_TIMESPAN)
		b->report_interval = self->report_interval.integer / 10000000;
	b->bad_item_limit =
		self->bad_item_limit.tag == VALUE_UNSET ? 0 : unlimited_value(self->bad_item_limit);
	b->large_item_limit = self->large_item_limit.tag == VALUE_UNSET
				      ? 0
				      : unlimited_value(self->large_item_limit);
	b->auto_retry_count = cmdlet_is_bound(c, "AutoRetryCount") ? self->auto_retry_count : 0;
	b->submitted_by = submitter();
}

static enum status process(struct cmdlet_call *c)
{
	struct new_migration_batch *self = cmdlet_state(c);
	struct migration_batch settings = MIGRATION_BATCH_NEW;
	struct state_batch row;
	struct error error = ERROR_INIT;
	bool go;
	const struct batch_values values = {
		.notification_emails = self->notification_emails,
		.include_folders = self->include_folders,
		.exclude_folders = self->exclude_folders,
		.report_interval = self->report_interval,
		.time_zone = self->time_zone,
		.locale = self->locale,
		.content_filter_language = self->content_filter_language,
	};
	enum status status = batch_values_check(c, &values);
	if (status == OK)
		status = batch_values_warn(c);
	if (status == OK)
		status = cmdlet_should_process(c, self->name, "New-MigrationBatch", &go);
	if (status != OK || !go)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	read_settings(c, self, &settings);
	if (read_csv(c, self, &settings) != OK)
		return ERROR;
	if (migration_batch_new(self->use.migration, &self->use.arena, &settings, &row, &error) !=
	    0)
		return migration_write_error(c, &error, self->name);
	return cmdlet_write(c, migration_batch_object(&self->use, &row, false));
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct new_migration_batch *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"A batch that starts at once.",
	 "New-MigrationBatch -Name IMAPBatch1 -SourceEndpoint IMAPEndpoint -CSVData "
	 "([System.IO.File]::ReadAllBytes(\"C:\\Users\\Administrator\\Desktop\\IMAPmigration_1."
	 "csv\")) -AutoStart",
	 NULL},
	{"Only the mail of the inbox and of two projects, since 2024.",
	 "New-MigrationBatch -Name Wave2 -SourceEndpoint IMAPEndpoint -CSVData "
	 "([System.IO.File]::ReadAllBytes(\"C:\\wave2.csv\")) -IncludeFolders '#Inbox#/*', "
	 "'Projects/A', 'Projects/B' -ContentFilter \"Received -ge '01/01/2024'\"",
	 NULL},
	{"Users of another batch that failed, once more.",
	 "New-MigrationBatch -Name Retry -Users (Get-MigrationUser -Status Failed) -DisableOnCopy "
	 "-AutoStart",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_new_migration_batch = {
	.verb = "New",
	.noun = "MigrationBatch",
	.parameters = parameters,
	.state_size = sizeof(struct new_migration_batch),
	.default_set = "Onboarding",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.NewMigrationBatch",
	.output = "MigrationBatch",
	.synopsis = "Makes a migration batch of the mailboxes in a CSV file.",
	.examples = examples,
};

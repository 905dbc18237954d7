#include "cmdlets/migration/migration_objects.h"

#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_report.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

Value migration_time(int64_t milliseconds, bool utc)
{
	if (!milliseconds)
		return NULL_VALUE;
	int64_t ticks = TICKS_UNIX_EPOCH + milliseconds * 10000;
	Value v = datetime_new(ticks, DATETIME_UTC);
	return utc ? v : datetime_to_local(v);
}

int64_t migration_milliseconds(Value v)
{
	v = value_base(v);
	if (v.tag != VALUE_DATETIME)
		return 0;
	if (v.extra == DATETIME_UNSPECIFIED) /* as Exchange Online reads a time without a zone */
		v = datetime_new(v.integer, DATETIME_UTC);
	return (datetime_to_utc(v).integer - TICKS_UNIX_EPOCH) / 10000;
}

static Value text(const char *s)
{
	return s && *s ? string_from(s) : NULL_VALUE;
}

static Value empty_or(const char *s)
{
	return string_from(s ? s : "");
}

static Value guid(const char *s)
{
	Value v;
	if (!s || !convert_try(string_from(s), &type_guid, &v))
		return NULL_VALUE;
	return v;
}

static Value duration(int64_t milliseconds)
{
	return value_timespan(milliseconds * 10000);
}

Value migration_list(const char *lines)
{
	Value list = list_new();
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");
		if (n)
			list_add(value_as_list(list), string_new(lines, n));
		lines += n + (lines[n] == '\n');
	}
	return list_to_array(value_as_list(list));
}

const char *migration_lines(struct arena *arena, Value strings)
{
	if (value_is_null(strings) || !value_count(strings))
		return NULL;
	size_t size = 1;
	for (size_t i = 0; i < value_count(strings); i++)
		size += string_length(value_to_string(value_item(strings, i))) + 1;
	char *out = arena_alloc(arena, size), *p = out;
	for (size_t i = 0; i < value_count(strings); i++) {
		Value v = value_to_string(value_item(strings, i));
		memcpy(p, string_data(v), string_length(v));
		p += string_length(v);
		*p++ = '\n';
	}
	return out;
}

/* ---- opening and errors ---- */

const char *migration_batch_of_user(Value identity)
{
	Value id;
	Value base = value_base(identity);
	if (base.tag != VALUE_PSOBJECT || !psobject_get(base, "BatchId", &id))
		return NULL;
	return identity_text(id);
}

enum status migration_use_open(struct cmdlet_call *c, struct migration_use *use)
{
	arena_clear(&use->arena);
	if (use->migration)
		return OK;
	struct error error = ERROR_INIT;
	use->migration = migration_open(&error);
	return use->migration ? OK : migration_throw(c, &error, NULL);
}

bool migration_use_try(struct migration_use *use)
{
	struct error error = ERROR_INIT;
	memset(use, 0, sizeof(*use));
	use->migration = migration_open(&error);
	error_clear(&error);
	return use->migration != NULL;
}

void migration_use_close(struct migration_use *use)
{
	migration_close(&use->migration);
	arena_clear(&use->arena);
}

/* How each kind of failure appears: the exception that Exchange names, and the category. */
static const struct {
	enum migration_error code;
	const char *exception, *id;
	enum error_category category;
} error_kinds[] = {
	{MIGRATION_ERROR_STORE, "System.IO.IOException", "MigrationStoreFailed",
	 CATEGORY_OPEN_ERROR},
	{MIGRATION_ERROR_ENDPOINT_NOT_FOUND,
	 "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
	 "ManagementObjectNotFoundException", CATEGORY_OBJECT_NOT_FOUND},
	{MIGRATION_ERROR_ENDPOINT_EXISTS,
	 "Microsoft.Exchange.Migration.MigrationEndpointAlreadyExistsException",
	 "MigrationEndpointAlreadyExistsException", CATEGORY_RESOURCE_EXISTS},
	{MIGRATION_ERROR_ENDPOINT_IN_USE,
	 "Microsoft.Exchange.Migration.CannotRemoveEndpointWithAssociatedBatchesException",
	 "CannotRemoveEndpointWithAssociatedBatchesException", CATEGORY_INVALID_OPERATION},
	{MIGRATION_ERROR_ENDPOINT_REQUIRED,
	 "Microsoft.Exchange.Migration.SourceEndpointRequiredException",
	 "SourceEndpointRequiredException", CATEGORY_INVALID_ARGUMENT},
	{MIGRATION_ERROR_CONNECTION,
	 "Microsoft.Exchange.Migration.MigrationServerConnectionFailedException",
	 "MigrationServerConnectionFailedException", CATEGORY_CONNECTION_ERROR},
	{MIGRATION_ERROR_BATCH_NOT_FOUND,
	 "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
	 "ManagementObjectNotFoundException", CATEGORY_OBJECT_NOT_FOUND},
	{MIGRATION_ERROR_BATCH_EXISTS,
	 "Microsoft.Exchange.Management.Migration.MigrationBatchAlreadyExistsException",
	 "MigrationBatchAlreadyExistsException", CATEGORY_RESOURCE_EXISTS},
	{MIGRATION_ERROR_BATCH_STATE,
	 "Microsoft.Exchange.Management.Migration.MigrationBatchInvalidStateException",
	 "MigrationBatchInvalidStateException", CATEGORY_INVALID_OPERATION},
	{MIGRATION_ERROR_BATCH_LIMIT,
	 "Microsoft.Exchange.Management.Migration.MaximumNumberOfBatchesReachedException",
	 "MaximumNumberOfBatchesReachedException", CATEGORY_LIMITS_EXCEEDED},
	{MIGRATION_ERROR_USER_NOT_FOUND,
	 "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
	 "ManagementObjectNotFoundException", CATEGORY_OBJECT_NOT_FOUND},
	{MIGRATION_ERROR_USER_STATE,
	 "Microsoft.Exchange.Management.Migration.MigrationUserInvalidStateException",
	 "MigrationUserInvalidStateException", CATEGORY_INVALID_OPERATION},
	{MIGRATION_ERROR_CSV, "Microsoft.Exchange.Migration.MigrationCSVParsingException",
	 "MigrationCSVParsingException", CATEGORY_INVALID_DATA},
	{MIGRATION_ERROR_ARGUMENT, "System.ArgumentException", "InvalidArgument",
	 CATEGORY_INVALID_ARGUMENT},
	{MIGRATION_ERROR_SERVICE,
	 "Microsoft.Exchange.Migration.MigrationServiceUnavailableException",
	 "MigrationServiceUnavailableException", CATEGORY_RESOURCE_UNAVAILABLE},
};

static size_t kind_of(const struct error *error)
{
	for (size_t i = 0; i < countof(error_kinds); i++)
		if ((int)error_kinds[i].code == error->code)
			return i;
	return 0;
}

enum status migration_write_error(struct cmdlet_call *c, struct error *error, const char *target)
{
	size_t kind = kind_of(error);
	enum status status =
		cmdlet_error_type(c, error_kinds[kind].exception, error_kinds[kind].id,
				  error_kinds[kind].category, text(target), "%s", error->message);
	error_clear(error);
	return status;
}

enum status migration_throw(struct cmdlet_call *c, struct error *error, const char *target)
{
	size_t kind = kind_of(error);
	enum status status =
		cmdlet_throw_type(c, error_kinds[kind].exception, error_kinds[kind].id,
				  error_kinds[kind].category, text(target), "%s", error->message);
	error_clear(error);
	return status;
}

enum status migration_warn_null_identity(struct cmdlet_call *c, Value identity, const char *what)
{
	if (!cmdlet_is_bound(c, "Identity") || identity_text(identity))
		return OK;
	const char *remover = cmdlet_followed_by(c, "Remove");
	if (remover)
		return cmdlet_throw_type(c, "System.ArgumentNullException", "IdentityRequired",
					 CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					 "The value of -Identity is $null, which would pass all %s "
					 "on to %s. Nothing was "
					 "changed. Check the variable that it comes from; to mean "
					 "all, leave -Identity out.",
					 what, remover);
	return cmdlet_warning(
		c,
		"The value of -Identity is $null: all %s are returned. Check the variable that it "
		"comes from.",
		what);
}

enum status migration_need_identity(struct cmdlet_call *c, Value identity, const char **text_r)
{
	*text_r = identity_text(identity);
	if (*text_r && **text_r)
		return OK;
	*text_r = NULL;
	return cmdlet_error_type(
		c, "System.ArgumentNullException", "IdentityRequired", CATEGORY_INVALID_ARGUMENT,
		NULL_VALUE,
		"The value of -Identity is empty. Say which object is meant; nothing was changed.");
}

enum status migration_begin_change(struct cmdlet_call *c, Value identity, const char *action,
				   struct migration_use *use, const char **name_r)
{
	const char *name;
	bool go;
	*name_r = NULL;
	enum status status = migration_need_identity(c, identity, &name);
	if (status != OK || !name)
		return status;
	status = cmdlet_should_process(c, name, action, &go);
	if (status != OK || !go)
		return status;
	if (migration_use_open(c, use) != OK)
		return ERROR;
	*name_r = name;
	return OK;
}

enum status migration_change_named(struct cmdlet_call *c, Value identity, const char *action,
				   struct migration_use *use,
				   int (*change)(struct migration *migration, const char *name,
						 struct error *error))
{
	struct error error = ERROR_INIT;
	const char *name;
	enum status status = migration_begin_change(c, identity, action, use, &name);
	if (status != OK || !name)
		return status;
	if (change(use->migration, name, &error) != 0)
		return migration_write_error(c, &error, name);
	return OK;
}

enum status migration_change_users(struct cmdlet_call *c, Value identity, const char *action,
				   struct migration_use *use,
				   int (*change)(struct migration *migration, int64_t user_id,
						 struct error *error))
{
	struct state_users list;
	struct error error = ERROR_INIT;
	const char *name;
	enum status status = migration_begin_change(c, identity, action, use, &name);
	if (status != OK || !name)
		return status;
	if (migration_user_find(use->migration, &use->arena, name, &list, &error) != 0)
		return migration_write_error(c, &error, name);
	for (size_t i = 0; i < list.count; i++)
		if (change(use->migration, list.items[i].id, &error) != 0)
			return migration_write_error(c, &error, name);
	return OK;
}

/* ---- endpoints ---- */

static Value make(const char *type_name, const char *const *names, size_t count,
		  const Value *values)
{
	Value v = psobject_from_shape(shape_make(names, count), values);
	value_add_type_name(v, type_name);
	return v;
}

Value migration_endpoint_object(struct migration *m, const struct state_endpoint *row)
{
	static const char *const security[] = {"None", "Ssl", "Tls"};
	static const char *const names[] = {
		"Identity",
		"Guid",
		"EndpointType",
		"MaxConcurrentMigrations",
		"MaxConcurrentIncrementalSyncs",
		"ActiveMigrationCount",
		"ActiveIncrementalSyncCount",
		"RemoteServer",
		"Username",
		"ExchangeServer",
		"RpcProxyServer",
		"NspiServer",
		"SourceMailboxLegacyDN",
		"PublicFolderDatabaseServerLegacyDN",
		"UseAutoDiscover",
		"Port",
		"Security",
		"Authentication",
		"MailboxPermission",
		"AcceptUntrustedCertificates",
		"AppID",
		"AppSecretKeyVaultUrl",
		"RemoteTenant",
		"CreationTime",
		"LastModifiedTime",
		"DiagnosticInfo",
		"IsValid",
		"ObjectState",
	};
	int64_t migrations = 0, syncs = 0;
	struct error error = ERROR_INIT;
	if (m && migration_endpoint_activity(m, row->id, &migrations, &syncs, &error) != 0)
		error_clear(&error);
	const Value values[] = {
		identity_new(row->name, row->guid),
		guid(row->guid),
		enum_value(&type_migration_type, row->type),
		unlimited_new(row->max_migrations),
		unlimited_new(row->max_incremental_syncs),
		value_int((int32_t)migrations),
		value_int((int32_t)syncs),
		string_from(row->host),
		NULL_VALUE,
		NULL_VALUE,
		NULL_VALUE,
		NULL_VALUE,
		NULL_VALUE,
		NULL_VALUE,
		FALSE_VALUE,
		value_int(row->port),
		enum_value(&type_imap_security, security[row->security]),
		enum_value(&type_authentication_method,
			   row->authentication ? row->authentication : "Basic"),
		NULL_VALUE,
		value_bool(row->accept_untrusted),
		NULL_VALUE,
		NULL_VALUE,
		NULL_VALUE,
		migration_time(row->created_at, false),
		migration_time(row->changed_at, false),
		string_empty(),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	return make("MigrationEndpoint", names, countof(names), values);
}

/* ---- batches ---- */

static Value report_entries(struct migration_use *use, int64_t batch_id, int64_t user_id)
{
	struct state_report report;
	struct error error = ERROR_INIT;
	Value list = list_new();
	if (migration_report(use->migration, &use->arena, batch_id, user_id, &report, &error) !=
	    0) {
		error_clear(&error);
		return NULL_VALUE;
	}
	static const char *const names[] = {"CreationTime", "Type", "Message"};
	for (size_t i = 0; i < report.count; i++) {
		const struct state_report_entry *e = &report.items[i];
		const Value values[] = {migration_time(e->at, false), string_from(e->level),
					string_from(e->text)};
		list_add(value_as_list(list),
			 make("MigrationReportEntry", names, countof(names), values));
	}
	return list_to_array(value_as_list(list));
}

static Value batch_warnings(struct migration_use *use, const struct state_batch *row)
{
	struct state_warnings warnings;
	struct error error = ERROR_INIT;
	Value list = list_new();
	if (migration_batch_warnings(use->migration, &use->arena, row->id, &warnings, &error) !=
	    0) {
		error_clear(&error);
		return array_new(0);
	}
	for (size_t i = 0; i < warnings.count; i++)
		list_add(value_as_list(list),
			 string_printf("Row %lld, %s: %s", (long long)warnings.items[i].csv_row,
				       warnings.items[i].email ? warnings.items[i].email : "",
				       warnings.items[i].message));
	return list_to_array(value_as_list(list));
}

static Value span(int64_t from, int64_t to)
{
	return from && to > from ? duration(to - from) : NULL_VALUE;
}

Value migration_batch_object(struct migration_use *use, const struct state_batch *row,
			     bool include_report)
{
	static const char *const names[] = {
		"Identity",
		"Status",
		"State",
		"DataConsistencyScore",
		"Flags",
		"WorkflowStage",
		"TriggeredAction",
		"BatchGuid",
		"TotalCount",
		"ActiveCount",
		"StoppedCount",
		"SyncedCount",
		"FinalizedCount",
		"FailedCount",
		"CompletedWithWarningCount",
		"PostMigrationSyncCount",
		"PendingCount",
		"ProvisionedCount",
		"ValidationWarningCount",
		"ValidationWarnings",
		"Message",
		"CreationDateTime",
		"CreationDateTimeUTC",
		"StartDateTime",
		"StartDateTimeUTC",
		"InitialSyncDateTime",
		"InitialSyncDateTimeUTC",
		"InitialSyncDuration",
		"ExpirationDateTime",
		"ExpirationDateTimeUTC",
		"LastSyncedDateTime",
		"LastSyncedDateTimeUTC",
		"FinalizedDateTime",
		"FinalizedDateTimeUTC",
		"SubmittedByUser",
		"OwnerId",
		"OwnerExchangeObjectId",
		"NotificationEmails",
		"ExcludedFolders",
		"IncludedFolders",
		"MigrationType",
		"BatchDirection",
		"Locale",
		"Reports",
		"IsProvisioning",
		"IsLargeArchiveOnboarding",
		"IsOnboardingRestore",
		"StartAfter",
		"StartAfterUTC",
		"CompleteAfter",
		"CompleteAfterUTC",
		"SourceEndpoint",
		"TargetEndpoint",
		"BadItemLimit",
		"LargeItemLimit",
		"ReportInterval",
		"AllowUnknownColumnsInCsv",
		"AutoRetryCount",
		"CurrentRetryCount",
		"SupportedActions",
		"Report",
		"DiagnosticInfo",
		"IsValid",
		"ObjectState",
	};
	struct state_batch_counts n;
	struct error error = ERROR_INIT;
	if (migration_batch_count(use->migration, row, &n, &error) != 0) {
		error_clear(&error);
		memset(&n, 0, sizeof(n));
	}
	const char *status = batch_status_names[row->status];
	int64_t pending = n.by_status[USER_STATUS_QUEUED] + n.by_status[USER_STATUS_VALIDATING];
	const char *stage = n.by_summary[USER_SUMMARY_ACTIVE] ? "Injection" : "Monitoring";
	const Value values[] = {
		identity_new(row->name, row->guid),
		enum_value(&type_migration_batch_status, status),
		string_from(status),
		enum_value(&type_data_consistency_score, "Perfect"),
		enum_value(&type_migration_batch_flags, "None"),
		string_from(stage),
		string_from(row->triggered_action && *row->triggered_action ? row->triggered_action
									    : "None"),
		guid(row->guid),
		value_int((int32_t)n.total),
		value_int((int32_t)n.by_summary[USER_SUMMARY_ACTIVE]),
		value_int((int32_t)n.by_summary[USER_SUMMARY_STOPPED]),
		value_int((int32_t)n.by_summary[USER_SUMMARY_SYNCED]),
		value_int((int32_t)n.by_summary[USER_SUMMARY_COMPLETED]),
		value_int((int32_t)n.by_summary[USER_SUMMARY_FAILED]),
		value_int((int32_t)n.by_status[USER_STATUS_COMPLETED_WITH_WARNINGS]),
		value_int(0),
		value_int((int32_t)pending),
		value_int((int32_t)(n.total - pending)),
		value_int((int32_t)n.warnings),
		batch_warnings(use, row),
		empty_or(row->message),
		migration_time(row->created_at, false),
		migration_time(row->created_at, true),
		migration_time(row->started_at, false),
		migration_time(row->started_at, true),
		migration_time(row->initial_synced_at, false),
		migration_time(row->initial_synced_at, true),
		span(row->started_at, row->initial_synced_at),
		NULL_VALUE,
		NULL_VALUE,
		migration_time(row->last_synced_at, false),
		migration_time(row->last_synced_at, true),
		migration_time(row->completed_at, false),
		migration_time(row->completed_at, true),
		empty_or(row->submitted_by),
		empty_or(row->submitted_by),
		guid("00000000-0000-0000-0000-000000000000"),
		migration_list(row->notification_emails),
		migration_list(row->excluded_folders),
		migration_list(row->included_folders),
		enum_value(&type_migration_type, "IMAP"),
		enum_value(&type_migration_batch_direction, "Onboarding"),
		string_from(row->locale && *row->locale ? row->locale : "en-US"),
		array_new(0),
		FALSE_VALUE,
		FALSE_VALUE,
		FALSE_VALUE,
		migration_time(row->start_after, false),
		migration_time(row->start_after, true),
		migration_time(row->complete_after, false),
		migration_time(row->complete_after, true),
		row->endpoint_name ? identity_new(row->endpoint_name, NULL) : NULL_VALUE,
		NULL_VALUE,
		unlimited_new(row->bad_item_limit),
		unlimited_new(row->large_item_limit),
		duration(row->report_interval * 1000),
		value_bool(row->allow_unknown_columns),
		value_int((int32_t)row->auto_retry_count),
		value_int((int32_t)row->retry_count),
		string_from("Start, Stop, Set, Remove"),
		include_report ? report_entries(use, row->id, 0) : NULL_VALUE,
		string_empty(),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	return make("MigrationBatch", names, countof(names), values);
}

/* ---- users ---- */

const char *migration_batch_name(struct migration_use *use, int64_t batch_id)
{
	struct state_batch batch;
	struct error error = ERROR_INIT;
	int found = state_batch_get_id(migration_state(use->migration), &use->arena, batch_id,
				       &batch, &error);
	error_clear(&error);
	return found == 1 ? batch.name : "";
}

/* Exchange tells users that stand in several batches apart by address and mailbox GUID. */
Value migration_user_object(struct migration_use *use, const struct state_user *row)
{
	static const char *const names[] = {
		"Identity",
		"Guid",
		"Identifier",
		"BatchId",
		"EmailAddress",
		"MailboxIdentifier",
		"MailboxEmailAddress",
		"MailboxGuid",
		"RecipientType",
		"RequestGuid",
		"Status",
		"StatusSummary",
		"State",
		"WorkflowStage",
		"WorkflowStep",
		"TriggeredAction",
		"SyncedItemCount",
		"SkippedItemCount",
		"LastSuccessfulSyncTime",
		"LastSyncTime",
		"EstimatedTotalItems",
		"EstimatedTotalSize",
		"DataConsistencyScore",
		"HasUnapprovedSkippedItems",
		"ErrorSummary",
		"ServerResponse",
		"IsValid",
		"ObjectState",
	};
	const char *status = user_status_names[row->status];
	enum user_status_summary summary = user_status_summary(row->status);
	const Value values[] = {
		identity_new(row->email, row->guid),
		guid(row->guid),
		string_from(row->email),
		identity_new(migration_batch_name(use, row->batch_id), NULL),
		string_from(row->email),
		string_from(row->email),
		string_from(row->email),
		guid(row->mailbox_guid),
		string_from("Mailbox"),
		guid(row->request_guid),
		enum_value(&type_migration_user_status, status),
		enum_value(&type_migration_user_status_summary, user_summary_names[summary]),
		string_from(user_summary_names[summary]),
		string_from(summary == USER_SUMMARY_ACTIVE ? "Processing" : "Monitoring"),
		string_from(summary == USER_SUMMARY_ACTIVE ? "DataMigration" : "None"),
		string_from("None"),
		value_int64(row->synced_items),
		value_int64(row->skipped_items),
		migration_time(row->last_synced_at, false),
		migration_time(row->last_synced_at, false),
		value_int64(row->source_items),
		byte_quantified_size_new(row->source_bytes),
		enum_value(&type_data_consistency_score, row->skipped_items ? "Good" : "Perfect"),
		value_bool(row->skipped_items && !row->skipped_approved),
		empty_or(row->error_summary),
		empty_or(row->server_response),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	return make("MigrationUser", names, countof(names), values);
}

static Value skipped_items(struct migration_use *use, const struct state_user *row, int64_t limit)
{
	static const char *const names[] = {
		"Kind",         "FolderName",   "Sender",      "Recipient",
		"Subject",      "MessageClass", "MessageSize", "DateSent",
		"DateReceived", "Failure",      "Uid",         "ScoringClassifications",
	};
	struct state_skipped_list list;
	struct error error = ERROR_INIT;
	Value out = list_new();
	if (migration_skipped_items(use->migration, &use->arena, row->id, limit, &list, &error) !=
	    0) {
		error_clear(&error);
		return array_new(0);
	}
	for (size_t i = 0; i < list.count; i++) {
		const struct state_skipped *s = &list.items[i];
		const Value values[] = {
			enum_value(&type_skipped_item_kind, s->kind),
			string_from(s->folder ? s->folder : ""),
			empty_or(s->sender),
			empty_or(s->recipient),
			empty_or(s->subject),
			string_from(s->message_class && *s->message_class ? s->message_class
									  : "IPM.Note"),
			value_int64(s->size),
			migration_time(s->sent_at, false),
			migration_time(s->received_at, false),
			empty_or(s->failure),
			value_int64(s->uid),
			array_new(0),
		};
		list_add(value_as_list(out),
			 make("MigrationUserSkippedItem", names, countof(names), values));
	}
	return list_to_array(value_as_list(out));
}

/* Prints as the log's lines, and has them as Entries. */
static Value user_report(struct migration_use *use, const struct state_user *row)
{
	Value entries = report_entries(use, row->batch_id, row->id);
	if (value_is_null(entries))
		return NULL_VALUE;
	Value skipped = skipped_items(use, row, 0), large = list_new(), bad = list_new(),
	      failures = list_new();
	for (size_t i = 0; i < value_count(skipped); i++) {
		Value kind;
		psobject_get(value_item(skipped, i), "Kind", &kind);
		bool is_large = name_equal(string_data(value_to_string(kind)), "LargeItem");
		list_add(value_as_list(is_large ? large : bad), value_item(skipped, i));
	}
	for (size_t i = 0; i < value_count(entries); i++) {
		Value level;
		psobject_get(value_item(entries, i), "Type", &level);
		if (name_equal(string_data(value_to_string(level)), "Error"))
			list_add(value_as_list(failures), value_item(entries, i));
	}
	struct state_report lines;
	struct error error = ERROR_INIT;
	if (migration_report(use->migration, &use->arena, row->batch_id, row->id, &lines, &error) !=
	    0) {
		error_clear(&error);
		return NULL_VALUE;
	}
	return migration_report_new(&lines, entries, list_to_array(value_as_list(bad)),
				    list_to_array(value_as_list(large)),
				    list_to_array(value_as_list(failures)));
}

/* So many skipped items are listed without being asked for: nobody has to guess what a count means. */
#define SKIPPED_SHOWN 100

Value migration_user_statistics_object(struct migration_use *use, const struct state_user *row,
				       const struct statistics_options *options)
{
	static const char *const names[] = {
		"Identity",
		"Guid",
		"BatchId",
		"Identifier",
		"EmailAddress",
		"MailboxIdentifier",
		"RecipientType",
		"Status",
		"StatusDetail",
		"StatusSummary",
		"State",
		"SyncedItemCount",
		"SkippedItemCount",
		"DuplicateItemCount",
		"TransferredItemCount",
		"TotalItemsInSourceMailboxCount",
		"EstimatedTotalTransferCount",
		"EstimatedTotalTransferSize",
		"BytesTransferred",
		"CurrentBytesTransferredPerMinute",
		"PercentageComplete",
		"CurrentFolder",
		"FoldersCompleted",
		"FoldersTotal",
		"LastActivityTime",
		"NextAttemptTime",
		"TotalQueuedDuration",
		"TotalInProgressDuration",
		"TotalSyncedDuration",
		"TotalStalledDuration",
		"InitialSeedingCompletedTime",
		"LastSuccessfulSyncTime",
		"LastUpdatedTime",
		"ErrorType",
		"ErrorSummary",
		"Error",
		"ServerResponse",
		"DataConsistencyScore",
		"DataConsistencyScoringFactors",
		"HasUnapprovedSkippedItems",
		"SkippedItems",
		"DiagnosticInfo",
		"Report",
		"IsValid",
		"ObjectState",
	};
	enum user_status_summary summary = user_status_summary(row->status);
	const Value values[] = {
		identity_new(row->email, row->guid),
		guid(row->guid),
		identity_new(migration_batch_name(use, row->batch_id), NULL),
		string_from(row->email),
		string_from(row->email),
		string_from(row->email),
		string_from("Mailbox"),
		enum_value(&type_migration_user_status, user_status_names[row->status]),
		empty_or(migration_user_detail(&use->arena, row, state_now())),
		enum_value(&type_migration_user_status_summary, user_summary_names[summary]),
		string_from(user_summary_names[summary]),
		value_int64(row->synced_items),
		value_int64(row->skipped_items),
		value_int64(row->duplicate_items),
		value_int64(row->transferred_items),
		value_int64(row->source_items),
		value_int64(row->source_items),
		byte_quantified_size_new(row->source_bytes),
		byte_quantified_size_new(row->transferred_bytes),
		byte_quantified_size_new(row->bytes_per_minute),
		value_int((int32_t)row->percentage),
		empty_or(row->current_folder),
		value_int((int32_t)row->folders_done),
		value_int((int32_t)row->folders_total),
		migration_time(row->last_activity_at, false),
		migration_time(row->next_attempt_at, false),
		duration(row->queued_ms),
		duration(row->in_progress_ms),
		duration(row->synced_ms),
		duration(row->stalled_ms),
		migration_time(row->initial_synced_at, false),
		migration_time(row->last_synced_at, false),
		migration_time(row->last_updated_at, false),
		empty_or(row->error_type),
		empty_or(row->error_summary),
		empty_or(row->error),
		empty_or(row->server_response),
		enum_value(&type_data_consistency_score, row->skipped_items ? "Good" : "Perfect"),
		array_new(0),
		value_bool(row->skipped_items && !row->skipped_approved),
		skipped_items(use, row,
			      options->skipped_items ? options->skipped_limit : SKIPPED_SHOWN),
		string_empty(),
		options->report ? user_report(use, row) : NULL_VALUE,
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	return make("MigrationUserStatistics", names, countof(names), values);
}

/* Get-MailboxFolderStatistics: what each folder of a mailbox holds. */
#include "cmdlets/exchange/mailbox_statistics.h"

struct get_mailbox_folder_statistics {
	struct exchange_unused unused;
	struct mailbox_statistics_query query;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_mailbox_folder_statistics, query.identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .set = "Identity,AuditLog",
		     .type_name = "GeneralMailboxOrMailUserIdParameter"),
	PARAM_OBJECT(struct get_mailbox_folder_statistics, unused.value, "Database",
		     PARAM_MANDATORY, .set = "Database", .type_name = "DatabaseIdParameter"),
	PARAM_OBJECT(struct get_mailbox_folder_statistics, unused.value, "StoreMailboxIdentity",
		     PARAM_MANDATORY, .set = "Database", .type_name = "StoreMailboxIdParameter"),
	PARAM_SWITCH(struct get_mailbox_folder_statistics, query.archive, "Archive", 0,
		     .set = "Identity"),
	PARAM_SWITCH(struct get_mailbox_folder_statistics, unused.given, "AuditLog", PARAM_HIDDEN,
		     .set = "AuditLog"),
	PARAM_VALUE(struct get_mailbox_folder_statistics, unused.value, "DiagnosticInfo",
		    &type_string, 0),
	PARAM_VALUE(struct get_mailbox_folder_statistics, unused.value, "DomainController",
		    &type_string, PARAM_HIDDEN, .set = "Identity,AuditLog", .type_name = "Fqdn"),
	PARAM_VALUE(struct get_mailbox_folder_statistics, query.scope, "FolderScope", &type_string,
		    0,
		    .values = "All,Archive,Calendar,Contacts,ConversationHistory,DeletedItems,"
			      "Drafts,Inbox,JunkEmail,Journal,LegacyArchiveJournals,"
			      "ManagedCustomFolder,NonIpmRoot,Notes,Outbox,Personal,"
			      "RecoverableItems,RssSubscriptions,SentItems,SyncIssues,Tasks",
		    .type_name = "ElcFolderType"),
	PARAM_SWITCH(struct get_mailbox_folder_statistics, unused.given, "IncludeAnalysis", 0),
	PARAM_SWITCH(struct get_mailbox_folder_statistics, query.oldest_and_newest,
		     "IncludeOldestAndNewestItems", 0),
	PARAM_SWITCH(struct get_mailbox_folder_statistics, unused.given,
		     "IncludeSoftDeletedRecipients", 0),
	PARAM_VALUE(struct get_mailbox_folder_statistics, query.result_size, "ResultSize",
		    &type_unlimited, 0),
	PARAM_VALUE(struct get_mailbox_folder_statistics, query.skip_count, "SkipCount",
		    &type_int32, 0),
	PARAM_SWITCH(struct get_mailbox_folder_statistics, unused.given, "UseCustomRouting", 0,
		     .set = "Identity"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_mailbox_folder_statistics *self = cmdlet_state(c);
	return folder_statistics_write(c, &self->use, &self->query);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_mailbox_folder_statistics *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Every folder of a mailbox, the fullest first.",
	 "Get-MailboxFolderStatistics ann@contoso.com | Sort-Object ItemsInFolder -Descending | "
	 "Format-Table FolderPath, ItemsInFolder, FolderSize",
	 NULL},
	{"When the oldest message of the inbox arrived.",
	 "Get-MailboxFolderStatistics ann@contoso.com -FolderScope Inbox "
	 "-IncludeOldestAndNewestItems | ForEach-Object OldestItemReceivedDate",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_get_mailboxfolderstatistics = {
	.verb = "Get",
	.noun = "MailboxFolderStatistics",
	.parameters = parameters,
	.state_size = sizeof(struct get_mailbox_folder_statistics),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetMailboxFolderStatistics",
	.output = "MailboxFolderStatistics",
	.synopsis = "Shows the folders of a mailbox with their items and sizes.",
	.examples = examples,
};

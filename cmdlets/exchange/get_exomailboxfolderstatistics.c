/* Get-EXOMailboxFolderStatistics: what each folder of a mailbox holds. */
#include "cmdlets/exchange/mailbox_statistics.h"

struct get_exo_mailbox_folder_statistics {
	struct exchange_unused unused;
	struct mailbox_statistics_query query;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct get_exo_mailbox_folder_statistics, query.archive, "Archive", 0),
	PARAM_VALUE(struct get_exo_mailbox_folder_statistics, unused.value, "DiagnosticInfo",
		    &type_string, 0),
	PARAM_VALUE(struct get_exo_mailbox_folder_statistics, query.external_id,
		    "ExternalDirectoryObjectId", &type_guid, PARAM_PIPELINE_BY_NAME),
	PARAM_VALUE(struct get_exo_mailbox_folder_statistics, query.scope, "Folderscope",
		    &type_string, 0,
		    .values = "All,Archive,Calendar,Contacts,ConversationHistory,DeletedItems,"
			      "Drafts,Inbox,JunkEmail,Journal,LegacyArchiveJournals,"
			      "ManagedCustomFolder,NonIpmRoot,Notes,Outbox,Personal,"
			      "RecoverableItems,RssSubscriptions,SentItems,SyncIssues,Tasks",
		    .type_name = "ElcFolderType"),
	PARAM_VALUE(struct get_exo_mailbox_folder_statistics, query.identity, "Identity",
		    &type_string, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_SWITCH(struct get_exo_mailbox_folder_statistics, query.oldest_and_newest,
		     "IncludeOldestAndNewestItems", 0),
	PARAM_SWITCH(struct get_exo_mailbox_folder_statistics, unused.given,
		     "IncludeSoftDeletedRecipients", 0),
	PARAM_VALUE(struct get_exo_mailbox_folder_statistics, query.primary_smtp_address,
		    "PrimarySmtpAddress", &type_string, PARAM_PIPELINE_BY_NAME),
	PARAM_VALUE(struct get_exo_mailbox_folder_statistics, query.user_principal_name,
		    "UserPrincipalName", &type_string, PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_exo_mailbox_folder_statistics *self = cmdlet_state(c);
	return folder_statistics_write(c, &self->use, &self->query);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_exo_mailbox_folder_statistics *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Every folder of a mailbox with its size.",
	 "Get-EXOMailboxFolderStatistics ann@contoso.com | Format-Table FolderPath, ItemsInFolder, "
	 "FolderSize",
	 NULL},
	{"The inbox alone, with its oldest message.",
	 "Get-EXOMailboxFolderStatistics ann@contoso.com -FolderScope Inbox "
	 "-IncludeOldestAndNewestItems | Select-Object FolderPath, OldestItemReceivedDate",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_get_exomailboxfolderstatistics = {
	.verb = "Get",
	.noun = "EXOMailboxFolderStatistics",
	.parameters = parameters,
	.state_size = sizeof(struct get_exo_mailbox_folder_statistics),
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetEXOMailboxFolderStatistics",
	.output = "MailboxFolderStatistics",
	.synopsis = "Shows the folders of a mailbox with their items and sizes.",
	.examples = examples,
};

/* Get-MailboxStatistics: how much a mailbox holds. */
#include "cmdlets/exchange/mailbox_statistics.h"

struct get_mailbox_statistics {
	struct exchange_unused unused;
	struct mailbox_statistics_query query;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_mailbox_statistics, query.identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .set = "Identity", .type_name = "GeneralMailboxOrMailUserIdParameter"),
	PARAM_OBJECT(struct get_mailbox_statistics, unused.value, "StoreMailboxIdentity",
		     PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_HIDDEN, .set = "Database",
		     .type_name = "StoreMailboxIdParameter"),
	PARAM_SWITCH(struct get_mailbox_statistics, query.archive, "Archive", 0, .set = "Identity"),
	PARAM_OBJECT(struct get_mailbox_statistics, unused.value, "CopyOnServer", PARAM_HIDDEN,
		     .set = "Database,Identity", .type_name = "ServerIdParameter"),
	PARAM_OBJECT(struct get_mailbox_statistics, unused.value, "Database",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_HIDDEN, .set = "Database",
		     .type_name = "DatabaseIdParameter"),
	PARAM_VALUE(struct get_mailbox_statistics, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_VALUE(struct get_mailbox_statistics, unused.value, "Filter", &type_string,
		    PARAM_HIDDEN, .set = "Database,Server"),
	PARAM_SWITCH(struct get_mailbox_statistics, unused.given, "IncludeMoveHistory", 0),
	PARAM_SWITCH(struct get_mailbox_statistics, unused.given, "IncludeMoveReport", 0),
	PARAM_SWITCH(struct get_mailbox_statistics, unused.given, "IncludePassive", PARAM_HIDDEN,
		     .set = "Server"),
	PARAM_SWITCH(struct get_mailbox_statistics, unused.given, "IncludeSoftDeletedRecipients", 0,
		     .set = "Identity"),
	PARAM_SWITCH(struct get_mailbox_statistics, unused.given, "IncludeQuarantineDetails",
		     PARAM_HIDDEN),
	PARAM_SWITCH(struct get_mailbox_statistics, unused.given, "NoADLookup", PARAM_HIDDEN),
	PARAM_OBJECT(struct get_mailbox_statistics, unused.value, "Server",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_HIDDEN, .set = "Server",
		     .type_name = "ServerIdParameter"),
	PARAM_SWITCH(struct get_mailbox_statistics, unused.given, "UseCustomRouting", 0,
		     .set = "Identity"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_mailbox_statistics *self = cmdlet_state(c);
	return mailbox_statistics_write(c, &self->use, &self->query, false);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_mailbox_statistics *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"How much is in a mailbox.",
	 "Get-MailboxStatistics ann@contoso.com | Format-List ItemCount, TotalItemSize", NULL},
	{"Mailboxes with more than a gigabyte.",
	 "Get-Mailbox -ResultSize Unlimited | Get-MailboxStatistics | Where-Object { "
	 "$_.TotalItemSize.Value -gt 1GB }",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_get_mailboxstatistics = {
	.verb = "Get",
	.noun = "MailboxStatistics",
	.parameters = parameters,
	.state_size = sizeof(struct get_mailbox_statistics),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetMailboxStatistics",
	.output = "MailboxStatistics",
	.synopsis = "Shows how many items a mailbox holds, and their size.",
	.examples = examples,
};

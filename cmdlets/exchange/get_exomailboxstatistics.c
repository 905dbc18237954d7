/* Get-EXOMailboxStatistics: how much a mailbox holds. */
#include "cmdlets/exchange/mailbox_statistics.h"

struct get_exo_mailbox_statistics {
	struct exchange_unused unused;
	struct mailbox_statistics_query query;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct get_exo_mailbox_statistics, query.archive, "Archive", 0),
	PARAM_VALUE(struct get_exo_mailbox_statistics, unused.value, "DatabaseGuid", &type_guid,
		    PARAM_PIPELINE_BY_NAME),
	PARAM_VALUE(struct get_exo_mailbox_statistics, query.exchange_guid, "ExchangeGuid",
		    &type_guid, PARAM_PIPELINE_BY_NAME),
	PARAM_VALUE(struct get_exo_mailbox_statistics, query.identity, "Identity", &type_string,
		    PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_SWITCH(struct get_exo_mailbox_statistics, unused.given, "IncludeMoveHistory", 0),
	PARAM_SWITCH(struct get_exo_mailbox_statistics, unused.given, "IncludeMoveReport", 0),
	PARAM_SWITCH(struct get_exo_mailbox_statistics, unused.given,
		     "IncludeSoftDeletedRecipients", 0),
	PARAM_VALUE(struct get_exo_mailbox_statistics, query.primary_smtp_address,
		    "PrimarySmtpAddress", &type_string, PARAM_PIPELINE_BY_NAME),
	PARAM_STRINGS(struct get_exo_mailbox_statistics, query.properties, "Properties", 0),
	PARAM_STRINGS(struct get_exo_mailbox_statistics, query.property_sets, "PropertySets", 0,
		      .values = "Minimum,All", .type_name = "PropertySet[]"),
	PARAM_VALUE(struct get_exo_mailbox_statistics, query.user_principal_name,
		    "UserPrincipalName", &type_string, PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_exo_mailbox_statistics *self = cmdlet_state(c);
	return mailbox_statistics_write(c, &self->use, &self->query, true);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_exo_mailbox_statistics *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"How much is in a mailbox.", "Get-EXOMailboxStatistics ann@contoso.com", NULL},
	{"The largest mailboxes.",
	 "Get-EXOMailbox -ResultSize Unlimited | Get-EXOMailboxStatistics | Sort-Object { "
	 "$_.TotalItemSize.Value } -Descending | Select-Object -First 10",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_get_exomailboxstatistics = {
	.verb = "Get",
	.noun = "EXOMailboxStatistics",
	.parameters = parameters,
	.state_size = sizeof(struct get_exo_mailbox_statistics),
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetEXOMailboxStatistics",
	.output = "MailboxStatistics",
	.synopsis = "Shows how many items a mailbox holds, and their size.",
	.examples = examples,
};

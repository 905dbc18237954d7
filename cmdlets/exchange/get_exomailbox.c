/* Get-EXOMailbox: mailboxes with the properties that -PropertySets names. */
#include "cmdlets/exchange/recipient.h"

struct get_exo_mailbox {
	struct recipient_query query;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct get_exo_mailbox, query.identity, "Identity", &type_string,
		    PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Identity"),
	PARAM_VALUE(struct get_exo_mailbox, query.anr, "Anr", &type_string, 0, .set = "Anr"),
	PARAM_SWITCH(struct get_exo_mailbox, unused.given, "Archive", 0),
	PARAM_SWITCH(struct get_exo_mailbox, unused.given, "Async", 0),
	PARAM_VALUE(struct get_exo_mailbox, query.external_id, "ExternalDirectoryObjectId",
		    &type_guid, PARAM_PIPELINE_BY_NAME, .set = "Identity"),
	PARAM_VALUE(struct get_exo_mailbox, query.filter, "Filter", &type_string, 0),
	PARAM_SWITCH(struct get_exo_mailbox, unused.given, "GroupMailbox", 0),
	PARAM_SWITCH(struct get_exo_mailbox, unused.given, "InactiveMailboxOnly", 0),
	PARAM_SWITCH(struct get_exo_mailbox, unused.given, "IncludeInactiveMailbox", 0),
	PARAM_VALUE(struct get_exo_mailbox, unused.value, "MailboxPlan", &type_string, 0),
	PARAM_SWITCH(struct get_exo_mailbox, unused.given, "Migration", 0),
	PARAM_VALUE(struct get_exo_mailbox, unused.value, "OrganizationalUnit", &type_string, 0),
	PARAM_VALUE(struct get_exo_mailbox, query.primary_smtp_address, "PrimarySmtpAddress",
		    &type_string, PARAM_PIPELINE_BY_NAME, .set = "Identity"),
	PARAM_STRINGS(struct get_exo_mailbox, query.properties, "Properties", 0),
	PARAM_STRINGS(struct get_exo_mailbox, query.property_sets, "PropertySets", 0,
		      .values = "All,Minimum,AddressList,Archive,Audit,Custom,Delivery,Hold,"
				"Moderation,Move,Policy,PublicFolder,Quota,Resource,Retention,SCL,"
				"SoftDelete,StatisticsSeed",
		      .type_name = "PropertySet[]"),
	PARAM_SWITCH(struct get_exo_mailbox, unused.given, "PublicFolder", 0),
	PARAM_STRINGS(struct get_exo_mailbox, query.type_details, "RecipientTypeDetails", 0,
		      .values = "DiscoveryMailbox,EquipmentMailbox,LegacyMailbox,LinkedMailbox,"
				"LinkedRoomMailbox,RoomMailbox,SchedulingMailbox,SharedMailbox,"
				"TeamMailbox,UserMailbox"),
	PARAM_VALUE(struct get_exo_mailbox, query.result_size, "ResultSize", &type_unlimited, 0),
	PARAM_SWITCH(struct get_exo_mailbox, unused.given, "SoftDeletedMailbox", 0),
	PARAM_VALUE(struct get_exo_mailbox, query.user_principal_name, "UserPrincipalName",
		    &type_string, PARAM_PIPELINE_BY_NAME, .set = "Identity"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_exo_mailbox *self = cmdlet_state(c);
	return recipient_query_write(c, &self->use, &self->query, &recipient_view_exo_mailbox);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_exo_mailbox *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"The smallest set of properties of all mailboxes.", "Get-EXOMailbox -ResultSize Unlimited",
	 NULL},
	{"Some properties more.",
	 "Get-EXOMailbox ann@contoso.com -Properties ProhibitSendQuota, WhenCreated", NULL},
	{0},
};

const struct cmdlet cmdlet_get_exomailbox = {
	.verb = "Get",
	.noun = "EXOMailbox",
	.parameters = parameters,
	.state_size = sizeof(struct get_exo_mailbox),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetEXOMailbox",
	.output = "EXOMailbox",
	.synopsis = "Shows mailboxes, with few properties unless more are asked for.",
	.examples = examples,
};

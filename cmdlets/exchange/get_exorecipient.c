/* Get-EXORecipient: everything that has an address, with few properties. */
#include "cmdlets/exchange/recipient.h"

struct get_exo_recipient {
	struct recipient_query query;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct get_exo_recipient, query.identity, "Identity", &type_string,
		    PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Identity"),
	PARAM_VALUE(struct get_exo_recipient, query.anr, "Anr", &type_string, 0, .set = "Anr"),
	PARAM_VALUE(struct get_exo_recipient, query.external_id, "ExternalDirectoryObjectId",
		    &type_guid, PARAM_PIPELINE_BY_NAME, .set = "Identity"),
	PARAM_VALUE(struct get_exo_recipient, query.filter, "Filter", &type_string, 0),
	PARAM_SWITCH(struct get_exo_recipient, unused.given, "IncludeSoftDeletedRecipients", 0),
	PARAM_VALUE(struct get_exo_recipient, unused.value, "OrganizationalUnit", &type_string, 0),
	PARAM_VALUE(struct get_exo_recipient, query.primary_smtp_address, "PrimarySmtpAddress",
		    &type_string, PARAM_PIPELINE_BY_NAME, .set = "Identity"),
	PARAM_STRINGS(struct get_exo_recipient, query.properties, "Properties", 0),
	PARAM_STRINGS(struct get_exo_recipient, query.property_sets, "PropertySets", 0,
		      .values = "Minimum,Archive,Custom,MailboxMove,Policy",
		      .type_name = "PropertySet[]"),
	PARAM_VALUE(struct get_exo_recipient, unused.value, "RecipientPreviewFilter", &type_string,
		    0),
	PARAM_STRINGS(struct get_exo_recipient, query.types, "RecipientType", 0,
		      .values = "DynamicDistributionGroup,MailContact,MailNonUniversalGroup,"
				"MailUniversalDistributionGroup,MailUniversalSecurityGroup,"
				"MailUser,PublicFolder,UserMailbox"),
	PARAM_STRINGS(
		struct get_exo_recipient, query.type_details, "RecipientTypeDetails", 0,
		.values = "DiscoveryMailbox,DynamicDistributionGroup,EquipmentMailbox,GroupMailbox,"
			  "GuestMailUser,LegacyMailbox,LinkedMailbox,LinkedRoomMailbox,MailContact,"
			  "MailForestContact,MailNonUniversalGroup,MailUniversalDistributionGroup,"
			  "MailUniversalSecurityGroup,MailUser,PublicFolder,PublicFolderMailbox,"
			  "RemoteEquipmentMailbox,RemoteRoomMailbox,RemoteSharedMailbox,"
			  "RemoteTeamMailbox,RemoteUserMailbox,RoomList,RoomMailbox,"
			  "SchedulingMailbox,SharedMailbox,SharedWithMailUser,TeamMailbox,"
			  "UserMailbox"),
	PARAM_VALUE(struct get_exo_recipient, query.result_size, "ResultSize", &type_unlimited, 0),
	PARAM_VALUE(struct get_exo_recipient, query.user_principal_name, "UserPrincipalName",
		    &type_string, PARAM_PIPELINE_BY_NAME, .set = "Identity"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_exo_recipient *self = cmdlet_state(c);
	return recipient_query_write(c, &self->use, &self->query, &recipient_view_exo_recipient);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_exo_recipient *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"All recipients.", "Get-EXORecipient -ResultSize Unlimited", NULL},
	{"Recipients whose name or address begins so.", "Get-EXORecipient -Anr ann", NULL},
	{0},
};

const struct cmdlet cmdlet_get_exorecipient = {
	.verb = "Get",
	.noun = "EXORecipient",
	.parameters = parameters,
	.state_size = sizeof(struct get_exo_recipient),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetEXORecipient",
	.output = "EXORecipient",
	.synopsis = "Shows mailboxes and mail users, with few properties.",
	.examples = examples,
};

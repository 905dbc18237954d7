/* Get-Recipient: everything that has an address. */
#include "cmdlets/exchange/recipient.h"

struct get_recipient {
	struct recipient_query query;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_recipient, query.identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Identity",
		     .type_name = "RecipientIdParameter"),
	PARAM_VALUE(struct get_recipient, query.anr, "Anr", &type_string, 0, .set = "AnrSet"),
	PARAM_VALUE(struct get_recipient, unused.value, "AuthenticationType", &type_string, 0,
		    .set = "AnrSet,Identity,RecipientPreviewFilterSet",
		    .values = "Federated,Managed", .type_name = "AuthenticationType"),
	PARAM_VALUE(struct get_recipient, unused.value, "BookmarkDisplayName", &type_string, 0,
		    .set = "Identity"),
	PARAM_STRINGS(struct get_recipient, unused.value, "Capabilities", 0,
		      .set = "AnrSet,Identity,RecipientPreviewFilterSet",
		      .type_name = "MultiValuedProperty"),
	PARAM_VALUE(struct get_recipient, unused.value, "Credential", &type_credential,
		    PARAM_HIDDEN),
	PARAM_OBJECT(struct get_recipient, unused.value, "Database",
		     PARAM_PIPELINE_BY_NAME | PARAM_HIDDEN, .set = "AnrSet,DatabaseSet",
		     .type_name = "DatabaseIdParameter"),
	PARAM_VALUE(struct get_recipient, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_VALUE(struct get_recipient, query.filter, "Filter", &type_string, 0),
	PARAM_SWITCH(struct get_recipient, unused.given, "IgnoreDefaultScope", PARAM_HIDDEN),
	PARAM_VALUE(struct get_recipient, unused.value, "IncludeBookmarkObject", &type_bool, 0,
		    .set = "Identity"),
	PARAM_SWITCH(struct get_recipient, unused.given, "IncludeManagerWithDisplayName", 0,
		     .set = "AnrSet,Identity,RecipientPreviewFilterSet"),
	PARAM_SWITCH(struct get_recipient, unused.given, "IncludeSoftDeletedRecipients", 0),
	PARAM_OBJECT(struct get_recipient, unused.value, "OrganizationalUnit", 0,
		     .type_name = "OrganizationalUnitIdParameter"),
	PARAM_STRINGS(struct get_recipient, query.properties, "Properties", 0),
	PARAM_VALUE(struct get_recipient, unused.value, "PropertySet", &type_string, 0,
		    .type_name = "PropertySet"),
	PARAM_SWITCH(struct get_recipient, unused.given, "ReadFromDomainController", PARAM_HIDDEN),
	PARAM_VALUE(struct get_recipient, unused.value, "RecipientPreviewFilter", &type_string, 0,
		    .set = "RecipientPreviewFilterSet"),
	PARAM_STRINGS(struct get_recipient, query.types, "RecipientType", 0,
		      .values = "DynamicDistributionGroup,MailContact,MailNonUniversalGroup,"
				"MailUniversalDistributionGroup,MailUniversalSecurityGroup,"
				"MailUser,PublicFolder,UserMailbox",
		      .type_name = "RecipientType[]"),
	PARAM_STRINGS(
		struct get_recipient, query.type_details, "RecipientTypeDetails", 0,
		.values = "DiscoveryMailbox,DynamicDistributionGroup,EquipmentMailbox,GroupMailbox,"
			  "GuestMailUser,LegacyMailbox,LinkedMailbox,LinkedRoomMailbox,MailContact,"
			  "MailForestContact,MailNonUniversalGroup,MailUniversalDistributionGroup,"
			  "MailUniversalSecurityGroup,MailUser,PublicFolder,PublicFolderMailbox,"
			  "RemoteEquipmentMailbox,RemoteRoomMailbox,RemoteSharedMailbox,"
			  "RemoteTeamMailbox,RemoteUserMailbox,RoomList,RoomMailbox,"
			  "SchedulingMailbox,SharedMailbox,SharedWithMailUser,TeamMailbox,"
			  "UserMailbox",
		.type_name = "RecipientTypeDetails[]"),
	PARAM_VALUE(struct get_recipient, query.result_size, "ResultSize", &type_unlimited, 0),
	PARAM_VALUE(struct get_recipient, query.sort_by, "SortBy", &type_string, 0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_recipient *self = cmdlet_state(c);
	return recipient_query_write(c, &self->use, &self->query, &recipient_view_recipient);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_recipient *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Everybody who gets mail.", "Get-Recipient -ResultSize Unlimited", NULL},
	{"Mailboxes and mail users by their kind.",
	 "Get-Recipient -ResultSize Unlimited | Group-Object RecipientTypeDetails -NoElement",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_get_recipient = {
	.verb = "Get",
	.noun = "Recipient",
	.parameters = parameters,
	.state_size = sizeof(struct get_recipient),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetRecipient",
	.output = "Recipient",
	.synopsis = "Shows mailboxes and mail users.",
	.examples = examples,
};

/* Get-User: people and their directory properties. */
#include "cmdlets/exchange/recipient.h"

struct get_user {
	struct recipient_query query;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_user, query.identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Identity",
		     .type_name = "UserIdParameter"),
	PARAM_VALUE(struct get_user, query.anr, "Anr", &type_string, 0, .set = "AnrSet"),
	PARAM_SWITCH(struct get_user, unused.given, "Arbitration", PARAM_HIDDEN),
	PARAM_SWITCH(struct get_user, unused.given, "AuditLog", PARAM_HIDDEN),
	PARAM_SWITCH(struct get_user, unused.given, "AuxAuditLog", PARAM_HIDDEN),
	PARAM_VALUE(struct get_user, unused.value, "Credential", &type_credential, PARAM_HIDDEN),
	PARAM_VALUE(struct get_user, unused.value, "DomainController", &type_string, PARAM_HIDDEN,
		    .type_name = "Fqdn"),
	PARAM_VALUE(struct get_user, query.filter, "Filter", &type_string, 0),
	PARAM_SWITCH(struct get_user, unused.given, "IgnoreDefaultScope", PARAM_HIDDEN),
	PARAM_SWITCH(struct get_user, unused.given, "IncludeDirectReportsWithDisplayNames", 0),
	PARAM_SWITCH(struct get_user, unused.given, "IncludeManagerWithDisplayName", 0),
	PARAM_SWITCH(struct get_user, unused.given, "IsVIP", 0),
	PARAM_OBJECT(struct get_user, unused.value, "OrganizationalUnit", 0,
		     .type_name = "OrganizationalUnitIdParameter"),
	PARAM_SWITCH(struct get_user, unused.given, "PublicFolder", 0),
	PARAM_SWITCH(struct get_user, unused.given, "ReadFromDomainController", PARAM_HIDDEN),
	PARAM_STRINGS(struct get_user, query.type_details, "RecipientTypeDetails", 0,
		      .values = "DisabledUser,DiscoveryMailbox,EquipmentMailbox,GuestMailUser,"
				"GroupMailbox,LegacyMailbox,LinkedMailbox,LinkedRoomMailbox,"
				"LinkedUser,MailUser,PublicFolderMailbox,RemoteEquipmentMailbox,"
				"RemoteRoomMailbox,RemoteSharedMailbox,RemoteTeamMailbox,"
				"RemoteUserMailbox,RoomMailbox,SchedulingMailbox,SharedMailbox,"
				"SharedWithMailUser,TeamMailbox,User,UserMailbox",
		      .type_name = "RecipientTypeDetails[]"),
	PARAM_VALUE(struct get_user, query.result_size, "ResultSize", &type_unlimited, 0),
	PARAM_VALUE(struct get_user, query.sort_by, "Sortby", &type_string, 0),
	PARAM_SWITCH(struct get_user, unused.given, "SupervisoryReviewPolicy", PARAM_HIDDEN),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_user *self = cmdlet_state(c);
	return recipient_query_write(c, &self->use, &self->query, &recipient_view_user);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"All users with their departments.",
	 "Get-User -ResultSize Unlimited | Format-Table DisplayName, Department", NULL},
	{"The users of a department.", "Get-User -Filter \"Department -eq 'Sales'\"", NULL},
	{0},
};

const struct cmdlet cmdlet_get_user = {
	.verb = "Get",
	.noun = "User",
	.parameters = parameters,
	.state_size = sizeof(struct get_user),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetUser",
	.output = "User",
	.synopsis = "Shows users.",
	.examples = examples,
};

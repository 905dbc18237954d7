/* Get-Mailbox: the mailboxes of the organization. */
#include "cmdlets/exchange/recipient.h"

struct get_mailbox {
	struct recipient_query query;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_mailbox, query.identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Identity",
		     .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct get_mailbox, query.anr, "Anr", &type_string, 0, .set = "AnrSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "Arbitration", PARAM_HIDDEN,
		     .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "Archive", 0),
	PARAM_SWITCH(struct get_mailbox, unused.given, "AuditLog", PARAM_HIDDEN,
		     .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "AuxAuditLog", PARAM_HIDDEN,
		     .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_VALUE(struct get_mailbox, unused.value, "Credential", &type_credential, PARAM_HIDDEN,
		    .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_OBJECT(struct get_mailbox, unused.value, "Database",
		     PARAM_PIPELINE_BY_NAME | PARAM_HIDDEN, .set = "DatabaseSet",
		     .type_name = "DatabaseIdParameter"),
	PARAM_VALUE(struct get_mailbox, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .set = "AnrSet,DatabaseSet,Identity,ServerSet",
		    .type_name = "Fqdn"),
	PARAM_VALUE(struct get_mailbox, query.filter, "Filter", &type_string, 0),
	PARAM_SWITCH(struct get_mailbox, unused.given, "GroupMailbox", 0),
	PARAM_SWITCH(struct get_mailbox, unused.given, "IgnoreDefaultScope", PARAM_HIDDEN,
		     .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "InactiveMailboxOnly", 0,
		     .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given,
		     "IncludeAcceptMessagesOnlyFromDLMembersWithDisplayNames", 0,
		     .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given,
		     "IncludeAcceptMessagesOnlyFromSendersOrMembersWithDisplayNames", 0,
		     .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given,
		     "IncludeAcceptMessagesOnlyFromWithDisplayNames", 0,
		     .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "IncludeEmailAddressDisplayNames", 0,
		     .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "IncludeForwardingAddressWithDisplayNames",
		     0, .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "IncludeGrantSendOnBehalfToWithDisplayNames",
		     0, .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "IncludeInactiveMailbox", 0,
		     .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_OBJECT(struct get_mailbox, unused.value, "MailboxPlan", PARAM_PIPELINE_BY_NAME,
		     .set = "MailboxPlanSet", .type_name = "MailboxPlanIdParameter"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "Migration", 0),
	PARAM_SWITCH(struct get_mailbox, unused.given, "Monitoring", PARAM_HIDDEN,
		     .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_OBJECT(struct get_mailbox, unused.value, "OrganizationalUnit", 0,
		     .type_name = "OrganizationalUnitIdParameter"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "PublicFolder", 0),
	PARAM_SWITCH(struct get_mailbox, unused.given, "ReadFromDomainController", PARAM_HIDDEN,
		     .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_STRINGS(struct get_mailbox, query.type_details, "RecipientTypeDetails", 0,
		      .values = "DiscoveryMailbox,EquipmentMailbox,GroupMailbox,LegacyMailbox,"
				"LinkedMailbox,LinkedRoomMailbox,RoomMailbox,SchedulingMailbox,"
				"SharedMailbox,TeamMailbox,UserMailbox",
		      .type_name = "RecipientTypeDetails[]"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "RemoteArchive", PARAM_HIDDEN,
		     .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_VALUE(struct get_mailbox, query.result_size, "ResultSize", &type_unlimited, 0),
	PARAM_OBJECT(struct get_mailbox, unused.value, "Server",
		     PARAM_PIPELINE_BY_NAME | PARAM_HIDDEN, .set = "ServerSet",
		     .type_name = "ServerIdParameter"),
	PARAM_SWITCH(struct get_mailbox, unused.given, "SoftDeletedMailbox", 0,
		     .set = "AnrSet,Identity,MailboxPlanSet"),
	PARAM_VALUE(struct get_mailbox, query.sort_by, "SortBy", &type_string, 0),
	PARAM_SWITCH(struct get_mailbox, unused.given, "SupervisoryReviewPolicy", PARAM_HIDDEN,
		     .set = "AnrSet,DatabaseSet,Identity,ServerSet"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_mailbox *self = cmdlet_state(c);
	return recipient_query_write(c, &self->use, &self->query, &recipient_view_mailbox);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_mailbox *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"All mailboxes.", "Get-Mailbox -ResultSize Unlimited", NULL},
	{"Mailboxes whose name begins with an A, by name.",
	 "Get-Mailbox -Filter \"Name -like 'A*'\" -SortBy Name", NULL},
	{"There is none yet.", "@(Get-Mailbox).Count", "0"},
	{0},
};

const struct cmdlet cmdlet_get_mailbox = {
	.verb = "Get",
	.noun = "Mailbox",
	.parameters = parameters,
	.state_size = sizeof(struct get_mailbox),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetMailbox",
	.output = "Mailbox",
	.synopsis = "Shows mailboxes.",
	.examples = examples,
};

/* Get-MailUser: users whose mail is elsewhere. */
#include "cmdlets/exchange/recipient.h"

struct get_mail_user {
	struct recipient_query query;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_mail_user, query.identity, "Identity", PARAM_POSITION(0),
		     .set = "Identity", .type_name = "MailUserIdParameter"),
	PARAM_VALUE(struct get_mail_user, query.anr, "Anr", &type_string, 0, .set = "AnrSet"),
	PARAM_VALUE(struct get_mail_user, unused.value, "Credential", &type_credential,
		    PARAM_HIDDEN, .set = "AnrSet,Identity"),
	PARAM_VALUE(struct get_mail_user, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .set = "AnrSet,Identity", .type_name = "Fqdn"),
	PARAM_VALUE(struct get_mail_user, query.filter, "Filter", &type_string, 0),
	PARAM_SWITCH(struct get_mail_user, unused.given, "HVEAccount", 0, .set = "HVEAccount"),
	PARAM_SWITCH(struct get_mail_user, unused.given, "IgnoreDefaultScope", PARAM_HIDDEN,
		     .set = "AnrSet,Identity"),
	PARAM_OBJECT(struct get_mail_user, unused.value, "OrganizationalUnit", 0,
		     .type_name = "OrganizationalUnitIdParameter"),
	PARAM_SWITCH(struct get_mail_user, unused.given, "ReadFromDomainController", PARAM_HIDDEN,
		     .set = "AnrSet,Identity"),
	PARAM_VALUE(struct get_mail_user, query.result_size, "ResultSize", &type_unlimited, 0),
	PARAM_SWITCH(struct get_mail_user, unused.given, "SharedWithMailUser", 0),
	PARAM_VALUE(struct get_mail_user, query.sort_by, "SortBy", &type_string, 0),
	PARAM_SWITCH(struct get_mail_user, unused.given, "SoftDeletedMailUser", 0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_mail_user *self = cmdlet_state(c);
	return recipient_query_write(c, &self->use, &self->query, &recipient_view_mail_user);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_mail_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"All mail users.", "Get-MailUser -ResultSize Unlimited", NULL},
	{"Where a mail user's mail goes.",
	 "Get-MailUser bob@contoso.com | Format-List ExternalEmailAddress", NULL},
	{0},
};

const struct cmdlet cmdlet_get_mailuser = {
	.verb = "Get",
	.noun = "MailUser",
	.parameters = parameters,
	.state_size = sizeof(struct get_mail_user),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetMailUser",
	.output = "MailUser",
	.synopsis = "Shows mail users.",
	.examples = examples,
};

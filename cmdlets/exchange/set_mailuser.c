/* Set-MailUser: changes a mail user. */
#include "cmdlets/exchange/recipient.h"

struct set_mail_user {
	Value identity, alias, display_name, email_addresses, external_email_address,
		primary_smtp_address, custom_attribute1, hidden_from_address_lists_enabled, name,
		user_principal_name, windows_email_address;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct set_mail_user, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MailUserIdParameter"),
	PARAM_VALUE(struct set_mail_user, alias, "Alias", &type_string, 0),
	PARAM_VALUE(struct set_mail_user, display_name, "DisplayName", &type_string, 0),
	PARAM_OBJECT(struct set_mail_user, email_addresses, "EmailAddresses", 0,
		     .type_name = "ProxyAddressCollection"),
	PARAM_VALUE(struct set_mail_user, external_email_address, "ExternalEmailAddress",
		    &type_string, 0, .type_name = "ProxyAddress"),
	PARAM_VALUE(struct set_mail_user, primary_smtp_address, "PrimarySmtpAddress", &type_string,
		    0, .type_name = "SmtpAddress"),
	PARAM_VALUE(struct set_mail_user, custom_attribute1, "CustomAttribute1", &type_string, 0),
	PARAM_VALUE(struct set_mail_user, hidden_from_address_lists_enabled,
		    "HiddenFromAddressListsEnabled", &type_bool, 0),
	PARAM_VALUE(struct set_mail_user, name, "Name", &type_string, 0),
	PARAM_VALUE(struct set_mail_user, user_principal_name, "UserPrincipalName", &type_string,
		    0),
	PARAM_VALUE(struct set_mail_user, windows_email_address, "WindowsEmailAddress",
		    &type_string, 0, .type_name = "SmtpAddress"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct set_mail_user *self = cmdlet_state(c);
	return recipient_change(c, &self->use, self->identity, RECIPIENT_MAIL_USER, parameters);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_mail_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Mail goes to another address from now on.",
	 "Set-MailUser bob@contoso.com -ExternalEmailAddress bob@example.org", NULL},
	{"Address lists leave the user out.",
	 "Set-MailUser bob@contoso.com -HiddenFromAddressListsEnabled $true", NULL},
	{0},
};

const struct cmdlet cmdlet_set_mailuser = {
	.verb = "Set",
	.noun = "MailUser",
	.parameters = parameters,
	.state_size = sizeof(struct set_mail_user),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.SetMailUser",
	.synopsis = "Changes a mail user.",
	.examples = examples,
};

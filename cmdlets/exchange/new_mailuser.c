/* New-MailUser: makes a mail user: an address here for a mailbox elsewhere. */
#include "cmdlets/exchange/recipient.h"

#include <strings.h>

struct new_mail_user {
	Value name, external_email_address, microsoft_online_services_id, alias, display_name,
		first_name, last_name, primary_smtp_address, user_principal_name;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct new_mail_user, name, "Name", &type_string,
		    PARAM_MANDATORY | PARAM_POSITION(0)),
	PARAM_VALUE(struct new_mail_user, external_email_address, "ExternalEmailAddress",
		    &type_string, 0, .type_name = "ProxyAddress"),
	PARAM_VALUE(struct new_mail_user, microsoft_online_services_id, "MicrosoftOnlineServicesID",
		    &type_string, 0, .type_name = "WindowsLiveId"),
	PARAM_VALUE(struct new_mail_user, unused.value, "Password", &type_secure_string, 0),
	PARAM_VALUE(struct new_mail_user, alias, "Alias", &type_string, 0),
	PARAM_VALUE(struct new_mail_user, display_name, "DisplayName", &type_string, 0),
	PARAM_VALUE(struct new_mail_user, first_name, "FirstName", &type_string, 0),
	PARAM_VALUE(struct new_mail_user, last_name, "LastName", &type_string, 0),
	PARAM_VALUE(struct new_mail_user, primary_smtp_address, "PrimarySmtpAddress", &type_string,
		    0, .type_name = "SmtpAddress"),
	PARAM_VALUE(struct new_mail_user, user_principal_name, "UserPrincipalName", &type_string,
		    0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct new_mail_user *self = cmdlet_state(c);
	const char *address = identity_text(self->microsoft_online_services_id);
	if (!address)
		address = identity_text(self->user_principal_name);
	if (!address)
		address = identity_text(self->external_email_address);
	if (address && !strncasecmp(address, "smtp:", 5))
		address += 5;
	enum status status =
		exchange_warn_unused(c, parameters, offsetof(struct new_mail_user, unused));
	return status != OK ? status
			    : recipient_create(c, &self->use, "MailUser", address, parameters,
					       &recipient_view_mail_user);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct new_mail_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"A recipient whose mailbox is elsewhere.",
	 "(New-MailUser -Name Bob -PrimarySmtpAddress bob@contoso.com -ExternalEmailAddress "
	 "bob@example.com).RecipientType",
	 "MailUser"},
	{"The same with a name to show.",
	 "New-MailUser -Name Eve -DisplayName 'Eve Example' -ExternalEmailAddress eve@example.com",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_new_mailuser = {
	.verb = "New",
	.noun = "MailUser",
	.parameters = parameters,
	.state_size = sizeof(struct new_mail_user),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.NewMailUser",
	.output = "MailUser",
	.synopsis = "Makes a mail user.",
	.examples = examples,
};

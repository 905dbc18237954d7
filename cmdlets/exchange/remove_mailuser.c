/* Remove-MailUser: removes a mail user. */
#include "cmdlets/exchange/recipient.h"

struct remove_mail_user {
	Value identity;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct remove_mail_user, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MailUserIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_mail_user *self = cmdlet_state(c);
	return recipient_remove(c, &self->use, self->identity, RECIPIENT_MAIL_USER, false);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct remove_mail_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Asks first.", "Remove-MailUser bob@contoso.com", NULL},
	{"All mail users of a domain that is gone.",
	 "Get-MailUser -Filter \"ExternalEmailAddress -like '*example.net'\" | Remove-MailUser "
	 "-Confirm:$false",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_remove_mailuser = {
	.verb = "Remove",
	.noun = "MailUser",
	.parameters = parameters,
	.state_size = sizeof(struct remove_mail_user),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.RemoveMailUser",
	.synopsis = "Removes a mail user.",
	.examples = examples,
};

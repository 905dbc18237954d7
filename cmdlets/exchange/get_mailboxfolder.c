/* Get-MailboxFolder: the folders of a mailbox. */
#include "cmdlets/exchange/mailbox_statistics.h"

struct get_mailbox_folder {
	Value identity, result_size;
	bool get_children, recurse;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_mailbox_folder, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MailboxFolderIdParameter"),
	PARAM_SWITCH(struct get_mailbox_folder, get_children, "GetChildren", 0,
		     .set = "GetChildren"),
	PARAM_SWITCH(struct get_mailbox_folder, recurse, "Recurse", 0, .set = "Recurse"),
	PARAM_VALUE(struct get_mailbox_folder, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_SWITCH(struct get_mailbox_folder, unused.given, "MailFolderOnly", 0),
	PARAM_VALUE(struct get_mailbox_folder, result_size, "ResultSize", &type_unlimited, 0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_mailbox_folder *self = cmdlet_state(c);
	enum folder_depth depth = self->recurse        ? FOLDER_AND_ALL_BELOW
				  : self->get_children ? FOLDER_CHILDREN
						       : FOLDER_ITSELF;
	return mailbox_folder_write(c, &self->use, self->identity, depth, self->result_size);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_mailbox_folder *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"A mailbox's root.", "Get-MailboxFolder ann@contoso.com", NULL},
	{"All folders of a mailbox.", "Get-MailboxFolder ann@contoso.com -Recurse", NULL},
	{0},
};

const struct cmdlet cmdlet_get_mailboxfolder = {
	.verb = "Get",
	.noun = "MailboxFolder",
	.parameters = parameters,
	.state_size = sizeof(struct get_mailbox_folder),
	.default_set = "GetChildren",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetMailboxFolder",
	.output = "MailboxFolder",
	.synopsis = "Shows the folders of a mailbox.",
	.examples = examples,
};

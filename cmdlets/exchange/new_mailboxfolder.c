/* New-MailboxFolder: makes a folder in a mailbox. */
#include "cmdlets/exchange/mailbox_statistics.h"

struct new_mailbox_folder {
	Value name, parent;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct new_mailbox_folder, name, "Name", &type_string,
		    PARAM_MANDATORY | PARAM_POSITION(0)),
	PARAM_OBJECT(struct new_mailbox_folder, parent, "Parent",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MailboxFolderIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct new_mailbox_folder *self = cmdlet_state(c);
	return mailbox_folder_create(c, &self->use, self->parent, identity_text(self->name));
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct new_mailbox_folder *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"A folder at the root.",
	 "New-MailboxFolder -Parent ann@contoso.com -Name Invoices | ForEach-Object FolderPath",
	 "Invoices"},
	{"A folder in another one.",
	 "New-MailboxFolder -Parent ann@contoso.com:\\Invoices -Name 2026", NULL},
	{0},
};

const struct cmdlet cmdlet_new_mailboxfolder = {
	.verb = "New",
	.noun = "MailboxFolder",
	.parameters = parameters,
	.state_size = sizeof(struct new_mailbox_folder),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.NewMailboxFolder",
	.output = "MailboxFolder",
	.synopsis = "Makes a folder in a mailbox.",
	.examples = examples,
};

/* Remove-Mailbox: removes a mailbox. */
#include "cmdlets/exchange/recipient.h"

struct remove_mailbox {
	Value identity, permanent;
	bool permanently_delete;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct remove_mailbox, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .set = "Identity,Default", .type_name = "MailboxIdParameter"),
	PARAM_OBJECT(struct remove_mailbox, unused.value, "Database",
		     PARAM_MANDATORY | PARAM_HIDDEN, .set = "StoreMailboxIdentity",
		     .type_name = "DatabaseIdParameter"),
	PARAM_OBJECT(struct remove_mailbox, unused.value, "StoreMailboxIdentity",
		     PARAM_MANDATORY | PARAM_HIDDEN, .set = "StoreMailboxIdentity",
		     .type_name = "StoreMailboxIdParameter"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "Arbitration", PARAM_HIDDEN,
		     .set = "Identity,StoreMailboxIdentity"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "AuditLog", PARAM_HIDDEN,
		     .set = "Identity,StoreMailboxIdentity"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "AuxAuditLog", PARAM_HIDDEN,
		     .set = "Identity,StoreMailboxIdentity"),
	PARAM_VALUE(struct remove_mailbox, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .set = "Identity,StoreMailboxIdentity", .type_name = "Fqdn"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "Force", 0),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "IgnoreDefaultScope", PARAM_HIDDEN,
		     .set = "Identity,StoreMailboxIdentity"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "IgnoreLegalHold", PARAM_HIDDEN,
		     .set = "Identity,StoreMailboxIdentity"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "Migration", 0),
	PARAM_VALUE(struct remove_mailbox, permanent, "Permanent", &type_bool, 0,
		    .set = "Identity"),
	PARAM_SWITCH(struct remove_mailbox, permanently_delete, "PermanentlyDelete", 0,
		     .set = "Default"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "PublicFolder", 0),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "RemoveArbitrationMailboxWithOABsAllowed",
		     PARAM_HIDDEN, .set = "Identity,StoreMailboxIdentity"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "RemoveCNFPublicFolderMailboxPermanently",
		     0, .set = "Default"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "RemoveLastArbitrationMailboxAllowed",
		     PARAM_HIDDEN, .set = "Identity,StoreMailboxIdentity"),
	PARAM_SWITCH(struct remove_mailbox, unused.given, "SupervisoryReviewPolicy", PARAM_HIDDEN,
		     .set = "Identity,StoreMailboxIdentity"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_mailbox *self = cmdlet_state(c);
	bool delete_mail = self->permanently_delete || value_is_true(self->permanent);
	return recipient_remove(c, &self->use, self->identity, RECIPIENT_MAILBOX, delete_mail);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct remove_mailbox *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Asks first; the mail is put aside.", "Remove-Mailbox ann@contoso.com", NULL},
	{"The mail is deleted as well, without a question.",
	 "Remove-Mailbox ann@contoso.com -PermanentlyDelete -Confirm:$false", NULL},
	{0},
};

const struct cmdlet cmdlet_remove_mailbox = {
	.verb = "Remove",
	.noun = "Mailbox",
	.parameters = parameters,
	.state_size = sizeof(struct remove_mailbox),
	.default_set = "Default",
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.RemoveMailbox",
	.synopsis = "Removes a mailbox; its mail is put aside, or deleted with -PermanentlyDelete.",
	.examples = examples,
};

/* Set-Mailbox: changes a mailbox. */
#include "cmdlets/exchange/recipient.h"

struct set_mailbox {
	Value identity, alias, custom_attribute1, deliver_to_mailbox_and_forward, display_name,
		email_addresses, extension_custom_attribute1, forwarding_address,
		forwarding_smtp_address, grant_send_on_behalf_to, hidden_from_address_lists_enabled,
		issue_warning_quota, languages, litigation_hold_enabled, max_receive_size,
		max_send_size, message_copy_for_sent_as_enabled, microsoft_online_services_id, name,
		primary_smtp_address, prohibit_send_quota, prohibit_send_receive_quota,
		recoverable_items_quota, retention_hold_enabled, retention_policy,
		single_item_recovery_enabled, type, windows_email_address;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct set_mailbox, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct set_mailbox, alias, "Alias", &type_string, 0),
	PARAM_VALUE(struct set_mailbox, custom_attribute1, "CustomAttribute1", &type_string, 0),
	PARAM_VALUE(struct set_mailbox, deliver_to_mailbox_and_forward,
		    "DeliverToMailboxAndForward", &type_bool, 0),
	PARAM_VALUE(struct set_mailbox, display_name, "DisplayName", &type_string, 0),
	PARAM_OBJECT(struct set_mailbox, email_addresses, "EmailAddresses", 0,
		     .type_name = "ProxyAddressCollection"),
	PARAM_STRINGS(struct set_mailbox, extension_custom_attribute1, "ExtensionCustomAttribute1",
		      0, .type_name = "MultiValuedProperty"),
	PARAM_SWITCH(struct set_mailbox, unused.given, "Force", 0),
	PARAM_OBJECT(struct set_mailbox, forwarding_address, "ForwardingAddress", 0,
		     .type_name = "RecipientIdParameter"),
	PARAM_VALUE(struct set_mailbox, forwarding_smtp_address, "ForwardingSmtpAddress",
		    &type_string, 0, .type_name = "ProxyAddress"),
	PARAM_STRINGS(struct set_mailbox, grant_send_on_behalf_to, "GrantSendOnBehalfTo", 0,
		      .type_name = "MultiValuedProperty"),
	PARAM_VALUE(struct set_mailbox, hidden_from_address_lists_enabled,
		    "HiddenFromAddressListsEnabled", &type_bool, 0),
	PARAM_VALUE(struct set_mailbox, issue_warning_quota, "IssueWarningQuota",
		    &type_unlimited_size, 0),
	PARAM_STRINGS(struct set_mailbox, languages, "Languages", 0,
		      .type_name = "MultiValuedProperty"),
	PARAM_VALUE(struct set_mailbox, litigation_hold_enabled, "LitigationHoldEnabled",
		    &type_bool, 0),
	PARAM_VALUE(struct set_mailbox, max_receive_size, "MaxReceiveSize", &type_unlimited_size,
		    0),
	PARAM_VALUE(struct set_mailbox, max_send_size, "MaxSendSize", &type_unlimited_size, 0),
	PARAM_VALUE(struct set_mailbox, message_copy_for_sent_as_enabled,
		    "MessageCopyForSentAsEnabled", &type_bool, 0),
	PARAM_VALUE(struct set_mailbox, microsoft_online_services_id, "MicrosoftOnlineServicesID",
		    &type_string, 0, .type_name = "SmtpAddress"),
	PARAM_VALUE(struct set_mailbox, name, "Name", &type_string, 0),
	PARAM_VALUE(struct set_mailbox, unused.value, "Password", &type_secure_string, 0),
	PARAM_VALUE(struct set_mailbox, primary_smtp_address, "PrimarySmtpAddress", &type_string, 0,
		    .type_name = "SmtpAddress"),
	PARAM_VALUE(struct set_mailbox, prohibit_send_quota, "ProhibitSendQuota",
		    &type_unlimited_size, 0),
	PARAM_VALUE(struct set_mailbox, prohibit_send_receive_quota, "ProhibitSendReceiveQuota",
		    &type_unlimited_size, 0),
	PARAM_VALUE(struct set_mailbox, recoverable_items_quota, "RecoverableItemsQuota",
		    &type_unlimited_size, 0),
	PARAM_VALUE(struct set_mailbox, retention_hold_enabled, "RetentionHoldEnabled", &type_bool,
		    0),
	PARAM_OBJECT(struct set_mailbox, retention_policy, "RetentionPolicy", 0,
		     .type_name = "MailboxPolicyIdParameter"),
	PARAM_VALUE(struct set_mailbox, single_item_recovery_enabled, "SingleItemRecoveryEnabled",
		    &type_bool, 0),
	PARAM_VALUE(struct set_mailbox, type, "Type", &type_string, 0,
		    .values = "Equipment,Regular,Room,Shared,Workspace,Desk",
		    .type_name = "ConvertibleMailboxSubType"),
	PARAM_VALUE(struct set_mailbox, windows_email_address, "WindowsEmailAddress", &type_string,
		    0, .type_name = "SmtpAddress"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct set_mailbox *self = cmdlet_state(c);
	enum status status =
		exchange_warn_unused(c, parameters, offsetof(struct set_mailbox, unused));
	return status != OK ? status
			    : recipient_change(c, &self->use, self->identity, RECIPIENT_MAILBOX,
					       parameters);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_mailbox *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"A further address.",
	 "Set-Mailbox ann@contoso.com -EmailAddresses @{ Add = 'a.beebe@contoso.com' }", NULL},
	{"Quotas.",
	 "Set-Mailbox ann@contoso.com -IssueWarningQuota 45GB -ProhibitSendQuota 49GB "
	 "-ProhibitSendReceiveQuota 50GB",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_set_mailbox = {
	.verb = "Set",
	.noun = "Mailbox",
	.parameters = parameters,
	.state_size = sizeof(struct set_mailbox),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.SetMailbox",
	.synopsis = "Changes a mailbox.",
	.examples = examples,
};

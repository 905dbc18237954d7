/* New-Mailbox: makes a mailbox. */
#include "cmdlets/exchange/recipient.h"

struct new_mailbox {
	Value name, microsoft_online_services_id, user_principal_name, alias, display_name,
		first_name, initials, last_name, mailbox_plan, mailbox_region, moderated_by,
		moderation_enabled, primary_smtp_address, remote_power_shell_enabled,
		reset_password_on_next_logon, role_assignment_policy;
	bool discovery, equipment, room, shared;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct new_mailbox, name, "Name", &type_string,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME),
	PARAM_SWITCH(struct new_mailbox, discovery, "Discovery", 0),
	PARAM_SWITCH(struct new_mailbox, equipment, "Equipment", 0),
	PARAM_OBJECT(struct new_mailbox, unused.value, "InactiveMailbox", PARAM_PIPELINE_BY_NAME,
		     .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct new_mailbox, microsoft_online_services_id, "MicrosoftOnlineServicesID",
		    &type_string, 0, .type_name = "WindowsLiveId"),
	PARAM_VALUE(struct new_mailbox, unused.value, "Password", &type_secure_string, 0),
	PARAM_SWITCH(struct new_mailbox, room, "Room", 0),
	PARAM_SWITCH(struct new_mailbox, shared, "Shared", 0),
	PARAM_VALUE(struct new_mailbox, user_principal_name, "UserPrincipalName", &type_string, 0),
	PARAM_VALUE(struct new_mailbox, alias, "Alias", &type_string, 0),
	PARAM_SWITCH(struct new_mailbox, unused.given, "Archive", 0),
	PARAM_VALUE(struct new_mailbox, display_name, "DisplayName", &type_string, 0),
	PARAM_VALUE(struct new_mailbox, first_name, "FirstName", &type_string, 0),
	PARAM_VALUE(struct new_mailbox, initials, "Initials", &type_string, 0),
	PARAM_VALUE(struct new_mailbox, last_name, "LastName", &type_string, 0),
	PARAM_OBJECT(struct new_mailbox, mailbox_plan, "MailboxPlan", 0,
		     .type_name = "MailboxPlanIdParameter"),
	PARAM_VALUE(struct new_mailbox, mailbox_region, "MailboxRegion", &type_string, 0),
	PARAM_STRINGS(struct new_mailbox, moderated_by, "ModeratedBy", 0,
		      .type_name = "MultiValuedProperty"),
	PARAM_VALUE(struct new_mailbox, moderation_enabled, "ModerationEnabled", &type_bool, 0),
	PARAM_VALUE(struct new_mailbox, primary_smtp_address, "PrimarySmtpAddress", &type_string, 0,
		    .type_name = "SmtpAddress"),
	PARAM_VALUE(struct new_mailbox, remote_power_shell_enabled, "RemotePowerShellEnabled",
		    &type_bool, 0),
	PARAM_VALUE(struct new_mailbox, reset_password_on_next_logon, "ResetPasswordOnNextLogon",
		    &type_bool, 0),
	PARAM_OBJECT(struct new_mailbox, role_assignment_policy, "RoleAssignmentPolicy", 0,
		     .type_name = "MailboxPolicyIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct new_mailbox *self = cmdlet_state(c);
	const char *type = self->shared      ? "SharedMailbox"
			   : self->room      ? "RoomMailbox"
			   : self->equipment ? "EquipmentMailbox"
			   : self->discovery ? "DiscoveryMailbox"
					     : "UserMailbox";
	const char *address = identity_text(self->microsoft_online_services_id);
	if (!address)
		address = identity_text(self->user_principal_name);
	enum status status =
		exchange_warn_unused(c, parameters, offsetof(struct new_mailbox, unused));
	return status != OK ? status
			    : recipient_create(c, &self->use, type, address, parameters,
					       &recipient_view_mailbox);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct new_mailbox *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"A mailbox for a user.",
	 "(New-Mailbox -Name 'Ann Beebe' -PrimarySmtpAddress ann@contoso.com).PrimarySmtpAddress",
	 "ann@contoso.com"},
	{"A mailbox that several people use.",
	 "(New-Mailbox -Shared -Name Info -PrimarySmtpAddress "
	 "info@contoso.com).RecipientTypeDetails",
	 "SharedMailbox"},
	{"Mailboxes for all rows of the migration's CSV file.",
	 "Import-Csv users.csv | ForEach-Object { New-Mailbox -Name $_.EmailAddress "
	 "-PrimarySmtpAddress $_.EmailAddress }",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_new_mailbox = {
	.verb = "New",
	.noun = "Mailbox",
	.parameters = parameters,
	.state_size = sizeof(struct new_mailbox),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.NewMailbox",
	.output = "Mailbox",
	.synopsis = "Makes a mailbox in the local organization.",
	.examples = examples,
};

/* Set-OrganizationConfig: changes settings of the organization as a whole. */
#include "cmdlets/exchange/organization.h"

struct set_organization_config {
	Value customer_lockbox_enabled, focused_inbox_on, oauth2_client_profile_enabled,
		is_agenda_mail_enabled, mail_tips_all_tips_enabled, read_tracking_enabled,
		audit_disabled, industry;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct set_organization_config, customer_lockbox_enabled,
		    "CustomerLockboxEnabled", &type_bool, 0),
	PARAM_VALUE(struct set_organization_config, focused_inbox_on, "FocusedInboxOn", &type_bool,
		    0),
	PARAM_VALUE(struct set_organization_config, oauth2_client_profile_enabled,
		    "OAuth2ClientProfileEnabled", &type_bool, 0),
	PARAM_VALUE(struct set_organization_config, is_agenda_mail_enabled, "IsAgendaMailEnabled",
		    &type_bool, 0),
	PARAM_VALUE(struct set_organization_config, mail_tips_all_tips_enabled,
		    "MailTipsAllTipsEnabled", &type_bool, 0),
	PARAM_VALUE(struct set_organization_config, read_tracking_enabled, "ReadTrackingEnabled",
		    &type_bool, 0),
	PARAM_VALUE(struct set_organization_config, audit_disabled, "AuditDisabled", &type_bool, 0),
	PARAM_VALUE(struct set_organization_config, industry, "Industry", &type_string, 0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct set_organization_config *self = cmdlet_state(c);
	bool go;
	enum status status =
		cmdlet_should_process(c, "organization", "Set-OrganizationConfig", &go);
	if (status == OK && go)
		status = migration_use_open(c, &self->use);
	return status != OK || !go ? status : organization_change(c, &self->use, parameters);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_organization_config *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Turns the focused inbox off.", "Set-OrganizationConfig -FocusedInboxOn $false", NULL},
	{"Turns auditing on.", "Set-OrganizationConfig -AuditDisabled $false", NULL},
	{0},
};

const struct cmdlet cmdlet_set_organizationconfig = {
	.verb = "Set",
	.noun = "OrganizationConfig",
	.parameters = parameters,
	.state_size = sizeof(struct set_organization_config),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.SetOrganizationConfig",
	.synopsis = "Changes settings of the organization.",
	.examples = examples,
};

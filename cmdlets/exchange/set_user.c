/* Set-User: changes the directory properties of a person. */
#include "cmdlets/exchange/recipient.h"

struct set_user {
	Value identity, city, company, country_or_region, department, display_name, first_name,
		last_name, manager, mobile_phone, name, office, phone, title, initials,
		user_principal_name, windows_email_address;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct set_user, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "UserIdParameter"),
	PARAM_VALUE(struct set_user, city, "City", &type_string, 0),
	PARAM_VALUE(struct set_user, company, "Company", &type_string, 0),
	PARAM_VALUE(struct set_user, country_or_region, "CountryOrRegion", &type_string, 0,
		    .type_name = "CountryInfo"),
	PARAM_VALUE(struct set_user, department, "Department", &type_string, 0),
	PARAM_VALUE(struct set_user, display_name, "DisplayName", &type_string, 0),
	PARAM_VALUE(struct set_user, first_name, "FirstName", &type_string, 0),
	PARAM_VALUE(struct set_user, last_name, "LastName", &type_string, 0),
	PARAM_OBJECT(struct set_user, manager, "Manager", 0, .type_name = "UserContactIdParameter"),
	PARAM_VALUE(struct set_user, mobile_phone, "MobilePhone", &type_string, 0),
	PARAM_VALUE(struct set_user, name, "Name", &type_string, 0),
	PARAM_VALUE(struct set_user, office, "Office", &type_string, 0),
	PARAM_VALUE(struct set_user, phone, "Phone", &type_string, 0),
	PARAM_VALUE(struct set_user, title, "Title", &type_string, 0),
	PARAM_VALUE(struct set_user, initials, "Initials", &type_string, 0),
	PARAM_VALUE(struct set_user, user_principal_name, "UserPrincipalName", &type_string, 0),
	PARAM_VALUE(struct set_user, windows_email_address, "WindowsEmailAddress", &type_string, 0,
		    .type_name = "SmtpAddress"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct set_user *self = cmdlet_state(c);
	return recipient_change(c, &self->use, self->identity, RECIPIENT_ANY, parameters);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Where somebody works.", "Set-User ann@contoso.com -Department Sales -Office 'Building 4'",
	 NULL},
	{"All users of an office move.",
	 "Get-User -Filter \"Office -eq 'Building 4'\" | Set-User -Office 'Building 7'", NULL},
	{0},
};

const struct cmdlet cmdlet_set_user = {
	.verb = "Set",
	.noun = "User",
	.parameters = parameters,
	.state_size = sizeof(struct set_user),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.SetUser",
	.synopsis = "Changes a user.",
	.examples = examples,
};

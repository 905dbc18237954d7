/* Get-OrganizationConfig: settings of the organization as a whole. */
#include "cmdlets/exchange/organization.h"

struct get_organization_config {
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct get_organization_config, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_organization_config *self = cmdlet_state(c);
	enum status status = migration_use_open(c, &self->use);
	return status != OK ? status : organization_write(c, &self->use);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_organization_config *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"The settings of the organization.", "Get-OrganizationConfig", NULL},
	{"Whether auditing is off.", "(Get-OrganizationConfig).AuditDisabled", "False"},
	{0},
};

const struct cmdlet cmdlet_get_organizationconfig = {
	.verb = "Get",
	.noun = "OrganizationConfig",
	.parameters = parameters,
	.state_size = sizeof(struct get_organization_config),
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetOrganizationConfig",
	.output = "OrganizationConfig",
	.synopsis = "Shows the settings of the organization.",
	.examples = examples,
};

/* Remove-MigrationEndpoint: takes an endpoint away that no batch uses. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct remove_migration_endpoint {
	Value identity, partition;
	const char *domain_controller;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct remove_migration_endpoint, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationEndpointIdParameter"),
	PARAM_STRING(struct remove_migration_endpoint, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct remove_migration_endpoint, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_migration_endpoint *self = cmdlet_state(c);
	return migration_change_named(c, self->identity, "Remove-MigrationEndpoint", &self->use,
				      migration_endpoint_remove);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct remove_migration_endpoint *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Asks first. The endpoint's batches have to be gone.",
	 "Remove-MigrationEndpoint IMAPEndpoint", NULL},
	{"Without a question.", "Remove-MigrationEndpoint IMAPEndpoint -Confirm:$false", NULL},
	{0},
};

const struct cmdlet cmdlet_remove_migration_endpoint = {
	.verb = "Remove",
	.noun = "MigrationEndpoint",
	.parameters = parameters,
	.state_size = sizeof(struct remove_migration_endpoint),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.RemoveMigrationEndpoint",
	.synopsis = "Removes a migration endpoint.",
	.examples = examples,
};

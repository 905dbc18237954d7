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
	struct error error = ERROR_INIT;
	const char *name;
	bool go;
	enum status status = migration_need_identity(c, self->identity, &name);
	if (status != OK || !name)
		return status;
	status = cmdlet_should_process(c, name, "Remove-MigrationEndpoint", &go);
	if (status != OK || !go)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	if (migration_endpoint_remove(self->use.migration, name, &error) != 0)
		return migration_write_error(c, &error, name);
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct remove_migration_endpoint *)cmdlet_state(c))->use);
}

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
};

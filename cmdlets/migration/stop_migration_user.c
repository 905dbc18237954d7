/* Stop-MigrationUser: stops a user; the rest of its batch goes on. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct stop_migration_user {
	Value identity, partition;
	const char *domain_controller;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct stop_migration_user, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationUserIdParameter"),
	PARAM_STRING(struct stop_migration_user, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct stop_migration_user, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct stop_migration_user *self = cmdlet_state(c);
	struct state_users list;
	struct error error = ERROR_INIT;
	const char *name;
	bool go;
	enum status status = migration_need_identity(c, self->identity, &name);
	if (status != OK || !name)
		return status;
	status = cmdlet_should_process(c, name, "Stop-MigrationUser", &go);
	if (status != OK || !go)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	if (migration_user_find(self->use.migration, &self->use.arena, name, &list, &error) != 0)
		return migration_write_error(c, &error, name);
	for (size_t i = 0; i < list.count; i++)
		if (migration_user_stop(self->use.migration, list.items[i].id, &error) != 0)
			return migration_write_error(c, &error, name);
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct stop_migration_user *)cmdlet_state(c))->use);
}

const struct cmdlet cmdlet_stop_migration_user = {
	.verb = "Stop",
	.noun = "MigrationUser",
	.parameters = parameters,
	.state_size = sizeof(struct stop_migration_user),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.StopMigrationUser",
	.synopsis = "Stops the migration of a user.",
};

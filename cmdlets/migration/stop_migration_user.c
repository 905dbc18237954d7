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
	return migration_change_users(c, self->identity, "Stop-MigrationUser", &self->use,
				      migration_user_stop);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct stop_migration_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Stops one user; the others of the batch go on.",
	 "Stop-MigrationUser ann@contoso.com -Confirm:$false", NULL},
	{"What would happen.", "Get-MigrationUser -Status Syncing | Stop-MigrationUser -WhatIf",
	 NULL},
	{0},
};

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
	.examples = examples,
};

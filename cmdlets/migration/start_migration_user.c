/* Start-MigrationUser: starts a user again that failed or was stopped. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct start_migration_user {
	Value identity, partition;
	const char *domain_controller;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct start_migration_user, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationUserIdParameter"),
	PARAM_STRING(struct start_migration_user, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct start_migration_user, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct start_migration_user *self = cmdlet_state(c);
	return migration_change_users(c, self->identity, "Start-MigrationUser", &self->use,
				      migration_user_start);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct start_migration_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Tries one user once more.", "Start-MigrationUser ann@contoso.com", NULL},
	{"Tries all that failed once more.",
	 "Get-MigrationUser -Status Failed | Start-MigrationUser", NULL},
	{0},
};

const struct cmdlet cmdlet_start_migration_user = {
	.verb = "Start",
	.noun = "MigrationUser",
	.parameters = parameters,
	.state_size = sizeof(struct start_migration_user),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.StartMigrationUser",
	.synopsis = "Starts the migration of a user.",
	.examples = examples,
};

/* Remove-MigrationUser: takes a user out of its batch. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct remove_migration_user {
	Value identity, partition;
	const char *domain_controller;
	bool force;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct remove_migration_user, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationUserIdParameter"),
	PARAM_STRING(struct remove_migration_user, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_SWITCH(struct remove_migration_user, force, "Force", PARAM_HIDDEN),
	PARAM_OBJECT(struct remove_migration_user, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_migration_user *self = cmdlet_state(c);
	return migration_change_users(c, self->identity, "Remove-MigrationUser", &self->use,
				      migration_user_remove);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct remove_migration_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Takes one user out of the batch; what was migrated stays.",
	 "Remove-MigrationUser ann@contoso.com", NULL},
	{"Those that failed, without a question.",
	 "Get-MigrationUser -Status Failed | Remove-MigrationUser -Confirm:$false", NULL},
	{0},
};

const struct cmdlet cmdlet_remove_migration_user = {
	.verb = "Remove",
	.noun = "MigrationUser",
	.parameters = parameters,
	.state_size = sizeof(struct remove_migration_user),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.RemoveMigrationUser",
	.synopsis = "Removes a user from its batch.",
	.examples = examples,
};

/* Remove-MigrationBatch: removes a batch; its report stays in the history. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct remove_migration_batch {
	Value identity, partition;
	const char *domain_controller;
	bool force;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct remove_migration_batch, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationBatchIdParameter"),
	PARAM_STRING(struct remove_migration_batch, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_SWITCH(struct remove_migration_batch, force, "Force", PARAM_HIDDEN),
	PARAM_OBJECT(struct remove_migration_batch, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_migration_batch *self = cmdlet_state(c);
	return migration_change_named(c, self->identity, "Remove-MigrationBatch", &self->use,
				      migration_batch_remove);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct remove_migration_batch *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Asks first; what was migrated stays.", "Remove-MigrationBatch Wave1", NULL},
	{"All batches that are through, without a question.",
	 "Get-MigrationBatch -Status Synced | Remove-MigrationBatch -Confirm:$false", NULL},
	{0},
};

const struct cmdlet cmdlet_remove_migration_batch = {
	.verb = "Remove",
	.noun = "MigrationBatch",
	.parameters = parameters,
	.state_size = sizeof(struct remove_migration_batch),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.RemoveMigrationBatch",
	.synopsis = "Removes a migration batch.",
	.examples = examples,
};

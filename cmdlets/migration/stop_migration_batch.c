/* Stop-MigrationBatch: stops a batch; Start-MigrationBatch goes on where it was. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct stop_migration_batch {
	Value identity, partition;
	const char *domain_controller;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct stop_migration_batch, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationBatchIdParameter"),
	PARAM_STRING(struct stop_migration_batch, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct stop_migration_batch, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct stop_migration_batch *self = cmdlet_state(c);
	return migration_change_named(c, self->identity, "Stop-MigrationBatch", &self->use,
				      migration_batch_stop);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct stop_migration_batch *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Asks first. The batch goes on where it was with Start-MigrationBatch.",
	 "Stop-MigrationBatch Wave1", NULL},
	{"All that are at work, without a question.",
	 "Get-MigrationBatch -Status Syncing | Stop-MigrationBatch -Confirm:$false", NULL},
	{0},
};

const struct cmdlet cmdlet_stop_migration_batch = {
	.verb = "Stop",
	.noun = "MigrationBatch",
	.parameters = parameters,
	.state_size = sizeof(struct stop_migration_batch),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.StopMigrationBatch",
	.synopsis = "Stops a migration batch.",
	.examples = examples,
};

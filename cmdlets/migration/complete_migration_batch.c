/* Complete-MigrationBatch: Exchange Online has no such step for IMAP, and says so. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct complete_migration_batch {
	Value identity, notification_emails, partition;
	bool complete_public_folder_migration_with_data_loss, sync_and_complete;
	const char *domain_controller;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct complete_migration_batch, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationBatchIdParameter"),
	PARAM_SWITCH(struct complete_migration_batch,
		     complete_public_folder_migration_with_data_loss,
		     "CompletePublicFolderMigrationWithDataLoss", PARAM_HIDDEN),
	PARAM_STRING(struct complete_migration_batch, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_STRINGS(struct complete_migration_batch, notification_emails, "NotificationEmails",
		      PARAM_HIDDEN, .type_name = "MultiValuedProperty"),
	PARAM_OBJECT(struct complete_migration_batch, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_SWITCH(struct complete_migration_batch, sync_and_complete, "SyncAndComplete", 0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct complete_migration_batch *self = cmdlet_state(c);
	struct error error = ERROR_INIT;
	struct state_batch row;
	const char *name;
	enum status status = migration_begin_change(c, self->identity, "Complete-MigrationBatch",
						    &self->use, &name);
	if (status != OK || !name)
		return status;
	if (migration_batch_get(self->use.migration, &self->use.arena, name, &row, &error) != 0)
		return migration_write_error(c, &error, name);
	return cmdlet_error_type(
		c,
		"Microsoft.Exchange.Management.Migration.MigrationBatchCannotBeCompletedException",
		"MigrationBatchCannotBeCompletedException", CATEGORY_INVALID_OPERATION,
		string_from(name),
		"The migration batch \"%s\" is an IMAP migration, which has no completion step. It "
		"is "
		"kept up to date while it is %s: run Set-MigrationBatch -Identity %s -SyncNow for "
		"a last "
		"pass, then Remove-MigrationBatch.",
		name, batch_status_names[BATCH_STATUS_SYNCED], name);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct complete_migration_batch *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Says why IMAP batches are not completed, and what to do instead.",
	 "Complete-MigrationBatch Wave1", NULL},
	{"What to do instead, when the users have moved.",
	 "Set-MigrationBatch Wave1 -SyncNow; Watch-MigrationBatch Wave1; Remove-MigrationBatch "
	 "Wave1",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_complete_migration_batch = {
	.verb = "Complete",
	.noun = "MigrationBatch",
	.parameters = parameters,
	.state_size = sizeof(struct complete_migration_batch),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.CompleteMigrationBatch",
	.synopsis = "Completes a migration batch; IMAP batches have no such step.",
	.examples = examples,
};

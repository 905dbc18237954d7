/* Start-MigrationBatch: starts a batch, goes on where it was stopped, or retries what failed. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

#include <time.h>

struct start_migration_batch {
	Value identity, partition;
	const char *domain_controller;
	bool validate;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct start_migration_batch, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationBatchIdParameter"),
	PARAM_STRING(struct start_migration_batch, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct start_migration_batch, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_SWITCH(struct start_migration_batch, validate, "Validate", PARAM_HIDDEN),
	PARAM_END,
};

/* A batch that is just being stopped (the line before in a script) is stopped in a moment: wait for it. */
#define STOPPING_SECONDS 60

static int wait_stopped(struct cmdlet_call *c, struct start_migration_batch *self, const char *name,
			struct error *error)
{
	struct state_batch row;
	for (int i = 0; i < STOPPING_SECONDS * 10 && !cmdlet_is_stopping(c); i++) {
		if (migration_batch_get(self->use.migration, &self->use.arena, name, &row, error) !=
		    0)
			return -1;
		if (row.status != BATCH_STATUS_STOPPING)
			return 0;
		blocking_sleep(100 * 1000 * 1000);
	}
	return 0;
}

static enum status process(struct cmdlet_call *c)
{
	struct start_migration_batch *self = cmdlet_state(c);
	struct error error = ERROR_INIT;
	const char *name;
	enum status status = migration_begin_change(c, self->identity, "Start-MigrationBatch",
						    &self->use, &name);
	if (status != OK || !name)
		return status;
	if (wait_stopped(c, self, name, &error) != 0 ||
	    migration_batch_start(self->use.migration, name, &error) != 0)
		return migration_write_error(c, &error, name);
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct start_migration_batch *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Starts a batch that was made without -AutoStart, or tries its failed users once more.",
	 "Start-MigrationBatch Wave1", NULL},
	{"Several batches.", "'Wave1', 'Wave2' | Start-MigrationBatch", NULL},
	{0},
};

const struct cmdlet cmdlet_start_migration_batch = {
	.verb = "Start",
	.noun = "MigrationBatch",
	.parameters = parameters,
	.state_size = sizeof(struct start_migration_batch),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.StartMigrationBatch",
	.synopsis = "Starts a migration batch, or retries its failed users.",
	.examples = examples,
};

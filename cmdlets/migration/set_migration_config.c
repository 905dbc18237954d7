/* Set-MigrationConfig: changes the limits of the organization. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct set_migration_config {
	const char *domain_controller;
	Value features, max_concurrent_migrations, partition;
	int32_t max_number_of_batches;
	struct migration_use use;
	Value max_message_size,
		max_items_per_mailbox; /* beyond Exchange: for other targets than Microsoft 365 */
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct set_migration_config, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct set_migration_config, features, "Features", PARAM_HIDDEN,
		     .type_name = "MigrationFeature"),
	PARAM_VALUE(struct set_migration_config, max_concurrent_migrations,
		    "MaxConcurrentMigrations", &type_unlimited, PARAM_HIDDEN),
	PARAM_INT(struct set_migration_config, max_number_of_batches, "MaxNumberOfBatches",
		  PARAM_HIDDEN),
	PARAM_OBJECT(struct set_migration_config, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct set_migration_config, max_message_size, "MaxMessageSize",
		    &type_byte_quantified_size, 0,
		    .help = "Larger messages are skipped: 35MB as documented, or another limit for "
			    "other targets."),
	PARAM_VALUE(
		struct set_migration_config, max_items_per_mailbox, "MaxItemsPerMailbox",
		&type_unlimited, 0,
		.help = "Further messages are skipped: 500000 as documented, or another limit."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct set_migration_config *self = cmdlet_state(c);
	struct migration_config change = {
		.max_batches = MIGRATION_UNCHANGED,
		.max_concurrent_migrations = MIGRATION_UNCHANGED,
		.max_message_bytes = MIGRATION_UNCHANGED,
		.max_items = MIGRATION_UNCHANGED,
	};
	struct error error = ERROR_INIT;
	bool go;
	enum status status =
		cmdlet_should_process(c, "migration configuration", "Set-MigrationConfig", &go);
	if (status != OK || !go)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	if (cmdlet_is_bound(c, "MaxNumberOfBatches"))
		change.max_batches = self->max_number_of_batches;
	if (cmdlet_is_bound(c, "MaxConcurrentMigrations"))
		change.max_concurrent_migrations = unlimited_value(self->max_concurrent_migrations);
	if (cmdlet_is_bound(c, "MaxMessageSize") &&
	    !value_as_bytes(self->max_message_size, &change.max_message_bytes))
		change.max_message_bytes = MIGRATION_UNCHANGED;
	if (cmdlet_is_bound(c, "MaxItemsPerMailbox"))
		change.max_items = unlimited_value(self->max_items_per_mailbox);
	if (migration_config_set(self->use.migration, &change, &error) != 0)
		return migration_write_error(c, &error, NULL);
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_migration_config *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"All endpoints together copy at most 20 users at once.",
	 "Set-MigrationConfig -MaxConcurrentMigrations 20", NULL},
	{"What would change.", "Set-MigrationConfig -MaxNumberOfBatches 50 -WhatIf", NULL},
	{0},
};

const struct cmdlet cmdlet_set_migration_config = {
	.verb = "Set",
	.noun = "MigrationConfig",
	.parameters = parameters,
	.state_size = sizeof(struct set_migration_config),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.SetMigrationConfig",
	.synopsis = "Changes the limits of migrations.",
	.examples = examples,
};

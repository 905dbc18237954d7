/* Get-MigrationConfig: the limits of the organization. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include "object/psobject.h"

struct get_migration_config {
	bool all_partitions, include_simplified_gmail_migration_data;
	const char *domain_controller;
	Value partition;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct get_migration_config, all_partitions, "AllPartitions", 0,
		     .set = "AllPartitions"),
	PARAM_STRING(struct get_migration_config, domain_controller, "DomainController",
		     PARAM_HIDDEN, .set = "Default", .type_name = "Fqdn"),
	PARAM_SWITCH(struct get_migration_config, include_simplified_gmail_migration_data,
		     "IncludeSimplifiedGmailMigrationData", 0),
	PARAM_OBJECT(struct get_migration_config, partition, "Partition", PARAM_HIDDEN,
		     .set = "Partition", .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_migration_config *self = cmdlet_state(c);
	static const char *const names[] = {
		"Identity",
		"MaxNumberOfBatches",
		"MaxConcurrentMigrations",
		"MaxMessageSize",
		"MaxItemsPerMailbox",
		"Features",
		"CanSubmitNewBatch",
		"HasBatches",
		"SupportsCutover",
		"EndpointCount",
		"IsValid",
		"ObjectState",
	};
	struct migration_config config;
	struct error error = ERROR_INIT;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	if (migration_config_get(self->use.migration, &config, &error) != 0)
		return migration_write_error(c, &error, NULL);
	const Value values[] = {
		string_empty(),
		unlimited_new(config.max_batches),
		unlimited_new(config.max_concurrent_migrations),
		byte_quantified_size_new(config.max_message_bytes),
		unlimited_new(config.max_items),
		string_from("MultiBatch, Endpoints"),
		value_bool(config.max_batches == STATE_UNLIMITED ||
			   config.batches < config.max_batches),
		value_bool(config.batches > 0),
		FALSE_VALUE,
		value_int((int32_t)config.endpoints),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	Value v = psobject_from_shape(shape_make(names, countof(names)), values);
	value_add_type_name(v, "MigrationConfig");
	return cmdlet_write(c, v);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_migration_config *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"The limits of the migration service.", "Get-MigrationConfig", NULL},
	{"How many batches there may be.", "\"$((Get-MigrationConfig).MaxNumberOfBatches)\"",
	 "100"},
	{0},
};

const struct cmdlet cmdlet_get_migration_config = {
	.verb = "Get",
	.noun = "MigrationConfig",
	.parameters = parameters,
	.state_size = sizeof(struct get_migration_config),
	.default_set = "Default",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.GetMigrationConfig",
	.output = "MigrationConfig",
	.synopsis = "Shows the limits of migrations.",
	.examples = examples,
};

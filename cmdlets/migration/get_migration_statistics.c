/* Get-MigrationStatistics: totals over all batches. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include "object/psobject.h"

struct get_migration_statistics {
	bool diagnostic;
	const char *diagnostic_argument, *diagnostic_info, *domain_controller;
	Value partition;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct get_migration_statistics, diagnostic, "Diagnostic", PARAM_HIDDEN),
	PARAM_STRING(struct get_migration_statistics, diagnostic_argument, "DiagnosticArgument",
		     PARAM_HIDDEN),
	PARAM_STRING(struct get_migration_statistics, diagnostic_info, "DiagnosticInfo", 0),
	PARAM_STRING(struct get_migration_statistics, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct get_migration_statistics, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_migration_statistics *self = cmdlet_state(c);
	static const char *const names[] = {
		"Identity",         "TotalCount",     "ActiveCount", "StoppedCount",
		"SyncedCount",      "FinalizedCount", "FailedCount", "PendingCount",
		"ProvisionedCount", "MigrationType",  "Diagnostics", "DiagnosticInfo",
		"IsValid",          "ObjectState",
	};
	struct state_batch_counts n;
	struct error error = ERROR_INIT;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	if (migration_statistics(self->use.migration, &n, &error) != 0)
		return migration_write_error(c, &error, NULL);
	int64_t pending = n.by_status[USER_STATUS_QUEUED] + n.by_status[USER_STATUS_VALIDATING];
	const Value values[] = {
		string_empty(),
		value_int((int32_t)n.total),
		value_int((int32_t)n.by_summary[USER_SUMMARY_ACTIVE]),
		value_int((int32_t)n.by_summary[USER_SUMMARY_STOPPED]),
		value_int((int32_t)n.by_summary[USER_SUMMARY_SYNCED]),
		value_int((int32_t)n.by_summary[USER_SUMMARY_COMPLETED]),
		value_int((int32_t)n.by_summary[USER_SUMMARY_FAILED]),
		value_int((int32_t)pending),
		value_int((int32_t)(n.total - pending)),
		enum_value(&type_migration_type, "IMAP"),
		array_new(0),
		string_empty(),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	Value v = psobject_from_shape(shape_make(names, countof(names)), values);
	value_add_type_name(v, "MigrationStatistics");
	return cmdlet_write(c, v);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_migration_statistics *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"All batches taken together.", "Get-MigrationStatistics | Format-List", NULL},
	{"How many users are in batches.", "(Get-MigrationStatistics).TotalCount", "0"},
	{0},
};

const struct cmdlet cmdlet_get_migration_statistics = {
	.verb = "Get",
	.noun = "MigrationStatistics",
	.parameters = parameters,
	.state_size = sizeof(struct get_migration_statistics),
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.GetMigrationStatistics",
	.output = "MigrationStatistics",
	.synopsis = "Shows totals over all migration batches.",
	.examples = examples,
};

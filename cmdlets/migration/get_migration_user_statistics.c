/* Get-MigrationUserStatistics: progress, errors, report and skipped items of a user. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include "object/psobject.h"

struct get_migration_user_statistics {
	Value identity, partition;
	bool diagnostic, include_copilot_report, include_report, include_skipped_items,
		skip_subscription;
	const char *diagnostic_argument, *diagnostic_info, *domain_controller;
	int32_t limit_skipped_items_to;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_migration_user_statistics, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationUserIdParameter"),
	PARAM_SWITCH(struct get_migration_user_statistics, diagnostic, "Diagnostic", PARAM_HIDDEN),
	PARAM_STRING(struct get_migration_user_statistics, diagnostic_argument,
		     "DiagnosticArgument", PARAM_HIDDEN),
	PARAM_STRING(struct get_migration_user_statistics, diagnostic_info, "DiagnosticInfo", 0),
	PARAM_STRING(struct get_migration_user_statistics, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_SWITCH(struct get_migration_user_statistics, include_copilot_report,
		     "IncludeCopilotReport", 0),
	PARAM_SWITCH(struct get_migration_user_statistics, include_report, "IncludeReport", 0),
	PARAM_SWITCH(struct get_migration_user_statistics, include_skipped_items,
		     "IncludeSkippedItems", 0),
	PARAM_INT(struct get_migration_user_statistics, limit_skipped_items_to,
		  "LimitSkippedItemsTo", 0, .range = "0,2147483647"),
	PARAM_OBJECT(struct get_migration_user_statistics, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_SWITCH(struct get_migration_user_statistics, skip_subscription, "SkipSubscription",
		     0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_migration_user_statistics *self = cmdlet_state(c);
	struct statistics_options options = {
		.report = self->include_report || self->diagnostic_info,
		.skipped_items = self->include_skipped_items,
		.skipped_limit = cmdlet_is_bound(c, "LimitSkippedItemsTo")
					 ? self->limit_skipped_items_to
					 : 0,
	};
	struct state_users list;
	struct error error = ERROR_INIT;
	const char *name;
	enum status status = migration_need_identity(c, self->identity, &name);
	if (status != OK || !name)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	const char *batch = migration_batch_of_user(self->identity);
	if (migration_user_find(self->use.migration, &self->use.arena, name, &list, &error) != 0)
		return migration_write_error(c, &error, name);
	for (size_t i = 0; i < list.count; i++) {
		Value row = migration_user_statistics_object(&self->use, &list.items[i], &options),
		      id;
		/* a piped user means that user, not one of the same address in another batch */
		if (batch && psobject_get(row, "BatchId", &id) &&
		    !name_equal(identity_text(id), batch))
			continue;
		status = cmdlet_write(c, row);
		if (status != OK)
			return status;
	}
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_migration_user_statistics *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"The log of one mailbox.",
	 "(Get-MigrationUserStatistics terrya@contoso.edu -IncludeReport).Report.Entries", NULL},
	{"What was skipped, and why.",
	 "(Get-MigrationUserStatistics ann@contoso.com).SkippedItems | Format-Table FolderName, "
	 "Subject, Failure",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_get_migration_user_statistics = {
	.verb = "Get",
	.noun = "MigrationUserStatistics",
	.parameters = parameters,
	.state_size = sizeof(struct get_migration_user_statistics),
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.GetMigrationUserStatistics",
	.output = "MigrationUserStatistics",
	.synopsis = "Shows the progress of migration users in detail.",
	.examples = examples,
};

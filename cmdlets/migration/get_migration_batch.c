/* Get-MigrationBatch: batches with their status and counts. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct get_migration_batch {
	Value identity, endpoint, partition, result_size;
	bool diagnostic, include_report, removed;
	const char *diagnostic_argument, *diagnostic_info, *domain_controller;
	int32_t status;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_migration_batch, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Identity",
		     .type_name = "MigrationBatchIdParameter"),
	PARAM_SWITCH(struct get_migration_batch, diagnostic, "Diagnostic", PARAM_HIDDEN,
		     .set = "Identity,BatchesByEndpoint"),
	PARAM_STRING(struct get_migration_batch, diagnostic_argument, "DiagnosticArgument",
		     PARAM_HIDDEN, .set = "Identity,BatchesByEndpoint"),
	PARAM_STRING(struct get_migration_batch, diagnostic_info, "DiagnosticInfo", 0,
		     .set = "Identity,BatchesByEndpoint,BatchesByStatus"),
	PARAM_STRING(struct get_migration_batch, domain_controller, "DomainController",
		     PARAM_HIDDEN, .set = "Identity,BatchesByEndpoint", .type_name = "Fqdn"),
	PARAM_OBJECT(struct get_migration_batch, endpoint, "Endpoint", 0,
		     .set = "BatchesByEndpoint", .type_name = "MigrationEndpointIdParameter"),
	PARAM_SWITCH(struct get_migration_batch, include_report, "IncludeReport", 0),
	PARAM_OBJECT(struct get_migration_batch, partition, "Partition", 0,
		     .set = "Identity,BatchesByEndpoint,BatchesByStatus",
		     .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct get_migration_batch, result_size, "ResultSize", &type_unlimited, 0,
		    .set = "Identity,BatchesByEndpoint,BatchesByStatus"),
	PARAM_ENUM(struct get_migration_batch, status, "Status", &type_migration_batch_status, 0,
		   .set = "Identity,BatchesByEndpoint,BatchesByStatus"),
	PARAM_SWITCH(struct get_migration_batch, removed, "Removed", 0,
		     .help = "Shows the history instead: batches that were removed."),
	PARAM_END,
};

static bool wanted(struct cmdlet_call *c, const struct get_migration_batch *self,
		   const struct state_batch *row)
{
	const char *endpoint = identity_text(self->endpoint);
	if (cmdlet_is_bound(c, "Status") && (int)row->status != self->status)
		return false;
	return !endpoint || (row->endpoint_name && name_equal(row->endpoint_name, endpoint));
}

static enum status write_all(struct cmdlet_call *c, struct get_migration_batch *self,
			     const char *pattern)
{
	struct state_batch_filter filter = {.status = -1, .removed = self->removed};
	struct state_batches list;
	struct error error = ERROR_INIT;
	int64_t limit = cmdlet_is_bound(c, "ResultSize") ? unlimited_value(self->result_size)
							 : 1000,
		written = 0;
	if (migration_batch_list(self->use.migration, &self->use.arena, &filter, &list, &error) !=
	    0)
		return migration_write_error(c, &error, NULL);
	for (size_t i = 0; i < list.count; i++) {
		if (!wanted(c, self, &list.items[i]) ||
		    (pattern && !wildcard_match(pattern, list.items[i].name, true)))
			continue;
		if (limit != UNLIMITED && written++ >= limit)
			return cmdlet_warning(
				c, "There are more results available than are currently displayed. "
				   "To view "
				   "them, increase the value for the ResultSize parameter.");
		enum status status =
			cmdlet_write(c, migration_batch_object(&self->use, &list.items[i],
							       self->include_report));
		if (status != OK)
			return status;
	}
	return OK;
}

/* A name that no endpoint has would find nothing, and look as if there were no batches: false, with an error written. */
static bool endpoint_is_known(struct cmdlet_call *c, struct get_migration_batch *self,
			      enum status *status_r)
{
	const char *endpoint = identity_text(self->endpoint);
	struct state_endpoint row;
	struct error error = ERROR_INIT;
	if (!endpoint || self->removed ||
	    migration_endpoint_get(self->use.migration, &self->use.arena, endpoint, &row, &error) ==
		    0)
		return true;
	*status_r = migration_write_error(c, &error, endpoint);
	return false;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_migration_batch *self = cmdlet_state(c);
	const char *name = identity_text(self->identity);
	struct state_batch row;
	struct error error = ERROR_INIT;
	enum status status = migration_warn_null_identity(c, self->identity, "batches");
	if (status == OK)
		status = migration_use_open(c, &self->use);
	if (status != OK || !endpoint_is_known(c, self, &status))
		return status;
	if (!name || self->removed || wildcard_has_special(name))
		return write_all(c, self, name);
	if (migration_batch_get(self->use.migration, &self->use.arena, name, &row, &error) != 0)
		return migration_write_error(c, &error, name);
	if (!wanted(c, self, &row))
		return OK;
	return cmdlet_write(c, migration_batch_object(&self->use, &row, self->include_report));
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_migration_batch *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"All of one batch.", "Get-MigrationBatch -Identity IMAPBatch1 | Format-List", NULL},
	{"What was migrated by batches that are gone.",
	 "Get-MigrationBatch -Removed | Format-Table Identity,CreationDateTime,TotalCount", NULL},
	{0},
};

const struct cmdlet cmdlet_get_migration_batch = {
	.verb = "Get",
	.noun = "MigrationBatch",
	.parameters = parameters,
	.state_size = sizeof(struct get_migration_batch),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.GetMigrationBatch",
	.output = "MigrationBatch",
	.synopsis = "Shows migration batches.",
	.examples = examples,
};

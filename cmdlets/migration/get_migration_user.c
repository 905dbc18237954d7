/* Get-MigrationUser: the mailboxes that are migrated. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct get_migration_user {
	Value identity, mailbox_guid, batch_id, email_address, partition, result_size;
	const char *domain_controller;
	bool include_associated_users;
	int32_t status, status_summary;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_migration_user, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Identity",
		     .type_name = "MigrationUserIdParameter"),
	PARAM_VALUE(struct get_migration_user, mailbox_guid, "MailboxGuid", &type_guid,
		    PARAM_MANDATORY, .set = "MailboxGuid"),
	PARAM_OBJECT(struct get_migration_user, batch_id, "BatchId", 0, .set = "StatusAndBatchId",
		     .type_name = "MigrationBatchIdParameter"),
	PARAM_STRING(struct get_migration_user, domain_controller, "DomainController", PARAM_HIDDEN,
		     .type_name = "Fqdn"),
	PARAM_OBJECT(struct get_migration_user, email_address, "EmailAddress", PARAM_MANDATORY,
		     .set = "EmailAddress", .type_name = "EmailAddress"),
	PARAM_SWITCH(struct get_migration_user, include_associated_users, "IncludeAssociatedUsers",
		     0),
	PARAM_OBJECT(struct get_migration_user, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct get_migration_user, result_size, "ResultSize", &type_unlimited, 0),
	PARAM_ENUM(struct get_migration_user, status, "Status", &type_migration_user_status, 0,
		   .set = "StatusAndBatchId"),
	PARAM_ENUM(struct get_migration_user, status_summary, "StatusSummary",
		   &type_migration_user_status_summary, 0, .set = "StatusAndBatchId"),
	PARAM_END,
};

static bool wanted(struct cmdlet_call *c, const struct get_migration_user *self,
		   const struct state_user *row)
{
	if (cmdlet_is_bound(c, "Status") && (int)row->status != self->status)
		return false;
	return !cmdlet_is_bound(c, "StatusSummary") ||
	       (int)user_status_summary(row->status) == self->status_summary;
}

static enum status write_list(struct cmdlet_call *c, struct get_migration_user *self,
			      const struct state_users *list, const char *pattern)
{
	int64_t limit = cmdlet_is_bound(c, "ResultSize") ? unlimited_value(self->result_size)
							 : 1000,
		written = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (!wanted(c, self, &list->items[i]) ||
		    (pattern && !wildcard_match(pattern, list->items[i].email, true)))
			continue;
		if (limit != UNLIMITED && written++ >= limit)
			return cmdlet_warning(
				c, "There are more results available than are currently displayed. "
				   "To view "
				   "them, increase the value for the ResultSize parameter.");
		enum status status =
			cmdlet_write(c, migration_user_object(&self->use, &list->items[i]));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status batch_filter(struct cmdlet_call *c, struct get_migration_user *self,
				struct state_user_filter *filter, bool *found)
{
	const char *batch = identity_text(self->batch_id);
	struct state_batch row;
	struct error error = ERROR_INIT;
	*found = true;
	if (!batch)
		return OK;
	if (migration_batch_get(self->use.migration, &self->use.arena, batch, &row, &error) != 0) {
		*found = false;
		return migration_write_error(c, &error, batch);
	}
	filter->batch_id = row.id;
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_migration_user *self = cmdlet_state(c);
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	struct state_users list;
	struct error error = ERROR_INIT;
	bool found;
	const char *name = identity_text(self->identity);
	enum status status = migration_warn_null_identity(c, self->identity, "users");
	if (status == OK)
		status = migration_use_open(c, &self->use);
	if (status == OK)
		status = batch_filter(c, self, &filter, &found);
	if (status != OK || !found)
		return status;
	if (!name)
		name = identity_text(self->email_address);
	if (cmdlet_is_bound(c, "MailboxGuid"))
		filter.mailbox_guid = string_data(value_to_string(self->mailbox_guid));
	if (name && !wildcard_has_special(name)) {
		if (migration_user_find(self->use.migration, &self->use.arena, name, &list,
					&error) != 0)
			return migration_write_error(c, &error, name);
		return write_list(c, self, &list, NULL);
	}
	if (migration_user_list(self->use.migration, &self->use.arena, &filter, &list, &error) != 0)
		return migration_write_error(c, &error, NULL);
	return write_list(c, self, &list, name);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_migration_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"The users of a batch.", "Get-MigrationUser -BatchId Wave1 -ResultSize Unlimited", NULL},
	{"A head count by status.",
	 "Get-MigrationUser -ResultSize Unlimited | Group-Object Status -NoElement", NULL},
	{"Those that failed, and why.",
	 "Get-MigrationUser -Status Failed | Format-List Identity, ErrorSummary", NULL},
	{0},
};

const struct cmdlet cmdlet_get_migration_user = {
	.verb = "Get",
	.noun = "MigrationUser",
	.parameters = parameters,
	.state_size = sizeof(struct get_migration_user),
	.default_set = "StatusAndBatchId",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.GetMigrationUser",
	.output = "MigrationUser",
	.synopsis = "Shows the users of migration batches.",
	.examples = examples,
};

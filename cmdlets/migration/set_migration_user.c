/* Set-MigrationUser: changes the times of a user, or syncs it now. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct set_migration_user {
	Value identity, bad_item_limit, complete_after, large_item_limit, partition, start_after;
	bool approve_skipped_items, sync_now;
	const char *domain_controller;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct set_migration_user, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationUserIdParameter"),
	PARAM_SWITCH(struct set_migration_user, approve_skipped_items, "ApproveSkippedItems", 0),
	PARAM_VALUE(struct set_migration_user, bad_item_limit, "BadItemLimit", &type_unlimited,
		    PARAM_HIDDEN, .deprecated = MIGRATION_DEPRECATED("BadItemLimit")),
	PARAM_VALUE(struct set_migration_user, complete_after, "CompleteAfter", &type_datetime, 0),
	PARAM_STRING(struct set_migration_user, domain_controller, "DomainController", PARAM_HIDDEN,
		     .type_name = "Fqdn"),
	PARAM_VALUE(struct set_migration_user, large_item_limit, "LargeItemLimit", &type_unlimited,
		    PARAM_HIDDEN, .deprecated = MIGRATION_DEPRECATED("LargeItemLimit")),
	PARAM_OBJECT(struct set_migration_user, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct set_migration_user, start_after, "StartAfter", &type_datetime, 0),
	PARAM_SWITCH(struct set_migration_user, sync_now, "SyncNow", 0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct set_migration_user *self = cmdlet_state(c);
	struct migration_user_change change = {MIGRATION_UNCHANGED, MIGRATION_UNCHANGED,
					       self->sync_now, self->approve_skipped_items};
	struct state_users list;
	struct error error = ERROR_INIT;
	const char *name;
	enum status status =
		migration_begin_change(c, self->identity, "Set-MigrationUser", &self->use, &name);
	if (status != OK || !name)
		return status;
	if (cmdlet_is_bound(c, "StartAfter"))
		change.start_after = migration_milliseconds(self->start_after);
	if (cmdlet_is_bound(c, "CompleteAfter"))
		change.complete_after = migration_milliseconds(self->complete_after);
	if (migration_user_find(self->use.migration, &self->use.arena, name, &list, &error) != 0)
		return migration_write_error(c, &error, name);
	for (size_t i = 0; i < list.count; i++)
		if (migration_user_set(self->use.migration, list.items[i].id, &change, &error) != 0)
			return migration_write_error(c, &error, name);
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_migration_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Fetches one user's new mail now.", "Set-MigrationUser ann@contoso.com -SyncNow", NULL},
	{"Agrees to leave behind what was skipped.",
	 "Set-MigrationUser ann@contoso.com -ApproveSkippedItems", NULL},
	{0},
};

const struct cmdlet cmdlet_set_migration_user = {
	.verb = "Set",
	.noun = "MigrationUser",
	.parameters = parameters,
	.state_size = sizeof(struct set_migration_user),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.SetMigrationUser",
	.synopsis = "Changes a migration user.",
	.examples = examples,
};

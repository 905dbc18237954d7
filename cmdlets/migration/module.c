/* The migration cmdlets of Exchange Online. */
#include "cmdlet.h"
#include "cmdlets/exchange/exchange_types.h"

extern const struct cmdlet cmdlet_complete_migration_batch, cmdlet_get_migration_batch,
	cmdlet_get_migration_config, cmdlet_get_migration_endpoint, cmdlet_get_migration_statistics,
	cmdlet_get_migration_user, cmdlet_get_migration_user_statistics, cmdlet_new_migration_batch,
	cmdlet_new_migration_endpoint, cmdlet_remove_migration_batch,
	cmdlet_remove_migration_endpoint, cmdlet_remove_migration_user, cmdlet_set_migration_batch,
	cmdlet_set_migration_config, cmdlet_set_migration_endpoint, cmdlet_set_migration_user,
	cmdlet_start_migration_batch, cmdlet_start_migration_user, cmdlet_stop_migration_batch,
	cmdlet_stop_migration_user, cmdlet_test_migration_server_availability;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_complete_migration_batch,
	&cmdlet_get_migration_batch,
	&cmdlet_get_migration_config,
	&cmdlet_get_migration_endpoint,
	&cmdlet_get_migration_statistics,
	&cmdlet_get_migration_user,
	&cmdlet_get_migration_user_statistics,
	&cmdlet_new_migration_batch,
	&cmdlet_new_migration_endpoint,
	&cmdlet_remove_migration_batch,
	&cmdlet_remove_migration_endpoint,
	&cmdlet_remove_migration_user,
	&cmdlet_set_migration_batch,
	&cmdlet_set_migration_config,
	&cmdlet_set_migration_endpoint,
	&cmdlet_set_migration_user,
	&cmdlet_start_migration_batch,
	&cmdlet_start_migration_user,
	&cmdlet_stop_migration_batch,
	&cmdlet_stop_migration_user,
	&cmdlet_test_migration_server_availability,
	NULL,
};

const struct module module_migration = {
	.name = "ExchangeOnlineManagement",
	.version = "3.7.0",
	.cmdlets = cmdlets,
	.types = exchange_types,
};

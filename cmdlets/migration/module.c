/* The migration cmdlets of Exchange Online. */
#include "cmdlet.h"
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_completion.h"
#include "cmdlets/migration/migration_report.h"
#include "cmdlets/migration/parameter_help.h"

extern const struct cmdlet cmdlet_export_migration_report, cmdlet_complete_migration_batch,
	cmdlet_get_migration_batch, cmdlet_get_migration_config, cmdlet_get_migration_endpoint,
	cmdlet_get_migration_statistics, cmdlet_get_migration_user,
	cmdlet_get_migration_user_statistics, cmdlet_new_migration_batch,
	cmdlet_new_migration_endpoint, cmdlet_remove_migration_batch,
	cmdlet_remove_migration_endpoint, cmdlet_remove_migration_user, cmdlet_set_migration_batch,
	cmdlet_set_migration_config, cmdlet_set_migration_endpoint, cmdlet_set_migration_user,
	cmdlet_start_migration_batch, cmdlet_start_migration_user, cmdlet_stop_migration_batch,
	cmdlet_stop_migration_user, cmdlet_test_migration_server_availability,
	cmdlet_test_migration_user, cmdlet_watch_migration_batch;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_complete_migration_batch,
	&cmdlet_export_migration_report,
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
	&cmdlet_test_migration_user,
	&cmdlet_watch_migration_batch,
	NULL,
};

/* Scripts on the web call them, Exchange never had them. */
static const struct module_alias mistakes[] = {
	{"Resume-MigrationUser", "Start-MigrationUser"},
	{"Suspend-MigrationUser", "Stop-MigrationUser"},
	{"Approve-MigrationUser", "Set-MigrationUser"},
	{"Resume-MigrationBatch", "Start-MigrationBatch"},
	{"Suspend-MigrationBatch", "Stop-MigrationBatch"},
	{"Get-MigrationReport", "Get-MigrationUserStatistics"},
	{"New-SyncRequest", "New-MigrationBatch"},
	{"Get-SyncRequest", "Get-MigrationUser"},
	{"Set-SyncRequest", "Set-MigrationUser"},
	{"Remove-SyncRequest", "Remove-MigrationUser"},
	{"Suspend-SyncRequest", "Stop-MigrationUser"},
	{"Resume-SyncRequest", "Start-MigrationUser"},
	{"Get-SyncRequestStatistics", "Get-MigrationUserStatistics"},
	{NULL, NULL},
};

static const struct type *const migration_types[] = {&type_migration_report, NULL};

const struct module module_migration = {
	.name = "ExchangeOnlineManagement",
	.help = migration_parameter_help,
	.version = "3.7.0",
	.cmdlets = cmdlets,
	.types = migration_types,
	.mistakes = mistakes,
	.completions = migration_completions,
	.samples = migration_samples,
};

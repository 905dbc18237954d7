#include "transport/migration_status.h"

#include <strings.h>

const char *const batch_status_names[BATCH_STATUS_COUNT] = {
	[BATCH_STATUS_CREATED] = "Created",
	[BATCH_STATUS_SYNCING] = "Syncing",
	[BATCH_STATUS_STOPPING] = "Stopping",
	[BATCH_STATUS_STOPPED] = "Stopped",
	[BATCH_STATUS_COMPLETED] = "Completed",
	[BATCH_STATUS_FAILED] = "Failed",
	[BATCH_STATUS_REMOVING] = "Removing",
	[BATCH_STATUS_SYNCED] = "Synced",
	[BATCH_STATUS_INCREMENTAL_SYNCING] = "IncrementalSyncing",
	[BATCH_STATUS_COMPLETING] = "Completing",
	[BATCH_STATUS_COMPLETED_WITH_ERRORS] = "CompletedWithErrors",
	[BATCH_STATUS_SYNCED_WITH_ERRORS] = "SyncedWithErrors",
	[BATCH_STATUS_CORRUPTED] = "Corrupted",
	[BATCH_STATUS_WAITING] = "Waiting",
	[BATCH_STATUS_STARTING] = "Starting",
};

const char *const user_status_names[USER_STATUS_COUNT] = {
	[USER_STATUS_QUEUED] = "Queued",
	[USER_STATUS_SYNCING] = "Syncing",
	[USER_STATUS_FAILED] = "Failed",
	[USER_STATUS_SYNCED] = "Synced",
	[USER_STATUS_INCREMENTAL_FAILED] = "IncrementalFailed",
	[USER_STATUS_COMPLETING] = "Completing",
	[USER_STATUS_COMPLETED] = "Completed",
	[USER_STATUS_COMPLETION_FAILED] = "CompletionFailed",
	[USER_STATUS_CORRUPTED] = "Corrupted",
	[USER_STATUS_PROVISIONING] = "Provisioning",
	[USER_STATUS_PROVISION_UPDATING] = "ProvisionUpdating",
	[USER_STATUS_COMPLETION_SYNCED] = "CompletionSynced",
	[USER_STATUS_VALIDATING] = "Validating",
	[USER_STATUS_INCREMENTAL_SYNCING] = "IncrementalSyncing",
	[USER_STATUS_INCREMENTAL_SYNCED] = "IncrementalSynced",
	[USER_STATUS_COMPLETED_WITH_WARNINGS] = "CompletedWithWarnings",
	[USER_STATUS_STOPPED] = "Stopped",
	[USER_STATUS_INCREMENTAL_STOPPED] = "IncrementalStopped",
	[USER_STATUS_STARTING] = "Starting",
	[USER_STATUS_STOPPING] = "Stopping",
	[USER_STATUS_REMOVING] = "Removing",
};

const char *const user_summary_names[USER_SUMMARY_COUNT] = {
	[USER_SUMMARY_ACTIVE] = "Active",   [USER_SUMMARY_FAILED] = "Failed",
	[USER_SUMMARY_SYNCED] = "Synced",   [USER_SUMMARY_COMPLETED] = "Completed",
	[USER_SUMMARY_STOPPED] = "Stopped",
};

int status_find(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcasecmp(names[i], name))
			return (int)i;
	return -1;
}

enum user_status_summary user_status_summary(enum user_status status)
{
	switch (status) {
	case USER_STATUS_FAILED:
	case USER_STATUS_INCREMENTAL_FAILED:
	case USER_STATUS_COMPLETION_FAILED:
	case USER_STATUS_CORRUPTED:
		return USER_SUMMARY_FAILED;
	case USER_STATUS_SYNCED:
	case USER_STATUS_INCREMENTAL_SYNCED:
	case USER_STATUS_COMPLETION_SYNCED:
		return USER_SUMMARY_SYNCED;
	case USER_STATUS_COMPLETED:
	case USER_STATUS_COMPLETED_WITH_WARNINGS:
		return USER_SUMMARY_COMPLETED;
	case USER_STATUS_STOPPED:
	case USER_STATUS_INCREMENTAL_STOPPED:
		return USER_SUMMARY_STOPPED;
	default:
		return USER_SUMMARY_ACTIVE;
	}
}

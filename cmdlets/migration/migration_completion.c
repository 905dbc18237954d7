/* What the prompt offers: names of endpoints, batches and users, and the properties of what the cmdlets write. */
#include "cmdlets/migration/migration_completion.h"

#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/string.h"
#include "object/timezone.h"

#include <string.h>

/* ---- names ---- */

static Value endpoint_names(struct session *s UNUSED)
{
	struct migration_use use;
	struct state_endpoints list = {0};
	struct error error = ERROR_INIT;
	Value names = list_new();
	if (!migration_use_try(&use))
		return NULL_VALUE;
	if (migration_endpoint_list(use.migration, &use.arena, &list, &error) != 0)
		list.count = 0;
	for (size_t i = 0; i < list.count; i++)
		list_add(value_as_list(names), string_from(list.items[i].name));
	error_clear(&error);
	migration_use_close(&use);
	return names;
}

static Value batch_names_of(bool removed)
{
	struct migration_use use;
	struct state_batches list = {0};
	struct error error = ERROR_INIT;
	struct state_batch_filter filter = {.status = -1, .removed = removed};
	Value names = list_new();
	if (!migration_use_try(&use))
		return NULL_VALUE;
	if (migration_batch_list(use.migration, &use.arena, &filter, &list, &error) != 0)
		list.count = 0;
	for (size_t i = 0; i < list.count; i++)
		list_add(value_as_list(names), string_from(list.items[i].name));
	error_clear(&error);
	migration_use_close(&use);
	return names;
}

static Value batch_names(struct session *s UNUSED)
{
	return batch_names_of(false);
}

static Value user_names(struct session *s UNUSED)
{
	struct migration_use use;
	struct state_users list = {0};
	struct error error = ERROR_INIT;
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	Value names = list_new();
	if (!migration_use_try(&use))
		return NULL_VALUE;
	if (migration_user_list(use.migration, &use.arena, &filter, &list, &error) != 0)
		list.count = 0;
	for (size_t i = 0; i < list.count; i++)
		list_add(value_as_list(names), string_from(list.items[i].email));
	error_clear(&error);
	migration_use_close(&use);
	return names;
}

static bool list_contains_text(const struct list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(string_data(list->items[i]), text))
			return true;
	return false;
}

static void add_zone(const char *id, void *context)
{
	list_add(context, string_from(id));
	const char *windows = timezone_windows_name(id);
	if (windows && !list_contains_text(context, windows))
		list_add(context, string_from(windows));
}

/* As administrators write them: Windows' names beside those of the system. */
static Value time_zones(struct session *s UNUSED)
{
	Value names = list_new();
	timezone_each(add_zone, value_as_list(names));
	return names;
}

const struct completion_source migration_completions[] = {
	{"*-MigrationEndpoint", "Identity", endpoint_names},
	{"*-MigrationBatch", "Identity", batch_names},
	{"Export-MigrationReport", "Identity", batch_names},
	{"*-MigrationUser", "Identity", user_names},
	{"Get-MigrationUserStatistics", "Identity", user_names},
	{"*", "SourceEndpoint", endpoint_names},
	{"*", "TargetEndpoint", endpoint_names},
	{"Test-MigrationServerAvailability", "Endpoint", endpoint_names},
	{"Get-MigrationBatch", "Endpoint", endpoint_names},
	{"*-Migration*", "BatchId", batch_names},
	{"New-MigrationBatch", "UserIds", user_names},
	{"New-MigrationBatch", "TimeZone", time_zones},
	{NULL, NULL, NULL},
};

/* ---- objects of rows that hold nothing ---- */

static Value endpoint_sample(void)
{
	const struct state_endpoint row = {.name = "", .host = ""};
	return migration_endpoint_object(NULL, &row);
}

static Value batch_sample(void)
{
	struct migration_use use;
	const struct state_batch row = {.name = ""};
	if (!migration_use_try(&use))
		return UNSET_VALUE;
	Value sample = migration_batch_object(&use, &row, false);
	migration_use_close(&use);
	return sample;
}

static Value user_sample(void)
{
	struct migration_use use;
	const struct state_user row = {.email = ""};
	if (!migration_use_try(&use))
		return UNSET_VALUE;
	Value sample = migration_user_object(&use, &row);
	migration_use_close(&use);
	return sample;
}

static Value statistics_sample(void)
{
	struct migration_use use;
	const struct state_user row = {.email = ""};
	const struct statistics_options options = {0};
	if (!migration_use_try(&use))
		return UNSET_VALUE;
	Value sample = migration_user_statistics_object(&use, &row, &options);
	migration_use_close(&use);
	return sample;
}

const struct object_sample migration_samples[] = {
	{"MigrationEndpoint", endpoint_sample},
	{"MigrationBatch", batch_sample},
	{"MigrationUser", user_sample},
	{"MigrationUserStatistics", statistics_sample},
	{NULL, NULL},
};

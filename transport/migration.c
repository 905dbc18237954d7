#include "transport/migration.h"
#include "base/xmalloc.h"
#include "transport/control.h"
#include "transport/migration_private.h"
#include "transport/service_start.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ATTEND_INTERVAL_MS 2000
#define MAX_NAME_LENGTH 64
/* As Exchange Online has it. */
#define MAX_BATCHES 100
#define MAX_MESSAGE_BYTES (35 * INT64_C(1024) * 1024)
#define MAX_ITEMS 500000

int migration_store_failed(struct error *error)
{
	if (error)
		error->code = MIGRATION_ERROR_STORE;
	return -1;
}

int migration_begin(struct migration *migration, struct error *error)
{
	return state_begin(migration->state, error) < 0 ? migration_store_failed(error) : 0;
}

int migration_end(struct migration *migration, int result, struct error *error)
{
	if (result < 0) {
		state_rollback(migration->state);
		return -1;
	}
	if (state_commit(migration->state, true, error) < 0)
		return migration_store_failed(error);
	return result;
}

int migration_wake(struct error *error)
{
	if (service_wake(error) < 0) {
		if (error)
			error->code = MIGRATION_ERROR_SERVICE;
		return -1;
	}
	return 0;
}

void migration_attend(struct migration *migration)
{
	int64_t now = state_now();
	bool work = false;
	if (now - migration->attended_at < ATTEND_INTERVAL_MS && now >= migration->attended_at)
		return;
	migration->attended_at = now;
	/* Who only reads gets what is there, whether or not the service can be started. */
	if (state_has_work(migration->state, &work, NULL) == 0 && work &&
	    control_ask("STATUS", NULL, NULL) == 0 && service_wake(NULL) < 0)
		return;
}

int migration_check_name(const char *what, const char *name, struct error *error)
{
	size_t length = 0;
	for (const char *p = name ? name : ""; *p; p++)
		length += (*p & 0xc0) != 0x80;
	if (!length || strspn(name, " \t") == strlen(name))
		return error_set(error, MIGRATION_ERROR_ARGUMENT, "The %s must have a name.", what);
	for (const char *p = name; *p; p++)
		if (iscntrl((unsigned char)*p))
			return error_set(error, MIGRATION_ERROR_ARGUMENT,
					 "The name of a %s can't have line breaks, tabs or other "
					 "control characters.",
					 what);
	if (length > MAX_NAME_LENGTH)
		return error_set(
			error, MIGRATION_ERROR_ARGUMENT,
			"The name of a %s can have at most %d characters; this one has %zu.", what,
			MAX_NAME_LENGTH, length);
	return 0;
}

struct migration *migration_open(struct error *error)
{
	struct state *state = state_open_home(error);
	if (!state) {
		migration_store_failed(error);
		return NULL;
	}
	struct migration *migration = xcalloc(1, sizeof(*migration));
	migration->state = state;
	migration_attend(migration);
	return migration;
}

void migration_close(struct migration **migration)
{
	if (!*migration)
		return;
	state_close(&(*migration)->state);
	free(*migration);
	*migration = NULL;
}

struct state *migration_state(struct migration *migration)
{
	return migration->state;
}

/* The settings behind struct migration_config. */
static const struct {
	const char *name;
	size_t offset;
	int64_t fallback;
} limits[] = {
	{"limits.batches", offsetof(struct migration_config, max_batches), MAX_BATCHES},
	{"limits.migrations", offsetof(struct migration_config, max_concurrent_migrations),
	 STATE_UNLIMITED},
	{"limits.message_bytes", offsetof(struct migration_config, max_message_bytes),
	 MAX_MESSAGE_BYTES},
	{"limits.items", offsetof(struct migration_config, max_items), MAX_ITEMS},
};

int migration_config_get(struct migration *migration, struct migration_config *config_r,
			 struct error *error)
{
	struct arena arena;
	struct state_endpoints endpoints;
	struct state_batches batches;
	struct state_batch_filter filter = {.status = -1};
	arena_init(&arena);
	int result = state_endpoint_list(migration->state, &arena, &endpoints, error);
	if (result == 0)
		result = state_batch_list(migration->state, &arena, &filter, &batches, error);
	if (result == 0) {
		config_r->endpoints = (int64_t)endpoints.count;
		config_r->batches = (int64_t)batches.count;
		for (size_t i = 0; i < countof(limits); i++)
			*(int64_t *)((char *)config_r + limits[i].offset) = state_setting_number(
				migration->state, limits[i].name, limits[i].fallback);
	}
	arena_clear(&arena);
	return result < 0 ? migration_store_failed(error) : 0;
}

int migration_config_set(struct migration *migration, const struct migration_config *change,
			 struct error *error)
{
	if (migration_begin(migration, error) < 0)
		return -1;
	int result = 0;
	for (size_t i = 0; i < countof(limits) && result == 0; i++) {
		int64_t value = *(const int64_t *)((const char *)change + limits[i].offset);
		if (value == MIGRATION_UNCHANGED)
			continue;
		char text[32];
		snprintf(text, sizeof(text), "%lld", (long long)value);
		result = state_setting_put(migration->state, limits[i].name, text, error);
	}
	if (result < 0)
		migration_store_failed(error);
	if (migration_end(migration, result, error) < 0)
		return -1;
	migration->attended_at = 0;
	migration_attend(migration);
	return 0;
}

int migration_statistics(struct migration *migration, struct state_batch_counts *counts_r,
			 struct error *error)
{
	struct arena arena;
	struct state_batches batches;
	struct state_batch_filter filter = {.status = -1};
	memset(counts_r, 0, sizeof(*counts_r));
	arena_init(&arena);
	int result = state_batch_list(migration->state, &arena, &filter, &batches, error);
	for (size_t i = 0; result == 0 && i < batches.count; i++) {
		struct state_batch_counts counts;
		result = state_batch_count(migration->state, batches.items[i].id, &counts, error);
		if (result < 0)
			break;
		counts_r->total += counts.total;
		counts_r->warnings += counts.warnings;
		for (size_t j = 0; j < USER_STATUS_COUNT; j++)
			counts_r->by_status[j] += counts.by_status[j];
		for (size_t j = 0; j < USER_SUMMARY_COUNT; j++)
			counts_r->by_summary[j] += counts.by_summary[j];
	}
	arena_clear(&arena);
	return result < 0 ? migration_store_failed(error) : 0;
}

int migration_service_running(void)
{
	return control_ask("STATUS", NULL, NULL) == 1;
}

int migration_service_stop(struct error *error)
{
	if (service_stop(error) < 0) {
		if (error)
			error->code = MIGRATION_ERROR_SERVICE;
		return -1;
	}
	return 0;
}

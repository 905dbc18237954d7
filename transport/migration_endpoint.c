#include "transport/migration_private.h"
#include "transport/server_probe.h"

#include <ctype.h>
#include <string.h>

#define DEFAULT_PORT_SSL 993
#define DEFAULT_PORT 143
#define TEST_TIMEOUT_SECONDS 15

static const char *const authentication_names[] = {
	[ENDPOINT_AUTHENTICATION_BASIC] = "Basic",
	[ENDPOINT_AUTHENTICATION_NTLM] = "Ntlm",
};

static int not_found(const char *name, struct error *error)
{
	return error_set(error, MIGRATION_ERROR_ENDPOINT_NOT_FOUND,
			 "The migration endpoint '%s' couldn't be found.", name);
}

static int check(const struct state_endpoint *row, struct error *error)
{
	if (!row->host || !*row->host)
		return error_set(error, MIGRATION_ERROR_ARGUMENT,
				 "The endpoint must have a remote server.");
	for (const char *p = row->host; *p; p++)
		if (isspace((unsigned char)*p) || iscntrl((unsigned char)*p) || strchr("/@?#", *p))
			return error_set(error, MIGRATION_ERROR_ARGUMENT,
					 "'%s' isn't the name of a server.", row->host);
	if (row->port < 1 || row->port > 65535)
		return error_set(error, MIGRATION_ERROR_ARGUMENT,
				 "The port must be between 1 and 65535; it is %d.", row->port);
	if (row->security < ENDPOINT_SECURITY_NONE || row->security > ENDPOINT_SECURITY_TLS)
		return error_set(error, MIGRATION_ERROR_ARGUMENT,
				 "The security of an endpoint is None, Ssl or Tls.");
	const int64_t limits[] = {row->max_migrations, row->max_incremental_syncs};
	for (size_t i = 0; i < countof(limits); i++)
		if (limits[i] < 1 && limits[i] != STATE_UNLIMITED)
			return error_set(
				error, MIGRATION_ERROR_ARGUMENT,
				"The number of concurrent migrations must be at least 1 or "
				"Unlimited; it is %lld.",
				(long long)limits[i]);
	return 0;
}

int migration_endpoint_test(const struct state_endpoint *row, struct server_probe *probe_r,
			    struct error *error)
{
	struct endpoint endpoint = {
		.host = row->host,
		.port = (unsigned)row->port,
		.security = (enum endpoint_security)row->security,
		.accept_untrusted = row->accept_untrusted,
		.timeout_seconds = TEST_TIMEOUT_SECONDS,
	};
	return server_probe(&endpoint, NULL, probe_r, error);
}

static int verify_server(const struct state_endpoint *row, struct error *error)
{
	struct server_probe probe = {NULL, NULL, NULL, NULL};
	int result = migration_endpoint_test(row, &probe, error);
	server_probe_clear(&probe);
	if (result == 0)
		return 0;
	error_prefix(error, "The connection to the server '%s' could not be completed", row->host);
	if (error)
		error->code = MIGRATION_ERROR_CONNECTION;
	return -1;
}

static int already_exists(const char *name, struct error *error)
{
	return error_set(error, MIGRATION_ERROR_ENDPOINT_EXISTS,
			 "The migration endpoint '%s' already exists.", name);
}

static int insert(struct migration *migration, struct state_endpoint *row, struct error *error)
{
	struct error cause = ERROR_INIT;
	if (state_endpoint_insert(migration->state, row, &cause) == 0)
		return 0;
	if (cause.code == STATE_ERROR_EXISTS)
		already_exists(row->name, error);
	else
		error_set(error, MIGRATION_ERROR_STORE, "%s", cause.message);
	error_clear(&cause);
	return -1;
}

int migration_endpoint_new(struct migration *migration, struct arena *arena, const char *name,
			   const struct migration_endpoint *settings, bool verify,
			   struct state_endpoint *row_r, struct error *error)
{
	char guid[STATE_GUID_SIZE];
	int64_t now = state_now();
	bool ssl = settings->security == ENDPOINT_SECURITY_SSL;
	state_guid(guid);
	struct state_endpoint row = {
		.guid = guid,
		.name = name,
		.type = "IMAP",
		.host = settings->host,
		.port = settings->port ? settings->port
			: ssl          ? DEFAULT_PORT_SSL
				       : DEFAULT_PORT,
		.security = settings->security,
		.authentication = authentication_names[settings->authentication],
		.accept_untrusted = settings->accept_untrusted > 0,
		.max_migrations = settings->max_migrations,
		.max_incremental_syncs = settings->max_incremental_syncs,
		.created_at = now,
		.changed_at = now,
	};
	if (migration_check_name("migration endpoint", name, error) < 0 || check(&row, error) < 0)
		return -1;
	/* Before the test, which may take its time; the insert below is what decides. */
	int found = state_endpoint_get(migration->state, arena, name, row_r, error);
	if (found < 0)
		return migration_store_failed(error);
	if (found)
		return already_exists(name, error);
	if (verify && verify_server(&row, error) < 0)
		return -1;
	if (migration_begin(migration, error) < 0)
		return -1;
	if (migration_end(migration, insert(migration, &row, error), error) < 0)
		return -1;
	return migration_endpoint_get(migration, arena, name, row_r, error);
}

int migration_endpoint_get(struct migration *migration, struct arena *arena, const char *name,
			   struct state_endpoint *row_r, struct error *error)
{
	int found = state_endpoint_get(migration->state, arena, name, row_r, error);
	if (found < 0)
		return migration_store_failed(error);
	return found ? 0 : not_found(name, error);
}

int migration_endpoint_list(struct migration *migration, struct arena *arena,
			    struct state_endpoints *list_r, struct error *error)
{
	if (state_endpoint_list(migration->state, arena, list_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

static void apply(struct state_endpoint *row, const struct migration_endpoint *change)
{
	if (change->host)
		row->host = change->host;
	if (change->port >= 0)
		row->port = change->port;
	if (change->security >= 0)
		row->security = change->security;
	if (change->authentication >= 0)
		row->authentication = authentication_names[change->authentication];
	if (change->accept_untrusted >= 0)
		row->accept_untrusted = change->accept_untrusted > 0;
	if (change->max_migrations != MIGRATION_UNCHANGED)
		row->max_migrations = change->max_migrations;
	if (change->max_incremental_syncs != MIGRATION_UNCHANGED)
		row->max_incremental_syncs = change->max_incremental_syncs;
	row->changed_at = state_now();
}

/* Applies the change to the row as it is now. `tried_r`: what the row would be, for the test. */
static int change_row(struct migration *migration, struct arena *arena, const char *name,
		      const struct migration_endpoint *change, bool write,
		      struct state_endpoint *tried_r, struct error *error)
{
	int found = state_endpoint_get(migration->state, arena, name, tried_r, error);
	if (found <= 0)
		return found < 0 ? migration_store_failed(error) : not_found(name, error);
	apply(tried_r, change);
	if (check(tried_r, error) < 0)
		return -1;
	if (write && state_endpoint_update(migration->state, tried_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_endpoint_set(struct migration *migration, const char *name,
			   const struct migration_endpoint *change, bool verify,
			   struct error *error)
{
	struct arena arena;
	struct state_endpoint row;
	arena_init(&arena);
	int result = change_row(migration, &arena, name, change, false, &row, error);
	if (result == 0 && verify)
		result = verify_server(&row, error);
	if (result == 0)
		result = migration_begin(migration, error);
	if (result == 0)
		result = migration_end(
			migration, change_row(migration, &arena, name, change, true, &row, error),
			error);
	arena_clear(&arena);
	if (result < 0)
		return -1;
	migration->attended_at = 0;
	/* New limits may let more users run; an idle service needs no start for that. */
	migration_attend(migration);
	return migration_service_running() ? migration_wake(error) : 0;
}

static int remove_row(struct migration *migration, struct arena *arena, const char *name,
		      struct error *error)
{
	struct state_endpoint row;
	struct state_batches batches;
	int found = state_endpoint_get(migration->state, arena, name, &row, error);
	if (found <= 0)
		return found < 0 ? migration_store_failed(error) : not_found(name, error);
	struct state_batch_filter filter = {.endpoint_id = row.id, .status = -1};
	if (state_batch_list(migration->state, arena, &filter, &batches, error) < 0)
		return migration_store_failed(error);
	if (batches.count)
		return error_set(
			error, MIGRATION_ERROR_ENDPOINT_IN_USE,
			"The migration endpoint '%s' can't be removed because the migration "
			"batch '%s' uses it. Remove the batch first.",
			row.name, batches.items[0].name);
	if (state_endpoint_delete(migration->state, row.id, error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_endpoint_remove(struct migration *migration, const char *name, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = migration_begin(migration, error);
	if (result == 0)
		result =
			migration_end(migration, remove_row(migration, &arena, name, error), error);
	arena_clear(&arena);
	return result;
}

int migration_endpoint_activity(struct migration *migration, int64_t endpoint_id,
				int64_t *migrations_r, int64_t *incremental_syncs_r,
				struct error *error)
{
	if (state_endpoint_activity(migration->state, endpoint_id, migrations_r,
				    incremental_syncs_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

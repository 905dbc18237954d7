#include "transport/migration_private.h"
#include "transport/secret.h"

#include <stdlib.h>
#include <string.h>

#define MICROSOFT365_HOST "outlook.office365.com"
#define MICROSOFT365_PORT 993

static int check(const struct migration_connection *settings, bool microsoft, struct error *error)
{
	static const char *const secret_kinds[] = {"Password", "AccessToken", "ClientSecret",
						   "Certificate"};
	bool known = false;
	for (size_t i = 0; i < countof(secret_kinds); i++)
		known = known ||
			(settings->secret_kind && !strcmp(settings->secret_kind, secret_kinds[i]));
	if (!known || !settings->secret || !*settings->secret)
		return error_set(
			error, MIGRATION_ERROR_ARGUMENT,
			"A connection needs a password, an access token, a client secret or a "
			"certificate.");
	if (!microsoft && (!settings->host || !*settings->host))
		return error_set(error, MIGRATION_ERROR_ARGUMENT,
				 "The connection must name a server.");
	bool asks = !strcmp(settings->secret_kind, "ClientSecret") ||
		    !strcmp(settings->secret_kind, "Certificate");
	if (asks && (!settings->app_id || (!settings->tenant_id && !settings->organization)))
		return error_set(
			error, MIGRATION_ERROR_ARGUMENT,
			"A token can only be asked for with an application and an organization.");
	return 0;
}

static int insert(struct migration *migration, struct state_connection *row, const char *secret,
		  struct error *error)
{
	struct secret_key key;
	void *sealed;
	size_t size;
	if (secret_key_load(&key, error) < 0)
		return migration_store_failed(error);
	int result = secret_seal(&key, row->guid, secret, strlen(secret), &sealed, &size, error);
	secret_key_clear(&key);
	if (result < 0)
		return migration_store_failed(error);
	row->secret = (struct state_blob){sealed, size};
	result = state_connection_insert(migration->state, row, error);
	free(sealed);
	return result < 0 ? migration_store_failed(error) : 0;
}

int migration_connection_new(struct migration *migration, struct arena *arena,
			     const struct migration_connection *settings,
			     struct state_connection *row_r, struct error *error)
{
	char guid[STATE_GUID_SIZE];
	bool microsoft = settings->kind && !strcmp(settings->kind, "Microsoft365");
	if (check(settings, microsoft, error) < 0)
		return -1;
	state_guid(guid);
	bool named = settings->host && *settings->host;
	struct state_connection row = {
		.guid = guid,
		.kind = microsoft ? "Microsoft365" : "IMAP",
		.organization = settings->organization,
		.user_name = settings->user_name,
		.app_id = settings->app_id,
		.tenant_id = settings->tenant_id,
		.authority = settings->authority,
		.host = named ? settings->host : MICROSOFT365_HOST,
		.port = settings->port ? settings->port : MICROSOFT365_PORT,
		.security = named ? settings->security : ENDPOINT_SECURITY_SSL,
		.secret_kind = settings->secret_kind,
		.created_at = state_now(),
	};
	if (migration_begin(migration, error) < 0 ||
	    migration_end(migration, insert(migration, &row, settings->secret, error), error) < 0)
		return -1;
	if (state_connection_get(migration->state, arena, row.id, row_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_connection_list(struct migration *migration, struct arena *arena,
			      struct state_connections *list_r, struct error *error)
{
	if (state_connection_list(migration->state, arena, list_r, error) < 0)
		return migration_store_failed(error);
	return 0;
}

static int remove_row(struct migration *migration, struct arena *arena, int64_t id,
		      struct error *error)
{
	struct state_batch_filter filter = {.status = -1};
	struct state_batches batches;
	if (state_batch_list(migration->state, arena, &filter, &batches, error) < 0)
		return migration_store_failed(error);
	for (size_t i = 0; i < batches.count; i++)
		if (batches.items[i].connection_id == id)
			return error_set(
				error, MIGRATION_ERROR_CONNECTION_IN_USE,
				"The connection can't be removed because the migration batch "
				"'%s' migrates to it. Remove the batch first.",
				batches.items[i].name);
	if (state_connection_delete(migration->state, id, error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_connection_remove(struct migration *migration, int64_t id, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = migration_begin(migration, error);
	if (result == 0)
		result = migration_end(migration, remove_row(migration, &arena, id, error), error);
	arena_clear(&arena);
	return result;
}

#include "transport/worker_target.h"
#include "transport/failure.h"
#include "transport/secret.h"

#include <string.h>

static int find_local(struct state *state, struct arena *arena, struct migrate_pass *pass,
		      struct sync_target *target, struct error *error)
{
	struct state_mailbox mailbox;
	int found = state_mailbox_provision(state, arena, pass->user.email, &mailbox, error);
	if (found < 0)
		return -1;
	if (found == 0 || !strcmp(mailbox.type, "MailUser"))
		return error_set(
			error, FAILURE_RECIPIENT,
			"A recipient wasn't found for %s on the target. Create a recipient of "
			"the appropriate type for this migration on the target and try again.",
			pass->user.email);
	pass->user.mailbox_guid = mailbox.exchange_guid;
	*target = (struct sync_target){.kind = SYNC_TARGET_MAILDIR,
				       .mailbox_address = mailbox.address};
	return 0;
}

static bool is_kind(const struct state_connection *row, const char *kind)
{
	return row->secret_kind && !strcmp(row->secret_kind, kind);
}

static const char *get_token(void *context, const char *refused, struct error *error)
{
	struct worker_target *target = context;
	char *fresh;

	if (oauth_token(target->connection_id, &target->client, refused, &fresh, error) < 0)
		return NULL;
	secret_free(&target->token);
	target->token = fresh;
	return fresh;
}

/* How the login gets an access token: the one that is kept, or such as are asked for; by none of them a password is used. */
static void find_token(const struct state_connection *row, struct worker_target *target)
{
	bool by_secret = is_kind(row, "ClientSecret"), by_key = is_kind(row, "Certificate");

	target->connection_id = row->id;
	target->client = (struct oauth_client){
		.authority = row->authority,
		.tenant = row->tenant_id ? row->tenant_id : row->organization,
		.client_id = row->app_id,
		.secret = by_secret ? target->secret : NULL,
		.certificate = by_key ? target->secret : NULL,
	};
	target->tokens = (struct sync_tokens){target, get_token};
	if (by_secret || by_key)
		target->login.tokens = &target->tokens;
	else if (is_kind(row, "AccessToken"))
		target->login.access_token = target->secret;
}

static int find_server(struct state *state, struct arena *arena, const struct secret_key *key,
		       const struct migrate_pass *pass, struct worker_target *target,
		       struct error *error)
{
	struct state_connection row;
	int found = state_connection_get(state, arena, pass->batch.connection_id, &row, error);
	if (found < 0)
		return -1;
	if (!found)
		return error_set(error, FAILURE_LOCAL,
				 "The connection to the target of this batch is gone.");
	target->endpoint = (struct endpoint){.host = row.host,
					     .port = (unsigned)row.port,
					     .security = (enum endpoint_security)row.security};
	target->secret = secret_open(key, row.guid, row.secret.data, row.secret.size, error);
	if (!target->secret)
		return -1;
	find_token(&row, target);
	/* A token opens the mailbox that is named as the user; an administrator's password opens it on behalf. */
	bool with_token = target->login.access_token || target->login.tokens;
	bool administrator = !with_token && row.user_name;
	target->login.user = administrator ? row.user_name : pass->user.email;
	target->login.authzid = administrator ? pass->user.email : NULL;
	target->login.password = with_token ? NULL : target->secret;
	target->target = (struct sync_target){SYNC_TARGET_IMAP, pass->user.email, &target->endpoint,
					      &target->login};
	return 0;
}

int worker_target_find(struct state *state, struct arena *arena, const struct secret_key *key,
		       struct migrate_pass *pass, struct worker_target *target_r,
		       struct error *error)
{
	memset(target_r, 0, sizeof(*target_r));
	if (pass->batch.connection_id)
		return find_server(state, arena, key, pass, target_r, error);
	return find_local(state, arena, pass, &target_r->target, error);
}

void worker_target_clear(struct worker_target *target)
{
	secret_free(&target->secret);
	secret_free(&target->token);
}

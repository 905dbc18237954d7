#include "transport/worker_options.h"
#include "transport/batch_csv.h"

#include <string.h>

/* The row as it was written may lack what a copy needs: say so instead of asking the server with nothing. */
char *worker_options_password(const struct migrate_pass *pass, struct secret_key *key_r,
			      struct error *error)
{
	const struct state_user *user = &pass->user;

	if (!batch_csv_is_address(user->email) || !user->source_user || !user->secret.size) {
		error_set(error, FAILURE_CSV_ROW,
			  "The row of the CSV file for '%s' lacks an address, user name or "
			  "password.",
			  user->email);
		return NULL;
	}
	if (secret_key_load(key_r, error) < 0)
		return NULL;
	return secret_open(key_r, user->guid, user->secret.data, user->secret.size, error);
}

static const char *const *split_lines(struct arena *arena, const char *list)
{
	size_t count = 1;
	for (const char *p = list; p && *p; p++)
		count += *p == '\n';
	const char **items = ARENA_ARRAY(arena, const char *, count + 1);
	for (size_t i = 0; list && *list;) {
		size_t length = strcspn(list, "\n");
		if (length)
			items[i++] = arena_strndup(arena, list, length);
		list += length + (list[length] == '\n');
	}
	return items;
}

void worker_options_fill(struct state *state, struct arena *arena, const struct migrate_pass *pass,
			 const char *password, const struct sync_target *target,
			 struct sync_options *options_r)
{
	const struct state_endpoint *endpoint = &pass->endpoint;
	bool ntlm = !strcmp(endpoint->authentication, "Ntlm");

	*options_r = (struct sync_options){
		.endpoint = {.host = endpoint->host,
			     .port = (unsigned)endpoint->port,
			     .security = (enum endpoint_security)endpoint->security,
			     .authentication = ntlm ? ENDPOINT_AUTHENTICATION_NTLM
						    : ENDPOINT_AUTHENTICATION_BASIC,
			     .accept_untrusted = endpoint->accept_untrusted},
		.login = {.user = pass->user.source_user,
			  .password = password,
			  .user_root = pass->user.user_root},
		.target = *target,
		.limits = {(uint64_t)state_setting_number(state, "limits.message_bytes", 0),
			   (uint64_t)state_setting_number(state, "limits.items", 0)},
		.include_folders = split_lines(arena, pass->batch.included_folders),
		.exclude_folders = split_lines(arena, pass->batch.excluded_folders),
		.content_filter = pass->batch.content_filter,
		.content_filter_language = pass->batch.content_filter_language,
		.analyze_only = pass->batch.analyze_only,
		.state = state,
		.mailbox_id = pass->user.id,
	};
}

/* Where the mail of a user goes: its mailbox of the local organization, or a server that the batch's connection names. */
#ifndef EXOSH_TRANSPORT_WORKER_TARGET_H
#define EXOSH_TRANSPORT_WORKER_TARGET_H

#include "transport/migrate.h"
#include "transport/oauth.h"
#include "transport/sync.h"

struct secret_key;

struct worker_target {
	struct sync_target target; /* points into this struct and the arena */
	struct endpoint endpoint;
	struct sync_login login;
	char *secret, *token;  /* owned */
	int64_t connection_id; /* whose tokens are taken */
	struct oauth_client client;
	struct sync_tokens tokens;
};

/* Finds the target of the pass's user, makes its mailbox when the local organization lets, asks for a token where one is needed.
 * Texts stand in the arena. 0, or -1 with a code of enum failure; to be cleared in any case. */
int worker_target_find(struct state *state, struct arena *arena, const struct secret_key *key,
		       struct migrate_pass *pass, struct worker_target *target_r,
		       struct error *error) WARN_UNUSED;
void worker_target_clear(struct worker_target *target);

#endif

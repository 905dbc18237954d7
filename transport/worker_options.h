/* What sync_mailbox() needs to know of a user: from the rows of the user, its batch and its endpoint. */
#ifndef EXOSH_TRANSPORT_WORKER_OPTIONS_H
#define EXOSH_TRANSPORT_WORKER_OPTIONS_H

#include "transport/migrate.h"
#include "transport/secret.h"
#include "transport/sync.h"

/* Checks that the row has all that a copy needs, loads the key and opens the password: to be given to secret_free(). NULL:
 * error, a code of enum failure. */
char *worker_options_password(const struct migrate_pass *pass, struct secret_key *key_r,
			      struct error *error) WARN_UNUSED;
/* Texts are those of the pass, `password` and the arena. */
void worker_options_fill(struct state *state, struct arena *arena, const struct migrate_pass *pass,
			 const char *password, const struct sync_target *target,
			 struct sync_options *options_r);

#endif

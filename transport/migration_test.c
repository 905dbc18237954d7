/* Tests of what was migrated, from a shell: source and target of a user are read anew (verify.h). */
#include "base/xmalloc.h"
#include "transport/migration_private.h"
#include "transport/secret.h"
#include "transport/worker_options.h"
#include "transport/worker_target.h"

#include <stdlib.h>

struct migration_test {
	struct arena arena;
	struct migrate_pass pass;
	struct secret_key key;
	char *password;
	struct worker_target target;
	struct sync_options options;
	struct sync_events events;
	struct verify *verify;
};

static int check_state(const struct state_user *user, struct error *error)
{
	if (migrate_user_is_running(user->status) || user->status == USER_STATUS_STOPPING ||
	    user->status == USER_STATUS_REMOVING)
		return error_set(error, MIGRATION_ERROR_USER_STATE,
				 "The migration user '%s' can't be tested because its status is "
				 "%s: what is being copied can't be compared. Wait until it is "
				 "Synced, or stop it.",
				 user->email, user_status_names[user->status]);
	if (!user->initial_synced_at)
		return error_set(error, MIGRATION_ERROR_USER_STATE,
				 "The migration user '%s' can't be tested because its status is "
				 "%s: its mailbox was never synchronized to the end. Start it with "
				 "Start-MigrationUser and wait until it is Synced.",
				 user->email, user_status_names[user->status]);
	return 0;
}

static int load(struct state *state, struct migration_test *test, int64_t user_id,
		struct error *error)
{
	struct migrate_pass *pass = &test->pass;
	int found = state_user_get_id(state, &test->arena, user_id, &pass->user, error);

	if (found > 0 && check_state(&pass->user, error) < 0)
		return -1;
	if (found > 0)
		found = state_batch_get_id(state, &test->arena, pass->user.batch_id, &pass->batch,
					   error);
	if (found > 0)
		found = state_endpoint_get_id(state, &test->arena, pass->batch.endpoint_id,
					      &pass->endpoint, error);
	if (found == 0)
		return error_set(error, MIGRATION_ERROR_USER_STATE,
				 "The migration user can't be tested: it, its batch or its "
				 "endpoint was removed.");
	return found < 0 ? migration_store_failed(error) : 0;
}

/* What a failure of the engine is for a shell. */
static int translate(struct error *error)
{
	error->code = MIGRATION_ERROR_CONNECTION;
	return -1;
}

static int connect_both(struct state *state, struct migration_test *test, struct error *error)
{
	test->password = worker_options_password(&test->pass, &test->key, error);
	if (!test->password || worker_target_find(state, &test->arena, &test->key, &test->pass,
						  &test->target, error) < 0)
		return translate(error);
	worker_options_fill(state, &test->arena, &test->pass, test->password, &test->target.target,
			    &test->options);
	test->verify = verify_open(&test->options, &test->events, error);
	return test->verify ? 0 : translate(error);
}

struct migration_test *migration_test_open(struct migration *migration, int64_t user_id,
					   bool (*stop)(void *context), void *context,
					   struct error *error)
{
	struct migration_test *test = xcalloc(1, sizeof(*test));

	arena_init(&test->arena);
	test->events = (struct sync_events){.context = context, .stop = stop};
	if (load(migration->state, test, user_id, error) < 0 ||
	    connect_both(migration->state, test, error) < 0)
		migration_test_close(&test);
	return test;
}

int migration_test_next(struct migration_test *test, struct verify_folder *folder_r,
			struct error *error)
{
	int result = verify_next(test->verify, folder_r, error);
	return result < 0 ? translate(error) : result;
}

void migration_test_close(struct migration_test **test)
{
	struct migration_test *old = *test;

	if (!old)
		return;
	verify_close(&old->verify);
	worker_target_clear(&old->target);
	secret_free(&old->password);
	secret_key_clear(&old->key);
	arena_clear(&old->arena);
	free(old);
	*test = NULL;
}

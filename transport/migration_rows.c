/* Users of a batch: from the rows of a CSV, or copied from other batches. */
#include "base/xmalloc.h"
#include "transport/batch_csv.h"
#include "transport/migrate.h"
#include "transport/migration_private.h"
#include "transport/report.h"
#include "transport/secret.h"

#include <stdlib.h>
#include <string.h>

#define ERROR_DUPLICATE "UserDuplicateInOtherBatchException"

int migration_other_batch(struct migration *migration, struct arena *arena, const char *email,
			  int64_t batch_id, const char **name_r, struct error *error)
{
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	struct state_users users;
	struct state_batch batch;
	filter.email = email;
	if (state_user_list(migration->state, arena, &filter, &users, error) < 0)
		return migration_store_failed(error);
	for (size_t i = 0; i < users.count; i++) {
		const struct state_user *user = &users.items[i];
		bool done = user_status_summary(user->status) == USER_SUMMARY_COMPLETED;
		bool same_error = user->error_type && !strcmp(user->error_type, ERROR_DUPLICATE);
		if (user->batch_id == batch_id || done || same_error)
			continue;
		int found =
			state_batch_get_id(migration->state, arena, user->batch_id, &batch, error);
		if (found < 0)
			return migration_store_failed(error);
		if (found == 0 || batch.status == BATCH_STATUS_REMOVING)
			continue;
		*name_r = batch.name;
		return 1;
	}
	return 0;
}

int migration_restart_user(struct migration *migration, struct arena *arena,
			   struct state_user *user, struct error *error)
{
	const char *other;
	if (user->error_type && !strcmp(user->error_type, ERROR_DUPLICATE)) {
		int found = migration_other_batch(migration, arena, user->email, user->batch_id,
						  &other, error);
		if (found != 0)
			return found < 0 ? -1 : 0;
	}
	int applied = migrate_user_apply(migration->state, user, MIGRATE_START, state_now(), error);
	return applied < 0 ? migration_store_failed(error) : applied;
}

static int add_warning(struct migration *migration, int64_t batch_id, int64_t row,
		       const char *email, const char *text, struct error *error)
{
	struct state_warning warning = {row, email, text};
	if (state_batch_add_warning(migration->state, batch_id, &warning, error) < 0 ||
	    report_add(migration->state, batch_id, 0, REPORT_WARNING, error, "%s", text) < 0)
		return migration_store_failed(error);
	return 0;
}

static int warn_duplicate(struct migration *migration, int64_t batch_id,
			  const struct batch_csv_row *row, struct error *error)
{
	char *text =
		xasprintf("The user %s stands in row %lld of the CSV file and again in row %lld, "
			  "which is left out.",
			  row->email, (long long)row->duplicate_of, (long long)row->number);
	int result = add_warning(migration, batch_id, row->number, row->email, text, error);
	free(text);
	return result;
}

/* Finds the user of the batch with that address: 1 there, 0 not. One whose row was bad counts as not there, and is taken
 * out, so that a corrected row takes its place. */
static int find_known(struct migration *migration, struct arena *arena, int64_t batch_id,
		      const char *email, struct error *error)
{
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	struct state_users users;
	filter.batch_id = batch_id;
	filter.email = email;
	if (state_user_list(migration->state, arena, &filter, &users, error) < 0)
		return migration_store_failed(error);
	if (!users.count)
		return 0;
	const struct state_user *user = &users.items[0];
	if (!user->error_type || strcmp(user->error_type, MIGRATE_ERROR_CSV_ROW) != 0)
		return 1;
	if (state_user_archive(migration->state, user->id, state_now(), error) < 0)
		return migration_store_failed(error);
	return 0;
}

/* Sets what makes a row unfit to be migrated as the user's error. */
static int judge(struct migration *migration, struct arena *arena, const struct state_batch *batch,
		 const struct batch_csv_row *row, struct state_user *user, struct error *error)
{
	const char *other;
	if (row->problem) {
		migrate_user_set_error(user, arena, MIGRATE_ERROR_CSV_ROW, row->problem, NULL);
		user->status = USER_STATUS_FAILED;
		return add_warning(migration, batch->id, row->number, user->email, row->problem,
				   error);
	}
	int found = migration_other_batch(migration, arena, row->email, batch->id, &other, error);
	if (found <= 0)
		return found;
	char *text =
		xasprintf("The user \"%s\" is already included in migration batch \"%s.\" Please "
			  "remove the user from any other batch and try again",
			  row->email, other);
	migrate_user_set_error(user, arena, ERROR_DUPLICATE, text, NULL);
	user->status = USER_STATUS_FAILED;
	int result = add_warning(migration, batch->id, row->number, user->email, text, error);
	free(text);
	return result;
}

/* What a user is called whose row has no address. */
static const char *row_identity(struct arena *arena, const struct batch_csv_row *row)
{
	if (*row->email)
		return row->email;
	if (*row->user)
		return row->user;
	char *name = xasprintf("Row %lld", (long long)row->number);
	const char *copy = arena_strdup(arena, name);
	free(name);
	return copy;
}

/* Inserts the user, its password sealed. */
static int insert_user(struct migration *migration, const struct secret_key *key,
		       struct state_user *user, const char *password, struct error *error)
{
	char guid[STATE_GUID_SIZE], request[STATE_GUID_SIZE];
	void *sealed = NULL;
	size_t size = 0;
	state_guid(guid);
	state_guid(request);
	if (secret_seal(key, guid, password, strlen(password), &sealed, &size, error) < 0)
		return migration_store_failed(error);
	user->guid = guid;
	user->request_guid = request;
	user->secret = (struct state_blob){sealed, size};
	int result = state_user_insert(migration->state, user, error);
	free(sealed);
	return result < 0 ? migration_store_failed(error) : 0;
}

static int add_row(struct migration *migration, struct arena *arena, const struct secret_key *key,
		   const struct state_batch *batch, const struct batch_csv_row *row,
		   struct migration_batch_changed *changed, struct error *error)
{
	if (row->duplicate_of)
		return warn_duplicate(migration, batch->id, row, error);
	const char *email = row_identity(arena, row);
	int known = find_known(migration, arena, batch->id, email, error);
	if (known != 0) {
		changed->users_known += known > 0;
		return known < 0 ? -1 : 0;
	}
	int64_t now = state_now();
	bool stopped =
		batch->status == BATCH_STATUS_STOPPED || batch->status == BATCH_STATUS_STOPPING;
	struct state_user user = {
		.batch_id = batch->id,
		.csv_row = row->number,
		.email = email,
		.source_user = row->user,
		.user_root = row->user_root,
		.status = stopped ? USER_STATUS_STOPPED : USER_STATUS_QUEUED,
		.status_since = now,
		.created_at = now,
		.last_updated_at = now,
	};
	if (judge(migration, arena, batch, row, &user, error) < 0)
		return -1;
	if (user.status == USER_STATUS_QUEUED)
		user.next_attempt_at = now;
	if (insert_user(migration, key, &user, row->password, error) < 0)
		return -1;
	changed->users_added++;
	if (user.status == USER_STATUS_FAILED &&
	    report_add(migration->state, batch->id, user.id, REPORT_ERROR, error, "%s",
		       user.error) < 0)
		return migration_store_failed(error);
	return 0;
}

int migration_add_rows(struct migration *migration, const struct state_batch *batch,
		       const struct batch_csv *csv, struct migration_batch_changed *changed,
		       struct error *error)
{
	struct secret_key key;
	if (secret_key_load(&key, error) < 0)
		return migration_store_failed(error);
	struct arena arena;
	arena_init(&arena);
	int result = 0;
	for (size_t i = 0; i < csv->count && result == 0; i++)
		result = add_row(migration, &arena, &key, batch, &csv->rows[i], changed, error);
	arena_clear(&arena);
	secret_key_clear(&key);
	return result;
}

static int copy_user(struct migration *migration, struct arena *arena, const struct secret_key *key,
		     const struct state_batch *batch, const char *identity, bool disable_on_copy,
		     struct error *error)
{
	struct state_users found;
	struct state_user row, *old = &row;
	if (migration_user_find(migration, arena, identity, &found, error) < 0)
		return -1;
	int64_t newest = found.items[found.count - 1].id;
	if (state_user_get_id(migration->state, arena, newest, old, error) < 0)
		return migration_store_failed(error);
	int known = find_known(migration, arena, batch->id, old->email, error);
	if (known != 0)
		return known < 0 ? -1 : 0;
	if (!old->secret.size)
		return error_set(error, MIGRATION_ERROR_USER_STATE,
				 "The user '%s' can't be copied: its password isn't kept any more.",
				 identity);
	char *password = secret_open(key, old->guid, old->secret.data, old->secret.size, error);
	if (!password)
		return migration_store_failed(error);
	int64_t now = state_now();
	struct state_user user = {
		.batch_id = batch->id,
		.csv_row = old->csv_row,
		.email = old->email,
		.source_user = old->source_user,
		.user_root = old->user_root,
		.status = USER_STATUS_QUEUED,
		.status_since = now,
		.next_attempt_at = now,
		.created_at = now,
		.last_updated_at = now,
	};
	int result = insert_user(migration, key, &user, password, error);
	secret_free(&password);
	if (result == 0 && disable_on_copy &&
	    migrate_user_apply(migration->state, old, MIGRATE_STOP, now, error) < 0)
		return migration_store_failed(error);
	return result;
}

int migration_copy_users(struct migration *migration, const struct state_batch *batch,
			 const char *const *identities, bool disable_on_copy, struct error *error)
{
	struct secret_key key;
	if (secret_key_load(&key, error) < 0)
		return migration_store_failed(error);
	struct arena arena;
	arena_init(&arena);
	int result = 0;
	for (; *identities && result == 0; identities++)
		result = copy_user(migration, &arena, &key, batch, *identities, disable_on_copy,
				   error);
	arena_clear(&arena);
	secret_key_clear(&key);
	return result;
}

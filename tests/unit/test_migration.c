/* The cmdlets' interface, against a store of its own; the service is a program that does nothing. */
#include "transport/home.h"
#include "transport/migration.h"
#include "transport/report.h"
#include "transport/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/exosh-migration-XXXXXX";
static struct arena arena;
static struct migration *migration;
static struct error error;

static void remove_home(void)
{
	char command[128];
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	if (system(command) != 0)
		abort();
}

static int group_setup(void **context)
{
	(void)context;
	if (!mkdtemp(folder))
		return -1;
	setenv("EXOSH_HOME", folder, 1);
	setenv("EXOSH_SERVICE", "/bin/true", 1);
	return strcmp(home_path(), folder);
}

static int group_teardown(void **context)
{
	(void)context;
	remove_home();
	return 0;
}

static int setup(void **context)
{
	(void)context;
	remove_home();
	if (home_make_folder(folder) < 0)
		return -1;
	arena_init(&arena);
	migration = migration_open(&error);
	struct migration_endpoint settings = MIGRATION_ENDPOINT_NEW;
	struct state_endpoint row;
	settings.host = "imap.contoso.com";
	return migration_endpoint_new(migration, &arena, "IMAPEndpoint", &settings, false, &row,
				      &error);
}

static int teardown(void **context)
{
	(void)context;
	migration_close(&migration);
	arena_clear(&arena);
	error_clear(&error);
	return 0;
}

/* The last call failed with this code, and said so. */
static void assert_error(int result, int code, const char *part)
{
	assert_int_equal(result, -1);
	if (error.code != code || !strstr(error.message, part))
		fail_msg("%d: %s", error.code, error.message);
	error_clear(&error);
}

static void assert_done(int result)
{
	if (result < 0)
		fail_msg("%d: %s", error.code, error.message);
}

static int new_batch(const char *name, const char *endpoint, const char *csv, bool start,
		     struct state_batch *row_r)
{
	struct migration_batch settings = MIGRATION_BATCH_NEW;
	settings.name = name;
	settings.endpoint = endpoint;
	settings.csv = csv;
	settings.csv_size = strlen(csv);
	settings.auto_start = start;
	settings.excluded_folders = "Deleted Items\nJunk Email";
	return migration_batch_new(migration, &arena, &settings, row_r, &error);
}

static const char good_csv[] = "EmailAddress,UserName,Password\n"
			       "terrya@contoso.edu,terry.adams,1091990\n"
			       "annb@contoso.edu,ann.beebe,2111991\n"
			       "paulc@contoso.edu,paul.cannon,3281986\n";

static struct state_batch get_batch(const char *name)
{
	struct state_batch row;
	assert_done(migration_batch_get(migration, &arena, name, &row, &error));
	return row;
}

static struct state_user get_user(const char *identity)
{
	struct state_users users;
	assert_done(migration_user_find(migration, &arena, identity, &users, &error));
	return users.items[0];
}

static void test_endpoint_defaults_and_changes(void **context)
{
	(void)context;
	struct state_endpoint row;
	assert_done(migration_endpoint_get(migration, &arena, "imapendpoint", &row, &error));
	assert_int_equal(row.port, 993);
	assert_int_equal(row.max_migrations, 100);
	assert_int_equal(row.max_incremental_syncs, 20);
	assert_string_equal(row.authentication, "Basic");

	struct migration_endpoint change = MIGRATION_ENDPOINT_UNCHANGED;
	change.max_migrations = 50;
	assert_done(migration_endpoint_set(migration, "IMAPEndpoint", &change, false, &error));
	change.port = 70000;
	assert_error(migration_endpoint_set(migration, "IMAPEndpoint", &change, false, &error),
		     MIGRATION_ERROR_ARGUMENT, "70000");
	assert_done(migration_endpoint_get(migration, &arena, "IMAPEndpoint", &row, &error));
	assert_int_equal(row.max_migrations, 50);
	assert_int_equal(row.port, 993);

	struct migration_endpoint again = MIGRATION_ENDPOINT_NEW;
	again.host = "other";
	assert_error(migration_endpoint_new(migration, &arena, "imapENDPOINT", &again, false, &row,
					    &error),
		     MIGRATION_ERROR_ENDPOINT_EXISTS, "already exists");
	assert_error(migration_endpoint_remove(migration, "Nope", &error),
		     MIGRATION_ERROR_ENDPOINT_NOT_FOUND, "'Nope' couldn't be found");
	assert_done(migration_endpoint_remove(migration, "IMAPEndpoint", &error));
}

static void test_failed_verification_leaves_nothing(void **context)
{
	(void)context;
	struct migration_endpoint settings = MIGRATION_ENDPOINT_NEW;
	struct state_endpoint row;
	settings.host = "127.0.0.1";
	settings.port = 1; /* nothing listens there */
	assert_error(
		migration_endpoint_new(migration, &arena, "Dead", &settings, true, &row, &error),
		MIGRATION_ERROR_CONNECTION, "'127.0.0.1' could not be completed");
	assert_error(migration_endpoint_get(migration, &arena, "Dead", &row, &error),
		     MIGRATION_ERROR_ENDPOINT_NOT_FOUND, "");
}

static void test_batch_is_created_then_started(void **context)
{
	(void)context;
	struct state_batch row;
	assert_done(new_batch("IMAPBatch1", "IMAPEndpoint", good_csv, false, &row));
	assert_int_equal(row.status, BATCH_STATUS_CREATED);
	assert_string_equal(row.endpoint_name, "IMAPEndpoint");
	struct state_batch_counts counts;
	assert_done(migration_batch_count(migration, &row, &counts, &error));
	assert_int_equal(counts.by_status[USER_STATUS_QUEUED], 3);

	assert_error(migration_batch_stop(migration, "IMAPBatch1", &error),
		     MIGRATION_ERROR_BATCH_STATE, "its status is Created");
	assert_error(migration_batch_complete(migration, "IMAPBatch1", &error),
		     MIGRATION_ERROR_BATCH_STATE, "Synced or SyncedWithErrors");
	assert_done(migration_batch_start(migration, "IMAPBatch1", &error));
	row = get_batch("imapbatch1");
	assert_int_equal(row.status, BATCH_STATUS_STARTING);
	assert_true(row.started_at > 0);
	assert_done(migration_batch_start(migration, "IMAPBatch1", &error)); /* says nothing new */
	assert_done(migration_batch_stop(migration, "IMAPBatch1", &error));
	assert_int_equal(get_batch("IMAPBatch1").status, BATCH_STATUS_STOPPED);
	assert_int_equal(get_user("annb@contoso.edu").status, USER_STATUS_STOPPED);
	assert_error(migration_endpoint_remove(migration, "IMAPEndpoint", &error),
		     MIGRATION_ERROR_ENDPOINT_IN_USE, "'IMAPBatch1'");
	assert_done(migration_batch_remove(migration, "IMAPBatch1", &error));
	assert_int_equal(get_batch("IMAPBatch1").status, BATCH_STATUS_REMOVING);
	assert_error(migration_batch_start(migration, "IMAPBatch1", &error),
		     MIGRATION_ERROR_BATCH_STATE, "Removing");
}

static void test_wrong_batches_are_refused(void **context)
{
	(void)context;
	struct state_batch row;
	assert_error(new_batch("B", NULL, good_csv, true, &row), MIGRATION_ERROR_ENDPOINT_REQUIRED,
		     "source endpoint");
	assert_error(new_batch("B", "Nope", good_csv, true, &row),
		     MIGRATION_ERROR_ENDPOINT_NOT_FOUND, "'Nope'");
	assert_error(new_batch("", "IMAPEndpoint", good_csv, true, &row), MIGRATION_ERROR_ARGUMENT,
		     "name");
	assert_error(new_batch("12345678901234567890123456789012345678901234567890123456789012345",
			       "IMAPEndpoint", good_csv, true, &row),
		     MIGRATION_ERROR_ARGUMENT, "at most 64");
	assert_error(new_batch("B", "IMAPEndpoint", "Email,UserName,Password\n", true, &row),
		     MIGRATION_ERROR_CSV, "Column \"EmailAddress\" is missing");
	assert_error(migration_batch_get(migration, &arena, "B", &row, &error),
		     MIGRATION_ERROR_BATCH_NOT_FOUND, "The migration batch \"B\" can't be found.");
	assert_done(new_batch("B", "IMAPEndpoint", good_csv, false, &row));
	assert_error(new_batch("b", "IMAPEndpoint", good_csv, false, &row),
		     MIGRATION_ERROR_BATCH_EXISTS, "The migration batch already exists.");
	struct migration_config config = {.max_batches = 1,
					  .max_concurrent_migrations = MIGRATION_UNCHANGED,
					  .max_message_bytes = MIGRATION_UNCHANGED,
					  .max_items = MIGRATION_UNCHANGED};
	assert_done(migration_config_set(migration, &config, &error));
	assert_error(new_batch("C", "IMAPEndpoint", good_csv, false, &row),
		     MIGRATION_ERROR_BATCH_LIMIT, "maximum");
}

static void test_bad_rows_fail_alone(void **context)
{
	(void)context;
	struct state_batch row;
	assert_done(new_batch("B", "IMAPEndpoint",
			      "EmailAddress,UserName,Password\n"
			      "annb@contoso.edu,ann,p\n"
			      "nonsense,bob,p\n"
			      "cid@contoso.edu,,p\n"
			      "ANNB@contoso.edu,again,p\n",
			      true, &row));
	struct state_batch_counts counts;
	assert_done(migration_batch_count(migration, &row, &counts, &error));
	assert_int_equal(counts.total, 3);
	assert_int_equal(counts.by_status[USER_STATUS_FAILED], 2);
	assert_int_equal(counts.warnings, 3);
	struct state_user user = get_user("nonsense");
	assert_string_equal(user.error_type, "MigrationCsvRowException");
	assert_non_null(strstr(user.error_summary, "isn't a valid email address"));
	assert_error(migration_user_start(migration, user.id, &error), MIGRATION_ERROR_USER_STATE,
		     "nonsense");

	/* a corrected row takes the place of the bad one; known ones are left out */
	static const char more[] = "EmailAddress,UserName,Password\n"
				   "cid@contoso.edu,cid,p\nannb@contoso.edu,ann,p\n";
	struct migration_batch_change change = MIGRATION_BATCH_UNCHANGED;
	struct migration_batch_changed changed;
	change.csv = more;
	change.csv_size = strlen(more);
	assert_done(migration_batch_set(migration, "B", &change, &changed, &error));
	assert_int_equal(changed.users_added, 1);
	assert_int_equal(changed.users_known, 1);
	assert_int_equal(get_user("cid@contoso.edu").status, USER_STATUS_QUEUED);
}

static void test_mailbox_of_another_batch_fails(void **context)
{
	(void)context;
	struct state_batch row;
	assert_done(new_batch("A", "IMAPEndpoint", good_csv, false, &row));
	assert_done(new_batch("B", "IMAPEndpoint", good_csv, true, &row));
	struct state_users users;
	assert_done(migration_user_find(migration, &arena, "annb@contoso.edu", &users, &error));
	assert_int_equal(users.count, 2);
	assert_int_equal(users.items[1].status, USER_STATUS_FAILED);
	assert_non_null(strstr(users.items[1].error, "already included in migration batch \"A.\""));
	assert_error(migration_user_start(migration, users.items[1].id, &error),
		     MIGRATION_ERROR_USER_STATE, "annb@contoso.edu");
	assert_done(migration_batch_remove(migration, "A", &error));
	assert_done(migration_user_start(migration, users.items[1].id, &error));
}

static void test_passwords_are_sealed(void **context)
{
	(void)context;
	struct state_batch row;
	assert_done(new_batch("B", "IMAPEndpoint", good_csv, false, &row));
	struct state_user user = get_user("terrya@contoso.edu");
	assert_null(memmem(user.secret.data, user.secret.size, "1091990", 7));
	struct secret_key key;
	assert_int_equal(secret_key_load(&key, NULL), 0);
	char *password = secret_open(&key, user.guid, user.secret.data, user.secret.size, NULL);
	assert_string_equal(password, "1091990");
	secret_free(&password);

	/* a copy opens under its own row; the original is stopped when asked */
	static const char *const users[] = {"terrya@contoso.edu", NULL};
	struct migration_batch settings = MIGRATION_BATCH_NEW;
	settings.name = "Copy";
	settings.users = users;
	settings.disable_on_copy = true;
	assert_done(migration_batch_new(migration, &arena, &settings, &row, &error));
	assert_string_equal(row.endpoint_name, "IMAPEndpoint");
	struct state_users found;
	assert_done(migration_user_find(migration, &arena, "terrya@contoso.edu", &found, &error));
	assert_int_equal(found.count, 2);
	assert_int_equal(found.items[0].status, USER_STATUS_STOPPED);
	struct state_user *copy = &found.items[1];
	assert_null(secret_open(&key, user.guid, copy->secret.data, copy->secret.size, NULL));
	password = secret_open(&key, copy->guid, copy->secret.data, copy->secret.size, NULL);
	assert_string_equal(password, "1091990");
	secret_free(&password);
}

static void test_start_after_waits(void **context)
{
	(void)context;
	struct state_batch row;
	struct migration_batch settings = MIGRATION_BATCH_NEW;
	settings.name = "Later";
	settings.endpoint = "IMAPEndpoint";
	settings.csv = good_csv;
	settings.csv_size = strlen(good_csv);
	settings.auto_start = true;
	settings.start_after = state_now() + 3600000;
	assert_done(migration_batch_new(migration, &arena, &settings, &row, &error));
	assert_int_equal(row.status, BATCH_STATUS_WAITING);
	assert_done(migration_batch_stop(migration, "Later", &error));
	assert_int_equal(get_batch("Later").status, BATCH_STATUS_STOPPED);
}

static void test_sync_now_takes_synced_users_only(void **context)
{
	(void)context;
	struct state_batch row;
	assert_done(new_batch("B", "IMAPEndpoint", good_csv, true, &row));
	struct state_user user = get_user("annb@contoso.edu");
	user.status = USER_STATUS_SYNCED;
	user.initial_synced_at = 1;
	user.next_attempt_at = state_now() + 1000000;
	assert_int_equal(state_user_update(migration_state(migration), &user, NULL), 0);
	struct migration_batch_change change = MIGRATION_BATCH_UNCHANGED;
	struct migration_batch_changed changed;
	change.sync_now = true;
	assert_done(migration_batch_set(migration, "B", &change, &changed, &error));
	assert_int_equal(changed.users_queued, 1);
	assert_int_equal(changed.users_not_synced, 2);
	assert_true(get_user("annb@contoso.edu").next_attempt_at <= state_now());
}

static void test_service_that_can_not_start_is_named(void **context)
{
	(void)context;
	struct state_batch row;
	setenv("EXOSH_SERVICE", "/nonexistent/exosh-service", 1);
	assert_error(new_batch("B", "IMAPEndpoint", good_csv, true, &row), MIGRATION_ERROR_SERVICE,
		     "/nonexistent/exosh-service");
	setenv("EXOSH_SERVICE", "/bin/true", 1);
	assert_int_equal(get_batch("B").status, BATCH_STATUS_STARTING); /* saved all the same */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_endpoint_defaults_and_changes),
		TEST(test_failed_verification_leaves_nothing),
		TEST(test_batch_is_created_then_started),
		TEST(test_wrong_batches_are_refused),
		TEST(test_bad_rows_fail_alone),
		TEST(test_mailbox_of_another_batch_fails),
		TEST(test_passwords_are_sealed),
		TEST(test_start_after_waits),
		TEST(test_sync_now_takes_synced_users_only),
		TEST(test_service_that_can_not_start_is_named),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

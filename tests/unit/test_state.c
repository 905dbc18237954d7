#include "transport/state.h"
#include "transport/state_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/exosh-state-XXXXXX";
static char path[sizeof(folder) + 16];
static struct arena arena;

static int group_setup(void **context)
{
	(void)context;
	if (!mkdtemp(folder))
		return -1;
	arena_init(&arena);
	return 0;
}

static int group_teardown(void **context)
{
	(void)context;
	arena_clear(&arena);
	return rmdir(folder);
}

static struct state *open_store(void)
{
	struct error error = ERROR_INIT;
	struct state *state = state_open(path, &error);
	if (!state)
		fail_msg("%s", error.message);
	return state;
}

static int setup(void **context)
{
	static int number;
	snprintf(path, sizeof(path), "%s/%d.db", folder, number++);
	*context = open_store();
	return 0;
}

static int teardown(void **context)
{
	struct state *state = *context;
	state_close(&state);
	for (size_t i = 0; i < 3; i++) {
		static const char *const endings[] = {"", "-wal", "-shm"};
		char name[sizeof(path) + 8];
		snprintf(name, sizeof(name), "%s%s", path, endings[i]);
		unlink(name);
	}
	return 0;
}

static int64_t add_batch(struct state *state, const char *name)
{
	char guid[STATE_GUID_SIZE];
	state_guid(guid);
	struct state_batch batch = {.guid = guid,
				    .name = name,
				    .endpoint_name = "e",
				    .status = BATCH_STATUS_SYNCING,
				    .created_at = state_now(),
				    .excluded_folders = "Trash\nJunk Email"};
	assert_int_equal(state_batch_insert(state, &batch, NULL), 0);
	return batch.id;
}

static int64_t add_user(struct state *state, int64_t batch_id, const char *email,
			enum user_status status)
{
	char guid[STATE_GUID_SIZE];
	state_guid(guid);
	struct state_user user = {.batch_id = batch_id,
				  .guid = guid,
				  .email = email,
				  .secret = {"sealed", 6},
				  .status = status,
				  .next_attempt_at = 1};
	assert_int_equal(state_user_insert(state, &user, NULL), 0);
	return user.id;
}

static void test_store_is_private(void **context)
{
	(void)context;
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

static void test_endpoint_round_trip(void **context)
{
	struct state *state = *context;
	struct state_endpoint row = {.guid = "0a0b",
				     .name = "IMAPEndpoint",
				     .type = "IMAP",
				     .host = "imap.contoso.com",
				     .port = 993,
				     .security = 1,
				     .authentication = "Basic",
				     .max_migrations = STATE_UNLIMITED,
				     .max_incremental_syncs = 20};
	assert_int_equal(state_endpoint_insert(state, &row, NULL), 0);
	struct state_endpoint found;
	assert_int_equal(state_endpoint_get(state, &arena, "imapENDPOINT", &found, NULL), 1);
	assert_string_equal(found.host, "imap.contoso.com");
	assert_int_equal(found.port, 993);
	assert_int_equal(found.max_migrations, STATE_UNLIMITED);
	assert_int_equal(state_endpoint_get(state, &arena, "0A0B", &found, NULL), 1);
	assert_int_equal(state_endpoint_get(state, &arena, "other", &found, NULL), 0);

	struct error error = ERROR_INIT;
	row.guid = "0c";
	assert_int_equal(state_endpoint_insert(state, &row, &error), -1);
	assert_int_equal(error.code, STATE_ERROR_EXISTS);
	error_clear(&error);
}

static void test_users_are_counted_and_filtered(void **context)
{
	struct state *state = *context;
	int64_t batch = add_batch(state, "Wave1"), other = add_batch(state, "Wave2");
	add_user(state, batch, "ann@contoso.edu", USER_STATUS_SYNCED);
	add_user(state, batch, "bob@contoso.edu", USER_STATUS_FAILED);
	add_user(state, batch, "cid@contoso.edu", USER_STATUS_INCREMENTAL_FAILED);
	add_user(state, other, "ann@contoso.edu", USER_STATUS_QUEUED);

	struct state_batch_counts counts;
	assert_int_equal(state_batch_count(state, batch, &counts, NULL), 0);
	assert_int_equal(counts.total, 3);
	assert_int_equal(counts.by_summary[USER_SUMMARY_FAILED], 2);
	assert_int_equal(counts.by_status[USER_STATUS_SYNCED], 1);

	/* what is taken out or moves on is counted where it is */
	int64_t extra = add_user(state, batch, "dan@contoso.edu", USER_STATUS_SYNCED);
	assert_int_equal(state_user_archive(state, extra, 5, NULL), 0);
	assert_int_equal(state_user_archive(state, extra, 6, NULL), 0);
	struct state_user moving;
	assert_int_equal(state_user_get_id(state, &arena, 1, &moving, NULL), 1);
	moving.status = USER_STATUS_INCREMENTAL_SYNCING;
	assert_int_equal(state_user_update(state, &moving, NULL), 0);
	assert_int_equal(state_batch_count(state, batch, &counts, NULL), 0);
	assert_int_equal(counts.total, 3);
	assert_int_equal(counts.by_status[USER_STATUS_SYNCED], 0);
	assert_int_equal(counts.by_summary[USER_SUMMARY_ACTIVE], 1);

	struct state_users users;
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	filter.summary = USER_SUMMARY_FAILED;
	assert_int_equal(state_user_list(state, &arena, &filter, &users, NULL), 0);
	assert_int_equal(users.count, 2);
	assert_string_equal(users.items[1].email, "cid@contoso.edu");
	assert_int_equal(users.items[0].secret.size, 6);

	struct state_user_filter ann = STATE_USER_FILTER_ANY;
	ann.identity = "ANN@contoso.edu";
	assert_int_equal(state_user_list(state, &arena, &ann, &users, NULL), 0);
	assert_int_equal(users.count, 2);
	ann.batch_id = other;
	assert_int_equal(state_user_list(state, &arena, &ann, &users, NULL), 0);
	assert_int_equal(users.count, 1);
	assert_int_equal(users.items[0].status, USER_STATUS_QUEUED);
}

static void test_removed_batch_keeps_history_but_no_secret(void **context)
{
	struct state *state = *context;
	int64_t batch = add_batch(state, "Wave1");
	int64_t id = add_user(state, batch, "ann@contoso.edu", USER_STATUS_REMOVING);
	assert_int_equal(state_batch_archive(state, batch, 77, NULL), 0);

	struct state_batch row;
	assert_int_equal(state_batch_get(state, &arena, "Wave1", &row, NULL), 0);
	struct state_user user;
	assert_int_equal(state_user_get_id(state, &arena, id, &user, NULL), 1);
	assert_null(user.secret.data);
	assert_int_equal(user.removed_at, 77);
	struct state_batches history;
	struct state_batch_filter filter = {.status = -1, .removed = true};
	assert_int_equal(state_batch_list(state, &arena, &filter, &history, NULL), 0);
	assert_int_equal(history.count, 1);
	add_batch(state, "Wave1"); /* the name is free again */
}

static void test_rollback_leaves_nothing(void **context)
{
	struct state *state = *context;
	assert_int_equal(state_begin(state, NULL), 0);
	int64_t batch = add_batch(state, "Wave1");
	assert_int_equal(state_begin(state, NULL), 0);
	add_user(state, batch, "ann@contoso.edu", USER_STATUS_QUEUED);
	assert_int_equal(state_commit(state, false, NULL), 0);
	state_rollback(state);
	struct state_batch row;
	assert_int_equal(state_batch_get(state, &arena, "Wave1", &row, NULL), 0);
}

static void test_two_connections_see_each_other(void **context)
{
	struct state *first = *context, *second = open_store();
	assert_int_equal(state_setting_put(first, "limits.items", "12", NULL), 0);
	assert_int_equal(state_setting_number(second, "limits.items", 0), 12);
	assert_int_equal(state_setting_put(second, "limits.items", NULL, NULL), 0);
	assert_int_equal(state_setting_number(first, "limits.items", 5), 5);
	state_close(&second);
}

static void test_newer_store_is_left_alone(void **context)
{
	struct state *state = *context;
	assert_int_equal(
		sqlite3_exec(state_database(state), "PRAGMA user_version = 999", NULL, NULL, NULL),
		SQLITE_OK);
	struct error error = ERROR_INIT;
	assert_null(state_open(path, &error));
	assert_int_equal(error.code, STATE_ERROR_NEWER);
	assert_non_null(strstr(error.message, "newer version"));
	error_clear(&error);
}

static void test_other_files_are_refused(void **context)
{
	(void)context;
	char name[sizeof(folder) + 16];
	snprintf(name, sizeof(name), "%s/text", folder);
	FILE *file = fopen(name, "w");
	for (int i = 0; i < 200; i++)
		fputs("This is no database.\n", file);
	fclose(file);
	struct error error = ERROR_INIT;
	assert_null(state_open(name, &error));
	assert_int_equal(error.code, STATE_ERROR_CORRUPT);
	error_clear(&error);
	unlink(name);
	assert_null(state_open("/dev/null/folder/state.db", &error));
	assert_int_equal(error.code, STATE_ERROR_OPEN);
	error_clear(&error);
}

static void test_skipped_items_are_replaced(void **context)
{
	struct state *state = *context;
	int64_t user = add_user(state, add_batch(state, "Wave1"), "a@b.c", USER_STATUS_SYNCING);
	struct state_skipped item = {.user_id = user,
				     .kind = "LargeItem",
				     .folder = "INBOX",
				     .uid = 7,
				     .failure = "too large"};
	assert_int_equal(state_skipped_put(state, &item, NULL), 0);
	item.failure = "still too large";
	assert_int_equal(state_skipped_put(state, &item, NULL), 0);
	struct state_skipped_list list;
	assert_int_equal(state_skipped_list(state, &arena, user, 0, &list, NULL), 0);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].failure, "still too large");
	assert_int_equal(state_skipped_remove(state, user, "INBOX", 7, NULL), 0);
	int64_t count;
	assert_int_equal(state_skipped_count(state, user, &count, NULL), 0);
	assert_int_equal(count, 0);
}

static void test_mailboxes_are_provisioned_once(void **context)
{
	struct state *state = *context;
	struct state_mailbox first, second;
	assert_int_equal(state_mailbox_provision(state, &arena, "annb@contoso.edu", &first, NULL),
			 1);
	assert_int_equal(state_mailbox_provision(state, &arena, "ANNB@contoso.edu", &second, NULL),
			 1);
	assert_string_equal(first.guid, second.guid);
	assert_string_equal(first.name, "annb");
	struct state_domain domain;
	assert_int_equal(state_domain_get(state, &arena, "contoso.edu", &domain, NULL), 1);
	assert_true(domain.is_default);

	assert_int_equal(state_setting_put(state, "organization.provision", "accepted", NULL), 0);
	assert_int_equal(state_mailbox_provision(state, &arena, "x@other.org", &second, NULL), 0);
	assert_int_equal(state_mailbox_provision(state, &arena, "x@contoso.edu", &second, NULL), 1);
	assert_int_equal(state_setting_put(state, "organization.provision", "never", NULL), 0);
	assert_int_equal(state_mailbox_provision(state, &arena, "y@contoso.edu", &second, NULL), 0);
}

static void test_mailboxes_are_found_by_any_name(void **context)
{
	struct state *state = *context;
	struct state_mailbox row, other;
	assert_int_equal(state_mailbox_provision(state, &arena, "annb@contoso.edu", &row, NULL), 1);
	assert_int_equal(
		state_mailbox_set_addresses(state, row.id, "ann@contoso.edu\nab@contoso.edu", NULL),
		0);
	static const char *const names[] = {"annb", "ab@contoso.edu", "ANNB@CONTOSO.EDU"};
	for (size_t i = 0; i < countof(names); i++)
		assert_int_equal(state_mailbox_get(state, &arena, names[i], &other, NULL), 1);
	assert_int_equal(state_mailbox_provision(state, &arena, "annb@other.org", &other, NULL), 1);
	assert_int_equal(state_mailbox_get(state, &arena, "annb", &other, NULL), 2);
	const char *addresses;
	assert_int_equal(state_mailbox_addresses(state, &arena, row.id, &addresses, NULL), 0);
	assert_string_equal(addresses, "ann@contoso.edu\nab@contoso.edu");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_store_is_private),
		TEST(test_endpoint_round_trip),
		TEST(test_users_are_counted_and_filtered),
		TEST(test_removed_batch_keeps_history_but_no_secret),
		TEST(test_rollback_leaves_nothing),
		TEST(test_two_connections_see_each_other),
		TEST(test_newer_store_is_left_alone),
		TEST(test_other_files_are_refused),
		TEST(test_skipped_items_are_replaced),
		TEST(test_mailboxes_are_provisioned_once),
		TEST(test_mailboxes_are_found_by_any_name),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

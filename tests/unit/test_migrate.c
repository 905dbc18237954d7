#include "transport/endpoint.h"
#include "transport/failure.h"
#include "transport/migrate.h"
#include "transport/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/exosh-migrate-XXXXXX";
static char path[sizeof(folder) + 16];
static struct arena arena;
static struct state *state;
static int64_t batch_id;

static int group_setup(void **context)
{
	(void)context;
	return mkdtemp(folder) ? 0 : -1;
}

static int group_teardown(void **context)
{
	(void)context;
	return rmdir(folder);
}

static int setup(void **context)
{
	(void)context;
	snprintf(path, sizeof(path), "%s/state.db", folder);
	arena_init(&arena);
	state = state_open(path, NULL);
	struct state_endpoint endpoint = {.guid = "g",
					  .name = "e",
					  .type = "IMAP",
					  .host = "imap.contoso.com",
					  .port = 993,
					  .authentication = "Basic"};
	assert_int_equal(state_endpoint_insert(state, &endpoint, NULL), 0);
	struct state_batch batch = {.guid = "b",
				    .name = "Wave1",
				    .endpoint_id = endpoint.id,
				    .endpoint_name = "e",
				    .status = BATCH_STATUS_STARTING,
				    .allow_incremental_syncs = true};
	assert_int_equal(state_batch_insert(state, &batch, NULL), 0);
	batch_id = batch.id;
	return 0;
}

static int teardown(void **context)
{
	(void)context;
	state_close(&state);
	arena_clear(&arena);
	static const char *const endings[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < countof(endings); i++) {
		char name[sizeof(path) + 8];
		snprintf(name, sizeof(name), "%s%s", path, endings[i]);
		unlink(name);
	}
	return 0;
}

static int64_t add_user(const char *email)
{
	char guid[STATE_GUID_SIZE];
	state_guid(guid);
	struct state_user user = {.batch_id = batch_id,
				  .guid = guid,
				  .email = email,
				  .status = USER_STATUS_QUEUED,
				  .status_since = 1000,
				  .next_attempt_at = 1000};
	assert_int_equal(state_user_insert(state, &user, NULL), 0);
	return user.id;
}

static struct state_user get_user(int64_t id)
{
	struct state_user user;
	assert_int_equal(state_user_get_id(state, &arena, id, &user, NULL), 1);
	return user;
}

static enum batch_status get_batch_status(void)
{
	struct state_batch batch;
	assert_int_equal(state_batch_get_id(state, &arena, batch_id, &batch, NULL), 1);
	return batch.status;
}

static struct migrate_pass begin(int64_t user_id, int64_t now)
{
	struct migrate_pass pass;
	assert_int_equal(migrate_pass_begin(state, &arena, user_id, now, &pass, NULL), 1);
	return pass;
}

static void end(const struct migrate_pass *pass, int failure, int64_t now)
{
	assert_int_equal(migrate_pass_end(state, &arena, pass, failure, failure ? "words" : NULL,
					  false, 0, now, NULL),
			 0);
}

static void apply(int64_t user_id, enum migrate_event event, int64_t now, int expected)
{
	struct state_user user = get_user(user_id);
	assert_int_equal(migrate_user_apply(state, &user, event, now, NULL), expected);
}

static void test_first_pass_then_incremental(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu");
	struct migrate_pass pass = begin(id, 2000);
	assert_true(pass.initial);
	assert_int_equal(get_user(id).status, USER_STATUS_VALIDATING);
	assert_int_equal(get_batch_status(), BATCH_STATUS_SYNCING);
	assert_int_equal(migrate_pass_enter(state, &pass, USER_STATUS_SYNCING, 2100, NULL), 1);
	struct migrate_pass second;
	assert_int_equal(migrate_pass_begin(state, &arena, id, 2200, &second, NULL), 0);
	end(&pass, 0, 5000);
	struct state_user user = get_user(id);
	assert_int_equal(user.status, USER_STATUS_SYNCED);
	assert_int_equal(user.next_attempt_at, 5000 + SCHEDULE_INCREMENTAL_MS);
	assert_int_equal(user.queued_ms, 1000);
	assert_int_equal(user.in_progress_ms, 3000);
	assert_int_equal(get_batch_status(), BATCH_STATUS_SYNCED);

	pass = begin(id, user.next_attempt_at);
	assert_false(pass.initial);
	assert_int_equal(get_batch_status(), BATCH_STATUS_INCREMENTAL_SYNCING);
	end(&pass, FAILURE_AUTH, user.next_attempt_at + 1);
	user = get_user(id);
	assert_int_equal(user.status, USER_STATUS_INCREMENTAL_FAILED);
	assert_int_equal(user.next_attempt_at, 0);
	assert_int_equal(get_batch_status(), BATCH_STATUS_SYNCED_WITH_ERRORS);
}

static void test_refused_login_is_tried_once(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu");
	struct migrate_pass pass = begin(id, 2000);
	end(&pass, FAILURE_AUTH, 2001);
	struct state_user user = get_user(id);
	assert_int_equal(user.status, USER_STATUS_FAILED);
	assert_int_equal(user.next_attempt_at, 0);
	assert_string_equal(user.error,
			    "ImapInvalidCredentialsException: The username or password for this "
			    "account is incorrect. --> words");
	assert_int_equal(get_batch_status(), BATCH_STATUS_FAILED);
	apply(id, MIGRATE_START, 3000, 1);
	user = get_user(id);
	assert_int_equal(user.status, USER_STATUS_QUEUED);
	assert_null(user.error);
	assert_int_equal(user.next_attempt_at, 3000);
}

static void test_network_failures_back_off_then_fail(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu"), now = 2000;
	for (int i = 1; i < SCHEDULE_MAX_ATTEMPTS; i++) {
		struct migrate_pass pass = begin(id, now);
		assert_int_equal(migrate_pass_enter(state, &pass, USER_STATUS_SYNCING, now, NULL),
				 1);
		end(&pass, FAILURE_CONNECT, now);
		struct state_user user = get_user(id);
		assert_int_equal(user.status, USER_STATUS_SYNCING);
		assert_int_equal(user.next_attempt_at, now + schedule_backoff(i, 0));
		assert_int_equal(get_batch_status(), BATCH_STATUS_SYNCING);
		assert_non_null(strstr(user.error, "'imap.contoso.com'"));
		now = user.next_attempt_at;
	}
	struct migrate_pass pass = begin(id, now);
	end(&pass, FAILURE_CONNECT, now);
	struct state_user user = get_user(id);
	assert_int_equal(user.status, USER_STATUS_FAILED);
	assert_int_equal(user.stalled_ms, 5000 + 15000 + 45000 + 135000 + 300000);
}

static void test_failures_name_their_side(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu");
	struct migrate_pass pass = begin(id, 2000);
	pass.failed_target = "imap.fabrikam.com";
	end(&pass, FAILURE_NETWORK, 3000);
	struct state_user user = get_user(id);
	assert_non_null(strstr(user.error_summary, "target server 'imap.fabrikam.com'"));
	assert_null(strstr(user.error_summary, "imap.contoso.com"));
	pass = begin(id, user.next_attempt_at);
	end(&pass, FAILURE_NETWORK, user.next_attempt_at + 1000);
	assert_non_null(strstr(get_user(id).error_summary, "'imap.contoso.com'"));
}

/* A limit of the server may be for a day: it is waited out, and is no reason to fail before. */
static void test_limits_are_waited_out(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu"), now = 2000;
	for (int i = 1; i < SCHEDULE_MAX_BUSY; i++) {
		struct migrate_pass pass = begin(id, now);
		end(&pass, FAILURE_BUSY, now);
		struct state_user user = get_user(id);
		assert_true(user.stalled_since > 0);
		assert_int_equal(user.next_attempt_at - now, schedule_backoff_busy(i, 0));
		now = user.next_attempt_at;
	}
	assert_true(now > INT64_C(24) * 60 * 60 * 1000);
	struct migrate_pass pass = begin(id, now);
	end(&pass, FAILURE_BUSY, now);
	assert_int_equal(get_user(id).status, USER_STATUS_FAILED);
}

/* Measured and done with: there is no later pass, and nothing that could be compared. */
static void test_analysis_completes(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu");
	struct migrate_pass pass = begin(id, 2000);
	pass.batch.analyze_only = true;
	end(&pass, 0, 3000);
	struct state_user user = get_user(id);
	assert_int_equal(user.status, USER_STATUS_COMPLETED);
	assert_int_equal(user.initial_synced_at, 0);
	assert_int_equal(user.next_attempt_at, 0);
	assert_int_equal(get_batch_status(), BATCH_STATUS_COMPLETED);
}

static void test_stop_in_the_middle_then_go_on(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu");
	struct migrate_pass pass = begin(id, 2000);
	apply(id, MIGRATE_STOP, 2100, 1);
	assert_int_equal(get_user(id).status, USER_STATUS_STOPPING);
	assert_int_equal(migrate_pass_enter(state, &pass, USER_STATUS_SYNCING, 2200, NULL), 0);
	end(&pass, FAILURE_STOPPED, 2300);
	assert_int_equal(get_user(id).status, USER_STATUS_STOPPED);
	assert_int_equal(get_batch_status(), BATCH_STATUS_STOPPED);
	apply(id, MIGRATE_STOP, 2400, 0);
	apply(id, MIGRATE_START, 2500, 1);
	pass = begin(id, 2600);
	assert_true(pass.initial);
	end(&pass, FAILURE_STOPPED, 2700); /* the service ends */
	struct state_user user = get_user(id);
	assert_int_equal(user.next_attempt_at, 2700);
	pass = begin(id, 2800);
	end(&pass, 0, 2900);
	assert_int_equal(get_user(id).status, USER_STATUS_SYNCED);
	apply(id, MIGRATE_STOP, 3000, 1);
	assert_int_equal(get_user(id).status, USER_STATUS_INCREMENTAL_STOPPED);
}

static void test_removed_user_is_left_to_the_service(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu");
	struct migrate_pass pass = begin(id, 2000);
	apply(id, MIGRATE_REMOVE, 2100, 1);
	end(&pass, 0, 2200);
	assert_int_equal(get_user(id).status, USER_STATUS_REMOVING);
}

static void test_last_pass_completes(void **context)
{
	(void)context;
	int64_t id = add_user("ann@contoso.edu");
	struct migrate_pass pass = begin(id, 2000);
	end(&pass, 0, 2100);
	apply(id, MIGRATE_COMPLETE, 2200, 1);
	pass = begin(id, 2200);
	assert_true(pass.completing);
	assert_int_equal(get_batch_status(), BATCH_STATUS_COMPLETING);
	end(&pass, 0, 2300);
	struct state_user user = get_user(id);
	assert_int_equal(user.status, USER_STATUS_COMPLETED);
	assert_int_equal(user.next_attempt_at, 0);
	assert_int_equal(get_batch_status(), BATCH_STATUS_COMPLETED);
}

static void test_bad_rows_are_not_retried(void **context)
{
	(void)context;
	int64_t id = add_user("no-address");
	struct migrate_pass pass = begin(id, 2000);
	end(&pass, FAILURE_CSV_ROW, 2100);
	assert_int_equal(get_user(id).status, USER_STATUS_FAILED);
	apply(id, MIGRATE_START, 2200, 0);
}

static void test_batch_status_follows_users(void **context)
{
	(void)context;
	static const struct {
		enum user_status users[3];
		enum batch_status batch;
	} cases[] = {
		{{USER_STATUS_SYNCED, USER_STATUS_QUEUED, USER_STATUS_FAILED},
		 BATCH_STATUS_SYNCING},
		{{USER_STATUS_SYNCED, USER_STATUS_SYNCED, USER_STATUS_FAILED},
		 BATCH_STATUS_SYNCED_WITH_ERRORS},
		{{USER_STATUS_SYNCED, USER_STATUS_SYNCED, USER_STATUS_INCREMENTAL_SYNCED},
		 BATCH_STATUS_SYNCED},
		{{USER_STATUS_SYNCED, USER_STATUS_INCREMENTAL_SYNCING, USER_STATUS_FAILED},
		 BATCH_STATUS_INCREMENTAL_SYNCING},
		{{USER_STATUS_FAILED, USER_STATUS_FAILED, USER_STATUS_FAILED}, BATCH_STATUS_FAILED},
		{{USER_STATUS_FAILED, USER_STATUS_STOPPED, USER_STATUS_STOPPED},
		 BATCH_STATUS_STOPPED},
		{{USER_STATUS_COMPLETED, USER_STATUS_COMPLETED, USER_STATUS_COMPLETION_FAILED},
		 BATCH_STATUS_COMPLETED_WITH_ERRORS},
		{{USER_STATUS_REMOVING, USER_STATUS_SYNCED, USER_STATUS_SYNCED},
		 BATCH_STATUS_SYNCED},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		struct state_batch_counts counts = {.total = 3};
		for (int j = 0; j < 3; j++) {
			counts.by_status[cases[i].users[j]]++;
			counts.by_summary[user_status_summary(cases[i].users[j])]++;
		}
		assert_int_equal(migrate_batch_derive(BATCH_STATUS_STARTING, &counts),
				 cases[i].batch);
	}
}

static void test_allowed_statuses_are_named(void **context)
{
	(void)context;
	assert_false(migrate_batch_allows(BATCH_STATUS_CREATED, MIGRATE_STOP));
	assert_true(migrate_batch_allows(BATCH_STATUS_SYNCED, MIGRATE_START));
	char *names = migrate_batch_allowed(MIGRATE_COMPLETE);
	assert_string_equal(names, "Synced or SyncedWithErrors");
	free(names);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_first_pass_then_incremental),
		TEST(test_refused_login_is_tried_once),
		TEST(test_network_failures_back_off_then_fail),
		TEST(test_failures_name_their_side),
		TEST(test_limits_are_waited_out),
		TEST(test_analysis_completes),
		TEST(test_stop_in_the_middle_then_go_on),
		TEST(test_removed_user_is_left_to_the_service),
		TEST(test_last_pass_completes),
		TEST(test_bad_rows_are_not_retried),
		TEST(test_batch_status_follows_users),
		TEST(test_allowed_statuses_are_named),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

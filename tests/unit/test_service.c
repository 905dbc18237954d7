/* The real service in a home of its own, with servers that refuse or say nothing. */
#include "transport/control.h"
#include "transport/home.h"
#include "transport/migration.h"

#include <arpa/inet.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/exosh-service-XXXXXX";
static char program[PATH_MAX];
static struct arena arena;
static struct migration *migration;
static struct error error;

static void assert_done(int result)
{
	if (result < 0)
		fail_msg("%d: %s", error.code, error.message);
}

/* The program that was built with this test. */
static bool find_program(void)
{
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	for (int levels = 0; levels < 2 && length > 0; levels++) {
		while (length > 0 && self[--length] != '/')
			;
		snprintf(program, sizeof(program), "%.*s/exosh-service", (int)length, self);
		if (access(program, X_OK) == 0)
			return true;
	}
	return false;
}

static int group_setup(void **context)
{
	(void)context;
	if (!mkdtemp(folder))
		return -1;
	setenv("EXOSH_HOME", folder, 1);
	if (find_program())
		setenv("EXOSH_SERVICE", program, 1);
	return strcmp(home_path(), folder);
}

static int group_teardown(void **context)
{
	(void)context;
	return rmdir(folder);
}

static int setup(void **context)
{
	(void)context;
	if (!*program)
		return 0;
	if (home_make_folder(folder) < 0)
		return -1;
	arena_init(&arena);
	migration = migration_open(&error);
	static const char *const settings[][2] = {
		{"retry.milliseconds", "1"},
		{"removal.milliseconds", "300"},
	};
	for (size_t i = 0; i < countof(settings); i++)
		assert_done(state_setting_put(migration_state(migration), settings[i][0],
					      settings[i][1], &error));
	return 0;
}

static int teardown(void **context)
{
	(void)context;
	if (!*program)
		return 0;
	char command[128];
	int stopped = migration_service_stop(&error);
	migration_close(&migration);
	arena_clear(&arena);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	if (system(command) != 0 || home_make_folder(folder) < 0)
		return -1;
	return stopped;
}

/* A port that takes connections and never says a word; -1 in *port_r's place is never used. */
static int listen_silently(int *port_r)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t size = sizeof(address);
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
	assert_int_equal(listen(fd, 16), 0);
	getsockname(fd, (struct sockaddr *)&address, &size);
	*port_r = ntohs(address.sin_port);
	return fd;
}

static void new_batch(int port, const char *password)
{
	struct migration_endpoint endpoint = MIGRATION_ENDPOINT_NEW;
	struct state_endpoint endpoint_row;
	endpoint.host = "127.0.0.1";
	endpoint.port = port;
	endpoint.security = ENDPOINT_SECURITY_NONE;
	assert_done(migration_endpoint_new(migration, &arena, "E", &endpoint, false, &endpoint_row,
					   &error));
	char csv[256];
	struct migration_batch batch = MIGRATION_BATCH_NEW;
	struct state_batch row;
	snprintf(csv, sizeof(csv),
		 "EmailAddress,UserName,Password\nann@contoso.edu,ann,%s\nbob@contoso.edu,bob,%s\n",
		 password, password);
	batch.name = "B";
	batch.endpoint = "E";
	batch.csv = csv;
	batch.csv_size = strlen(csv);
	batch.auto_start = true;
	assert_done(migration_batch_new(migration, &arena, &batch, &row, &error));
}

static int batch_status(void)
{
	struct state_batch row;
	if (migration_batch_get(migration, &arena, "B", &row, &error) == 0)
		return (int)row.status;
	assert_int_equal(error.code, MIGRATION_ERROR_BATCH_NOT_FOUND);
	error_clear(&error);
	return -1;
}

static struct state_user get_user(const char *identity)
{
	struct state_users users;
	assert_done(migration_user_find(migration, &arena, identity, &users, &error));
	return users.items[0];
}

/* Up to ten seconds. */
static void wait_for_batch(int wanted)
{
	for (int i = 0; i < 1000 && batch_status() != wanted; i++)
		usleep(10000);
	assert_int_equal(batch_status(), wanted);
}

static void wait_for_user(const char *identity, enum user_status wanted)
{
	for (int i = 0; i < 1000 && get_user(identity).status != wanted; i++)
		usleep(10000);
	assert_int_equal(get_user(identity).status, wanted);
}

/* The process that the log names last; 0 where it names none yet. */
static pid_t logged_process(void)
{
	char path[PATH_MAX], line[512];
	snprintf(path, sizeof(path), "%s/logs/service.log", folder);
	FILE *log = fopen(path, "r");
	long process = 0;
	while (log && fgets(line, sizeof(line), log)) {
		const char *place = strstr(line, ", process ");
		if (place)
			process = strtol(place + 10, NULL, 10);
	}
	if (log)
		fclose(log);
	return (pid_t)process;
}

/* A service answers before it writes its first line: waits up to ten seconds for that. */
static pid_t service_process(void)
{
	for (int i = 0; i < 1000 && !logged_process(); i++)
		usleep(10000);
	assert_true(logged_process() > 1);
	return logged_process();
}

static void test_refused_connections_are_retried_then_fail(void **context)
{
	(void)context;
	if (!*program)
		skip();
	new_batch(1, "down"); /* nothing listens at port 1 */
	wait_for_batch(BATCH_STATUS_FAILED);
	struct state_user user = get_user("ann@contoso.edu");
	assert_int_equal(user.attempts, 6);
	assert_non_null(
		strstr(user.error, "The connection to the server '127.0.0.1' could not be"));
	struct state_report report;
	assert_done(migration_report(migration, &arena, 0, user.id, &report, &error));
	int retries = 0;
	for (size_t i = 0; i < report.count; i++)
		retries += strstr(report.items[i].text, "The system will retry") != NULL;
	assert_int_equal(retries, 5);
}

static void test_there_is_one_service(void **context)
{
	(void)context;
	if (!*program)
		skip();
	int port, fd = listen_silently(&port);
	new_batch(port, "slow");
	pid_t first = service_process();
	char command[PATH_MAX + 32];
	snprintf(command, sizeof(command), "'%s' --foreground", program);
	assert_int_equal(system(command), 0); /* ends at once */
	assert_int_equal(service_process(), first);
	assert_int_equal(migration_service_running(), 1);
	close(fd);
}

static void test_stop_and_remove_a_mailbox_that_hangs(void **context)
{
	(void)context;
	if (!*program)
		skip();
	int port, fd = listen_silently(&port);
	new_batch(port, "slow");
	wait_for_user("ann@contoso.edu", USER_STATUS_SYNCING);
	assert_done(migration_user_stop(migration, get_user("bob@contoso.edu").id, &error));
	wait_for_user("bob@contoso.edu", USER_STATUS_STOPPED);
	assert_int_equal(get_user("ann@contoso.edu").status, USER_STATUS_SYNCING);
	assert_done(migration_batch_stop(migration, "B", &error));
	wait_for_batch(BATCH_STATUS_STOPPED);
	assert_done(migration_batch_remove(migration, "B", &error));
	assert_int_equal(batch_status(), BATCH_STATUS_REMOVING);
	wait_for_batch(-1);
	assert_done(migration_endpoint_remove(migration, "E", &error));
	close(fd);
}

static void test_killed_service_is_started_again_and_goes_on(void **context)
{
	(void)context;
	if (!*program)
		skip();
	int port, fd = listen_silently(&port);
	new_batch(port, "slow");
	wait_for_user("ann@contoso.edu", USER_STATUS_SYNCING);
	pid_t first = service_process();
	kill(first, SIGKILL);
	for (int i = 0; i < 1000 && service_process() == first; i++) {
		batch_status(); /* who looks brings it back */
		usleep(10000);
	}
	assert_int_not_equal(service_process(), first);
	struct state_report report;
	int begun = 0;
	for (int i = 0; i < 1000 && begun < 2; i++, usleep(10000)) {
		int64_t id = get_user("ann@contoso.edu").id;
		assert_done(migration_report(migration, &arena, 0, id, &report, &error));
		begun = 0;
		for (size_t j = 0; j < report.count; j++)
			begun += !strcmp(report.items[j].text, "Request processing started.");
	}
	assert_int_equal(begun, 2);
	close(fd);
}

static void test_sigterm_ends_cleanly(void **context)
{
	(void)context;
	if (!*program)
		skip();
	int port, fd = listen_silently(&port);
	new_batch(port, "slow");
	wait_for_user("ann@contoso.edu", USER_STATUS_SYNCING);
	kill(service_process(), SIGTERM);
	for (int i = 0; i < 1000 && control_ask("STATUS", NULL, NULL) == 1; i++)
		usleep(10000);
	assert_done(migration_service_stop(&error)); /* waits for its end */
	struct state_user user;
	int64_t id = 1;
	assert_int_equal(state_user_get_id(migration_state(migration), &arena, id, &user, NULL), 1);
	assert_true(user.next_attempt_at > 0); /* due as soon as the next one runs */
	close(fd);
}

static void test_no_password_is_written_anywhere(void **context)
{
	(void)context;
	if (!*program)
		skip();
	new_batch(1, "Xyzzy-Plugh-42");
	wait_for_batch(BATCH_STATUS_FAILED);
	char command[256];
	snprintf(command, sizeof(command), "grep -rq Xyzzy-Plugh-42 %s", folder);
	assert_int_equal(WEXITSTATUS(system(command)), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_refused_connections_are_retried_then_fail),
		TEST(test_there_is_one_service),
		TEST(test_stop_and_remove_a_mailbox_that_hangs),
		TEST(test_killed_service_is_started_again_and_goes_on),
		TEST(test_sigterm_ends_cleanly),
		TEST(test_no_password_is_written_anywhere),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

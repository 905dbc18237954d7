/* The mail, and its way to a relay that this test plays. */
#include "base/strbuf.h"
#include "transport/home.h"
#include "transport/notify.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/exosh-notify-XXXXXX";
static struct arena arena;
static struct state *state;
static int64_t batch_id;
static int relay_socket, relay_port;
static struct strbuf heard = STRBUF_INIT;

static int group_setup(void **context)
{
	(void)context;
	if (!mkdtemp(folder))
		return -1;
	setenv("EXOSH_HOME", folder, 1);
	arena_init(&arena);
	state = state_open_home(NULL);
	struct state_batch batch = {.guid = "b",
				    .name = "Büro",
				    .endpoint_name = "E",
				    .status = BATCH_STATUS_SYNCED_WITH_ERRORS,
				    .status_since = 1000,
				    .report_interval = 86400,
				    .notification_emails = "it@contoso.com\nboss@contoso.com"};
	struct state_user users[] = {
		{.guid = "1", .email = "ann@contoso.edu", .status = USER_STATUS_SYNCED},
		{.guid = "2",
		 .email = "bob@contoso.edu",
		 .status = USER_STATUS_FAILED,
		 .error_summary = "The \"server\" said no."},
	};
	if (state_batch_insert(state, &batch, NULL) < 0)
		return -1;
	batch_id = batch.id;
	for (size_t i = 0; i < countof(users); i++) {
		users[i].batch_id = batch_id;
		if (state_user_insert(state, &users[i], NULL) < 0)
			return -1;
	}
	return 0;
}

static int group_teardown(void **context)
{
	(void)context;
	char command[128];
	state_close(&state);
	arena_clear(&arena);
	strbuf_clear(&heard);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command);
}

/* Says yes to everything and keeps what it hears. */
static void *play_relay(void *unused)
{
	(void)unused;
	char line[4096];
	int fd = accept(relay_socket, NULL, NULL);
	FILE *in = fdopen(fd, "r");
	bool data = false;
	dprintf(fd, "220 relay ESMTP\r\n");
	while (fgets(line, sizeof(line), in)) {
		strbuf_adds(&heard, line);
		if (data && strcmp(line, ".\r\n") != 0)
			continue;
		bool begins = !strncasecmp(line, "DATA", 4);
		dprintf(fd, begins ? "354 go on\r\n" : "250 fine\r\n");
		data = begins;
		if (!strncasecmp(line, "QUIT", 4))
			break;
	}
	fclose(in);
	return NULL;
}

static void write_relay_file(const char *text)
{
	char *path = home_file("mail-relay");
	FILE *file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
	free(path);
}

static const char *last_report_line(void)
{
	struct state_report report;
	assert_int_equal(state_report_list(state, &arena, batch_id, 0, &report, NULL), 0);
	return report.items[report.count - 1].text;
}

static void test_mail_reaches_the_relay(void **context)
{
	(void)context;
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t size = sizeof(address);
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	relay_socket = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(relay_socket, (struct sockaddr *)&address, size), 0);
	assert_int_equal(listen(relay_socket, 1), 0);
	getsockname(relay_socket, (struct sockaddr *)&address, &size);
	relay_port = ntohs(address.sin_port);
	char text[128];
	snprintf(text, sizeof(text), "url smtp://127.0.0.1:%d\nfrom exosh@contoso.com\n",
		 relay_port);
	write_relay_file(text);

	pthread_t thread;
	pthread_create(&thread, NULL, play_relay, NULL);
	assert_int_equal(notify_batch(state, batch_id, NULL), 0);
	pthread_join(thread, NULL);
	close(relay_socket);
	assert_string_equal(last_report_line(), "The notification mail was sent.");
	static const char *const parts[] = {
		"MAIL FROM:<exosh@contoso.com>",
		"RCPT TO:<it@contoso.com>",
		"RCPT TO:<boss@contoso.com>",
		"To: it@contoso.com, boss@contoso.com",
		"Subject: =?UTF-8?B?RS1tYWlsIG1pZ3JhdGlvbiBiYXRjaCAiQsO8cm8iIGhhcyBmaW5pc2hlZCAt?=",
		"filename=\"MigrationStatistics.csv\"",
		"filename=\"MigrationErrors.csv\"",
	};
	for (size_t i = 0; i < countof(parts); i++)
		if (!strstr(heard.data, parts[i]))
			fail_msg("no %s in:\n%s", parts[i], heard.data);
}

static void test_what_went_wrong_is_told(void **context)
{
	(void)context;
	write_relay_file("url smtp://127.0.0.1:1\nfrom exosh@contoso.com\n");
	assert_int_equal(notify_batch(state, batch_id, NULL), 0);
	assert_non_null(strstr(last_report_line(), "smtp://127.0.0.1:1"));
	write_relay_file("from exosh@contoso.com\n");
	assert_int_equal(notify_batch(state, batch_id, NULL), 0);
	assert_non_null(strstr(last_report_line(), "lacks a line with url"));
}

static void test_table_quotes_what_it_must(void **context)
{
	(void)context;
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	struct state_users users;
	struct strbuf table = STRBUF_INIT;
	assert_int_equal(state_user_list(state, &arena, &filter, &users, NULL), 0);
	notify_table(&users, true, &table);
	assert_string_equal(table.data,
			    "EmailAddress,Status,Error\r\n\"bob@contoso.edu\",\"Failed\","
			    "\"The \"\"server\"\" said no.\"\r\n");
	strbuf_clear(&table);
}

static void test_due_once_for_each_end(void **context)
{
	(void)context;
	struct state_due_users due;
	assert_int_equal(state_batches_to_report(state, &arena, 5000, &due, NULL), 0);
	assert_int_equal(due.count, 1);
	assert_int_equal(due.items[0].batch_id, batch_id);
	assert_int_equal(state_batch_set_reported(state, batch_id, 5000, NULL), 0);
	assert_int_equal(state_batches_to_report(state, &arena, 6000, &due, NULL), 0);
	assert_int_equal(due.count, 0);

	struct state_batch batch;
	assert_int_equal(state_batch_get_id(state, &arena, batch_id, &batch, NULL), 1);
	batch.status = BATCH_STATUS_SYNCING; /* for more than a day */
	batch.status_since = 7000;
	assert_int_equal(state_batch_update(state, &batch, NULL), 0);
	assert_int_equal(state_batches_to_report(state, &arena, 5000 + 86399999, &due, NULL), 0);
	assert_int_equal(due.count, 0);
	assert_int_equal(state_batches_to_report(state, &arena, 5000 + 86400000, &due, NULL), 0);
	assert_int_equal(due.count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mail_reaches_the_relay),
		cmocka_unit_test(test_what_went_wrong_is_told),
		cmocka_unit_test(test_table_quotes_what_it_must),
		cmocka_unit_test(test_due_once_for_each_end),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}

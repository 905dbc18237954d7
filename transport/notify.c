#include "transport/notify.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/home.h"
#include "transport/mail.h"
#include "transport/report.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct relay {
	char *url, *from, *tls, *user, *password;
};

static void relay_clear(struct relay *relay)
{
	if (relay->password)
		OPENSSL_cleanse(relay->password, strlen(relay->password));
	char *texts[] = {relay->url, relay->from, relay->tls, relay->user, relay->password};
	for (size_t i = 0; i < countof(texts); i++)
		free(texts[i]);
}

static void read_setting(struct relay *relay, char *line)
{
	const struct {
		const char *name;
		char **value;
	} settings[] = {
		{"url", &relay->url},   {"from", &relay->from},         {"tls", &relay->tls},
		{"user", &relay->user}, {"password", &relay->password},
	};
	line[strcspn(line, "\r\n")] = '\0';
	char *value = line + strcspn(line, " \t");
	if (*value)
		*value++ = '\0';
	value += strspn(value, " \t");
	for (size_t i = 0; i < countof(settings); i++)
		if (!strcmp(line, settings[i].name)) {
			free(*settings[i].value);
			*settings[i].value = xstrdup(value);
		}
}

static int read_relay(struct relay *relay, struct error *error)
{
	char *path = home_file("mail-relay"), *line = NULL;
	size_t size = 0;
	FILE *file = fopen(path, "re");
	int result = 0;
	if (!file)
		result = error_set(error, FAILURE_LOCAL, "the file '%s' can't be read: %s", path,
				   strerror(errno));
	while (file && getline(&line, &size, file) > 0)
		read_setting(relay, line);
	if (line)
		OPENSSL_cleanse(line, size);
	free(line);
	if (file)
		fclose(file);
	if (result == 0 && (!relay->url || !relay->from))
		result = error_set(error, FAILURE_LOCAL, "the file '%s' lacks a line with %s", path,
				   relay->url ? "from" : "url");
	free(path);
	return result;
}

static int send_mail(const struct relay *relay, const struct state_batch *batch,
		     const struct state_batch_counts *counts, const struct state_users *users,
		     struct error *error)
{
	struct strbuf subject = STRBUF_INIT, text = STRBUF_INIT, table = STRBUF_INIT,
		      failed = STRBUF_INIT;
	notify_subject(batch, counts, &subject);
	notify_text(batch, counts, &text);
	notify_table(users, false, &table);
	notify_table(users, true, &failed);
	const struct mail_part parts[] = {
		{text.data, text.length, "text/plain; charset=utf-8", NULL},
		{table.data, table.length, "text/csv; charset=utf-8", "MigrationStatistics.csv"},
		{failed.data, failed.length, "text/csv; charset=utf-8", "MigrationErrors.csv"},
	};
	const struct mail mail = {
		.url = relay->url,
		.tls = relay->tls && strcmp(relay->tls, "no") != 0,
		.user = relay->user,
		.password = relay->password,
		.from = relay->from,
		.to = batch->notification_emails,
		.subject = subject.data,
		.parts = parts,
		.part_count = counts->by_summary[USER_SUMMARY_FAILED] ? 3 : 2,
		.some_suffice = true,
	};
	int result = mail_send(&mail, error);
	strbuf_clear(&subject);
	strbuf_clear(&text);
	strbuf_clear(&table);
	strbuf_clear(&failed);
	return result;
}

/* Reads what the mail tells of. 1: there is somebody to tell, 0: not, -1: error. */
static int load(struct state *state, struct arena *arena, int64_t batch_id,
		struct state_batch *batch_r, struct state_batch_counts *counts_r,
		struct state_users *users_r, struct error *error)
{
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	filter.batch_id = batch_id;
	int found = state_batch_get_id(state, arena, batch_id, batch_r, error);
	if (found <= 0 || batch_r->removed_at || !batch_r->notification_emails)
		return found < 0 ? -1 : 0;
	if (state_batch_count(state, batch_id, counts_r, error) < 0 ||
	    state_user_list(state, arena, &filter, users_r, error) < 0)
		return -1;
	return 1;
}

static int notify(struct state *state, struct arena *arena, int64_t batch_id, struct error *error)
{
	struct state_batch batch;
	struct state_batch_counts counts;
	struct state_users users;
	struct relay relay = {NULL, NULL, NULL, NULL, NULL};
	struct error cause = ERROR_INIT;
	int found = load(state, arena, batch_id, &batch, &counts, &users, error);
	if (found <= 0)
		return found;
	int sent = read_relay(&relay, &cause);
	if (sent == 0)
		sent = send_mail(&relay, &batch, &counts, &users, &cause);
	relay_clear(&relay);
	int result = sent < 0 ? report_add(state, batch_id, 0, REPORT_WARNING, error,
					   "The notification mail wasn't sent: %s.", cause.message)
			      : report_add(state, batch_id, 0, REPORT_INFORMATION, error,
					   "The notification mail was sent.");
	error_clear(&cause);
	return result;
}

int notify_batch(struct state *state, int64_t batch_id, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	int result = notify(state, &arena, batch_id, error);
	arena_clear(&arena);
	return result;
}

#include "transport/notify.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/home.h"
#include "transport/report.h"
#include "transport/stream_trust.h"

#include <curl/curl.h>
#include <errno.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TIMEOUT_SECONDS 60L

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

static void add_text_part(curl_mime *mime, const struct strbuf *text, const char *type,
			  const char *file)
{
	curl_mimepart *part = curl_mime_addpart(mime);
	curl_mime_data(part, text->data, text->length);
	curl_mime_type(part, type);
	curl_mime_encoder(part, "base64");
	if (file)
		curl_mime_filename(part, file);
}

static curl_mime *make_body(CURL *easy, const struct state_batch *batch,
			    const struct state_batch_counts *counts,
			    const struct state_users *users)
{
	curl_mime *mime = curl_mime_init(easy);
	struct strbuf text = STRBUF_INIT;
	notify_text(batch, counts, &text);
	add_text_part(mime, &text, "text/plain; charset=utf-8", NULL);
	strbuf_reset(&text);
	notify_table(users, false, &text);
	add_text_part(mime, &text, "text/csv; charset=utf-8", "MigrationStatistics.csv");
	if (counts->by_summary[USER_SUMMARY_FAILED]) {
		strbuf_reset(&text);
		notify_table(users, true, &text);
		add_text_part(mime, &text, "text/csv; charset=utf-8", "MigrationErrors.csv");
	}
	strbuf_clear(&text);
	return mime;
}

static struct curl_slist *make_headers(const struct relay *relay, const struct state_batch *batch,
				       const struct state_batch_counts *counts)
{
	struct strbuf subject = STRBUF_INIT, line = STRBUF_INIT;
	struct curl_slist *headers = NULL;
	char date[64];
	time_t now = time(NULL);
	struct tm tm;
	gmtime_r(&now, &tm);
	strftime(date, sizeof(date), "Date: %a, %d %b %Y %H:%M:%S +0000", &tm);
	headers = curl_slist_append(headers, date);
	notify_header("From", relay->from, &line);
	headers = curl_slist_append(headers, line.data);
	strbuf_reset(&line);
	strbuf_adds(&line, "To: ");
	for (const char *to = batch->notification_emails; *to; to++)
		strbuf_adds(&line, *to == '\n' ? ", " : (char[]){*to, '\0'});
	headers = curl_slist_append(headers, line.data);
	strbuf_reset(&line);
	notify_subject(batch, counts, &subject);
	notify_header("Subject", subject.data, &line);
	headers = curl_slist_append(headers, line.data);
	strbuf_clear(&subject);
	strbuf_clear(&line);
	return headers;
}

static struct curl_slist *make_recipients(const char *list)
{
	struct curl_slist *recipients = NULL;
	while (*list) {
		size_t length = strcspn(list, "\n");
		char *address = xstrndup(list, length);
		if (*address)
			recipients = curl_slist_append(recipients, address);
		free(address);
		list += length + (list[length] == '\n');
	}
	return recipients;
}

static CURLcode trust(CURL *easy, void *tls, void *context)
{
	(void)easy;
	(void)context;
	stream_trust_apply(tls);
	return CURLE_OK;
}

static int send_mail(const struct relay *relay, const struct state_batch *batch,
		     const struct state_batch_counts *counts, const struct state_users *users,
		     struct error *error)
{
	char problem[CURL_ERROR_SIZE] = "";
	CURL *easy = curl_easy_init();
	curl_mime *body = make_body(easy, batch, counts, users);
	struct curl_slist *headers = make_headers(relay, batch, counts);
	struct curl_slist *recipients = make_recipients(batch->notification_emails);
	bool tls = relay->tls && strcmp(relay->tls, "no") != 0;
	curl_easy_setopt(easy, CURLOPT_URL, relay->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(easy, CURLOPT_USE_SSL, tls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY);
	curl_easy_setopt(easy, CURLOPT_MAIL_FROM, relay->from);
	curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_MIMEPOST, body);
	curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, trust);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, TIMEOUT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, problem);
	if (relay->user) {
		curl_easy_setopt(easy, CURLOPT_USERNAME, relay->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, relay->password ? relay->password : "");
	}
	CURLcode code = curl_easy_perform(easy);
	curl_easy_cleanup(easy);
	curl_mime_free(body);
	curl_slist_free_all(headers);
	curl_slist_free_all(recipients);
	if (code != CURLE_OK)
		return error_set(error, FAILURE_NETWORK, "the relay '%s' didn't take it: %s",
				 relay->url, *problem ? problem : curl_easy_strerror(code));
	return 0;
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

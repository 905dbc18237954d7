#include "transport/mail.h"

#include "base/xmalloc.h"
#include "transport/connect_to.h"
#include "transport/failure.h"
#include "transport/notify.h"
#include "transport/stream_trust.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TIMEOUT_SECONDS 60L

static curl_mime *make_body(CURL *easy, const struct mail *mail)
{
	curl_mime *mime = curl_mime_init(easy);
	for (size_t i = 0; i < mail->part_count; i++) {
		const struct mail_part *from = &mail->parts[i];
		curl_mimepart *part = curl_mime_addpart(mime);
		curl_mime_data(part, from->data, from->size);
		curl_mime_type(part, from->type);
		curl_mime_encoder(part, "base64");
		if (from->file_name)
			curl_mime_filename(part, from->file_name);
	}
	return mime;
}

static void add_header(struct curl_slist **headers, const char *name, const char *value)
{
	struct strbuf line = STRBUF_INIT;
	if (!value || !*value)
		return;
	notify_header(name, value, &line);
	*headers = curl_slist_append(*headers, line.data);
	strbuf_clear(&line);
}

/* A list of addresses on one line. */
static void add_list(struct curl_slist **headers, const char *name, const char *list)
{
	struct strbuf text = STRBUF_INIT;
	for (const char *p = list; p && *p;) {
		size_t n = strcspn(p, "\n");
		if (n)
			strbuf_addf(&text, "%s%.*s", text.length ? ", " : "", (int)n, p);
		p += n + (p[n] == '\n');
	}
	add_header(headers, name, text.data);
	strbuf_clear(&text);
}

static struct curl_slist *make_headers(const struct mail *mail)
{
	struct curl_slist *headers = NULL;
	char date[64];
	time_t now = time(NULL);
	struct tm tm;
	gmtime_r(&now, &tm);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &tm);
	add_header(&headers, "Date", date);
	add_header(&headers, "From", mail->from);
	add_list(&headers, "To", mail->to);
	add_list(&headers, "Cc", mail->cc);
	add_header(&headers, "Reply-To", mail->reply_to);
	add_header(&headers, "Subject", mail->subject);
	for (const char *p = mail->headers; p && *p;) {
		size_t n = strcspn(p, "\n");
		char *line = xstrndup(p, n);
		headers = curl_slist_append(headers, line);
		free(line);
		p += n + (p[n] == '\n');
	}
	return headers;
}

/* "Name <address>" as the bare address. */
static char *bare_address(const char *text, size_t length)
{
	const char *open = memchr(text, '<', length);
	const char *close = open ? memchr(open, '>', length - (size_t)(open - text)) : NULL;
	return close ? xstrndup(open + 1, (size_t)(close - open - 1)) : xstrndup(text, length);
}

static void add_recipients(struct curl_slist **recipients, const char *list)
{
	for (const char *p = list; p && *p;) {
		size_t n = strcspn(p, "\n");
		char *address = bare_address(p, n);
		if (*address)
			*recipients = curl_slist_append(*recipients, address);
		free(address);
		p += n + (p[n] == '\n');
	}
}

int mail_send(const struct mail *mail, struct error *error)
{
	char problem[CURL_ERROR_SIZE] = "";
	CURL *easy = curl_easy_init();
	curl_mime *body = make_body(easy, mail);
	struct curl_slist *headers = make_headers(mail), *recipients = NULL;
	struct curl_slist *connect_to = connect_to_read();
	char *from = bare_address(mail->from, strlen(mail->from));
	add_recipients(&recipients, mail->to);
	add_recipients(&recipients, mail->cc);
	add_recipients(&recipients, mail->bcc);
	curl_easy_setopt(easy, CURLOPT_URL, mail->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(easy, CURLOPT_USE_SSL,
			 mail->tls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY);
	curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to);
	curl_easy_setopt(easy, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(easy, CURLOPT_MAIL_RCPT_ALLLOWFAILS, (long)mail->some_suffice);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_MIMEPOST, body);
	curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, stream_trust_callback);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, TIMEOUT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, problem);
	if (mail->user) {
		curl_easy_setopt(easy, CURLOPT_USERNAME, mail->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, mail->password ? mail->password : "");
	}
	CURLcode code = curl_easy_perform(easy);
	curl_easy_cleanup(easy);
	curl_mime_free(body);
	curl_slist_free_all(headers);
	curl_slist_free_all(recipients);
	curl_slist_free_all(connect_to);
	free(from);
	if (code != CURLE_OK)
		return error_set(error, FAILURE_NETWORK, "the relay '%s' didn't take it: %s",
				 mail->url, *problem ? problem : curl_easy_strerror(code));
	return 0;
}

#include "transport/http.h"

#include "base/xmalloc.h"
#include "transport/connect_to.h"
#include "transport/failure.h"
#include "transport/stream_trust.h"

#include <ctype.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- headers ---- */

void http_headers_add(struct http_headers *headers, const char *name, const char *value)
{
	GROW(headers->items, headers->count, headers->capacity);
	headers->items[headers->count++] = (struct http_header){xstrdup(name), xstrdup(value)};
}

const char *http_headers_find(const struct http_headers *headers, const char *name)
{
	for (size_t i = 0; i < headers->count; i++)
		if (!strcasecmp(headers->items[i].name, name))
			return headers->items[i].value;
	return NULL;
}

void http_headers_clear(struct http_headers *headers)
{
	for (size_t i = 0; i < headers->count; i++) {
		free(headers->items[i].name);
		free(headers->items[i].value);
	}
	free(headers->items);
	*headers = (struct http_headers){NULL, 0, 0};
}

void http_append_form(struct strbuf *out, const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
		if (isalnum(*p) || strchr("-._~", *p))
			strbuf_addc(out, (char)*p);
		else if (*p == ' ')
			strbuf_addc(out, '+');
		else
			strbuf_addf(out, "%%%02X", *p);
	}
}

void http_answer_clear(struct http_answer *answer)
{
	http_headers_clear(&answer->headers);
	strbuf_clear(&answer->body);
	free(answer->reason);
	free(answer->version);
	free(answer->url);
	free(answer->cookies);
}

/* ---- what libcurl calls ---- */

struct exchange {
	const struct http_request *request;
	struct http_answer *answer;
	bool write_failed;
};

/* "HTTP/1.1 302 Found": a new answer begins, after a redirect or a 100 Continue. */
static void begin_answer(struct http_answer *a, const char *line, size_t length)
{
	char *text = xstrndup(line, length), *rest = text;
	http_headers_clear(&a->headers);
	strbuf_reset(&a->body);
	free(a->version);
	free(a->reason);
	a->version = xstrdup(strsep(&rest, " ") + strlen("HTTP/"));
	a->status = rest ? atoi(rest) : 0;
	const char *reason = rest ? strchr(rest, ' ') : NULL;
	a->reason = xstrdup(reason ? reason + 1 : "");
	free(text);
}

static size_t on_header(char *data, size_t size, size_t count, void *context)
{
	struct exchange *x = context;
	size_t length = size * count;
	while (length && (data[length - 1] == '\r' || data[length - 1] == '\n'))
		length--;
	const char *colon = memchr(data, ':', length);
	if (length > 5 && !strncasecmp(data, "HTTP/", 5)) {
		begin_answer(x->answer, data, length);
	} else if (colon) {
		const char *value = colon + 1, *end = data + length;
		while (value < end && isblank((unsigned char)*value))
			value++;
		char *name = xstrndup(data, (size_t)(colon - data));
		char *text = xstrndup(value, (size_t)(end - value));
		http_headers_add(&x->answer->headers, name, text);
		free(name);
		free(text);
	}
	return size * count;
}

static size_t on_body(char *data, size_t size, size_t count, void *context)
{
	struct exchange *x = context;
	bool good = x->answer->status >= 200 && x->answer->status < 300;
	if (!x->request->output || !good) {
		strbuf_add(&x->answer->body, data, size * count);
		return size * count;
	}
	size_t written = fwrite(data, 1, size * count, x->request->output);
	x->write_failed = written != size * count;
	return written;
}

static int on_progress(void *context, curl_off_t a UNUSED, curl_off_t b UNUSED, curl_off_t c UNUSED,
		       curl_off_t d UNUSED)
{
	const struct exchange *x = context;
	return x->request->interrupted && *x->request->interrupted;
}

/* ---- settings ---- */

static void set_method(CURL *easy, const struct http_request *r, FILE *upload)
{
	if (upload) {
		fseeko(upload, 0, SEEK_END);
		curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
		curl_easy_setopt(easy, CURLOPT_READDATA, upload);
		curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)ftello(upload));
		rewind(upload);
	} else if (r->body) {
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)r->body_size);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, r->body);
	} else if (!strcmp(r->method, "POST") && !r->part_count) {
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, 0L);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "");
	}
	if (!strcmp(r->method, "HEAD"))
		curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
	bool own = !strcmp(r->method, "GET") && !r->body && !upload && !r->part_count;
	own = own || !strcmp(r->method, "HEAD") || (!strcmp(r->method, "POST") && !upload) ||
	      (!strcmp(r->method, "PUT") && upload);
	if (!own)
		curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, r->method);
}

static curl_mime *make_form(CURL *easy, const struct http_request *r)
{
	if (!r->part_count)
		return NULL;
	curl_mime *mime = curl_mime_init(easy);
	for (size_t i = 0; i < r->part_count; i++) {
		curl_mimepart *part = curl_mime_addpart(mime);
		curl_mime_name(part, r->parts[i].name);
		if (r->parts[i].value)
			curl_mime_data(part, r->parts[i].value, CURL_ZERO_TERMINATED);
		else
			curl_mime_filedata(part, r->parts[i].file_name);
	}
	curl_easy_setopt(easy, CURLOPT_MIMEPOST, mime);
	return mime;
}

static struct curl_slist *make_headers(const struct http_request *r)
{
	struct curl_slist *list = curl_slist_append(NULL, "Expect:");
	for (size_t i = 0; r->headers && i < r->headers->count; i++) {
		const struct http_header *h = &r->headers->items[i];
		/* ";" sends a header without a value; ":" would take it away */
		char *line = *h->value ? xasprintf("%s: %s", h->name, h->value)
				       : xasprintf("%s;", h->name);
		list = curl_slist_append(list, line);
		free(line);
	}
	return list;
}

static void set_authentication(CURL *easy, const struct http_request *r)
{
	if (r->user) {
		curl_easy_setopt(easy, CURLOPT_HTTPAUTH,
				 r->authentication == HTTP_BASIC ? (long)CURLAUTH_BASIC
								 : (long)CURLAUTH_ANY);
		curl_easy_setopt(easy, CURLOPT_USERNAME, r->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, r->password ? r->password : "");
	}
	if (r->bearer) {
		curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
		curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, r->bearer);
	}
	if (r->keep_authorization_on_redirect)
		curl_easy_setopt(easy, CURLOPT_UNRESTRICTED_AUTH, 1L);
}

static void set_redirects(CURL *easy, const struct http_request *r)
{
	bool secure = !strncasecmp(r->url, "https:", 6);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR,
			 secure && !r->allow_insecure_redirect ? "https" : "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, r->max_redirects ? 1L : 0L);
	curl_easy_setopt(easy, CURLOPT_MAXREDIRS,
			 r->max_redirects < 0 ? 50L : (long)r->max_redirects);
	if (r->keep_method_on_redirect)
		curl_easy_setopt(easy, CURLOPT_POSTREDIR, (long)CURL_REDIR_POST_ALL);
}

static void set_proxy(CURL *easy, const struct http_request *r)
{
	if (r->no_proxy)
		curl_easy_setopt(easy, CURLOPT_PROXY, "");
	else if (r->proxy)
		curl_easy_setopt(easy, CURLOPT_PROXY, r->proxy);
	if (r->proxy_user) {
		curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, r->proxy_user);
		curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD,
				 r->proxy_password ? r->proxy_password : "");
		curl_easy_setopt(easy, CURLOPT_PROXYAUTH, (long)CURLAUTH_ANY);
	}
}

static void set_tls(CURL *easy, const struct http_request *r)
{
	static const long versions[] = {CURL_SSLVERSION_TLSv1_0 | CURL_SSLVERSION_MAX_TLSv1_0,
					CURL_SSLVERSION_TLSv1_1 | CURL_SSLVERSION_MAX_TLSv1_1,
					CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_2,
					CURL_SSLVERSION_TLSv1_3 | CURL_SSLVERSION_MAX_TLSv1_3};
	curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, stream_trust_callback);
	if (r->skip_certificate_check) {
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
	}
	if (r->tls_version >= 10 && r->tls_version <= 13)
		curl_easy_setopt(easy, CURLOPT_SSLVERSION, versions[r->tls_version - 10]);
}

static void set_version(CURL *easy, int version)
{
	static const struct {
		int number;
		long curl;
	} versions[] = {{10, CURL_HTTP_VERSION_1_0},
			{11, CURL_HTTP_VERSION_1_1},
			{20, CURL_HTTP_VERSION_2_0},
			{30, CURL_HTTP_VERSION_3}};
	for (size_t i = 0; i < countof(versions); i++)
		if (versions[i].number == version)
			curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, versions[i].curl);
}

static void set_cookies(CURL *easy, const char *lines)
{
	curl_easy_setopt(easy, CURLOPT_COOKIEFILE, ""); /* turns cookies on */
	for (const char *p = lines; p && *p;) {
		size_t n = strcspn(p, "\n");
		char *line = xstrndup(p, n);
		curl_easy_setopt(easy, CURLOPT_COOKIELIST, line);
		free(line);
		p += n + (p[n] == '\n');
	}
}

static char *take_cookies(CURL *easy)
{
	struct curl_slist *list = NULL;
	struct strbuf text = STRBUF_INIT;
	curl_easy_getinfo(easy, CURLINFO_COOKIELIST, &list);
	for (struct curl_slist *c = list; c; c = c->next)
		strbuf_addf(&text, "%s\n", c->data);
	curl_slist_free_all(list);
	return strbuf_detach(&text, NULL);
}

static void set_limits(CURL *easy, const struct http_request *r, struct exchange *x)
{
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, r->connect_seconds);
	if (r->silent_seconds) {
		curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
		curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, r->silent_seconds);
	}
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, x);
	if (r->resume_from)
		curl_easy_setopt(easy, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)r->resume_from);
}

/* ---- the exchange ---- */

static enum failure failure_of(CURLcode code, const struct exchange *x)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return FAILURE_RESOLVE;
	case CURLE_COULDNT_CONNECT:
	case CURLE_OPERATION_TIMEDOUT:
		return FAILURE_CONNECT;
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
		return FAILURE_TLS;
	case CURLE_TOO_MANY_REDIRECTS:
	case CURLE_UNSUPPORTED_PROTOCOL:
		return FAILURE_PROTOCOL;
	case CURLE_ABORTED_BY_CALLBACK:
		return FAILURE_STOPPED;
	case CURLE_WRITE_ERROR:
		return x->write_failed ? FAILURE_LOCAL : FAILURE_NETWORK;
	default:
		return FAILURE_NETWORK;
	}
}

static void take_answer(CURL *easy, struct http_answer *answer)
{
	const char *url = NULL;
	curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
	answer->url = xstrdup(url ? url : "");
	answer->cookies = take_cookies(easy);
}

int http_perform(const struct http_request *r, struct http_answer *answer, struct error *error)
{
	*answer = (struct http_answer){.body = STRBUF_INIT};
	struct exchange x = {.request = r, .answer = answer};
	FILE *upload = r->body_file ? fopen(r->body_file, "rb") : NULL;
	if (r->body_file && !upload)
		return error_set(error, FAILURE_LOCAL, "%s cannot be read: %m", r->body_file);
	char problem[CURL_ERROR_SIZE] = "";
	CURL *easy = curl_easy_init();
	struct curl_slist *headers = make_headers(r), *connect_to = connect_to_read();
	curl_easy_setopt(easy, CURLOPT_URL, r->url);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, problem);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, &x);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, &x);
	if (r->unix_socket)
		curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH, r->unix_socket);
	set_method(easy, r, upload);
	set_authentication(easy, r);
	set_redirects(easy, r);
	set_proxy(easy, r);
	set_tls(easy, r);
	set_version(easy, r->http_version);
	set_cookies(easy, r->cookies);
	set_limits(easy, r, &x);
	curl_mime *form = make_form(easy, r);
	CURLcode code = curl_easy_perform(easy);
	if (code == CURLE_OK)
		take_answer(easy, answer);
	curl_easy_cleanup(easy);
	if (form)
		curl_mime_free(form);
	curl_slist_free_all(headers);
	curl_slist_free_all(connect_to);
	if (upload)
		fclose(upload);
	if (code == CURLE_OK)
		return 0;
	http_answer_clear(answer);
	return error_set(error, failure_of(code, &x), "%s",
			 *problem ? problem : curl_easy_strerror(code));
}

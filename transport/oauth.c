#include "transport/oauth.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/connect_to.h"
#include "transport/failure.h"
#include "transport/secret.h"
#include "transport/state.h"
#include "transport/stream_trust.h"

#include <curl/curl.h>
#include <openssl/crypto.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define AUTHORITY "https://login.microsoftonline.com"
#define SCOPE "https://outlook.office365.com/.default"
#define ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
#define TIMEOUT_SECONDS 30L
#define MAX_ANSWER ((size_t)256 * 1024)
/* A token is not used in its last minutes: a pass may outlive it otherwise. */
#define MARGIN_MS (INT64_C(5) * 60 * 1000)

static size_t receive(char *bytes, size_t size, size_t count, void *context)
{
	struct strbuf *answer = context;
	if (answer->length + size * count > MAX_ANSWER)
		return 0;
	strbuf_add(answer, bytes, size * count);
	return size * count;
}

static void add_field(CURL *easy, struct strbuf *form, const char *name, const char *value)
{
	char *escaped = curl_easy_escape(easy, value, 0);
	strbuf_addf(form, "%s%s=%s", form->length ? "&" : "", name, escaped);
	OPENSSL_cleanse(escaped, strlen(escaped));
	curl_free(escaped);
}

static int make_form(CURL *easy, const struct oauth_client *client, const char *url,
		     struct strbuf *form, struct error *error)
{
	strbuf_grow(form, 16384); /* at once: growing would leave copies of the secret behind */
	add_field(easy, form, "grant_type", "client_credentials");
	add_field(easy, form, "client_id", client->client_id);
	add_field(easy, form, "scope", client->scope ? client->scope : SCOPE);
	if (client->secret) {
		add_field(easy, form, "client_secret", client->secret);
		return 0;
	}
	char *assertion = oauth_assertion(client, url, state_now(), error);
	if (!assertion)
		return -1;
	add_field(easy, form, "client_assertion_type", ASSERTION_TYPE);
	add_field(easy, form, "client_assertion", assertion);
	free(assertion);
	return 0;
}

static int post(CURL *easy, const char *url, const struct strbuf *form, struct strbuf *answer,
		long *status_r, struct error *error)
{
	char problem[CURL_ERROR_SIZE] = "";
	struct curl_slist *connect_to = connect_to_read();
	curl_easy_setopt(easy, CURLOPT_URL, url);
	/* Clear text only to this machine: the secret is in the request. */
	bool local = !strncmp(url, "http://127.0.0.1:", 17);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, local ? "http" : "https");
	curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to);
	curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, stream_trust_callback);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, form->data);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)form->length);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, answer);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, TIMEOUT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, problem);
	CURLcode code = curl_easy_perform(easy);
	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, status_r);
	curl_easy_setopt(easy, CURLOPT_CONNECT_TO, NULL);
	curl_slist_free_all(connect_to);
	if (code == CURLE_OK)
		return 0;
	int failure = code == CURLE_COULDNT_RESOLVE_HOST       ? FAILURE_RESOLVE
		      : code == CURLE_COULDNT_CONNECT          ? FAILURE_CONNECT
		      : code == CURLE_PEER_FAILED_VERIFICATION ? FAILURE_TLS
							       : FAILURE_NETWORK;
	return error_set(error, failure, "The token server %s can't be asked: %s", url,
			 *problem ? problem : curl_easy_strerror(code));
}

static int read_answer(const char *url, const char *answer, long status, char **token_r,
		       int64_t *expires_at_r, struct error *error)
{
	*token_r = oauth_json_member(answer, "access_token");
	if (status == 200 && *token_r && **token_r) {
		char *seconds = oauth_json_member(answer, "expires_in");
		*expires_at_r = state_now() + (seconds ? strtoll(seconds, NULL, 10) : 0) * 1000;
		free(seconds);
		return 0;
	}
	secret_free(token_r);
	char *code = oauth_json_member(answer, "error");
	char *words = oauth_json_member(answer, "error_description");
	int failure = status >= 500 || status == 429 ? FAILURE_SERVER
		      : code                         ? FAILURE_AUTH
						     : FAILURE_PROTOCOL;
	error_set(error, failure, "The token server %s gave no token (HTTP %ld%s%s): %s", url,
		  status, code ? ", " : "", code ? code : "", words ? words : "it did not say why");
	free(code);
	free(words);
	return -1;
}

int oauth_request_token(const struct oauth_client *client, char **token_r, int64_t *expires_at_r,
			struct error *error)
{
	struct strbuf form = STRBUF_INIT, answer = STRBUF_INIT;
	long status = 0;
	*token_r = NULL;
	char *url = xasprintf("%s/%s/oauth2/v2.0/token",
			      client->authority ? client->authority : AUTHORITY, client->tenant);
	CURL *easy = curl_easy_init();
	int result = make_form(easy, client, url, &form, error);
	if (result == 0)
		result = post(easy, url, &form, &answer, &status, error);
	if (result == 0)
		result = read_answer(url, answer.data, status, token_r, expires_at_r, error);
	curl_easy_cleanup(easy);
	OPENSSL_cleanse(form.data, form.length);
	OPENSSL_cleanse(answer.data, answer.length);
	strbuf_clear(&form);
	strbuf_clear(&answer);
	free(url);
	return result;
}

struct cached_token {
	int64_t id, expires_at;
	char *token;
};

/* The lock is held while a token is asked for: fifty workers of one connection ask once. */
static struct {
	pthread_mutex_t lock;
	struct cached_token *items;
	size_t count, capacity;
} cache = {.lock = PTHREAD_MUTEX_INITIALIZER};

static struct cached_token *find_cached(int64_t id)
{
	for (size_t i = 0; i < cache.count; i++)
		if (cache.items[i].id == id)
			return &cache.items[i];
	GROW(cache.items, cache.count, cache.capacity);
	cache.items[cache.count] = (struct cached_token){id, 0, NULL};
	return &cache.items[cache.count++];
}

static bool is_good(const struct cached_token *cached, const char *refused)
{
	return cached->token && cached->expires_at - MARGIN_MS >= state_now() &&
	       !(refused && !strcmp(cached->token, refused));
}

int oauth_token(int64_t id, const struct oauth_client *client, const char *refused, char **token_r,
		struct error *error)
{
	int result = 0;
	pthread_mutex_lock(&cache.lock);
	struct cached_token *cached = find_cached(id);
	if (!is_good(cached, refused)) {
		secret_free(&cached->token);
		result = oauth_request_token(client, &cached->token, &cached->expires_at, error);
	}
	*token_r = result == 0 ? xstrdup(cached->token) : NULL;
	pthread_mutex_unlock(&cache.lock);
	return result;
}

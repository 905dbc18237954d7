#include "transport/stream.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/connect_to.h"
#include "transport/failure.h"
#include "transport/imap_utf7.h"
#include "transport/server_words.h"
#include "transport/stream_trust.h"
#include "transport/sync.h"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct stream {
	CURL *easy;
	curl_socket_t fd;
	struct curl_slist *connect_to;
	const struct stream_options *options;
	struct stream_info info;
	SSL *ssl;          /* curl's; NULL: no TLS */
	char *answer;      /* the server's last NO, BAD or BYE, with the code */
	bool heard;        /* a line came */
	char *stranger;    /* a first line that no IMAP server sends */
	bool credentials;  /* sent on this connection */
	bool trust_failed; /* an authority in trusted-ca can't be read */
	char problem[CURL_ERROR_SIZE];
};

static pthread_once_t curl_started = PTHREAD_ONCE_INIT;

static void start_curl(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

void stream_guard_begin(struct stream_guard *guard)
{
	sigset_t set, before;

	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &set, &before);
	guard->was_blocked = sigismember(&before, SIGPIPE);
}

void stream_guard_end(struct stream_guard *guard)
{
	sigset_t set;
	struct timespec now = {0, 0};

	if (guard->was_blocked)
		return;
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	while (sigtimedwait(&set, NULL, &now) == SIGPIPE)
		;
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

static void replace(char **text, const char *start, size_t length)
{
	struct strbuf clean = STRBUF_INIT;

	imap_utf7_add_clean(&clean, start, length);
	free(*text);
	*text = strbuf_detach(&clean, NULL);
}

static bool starts_with(const char *text, size_t length, const char *prefix)
{
	return length >= strlen(prefix) && !strncasecmp(text, prefix, strlen(prefix));
}

/* One line of the server: keeps the greeting, the capabilities and refusals. */
static void take_line(struct stream *stream, const char *line, size_t length)
{
	while (length && (line[length - 1] == '\n' || line[length - 1] == '\r'))
		length--;
	length = MIN(length, (size_t)4096);
	if (!stream->heard && *line != '*')
		replace(&stream->stranger, line, MIN(length, (size_t)200));
	stream->heard = true;
	const char *word = memchr(line, ' ', length), *end = line + length;
	if (!word)
		return;
	word++;
	size_t rest = (size_t)(end - word);
	bool untagged = *line == '*';
	const char *list = memmem(line, length, "CAPABILITY ", 11);

	if (starts_with(word, rest, "CAPABILITY ") || (list && list[-1] == '[')) {
		const char *close = memchr(list, ']', (size_t)(end - list));
		list += 11;
		replace(&stream->info.capabilities, list, (size_t)((close ? close : end) - list));
	}
	if (starts_with(word, rest, "NO") || starts_with(word, rest, "BAD") ||
	    starts_with(word, rest, "BYE")) {
		if (!untagged || starts_with(word, rest, "BYE"))
			replace(&stream->answer, word, rest);
	} else if (untagged && !stream->info.greeting && !starts_with(word, rest, "CAPABILITY")) {
		const char *text = memchr(word, ' ', rest);
		text = text ? text + 1 : end;
		replace(&stream->info.greeting, text, (size_t)(end - text));
	}
}

/* Never keeps what is sent: it holds the password. */
static int debug(CURL *easy, curl_infotype type, char *data, size_t size, void *context)
{
	struct stream *stream = context;
	(void)easy;

	if (type == CURLINFO_HEADER_IN) {
		take_line(stream, data, size);
	} else if (type == CURLINFO_HEADER_OUT) {
		const char *command = memchr(data, ' ', MIN(size, (size_t)16));
		size_t left = command ? size - (size_t)(++command - data) : 0;
		if (left && (starts_with(command, left, "LOGIN ") ||
			     starts_with(command, left, "AUTHENTICATE ")))
			stream->credentials = true;
	}
	return 0;
}

static int progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct stream *stream = context;
	const struct stream_options *options = stream->options;
	(void)a, (void)b, (void)c, (void)d;
	return stream->stranger || (options->stop && options->stop(options->context));
}

static int context_index;

static void choose_index(void)
{
	context_index = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
}

/* libcurl doesn't give out the SSL object of such a connection; the handshake shows it. */
static void see_ssl(const SSL *ssl, int where, int result)
{
	struct stream *stream = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), context_index);
	(void)result;

	if (stream && where & SSL_CB_HANDSHAKE_START)
		stream->ssl = (SSL *)ssl;
}

static CURLcode prepare_tls(CURL *easy, void *ssl_context, void *context)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct stream *stream = context;
	SSL_CTX *tls = ssl_context;
	(void)easy;

	pthread_once(&once, choose_index);
	SSL_CTX_set_ex_data(tls, context_index, stream);
	SSL_CTX_set_info_callback(tls, see_ssl);
	/* A write that would block is repeated later from another buffer. */
	SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	stream->trust_failed = stream_trust_apply(tls) < 0;
	return CURLE_OK;
}

/* The mechanisms to allow, most wanted first; NULL ends. Over TLS a plain password is preferred,
 * since digests fail wherever the server keeps passwords hashed. A second entry is tried only when
 * the server offers nothing of the first, before any credential was sent. */
static const char *const *login_options(const struct stream_options *options)
{
	static const char *const token[] = {"AUTH=XOAUTH2", "AUTH=OAUTHBEARER", NULL};
	static const char *const plain[] = {"AUTH=PLAIN", NULL};
	static const char *const ntlm[] = {"AUTH=NTLM", NULL};
	static const char *const hidden[] = {"AUTH=PLAIN;AUTH=LOGIN", "AUTH=*", NULL};
	static const char *const open[] = {"AUTH=CRAM-MD5;AUTH=PLAIN;AUTH=LOGIN", "AUTH=*", NULL};
	const struct endpoint *endpoint = options->endpoint;

	if (!options->login)
		return hidden;
	if (options->login->access_token)
		return token;
	if (options->login->authzid)
		return plain; /* the only mechanism with which libcurl passes it on */
	if (endpoint->authentication == ENDPOINT_AUTHENTICATION_NTLM)
		return ntlm;
	return endpoint->security == ENDPOINT_SECURITY_NONE ? open : hidden;
}

static void set_login(struct stream *stream, const char *mechanisms)
{
	const struct sync_login *login = stream->options->login;
	CURL *easy = stream->easy;

	if (!login)
		return;
	curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, mechanisms);
	curl_easy_setopt(easy, CURLOPT_USERNAME, login->user);
	if (login->access_token)
		curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, login->access_token);
	else
		curl_easy_setopt(easy, CURLOPT_PASSWORD, login->password ? login->password : "");
	if (login->authzid)
		curl_easy_setopt(easy, CURLOPT_SASL_AUTHZID, login->authzid);
}

static void set_options(struct stream *stream)
{
	const struct endpoint *endpoint = stream->options->endpoint;
	CURL *easy = stream->easy;
	long timeout = endpoint->timeout_seconds ? (long)endpoint->timeout_seconds : 60;
	bool ipv6 = strchr(endpoint->host, ':') && *endpoint->host != '[';
	bool tls = endpoint->security == ENDPOINT_SECURITY_SSL;
	char *url = xasprintf("imap%s://%s%s%s:%u/", tls ? "s" : "", ipv6 ? "[" : "",
			      endpoint->host, ipv6 ? "]" : "", endpoint->port);

	curl_easy_setopt(easy, CURLOPT_URL, url);
	free(url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
	curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, stream->problem);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, timeout);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, timeout * 2);
	curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, timeout);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
	curl_easy_setopt(easy, CURLOPT_USE_SSL,
			 endpoint->security == ENDPOINT_SECURITY_NONE ? (long)CURLUSESSL_NONE
								      : (long)CURLUSESSL_ALL);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, endpoint->accept_untrusted ? 0L : 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, endpoint->accept_untrusted ? 0L : 2L);
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	/* prepare_tls() says who is trusted. */
	curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, prepare_tls);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, stream);
	curl_easy_setopt(easy, CURLOPT_CONNECT_TO, stream->connect_to);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, debug);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, stream);
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, stream);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

/* A refusal for a passing reason says nothing about the password. */
static int refusal_failure(const char *answer)
{
	enum server_words meaning = server_words_read(answer);

	return meaning == SERVER_WORDS_BUSY        ? FAILURE_BUSY
	       : meaning == SERVER_WORDS_TEMPORARY ? FAILURE_SERVER
						   : FAILURE_AUTH;
}

static int explain_login(const struct stream *stream, struct error *error)
{
	const struct stream_options *options = stream->options;
	const char *host = options->endpoint->host;
	const struct sync_login *login = options->login;

	if (stream->credentials && stream->answer)
		return error_set(error, refusal_failure(stream->answer),
				 "The server %s refused the login of '%s': %s", host, login->user,
				 stream->answer);
	if (stream->credentials)
		return error_set(error, FAILURE_AUTH, "The server %s refused the login of '%s'.",
				 host, login->user);
	if (login && login->authzid)
		return error_set(error, FAILURE_AUTH,
				 "The server %s doesn't offer AUTH=PLAIN, which is needed to open "
				 "the mailbox of '%s' as '%s'.",
				 host, login->authzid, login->user);
	return error_set(error, FAILURE_AUTH,
			 "The server %s offers no way to log in that can be used here (it offers: "
			 "%s).",
			 host, stream->info.capabilities ? stream->info.capabilities : "nothing");
}

static int explain_tls(const struct stream *stream, CURLcode code, struct error *error)
{
	const struct endpoint *endpoint = stream->options->endpoint;

	if (code == CURLE_USE_SSL_FAILED)
		return error_set(error, FAILURE_TLS,
				 "The server %s doesn't offer STARTTLS on port %u, so the "
				 "connection can't be encrypted.",
				 endpoint->host, endpoint->port);
	return error_set(error, FAILURE_TLS,
			 "The TLS connection to %s:%u can't be trusted or set up: %s%s",
			 endpoint->host, endpoint->port,
			 *stream->problem ? stream->problem : curl_easy_strerror(code),
			 stream->trust_failed ? " (a file in trusted-ca can't be read)" : "");
}

/* Says in words why the stream could not be opened. Returns -1. */
static int explain(const struct stream *stream, CURLcode code, struct error *error)
{
	const char *host = stream->options->endpoint->host;
	unsigned port = stream->options->endpoint->port;
	const char *problem = *stream->problem ? stream->problem : curl_easy_strerror(code);
	long system_error = 0;

	if (stream->stranger)
		return error_set(error, FAILURE_PROTOCOL,
				 "What answers at %s:%u is no IMAP server; it says: %s", host, port,
				 stream->stranger);
	switch (code) {
	case CURLE_ABORTED_BY_CALLBACK:
		return error_set(error, FAILURE_STOPPED, "Stopped.");
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return error_set(error, FAILURE_RESOLVE, "The server name %s can't be resolved: %s",
				 host, problem);
	case CURLE_COULDNT_CONNECT:
		/* libcurl keeps the system's word to itself ("Connection refused"). */
		curl_easy_getinfo(stream->easy, CURLINFO_OS_ERRNO, &system_error);
		return error_set(error, FAILURE_CONNECT, "The connection to %s:%u failed: %s", host,
				 port, system_error ? strerror((int)system_error) : problem);
	case CURLE_LOGIN_DENIED:
		return explain_login(stream, error);
	case CURLE_USE_SSL_FAILED:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
		return explain_tls(stream, code, error);
	default:
		break;
	}
	if (stream->answer)
		return error_set(error, server_words_failure(stream->answer),
				 "The server %s:%u ended the connection: %s", host, port,
				 stream->answer);
	if (code == CURLE_WEIRD_SERVER_REPLY)
		return error_set(error, FAILURE_PROTOCOL,
				 "What answers at %s:%u is no IMAP server: %s", host, port,
				 problem);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return error_set(error, stream->info.greeting ? FAILURE_NETWORK : FAILURE_CONNECT,
				 "The server %s:%u doesn't answer: %s", host, port, problem);
	return error_set(error, FAILURE_NETWORK, "The connection to %s:%u broke: %s", host, port,
			 problem);
}

static void note_tls(struct stream *stream)
{
	if (!stream->ssl)
		return;
	replace(&stream->info.tls_version, SSL_get_version(stream->ssl),
		strlen(SSL_get_version(stream->ssl)));
	X509 *certificate = SSL_get1_peer_certificate(stream->ssl);
	if (certificate) {
		char name[256];
		X509_NAME_oneline(X509_get_subject_name(certificate), name, sizeof(name));
		replace(&stream->info.certificate, name, strlen(name));
		X509_free(certificate);
	}
	/* Fewer, larger reads; before the login is over this could hang inside libcurl. */
	SSL_set_read_ahead(stream->ssl, 1);
}

/* One connection with one set of mechanisms. */
static CURLcode attempt(struct stream *stream, const char *mechanisms)
{
	curl_easy_cleanup(stream->easy);
	stream->easy = curl_easy_init();
	stream->ssl = NULL;
	stream->fd = CURL_SOCKET_BAD;
	*stream->problem = '\0';
	set_options(stream);
	set_login(stream, mechanisms);
	CURLcode code = curl_easy_perform(stream->easy);
	if (code == CURLE_OK)
		code = curl_easy_getinfo(stream->easy, CURLINFO_ACTIVESOCKET, &stream->fd);
	return code;
}

static bool has_control(const char *text)
{
	for (; text && *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			return true;
	return false;
}

static int check_options(const struct stream_options *options, struct error *error)
{
	const struct endpoint *endpoint = options->endpoint;
	const struct sync_login *login = options->login;

	if (!endpoint->host || !*endpoint->host ||
	    endpoint->host[strcspn(endpoint->host, "/?#@ ")] || has_control(endpoint->host))
		return error_set(error, FAILURE_RESOLVE, "'%s' is no server name.",
				 endpoint->host ? endpoint->host : "");
	if (login && (has_control(login->user) || has_control(login->password) ||
		      has_control(login->authzid) || !login->user || !*login->user))
		return error_set(error, FAILURE_AUTH,
				 "The user name or password is empty or has control characters.");
	return 0;
}

struct stream *stream_open(const struct stream_options *options, struct stream_info *info_r,
			   struct error *error)
{
	CURLcode code = CURLE_LOGIN_DENIED;

	if (info_r)
		*info_r = (struct stream_info){0};
	if (check_options(options, error) < 0)
		return NULL;
	pthread_once(&curl_started, start_curl);
	struct stream *stream = xcalloc(1, sizeof(*stream));
	stream->options = options;
	stream->connect_to = connect_to_read();
	for (const char *const *mechanisms = login_options(options);
	     *mechanisms && code == CURLE_LOGIN_DENIED && !stream->credentials; mechanisms++)
		code = attempt(stream, *mechanisms);
	if (code == CURLE_OK)
		note_tls(stream);
	else
		explain(stream, code, error);
	stream->options = NULL;
	if (info_r) {
		*info_r = stream->info;
		stream->info = (struct stream_info){0};
	}
	if (code != CURLE_OK)
		stream_close(&stream);
	return stream;
}

void stream_info_clear(struct stream_info *info)
{
	free(info->greeting);
	free(info->capabilities);
	free(info->tls_version);
	free(info->certificate);
	*info = (struct stream_info){0};
}

void stream_close(struct stream **stream)
{
	if (!*stream)
		return;
	/* libcurl calls back while it cleans up. */
	curl_easy_setopt((*stream)->easy, CURLOPT_VERBOSE, 0L);
	curl_easy_cleanup((*stream)->easy);
	curl_slist_free_all((*stream)->connect_to);
	stream_info_clear(&(*stream)->info);
	free((*stream)->answer);
	free((*stream)->stranger);
	free(*stream);
	*stream = NULL;
}

ssize_t stream_read(struct stream *stream, void *buffer, size_t size, struct error *error)
{
	size_t got = 0;
	CURLcode code = curl_easy_recv(stream->easy, buffer, size, &got);

	if (code == CURLE_AGAIN)
		return 0;
	if (code == CURLE_OK && got)
		return (ssize_t)got;
	return error_set(error, FAILURE_NETWORK, "The server closed the connection%s%s.",
			 code ? ": " : "", code ? curl_easy_strerror(code) : "");
}

ssize_t stream_write(struct stream *stream, const void *bytes, size_t size, struct error *error)
{
	size_t sent = 0;
	CURLcode code = curl_easy_send(stream->easy, bytes, size, &sent);

	if (code == CURLE_OK || code == CURLE_AGAIN)
		return (ssize_t)sent;
	return error_set(error, FAILURE_NETWORK, "The connection broke while sending: %s",
			 curl_easy_strerror(code));
}

int stream_fd(const struct stream *stream)
{
	return (int)stream->fd;
}

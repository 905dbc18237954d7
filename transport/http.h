/* HTTP requests over libcurl: one at a time, with its redirects. */
#ifndef EXOSH_TRANSPORT_HTTP_H
#define EXOSH_TRANSPORT_HTTP_H

#include "base/error.h"
#include "base/strbuf.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>

struct http_header {
	char *name, *value;
};

struct http_headers {
	struct http_header *items;
	size_t count, capacity;
};

/* One part of a multipart/form-data body: a value, or a file to send. */
struct http_part {
	const char *name;
	const char *value;     /* NULL: the file */
	const char *file_name; /* a path of the system */
};

enum http_authentication { HTTP_NO_AUTHENTICATION, HTTP_BASIC, HTTP_ANY };

struct http_request {
	const char *method, *url;
	const struct http_headers *headers;
	const void *body; /* NULL: none */
	size_t body_size;
	const char *body_file; /* sent instead, or NULL */
	const struct http_part *parts;
	size_t part_count;
	enum http_authentication authentication;
	const char *user, *password; /* NULL: none */
	const char *bearer;
	const char *proxy, *proxy_user, *proxy_password; /* NULL: what the environment says */
	bool no_proxy;
	bool skip_certificate_check;
	bool keep_method_on_redirect, keep_authorization_on_redirect, allow_insecure_redirect;
	int max_redirects;                    /* -1: 50 */
	long connect_seconds, silent_seconds; /* 0: no limit */
	int http_version;                     /* 10, 11, 20, 30; 0: libcurl's choice */
	int tls_version;                      /* 10 to 13, the only one; 0: any */
	const char *unix_socket;
	const char *cookies; /* lines of Netscape's cookie file */
	int64_t resume_from; /* bytes that are there already; 0: from the start */
	FILE *output;        /* where the body goes instead of the answer; or NULL */
	const volatile sig_atomic_t *interrupted;
};

struct http_answer {
	int status;
	char *reason, *version; /* "OK", "1.1" */
	struct http_headers headers;
	struct strbuf body;
	char *url;     /* where the redirects led */
	char *cookies; /* lines of Netscape's cookie file: all that are known now */
};

/*
 * Performs the request. 0: there is an answer, whatever its status; -1: there is none (*error: FAILURE_RESOLVE, _CONNECT,
 * _NETWORK, _TLS, _PROTOCOL for too many redirects, _STOPPED). The connect-to map and the trusted authorities of
 * EXOSH_HOME apply. Touches neither heap nor session of the interpreter.
 */
int http_perform(const struct http_request *request, struct http_answer *answer,
		 struct error *error);
void http_answer_clear(struct http_answer *answer);

void http_headers_add(struct http_headers *headers, const char *name, const char *value);
/* The first of that name, whatever its case; NULL: none. */
const char *http_headers_find(const struct http_headers *headers, const char *name);
void http_headers_clear(struct http_headers *headers);

/* Percent-encoding as in a form (RFC 3986 unreserved characters stay, a blank becomes "+"): appended. */
void http_append_form(struct strbuf *out, const char *text);

#endif

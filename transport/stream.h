/*
 * A logged-in byte stream to an IMAP server. libcurl opens it (names, proxies, TLS with
 * verification, STARTTLS, SASL) and hands it over; what is spoken then is the caller's.
 *
 * EXOSH_HOME/connect-to holds lines in curl's form, HOST:PORT:CONNECT-TO-HOST:CONNECT-TO-PORT, and
 * the .pem files in EXOSH_HOME/trusted-ca are authorities trusted beside the system's.
 */
#ifndef EXOSH_TRANSPORT_STREAM_H
#define EXOSH_TRANSPORT_STREAM_H

#include "base/error.h"
#include "transport/endpoint.h"

#include <sys/types.h>

struct stream;
struct sync_login;

struct stream_options {
	const struct endpoint *endpoint;
	const struct sync_login *login; /* NULL: stop before the login */
	bool (*stop)(void *context);    /* asked while connecting; NULL: never stops */
	void *context;
};

/* What the server said while the stream was opened, whether that succeeded or not. */
struct stream_info {
	char *greeting;                  /* first line without "* OK"; NULL: none */
	char *capabilities;              /* last list announced; NULL: none */
	char *tls_version, *certificate; /* NULL: no TLS */
};

/* Connects and logs in: one attempt with the credentials, whatever the outcome. NULL: error, a code
 * of enum failure. `info_r` may be NULL; its strings are the caller's (stream_info_clear). */
struct stream *stream_open(const struct stream_options *options, struct stream_info *info_r,
			   struct error *error);
void stream_info_clear(struct stream_info *info);
/* Drops the connection. */
void stream_close(struct stream **stream);

/* Neither blocks. Bytes moved; 0: would block; -1: error. Call stream_read() until it would block
 * before waiting for the file descriptor: TLS holds decrypted bytes. */
ssize_t stream_read(struct stream *stream, void *buffer, size_t size, struct error *error);
ssize_t stream_write(struct stream *stream, const void *bytes, size_t size, struct error *error);
int stream_fd(const struct stream *stream);

/* Between these two the calling thread isn't killed by writing to a connection that is gone. */
struct stream_guard {
	bool was_blocked;
};
void stream_guard_begin(struct stream_guard *guard);
void stream_guard_end(struct stream_guard *guard);

#endif

/*
 * One IMAP connection: commands go out in a queue, as many as the caller likes before the first is
 * answered; responses come in through handlers. Nothing blocks except imap_client_open(), _run() and
 * _wait(), so one thread can keep a source and a target busy at once.
 */
#ifndef EXOSH_TRANSPORT_IMAP_CLIENT_H
#define EXOSH_TRANSPORT_IMAP_CLIENT_H

#include "base/error.h"
#include "transport/imap_parser.h"
#include "transport/stream.h"

enum imap_status { IMAP_STATUS_OK, IMAP_STATUS_NO, IMAP_STATUS_BAD };

struct imap_reply {
	enum imap_status status;
	struct imap_code code;
	const char *text; /* "NO [OVERQUOTA] …", for people */
};

/* What is done with the responses of a command. Every function may be NULL. A result of -1 with
 * *error set ends whatever pumped the connection. */
struct imap_handler {
	void *context;
	/* An untagged response while this is the oldest command that isn't answered. */
	int (*untagged)(void *context, const struct imap_node *response, struct error *error);
	/* A literal begins in `response`: 1 to get it through data(), 0 to have it stored. */
	int (*literal)(void *context, const struct imap_node *response, uint64_t size,
		       struct error *error);
	int (*data)(void *context, const struct imap_piece *piece, struct error *error);
	/* The command was answered. Without it NO and BAD are errors. */
	int (*done)(void *context, const struct imap_reply *reply, struct error *error);
};

struct imap_client;

/* Connects, logs in, reads the capabilities. The options must outlive the client. NULL: error. */
struct imap_client *imap_client_open(const struct stream_options *options,
				     struct stream_info *info_r, struct error *error);
/* Says LOGOUT without waiting for long, and frees. */
void imap_client_close(struct imap_client **client);

/* Bits of enum imap_capability. */
uint32_t imap_client_capabilities(const struct imap_client *client);
bool imap_client_can(const struct imap_client *client, uint32_t capability);
/* Bytes read from the server so far. */
uint64_t imap_client_bytes_read(const struct imap_client *client);

/* Whether what went wrong came from this server, or from what was done with its responses. */
bool imap_client_has_failed(const struct imap_client *client);

/* Queues a command; `handler` is copied and may be NULL. */
void imap_client_send(struct imap_client *client, const struct imap_handler *handler,
		      const char *format, ...) FORMAT_PRINTF(3, 4);
/* The same in pieces: begin, any number of writes and literals, end. */
void imap_client_begin(struct imap_client *client, const struct imap_handler *handler);
void imap_client_write(struct imap_client *client, const void *bytes, size_t length);
/* Announces a literal whose bytes the caller writes next; waits for the server's consent where it
 * doesn't offer LITERAL+: then only one such command may be queued at a time. */
void imap_client_literal(struct imap_client *client, uint64_t size);
void imap_client_end(struct imap_client *client);

/* Commands that aren't answered yet; bytes that aren't sent yet. */
unsigned imap_client_queued(const struct imap_client *client);
size_t imap_client_unsent(const struct imap_client *client);

/* Sends and receives what is possible at once; with `read` false it only sends. 1: something moved,
 * 0: nothing, -1: error. */
int imap_client_pump(struct imap_client *client, bool read, struct error *error);
/* Waits until a client can move something; reading matters only where `read` is set. Fails with
 * FAILURE_NETWORK when a server owes an answer and is silent for longer than its timeout, and with
 * FAILURE_STOPPED. */
struct imap_waiter {
	struct imap_client *client;
	bool read;
};
int imap_client_wait(const struct imap_waiter *waiters, size_t count, struct error *error);

/* Sends a command and pumps until it is answered. 0; -1: error, FAILURE_SERVER for NO and BAD. */
int imap_client_run(struct imap_client *client, const struct imap_handler *handler,
		    struct error *error, const char *format, ...) FORMAT_PRINTF(4, 5);
/* Pumps until every queued command is answered. */
int imap_client_drain(struct imap_client *client, struct error *error);

#endif

#include "transport/imap_client.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/imap_capability.h"
#include "transport/imap_utf7.h"
#include "transport/server_words.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define READ_SIZE ((size_t)128 * 1024)
#define WAIT_SLICE_MS 250
#define LOGOUT_MS 500

static const struct imap_parser_limits limits = {
	.max_line = (size_t)1024 * 1024,
	.max_response = (size_t)2 * 1024 * 1024,
};

struct command {
	struct command *next;
	unsigned tag;
	struct imap_handler handler;
};

struct imap_client {
	const struct stream_options *options;
	struct stream *stream;
	struct imap_parser *parser;
	uint32_t capabilities;
	char *in;
	size_t in_length, in_capacity, in_used;
	struct strbuf out;
	size_t out_sent;
	bool open;     /* between begin and end of a command */
	bool held;     /* a literal waits for "+": nothing behind out_hold is sent */
	bool rejected; /* the server declined that literal; what comes behind is dropped */
	size_t out_hold;
	struct command *first, **last;
	unsigned queued, next_tag;
	uint64_t bytes_read;
	double active_at; /* when the server last moved, or was first owed an answer */
	char *bye;
	bool failed; /* an error came from here, or from what was done with its responses */
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static const char *host_of(const struct imap_client *client)
{
	return client->options->endpoint->host;
}

static void take_capabilities(struct imap_client *client, const char *list)
{
	client->capabilities = 0;
	while (*(list += strspn(list, " "))) {
		size_t length = strcspn(list, " ");
		client->capabilities |= imap_capability_parse(list, length);
		list += length;
	}
}

static int see_capabilities(void *context, const struct imap_node *response, struct error *error)
{
	struct imap_client *client = context;
	(void)error;

	if (!imap_node_is(imap_node_child(response, 1), "CAPABILITY"))
		return 0;
	client->capabilities = 0;
	for (const struct imap_node *node = imap_node_child(response, 2); node; node = node->next)
		if (node->type == IMAP_NODE_ATOM)
			client->capabilities |= imap_capability_parse(node->text, node->length);
	return 0;
}

struct imap_client *imap_client_open(const struct stream_options *options,
				     struct stream_info *info_r, struct error *error)
{
	struct stream_info info;
	struct stream *stream = stream_open(options, &info, error);
	struct imap_client *client = NULL;

	if (stream) {
		client = xcalloc(1, sizeof(*client));
		client->options = options;
		client->stream = stream;
		client->parser = imap_parser_create(&limits);
		client->last = &client->first;
		client->in = xmalloc(READ_SIZE);
		client->in_capacity = READ_SIZE;
		strbuf_init(&client->out);
		if (info.capabilities)
			take_capabilities(client, info.capabilities);
		/* What the server volunteered behind the login's OK is lost inside libcurl. */
		struct imap_handler handler = {.context = client, .untagged = see_capabilities};
		if (imap_client_run(client, &handler, error, "CAPABILITY") < 0)
			imap_client_close(&client);
	}
	if (info_r)
		*info_r = info;
	else
		stream_info_clear(&info);
	return client;
}

static void say_goodbye(struct imap_client *client)
{
	struct error ignored = ERROR_INIT;

	/* In the middle of a literal the server would take LOGOUT for mail. */
	if (client->bye || imap_client_unsent(client) || client->queued)
		return;
	imap_client_send(client, &(struct imap_handler){0}, "LOGOUT");
	double end = now() + LOGOUT_MS / 1000.0;
	while (client->queued && now() < end) {
		int moved = imap_client_pump(client, true, &ignored);
		if (moved < 0)
			break;
		struct pollfd poll_fd = {stream_fd(client->stream), POLLIN, 0};
		if (!moved)
			poll(&poll_fd, 1, 50);
	}
	error_clear(&ignored);
}

void imap_client_close(struct imap_client **client)
{
	struct imap_client *old = *client;

	if (!old)
		return;
	say_goodbye(old);
	while (old->first) {
		struct command *next = old->first->next;
		free(old->first);
		old->first = next;
	}
	stream_close(&old->stream);
	imap_parser_free(&old->parser);
	strbuf_clear(&old->out);
	free(old->in);
	free(old->bye);
	free(old);
	*client = NULL;
}

uint32_t imap_client_capabilities(const struct imap_client *client)
{
	return client->capabilities;
}

bool imap_client_can(const struct imap_client *client, uint32_t capability)
{
	return (client->capabilities & capability) == capability;
}

uint64_t imap_client_bytes_read(const struct imap_client *client)
{
	return client->bytes_read;
}

void imap_client_begin(struct imap_client *client, const struct imap_handler *handler)
{
	struct command *command = xcalloc(1, sizeof(*command));

	if (handler)
		command->handler = *handler;
	command->tag = ++client->next_tag;
	*client->last = command;
	client->last = &command->next;
	if (!client->queued++)
		client->active_at = now();
	client->rejected = false;
	client->open = true;
	strbuf_addf(&client->out, "x%u ", command->tag);
}

void imap_client_write(struct imap_client *client, const void *bytes, size_t length)
{
	if (!client->rejected)
		strbuf_add(&client->out, bytes, length);
}

void imap_client_literal(struct imap_client *client, uint64_t size)
{
	bool plus = imap_client_can(client, IMAP_CAPABILITY_LITERAL_PLUS) ||
		    (size <= 4096 && imap_client_can(client, IMAP_CAPABILITY_LITERAL_MINUS));

	if (client->rejected)
		return;
	strbuf_addf(&client->out, "{%llu%s}\r\n", (unsigned long long)size, plus ? "+" : "");
	if (!plus) {
		client->held = true;
		client->out_hold = client->out.length;
	}
}

void imap_client_end(struct imap_client *client)
{
	imap_client_write(client, "\r\n", 2);
	client->rejected = client->open = false;
}

void imap_client_send(struct imap_client *client, const struct imap_handler *handler,
		      const char *format, ...)
{
	va_list args;

	imap_client_begin(client, handler);
	va_start(args, format);
	strbuf_vaddf(&client->out, format, args);
	va_end(args);
	imap_client_end(client);
}

unsigned imap_client_queued(const struct imap_client *client)
{
	return client->queued;
}

size_t imap_client_unsent(const struct imap_client *client)
{
	return client->out.length - client->out_sent;
}

static struct command *take_command(struct imap_client *client, const char *tag)
{
	unsigned number = *tag == 'x' ? (unsigned)strtoul(tag + 1, NULL, 10) : 0;

	for (struct command **at = &client->first; *at; at = &(*at)->next) {
		struct command *command = *at;
		if (command->tag != number)
			continue;
		*at = command->next;
		if (!*at)
			client->last = at;
		client->queued--;
		return command;
	}
	return NULL;
}

/* The server declined the literal that waits for its consent. */
static void drop_held(struct imap_client *client)
{
	strbuf_set_length(&client->out, client->out_hold);
	client->held = false;
	client->rejected = client->open;
}

static int take_tagged(struct imap_client *client, const struct imap_node *root,
		       struct error *error)
{
	const struct imap_node *tag = imap_node_child(root, 0), *word = imap_node_child(root, 1);
	const struct imap_node *text = imap_node_child(root, 2);
	struct imap_reply reply = {.status = IMAP_STATUS_BAD};
	struct strbuf words = STRBUF_INIT;
	int result = 0;

	if (imap_node_is(word, "OK"))
		reply.status = IMAP_STATUS_OK;
	else if (imap_node_is(word, "NO"))
		reply.status = IMAP_STATUS_NO;
	else if (!imap_node_is(word, "BAD"))
		return error_set(error, FAILURE_PROTOCOL,
				 "The answer of the server %s makes no sense.", host_of(client));
	struct command *command = take_command(client, tag->text);
	if (!command)
		return error_set(error, FAILURE_PROTOCOL,
				 "The server %s answered a command that was never sent.",
				 host_of(client));
	if (client->held && !client->queued)
		drop_held(client);
	imap_code_parse(text ? text->text : NULL, &reply.code);
	strbuf_addf(&words, "%s ", word->text);
	if (text)
		imap_utf7_add_clean(&words, text->text, text->length);
	reply.text = words.data;
	if (command->handler.done)
		result = command->handler.done(command->handler.context, &reply, error);
	else if (reply.status != IMAP_STATUS_OK)
		result = error_set(error, server_words_failure(reply.text),
				   "The server %s answered: %s", host_of(client), reply.text);
	strbuf_clear(&words);
	free(command);
	return result;
}

static char *clean_text(const struct imap_node *node)
{
	struct strbuf text = STRBUF_INIT;

	if (node)
		imap_utf7_add_clean(&text, node->text, node->length);
	return strbuf_detach(&text, NULL);
}

static int take_response(struct imap_client *client, struct error *error)
{
	const struct imap_node *root = imap_parser_root(client->parser);
	const struct imap_node *tag = root->children, *word = imap_node_child(root, 1);

	if (!tag)
		return 0; /* an empty line */
	if (imap_node_is(tag, "+")) {
		client->held = false;
		return 0;
	}
	if (!imap_node_is(tag, "*"))
		return tag->text ? take_tagged(client, root, error)
				 : error_set(error, FAILURE_PROTOCOL,
					     "The answer of the server %s makes no sense.",
					     host_of(client));
	if (imap_node_is(word, "BYE")) {
		free(client->bye);
		client->bye = clean_text(word->next);
	}
	const struct imap_handler *handler = client->first ? &client->first->handler : NULL;
	if (handler && handler->untagged)
		return handler->untagged(handler->context, root, error);
	return 0;
}

static int take_literal(struct imap_client *client, struct error *error)
{
	const struct imap_handler *handler = client->first ? &client->first->handler : NULL;

	if (!handler || !handler->literal)
		return 0;
	int result = handler->literal(handler->context, imap_parser_root(client->parser),
				      imap_parser_literal_size(client->parser), error);
	if (result == 1)
		imap_parser_stream(client->parser);
	return result < 0 ? -1 : 0;
}

static int parse_input(struct imap_client *client, struct error *error)
{
	for (;;) {
		struct imap_piece piece;
		size_t used;
		int result = 0;
		enum imap_parser_event event =
			imap_parser_next(client->parser, client->in + client->in_used,
					 client->in_length - client->in_used, &used, &piece);
		client->in_used += used;
		if (event == IMAP_PARSER_BAD)
			return error_set(error, FAILURE_PROTOCOL,
					 "The answer of the server %s can't be read: %s.",
					 host_of(client), imap_parser_problem(client->parser));
		if (event == IMAP_PARSER_MORE)
			return 0;
		if (event == IMAP_PARSER_RESPONSE)
			result = take_response(client, error);
		else if (event == IMAP_PARSER_LITERAL)
			result = take_literal(client, error);
		else if (client->first && client->first->handler.data)
			result = client->first->handler.data(client->first->handler.context, &piece,
							     error);
		if (result < 0)
			return -1;
	}
}

/* Keeps the bytes that the parser can't use yet and makes room behind them. */
static void make_room(struct imap_client *client)
{
	client->in_length -= client->in_used;
	memmove(client->in, client->in + client->in_used, client->in_length);
	client->in_used = 0;
	if (client->in_length > client->in_capacity / 2) {
		client->in_capacity *= 2;
		client->in = xreallocarray(client->in, client->in_capacity, 1);
	}
}

static int explain_end(struct imap_client *client, struct error *error)
{
	if (client->bye)
		error_set(error,
			  server_words_read(client->bye) == SERVER_WORDS_BUSY ? FAILURE_BUSY
									      : FAILURE_NETWORK,
			  "The server %s ended the session: BYE %s", host_of(client), client->bye);
	return -1;
}

static int receive(struct imap_client *client, struct error *error)
{
	size_t before = client->in_length;

	make_room(client);
	before = client->in_length;
	while (client->in_length < client->in_capacity) {
		ssize_t got = stream_read(client->stream, client->in + client->in_length,
					  client->in_capacity - client->in_length, error);
		if (got < 0 && client->in_length > before)
			break; /* first what came before the end */
		if (got < 0)
			return explain_end(client, error);
		if (!got)
			break;
		client->in_length += (size_t)got;
	}
	if (client->in_length == before)
		return 0;
	client->bytes_read += client->in_length - before;
	client->active_at = now();
	return parse_input(client, error) < 0 ? -1 : 1;
}

static int transmit(struct imap_client *client, struct error *error)
{
	size_t end = client->held ? client->out_hold : client->out.length;
	int moved = 0;

	while (client->out_sent < end) {
		ssize_t sent = stream_write(client->stream, client->out.data + client->out_sent,
					    end - client->out_sent, error);
		if (sent < 0)
			return -1;
		if (!sent)
			break;
		client->out_sent += (size_t)sent;
		moved = 1;
	}
	if (moved)
		client->active_at = now();
	if (client->out_sent == client->out.length) {
		strbuf_reset(&client->out);
		client->out_hold = client->out_sent = 0;
	} else if (client->out_sent > (size_t)256 * 1024) {
		strbuf_remove(&client->out, 0, client->out_sent);
		client->out_hold -= MIN(client->out_hold, client->out_sent);
		client->out_sent = 0;
	}
	return moved;
}

static int pump(struct imap_client *client, bool read, struct error *error)
{
	int sent = transmit(client, error);

	if (sent < 0) {
		/* The reason may be in what the server said before it hung up. */
		struct error ignored = ERROR_INIT;
		receive(client, &ignored);
		error_clear(&ignored);
		return explain_end(client, error);
	}
	int received = read ? receive(client, error) : 0;
	if (received < 0)
		return -1;
	return sent || received;
}

int imap_client_pump(struct imap_client *client, bool read, struct error *error)
{
	int result = pump(client, read, error);

	client->failed |= result < 0;
	return result;
}

bool imap_client_has_failed(const struct imap_client *client)
{
	return client->failed;
}

static bool wants_write(const struct imap_client *client)
{
	return client->out_sent < (client->held ? client->out_hold : client->out.length);
}

int imap_client_wait(const struct imap_waiter *waiters, size_t count, struct error *error)
{
	struct pollfd polls[4];
	size_t used = 0;

	for (size_t i = 0; i < count && used < countof(polls); i++) {
		struct imap_client *client = waiters[i].client;
		if (!client)
			continue;
		short events = (short)((waiters[i].read ? POLLIN : 0) |
				       (wants_write(client) ? POLLOUT : 0));
		polls[used++] = (struct pollfd){stream_fd(client->stream), events, 0};
	}
	int ready = poll(polls, used, WAIT_SLICE_MS);
	for (size_t i = 0; i < count; i++) {
		struct imap_client *client = waiters[i].client;
		if (!client)
			continue;
		const struct stream_options *options = client->options;
		unsigned timeout = options->endpoint->timeout_seconds;
		if (options->stop && options->stop(options->context))
			return error_set(error, FAILURE_STOPPED, "Stopped.");
		if (ready || !client->queued || !waiters[i].read)
			continue;
		/* Long commands (a search over all messages) are silent for minutes. */
		client->failed = now() - client->active_at > (timeout ? timeout : 60) * 5.0;
		if (client->failed)
			return error_set(error, FAILURE_NETWORK,
					 "The server %s has been silent for %.0f seconds.",
					 options->endpoint->host, now() - client->active_at);
	}
	return 0;
}

static int pump_until(struct imap_client *client, unsigned queued, struct error *error)
{
	struct imap_waiter waiter = {client, true};

	while (client->queued > queued) {
		int moved = imap_client_pump(client, true, error);
		if (moved < 0)
			return -1;
		if (!moved && imap_client_wait(&waiter, 1, error) < 0)
			return -1;
	}
	return 0;
}

int imap_client_drain(struct imap_client *client, struct error *error)
{
	return pump_until(client, 0, error);
}

int imap_client_run(struct imap_client *client, const struct imap_handler *handler,
		    struct error *error, const char *format, ...)
{
	va_list args;

	imap_client_begin(client, handler);
	va_start(args, format);
	strbuf_vaddf(&client->out, format, args);
	va_end(args);
	imap_client_end(client);
	return pump_until(client, 0, error);
}

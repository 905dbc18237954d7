#include "scripted_server.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"

#include <arpa/inet.h>
#include <fnmatch.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct scripted_server {
	const char *const *lines;
	size_t count;
	int listener, connection;
	struct strbuf in;
	pthread_t thread;
	char *problem;
};

static void say(struct scripted_server *server, const char *bytes, size_t length)
{
	while (length && server->connection >= 0) {
		ssize_t sent = send(server->connection, bytes, length, MSG_NOSIGNAL);
		if (sent <= 0)
			return;
		bytes += sent;
		length -= (size_t)sent;
	}
}

static void say_line(struct scripted_server *server, const char *text)
{
	say(server, text, strlen(text));
	say(server, "\r\n", 2);
}

/* The client's next line without its end; NULL: it hung up. The caller frees it. */
static char *hear(struct scripted_server *server)
{
	char buffer[4096];
	char *newline;

	while (!(newline = memchr(server->in.data, '\n', server->in.length))) {
		ssize_t got = recv(server->connection, buffer, sizeof(buffer), 0);
		if (got <= 0)
			return NULL;
		strbuf_add(&server->in, buffer, (size_t)got);
	}
	size_t length = (size_t)(newline - server->in.data);
	char *line = xstrndup(server->in.data, length && newline[-1] == '\r' ? length - 1 : length);
	strbuf_remove(&server->in, 0, length + 1);
	return line;
}

/* Notes the first difference; later ones follow from it. */
static void expect(struct scripted_server *server, const char *pattern)
{
	char *line = hear(server);
	struct strbuf escaped = STRBUF_INIT;

	for (const char *p = pattern; *p; p++) {
		if (strchr("[]?\\", *p))
			strbuf_addc(&escaped, '\\');
		strbuf_addc(&escaped, *p);
	}
	if (!server->problem && (!line || fnmatch(escaped.data, line, 0)))
		server->problem =
			xasprintf("expected '%s', got '%s'", pattern, line ? line : "the end");
	strbuf_clear(&escaped);
	free(line);
}

static void hang_up(struct scripted_server *server)
{
	if (server->connection >= 0)
		close(server->connection);
	server->connection = -1;
	strbuf_reset(&server->in);
}

static void welcome(struct scripted_server *server)
{
	hang_up(server);
	server->connection = accept(server->listener, NULL, NULL);
}

static void greet(struct scripted_server *server)
{
	say_line(server, "* OK ready");
	expect(server, "A001 CAPABILITY");
	say_line(server, "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR");
	say_line(server, "A001 OK done");
	expect(server, "A002 AUTHENTICATE PLAIN *");
}

/* "3 text #": three lines, with their number for each "#". */
static void say_numbered(struct scripted_server *server, const char *line)
{
	struct strbuf text = STRBUF_INIT;
	char *form;
	size_t count = strtoul(line, &form, 10);

	for (size_t i = 1; i <= count; i++) {
		for (const char *p = form + 1; *p; p++)
			if (*p == '#')
				strbuf_addf(&text, "%zu", i);
			else
				strbuf_addc(&text, *p);
		strbuf_adds(&text, "\r\n");
		if (text.length > 65536 || i == count) {
			say(server, text.data, text.length);
			strbuf_reset(&text);
		}
	}
	strbuf_clear(&text);
}

static void play(struct scripted_server *server, const char *line)
{
	if (!strncmp(line, "S: ", 3) || !strcmp(line, "S:")) {
		say_line(server, line + strcspn(line, " ") + (line[2] == ' '));
	} else if (!strncmp(line, "S- ", 3)) {
		say(server, line + 3, strlen(line + 3));
	} else if (!strncmp(line, "S*", 2)) {
		char *character;
		size_t count = strtoul(line + 2, &character, 10);
		char *bytes = xmalloc(count);
		memset(bytes, character[1], count);
		say(server, bytes, count);
		free(bytes);
	} else if (!strncmp(line, "S+", 2)) {
		char *text;
		for (size_t count = strtoul(line + 2, &text, 10); count; count--)
			say(server, text + 1, strlen(text + 1));
	} else if (!strncmp(line, "S#", 2)) {
		say_numbered(server, line + 2);
	} else if (!strncmp(line, "C: ", 3)) {
		expect(server, line + 3);
	} else if (!strncmp(line, "login", 5)) {
		greet(server);
		say_line(server, "A002 OK in");
		expect(server, "x1 CAPABILITY");
		say(server, "* CAPABILITY", 12);
		say_line(server, line + 5);
		say_line(server, "x1 OK done");
	} else if (!strncmp(line, "refuse ", 7)) {
		greet(server);
		say(server, "A002 ", 5);
		say_line(server, line + 7);
	} else if (!strcmp(line, "close")) {
		hang_up(server);
	} else if (!strcmp(line, "accept")) {
		welcome(server);
	} else if (!server->problem) {
		server->problem = xasprintf("what does '%s' mean?", line);
	}
}

static void *run(void *context)
{
	struct scripted_server *server = context;
	char *line;

	welcome(server);
	for (size_t i = 0; i < server->count; i++)
		play(server, server->lines[i]);
	while (server->connection >= 0 && (line = hear(server)))
		free(line);
	hang_up(server);
	return NULL;
}

struct scripted_server *scripted_server_start(const char *const *lines, size_t count)
{
	struct scripted_server *server = xcalloc(1, sizeof(*server));
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

	server->lines = lines;
	server->count = count;
	server->connection = -1;
	strbuf_init(&server->in);
	server->listener = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(server->listener, (struct sockaddr *)&address, sizeof(address)) < 0 ||
	    listen(server->listener, 8) < 0 ||
	    pthread_create(&server->thread, NULL, run, server) != 0) {
		perror("scripted server");
		exit(1);
	}
	return server;
}

unsigned scripted_server_port(const struct scripted_server *server)
{
	struct sockaddr_in address;
	socklen_t size = sizeof(address);

	getsockname(server->listener, (struct sockaddr *)&address, &size);
	return ntohs(address.sin_port);
}

char *scripted_server_stop(struct scripted_server **server)
{
	struct scripted_server *old = *server;

	/* Wakes an accept() that nobody answers any more. */
	shutdown(old->listener, SHUT_RDWR);
	pthread_join(old->thread, NULL);
	close(old->listener);
	char *problem = old->problem;
	strbuf_clear(&old->in);
	free(old);
	*server = NULL;
	return problem;
}

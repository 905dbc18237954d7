#include "transport/service_client.h"
#include "base/xmalloc.h"
#include "transport/control.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct client {
	uv_pipe_t pipe;
	const struct service_requests *requests;
	char line[CONTROL_LINE_SIZE];
	size_t length;
};

static void on_closed(uv_handle_t *handle)
{
	free(handle->data);
}

static void close_client(struct client *client)
{
	if (!uv_is_closing((uv_handle_t *)&client->pipe))
		uv_close((uv_handle_t *)&client->pipe, on_closed);
}

/* Answers are short and go into an empty socket buffer: what does not fit at once is not worth keeping. */
static void reply(struct client *client, const char *text)
{
	uv_buf_t buffer = uv_buf_init((char *)text, (unsigned)strlen(text));
	if (uv_try_write((uv_stream_t *)&client->pipe, &buffer, 1) != (int)buffer.len)
		close_client(client);
}

static void handle_line(struct client *client, const char *line)
{
	if (!strcmp(line, "WAKE")) {
		reply(client, "OK\n");
		client->requests->wake();
	} else if (!strcmp(line, "STATUS")) {
		char text[64];
		snprintf(text, sizeof(text), "OK %zu\n", client->requests->running());
		reply(client, text);
	} else if (!strcmp(line, "STOP")) {
		reply(client, "OK\n");
		client->requests->stop();
	} else {
		reply(client, "ERROR unknown command\n");
	}
}

static void on_allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer_r)
{
	(void)suggested;
	struct client *client = handle->data;
	*buffer_r = uv_buf_init(client->line + client->length,
				(unsigned)(sizeof(client->line) - 1 - client->length));
}

static void on_read(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer)
{
	(void)buffer;
	struct client *client = stream->data;
	if (got < 0) {
		close_client(client);
		return;
	}
	client->length += (size_t)got;
	client->line[client->length] = '\0';
	char *end;
	while ((end = strchr(client->line, '\n'))) {
		*end = '\0';
		handle_line(client, client->line);
		size_t used = (size_t)(end + 1 - client->line);
		client->length -= used;
		memmove(client->line, client->line + used, client->length + 1);
	}
	if (client->length == sizeof(client->line) - 1)
		close_client(client); /* no command is that long */
}

void service_client_accept(uv_loop_t *loop, int socket, const struct service_requests *requests)
{
	int fd = accept4(socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd < 0)
		return;
	if (!control_peer_is_trusted(fd)) {
		close(fd);
		return;
	}
	struct client *client = xcalloc(1, sizeof(*client));
	client->requests = requests;
	client->pipe.data = client;
	uv_pipe_init(loop, &client->pipe, 0);
	uv_pipe_open(&client->pipe, fd);
	char greeting[64];
	snprintf(greeting, sizeof(greeting), "EXOSH %d %s %ld\n", CONTROL_PROTOCOL, EXOSH_VERSION,
		 (long)getpid());
	reply(client, greeting);
	if (!uv_is_closing((uv_handle_t *)&client->pipe))
		uv_read_start((uv_stream_t *)&client->pipe, on_allocate, on_read);
}

bool service_client_close(uv_handle_t *handle)
{
	if (handle->type != UV_NAMED_PIPE)
		return false;
	close_client(handle->data);
	return true;
}

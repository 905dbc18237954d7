#include "transport/control.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/home.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#define SOCKET_NAME "service.sock"
#define BACKLOG 64
/* A service that does not answer within this time is taken for hung. */
#define TIMEOUT_SECONDS 20

/* Fills in the socket's address. Its path may be longer than an address can hold; then it goes through a descriptor of the
 * folder, which *folder_r keeps open (-1: not needed). */
static int make_address(struct sockaddr_un *address_r, int *folder_r)
{
	*address_r = (struct sockaddr_un){.sun_family = AF_UNIX};
	*folder_r = -1;
	char *path = home_file(SOCKET_NAME);
	size_t length = strlen(path);
	if (length < sizeof(address_r->sun_path))
		memcpy(address_r->sun_path, path, length + 1);
	free(path);
	if (*address_r->sun_path)
		return 0;
	*folder_r = open(home_path(), O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (*folder_r < 0)
		return -1;
	snprintf(address_r->sun_path, sizeof(address_r->sun_path), "/proc/self/fd/%d/%s", *folder_r,
		 SOCKET_NAME);
	return 0;
}

static int open_socket(int flags)
{
	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
}

static int connect_service(void)
{
	struct sockaddr_un address;
	int folder;
	if (make_address(&address, &folder) < 0)
		return -1;
	int fd = open_socket(0);
	struct timeval timeout = {.tv_sec = TIMEOUT_SECONDS};
	if (fd >= 0) {
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
	}
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
		int saved = errno;
		close(fd);
		fd = -1;
		errno = saved;
	}
	if (folder >= 0)
		close(folder);
	return fd;
}

/* Reads a line without its end. 1: read, 0: the other end closed, -1: error. */
static int read_line(int fd, char line_r[CONTROL_LINE_SIZE])
{
	for (size_t length = 0; length < CONTROL_LINE_SIZE;) {
		ssize_t got = read(fd, line_r + length, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 && errno != ECONNRESET ? -1 : 0;
		if (line_r[length] == '\n') {
			line_r[length] = '\0';
			return 1;
		}
		length++;
	}
	errno = EPROTO;
	return -1;
}

static int converse(int fd, const char *command, char line[CONTROL_LINE_SIZE], struct error *error)
{
	int protocol = 0, got = read_line(fd, line);
	if (got == 0)
		return 0; /* it is just ending */
	if (got == 1 && (sscanf(line, "EXOSH %d", &protocol) != 1 || protocol != CONTROL_PROTOCOL))
		return error_set(
			error, FAILURE_LOCAL,
			"The running migration service is of another version of exosh. Stop it "
			"and try again.");
	char request[CONTROL_LINE_SIZE];
	int length = snprintf(request, sizeof(request), "%s\n", command);
	if (got == 1 && send(fd, request, (size_t)length, MSG_NOSIGNAL) != length)
		got = errno == EPIPE || errno == ECONNRESET ? 0 : -1;
	if (got == 1)
		got = read_line(fd, line);
	if (got < 0)
		return error_set(error, FAILURE_LOCAL, "The migration service doesn't answer: %s.",
				 strerror(errno));
	if (got == 1 && strncmp(line, "OK", 2) != 0)
		return error_set(error, FAILURE_LOCAL, "The migration service refused: %s.", line);
	return got;
}

int control_ask(const char *command, char *answer_r, struct error *error)
{
	int fd = connect_service();
	if (fd < 0) {
		if (errno == ENOENT || errno == ECONNREFUSED)
			return 0;
		return error_set(error, FAILURE_LOCAL,
				 "The migration service can't be reached: %s.", strerror(errno));
	}
	char line[CONTROL_LINE_SIZE];
	int result = converse(fd, command, line, error);
	close(fd);
	if (result == 1 && answer_r) {
		const char *text = line[2] == ' ' ? line + 3 : "";
		memmove(answer_r, text, strlen(text) + 1);
	}
	return result;
}

int control_listen(struct error *error)
{
	struct sockaddr_un address;
	int folder, fd = -1;
	if (make_address(&address, &folder) == 0)
		fd = open_socket(SOCK_NONBLOCK);
	if (fd >= 0) {
		unlink(address.sun_path);
		mode_t old = umask(0177);
		int bound = bind(fd, (struct sockaddr *)&address, sizeof(address));
		umask(old);
		if (bound < 0 || listen(fd, BACKLOG) < 0) {
			int saved = errno;
			close(fd);
			fd = -1;
			errno = saved;
		}
	}
	if (fd < 0)
		error_set(error, FAILURE_LOCAL, "The socket '%s/%s' can't be opened: %s.",
			  home_path(), SOCKET_NAME, strerror(errno));
	if (folder >= 0)
		close(folder);
	return fd;
}

void control_unlink(void)
{
	char *path = home_file(SOCKET_NAME);
	unlink(path);
	free(path);
}

bool control_peer_is_trusted(int fd)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0)
		return false;
	return peer.uid == geteuid() || peer.uid == 0;
}

/* exosh-service: the background process that moves mail. Shells start it on demand. */
#include "base/error.h"
#include "transport/service.h"
#include "transport/service_log.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage[] =
	"Usage: exosh-service [--foreground] [--version] [--help]\n"
	"Moves the mail of the migration batches of EXOSH_HOME. Shells start it when "
	"there is something to do.\n";

/* Prepares and, when all is well, tells the one who waits and serves. Returns the exit status. */
static int serve(int ready_fd)
{
	struct error error = ERROR_INIT;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	service_log_open();
	int prepared = service_prepare(&error);
	if (prepared < 0) {
		service_log("%s", error.message);
		dprintf(ready_fd, "%s", error.message);
	}
	error_clear(&error);
	if (ready_fd != STDERR_FILENO) {
		close(ready_fd); /* the end of the file says that it is ready, or why not */
		int null = open("/dev/null", O_RDWR);
		dup2(null, STDERR_FILENO);
	}
	if (prepared > 0)
		service_run();
	service_log_close();
	curl_global_cleanup();
	return prepared < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Leaves a child of its own session behind and waits until it is ready. */
static int serve_in_background(void)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) < 0 || fflush(NULL) != 0) {
		fprintf(stderr, "exosh-service: %s\n", strerror(errno));
		return EXIT_FAILURE;
	}
	pid_t child = fork();
	if (child < 0) {
		fprintf(stderr, "exosh-service: %s\n", strerror(errno));
		return EXIT_FAILURE;
	}
	if (child == 0) {
		setsid();
		close(ends[0]);
		if (chdir("/") < 0)
			return EXIT_FAILURE;
		int null = open("/dev/null", O_RDWR);
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		return serve(ends[1]);
	}
	close(ends[1]);
	char message[1024];
	size_t length = 0;
	ssize_t got;
	while ((got = read(ends[0], message + length, sizeof(message) - 1 - length)) > 0)
		length += (size_t)got;
	message[length] = '\0';
	if (length)
		fprintf(stderr, "%s\n", message);
	return length ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	bool foreground = false;
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--foreground")) {
			foreground = true;
		} else if (!strcmp(argv[i], "--version")) {
			puts("exosh-service " EXOSH_VERSION);
			return EXIT_SUCCESS;
		} else {
			bool help = !strcmp(argv[i], "--help");
			fputs(usage, help ? stdout : stderr);
			return help ? EXIT_SUCCESS : 2;
		}
	}
	umask(077);
	return foreground ? serve(STDERR_FILENO) : serve_in_background();
}

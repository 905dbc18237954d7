#include "transport/service_start.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/control.h"
#include "transport/failure.h"
#include "transport/home.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "exosh-service"
/* A clean end lets the workers finish what they are writing. */
#define STOP_WAIT_MS 60000

extern char **environ;

/* $EXOSH_SERVICE, else the program beside this one, else whatever PATH has. */
static char *find_program(void)
{
	const char *set = getenv("EXOSH_SERVICE");
	if (set && *set)
		return xstrdup(set);
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	while (length > 0 && self[length - 1] != '/')
		length--;
	if (length > 0) {
		char *beside = xasprintf("%.*s" PROGRAM, (int)length, self);
		if (access(beside, X_OK) == 0)
			return beside;
		free(beside);
	}
	return xstrdup(PROGRAM);
}

/* The environment with EXOSH_HOME as this process understands it: a relative one would mean another folder there. */
static char **make_environment(void)
{
	size_t count = 0, kept = 0;
	while (environ[count])
		count++;
	char **copy = xcalloc(count + 2, sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		if (strncmp(environ[i], "EXOSH_HOME=", 11) != 0)
			copy[kept++] = environ[i];
	copy[kept] = xasprintf("EXOSH_HOME=%s", home_path());
	return copy;
}

static void free_environment(char **copy)
{
	size_t count = 0;
	while (copy[count + 1])
		count++;
	free(copy[count]);
	free(copy);
}

/* Starts the program with its standard error at `error_fd`, and with nothing else of this process: no signals blocked or
 * ignored, no descriptors. 0 or an errno. */
static int spawn(const char *program, int error_fd, pid_t *child_r)
{
	char *arguments[] = {(char *)PROGRAM, NULL};
	char **environment = make_environment();
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, error_fd, STDERR_FILENO);
	posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	int result = posix_spawnp(child_r, program, &actions, &attributes, arguments, environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	free_environment(environment);
	return result;
}

/* What the program says until it is ready: nothing, or why it can't be. */
static void read_words(int fd, struct strbuf *words)
{
	char buffer[512];
	ssize_t got;
	while ((got = read(fd, buffer, sizeof(buffer))) > 0 || (got < 0 && errno == EINTR))
		if (got > 0)
			strbuf_add(words, buffer, (size_t)got);
	while (words->length && words->data[words->length - 1] == '\n')
		strbuf_set_length(words, words->length - 1);
}

static int start(struct error *error)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) < 0)
		return error_set(error, FAILURE_LOCAL,
				 "The migration service can't be started: %s.", strerror(errno));
	char *program = find_program();
	pid_t child;
	int result = 0, failed = spawn(program, ends[1], &child);
	close(ends[1]);
	if (failed) {
		result = error_set(error, FAILURE_LOCAL,
				   "The migration service '%s' can't be started: %s.", program,
				   strerror(failed));
	} else {
		struct strbuf words = STRBUF_INIT;
		read_words(ends[0], &words);
		int status = 0;
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			result = error_set(error, FAILURE_LOCAL,
					   "The migration service can't be started: %s",
					   words.length ? words.data : "it ended without a word.");
		strbuf_clear(&words);
	}
	close(ends[0]);
	free(program);
	return result;
}

int service_wake(struct error *error)
{
	int woken = control_ask("WAKE", NULL, error);
	if (woken != 0)
		return woken < 0 ? -1 : 0;
	return start(error); /* the first thing that it does is to look */
}

int service_stop(struct error *error)
{
	int asked = control_ask("STOP", NULL, error);
	if (asked < 0)
		return -1;
	/* It holds its lock until the very end. */
	char *path = home_file("service.lock");
	int lock = open(path, O_RDWR | O_CLOEXEC);
	free(path);
	int result = 0;
	for (int waited = 0; lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) < 0; waited += 20) {
		if (waited > STOP_WAIT_MS) {
			result = error_set(error, FAILURE_LOCAL,
					   "The migration service doesn't end.");
			break;
		}
		usleep(20000);
	}
	if (lock >= 0)
		close(lock);
	return result;
}

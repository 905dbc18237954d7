/*
 * The process of a Start-Job: exosh itself with -ServerMode. It reads the script from its standard input and writes
 * records to its standard output (record_frame.h), which a thread of the shell reads. A process group of its own takes
 * the programs that the script starts along when it is killed.
 */
#include "cmdlets/core/job.h"
#include "cmdlets/core/record_frame.h"

#include "base/xmalloc.h"
#include "engine/session.h"
#include "engine/streams.h"
#include "object/guid.h"
#include "object/interpreter_lock.h"
#include "object/psobject.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

/* What follows the script's frame when it is to stop; the end of the shell means the same. */
#define STOP_BYTE '!'
/* How long a script that is to stop may go on. */
#define PATIENCE_MS 3000

/* ---- the shell's side ---- */

/* What the thread of a job has. */
struct connection {
	struct job *job;
	int in, out;           /* our ends of its standard input and output */
	struct strbuf request; /* what is not yet sent */
	struct strbuf answer;
	Value runspace; /* a GUID that its objects carry */
	int64_t deadline;
	bool ended; /* FRAME_END came */
};

static int spawn(struct connection *connection, pid_t *pid_r)
{
	char program[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
	int in[2], out[2];
	if (length < 0)
		return errno;
	program[length] = '\0';
	if (pipe2(in, O_CLOEXEC) != 0)
		return errno;
	if (pipe2(out, O_CLOEXEC) != 0) {
		int error = errno;
		close(in[0]);
		close(in[1]);
		return error;
	}
	char *argv[] = {program,
			(char *)"-NoLogo",
			(char *)"-NoProfile",
			(char *)"-NonInteractive",
			(char *)"-ServerMode",
			NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t all, none;
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
						      POSIX_SPAWN_SETPGROUP);
	int error = posix_spawn(pid_r, program, &actions, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	close(in[0]);
	close(out[1]);
	connection->in = in[1];
	connection->out = out[0];
	fcntl(connection->in, F_SETFL, O_NONBLOCK);
	return error;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void send_some(struct connection *connection)
{
	ssize_t n = write(connection->in, connection->request.data, connection->request.length);
	if (n > 0)
		strbuf_remove(&connection->request, 0, (size_t)n);
	else if (n < 0 && errno != EAGAIN && errno != EINTR)
		close_fd(&connection->in);
}

static void take_frames(struct connection *connection)
{
	int stream, found;
	Value record, error;
	while ((found = record_frame_read(&connection->answer, &stream, &record)) > 0) {
		if (stream == FRAME_END) {
			enum background_end end = record_frame_to_end(record, &error);
			connection->ended = true;
			job_end(connection->job, end, error);
			continue;
		}
		if (stream == AST_STREAM_OUTPUT && record.tag == VALUE_PSOBJECT)
			psobject_set(record, "RunspaceId", connection->runspace);
		job_add_record(connection->job, stream, record);
	}
	if (found < 0)
		close_fd(&connection->out);
}

static void receive_some(struct connection *connection)
{
	char bytes[65536];
	ssize_t n = read(connection->out, bytes, sizeof(bytes));
	if (n > 0) {
		strbuf_add(&connection->answer, bytes, (size_t)n);
		take_frames(connection);
	} else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
		close_fd(&connection->out);
	}
}

/* Tells it to stop, and after a while makes it. */
static void insist(struct connection *connection)
{
	if (!connection->deadline) {
		strbuf_addc(&connection->request, STOP_BYTE);
		connection->deadline = interpreter_clock() + PATIENCE_MS;
	} else if (interpreter_clock() > connection->deadline) {
		kill(-connection->job->process, SIGKILL);
	}
}

/* Moves bytes until the process has closed its output. */
static void converse(struct connection *connection)
{
	while (connection->out >= 0) {
		if (connection->job->is_stopped)
			insist(connection);
		struct pollfd fds[] = {
			{connection->request.length ? connection->in : -1, POLLOUT, 0},
			{connection->out, POLLIN, 0}};
		int ready = blocking_poll(fds, countof(fds), 200);
		if (ready < 0 && errno != EINTR)
			return;
		if (ready <= 0)
			continue;
		if (fds[0].revents)
			send_some(connection);
		if (fds[1].revents)
			receive_some(connection);
	}
}

static Value broken(const char *message)
{
	Value exception = exception_new(exception_type("System.Management.Automation.Remoting."
						       "PSRemotingTransportException"),
					string_from(message), NULL_VALUE);
	return error_record_new(exception, "PSSessionStateBroken", CATEGORY_OPEN_ERROR, NULL_VALUE);
}

static void run(void *context)
{
	struct job *job = context;
	struct connection connection = {.job = job, .in = -1, .out = -1, .runspace = guid_random()};
	struct host nobody = {0};
	struct session *s = session_create_beside(&nobody); /* objects may come with code */
	strbuf_init(&connection.request);
	strbuf_init(&connection.answer);
	record_frame_write(&connection.request, FRAME_SCRIPT, record_frame_of_script(&job->script));
	pid_t pid = 0;
	int error = spawn(&connection, &pid);
	if (!error) {
		job->process = pid;
		converse(&connection);
		kill(-pid, SIGKILL); /* and what it has left behind */
		while (blocking_waitpid(pid, &(int){0}, 0) < 0 && errno == EINTR) {
		}
		job->process = 0;
	}
	close_fd(&connection.in);
	close_fd(&connection.out);
	if (!connection.ended && job->is_stopped)
		job_end(job, BACKGROUND_STOPPED, NULL_VALUE);
	else if (!connection.ended)
		job_end(job, BACKGROUND_FAILED,
			broken(error ? strerror(error)
				     : "The background process closed or ended abnormally."));
	strbuf_clear(&connection.request);
	strbuf_clear(&connection.answer);
	session_free(&s);
	gc_unpin(job_value(job));
}

enum status job_process_start(struct job *job)
{
	gc_pin(job_value(job));
	job_begin(job);
	/* the thread starts the process, since the process is to end with it */
	enum status status = background_start_thread(run, job, &job->background.thread);
	if (status != OK)
		gc_unpin(job_value(job));
	return status;
}

void job_process_stop(struct job *job)
{
	interpreter_disturb(job->background.thread); /* it looks at is_stopped */
}

/* ---- the process's side ---- */

static struct {
	struct background background;
	int in, out;
} server;

static void send_frame(int stream, Value record)
{
	struct strbuf frame = STRBUF_INIT;
	record_frame_write(&frame, stream, record);
	for (size_t at = 0; at < frame.length;) {
		ssize_t n = write(server.out, frame.data + at, frame.length - at);
		if (n < 0 && errno != EINTR)
			_exit(1); /* nobody is there any more */
		if (n > 0)
			at += (size_t)n;
	}
	strbuf_clear(&frame);
}

static void send_record(struct background *background UNUSED, int stream, Value record)
{
	send_frame(stream, record);
}

/* The protocol's ends are taken away from what the script runs. */
static void keep_to_itself(void)
{
	server.in = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
	server.out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	dup2(nothing, STDIN_FILENO);
	dup2(nothing, STDOUT_FILENO);
}

static bool read_script(struct background_script *script)
{
	struct strbuf request = STRBUF_INIT;
	char bytes[65536];
	ssize_t n;
	int stream, found = 0;
	Value v;
	while (!found && (n = read(server.in, bytes, sizeof(bytes))) > 0) {
		strbuf_add(&request, bytes, (size_t)n);
		found = record_frame_read(&request, &stream, &v);
	}
	server.background.is_stopped = request.length > 0; /* the stop came close behind */
	strbuf_clear(&request);
	if (found <= 0 || stream != FRAME_SCRIPT)
		return false;
	record_frame_to_script(v, script);
	return true;
}

/* On a thread of its own: waits for the word to stop. */
static void hear_stop(void *context UNUSED)
{
	char byte;
	while (blocking_read(server.in, &byte, 1) < 0 && errno == EINTR) {
	}
	background_stop(&server.background);
}

int job_process_serve(void)
{
	struct background_script script;
	pthread_t listener;
	Value error;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	keep_to_itself();
	if (!read_script(&script))
		return 1;
	server.background.record = send_record;
	if (background_start_thread(hear_stop, NULL, &listener) != OK)
		return 1;
	enum background_end end = background_run(&server.background, &script, &error);
	send_frame(FRAME_END, record_frame_of_end(end, error));
	return end == BACKGROUND_COMPLETED ? 0 : 1;
}

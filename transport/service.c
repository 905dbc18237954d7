#include "transport/service.h"
#include "transport/agenda.h"
#include "transport/control.h"
#include "transport/failure.h"
#include "transport/home.h"
#include "transport/service_client.h"
#include "transport/service_log.h"
#include "transport/workforce.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

/* How long a new service waits for an old one that is just ending. */
#define LOCK_WAIT_MS 40000
/* At least this often it looks at the store and the clock, which may have jumped. */
#define MAX_SLEEP_MS 60000
/* After the store could not be written: how long before it is tried again. */
#define STORE_RETRY_MS 10000
/* How long workers get to stop when the service is told to end. */
#define END_WAIT_MS 30000
/* How long it stays when nothing is left to do, and how often it then looks whether that time is over. */
#define IDLE_SECONDS 60
#define IDLE_LOOK_MS 1000

static struct {
	int lock, socket;
	ino_t store; /* to notice that the store was deleted or replaced */
	struct state *state;
	struct workforce workforce;
	uv_loop_t loop;
	uv_poll_t listener;
	uv_timer_t timer;
	uv_signal_t signals[2];
	uv_async_t wake;
	int64_t retry_at, idle_since;
	bool ending;
} service = {.lock = -1, .socket = -1};

/* 1: locked, 0: another service is there, -1: error. */
static int take_lock(struct error *error)
{
	char *path = home_file("service.lock");
	service.lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int result = 1;
	if (service.lock < 0)
		result = error_set(error, FAILURE_LOCAL, "The lock '%s' can't be opened: %s.", path,
				   strerror(errno));
	uint64_t end = uv_hrtime() / 1000000 + LOCK_WAIT_MS;
	while (result == 1 && flock(service.lock, LOCK_EX | LOCK_NB) < 0) {
		if (control_ask("STATUS", NULL, NULL) == 1)
			result = 0;
		else if (uv_hrtime() / 1000000 > end)
			result = error_set(
				error, FAILURE_LOCAL,
				"Another migration service holds '%s' but doesn't answer.", path);
		else
			usleep(20000);
	}
	free(path);
	return result;
}

static ino_t store_inode(void)
{
	struct stat status;
	char *path = home_file("state.db");
	ino_t inode = stat(path, &status) == 0 ? status.st_ino : 0;
	free(path);
	return inode;
}

int service_prepare(struct error *error)
{
	int locked = take_lock(error);
	if (locked <= 0)
		return locked;
	service.state = state_open_home(error);
	if (!service.state)
		return -1;
	service.store = store_inode();
	service.socket = control_listen(error);
	return service.socket < 0 ? -1 : 1;
}

/* A worker that can't let go is left behind: as after kill -9, nothing is lost. */
static void on_deadline(uv_timer_t *timer)
{
	(void)timer;
	service_log("ended although %zu mailboxes did not stop", service.workforce.schedule.count);
	_exit(EXIT_SUCCESS);
}

/* Ends the loop as soon as the workers have let go. */
static void end(const char *reason)
{
	if (!service.ending) {
		service_log("ending: %s", reason);
		/* Shells that come now start the next service, which waits for our lock. */
		control_unlink();
		uv_poll_stop(&service.listener);
		close(service.socket);
		uv_timer_start(&service.timer, on_deadline, END_WAIT_MS, 0);
	}
	service.ending = true;
	workforce_stop(&service.workforce, 0, 0);
	if (!workforce_is_busy(&service.workforce, 0))
		uv_stop(&service.loop);
}

/* How long to sleep after a look. */
static int64_t plan(int64_t now, int64_t next, bool work)
{
	int64_t sleep = next ? MIN(MAX(next - now, 1), MAX_SLEEP_MS) : MAX_SLEEP_MS;
	if (work || workforce_is_busy(&service.workforce, 0)) {
		service.idle_since = 0;
		return sleep;
	}
	if (!service.idle_since)
		service.idle_since = now;
	int64_t idle = state_setting_number(service.state, "service.idle_seconds", IDLE_SECONDS);
	if (now - service.idle_since >= idle * 1000)
		end("nothing is left to do");
	return MIN(sleep, IDLE_LOOK_MS);
}

/* Looks at the store and does what is due. Returns how long to sleep. */
static int64_t look(int64_t now)
{
	struct error error = ERROR_INIT;
	int64_t next = 0;
	bool work = true;
	if (now < service.retry_at)
		return service.retry_at - now;
	int done = agenda_look(service.state, &service.workforce, now, &next, &work, &error);
	if (done < 0) {
		service_log("%s", error.message);
		service.retry_at = now + STORE_RETRY_MS;
	}
	error_clear(&error);
	return done < 0 ? STORE_RETRY_MS : plan(now, next, work);
}

static void tick(void);

static void on_timer(uv_timer_t *timer)
{
	(void)timer;
	tick();
}

static void on_wake(uv_async_t *handle)
{
	(void)handle;
	tick();
}

static void tick(void)
{
	int64_t now = state_now();
	if (!workforce_collect(&service.workforce))
		service.retry_at = now + STORE_RETRY_MS;
	if (service.ending || store_inode() != service.store) {
		end("its store is gone");
		return;
	}
	int64_t sleep = look(now);
	if (!service.ending)
		uv_timer_start(&service.timer, on_timer, (uint64_t)sleep, 0);
}

static void on_signal(uv_signal_t *handle, int number)
{
	(void)handle;
	end(number == SIGTERM ? "SIGTERM" : "SIGINT");
}

static void wake(void)
{
	service.retry_at = 0;
	uv_async_send(&service.wake);
}

static void stop(void)
{
	end("a shell asked for it");
}

static size_t running(void)
{
	return service.workforce.schedule.count;
}

static void on_connection(uv_poll_t *listener, int status, int events)
{
	static const struct service_requests requests = {wake, stop, running};
	(void)listener;
	(void)status;
	(void)events;
	service_client_accept(&service.loop, service.socket, &requests);
}

static void close_handle(uv_handle_t *handle, void *argument)
{
	(void)argument;
	if (!uv_is_closing(handle) && !service_client_close(handle))
		uv_close(handle, NULL);
}

static void open_loop(void)
{
	uv_loop_init(&service.loop);
	uv_poll_init(&service.loop, &service.listener, service.socket);
	uv_poll_start(&service.listener, UV_READABLE, on_connection);
	uv_timer_init(&service.loop, &service.timer);
	uv_async_init(&service.loop, &service.wake, on_wake);
	service.workforce.finished = &service.wake;
	static const int numbers[] = {SIGTERM, SIGINT};
	for (size_t i = 0; i < countof(numbers); i++) {
		uv_signal_init(&service.loop, &service.signals[i]);
		uv_signal_start(&service.signals[i], on_signal, numbers[i]);
	}
}

void service_run(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	open_loop();
	service_log("exosh-service %s serves '%s', process %ld", EXOSH_VERSION, home_path(),
		    (long)getpid());
	tick();
	if (!service.ending)
		uv_run(&service.loop, UV_RUN_DEFAULT);
	uv_walk(&service.loop, close_handle, NULL);
	uv_run(&service.loop, UV_RUN_DEFAULT);
	uv_loop_close(&service.loop);
	schedule_clear(&service.workforce.schedule);
	state_close(&service.state);
	service_log("ended");
	close(service.lock);
}

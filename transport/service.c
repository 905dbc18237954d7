#include "transport/service.h"
#include "base/xmalloc.h"
#include "transport/control.h"
#include "transport/failure.h"
#include "transport/home.h"
#include "transport/migrate.h"
#include "transport/schedule.h"
#include "transport/service_log.h"
#include "transport/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

/* How long a new service waits for an old one that is just ending. */
#define LOCK_WAIT_MS 15000
/* At least this often it looks at the store and the clock, which may have jumped. */
#define MAX_SLEEP_MS 60000
/* After the store could not be written: how long before it is tried again. */
#define STORE_RETRY_MS 10000
/* How long workers get to stop when the service is told to end. */
#define END_WAIT_MS 30000
#define IDLE_SECONDS 60
#define REMOVAL_DELAY_MS 5000
#define STACK_SIZE (1024 * 1024)

struct thread {
	pthread_t id;
	atomic_bool stop, finished;
	int64_t user_id, batch_id;
	bool recorded; /* valid when finished */
	struct thread *next;
};

static struct {
	int lock, socket;
	ino_t store; /* to notice that the store was deleted or replaced */
	struct state *state;
	struct schedule schedule;
	struct thread *threads;
	uv_loop_t loop;
	uv_poll_t listener;
	uv_timer_t timer;
	uv_signal_t signals[2];
	uv_async_t wake;
	int64_t retry_at, idle_since;
	bool ending;
} service = {.lock = -1, .socket = -1};

/* ---- one service for a home ---- */

static int64_t monotonic_ms(void)
{
	return (int64_t)(uv_hrtime() / 1000000);
}

/* 1: locked, 0: another service is there, -1: error. */
static int take_lock(struct error *error)
{
	char *path = home_file("service.lock");
	service.lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int result = service.lock < 0
			     ? error_set(error, FAILURE_LOCAL, "The lock '%s' can't be opened: %s.",
					 path, strerror(errno))
			     : 1;
	int64_t end = monotonic_ms() + LOCK_WAIT_MS;
	while (result == 1 && flock(service.lock, LOCK_EX | LOCK_NB) < 0) {
		if (control_ask("STATUS", NULL, NULL) == 1)
			result = 0;
		else if (monotonic_ms() > end)
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

/* ---- workers ---- */

static void *thread_main(void *argument)
{
	struct thread *thread = argument;
	thread->recorded = worker_run(thread->user_id, &thread->stop);
	atomic_store(&thread->finished, true);
	uv_async_send(&service.wake);
	return NULL;
}

static bool start_worker(const struct state_due *due, int64_t endpoint_id, enum schedule_kind kind)
{
	struct thread *thread = xcalloc(1, sizeof(*thread));
	thread->user_id = due->user_id;
	thread->batch_id = due->batch_id;
	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	int failed = pthread_create(&thread->id, &attributes, thread_main, thread);
	pthread_attr_destroy(&attributes);
	if (failed) {
		service_log("no thread for %s: %s", due->email, strerror(failed));
		free(thread);
		return false;
	}
	thread->next = service.threads;
	service.threads = thread;
	schedule_add(&service.schedule, due->user_id, endpoint_id, kind, due->email);
	return true;
}

static void collect_workers(void)
{
	for (struct thread **place = &service.threads; *place;) {
		struct thread *thread = *place;
		if (!atomic_load(&thread->finished)) {
			place = &thread->next;
			continue;
		}
		pthread_join(thread->id, NULL);
		schedule_remove(&service.schedule, thread->user_id);
		if (!thread->recorded)
			service.retry_at = state_now() + STORE_RETRY_MS;
		*place = thread->next;
		free(thread);
	}
}

static void stop_workers(int64_t user_id, int64_t batch_id)
{
	for (struct thread *thread = service.threads; thread; thread = thread->next)
		if ((user_id && thread->user_id == user_id) ||
		    (batch_id && thread->batch_id == batch_id) || (!user_id && !batch_id))
			atomic_store(&thread->stop, true);
}

static bool batch_is_busy(int64_t batch_id)
{
	for (struct thread *thread = service.threads; thread; thread = thread->next)
		if (thread->batch_id == batch_id)
			return true;
	return false;
}

/* ---- what is to be done ---- */

static int settle_users(struct arena *arena, int64_t now, struct error *error)
{
	struct state_due_users users;
	if (state_unsettled_users(service.state, arena, &users, error) < 0)
		return -1;
	for (size_t i = 0; i < users.count; i++) {
		int64_t id = users.items[i].user_id;
		struct state_user user;
		if (!schedule_is_running(&service.schedule, id)) {
			if (migrate_settle_user(service.state, id, now, error) < 0)
				return -1;
			continue;
		}
		if (state_user_get_id(service.state, arena, id, &user, error) < 0)
			return -1;
		if (!migrate_user_is_running(user.status))
			stop_workers(id, 0);
	}
	return 0;
}

static int settle_batches(struct arena *arena, int64_t removal_delay, int64_t now,
			  struct error *error)
{
	struct state_batch_filter filter = {.status = -1};
	struct state_batches batches;
	if (state_batch_list(service.state, arena, &filter, &batches, error) < 0)
		return -1;
	for (size_t i = 0; i < batches.count; i++) {
		int64_t id = batches.items[i].id;
		if (batches.items[i].status == BATCH_STATUS_REMOVING)
			stop_workers(0, id);
		if (migrate_settle_batch(service.state, id, batch_is_busy(id), removal_delay, now,
					 error) < 0)
			return -1;
	}
	return 0;
}

static int complete_users(struct arena *arena, int64_t now, struct error *error)
{
	struct state_due_users users;
	if (state_completable_users(service.state, arena, now, &users, error) < 0)
		return -1;
	for (size_t i = 0; i < users.count; i++) {
		struct state_user user;
		if (state_begin(service.state, error) < 0)
			return -1;
		int found = state_user_get_id(service.state, arena, users.items[i].user_id, &user,
					      error);
		if (found < 0 ||
		    (found == 1 &&
		     migrate_user_apply(service.state, &user, MIGRATE_COMPLETE, now, error) < 0)) {
			state_rollback(service.state);
			return -1;
		}
		if (state_commit(service.state, true, error) < 0)
			return -1;
	}
	return 0;
}

static int start_due(struct arena *arena, const struct state_endpoint *endpoint,
		     enum schedule_kind kind, int64_t total, int64_t now, struct error *error)
{
	bool initial = kind == SCHEDULE_INITIAL;
	int64_t limit = initial ? endpoint->max_migrations : endpoint->max_incremental_syncs;
	int64_t available = schedule_free(&service.schedule, endpoint->id, kind, limit, total);
	struct state_due_users due;
	if (available == 0)
		return 0;
	/* More than there are slots for, since some may wait for another user of the same mailbox. */
	if (state_due_users(service.state, arena, endpoint->id, initial, now, available + 50, &due,
			    error) < 0)
		return -1;
	for (size_t i = 0; i < due.count && available; i++) {
		const struct state_due *user = &due.items[i];
		if (schedule_is_busy(&service.schedule, user->user_id, user->email))
			continue;
		if (!start_worker(user, endpoint->id, kind))
			return 0;
		available--;
	}
	return 0;
}

static int start_all_due(struct arena *arena, int64_t now, struct error *error)
{
	int64_t total = state_setting_number(service.state, "limits.migrations", STATE_UNLIMITED);
	struct state_endpoints endpoints;
	if (state_endpoint_list(service.state, arena, &endpoints, error) < 0)
		return -1;
	for (size_t i = 0; i < endpoints.count; i++) {
		const struct state_endpoint *endpoint = &endpoints.items[i];
		if (start_due(arena, endpoint, SCHEDULE_INITIAL, total, now, error) < 0 ||
		    start_due(arena, endpoint, SCHEDULE_INCREMENTAL, total, now, error) < 0)
			return -1;
	}
	return 0;
}

/* A worker that can't let go is left behind: as after kill -9, nothing is lost. */
static void on_deadline(uv_timer_t *timer)
{
	(void)timer;
	service_log("ended although %zu mailboxes did not stop", service.schedule.count);
	control_unlink();
	_exit(EXIT_SUCCESS);
}

/* Ends the loop as soon as the workers have let go. */
static void end(const char *reason)
{
	if (!service.ending) {
		service_log("ending: %s", reason);
		uv_timer_start(&service.timer, on_deadline, END_WAIT_MS, 0);
	}
	service.ending = true;
	stop_workers(0, 0);
	if (!service.threads)
		uv_stop(&service.loop);
}

static int end_when_idle(int64_t now, struct error *error)
{
	bool work = true;
	if (state_has_work(service.state, &work, error) < 0)
		return -1;
	if (work || service.threads) {
		service.idle_since = 0;
		return 0;
	}
	if (!service.idle_since)
		service.idle_since = now;
	int64_t idle = state_setting_number(service.state, "service.idle_seconds", IDLE_SECONDS);
	if (now - service.idle_since >= idle * 1000)
		end("nothing is left to do");
	return 0;
}

static int look(struct arena *arena, int64_t now, int64_t *sleep_r, struct error *error)
{
	int64_t removal_delay =
		state_setting_number(service.state, "removal.milliseconds", REMOVAL_DELAY_MS);
	int64_t next = 0;
	if (settle_users(arena, now, error) < 0 ||
	    settle_batches(arena, removal_delay, now, error) < 0 ||
	    complete_users(arena, now, error) < 0 || start_all_due(arena, now, error) < 0 ||
	    end_when_idle(now, error) < 0 ||
	    state_next_event(service.state, now, removal_delay, &next, error) < 0)
		return -1;
	*sleep_r = next ? MIN(MAX(next - now, 1), MAX_SLEEP_MS) : MAX_SLEEP_MS;
	if (service.idle_since)
		*sleep_r = MIN(*sleep_r, 1000);
	return 0;
}

static void on_timer(uv_timer_t *timer);

/* Looks at the store and does what is due; plans the next look. */
static void tick(void)
{
	int64_t now = state_now(), sleep_ms = STORE_RETRY_MS;
	collect_workers();
	if (service.ending || store_inode() != service.store) {
		end("its store is gone");
		return;
	}
	if (now < service.retry_at) {
		uv_timer_start(&service.timer, on_timer, (uint64_t)(service.retry_at - now), 0);
		return;
	}
	struct error error = ERROR_INIT;
	struct arena arena;
	arena_init(&arena);
	if (look(&arena, now, &sleep_ms, &error) < 0) {
		service_log("%s", error.message);
		service.retry_at = now + STORE_RETRY_MS;
	}
	arena_clear(&arena);
	error_clear(&error);
	if (!service.ending)
		uv_timer_start(&service.timer, on_timer, (uint64_t)sleep_ms, 0);
}

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

static void on_signal(uv_signal_t *handle, int number)
{
	(void)handle;
	end(number == SIGTERM ? "SIGTERM" : "SIGINT");
}

/* ---- shells ---- */

struct client {
	uv_pipe_t pipe;
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
		service.retry_at = 0;
		uv_async_send(&service.wake);
	} else if (!strcmp(line, "STATUS")) {
		char text[64];
		snprintf(text, sizeof(text), "OK %zu\n", service.schedule.count);
		reply(client, text);
	} else if (!strcmp(line, "STOP")) {
		reply(client, "OK\n");
		end("a shell asked for it");
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
	char *end_of_line;
	while ((end_of_line = strchr(client->line, '\n'))) {
		*end_of_line = '\0';
		handle_line(client, client->line);
		size_t used = (size_t)(end_of_line + 1 - client->line);
		client->length -= used;
		memmove(client->line, client->line + used, client->length + 1);
	}
	if (client->length == sizeof(client->line) - 1)
		close_client(client); /* no command is that long */
}

static void on_connection(uv_poll_t *listener, int status, int events)
{
	(void)listener;
	(void)status;
	(void)events;
	int fd = accept4(service.socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd < 0)
		return;
	/* A shell that gets no greeting from a service that ends starts the next one. */
	if (service.ending || !control_peer_is_trusted(fd)) {
		close(fd);
		return;
	}
	struct client *client = xcalloc(1, sizeof(*client));
	client->pipe.data = client;
	uv_pipe_init(&service.loop, &client->pipe, 0);
	uv_pipe_open(&client->pipe, fd);
	char greeting[64];
	snprintf(greeting, sizeof(greeting), "EXOSH %d %s %ld\n", CONTROL_PROTOCOL, EXOSH_VERSION,
		 (long)getpid());
	reply(client, greeting);
	uv_read_start((uv_stream_t *)&client->pipe, on_allocate, on_read);
}

/* ---- life ---- */

static void close_handle(uv_handle_t *handle, void *argument)
{
	(void)argument;
	if (!uv_is_closing(handle))
		uv_close(handle, handle->type == UV_NAMED_PIPE ? on_closed : NULL);
}

static void open_loop(void)
{
	uv_loop_init(&service.loop);
	uv_poll_init(&service.loop, &service.listener, service.socket);
	uv_poll_start(&service.listener, UV_READABLE, on_connection);
	uv_timer_init(&service.loop, &service.timer);
	uv_async_init(&service.loop, &service.wake, on_wake);
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
	/* Shells that come now find no service and start the next one, which waits for our lock. */
	control_unlink();
	uv_walk(&service.loop, close_handle, NULL);
	uv_run(&service.loop, UV_RUN_DEFAULT);
	uv_loop_close(&service.loop);
	close(service.socket);
	schedule_clear(&service.schedule);
	state_close(&service.state);
	service_log("ended");
	close(service.lock);
}

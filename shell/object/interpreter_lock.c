/*
 * Tickets keep it fair: whoever wants the lock draws a number and waits until it is served. Who waits longer than
 * PATIENCE asks the holder, through the collector's flag, to stop at its next safe point.
 */
#include "object/interpreter_lock.h"
#include "base/xmalloc.h"
#include "object/gc.h"
#include "object/runtime.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 5

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turn_changed, something_happened;
static bool enabled; /* there is, or was, more than one thread */
static uint64_t next_ticket = 1, serving;
static uint64_t happenings;
static bool turn_wanted; /* somebody lost patience */

static struct timespec deadline_in(int64_t milliseconds)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += milliseconds / 1000;
	t.tv_nsec += milliseconds % 1000 * 1000000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000;
	}
	return t;
}

int64_t interpreter_clock(void)
{
	struct timespec t = deadline_in(0);
	return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

/* ---- with the mutex held ---- */

static void take(void)
{
	uint64_t ticket = next_ticket++;
	struct timespec deadline = deadline_in(PATIENCE_MS);
	while (ticket != serving) {
		if (pthread_cond_timedwait(&turn_changed, &mutex, &deadline) != ETIMEDOUT)
			continue;
		turn_wanted = true;
		atomic_store_explicit(&gc_attention, true, memory_order_relaxed);
		deadline = deadline_in(PATIENCE_MS);
	}
}

static void give(void)
{
	serving++;
	pthread_cond_broadcast(&turn_changed);
}

/* ---- leaving and coming back ---- */

/* Not inlined: its frame lies below all of its caller's, whose end the collector is to know. */
__attribute__((noinline)) static void mark_place(struct heap_stack *stack)
{
	stack->here = __builtin_frame_address(0);
}

static void leave(void)
{
	pthread_mutex_lock(&mutex);
	give();
	pthread_mutex_unlock(&mutex);
}

static void come_back(void)
{
	int error = errno;
	pthread_mutex_lock(&mutex);
	take();
	pthread_mutex_unlock(&mutex);
	errno = error;
}

/*
 * For the functions below, which hold no Values: their frames and the registers on entry are all that their callers'
 * Values can be in until they return, because the callers stand still.
 */
#define STAND_STILL()                                     \
	do {                                              \
		getcontext(&heap_own_stack()->registers); \
		mark_place(heap_own_stack());             \
	} while (0)
#define BLOCKING(statement)            \
	do {                           \
		if (enabled) {         \
			STAND_STILL(); \
			leave();       \
			statement;     \
			come_back();   \
		} else {               \
			statement;     \
		}                      \
	} while (0)

__attribute__((noinline)) int blocking_poll(struct pollfd *fds, unsigned count, int milliseconds)
{
	int result;
	BLOCKING(result = poll(fds, count, milliseconds));
	return result;
}

__attribute__((noinline)) pid_t blocking_waitpid(pid_t pid, int *status_r, int options)
{
	pid_t result;
	BLOCKING(result = waitpid(pid, status_r, options));
	return result;
}

__attribute__((noinline)) ssize_t blocking_read(int fd, void *buffer, size_t size)
{
	ssize_t result;
	BLOCKING(result = read(fd, buffer, size));
	return result;
}

__attribute__((noinline)) void blocking_sleep(int64_t nanoseconds)
{
	struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
	BLOCKING(nanosleep(&time, NULL));
}

__attribute__((noinline)) void blocking_call(void (*call)(void *context), void *context)
{
	BLOCKING(call(context));
}

__attribute__((noinline)) static void take_turns(void)
{
	STAND_STILL();
	pthread_mutex_lock(&mutex);
	bool give_way = turn_wanted;
	turn_wanted = false;
	if (give_way) {
		give();
		take();
	}
	pthread_mutex_unlock(&mutex);
}

void interpreter_take_turns(void)
{
	if (enabled)
		take_turns();
}

__attribute__((noinline)) void interpreter_wait(int64_t milliseconds)
{
	if (!enabled) {
		blocking_sleep(milliseconds * 1000000);
		return;
	}
	STAND_STILL();
	struct timespec deadline = deadline_in(milliseconds);
	pthread_mutex_lock(&mutex);
	uint64_t seen = happenings;
	give();
	while (happenings == seen &&
	       pthread_cond_timedwait(&something_happened, &mutex, &deadline) != ETIMEDOUT) {
	}
	take();
	pthread_mutex_unlock(&mutex);
}

void interpreter_notify(void)
{
	if (!enabled)
		return;
	pthread_mutex_lock(&mutex);
	happenings++;
	pthread_cond_broadcast(&something_happened);
	pthread_mutex_unlock(&mutex);
}

/* ---- threads ---- */

struct start {
	void (*run)(void *context);
	void *context;
	struct heap *heap;
};

__attribute__((noinline)) static void run_attached(struct start *start)
{
	start->run(start->context);
}

static void *thread_main(void *given)
{
	struct start start = *(struct start *)given;
	struct heap_stack stack;
	free(given);
	pthread_mutex_lock(&mutex);
	take();
	pthread_mutex_unlock(&mutex);
	heap_attach(start.heap, &stack, __builtin_frame_address(0));
	struct runtime bare = {.heap = start.heap}; /* until it makes a session */
	runtime_enter(&bare);
	run_attached(&start);
	runtime_enter(NULL);
	heap_detach(start.heap);
	pthread_mutex_lock(&mutex);
	give();
	happenings++;
	pthread_cond_broadcast(&something_happened);
	pthread_mutex_unlock(&mutex);
	return NULL;
}

static void wake(int signal_number UNUSED)
{
}

static void enable(void)
{
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&turn_changed, &monotonic);
	pthread_cond_init(&something_happened, &monotonic);
	pthread_condattr_destroy(&monotonic);
	struct sigaction action = {.sa_handler = wake}; /* without SA_RESTART: calls come back */
	sigaction(SIGUSR1, &action, NULL);
	serving = 0; /* the caller's */
	enabled = true;
}

int interpreter_start_thread(void (*run)(void *context), void *context, size_t stack_size,
			     pthread_t *thread_r)
{
	if (!enabled)
		enable();
	struct start *start = xmalloc(sizeof(*start));
	*start = (struct start){run, context, heap_own()};
	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, stack_size);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	/* Ctrl+C and the like are for the thread that the user talks to. */
	static const int users[] = {SIGINT, SIGQUIT, SIGTSTP, SIGWINCH, SIGTERM};
	sigset_t blocked, before;
	sigemptyset(&blocked);
	for (size_t i = 0; i < countof(users); i++)
		sigaddset(&blocked, users[i]);
	pthread_sigmask(SIG_BLOCK, &blocked, &before);
	int error = pthread_create(thread_r, &attributes, thread_main, start);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	if (error != 0)
		free(start);
	return error;
}

void interpreter_disturb(pthread_t thread)
{
	pthread_kill(thread, SIGUSR1);
}

/* Any script runs to an end: a result, an error or Ctrl+C, which comes after a fifth of a second. Run it only where
 * nothing can be harmed, as scripts/fuzz.sh does: a script may do whatever a user may. */
#include "cmdlets/console_host.h"
#include "cmdlets/modules.h"
#include "engine/session.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>

#define INTERRUPT_EVERY_US 200000
#define STACK_SIZE ((size_t)256 << 20)

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct session *running;

static void interrupt(int signal_number)
{
	(void)signal_number;
	if (running)
		running->interrupted = 1;
}

static void set_timer(suseconds_t every)
{
	struct itimerval timer = {{0, every}, {0, every}};
	setitimer(ITIMER_REAL, &timer, NULL);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	struct sigaction action = {.sa_handler = interrupt};
	sigaction(SIGALRM, &action, NULL);
	setenv("PATH", "/nonexistent", 1); /* no programs */
	return 0;
}

struct input {
	const char *text;
	size_t length;
};

static void *run(void *context)
{
	struct input *input = context;
	struct console_host *console = console_host_create(false);
	struct session *s = session_create(console_host_base(console));
	heap_set_stack_base(s->runtime.heap, __builtin_frame_address(0));
	modules_register(s);
	running = s;
	set_timer(INTERRUPT_EVERY_US);
	session_run_text(s, input->text, input->length);
	s->host->end(s->host);
	set_timer(0);
	running = NULL;
	console_host_free(&console); /* what it holds back is in the session's heap */
	session_free(&s);
	return NULL;
}

/* A session has a thread of its own: views and caches belong to the thread. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = {(const char *)data, size};
	pthread_attr_t attributes;
	pthread_t thread;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	if (pthread_create(&thread, &attributes, run, &input) != 0)
		abort();
	pthread_join(thread, NULL);
	pthread_attr_destroy(&attributes);
	return 0;
}

/*
 * The interpreter lock: the sessions of a process (the shell's own and those of thread jobs and
 * ForEach-Object -Parallel) share one heap, and a thread touches it, and all that belongs to the interpreter, only
 * while it holds the lock. So objects are the same objects in every session, and no code below needs locks of its
 * own. Threads take turns: at safe points (gc.h) when one has waited for a moment, and wherever one waits for
 * something outside: sleeping, a process, the network. What runs at the same time is the waiting.
 *
 * Until the first thread is started there is nothing to lock and all this costs a test.
 */
#ifndef EXOSH_OBJECT_INTERPRETER_LOCK_H
#define EXOSH_OBJECT_INTERPRETER_LOCK_H

#include "base/base.h"
#include <pthread.h>
#include <stdint.h>
#include <sys/types.h>

struct pollfd;

/* Runs `run` on a thread of its own, which holds the lock when `run` begins and ends, and uses this thread's heap.
 * `stack_size` in bytes. 0 or an errno. The caller must hold the lock. */
int interpreter_start_thread(void (*run)(void *context), void *context, size_t stack_size,
			     pthread_t *thread_r) WARN_UNUSED;
/* A thread that is stopped is to come back from a system call (EINTR). */
void interpreter_disturb(pthread_t thread);

/* Waits for a change (interpreter_notify()) or `milliseconds`, whichever is first, while others have their turn.
 * Nothing is missed between looking and waiting. May return early. */
void interpreter_wait(int64_t milliseconds);
/* What other threads may be waiting for has happened. */
void interpreter_notify(void);

/* Milliseconds of a clock that only goes forward, for deadlines. */
int64_t interpreter_clock(void);

/* What waits, while others have their turn; results and errno are those of the system's functions. */
int blocking_poll(struct pollfd *fds, unsigned count, int milliseconds);
pid_t blocking_waitpid(pid_t pid, int *status_r, int options);
ssize_t blocking_read(int fd, void *buffer, size_t size);
void blocking_sleep(int64_t nanoseconds); /* a signal ends it early */
/* Anything else: `call` must touch neither heap nor session. */
void blocking_call(void (*call)(void *context), void *context);

/* At a safe point: lets those go first who have waited. gc_attend() calls it. */
void interpreter_take_turns(void);

#endif

/*
 * How a shell talks to the service: a Unix socket in EXOSH_HOME, mode 0600, lines of text. The service greets with
 * "EXOSH <protocol> <version> <process id>", then answers each line with one line that begins with OK or ERROR:
 *   WAKE    look at the store again, something changed
 *   STATUS  OK <mailboxes being copied>
 *   STOP    end cleanly; what was running goes on when the service is started again
 */
#ifndef EXOSH_TRANSPORT_CONTROL_H
#define EXOSH_TRANSPORT_CONTROL_H

#include "base/error.h"

#define CONTROL_PROTOCOL 1
#define CONTROL_LINE_SIZE 256

/* Asks the service; `answer_r` (CONTROL_LINE_SIZE bytes, may be NULL) gets what follows OK. 1: done, 0: no service is there,
 * -1: it refused, fell silent or speaks another protocol (FAILURE_LOCAL). */
int control_ask(const char *command, char *answer_r, struct error *error) WARN_UNUSED;

/* The service's end: a listening socket, or -1. Takes the place of a socket that a dead service left; the caller holds the
 * lock that makes it the only one. */
int control_listen(struct error *error) WARN_UNUSED;
/* Removes the socket's name, so that shells see that no service is there. */
void control_unlink(void);
/* Whether the process at the other end belongs to this user (or to root). */
bool control_peer_is_trusted(int fd);

#endif

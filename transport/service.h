/*
 * The service of one EXOSH_HOME: takes due users from the store, runs a worker thread for each within the endpoints'
 * limits, answers shells on the control socket. It holds no state of its own: killed at any instant, the next one goes on.
 */
#ifndef EXOSH_TRANSPORT_SERVICE_H
#define EXOSH_TRANSPORT_SERVICE_H

#include "base/error.h"

/* Becomes the only service of EXOSH_HOME: takes the lock and opens store and socket. 1: ready, 0: another service is
 * there and answers, -1: error. */
int service_prepare(struct error *error) WARN_UNUSED;
/* Serves until it is told to end or has nothing left to do, ever. After service_prepare() returned 1. */
void service_run(void);

#endif

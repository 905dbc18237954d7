/* The shell's side of the service: waking it, starting it when it does not run. */
#ifndef EXOSH_TRANSPORT_SERVICE_START_H
#define EXOSH_TRANSPORT_SERVICE_START_H

#include "base/error.h"

/* Makes the service look at the store; starts it when none runs. 0, or -1 with the reason (FAILURE_LOCAL). */
int service_wake(struct error *error) WARN_UNUSED;
/* Asks it to end and waits until it has. 0: none runs any more. */
int service_stop(struct error *error) WARN_UNUSED;

#endif

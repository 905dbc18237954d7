/* The service's log, EXOSH_HOME/logs/service.log: what it did and when. Never a password. */
#ifndef EXOSH_TRANSPORT_SERVICE_LOG_H
#define EXOSH_TRANSPORT_SERVICE_LOG_H

#include "base/base.h"

/* Opens the log; one that has grown large becomes service.log.1. Without it, lines go to standard error. */
void service_log_open(void);
void service_log_close(void);
/* Writes a line with the time in UTC. Safe in threads. */
void service_log(const char *format, ...) FORMAT_PRINTF(1, 2);

#endif

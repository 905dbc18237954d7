/* What the service does when it looks at the store: settles what waits for it and starts what is due. */
#ifndef EXOSH_TRANSPORT_AGENDA_H
#define EXOSH_TRANSPORT_AGENDA_H

#include "transport/workforce.h"

/* One look. `next_r`: when something is planned (milliseconds since 1970, 0: nothing is); `work_r`: whether there is, or will
 * ever be, something to do. -1: the store failed; what was not done is found again in the next look. */
int agenda_look(struct state *state, struct workforce *workforce, int64_t now, int64_t *next_r,
		bool *work_r, struct error *error) WARN_UNUSED;

#endif

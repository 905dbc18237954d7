/* One pass over one mailbox, in the calling thread: from the row in the store to sync_mailbox() and back. */
#ifndef EXOSH_TRANSPORT_WORKER_H
#define EXOSH_TRANSPORT_WORKER_H

#include "base/base.h"
#include <stdatomic.h>

/* Opens a connection to the store of its own. `stop` set from another thread ends the pass soon. What came out stands in
 * the store; returns false when it could not be written there (the log says why). */
bool worker_run(int64_t user_id, const atomic_bool *stop);

#endif

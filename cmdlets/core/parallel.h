/* ForEach-Object -Parallel: a thread for each item, each with a fresh session. */
#ifndef EXOSH_CORE_PARALLEL_H
#define EXOSH_CORE_PARALLEL_H

#include "cmdlet.h"

struct parallel; /* a cell */

/* `code`: the block's text; `location`: where it starts; `limit`: how many run at a time. After `seconds` (0: never)
 * what still runs is stopped, and nothing more starts. */
struct parallel *parallel_new(Value code, Value using_values, Value location, int limit,
			      int seconds);
/* Runs the block for an item as soon as fewer than `limit` run; until then writes the records that come. */
enum status parallel_add(struct parallel *parallel, struct cmdlet_call *c, Value item) WARN_UNUSED;
/* Writes the records until all have ended. */
enum status parallel_finish(struct parallel *parallel, struct cmdlet_call *c) WARN_UNUSED;
/* Stops what runs, and waits until it has ended. */
void parallel_stop(struct parallel *parallel);

#endif

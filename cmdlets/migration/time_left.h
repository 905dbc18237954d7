/* How long a batch still takes, as a person wants to read it: an estimate that changes slowly, though the rates that it
 * is made of jump with each folder and message. */
#ifndef EXOSH_CMDLETS_MIGRATION_TIME_LEFT_H
#define EXOSH_CMDLETS_MIGRATION_TIME_LEFT_H

#include "base/base.h"

#include <stdint.h>

/* All zero at the beginning. */
struct time_left {
	bool known;
	double seconds;      /* at that time */
	int64_t at;          /* of the last look, in milliseconds */
	int64_t measured_at; /* when there was a measure last */
};

/* Takes what was measured at `now` (milliseconds), in seconds or -1 for nothing; returns what to show, in seconds, or -1.
 * Between measures the time counts down; without any for half a minute nothing is known. */
int64_t time_left_update(struct time_left *t, int64_t measured, int64_t now);

#endif

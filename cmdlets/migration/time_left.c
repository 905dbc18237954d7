#include "cmdlets/migration/time_left.h"

/* A measure that stays has moved what is shown by two thirds after so many milliseconds. */
#define WINDOW_MS 15000.0
#define FORGET_MS 30000

/* Of the exponential average over the window, for looks that need not come evenly. */
static double weight(double elapsed_ms)
{
	return elapsed_ms / (elapsed_ms + WINDOW_MS);
}

int64_t time_left_update(struct time_left *t, int64_t measured, int64_t now)
{
	double elapsed = (double)MAX(now - t->at, 0);
	t->at = now;
	if (measured >= 0 && !t->known) {
		*t = (struct time_left){true, (double)measured, now, now};
		return measured;
	}
	if (!t->known)
		return -1;
	t->seconds = MAX(t->seconds - elapsed / 1000, 0.0);
	if (measured >= 0) {
		t->seconds += ((double)measured - t->seconds) * weight(elapsed);
		t->measured_at = now;
	}
	t->known = now - t->measured_at < FORGET_MS;
	return t->known ? (int64_t)(t->seconds + 0.5) : -1;
}

/*
 * Random numbers for Get-Random and its kind. Without a seed they come from the system; with one they are
 * those that System.Random gives for it (Knuth's subtractive generator), as scripts that set a seed expect.
 */
#ifndef EXOSH_CMDLETS_UTILITY_RANDOM_NUMBERS_H
#define EXOSH_CMDLETS_UTILITY_RANDOM_NUMBERS_H

#include "base/base.h"

struct random_numbers {
	bool seeded;
	int32_t state[56];
	int next, next_p;
};

void random_numbers_seed(struct random_numbers *r, int32_t seed);
/* From 0 up to, but not, 1. */
double random_numbers_double(struct random_numbers *r);
/* From minimum up to, but not, maximum. */
int64_t random_numbers_between(struct random_numbers *r, int64_t minimum, int64_t maximum);
/* From 0 up to, but not, INT32_MAX. */
int32_t random_numbers_int(struct random_numbers *r);

#endif

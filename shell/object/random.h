/* .NET's seeded random numbers: the same seed gives the same numbers as System.Random. */
#ifndef EXOSH_OBJECT_RANDOM_H
#define EXOSH_OBJECT_RANDOM_H

#include "object/type.h"

struct random_state {
	int32_t seeds[56];
	int next, next_other;
};

extern struct type type_random;

void random_seed(struct random_state *r, int32_t seed);
/* [0, 2147483647) */
int32_t random_sample(struct random_state *r);
/* [0, 1) */
double random_double(struct random_state *r);
/* [low, high) */
int64_t random_between(struct random_state *r, int64_t low, int64_t high);

#endif

#include "cmdlets/utility/random_numbers.h"
#include <string.h>
#include <sys/random.h>

#define SEED_CONSTANT 161803398

void random_numbers_seed(struct random_numbers *r, int32_t seed)
{
	int32_t subtraction = seed == INT32_MIN ? INT32_MAX : seed < 0 ? -seed : seed;
	int32_t mj = SEED_CONSTANT - subtraction, mk = 1;
	int ii = 0;
	memset(r, 0, sizeof(*r));
	r->seeded = true;
	r->state[55] = mj;
	for (int i = 1; i < 55; i++) {
		ii = (ii + 21) % 55;
		r->state[ii] = mk;
		mk = (int32_t)((uint32_t)mj - (uint32_t)mk);
		if (mk < 0)
			mk += INT32_MAX;
		mj = r->state[ii];
	}
	for (int k = 1; k < 5; k++)
		for (int i = 1; i < 56; i++) {
			int n = i + 30 >= 55 ? i + 30 - 55 : i + 30;
			r->state[i] = (int32_t)((uint32_t)r->state[i] - (uint32_t)r->state[1 + n]);
			if (r->state[i] < 0)
				r->state[i] += INT32_MAX;
		}
	r->next_p = 21;
}

static int32_t sample(struct random_numbers *r)
{
	if (++r->next >= 56)
		r->next = 1;
	if (++r->next_p >= 56)
		r->next_p = 1;
	int32_t result = (int32_t)((uint32_t)r->state[r->next] - (uint32_t)r->state[r->next_p]);
	if (result == INT32_MAX)
		result--;
	if (result < 0)
		result += INT32_MAX;
	r->state[r->next] = result;
	return result;
}

static uint64_t system_bits(void)
{
	uint64_t bits = 0;
	while (getrandom(&bits, sizeof(bits), 0) != (ssize_t)sizeof(bits))
		;
	return bits;
}

double random_numbers_double(struct random_numbers *r)
{
	if (r->seeded)
		return sample(r) * (1.0 / INT32_MAX);
	return (double)(system_bits() >> 11) * 0x1p-53;
}

int32_t random_numbers_int(struct random_numbers *r)
{
	int32_t result;
	do {
		uint32_t bits = 0;
		if (r->seeded)
			for (int i = 0; i < 4; i++)
				bits |= (uint32_t)(sample(r) & 0xff) << 8 * i;
		else
			bits = (uint32_t)system_bits();
		result = (int32_t)bits;
	} while (result == INT32_MAX);
	return result < 0 ? result + INT32_MAX : result;
}

int64_t random_numbers_between(struct random_numbers *r, int64_t minimum, int64_t maximum)
{
	uint64_t range = (uint64_t)maximum - (uint64_t)minimum;
	if (r->seeded)
		return minimum + (int64_t)(random_numbers_double(r) * (double)range);
	/* Without bias: what is left of the last, incomplete range is thrown again. */
	uint64_t limit = UINT64_MAX - UINT64_MAX % range, bits;
	do
		bits = system_bits();
	while (bits >= limit);
	return (int64_t)((uint64_t)minimum + bits % range);
}

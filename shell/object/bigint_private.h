/* The inside of a BigInteger, for the files that compute with GMP. */
#ifndef EXOSH_OBJECT_BIGINT_PRIVATE_H
#define EXOSH_OBJECT_BIGINT_PRIVATE_H

#include "object/bigint.h"

#include <gmp.h>

struct bigint {
	struct cell cell;
	mp_size_t size; /* limbs, negative for negative numbers: GMP's way */
	mp_limb_t limbs[];
};

/* A read-only number over the limbs of v: valid while v is alive, never cleared. */
void bigint_view(Value v, mpz_t view_r);
Value bigint_from_mpz(const mpz_t z);
Value bigint_take_mpz(mpz_t z); /* and clears z */

#endif

/* The keys of ConvertTo-SecureString and ConvertFrom-SecureString. */
#ifndef EXOSH_CMDLETS_SECURITY_CIPHER_KEY_H
#define EXOSH_CMDLETS_SECURITY_CIPHER_KEY_H

#include "object/value.h"

struct cipher_key {
	uint8_t *bytes; /* NULL: no key */
	size_t length;
};

/* From -Key (a byte[]) or -SecureKey (a SecureString: its UTF-16), whichever was given. */
struct cipher_key cipher_key_read(Value bytes, Value secure);
void cipher_key_wipe(struct cipher_key *key);

#endif

/*
 * Passwords at rest. Each is sealed with AES-256-GCM under the key of EXOSH_HOME (file "secret.key", mode 0600, made
 * on first use), with a nonce of its own and bound to a context (the GUID of its row), so that a sealed value copied
 * to another row does not open.
 */
#ifndef EXOSH_TRANSPORT_SECRET_H
#define EXOSH_TRANSPORT_SECRET_H

#include "base/error.h"

#define SECRET_KEY_SIZE 32

struct secret_key {
	uint8_t bytes[SECRET_KEY_SIZE];
};

/* Reads the key file, or makes it. A key file that others may read is refused. 0 or -1 (FAILURE_LOCAL). */
int secret_key_load(struct secret_key *key_r, struct error *error) WARN_UNUSED;
int secret_key_load_file(const char *path, struct secret_key *key_r,
			 struct error *error) WARN_UNUSED;
void secret_key_clear(struct secret_key *key);

/* Seals `size` bytes; *sealed_r is malloc'ed. 0 or -1. */
int secret_seal(const struct secret_key *key, const char *context, const void *plain, size_t size,
		void **sealed_r, size_t *sealed_size_r, struct error *error) WARN_UNUSED;
/* Opens what secret_seal() made: a malloc'ed text with a NUL behind it, to be given to secret_free(). NULL: wrong key,
 * wrong context or damaged. */
char *secret_open(const struct secret_key *key, const char *context, const void *sealed,
		  size_t sealed_size, struct error *error) WARN_UNUSED;
/* Overwrites the text, frees it and nulls the pointer. */
void secret_free(char **text);

#endif

#include "cmdlets/security/cipher_key.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/secure_string.h"
#include <stdlib.h>
#include <string.h>

static struct cipher_key key_of_text(Value secure)
{
	size_t length;
	char *text = secure_string_reveal(secure, &length);
	struct cipher_key key = {xmalloc(length * 2 + 1), length * 2};
	for (size_t i = 0; i < length; i++) { /* keys are of ASCII characters */
		key.bytes[2 * i] = (uint8_t)text[i];
		key.bytes[2 * i + 1] = 0;
	}
	secure_string_wipe(&text, length);
	return key;
}

struct cipher_key cipher_key_read(Value bytes, Value secure)
{
	struct cipher_key key = {NULL, 0};
	if (value_is_secure_string(secure))
		return key_of_text(secure);
	if (value_is_null(bytes))
		return key;
	const struct array *a = value_as_array(bytes);
	key.length = a->count;
	key.bytes = xmalloc(key.length + 1);
	memcpy(key.bytes, a->bytes, key.length);
	return key;
}

void cipher_key_wipe(struct cipher_key *key)
{
	if (key->bytes)
		explicit_bzero(key->bytes, key->length);
	free(key->bytes);
	key->bytes = NULL;
}

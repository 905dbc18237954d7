/*
 * System.Security.SecureString: text in memory of its own that is wiped when it goes, kept out of the collected
 * heap and out of core dumps.
 */
#ifndef EXOSH_OBJECT_SECURE_STRING_H
#define EXOSH_OBJECT_SECURE_STRING_H

#include "object/type.h"

struct strbuf;

Value secure_string_new(const char *text, size_t length);
bool value_is_secure_string(Value v);
/* The text as UTF-8: malloc()ed; give it back to secure_string_wipe(). */
char *secure_string_reveal(Value v, size_t *length_r);
/* Overwrites and frees. */
void secure_string_wipe(char **text, size_t length);

/*
 * The text forms of ConvertFrom-SecureString and ConvertTo-SecureString. With a key (16, 24 or 32 bytes) AES-CBC in
 * PowerShell's format; without one hexadecimal UTF-16, as PowerShell has it on Linux: no protection.
 * secure_string_import() gives ERROR when the text or the key is wrong.
 */
enum status secure_string_export(Value v, const uint8_t *key, size_t key_length,
				 struct strbuf *out) WARN_UNUSED;
enum status secure_string_import(const char *text, const uint8_t *key, size_t key_length,
				 Value *result_r) WARN_UNUSED;

#endif

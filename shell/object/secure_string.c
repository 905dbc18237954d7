/* System.Security.SecureString. */
#include "object/secure_string.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"

#include <ctype.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What PowerShell puts before an encrypted export, and the version inside. */
#define EXPORT_HEADER "76492d1116743f0423413b16050a5345"
#define EXPORT_VERSION "2|"
#define TEXT_MAX 65536

struct secure_string {
	struct cell cell;
	uint16_t *units; /* locked in memory, as long as the capacity */
	size_t count, capacity;
	bool read_only, disposed;
};

static struct secure_string *as_secure(Value v)
{
	return (struct secure_string *)v.cell;
}

bool value_is_secure_string(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_secure_string;
}

static void release_units(struct secure_string *s)
{
	if (s->units == NULL)
		return;
	OPENSSL_cleanse(s->units, s->capacity * sizeof(*s->units));
	munlock(s->units, s->capacity * sizeof(*s->units));
	free(s->units);
	s->units = NULL;
}

static void secure_finalize(void *cell)
{
	release_units(cell);
}

static void reserve(struct secure_string *s, size_t count)
{
	if (count <= s->capacity)
		return;
	size_t capacity = MAX(count, s->capacity * 2 + 16);
	uint16_t *units = xcalloc(capacity, sizeof(*units));
	/* memory that may not be locked is still wiped */
	(void)mlock(units, capacity * sizeof(*units));
	size_t kept = s->count;
	if (kept > 0)
		memcpy(units, s->units, kept * sizeof(*units));
	release_units(s);
	s->units = units;
	s->capacity = capacity;
}

static Value secure_alloc(size_t capacity)
{
	struct secure_string *s = gc_alloc(&type_secure_string, VALUE_OBJECT, sizeof(*s));
	reserve(s, capacity);
	return value_cell(VALUE_OBJECT, s);
}

static void append_code(struct secure_string *s, uint32_t code)
{
	reserve(s, s->count + 2);
	if (code >= 0x10000) {
		s->units[s->count++] = (uint16_t)(0xd7c0 + (code >> 10));
		s->units[s->count++] = (uint16_t)(0xdc00 + (code & 0x3ff));
	} else {
		s->units[s->count++] = (uint16_t)code;
	}
}

/* One character of UTF-8; what is none counts byte by byte. */
static size_t decode(const unsigned char *p, size_t length, uint32_t *code_r)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t size = p[0] < 0x80 ? 1 : p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : p[0] >= 0xc2 ? 2 : 0;
	uint32_t code = size <= 1 ? p[0] : p[0] & (0x7f >> size);
	for (size_t i = 1; i < size && size <= length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			size = 0;
		else
			code = code << 6 | (p[i] & 0x3f);
	}
	if (size == 0 || size > length || code < least[size]) {
		*code_r = 0xfffd;
		return 1;
	}
	*code_r = code;
	return size;
}

Value secure_string_new(const char *text, size_t length)
{
	Value v = secure_alloc(length + 1);
	for (size_t i = 0; i < length;) {
		uint32_t code;
		i += decode((const unsigned char *)text + i, length - i, &code);
		append_code(as_secure(v), code);
	}
	return v;
}

char *secure_string_reveal(Value v, size_t *length_r)
{
	const struct secure_string *s = as_secure(v);
	char *text = xcalloc(s->count * 3 + 1, 1);
	unsigned char *out = (unsigned char *)text;
	for (size_t i = 0; i < s->count; i++) {
		uint32_t code = s->units[i];
		if ((code & 0xfc00) == 0xd800 && i + 1 < s->count &&
		    (s->units[i + 1] & 0xfc00) == 0xdc00)
			code = 0x10000 + ((code & 0x3ff) << 10) + (s->units[++i] & 0x3ff);
		if (code < 0x80) {
			*out++ = (unsigned char)code;
			continue;
		}
		int more = code >= 0x10000 ? 3 : code >= 0x800 ? 2 : 1;
		*out++ = (unsigned char)(0xff00 >> (more + 1) | code >> (6 * more));
		while (more-- > 0)
			*out++ = (unsigned char)(0x80 | (code >> (6 * more) & 0x3f));
	}
	*length_r = (size_t)(out - (unsigned char *)text);
	return text;
}

void secure_string_wipe(char **text, size_t length)
{
	if (*text != NULL)
		OPENSSL_cleanse(*text, length);
	free(*text);
	*text = NULL;
}

static const EVP_CIPHER *cipher_for(size_t key_length)
{
	return key_length == 16   ? EVP_aes_128_cbc()
	       : key_length == 24 ? EVP_aes_192_cbc()
	       : key_length == 32 ? EVP_aes_256_cbc()
				  : NULL;
}

static enum status bad_key(void)
{
	return throw_exception(
		"System.ArgumentException",
		"The specified key is not valid. Ensure that the specified key is set to a "
		"length of either 128, 192, or 256 bits.");
}

/* AES-CBC with PKCS #7 padding, one way or the other; `out` has room for length + 16. */
static bool crypt_bytes(bool encrypt, const uint8_t *key, size_t key_length, const uint8_t *iv,
			const uint8_t *in, size_t length, uint8_t *out, size_t *length_r)
{
	int size = 0, last = 0;
	EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
	bool ok = EVP_CipherInit_ex(context, cipher_for(key_length), NULL, key, iv, encrypt) == 1 &&
		  EVP_CipherUpdate(context, out, &size, in, (int)length) == 1 &&
		  EVP_CipherFinal_ex(context, out + size, &last) == 1;
	EVP_CIPHER_CTX_free(context);
	*length_r = (size_t)(size + last);
	return ok;
}

static void append_base64(struct strbuf *out, const uint8_t *bytes, size_t length)
{
	size_t start = out->length;
	strbuf_add_repeat(out, ' ', (length + 2) / 3 * 4 + 1);
	int size = EVP_EncodeBlock((unsigned char *)out->data + start, bytes, (int)length);
	strbuf_set_length(out, start + (size_t)size);
}

enum status secure_string_export(Value v, const uint8_t *key, size_t key_length, struct strbuf *out)
{
	const struct secure_string *s = as_secure(v);
	size_t length = s->count * 2;
	const uint8_t *bytes = (const uint8_t *)s->units;
	if (key == NULL) {
		for (size_t i = 0; i < length; i++)
			strbuf_addf(out, "%02x", bytes[i]);
		return OK;
	}
	if (cipher_for(key_length) == NULL)
		return bad_key();
	uint8_t iv[16], *sealed = xmalloc(length + 16);
	size_t size;
	if (RAND_bytes(iv, sizeof(iv)) != 1 ||
	    !crypt_bytes(true, key, key_length, iv, bytes, length, sealed, &size)) {
		free(sealed);
		return throw_exception("System.Security.Cryptography.CryptographicException",
				       "The text could not be encrypted.");
	}
	struct strbuf inside = STRBUF_INIT, wide = STRBUF_INIT;
	strbuf_adds(&inside, EXPORT_VERSION);
	append_base64(&inside, iv, sizeof(iv));
	strbuf_addc(&inside, '|');
	for (size_t i = 0; i < size; i++)
		strbuf_addf(&inside, "%02x", sealed[i]);
	for (size_t i = 0; i < inside.length; i++) { /* UTF-16 */
		strbuf_addc(&wide, inside.data[i]);
		strbuf_addc(&wide, '\0');
	}
	strbuf_adds(out, EXPORT_HEADER);
	append_base64(out, (const uint8_t *)wide.data, wide.length);
	strbuf_clear(&inside);
	strbuf_clear(&wide);
	free(sealed);
	return OK;
}

static enum status bad_import(void)
{
	return throw_exception("System.FormatException",
			       "Input string was not in a correct format.");
}

static bool read_hex(const char *text, uint8_t *out, size_t *length_r)
{
	size_t length = strlen(text);
	if (length % 2 != 0 || strspn(text, "0123456789abcdefABCDEF") != length)
		return false;
	for (size_t i = 0; i < length / 2; i++) {
		char digits[3] = {text[2 * i], text[2 * i + 1], '\0'};
		out[i] = (uint8_t)strtol(digits, NULL, 16);
	}
	*length_r = length / 2;
	return true;
}

static size_t read_base64(const char *text, size_t length, uint8_t *out)
{
	int size = EVP_DecodeBlock(out, (const unsigned char *)text, (int)length);
	if (size < 0)
		return 0;
	while (length > 0 && text[--length] == '=')
		size--;
	return (size_t)size;
}

static Value from_bytes(const uint8_t *bytes, size_t length)
{
	Value v = secure_alloc(length / 2 + 1);
	memcpy(as_secure(v)->units, bytes, length / 2 * 2);
	as_secure(v)->count = length / 2;
	return v;
}

/* "2|iv|data" behind the header, in UTF-16 and base64. */
static bool open_sealed(const char *text, const uint8_t *key, size_t key_length, uint8_t *work,
			Value *result_r)
{
	uint8_t iv[32];
	size_t size = read_base64(text, strlen(text), work), sealed;
	char *inside = xcalloc(size / 2 + 1, 1);
	for (size_t i = 0; i < size / 2; i++)
		inside[i] = (char)work[2 * i];
	char *save, *version = strtok_r(inside, "|", &save);
	char *iv_text = strtok_r(NULL, "|", &save), *data = strtok_r(NULL, "|", &save);
	bool ok = version != NULL && data != NULL && strlen(iv_text) == 24 &&
		  read_base64(iv_text, 24, iv) == 16 && read_hex(data, work, &sealed);
	if (ok) {
		uint8_t *plain = xmalloc(sealed + 16);
		size_t length;
		ok = crypt_bytes(false, key, key_length, iv, work, sealed, plain, &length);
		if (ok)
			*result_r = from_bytes(plain, length);
		OPENSSL_cleanse(plain, sealed + 16);
		free(plain);
	}
	free(inside);
	return ok;
}

enum status secure_string_import(const char *text, const uint8_t *key, size_t key_length,
				 Value *result_r)
{
	size_t length = strlen(text), header = strlen(EXPORT_HEADER), size;
	uint8_t *work = xmalloc(length + 4);
	bool ok;
	if (key != NULL && cipher_for(key_length) == NULL) {
		free(work);
		return bad_key();
	}
	if (key != NULL) {
		ok = strncmp(text, EXPORT_HEADER, header) == 0 &&
		     open_sealed(text + header, key, key_length, work, result_r);
	} else {
		ok = read_hex(text, work, &size);
		if (ok)
			*result_r = from_bytes(work, size);
	}
	OPENSSL_cleanse(work, length + 4);
	free(work);
	return ok ? OK : bad_import();
}

static enum status check_writable(const struct secure_string *s)
{
	if (s->disposed)
		return throw_exception("System.ObjectDisposedException",
				       "Cannot access a disposed object.\n"
				       "Object name: 'System.Security.SecureString'.");
	if (s->read_only)
		return throw_exception("System.InvalidOperationException",
				       "Instance is read-only.");
	return OK;
}

static enum status bad_index(void)
{
	return throw_argument(
		"System.ArgumentOutOfRangeException", "index",
		"Index was out of range. Must be non-negative and less than the size of "
		"the collection.");
}

static enum status secure_append(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	struct secure_string *s = as_secure(self);
	if (check_writable(s) != OK)
		return ERROR;
	if (s->count >= TEXT_MAX)
		return throw_argument("System.ArgumentOutOfRangeException", "capacity",
				      "Length cannot be greater than 65536.");
	append_code(s, (uint32_t)argv[0].integer);
	return OK;
}

static enum status secure_insert(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	struct secure_string *s = as_secure(self);
	size_t at = (size_t)argv[0].integer;
	if (check_writable(s) != OK)
		return ERROR;
	if (argv[0].integer < 0 || at > s->count)
		return bad_index();
	reserve(s, s->count + 1);
	memmove(s->units + at + 1, s->units + at, (s->count - at) * sizeof(*s->units));
	s->units[at] = (uint16_t)argv[1].integer;
	s->count++;
	return OK;
}

static enum status secure_set(Value self, int argc UNUSED, const Value *argv,
			      Value *result_r UNUSED)
{
	struct secure_string *s = as_secure(self);
	if (check_writable(s) != OK)
		return ERROR;
	if (argv[0].integer < 0 || (size_t)argv[0].integer >= s->count)
		return bad_index();
	s->units[argv[0].integer] = (uint16_t)argv[1].integer;
	return OK;
}

static enum status secure_remove(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	struct secure_string *s = as_secure(self);
	size_t at = (size_t)argv[0].integer;
	if (check_writable(s) != OK)
		return ERROR;
	if (argv[0].integer < 0 || at >= s->count)
		return bad_index();
	memmove(s->units + at, s->units + at + 1, (s->count - at - 1) * sizeof(*s->units));
	s->units[--s->count] = 0;
	return OK;
}

static enum status secure_clear(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	struct secure_string *s = as_secure(self);
	if (check_writable(s) != OK)
		return ERROR;
	OPENSSL_cleanse(s->units, s->capacity * sizeof(*s->units));
	s->count = 0;
	return OK;
}

static enum status secure_dispose(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r UNUSED)
{
	struct secure_string *s = as_secure(self);
	release_units(s);
	s->count = s->capacity = 0;
	s->disposed = true;
	return OK;
}

static enum status secure_copy(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	const struct secure_string *s = as_secure(self);
	*result_r = from_bytes((const uint8_t *)s->units, s->count * 2);
	return OK;
}

static enum status secure_make_read_only(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r UNUSED)
{
	as_secure(self)->read_only = true;
	return OK;
}

static enum status secure_is_read_only(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	*result_r = value_bool(as_secure(self)->read_only);
	return OK;
}

static enum status secure_get_length(Value self, Value *result_r)
{
	if (as_secure(self)->disposed)
		return check_writable(as_secure(self));
	*result_r = value_int((int32_t)as_secure(self)->count);
	return OK;
}

static enum status secure_construct(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	*result_r = secure_alloc(16);
	return OK;
}

static const struct member secure_string_members[] = {
	PROPERTY("int Length {get;}", secure_get_length),
	METHOD("void AppendChar(char c)", secure_append),
	METHOD("void Clear()", secure_clear),
	METHOD("securestring Copy()", secure_copy),
	METHOD("void Dispose()", secure_dispose),
	METHOD("void InsertAt(int index, char c)", secure_insert),
	METHOD("bool IsReadOnly()", secure_is_read_only),
	METHOD("void MakeReadOnly()", secure_make_read_only),
	METHOD("void RemoveAt(int index)", secure_remove),
	METHOD("void SetAt(int index, char c)", secure_set),
	CONSTRUCTOR("securestring new()", secure_construct),
	MEMBER_END,
};

struct type type_secure_string = {
	.name = "System.Security.SecureString",
	.alias = "securestring",
	.tag = VALUE_OBJECT,
	.members = secure_string_members,
	.finalize = secure_finalize,
};

/* System.Security.Cryptography: Aes and its kind, CryptoStream, and keys from passwords, by OpenSSL. */
#include "object/io_private.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/encoding.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CRYPTO "System.Security.Cryptography."
enum mode { MODE_CBC = 1, MODE_ECB, MODE_OFB, MODE_CFB };
enum padding { PADDING_NONE = 1, PADDING_PKCS7, PADDING_ZEROS };

struct cipher {
	struct cell cell;
	Value key, iv; /* byte[] or NULL: made when first asked for */
	int key_bits;
	enum mode mode;
	enum padding padding;
};

static struct type type_symmetric, type_aes, type_aes_managed, type_aes_provider, type_rijndael,
	type_triple_des, type_transform, type_crypto_stream, type_derive;

static struct cipher *of(Value v)
{
	return (struct cipher *)v.cell;
}

static void cipher_mark(void *cell)
{
	gc_mark(((struct cipher *)cell)->key);
	gc_mark(((struct cipher *)cell)->iv);
}

static bool is_des(Value v)
{
	return v.cell->type == &type_triple_des;
}

static size_t block_size(Value v)
{
	return is_des(v) ? 8 : 16;
}

static enum status failed(const char *message)
{
	return throw_exception(CRYPTO "CryptographicException", "%s", message);
}

static Value random_bytes(size_t count)
{
	Value made = array_new_bytes(NULL, count);
	if (RAND_bytes(value_as_array(made)->bytes, (int)count) != 1)
		abort();
	return made;
}

static enum status cipher_new(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	const struct type *type = value_as_type(self);
	struct cipher *c = gc_alloc(type, VALUE_OBJECT, sizeof(*c));
	c->key = c->iv = NULL_VALUE;
	c->key_bits = type == &type_triple_des ? 192 : 256;
	c->mode = MODE_CBC;
	c->padding = PADDING_PKCS7;
	*result_r = value_cell(VALUE_OBJECT, c);
	return OK;
}

/* [Aes]::Create() gives its hidden implementation. */
static enum status generate_key(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	of(self)->key = random_bytes((size_t)of(self)->key_bits / 8);
	return OK;
}

static enum status generate_iv(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	of(self)->iv = random_bytes(block_size(self));
	return OK;
}

static enum status get_key(Value self, Value *result_r)
{
	if (value_is_null(of(self)->key))
		(void)generate_key(self, 0, NULL, result_r);
	*result_r = of(self)->key;
	return OK;
}

static enum status get_iv(Value self, Value *result_r)
{
	if (value_is_null(of(self)->iv))
		(void)generate_iv(self, 0, NULL, result_r);
	*result_r = of(self)->iv;
	return OK;
}

static bool is_key_size(Value self, int64_t bits)
{
	return is_des(self) ? bits == 128 || bits == 192
			    : bits == 128 || bits == 192 || bits == 256;
}

static enum status set_key(Value self, Value value)
{
	if (value_is_null(value))
		return throw_argument("System.ArgumentNullException", "value",
				      "Value cannot be null.");
	if (!is_key_size(self, (int64_t)value_count(value) * 8))
		return failed("Specified key is not a valid size for this algorithm.");
	of(self)->key = value;
	of(self)->key_bits = (int)value_count(value) * 8;
	return OK;
}

static enum status set_iv(Value self, Value value)
{
	if (value_count(value) != block_size(self))
		return failed("Specified initialization vector (IV) does not match the block size "
			      "for this algorithm.");
	of(self)->iv = value;
	return OK;
}

static enum status get_key_size(Value self, Value *result_r)
{
	*result_r = value_int(of(self)->key_bits);
	return OK;
}

static enum status set_key_size(Value self, Value value)
{
	if (!is_key_size(self, value.integer))
		return failed("Specified key is not a valid size for this algorithm.");
	of(self)->key_bits = (int)value.integer;
	of(self)->key = NULL_VALUE;
	return OK;
}

static enum status get_block_size(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)block_size(self) * 8);
	return OK;
}

static enum status set_block_size(Value self, Value value)
{
	return value.integer == (int64_t)block_size(self) * 8
		       ? OK
		       : failed("Specified block size is not valid for this algorithm.");
}

static enum status get_mode(Value self, Value *result_r)
{
	*result_r = enum_value(&type_cipher_mode, of(self)->mode);
	return OK;
}

static enum status set_mode(Value self, Value value)
{
	of(self)->mode = (enum mode)value.integer;
	return OK;
}

static enum status get_padding(Value self, Value *result_r)
{
	*result_r = enum_value(&type_padding_mode, of(self)->padding);
	return OK;
}

static enum status set_padding(Value self, Value value)
{
	if (value.integer > PADDING_ZEROS)
		return failed("Specified padding mode is not valid for this algorithm.");
	of(self)->padding = (enum padding)value.integer;
	return OK;
}

static enum status do_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	return OK;
}

/* ---- ICryptoTransform ---- */

struct transform {
	struct cell cell;
	Value key, iv;
	EVP_CIPHER_CTX *context;
	size_t block;
	enum padding padding;
	bool encrypt;
	size_t taken; /* bytes since the last block, for zero padding */
};

static struct transform *transform_of(Value v)
{
	return (struct transform *)v.cell;
}

static void transform_mark(void *cell)
{
	gc_mark(((struct transform *)cell)->key);
	gc_mark(((struct transform *)cell)->iv);
}

static void transform_finalize(void *cell)
{
	EVP_CIPHER_CTX_free(((struct transform *)cell)->context);
}

static const EVP_CIPHER *find_cipher(bool des, size_t key_bytes, enum mode mode)
{
	static const char *const modes[] = {
		[MODE_CBC] = "CBC", [MODE_ECB] = "ECB", [MODE_OFB] = "OFB", [MODE_CFB] = "CFB8"};
	char name[32];
	if (des)
		snprintf(name, sizeof(name), "DES-%s-%s", key_bytes == 16 ? "EDE" : "EDE3",
			 modes[mode]);
	else
		snprintf(name, sizeof(name), "AES-%zu-%s", key_bytes * 8, modes[mode]);
	return EVP_get_cipherbyname(name);
}

static bool start(struct transform *t)
{
	bool good = EVP_CipherInit_ex(t->context, NULL, NULL, value_as_array(t->key)->bytes,
				      value_as_array(t->iv)->bytes, t->encrypt) == 1;
	EVP_CIPHER_CTX_set_padding(t->context, t->padding == PADDING_PKCS7);
	t->taken = 0;
	return good;
}

static enum status transform_new(Value self, Value key, Value iv, bool encrypt, enum mode mode,
				 enum padding padding, Value *transform_r)
{
	const EVP_CIPHER *kind =
		mode <= MODE_CFB ? find_cipher(is_des(self), value_count(key), mode) : NULL;
	if (!kind)
		return failed("Specified cipher mode is not valid for this algorithm.");
	if (mode != MODE_ECB && value_count(iv) != block_size(self))
		return throw_argument("System.ArgumentException", "rgbIV",
				      "Specified initialization vector (IV) does not match the "
				      "block size for this algorithm.");
	struct transform *t = gc_alloc(&type_transform, VALUE_OBJECT, sizeof(*t));
	*transform_r = value_cell(VALUE_OBJECT, t);
	t->key = key;
	t->iv = iv;
	t->block = block_size(self);
	t->padding = padding;
	t->encrypt = encrypt;
	t->context = EVP_CIPHER_CTX_new();
	if (EVP_CipherInit_ex(t->context, kind, NULL, NULL, NULL, encrypt) != 1 || !start(t))
		return failed("The cipher could not be started.");
	return OK;
}

static enum status transform_update(struct transform *t, const void *bytes, size_t size,
				    struct strbuf *out)
{
	int made = 0;
	strbuf_grow(out, size + 2 * EVP_MAX_BLOCK_LENGTH);
	if (EVP_CipherUpdate(t->context, (unsigned char *)out->data + out->length, &made, bytes,
			     (int)size) != 1)
		return failed("The bytes could not be transformed.");
	out->length += (size_t)made;
	t->taken = (t->taken + size) % t->block;
	return OK;
}

static enum status transform_finish(struct transform *t, struct strbuf *out)
{
	static const uint8_t zeros[EVP_MAX_BLOCK_LENGTH];
	int made = 0;
	if (t->padding == PADDING_ZEROS && t->encrypt && t->taken &&
	    transform_update(t, zeros, t->block - t->taken, out) != OK)
		return ERROR;
	strbuf_grow(out, EVP_MAX_BLOCK_LENGTH);
	if (EVP_CipherFinal_ex(t->context, (unsigned char *)out->data + out->length, &made) != 1)
		return failed(t->encrypt || t->taken ? "The input data is not a complete block."
						     : "Padding is invalid and cannot be removed.");
	out->length += (size_t)made;
	if (!start(t))
		return failed("The cipher could not be started.");
	return OK;
}

static enum status transform_whole(Value transform, const void *bytes, size_t size, Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	enum status status = transform_update(transform_of(transform), bytes, size, &out);
	if (status == OK)
		status = transform_finish(transform_of(transform), &out);
	if (status == OK)
		*result_r = array_new_bytes(out.data, out.length);
	strbuf_clear(&out);
	return status;
}

static enum status check_range(const Value *argv)
{
	if (argv[0].tag != VALUE_ARRAY)
		return throw_argument("System.ArgumentNullException", "inputBuffer",
				      "Value cannot be null.");
	if (argv[1].integer < 0 || argv[2].integer < 0 ||
	    (size_t)(argv[1].integer + argv[2].integer) > value_count(argv[0]))
		return throw_exception("System.ArgumentException",
				       "Offset and length were out of bounds for the array or "
				       "count is greater than the number of elements from index to "
				       "the end of the source collection.");
	return OK;
}

static enum status transform_final(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (check_range(argv) != OK)
		return ERROR;
	return transform_whole(self, value_as_array(argv[0])->bytes + argv[1].integer,
			       (size_t)argv[2].integer, result_r);
}

/* (inputBuffer, inputOffset, inputCount, outputBuffer, outputOffset) */
static enum status transform_block(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	if (check_range(argv) != OK)
		return ERROR;
	enum status status = transform_update(transform_of(self),
					      value_as_array(argv[0])->bytes + argv[1].integer,
					      (size_t)argv[2].integer, &out);
	struct array *to = value_as_array(argv[3]);
	if (status == OK && (size_t)argv[4].integer + out.length > to->count)
		status = throw_exception("System.ArgumentException",
					 "Destination is too short. (Parameter 'destination')");
	if (status == OK && out.length)
		memcpy(to->bytes + argv[4].integer, out.data, out.length);
	*result_r = value_int((int32_t)out.length);
	strbuf_clear(&out);
	return status;
}

static enum status transform_get_block(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)transform_of(self)->block);
	return OK;
}

static enum status transform_get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

#define TRANSFORM CRYPTO "ICryptoTransform"
static const struct member transform_members[] = {
	PROPERTY("bool CanReuseTransform {get;}", transform_get_true),
	PROPERTY("bool CanTransformMultipleBlocks {get;}", transform_get_true),
	PROPERTY("int InputBlockSize {get;}", transform_get_block),
	PROPERTY("int OutputBlockSize {get;}", transform_get_block),
	METHOD("void Dispose()", do_nothing),
	METHOD("byte[] TransformFinalBlock(byte[] inputBuffer, int inputOffset, int inputCount)",
	       transform_final),
	METHOD("int TransformBlock(byte[] inputBuffer, int inputOffset, int inputCount, byte[] "
	       "outputBuffer, int outputOffset)",
	       transform_block),
	MEMBER_END,
};
static struct type type_transform = {
	.name = TRANSFORM,
	.members = transform_members,
	.mark = transform_mark,
	.finalize = transform_finalize,
};

/* ---- what a cipher does ---- */

static enum status create_transform(Value self, int argc, const Value *argv, bool encrypt,
				    Value *result_r)
{
	Value key = argc > 0 ? argv[0] : NULL_VALUE, iv = argc > 1 ? argv[1] : NULL_VALUE;
	if ((argc == 0 && get_key(self, &key) != OK) ||
	    (value_is_null(iv) && get_iv(self, &iv) != OK))
		return ERROR;
	if (!is_key_size(self, (int64_t)value_count(key) * 8))
		return throw_argument("System.ArgumentException", "key",
				      "Specified key is not a valid size for this algorithm.");
	return transform_new(self, key, iv, encrypt, of(self)->mode, of(self)->padding, result_r);
}

static enum status create_encryptor(Value self, int argc, const Value *argv, Value *result_r)
{
	return create_transform(self, argc, argv, true, result_r);
}

static enum status create_decryptor(Value self, int argc, const Value *argv, Value *result_r)
{
	return create_transform(self, argc, argv, false, result_r);
}

/* EncryptCbc(bytes, iv [, padding]), EncryptEcb(bytes, padding) and back */
static enum status at_once(Value self, int argc, const Value *argv, bool encrypt, enum mode mode,
			   Value *result_r)
{
	Value key, transform, iv = mode == MODE_CBC ? argv[1] : random_bytes(block_size(self));
	enum padding padding = mode == MODE_ECB ? (enum padding)argv[1].integer
			       : argc > 2       ? (enum padding)argv[2].integer
						: PADDING_PKCS7;
	if (get_key(self, &key) != OK ||
	    transform_new(self, key, iv, encrypt, mode, padding, &transform) != OK)
		return ERROR;
	return transform_whole(transform, value_as_array(argv[0])->bytes, value_count(argv[0]),
			       result_r);
}

#define AT_ONCE(function, encrypt, mode)                                                      \
	static enum status function(Value self, int argc, const Value *argv, Value *result_r) \
	{                                                                                     \
		return at_once(self, argc, argv, encrypt, mode, result_r);                    \
	}
AT_ONCE(encrypt_cbc, true, MODE_CBC)
AT_ONCE(decrypt_cbc, false, MODE_CBC)
AT_ONCE(encrypt_ecb, true, MODE_ECB)
AT_ONCE(decrypt_ecb, false, MODE_ECB)

#define PADDING CRYPTO "PaddingMode"
static const struct member cipher_members[] = {
	PROPERTY_RW("int BlockSize {get;set;}", get_block_size, set_block_size),
	PROPERTY_RW("byte[] IV {get;set;}", get_iv, set_iv),
	PROPERTY_RW("byte[] Key {get;set;}", get_key, set_key),
	PROPERTY_RW("int KeySize {get;set;}", get_key_size, set_key_size),
	PROPERTY_RW(CRYPTO "CipherMode Mode {get;set;}", get_mode, set_mode),
	PROPERTY_RW(PADDING " Padding {get;set;}", get_padding, set_padding),
	METHOD("void Clear()", do_nothing),
	METHOD(TRANSFORM " CreateDecryptor()", create_decryptor),
	METHOD(TRANSFORM " CreateDecryptor(byte[] rgbKey, byte[] rgbIV)", create_decryptor),
	METHOD(TRANSFORM " CreateEncryptor()", create_encryptor),
	METHOD(TRANSFORM " CreateEncryptor(byte[] rgbKey, byte[] rgbIV)", create_encryptor),
	METHOD("byte[] DecryptCbc(byte[] ciphertext, byte[] iv)", decrypt_cbc),
	METHOD("byte[] DecryptCbc(byte[] ciphertext, byte[] iv, " PADDING " paddingMode)",
	       decrypt_cbc),
	METHOD("byte[] DecryptEcb(byte[] ciphertext, " PADDING " paddingMode)", decrypt_ecb),
	METHOD("void Dispose()", do_nothing),
	METHOD("byte[] EncryptCbc(byte[] plaintext, byte[] iv)", encrypt_cbc),
	METHOD("byte[] EncryptCbc(byte[] plaintext, byte[] iv, " PADDING " paddingMode)",
	       encrypt_cbc),
	METHOD("byte[] EncryptEcb(byte[] plaintext, " PADDING " paddingMode)", encrypt_ecb),
	METHOD("void GenerateIV()", generate_iv),
	METHOD("void GenerateKey()", generate_key),
	MEMBER_END,
};
static struct type type_symmetric = {
	.name = CRYPTO "SymmetricAlgorithm",
	.flags = TYPE_ABSTRACT,
	.members = cipher_members,
	.mark = cipher_mark,
};

static const struct member named_members[] = {
	STATIC_METHOD("static " CRYPTO "SymmetricAlgorithm Create()", cipher_new),
	MEMBER_END,
};
static const struct member old_members[] = {
	CONSTRUCTOR(CRYPTO "SymmetricAlgorithm new()", cipher_new),
	STATIC_METHOD("static " CRYPTO "SymmetricAlgorithm Create()", cipher_new),
	MEMBER_END,
};
#define CIPHER(variable, short_name, rows) \
	static struct type variable = {    \
		.name = CRYPTO short_name, \
		.base = &type_symmetric,   \
		.tag = VALUE_OBJECT,       \
		.members = rows,           \
	}
CIPHER(type_aes, "Aes", named_members);
CIPHER(type_triple_des, "TripleDES", named_members);
CIPHER(type_aes_managed, "AesManaged", old_members);
CIPHER(type_aes_provider, "AesCryptoServiceProvider", old_members);
CIPHER(type_rijndael, "RijndaelManaged", old_members);

/* ---- CryptoStream ---- */

static const struct enum_member stream_mode_members[] = {{"Read", 0}, {"Write", 1}, {NULL, 0}};
static struct type type_stream_mode = {
	.name = CRYPTO "CryptoStreamMode", .flags = TYPE_ENUM, .enum_members = stream_mode_members};

struct crypto_filter {
	struct stream_filter filter;
	struct strbuf ready; /* transformed, not yet read */
	size_t at;
	bool writes, finished, leave_open;
};

static struct crypto_filter *filter_of(struct stream_filter *f)
{
	return container_of(f, struct crypto_filter, filter);
}

static enum status crypto_write(struct stream_filter *f, const void *bytes, size_t size)
{
	struct strbuf out = STRBUF_INIT;
	enum status status = transform_update(transform_of(f->also), bytes, size, &out);
	if (status == OK && out.length)
		status = io_stream_write(f->under, out.data, out.length);
	strbuf_clear(&out);
	return status;
}

static enum status crypto_read(struct stream_filter *f, void *bytes, size_t size, size_t *count_r)
{
	struct crypto_filter *c = filter_of(f);
	char piece[4096];
	while (c->at == c->ready.length && !c->finished) {
		size_t got;
		strbuf_reset(&c->ready);
		c->at = 0;
		if (io_stream_read(f->under, piece, sizeof(piece), &got) != OK)
			return ERROR;
		c->finished = got == 0;
		if ((got ? transform_update(transform_of(f->also), piece, got, &c->ready)
			 : transform_finish(transform_of(f->also), &c->ready)) != OK)
			return ERROR;
	}
	*count_r = MIN(size, c->ready.length - c->at);
	if (*count_r)
		memcpy(bytes, c->ready.data + c->at, *count_r);
	c->at += *count_r;
	return OK;
}

static enum status crypto_flush_final(struct stream_filter *f)
{
	struct crypto_filter *c = filter_of(f);
	struct strbuf out = STRBUF_INIT;
	if (!c->writes || c->finished)
		return OK;
	c->finished = true;
	enum status status = transform_finish(transform_of(f->also), &out);
	if (status == OK && out.length)
		status = io_stream_write(f->under, out.data, out.length);
	strbuf_clear(&out);
	return status;
}

static enum status crypto_close(struct stream_filter *f)
{
	enum status status = crypto_flush_final(f);
	if (status == OK && !filter_of(f)->leave_open)
		status = io_stream_close(f->under);
	return status;
}

static void crypto_free(struct stream_filter *f)
{
	OPENSSL_cleanse(filter_of(f)->ready.data, filter_of(f)->ready.length);
	strbuf_clear(&filter_of(f)->ready);
	free(filter_of(f));
}

/* (stream, transform, mode [, leaveOpen]) */
static enum status crypto_stream_new(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	if (!value_is_stream(argv[0]))
		return throw_argument("System.ArgumentNullException", "stream",
				      "Value cannot be null.");
	struct crypto_filter *c = xcalloc(1, sizeof(*c));
	strbuf_init(&c->ready);
	c->writes = argv[2].integer == 1;
	c->leave_open = argc > 3 && value_is_true_bool(argv[3]);
	c->filter = (struct stream_filter){
		.read = c->writes ? NULL : crypto_read,
		.write = c->writes ? crypto_write : NULL,
		.offers = c->writes ? IO_WRITE : IO_READ,
		.close = crypto_close,
		.free = crypto_free,
		.under = argv[0],
		.also = argv[1],
	};
	*result_r = filter_stream_new(&type_crypto_stream, &c->filter);
	return OK;
}

static enum status flush_final(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	return crypto_flush_final(stream_filter_of(self));
}

static const struct member crypto_stream_members[] = {
	METHOD("void FlushFinalBlock()", flush_final),
	CONSTRUCTOR(CRYPTO "CryptoStream new(System.IO.Stream stream, " TRANSFORM
			   " transform, " CRYPTO "CryptoStreamMode mode)",
		    crypto_stream_new),
	CONSTRUCTOR(CRYPTO "CryptoStream new(System.IO.Stream stream, " TRANSFORM
			   " transform, " CRYPTO "CryptoStreamMode mode, bool leaveOpen)",
		    crypto_stream_new),
	MEMBER_END,
};
static struct type type_crypto_stream = {
	.name = CRYPTO "CryptoStream",
	.base = &type_io_stream,
	.tag = VALUE_OBJECT,
	.members = crypto_stream_members,
};

/* ---- HashAlgorithmName, Rfc2898DeriveBytes (PBKDF2) ---- */

struct algorithm_name {
	struct cell cell;
	Value name;
};

static void name_mark(void *cell)
{
	gc_mark(((struct algorithm_name *)cell)->name);
}

static struct type type_algorithm_name;

static Value algorithm_name_new(Value name)
{
	struct algorithm_name *n = gc_alloc(&type_algorithm_name, VALUE_OBJECT, sizeof(*n));
	n->name = name;
	return value_cell(VALUE_OBJECT, n);
}

static Value name_of(Value v)
{
	return ((struct algorithm_name *)v.cell)->name;
}

static enum status name_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	*result_r = algorithm_name_new(argv[0]);
	return OK;
}

static enum status name_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag != VALUE_STRING)
		return convert_impossible();
	*result_r = algorithm_name_new(from);
	return OK;
}

static enum status name_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(name_of(self)));
	return OK;
}

static enum status name_get_name(Value self, Value *result_r)
{
	*result_r = name_of(self);
	return OK;
}

#define NAMED(text)                                                            \
	static enum status name_get_##text(Value self UNUSED, Value *result_r) \
	{                                                                      \
		*result_r = algorithm_name_new(string_from(#text));            \
		return OK;                                                     \
	}
NAMED(MD5)
NAMED(SHA1)
NAMED(SHA256)
NAMED(SHA384)
NAMED(SHA512)

#define NAME CRYPTO "HashAlgorithmName"
static const struct member name_members[] = {
	PROPERTY("string Name {get;}", name_get_name),
	STATIC_PROPERTY("static " NAME " MD5 {get;}", name_get_MD5),
	STATIC_PROPERTY("static " NAME " SHA1 {get;}", name_get_SHA1),
	STATIC_PROPERTY("static " NAME " SHA256 {get;}", name_get_SHA256),
	STATIC_PROPERTY("static " NAME " SHA384 {get;}", name_get_SHA384),
	STATIC_PROPERTY("static " NAME " SHA512 {get;}", name_get_SHA512),
	CONSTRUCTOR(NAME " new(string name)", name_construct),
	MEMBER_END,
};
static struct type type_algorithm_name = {
	.name = NAME,
	.flags = TYPE_VALUE,
	.members = name_members,
	.mark = name_mark,
	.convert = name_convert,
	.to_string = name_to_string,
};

struct derive {
	struct cell cell;
	Value password, salt; /* byte[] */
	Value algorithm;      /* string */
	int64_t iterations;
	size_t given; /* bytes that GetBytes() gave */
};

static struct derive *derive_of(Value v)
{
	return (struct derive *)v.cell;
}

static void derive_mark(void *cell)
{
	struct derive *d = cell;
	gc_mark(d->password);
	gc_mark(d->salt);
	gc_mark(d->algorithm);
}

static Value bytes_of(Value v)
{
	return v.tag == VALUE_STRING ? array_new_bytes(string_data(v), string_length(v)) : v;
}

static enum status pbkdf2(Value password, Value salt, int64_t iterations, Value algorithm,
			  size_t size, uint8_t *out)
{
	struct array *p = value_as_array(password), *s = value_as_array(salt);
	const EVP_MD *md = EVP_get_digestbyname(string_data(algorithm));
	if (!md)
		return failed("The hash algorithm is not known.");
	if (iterations < 1)
		return throw_argument("System.ArgumentOutOfRangeException", "iterations",
				      "iterations must be a non-negative and non-zero value.");
	if (PKCS5_PBKDF2_HMAC((const char *)p->bytes, (int)p->count, s->bytes, (int)s->count,
			      (int)iterations, md, (int)size, out) != 1)
		return failed("The key could not be derived.");
	return OK;
}

/* (password, salt or its size [, iterations [, algorithm]]) */
static enum status derive_new(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct derive *d = gc_alloc(&type_derive, VALUE_OBJECT, sizeof(*d));
	*result_r = value_cell(VALUE_OBJECT, d);
	d->password = d->salt = d->algorithm = NULL_VALUE;
	d->password = bytes_of(argv[0]);
	d->salt = argv[1].tag == VALUE_ARRAY ? argv[1] : random_bytes((size_t)argv[1].integer);
	d->iterations = argc > 2 ? argv[2].integer : 1000;
	d->algorithm = argc > 3 ? name_of(argv[3]) : string_from("SHA1");
	return OK;
}

/* What follows the bytes that were given before. */
static enum status derive_get_bytes(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct derive *d = derive_of(self);
	size_t wanted = (size_t)MAX(argv[0].integer, 0), total = d->given + wanted;
	uint8_t *bytes = xmalloc(total + 1);
	enum status status =
		pbkdf2(d->password, d->salt, d->iterations, d->algorithm, total, bytes);
	if (status == OK) {
		*result_r = array_new_bytes(bytes + d->given, wanted);
		d->given = total;
	}
	OPENSSL_cleanse(bytes, total);
	free(bytes);
	return status;
}

static enum status derive_at_once(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	Value made = array_new_bytes(NULL, (size_t)MAX(argv[4].integer, 0));
	*result_r = made;
	return pbkdf2(bytes_of(argv[0]), argv[1], argv[2].integer, name_of(argv[3]),
		      value_count(made), value_as_array(made)->bytes);
}

static enum status derive_get_salt(Value self, Value *result_r)
{
	*result_r = derive_of(self)->salt;
	return OK;
}

static enum status derive_get_iterations(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)derive_of(self)->iterations);
	return OK;
}

static enum status derive_reset(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	derive_of(self)->given = 0;
	return OK;
}

#define DERIVE CRYPTO "Rfc2898DeriveBytes"
static const struct member derive_members[] = {
	PROPERTY("int IterationCount {get;}", derive_get_iterations),
	PROPERTY("byte[] Salt {get;}", derive_get_salt),
	METHOD("byte[] GetBytes(int cb)", derive_get_bytes),
	METHOD("void Reset()", derive_reset),
	METHOD("void Dispose()", do_nothing),
	STATIC_METHOD("static byte[] Pbkdf2(string password, byte[] salt, int iterations, " NAME
		      " hashAlgorithm, int outputLength)",
		      derive_at_once),
	STATIC_METHOD("static byte[] Pbkdf2(byte[] password, byte[] salt, int iterations, " NAME
		      " hashAlgorithm, int outputLength)",
		      derive_at_once),
	CONSTRUCTOR(DERIVE " new(string password, byte[] salt)", derive_new),
	CONSTRUCTOR(DERIVE " new(string password, byte[] salt, int iterations)", derive_new),
	CONSTRUCTOR(DERIVE " new(string password, byte[] salt, int iterations, " NAME
			   " hashAlgorithm)",
		    derive_new),
	CONSTRUCTOR(DERIVE " new(byte[] password, byte[] salt, int iterations)", derive_new),
	CONSTRUCTOR(DERIVE " new(byte[] password, byte[] salt, int iterations, " NAME
			   " hashAlgorithm)",
		    derive_new),
	CONSTRUCTOR(DERIVE " new(string password, int saltSize, int iterations, " NAME
			   " hashAlgorithm)",
		    derive_new),
	MEMBER_END,
};
static struct type type_derive = {.name = DERIVE, .members = derive_members, .mark = derive_mark};

struct type *const cipher_types[] = {
	&type_symmetric,     &type_aes,        &type_aes_managed,    &type_aes_provider,
	&type_rijndael,      &type_triple_des, &type_transform,      &type_stream_mode,
	&type_crypto_stream, &type_derive,     &type_algorithm_name, NULL,
};

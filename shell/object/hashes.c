/* System.Security.Cryptography: hashes and HMACs by OpenSSL, random bytes. */
#include "object/small_types.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/generic.h"
#include "object/io_private.h"
#include "object/string.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

struct hash_algorithm {
	struct cell cell;
	const struct hash_kind *kind;
	Value key;  /* byte[] of an HMAC */
	Value hash; /* the last one, or NULL */
};

/* One algorithm: SHA256 stands for the abstract type, its hidden implementation and HMACSHA256. */
static const struct hash_kind {
	const char *name, *openssl;
	int bits;
} kinds[] = {
	{"MD5", "MD5", 128},       {"SHA1", "SHA1", 160},     {"SHA256", "SHA256", 256},
	{"SHA384", "SHA384", 384}, {"SHA512", "SHA512", 512},
};

static struct type type_hash_algorithm, type_hashes[5], type_implementations[5], type_hmacs[5];

static struct hash_algorithm *as_hash(Value v)
{
	return (struct hash_algorithm *)v.cell;
}

static void hash_mark(void *cell)
{
	gc_mark(((struct hash_algorithm *)cell)->key);
	gc_mark(((struct hash_algorithm *)cell)->hash);
}

static Value hash_new(const struct type *type, size_t kind)
{
	struct hash_algorithm *h = gc_alloc(type, VALUE_OBJECT, sizeof(*h));
	h->kind = &kinds[kind];
	return value_cell(VALUE_OBJECT, h);
}

static Value digest(const struct hash_kind *kind, Value key, const void *bytes, size_t length)
{
	unsigned char out[EVP_MAX_MD_SIZE];
	unsigned size = 0;
	const EVP_MD *md = EVP_get_digestbyname(kind->openssl);
	if (key.tag == VALUE_ARRAY)
		HMAC(md, value_as_array(key)->bytes, (int)value_count(key), bytes, length, out,
		     &size);
	else
		EVP_Digest(bytes, length, out, &size, md, NULL);
	return array_new_bytes(out, size);
}

/* The bytes of a byte[] (or a part of it) or of the rest of a stream. */
static enum status read_input(int argc, const Value *argv, struct strbuf *out)
{
	if (value_is_stream(argv[0])) {
		char piece[65536];
		size_t got = 1;
		while (got > 0) {
			if (io_stream_read(argv[0], piece, sizeof(piece), &got) != OK)
				return ERROR;
			strbuf_add(out, piece, got);
		}
		return OK;
	}
	if (argv[0].tag != VALUE_ARRAY)
		return throw_argument("System.ArgumentNullException", "buffer",
				      "Value cannot be null.");
	const struct array *array = value_as_array(argv[0]);
	size_t start = argc > 2 ? (size_t)argv[1].integer : 0;
	size_t count = argc > 2 ? (size_t)argv[2].integer : array->count;
	if (start + count > array->count)
		return throw_exception("System.ArgumentException",
				       "Value does not fall within the expected range.");
	strbuf_add(out, array->bytes + start, count);
	return OK;
}

static enum status hash_compute(Value self, int argc, const Value *argv, Value *result_r)
{
	struct strbuf bytes = STRBUF_INIT;
	enum status status = read_input(argc, argv, &bytes);
	if (status == OK)
		*result_r = as_hash(self)->hash =
			digest(as_hash(self)->kind, as_hash(self)->key, bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return status;
}

static enum status hash_get_hash(Value self, Value *result_r)
{
	*result_r = as_hash(self)->hash;
	return OK;
}

static enum status hash_get_size(Value self, Value *result_r)
{
	*result_r = value_int(as_hash(self)->kind->bits);
	return OK;
}

static enum status hmac_get_key(Value self, Value *result_r)
{
	*result_r = as_hash(self)->key;
	return OK;
}

static enum status hmac_set_key(Value self, Value value)
{
	as_hash(self)->key = value;
	return OK;
}

static enum status hash_dispose(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	return OK;
}

static size_t kind_of_type(const struct type *type)
{
	if (type->base != &type_hash_algorithm && type->base)
		type = type->base;
	for (size_t i = 0; i < countof(kinds); i++)
		if (type == &type_hashes[i] || type == &type_implementations[i] ||
		    type == &type_hmacs[i])
			return i;
	return 0;
}

/* [SHA256]::Create() */
static enum status hash_create(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	size_t kind = kind_of_type(generic_made(self, &type_hashes[0]));
	*result_r = hash_new(&type_implementations[kind], kind);
	return OK;
}

/* [HashAlgorithm]::Create('SHA256') */
static enum status hash_create_named(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	*result_r = NULL_VALUE;
	for (size_t i = 0; i < countof(kinds); i++) {
		Value name = value_to_string(argv[0]);
		const char *text = string_data(name);
		if (strcasecmp(text, kinds[i].name) == 0 ||
		    (strncasecmp(text, "SHA-", 4) == 0 && strcmp(text + 4, kinds[i].name + 3) == 0))
			*result_r = hash_new(&type_implementations[i], i);
	}
	return OK;
}

/* [SHA256]::HashData(bytes) */
static enum status hash_data(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct strbuf bytes = STRBUF_INIT;
	if (read_input(1, argv, &bytes) != OK)
		return ERROR;
	*result_r = digest(&kinds[kind_of_type(generic_made(self, &type_hashes[0]))], NULL_VALUE,
			   bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return OK;
}

static enum status hmac_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = generic_made(self, &type_hmacs[0]);
	size_t kind = kind_of_type(type);
	*result_r = hash_new(type, kind);
	if (argc > 0) {
		as_hash(*result_r)->key = argv[0];
		return OK;
	}
	uint8_t key[128];
	if (RAND_bytes(key, sizeof(key)) != 1)
		abort();
	as_hash(*result_r)->key = array_new_bytes(key, kinds[kind].bits > 256 ? 128 : 64);
	return OK;
}

/* [HMACSHA256]::HashData(key, bytes) */
static enum status hmac_data(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct strbuf bytes = STRBUF_INIT;
	if (read_input(1, argv + 1, &bytes) != OK)
		return ERROR;
	*result_r = digest(&kinds[kind_of_type(generic_made(self, &type_hmacs[0]))], argv[0],
			   bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return OK;
}

static const struct member hash_members[] = {
	PROPERTY("byte[] Hash {get;}", hash_get_hash),
	PROPERTY("int HashSize {get;}", hash_get_size),
	METHOD("void Clear()", hash_dispose),
	METHOD("byte[] ComputeHash(byte[] buffer)", hash_compute),
	METHOD("byte[] ComputeHash(byte[] buffer, int offset, int count)", hash_compute),
	METHOD("byte[] ComputeHash(System.IO.Stream inputStream)", hash_compute),
	METHOD("void Dispose()", hash_dispose),
	METHOD("void Initialize()", hash_dispose),
	STATIC_METHOD("static System.Security.Cryptography.HashAlgorithm Create(string hashName)",
		      hash_create_named),
	MEMBER_END,
};

static struct type type_hash_algorithm = {
	.name = "System.Security.Cryptography.HashAlgorithm",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = hash_members,
	.mark = hash_mark,
};

static const struct member concrete_members[] = {
	STATIC_METHOD("static System.Security.Cryptography.HashAlgorithm Create()", hash_create),
	STATIC_METHOD("static byte[] HashData(byte[] source)", hash_data),
	MEMBER_END,
};

static const struct member implementation_members[] = {
	CONSTRUCTOR("System.Security.Cryptography.HashAlgorithm new()", hash_create),
	MEMBER_END,
};

static const struct member hmac_members[] = {
	PROPERTY_RW("byte[] Key {get;set;}", hmac_get_key, hmac_set_key),
	STATIC_METHOD("static byte[] HashData(byte[] key, byte[] source)", hmac_data),
	CONSTRUCTOR("System.Security.Cryptography.HMAC new()", hmac_construct),
	CONSTRUCTOR("System.Security.Cryptography.HMAC new(byte[] key)", hmac_construct),
	MEMBER_END,
};

#define CRYPTO "System.Security.Cryptography."
#define ABSTRACT_HASH(short_name)                                                             \
	{                                                                                     \
		.name = CRYPTO short_name, .base = &type_hash_algorithm, .tag = VALUE_OBJECT, \
		.flags = TYPE_ABSTRACT, .members = concrete_members                           \
	}
#define IMPLEMENTATION(index, full_name)                                                    \
	{                                                                                   \
		.name = CRYPTO full_name, .base = &type_hashes[index], .tag = VALUE_OBJECT, \
		.members = implementation_members                                           \
	}
#define HMAC_TYPE(short_name)                                                                 \
	{                                                                                     \
		.name = CRYPTO short_name, .base = &type_hash_algorithm, .tag = VALUE_OBJECT, \
		.members = hmac_members                                                       \
	}

static struct type type_hashes[5] = {ABSTRACT_HASH("MD5"), ABSTRACT_HASH("SHA1"),
				     ABSTRACT_HASH("SHA256"), ABSTRACT_HASH("SHA384"),
				     ABSTRACT_HASH("SHA512")};
static struct type type_implementations[5] = {
	IMPLEMENTATION(0, "MD5CryptoServiceProvider"), IMPLEMENTATION(1, "SHA1Managed"),
	IMPLEMENTATION(2, "SHA256Managed"), IMPLEMENTATION(3, "SHA384Managed"),
	IMPLEMENTATION(4, "SHA512Managed")};
/* The older names of what [SHA256]::Create() gives. */
static struct type type_providers[] = {
	IMPLEMENTATION(1, "SHA1CryptoServiceProvider"),
	IMPLEMENTATION(2, "SHA256CryptoServiceProvider"),
	IMPLEMENTATION(3, "SHA384CryptoServiceProvider"),
	IMPLEMENTATION(4, "SHA512CryptoServiceProvider"),
};
static struct type type_hmacs[5] = {HMAC_TYPE("HMACMD5"), HMAC_TYPE("HMACSHA1"),
				    HMAC_TYPE("HMACSHA256"), HMAC_TYPE("HMACSHA384"),
				    HMAC_TYPE("HMACSHA512")};

struct random_generator {
	struct cell cell;
};

static struct type type_random_generator;

static enum status random_create(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT, gc_alloc(&type_random_generator, VALUE_OBJECT,
						      sizeof(struct random_generator)));
	return OK;
}

/* GetBytes(byte[]) fills; GetBytes(int) makes. */
static enum status random_get_bytes(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	bool fill = argv[0].tag == VALUE_ARRAY;
	Value array = fill ? argv[0] : array_new_bytes(NULL, (size_t)MAX(argv[0].integer, 0));
	struct array *a = value_as_array(array);
	if (a->count > 0 && RAND_bytes(a->bytes, (int)a->count) != 1)
		return throw_exception(CRYPTO "CryptographicException",
				       "No random bytes are to be had.");
	if (!fill)
		*result_r = array;
	return OK;
}

/* GetInt32(toExclusive) | GetInt32(from, toExclusive): without bias */
static enum status random_get_int(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	int64_t from = argc > 1 ? argv[0].integer : 0, to = argv[argc - 1].integer;
	if (to <= from)
		return throw_argument("System.ArgumentException", argc > 1 ? "" : "toExclusive",
				      "Range of random number does not contain at least one "
				      "possibility.");
	uint64_t range = (uint64_t)(to - from), limit = UINT64_MAX - UINT64_MAX % range, number;
	do
		if (RAND_bytes((unsigned char *)&number, sizeof(number)) != 1)
			abort();
	while (number >= limit);
	*result_r = value_int((int32_t)(from + (int64_t)(number % range)));
	return OK;
}

static enum status random_get_hex(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	const char *digits =
		argc > 1 && value_is_true_bool(argv[1]) ? "0123456789abcdef" : "0123456789ABCDEF";
	struct strbuf text = STRBUF_INIT;
	for (int64_t i = 0; i < argv[0].integer; i++) {
		uint8_t byte;
		if (RAND_bytes(&byte, 1) != 1)
			abort();
		strbuf_addc(&text, digits[byte & 15]);
	}
	*result_r = string_from_strbuf(&text);
	return OK;
}

#define GENERATOR CRYPTO "RandomNumberGenerator"

static const struct member random_generator_members[] = {
	METHOD("void Dispose()", hash_dispose),
	METHOD("void GetBytes(byte[] data)", random_get_bytes),
	STATIC_METHOD("static " GENERATOR " Create()", random_create),
	STATIC_METHOD("static void Fill(byte[] data)", random_get_bytes),
	STATIC_METHOD("static string GetHexString(int stringLength)", random_get_hex),
	STATIC_METHOD("static string GetHexString(int stringLength, bool lowercase)",
		      random_get_hex),
	STATIC_METHOD("static byte[] GetBytes(int count)", random_get_bytes),
	STATIC_METHOD("static int GetInt32(int toExclusive)", random_get_int),
	STATIC_METHOD("static int GetInt32(int fromInclusive, int toExclusive)", random_get_int),
	MEMBER_END,
};

static struct type type_random_generator = {
	.name = GENERATOR,
	.tag = VALUE_OBJECT,
	.members = random_generator_members,
};

static const struct member old_generator_members[] = {
	CONSTRUCTOR(GENERATOR " new()", random_create),
	MEMBER_END,
};
static struct type type_old_generator = {
	.name = CRYPTO "RNGCryptoServiceProvider",
	.base = &type_random_generator,
	.tag = VALUE_OBJECT,
	.members = old_generator_members,
};

struct type *const hash_types[] = {
	&type_hash_algorithm,
	&type_hashes[0],
	&type_hashes[1],
	&type_hashes[2],
	&type_hashes[3],
	&type_hashes[4],
	&type_implementations[0],
	&type_implementations[1],
	&type_implementations[2],
	&type_implementations[3],
	&type_implementations[4],
	&type_hmacs[0],
	&type_hmacs[1],
	&type_hmacs[2],
	&type_hmacs[3],
	&type_hmacs[4],
	&type_random_generator,
	&type_old_generator,
	&type_providers[0],
	&type_providers[1],
	&type_providers[2],
	&type_providers[3],
	NULL,
};

/* System.Security.Cryptography: MD5, SHA1, SHA256 ... over OpenSSL. */
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/type.h"
#include "object/utility_types.h"

#include <openssl/evp.h>
#include <string.h>

static enum status digest(const struct type *type, const void *bytes, size_t count, Value *result_r)
{
	const char *name = strrchr(type->name, '.') + 1;
	unsigned char hash[EVP_MAX_MD_SIZE];
	unsigned length = 0;
	const EVP_MD *algorithm = EVP_get_digestbyname(name);
	if (algorithm == NULL || !EVP_Digest(bytes, count, hash, &length, algorithm, NULL))
		return throw_exception("System.Security.Cryptography.CryptographicException",
				       "The algorithm '%s' is not available.", name);
	*result_r = array_new_bytes(hash, length);
	return OK;
}

static enum status hash_data(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct array *a = value_as_array(argv[0]);
	return digest(value_as_type(self), a->bytes, a->count, result_r);
}

static enum status compute_hash(Value self, int argc, const Value *argv, Value *result_r)
{
	Value source = argv[0];
	if (source.tag != VALUE_ARRAY) { /* a stream */
		enum status status = member_invoke(source, "ToArray", 0, NULL, &source);
		if (status != OK)
			return status;
	}
	struct array *a = value_as_array(source);
	int64_t at = argc == 3 ? argv[1].integer : 0;
	int64_t count = argc == 3 ? argv[2].integer : (int64_t)a->count;
	if (at < 0 || count < 0 || at + count > (int64_t)a->count)
		return throw_exception("System.ArgumentException", "Value was invalid.");
	return digest(self.cell->type, a->bytes + at, (size_t)count, result_r);
}

static enum status create(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(value_as_type(self), VALUE_OBJECT, sizeof(struct cell)));
	return OK;
}

static enum status dispose(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	return OK;
}

static const struct member members[] = {
	METHOD("byte[] ComputeHash(byte[] buffer)", compute_hash),
	METHOD("byte[] ComputeHash(byte[] buffer, int offset, int count)", compute_hash),
	METHOD("void Dispose()", dispose),
	METHOD("void Clear()", dispose),
	MEMBER_END,
};
static const struct member static_members[] = {
	STATIC_METHOD("static System.Security.Cryptography.HashAlgorithm Create()", create),
	STATIC_METHOD("static byte[] HashData(byte[] source)", hash_data),
	CONSTRUCTOR("System.Security.Cryptography.HashAlgorithm new()", create),
	MEMBER_END,
};

static struct type type_hash_algorithm = {
	.name = "System.Security.Cryptography.HashAlgorithm",
	.flags = TYPE_ABSTRACT,
	.members = members,
};
#define ALGORITHM(variable, short_name)                             \
	static struct type variable = {                             \
		.name = "System.Security.Cryptography." short_name, \
		.base = &type_hash_algorithm,                       \
		.members = static_members,                          \
	}
ALGORITHM(type_md5, "MD5");
ALGORITHM(type_sha1, "SHA1");
ALGORITHM(type_sha256, "SHA256");
ALGORITHM(type_sha384, "SHA384");
ALGORITHM(type_sha512, "SHA512");

struct type *const hash_algorithm_types[] = {
	&type_hash_algorithm, &type_md5, &type_sha1, &type_sha256, &type_sha384, &type_sha512, NULL,
};

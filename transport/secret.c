#include "transport/secret.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/home.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A sealed value: version, nonce, ciphertext, tag. NIST SP 800-38D: 96-bit nonces, 128-bit tags. */
#define VERSION 1
#define NONCE_SIZE 12
#define TAG_SIZE 16
#define HEAD_SIZE (1 + NONCE_SIZE)

static int fail_file(struct error *error, const char *path, const char *what)
{
	return error_set(error, FAILURE_LOCAL, "The key file '%s' %s: %s.", path, what,
			 strerror(errno));
}

/* Writes a new key beside `path` and gives it that name unless another process was faster, so that no one ever sees
 * half a key. */
static int create_key(const char *path, struct error *error)
{
	struct secret_key key;
	if (RAND_bytes(key.bytes, sizeof(key.bytes)) != 1)
		return error_set(error, FAILURE_LOCAL, "No random bytes for a new key.");
	char *temporary = xasprintf("%s.%ld", path, (long)getpid());
	int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool written = fd >= 0 && write(fd, key.bytes, sizeof(key.bytes)) == sizeof(key.bytes) &&
		       fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	int result = 0;
	if (!written || (link(temporary, path) < 0 && errno != EEXIST))
		result = fail_file(error, path, "can't be written");
	unlink(temporary);
	free(temporary);
	secret_key_clear(&key);
	return result;
}

static int read_key(int fd, const char *path, struct secret_key *key_r, struct error *error)
{
	struct stat status;
	if (fstat(fd, &status) < 0)
		return fail_file(error, path, "can't be read");
	if (status.st_mode & 077)
		return error_set(
			error, FAILURE_LOCAL,
			"The key file '%s' can be read by others (mode %04o); it must be 0600.",
			path, (unsigned)status.st_mode & 07777);
	char extra;
	if (read(fd, key_r->bytes, sizeof(key_r->bytes)) != sizeof(key_r->bytes) ||
	    read(fd, &extra, 1) != 0)
		return error_set(error, FAILURE_LOCAL, "The key file '%s' isn't a key of %d bytes.",
				 path, SECRET_KEY_SIZE);
	return 0;
}

int secret_key_load_file(const char *path, struct secret_key *key_r, struct error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT) {
		if (create_key(path, error) < 0)
			return -1;
		fd = open(path, O_RDONLY | O_CLOEXEC);
	}
	if (fd < 0)
		return fail_file(error, path, "can't be read");
	int result = read_key(fd, path, key_r, error);
	close(fd);
	return result;
}

int secret_key_load(struct secret_key *key_r, struct error *error)
{
	char *path = home_file("secret.key");
	int result = secret_key_load_file(path, key_r, error);
	free(path);
	return result;
}

void secret_key_clear(struct secret_key *key)
{
	OPENSSL_cleanse(key, sizeof(*key));
}

static bool seal(EVP_CIPHER_CTX *cipher, const struct secret_key *key, const char *context,
		 const void *plain, int size, uint8_t *sealed)
{
	uint8_t *nonce = sealed + 1, *body = sealed + HEAD_SIZE;
	int done;
	return EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key->bytes, nonce) == 1 &&
	       EVP_EncryptUpdate(cipher, NULL, &done, (const uint8_t *)context,
				 (int)strlen(context)) == 1 &&
	       EVP_EncryptUpdate(cipher, body, &done, plain, size) == 1 &&
	       EVP_EncryptFinal_ex(cipher, body + done, &done) == 1 &&
	       EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, TAG_SIZE, body + size) == 1;
}

int secret_seal(const struct secret_key *key, const char *context, const void *plain, size_t size,
		void **sealed_r, size_t *sealed_size_r, struct error *error)
{
	if (size > 1 << 20)
		return error_set(error, FAILURE_LOCAL, "A secret of %zu bytes is too long.", size);
	uint8_t *sealed = xmalloc(HEAD_SIZE + size + TAG_SIZE);
	sealed[0] = VERSION;
	EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
	bool done = cipher && RAND_bytes(sealed + 1, NONCE_SIZE) == 1 &&
		    seal(cipher, key, context, plain, (int)size, sealed);
	EVP_CIPHER_CTX_free(cipher);
	if (!done) {
		free(sealed);
		return error_set(error, FAILURE_LOCAL, "A secret can't be encrypted.");
	}
	*sealed_r = sealed;
	*sealed_size_r = HEAD_SIZE + size + TAG_SIZE;
	return 0;
}

static bool unseal(EVP_CIPHER_CTX *cipher, const struct secret_key *key, const char *context,
		   const uint8_t *sealed, int size, uint8_t *plain)
{
	uint8_t tag[TAG_SIZE];
	memcpy(tag, sealed + HEAD_SIZE + size, TAG_SIZE);
	int done;
	return EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key->bytes, sealed + 1) == 1 &&
	       EVP_DecryptUpdate(cipher, NULL, &done, (const uint8_t *)context,
				 (int)strlen(context)) == 1 &&
	       EVP_DecryptUpdate(cipher, plain, &done, sealed + HEAD_SIZE, size) == 1 &&
	       EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, TAG_SIZE, tag) == 1 &&
	       EVP_DecryptFinal_ex(cipher, plain + done, &done) == 1;
}

char *secret_open(const struct secret_key *key, const char *context, const void *sealed,
		  size_t sealed_size, struct error *error)
{
	const uint8_t *bytes = sealed;
	if (sealed_size < HEAD_SIZE + TAG_SIZE || bytes[0] != VERSION) {
		error_set(error, FAILURE_LOCAL, "The stored password is damaged.");
		return NULL;
	}
	size_t size = sealed_size - HEAD_SIZE - TAG_SIZE;
	char *plain = xcalloc(size + 1, 1);
	EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
	bool done = cipher && unseal(cipher, key, context, bytes, (int)size, (uint8_t *)plain);
	EVP_CIPHER_CTX_free(cipher);
	if (!done) {
		OPENSSL_cleanse(plain, size);
		free(plain);
		error_set(
			error, FAILURE_LOCAL,
			"The stored password can't be decrypted: it is damaged, or the key file is "
			"not the one that it was encrypted with.");
		return NULL;
	}
	return plain;
}

void secret_free(char **text)
{
	if (!*text)
		return;
	OPENSSL_cleanse(*text, strlen(*text));
	free(*text);
	*text = NULL;
}

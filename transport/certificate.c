#include "transport/certificate.h"

#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/secret.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <stdio.h>
#include <string.h>

static char *take_text(BIO *bio)
{
	char *bytes, *text = NULL;
	long size = BIO_get_mem_data(bio, &bytes);
	if (size > 0)
		text = xstrndup(bytes, (size_t)size);
	return text;
}

/* Certificate and key as PEM; NULL when either is missing. */
static char *write_pem(X509 *certificate, EVP_PKEY *key)
{
	BIO *out = BIO_new(BIO_s_secmem());
	char *text = NULL;
	if (out && certificate && key && PEM_write_bio_X509(out, certificate) == 1 &&
	    PEM_write_bio_PrivateKey(out, key, NULL, NULL, 0, NULL, NULL) == 1)
		text = take_text(out);
	BIO_free(out);
	return text;
}

static char *read_pfx(FILE *file, const char *password)
{
	PKCS12 *pfx = d2i_PKCS12_fp(file, NULL);
	EVP_PKEY *key = NULL;
	X509 *certificate = NULL;
	char *text = NULL;
	if (pfx && PKCS12_parse(pfx, password ? password : "", &key, &certificate, NULL) == 1)
		text = write_pem(certificate, key);
	EVP_PKEY_free(key);
	X509_free(certificate);
	PKCS12_free(pfx);
	return text;
}

static char *read_pem(FILE *file, const char *password)
{
	X509 *certificate = PEM_read_X509(file, NULL, NULL, NULL);
	rewind(file);
	/* With an empty password OpenSSL fails where it would otherwise ask at the terminal. */
	EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL,
					    (void *)(uintptr_t)(password ? password : ""));
	char *text = write_pem(certificate, key);
	EVP_PKEY_free(key);
	X509_free(certificate);
	return text;
}

char *certificate_load(const char *path, const char *password, struct error *error)
{
	FILE *file = fopen(path, "rbe");
	if (!file) {
		error_set(error, FAILURE_LOCAL, "The certificate file '%s' can't be read: %s.",
			  path, strerror(errno));
		return NULL;
	}
	char *text = read_pem(file, password);
	if (!text) {
		rewind(file);
		text = read_pfx(file, password);
	}
	fclose(file);
	ERR_clear_error();
	if (!text)
		error_set(error, FAILURE_LOCAL,
			  "The file '%s' holds no certificate with its private key, or the "
			  "password doesn't open it.",
			  path);
	return text;
}

/* The client's signed assertion: a JWT (RFC 7519) with RS256, naming the certificate by its thumbprint ("x5t"). */
#include "base/strbuf.h"
#include "transport/failure.h"
#include "transport/oauth.h"
#include "transport/state.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

#define LIFE_SECONDS 600

/* RFC 4648 section 5, without padding. */
static void add_base64url(struct strbuf *out, const void *bytes, size_t size)
{
	char *text = malloc(size / 3 * 4 + 8);
	if (!text)
		abort();
	EVP_EncodeBlock((uint8_t *)text, bytes, (int)size);
	for (char *p = text; *p && *p != '='; p++)
		strbuf_addc(out, *p == '+' ? '-' : *p == '/' ? '_' : *p);
	free(text);
}

static void add_json_text(struct strbuf *out, const char *text)
{
	strbuf_addc(out, '"');
	for (const char *p = text; *p; p++) {
		if (*p == '"' || *p == '\\')
			strbuf_addc(out, '\\');
		if ((uint8_t)*p >= ' ')
			strbuf_addc(out, *p);
	}
	strbuf_addc(out, '"');
}

static void add_head(struct strbuf *out, X509 *certificate)
{
	uint8_t thumbprint[EVP_MAX_MD_SIZE];
	unsigned size = 0;
	struct strbuf json = STRBUF_INIT;
	X509_digest(certificate, EVP_sha1(), thumbprint, &size);
	strbuf_adds(&json, "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"x5t\":\"");
	add_base64url(&json, thumbprint, size);
	strbuf_adds(&json, "\"}");
	add_base64url(out, json.data, json.length);
	strbuf_clear(&json);
}

static void add_claims(struct strbuf *out, const char *client_id, const char *audience, int64_t now)
{
	char guid[STATE_GUID_SIZE];
	long long seconds = now / 1000;
	struct strbuf json = STRBUF_INIT;
	state_guid(guid);
	strbuf_adds(&json, "{\"aud\":");
	add_json_text(&json, audience);
	strbuf_adds(&json, ",\"iss\":");
	add_json_text(&json, client_id);
	strbuf_adds(&json, ",\"sub\":");
	add_json_text(&json, client_id);
	strbuf_addf(&json, ",\"jti\":\"%s\",\"nbf\":%lld,\"exp\":%lld}", guid, seconds - 60,
		    seconds + LIFE_SECONDS);
	add_base64url(out, json.data, json.length);
	strbuf_clear(&json);
}

static bool add_signature(struct strbuf *out, EVP_PKEY *key)
{
	EVP_MD_CTX *digest = EVP_MD_CTX_new();
	size_t size = 0;
	bool done = digest && EVP_DigestSignInit(digest, NULL, EVP_sha256(), NULL, key) == 1 &&
		    EVP_DigestSign(digest, NULL, &size, (uint8_t *)out->data, out->length) == 1;
	uint8_t *signature = done ? malloc(size) : NULL;
	done = signature &&
	       EVP_DigestSign(digest, signature, &size, (uint8_t *)out->data, out->length) == 1;
	if (done) {
		strbuf_addc(out, '.');
		add_base64url(out, signature, size);
	}
	free(signature);
	EVP_MD_CTX_free(digest);
	return done;
}

static bool add_all(struct strbuf *out, const struct oauth_client *client, const char *audience,
		    int64_t now, X509 *certificate, EVP_PKEY *key)
{
	if (!certificate || !key || EVP_PKEY_base_id(key) != EVP_PKEY_RSA)
		return false;
	add_head(out, certificate);
	strbuf_addc(out, '.');
	add_claims(out, client->client_id, audience, now);
	return add_signature(out, key);
}

char *oauth_assertion(const struct oauth_client *client, const char *audience, int64_t now,
		      struct error *error)
{
	const char *pem = client->certificate ? client->certificate : "";
	BIO *in = BIO_new_mem_buf(pem, -1), *again = BIO_new_mem_buf(pem, -1);
	X509 *certificate = in ? PEM_read_bio_X509(in, NULL, NULL, NULL) : NULL;
	EVP_PKEY *key = again ? PEM_read_bio_PrivateKey(again, NULL, NULL, "") : NULL;
	struct strbuf text = STRBUF_INIT;
	bool done = add_all(&text, client, audience, now, certificate, key);
	EVP_PKEY_free(key);
	X509_free(certificate);
	BIO_free(in);
	BIO_free(again);
	ERR_clear_error();
	if (done)
		return strbuf_detach(&text, NULL);
	strbuf_clear(&text);
	error_set(error, FAILURE_LOCAL,
		  "The certificate can't sign: it must come as PEM with an RSA private key.");
	return NULL;
}

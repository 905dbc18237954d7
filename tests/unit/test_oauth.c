/* Tokens from a server that this test plays, and the assertion's signature. */
#include "base/strbuf.h"
#include "transport/failure.h"
#include "transport/oauth.h"
#include "transport/secret.h"
#include "transport/state.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static EVP_PKEY *key;
static char *pem; /* certificate and key */
static char authority[64];
static int server_socket;
static const char *answer; /* what the server says */
static int asked;
static char request[8192];

static char *make_pem(void)
{
	X509 *certificate = X509_new();
	char *text;
	ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
	X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
	X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
	X509_set_pubkey(certificate, key);
	X509_sign(certificate, key, EVP_sha256());
	BIO *out = BIO_new(BIO_s_mem());
	PEM_write_bio_X509(out, certificate);
	PEM_write_bio_PrivateKey(out, key, NULL, NULL, 0, NULL, NULL);
	long size = BIO_get_mem_data(out, &text);
	char *copy = strndup(text, (size_t)size);
	BIO_free(out);
	X509_free(certificate);
	return copy;
}

/* One request for each connection. */
static void *serve(void *unused)
{
	(void)unused;
	int fd;
	while ((fd = accept(server_socket, NULL, NULL)) >= 0) {
		size_t length = 0;
		const char *body = NULL;
		while (!body ||
		       strlen(body) < (size_t)atoi(strstr(request, "Content-Length:") + 15)) {
			ssize_t got = read(fd, request + length, sizeof(request) - 1 - length);
			if (got <= 0)
				break;
			length += (size_t)got;
			request[length] = '\0';
			body = strstr(request, "\r\n\r\n");
			body = body ? body + 4 : NULL;
		}
		dprintf(fd,
			"HTTP/1.1 %s\r\nContent-Type: application/json\r\nConnection: "
			"close\r\n\r\n%s",
			strstr(answer, "access_token") ? "200 OK" : "401 Unauthorized", answer);
		asked++;
		close(fd);
	}
	return NULL;
}

static int setup(void **context)
{
	(void)context;
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t size = sizeof(address);
	pthread_t thread;
	setenv("EXOSH_HOME", "/nonexistent", 1);
	key = EVP_RSA_gen(2048);
	pem = make_pem();
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server_socket = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(server_socket, (struct sockaddr *)&address, size) < 0 ||
	    listen(server_socket, 4) < 0)
		return -1;
	getsockname(server_socket, (struct sockaddr *)&address, &size);
	snprintf(authority, sizeof(authority), "http://127.0.0.1:%d", ntohs(address.sin_port));
	return pthread_create(&thread, NULL, serve, NULL);
}

static int teardown(void **context)
{
	(void)context;
	EVP_PKEY_free(key);
	free(pem);
	return 0;
}

static void test_members_of_an_object(void **context)
{
	(void)context;
	static const char json[] =
		" {\"list\":[1,{\"a\":\"]\"}], \"inner\" : {\"token\":\"no\"},\n"
		"\"number\":3599,\"token\" :\"a\\\"b\\\\c\\n\\u00e9\",\"last\":true}";
	static const struct {
		const char *name, *value;
	} cases[] = {
		{"number", "3599"},
		{"token", "a\"b\\c\n\xc3\xa9"},
		{"last", "true"},
		{"a", NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		char *value = oauth_json_member(json, cases[i].name);
		if (cases[i].value)
			assert_string_equal(value, cases[i].value);
		else
			assert_null(value);
		free(value);
	}
	static const char *const broken[] = {"",
					     "{",
					     "{\"a",
					     "{\"a\":",
					     "{\"a\":\"\\",
					     "[1]",
					     "{\"a\":{\"b\"",
					     "{\"a\":\"\\u12"};
	for (size_t i = 0; i < countof(broken); i++)
		free(oauth_json_member(broken[i], "token"));
}

static size_t decode(const char *text, size_t length, uint8_t *out)
{
	char padded[4096];
	size_t size = 0;
	for (; size < length; size++)
		padded[size] = text[size] == '-' ? '+' : text[size] == '_' ? '/' : text[size];
	size_t missing = (4 - size % 4) % 4;
	memset(padded + size, '=', missing);
	int done = EVP_DecodeBlock(out, (uint8_t *)padded, (int)(size + missing));
	assert_true(done >= 0);
	return (size_t)done - missing;
}

static void test_assertion_is_signed(void **context)
{
	(void)context;
	struct oauth_client client = {.client_id = "app", .certificate = pem};
	char *text = oauth_assertion(&client, "https://a/\"b\"", 1000000, NULL);
	assert_non_null(text);
	char *first = strchr(text, '.'), *last = strrchr(text, '.');
	uint8_t claims[1024] = "", signature[512];
	decode(first + 1, (size_t)(last - first - 1), claims);
	char *audience = oauth_json_member((char *)claims, "aud");
	char *expires = oauth_json_member((char *)claims, "exp");
	assert_string_equal(audience, "https://a/\"b\"");
	assert_string_equal(expires, "1600");
	free(audience);
	free(expires);

	size_t size = decode(last + 1, strlen(last + 1), signature);
	EVP_MD_CTX *digest = EVP_MD_CTX_new();
	assert_int_equal(EVP_DigestVerifyInit(digest, NULL, EVP_sha256(), NULL, key), 1);
	assert_int_equal(
		EVP_DigestVerify(digest, signature, size, (uint8_t *)text, (size_t)(last - text)),
		1);
	EVP_MD_CTX_free(digest);
	free(text);
	client.certificate = "no certificate";
	assert_null(oauth_assertion(&client, "a", 0, NULL));
}

static void test_secret_and_certificate_get_a_token(void **context)
{
	(void)context;
	struct oauth_client client = {.authority = authority,
				      .tenant = "contoso.edu",
				      .client_id = "app",
				      .secret = "s&cret"};
	char *token;
	int64_t expires_at, now = state_now();
	answer = "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"abc\"}";
	assert_int_equal(oauth_request_token(&client, &token, &expires_at, NULL), 0);
	assert_string_equal(token, "abc");
	assert_true(expires_at >= now + 3599000);
	assert_non_null(strstr(request, "POST /contoso.edu/oauth2/v2.0/token "));
	assert_non_null(strstr(request, "client_secret=s%26cret"));
	secret_free(&token);

	client.secret = NULL;
	client.certificate = pem;
	assert_int_equal(oauth_request_token(&client, &token, &expires_at, NULL), 0);
	assert_non_null(strstr(request, "client_assertion=ey"));
	secret_free(&token);
}

static void test_refusal_has_the_servers_words(void **context)
{
	(void)context;
	struct oauth_client client = {
		.authority = authority, .tenant = "t", .client_id = "app", .secret = "Xyzzy"};
	struct error error = ERROR_INIT;
	char *token;
	int64_t expires_at;
	answer = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid "
		 "secret.\"}";
	assert_int_equal(oauth_request_token(&client, &token, &expires_at, &error), -1);
	assert_int_equal(error.code, FAILURE_AUTH);
	assert_non_null(strstr(error.message, "AADSTS7000215: Invalid secret."));
	assert_null(strstr(error.message, "Xyzzy"));
	client.authority = "http://127.0.0.1:1";
	assert_int_equal(oauth_request_token(&client, &token, &expires_at, &error), -1);
	assert_int_equal(error.code, FAILURE_CONNECT);
	client.authority =
		"http://login.example.com"; /* no secret in clear text to another machine */
	assert_int_equal(oauth_request_token(&client, &token, &expires_at, &error), -1);
	error_clear(&error);
}

static void test_a_token_is_asked_for_once(void **context)
{
	(void)context;
	struct oauth_client client = {
		.authority = authority, .tenant = "t", .client_id = "app", .secret = "s"};
	char *token;
	answer = "{\"expires_in\":3600,\"access_token\":\"first\"}";
	int before = asked;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(oauth_token(7, &client, NULL, &token, NULL), 0);
		assert_string_equal(token, "first");
		secret_free(&token);
		answer = "{\"expires_in\":60,\"access_token\":\"second\"}";
	}
	assert_int_equal(asked, before + 1);
	for (int i = 0; i < 2; i++) { /* too short a life to be kept */
		assert_int_equal(oauth_token(8, &client, NULL, &token, NULL), 0);
		assert_string_equal(token, "second");
		secret_free(&token);
	}
	assert_int_equal(asked, before + 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_members_of_an_object),
		cmocka_unit_test(test_assertion_is_signed),
		cmocka_unit_test(test_secret_and_certificate_get_a_token),
		cmocka_unit_test(test_refusal_has_the_servers_words),
		cmocka_unit_test(test_a_token_is_asked_for_once),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

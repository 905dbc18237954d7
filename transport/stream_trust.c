#include "transport/stream_trust.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/home.h"

#include <curl/curl.h>
#include <glob.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct {
	pthread_mutex_t lock;
	X509_STORE *store;
	char *made_of; /* the files of trusted-ca as they were: names, times, sizes */
	int result;
} trust = {.lock = PTHREAD_MUTEX_INITIALIZER};

static int add_file(X509_STORE *store, const char *path)
{
	FILE *file = fopen(path, "r");
	X509 *certificate;
	int count = 0;

	while (file && (certificate = PEM_read_X509(file, NULL, NULL, NULL))) {
		count += X509_STORE_add_cert(store, certificate);
		X509_free(certificate);
	}
	if (file)
		fclose(file);
	ERR_clear_error(); /* reading ends with "no more certificates" */
	return count ? 0 : -1;
}

/* A folder whose files are named by hash is searched when a certificate is asked for; a bundle is read as a whole. */
static void add_system(X509_STORE *store)
{
	const curl_version_info_data *curl = curl_version_info(CURLVERSION_NOW);
	glob_t hashed;
	bool searched = false;

	if (curl->capath) {
		char *pattern = xasprintf("%s/*.0", curl->capath);
		searched = glob(pattern, GLOB_NOSORT, NULL, &hashed) == 0;
		if (searched)
			globfree(&hashed);
		free(pattern);
	}
	if (searched)
		X509_STORE_load_path(store, curl->capath);
	else if (curl->cainfo)
		X509_STORE_load_file(store, curl->cainfo);
	ERR_clear_error();
}

static char *describe(const glob_t *files)
{
	struct strbuf text = STRBUF_INIT;
	struct stat status;

	for (size_t i = 0; i < files->gl_pathc; i++)
		if (stat(files->gl_pathv[i], &status) == 0)
			strbuf_addf(&text, "%s %lld.%ld %lld %llu\n", files->gl_pathv[i],
				    (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
				    (long long)status.st_size, (unsigned long long)status.st_ino);
	strbuf_addc(&text, '\n');
	return strbuf_detach(&text, NULL);
}

static void make_store(const glob_t *files)
{
	X509_STORE_free(trust.store);
	trust.store = X509_STORE_new();
	trust.result = 0;
	/* As libcurl has it: an authority in the middle of a chain may be trusted by itself. */
	X509_STORE_set_flags(trust.store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
	add_system(trust.store);
	for (size_t i = 0; i < files->gl_pathc; i++)
		if (add_file(trust.store, files->gl_pathv[i]) < 0)
			trust.result = -1;
}

int stream_trust_apply(SSL_CTX *tls)
{
	char *pattern = xasprintf("%s/trusted-ca/*.pem", home_path());
	glob_t files = {.gl_pathc = 0};

	if (glob(pattern, 0, NULL, &files) != 0)
		files.gl_pathc = 0;
	free(pattern);
	char *made_of = describe(&files);
	pthread_mutex_lock(&trust.lock);
	if (!trust.store || strcmp(made_of, trust.made_of) != 0) {
		make_store(&files);
		free(trust.made_of);
		trust.made_of = made_of;
		made_of = NULL;
	}
	SSL_CTX_set1_cert_store(tls, trust.store);
	int result = trust.result;
	pthread_mutex_unlock(&trust.lock);
	free(made_of);
	globfree(&files);
	return result;
}

CURLcode stream_trust_callback(CURL *easy UNUSED, void *tls, void *context UNUSED)
{
	stream_trust_apply(tls);
	return CURLE_OK;
}

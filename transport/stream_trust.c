#include "transport/stream_trust.h"
#include "base/xmalloc.h"
#include "transport/home.h"

#include <glob.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>

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

int stream_trust_add(X509_STORE *store)
{
	char *pattern = xasprintf("%s/trusted-ca/*.pem", home_path());
	glob_t files;
	int result = 0;

	if (glob(pattern, 0, NULL, &files) == 0) {
		for (size_t i = 0; i < files.gl_pathc; i++)
			if (add_file(store, files.gl_pathv[i]) < 0)
				result = -1;
		globfree(&files);
	}
	free(pattern);
	return result;
}

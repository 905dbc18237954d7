/* libcurl, loaded when it is first used. It brings some thirty libraries along, and a shell that is started for one
 * command would spend half of its start-up on them. The functions here have libcurl's own names and types, so that
 * the rest of the program calls libcurl as if it were linked. */
#include "base/base.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* The name of libcurl's binary interface: the same since 7.16.0, through all of 8. */
#define LIBRARY "libcurl.so.4"

/* Those with a result and those without: type, name, parameters, arguments. */
#define FUNCTIONS(X)                                                                              \
	X(CURLcode, curl_global_init, (long a), (a))                                              \
	X(curl_version_info_data *, curl_version_info, (CURLversion a), (a))                      \
	X(CURL *, curl_easy_init, (void), ())                                                     \
	X(CURLcode, curl_easy_perform, (CURL * a), (a))                                           \
	X(CURLcode, curl_easy_send, (CURL * a, const void *b, size_t c, size_t *d), (a, b, c, d)) \
	X(CURLcode, curl_easy_recv, (CURL * a, void *b, size_t c, size_t *d), (a, b, c, d))       \
	X(char *, curl_easy_escape, (CURL * a, const char *b, int c), (a, b, c))                  \
	X(const char *, curl_easy_strerror, (CURLcode a), (a))                                    \
	X(struct curl_slist *, curl_slist_append, (struct curl_slist * a, const char *b), (a, b)) \
	X(curl_mime *, curl_mime_init, (CURL * a), (a))                                           \
	X(curl_mimepart *, curl_mime_addpart, (curl_mime * a), (a))                               \
	X(CURLcode, curl_mime_data, (curl_mimepart * a, const char *b, size_t c), (a, b, c))      \
	X(CURLcode, curl_mime_name, (curl_mimepart * a, const char *b), (a, b))                   \
	X(CURLcode, curl_mime_filedata, (curl_mimepart * a, const char *b), (a, b))               \
	X(CURLcode, curl_mime_type, (curl_mimepart * a, const char *b), (a, b))                   \
	X(CURLcode, curl_mime_filename, (curl_mimepart * a, const char *b), (a, b))               \
	X(CURLcode, curl_mime_encoder, (curl_mimepart * a, const char *b), (a, b))
#define PROCEDURES(X)                                              \
	X(void, curl_global_cleanup, (void), ())                   \
	X(void, curl_easy_cleanup, (CURL * a), (a))                \
	X(void, curl_slist_free_all, (struct curl_slist * a), (a)) \
	X(void, curl_mime_free, (curl_mime * a), (a))              \
	X(void, curl_free, (void *a), (a))

#define POINTER(type, name, parameters, arguments) type(*name) parameters;

static struct {
	FUNCTIONS(POINTER)
	PROCEDURES(POINTER)
	CURLcode (*curl_easy_setopt)(CURL *a, CURLoption b, ...);
	CURLcode (*curl_easy_getinfo)(CURL *a, CURLINFO b, ...);
} libcurl;
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

/* The packages that exosh comes in depend on libcurl: where it is missing, something took it away. */
static void give_up(void)
{
	fprintf(stderr, "exosh: %s; install libcurl (Debian package libcurl4)\n", dlerror());
	exit(1);
}

static void find(void *library, const char *name, void *pointer_r)
{
	void *address = dlsym(library, name);
	if (address == NULL)
		give_up();
	*(void **)pointer_r = address;
}

static void load(void)
{
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (library == NULL)
		give_up();
#define FIND(type, name, parameters, arguments) find(library, #name, &libcurl.name);
	FUNCTIONS(FIND)
	PROCEDURES(FIND)
	find(library, "curl_easy_setopt", &libcurl.curl_easy_setopt);
	find(library, "curl_easy_getinfo", &libcurl.curl_easy_getinfo);
}

#define FUNCTION(type, name, parameters, arguments) \
	type name parameters                        \
	{                                           \
		pthread_once(&loaded, load);        \
		return libcurl.name arguments;      \
	}
#define PROCEDURE(type, name, parameters, arguments) \
	type name parameters                         \
	{                                            \
		pthread_once(&loaded, load);         \
		libcurl.name arguments;              \
	}

FUNCTIONS(FUNCTION)
PROCEDURES(PROCEDURE)

/* The last argument is a long, a pointer, a function or a curl_off_t: all as wide as a pointer here. */
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "LP64");

#undef curl_easy_setopt
CURLcode curl_easy_setopt(CURL *handle, CURLoption option, ...)
{
	va_list list;
	va_start(list, option);
	void *value = va_arg(list, void *);
	va_end(list);
	pthread_once(&loaded, load);
	return libcurl.curl_easy_setopt(handle, option, value);
}

#undef curl_easy_getinfo
CURLcode curl_easy_getinfo(CURL *handle, CURLINFO info, ...)
{
	va_list list;
	va_start(list, info);
	void *result_r = va_arg(list, void *);
	va_end(list);
	pthread_once(&loaded, load);
	return libcurl.curl_easy_getinfo(handle, info, result_r);
}

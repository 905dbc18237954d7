/* Which authorities are trusted: the system's, and those in EXOSH_HOME/trusted-ca. */
#ifndef EXOSH_TRANSPORT_STREAM_TRUST_H
#define EXOSH_TRANSPORT_STREAM_TRUST_H

#include "base/base.h"

#include <curl/curl.h>
#include <openssl/ssl.h>

/*
 * Makes `tls` trust them. Reading the system's authorities takes longer than a handshake, so all connections of the process
 * share one store, which is made again when a file in trusted-ca has changed. Safe in threads. Returns -1 when one of these
 * files holds no certificate; the others are used.
 */
int stream_trust_apply(SSL_CTX *tls);
/* For CURLOPT_SSL_CTX_FUNCTION: the same, and whoever cannot be checked is not trusted. */
CURLcode stream_trust_callback(CURL *easy, void *tls, void *context);

#endif

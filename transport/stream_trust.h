/* The authorities in EXOSH_HOME/trusted-ca. */
#ifndef EXOSH_TRANSPORT_STREAM_TRUST_H
#define EXOSH_TRANSPORT_STREAM_TRUST_H

#include <openssl/x509.h>

/* Adds every certificate of the folder's .pem files to what the store trusts. 0, or -1 where a file
 * can't be read (the others are added). */
int stream_trust_add(X509_STORE *store);

#endif

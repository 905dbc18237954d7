/* How to reach an IMAP server. */
#ifndef EXOSH_TRANSPORT_ENDPOINT_H
#define EXOSH_TRANSPORT_ENDPOINT_H

#include "base/base.h"

enum endpoint_security {
	ENDPOINT_SECURITY_NONE, /* clear text */
	ENDPOINT_SECURITY_SSL,  /* TLS from the first byte (port 993) */
	ENDPOINT_SECURITY_TLS   /* STARTTLS, required (port 143) */
};

enum endpoint_authentication {
	ENDPOINT_AUTHENTICATION_BASIC, /* PLAIN or LOGIN; CRAM-MD5 where the line is not encrypted */
	ENDPOINT_AUTHENTICATION_NTLM
};

struct endpoint {
	const char *host;
	unsigned port;
	enum endpoint_security security;
	enum endpoint_authentication authentication;
	bool accept_untrusted;    /* don't verify the certificate */
	unsigned timeout_seconds; /* for connecting, and for a silent server; 0: 60 */
};

#endif

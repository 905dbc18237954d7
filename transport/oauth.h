/*
 * Access tokens from a client-credentials grant (RFC 6749 section 4.4), as Microsoft 365 gives them for IMAP: the client
 * proves itself by a secret, or by an assertion signed with its certificate's key (RFC 7523).
 */
#ifndef EXOSH_TRANSPORT_OAUTH_H
#define EXOSH_TRANSPORT_OAUTH_H

#include "base/error.h"

struct oauth_client {
	const char *authority; /* NULL: https://login.microsoftonline.com */
	const char *tenant;    /* id or domain of the organization */
	const char *client_id;
	const char *scope;       /* NULL: all that was granted for Exchange Online */
	const char *secret;      /* or NULL */
	const char *certificate; /* certificate and private key as PEM, where there is no secret */
};

/* Asks for a token; *token_r is malloc'ed and to be given to secret_free(), *expires_at_r in milliseconds since 1970. 0, or -1 with
 * FAILURE_AUTH (the server's words) when the client is refused. */
int oauth_request_token(const struct oauth_client *client, char **token_r, int64_t *expires_at_r,
			struct error *error) WARN_UNUSED;
/* The same, from memory while a token of the connection `id` is good for some minutes more, and isn't the one that was
 * `refused` (or NULL). Safe in threads. */
int oauth_token(int64_t id, const struct oauth_client *client, const char *refused, char **token_r,
		struct error *error) WARN_UNUSED;

/* The signed assertion (a JWT) for `audience`, malloc'ed; NULL: the PEM holds no usable key and certificate. */
char *oauth_assertion(const struct oauth_client *client, const char *audience, int64_t now,
		      struct error *error);
/* The text of a member of a JSON object, or its digits if it is a number; malloc'ed, NULL: not there. Only the object's own
 * members are looked at. */
char *oauth_json_member(const char *json, const char *name);

#endif

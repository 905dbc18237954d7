/* Tests a server the way that a migration will use it, without moving anything. */
#ifndef EXOSH_TRANSPORT_SERVER_PROBE_H
#define EXOSH_TRANSPORT_SERVER_PROBE_H

#include "base/error.h"
#include "transport/endpoint.h"

struct sync_login;

struct server_probe {
	char *greeting;     /* the server's first line, without "* OK"; NULL: none seen */
	char *capabilities; /* as announced, separated by spaces; NULL: none seen */
	char *tls_version;  /* such as "TLSv1.3"; NULL: not encrypted */
	char *certificate;  /* subject of the server's certificate; NULL: none */
};

/*
 * Connects, negotiates TLS as the endpoint says, reads the greeting and the capabilities, logs in
 * when `login` is not NULL (one attempt), and logs out. 0, or -1 with a code of enum failure and the
 * cause in words, the server's own answer included; `probe_r` then holds what was learnt before.
 */
int server_probe(const struct endpoint *endpoint, const struct sync_login *login,
		 struct server_probe *probe_r, struct error *error);
void server_probe_clear(struct server_probe *probe);

#endif

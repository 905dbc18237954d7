/* Whether another machine answers: by ICMP echo (RFC 792, RFC 4443) or by a TCP connection. */
#ifndef EXOSH_TRANSPORT_PING_H
#define EXOSH_TRANSPORT_PING_H

#include "base/base.h"

#include <netinet/in.h>
#include <sys/socket.h>

struct ping_target {
	struct sockaddr_storage address;
	socklen_t length;
	char text[INET6_ADDRSTRLEN]; /* the address */
	char source
		[INET6_ADDRSTRLEN]; /* this machine's, on the way there; "" where there is no way */
};

enum ping_result {
	PING_OK,
	PING_TIMED_OUT,
	PING_REFUSED,
	PING_UNREACHABLE,
	PING_NOT_PERMITTED /* the system lets this user send no echo requests */
};

/* Finds the address of a name; `family` AF_INET, AF_INET6 or AF_UNSPEC. -1: there is none. Blocks. */
int ping_resolve(const char *name, int family, struct ping_target *target);
/* Sends one echo request of `size` bytes and waits. *milliseconds_r: how long the answer took. Blocks. */
enum ping_result ping_icmp(const struct ping_target *target, int sequence, int size, int hops,
			   int timeout_milliseconds, double *milliseconds_r);
enum ping_result ping_tcp(const struct ping_target *target, int port, int timeout_milliseconds,
			  double *milliseconds_r);

#endif

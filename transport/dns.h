/* DNS queries over the C library's resolver (libresolv): records as they come, with their section. */
#ifndef EXOSH_TRANSPORT_DNS_H
#define EXOSH_TRANSPORT_DNS_H

#include "base/error.h"

#include <stdint.h>

enum dns_section { DNS_QUESTION, DNS_ANSWER, DNS_AUTHORITY, DNS_ADDITIONAL };

struct dns_record {
	char *name;
	int type; /* RFC 1035 and its successors: 1 A, 15 MX ... */
	uint32_t ttl;
	enum dns_section section;
	uint16_t length; /* of the data as it travelled */
	char *text;      /* the name or address in it; of TXT all strings, separated by newlines */
	char *other;     /* SOA: the administrator */
	uint32_t numbers
		[5]; /* MX: preference; SRV: priority, weight, port; SOA: serial, refresh, retry, expire, minimum */
};

struct dns_answer {
	struct dns_record *records;
	size_t count, capacity;
};

/* What the server answered; 0 is success. */
enum dns_failure {
	DNS_NO_NAME = 3, /* NXDOMAIN: RFC 1035 section 4.1.1 */
	DNS_SERVER_FAILURE = 2,
	DNS_REFUSED = 5,
	DNS_FORMAT = 1,
	DNS_TIMEOUT = 100,
	DNS_BAD_SERVER = 101 /* `server` is not known */
};

struct dns_query {
	const char *name;
	int type;
	const char *
		server; /* "192.0.2.1", "[2001:db8::1]:53", "192.0.2.1:5353"; NULL: those of the system */
	bool tcp, quick; /* quick: gives up soon */
	bool no_recursion;
};

/* Adds what comes to `answer`. 0, or an enum dns_failure. Safe in threads. */
int dns_resolve(const struct dns_query *query, struct dns_answer *answer);
void dns_answer_clear(struct dns_answer *answer);
/* "203.0.113.5" as "5.113.0.203.in-addr.arpa", IPv6 addresses likewise; NULL when it is no address. malloc()ed. */
char *dns_reverse_name(const char *address);

#endif

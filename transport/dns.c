#include "transport/dns.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_SIZE 65536

void dns_answer_clear(struct dns_answer *answer)
{
	for (size_t i = 0; i < answer->count; i++) {
		free(answer->records[i].name);
		free(answer->records[i].text);
		free(answer->records[i].other);
	}
	free(answer->records);
	*answer = (struct dns_answer){NULL, 0, 0};
}

char *dns_reverse_name(const char *address)
{
	unsigned char b[16];
	struct strbuf name = STRBUF_INIT;
	if (inet_pton(AF_INET, address, b) == 1)
		return xasprintf("%d.%d.%d.%d.in-addr.arpa", b[3], b[2], b[1], b[0]);
	if (inet_pton(AF_INET6, address, b) != 1)
		return NULL;
	for (int i = 15; i >= 0; i--)
		strbuf_addf(&name, "%x.%x.", b[i] & 15, b[i] >> 4);
	strbuf_adds(&name, "ip6.arpa");
	return strbuf_detach(&name, NULL);
}

/* ---- the server ---- */

/* An IPv4 address or the name of a host that has one, with a port behind a colon. */
static int use_server(res_state state, const char *text)
{
	char *host = xstrdup(text), *colon = strchr(host, ':');
	if (colon)
		*colon = '\0';
	struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM}, *found = NULL;
	int failed = getaddrinfo(host, colon ? colon + 1 : "53", &hints, &found);
	if (!failed) {
		memcpy(&state->nsaddr_list[0], found->ai_addr, sizeof(state->nsaddr_list[0]));
		state->nscount = 1;
		freeaddrinfo(found);
	}
	free(host);
	return failed ? -1 : 0;
}

/* ---- records ---- */

static uint32_t number_at(const unsigned char *p, int bytes)
{
	uint32_t n = 0;
	while (bytes-- > 0)
		n = n << 8 | *p++;
	return n;
}

/* A name inside a message, perhaps compressed (RFC 1035 section 4.1.4); *next_r: what follows it. */
static char *name_at(const ns_msg *m, const unsigned char *at, const unsigned char **next_r)
{
	char name[NS_MAXDNAME];
	int used = dn_expand(ns_msg_base(*m), ns_msg_end(*m), at, name, sizeof(name));
	*next_r = used < 0 ? ns_msg_end(*m) : at + used;
	return xstrdup(used < 0 ? "" : name);
}

/* Strings, each behind its length. */
static char *strings_at(const unsigned char *at, const unsigned char *end)
{
	struct strbuf text = STRBUF_INIT;
	while (at < end) {
		size_t length = MIN((size_t)*at, (size_t)(end - at - 1));
		if (text.length)
			strbuf_addc(&text, '\n');
		strbuf_add(&text, (const char *)at + 1, length);
		at += 1 + length;
	}
	return text.length ? strbuf_detach(&text, NULL) : xstrdup("");
}

static void read_data(const ns_msg *m, const ns_rr *rr, struct dns_record *r)
{
	const unsigned char *data = ns_rr_rdata(*rr), *end = data + ns_rr_rdlen(*rr), *next;
	char address[INET6_ADDRSTRLEN];
	size_t length = ns_rr_rdlen(*rr);
	switch (r->type) {
	case ns_t_a:
		if (length == 4)
			r->text = xstrdup(inet_ntop(AF_INET, data, address, sizeof(address)));
		break;
	case ns_t_aaaa:
		if (length == 16)
			r->text = xstrdup(inet_ntop(AF_INET6, data, address, sizeof(address)));
		break;
	case ns_t_mx:
		if (length > 2) {
			r->numbers[0] = number_at(data, 2);
			r->text = name_at(m, data + 2, &next);
		}
		break;
	case ns_t_srv:
		for (int i = 0; length > 6 && i < 3; i++)
			r->numbers[i] = number_at(data + 2 * i, 2);
		if (length > 6)
			r->text = name_at(m, data + 6, &next);
		break;
	case ns_t_soa:
		r->text = name_at(m, data, &next);
		r->other = name_at(m, next, &next);
		for (int i = 0; next + 20 <= end && i < 5; i++)
			r->numbers[i] = number_at(next + 4 * i, 4);
		break;
	case ns_t_cname:
	case ns_t_ns:
	case ns_t_ptr:
	case ns_t_dname:
		r->text = name_at(m, data, &next);
		break;
	default:
		r->text = strings_at(data, end);
	}
	if (!r->text)
		r->text = xstrdup("");
}

static void read_section(ns_msg *m, ns_sect from, enum dns_section section,
			 struct dns_answer *answer)
{
	ns_rr rr;
	for (int i = 0; i < ns_msg_count(*m, from) && ns_parserr(m, from, i, &rr) == 0; i++) {
		if (ns_rr_type(rr) == ns_t_opt)
			continue;
		GROW(answer->records, answer->count, answer->capacity);
		struct dns_record *r = &answer->records[answer->count++];
		*r = (struct dns_record){
			.name = xstrdup(ns_rr_name(rr)),
			.type = ns_rr_type(rr),
			.ttl = ns_rr_ttl(rr),
			.section = section,
			.length = ns_rr_rdlen(rr),
		};
		read_data(m, &rr, r);
	}
}

/* ---- the query ---- */

static int read_answer(const unsigned char *bytes, int length, struct dns_answer *answer)
{
	ns_msg m;
	if (bytes[3] & 15) /* RCODE: RFC 1035 section 4.1.1 */
		return bytes[3] & 15;
	if (ns_initparse(bytes, length, &m) != 0)
		return DNS_FORMAT;
	read_section(&m, ns_s_an, DNS_ANSWER, answer);
	read_section(&m, ns_s_ns, DNS_AUTHORITY, answer);
	read_section(&m, ns_s_ar, DNS_ADDITIONAL, answer);
	return 0;
}

int dns_resolve(const struct dns_query *query, struct dns_answer *answer)
{
	struct __res_state state = {0};
	if (res_ninit(&state) != 0)
		return DNS_TIMEOUT;
	if (query->server && use_server(&state, query->server) != 0) {
		res_nclose(&state);
		return DNS_BAD_SERVER;
	}
	state.options |= query->tcp ? RES_USEVC : 0;
	state.options &= query->no_recursion ? ~(unsigned long)RES_RECURSE : ~0UL;
	state.retrans = query->quick ? 1 : 3;
	state.retry = query->quick ? 1 : 2;
	unsigned char question[NS_PACKETSZ], *bytes = xmalloc(ANSWER_SIZE);
	int size = res_nmkquery(&state, ns_o_query, query->name, ns_c_in, query->type, NULL, 0,
				NULL, question, sizeof(question));
	memset(bytes, 0, NS_HFIXEDSZ);
	int length = size < 0 ? -1 : res_nsend(&state, question, size, bytes, ANSWER_SIZE);
	/* After a failure of the server the resolver asks on in vain; what was answered last tells. */
	bool answered = size >= 0 && !memcmp(bytes, question, 2) && (bytes[2] & 0x80);
	if (length < 0 && answered && (bytes[3] & 15))
		length = NS_HFIXEDSZ;
	int result = DNS_TIMEOUT;
	if (size < 0)
		result = DNS_NO_NAME;
	else if (length >= 0)
		result = read_answer(bytes, length, answer);
	free(bytes);
	res_nclose(&state);
	return result;
}

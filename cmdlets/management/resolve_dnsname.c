/* Resolve-DnsName: DNS records, as the cmdlet of Windows gives them. */
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "object/array.h"
#include "object/interpreter_lock.h"
#include "object/psobject.h"
#include "object/string.h"
#include "transport/dns.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct resolve_dnsname {
	const char *name, *type;
	Value server;
	bool dns_only, cache_only, dnssec_ok, dnssec_cd, no_hosts, llmnr_fallback, llmnr_only,
		netbios_fallback, no_idn, no_recursion, quick, tcp;
	struct dns_answer answer;
};

#define ACCEPTED(member, text) \
	PARAM_SWITCH(struct resolve_dnsname, member, text, 0, .help = "Accepted: DNS is asked.")

static const struct parameter parameters[] = {
	PARAM_STRING(struct resolve_dnsname, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .help = "The name, or an address whose name is wanted."),
	PARAM_STRING(struct resolve_dnsname, type, "Type",
		     PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME, .type_name = "RecordType",
		     .values = "A_AAAA,A,AAAA,ANY,ALL,CNAME,DNAME,MX,NS,PTR,SOA,SRV,TXT",
		     .help = "The kind of record; addresses by default."),
	PARAM_STRINGS(struct resolve_dnsname, server, "Server", PARAM_PIPELINE_BY_NAME,
		      .help = "The server to ask: an IPv4 address or a name, with :port where it "
			      "is not 53."),
	PARAM_SWITCH(struct resolve_dnsname, tcp, "TcpOnly", 0, .help = "Asks over TCP."),
	PARAM_SWITCH(struct resolve_dnsname, quick, "QuickTimeout", 0, .help = "Gives up soon."),
	PARAM_SWITCH(struct resolve_dnsname, no_recursion, "NoRecursion", 0,
		     .help = "Asks only for what the server knows itself."),
	ACCEPTED(dns_only, "DnsOnly"),
	ACCEPTED(cache_only, "CacheOnly"),
	ACCEPTED(dnssec_ok, "DnssecOk"),
	ACCEPTED(dnssec_cd, "DnssecCd"),
	ACCEPTED(no_hosts, "NoHostsFile"),
	ACCEPTED(llmnr_fallback, "LlmnrNetbiosOnly"),
	ACCEPTED(llmnr_only, "LlmnrOnly"),
	ACCEPTED(netbios_fallback, "NetbiosFallback"),
	ACCEPTED(no_idn, "NoIdn"),
	PARAM_END,
};

static const struct kind {
	const char *name;
	int type;
	const char *text;       /* the property that `text` of the record becomes */
	const char *numbers[5]; /* those of its numbers */
} kinds[] = {
	{"A", 1, "IPAddress", {NULL}},
	{"NS", 2, "NameHost", {NULL}},
	{"CNAME", 5, "NameHost", {NULL}},
	{"SOA",
	 6,
	 "PrimaryServer",
	 {"SerialNumber", "TimeToZoneRefresh", "TimeToZoneFailureRetry", "TimeToExpiration",
	  "DefaultTTL"}},
	{"PTR", 12, "NameHost", {NULL}},
	{"MX", 15, "NameExchange", {"Preference"}},
	{"TXT", 16, "Strings", {NULL}},
	{"AAAA", 28, "IPAddress", {NULL}},
	{"SRV", 33, "NameTarget", {"Priority", "Weight", "Port"}},
	{"DNAME", 39, "NameHost", {NULL}},
	{"ANY", 255, "Data", {NULL}},
};

static const struct kind *kind_of(int type)
{
	for (size_t i = 0; i < countof(kinds); i++)
		if (kinds[i].type == type)
			return &kinds[i];
	return &kinds[countof(kinds) - 1];
}

static Value lines(const char *text)
{
	Value list = list_new();
	while (*text) {
		size_t n = strcspn(text, "\n");
		list_add(value_as_list(list), string_new(text, n));
		text += n + (text[n] == '\n');
	}
	return list_to_array(value_as_list(list));
}

static Value record_object(const struct dns_record *r)
{
	static const char *const sections[] = {"Question", "Answer", "Authority", "Additional"};
	const struct kind *kind = kind_of(r->type);
	Value type_name = string_printf("Microsoft.DnsClient.Commands.DnsRecord_%s",
					kind->type == 2 || kind->type == 5 ? "PTR" : kind->name);
	Value v = psobject_new_typed(string_data(type_name));
	psobject_set(v, "Name", string_from(r->name));
	psobject_set(v, "Type",
		     kind->type == r->type ? string_from(kind->name)
					   : string_printf("%d", r->type));
	psobject_set(v, "TTL", value_int((int32_t)r->ttl));
	psobject_set(v, "Section", string_from(sections[r->section]));
	psobject_set(v, "CharacterSet", string_from("Unicode"));
	psobject_set(v, "DataLength", value_int(r->length));
	psobject_set(v, kind->text, r->type == 16 ? lines(r->text) : string_from(r->text));
	if (r->other)
		psobject_set(v, "NameAdministrator", string_from(r->other));
	for (size_t i = 0; i < countof(kind->numbers) && kind->numbers[i]; i++)
		psobject_set(v, kind->numbers[i], value_int64(r->numbers[i]));
	return v;
}

/* ---- asking ---- */

struct question {
	struct dns_query query;
	struct dns_answer *answer;
	int result;
};

static void ask(void *context)
{
	struct question *q = context;
	q->result = dns_resolve(&q->query, q->answer);
}

static enum status failed(struct cmdlet_call *c, int code)
{
	static const struct {
		int code;
		const char *id, *text;
	} failures[] = {
		{DNS_NO_NAME, "DNS_ERROR_RCODE_NAME_ERROR", "DNS name does not exist"},
		{DNS_SERVER_FAILURE, "DNS_ERROR_RCODE_SERVER_FAILURE", "DNS server failure"},
		{DNS_REFUSED, "DNS_ERROR_RCODE_REFUSED", "DNS operation refused"},
		{DNS_TIMEOUT, "ERROR_TIMEOUT",
		 "This operation returned because the timeout period expired"},
		{DNS_BAD_SERVER, "DNS_ERROR_INVALID_IP_ADDRESS",
		 "The server is not known: give its IPv4 address, or a name that has one"},
		{DNS_FORMAT, "DNS_ERROR_BAD_PACKET", "Bad DNS packet"},
	};
	const struct resolve_dnsname *self = cmdlet_state(c);
	size_t i = 0;
	while (i + 1 < countof(failures) && failures[i].code != code)
		i++;
	return cmdlet_error_type(c, "System.ComponentModel.Win32Exception", failures[i].id,
				 CATEGORY_RESOURCE_UNAVAILABLE, string_from(self->name), "%s : %s",
				 self->name, failures[i].text);
}

/* Every server in turn until one answers. */
static int ask_servers(struct cmdlet_call *c, const char *name, int type)
{
	struct resolve_dnsname *self = cmdlet_state(c);
	size_t servers = cmdlet_is_bound(c, "Server") ? value_count(self->server) : 1;
	struct question q = {.answer = &self->answer};
	for (size_t i = 0; i < servers; i++) {
		const char *server = cmdlet_is_bound(c, "Server")
					     ? string_data(value_item(self->server, i))
					     : NULL;
		q.query = (struct dns_query){name,      type,        server,
					     self->tcp, self->quick, self->no_recursion};
		blocking_call(ask, &q);
		if (q.result != DNS_TIMEOUT && q.result != DNS_BAD_SERVER)
			break;
	}
	return q.result;
}

static enum status write_records(struct cmdlet_call *c)
{
	const struct resolve_dnsname *self = cmdlet_state(c);
	for (size_t i = 0; i < self->answer.count; i++)
		if (cmdlet_write(c, record_object(&self->answer.records[i])) != OK)
			return ERROR;
	return OK;
}

/* An alias comes with the answer for A and again with that for AAAA: once is enough. */
static void drop_doubles(struct dns_answer *answer)
{
	size_t kept = 0;
	for (size_t i = 0; i < answer->count; i++) {
		struct dns_record *r = &answer->records[i];
		bool seen = false;
		for (size_t k = 0; !seen && k < kept; k++)
			seen = answer->records[k].type == r->type &&
			       !strcasecmp(answer->records[k].name, r->name) &&
			       !strcasecmp(answer->records[k].text, r->text);
		struct dns_record record = *r;
		if (seen) {
			free(r->name);
			free(r->text);
			free(r->other);
		} else {
			answer->records[kept++] = record;
		}
	}
	answer->count = kept;
}

static int wanted_type(const struct resolve_dnsname *self)
{
	for (size_t i = 0; self->type && i < countof(kinds); i++)
		if (!strcasecmp(kinds[i].name, self->type))
			return kinds[i].type;
	return self->type && !strcasecmp(self->type, "ALL") ? 255 : 0;
}

static enum status process(struct cmdlet_call *c)
{
	struct resolve_dnsname *self = cmdlet_state(c);
	int type = wanted_type(self), code;
	char *reverse = dns_reverse_name(self->name);
	const char *name = reverse ? reverse : self->name;
	if (reverse && type == 0)
		type = 12;
	if (type != 0) {
		code = ask_servers(c, name, type);
	} else { /* A_AAAA */
		code = ask_servers(c, name, 28);
		if (code == 0 || code == DNS_SERVER_FAILURE)
			code = ask_servers(c, name, 1);
	}
	drop_doubles(&self->answer);
	enum status status = code == 0 ? write_records(c) : failed(c, code);
	dns_answer_clear(&self->answer);
	free(reverse);
	return status;
}

const struct cmdlet cmdlet_resolve_dnsname = {
	.verb = "Resolve",
	.noun = "DnsName",
	.parameters = parameters,
	.state_size = sizeof(struct resolve_dnsname),
	.process = process,
	.class_name = "Microsoft.DnsClient.Commands.ResolveDnsName",
	.output = "Microsoft.DnsClient.Commands.DnsRecord",
	.synopsis = "Performs a DNS query for the specified name.",
	.description =
		"Asks the system's name servers, or those of -Server, and gives the records of "
		"the answer.",
	.examples =
		(const struct cmdlet_example[]){
			{"Where a domain's mail goes",
			 "Resolve-DnsName contoso.com -Type MX | Sort-Object Preference", NULL},
			{"A domain's sender policy",
			 "(Resolve-DnsName contoso.com -Type TXT).Strings -like 'v=spf1*'", NULL},
			{NULL, NULL, NULL},
		},
};

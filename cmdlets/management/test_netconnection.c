/* Test-NetConnection: the cmdlet of Windows that tells whether a server, or a port of it, can be reached. */
#include "cmdlet.h"
#include "object/array.h"
#include "object/interpreter_lock.h"
#include "object/psobject.h"
#include "object/string.h"
#include "transport/ping.h"

#include <ifaddrs.h>
#include <netdb.h>
#include <string.h>
#include <strings.h>

struct test_netconnection {
	const char *computer, *common_port, *level;
	int32_t port;
	bool trace, diagnose;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct test_netconnection, computer, "ComputerName",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .aliases = "RemoteAddress,cn", .help = "A name or an address."),
	PARAM_INT(struct test_netconnection, port, "Port", PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME,
		  .set = "RemotePort", .aliases = "RemotePort", .range = "1,65535",
		  .help = "The TCP port to connect to."),
	PARAM_STRING(struct test_netconnection, common_port, "CommonTCPPort",
		     PARAM_MANDATORY | PARAM_POSITION(1), .set = "CommonTCPPort",
		     .values = "HTTP,RDP,SMB,WINRM", .help = "The port of a service, by its name."),
	PARAM_SWITCH(struct test_netconnection, trace, "TraceRoute", 0, .set = "ICMP",
		     .help = "Not supported: use the program traceroute."),
	PARAM_SWITCH(struct test_netconnection, diagnose, "DiagnoseRouting", PARAM_MANDATORY,
		     .set = "NetRouteDiagnostics",
		     .help = "Not supported: use the program ip route get."),
	PARAM_STRING(struct test_netconnection, level, "InformationLevel", 0,
		     .values = "Quiet,Detailed", .help = "Quiet: only True or False."),
	PARAM_END,
};

#define TIMEOUT_MILLISECONDS 20000
#define ECHO_MILLISECONDS 4000
#define ECHO_SIZE 32

struct trial {
	const char *name;
	int port;
	struct ping_target target;
	int resolved;
	enum ping_result tcp, icmp;
	double tcp_milliseconds, icmp_milliseconds;
};

/* The port first; the echo only when that failed, as on Windows. */
static void run(void *context)
{
	struct trial *t = context;
	t->resolved = ping_resolve(t->name, AF_UNSPEC, &t->target);
	t->tcp = t->icmp = PING_UNREACHABLE;
	if (t->resolved != 0)
		return;
	if (t->port)
		t->tcp = ping_tcp(&t->target, t->port, TIMEOUT_MILLISECONDS, &t->tcp_milliseconds);
	if (!t->port || t->tcp != PING_OK)
		t->icmp = ping_icmp(&t->target, 1, ECHO_SIZE, 0, ECHO_MILLISECONDS,
				    &t->icmp_milliseconds);
}

/* The name of the interface that has the source address. */
static Value interface_of(const char *source)
{
	struct ifaddrs *all;
	Value name = string_empty();
	if (getifaddrs(&all) != 0)
		return name;
	for (struct ifaddrs *i = all; i; i = i->ifa_next) {
		char text[INET6_ADDRSTRLEN];
		socklen_t size = i->ifa_addr && i->ifa_addr->sa_family == AF_INET6
					 ? sizeof(struct sockaddr_in6)
					 : sizeof(struct sockaddr_in);
		if (i->ifa_addr &&
		    getnameinfo(i->ifa_addr, size, text, sizeof(text), NULL, 0, NI_NUMERICHOST) ==
			    0 &&
		    !strcmp(text, source))
			name = string_from(i->ifa_name);
	}
	freeifaddrs(all);
	return name;
}

static Value result_object(const struct trial *t)
{
	bool known = t->resolved == 0, echo = t->icmp == PING_OK;
	Value v = psobject_new_typed("TestNetConnectionResult");
	Value address = known ? string_from(t->target.text) : NULL_VALUE;
	psobject_set(v, "ComputerName", string_from(t->name));
	psobject_set(v, "RemoteAddress", address);
	psobject_set(v, "ResolvedAddresses", known ? array_from(&address, 1) : NULL_VALUE);
	psobject_set(v, "PingSucceeded", value_bool(echo));
	psobject_set(v, "PingReplyDetails (RTT)",
		     echo ? string_printf("%d ms", (int)t->icmp_milliseconds) : NULL_VALUE);
	psobject_set(v, "TcpTestSucceeded", value_bool(t->tcp == PING_OK));
	psobject_set(v, "RemotePort", value_int(t->port));
	psobject_set(v, "InterfaceAlias", interface_of(t->target.source));
	psobject_set(v, "SourceAddress", string_from(known ? t->target.source : ""));
	psobject_set(v, "NameResolutionSucceeded", value_bool(known));
	return v;
}

static int port_of(const struct test_netconnection *self)
{
	static const struct {
		const char *name;
		int port;
	} ports[] = {{"HTTP", 80}, {"RDP", 3389}, {"SMB", 445}, {"WINRM", 5985}};
	for (size_t i = 0; self->common_port && i < countof(ports); i++)
		if (!strcasecmp(self->common_port, ports[i].name))
			return ports[i].port;
	return self->port;
}

static enum status warn(struct cmdlet_call *c, const struct trial *t)
{
	static const char *const why[] = {"Success", "TimedOut", "DestinationHostUnreachable",
					  "DestinationHostUnreachable",
					  "the system does not let this user send echo requests"};
	enum status status = OK;
	if (t->resolved != 0)
		return cmdlet_warning(c, "Name resolution of %s failed", t->name);
	if (t->port && t->tcp != PING_OK)
		status = cmdlet_warning(c, "TCP connect to (%s : %d) failed", t->target.text,
					t->port);
	if (status == OK && t->tcp != PING_OK && t->icmp != PING_OK)
		status = cmdlet_warning(c, "Ping to %s failed with status: %s", t->target.text,
					why[t->icmp]);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	const struct test_netconnection *self = cmdlet_state(c);
	struct trial t = {.name = self->computer ? self->computer : "internetbeacon.msedge.net",
			  .port = port_of(self)};
	if (self->trace || self->diagnose)
		return cmdlet_throw(c, "NotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
				    "-%s is not supported: use the program %s.",
				    self->trace ? "TraceRoute" : "DiagnoseRouting",
				    self->trace ? "traceroute" : "ip route get");
	blocking_call(run, &t);
	enum status status = warn(c, &t);
	bool quiet = self->level && !strcasecmp(self->level, "Quiet");
	if (status == OK)
		status = cmdlet_write(c, quiet ? value_bool((t.port ? t.tcp : t.icmp) == PING_OK)
					       : result_object(&t));
	return status;
}

const struct cmdlet cmdlet_test_netconnection = {
	.verb = "Test",
	.noun = "NetConnection",
	.parameters = parameters,
	.state_size = sizeof(struct test_netconnection),
	.default_set = "ICMP",
	.process = process,
	.output = "TestNetConnectionResult,System.Boolean",
	.synopsis = "Displays diagnostic information for a connection.",
	.description =
		"Connects to a TCP port, or sends an ICMP echo request, and tells how that went.",
	.examples =
		(const struct cmdlet_example[]){
			{"Whether an IMAP server takes connections",
			 "Test-NetConnection imap.contoso.com -Port 993", NULL},
			{NULL, NULL, NULL},
		},
};

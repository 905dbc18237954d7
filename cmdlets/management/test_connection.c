/* Test-Connection: whether other machines answer, by ICMP echo or on a TCP port. */
#include "cmdlet.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/interpreter_lock.h"
#include "object/psobject.h"
#include "object/string.h"
#include "transport/ping.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

struct test_connection {
	Value target;
	bool ping, four, six, resolve, quiet, repeat, traceroute, mtu, detailed, no_fragments;
	const char *source;
	int32_t hops, count, delay, size, timeout, port;
};

#define PING_SETS "DefaultPing,RepeatPing"

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct test_connection, target, "TargetName",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE |
			      PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		      .aliases = "ComputerName", .help = "Names or addresses."),
	PARAM_SWITCH(struct test_connection, ping, "Ping", 0, .set = PING_SETS,
		     .help = "By ICMP echo: the default."),
	PARAM_SWITCH(struct test_connection, four, "IPv4", 0, .help = "IPv4 addresses only."),
	PARAM_SWITCH(struct test_connection, six, "IPv6", 0, .help = "IPv6 addresses only."),
	PARAM_SWITCH(struct test_connection, resolve, "ResolveDestination", 0,
		     .help = "Accepted: names are shown as given."),
	PARAM_STRING(struct test_connection, source, "Source", 0, .help = "Accepted."),
	PARAM_INT(struct test_connection, hops, "MaxHops", 0, .aliases = "Ttl,TimeToLive,Hops",
		  .range = "1,255", .help = "How many routers a request may pass."),
	PARAM_INT(struct test_connection, count, "Count", 0, .range = "1,2147483647",
		  .help = "How many requests; 4 by default, 1 of a TCP port."),
	PARAM_INT(struct test_connection, delay, "Delay", 0, .range = "1,2147483647",
		  .help = "Seconds between requests; 1 by default."),
	PARAM_INT(struct test_connection, size, "BufferSize", 0, .aliases = "Size,Bytes,BS",
		  .range = "0,65500", .help = "Bytes of a request; 32 by default."),
	PARAM_SWITCH(struct test_connection, no_fragments, "DontFragment", 0, .help = "Accepted."),
	PARAM_SWITCH(struct test_connection, repeat, "Repeat", PARAM_MANDATORY, .set = "RepeatPing",
		     .aliases = "Continuous", .help = "Goes on until it is stopped."),
	PARAM_SWITCH(struct test_connection, quiet, "Quiet", 0, .help = "Only True or False."),
	PARAM_INT(struct test_connection, timeout, "TimeoutSeconds", 0, .range = "1,2147483647",
		  .help = "Seconds to wait for an answer; 5 by default."),
	PARAM_SWITCH(struct test_connection, traceroute, "Traceroute", PARAM_MANDATORY,
		     .set = "TraceRoute", .help = "Not supported: use the program traceroute."),
	PARAM_SWITCH(struct test_connection, mtu, "MtuSize", PARAM_MANDATORY,
		     .set = "MtuSizeDetect", .aliases = "MtuSizeDetect",
		     .help = "Not supported: use the program tracepath."),
	PARAM_INT(struct test_connection, port, "TcpPort", PARAM_MANDATORY, .set = "TcpPort",
		  .range = "1,65535", .help = "Connects to this port instead of sending an echo."),
	PARAM_SWITCH(struct test_connection, detailed, "Detailed", 0, .set = "TcpPort",
		     .help = "An object for each attempt, not only True or False."),
	PARAM_END,
};

/* One attempt, while other sessions have their turn. */
struct attempt {
	const struct test_connection *self;
	const char *name;
	struct ping_target target;
	int sequence, resolved;
	enum ping_result result;
	double milliseconds;
};

static void resolve(void *context)
{
	struct attempt *a = context;
	int family = a->self->six ? AF_INET6 : a->self->four ? AF_INET : AF_UNSPEC;
	a->resolved = ping_resolve(a->name, family, &a->target);
}

static int timeout_of(const struct test_connection *self)
{
	return (self->timeout ? self->timeout : 5) * 1000;
}

static void try_icmp(void *context)
{
	struct attempt *a = context;
	int size = a->self->size ? a->self->size : 32;
	a->result = ping_icmp(&a->target, a->sequence, size, a->self->hops, timeout_of(a->self),
			      &a->milliseconds);
}

static void try_tcp(void *context)
{
	struct attempt *a = context;
	a->result = ping_tcp(&a->target, a->self->port, timeout_of(a->self), &a->milliseconds);
}

static Value host_name(void)
{
	char name[HOST_NAME_MAX + 1] = "";
	gethostname(name, sizeof(name) - 1);
	return string_from(name);
}

static Value ping_status(const struct attempt *a)
{
	static const char *const names[] = {"Success", "TimedOut", "DestinationUnreachable",
					    "DestinationUnreachable", "Unknown"};
	bool good = a->result == PING_OK;
	Value v = psobject_new_typed(
		"Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus");
	psobject_set(v, "Ping", value_int(a->sequence));
	psobject_set(v, "Source", host_name());
	psobject_set(v, "Destination", string_from(a->name));
	psobject_set(v, "Address", good ? string_from(a->target.text) : NULL_VALUE);
	psobject_set(v, "DisplayAddress", string_from(good ? a->target.text : "*"));
	psobject_set(v, "Latency", value_int64(good ? (int64_t)a->milliseconds : 0));
	psobject_set(v, "BufferSize", value_int(good ? (a->self->size ? a->self->size : 32) : 0));
	psobject_set(v, "Status", string_from(names[a->result]));
	return v;
}

static Value port_status(const struct attempt *a)
{
	static const char *const names[] = {"Success", "TimedOut", "ConnectionRefused",
					    "HostUnreachable", "AccessDenied"};
	Value v = psobject_new_typed(
		"Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus");
	psobject_set(v, "Id", value_int(a->sequence));
	psobject_set(v, "Source", host_name());
	psobject_set(v, "Target", string_from(a->name));
	psobject_set(v, "TargetAddress", string_from(a->target.text));
	psobject_set(v, "Port", value_int(a->self->port));
	psobject_set(v, "Latency", value_int64((int64_t)a->milliseconds));
	psobject_set(v, "Connected", value_bool(a->result == PING_OK));
	psobject_set(v, "Status", string_from(names[a->result]));
	return v;
}

static enum status failed(struct cmdlet_call *c, const char *name, const char *why)
{
	return cmdlet_error_type(c, "System.Net.NetworkInformation.PingException",
				 "TestConnectionException", CATEGORY_RESOURCE_UNAVAILABLE,
				 string_from(name),
				 "Testing connection to computer '%s' failed: %s", name, why);
}

static enum status pause_between(struct cmdlet_call *c, const struct test_connection *self)
{
	blocking_sleep((int64_t)(self->delay ? self->delay : 1) * 1000000000);
	return cmdlet_session(c)->interrupted ? STOP : OK;
}

static enum status attempts(struct cmdlet_call *c, struct attempt *a, bool *all_r)
{
	const struct test_connection *self = a->self;
	bool tcp = self->port != 0, quiet = self->quiet || (tcp && !self->detailed);
	int32_t count = self->count ? self->count : tcp ? 1 : 4;
	for (a->sequence = 1; self->repeat || a->sequence <= count; a->sequence++) {
		enum status status = a->sequence > 1 ? pause_between(c, self) : OK;
		if (status != OK)
			return status;
		blocking_call(tcp ? try_tcp : try_icmp, a);
		*all_r = *all_r && a->result == PING_OK;
		if (a->result == PING_NOT_PERMITTED && !tcp)
			return quiet ? OK
				     : failed(c, a->name,
					      "the system does not let this user send echo "
					      "requests. Test "
					      "a port instead, as with -TcpPort 443, or run as "
					      "root.");
		if (!quiet)
			status = cmdlet_write(c, tcp ? port_status(a) : ping_status(a));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	const struct test_connection *self = cmdlet_state(c);
	if (self->traceroute || self->mtu)
		return cmdlet_throw(c, "NotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
				    "-%s is not supported: use the program %s.",
				    self->traceroute ? "Traceroute" : "MtuSize",
				    self->traceroute ? "traceroute" : "tracepath");
	bool quiet = self->quiet || (self->port && !self->detailed);
	for (size_t i = 0; i < value_count(self->target); i++) {
		struct attempt a = {.self = self, .name = string_data(value_item(self->target, i))};
		bool all = true;
		enum status status = OK;
		blocking_call(resolve, &a);
		all = a.resolved == 0;
		if (all)
			status = attempts(c, &a, &all);
		else if (!quiet)
			status = failed(c, a.name, "Cannot resolve the target name.");
		if (status == OK && quiet)
			status = cmdlet_write(c, value_bool(all));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_test_connection = {
	.verb = "Test",
	.noun = "Connection",
	.parameters = parameters,
	.state_size = sizeof(struct test_connection),
	.default_set = "DefaultPing",
	.process = process,
	.output =
		"Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus,"
		"Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus,System.Boolean",
	.synopsis = "Sends ICMP echo request packets, or pings, to one or more computers.",
	.description =
		"With -TcpPort it tries to connect to a port instead, which needs no rights.",
	.examples =
		(const struct cmdlet_example[]){
			{"Whether an IMAP server takes connections",
			 "Test-Connection imap.contoso.com -TcpPort 993", NULL},
			{NULL, NULL, NULL},
		},
};

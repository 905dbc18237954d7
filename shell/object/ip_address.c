/* System.Net: IPAddress, IPEndPoint, and Dns over the system's resolver. */
#include "object/interpreter_lock.h"
#include "object/small_types.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/reference.h"
#include "object/string.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct ip_address {
	struct cell cell;
	bool v6;
	uint8_t bytes[16]; /* the first four of IPv4 */
	uint32_t scope;
};

struct ip_end_point {
	struct cell cell;
	Value address;
	int port;
};

struct host_entry {
	struct cell cell;
	Value name, addresses, aliases;
};

static struct type type_ip_address, type_ip_end_point, type_host_entry;

static struct ip_address *as_ip(Value v)
{
	return (struct ip_address *)v.cell;
}

static bool is_ip(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_ip_address;
}

static Value ip_new(bool v6, const void *bytes, uint32_t scope)
{
	struct ip_address *a = gc_alloc(&type_ip_address, VALUE_OBJECT, sizeof(*a));
	a->v6 = v6;
	a->scope = scope;
	memcpy(a->bytes, bytes, v6 ? 16 : 4);
	return value_cell(VALUE_OBJECT, a);
}

static bool ip_parse(const char *text, Value *result_r)
{
	struct in_addr v4;
	struct in6_addr v6;
	char host[64];
	if (*text != '\0' && strchr(text, ':') == NULL && inet_aton(text, &v4)) {
		*result_r = ip_new(false, &v4, 0);
		return true;
	}
	size_t start = *text == '[', length = strcspn(text + start, "%]");
	if (length >= sizeof(host))
		return false;
	memcpy(host, text + start, length);
	host[length] = '\0';
	const char *percent = strchr(text, '%');
	if (inet_pton(AF_INET6, host, &v6) != 1)
		return false;
	*result_r =
		ip_new(true, &v6, percent != NULL ? (uint32_t)strtoul(percent + 1, NULL, 10) : 0);
	return true;
}

static enum status ip_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	const struct ip_address *a = as_ip(self);
	char text[INET6_ADDRSTRLEN];
	inet_ntop(a->v6 ? AF_INET6 : AF_INET, a->bytes, text, sizeof(text));
	strbuf_adds(out, text);
	if (a->scope != 0)
		strbuf_addf(out, "%%%u", a->scope);
	return OK;
}

static enum status invalid_address(void)
{
	return throw_exception("System.FormatException", "An invalid IP address was specified.");
}

static enum status ip_parse_static(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "ipString",
				      "Value cannot be null.");
	return ip_parse(string_data(argv[0]), result_r) ? OK : invalid_address();
}

static enum status ip_try_parse(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	Value parsed = NULL_VALUE;
	bool ok = argv[0].tag == VALUE_STRING && ip_parse(string_data(argv[0]), &parsed);
	*result_r = value_bool(ok);
	return reference_set(argv[1], parsed);
}

static enum status ip_get_bytes(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	*result_r = array_new_bytes(as_ip(self)->bytes, as_ip(self)->v6 ? 16 : 4);
	return OK;
}

static enum status ip_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	(void)ip_to_string_hook(self, NULL, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status ip_get_text(Value self, Value *result_r)
{
	return ip_to_string(self, 0, NULL, result_r);
}

static enum status ip_get_family(Value self, Value *result_r)
{
	*result_r = enum_value(&type_address_family, as_ip(self)->v6 ? 23 : 2);
	return OK;
}

static enum status ip_get_scope(Value self, Value *result_r)
{
	*result_r = as_ip(self)->v6 ? value_int64(as_ip(self)->scope) : NULL_VALUE;
	return OK;
}

static enum status ip_get_address(Value self, Value *result_r)
{
	uint32_t number;
	memcpy(&number, as_ip(self)->bytes, sizeof(number));
	*result_r = as_ip(self)->v6 ? NULL_VALUE : value_int64(number);
	return OK;
}

#define QUESTION(name, expression)                                       \
	static enum status ip_get_##name(Value self, Value *result_r)    \
	{                                                                \
		const uint8_t *b = as_ip(self)->bytes;                   \
		*result_r = value_bool(as_ip(self)->v6 && (expression)); \
		return OK;                                               \
	}
QUESTION(multicast, b[0] == 0xff)
QUESTION(link_local, b[0] == 0xfe && (b[1] & 0xc0) == 0x80)
QUESTION(site_local, b[0] == 0xfe && (b[1] & 0xc0) == 0xc0)
QUESTION(teredo, memcmp(b, "\x20\x01\0\0", 4) == 0)
QUESTION(unique_local, (b[0] & 0xfe) == 0xfc)
QUESTION(mapped, memcmp(b, "\0\0\0\0\0\0\0\0\0\0\xff\xff", 12) == 0)

static enum status ip_map_to_v6(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	uint8_t bytes[16] = {[10] = 0xff, [11] = 0xff};
	if (as_ip(self)->v6) {
		*result_r = self;
		return OK;
	}
	memcpy(bytes + 12, as_ip(self)->bytes, 4);
	*result_r = ip_new(true, bytes, 0);
	return OK;
}

static enum status ip_map_to_v4(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	*result_r = as_ip(self)->v6 ? ip_new(false, as_ip(self)->bytes + 12, 0) : self;
	return OK;
}

static bool ip_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return is_ip(b) && as_ip(a)->v6 == as_ip(b)->v6 && as_ip(a)->scope == as_ip(b)->scope &&
	       memcmp(as_ip(a)->bytes, as_ip(b)->bytes, 16) == 0;
}

static uint32_t ip_hash(Value v)
{
	uint32_t words[4];
	memcpy(words, as_ip(v)->bytes, sizeof(words));
	return words[0] ^ words[1] ^ words[2] ^ words[3];
}

static enum status ip_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(ip_equals_value(self, value_base(argv[0]), false));
	return OK;
}

static enum status ip_is_loopback(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	const struct ip_address *a = as_ip(argv[0]);
	*result_r = value_bool(a->v6 ? memcmp(a->bytes, &in6addr_loopback, 16) == 0
				     : a->bytes[0] == 127);
	return OK;
}

static enum status ip_swap_order(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = value_int((int32_t)htonl((uint32_t)argv[0].integer));
	return OK;
}

#define FIXED(name, text)                                                    \
	static enum status ip_get_##name(Value self UNUSED, Value *result_r) \
	{                                                                    \
		(void)ip_parse(text, result_r);                              \
		return OK;                                                   \
	}
FIXED(any, "0.0.0.0")
FIXED(loopback, "127.0.0.1")
FIXED(broadcast, "255.255.255.255")
FIXED(v6_any, "::")
FIXED(v6_loopback, "::1")

/* (bytes) | (number in network order) */
static enum status ip_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	if (argv[0].tag == VALUE_ARRAY) {
		size_t count = value_count(argv[0]);
		if (count != 4 && count != 16)
			return throw_argument("System.ArgumentException", "address",
					      "An invalid IP address was specified.");
		*result_r = ip_new(count == 16, value_as_array(argv[0])->bytes, 0);
		return OK;
	}
	uint32_t number = (uint32_t)argv[0].integer;
	*result_r = ip_new(false, &number, 0);
	return OK;
}

static enum status ip_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (value_is_integer(from) ||
	    (from.tag == VALUE_ARRAY && value_as_array(from)->bytes != NULL))
		return ip_construct(NULL_VALUE, 1, &from, result_r);
	Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
	return ip_parse(string_data(text), result_r) ? OK : invalid_address();
}

static const struct member ip_members[] = {
	PROPERTY("System.Net.Sockets.AddressFamily AddressFamily {get;}", ip_get_family),
	PROPERTY("long ScopeId {get;set;}", ip_get_scope),
	PROPERTY("bool IsIPv6Multicast {get;}", ip_get_multicast),
	PROPERTY("bool IsIPv6LinkLocal {get;}", ip_get_link_local),
	PROPERTY("bool IsIPv6SiteLocal {get;}", ip_get_site_local),
	PROPERTY("bool IsIPv6Teredo {get;}", ip_get_teredo),
	PROPERTY("bool IsIPv6UniqueLocal {get;}", ip_get_unique_local),
	PROPERTY("bool IsIPv4MappedToIPv6 {get;}", ip_get_mapped),
	PROPERTY("long Address {get;set;}", ip_get_address),
	SCRIPT_PROPERTY("System.Object IPAddressToString {get=$this.Tostring();}", ip_get_text),
	METHOD("bool Equals(System.Object comparand)", ip_equals),
	METHOD("byte[] GetAddressBytes()", ip_get_bytes),
	METHOD("ipaddress MapToIPv4()", ip_map_to_v4),
	METHOD("ipaddress MapToIPv6()", ip_map_to_v6),
	METHOD("string ToString()", ip_to_string),
	STATIC_PROPERTY("static ipaddress Any {get;}", ip_get_any),
	STATIC_PROPERTY("static ipaddress Broadcast {get;}", ip_get_broadcast),
	STATIC_PROPERTY("static ipaddress IPv6Any {get;}", ip_get_v6_any),
	STATIC_PROPERTY("static ipaddress IPv6Loopback {get;}", ip_get_v6_loopback),
	STATIC_PROPERTY("static ipaddress IPv6None {get;}", ip_get_v6_any),
	STATIC_PROPERTY("static ipaddress Loopback {get;}", ip_get_loopback),
	STATIC_PROPERTY("static ipaddress None {get;}", ip_get_broadcast),
	STATIC_METHOD("static int HostToNetworkOrder(int host)", ip_swap_order),
	STATIC_METHOD("static bool IsLoopback(ipaddress address)", ip_is_loopback),
	STATIC_METHOD("static int NetworkToHostOrder(int network)", ip_swap_order),
	STATIC_METHOD("static ipaddress Parse(string ipString)", ip_parse_static),
	STATIC_METHOD("static bool TryParse(string ipString, [ref] ipaddress address)",
		      ip_try_parse),
	CONSTRUCTOR("ipaddress new(long newAddress)", ip_construct),
	CONSTRUCTOR("ipaddress new(byte[] address)", ip_construct),
	MEMBER_END,
};

static struct type type_ip_address = {
	.name = "System.Net.IPAddress",
	.alias = "ipaddress",
	.tag = VALUE_OBJECT,
	.members = ip_members,
	.convert = ip_convert,
	.to_string = ip_to_string_hook,
	.equals = ip_equals_value,
	.hash = ip_hash,
};

static struct ip_end_point *as_end_point(Value v)
{
	return (struct ip_end_point *)v.cell;
}

static void end_point_mark(void *cell)
{
	gc_mark(((struct ip_end_point *)cell)->address);
}

static enum status end_point_get_family(Value self, Value *result_r)
{
	return ip_get_family(as_end_point(self)->address, result_r);
}

static enum status end_point_get_address(Value self, Value *result_r)
{
	*result_r = as_end_point(self)->address;
	return OK;
}

static enum status end_point_get_port(Value self, Value *result_r)
{
	*result_r = value_int(as_end_point(self)->port);
	return OK;
}

static enum status end_point_to_string(Value self, const char *format, struct strbuf *out)
{
	bool v6 = as_ip(as_end_point(self)->address)->v6;
	if (v6)
		strbuf_addc(out, '[');
	(void)ip_to_string_hook(as_end_point(self)->address, format, out);
	strbuf_addf(out, v6 ? "]:%d" : ":%d", as_end_point(self)->port);
	return OK;
}

static enum status end_point_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	if (!is_ip(argv[0]))
		return throw_argument("System.ArgumentNullException", "address",
				      "Value cannot be null.");
	if (argv[1].integer < 0 || argv[1].integer > 65535)
		return throw_argument("System.ArgumentOutOfRangeException", "port",
				      "Specified argument was out of the range of valid values.");
	struct ip_end_point *e = gc_alloc(&type_ip_end_point, VALUE_OBJECT, sizeof(*e));
	e->address = argv[0];
	e->port = (int)argv[1].integer;
	*result_r = value_cell(VALUE_OBJECT, e);
	return OK;
}

/* "1.2.3.4:80" or "[::1]:80"; the port may be left out */
static enum status end_point_parse(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	const char *text = string_data(argv[0]), *colon = strrchr(text, ':');
	bool bracket = *text == '[', many = colon && strchr(text, ':') != colon;
	const char *close = bracket ? strchr(text, ']') : NULL;
	if (bracket ? !close || (colon && colon < close) : many)
		colon = NULL;
	size_t length = bracket && close ? (size_t)(close - text) - 1
			: colon          ? (size_t)(colon - text)
					 : strlen(text);
	Value arguments[] = {NULL_VALUE, value_int(0)};
	Value address = string_new(text + bracket, length);
	bool good = convert_try(address, &type_ip_address, &arguments[0]) &&
		    (!colon || convert_try(string_from(colon + 1), &type_int32, &arguments[1]));
	if (!good || arguments[1].integer < 0 || arguments[1].integer > 65535)
		return throw_exception("System.FormatException",
				       "An invalid IPEndPoint was specified.");
	return end_point_construct(NULL_VALUE, 2, arguments, result_r);
}

static const struct member end_point_members[] = {
	PROPERTY("System.Net.Sockets.AddressFamily AddressFamily {get;}", end_point_get_family),
	PROPERTY("ipaddress Address {get;set;}", end_point_get_address),
	PROPERTY("int Port {get;set;}", end_point_get_port),
	STATIC_METHOD("static System.Net.IPEndPoint Parse(string s)", end_point_parse),
	CONSTRUCTOR("System.Net.IPEndPoint new(ipaddress address, int port)", end_point_construct),
	MEMBER_END,
};

static struct type type_ip_end_point = {
	.name = "System.Net.IPEndPoint",
	.tag = VALUE_OBJECT,
	.members = end_point_members,
	.mark = end_point_mark,
	.to_string = end_point_to_string,
};

struct lookup {
	const char *name;
	const struct addrinfo *hints;
	struct addrinfo **found;
	int error;
};

static void look_up(void *context)
{
	struct lookup *l = context;
	l->error = getaddrinfo(l->name, NULL, l->hints, l->found);
}

/* The addresses of a name; ERROR SocketException in the resolver's words. */
static enum status resolve(Value name, Value list, Value *canonical_r)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_CANONNAME}, *found;
	if (name.tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "hostNameOrAddress",
				      "Value cannot be null.");
	struct lookup lookup = {string_data(name), &hints, &found, 0};
	blocking_call(look_up, &lookup);
	int error = lookup.error;
	if (error != 0)
		return throw_exception("System.Net.Sockets.SocketException", "%s",
				       gai_strerror(error));
	*canonical_r =
		string_from(found->ai_canonname != NULL ? found->ai_canonname : string_data(name));
	for (struct addrinfo *a = found; a != NULL; a = a->ai_next) {
		if (a->ai_family == AF_INET)
			list_add(value_as_list(list),
				 ip_new(false, &((struct sockaddr_in *)a->ai_addr)->sin_addr, 0));
		else if (a->ai_family == AF_INET6)
			list_add(value_as_list(list),
				 ip_new(true, &((struct sockaddr_in6 *)a->ai_addr)->sin6_addr,
					((struct sockaddr_in6 *)a->ai_addr)->sin6_scope_id));
	}
	freeaddrinfo(found);
	return OK;
}

static Value address_array(Value list)
{
	const struct list *l = value_as_list(list);
	Value array = array_new_typed(type_array_of(&type_ip_address, 1), l->count);
	for (size_t i = 0; i < l->count; i++)
		value_as_array(array)->items[i] = l->items[i];
	return array;
}

static enum status dns_get_addresses(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	Value list = list_new(), name;
	if (resolve(argv[0], list, &name) != OK)
		return ERROR;
	*result_r = address_array(list);
	return OK;
}

/* The name of an address, or the entry of a name. */
static enum status dns_get_entry(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	Value list = list_new(), name, address;
	Value asked = is_ip(argv[0]) ? value_to_string(argv[0]) : argv[0];
	if (resolve(asked, list, &name) != OK)
		return ERROR;
	if (ip_parse(string_data(asked), &address)) {
		struct sockaddr_in v4 = {.sin_family = AF_INET};
		struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
		char host[NI_MAXHOST];
		memcpy(&v4.sin_addr, as_ip(address)->bytes, 4);
		memcpy(&v6.sin6_addr, as_ip(address)->bytes, 16);
		bool is_v6 = as_ip(address)->v6;
		if (getnameinfo(is_v6 ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4,
				is_v6 ? sizeof(v6) : sizeof(v4), host, sizeof(host), NULL, 0,
				0) == 0)
			name = string_from(host);
	}
	struct host_entry *e = gc_alloc(&type_host_entry, VALUE_OBJECT, sizeof(*e));
	e->name = name;
	e->addresses = address_array(list);
	e->aliases = array_new_typed(&type_string_array, 0);
	*result_r = value_cell(VALUE_OBJECT, e);
	return OK;
}

static enum status dns_get_host_name(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r)
{
	char name[256] = "";
	gethostname(name, sizeof(name) - 1);
	*result_r = string_from(name);
	return OK;
}

static const struct member dns_members[] = {
	STATIC_METHOD("static ipaddress[] GetHostAddresses(string hostNameOrAddress)",
		      dns_get_addresses),
	STATIC_METHOD("static System.Net.IPHostEntry GetHostByName(string hostName)",
		      dns_get_entry),
	STATIC_METHOD("static System.Net.IPHostEntry GetHostEntry(ipaddress address)",
		      dns_get_entry),
	STATIC_METHOD("static System.Net.IPHostEntry GetHostEntry(string hostNameOrAddress)",
		      dns_get_entry),
	STATIC_METHOD("static string GetHostName()", dns_get_host_name),
	STATIC_METHOD("static System.Net.IPHostEntry Resolve(string hostName)", dns_get_entry),
	MEMBER_END,
};

static struct type type_dns = {
	.name = "System.Net.Dns",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = dns_members,
};

static void entry_mark(void *cell)
{
	struct host_entry *e = cell;
	gc_mark(e->name);
	gc_mark(e->addresses);
	gc_mark(e->aliases);
}

#define ENTRY_GETTER(field)                                               \
	static enum status entry_get_##field(Value self, Value *result_r) \
	{                                                                 \
		*result_r = ((struct host_entry *)self.cell)->field;      \
		return OK;                                                \
	}
ENTRY_GETTER(name)
ENTRY_GETTER(addresses)
ENTRY_GETTER(aliases)

static const struct member entry_members[] = {
	PROPERTY("string HostName {get;set;}", entry_get_name),
	PROPERTY("string[] Aliases {get;set;}", entry_get_aliases),
	PROPERTY("ipaddress[] AddressList {get;set;}", entry_get_addresses),
	MEMBER_END,
};

static struct type type_host_entry = {
	.name = "System.Net.IPHostEntry",
	.tag = VALUE_OBJECT,
	.members = entry_members,
	.mark = entry_mark,
};

struct type *const network_types[] = {&type_ip_address, &type_ip_end_point, &type_dns,
				      &type_host_entry, NULL};

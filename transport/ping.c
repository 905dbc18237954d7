#include "transport/ping.h"

#include "base/xmalloc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/icmp6.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1000000;
}

static void print_address(const struct sockaddr *address, socklen_t length, char *text)
{
	*text = '\0';
	getnameinfo(address, length, text, INET6_ADDRSTRLEN, NULL, 0, NI_NUMERICHOST);
}

/* Connecting a datagram socket sends nothing, but chooses the address that would be used. */
static void find_source(struct ping_target *target)
{
	struct sockaddr_storage own;
	socklen_t length = sizeof(own);
	struct sockaddr_storage there = target->address;
	((struct sockaddr_in *)&there)->sin_port =
		htons(9); /* the port is at the same place for IPv6 */
	int fd = socket(there.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	target->source[0] = '\0';
	if (fd >= 0 && connect(fd, (struct sockaddr *)&there, target->length) == 0 &&
	    getsockname(fd, (struct sockaddr *)&own, &length) == 0)
		print_address((struct sockaddr *)&own, length, target->source);
	if (fd >= 0)
		close(fd);
}

int ping_resolve(const char *name, int family, struct ping_target *target)
{
	struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM}, *found;
	if (getaddrinfo(name, NULL, &hints, &found) != 0)
		return -1;
	memcpy(&target->address, found->ai_addr, found->ai_addrlen);
	target->length = found->ai_addrlen;
	print_address(found->ai_addr, found->ai_addrlen, target->text);
	freeaddrinfo(found);
	find_source(target);
	return 0;
}

static enum ping_result result_of(int error)
{
	return error == ECONNREFUSED               ? PING_REFUSED
	       : error == EACCES || error == EPERM ? PING_NOT_PERMITTED
	       : error == ETIMEDOUT                ? PING_TIMED_OUT
						   : PING_UNREACHABLE;
}

/* ---- ICMP ---- */

/* RFC 1071: what a raw socket leaves to the sender. */
static uint16_t checksum(const unsigned char *bytes, size_t size)
{
	uint32_t sum = 0;
	for (size_t i = 0; i + 1 < size; i += 2)
		sum += (uint32_t)(bytes[i] << 8 | bytes[i + 1]);
	if (size % 2)
		sum += (uint32_t)bytes[size - 1] << 8;
	sum = (sum >> 16) + (sum & 0xffff);
	sum += sum >> 16;
	return (uint16_t)~sum;
}

static int echo_socket(int family, bool *raw_r)
{
	int protocol = family == AF_INET6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
	int fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, protocol);
	*raw_r = fd < 0;
	return fd >= 0 ? fd : socket(family, SOCK_RAW | SOCK_CLOEXEC, protocol);
}

/* Whether a packet is the answer to our request: raw sockets see those of others, behind their IP header. */
static bool is_answer(const unsigned char *packet, ssize_t length, bool raw, bool six, int sequence)
{
	size_t head = raw && !six ? (size_t)(packet[0] & 15) * 4 : 0;
	if ((size_t)length < head + 8)
		return false;
	const unsigned char *icmp = packet + head;
	int reply = six ? ICMP6_ECHO_REPLY : ICMP_ECHOREPLY;
	bool ours = !raw || (icmp[4] << 8 | icmp[5]) == (getpid() & 0xffff);
	return icmp[0] == reply && ours && (icmp[6] << 8 | icmp[7]) == sequence;
}

static enum ping_result wait_for_answer(int fd, bool raw, bool six, int sequence, double start,
					int timeout)
{
	unsigned char packet[65536];
	for (;;) {
		int left = timeout - (int)(now() - start);
		struct pollfd p = {.fd = fd, .events = POLLIN};
		if (left <= 0 || poll(&p, 1, left) <= 0)
			return PING_TIMED_OUT;
		ssize_t length = recv(fd, packet, sizeof(packet), 0);
		if (length < 0)
			return result_of(errno);
		if (is_answer(packet, length, raw, six, sequence))
			return PING_OK;
	}
}

enum ping_result ping_icmp(const struct ping_target *target, int sequence, int size, int hops,
			   int timeout, double *milliseconds_r)
{
	bool raw, six = target->address.ss_family == AF_INET6;
	int fd = echo_socket(target->address.ss_family, &raw);
	if (fd < 0)
		return PING_NOT_PERMITTED;
	size_t length = 8 + (size_t)size;
	unsigned char *request = xcalloc(1, length);
	request[0] = six ? ICMP6_ECHO_REQUEST : ICMP_ECHO;
	request[4] = (unsigned char)(getpid() >> 8);
	request[5] = (unsigned char)getpid();
	request[6] = (unsigned char)(sequence >> 8);
	request[7] = (unsigned char)sequence;
	for (int i = 0; i < size; i++)
		request[8 + i] = (unsigned char)('a' + i % 23);
	uint16_t sum = six ? 0 : checksum(request, length);
	request[2] = (unsigned char)(sum >> 8);
	request[3] = (unsigned char)sum;
	if (hops > 0)
		setsockopt(fd, six ? IPPROTO_IPV6 : IPPROTO_IP, six ? IPV6_UNICAST_HOPS : IP_TTL,
			   &hops, sizeof(hops));
	double start = now();
	enum ping_result result = PING_OK;
	if (sendto(fd, request, length, 0, (const struct sockaddr *)&target->address,
		   target->length) < 0)
		result = result_of(errno);
	else
		result = wait_for_answer(fd, raw, six, sequence, start, timeout);
	*milliseconds_r = now() - start;
	free(request);
	close(fd);
	return result;
}

/* ---- TCP ---- */

enum ping_result ping_tcp(const struct ping_target *target, int port, int timeout,
			  double *milliseconds_r)
{
	struct sockaddr_storage there = target->address;
	((struct sockaddr_in *)&there)->sin_port = htons((uint16_t)port);
	int fd = socket(there.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	double start = now();
	*milliseconds_r = 0;
	if (fd < 0)
		return result_of(errno);
	int error = 0;
	socklen_t length = sizeof(error);
	if (connect(fd, (struct sockaddr *)&there, target->length) != 0 && errno != EINPROGRESS)
		error = errno;
	struct pollfd p = {.fd = fd, .events = POLLOUT};
	if (!error && poll(&p, 1, timeout) <= 0)
		error = ETIMEDOUT;
	if (!error)
		getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
	*milliseconds_r = now() - start;
	close(fd);
	return error ? result_of(error) : PING_OK;
}

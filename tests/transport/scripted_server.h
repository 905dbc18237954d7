/*
 * A server on loopback that plays the lines of a script, in a thread of its own:
 *
 *   S: text      sends the text and CRLF          S- text      sends the text alone
 *   S*N c        sends the character c N times    S+N text     sends the text N times
 *   S#N text     sends N lines, "#" is their number
 *   C: pattern   expects a line; "*" stands for anything
 *   login CAPS   greeting, capabilities and SASL PLAIN, then the client's CAPABILITY with these
 *   refuse TEXT  greeting and a login that is refused with this answer
 *   close        drops the connection             accept       waits for the next one
 *
 * The first connection is waited for. After the last line what comes is read and dropped.
 */
#ifndef EXOSH_TESTS_SCRIPTED_SERVER_H
#define EXOSH_TESTS_SCRIPTED_SERVER_H

#include <stddef.h>

struct scripted_server;

/* Lines stay the caller's. */
struct scripted_server *scripted_server_start(const char *const *lines, size_t count);
unsigned scripted_server_port(const struct scripted_server *server);
/* Ends and frees. What went differently than the script says, which the caller frees; NULL: nothing. */
char *scripted_server_stop(struct scripted_server **server);

#endif

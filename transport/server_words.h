/*
 * What servers mean by the text behind NO, BAD and BYE. Response codes (RFC 3501, 5530) say it where there is one; most
 * limits of the large providers stand in words alone, so the words are looked at, too.
 */
#ifndef EXOSH_TRANSPORT_SERVER_WORDS_H
#define EXOSH_TRANSPORT_SERVER_WORDS_H

#include "base/base.h"

enum server_words {
	SERVER_WORDS_PLAIN,     /* says nothing about the server's state */
	SERVER_WORDS_TEMPORARY, /* something is out of order for a moment */
	SERVER_WORDS_BUSY, /* a limit of connections or of traffic was met: coming back at once makes it worse */
	SERVER_WORDS_FULL, /* the mailbox is over its quota */
	SERVER_WORDS_OVER  /* the session is, or its access token: a new login may help */
};

enum server_words server_words_read(const char *text);
/* enum failure for a refused command (not a login) with this text: FAILURE_BUSY, FAILURE_QUOTA, FAILURE_NETWORK where the
 * session is over, else FAILURE_SERVER. */
int server_words_failure(const char *text);

#endif

/* The codes that transport puts into struct error: who has to act, and whether trying again helps. */
#ifndef EXOSH_TRANSPORT_FAILURE_H
#define EXOSH_TRANSPORT_FAILURE_H

#include "base/base.h"

enum failure {
	FAILURE_NONE,
	FAILURE_RESOLVE,   /* no such host */
	FAILURE_CONNECT,   /* refused, unreachable, no answer */
	FAILURE_NETWORK,   /* an open connection dropped or fell silent */
	FAILURE_TLS,       /* handshake or certificate */
	FAILURE_AUTH,      /* the server refused the login: a second try could lock the account */
	FAILURE_SERVER,    /* the server said NO, BAD or BYE */
	FAILURE_PROTOCOL,  /* the server talks nonsense or breaks a limit */
	FAILURE_QUOTA,     /* the target mailbox is full */
	FAILURE_LOCAL,     /* disk, state store, configuration */
	FAILURE_STOPPED,   /* the caller asked to stop */
	FAILURE_RECIPIENT, /* no such mailbox in the target organization */
	FAILURE_CSV_ROW,   /* the user's row of the CSV can't be migrated */
	FAILURE_DUPLICATE, /* another batch has the user */
	FAILURE_BUSY /* the server's limit of connections or traffic was met: only waiting helps */
};

/* Whether the same attempt may succeed later without anybody changing anything. */
static inline bool failure_is_transient(int failure)
{
	return failure == FAILURE_RESOLVE || failure == FAILURE_CONNECT ||
	       failure == FAILURE_NETWORK || failure == FAILURE_SERVER || failure == FAILURE_BUSY;
}

#endif

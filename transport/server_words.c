#include "transport/server_words.h"
#include "transport/failure.h"

#include <string.h>

/* The first that is found decides: what is said more clearly stands above. */
static const struct {
	const char *words;
	enum server_words meaning;
} known[] = {
	/* A password is wrong or worn out, whatever else is said ("try again later"). */
	{"[AUTHENTICATIONFAILED]", SERVER_WORDS_PLAIN},
	{"[AUTHORIZATIONFAILED]", SERVER_WORDS_PLAIN},
	{"[CONTACTADMIN]", SERVER_WORDS_PLAIN},
	/* Microsoft 365: "Session invalidated - AccessTokenExpired" */
	{"AccessTokenExpired", SERVER_WORDS_OVER},
	{"[EXPIRED]", SERVER_WORDS_OVER},
	{"session expired", SERVER_WORDS_OVER},
	{"session invalidated", SERVER_WORDS_OVER},
	/* Gmail calls its daily limit of traffic [OVERQUOTA]: "Account exceeded command or bandwidth limits." */
	{"bandwidth limit", SERVER_WORDS_BUSY},
	{"[THROTTLED]", SERVER_WORDS_BUSY},
	/* Microsoft 365: "Request is throttled. Suggested Backoff Time: 92415 milliseconds" */
	{"is throttled", SERVER_WORDS_BUSY},
	/* Yahoo: "[LIMIT] FETCH Rate limit hit." */
	{"rate limit", SERVER_WORDS_BUSY},
	/* Gmail: "[ALERT] Too many simultaneous connections." Courier: "Maximum connections reached" */
	{"too many simultaneous", SERVER_WORDS_BUSY},
	{"too many connections", SERVER_WORDS_BUSY},
	{"too many concurrent", SERVER_WORDS_BUSY},
	/* Dovecot: "Maximum number of connections from user+IP exceeded" */
	{"maximum number of connections", SERVER_WORDS_BUSY},
	{"maximum connection", SERVER_WORDS_BUSY},
	{"connection limit", SERVER_WORDS_BUSY},
	{"too many login", SERVER_WORDS_BUSY},
	{"too many requests", SERVER_WORDS_BUSY},
	{"[OVERQUOTA]", SERVER_WORDS_FULL},
	{"over quota", SERVER_WORDS_FULL},
	{"quota exceeded", SERVER_WORDS_FULL},
	/* Courier: "You exceeded your mail quota." */
	{"exceeded your mail quota", SERVER_WORDS_FULL},
	{"mailbox is full", SERVER_WORDS_FULL},
	{"mailbox full", SERVER_WORDS_FULL},
	{"[UNAVAILABLE]", SERVER_WORDS_TEMPORARY},
	{"[INUSE]", SERVER_WORDS_TEMPORARY},
	/* Of any kind: the number of keywords, too. */
	{"[LIMIT]", SERVER_WORDS_TEMPORARY},
	{"[SERVERBUG]", SERVER_WORDS_TEMPORARY},
	/* Microsoft 365: "User is authenticated but not connected.", "Server Unavailable. 15" */
	{"authenticated but not connected", SERVER_WORDS_TEMPORARY},
	{"server unavailable", SERVER_WORDS_TEMPORARY},
	{"temporary system problem", SERVER_WORDS_TEMPORARY},
	{"temporary error", SERVER_WORDS_TEMPORARY},
	{"temporary failure", SERVER_WORDS_TEMPORARY},
	{"temporary authentication failure", SERVER_WORDS_TEMPORARY},
	{"internal error", SERVER_WORDS_TEMPORARY},
	/* Gmail: "System Error (Failure)" */
	{"system error", SERVER_WORDS_TEMPORARY},
	{"server busy", SERVER_WORDS_TEMPORARY},
	{"server is busy", SERVER_WORDS_TEMPORARY},
	{"try again later", SERVER_WORDS_TEMPORARY},
};

enum server_words server_words_read(const char *text)
{
	for (size_t i = 0; text && i < countof(known); i++)
		if (strcasestr(text, known[i].words))
			return known[i].meaning;
	return SERVER_WORDS_PLAIN;
}

int server_words_failure(const char *text)
{
	enum server_words meaning = server_words_read(text);

	return meaning == SERVER_WORDS_BUSY   ? FAILURE_BUSY
	       : meaning == SERVER_WORDS_FULL ? FAILURE_QUOTA
	       : meaning == SERVER_WORDS_OVER ? FAILURE_NETWORK
					      : FAILURE_SERVER;
}

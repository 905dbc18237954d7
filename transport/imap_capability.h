/* What a server says that it can (CAPABILITY). */
#ifndef EXOSH_TRANSPORT_IMAP_CAPABILITY_H
#define EXOSH_TRANSPORT_IMAP_CAPABILITY_H

#include "base/base.h"

enum imap_capability {
	IMAP_CAPABILITY_IMAP4REV1 = 1u << 0,
	IMAP_CAPABILITY_LITERAL_PLUS = 1u << 1,  /* RFC 7888 */
	IMAP_CAPABILITY_LITERAL_MINUS = 1u << 2, /* RFC 7888: up to 4096 bytes */
	IMAP_CAPABILITY_MULTIAPPEND = 1u << 3,   /* RFC 3502 */
	IMAP_CAPABILITY_UIDPLUS = 1u << 4,       /* RFC 4315 */
	IMAP_CAPABILITY_NAMESPACE = 1u << 5,     /* RFC 2342 */
	IMAP_CAPABILITY_CONDSTORE = 1u << 6,     /* RFC 7162 */
	IMAP_CAPABILITY_QRESYNC = 1u << 7,       /* RFC 7162 */
	IMAP_CAPABILITY_ENABLE = 1u << 8,        /* RFC 5161 */
	IMAP_CAPABILITY_LIST_EXTENDED = 1u << 9, /* RFC 5258 */
	IMAP_CAPABILITY_LIST_STATUS = 1u << 10,  /* RFC 5819 */
	IMAP_CAPABILITY_SPECIAL_USE = 1u << 11,  /* RFC 6154 */
	IMAP_CAPABILITY_STATUS_SIZE = 1u << 12,  /* RFC 8438 */
	IMAP_CAPABILITY_ID = 1u << 13,           /* RFC 2971 */
	IMAP_CAPABILITY_UNSELECT = 1u << 14,     /* RFC 3691 */
	IMAP_CAPABILITY_GMAIL = 1u << 15,        /* X-GM-EXT-1: folders are labels */
	IMAP_CAPABILITY_STARTTLS = 1u << 16,
	IMAP_CAPABILITY_LOGINDISABLED = 1u << 17,
	IMAP_CAPABILITY_AUTH_PLAIN = 1u << 18
};

/* The bit of one word, 0 for words that exosh does not use. QRESYNC implies CONDSTORE. */
uint32_t imap_capability_parse(const char *word, size_t length);

#endif

/* What FETCH responses say about messages. */
#ifndef EXOSH_TRANSPORT_IMAP_FETCH_H
#define EXOSH_TRANSPORT_IMAP_FETCH_H

#include "transport/imap_parser.h"

enum imap_flag {
	IMAP_FLAG_SEEN = 1u << 0,
	IMAP_FLAG_ANSWERED = 1u << 1,
	IMAP_FLAG_FLAGGED = 1u << 2,
	IMAP_FLAG_DELETED = 1u << 3,
	IMAP_FLAG_DRAFT = 1u << 4
};

/* A point in time as the server gave it. */
struct imap_date {
	int64_t seconds; /* Unix */
	int zone;        /* minutes east of UTC */
	bool known;
};

enum imap_fetch_item {
	IMAP_FETCH_UID = 1u << 0,
	IMAP_FETCH_FLAGS = 1u << 1,
	IMAP_FETCH_DATE = 1u << 2,
	IMAP_FETCH_SIZE = 1u << 3,
	IMAP_FETCH_BODY = 1u << 4
};

struct imap_fetch {
	uint32_t items; /* enum imap_fetch_item: what was there */
	uint32_t number, uid;
	uint64_t size;
	uint32_t flags; /* enum imap_flag */
	const char
		*keywords; /* atoms separated by spaces, sorted; "" none. In the caller's arena. */
	struct imap_date date;
	const char *body; /* what BODY[…] held, when it was stored */
	size_t body_length;
	uint64_t modseq;
	uint64_t gmail_id; /* X-GM-MSGID: the same under every label; 0: none */
};

struct arena;

/* Reads "* n FETCH (…)", whole or cut before a literal. false: it is no FETCH. */
bool imap_fetch_read(const struct imap_node *response, struct arena *arena,
		     struct imap_fetch *fetch_r);
/* "17-Jul-1996 02:44:25 -0700". */
bool imap_date_parse(const char *text, struct imap_date *date_r);
/* Writes the same form, without quotes. */
#define IMAP_DATE_SIZE 32
void imap_date_print(const struct imap_date *date, char text_r[IMAP_DATE_SIZE]);
/* Appends "(\Seen $Forwarded)". */
struct strbuf;
void imap_flags_print(uint32_t flags, const char *keywords, struct strbuf *out);

#endif
